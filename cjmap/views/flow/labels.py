"""What stands in the flow's boxes: cards of touchpoints, headers of stages, words of ways."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from cjmap.board.board import Mark, Score, Terminal, Touchpoint, Way
from cjmap.board.crowds import Shared, choose_few, scores_of_stage, share_scores
from cjmap.board.ways import BEGINNINGS, END, ENDS, tell_terminal
from cjmap.draw import glyphs
from cjmap.draw.dot import Style, cell, line_height, row, table, text_cell
from cjmap.draw.metrics import safe_width, wrap
from cjmap.draw.theme import Chip
from cjmap.languages.conventions import point_on
from cjmap.messages import Message, tr
from cjmap.records import dataclass
from cjmap.views.parts.boxes import ICON, SMALL, Block, Boxes, Sign
from cjmap.views.parts.pen import DOUBTED
from cjmap.vocabulary.coverage import ABSENT
from cjmap.vocabulary.touchpoints import Exit, WayType

WIDTH: Final = 190
"""Width of the text in a card and a header, in points."""

NARROW: Final = 112
"""Width of the words of a way at most, in points."""

_PAD: Final = 8
_SCORE_GAP: Final = 6
_HEAD: Final = 14
_NAME: Final = 13

_MAY_END: Final = tr("May end here")


@dataclass(frozen=True)
class Labels(Boxes):
    """The labels of one flow."""

    @cached_property
    def starts(self) -> dict[int, Terminal]:
        return {start.number: start for start in self.board.flow.starts}

    @cached_property
    def endings(self) -> dict[int, Terminal]:
        """How the journey ends at a touchpoint, by its number."""
        return {end.number: end for end in self.board.flow.ends}

    @cached_property
    def relayed(self) -> tuple[frozenset[int], frozenset[int]]:
        """From which and to which touchpoints the story goes on with others."""
        relays = self.board.flow.relays
        return frozenset(r.source for r in relays), frozenset(r.target for r in relays)

    @cached_property
    def parts(self) -> int:
        """Into how many parts that nothing joins the touchpoints fall."""
        part = {card.number: card.number for card in self.board.touchpoints}

        def find(number: int) -> int:
            while part[number] != number:
                part[number] = part[part[number]]
                number = part[number]
            return number

        flow = self.board.flow
        pairs = [(way.source, way.target) for way in flow.ways]
        pairs += [(relay.source, relay.target) for relay in flow.relays]
        for source, target in pairs:
            part[find(source)] = find(target)
        return len({find(number) for number in part})

    def subtitle(self) -> str:
        """Whose journey it is and how large."""
        heading, personas = self.board.heading, self.board.personas
        cut = len(personas) < self.board.everybody
        parts = (
            heading.organization,
            heading.state_label,
            self.list(persona.mark.name for persona in personas) if cut else "",
            # How many personas there are matters less to the flow.
            *heading.counts[1:],
            self.say(tr("separate ways: {n}", n=self.parts)) if self.parts > 1 else "",
        )
        return " · ".join(part for part in parts if part)

    # -- stages -----------------------------------------------------------------------------

    def stage(self, number: int, part: str, height: float) -> str:
        """The header of a stage (numbered from 0), `height` points high; `part` is “2 of 3” or "".

        Its name, goal and duration, how many came on to it, and how it feels as a whole.
        """
        block = self._stage(number, part)
        rows = [row([cell(block.markup, align=self.near)])]
        if height > block.height:
            rows.append(row([cell("", height=height - block.height)]))
        return table(rows, cellpadding=0)

    def stage_height(self, number: int, part: str) -> float:
        """How high the text of a header is, in points."""
        return self._stage(number, part).height

    @cached_property
    def stages(self) -> tuple[tuple[Shared, ...], ...]:
        """How each stage feels as a whole, those who feel the same together."""
        return tuple(
            share_scores(scores_of_stage(self.board, number))
            for number in range(len(self.board.stages))
        )

    def _stage(self, number: int, part: str) -> Block:
        stage, style = self.board.stages[number], Style(SMALL, self.theme.stage_ink)
        name = Style(_HEAD, self.theme.stage_ink, bold=True)
        if part:
            return self.stack(
                [self.lines(stage.name, name, WIDTH), self.lines(part, style, WIDTH)], air=1
            )
        came = tr("{share} of those before", share=stage.arrived_text)
        texts = (stage.goal, stage.duration, self.say(came) if stage.arrived_text else "")
        blocks = [self.lines(stage.name, name, WIDTH)]
        blocks += [self.lines(text, style, WIDTH) for text in texts if text]
        for group in self.stages[number]:
            felt = self.list((group.score.figure, group.score.feeling))
            who = self._name_few(group.marks, group.more) if len(self.board.personas) > 1 else ""
            said = self.tell(who, felt) if who else felt
            blocks.append(self.beside(glyphs.FACES[group.score.level], said, style, WIDTH))
        if not self.stages[number]:
            blocks += [self.lines(text, style, WIDTH) for text in stage.notes]
        return self.stack(blocks, air=1)

    def _name_few(self, marks: Sequence[Mark], more: int) -> str:
        names = self.list(mark.name for mark in marks)
        return f"{names} +{more}" if more else names

    def gap(self, number: int) -> tuple[str, Chip]:
        """What stands in a stage without a card, and its colours: a hole, or nobody is there."""
        absent = number in self.board.absent
        chip = self.theme.tag if absent else self.theme.gap
        words = ABSENT if absent else tr("No touchpoints yet")
        style = Style(SMALL, chip.ink)
        lines = wrap(self.say(words), WIDTH, style.size)
        label = table([row([text_cell(lines, style, "CENTER", width=WIDTH)])], cellpadding=4)
        return label, chip

    # -- touchpoints ------------------------------------------------------------------------

    def card(self, card: Touchpoint, *, waits: bool) -> Block:
        """A touchpoint: where, how it feels, its name, who, how long, what is handed on.

        `waits` says that the wait before it stands here, since it is on no way alone.
        """
        start, ending, both = self.terminals(card)
        blocks = []
        if start is not None:
            blocks.append(self._pill_block(*self._start(card, start, both=both)))
        blocks += self._heading(card)
        blocks += self._people(card)
        blocks += self._notes(card, waits=waits)
        if ending is not None and not both:
            blocks.append(self._pill_block(*self._end(ending.how, ending.who)))
        return self.stack(blocks)

    def _heading(self, card: Touchpoint) -> list[Block]:
        """Where it happens, with how it feels on the right of the first line, and the name.

        What has no channel has its name in the first line.
        """
        right, used = self._feeling(card)
        room = WIDTH - used - _SCORE_GAP
        channels = self._channels(card, room)
        if not channels:
            return [self._with_right(self._name(card, room), right, room)]
        first, *others = channels
        blocks = [self._with_right(first, right, room), *others]
        return [self.stack(blocks, air=0), self._name(card, WIDTH)]

    def _with_right(self, block: Block, right: list[str], room: float) -> Block:
        cells = [cell(block.markup, align=self.near, valign="TOP"), cell("", width=_SCORE_GAP)]
        if right:
            cells.append(cell(self.line(right), align=self.far, valign="TOP"))
        else:
            cells.append(cell("", width=max(1, WIDTH - room - _SCORE_GAP)))
        return Block(self.line(cells), max(block.height, line_height(12) if right else 0))

    def _name(self, card: Touchpoint, room: float) -> Block:
        """The name behind the number by which other things call it."""
        number = Style(SMALL, self.theme.mute, bold=True)
        used = math.ceil(number.width(str(card.number))) + 5
        name = Style(_NAME, self.theme.ink, bold=True)
        lines = wrap(card.name, room - used, name.size, bold=True) or [""]
        signs = [self.text([str(card.number)], number, used)]
        signs += [cell("", width=used)] * (len(lines) - 1)
        rows = [
            row([cell(self.line([sign, self.text([line], name, room - used)]), align=self.near)])
            for sign, line in zip(signs, lines, strict=True)
        ]
        return Block(table(rows), line_height(name.size) * len(lines))

    def _feeling(self, card: Touchpoint) -> tuple[list[str], float]:
        """Signs of doubt and of a moment of truth, a face and a figure for the mean score; their width."""
        cells: list[str] = []
        used = 0.0
        if card.assumption:
            cells.append(self.icon(glyphs.DOUBT, self.theme.gap.ink))
            used += ICON
        if card.moment:
            cells.append(self.icon(glyphs.STAR, self.theme.star))
            used += ICON
        if card.level is not None:
            style = Style(12, self.ink_of(card.level), bold=True)
            cells.append(self.icon(glyphs.FACES[card.level], style.colour))
            cells.append(text_cell([card.figure], style, self.far))
            used += ICON + math.ceil(style.width(card.figure))
        return cells, used

    def _channels(self, card: Touchpoint, room: float) -> list[Block]:
        style = Style(SMALL, self.theme.soft)
        listed = [
            (glyphs.sign_of(channel.icon, channel.type), channel.label) for channel in card.channels
        ]
        if card.alone:
            listed.append((glyphs.ALONE, card.alone))
        # What is said on the right takes room of the first line alone.
        rooms = [room, *[WIDTH] * (len(listed) - 1)]
        return [
            self.beside(sign, text, style, room)
            for (sign, text), room in zip(listed, rooms, strict=False)
        ]

    def _people(self, card: Touchpoint) -> list[Block]:
        """Who takes part where not all do, each with a feeling where these are opposed."""
        style = Style(SMALL, self.theme.soft)
        blocks = []
        felt: list[Mark] = []
        if card.divided:
            blocks.append(self.lines(card.divided, Style(SMALL, self.theme.ink), WIDTH))
            for group in share_scores(card.scores, card.who):
                felt += group.marks
                blocks.append(self._felt(group.score, group.marks, group.more))
        shown, more = choose_few([mark for mark in card.who if mark not in felt])
        if card.divided and more:
            shown, more = (), 0
        blocks += [
            self.beside(
                glyphs.PERSON, mark.name, style, WIDTH, self.theme.persona(mark.style).colour
            )
            for mark in shown
        ]
        if more:
            blocks.append(self.lines(f"+{more}", style, WIDTH))
        return [self.stack(blocks, air=1)] if blocks else []

    def _felt(self, score: Score, marks: Sequence[Mark], more: int) -> Block:
        """A face of some of the personas, with their names."""
        words = self.tell(self._name_few(marks, more), score.figure) if marks else score.figure
        style = Style(SMALL, self.ink_of(score.level))
        return self.beside(glyphs.FACES[score.level], words, style, WIDTH)

    def _notes(self, card: Touchpoint, *, waits: bool) -> list[Block]:
        """Small lines below the name: how it feels in words, how long it takes, what is handed on."""
        style = Style(SMALL, self.theme.soft)
        blocks = []
        if card.feels and card.level is not None:
            blocks.append(self.beside(glyphs.FACES[card.level], card.feels, style, WIDTH))
        elif card.feels:
            # Words without a score are no neutral face.
            words = self.say(tr("feels: {words}", words=card.feels))
            blocks.append(self.lines(words, style, WIDTH))
        blocks += [
            self.beside(sign, text, style, WIDTH)
            for sign, text in (
                (glyphs.WAIT, card.wait if waits else ""),
                (glyphs.CLOCK, card.takes),
                (glyphs.HANDOFF, card.handoff),
            )
            if text
        ]
        return blocks

    # -- beginnings and ends ------------------------------------------------------------------

    def terminals(self, card: Touchpoint) -> tuple[Terminal | None, Terminal | None, bool]:
        """How the journey begins and ends at a touchpoint, and whether one mark says both."""
        start, ending = self.starts.get(card.number), self.endings.get(card.number)
        out, into = self.relayed
        if card.number in into:
            start = None
        if ending is not None and ending.how == END and card.number in out:
            ending = None
        return start, ending, self._is_both(start, ending)

    def _is_both(self, start: Terminal | None, ending: Terminal | None) -> bool:
        """Whether all of a way is one touchpoint."""
        if start is None or ending is None:
            return False
        return ending.how == END and start.who == ending.who

    def _pill_block(self, text: str, ground: str) -> Block:
        return self.pill_block(text, ground, self.theme.card, WIDTH)

    def _start(self, card: Touchpoint, start: Terminal, *, both: bool) -> tuple[str, str]:
        alone, whole = BEGINNINGS[start.how]
        names = start.who
        if both and not names:
            names = self.list(mark.name for mark in card.who)
        return self._begin(names, whole if both else alone)

    def _begin(self, names: str, what: Message) -> tuple[str, str]:
        sign = "◀ " if self.rtl else "▶ "
        return sign + tell_terminal(names, what, self.board.language), self.theme.ink

    def _end(self, how: str, who: str) -> tuple[str, str]:
        said = Exit.known(how)
        grounds: dict[Exit | None, tuple[str, str]] = {
            Exit.SUCCESS: (self.theme.positive_ink, "✓ "),
            Exit.ABANDON: (self.theme.negative_ink, "✕ "),
        }
        ground, sign = grounds.get(said, (self.theme.soft, "■ "))
        word = said.pill if said is not None else ENDS if how == END else _MAY_END
        return sign + tell_terminal(who, word, self.board.language), ground

    def start_pill(self, how: str, *, both: bool) -> Sign:
        """The mark of a beginning, or of one where the way ends as well.

        `how` is one of those of `Flow.starts`.
        """
        text, ground = self._begin("", BEGINNINGS[how][both])
        return self.pill(text, ground, self.theme.card, WIDTH)

    def exit_pill(self, how: str) -> Sign:
        """The mark of an end; `how` is one of those of `Flow.ends`."""
        text, ground = self._end(how, "")
        return self.pill(text, ground, self.theme.card, WIDTH)

    # -- ways -------------------------------------------------------------------------------

    def chip(self, kind: WayType, texts: Sequence[tuple[str, str]]) -> str:
        """What stands on a way: texts, each with a sign before it or ""."""
        ink = self.way_ink(kind)
        widest = max(
            safe_width(text, SMALL, italic=not sign) + ICON * bool(sign) for sign, text in texts
        )
        width = math.ceil(min(NARROW, widest + 1))
        blocks = [
            self.beside(sign, text, Style(SMALL, ink), width)
            if sign
            else self.lines(text, Style(SMALL, ink, italic=True), width)
            for sign, text in texts
        ]
        return table([row([cell(self.stack(blocks, air=1).markup)])], cellpadding=3)

    def way_colour(self, kind: WayType) -> str:
        return {
            WayType.ALTERNATIVE: self.theme.bar,
            WayType.EXCEPTION: self.theme.negative,
        }.get(kind, self.theme.mute)

    def way_ink(self, kind: WayType) -> str:
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
        _, more = choose_few(card.who)
        who = [self.list(mark.name for mark in card.who)] if more else []
        doubt = [self.say(DOUBTED)] if card.assumption else []
        pains = [f"– {pain}" for pain in card.pains]
        return "\n".join([card.name, *moment, *who, *said, *pains, *doubt])

    def way_tooltip(self, source: Touchpoint, target: Touchpoint, way: Way) -> str:
        """What a viewer shows of a way: from where to where, of which kind, on which condition, how many."""
        arrow = point_on(self.board.language)
        kind = "" if way.label is None else self.say(way.label)
        said = self.tell(kind, way.words) if kind and way.words else kind or way.words
        return "\n".join(filter(None, (f"{source.name} {arrow} {target.name}", said)))


def way_style(kind: WayType) -> str:
    """How a way is drawn, so that it is known without its colour."""
    return {WayType.ALTERNATIVE: "dashed", WayType.EXCEPTION: "dotted"}.get(kind, "solid")
