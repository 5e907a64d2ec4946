"""The five faces with what each means, for the legends of graphs."""

from __future__ import annotations

from cjmap.board.feelings import name_feeling
from cjmap.draw import glyphs
from cjmap.draw.dot import Style, cell
from cjmap.views.parts.boxes import SMALL, Boxes, Sign
from cjmap.vocabulary.emotions import Level


def list_faces(boxes: Boxes) -> list[Sign]:
    """The five faces with their words; where they are plain, with their figures."""
    return [_face(boxes, int(level.score)) for level in Level]


def _face(boxes: Boxes, level: int) -> Sign:
    word, colour = boxes.say(name_feeling(level)), boxes.ink_of(level)
    if not boxes.plain:
        return boxes.sign(glyphs.FACES[level], colour, word)
    figure = dict(boxes.board.curve.scale)[level]
    bold, style = Style(SMALL, colour, bold=True), Style(SMALL, boxes.theme.soft)
    cells = [boxes.text([figure], bold), cell("", width=4), boxes.text([word], style)]
    return Sign(boxes.line(cells), bold.width(figure) + 4 + style.width(word))
