"""Font files that a theme names: what they are called inside, for pictures that are drawn with them."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Final

from cjmap.messages import Message, tr
from cjmap.records import dataclass

MOST_BYTES: Final = 64 * 1024 * 1024
"""Of a font file: the largest for Chinese, Japanese and Korean have some 20 MB."""

# What a file of TrueType or OpenType begins with (OpenType 1.9.1, “Organization of an OpenType font”).
_KINDS: Final = (b"\x00\x01\x00\x00", b"OTTO", b"true")
_COLLECTION: Final = b"ttcf"
# Numbers of names (OpenType 1.9.1, “name”): the family that programs group faces by, else the plain one.
_FAMILIES: Final = (16, 1)
# Platforms whose names are UTF-16, big end first: Unicode and Windows.
_UNICODE: Final = (0, 3)


class TypefaceError(Exception):
    """A file is no font that can be used; `message` says why, to stand behind a colon."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.render())
        self.message = message


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font file, and the family that it is called inside.

    Where it lies is no part of its `repr`, which ids of a picture are made of: those are the same
    on every machine.
    """

    family: str
    file: Path

    def __repr__(self) -> str:
        return f"Typeface({self.family!r})"


def name_family(data: bytes) -> str:
    """The family of a TrueType or OpenType font, or of the first one of a collection.

    Raises TypefaceError for what is none.
    """
    if len(data) > MOST_BYTES:
        most = MOST_BYTES // 1024 // 1024
        raise TypefaceError(tr("it is larger than {most} MiB", most=most))
    try:
        family = _read_family(data)
    except (struct.error, UnicodeDecodeError):
        family = ""
    if not family:
        raise TypefaceError(tr("it is no TrueType or OpenType font"))
    return family


def _read_family(data: bytes) -> str:
    start = struct.unpack_from(">I", data, 12)[0] if data.startswith(_COLLECTION) else 0
    if data[start : start + 4] not in _KINDS:
        return ""
    (tables,) = struct.unpack_from(">H", data, start + 4)
    for number in range(tables):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, start + 12 + 16 * number)
        if tag == b"name":
            return _choose_family(data, offset)
    return ""


def _choose_family(data: bytes, table: int) -> str:
    _, count, texts = struct.unpack_from(">HHH", data, table)
    found: dict[int, str] = {}
    for number in range(count):
        platform, _, _, name, length, offset = struct.unpack_from(
            ">6H", data, table + 6 + 12 * number
        )
        if platform in _UNICODE and name in _FAMILIES:
            at = table + texts + offset
            found.setdefault(name, data[at : at + length].decode("utf-16-be"))
    family = next((found[name] for name in _FAMILIES if name in found), "")
    # It stands in an attribute between quotes.
    return family if family.isprintable() and not set(family) & set("'\"<>&,\\") else ""
