"""The cards above and below the grid: personas, headline figures, evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final

from cjmap.board.board import Board, Evidence, Labelled, Persona, Tile, Trait
from cjmap.draw.canvas import Circle, Drawing, Group, Shape, Text, line
from cjmap.draw.escape import printable
from cjmap.draw.metrics import safe_width
from cjmap.draw.pieces import Piece, bar, beside, flow, paragraph, spread, stack, sunk
from cjmap.languages.quantities import format_labelled, format_list
from cjmap.messages import Message, tr
from cjmap.views.map.gallery import Gallery
from cjmap.views.map.items import draw_target
from cjmap.views.parts.pen import NAME, SMALL, Pen, dotted

Maker = Callable[[float], Piece]
"""A card that is made once its width (px) is known."""

_RADIUS: Final = 21.0
"""Of a persona's initials."""

_CORNERS: Final = (
    f"M-.5,-.5h{2 * _RADIUS + 1:g}v{2 * _RADIUS + 1:g}h-{2 * _RADIUS + 1:g}z"
    f"M0,{_RADIUS:g}a{_RADIUS:g},{_RADIUS:g} 0 0 0 {2 * _RADIUS:g},0"
    f"a{_RADIUS:g},{_RADIUS:g} 0 0 0 -{2 * _RADIUS:g},0z"
)
"""What of a photo lies around its circle: turned against the other, the inner way leaves a hole."""

_FINE: Final = 12.0
_TILE: Final = 96.0
"""Least width of a headline figure, px."""

_VALUE: Final = 20.0
_LEAST_VALUE: Final = 15.0
"""How large the value of a headline figure is at most, and at least, px."""

_BAR: Final = 160.0
"""Most width of a trait's bar, px."""

_WORDS: Final = 0.66
"""The part of its width that a trait's words may take beside its bar."""

_LIST: Final = 210.0
"""Least width of what is said of a persona, where it stands in several columns, px."""

_COLUMN: Final = 260.0
"""Least width of what stands side by side in a card as wide as the map, px."""

_ARROWS: Final = {"up": "▲", "down": "▼", "": ""}


# -- personas ---------------------------------------------------------------------------------


def persona_cards(board: Board, gallery: Gallery, pen: Pen) -> list[Maker]:
    drawn = {entry.mark.style for entry in board.curve.lines}
    sampled = drawn if len(drawn) > 1 else set()
    return [
        partial(_draw_persona, persona, gallery, pen, sampled=persona.mark.style in sampled)
        for persona in board.personas
    ]


def _draw_persona(
    persona: Persona, gallery: Gallery, pen: Pen, width: float, *, sampled: bool
) -> Piece:
    """A persona in short; `sampled` adds the line by which it is known on the curve."""
    theme, left = pen.theme, 2 * _RADIUS + 12
    room = width - left
    about = format_list((persona.mark.name, *persona.about[:1]), pen.language)
    heading = " — ".join((about, *persona.about[1:]))
    kind = theme.negative_ink if persona.negative else theme.mute
    column = stack(
        [
            _draw_heading(heading, pen, room, doubted=persona.assumption),
            paragraph(persona.kind, room, _FINE, kind),
            paragraph(persona.quote, room, 12.5, theme.soft, italic=True),
        ],
        3,
    )
    avatar = _draw_avatar(persona, gallery, pen)
    height = 2 * _RADIUS
    if sampled:
        style, y = theme.persona(persona.mark.style), 2 * _RADIUS + 11
        sample = line(2, y, 2 * _RADIUS - 2, y)
        avatar.append(Drawing(sample, stroke=style.colour, width=3, dash=style.dash))
        height += 14
    head = Piece(width, max(column.height, height), (*avatar, column.laid(left, 1)))
    return stack([head, _draw_details(persona, pen, width)], 8)


def _draw_heading(heading: str, pen: Pen, room: float, *, doubted: bool) -> Piece:
    """Who a persona is; at the far end a sign where that rests on an assumption."""
    sign = pen.doubt() if doubted else None
    left = room - sign.width - 6 if sign else room
    words = paragraph(heading, left, 14, pen.theme.ink, bold=True, leading=1.28)
    return beside(words, sunk(sign, 3), 6) if sign else words


