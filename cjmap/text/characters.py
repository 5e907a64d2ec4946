"""The characters that no text may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

# Pieces of a character class: what looks like a space and is none to YAML, and what looks like
# nothing at all.
BLANKS: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
ZERO_WIDTH: Final = "\u00ad\u180e\u200b-\u200f\u2060"

NONCHARACTERS: Final = "\ufdd0-\ufdef" + "".join(
    chr(plane * 0x10000 + place) for plane in range(17) for place in (0xFFFE, 0xFFFF)
)
"""What Unicode keeps free of any character, as a piece of a character class: pages may not hold it."""

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


def every_refused(text: str) -> Iterator[re.Match[str]]:
    """All such characters of a text."""
    return _refused().finditer(text)


def first_hidden(text: str) -> str | None:
    """The first character of a text that nobody sees, other than a space."""
    found = re.search(f"[{BLANKS}{ZERO_WIDTH}]", text)
    return found.group() if found else None


def without_hidden(text: str) -> str:
    """A text without the characters that have no width, and without spaces of any kind around it."""
    return re.sub(f"[{ZERO_WIDTH}]", "", text).strip()


def replace_refused(text: str) -> str:
    """A text with � for each such character."""
    return text if find_refused(text) is None else _refused().sub("\ufffd", text)


def name_character(character: str) -> str:
    """How people look a character up: `U+2028`."""
    return f"U+{ord(character):04X}"
