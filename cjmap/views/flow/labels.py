"""What stands in the flow's boxes: cards of touchpoints, headers of stages, title and legend."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from cjmap.board.labels import name_feeling, round_score, tell_handoff
from cjmap.draw import glyphs
from cjmap.draw.dot import Style, cell, line_height, row, sign_cell, table, text_cell
from cjmap.draw.metrics import wrap
from cjmap.draw.theme import Chip, Feeling, Theme, feeling_of
from cjmap.facts.channels import find_channel, label_channel
from cjmap.facts.feelings import point_of, scores_at
from cjmap.facts.flow import Edge, leaving
from cjmap.facts.index import Item
from cjmap.facts.participation import TouchpointFact
from cjmap.facts.subject import Subject
from cjmap.facts.things import emotion_at
from cjmap.languages.quantities import format_duration, format_number, format_quote
from cjmap.messages import Message, join, ntr, tr
from cjmap.model.stage import Stage
from cjmap.vocabulary.personas import PersonaType
from cjmap.vocabulary.touchpoints import Exit, WayType

WIDTH: Final = 180
"""Width of the text in a card and a header, in points."""

_SCORE_GAP: Final = 6
_ICON_COLUMN: Final = 17
_BLOCK_GAP: Final = 3
_PILL_PADDING: Final = 7
_LEGEND_GAP: Final = 18

_STARTS: Final = tr("Starts here")
# How the journey ends at a touchpoint: as `exit` says, or False where nothing leads on.
_Ending = Exit | bool
_ENDINGS: Final[tuple[_Ending, ...]] = (*Exit, True, False)


@dataclass(frozen=True, slots=True)
class Sign:
    """Ready markup and its width in points."""

    markup: str
    width: float


@dataclass(frozen=True)
class Labels:
    """The labels of one flow as `personas` go it, in the map's language and a theme's colours."""

    facts: Subject
    theme: Theme
    personas: tuple[Item, ...]

    def say(self, message: Message) -> str:
        return message.render(self.facts.language)

    # -- the whole ------------------------------------------------------------------------

    def subtitle(self, touchpoints: int) -> str:
        """Whose journey it is and how large."""
        journey = self.facts.journey
        cut = self.personas != self.facts.participation.personas
        parts = (
            journey.organization,
            self.say(journey.state.label),
            join([persona.name for persona in self.personas]) if cut else None,
            self.say(ntr("{n} stage", "{n} stages", len(journey.stages))),
            self.say(ntr("{n} touchpoint", "{n} touchpoints", touchpoints)),
        )
        return " · ".join(part for part in parts if part)

    def head(
        self,
        width: float,
        scenes: Sequence[TouchpointFact],
        kinds: Iterable[WayType],
        *,
        starts: bool,
    ) -> str:
        """The title and the signs that the picture uses, in lines of at most `width` points."""
        texts = (
            (self.facts.journey.title, Style(24, self.theme.ink, bold=True)),
            (self.subtitle(len(scenes)), Style(12, self.theme.mute)),
        )
        rows = [
            row([text_cell(wrap(text, width, style.size, bold=style.bold), style)])
            for text, style in texts
        ]
        legend = _set_rows(self._legend(scenes, set(kinds), starts), width)
        if legend:
            rows += [row([cell("", height=8)]), row([cell(legend, align="LEFT")])]
        rows.append(row([cell("", height=10)]))
        return table(rows, cellpadding=2)

    def _legend(
        self, scenes: Sequence[TouchpointFact], kinds: set[WayType], starts: bool
    ) -> list[Sign]:
        scores = [self.score(scene) for scene in scenes]
        faces = sorted({round_score(score) for score in scores if score is not None})
        entries = [
            self._legend_sign(
                glyphs.FACES[face], self._score_ink(face), self.say(name_feeling(face))
            )
            for face in faces
        ]
        if any(self.is_moment(scene) for scene in scenes):
            entries.append(
                self._legend_sign(glyphs.STAR, self.theme.star, self.say(tr("moment of truth")))
            )
        entries += [self._legend_way(kind) for kind in WayType if kind in kinds]
        if starts:
            entries.append(self.start_pill())
        exits = {self._ending(scene) for scene in scenes}
        return entries + [self.exit_pill(kind) for kind in _ENDINGS if kind in exits]

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
        stage: Stage = self.facts.journey.stages[number]
        ink = self.theme.stage_ink
        name, goal = self._stage_lines(stage)
        small = Style(10, ink)
        rows = [row([text_cell(name, Style(14, ink, bold=True), width=WIDTH)])]
        if goal:
            rows.append(row([text_cell(goal, small, width=WIDTH)]))
        missing = height - self.stage_height(number)
        if missing > 0:
            rows.append(row([cell("", height=missing)]))
        return table(rows)

    def stage_height(self, number: int) -> int:
        """How high the text of a header is, in points."""
        name, goal = self._stage_lines(self.facts.journey.stages[number])
        return line_height(14) * len(name) + line_height(10) * len(goal)

    def _stage_lines(self, stage: Stage) -> tuple[list[str], list[str]]:
        name = wrap(stage.name, WIDTH, 14, bold=True)
        about = [stage.goal or ""]
        if stage.duration:
            about.append(format_duration(stage.duration, self.facts.language))
        goal = [line for text in about for line in wrap(text, WIDTH, 10)]
        return name, goal

    def gap(self, number: int) -> tuple[str, Chip]:
        """What stands in a stage without a card, and its colours: a hole, or nobody is there."""
        absent = bool(self.facts.participation.stages[number].touchpoints)
        chip = self.theme.tag if absent else self.theme.gap
        words = tr("Takes no part here") if absent else tr("No touchpoints yet")
        style = Style(11, chip.ink)
        lines = wrap(self.say(words), WIDTH, style.size)
        label = table([row([text_cell(lines, style, "CENTER", width=WIDTH)])], cellpadding=4)
        return label, chip

    # -- touchpoints ------------------------------------------------------------------------

    def card(
        self, scene: TouchpointFact, conditions: Sequence[tuple[str, Edge]], *, starts: bool
    ) -> str:
        """A touchpoint: where, how it feels, its name, who, and on which conditions it goes on.

        `conditions` are the ways that have one, each with the port that its line leaves from:
        beside the line there would be no room that an engine keeps free reliably.
        """
        blocks = [[self._pill_line(self.start_pill())]] if starts else []
        blocks += self._heading(scene)
        blocks += self._notes(scene)
        ports = [""] * len(blocks)
        for port, edge in conditions:
            style = Style(10, self._way_ink(edge.type), italic=True)
            blocks.append(self._block(glyphs.WAY, edge.when or "", style, WIDTH))
            ports.append(port)
        ending = self._ending(scene)
        if ending is not None:
            blocks.append([self._pill_line(self.exit_pill(ending))])
            ports.append("")
        return _stack(blocks, ports)

    def _ending(self, scene: TouchpointFact) -> _Ending | None:
        """How the journey ends here; None where it goes on."""
        said = self.facts.things.touchpoints[scene.item].exit
        if said:
            return said
        return None if leaving(self.facts.flow, scene.item.path) else False

    def score(self, scene: TouchpointFact) -> float | None:
        """The mean score, -2 to +2, of those who take part; None where nobody is scored."""
        scores = [score for _, score in self._scores(scene)]
        return sum(scores) / len(scores) if scores else None

    def _scores(self, scene: TouchpointFact) -> list[tuple[Item, float]]:
        """The scores of those for whom the flow is drawn."""
        everyone = scores_at(self.facts.feelings, scene.item)
        return [(persona, score) for persona, score in everyone if persona in scene.personas]

    def is_moment(self, scene: TouchpointFact) -> bool:
        return self.facts.things.touchpoints[scene.item].is_decisive

    def _score_ink(self, score: float) -> str:
        inks = {
            Feeling.POSITIVE: self.theme.positive_ink,
            Feeling.NEGATIVE: self.theme.negative_ink,
        }
        return inks.get(feeling_of(score), self.theme.soft)

    def _heading(self, scene: TouchpointFact) -> list[list[str]]:
        """Where it happens, with how it feels on the right of the first line, and the name.

        What has no channel has its name in the first line.
        """
        right: list[str] = []
        used = 0.0
        if self.is_moment(scene):
            right.append(self._icon(glyphs.STAR, self.theme.star, 12))
            used += _ICON_COLUMN
        score = self.score(scene)
        if score is not None:
            figure = format_number(score, self.facts.language, 1, signed=True)
            style = Style(12, self._score_ink(score), bold=True)
            right.append(self._icon(glyphs.face_of(score), style.colour, 12))
            right.append(text_cell([figure], style, "RIGHT"))
            used += _ICON_COLUMN + math.ceil(style.width(figure))
        room = WIDTH - used - _SCORE_GAP
        name = Style(13, self.theme.ink, bold=True)
        channels = self._channels(scene, room)
        lines = wrap(
            self.facts.things.touchpoints[scene.item].name,
            WIDTH if channels else room,
            name.size,
            bold=True,
        )
        named = [table([row([text_cell([line], name, width=room)])]) for line in lines or [""]]
        first, *others = channels or named
        cells = [cell(first, align="LEFT"), cell("", width=_SCORE_GAP)]
        if right:
            cells.append(cell(table([row(right)]), align="RIGHT"))
        rest = cell("", width=WIDTH - room)
        top = [table([row(cells)]), *(table([row([cell(line), rest])]) for line in others)]
        return [top, named] if channels else [top]

    def _channels(self, scene: TouchpointFact, room: float) -> list[str]:
        style = Style(10, self.theme.soft)
        listed: list[tuple[str, str]] = []
        for reference in self.facts.things.touchpoints[scene.item].channel or ():
            channel = find_channel(self.facts.index.channels, reference)
            listed.append((glyphs.sign_of(channel), label_channel(channel, self.facts.language)))
        if not listed and self.facts.things.touchpoints[scene.item].is_action:
            listed.append((glyphs.ALONE, self.say(tr("on their own"))))
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

    def _notes(self, scene: TouchpointFact) -> list[list[str]]:
        """Small lines below the name: who takes part where not all do, the wait, the handoff."""
        style = Style(10, self.theme.soft)
        blocks = []
        for persona in self._apart(scene):
            number = self.facts.participation.personas.index(persona)
            colour = self.theme.persona(number).colour
            blocks.append(self._block(glyphs.PERSON, persona.name, style, WIDTH, colour))
        touchpoint = self.facts.things.touchpoints[scene.item]
        if touchpoint.wait:
            wait = tr(
                "wait: {duration}", duration=format_duration(touchpoint.wait, self.facts.language)
            )
            blocks.append(self._block(glyphs.WAIT, self.say(wait), style, WIDTH))
        if touchpoint.handoff:
            blocks.append(
                self._block(glyphs.HANDOFF, tell_handoff(touchpoint.handoff), style, WIDTH)
            )
        return blocks

    def _apart(self, scene: TouchpointFact) -> tuple[Item, ...]:
        """Those who take part, where that is not simply everybody."""
        everybody = tuple(
            p
            for p in self.personas
            if self.facts.things.personas[p].type is not PersonaType.NEGATIVE
        )
        if scene.personas == everybody or len(self.personas) == 1:
            return ()
        return scene.personas

    def _pill_line(self, pill: Sign) -> str:
        return table([row([cell(pill.markup), cell("", width=WIDTH - pill.width)])])

    def start_pill(self) -> Sign:
        """The mark of a beginning."""
        return self._pill("▶ " + self.say(_STARTS), self.theme.ink, self.theme.card)

    def exit_pill(self, ending: _Ending) -> Sign:
        """The mark of an end."""
        grounds: dict[_Ending, str] = {
            Exit.SUCCESS: self.theme.positive_ink,
            Exit.ABANDON: self.theme.negative_ink,
        }
        signs: dict[_Ending, str] = {Exit.SUCCESS: "✓ ", Exit.ABANDON: "✕ "}
        if isinstance(ending, Exit):
            word = ending.pill
        else:
            word = tr("May end here") if ending else tr("Ends here")
        text = signs.get(ending, "■ ") + self.say(word)
        return self._pill(text, grounds.get(ending, self.theme.soft), self.theme.card)

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
        colours = {WayType.ALTERNATIVE: self.theme.bar, WayType.EXCEPTION: self.theme.negative}
        return colours.get(kind, self.theme.mute)

    def _way_ink(self, kind: WayType) -> str:
        inks = {WayType.ALTERNATIVE: self.theme.bar, WayType.EXCEPTION: self.theme.negative_ink}
        return inks.get(kind, self.theme.soft)

    # -- tooltips ---------------------------------------------------------------------------

    def tooltip(self, scene: TouchpointFact) -> str:
        """What a viewer shows of a touchpoint: who feels how, in whose words, and what hurts."""
        touchpoint = self.facts.things.touchpoints[scene.item]
        lines = [touchpoint.name]
        for persona, score in self._scores(scene):
            point = point_of(self.facts.feelings, scene.item, persona)
            emotion = emotion_at(self.facts.things, point.path) if point else None
            said = [f"{persona.name}: {format_number(score, self.facts.language, signed=True)}"]
            said += [emotion.label] if emotion and emotion.label else []
            if emotion and emotion.quote:
                said.append(format_quote(emotion.quote, self.facts.language))
            lines.append(" · ".join(said))
        lines += [f"– {pain.text}" for pain in touchpoint.pains or ()]
        return "\n".join(lines)

    def way_tooltip(
        self, source: TouchpointFact, target: TouchpointFact, kind: WayType, when: str | None
    ) -> str:
        way = f"{source.item.name} → {target.item.name}"
        return f"{way}\n{self.say(kind.label)}" + (f": {when}" if when else "")


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
