"""How each thing that stands in a cell of the map is drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from cjmap.board.board import (
    Action,
    Branch,
    Entry,
    Item,
    Metric,
    Opportunity,
    Pain,
    Reach,
    Scene,
    Touchpoint,
)
from cjmap.draw.canvas import Box, Drawing, Rect
from cjmap.draw.pieces import (
    CHECK,
    CROSS,
    Piece,
    badge,
    beside,
    boxed,
    dots,
    flow,
    mark,
    paragraph,
    phrase,
    stack,
    sunk,
)
from cjmap.draw.theme import Chip, Theme
from cjmap.views.parts.gauges import draw_held
from cjmap.views.parts.pen import BODY, NAME, NUMBER, SMALL, Pen, dotted
from cjmap.views.parts.scores import draw_edge, draw_people
from cjmap.views.parts.touchpoints import draw_moment, draw_place
from cjmap.vocabulary.improvement import OpportunityStatus, PainState
from cjmap.vocabulary.lanes import LaneName
from cjmap.vocabulary.touchpoints import WayType

_ASSUMED: Final = "4 3"
_CHIP: Final = 18.0
"""What a chip takes at both sides of what stands in it, px."""


def draw_item(item: Item, lane: str, pen: Pen, width: float) -> Piece:
    """A thing in a cell of a lane, `width` px wide."""
    match item:
        case Entry():
            return _ENTRIES.get(lane, draw_text)(item, pen, width)
        case Touchpoint():
            return draw_touchpoint(item, pen, width)
        case Pain():
            return draw_pain(item, pen, width)
        case Opportunity():
            return draw_opportunity(item, pen, width)
        case Metric():
            return draw_metric(item, pen, width)
        case Reach() | Scene():
            # The row of reach is a band of its own, across the stages; images come from a gallery.
            return Piece(width, 0)
        case Action():
            return draw_action(item, pen, width)


# -- lines of text ----------------------------------------------------------------------------


def draw_text(entry: Entry, pen: Pen, width: float) -> Piece:
    return _draw_entry(entry, pen, width, italic=False)


def draw_words(entry: Entry, pen: Pen, width: float) -> Piece:
    """What somebody says or thinks."""
    return _draw_entry(entry, pen, width, italic=True)


def _draw_entry(entry: Entry, pen: Pen, width: float, *, italic: bool) -> Piece:
    def make(room: float) -> Piece:
        label = paragraph(entry.label, room, SMALL, pen.theme.mute, bold=True)
        if not entry.assumption:
            return stack([label, pen.body(entry.text, room, italic=italic)])
        sign = pen.doubt()
        text = pen.body(entry.text, room - sign.width - 4, italic=italic)
        return stack([label, beside(text, sunk(sign, 2), 4)])

    return pen.numbered(entry.number, width, lambda room: pen.signed(entry.who, room, make))


def draw_gain(entry: Entry, pen: Pen, width: float) -> Piece:
    chip, room = pen.theme.gain, width - _CHIP
    head = pen.doubt() if entry.assumption else Piece(0, 0)
    return boxed(_draw_said(head, entry, pen, room, chip.ink), chip, dash=_dash(entry.assumption))


def _dash(assumption: bool) -> str:
    """The border of what rests on an assumption is broken."""
    return _ASSUMED if assumption else ""


def _draw_said(head: Piece, thing: Entry | Pain, pen: Pen, room: float, ink: str) -> Piece:
    """The text of a chip with whom it concerns and its touchpoint's number, below a head if any."""

    def text(width: float) -> Piece:
        return pen.signed(thing.who, width, lambda w: paragraph(thing.text, w, BODY, ink))

    if head.height:
        return stack([pen.headed(head, thing.number, room), text(room)], 3)
    aside = pen.margin if thing.number is not None else 0.0
    return pen.headed(text(room - aside), thing.number, room)


_ENTRIES: Final[dict[str, Callable[[Entry, Pen, float], Piece]]] = {
    LaneName.THINKS: draw_words,
    LaneName.GAINS: draw_gain,
}
"""What draws the lines of text of a lane, where they are not plain."""


# -- touchpoints ------------------------------------------------------------------------------


def draw_touchpoint(card: Touchpoint, pen: Pen, width: float) -> Piece:
    """A card: where it happens, what it is, how it feels to whom, and short facts."""
    theme, room = pen.theme, width - 21
    lines = [
        draw_place(card, pen, room),
        paragraph(card.name, room, NAME, theme.ink, bold=True, leading=1.28),
        draw_moment(card.moment, pen, room),
        draw_people(card, pen, room),
        flow([badge(text, theme.tag, room, NUMBER) for text in _notes(card)], room, 4),
        *(draw_branch(branch, pen, room) for branch in card.branches),
    ]
    inner = stack(lines, 3)
    height = inner.height + 14
    return Piece(
        width,
        height,
        (
            Rect(Box(0.5, 0.5, width - 1, height - 1), theme.card, theme.line, 8),
            *draw_edge(card, pen, height),
            inner.laid(12, 7),
        ),
    )


def _notes(card: Touchpoint) -> list[str]:
    """What a card notes beside its branches, which have a form of their own."""
    told = {branch.note for branch in card.branches}
    return [text for text in card.notes if text not in told]


