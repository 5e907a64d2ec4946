"""A map while it is being laid out, and what came of it."""

from __future__ import annotations

from cjmap.draw.canvas import Box, Rect, Shape, Text, texts_of
from cjmap.draw.pieces import Piece
from cjmap.draw.theme import Theme
from cjmap.records import dataclass


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A part of the picture and what stands in it; `lane` and `stage` are empty outside the grid."""

    box: Box
    shapes: tuple[Shape, ...]
    lane: str = ""
    stage: int | None = None

    @property
    def texts(self) -> tuple[Text, ...]:
        return tuple(texts_of(self.shapes))


class Placing:
    """The shapes and cells that have their place so far."""

    def __init__(self) -> None:
        self.shapes: list[Shape] = []
        self.cells: list[PlacedCell] = []

    def put(
        self, piece: Piece, x: float, y: float, box: Box, lane: str = "", stage: int | None = None
    ) -> None:
        """Puts a piece at a place inside the box of its cell."""
        placed = piece.at(x, y)
        self.shapes += placed
        self.cells.append(PlacedCell(box, placed, lane, stage))

    def put_card(self, piece: Piece, box: Box, pad: float, theme: Theme) -> None:
        """Puts a piece on a card that fills the box, `pad` px inside of its edge."""
        self.shapes.append(Rect(box, theme.card, theme.line, 12))
        self.put(piece, box.x + pad, box.y + pad, box)
