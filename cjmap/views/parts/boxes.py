"""What stands in the boxes of a graph: lines, signs and pills as markup of DOT, with their sizes.

All text is broken here and every cell says how large it is, so that engines agree on the boxes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

from cjmap.board.board import Board
from cjmap.draw import dot, glyphs
from cjmap.draw.dot import Style, cell, line_height, row, sign_cell, table, text_cell
from cjmap.draw.metrics import wrap
from cjmap.draw.theme import Theme
from cjmap.languages.conventions import is_rtl
from cjmap.languages.quantities import format_labelled, format_list
from cjmap.messages import Message
from cjmap.records import dataclass
from cjmap.vocabulary.emotions import Band

SMALL: Final = 11
"""The size of most text, in points, and of the smallest."""

ICON: Final = 17
"""The width of the column that signs stand in, in points."""

_AIR: Final = 3
_PILL_PADDING: Final = 7
_LEGEND_GAP: Final = 18


@dataclass(frozen=True, slots=True)
class Sign:
    """Ready markup and its width in points."""

    markup: str
    width: float


@dataclass(frozen=True, slots=True)
class Block:
    """Ready markup of lines one below the other, and their height in points."""

    markup: str
    height: float


@dataclass(frozen=True)
class Boxes:
    """Markup in the language of a board and the colours of a theme.

    `plain` is for any engine and its fonts: without emoji. It runs as the language is read; the
    other always from left to right, since the whole picture is mirrored.
    """

    board: Board
    theme: Theme
    plain: bool

    def say(self, message: Message) -> str:
        return message.render(self.board.language)

    def list(self, names: Iterable[str]) -> str:
        return format_list(names, self.board.language)

    def tell(self, label: str, what: str) -> str:
        return format_labelled(label, what, self.board.language)

    @cached_property
    def rtl(self) -> bool:
        return is_rtl(self.board.language)

    @property
    def onward(self) -> str:
        """The sign that leads on, as the language is read."""
        return glyphs.WAY_LEFT if self.rtl else glyphs.WAY

    @property
    def turned(self) -> bool:
        """Whether the labels themselves run from right to left."""
        return self.rtl and self.plain

    @property
    def near(self) -> str:
        """The side on which a line begins."""
        return "RIGHT" if self.turned else "LEFT"

    @property
    def far(self) -> str:
        return "LEFT" if self.turned else "RIGHT"

    def ink_of(self, level: int) -> str:
        """The colour of words beside one of the five faces."""
        inks = {-1: self.theme.negative_ink, 0: self.theme.soft, 1: self.theme.positive_ink}
        return inks[(level > 0) - (level < 0)]

    def band_of(self, band: Band | str) -> tuple[str, str]:
        """Line and fill of a box that feels so; those of a plain card without a feeling."""
        known = Band(band) if band else None
        return self.theme.feeling(known) if known else (self.theme.neutral, self.theme.card)

    def label(self, markup: str) -> str:
        """Markup as the value of `label`, for any fonts where it is `plain`."""
        return dot.label(dot.loose(markup) if self.plain else markup)

    # -- lines ------------------------------------------------------------------------------

    def row(self, cells: Sequence[str]) -> str:
        """Cells in the order in which they are read."""
        return row(reversed(cells) if self.turned else cells)

    def line(self, cells: Sequence[str]) -> str:
        return table([self.row(cells)])

    def text(self, lines: Sequence[str], style: Style, width: float = 0) -> str:
        return text_cell(lines, style, self.near, width)

    def icon(self, sign: str, colour: str, size: int = 12) -> str:
        # An emoji that the map itself names stays.
        shown = glyphs.PLAIN.get(sign, sign) if self.plain else sign
        return sign_cell(shown, Style(size, colour), ICON, self.near)

    def stack(self, blocks: Sequence[Block], air: float = _AIR) -> Block:
        """Blocks below each other with some air between."""
        rows, height = [], 0.0
        for number, block in enumerate(blocks):
            if number:
                rows.append(row([cell("", height=air)]))
                height += air
            rows.append(row([cell(block.markup, align=self.near)]))
            height += block.height
        return Block(table(rows), height)

    def lines(self, text: str, style: Style, width: float) -> Block:
        """A text in lines of `width` points."""
        found = wrap(text, width, style.size, bold=style.bold, italic=style.italic)
        rows = [row([self.text([line], style, width)]) for line in found]
        return Block(table(rows or [row([cell("")])]), line_height(style.size) * len(found))

    def beside(self, sign: str, text: str, style: Style, width: float, colour: str = "") -> Block:
        """A text of `width` points with a sign before its first line, in a colour of its own if any."""
        room = width - ICON
        lines = wrap(text, room, style.size, bold=style.bold, italic=style.italic) or [""]
        icons = [self.icon(sign, colour or style.colour, 12 if style.size < 13 else style.size)]
        icons += [cell("", width=ICON)] * (len(lines) - 1)
        rows = [
            row([cell(self.line([icon, self.text([line], style, room)]), align=self.near)])
            for icon, line in zip(icons, lines, strict=True)
        ]
        return Block(table(rows), line_height(max(style.size, 12)) * len(lines))

    # -- pills and legends --------------------------------------------------------------------

    def pill(self, text: str, fill: str, ink: str, most: float) -> Sign:
        """Words on a ground of their own, `most` points wide at most."""
        style = Style(SMALL, ink, bold=True)
        lines = wrap(text, most - 2 * _PILL_PADDING, style.size, bold=True)
        width = math.ceil(max(map(style.width, lines))) + 2 * _PILL_PADDING
        side = cell("", width=_PILL_PADDING)
        rows = [
            # Capitals stand in the upper part of a line: more room above than below centres them.
            row([cell("", height=4)]),
            row([side, text_cell(lines, style, "CENTER"), side]),
            row([cell("", height=2)]),
        ]
        return Sign(table(rows, bgcolor=fill, style="ROUNDED"), width)

    def pill_block(self, text: str, fill: str, ink: str, width: float) -> Block:
        """A pill at the beginning of a line of `width` points."""
        pill = self.pill(text, fill, ink, width)
        count = len(wrap(text, width - 2 * _PILL_PADDING, SMALL, bold=True))
        rest = cell("", width=max(0.0, width - pill.width))
        return Block(self.line([cell(pill.markup), rest]), 6 + line_height(SMALL) * count)

    def sign(self, sign: str, colour: str, word: str) -> Sign:
        """A sign and what it means."""
        style = Style(SMALL, self.theme.soft)
        cells = [self.icon(sign, colour), self.text([word], style)]
        return Sign(self.line(cells), style.width(word) + ICON)

    def stroke(
        self, colour: str, style: str, word: str, *, width: int = 2, tip: bool = True
    ) -> Sign:
        """A line of some colour, style and width, with or without a tip, and what it means."""
        said = Style(SMALL, self.theme.soft)
        line = cell("", border=width, sides="B", color=colour, style=style, width=28, height=7)
        cells = [cell(table([row([line]), row([cell("", height=7)])]))]
        if tip:
            cells.append(self.text(["◄" if self.rtl else "►"], Style(8, colour)))
        cells += [cell("", width=4), self.text([word], said)]
        return Sign(self.line(cells), said.width(word) + 28 + 10 * tip + 4)

    def set_rows(self, signs: Sequence[Sign], width: float) -> str:
        """Signs side by side, in as many rows as `width` points ask for; empty without any."""
        rows: list[list[Sign]] = []
        used = 0.0
        for sign in signs:
            if not rows or used + sign.width > width:
                rows.append([])
                used = 0.0
            rows[-1].append(sign)
            used += sign.width + _LEGEND_GAP
        # All rows alike: an engine would share out the room that a shorter one leaves.
        widest = max((_row_width(signs) for signs in rows), default=0.0)
        lines = []
        for signs in rows:
            cells = [
                part for sign in signs for part in (cell(sign.markup), cell("", width=_LEGEND_GAP))
            ]
            rest = cell("", width=widest - _row_width(signs) + 1)
            lines.append(row([cell(self.line([*cells, rest]), align=self.near)]))
        return table(lines, cellpadding=3) if lines else ""

    def head(self, subtitle: str, legend: Sequence[Sign], width: float) -> str:
        """The title, what it is of, and the signs of the picture, in lines of `width` points."""
        texts = (
            (self.board.heading.title, Style(24, self.theme.ink, bold=True)),
            (subtitle, Style(12, self.theme.mute)),
        )
        rows = [
            row([self.text(wrap(text, width, style.size, bold=style.bold), style)])
            for text, style in texts
        ]
        signs = self.set_rows(legend, width)
        if signs:
            rows += [row([cell("", height=8)]), row([cell(signs, align=self.near)])]
        rows.append(row([cell("", height=10)]))
        return table(rows, cellpadding=2)


def _row_width(signs: Sequence[Sign]) -> float:
    return math.fsum(sign.width + _LEGEND_GAP for sign in signs)