def branch_sign(kind: WayType, theme: Theme) -> Piece:
    """An arrow that turns off: solid on the usual way, dashed off it, in red for an exception."""
    ink = theme.negative_ink if kind is WayType.EXCEPTION else theme.soft
    dash = "" if kind is WayType.HAPPY else "2.5 2.5"
    return Piece(
        14,
        12,
        (
            Drawing("M2 1v4.5q0 2 2 2h7", stroke=ink, width=1.4, dash=dash),
            Drawing("M8.5 4.5l3 3l-3 3", stroke=ink, width=1.4),
        ),
    )


def draw_branch(branch: Branch, pen: Pen, width: float) -> Piece:
    """A way that turns off: to which touchpoint, of which kind, on what condition."""
    theme = pen.theme
    exception = branch.kind is WayType.EXCEPTION
    ink = theme.negative_ink if exception else theme.soft
    sign = branch_sign(branch.kind, theme)
    to = badge(str(branch.target), Chip(theme.card, ink, ink), 60, NUMBER, across=4)
    room = width - sign.width - to.width - 8
    # Only what is no usual way need be named; its condition says the rest.
    said = stack(
        [
            paragraph(branch.label, room, SMALL, ink, bold=exception),
            paragraph(branch.words, room, SMALL, theme.soft),
        ]
    )
    return beside(beside(sunk(sign, 1), to, 4), said, 4)


# -- pains and opportunities ------------------------------------------------------------------


def draw_pain(pain: Pain, pen: Pen, width: float) -> Piece:
    """A chip: how grave it is, whom it concerns, and what is known of it."""
    theme, room = pen.theme, width - _CHIP
    resolved = pain.standing is PainState.RESOLVED
    chip = theme.resolved if resolved else theme.pain
    signs = []
    if pain.severity is not None:
        signs.append(sunk(dots(pain.severity, 5, theme.negative, chip.fill), 3.5))
    word = phrase(pain.state, room - 40, SMALL, theme.positive_ink if resolved else chip.ink)
    signs.append(
        beside(sunk(mark(CHECK, 9, theme.positive_ink), 2.5), word, 4) if resolved else word
    )
    signs += [pen.letter(letter) for letter in pain.letters]
    signs += [sunk(pen.doubt(), 1)] if pain.assumption else []
    head = flow(signs, room - pen.margin - 4, 8)
    text = _draw_said(head, pain, pen, room, chip.ink)
    details = [
        paragraph(said, room, SMALL, chip.ink)
        for said in (dotted(pain.meta), pain.cause, pain.owner)
    ]
    return boxed(stack([text, *details], 2), chip, dash=_dash(pain.assumption))


def draw_opportunity(opportunity: Opportunity, pen: Pen, width: float) -> Piece:
    """A chip: how far it has come, what it is, its rank and prospects, and who does it by when."""
    theme, room = pen.theme, width - _CHIP
    state = theme.status(opportunity.status)
    letters = [pen.letter(opportunity.letter)] if opportunity.letter else []
    most = room - pen.margin - 4
    head = flow([*letters, badge(opportunity.badge, state, most)], most, 4)
    ink = theme.mute if opportunity.status == OpportunityStatus.DROPPED else theme.opportunity.ink
    text = paragraph(opportunity.text, room, BODY, ink)
    said = [
        opportunity.rank_text,
        *opportunity.prospects,
        dotted((opportunity.owner, opportunity.date, opportunity.ticket)),
    ]
    details = [paragraph(one, room, SMALL, theme.mute) for one in said]
    return boxed(
        stack([pen.headed(head, opportunity.number, room), text, *details], 3), theme.opportunity
    )


# -- figures ----------------------------------------------------------------------------------


def draw_metric(metric: Metric, pen: Pen, width: float) -> Piece:
    """A value, whether it reaches its target, what it is called, and what it rests on."""

    def make(room: float) -> Piece:
        value = [phrase(metric.value, room, NAME, pen.theme.ink, bold=True)] if metric.value else []
        target = [sunk(part, 1.8) for part in draw_target(metric.target, metric.met, pen, room)]
        doubt = [sunk(pen.doubt(), 2)] if metric.assumption else []
        name = dotted((metric.name, metric.count, metric.caution))
        return stack(
            [
                flow([*value, *target, *doubt], room, 8, 1),
                pen.small(name, room),
                pen.small(metric.interval, room),
                pen.small(metric.method, room),
                *([] if metric.held is None else [draw_held(metric.held, pen, room)]),
            ]
        )

    return pen.numbered(metric.number, width, lambda room: pen.signed(metric.who, room, make))


def draw_target(target: str, met: bool | None, pen: Pen, room: float) -> list[Piece]:
    """A target in words, with a tick or a cross where it is known whether it is reached."""
    if not target:
        return []
    if met is None:
        return [phrase(target, room, SMALL, pen.theme.mute)]
    colour = pen.theme.positive_ink if met else pen.theme.negative_ink
    sign = sunk(mark(CHECK if met else CROSS, 9, colour), 3)
    return [beside(sign, phrase(target, room - 16, SMALL, colour), 4)]


# -- blueprint --------------------------------------------------------------------------------


def draw_action(action: Action, pen: Pen, width: float) -> Piece:
    """Who does what with which system, what fails, and what helps then."""
    theme = pen.theme

    def make(room: float) -> Piece:
        return stack(
            [
                paragraph(dotted((action.actor, action.system)), room, SMALL, theme.ink, bold=True),
                pen.body(action.does, room),
                paragraph(action.fails, room, SMALL, theme.negative_ink),
                paragraph(action.recovery, room, SMALL, theme.positive_ink),
            ],
            1,
        )

    return pen.numbered(action.number, width, make)
