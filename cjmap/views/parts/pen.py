"""What everything on a map is drawn with, and the small parts that recur."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from cjmap.board.board import Board, Channel, Mark
from cjmap.draw.canvas import Circle, Drawing
from cjmap.draw.icons import choose_icon
from cjmap.draw.metrics import safe_width
from cjmap.draw.pieces import (
    Piece,
    badge,
    beside,
    flow,
    icon,
    paragraph,
    phrase,
    stack,
    sunk,
    titled,
)
from cjmap.draw.theme import Chip, Theme
from cjmap.messages import Message, tr
from cjmap.records import dataclass
from cjmap.vocabulary.lanes import LaneName

SMALL: Final = 11.0
BODY: Final = 12.5
NAME: Final = 13.0
NUMBER: Final = 11.0
"""Of numbers and signs: nothing on a picture is written smaller."""

_QUESTION: Final = "M3.3 3.5A1.75 1.75 0 1 1 5 5.3V6M5 7.7h.01"
"""A question mark in a square of 10 px."""

DOUBTED: Final = tr("rests on an assumption")
"""What the sign of doubt means."""

OFF: Final = "3 2"
"""The dashes of a face's ring off the usual way, which are seen on white paper too."""

LINES: Final[dict[str, str]] = {LaneName.FRONTSTAGE: "8 5", LaneName.SUPPORT: "2 4"}
"""The dashes of a blueprint's lines, by the lane below; the others are solid."""


@dataclass(frozen=True, slots=True)
class Pen:
    """Colours, language, whether there are several personas to be told apart, and the margin.

    `margin` is the room in px that the number of a touchpoint takes.
    """

    theme: Theme
    language: str
    several: bool
    margin: float

    def say(self, message: Message) -> str:
        return message.render(self.language)

    def body(self, text: str, width: float, *, italic: bool = False) -> Piece:
        return paragraph(text, width, BODY, self.theme.soft, italic=italic)

    def small(self, text: str, width: float) -> Piece:
        return paragraph(text, width, SMALL, self.theme.mute)

    def heading(self, title: Message, width: float) -> Piece:
        """The title of a card."""
        return paragraph(self.say(title).upper(), width, 11.5, self.theme.mute, bold=True)

    def sign(self, mark: Mark) -> Piece:
        """A persona's initials on its colour; a viewer shows the name."""
        style = self.theme.persona(mark.style)
        chip = Chip(style.colour, style.colour, style.ink)
        return titled(badge(mark.initials, chip, 60, NUMBER, across=5), mark.name)

    def doubt(self) -> Piece:
        """The sign of what rests on an assumption: a question in a dashed ring."""
        ink = self.theme.gap.ink
        asked = Drawing(_QUESTION, 1, 1, stroke=ink, width=1.3, side=10)
        return Piece(12, 12, (Circle(6, 6, 5.5, stroke=ink, dash="2.4 1.8"), asked))

    def letter(self, letter: str) -> Piece:
        """What leads from a pain to an opportunity that stands elsewhere, and back."""
        ink = self.theme.ink
        return badge(letter, Chip(self.theme.card, ink, ink), 60, NUMBER)

    def signed(self, who: Sequence[Mark], width: float, make: Callable[[float], Piece]) -> Piece:
        """A piece with the signs of those whom it concerns: one stands before it, several above."""
        if len(who) == 1:
            sign = self.sign(who[0])
            return beside(sunk(sign, 0.8), make(width - sign.width - 5), 5)
        return stack([flow([self.sign(mark) for mark in who], width, 3, 2), make(width)], 2)

    def numbered(self, number: int | None, width: float, make: Callable[[float], Piece]) -> Piece:
        """A piece beside the margin, in which stands the number of its touchpoint, if it has one."""
        body = make(width - self.margin)
        sign = paragraph(
            "" if number is None else str(number), self.margin, NUMBER, self.theme.mute, bold=True
        )
        return Piece(width, body.height, (sign.laid(0, 1.4), body.laid(self.margin, 0)))

    def headed(self, head: Piece, number: int | None, width: float) -> Piece:
        """A line that begins with the number of a touchpoint, if there is one."""
        if number is None:
            return Piece(width, head.height, head.held)
        sign = paragraph(str(number), self.margin, NUMBER, self.theme.mute, bold=True)
        return Piece(
            width,
            max(head.height, sign.height),
            (sign.laid(0, 0), head.laid(self.margin, 0)),
        )

    def channels(self, channels: Iterable[Channel], width: float) -> Piece:
        """Channels side by side, each with its icon."""
        colour = self.theme.mute
        parts = []
        for channel in channels:
            drawn = icon(choose_icon(channel.icon, channel.type), 13, colour)
            label = phrase(channel.label, width - drawn.width - 4, SMALL, colour)
            parts.append(beside(drawn, label, 4))
        return flow(parts, width, 7)


def margin_for(board: Board) -> float:
    """The room that the longest number of a touchpoint takes, px; on a part of a map as on the whole."""
    highest = max((card.number for card in board.touchpoints), default=0)
    return safe_width(str(highest), NUMBER, bold=True) + 6


def dotted(parts: Iterable[str]) -> str:
    """Those parts that say anything, with a dot between them, which never begins a line."""
    return "\u00a0· ".join(part for part in parts if part)
