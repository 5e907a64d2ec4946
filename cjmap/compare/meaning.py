"""What the changes of a map mean: for those who go the way, and for those who work on it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from cjmap.facts.channels import ChannelFact, find_channel
from cjmap.facts.curve import Curve, PersonaCurve
from cjmap.facts.figures import MetricFigure
from cjmap.facts.index import Item
from cjmap.facts.pairing import Pairing
from cjmap.facts.promises import Promise, hold_to_promises
from cjmap.facts.subject import Subject
from cjmap.findings import Path
from cjmap.languages.quantities import difference, round_half
from cjmap.model.metric import Metric
from cjmap.records import dataclass
from cjmap.vocabulary.improvement import OpportunityStatus, PainState
from cjmap.vocabulary.maps import Thing
from cjmap.vocabulary.metrics import Direction


@dataclass(frozen=True, slots=True)
class Score:
    """A score, -2 to +2, at a touchpoint or stage, by its id and name."""

    at: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class PersonaMood:
    """How the journey feels to a persona: the mean of all its scores, and these in their order."""

    id: str
    name: str
    mean: float
    points: tuple[Score, ...]


@dataclass(frozen=True, slots=True)
class Mood:
    """How the journey feels, -2 to +2, as `gaps` has it; None where nobody is scored."""

    mean: float | None
    lowest: float | None
    highest: float | None
    last: float | None
    personas: tuple[PersonaMood, ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """How a persona's mean went from one state to the other, -4 to +4 each.

    `steady` is by how much the mean of the places went that are scored in both; the rest is due to
    places that are new or gone. None where no place is scored in both. `id` is the new one.
    """

    id: str
    old: PersonaMood
    new: PersonaMood
    steady: float | None
    is_whole: bool

    @property
    def total(self) -> float:
        return difference(self.new.mean, self.old.mean)


@dataclass(frozen=True, slots=True)
class PainTurns:
    """What became of pains: `answered` are those that nobody answered before and somebody does
    now, `unanswered` the reverse, `resolved` those that are no longer felt, `reopened` those that
    are felt again; `ignored` those of the new ones that nobody answers, `dropped` those of the
    gone ones that nobody had solved.
    """

    answered: tuple[Item, ...]
    unanswered: tuple[Item, ...]
    resolved: tuple[Item, ...]
    reopened: tuple[Item, ...]
    new: tuple[Item, ...]
    gone: tuple[Item, ...]
    ignored: tuple[Item, ...]
    dropped: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """An opportunity that is no longer where it was."""

    opportunity: Item
    old: OpportunityStatus
    new: OpportunityStatus


@dataclass(frozen=True, slots=True)
class FigureTurn:
    """A metric that has another figure than before; `better` is None where nobody says which way is."""

    old: MetricFigure
    new: MetricFigure
    better: bool | None


@dataclass(frozen=True, slots=True)
class Meaning:
    """What follows from the changes of a map. Coverage is in percent, with two decimals.

    `channels_won` and `channels_lost` are those on which the customer meets the organization now,
    or did so before, anywhere.
    """

    coverage: tuple[float | None, float | None]
    moods: tuple[Mood, Mood]
    shifts: tuple[Shift, ...]
    pains: PainTurns
    progress: tuple[Progress, ...]
    promises: tuple[Promise, ...]
    figures: tuple[FigureTurn, ...]
    channels_won: tuple[ChannelFact, ...]
    channels_lost: tuple[ChannelFact, ...]


def understand(old: Subject, new: Subject, pairing: Pairing) -> Meaning:
    """What it means that an old state of a map became a new one."""
    before, now = _channels(old), _channels(new)
    return Meaning(
        (measure_coverage(old), measure_coverage(new)),
        (feel(old.curve), feel(new.curve)),
        tuple(_shift(old.curve, new.curve, pairing)),
        _turn_pains(old, new, pairing),
        tuple(_progress(old, new, pairing)),
        tuple(hold_to_promises(old, new, pairing)),
        tuple(_turn_figures(old, new, pairing)),
        tuple(fact for id, fact in now.items() if id not in before),
        tuple(fact for id, fact in before.items() if id not in now),
    )


def measure_coverage(subject: Subject) -> float | None:
    """How much of a map is filled in, in percent with two decimals; None where nothing applies."""
    percent = subject.coverage.percent
    return None if percent is None else round_half(percent, 2)


# -- feelings --------------------------------------------------------------------------------------


def feel(curve: Curve) -> Mood:
    """How a journey feels, in figures of two decimals."""
    return Mood(
        _rounded(curve.mean),
        _rounded(curve.lowest.score if curve.lowest else None),
        _rounded(curve.highest.score if curve.highest else None),
        _rounded(curve.last),
        tuple(map(_feel_as, curve.lines)),
    )


def _feel_as(line: PersonaCurve) -> PersonaMood:
    return PersonaMood(
        line.persona.id,
        line.persona.name,
        round_half(line.mean, 2),
        tuple(
            Score(point.owner.id, point.owner.name, round_half(point.score, 2))
            for point in line.points
        ),
    )


def _shift(old: Curve, new: Curve, pairing: Pairing) -> Iterator[Shift]:
    """How each persona's mean went that is scored in both states, in the order of the old one."""
    lines = {line.persona.path: line for line in new.lines}
    for before in old.lines:
        item = pairing.new_of.get(before.persona.path)
        now = lines.get(item.path) if item is not None else None
        if now is None:
            continue
        since = {point.owner.path: point.score for point in now.points}
        both = [
            (point.score, since[counterpart.path])
            for point in before.points
            if (counterpart := pairing.new_of.get(point.owner.path)) is not None
            and counterpart.path in since
        ]
        steady = None
        if both:
            steady = round_half(math.fsum(score - was for was, score in both) / len(both), 2)
        whole = len(both) == len(before.points) == len(now.points)
        yield Shift(now.persona.id, _feel_as(before), _feel_as(now), steady, whole)


