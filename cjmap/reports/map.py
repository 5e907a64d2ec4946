"""The map of the report as rows of a table: what stands in each lane of each stage."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path as FilePath
from typing import Any, Final

from cjmap.board.labels import (
    format_interval,
    name_caution,
    name_feeling,
    round_score,
)
from cjmap.draw.curves import decimal
from cjmap.draw.escape import link
from cjmap.draw.icons import choose_icon
from cjmap.draw.theme import feeling_of
from cjmap.facts.cells import State
from cjmap.facts.channels import ChannelFact, find_channel, label_channel
from cjmap.facts.feelings import point_of, scores_at
from cjmap.facts.figures import measure, measure_target, name_metric
from cjmap.facts.index import Item, resolve
from cjmap.facts.participation import TouchpointFact
from cjmap.facts.subject import Subject
from cjmap.facts.things import emotion_at
from cjmap.findings import Finding
from cjmap.languages.quantities import (
    format_date,
    format_duration,
    format_number,
    format_quote,
    format_share,
)
from cjmap.messages import Message, join, tr
from cjmap.model.blueprint import Line
from cjmap.model.image import Image
from cjmap.model.stage import Stage
from cjmap.model.touchpoint import Touchpoint
from cjmap.reports.curve import CurveView, draw_curve
from cjmap.views.map.lanes import (
    BLUEPRINT_LANES,
    EMOTION,
    JOURNEY_LANES,
    LANES,
    SEPARATORS,
    Lane,
)
from cjmap.vocabulary.improvement import OpportunityStatus, PainStatus
from cjmap.vocabulary.lanes import LaneName
from cjmap.vocabulary.maps import MapKind
from cjmap.vocabulary.touchpoints import name_exit, name_moment

COLUMN: Final = 134
"""Least width of a stage in pixels: eight of them fit into a window of 1280."""

LANE: Final = 132
"""Width of the column that names the lanes, in pixels."""


@dataclass(frozen=True, slots=True)
class PersonaMark:
    """A persona as a small sign: its number from 0, its initials, its name."""

    number: int
    initials: str
    name: str


@dataclass(frozen=True, slots=True)
class Face:
    """A persona's score at a touchpoint; `face` is -2 to +2, `spoken` says it in words."""

    mark: PersonaMark
    face: int
    figure: str
    spoken: str


@dataclass(frozen=True, slots=True)
class ChannelSign:
    """A channel: its name, and its drawing or an emoji."""

    name: str
    drawing: str
    emoji: str


@dataclass(frozen=True, slots=True)
class Picture:
    """An embedded picture."""

    uri: str
    alt: str


@dataclass(frozen=True, slots=True)
class Card:
    """A touchpoint. `feeling` is positive, neutral, negative or empty; `notes` are short facts."""

    anchor: str
    number: int
    name: str
    channels: tuple[ChannelSign, ...]
    alone: bool
    moment: str
    feeling: str
    faces: tuple[Face, ...]
    who: tuple[PersonaMark, ...]
    notes: tuple[str, ...]
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of text; those whom it concerns where that is not everybody; its touchpoint's number.

    `number` is 0 for what the stage itself says.
    """

    text: str
    who: tuple[PersonaMark, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class GoalView:
    """What is wanted in a stage, and how one knows that it went well."""

    goal: str
    success: str


@dataclass(frozen=True, slots=True)
class PainView:
    """A pain; `severity` is 0 where nobody assessed it, `number` that of its touchpoint, else 0."""

    anchor: str
    text: str
    severity: int
    resolved: bool
    meta: tuple[str, ...]
    cause: str
    owner: str
    who: tuple[PersonaMark, ...]
    number: int


@dataclass(frozen=True, slots=True)
class OpportunityView:
    """An opportunity with its badge; `href` is set where its ticket is a link.

    `number` is that of its touchpoint, else 0.
    """

    anchor: str
    text: str
    status: str
    badge: str
    owner: str
    due: str
    ticket: str
    href: str | None
    number: int


@dataclass(frozen=True, slots=True)
class MetricView:
    """A figure with its 95 % interval and target; `met` is None where it has none."""

    name: str
    value: str
    interval: str
    target: str
    met: bool | None
    caution: str


@dataclass(frozen=True, slots=True)
class ReachView:
    """How many reach a stage: `share` of the largest reach and `conversion` from the stage before.

    `alarm` is set where most are lost on the way.
    """

    value: str
    share: str
    conversion: str
    interval: str
    alarm: str


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of a blueprint, with the number of its touchpoint (0: the stage's own).

    A handoff's actor is the way from hand to hand, an automation's its trigger and delay.
    """

    number: int
    actor: str
    does: str
    system: str = ""
    fails: str = ""
    recovery: str = ""


