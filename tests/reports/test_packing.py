"""The picture in a page is the one that `render` draws."""

from __future__ import annotations

import base64
import zlib
from pathlib import Path

from cjmap.board.reading import read
from cjmap.draw.theme import DARK
from cjmap.reports.packing import pack_picture
from cjmap.views.map import sheet
from tests.reports.maps import COAT, facts_of

# What stands in a page for the signs of base 85 that mean something there.
SIGNS = str.maketrans(",./", "<>&")


def test_the_picture_comes_out_as_it_was_packed(tmp_path: Path) -> None:
    facts = facts_of(COAT, tmp_path)
    board = read(facts)
    packed = pack_picture(board, facts.file, DARK)
    assert packed is not None
    assert packed.name == "coat"
    text = zlib.decompress(base64.b85decode(packed.packed.translate(SIGNS))).decode("utf-8")
    assert text == sheet.draw(board, DARK)


def test_without_stages_there_is_no_picture(tmp_path: Path) -> None:
    facts = facts_of({"title": "A", "personas": ["Ana"], "stages": []}, tmp_path)
    assert pack_picture(read(facts), facts.file, DARK) is None
