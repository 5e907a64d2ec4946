"""The opportunities of a map, and of several, in the order in which they are worth doing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cjmap.board.assessment import Assessment, Backlog, BacklogEntry, Served
from cjmap.board.cut import Cut
from cjmap.board.improvement import read_opportunity
from cjmap.facts.priorities import Ranked, reward
from cjmap.findings import Path
from cjmap.languages.quantities import format_number
from cjmap.messages import tr


def read_backlog(cut: Cut) -> Backlog:
    found = cut.subject.priorities
    ranks = {entry.opportunity.path: number for number, entry in enumerate(found.ranked, 1)}

    def read(entries: Iterable[Ranked]) -> tuple[BacklogEntry, ...]:
        return tuple(_read_entry(cut, entry, ranks) for entry in entries)

    return Backlog(read(found.ranked), read(found.unvalued), read(found.done), read(found.dropped))


def _read_entry(cut: Cut, ranked: Ranked, ranks: Mapping[Path, int]) -> BacklogEntry:
    item = ranked.opportunity
    thing = cut.subject.things.opportunities[item]
    stages = cut.subject.index.items["stage"]
    return BacklogEntry(
        item.id,
        read_opportunity(cut, item),
        item.stage,
        cut.say(tr("whole journey")) if item.stage is None else stages[item.stage].name,
        ranks.get(item.path),
        thing.customer_value,
        thing.business_value,
        thing.effort,
        ranked.value,
        _number(cut, ranked.value),
        _number(cut, ranked.effort),
        ranked.priority,
        _number(cut, ranked.priority),
        ranked.quadrant or "",
        cut.say(ranked.quadrant.label) if ranked.quadrant is not None else "",
        ranked.unrated,
        ranked.relief,
        tuple(Served(pain.id, pain.path, pain.name) for pain in ranked.pains),
    )


def _number(cut: Cut, value: float | None) -> str:
    return "" if value is None else format_number(value, cut.language, most=2)


def pool(assessments: Iterable[Assessment]) -> tuple[tuple[Assessment, BacklogEntry], ...]:
    """The open opportunities of several maps in one order, each with its map; the ranked first.

    Maps that are kept as a record are left out. `rank` stays that in the map itself.
    """
    entries = (
        (one, entry)
        for one in assessments
        if not one.past
        for entry in (*one.backlog.ranked, *one.backlog.unvalued)
    )
    return tuple(sorted(entries, key=lambda e: reward(e[1].priority, e[1].value, e[1].relief)))
