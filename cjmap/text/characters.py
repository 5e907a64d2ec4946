"""The characters that no text may hold."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

# What YAML does not allow in a file, and the line ends of YAML 1.1 that YAML 1.2 and every
# editor take for characters: the parsers would break lines there.
_REFUSED: Final = (
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029\ufeff]"
)


@cache
def _refused() -> re.Pattern[str]:
    # Compiled late: most texts are told without it.
    return re.compile(_REFUSED)


def find_refused(text: str) -> re.Match[str] | None:
    """The first such character of a text."""
    # What can be printed is never refused, which is told much faster than what is.
    return None if text.replace("\n", "").isprintable() else _refused().search(text)


def replace_refused(text: str) -> str:
    """A text with � for each such character."""
    return _refused().sub("\ufffd", text)


def name_character(character: str) -> str:
    """How people look a character up: `U+2028`."""
    return f"U+{ord(character):04X}"
