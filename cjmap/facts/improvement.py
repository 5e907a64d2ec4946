"""Which opportunity serves which pain, and which pains nobody answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from cjmap.facts.index import Index, Item
from cjmap.findings import Path
from cjmap.model.improvement import Opportunity, Pain
from cjmap.model.metric import JourneyResult, Result
from cjmap.vocabulary.improvement import OpportunityStatus, PainStatus

# The severity at which a pain that nobody assessed is ranked.
UNASSESSED_SEVERITY = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """A pain with the opportunities that name or serve it, dropped ones included, in file order."""

    pain: Item
    opportunities: tuple[Item, ...]

    @property
    def thing(self) -> Pain:
        pain: Pain = self.pain.thing
        return pain

    @property
    def resolved(self) -> bool:
        return self.thing.status is PainStatus.RESOLVED

    @property
    def answered(self) -> bool:
        """Resolved, or served by an opportunity that is not dropped."""
        return self.resolved or any(
            o.thing.status is not OpportunityStatus.DROPPED for o in self.opportunities
        )

    @property
    def severity(self) -> int:
        """1 to 5; 3 where nobody assessed it."""
        written = self.thing.severity
        return UNASSESSED_SEVERITY if written is None else int(written)


@dataclass(frozen=True, slots=True)
class Aim:
    """An opportunity with the pains it serves; `named` says that it names them itself.

    `results` are its own outcomes, then those of the journey that name it.
    """

    opportunity: Item
    pains: tuple[Item, ...]
    named: bool
    results: tuple[Result, ...]

    @property
    def thing(self) -> Opportunity:
        opportunity: Opportunity = self.opportunity.thing
        return opportunity


@dataclass(frozen=True)
class Improvement:
    """The pains and opportunities of a map, each list in the order of the file."""

    answers: tuple[Answer, ...]
    aims: tuple[Aim, ...]

    @property
    def answered(self) -> tuple[Answer, ...]:
        return tuple(answer for answer in self.answers if answer.answered)

    @property
    def unanswered(self) -> tuple[Answer, ...]:
        return tuple(answer for answer in self.answers if not answer.answered)

    @property
    def percent(self) -> float | None:
        """The share of pains that are answered, 0 to 100; None without a pain."""
        return 100 * len(self.answered) / len(self.answers) if self.answers else None

    def answer(self, pain: Item) -> Answer:
        return self._by_pain[pain.path]

    def aim(self, opportunity: Item) -> Aim:
        return self._by_opportunity[opportunity.path]

    @cached_property
    def _by_pain(self) -> dict[Path, Answer]:
        return {answer.pain.path: answer for answer in self.answers}

    @cached_property
    def _by_opportunity(self) -> dict[Path, Aim]:
        return {aim.opportunity.path: aim for aim in self.aims}


def results(index: Index) -> Iterator[tuple[Path, Result]]:
    """Every outcome: the journey's own, then those that stand in an opportunity."""
    for number, outcome in enumerate(index.journey.outcomes or ()):
        yield ("outcomes", number), outcome
    for item in index.items["opportunity"]:
        for number, result in enumerate(item.thing.outcome or ()):
            yield (*item.path, "outcome", number), result


def match(index: Index) -> Improvement:
    """Ties opportunities to pains.

    An opportunity serves the pains that it names. One without the key serves those beside it:
    at a touchpoint the touchpoint's, at a stage the stage's and its touchpoints', at the top
    the journey's own. `pains: []` says that it serves none. References that mean nothing, or
    several things, serve nothing.
    """
    pains = index.items["pain"]
    beside = _group(pains)
    results = _sort_results(index)
    aims = []
    serving: dict[Path, list[Item]] = {pain.path: [] for pain in pains}
    for opportunity in index.items["opportunity"]:
        thing: Opportunity = opportunity.thing
        if thing.pains is None:
            served = tuple(beside.get(opportunity.place, ()))
        else:
            resolved = (index.resolve("pain", reference) for reference in thing.pains)
            served = tuple({pain.path: pain for pain in resolved if pain is not None}.values())
        for pain in served:
            serving[pain.path].append(opportunity)
        found = (*(thing.outcome or ()), *results.get(opportunity.path, ()))
        aims.append(Aim(opportunity, served, bool(thing.pains), found))
    return Improvement(
        tuple(Answer(pain, tuple(serving[pain.path])) for pain in pains), tuple(aims)
    )


def _group(pains: tuple[Item, ...]) -> dict[Path, list[Item]]:
    """The pains beside what stands at a path; a stage's are its own and its touchpoints'."""
    groups: dict[Path, list[Item]] = {}
    for pain in pains:
        groups.setdefault(pain.place, []).append(pain)
        if len(pain.place) > len(("stages", 0)):
            groups.setdefault(pain.place[:2], []).append(pain)
    return groups


def _sort_results(index: Index) -> dict[Path, list[JourneyResult]]:
    """The journey's results under the opportunities that they name."""
    sorted_results: dict[Path, list[JourneyResult]] = {}
    for result in index.journey.outcomes or ():
        named = (index.resolve("opportunity", name) for name in result.opportunities or ())
        for path in {item.path: None for item in named if item is not None}:
            sorted_results.setdefault(path, []).append(result)
    return sorted_results
