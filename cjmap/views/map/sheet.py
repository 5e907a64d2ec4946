"""The journey map as one picture: who, which stages, and lane by lane what happens and how it feels."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from cjmap.board.board import Board
from cjmap.draw.album import Photo
from cjmap.draw.canvas import Box, Picture
from cjmap.draw.escape import printable
from cjmap.draw.hyphens import in_its_language
from cjmap.draw.pieces import Piece
from cjmap.draw.theme import Theme
from cjmap.languages.conventions import is_rtl
from cjmap.records import dataclass
from cjmap.views.curve.band import Band
from cjmap.views.curve.ends import tail_for
from cjmap.views.curve.frame import Slots
from cjmap.views.map.cards import Maker, draw_evidence, figure_cards, persona_cards
from cjmap.views.map.columns import LABEL, MARGIN, set_columns
from cjmap.views.map.gallery import Gallery
from cjmap.views.map.grid import put_grid
from cjmap.views.map.legend import draw_legend
from cjmap.views.parts.heading import draw_heading
from cjmap.views.parts.naming import begin_ids
from cjmap.views.parts.pen import Pen, margin_for
from cjmap.views.parts.placing import PlacedCell, Placing

_CARD: Final = 252.0
"""Least width of a card, px."""

_SHARES: Final = (1.0, 1.3, 1.6, 2.0, 2.5)
"""How much wider a persona's card may be than one of figures in the same row."""

_GAP: Final = 16.0
_INSIDE: Final = 14.0


@dataclass(frozen=True, slots=True)
class Layout:
    """A map with every place settled: the picture, and its cells to check it by."""

    picture: Picture
    cells: tuple[PlacedCell, ...]
    band: Band | None


def _find_nothing(_: str) -> None:
    """The image at a path, where there are no files."""


def draw(board: Board, theme: Theme, find: Callable[[str], Photo | None] = _find_nothing) -> str:
    """The map as an SVG document; `find` gives the image at a path that it names."""
    return lay_out(board, theme, find).picture.svg(begin_ids("map", board, theme))


@in_its_language
def lay_out(
    board: Board, theme: Theme, find: Callable[[str], Photo | None] = _find_nothing
) -> Layout:
    """The map with every place settled."""
    pen = Pen(theme, board.language, len(board.personas) > 1, margin_for(board))
    prefix = begin_ids("map", board, theme)
    gallery = Gallery(find, prefix)
    slots = Slots(board)
    tail = tail_for(board.curve.lines, pen, named=False)
    columns = set_columns(board, slots, tail)
    width = LABEL + columns[-1].right + 2 * MARGIN
    room = width - 2 * MARGIN
    placing = Placing()
    y = _put_block(placing, draw_heading(board.heading, pen, room), 26, 18)
    y = _put_cards(placing, board, gallery, pen, room, y)
    grid = put_grid(placing, board, slots, columns, gallery, pen, prefix, y, tail)
    evidence = draw_evidence(board.evidence, pen, room - 2 * _INSIDE)
    y = _put_below(placing, evidence, theme, room, grid.bottom + 18)
    y = _put_block(placing, draw_legend(board, pen, room), y, 24)
    # Laid out as for readers from left to right, and turned as a whole.
    rtl = is_rtl(board.language)
    picture = Picture(
        width,
        y,
        theme.background,
        printable(board.heading.title),
        printable(board.spoken),
        board.language,
        tuple(s.mirrored(width) if rtl else s for s in placing.shapes),
        grid.band.fades if grid.band else (),
        gallery.images,
    )
    return Layout(picture, tuple(placing.cells), grid.band)


def _put_block(placing: Placing, block: Piece, y: float, below: float) -> float:
    """A block without a card; what has no height takes no room below it either."""
    if not block.height:
        return y
    box = Box(MARGIN, y, block.width, block.height)
    placing.put(block, MARGIN, y, box)
    return box.bottom + below


def _put_cards(
    placing: Placing, board: Board, gallery: Gallery, pen: Pen, room: float, y: float
) -> float:
    """Personas and figures as cards that fill their rows, each row as tall as its tallest.

    Where they do not fit into one row, the figures stand in rows of their own.
    """
    people, figures = persona_cards(board, gallery, pen), figure_cards(board, pen)
    most = max(1, int((room + _GAP) // (_CARD + _GAP)))
    if people and figures and len(people) + len(figures) <= most:
        rows = [_lowest_row(people, figures, room)]
    else:
        groups = (_even_rows(group, most) for group in (people, figures))
        rows = [
            _make_row(makers, [1.0] * len(makers), room) for group in groups for makers in group
        ]
    for row in rows:
        height = max(piece.height for piece in row) + 2 * _INSIDE
        x = MARGIN
        for piece in row:
            box = Box(x, y, piece.width, height)
            placing.put_card(piece, box, _INSIDE, pen.theme)
            x = box.right + _GAP
        y += height + _GAP
    return y + 2


def _make_row(makers: Sequence[Maker], shares: Sequence[float], room: float) -> list[Piece]:
    """The cards of a row, each as wide as its share says, with the width of the whole card."""
    part = (room - (len(makers) - 1) * _GAP) / math.fsum(shares)
    pieces = []
    for make, share in zip(makers, shares, strict=True):
        width = share * part
        made = make(width - 2 * _INSIDE)
        pieces.append(Piece(width, made.height, made.held))
    return pieces


def _lowest_row(people: Sequence[Maker], figures: Sequence[Maker], room: float) -> list[Piece]:
    """Personas and figures in one row, as wide as makes it lowest; no card is narrower than `_CARD`."""
    makers = [*people, *figures]
    rows: list[list[Piece]] = []
    for share in _SHARES:
        shares = [share] * len(people) + [1.0] * len(figures)
        row = _make_row(makers, shares, room)
        if not rows or min(piece.width for piece in row) >= _CARD:
            rows.append(row)
    return min(rows, key=lambda row: max(piece.height for piece in row))


def _even_rows(makers: Sequence[Maker], most: int) -> list[Sequence[Maker]]:
    """Cards in as few rows as it takes, of nearly the same number each."""
    rows = -(-len(makers) // most)
    bounds = [len(makers) * number // rows for number in range(rows + 1)] if rows else []
    return [makers[start:end] for start, end in pairwise(bounds)]


def _put_below(placing: Placing, card: Piece, theme: Theme, room: float, y: float) -> float:
    if not card.height:
        return y
    box = Box(MARGIN, y, room, card.height + 2 * _INSIDE)
    placing.put_card(card, box, _INSIDE, theme)
    return box.bottom + 16