@dataclass(frozen=True, slots=True)
class GapView:
    """What a cell lacks; the code and the link of the finding that says so, where there is one."""

    text: str
    code: str
    href: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a lane of a stage; `quiet` is a word where nothing is, on purpose."""

    items: tuple[Any, ...] = ()
    gap: GapView | None = None
    partial: GapView | None = None
    quiet: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A lane. `kind` names the drawing of its cells; `line` and `curve` have no cells."""

    key: str
    kind: str
    title: str
    subtitle: str
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class StageHead:
    """The head of a stage's column."""

    anchor: str
    number: int
    name: str
    place: str
    duration: str
    description: str


@dataclass(frozen=True, slots=True)
class MapView:
    """The map: the heads of its columns, its lanes, its curve, and its least width in pixels."""

    stages: tuple[StageHead, ...]
    rows: tuple[Row, ...]
    curve: CurveView | None
    column: int
    lane: int


Embed = Callable[[FilePath, Image], str | None]
_Read = Callable[[int, Stage, tuple[TouchpointFact, ...]], Iterable[Any]]


class MapReader:
    """Reads the lanes of a map.

    `anchors` gives the anchor of each listed finding. `embed` gives the data of a picture.
    """

    def __init__(
        self,
        facts: Subject,
        anchors: Mapping[int, str],
        embed: Embed,
        language: str | None = None,
    ) -> None:
        self.facts = facts
        self.language = language or facts.language
        self._anchors = anchors
        self._embed = embed
        self._findings: dict[tuple[str, int], str] = {}
        # The same numbers as on the map that `render` draws.
        self.numbers = {
            scene.item.path: n for n, scene in enumerate(facts.participation.touchpoints, 1)
        }
        self._figures = {figure.item.path: figure for figure in facts.figures.all}
        self.marks: dict[str, PersonaMark] = {
            item.id: PersonaMark(number, initials(item.name), item.name)
            for number, item in enumerate(facts.participation.personas)
        }

    def note_findings(self, findings: Iterable[Finding]) -> None:
        """Remembers which findings speak of which stage, those gathered under another included."""
        for finding in findings:
            anchor = self._anchors.get(id(finding), "")
            for one in (finding, *finding.members):
                if len(one.path) > 1 and one.path[0] == "stages" and isinstance(one.path[1], int):
                    self._findings.setdefault((one.code, one.path[1]), anchor)

    # -- the table ----------------------------------------------------------------------------

    def read(self) -> MapView:
        stages = self.facts.index.items["stage"]
        return MapView(
            tuple(self._head(number, item, len(stages)) for number, item in enumerate(stages)),
            tuple(self._rows()),
            draw_curve(self.facts, COLUMN),
            COLUMN,
            LANE,
        )

    def _rows(self) -> Iterator[Row]:
        """The lanes that the settings choose, else those of the map's kind, in their order.

        A blueprint's lines stand above the first lane of those that they part from what is above.
        """
        blueprint = self.facts.journey.kind is MapKind.BLUEPRINT
        chosen = self.facts.settings.render.lanes
        known = [key for key in chosen if key in LANES]
        keys = known or (BLUEPRINT_LANES if blueprint else JOURNEY_LANES)
        drawn: set[Message] = set()
        for key in dict.fromkeys(keys):
            rows = [row for row in self._lane(LANES[key]) if row.kind == "curve" or _filled(row)]
            for below, line in SEPARATORS.items():
                if blueprint and rows and key in below and line not in drawn:
                    drawn.add(line)
                    yield Row(f"line-{below[0]}", "line", self._say(line), "")
            yield from rows

    def _lane(self, lane: Lane) -> Iterator[Row]:
        if lane.key == EMOTION:
            if self.facts.curve.lines:
                yield Row(lane.key, "curve", self._say(lane.title), self._say(lane.subtitle))
            return
        if lane.key == LaneName.METRICS:
            reach = Lane("reach", tr("Reach"), tr("customers, conversion"))
            yield self._row(reach, "reach", self._reach)
            lane = replace(lane, subtitle=tr("against targets"))
        readers: dict[str, tuple[str, _Read]] = {
            "goal": ("goal", _goal),
            "touchpoints": ("cards", self._cards),
            "does": ("entries", self._does),
            "thinks": ("quotes", self._thinks),
            "expects": ("entries", self._expects),
            "pains": ("pains", self._pains),
            "gains": ("gains", self._gains),
            "opportunities": ("opportunities", self._opportunities),
            "metrics": ("metrics", self._metrics),
            "owner": ("text", self._owners),
            "physical-evidence": ("entries", self._evidence_at_hand),
            "handoffs": ("lines", self._handoffs),
            "automation": ("lines", self._automation),
        }
        kind, read = readers.get(lane.key) or ("lines", self._lines_of(lane.key))
        yield self._row(lane, kind, read)

    def _row(self, lane: Lane, kind: str, read: _Read) -> Row:
        cells = []
        for number, item in enumerate(self.facts.index.items["stage"]):
            items = tuple(
                read(
                    number,
                    self.facts.things.stages[item],
                    self.facts.participation.stages[number].touchpoints,
                )
            )
            cells.append(self._cell(lane, number, self.facts.things.stages[item], items))
        return Row(lane.key, kind, self._say(lane.title), self._say(lane.subtitle), tuple(cells))

    def _cell(self, lane: Lane, number: int, stage: Stage, items: tuple[Any, ...]) -> Cell:
        coverage = self.facts.coverage
        code = lane.code or ""
        found = (code, number) in self._findings
        if lane.dimension and (found or lane.dimension in coverage.required):
            cell = coverage.stages[number].cells[lane.dimension]
            if cell.lacks is not None:
                text = tr("not looked at") if lane.key == LaneName.PAINS else cell.lacks
                href = self._findings.get((code, number), "")
                gap = GapView(self._say(text), code if found else "", href)
                if cell.state is State.PARTIAL:
                    return Cell(items, partial=gap)
                return Cell(items, gap=None if items else gap)
        denied = {"pains": stage.pains, "gains": stage.gains, "thinks": stage.thoughts}
        if not items and denied.get(lane.key) == ():
            return Cell(quiet=self._say(tr("looked at: none")))
        return Cell(items)

    def _head(self, number: int, item: Item, count: int) -> StageHead:
        stage = self.facts.things.stages[item]
        return StageHead(
            anchor_of(item),
            number,
            stage.name,
            self._say(tr("{number} of {count}", number=number + 1, count=count)),
            format_duration(stage.duration, self.language) if stage.duration else "",
            stage.description or "",
        )

    # -- lanes --------------------------------------------------------------------------------

    def _cards(
        self, number: int, stage: Stage, scenes: tuple[TouchpointFact, ...]
    ) -> Iterator[Card]:
        for scene in scenes:
            yield self.card(scene)

    def card(self, scene: TouchpointFact) -> Card:
        """The card of a touchpoint."""
        thing = self.facts.things.touchpoints[scene.item]
        scores = scores_at(self.facts.feelings, scene.item)
        faces = [self._face(scene, persona, score) for persona, score in scores]
        picture = self._embed(self.facts.file, thing.image) if thing.image else None
        alt = (thing.image.alt or "") if thing.image else ""
        return Card(
            anchor_of(scene.item),
            self.numbers[scene.item.path],
            thing.name,
            tuple(self.channel(reference) for reference in thing.channel or ()),
            thing.is_action,
            self._say(name_moment(thing.moment_of_truth)) if thing.moment_of_truth else "",
            feeling_of(sum(score for _, score in scores) / len(scores)) if scores else "",
            tuple(faces),
            self._some(scene.personas) if not faces else (),
            tuple(self._notes(thing)),
            Picture(picture, alt) if picture else None,
        )

    def channel(self, reference: str) -> ChannelSign:
        """The sign of the channel that a reference names."""
        return self.sign(find_channel(self.facts.index.channels, reference))

    def sign(self, channel: ChannelFact) -> ChannelSign:
        """The sign of a channel."""
        icon = choose_icon(channel)
        return ChannelSign(label_channel(channel, self.language), icon.drawing, icon.emoji or "")

    def _face(self, scene: TouchpointFact, persona: Item, score: float) -> Face:
        point = point_of(self.facts.feelings, scene.item, persona)
        emotion = emotion_at(self.facts.things, point.path) if point else None
        figure = format_number(score, self.language, most=2, signed=True)
        words = (emotion and emotion.label) or name_feeling(score).render(self.language)
        return Face(
            self.marks[persona.id],
            round_score(score),
            figure,
            f"{persona.name}: {figure}, {words}",
        )

    def _notes(self, thing: Touchpoint) -> Iterator[str]:
        """Short facts."""
        if thing.entry:
            yield self._say(tr("may begin here"))
        if thing.wait:
            yield self._say(tr("wait: {duration}", duration=self._duration(thing.wait)))
        if thing.duration:
            yield self._say(tr("takes {duration}", duration=self._duration(thing.duration)))
        if thing.feedback:
            asked = join([self._say(kind.label) for kind in thing.feedback])
            yield self._say(tr("asks: {what}", what=asked))
        if thing.exit:
            yield self._say(name_exit(thing.exit))

    def _does(
        self, number: int, stage: Stage, scenes: tuple[TouchpointFact, ...]
    ) -> Iterator[Entry]:
        for scene in scenes:
            who = self._some(scene.personas)
            for text in self.facts.things.touchpoints[scene.item].does or ():
                yield Entry(text, who, self.numbers[scene.item.path])

    def _handoffs(
        self, number: int, stage: Stage, scenes: tuple[TouchpointFact, ...]
    ) -> Iterator[LineView]:
        for scene in scenes:
            handoff = self.facts.things.touchpoints[scene.item].handoff
            if handoff is None:
                continue
            way = " → ".join(part for part in (handoff.from_, handoff.to) if part)
            yield LineView(self.numbers[scene.item.path], way, handoff.carries or "")

    def _automation(
        self, number: int, stage: Stage, scenes: tuple[TouchpointFact, ...]
    ) -> Iterator[LineView]:
        for scene in scenes:
            for entry in self.facts.things.touchpoints[scene.item].automation or ():
                delay = self._duration(entry.delay) if entry.delay else ""
                yield LineView(
                    self.numbers[scene.item.path],
                    " · ".join(part for part in (entry.trigger, delay) if part),
                    entry.message or "",
                    self.channel(entry.channel).name if entry.channel else "",
                )

    def _evidence_at_hand(
        self, number: int, stage: Stage, scenes: tuple[TouchpointFact, ...]
    ) -> Iterator[Entry]:
        for text in stage.physical_evidence or ():
            yield Entry(text)
        for scene in scenes:
            for text in self.facts.things.touchpoints[scene.item].physical_evidence or ():
                yield Entry(text, (), self.numbers[scene.item.path])

    def _lines_of(self, key: str) -> _Read:
        def read(
            number: int, stage: Stage, scenes: tuple[TouchpointFact, ...]
        ) -> Iterator[LineView]:
            for line in getattr(stage, key) or ():
                yield _line(0, line)
            for scene in scenes:
                for line in getattr(self.facts.things.touchpoints[scene.item], key) or ():
                    yield _line(self.numbers[scene.item.path], line)

        return read

    def _thinks(
        self, number: int, stage: Stage, scenes: tuple[TouchpointFact, ...]
    ) -> Iterator[Entry]:
        owners: list[tuple[Stage | Touchpoint, tuple[Item, ...], int]] = [
            (
                self.facts.things.touchpoints[scene.item],
                scene.personas,
                self.numbers[scene.item.path],
            )
            for scene in scenes
        ]
        for owner, personas, place in (*owners, (stage, (), 0)):
            said = dict.fromkeys(self._words_at(owner, personas))
            for text, who in said:
                yield Entry(format_quote(text, self.language), who, place)

    def _words_at(
        self, owner: Stage | Touchpoint, personas: tuple[Item, ...]
    ) -> Iterator[tuple[str, tuple[PersonaMark, ...]]]:
        everyone = self._some(personas)
        for thought in owner.thoughts or ():
            yield thought.text, self._named((thought.persona,)) if thought.persona else everyone
        if isinstance(owner, Touchpoint) and owner.quote:
            yield owner.quote, everyone
        if owner.emotion is not None and owner.emotion.quote:
            yield owner.emotion.quote, everyone
        for reference, emotion in (owner.emotions or {}).items():
            if emotion.quote:
                yield emotion.quote, self._named((reference,))

    def _expects(
        self, number: int, stage: Stage, scenes: tuple[TouchpointFact, ...]
    ) -> Iterator[Entry]:
        for text in stage.expectations or ():
            yield Entry(text)
        for scene in scenes:
            who = self._some(scene.personas)
            for text in self.facts.things.touchpoints[scene.item].expects or ():
                yield Entry(text, who, self.numbers[scene.item.path])

    def _pains(
        self, number: int, stage: Stage, scenes: tuple[TouchpointFact, ...]
    ) -> Iterator[PainView]:
        """The gravest first; resolved ones last."""
        pains = self.facts.things.pains
        found = sorted(
            self._standing("pain", number),
            key=lambda item: (
                pains[item].status is PainStatus.RESOLVED,
                -(pains[item].severity or 3),
            ),
        )
        for item in found:
            yield self.pain(item)

    def pain(self, item: Item) -> PainView:
        thing = self.facts.things.pains[item]
        meta = []
        if thing.frequency:
            meta.append(self._say(thing.frequency.label))
        if thing.effect:
            meta.append(self._say(thing.effect.label))
        return PainView(
            anchor_of(item),
            thing.text,
            int(thing.severity or 0),
            thing.status is PainStatus.RESOLVED,
            tuple(meta),
            thing.cause or "",
            thing.owner or "",
            self._named(thing.personas or ()),
            self.numbers.get(item.place, 0),
        )

    def _gains(
        self, number: int, stage: Stage, scenes: tuple[TouchpointFact, ...]
    ) -> Iterator[Entry]:
        for item in self._standing("gain", number):
            who = self._named(self.facts.things.gains[item].personas or ())
            yield Entry(item.name, who, self.numbers.get(item.place, 0))

    def _opportunities(
        self, number: int, stage: Stage, scenes: tuple[TouchpointFact, ...]
    ) -> Iterator[OpportunityView]:
        for item in self._standing("opportunity", number):
            yield self.opportunity(item)

    def opportunity(self, item: Item) -> OpportunityView:
        thing = self.facts.things.opportunities[item]
        due = ""
        if thing.status is OpportunityStatus.DONE and thing.done:
            due = self._day(thing.done)
        elif thing.due and not thing.status.is_settled:
            due = self._say(tr("by {date}", date=self._day(thing.due)))
        return OpportunityView(
            anchor_of(item),
            thing.text,
            thing.status,
            self._say(thing.status.label),
            thing.owner or "",
            due,
            thing.ticket or "",
            safe_href(thing.ticket),
            self.numbers.get(item.place, 0),
        )

    def _owners(
        self, number: int, stage: Stage, scenes: tuple[TouchpointFact, ...]
    ) -> Iterator[str]:
        owners = [
            stage.owner,
            *(self.facts.things.touchpoints[scene.item].owner for scene in scenes),
        ]
        yield from dict.fromkeys(owner for owner in owners if owner)

    def _reach(
        self, number: int, stage: Stage, scenes: tuple[TouchpointFact, ...]
    ) -> Iterator[ReachView]:
        """How many come, as a share of the largest reach, and which part of the stage before."""
        stages = self.facts.figures.stages
        here = stages[number]
        most = max((entry.reach.value for entry in stages if entry.reach), default=0.0)
        worst = self.facts.figures.worst
        came = here.conversion
        conversion = alarm = ""
        if came is not None and number:
            conversion = percent(came.percent, self.language)
            if worst is stages[number - 1]:
                alarm = self._say(tr("the biggest drop of the journey"))
        if here.reach is None and not conversion:
            return
        reach = here.reach
        yield ReachView(
            measure(self.facts.things.metrics[reach.item], reach.value).render(self.language)
            if reach
            else "",
            decimal(100 * reach.value / most) if reach and most > 0 else "",
            conversion,
            format_interval(came.figure, self.language) if came and came.figure else "",
            alarm,
        )

    def _metrics(
        self, number: int, stage: Stage, scenes: tuple[TouchpointFact, ...]
    ) -> Iterator[MetricView]:
        here = self.facts.figures.stages[number]
        shown = [here.reach, here.conversion.figure if here.conversion else None]
        told = {figure.item.path for figure in shown if figure is not None}
        for item in self.facts.index.items["metric"]:
            if item.stage == number and item.path not in told:
                yield self.metric(item)

    def metric(self, item: Item) -> MetricView:
        """A metric with its interval and how it stands to its target."""
        metric = self.facts.things.metrics[item]
        figure = self._figures.get(item.path)
        caution = name_caution(figure) if figure else None
        return MetricView(
            name_metric(metric).render(self.language),
            measure(metric, figure.value).render(self.language) if figure else "",
            format_interval(figure, self.language) if figure else "",
            measure_target(metric, metric.target).render(self.language) if metric.target else "",
            figure.met if figure else None,
            self._say(caution) if caution else "",
        )

    # -- words --------------------------------------------------------------------------------

    def _standing(self, kind: str, number: int) -> Iterator[Item]:
        return (item for item in self.facts.index.items[kind] if item.stage == number)

    def _named(self, references: Sequence[str]) -> tuple[PersonaMark, ...]:
        found = (resolve(self.facts.index, "persona", reference) for reference in references)
        return self._some(tuple(item for item in found if item is not None))

    def _some(self, personas: tuple[Item, ...]) -> tuple[PersonaMark, ...]:
        """Marks of those meant, unless that is everybody."""
        if not personas or len(personas) == len(self.marks):
            return ()
        return tuple(self.marks[persona.id] for persona in personas)

    def _day(self, day: datetime.date) -> str:
        return format_date(day, self.language).replace(" ", "\u00a0")

    def _duration(self, text: str) -> str:
        return format_duration(text, self.language)

    def _say(self, message: Message) -> str:
        return message.render(self.language)


