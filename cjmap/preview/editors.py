"""Addresses that open a line of a file in an editor: the browser hands them to the system.

The server runs no program. An editor that registers no address of its own cannot be named.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import quote

from cjmap.expressions import expression
from cjmap.findings.usage import UsageError
from cjmap.messages import join, tr

_AS_VSCODE: Final = "://file{file}:{line}:{column}"
_AS_JETBRAINS: Final = "://open?file={file}&line={line}&column={column}"

EDITORS: Final[Mapping[str, str]] = {
    **{name: f"{name}{_AS_VSCODE}" for name in ("vscode", "vscodium", "cursor", "windsurf", "zed")},
    **{name: f"{name}{_AS_JETBRAINS}" for name in ("idea", "pycharm", "webstorm")},
    "sublime": "subl://open?url=file://{file}&line={line}&column={column}",
    "textmate": "txmt://open?url=file://{file}&line={line}&column={column}",
    "macvim": "mvim://open?url=file://{file}&line={line}&column={column}",
}
"""The address of each editor, with the place of a line left open."""

_ADDRESS = expression(r"([A-Za-z][A-Za-z0-9+.-]*):\S+")
# What a browser would run or fetch itself.
_REFUSED: Final = frozenset(
    "about blob chrome data file filesystem ftp http https javascript mailto vbscript view-source ws wss".split()
)
_PLACES: Final = ("{file}", "{line}", "{column}")


def find_editor(asked: str) -> str:
    """The address of an editor by its name, or one as written, with `{file}` in it.

    Raises:
        UsageError: no editor is called so, or the address opens none.
    """
    known = EDITORS.get(asked.lower())
    if known is not None:
        return known
    written = _ADDRESS.fullmatch(asked)
    if written is None or "{file}" not in asked:
        raise UsageError(
            tr(
                "No editor is called `{name}`. There are: {known}; or an address such as "
                "`myeditor://open?file={{file}}&line={{line}}&column={{column}}`.",
                name=asked,
                known=join([*EDITORS]),
            )
        )
    if written[1].lower() in _REFUSED:
        raise UsageError(
            tr("`{scheme}:` opens no editor: a browser goes there itself.", scheme=written[1])
        )
    return asked


def lead(address: str, file: Path, line: int, column: int) -> str:
    """The address of a place in a file; lines and columns count from 1."""
    path = file.as_posix()
    values = (quote(path if path.startswith("/") else f"/{path}", safe="/:"), line, column)
    for place, value in zip(_PLACES, values, strict=True):
        address = address.replace(place, str(value))
    return address
