"""How much of a map is filled in: stage by dimension, persona by stage, channel by stage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from cjmap.facts.cast import Cast, Scene
from cjmap.facts.channels import ChannelFact
from cjmap.facts.curve import Curve
from cjmap.facts.improvement import Improvement
from cjmap.facts.index import Index, Item
from cjmap.findings import Path
from cjmap.messages import Message, ntr, tr
from cjmap.model.emotion import Emotion
from cjmap.model.metric import Metric
from cjmap.model.stage import Stage
from cjmap.model.touchpoint import Touchpoint
from cjmap.vocabulary.coverage import Dimension
from cjmap.vocabulary.maps import MapKind
from cjmap.vocabulary.metrics import SCORES

# What a map is held to where its settings say nothing.
REQUIRED = (
    Dimension.TOUCHPOINTS,
    Dimension.DOES,
    Dimension.THOUGHTS,
    Dimension.EMOTIONS,
    Dimension.PAINS,
    Dimension.METRICS,
    Dimension.OWNER,
)
REQUIRED_OF_BLUEPRINTS = (
    Dimension.TOUCHPOINTS,
    Dimension.DOES,
    Dimension.FRONTSTAGE,
    Dimension.BACKSTAGE,
    Dimension.SUPPORT,
    Dimension.PAINS,
    Dimension.METRICS,
    Dimension.OWNER,
)


class State(StrEnum):
    """How far a cell is filled; `NOT_APPLICABLE` counts nowhere."""

    FULL = "full"
    PARTIAL = "partial"
    MISSING = "missing"
    NOT_APPLICABLE = "n/a"


STATE_LABELS: dict[State, Message] = {
    State.FULL: tr("full"),
    State.PARTIAL: tr("partial"),
    State.MISSING: tr("missing"),
    State.NOT_APPLICABLE: tr("does not apply"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A stage in one dimension, and what it lacks: None where it is full or does not apply."""

    state: State
    lacks: Message | None = None


@dataclass(frozen=True, slots=True)
class StageCoverage:
    """A stage's cells in every dimension, and its coverage over the required ones.

    `percent` is 0 to 100, None where no required cell applies.
    """

    stage: Item
    cells: Mapping[Dimension, Cell]
    percent: float | None


@dataclass(frozen=True, slots=True)
class Presence:
    """One persona in one stage: at how many touchpoints, and its mean score (-2 to +2) or None."""

    stage: Item
    touchpoints: int
    score: float | None


@dataclass(frozen=True, slots=True)
class PersonaCoverage:
    persona: Item
    stages: tuple[Presence, ...]


