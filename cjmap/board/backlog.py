"""The opportunities of a map, and of several, in the order in which they are worth doing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from cjmap.board.assessment import Assessment, Backlog, BacklogEntry, Expected, Served
from cjmap.board.cut import Cut
from cjmap.board.improvement import read_opportunity, tell_expected
from cjmap.board.owners import is_late
from cjmap.facts.priorities import Ranked, is_assumed, order
from cjmap.languages.quantities import format_number
from cjmap.messages import tr
from cjmap.model.metric import Result
from cjmap.model.scalars import Percent

HOW_RANKED: Final = tr(
    "Quick wins come first, then big bets, then what is done when time allows, last what is worth a "
    "second look; among equals the gravest pain, then the value for the effort. Where a figure is "
    "missing it is assumed: the value from the pain, the effort as 3."
)
"""How opportunities are ranked, in one line."""


def read_backlog(cut: Cut) -> Backlog:
    found = cut.subject.priorities

    def read(entries: Iterable[Ranked]) -> tuple[BacklogEntry, ...]:
        return tuple(_read_entry(cut, entry) for entry in entries)

    return Backlog(read(found.ranked), read(found.done), read(found.dropped))


def _read_entry(cut: Cut, ranked: Ranked) -> BacklogEntry:
    item = ranked.opportunity
    thing = cut.subject.things.opportunities[item]
    stages = cut.subject.index.items["stage"]
    return BacklogEntry(
        item.id,
        read_opportunity(cut, item),
        item.stage,
        cut.say(tr("whole journey")) if item.stage is None else stages[item.stage].name,
        ranked.rank,
        thing.customer_value,
        thing.business_value,
        thing.effort,
        ranked.value,
        _number(cut, ranked.value),
        ranked.effort,
        _number(cut, ranked.effort),
        ranked.priority,
        _number(cut, ranked.priority),
        ranked.quadrant or "",
        cut.say(ranked.quadrant.label) if ranked.quadrant is not None else "",
        ranked.unrated,
        order(ranked),
        tuple(Served(pain.id, pain.path, pain.name) for pain in ranked.pains),
        tuple(_read_expected(cut, result) for result in thing.expected),
        thing.cost or "",
        thing.confidence or "",
        cut.say(thing.confidence.label) if thing.confidence else "",
        is_assumed(ranked),
        is_late(cut, thing),
    )


def _read_expected(cut: Cut, result: Result) -> Expected:
    return Expected(
        result.metric,
        _written(result.before),
        _written(result.after),
        _written(result.change),
        result.unit or "",
        result.date.isoformat() if result.date else "",
        result.period or "",
        tell_expected(cut, result),
    )


def _written(number: float | None) -> float | str | None:
    """A number as the map writes it, with its `%` where there is one."""
    return str(number) if isinstance(number, Percent) else number


def _number(cut: Cut, value: float | None) -> str:
    return "" if value is None else format_number(value, cut.language, most=2)


def open_entries(assessment: Assessment) -> tuple[BacklogEntry, ...]:
    """The open opportunities of a map among others: of one that is kept as a record, none."""
    return () if assessment.past else assessment.backlog.ranked


def pool(assessments: Iterable[Assessment]) -> tuple[tuple[Assessment, BacklogEntry], ...]:
    """The open opportunities of several maps in one order, each with its map.

    Maps that are kept as a record are left out. `rank` stays that in the map itself.
    """
    entries = ((one, entry) for one in assessments for entry in open_entries(one))
    return tuple(sorted(entries, key=lambda placed: placed[1].order))
