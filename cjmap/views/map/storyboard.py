"""What touchpoints look like: their images, stage by stage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cjmap.board.board import Board, Image, Touchpoint
from cjmap.draw.canvas import Rect
from cjmap.draw.pieces import Piece, gap_chip, spread, titled
from cjmap.messages import tr
from cjmap.views.map.columns import PAD, SIDE_BY_SIDE, Column
from cjmap.views.map.gallery import Gallery
from cjmap.views.parts.pen import Pen

STORYBOARD: Final = "images"
"""The row of images, which the lane of touchpoints brings with it."""

_WIDEST: Final = 260.0
_TALLEST: Final = 150.0
"""How large an image is at most, px."""

_NUMBER: Final = 16.0
"""What the number beside it takes from top to bottom, px."""


def draw_storyboard(
    board: Board, columns: Sequence[Column], gallery: Gallery, pen: Pen
) -> list[Piece] | None:
    """The images of each stage; None for a map that has none."""
    if not any(card.image for card in board.touchpoints):
        return None
    return [_draw_stage(board, column, gallery, pen) for column in columns]


def _draw_stage(board: Board, column: Column, gallery: Gallery, pen: Pen) -> Piece:
    room = column.width - 2 * PAD
    shown = [
        (card, card.image)
        for card in board.touchpoints
        if card.stage == column.stage and card.image is not None
    ]
    abreast = min(int((room + PAD) // (SIDE_BY_SIDE + PAD)), len(shown)) or 1
    width = min(_WIDEST + pen.margin, (room - (abreast - 1) * PAD) / abreast)
    pieces = [_draw_image(card, image, gallery, pen, width) for card, image in shown]
    return spread(pieces, abreast, abreast * (width + PAD) - PAD, 8, between=PAD)


def _draw_image(card: Touchpoint, image: Image, gallery: Gallery, pen: Pen, width: float) -> Piece:
    """An image beside the number of its touchpoint; its words are what a viewer shows for it."""

    def make(room: float) -> Piece:
        sight = gallery.fit(image.src, room, _TALLEST)
        if sight is None:
            said = pen.say(tr("Cannot be shown: {file}", file=image.src))
            return gap_chip(said, "", room, pen.theme)
        frame = Rect(sight.box, stroke=pen.theme.line)
        height = max(sight.box.height, _NUMBER)
        return titled(Piece(sight.box.width, height, (sight, frame)), image.alt or card.name)

    return pen.numbered(card.number, width, make)
