"""What stands in the flow's boxes: cards of touchpoints, headers of stages, title and legend."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from cjmap.board.board import Board, Stage, Terminal, Touchpoint, Way
from cjmap.board.feelings import band_of, level_of, name_feeling
from cjmap.board.ways import BOTH, END, ENDS, STARTS, tell_terminal
from cjmap.draw import glyphs
from cjmap.draw.dot import Style, cell, line_height, row, sign_cell, table, text_cell
from cjmap.draw.metrics import wrap
from cjmap.draw.theme import Chip, Theme
from cjmap.languages.conventions import point_on
from cjmap.messages import Message, join, tr
from cjmap.vocabulary.emotions import Band
from cjmap.vocabulary.touchpoints import Exit, WayType

WIDTH: Final = 180
"""Width of the text in a card and a header, in points."""

_SCORE_GAP: Final = 6
_ICON_COLUMN: Final = 17
_BLOCK_GAP: Final = 3
_PILL_PADDING: Final = 7
_LEGEND_GAP: Final = 18

_MAY_END: Final = tr("May end here")


@dataclass(frozen=True, slots=True)
class Sign:
    """Ready markup and its width in points."""

    markup: str
    width: float


@dataclass(frozen=True)
class Labels:
    """The labels of one flow, in the board's language and a theme's colours."""

    board: Board
    theme: Theme

    def say(self, message: Message) -> str:
        return message.render(self.board.language)

    @cached_property
    def starts(self) -> dict[int, Terminal]:
        return {start.number: start for start in self.board.flow.starts}

    @cached_property
    def endings(self) -> dict[int, Terminal]:
        """How the journey ends at a touchpoint, by its number."""
        return {end.number: end for end in self.board.flow.ends}

    # -- the whole ------------------------------------------------------------------------

    def subtitle(self) -> str:
        """Whose journey it is and how large."""
        heading, personas = self.board.heading, self.board.personas
        cut = len(personas) < self.board.everybody
        parts = (
            heading.organization,
            heading.state_label,
            join([persona.mark.name for persona in personas]) if cut else "",
            # How many personas there are matters less to the flow.
            *heading.counts[1:],
        )
        return " · ".join(part for part in parts if part)

    def head(self, width: float) -> str:
        """The title and the signs that the picture uses, in lines of at most `width` points."""
        texts = (
            (self.board.heading.title, Style(24, self.theme.ink, bold=True)),
            (self.subtitle(), Style(12, self.theme.mute)),
        )
        rows = [
            row([text_cell(wrap(text, width, style.size, bold=style.bold), style)])
            for text, style in texts
        ]
        legend = _set_rows(self._legend(), width)
        if legend:
            rows += [row([cell("", height=8)]), row([cell(legend, align="LEFT")])]
        rows.append(row([cell("", height=10)]))
        return table(rows, cellpadding=2)

    def _legend(self) -> list[Sign]:
        cards, flow = self.board.touchpoints, self.board.flow
        levels = sorted({level_of(card.mean) for card in cards if card.mean is not None})
        entries = [
            self._legend_sign(
                glyphs.FACES[level], self._ink_of(band_of(level)), self.say(name_feeling(level))
            )
            for level in levels
        ]
        if any(card.moment for card in cards):
            entries.append(
                self._legend_sign(glyphs.STAR, self.theme.star, self.say(tr("moment of truth")))
            )
        kinds = {way.kind for way in flow.ways}
        entries += [self._legend_way(kind) for kind in WayType if kind in kinds]
        if flow.starts:
            entries.append(self.start_pill())
        exits = {end.how for end in self.endings.values()}
        listed = (*Exit, *sorted(exits.difference(Exit), reverse=True))
        return entries + [self.exit_pill(kind) for kind in listed if kind in exits]

    def _legend_sign(self, sign: str, colour: str, word: str) -> Sign:
        style = Style(11, self.theme.soft)
        cells = [self._icon(sign, colour, 12), text_cell([word], style)]
        return Sign(table([row(cells)]), style.width(word) + _ICON_COLUMN)

    def _legend_way(self, kind: WayType) -> Sign:
        style = Style(11, self.theme.soft)
        word = self.say(kind.label)
        colour = self.way_colour(kind)
        line = cell(
            "", border=2, sides="B", color=colour, style=way_style(kind), width=28, height=7
        )
        stroke = cell(table([row([line]), row([cell("", height=7)])]))
        tip = text_cell(["►"], Style(8, colour))
        cells = [stroke, tip, cell("", width=4), text_cell([word], style)]
        return Sign(table([row(cells)]), style.width(word) + 28 + 10 + 4)

    # -- stages -----------------------------------------------------------------------------

    def stage(self, number: int, height: int) -> str:
        """The header of a stage (numbered from 0): its name, goal and duration, `height` points high."""
        ink = self.theme.stage_ink
        name, about = _stage_lines(self.board.stages[number])
        small = Style(10, ink)
        rows = [row([text_cell(name, Style(14, ink, bold=True), width=WIDTH)])]
        if about:
            rows.append(row([text_cell(about, small, width=WIDTH)]))
        missing = height - self.stage_height(number)
        if missing > 0:
            rows.append(row([cell("", height=missing)]))
        return table(rows)

    def stage_height(self, number: int) -> int:
        """How high the text of a header is, in points."""
        name, about = _stage_lines(self.board.stages[number])
        return line_height(14) * len(name) + line_height(10) * len(about)

    def gap(self, number: int) -> tuple[str, Chip]:
        """What stands in a stage without a card, and its colours: a hole, or nobody is there."""
        absent = number in self.board.absent
        chip = self.theme.tag if absent else self.theme.gap
        words = tr("Takes no part here") if absent else tr("No touchpoints yet")
        style = Style(11, chip.ink)
        lines = wrap(self.say(words), WIDTH, style.size)
        label = table([row([text_cell(lines, style, "CENTER", width=WIDTH)])], cellpadding=4)
        return label, chip

    # -- touchpoints ------------------------------------------------------------------------

    def card(self, card: Touchpoint, conditions: Sequence[tuple[str, Way]]) -> str:
        """A touchpoint: where, how it feels, its name, who, and on which conditions it goes on.

        `conditions` are the ways of which something is said, each with the port that its line leaves from:
        beside the line there would be no room that an engine keeps free reliably.
        """
        start, ending = self.starts.get(card.number), self.endings.get(card.number)
        whole = self._whole_pill(card, start, ending)
        blocks = []
        if start is not None:
            blocks.append([self._pill_line(whole or self.start_pill(start.who))])
        blocks += self._heading(card)
        blocks += self._notes(card)
        ports = [""] * len(blocks)
        for port, way in conditions:
            style = Style(10, self._way_ink(way.kind), italic=True)
            blocks.append(self._block(glyphs.WAY, way.words, style, WIDTH))
            ports.append(port)
        if ending is not None and whole is None:
            blocks.append([self._pill_line(self.exit_pill(ending.how, ending.who))])
            ports.append("")
        return _stack(blocks, ports)

    def _ink_of(self, band: Band | Literal[""]) -> str:
        inks: dict[str, str] = {
            Band.POSITIVE: self.theme.positive_ink,
            Band.NEGATIVE: self.theme.negative_ink,
        }
        return inks.get(band, self.theme.soft)

    def _heading(self, card: Touchpoint) -> list[list[str]]:
        """Where it happens, with how it feels on the right of the first line, and the name.

        What has no channel has its name in the first line.
        """
        right, used = self._feeling(card)
        room = WIDTH - used - _SCORE_GAP
        name = Style(13, self.theme.ink, bold=True)
        channels = self._channels(card, room)
        lines = wrap(card.name, WIDTH if channels else room, name.size, bold=True)
        named = [table([row([text_cell([line], name, width=room)])]) for line in lines or [""]]
        first, *others = channels or named
        cells = [cell(first, align="LEFT"), cell("", width=_SCORE_GAP)]
        if right:
            cells.append(cell(table([row(right)]), align="RIGHT"))
        rest = cell("", width=WIDTH - room)
        top = [table([row(cells)]), *(table([row([cell(line), rest])]) for line in others)]
        return [top, named] if channels else [top]

    def _feeling(self, card: Touchpoint) -> tuple[list[str], float]:
        """A star for a moment of truth, a face and a figure for the mean score; and their width."""
        cells: list[str] = []
        used = 0.0
        if card.moment:
            cells.append(self._icon(glyphs.STAR, self.theme.star, 12))
            used += _ICON_COLUMN
        if card.mean is not None:
            figure = card.figure
            style = Style(12, self._ink_of(card.band), bold=True)
            cells.append(self._icon(glyphs.FACES[level_of(card.mean)], style.colour, 12))
            cells.append(text_cell([figure], style, "RIGHT"))
            used += _ICON_COLUMN + math.ceil(style.width(figure))
        return cells, used

    def _channels(self, card: Touchpoint, room: float) -> list[str]:
        style = Style(10, self.theme.soft)
        listed = [
            (glyphs.sign_of(channel.icon, channel.type), channel.label) for channel in card.channels
        ]
        if card.alone:
            listed.append((glyphs.ALONE, card.alone))
        return [line for sign, text in listed for line in self._block(sign, text, style, room)]

    def _block(
        self, sign: str, text: str, style: Style, room: float, colour: str = ""
    ) -> list[str]:
        """A sign, in a colour of its own if it has one, and the lines of a text of `room` points."""
        width = room - _ICON_COLUMN
        lines = wrap(text, width, style.size, italic=style.italic) or [""]
        icons = [self._icon(sign, colour or style.colour, style.size)]
        icons += [cell("", width=_ICON_COLUMN)] * (len(lines) - 1)
        return [
            table([row([icon, text_cell([line], style, width=width)])])
            for icon, line in zip(icons, lines, strict=True)
        ]

    def _icon(self, sign: str, colour: str, size: int) -> str:
        return sign_cell(sign, Style(size, colour), _ICON_COLUMN)

    def _notes(self, card: Touchpoint) -> list[list[str]]:
        """Small lines below the name: who takes part where not all do, how it feels, wait, handoff."""
        style = Style(10, self.theme.soft)
        blocks = [
            self._block(
                glyphs.PERSON, mark.name, style, WIDTH, self.theme.persona(mark.style).colour
            )
            for mark in card.who
        ]
        face = glyphs.FACES[level_of(card.mean or 0)]
        for sign, text in (
            (face, card.feels),
            (glyphs.WAIT, card.wait),
            (glyphs.HANDOFF, card.handoff),
        ):
            if text:
                blocks.append(self._block(sign, text, style, WIDTH))
        return blocks

    def _pill_line(self, pill: Sign) -> str:
        return table([row([cell(pill.markup), cell("", width=WIDTH - pill.width)])])

    def _whole_pill(
        self, card: Touchpoint, start: Terminal | None, ending: Terminal | None
    ) -> Sign | None:
        """The mark of a journey of one touchpoint: whose it is, where there are others."""
        if start is None or ending is None or ending.how != END or start.who != ending.who:
            return None
        names = start.who or join([mark.name for mark in card.who])
        return self._pill("▶ " + self._of(names, BOTH), self.theme.ink, self.theme.card)

    def _of(self, names: str, what: Message) -> str:
        return tell_terminal(names, what, self.board.language)

    def start_pill(self, who: str = "") -> Sign:
        """The mark of a beginning, `who` names whose it is where it is not everybody's."""
        return self._pill("▶ " + self._of(who, STARTS), self.theme.ink, self.theme.card)

    def exit_pill(self, kind: str, who: str = "") -> Sign:
        """The mark of an end; `kind` is one of those of `Flow.ends`."""
        said = Exit.known(kind)
        grounds: dict[Exit | None, tuple[str, str]] = {
            Exit.SUCCESS: (self.theme.positive_ink, "✓ "),
            Exit.ABANDON: (self.theme.negative_ink, "✕ "),
        }
        ground, sign = grounds.get(said, (self.theme.soft, "■ "))
        word = said.pill if said is not None else ENDS if kind == END else _MAY_END
        return self._pill(sign + self._of(who, word), ground, self.theme.card)

    def _pill(self, text: str, fill: str, ink: str) -> Sign:
        style = Style(10, ink, bold=True)
        lines = wrap(text, WIDTH - 2 * _PILL_PADDING, style.size, bold=True)
        width = max(map(style.width, lines)) + 2 * _PILL_PADDING
        side = cell("", width=_PILL_PADDING)
        rows = [
            # Capitals stand in the upper part of a line: more room above than below centres them.
            row([cell("", height=4)]),
            row([side, text_cell(lines, style, "CENTER"), side]),
            row([cell("", height=2)]),
        ]
        return Sign(table(rows, bgcolor=fill, style="ROUNDED"), width)

    # -- ways -------------------------------------------------------------------------------

    def way_colour(self, kind: WayType) -> str:
        return {
            WayType.ALTERNATIVE: self.theme.bar,
            WayType.EXCEPTION: self.theme.negative,
        }.get(kind, self.theme.mute)

    def _way_ink(self, kind: WayType) -> str:
        return {
            WayType.ALTERNATIVE: self.theme.bar,
            WayType.EXCEPTION: self.theme.negative_ink,
        }.get(kind, self.theme.soft)

    # -- tooltips ---------------------------------------------------------------------------

    def tooltip(self, card: Touchpoint) -> str:
        """What a viewer shows of a touchpoint: who feels how, in whose words, and what hurts."""
        said = [
            " · ".join(part for part in (score.spoken, score.quote) if part)
            for score in card.scores
        ]
        moment = [card.moment] if card.moment else []
        return "\n".join([card.name, *moment, *said, *(f"– {pain}" for pain in card.pains)])

    def way_tooltip(self, source: Touchpoint, target: Touchpoint, way: Way) -> str:
        """What a viewer shows of a way: from where to where, of which kind, on which condition, how many."""
        words = f": {way.words}" if way.words else ""
        arrow = point_on(self.board.language)
        return f"{source.name} {arrow} {target.name}\n{self.say(way.kind.label)}{words}"


