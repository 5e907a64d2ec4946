"""Pains, gains, opportunities, and what changes brought."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from cjmap.board.board import Entry, Opportunity, Outcome, Pain, Promise
from cjmap.board.cut import Cut
from cjmap.board.earlier import Earlier
from cjmap.board.sources import is_assumption
from cjmap.facts.figures import is_percentage, name_result
from cjmap.facts.improvement import UNASSESSED_SEVERITY
from cjmap.facts.index import Item, resolve
from cjmap.facts.outcomes import measured
from cjmap.facts.priorities import Ranked, is_assumed
from cjmap.facts.promises import hold_to_promises
from cjmap.findings import Path
from cjmap.languages.conventions import lead_on
from cjmap.languages.quantities import (
    PERCENT,
    Quantity,
    difference,
    format_date,
    format_labelled,
    format_number,
)
from cjmap.messages import ntr, tr
from cjmap.model.improvement import Opportunity as ModelOpportunity
from cjmap.model.metric import Metric
from cjmap.model.metric import Result as ModelResult
from cjmap.model.scalars import Percent
from cjmap.vocabulary.improvement import OpportunityStatus, PainState
from cjmap.vocabulary.metrics import MetricType


def read_pains(cut: Cut, items: Iterable[Item]) -> tuple[Pain, ...]:
    """The gravest first, one that nobody assessed counting 3; equal ones as in the file."""
    pains = cut.subject.things.pains
    found = [item for item in items if cut.concerns(pains[item].personas)]
    found.sort(key=lambda item: -(pains[item].severity or UNASSESSED_SEVERITY))
    return tuple(_read_pain(cut, item) for item in found)


def _read_pain(cut: Cut, item: Item) -> Pain:
    thing = cut.subject.things.pains[item]
    meta = []
    if thing.frequency:
        meta.append(cut.say(thing.frequency.label))
    if thing.effect:
        meta.append(cut.say(thing.effect.label))
    standing = cut.standings[item.path]
    return Pain(
        item.id,
        item.path,
        thing.text,
        thing.severity,
        standing,
        cut.say(standing.label),
        tuple(meta),
        cut.say(tr("Cause: {cause}", cause=thing.cause)) if thing.cause else "",
        cut.say(tr("Owner: {owner}", owner=thing.owner)) if thing.owner else "",
        cut.named(thing.personas),
        cut.numbers.get(item.place),
        cut.letters.get(item.path, ()),
        is_assumption(cut, item.path, thing.evidence),
    )


def tell_states(cut: Cut, counts: Mapping[PainState, int]) -> Iterator[str]:
    """How many pains stand in which state: `in hand: 6`; of a state that none is in, nothing."""
    for state, n in counts.items():
        if n:
            number = format_number(n, cut.language)
            yield cut.say(tr("{state}: {n}", state=state.label, n=number))


def read_gains(cut: Cut, items: Iterable[Item]) -> tuple[Entry, ...]:
    listed = ((item, cut.subject.things.gains[item]) for item in items)
    return tuple(
        Entry(
            gain.text,
            cut.numbers.get(item.place),
            cut.named(gain.personas),
            assumption=is_assumption(cut, item.path, gain.evidence),
        )
        for item, gain in listed
        if cut.concerns(gain.personas)
    )


ASSUMED: Final = tr("assumed")
"""What is said of a rank for which a rating is missing."""


def read_opportunity(cut: Cut, item: Item) -> Opportunity:
    thing = cut.subject.things.opportunities[item]
    ranked = cut.ranked.get(item.path)
    return Opportunity(
        item.id,
        item.path,
        thing.text,
        thing.status,
        cut.say(thing.status.label),
        thing.owner or "",
        _date(cut, thing),
        thing.ticket or "",
        cut.numbers.get(item.place),
        "".join(cut.letters.get(item.path, ())),
        None if ranked is None else ranked.rank,
        ranked is not None and is_assumed(ranked),
        "" if ranked is None else _tell_rank(cut, ranked),
        tuple(_tell_prospects(cut, thing)),
    )


def _tell_rank(cut: Cut, ranked: Ranked) -> str:
    """`Rank 2 · Quick win`, and whether it is assumed."""
    if ranked.rank is None or ranked.quadrant is None:
        return ""
    told = [tr("Rank {rank}", rank=ranked.rank), ranked.quadrant.label]
    return " · ".join(map(cut.say, [*told, ASSUMED] if is_assumed(ranked) else told))


def _tell_prospects(cut: Cut, thing: ModelOpportunity) -> Iterator[str]:
    """What it is to bring, what it costs, and how sure that is."""
    for result in thing.expected:
        yield cut.say(tr("Expected: {what}", what=tell_expected(cut, result)))
    if thing.cost:
        yield cut.say(tr("Cost: {cost}", cost=thing.cost))
    if thing.confidence:
        yield cut.say(thing.confidence.label)


def tell_expected(cut: Cut, result: ModelResult) -> str:
    """What a metric is to become: `CSAT: 71% → 84% · six months`, `Conversion: +25%`."""
    told = _outcome(cut, result, ())
    way = lead_on(told.before, told.after, cut.language) if told.after else told.before
    change = "" if result.change is None else told.change
    figures = " · ".join(filter(None, (way, change, told.when)))
    return format_labelled(told.metric, figures, cut.language) if figures else told.metric


def letter_answers(cut: Cut) -> dict[Path, tuple[str, ...]]:
    """The letters by which opportunities and the pains elsewhere that they answer find each other.

    By the path of either; those of the opportunities in the order of the file.
    """
    letters: dict[Path, tuple[str, ...]] = {}
    given = 0
    pains = cut.subject.things.pains
    for aim in cut.subject.improvement.aims:
        apart = [
            pain
            for pain in aim.pains
            if pain.stage != aim.opportunity.stage
            and is_read(cut, pain)
            and cut.concerns(pains[pain].personas)
        ]
        dropped = aim.status is OpportunityStatus.DROPPED
        if apart and not dropped and is_read(cut, aim.opportunity):
            letter = _letter(given)
            given += 1
            letters[aim.opportunity.path] = (letter,)
            for pain in apart:
                letters[pain.path] = (*letters.get(pain.path, ()), letter)
    return letters


def is_read(cut: Cut, item: Item) -> bool:
    """Whether a thing stands where somebody is who is read for."""
    return len(item.place) < len(("stages", 0, "touchpoints", 0)) or item.place in cut.numbers


def _letter(number: int) -> str:
    """A to Z, then AA, AB and on, as columns of a sheet are called; from 0."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _date(cut: Cut, thing: ModelOpportunity) -> str:
    """Since when it is done, or until when it is to be; what is dropped has no day."""
    if thing.status is OpportunityStatus.DONE:
        return _day(cut, thing.done) if thing.done else ""
    if thing.due and thing.status is not OpportunityStatus.DROPPED:
        return cut.say(tr("by {date}", date=_day(cut, thing.due)))
    return ""


