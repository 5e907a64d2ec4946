"""The words of the page, in the language of the tool."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cjmap.messages import Message, tr

_WORDS: Final[Mapping[str, Message]] = {
    "title": tr("Preview"),
    "maps": tr("Maps"),
    "findings": tr("Findings"),
    "none": tr("No findings."),
    "notes": tr("Notes"),
    "error": tr("error"),
    "warning": tr("warning"),
    "info": tr("note"),
    "map": tr("Map"),
    "flow": tr("Flow"),
    "network": tr("Network"),
    "blueprint": tr("Blueprint"),
    "curve": tr("Curve"),
    "palette": tr("Light or dark"),
    "fit": tr("Fit to the window"),
    "open": tr("Open in the editor"),
    "loading": tr("Drawing"),
    "nowhere": tr("This text stands nowhere in the map: it follows from what does."),
    "stale": tr("This map cannot be read as it is. The picture shows what it said before."),
    "gone": tr("This map is no longer there. The picture shows what it said before."),
    "failed": tr("cjmap failed here:"),
    "ended": tr("The preview has ended. `cjmap preview` starts it again, at another address."),
}


def words(language: str) -> dict[str, str]:
    """All of them by their ids."""
    return {name: message.render(language) for name, message in _WORDS.items()}
