"""What stands in the flow's boxes: cards of touchpoints, headers of stages, title and legend."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final, Literal

from cjmap.board.board import Board, Mark, Terminal, Touchpoint, Way
from cjmap.board.crowds import Shared, choose_few, scores_of_stage, share_scores
from cjmap.board.feelings import band_of, name_feeling
from cjmap.board.ways import BOTH, END, ENDS, STARTS, tell_terminal
from cjmap.draw import glyphs
from cjmap.draw.dot import Style, cell, line_height, row, sign_cell, table, text_cell
from cjmap.draw.metrics import wrap
from cjmap.draw.theme import Chip, Theme
from cjmap.languages.conventions import is_rtl, point_on
from cjmap.languages.quantities import format_labelled, format_list
from cjmap.messages import Message, tr
from cjmap.records import dataclass
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
    """The labels of one flow, in the board's language and a theme's colours.

    `plain` ones are for any engine and its fonts: without emoji. They run as the language is read;
    the others always from left to right, since the whole picture is mirrored.
    """

    board: Board
    theme: Theme
    plain: bool

    def say(self, message: Message) -> str:
        return message.render(self.board.language)

    def _list(self, names: Iterable[str]) -> str:
        return format_list(names, self.board.language)

    def _tell(self, label: str, what: str) -> str:
        return format_labelled(label, what, self.board.language)

    @cached_property
    def rtl(self) -> bool:
        return is_rtl(self.board.language)

    @property
    def turned(self) -> bool:
        """Whether the labels themselves run from right to left."""
        return self.rtl and self.plain

    @property
    def _near(self) -> str:
        """The side on which a line begins."""
        return "RIGHT" if self.turned else "LEFT"

    @property
    def _far(self) -> str:
        return "LEFT" if self.turned else "RIGHT"

    def _row(self, cells: Sequence[str]) -> str:
        """Cells in the order in which they are read."""
        return row(reversed(cells) if self.turned else cells)

    def _line(self, cells: Sequence[str]) -> str:
        return table([self._row(cells)])

    def _text(self, lines: Sequence[str], style: Style, width: float = 0) -> str:
        return text_cell(lines, style, self._near, width)

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
            self._list(persona.mark.name for persona in personas) if cut else "",
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
            row([self._text(wrap(text, width, style.size, bold=style.bold), style)])
            for text, style in texts
        ]
        legend = self._set_rows(self._legend(), width)
        if legend:
            rows += [row([cell("", height=8)]), row([cell(legend, align=self._near)])]
        rows.append(row([cell("", height=10)]))
        return table(rows, cellpadding=2)

    def _legend(self) -> list[Sign]:
        cards, flow = self.board.touchpoints, self.board.flow
        shared = [group for groups in self._stages for group in groups]
        levels = {card.level for card in cards if card.level is not None}
        levels |= {group.score.level for group in shared}
        entries = [self._legend_face(level) for level in sorted(levels)]
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

    def _legend_face(self, level: int) -> Sign:
        """A face with its word; where faces are plain, with its figure."""
        word, colour = self.say(name_feeling(level)), self._ink_of(band_of(level))
        if not self.plain:
            return self._legend_sign(glyphs.FACES[level], colour, word)
        figure = dict(self.board.curve.scale)[level]
        bold, style = Style(11, colour, bold=True), Style(11, self.theme.soft)
        cells = [self._text([figure], bold), cell("", width=4), self._text([word], style)]
        return Sign(self._line(cells), bold.width(figure) + 4 + style.width(word))

    def _legend_sign(self, sign: str, colour: str, word: str) -> Sign:
        style = Style(11, self.theme.soft)
        cells = [self._icon(sign, colour, 12), self._text([word], style)]
        return Sign(self._line(cells), style.width(word) + _ICON_COLUMN)

    def _legend_way(self, kind: WayType) -> Sign:
        style = Style(11, self.theme.soft)
        word = self.say(kind.label)
        colour = self.way_colour(kind)
        line = cell(
            "", border=2, sides="B", color=colour, style=way_style(kind), width=28, height=7
        )
        stroke = cell(table([row([line]), row([cell("", height=7)])]))
        tip = self._text(["◄" if self.rtl else "►"], Style(8, colour))
        cells = [stroke, tip, cell("", width=4), self._text([word], style)]
        return Sign(self._line(cells), style.width(word) + 28 + 10 + 4)

    # -- stages -----------------------------------------------------------------------------

    def stage(self, number: int, height: int) -> str:
        """The header of a stage (numbered from 0), `height` points high.

        Its name, goal and duration, and how it feels as a whole.
        """
        rows = [row([cell(line, align=self._near)]) for line in self._stage_lines(number)]
        missing = height - self.stage_height(number)
        if missing > 0:
            rows.append(row([cell("", height=missing)]))
        return table(rows)

    def stage_height(self, number: int) -> int:
        """How high the text of a header is, in points."""
        name, *small = self._stage_texts(number)
        return line_height(14) * len(name[1]) + line_height(10) * sum(
            len(lines) for _, lines in small
        )

    @cached_property
    def _stages(self) -> tuple[tuple[Shared, ...], ...]:
        """How each stage feels as a whole, those who feel the same together."""
        return tuple(
            share_scores(scores_of_stage(self.board, number))
            for number in range(len(self.board.stages))
        )

    def _stage_texts(self, number: int) -> list[tuple[str, list[str]]]:
        """The texts of a header, each with a sign before it or "" and as lines; its name first."""
        stage, room = self.board.stages[number], WIDTH - _ICON_COLUMN
        found = [("", wrap(stage.name, WIDTH, 14, bold=True))]
        found += [("", wrap(text, WIDTH, 10)) for text in (stage.goal, stage.duration) if text]
        for group in self._stages[number]:
            felt = self._list((group.score.figure, group.score.feeling))
            who = self._name_few(group.marks, group.more) if len(self.board.personas) > 1 else ""
            said = self._tell(who, felt) if who else felt
            found.append((glyphs.FACES[group.score.level], wrap(said, room, 10)))
        if not self._stages[number]:
            found += [("", wrap(text, WIDTH, 10)) for text in stage.notes]
        return found

    def _stage_lines(self, number: int) -> list[str]:
        (_, name), *small = self._stage_texts(number)
        ink = self.theme.stage_ink
        style = Style(10, ink)
        found = self._lines(name, Style(14, ink, bold=True))
        for sign, lines in small:
            if sign:
                found += self._beside(sign, lines, style, WIDTH)
            else:
                found += self._lines(lines, style)
        return found

    def _lines(self, lines: Sequence[str], style: Style) -> list[str]:
        return [self._line([self._text([line], style, WIDTH)]) for line in lines]

    def _name_few(self, marks: Sequence[Mark], more: int) -> str:
        names = self._list(mark.name for mark in marks)
        return f"{names} +{more}" if more else names

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
        onward = glyphs.WAY_LEFT if self.rtl else glyphs.WAY
        for port, way in conditions:
            style = Style(10, self._way_ink(way.kind), italic=True)
            blocks.append(self._block(onward, way.words, style, WIDTH))
            ports.append(port)
        if ending is not None and whole is None:
            blocks.append([self._pill_line(self.exit_pill(ending.how, ending.who))])
            ports.append("")
        return self._stack(blocks, ports)

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
        named = [self._line([self._text([line], name, room)]) for line in lines or [""]]
        first, *others = channels or named
        cells = [cell(first, align=self._near), cell("", width=_SCORE_GAP)]
        if right:
            cells.append(cell(self._line(right), align=self._far))
        rest = cell("", width=WIDTH - room)
        top = [self._line(cells), *(self._line([cell(line), rest]) for line in others)]
        return [top, named] if channels else [top]

    def _feeling(self, card: Touchpoint) -> tuple[list[str], float]:
        """A star for a moment of truth, a face and a figure for the mean score; and their width."""
        cells: list[str] = []
        used = 0.0
        if card.moment:
            cells.append(self._icon(glyphs.STAR, self.theme.star, 12))
            used += _ICON_COLUMN
        if card.level is not None:
            figure = card.figure
            style = Style(12, self._ink_of(card.band), bold=True)
            cells.append(self._icon(glyphs.FACES[card.level], style.colour, 12))
            cells.append(text_cell([figure], style, self._far))
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
        lines = wrap(text, room - _ICON_COLUMN, style.size, italic=style.italic) or [""]
        return self._beside(sign, lines, style, room, colour)

    def _beside(
        self, sign: str, lines: Sequence[str], style: Style, room: float, colour: str = ""
    ) -> list[str]:
        """Lines of `room` points, the first behind a sign."""
        icons = [self._icon(sign, colour or style.colour, style.size)]
        icons += [cell("", width=_ICON_COLUMN)] * (len(lines) - 1)
        return [
            self._line([icon, self._text([line], style, room - _ICON_COLUMN)])
            for icon, line in zip(icons, lines, strict=True)
        ]

    def _icon(self, sign: str, colour: str, size: int) -> str:
        # An emoji that the map itself names stays.
        shown = glyphs.PLAIN.get(sign, sign) if self.plain else sign
        return sign_cell(shown, Style(size, colour), _ICON_COLUMN, self._near)

    def _notes(self, card: Touchpoint) -> list[list[str]]:
        """Small lines below the name: who takes part where not all do, how it feels, wait, handoff."""
        style = Style(10, self.theme.soft)
        shown, more = choose_few(card.who)
        blocks = [
            self._block(
                glyphs.PERSON, mark.name, style, WIDTH, self.theme.persona(mark.style).colour
            )
            for mark in shown
        ]
        if more:
            blocks.append(self._block("", f"+{more}", style, WIDTH))
        # Words without a score are no neutral face.
        felt = glyphs.FACES[card.level] if card.level is not None else ""
        words = card.feels if felt else self.say(tr("feels: {words}", words=card.feels))
        if card.feels:
            blocks.append(
                self._block(felt, words, style, WIDTH)
                if felt
                else self._lines(wrap(words, WIDTH, style.size), style)
            )
        if card.divided:
            blocks.append(self._lines(wrap(card.divided, WIDTH, style.size), style))
        blocks += [
            self._block(sign, text, style, WIDTH)
            for sign, text in ((glyphs.WAIT, card.wait), (glyphs.HANDOFF, card.handoff))
            if text
        ]
        return blocks

    def _pill_line(self, pill: Sign) -> str:
        return self._line([cell(pill.markup), cell("", width=WIDTH - pill.width)])

    def _whole_pill(
        self, card: Touchpoint, start: Terminal | None, ending: Terminal | None
    ) -> Sign | None:
        """The mark of a journey of one touchpoint: whose it is, where there are others."""
        if start is None or ending is None or ending.how != END or start.who != ending.who:
            return None
        names = start.who or self._list(mark.name for mark in card.who)
        return self._pill(self._begin + self._of(names, BOTH), self.theme.ink, self.theme.card)

    @property
    def _begin(self) -> str:
        return "◀ " if self.rtl else "▶ "

    def _of(self, names: str, what: Message) -> str:
        return tell_terminal(names, what, self.board.language)

    def start_pill(self, who: str = "") -> Sign:
        """The mark of a beginning, `who` names whose it is where it is not everybody's."""
        return self._pill(self._begin + self._of(who, STARTS), self.theme.ink, self.theme.card)

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

    # -- lines below each other ---------------------------------------------------------------

    def _stack(self, blocks: Sequence[Sequence[str]], ports: Sequence[str]) -> str:
        """Blocks of lines with air between them; `ports` are their names or ""."""
        rows = []
        for number, (lines, port) in enumerate(zip(blocks, ports, strict=True)):
            if number:
                rows.append(row([cell("", height=_BLOCK_GAP)]))
            inner = table([row([cell(line, align=self._near)]) for line in lines])
            rows.append(row([cell(inner, align=self._near, **({"port": port} if port else {}))]))
        return table(rows)

    def _set_rows(self, signs: Sequence[Sign], width: float) -> str:
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
            lines.append(row([cell(self._line([*cells, rest]), align=self._near)]))
        return table(lines, cellpadding=3) if lines else ""

    # -- tooltips ---------------------------------------------------------------------------

    def tooltip(self, card: Touchpoint) -> str:
        """What a viewer shows of a touchpoint: who feels how, in whose words, and what hurts."""
        said = [
            " · ".join(part for part in (score.spoken, score.quote) if part)
            for score in card.scores
        ]
        moment = [card.moment] if card.moment else []
        _, more = choose_few(card.who)
        who = [self._list(mark.name for mark in card.who)] if more else []
        return "\n".join([card.name, *moment, *who, *said, *(f"– {pain}" for pain in card.pains)])

    def way_tooltip(self, source: Touchpoint, target: Touchpoint, way: Way) -> str:
        """What a viewer shows of a way: from where to where, of which kind, on which condition, how many."""
        arrow = point_on(self.board.language)
        kind = "" if way.label is None else self.say(way.label)
        said = self._tell(kind, way.words) if kind and way.words else kind or way.words
        return "\n".join(filter(None, (f"{source.name} {arrow} {target.name}", said)))


def way_style(kind: WayType) -> str:
    """How a way is drawn, so that it is known without its colour."""
    return {WayType.ALTERNATIVE: "dashed", WayType.EXCEPTION: "dotted"}.get(kind, "solid")


def _row_width(signs: Sequence[Sign]) -> float:
    return sum(sign.width + _LEGEND_GAP for sign in signs)