def _rounded(score: float | None) -> float | None:
    return None if score is None else round_half(score, 2)


# -- pains and opportunities -----------------------------------------------------------------------


def _turn_pains(old: Subject, new: Subject, pairing: Pairing) -> PainTurns:
    before, now = _states(old), _states(new)
    matches = pairing.matches[Thing.PAIN]
    turned = [(one.new, before.get(one.old.path), now.get(one.new.path)) for one in matches.pairs]
    lost, solved = PainState.UNANSWERED, PainState.RESOLVED
    return PainTurns(
        tuple(item for item, was, since in turned if was is lost and since is not lost),
        tuple(item for item, was, since in turned if was is not lost and since is lost),
        tuple(item for item, was, since in turned if was is not solved and since is solved),
        tuple(item for item, was, since in turned if was is solved and since is not solved),
        matches.only_new,
        matches.only_old,
        tuple(item for item in matches.only_new if now.get(item.path) is lost),
        tuple(item for item in matches.only_old if before.get(item.path) is not solved),
    )


def _states(subject: Subject) -> Mapping[Path, PainState]:
    return {answer.pain.path: answer.state for answer in subject.improvement.answers}


def _progress(old: Subject, new: Subject, pairing: Pairing) -> list[Progress]:
    found = []
    for one in pairing.matches[Thing.OPPORTUNITY].pairs:
        was = old.things.opportunities[one.old].status
        is_now = new.things.opportunities[one.new].status
        if was is not is_now:
            found.append(Progress(one.new, was, is_now))
    return found


# -- figures and channels --------------------------------------------------------------------------


def _turn_figures(old: Subject, new: Subject, pairing: Pairing) -> list[FigureTurn]:
    before = {figure.item.path: figure for figure in old.figures.all}
    found = []
    for now in new.figures.all:
        item = pairing.old_of.get(now.item.path)
        was = before.get(item.path) if item is not None else None
        if was is not None and was.value != now.value:
            better = _is_better(new.things.metrics[now.item], was.value, now.value)
            found.append(FigureTurn(was, now, better))
    return found


def _is_better(metric: Metric, old: float, new: float) -> bool | None:
    if metric.better is None:
        return None
    return (new > old) is (metric.better is Direction.UP)


def _channels(subject: Subject) -> dict[str, ChannelFact]:
    """The channels that touchpoints are met by, by their ids, in the order of the file."""
    words = (word for _, one in subject.things.touchpoints for word in one.channel)
    facts = (find_channel(subject.index.channels, word) for word in words)
    return {fact.id: fact for fact in facts}
