"""The list beside the pages of a report: which map each was made from.

By it a later run knows the pages of maps that are gone, and that it wrote them itself.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import PurePath
from typing import Final

from cjmap.findings.json_text import json_text

NAME: Final = "cjmap-pages.json"
VERSION: Final = 1


class NotOursError(Exception):
    """What stands in the list's place is none."""


def dump(pages: Mapping[str, str]) -> str:
    """The text of a list: the pages' names with the paths of their maps, from the pages' folder."""
    return json_text({"version": VERSION, "pages": dict(sorted(pages.items()))}) + "\n"


def load(text: str) -> dict[str, str]:
    """The pages' names with the paths of their maps.

    Raises:
        NotOursError: the text is no such list, or one that names files elsewhere.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise NotOursError from None
    pages = data.get("pages") if isinstance(data, dict) and data.get("version") == VERSION else None
    if not isinstance(pages, dict):
        raise NotOursError
    for name, file in pages.items():
        plain = PurePath(name).name == name and "\\" not in name and name.endswith(".html")
        if not plain or not isinstance(file, str):
            raise NotOursError
    return pages
