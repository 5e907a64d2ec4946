"""The arrows that head the stages of a journey."""

from __future__ import annotations

from typing import Final

from cjmap.draw.canvas import Box, Drawing, polygon
from cjmap.draw.theme import Theme, contrast

_PALE: Final = 1.5
"""Below this contrast a stage cannot be told from the card."""


def stage_arrow(
    theme: Theme, stage: int, count: int, box: Box, tip: float, *, notched: bool
) -> Drawing:
    """An arrow from edge to edge of a box, its point `tip` px long, in the colour of one of `count` stages.

    A `notched` one lets the point of the one before it in.
    """
    middle = box.y + box.height / 2
    corners = [
        (box.x, box.y),
        (box.right - tip, box.y),
        (box.right, middle),
        (box.right - tip, box.bottom),
        (box.x, box.bottom),
        *([(box.x + tip, middle)] if notched else []),
    ]
    ground = theme.stage(stage, count)
    # What is as pale as the card has an edge, so that one sees where a stage begins.
    edge = theme.line if contrast(ground, theme.card) < _PALE else None
    return Drawing(polygon(corners), fill=ground, stroke=edge)
