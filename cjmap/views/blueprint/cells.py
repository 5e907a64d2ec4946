"""What stands in the cells of a blueprint: the customer's cards, what is done behind them, the waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from cjmap.board.board import Act, Actor, Board, Step, Touchpoint
from cjmap.draw import glyphs
from cjmap.draw.canvas import Box, Circle, Drawing, Rect, Shape, Text
from cjmap.draw.icons import ICONS, SIZE, STROKE, Icon
from cjmap.draw.pieces import (
    Piece,
    badge,
    beside,
    boxed,
    flow,
    icon,
    paragraph,
    stack,
    sunk,
)
from cjmap.draw.theme import Chip, Theme, ink_on
from cjmap.messages import tr
from cjmap.views.parts.pen import NAME, SMALL, Pen
from cjmap.views.parts.scores import draw_edge, draw_people
from cjmap.views.parts.touchpoints import draw_moment, draw_place
from cjmap.vocabulary.lanes import LaneName

BODY: Final = 12.0
EDGE: Final = 4.0
_ACROSS: Final = 10.0
_DOWN: Final = 6.0
_SIGN: Final = 13.0

WAIT: Final = 86.0
"""Width of the wait on the way to a step, px."""

NOBODY: Final = tr("nobody named")
"""What stands for the name of those of whom nobody is named."""

FAIL_POINT: Final = "F"
"""The letter that marks where something can fail, as the field writes it in every language."""

_RECOVERY: Final = "M3.2 8.2a4.9 4.9 0 1 0 1.6-3.8M4.6 1.6v3h3"
_BOLT: Final = "M9 1.5L3.5 9h3.8L6.6 14.5L12.5 6.5H8.6z"


def zone_colour(zone: LaneName, theme: Theme) -> str:
    """The colour at the edge of all that stands in a zone."""
    return {
        LaneName.FRONTSTAGE: theme.bar,
        LaneName.BACKSTAGE: theme.neutral,
        LaneName.SUPPORT: theme.positive,
    }.get(zone, theme.zero)


# -- signs ------------------------------------------------------------------------------------


def sign(d: str, colour: str, size: float = _SIGN) -> Piece:
    """A drawing in strokes, of the size of a line of text."""
    drawing = Drawing(d, scale=size / SIZE, stroke=colour, width=STROKE, side=SIZE)
    return Piece(size, size, (drawing,))


def fail_sign(theme: Theme) -> Piece:
    """The mark of a fail point."""
    radius = 7.5
    ink = ink_on(theme.negative)
    letter = Text(radius, radius - 6.5, (FAIL_POINT,), 11, ink, bold=True, anchor="middle")
    return Piece(2 * radius, 2 * radius, (Circle(radius, radius, radius, theme.negative), letter))


def recovery_sign(theme: Theme) -> Piece:
    return sign(_RECOVERY, theme.positive_ink)


def message_sign(theme: Theme) -> Piece:
    """The mark of what goes out by itself."""
    return sign(_BOLT, theme.star)


def handoff_sign(colour: str) -> Piece:
    return sign(glyphs.DRAWINGS[glyphs.HANDOFF].path, colour)


def wait_sign(colour: str) -> Piece:
    return sign(glyphs.DRAWINGS[glyphs.WAIT].path, colour)


def system_sign(colour: str) -> Piece:
    return icon(Icon(ICONS["kiosk"]), _SIGN, colour)


def actor_sign(actor: Actor, theme: Theme) -> Piece:
    """What says of a row whether somebody or something acts in it; nothing where nobody is named."""
    drawn: dict[str, Callable[[], Piece]] = {
        "actor": lambda: icon(Icon(ICONS["agent"]), _SIGN, theme.mute),
        "system": lambda: system_sign(theme.mute),
        "automation": lambda: message_sign(theme),
        "handoff": lambda: handoff_sign(theme.mute),
    }
    make = drawn.get(actor.kind)
    return make() if make else Piece(0, 0)


def _led(
    sign: Piece, text: str, room: float, size: float, ink: str, *, bold: bool = False
) -> Piece:
    """A sign with a text beside it; without height where there is no text."""
    if not text:
        return Piece(room, 0)
    words = paragraph(text, room - sign.width - 5, size, ink, bold=bold)
    return beside(sunk(sign, max(0.0, (size * 1.35 - sign.height) / 2)), words, 5)


# -- the customer's row -----------------------------------------------------------------------


def draw_touchpoint(card: Touchpoint, step: Step, pen: Pen, width: float) -> Piece:
    """What the customer does: where, what, how it feels to whom, what hurts, and short facts."""
    theme, room = pen.theme, width - 2 * _ACROSS - EDGE
    lines = [
        draw_place(card, pen, room),
        draw_moment(card.moment, pen, room),
        paragraph(card.name, room, NAME, theme.ink, bold=True, leading=1.28),
        *(paragraph(text, room, BODY, theme.soft) for text in step.does),
        draw_people(card, pen, room),
        *(_led(_minus(theme), pain, room, SMALL, theme.negative_ink) for pain in card.pains),
        flow([badge(note, theme.tag, room, SMALL) for note in step.notes], room, 4),
    ]
    inner = stack(lines, 4)
    return _carded(inner, draw_edge(card, pen, inner.height + 2 * _DOWN), theme, width)


def _minus(theme: Theme) -> Piece:
    d = "M3 5H7"
    return Piece(
        10,
        10,
        (
            Circle(5, 5, 4.5, theme.card, theme.negative),
            Drawing(d, stroke=theme.negative, width=1.6),
        ),
    )


def draw_whole(goal: str, pen: Pen, width: float) -> Piece:
    """What stands for a stage as a whole: below the way from one touchpoint to the next."""
    theme, room = pen.theme, width - 18
    inner = stack(
        [
            paragraph(pen.say(tr("The stage as a whole")), room, SMALL, theme.mute, bold=True),
            paragraph(goal, room, BODY, theme.soft),
        ],
        2,
    )
    return boxed(inner, Chip(theme.card, theme.line, theme.ink), dash="4 3")


def draw_hole(words: str, chip: Chip, width: float) -> Piece:
    """What stands in a stage without a touchpoint."""
    return boxed(paragraph(words, width - 18, SMALL, chip.ink), chip, dash="4 3")


def draw_wait(wait: str, pen: Pen) -> Piece:
    """How long the customer waits, on the way to a step."""
    theme = pen.theme
    words = pen.say(tr("wait: {duration}", duration=wait))
    text = paragraph(words, WAIT - 12, SMALL, theme.soft, anchor="middle")
    glass = wait_sign(theme.mute)
    inner = stack(
        [Piece(WAIT - 12, glass.height, (glass.laid((WAIT - 12 - glass.width) / 2, 0),)), text], 2
    )
    return boxed(inner, Chip(theme.card, theme.line, theme.soft), pad=(6, 6), radius=10)


# -- what is done -----------------------------------------------------------------------------


def draw_act(act: Act, board: Board, pen: Pen, width: float, *, named: bool) -> Piece:
    """What somebody or something does at a step; `named`: with the name that its row has too."""
    actor = board.blueprint.actors[act.actor] if act.actor is not None else None
    if act.kind == "action":
        return _draw_action(act, actor, pen, width, named=named)
    name = actor.name if actor and named else ""
    return _OTHERS[act.kind](act, name, pen, width)


def _draw_action(act: Act, actor: Actor | None, pen: Pen, width: float, *, named: bool) -> Piece:
    theme, room = pen.theme, width - 2 * _ACROSS - EDGE
    zone = actor.zone if actor else LaneName.TOUCHPOINTS
    # A system that is named and no more is there all the same.
    name = actor.name if actor else ""
    text = act.text or ("" if act.system else name)
    lines = [
        _name((name or pen.say(NOBODY)) if named and text != name else "", room, theme),
        paragraph(text, room, BODY, theme.ink),
        _led(system_sign(theme.mute), act.system, room, SMALL, theme.mute),
        _led(fail_sign(theme), act.fails, room, SMALL, theme.negative_ink),
        _led(recovery_sign(theme), act.recovery, room, SMALL, theme.positive_ink),
    ]
    return _edged(stack(lines, 4), zone_colour(zone, theme), theme, width)


def _name(name: str, room: float, theme: Theme) -> Piece:
    """Who acts, on the card itself."""
    return paragraph(name, room, SMALL, theme.mute, bold=True)


def _draw_message(act: Act, name: str, pen: Pen, width: float) -> Piece:
    """What goes out by itself; its row has no name that its sign does not say."""
    theme, room = pen.theme, width - 2 * _ACROSS - EDGE
    lines = [
        _led(message_sign(theme), act.label, room, SMALL, theme.ink, bold=True),
        paragraph(act.text, room, BODY, theme.soft, italic=True),
        pen.channels([act.channel], room) if act.channel else Piece(room, 0),
    ]
    colour = zone_colour(LaneName.BACKSTAGE, theme)
    return _edged(stack(lines, 4), colour, theme, width)


def _draw_handoff(act: Act, name: str, pen: Pen, width: float) -> Piece:
    theme, room = pen.theme, width - 20
    lead = handoff_sign(theme.ink)
    words = stack(
        [
            _name(name, room - lead.width - 5, theme),
            paragraph(act.label, room - lead.width - 5, SMALL, theme.ink, bold=True),
            paragraph(act.text, room - lead.width - 5, SMALL, theme.soft),
        ],
        1,
    )
    inner = beside(sunk(lead, 1), words, 5)
    return boxed(inner, Chip(theme.label, theme.zero, theme.ink), pad=(10, 6), radius=12)


def _draw_takeover(act: Act, name: str, pen: Pen, width: float) -> Piece:
    theme, room = pen.theme, width - 20
    who = paragraph(name, room, SMALL, theme.mute, bold=True, anchor="middle")
    text = paragraph(act.label, room, SMALL, theme.soft, anchor="middle")
    return boxed(
        stack([who, text], 1), Chip(theme.label, theme.zero, theme.soft), pad=(10, 5), radius=12
    )


_OTHERS: Final[dict[str, Callable[[Act, str, Pen, float], Piece]]] = {
    "automation": _draw_message,
    "handoff": _draw_handoff,
    "takeover": _draw_takeover,
}


def _edged(inner: Piece, colour: str, theme: Theme, width: float) -> Piece:
    """A card with an edge of one colour where reading begins."""
    edge = Rect(Box(0, 0, EDGE, inner.height + 2 * _DOWN), colour, radius=2)
    return _carded(inner, (edge,), theme, width)


def _carded(inner: Piece, edge: Iterable[Shape], theme: Theme, width: float) -> Piece:
    height = inner.height + 2 * _DOWN
    ground = Rect(Box(0.5, 0.5, width - 1, height - 1), theme.card, theme.line, 6)
    return Piece(width, height, (ground, *edge, inner.laid(EDGE + _ACROSS, _DOWN)))


# -- evidence and time ------------------------------------------------------------------------


def draw_texts(texts: Iterable[str], pen: Pen, width: float) -> Piece:
    """Things to see and touch, one below the other."""
    chip = Chip(pen.theme.label, pen.theme.line, pen.theme.soft)
    room = width - 18
    return stack(
        [
            boxed(paragraph(text, room, SMALL, chip.ink), chip, pad=(9, 5), radius=4)
            for text in texts
        ],
        4,
    )


def draw_time(takes: str, pen: Pen, width: float) -> Piece:
    """How long a step takes, with a measure below it."""
    if not takes:
        return Piece(width, 0)
    theme = pen.theme
    text = paragraph(takes, width, SMALL, theme.soft, anchor="middle")
    y = text.height + 6
    measure = Drawing(
        f"M1,{y - 4:g}V{y + 4:g}M1,{y:g}H{width - 1:g}M{width - 1:g},{y - 4:g}V{y + 4:g}",
        stroke=theme.mute,
    )
    return Piece(width, y + 5, (text.laid(0, 0), measure))
