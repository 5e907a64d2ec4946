"""The lanes of a map: which there are, and what each says of a stage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from cjmap.board.labels import name_caution
from cjmap.draw.canvas import Box, Circle, Rect
from cjmap.draw.icons import choose_icon
from cjmap.draw.metrics import safe_width
from cjmap.draw.pieces import (
    CHECK,
    CROSS,
    STAR,
    Piece,
    badge,
    bar,
    beside,
    boxed,
    dots,
    flow,
    gap_chip,
    icon,
    mark,
    paragraph,
    stack,
)
from cjmap.draw.theme import Theme
from cjmap.facts.cells import State
from cjmap.facts.channels import ChannelFact, find_channel, label_channel
from cjmap.facts.feelings import scores_at
from cjmap.facts.figures import StageFigures, measure, measure_target, name_metric
from cjmap.facts.index import resolve
from cjmap.facts.participation import TouchpointFact
from cjmap.findings import Path
from cjmap.languages.quantities import (
    format_date,
    format_duration,
    format_number,
    format_quote,
    format_share,
)
from cjmap.messages import Message, tr
from cjmap.model.blueprint import Line as BlueprintLine
from cjmap.model.improvement import Opportunity, Pain
from cjmap.model.metric import Metric
from cjmap.model.stage import Stage
from cjmap.model.touchpoint import Touchpoint
from cjmap.views.map.emotion import Cut
from cjmap.vocabulary.coverage import Dimension
from cjmap.vocabulary.improvement import OpportunityStatus, PainStatus
from cjmap.vocabulary.lanes import LaneName
from cjmap.vocabulary.touchpoints import name_exit

EMOTION: Final = "emotion"

SMALL: Final = 11.0
BODY: Final = 12.5
NAME: Final = 13.0


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the map. `dimension` is that of coverage, `code` the rule for a cell without it."""

    key: str
    title: Message
    subtitle: Message
    dimension: Dimension | None = None
    code: str | None = None


LANES: Final[dict[str, Lane]] = {
    lane.key: lane
    for lane in (
        Lane("goal", tr("Goal"), tr("what they want")),
        Lane(
            "touchpoints", tr("Touchpoints"), tr("where it happens"), Dimension.TOUCHPOINTS, "CJ301"
        ),
        Lane(EMOTION, tr("Emotion"), tr("how it feels"), Dimension.EMOTIONS, "CJ302"),
        Lane("does", tr("Does"), tr("what they do"), Dimension.DOES),
        Lane("thinks", tr("Thinks"), tr("in their words"), Dimension.THOUGHTS, "CJ303"),
        Lane("expects", tr("Expects"), tr("what they count on"), Dimension.EXPECTATIONS, "CJ315"),
        Lane("pains", tr("Pains"), tr("and their severity"), Dimension.PAINS),
        Lane("gains", tr("Gains"), tr("what goes well")),
        Lane("opportunities", tr("Opportunities"), tr("and their status")),
        Lane(
            "metrics", tr("Metrics"), tr("reach, conversion, targets"), Dimension.METRICS, "CJ304"
        ),
        Lane("owner", tr("Owner"), tr("who answers for it"), Dimension.OWNER, "CJ305"),
        Lane("physical-evidence", tr("Evidence at hand"), tr("what they see and touch")),
        Lane(
            "frontstage", tr("Frontstage"), tr("what the customer sees of us"), Dimension.FRONTSTAGE
        ),
        Lane("handoffs", tr("Handoffs"), tr("from one hand to the next")),
        Lane("automation", tr("Automation"), tr("what goes out by itself")),
        Lane("backstage", tr("Backstage"), tr("what happens out of sight"), Dimension.BACKSTAGE),
        Lane("support", tr("Support"), tr("processes and systems"), Dimension.SUPPORT),
    )
}

JOURNEY_LANES: Final = tuple(LANES)
BLUEPRINT_LANES: Final = (
    "goal",
    "physical-evidence",
    "touchpoints",
    EMOTION,
    "does",
    "thinks",
    "expects",
    "frontstage",
    "handoffs",
    "automation",
    "backstage",
    "support",
    "pains",
    "gains",
    "opportunities",
    "metrics",
    "owner",
)
SEPARATORS: Final[dict[tuple[str, ...], Message]] = {
    # Which lanes a line of the blueprint stands above; the first of them that is drawn.
    ("frontstage",): tr("Line of interaction"),
    ("handoffs", "automation", "backstage"): tr("Line of visibility"),
    ("support",): tr("Line of internal interaction"),
}