def _draw_details(persona: Persona, pen: Pen, room: float) -> Piece:
    """What else is known of a persona, in as many columns as there is room for."""
    gap = 14.0
    known = bool(persona.bio) + len(persona.lists) + len(persona.traits) + bool(persona.channels)
    abreast = max(1, min(int((room + gap) // (_LIST + gap)), known))
    width = (room - (abreast - 1) * gap) / abreast
    colour = pen.theme.persona(persona.mark.style).colour
    pieces = [
        paragraph(persona.bio, width, _FINE, pen.theme.soft),
        *(_draw_list(entry, pen, width) for entry in persona.lists),
        *(_draw_trait(trait, pen, width, colour) for trait in persona.traits),
        pen.channels(persona.channels, width),
    ]
    return spread([piece for piece in pieces if piece.height], abreast, room, 3, between=gap)


def _draw_avatar(persona: Persona, gallery: Gallery, pen: Pen) -> list[Shape]:
    """A persona's photo in a ring of its colour, else its initials on it."""
    style, initials = pen.theme.persona(persona.mark.style), persona.mark.initials
    photo = persona.photo and gallery.show(persona.photo.src, 2 * _RADIUS)
    if persona.photo and photo:
        ring = Circle(_RADIUS, _RADIUS, _RADIUS - 1, stroke=style.colour, width=2)
        shown = (photo, Drawing(_CORNERS, fill=pen.theme.card), ring)
        return [Group(printable(persona.photo.alt or persona.mark.name), shown)]
    # Initials may have no width at all: a name of signs that nobody sees.
    size = min(17.0, (2 * _RADIUS - 10) / max(0.1, safe_width(initials, 1, bold=True)))
    top = _RADIUS - 0.66 * size
    return [
        Circle(_RADIUS, _RADIUS, _RADIUS, style.colour),
        Text(_RADIUS, top, (initials,), size, style.ink, bold=True, anchor="middle"),
    ]


def _draw_list(entry: Labelled, pen: Pen, room: float) -> Piece:
    said = format_labelled(entry.label, dotted(entry.texts), pen.language)
    return paragraph(said, room, _FINE, pen.theme.mute)


def _draw_trait(trait: Trait, pen: Pen, room: float, colour: str) -> Piece:
    """A trait in words, and beside it a bar where it is a number from 1 to 5."""
    said = format_labelled(trait.name, trait.text, pen.language)
    if trait.level is None:
        return paragraph(said, room, _FINE, pen.theme.mute)
    # Bars begin at one place, below each other.
    left = _WORDS * room
    words = paragraph(said, left, _FINE, pen.theme.mute)
    width = min(room - left - 8, _BAR)
    level = bar(width, trait.level / 5, colour, pen.theme.track)
    return beside(words, sunk(level, 5), 8)


# -- figures ----------------------------------------------------------------------------------


def figure_cards(board: Board, pen: Pen) -> list[Maker]:
    """The journey's figures and the experience's; none that is empty."""
    return [
        partial(_draw_tiles, title, tiles, board.baseline, pen)
        for title, tiles in ((tr("Journey"), board.journey), (tr("Experience"), board.experience))
        if tiles
    ]


def _draw_tiles(
    title: Message, tiles: Sequence[Tile], baseline: str, pen: Pen, width: float
) -> Piece:
    gap = 12.0
    per_row = min(max(1, int((width + gap) // (_TILE + gap))), len(tiles))
    room = (width - (per_row - 1) * gap) / per_row
    # What needs more than its share of a line to stand on one takes that of two.
    rooms = [
        min(2 * room + gap, width) if _size(tile, room) < _LEAST_VALUE else room for tile in tiles
    ]
    compared = (
        pen.say(tr("compared with “{title}”", title=baseline))
        if baseline and any(tile.compared for tile in tiles)
        else ""
    )
    cells = [_draw_tile(tile, pen, room) for tile, room in zip(tiles, rooms, strict=True)]
    return stack(
        [
            pen.heading(title, width),
            pen.small(compared, width),
            flow(cells, width + 0.1, gap, 10),
        ],
        7,
    )


def _draw_tile(tile: Tile, pen: Pen, room: float) -> Piece:
    theme, size = pen.theme, max(_size(tile, room), _LEAST_VALUE)
    colour = theme.positive_ink if tile.good else theme.negative_ink
    if tile.within:
        colour = theme.mute
    change = f"{_ARROWS[tile.trend]} {tile.change}".strip()
    return stack(
        [
            paragraph(tile.value, room, size, theme.ink, bold=True, leading=1.2),
            paragraph(tile.label, room, 11.5, theme.mute),
            paragraph(change, room, 11.5, colour, bold=True),
            *draw_target(tile.target, tile.met, pen, room),
            paragraph(tile.note, room, 11.5, theme.mute),
        ],
        1,
    )


def _size(tile: Tile, room: float) -> float:
    """The size at which a value stands on one line, px; `_VALUE` at most."""
    return min(_VALUE, room / max(0.01, safe_width(tile.value, 1, bold=True)))


# -- below the grid ---------------------------------------------------------------------------


def draw_evidence(evidence: Iterable[Evidence], pen: Pen, width: float) -> Piece:
    """What the map rests on; without height where it names nothing."""
    room = _column(width)
    pieces = [_draw_source(source, pen, room) for source in evidence]
    return _draw_columns(tr("Evidence"), pieces, pen, width)


def _draw_source(source: Evidence, pen: Pen, room: float) -> Piece:
    theme = pen.theme
    ink = theme.gap.ink if source.assumption else theme.mute
    return stack(
        [
            _draw_title(source, pen, room),
            paragraph(dotted((source.kind, *source.details, source.uses)), room, SMALL, ink),
            pen.small(source.url, room),
            pen.small(source.file, room),
        ],
        1,
    )


def _draw_title(source: Evidence, pen: Pen, room: float) -> Piece:
    if not source.assumption:
        return paragraph(source.title, room, NAME, pen.theme.ink, bold=True)
    sign = pen.doubt()
    title = paragraph(source.title, room - sign.width - 5, NAME, pen.theme.ink, bold=True)
    return beside(sunk(sign, 2), title, 5)


def _column(width: float, gap: float = 10.0) -> float:
    abreast = max(1, int((width + gap) // (_COLUMN + gap)))
    return (width - (abreast - 1) * gap) / abreast


def _draw_columns(title: Message, pieces: Sequence[Piece], pen: Pen, width: float) -> Piece:
    if not pieces:
        return Piece(width, 0)
    return stack([pen.heading(title, width), flow(pieces, width + 0.1, 10, 8)], 8)
