"""What touchpoints look like: the images of a stage."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from cjmap.board.board import Item, Scene
from cjmap.draw.canvas import Rect
from cjmap.draw.pieces import Piece, gap_chip, spread, titled
from cjmap.messages import tr
from cjmap.views.map.columns import PAD, SIDE_BY_SIDE
from cjmap.views.map.gallery import Gallery
from cjmap.views.parts.pen import Pen

_WIDEST: Final = 260.0
_TALLEST: Final = 150.0
"""How large an image is at most, px."""

_NUMBER: Final = 16.0
"""What the number beside it takes from top to bottom, px."""


def draw_scenes(items: Iterable[Item], gallery: Gallery, pen: Pen, room: float) -> Piece:
    """The images of a stage, each beside the number of its touchpoint."""
    shown = [item for item in items if isinstance(item, Scene)]
    abreast = min(int((room + PAD) // (SIDE_BY_SIDE + PAD)), len(shown)) or 1
    width = min(_WIDEST + pen.margin, (room - (abreast - 1) * PAD) / abreast)
    pieces = [_draw_scene(scene, gallery, pen, width) for scene in shown]
    return spread(pieces, abreast, abreast * (width + PAD) - PAD, 8, between=PAD)


def _draw_scene(scene: Scene, gallery: Gallery, pen: Pen, width: float) -> Piece:
    """An image beside the number of its touchpoint; its words are what a viewer shows for it."""

    def make(room: float) -> Piece:
        sight = gallery.fit(scene.image.src, room, _TALLEST)
        if sight is None:
            said = pen.say(tr("Cannot be shown: {file}", file=scene.image.src))
            return gap_chip(said, "", room, pen.theme)
        frame = Rect(sight.box, stroke=pen.theme.line)
        height = max(sight.box.height, _NUMBER)
        return titled(Piece(sight.box.width, height, (sight, frame)), scene.image.alt or scene.name)

    return pen.numbered(scene.number, width, make)
