"""How wide text is in the fonts that ship, as they themselves say it."""

from __future__ import annotations

import struct
from functools import cache
from typing import Final

from cjmap.draw.fonts import FACES, FOLDER

_EM: Final = 2048
_WINDOWS: Final = (3, 1)


def width_of(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """Width of a line in px; `size` is the font's in px. What the font lacks is half an em wide."""
    style = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic"}.get(
        (bold, italic), "BoldItalic"
    )
    advances = _read_advances(style)
    return sum(advances.get(ord(char), _EM // 2) for char in text) * size / _EM


@cache
def _read_advances(style: str) -> dict[int, int]:
    """Each character's advance in 1/2048 em, by its code point."""
    data = (FOLDER / FACES[style]).read_bytes()
    (count,) = struct.unpack_from(">H", data, 4)
    tables = {}
    for number in range(count):
        tag, _, start, _ = struct.unpack_from(">4sIII", data, 12 + 16 * number)
        tables[tag] = start
    (most,) = struct.unpack_from(">H", data, tables[b"hhea"] + 34)
    metrics = struct.unpack_from(f">{2 * most}H", data, tables[b"hmtx"])[::2]
    return {
        code: metrics[min(glyph, most - 1)]
        for code, glyph in _read_characters(data, tables[b"cmap"]).items()
    }


def _read_characters(data: bytes, start: int) -> dict[int, int]:
    """The glyph of each character, from the table (format 4) that is for Windows' Unicode."""
    (count,) = struct.unpack_from(">H", data, start + 2)
    records = (struct.unpack_from(">HHI", data, start + 4 + 8 * number) for number in range(count))
    offset = next(start + at for *key, at in records if tuple(key) == _WINDOWS)
    (segments,) = (half // 2 for half in struct.unpack_from(">H", data, offset + 6))
    ends, starts, deltas, ranges = (
        struct.unpack_from(
            f">{segments}H", data, offset + 14 + 2 * part * segments + 2 * (part > 0)
        )
        for part in range(4)
    )
    places = offset + 16 + 6 * segments
    found = {}
    for number, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, last + 1):
            glyph = code
            if ranges[number]:
                at = places + 2 * number + ranges[number] + 2 * (code - first)
                (glyph,) = struct.unpack_from(">H", data, at)
            if glyph:
                found[code] = (glyph + deltas[number]) & 0xFFFF
    return found
