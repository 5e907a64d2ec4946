"""Fonts that a theme names: what they are called, and that letters which ours lack come from them."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from cjmap.draw.fonts import FACES, FOLDER
from cjmap.draw.paper import A3, to_pdf
from cjmap.draw.raster import to_png
from cjmap.draw.theme import LIGHT
from cjmap.draw.theme_file import ThemeError, read_theme
from cjmap.draw.typefaces import Typeface, TypefaceError, name_family
from cjmap.messages import Message, verbatim
from cjmap.records import replace
from tests.draw.test_raster import drawing, line

OURS = (FOLDER / FACES["Regular"]).read_bytes()
# A letter of Ethiopia, by which a font is known to have that script.
LETTER = "\u1200"
GLYPH = 40


def forge(family: str, code: int) -> bytes:
    """Our regular face under another name, in which one letter alone has a glyph, which is one of ours."""
    (count,) = struct.unpack_from(">H", OURS, 4)
    tables = {}
    for number in range(count):
        tag, _, offset, length = struct.unpack_from(">4sIII", OURS, 12 + 16 * number)
        tables[tag] = OURS[offset : offset + length]
    group = struct.pack(">III", code, code, GLYPH)
    tables[b"cmap"] = (
        struct.pack(">HHHHI", 0, 1, 3, 10, 12) + struct.pack(">HHIII", 12, 0, 28, 0, 1) + group
    )
    text = family.encode("utf-16-be")
    records = b"".join(struct.pack(">6H", 3, 1, 0x409, name, len(text), 0) for name in (1, 4, 6))
    tables[b"name"] = struct.pack(">HHH", 0, 3, 6 + len(records)) + records + text
    head = struct.pack(">4sHHHH", OURS[:4], len(tables), 128, 3, 64)
    place, listed, body = len(head) + 16 * len(tables), b"", b""
    for tag, data in sorted(tables.items()):
        listed += struct.pack(">4sIII", tag, 0, place + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    return head + listed + body


@pytest.fixture
def ethiopian(tmp_path: Path) -> Typeface:
    file = tmp_path / "sheba.ttf"
    file.write_bytes(forge("Sheba Sans", ord(LETTER)))
    return Typeface(name_family(file.read_bytes()), file)


def test_a_font_says_its_family() -> None:
    assert name_family(OURS) == "Cjmap Sans"
    assert name_family(forge("Ünïcode 明朝", 65)) == "Ünïcode 明朝"
    at = 12 + 4 + 4
    moved = b"".join([b"ttcf", struct.pack(">III", 0x10000, 1, at - 4)])
    # Places in a collection count from its beginning.
    shifted = bytearray(moved + OURS)
    (count,) = struct.unpack_from(">H", OURS, 4)
    for number in range(count):
        spot = len(moved) + 12 + 16 * number + 8
        (offset,) = struct.unpack_from(">I", shifted, spot)
        struct.pack_into(">I", shifted, spot, offset + len(moved))
    assert name_family(bytes(shifted)) == "Cjmap Sans"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"title: a map",
        b"\x00\x01\x00\x00",
        OURS[:200],
        OURS[:4] + b"\xff" * 400,
        forge("", 65),
        forge("a'><script>", 65),
        b"ttcf\x00\x00",
    ],
)
def test_what_is_no_font_is_told(data: bytes) -> None:
    with pytest.raises(TypefaceError, match="no TrueType or OpenType font"):
        name_family(data)


def test_letters_that_ours_lack_come_from_a_font_of_the_theme(ethiopian: Typeface) -> None:
    told: list[Message] = []
    svg = drawing(line(f"Buy {LETTER} now"))
    with_it = to_png(svg, 1, (ethiopian,), tell=told.append)
    assert told == []
    assert with_it != to_png(svg)
    # What ours have stays in ours.
    plain = drawing(line("Buy now"))
    assert to_png(plain, 1, (ethiopian,)) == to_png(plain)


def test_so_do_those_of_a_pdf(ethiopian: Typeface) -> None:
    pytest.importorskip("typst")
    told: list[Message] = []
    theme = replace(LIGHT, font_files=(ethiopian,))
    svg = drawing(line(f"Buy {LETTER} now"))
    made = to_pdf([svg], A3, theme, "T", "en", tell=told.append)
    assert told == []
    assert b"Sheba" in made
    assert b"Sheba" not in to_pdf([svg], A3, LIGHT, "T", "en", tell=told.append)


def test_a_theme_names_fonts_by_their_paths(ethiopian: Typeface) -> None:
    asked: list[str] = []

    def find(path: str) -> Typeface:
        asked.append(path)
        return ethiopian

    theme = read_theme('font-files = ["fonts/sheba.ttf"]\n', faces=find)
    assert (theme.font_files, asked) == ((ethiopian,), ["fonts/sheba.ttf"])


@pytest.mark.parametrize("value", ["3", "[]", "[3]", '"sheba.ttf"', str(["a.ttf"] * 9)])
def test_font_files_are_a_list_of_a_few_paths(value: str) -> None:
    with pytest.raises(ThemeError, match="a list of the paths of one to 8 fonts") as error:
        read_theme(f"# mine\nfont-files = {value}\n", faces=lambda path: Typeface("x", Path(path)))
    assert (error.value.line, error.value.column) == (2, 1)


def test_a_font_that_cannot_be_used_says_which_and_why() -> None:
    def refuse(path: str) -> Typeface:
        raise TypefaceError(verbatim("it is broken"))

    with pytest.raises(ThemeError, match=r"The font a\.ttf cannot be used: it is broken\."):
        read_theme('font-files = ["a.ttf"]\n', faces=refuse)


def test_where_a_font_lies_is_no_part_of_what_a_picture_is_called(ethiopian: Typeface) -> None:
    elsewhere = replace(ethiopian, file=Path("/elsewhere/sheba.ttf"))
    one, other = (replace(LIGHT, font_files=(face,)) for face in (ethiopian, elsewhere))
    assert repr(one) == repr(other) != repr(LIGHT)
