"""TOML as a table, or why it is none and where: of settings, themes and lists of columns."""

from __future__ import annotations

import tomllib
from typing import Any, Final

from cjmap.expressions import expression
from cjmap.messages import Message, shorten, tr

_PLACE: Final = expression(r"\(at line (\d+), column (\d+)\)")
# The library keeps the beginnings of a key's parts, each of them: 50,000 parts took 4 GB.
_MOST_PARTS: Final = 50
_PART: Final = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')[ \t]*"""
_LONG_KEY: Final = expression(rf"(?<![\w-])(?:{_PART}\.[ \t]*){{{_MOST_PARTS}}}")


class NotToml(Exception):
    """A text that is no TOML: why, and the line and column of it, from 1."""

    def __init__(self, reason: str | Message, line: int, column: int) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.line = line
        self.column = column


def read_toml(text: str) -> dict[str, Any]:
    """The table of a text. Raises NotToml."""
    long = _LONG_KEY.search(text)
    if long is not None:
        refused = tr("a key has more than {n} parts", n=_MOST_PARTS)
        raise NotToml(refused, *_place(text, long.start()))
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        # Most are TOMLDecodeError; those of endless numbers and deep brackets say no place.
        said = str(error)
        found = _PLACE.search(said)
        place = (int(found[1]), int(found[2])) if found else _place(text, len(text))
        reason = _PLACE.sub("", said).replace("(at end of document)", "").strip().rstrip(".")
        raise NotToml(shorten(reason[:1].lower() + reason[1:]), *place) from None


def _place(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