class Cells:
    """What the cells of a map hold, as pieces of a given width."""

    def __init__(self, cut: Cut, theme: Theme) -> None:
        self._cut = cut
        self._facts = cut.facts
        self._theme = theme
        self._language = cut.language
        most = max(cut.numbers.values(), default=0)
        self._margin = safe_width(str(most), 10, bold=True) + 6
        self._several = len(cut.personas) > 1
        self._figures = {figure.item.path: figure for figure in cut.facts.figures.all}
        self._most_reached = max(
            (way.reach.value for way in cut.facts.figures.stages if way.reach), default=0.0
        )
        self._writers: dict[str, Callable[[int, float], list[Piece]]] = {
            "goal": self._goal,
            "touchpoints": self._touchpoints,
            "does": lambda stage, width: self._texts(stage, width, "does"),
            "thinks": self._thinks,
            "expects": lambda stage, width: self._texts(stage, width, "expects", "expectations"),
            "pains": self._pains,
            "gains": self._gains,
            "opportunities": self._opportunities,
            "metrics": self._metrics,
            "owner": self._owner,
            "physical-evidence": lambda stage, width: self._texts(
                stage, width, "physical_evidence"
            ),
            "frontstage": lambda stage, width: self._lines(stage, width, "frontstage"),
            "handoffs": self._handoffs,
            "automation": self._automation,
            "backstage": lambda stage, width: self._lines(stage, width, "backstage"),
            "support": lambda stage, width: self._lines(stage, width, "support"),
        }

    def fill(self, lane: str, stage: int, width: float) -> list[Piece]:
        """What a lane says of a stage (from 0), in pieces of `width` px; empty where nothing."""
        return [piece for piece in self._writers[lane](stage, width) if piece.height]

    def lacking(self, lane: str, stage: int, width: float) -> Piece | None:
        """What stands in an empty cell: a gap where the map owes something, else a word of rest."""
        entry = LANES[lane]
        written = self._stage(stage)
        denied = {"pains": written.pains, "gains": written.gains, "thinks": written.thoughts}
        if denied.get(lane) == ():
            return self._quiet(tr("looked at: none"), width)
        if entry.dimension is None:
            return None
        coverage = self._facts.coverage
        cell = coverage.stages[stage].cells[entry.dimension]
        if cell.state is State.FULL and lane == LaneName.PAINS:
            return self._quiet(tr("looked at: none"), width)
        if cell.state is not State.MISSING:
            return None
        if entry.dimension not in coverage.required and entry.code is None:
            return None
        return gap_chip(
            _LACKS[entry.dimension].render(self._language), entry.code, width, self._theme
        )

    # -- owners of what stands in a stage ---------------------------------------------------------

    def _stage(self, stage: int) -> Stage:
        return self._facts.things.stages[self._facts.index.items["stage"][stage]]

    def _owners(self, stage: int) -> Iterator[tuple[Path, Stage | Touchpoint, int | None]]:
        """The stage and its touchpoints, with path and number (the stage has none)."""
        item = self._facts.index.items["stage"][stage]
        yield item.path, self._facts.things.stages[item], None
        for scene in self._cut.scenes[stage]:
            yield (
                scene.item.path,
                self._facts.things.touchpoints[scene.item],
                self._cut.numbers[scene.item.path],
            )

    def _concerns(self, personas: Sequence[str] | None) -> bool:
        """Whether something that names personas, or nobody, is about one of those drawn."""
        if not personas:
            return True
        named = [resolve(self._facts.index, "persona", reference) for reference in personas]
        return any(item in self._cut.personas for item in named if item is not None)

    # -- small parts ------------------------------------------------------------------------------

    def _quiet(self, text: Message, width: float) -> Piece:
        return paragraph(text.render(self._language), width, SMALL, self._theme.mute)

    def _number(self, number: int | None) -> Piece:
        if number is None:
            return Piece(0, 0)
        return paragraph(str(number), self._margin, 10, self._theme.mute, bold=True)

    def _row(self, number: int | None, width: float, text: str, *, italic: bool = False) -> Piece:
        """A text with the number of its touchpoint in the margin."""
        body = paragraph(text, width - self._margin, BODY, self._theme.soft, italic=italic)
        if number is None:
            return _indent(body, self._margin, width)
        return Piece(
            width, body.height, (*self._number(number).at(0, 1.8), *body.at(self._margin, 0))
        )

    def _headed(self, left: Piece, number: int | None, width: float) -> Piece:
        """A line with something at its left and the number of a touchpoint at its right."""
        if number is None:
            return Piece(width, left.height, left.shapes)
        sign = paragraph(str(number), self._margin, 10, self._theme.mute, bold=True, anchor="end")
        return Piece(
            width,
            max(left.height, sign.height),
            (*left.shapes, *sign.at(width - self._margin, 0)),
        )

    # -- lanes ------------------------------------------------------------------------------------

    def _goal(self, stage: int, width: float) -> list[Piece]:
        goal = self._stage(stage).goal
        return [paragraph(goal, width, BODY, self._theme.soft)] if goal else []

    def _touchpoints(self, stage: int, width: float) -> list[Piece]:
        return [self._card(scene, width) for scene in self._cut.scenes[stage]]

    def _card(self, scene: TouchpointFact, width: float) -> Piece:
        theme, thing = self._theme, self._facts.things.touchpoints[scene.item]
        edge, pad = 12.0, 9.0
        room = width - edge - pad
        number = paragraph(
            str(self._cut.numbers[scene.item.path]),
            self._margin,
            10,
            theme.mute,
            bold=True,
            anchor="end",
        )
        right = number
        if thing.is_decisive:
            right = beside(mark(STAR, 12, theme.star, filled=True), number, 2)
        channels = [find_channel(self._facts.index.channels, c) for c in thing.channel or ()]
        left = self._channel_line(channels, thing, room - right.width - 6)
        head = Piece(
            room, max(left.height, right.height), (*left.shapes, *right.at(room - right.width, 0))
        )
        name = paragraph(scene.item.name, room, NAME, theme.ink, bold=True, leading=1.28)
        tags = flow([badge(text, theme.tag, room, 10) for text in self._tags(thing)], room, 4)
        inner = stack([head, name, tags], 3)
        height = inner.height + 14
        score = self._score_at(scene)
        colour = theme.line if score is None else theme.feeling(score)[0]
        return Piece(
            width,
            height,
            (
                Rect(Box(0.5, 0.5, width - 1, height - 1), theme.card, theme.line, 8),
                Rect(Box(0, 0, 4, height), colour, radius=2),
                *inner.at(edge, 7),
            ),
        )

    def _channel_line(
        self, channels: Sequence[ChannelFact], thing: Touchpoint, width: float
    ) -> Piece:
        theme = self._theme
        if not channels:
            said = tr("on their own") if thing.is_action else tr("no channel")
            return paragraph(said.render(self._language), width, SMALL, theme.mute)
        parts = []
        for channel in dict.fromkeys(channels):
            sign = icon(choose_icon(channel.icon or "", channel.type or ""), 13, theme.mute)
            label = label_channel(channel, self._language)
            room = width - sign.width - 4
            needed = min(room, safe_width(label, SMALL) + 0.5)
            parts.append(beside(sign, paragraph(label, needed, SMALL, theme.mute), 4))
        return flow(parts, width, 7)

    def _tags(self, thing: Touchpoint) -> Iterator[str]:
        """What else a card says of its touchpoint, in a word or two each."""
        language = self._language
        if thing.entry:
            yield tr("may begin here").render(language)
        if thing.wait:
            yield tr("wait: {duration}", duration=format_duration(thing.wait, language)).render(
                language
            )
        if thing.duration:
            yield tr("takes {duration}", duration=format_duration(thing.duration, language)).render(
                language
            )
        if thing.feedback:
            asked = ", ".join(kind.label.render(language) for kind in thing.feedback)
            yield tr("asks: {what}", what=asked).render(language)
        if thing.exit:
            yield name_exit(thing.exit).render(language)

    def _score_at(self, scene: TouchpointFact) -> float | None:
        """The mean score of those drawn, who take part in a touchpoint."""
        felt = scores_at(self._facts.feelings, scene.item)
        scores = [score for persona, score in felt if persona in self._cut.personas]
        return sum(scores) / len(scores) if scores else None

    def _texts(self, stage: int, width: float, key: str, stage_key: str = "") -> list[Piece]:
        """Plain texts under a key of the touchpoints, and of the stage."""
        rows = []
        for _, owner, number in self._owners(stage):
            name = key if number is not None else stage_key or key
            rows += [self._row(number, width, text) for text in getattr(owner, name, None) or ()]
        return rows

    def _thinks(self, stage: int, width: float) -> list[Piece]:
        rows = []
        present = {scene.item.path: scene.personas for scene in self._cut.scenes[stage]}
        for path, owner, number in self._owners(stage):
            said: list[tuple[str, str | None]] = []
            # Where one person is alone, the words are theirs.
            here = present.get(path, ())
            alone = here[0].id if len(here) == 1 else None
            if isinstance(owner, Touchpoint) and owner.quote:
                said.append((owner.quote, alone))
            said += [(thought.text, thought.persona or alone) for thought in owner.thoughts or ()]
            if owner.emotion is not None and owner.emotion.quote:
                said.append((owner.emotion.quote, alone))
            said += [
                (emotion.quote, persona)
                for persona, emotion in (owner.emotions or {}).items()
                if emotion.quote
            ]
            rows += [
                self._thought(number, width, text, persona)
                for text, persona in dict.fromkeys(said)
                if self._concerns((persona,) if persona else None)
            ]
        return rows

    def _thought(self, number: int | None, width: float, text: str, persona: str | None) -> Piece:
        """A quote, with the dot of the persona who thinks it."""
        shown = format_quote(text, self._language)
        item = resolve(self._facts.index, "persona", persona) if persona else None
        if not self._several:
            return self._row(number, width, shown, italic=True)
        inset = 11.0
        row = self._row(number, width - inset, shown, italic=True)
        moved = tuple(
            shape.moved(0 if place == 0 and number is not None else inset, 0)
            for place, shape in enumerate(row.shapes)
        )
        if item is None:
            return Piece(width, row.height, moved)
        colour = self._theme.persona(self._cut.style(item)).colour
        return Piece(width, row.height, (*moved, Circle(self._margin + 3.5, 8.2, 3.5, colour)))

    def _pains(self, stage: int, width: float) -> list[Piece]:
        return [
            self.pain(pain, number, width)
            for _, owner, number in self._owners(stage)
            for pain in owner.pains or ()
            if self._concerns(pain.personas)
        ]

    def pain(self, pain: Pain, number: int | None, width: float) -> Piece:
        """A pain as a chip: its severity, and a tick where it is resolved."""
        theme, room = self._theme, width - 18
        chip = theme.resolved if pain.status is PainStatus.RESOLVED else theme.pain
        if pain.status is PainStatus.RESOLVED:
            word = paragraph(
                tr("resolved").render(self._language), room - 40, 10.5, theme.positive_ink
            )
            left = beside(_sunk(mark(CHECK, 9, theme.positive_ink), 2.5), word, 4)
        elif pain.severity is not None:
            left = _sunk(dots(int(pain.severity), 5, theme.negative, chip.fill), 3.5)
        else:
            left = paragraph(tr("not assessed").render(self._language), room - 40, 10.5, chip.ink)
        text = paragraph(pain.text, room, BODY, chip.ink)
        return boxed(stack([self._headed(left, number, room), text], 2), chip)

    def _gains(self, stage: int, width: float) -> list[Piece]:
        theme, room = self._theme, width - 18
        return [
            boxed(
                self._headed(
                    paragraph(
                        gain.text, room - (self._margin + 4 if number else 0), BODY, theme.gain.ink
                    ),
                    number,
                    room,
                ),
                theme.gain,
            )
            for _, owner, number in self._owners(stage)
            for gain in owner.gains or ()
            if self._concerns(gain.personas)
        ]

    def _opportunities(self, stage: int, width: float) -> list[Piece]:
        return [
            self.opportunity(opportunity, number, width)
            for _, owner, number in self._owners(stage)
            for opportunity in owner.opportunities or ()
        ]

    def opportunity(self, opportunity: Opportunity, number: int | None, width: float) -> Piece:
        """An opportunity as a chip: how far it has come, who does it, until when."""
        theme, room = self._theme, width - 18
        status = opportunity.status.label.render(self._language)
        sign = badge(status, theme.status(opportunity.status), room - self._margin - 4)
        ink = (
            theme.mute if opportunity.status is OpportunityStatus.DROPPED else theme.opportunity.ink
        )
        text = paragraph(opportunity.text, room, BODY, ink)
        day = opportunity.done or opportunity.due
        facts = [
            opportunity.owner or "",
            _unbroken(format_date(day, self._language)) if day else "",
        ]
        about = paragraph(_dotted(filter(None, facts)), room, 10.5, theme.mute)
        return boxed(stack([self._headed(sign, number, room), text, about], 3), theme.opportunity)

    def _owner(self, stage: int, width: float) -> list[Piece]:
        written = self._stage(stage).owner
        if written:
            return [paragraph(written, width, BODY, self._theme.soft)]
        return [
            self._row(number, width, owner.owner)
            for _, owner, number in self._owners(stage)
            if owner.owner
        ]

    # -- metrics ----------------------------------------------------------------------------------

    def _metrics(self, stage: int, width: float) -> list[Piece]:
        way = self._facts.figures.stages[stage]
        rows: list[Piece] = []
        shown: list[Path] = []
        if way.reach is not None:
            rows.append(self._reach(way, width))
            coming = way.conversion.figure if way.conversion is not None else None
            shown = [figure.item.path for figure in (way.reach, coming) if figure is not None]
        for path, owner, number in self._owners(stage):
            for place, metric in enumerate(owner.metrics or ()):
                where = (*path, "metrics", place)
                if where not in shown and self._concerns(metric.personas):
                    rows.append(self._metric(where, metric, number, width))
        return rows

    def _reach(self, way: StageFigures, width: float) -> Piece:
        """How many reach a stage, as a bar, and how many of those before."""
        theme, language, reach = self._theme, self._language, way.reach
        if reach is None:
            return Piece(width, 0)
        figure = paragraph(
            measure(self._facts.things.metrics[reach.item], reach.value).render(language),
            width,
            16,
            theme.ink,
            bold=True,
        )
        name = paragraph(reach.label.render(language), width, SMALL, theme.mute)
        share = reach.value / self._most_reached if self._most_reached else 0
        parts = [figure, name, _sunk(bar(width, share, theme.bar, theme.track), 2)]
        if way.conversion is not None:
            came = tr(
                "{share} of the stage before",
                share=format_share(way.conversion.percent, language),
            ).render(language)
            written = way.conversion.figure
            met = written.met if written is not None else None
            said = [paragraph(came, min(width, safe_width(came, SMALL) + 1), SMALL, theme.soft)]
            if written is not None:
                said += self._target(self._facts.things.metrics[written.item], met, width)
            parts.append(flow(said, width, 8, 1))
        return stack(parts, 2)

    def _metric(self, path: Path, metric: Metric, number: int | None, width: float) -> Piece:
        """A metric: its value, whether it reaches its target, and what it is called."""
        theme, language = self._theme, self._language
        room = width - self._margin if number is not None else width
        figure = self._figures.get(path)
        said = measure(metric, figure.value).render(language) if figure is not None else "–"
        value = paragraph(
            said, min(room, safe_width(said, NAME, bold=True) + 1), NAME, theme.ink, bold=True
        )
        met = figure.met if figure is not None else None
        parts = [value, *(_sunk(part, 1.8) for part in self._target(metric, met, room))]
        name = (figure.label if figure is not None else name_metric(metric)).render(language)
        if figure is not None and figure.n is not None:
            counted = f"n\u00a0=\u00a0{format_number(figure.n, language)}"
            caution = name_caution(figure)
            said_of_it = caution.render(language) if caution else ""
            name = _dotted(filter(None, (name, counted, said_of_it)))
        body = stack([flow(parts, room, 8, 1), paragraph(name, room, SMALL, theme.mute)])
        return self._noted(body, number, width) if number is not None else body

    def _target(self, metric: Metric, met: bool | None, room: float) -> list[Piece]:
        if metric.target is None:
            return []
        theme, language = self._theme, self._language
        words = tr(
            "target {target}", target=measure_target(metric, metric.target).render(language)
        ).render(language)
        if met is None:
            return [paragraph(words, min(room, safe_width(words, SMALL) + 1), SMALL, theme.mute)]
        colour = theme.positive_ink if met else theme.negative_ink
        text = paragraph(words, min(room - 16, safe_width(words, SMALL) + 1), SMALL, colour)
        return [beside(_sunk(mark(CHECK if met else CROSS, 9, colour), 3), text, 4)]

    # -- blueprint --------------------------------------------------------------------------------

    def _lines(self, stage: int, width: float, key: str) -> list[Piece]:
        lines: list[tuple[int | None, BlueprintLine]] = [
            (number, entry)
            for _, owner, number in self._owners(stage)
            for entry in getattr(owner, key) or ()
        ]
        return [self._line(entry, number, width) for number, entry in lines]

    def _line(self, entry: BlueprintLine, number: int | None, width: float) -> Piece:
        theme, room = self._theme, width - self._margin
        who = _dotted(filter(None, (entry.actor, entry.system)))
        parts = [
            paragraph(who, room, SMALL, theme.ink, bold=True),
            paragraph(entry.does or "", room, BODY, theme.soft),
        ]
        if entry.fails:
            parts.append(
                paragraph(
                    tr("Fails: {what}", what=entry.fails).render(self._language),
                    room,
                    SMALL,
                    theme.negative_ink,
                )
            )
        if entry.recovery:
            parts.append(
                paragraph(
                    tr("Then: {what}", what=entry.recovery).render(self._language),
                    room,
                    SMALL,
                    theme.positive_ink,
                )
            )
        return self._noted(stack(parts, 1), number, width)

    def _handoffs(self, stage: int, width: float) -> list[Piece]:
        rows = []
        for scene in self._cut.scenes[stage]:
            handoff = self._facts.things.touchpoints[scene.item].handoff
            if handoff is None:
                continue
            room = width - self._margin
            way = " → ".join(filter(None, (handoff.from_, handoff.to)))
            body = stack(
                [
                    paragraph(way, room, SMALL, self._theme.ink, bold=True),
                    paragraph(handoff.carries or "", room, BODY, self._theme.soft),
                ],
                1,
            )
            rows.append(self._noted(body, self._cut.numbers[scene.item.path], width))
        return rows

    def _automation(self, stage: int, width: float) -> list[Piece]:
        theme, rows = self._theme, []
        for scene in self._cut.scenes[stage]:
            for entry in self._facts.things.touchpoints[scene.item].automation or ():
                room = width - self._margin
                head = []
                if entry.channel:
                    channel = find_channel(self._facts.index.channels, entry.channel)
                    head.append(label_channel(channel, self._language))
                if entry.trigger:
                    head.append(entry.trigger)
                if entry.delay:
                    head.append(format_duration(entry.delay, self._language))
                body = stack(
                    [
                        paragraph(_dotted(head), room, SMALL, theme.ink, bold=True),
                        paragraph(entry.message or "", room, BODY, theme.soft),
                    ],
                    1,
                )
                rows.append(self._noted(body, self._cut.numbers[scene.item.path], width))
        return rows

    def _noted(self, body: Piece, number: int | None, width: float) -> Piece:
        """A piece with the number of its touchpoint in the margin."""
        if number is None:
            return _indent(body, self._margin, width)
        return Piece(
            width, body.height, (*self._number(number).at(0, 1), *body.at(self._margin, 0))
        )


_LACKS: Final = {
    "touchpoints": tr("No touchpoint"),
    "emotions": tr("No emotion"),
    "does": tr("Nothing said"),
    "thoughts": tr("No thought"),
    "expectations": tr("No expectation"),
    "pains": tr("Not looked at"),
    "metrics": tr("No metric"),
    "owner": tr("No owner"),
    "frontstage": tr("Nothing said"),
    "backstage": tr("Nothing said"),
    "support": tr("Nothing said"),
}


def _dotted(parts: Iterable[str]) -> str:
    """Parts with a dot between them, which never begins a line."""
    return "\u00a0· ".join(parts)


def _unbroken(text: str) -> str:
    return text.replace(" ", "\u00a0")


def _sunk(piece: Piece, by: float) -> Piece:
    """A piece with air above it."""
    return Piece(piece.width, piece.height + by, piece.at(0, by))


def _indent(piece: Piece, by: float, width: float) -> Piece:
    return Piece(width, piece.height, piece.at(by, 0))
