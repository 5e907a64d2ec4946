"""The small parts of a map keep to their room."""

from __future__ import annotations

import pytest

from cjmap.board.board import Mark
from cjmap.draw.canvas import Text, texts_of
from cjmap.draw.pieces import Piece, paragraph
from cjmap.draw.theme import LIGHT
from cjmap.views.parts.pen import Pen, dotted

PEN = Pen(LIGHT, "en", True, 14)
MARKS = tuple(Mark(f"p{n}", f"Person {n}", f"P{n}", n) for n in range(8))
WIDTH = 150.0


def words(width: float) -> Piece:
    return paragraph("said by somebody at some length", width, 12, LIGHT.ink)


def body(piece: Piece) -> Text:
    (found,) = (text for text in texts_of(piece.shapes) if text.size == 12)
    return found


def test_words_of_nobody_have_the_whole_room() -> None:
    piece = PEN.signed((), WIDTH, words)
    assert (piece.width, body(piece).x) == (WIDTH, 0)


def test_words_of_one_stand_beside_the_sign_and_fill_what_is_left() -> None:
    piece = PEN.signed(MARKS[:1], WIDTH, words)
    sign = PEN.sign(MARKS[0])
    assert piece.width == pytest.approx(WIDTH)
    assert body(piece).x == pytest.approx(sign.width + 5)
    assert body(piece).y == 0


def test_words_of_several_stand_below_their_signs() -> None:
    piece = PEN.signed(MARKS, WIDTH, words)
    sign = PEN.sign(MARKS[0])
    per_row = int((WIDTH + 3) // (sign.width + 3))
    rows = -(-len(MARKS) // per_row)
    assert rows > 1
    assert body(piece).x == 0
    assert body(piece).y == pytest.approx(rows * sign.height + (rows - 1) * 2 + 2)
    signs = [text for text in texts_of(piece.shapes) if text.size != 12]
    assert [text.lines for text in signs] == [(mark.initials,) for mark in MARKS]
    assert signs[per_row].y - signs[0].y == pytest.approx(sign.height + 2)
    assert signs[1].x - signs[0].x == pytest.approx(sign.width + 3)


def test_a_number_stands_in_the_margin_and_what_has_none_keeps_out_of_it() -> None:
    numbered, plain = (PEN.numbered(number, WIDTH, words) for number in (7, None))
    assert body(numbered) == body(plain)
    assert body(plain).x == PEN.margin
    assert [text.lines for text in texts_of(numbered.shapes) if text.size != 12] == [("7",)]
    assert len(texts_of(plain.shapes)) == 1


def test_dots_stand_between_what_is_said() -> None:
    assert dotted(("a", "", "b")) == "a\u00a0· b"
    assert dotted(("", "")) == ""
