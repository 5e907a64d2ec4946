"""What git leaves in a text that it could not join: both sides, between lines of marks."""

from __future__ import annotations

import re
from typing import Final

from cjmap.expressions import expression
from cjmap.findings import Edit
from cjmap.messages import tr
from cjmap.text.breaks import Break, unsure

_OURS: Final = "<"
_THEIRS: Final = ">"
# Lines that open and close the sides; between ours and theirs git may show what both came from.
_MARK: Final = expression(r"^(?P<mark><{7,}|\|{7,}|={7,}|>{7,})(?:[ \t][^\r\n]*)?\r?$\n?", re.M)


def find_conflicts(text: str) -> list[Break]:
    """The conflicts of a text, each to be read as if ours held."""
    found: list[Break] = []
    ours: re.Match[str] | None = None
    behind: re.Match[str] | None = None
    for mark in _MARK.finditer(text) if _OURS * 7 in text else ():
        sign = mark["mark"][0]
        if sign == _OURS:
            ours, behind = mark, None
        elif ours is not None and behind is None and sign != _THEIRS:
            behind = mark
        elif ours is not None and behind is not None and sign == _THEIRS:
            found.append(_settle(ours, behind.start(), mark.end()))
            ours = behind = None
    return found


def _settle(ours: re.Match[str], behind: int, end: int) -> Break:
    return unsure(
        (ours.start(), ours.start() + len(ours.group().rstrip("\r\n"))),
        tr("Git left a conflict here: both sides stand one below the other."),
        tr(
            "Keep what holds, and delete the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`."
        ),
        Edit(ours.start(), ours.end(), ""),
        Edit(behind, end, ""),
    )