def _goal(number: int, stage: Stage, scenes: tuple[TouchpointFact, ...]) -> Iterator[GoalView]:
    if stage.goal or stage.success:
        yield GoalView(stage.goal or "", stage.success or "")


def _line(number: int, line: Line) -> LineView:
    return LineView(
        number,
        line.actor or "",
        line.does or "",
        line.system or "",
        line.fails or "",
        line.recovery or "",
    )


def _filled(row: Row) -> bool:
    return any(cell.items or cell.quiet for cell in row.cells)


def anchor_of(item: Item) -> str:
    """The id of a thing in the page: by its place, for ids of the map may hold any letter."""
    kind = f"library-{item.kind}" if item.path[0] == "library" else item.kind
    return "-".join([kind, *(str(step) for step in item.path if isinstance(step, int))])


def initials(name: str) -> str:
    """One or two capitals that stand for a name."""
    words = [word for word in name.split() if word[0].isalnum()]
    letters = "".join(word[0] for word in words[:1] + words[-1:] if word) if words else name[:1]
    return (letters if len(words) > 1 else letters[:1]).upper()


def safe_href(url: str | None) -> str | None:
    """A web address that a page may link to."""
    found = link(url) if url else None
    return found if found and found.lower().startswith(("http:", "https:")) else None


def percent(value: float | None, language: str) -> str:
    """A share in percent, or a dash where there is none."""
    return "–" if value is None else format_share(value, language)
