"""The title block of a map."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from cjmap.board.board import Heading
from cjmap.draw.metrics import safe_width
from cjmap.draw.pieces import Piece, badge, beside, flow, paragraph, stack
from cjmap.messages import Message, tr
from cjmap.views.parts.pen import NAME, Pen, dotted

_LINE: Final = 1180.0
"""Longest line of text that is read with ease, px."""


def draw_heading(heading: Heading, pen: Pen, room: float) -> Piece:
    """Title, what kind of map it is and of when, what it is about."""
    theme = pen.theme
    return stack(
        [
            paragraph(heading.title, room, 26, theme.ink, bold=True, leading=1.2),
            paragraph(dotted(say_facts(heading, pen.say)), room, 13.5, theme.mute),
            paragraph(_overdue(heading, pen), room, 13.5, theme.negative_ink, bold=True),
            paragraph(heading.description, min(room, _LINE), 13.5, theme.soft),
            *_draw_scope(heading, pen, min(room, _LINE)),
            flow([badge(tag, theme.tag, room, 11) for tag in heading.tags], room, 5),
        ],
        5,
    )


def say_facts(heading: Heading, say: Callable[[Message], str]) -> list[str]:
    """What kind of map it is, of when and whose; `say` has a message in the map's language."""
    said = [heading.organization, heading.kind_label, heading.state_label, heading.status]
    said += heading.counts
    if heading.updated:
        said.append(say(tr("updated {date}", date=heading.updated)))
    if heading.review_by and not heading.overdue:
        said.append(say(tr("review by {date}", date=heading.review_by)))
    if heading.version:
        said.append(say(tr("version {version}", version=heading.version)))
    if heading.owner:
        said.append(say(tr("Owner: {owner}", owner=heading.owner)))
    return said


def _overdue(heading: Heading, pen: Pen) -> str:
    if not heading.overdue:
        return ""
    return pen.say(tr("review overdue since {date}", date=heading.review_by))


def _draw_scope(heading: Heading, pen: Pen, room: float) -> list[Piece]:
    """What the map is about, the labels in a column of their own."""
    labels = [entry.label for entry in heading.scope]
    most = max((safe_width(label, NAME, bold=True) for label in labels), default=0.0) + 1
    return [
        beside(
            paragraph(entry.label, most, NAME, pen.theme.ink, bold=True),
            paragraph(dotted(entry.texts), room - most - 10, NAME, pen.theme.soft),
            10,
        )
        for entry in heading.scope
    ]