def _stage_lines(stage: Stage) -> tuple[list[str], list[str]]:
    """The lines of a stage's name, and those of its goal and duration."""
    about = (stage.goal, stage.duration)
    return (
        wrap(stage.name, WIDTH, 14, bold=True),
        [line for text in about for line in wrap(text, WIDTH, 10)],
    )


def way_style(kind: WayType) -> str:
    """How a way is drawn, so that it is known without its colour."""
    return {WayType.ALTERNATIVE: "dashed", WayType.EXCEPTION: "dotted"}.get(kind, "solid")


def _stack(blocks: Sequence[Sequence[str]], ports: Sequence[str]) -> str:
    """Blocks of lines one below the other, with air between them; `ports` are their names or ""."""
    rows = []
    for number, (lines, port) in enumerate(zip(blocks, ports, strict=True)):
        if number:
            rows.append(row([cell("", height=_BLOCK_GAP)]))
        inner = table([row([cell(line, align="LEFT")]) for line in lines])
        rows.append(row([cell(inner, align="LEFT", **({"port": port} if port else {}))]))
    return table(rows)


def _set_rows(signs: Sequence[Sign], width: float) -> str:
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
        lines.append(row([cell(table([row([*cells, rest])]), align="LEFT")]))
    return table(lines, cellpadding=3) if lines else ""


def _row_width(signs: Sequence[Sign]) -> float:
    return sum(sign.width + _LEGEND_GAP for sign in signs)
