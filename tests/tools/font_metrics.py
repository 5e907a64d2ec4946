"""Write ``cjmap/draw/data/advances.py`` from the advance widths of two font families.

Run by hand, when a family or the choice of characters changes; needs fontTools::

    python tests/tools/font_metrics.py --arial DIR --wide DIR --output cjmap/draw/data/advances.py

``--arial`` is the folder of Liberation Sans 2 (metric-compatible with Arial and Helvetica; Debian
package fonts-liberation2, not fonts-liberation, whose version 1 is under another licence).
``--wide`` is the folder of DejaVu Sans with its oblique styles (Debian packages fonts-dejavu-core
and fonts-dejavu-extra), the widest face a browser commonly falls back to.
"""

from __future__ import annotations

import argparse
import sys
import textwrap
import zlib
from array import array
from binascii import b2a_base64
from pathlib import Path

from fontTools.ttLib import TTFont

UNITS = 2048
# In the order of metrics.py: index = bold + 2 * italic.
ARIAL_FILES = ("Regular", "Bold", "Italic", "BoldItalic")
WIDE_FILES = ("", "-Bold", "-Oblique", "-BoldOblique")
# Pages of 256 characters: Latin to Hebrew, Vietnamese and polytonic Greek, punctuation and
# currency, letterlike and arrows, mathematics, technical, boxes and shapes, symbols and dingbats,
# more arrows and stars.
PAGES = (*range(0x06), 0x1E, 0x1F, *range(0x20, 0x24), *range(0x25, 0x28), 0x2B)
# A symbol that Arial lacks comes from whatever the viewer has. Text fonts give it about an em; in
# the pages below it may even come as a colour emoji, up to 1.375 em wide (Segoe UI Emoji).
SYMBOL_PAGES = range(0x21, 0x2C)
EMOJI_PAGES = (0x23, 0x26, 0x27, 0x2B)
SYMBOL_FLOOR = UNITS
EMOJI_FLOOR = 2816

TEMPLATE = '''"""Advance widths of the faces that pictures are measured with; generated, not edited.

Written by tests/tools/font_metrics.py from
{sources}
An advance is a measured fact about a character; no outline or other part of a font is here.

DATA is base64 of zlib of little-endian 16-bit numbers in 1/{units} em, nested as
[face: bold + 2 * italic][page of PAGES][256 characters];
0 stands for "not in these fonts".
"""

from __future__ import annotations

from typing import Final

UNITS: Final = {units}
PAGES: Final = (
{pages}
)
DATA: Final = (
{data}
)
'''
LICENCES = {
    "Liberation Sans": "SIL Open Font License 1.1; (c) Google Corporation, (c) Red Hat, Inc.",
    "DejaVu Sans": "Bitstream Vera licence (c) Bitstream, Inc.; DejaVu changes: public domain",
}


def read_advances(path: Path) -> tuple[str, dict[int, int]]:
    """The font's family with version, and each character's advance in 1/2048 em."""
    font = TTFont(path)
    if font["head"].unitsPerEm != UNITS:
        raise SystemExit(f"{path}: expected {UNITS} units per em")
    family = str(font["name"].getDebugName(1))
    version = str(font["name"].getDebugName(5)).removeprefix("Version ")
    advances = font["hmtx"].metrics
    return f"{family} {version}: {LICENCES[family]}", {
        code: int(advances[glyph][0]) for code, glyph in font.getBestCmap().items()
    }


def pick_width(code: int, arial: dict[int, int], wide: dict[int, int]) -> int:
    """The widest advance of a character, 0 where no font has it."""
    widest = max(arial.get(code, 0), wide.get(code, 0))
    if widest and code not in arial and code >> 8 in SYMBOL_PAGES:
        return max(widest, EMOJI_FLOOR if code >> 8 in EMOJI_PAGES else SYMBOL_FLOOR)
    return widest


def main(argv: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--arial", type=Path, required=True, help="folder of LiberationSans-*.ttf")
    parser.add_argument("--wide", type=Path, required=True, help="folder of DejaVuSans*.ttf")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args(argv)
    numbers = array("H")
    sources: list[str] = []
    for arial_file, wide_file in zip(ARIAL_FILES, WIDE_FILES, strict=True):
        arial_source, arial = read_advances(options.arial / f"LiberationSans-{arial_file}.ttf")
        wide_source, wide = read_advances(options.wide / f"DejaVuSans{wide_file}.ttf")
        sources += [line for line in (arial_source, wide_source) if line not in sources]
        for page in PAGES:
            for code in range(page << 8, (page + 1) << 8):
                numbers.append(pick_width(code, arial, wide))
    if sys.byteorder == "big":
        numbers.byteswap()
    packed = b2a_base64(zlib.compress(numbers.tobytes(), 9), newline=False).decode("ascii")
    options.output.write_text(
        TEMPLATE.format(
            units=UNITS,
            sources="\n".join(f"- {line}" for line in sources),
            pages="\n".join(f"    0x{page:02X}," for page in PAGES),
            data="\n".join(f'    "{line}"' for line in textwrap.wrap(packed, 92)),
        ),
        encoding="utf-8",
        newline="\n",
    )


if __name__ == "__main__":
    main(sys.argv[1:])