def _day(cut: Cut, day: datetime.date) -> str:
    return format_date(day, cut.language).replace(" ", "\u00a0")


def read_outcomes(cut: Cut) -> Iterator[Outcome]:
    """What changed: the opportunities' own results, then the journey's."""
    for item, opportunity in cut.subject.things.opportunities:
        for result in opportunity.outcome:
            yield _outcome(cut, result, (item.name,))
    for journey_result in cut.subject.journey.outcomes:
        resolved = (
            resolve(cut.subject.index, "opportunity", reference)
            for reference in journey_result.opportunities
        )
        yield _outcome(
            cut, journey_result, tuple(item.name for item in resolved if item is not None)
        )


def read_promises(cut: Cut, earlier: Earlier | None) -> Iterator[Promise]:
    """What was promised of the opportunities that are done since the earlier state."""
    if earlier is None:
        return
    for one in hold_to_promises(earlier.subject, cut.subject, earlier.pairing):
        if is_read(cut, one.opportunity):
            yield Promise(
                one.opportunity.name,
                cut.say(one.metric),
                one.show(one.expected).render(cut.language),
                "" if one.reached is None else one.show(one.reached).render(cut.language),
                one.kept,
            )


def _outcome(cut: Cut, result: ModelResult, opportunities: tuple[str, ...]) -> Outcome:
    before, after, change = result.before, result.after, result.change
    if change is None and before is not None and after is not None:
        change = difference(after, before)
    when = [result.period or "", format_date(result.date, cut.language) if result.date else ""]
    return Outcome(
        cut.say(name_result(cut.subject.index, cut.subject.things, result)),
        _shown(cut, result, before),
        _shown(cut, result, after),
        _changed(cut, result, change),
        " · ".join(part for part in when if part),
        opportunities,
    )


def _shown(cut: Cut, result: ModelResult, value: float | None) -> str:
    """A number of an outcome in its unit, or with the `%` that stands behind it."""
    return (
        ""
        if value is None
        else Quantity(value, unit=_unit(cut, result, value)).render(cut.language)
    )


def _changed(cut: Cut, result: ModelResult, value: float | None) -> str:
    """By how much it changed: with `%` relative to before, else in its unit or in points."""
    if value is None:
        return ""
    unit = _unit(cut, result, value)
    shown = Quantity(value, signed=True, unit=unit)
    if unit != PERCENT or isinstance(value, Percent):
        return shown.render(cut.language)
    figure = Quantity(value, signed=True)
    return cut.say(
        ntr("{figure} point", "{figure} points", 1 if abs(value) == 1 else 2, figure=figure)
    )


def _unit(cut: Cut, result: ModelResult, value: float) -> str:
    metric = measured(cut.subject.index, cut.subject.things, result)
    if isinstance(value, Percent) or (not result.unit and _is_share(result, metric)):
        return PERCENT
    return result.unit or (metric.unit if metric is not None else None) or ""


def _is_share(result: ModelResult, metric: Metric | None) -> bool:
    if metric is not None:
        return is_percentage(metric)
    kind = MetricType.known(result.metric)
    return kind is not None and kind.percentage