@dataclass(frozen=True, slots=True)
class ChannelCoverage:
    """A channel, and at how many touchpoints of each stage it is used."""

    channel: ChannelFact
    stages: tuple[tuple[Item, int], ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A required cell that is not full: what the stage lacks, and the path of the stage."""

    stage: Item
    dimension: Dimension
    state: State
    lacks: Message

    @property
    def path(self) -> Path:
        return self.stage.path


@dataclass(frozen=True)
class Coverage:
    """What a map says and what it leaves out.

    `required` are the dimensions that percentages rest on; `dimensions` gives every dimension's
    coverage over the stages. Percentages are 0 to 100, unrounded, None where no cell applies.
    Answered pains are a figure of their own, so that denying a pain never pays.
    """

    required: tuple[Dimension, ...]
    percent: float | None
    stages: tuple[StageCoverage, ...]
    dimensions: Mapping[Dimension, float | None]
    personas: tuple[PersonaCoverage, ...]
    channels: tuple[ChannelCoverage, ...]
    answered_pains: int
    open_pains: int

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """The required cells that are not full, stage by stage."""
        return tuple(
            Gap(entry.stage, dimension, cell.state, cell.lacks)
            for entry in self.stages
            for dimension in self.required
            for cell in (entry.cells[dimension],)
            if cell.lacks is not None
        )


def required_dimensions(kind: MapKind, chosen: Sequence[Dimension]) -> tuple[Dimension, ...]:
    """The dimensions that a map is held to: those that its workspace chose, else its kind's."""
    if chosen:
        return tuple(chosen)
    return REQUIRED_OF_BLUEPRINTS if kind is MapKind.BLUEPRINT else REQUIRED


def cover(
    index: Index, cast: Cast, curve: Curve, improvement: Improvement, require: Iterable[Dimension]
) -> Coverage:
    """The coverage of a map.

    Args:
        index, cast, curve, improvement: the map and what follows from it.
        require: the dimensions that the map is held to.
    """
    wanted = set(require)
    required = tuple(dimension for dimension in Dimension if dimension in wanted)
    stages = []
    for number, stage in enumerate(index.items["stage"]):
        cells = _Reader(index, cast, number).cells()
        stages.append(StageCoverage(stage, cells, weigh(cells[name].state for name in required)))
    answered = len(improvement.answered)
    return Coverage(
        required,
        weigh(entry.cells[name].state for entry in stages for name in required),
        tuple(stages),
        {name: weigh(entry.cells[name].state for entry in stages) for name in Dimension},
        _personas(index, cast, curve),
        _channels(index, cast),
        answered,
        len(improvement.answers) - answered,
    )


def weigh(states: Iterable[State]) -> float | None:
    """(full + ½ partial) / (full + partial + missing), in percent; None where no cell applies."""
    counted = [state for state in states if state is not State.NOT_APPLICABLE]
    if not counted:
        return None
    return 100 * (counted.count(State.FULL) + counted.count(State.PARTIAL) / 2) / len(counted)


class _Reader:
    """Reads the cells of one stage."""

    def __init__(self, index: Index, cast: Cast, number: int) -> None:
        self._index = index
        self._cast = cast
        self._number = number
        self._stage: Stage = index.items["stage"][number].thing
        self._scenes = cast.in_stage(number)
        self._present = cast.of_stage(number)
        self._owners: tuple[Stage | Touchpoint, ...] = (
            self._stage,
            *(scene.touchpoint for scene in self._scenes),
        )

    def cells(self) -> dict[Dimension, Cell]:
        known = self._known()
        return {name: known[name] if name in known else self._key(name) for name in Dimension}

    def _key(self, dimension: Dimension) -> Cell:
        """A dimension of which nothing more is known than the key that it is called after."""
        return _any(self._says(dimension), tr("no {dimension}", dimension=dimension.label))

    def _known(self) -> dict[Dimension, Cell]:
        return {
            Dimension.TOUCHPOINTS: _any(bool(self._scenes), tr("no touchpoint")),
            Dimension.DOES: _any(
                any(s.touchpoint.does or s.touchpoint.is_action for s in self._scenes),
                tr("nothing that the customer does"),
            ),
            Dimension.THOUGHTS: self._of_everyone(
                self._thinking(), tr("no thought or quote"), denied=self._stage.thoughts == ()
            ),
            Dimension.EXPECTATIONS: _any(
                self._stage.expectations == () or self._says("expectations", "expects"),
                tr("no expectation"),
            ),
            Dimension.EMOTIONS: self._of_everyone(self._feeling(), tr("no score")),
            Dimension.PAINS: _any(self._pains(), tr("no pain, and no `pains: []` that denies one")),
            Dimension.METRICS: _any(
                self._stage.metrics == () or bool(self._metrics()), tr("no metric")
            ),
            Dimension.OWNER: self._owner(),
            Dimension.EVIDENCE: _any(
                self._stage.evidence == () or any(map(self._is_evidence, self._cited())),
                tr("nothing cites evidence"),
            ),
            Dimension.FEEDBACK: _any(
                self._says("feedback") or any(m.type in SCORES for m in self._metrics()),
                tr("nobody asks the customer, and no NPS, CSAT or CES"),
            ),
            Dimension.FRONTSTAGE: self._lines("frontstage"),
            Dimension.BACKSTAGE: self._lines("backstage"),
            Dimension.SUPPORT: self._lines("support"),
        }

    # -- one or more --------------------------------------------------------------------------

    def _says(self, *keys: str) -> bool:
        """Whether the stage or one of its touchpoints has something under one of the keys."""
        return any(getattr(owner, key, None) for owner in self._owners for key in keys)

    def _pains(self) -> bool:
        if self._stage.pains == () or self._says("pains"):
            return True
        return bool(self._scenes) and all(s.touchpoint.pains == () for s in self._scenes)

    def _metrics(self) -> list[Metric]:
        return [metric for owner in self._owners for metric in owner.metrics or ()]

    def _cited(self) -> Iterator[str]:
        """Every reference to evidence in the stage; a source may be one too."""
        for owner in self._owners:
            yield from owner.evidence or ()
            for emotion in (owner.emotion, *(owner.emotions or {}).values()):
                yield from (emotion.evidence if emotion else None) or ()
            for pain in owner.pains or ():
                yield from pain.evidence or ()
            for gain in owner.gains or ():
                yield from gain.evidence or ()
            for metric in owner.metrics or ():
                yield from metric.evidence or ()
                yield metric.source or ""
            for thought in owner.thoughts or ():
                yield thought.source or ""

    def _is_evidence(self, reference: str) -> bool:
        return self._index.resolve("evidence", reference) is not None

    # -- everyone and every -------------------------------------------------------------------

    def _of_everyone(self, having: set[str], none: Message, *, denied: bool = False) -> Cell:
        """A cell that asks for everyone who takes part; `having` are the ids of those who have it."""
        if denied:
            return Cell(State.FULL)
        if not self._present:
            # Nobody is there to ask, unless the stage is still empty.
            return Cell(State.NOT_APPLICABLE) if self._scenes else Cell(State.MISSING, none)
        without = [persona.name for persona in self._present if persona.id not in having]
        if not without:
            return Cell(State.FULL)
        if len(without) == len(self._present):
            return Cell(State.MISSING, none)
        return Cell(State.PARTIAL, tr("{what} of {who}", what=none, who=_shorten(without)))

    def _thinking(self) -> set[str]:
        """Those who have a thought or a quote in the stage.

        A thought that names nobody is everyone's who takes part where it stands.
        """
        having: set[str] = set()
        having |= self._thinkers(self._stage, self._present)
        for scene in self._scenes:
            having |= self._thinkers(scene.touchpoint, scene.personas)
            if scene.touchpoint.quote:
                having |= {persona.id for persona in scene.personas}
        for persona in self._present:
            if any(emotion.quote for emotion in self._emotions(persona)):
                having.add(persona.id)
        return having

    def _thinkers(self, owner: Stage | Touchpoint, present: tuple[Item, ...]) -> set[str]:
        thinkers: set[str] = set()
        for thought in owner.thoughts or ():
            if thought.persona is None:
                thinkers |= {persona.id for persona in present}
            else:
                named = self._index.resolve("persona", thought.persona)
                thinkers |= {named.id} if named is not None else set()
        return thinkers

    def _feeling(self) -> set[str]:
        return {
            persona.id for persona in self._present if any(True for _ in self._emotions(persona))
        }

    def _emotions(self, persona: Item) -> Iterator[Emotion]:
        for scene in self._scenes:
            emotion = self._cast.emotion_at(scene, persona)
            if emotion is not None:
                yield emotion
        emotion = self._cast.emotion_in(self._number, persona)
        if emotion is not None:
            yield emotion

    def _owner(self) -> Cell:
        if self._stage.owner:
            return Cell(State.FULL)
        without = [scene for scene in self._scenes if not scene.touchpoint.owner]
        return _every(without, self._scenes, tr("no owner"))

    def _lines(self, key: str) -> Cell:
        """Frontstage, backstage or support: at the stage or at every interaction."""
        none = _NO_LINE[key]
        if getattr(self._stage, key):
            return Cell(State.FULL)
        asked = [scene for scene in self._scenes if scene.touchpoint.is_interaction]
        if not asked:
            # A touchpoint that says neither channel nor kind may still be an interaction.
            asked = [scene for scene in self._scenes if not scene.touchpoint.is_action]
        if self._scenes and not asked:
            return Cell(State.NOT_APPLICABLE)
        return _every([s for s in asked if not getattr(s.touchpoint, key)], asked, none)


_NO_LINE = {
    "frontstage": tr("no frontstage"),
    "backstage": tr("no backstage"),
    "support": tr("no support"),
}


def _any(found: bool, none: Message) -> Cell:
    return Cell(State.FULL) if found else Cell(State.MISSING, none)


def _every(without: Sequence[Scene], asked: Sequence[Scene], none: Message) -> Cell:
    """A cell that asks for every touchpoint: missing where there is none to ask."""
    if len(without) == len(asked):
        return Cell(State.MISSING, none)
    if not without:
        return Cell(State.FULL)
    names = _shorten([scene.item.name for scene in without])
    return Cell(State.PARTIAL, tr("{what} at {where}", what=none, where=names))


def _shorten(names: Sequence[str]) -> Message:
    """The first three names and how many more there are."""
    listed = tr("“{name}”", name=names[0])
    for name in names[1:3]:
        listed = tr("{list}, {item}", list=listed, item=tr("“{name}”", name=name))
    rest = len(names) - 3
    return (
        listed
        if rest <= 0
        else ntr("{list} and {n} more", "{list} and {n} more", rest, list=listed)
    )


def _personas(index: Index, cast: Cast, curve: Curve) -> tuple[PersonaCoverage, ...]:
    stages = index.items["stage"]
    rows = []
    for persona in cast.personas:
        line = curve.line(persona)
        points = line.points if line is not None else ()
        row = []
        for number, stage in enumerate(stages):
            scores = [point.score for point in points if point.stage == number]
            there = sum(persona in scene.personas for scene in cast.in_stage(number))
            row.append(Presence(stage, there, sum(scores) / len(scores) if scores else None))
        rows.append(PersonaCoverage(persona, tuple(row)))
    return tuple(rows)


def _channels(index: Index, cast: Cast) -> tuple[ChannelCoverage, ...]:
    """The channels in the order of their first use, then those that are declared and never used."""
    channels = index.channels
    stages = index.items["stage"]
    used: dict[str, ChannelFact] = {}
    counts: dict[tuple[str, int], int] = {}
    for number in range(len(stages)):
        for scene in cast.in_stage(number):
            here = {c.id: c for c in map(channels.resolve, scene.touchpoint.channel or ())}
            for name, channel in here.items():
                used.setdefault(name, channel)
                counts[name, number] = counts.get((name, number), 0) + 1
    for declared in index.journey.channels or ():
        channel = channels.resolve(declared.id or declared.name)
        used.setdefault(channel.id, channel)
    return tuple(
        ChannelCoverage(
            channel, tuple((stage, counts.get((name, n), 0)) for n, stage in enumerate(stages))
        )
        for name, channel in used.items()
    )
