"""Opportunities: ranked, not yet valued, done and dropped; of one map or of several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cjmap.board.assessment import BacklogEntry
from cjmap.board.backlog import HOW_RANKED, pool
from cjmap.board.improvement import ASSUMED
from cjmap.messages import ntr, tr, verbatim
from cjmap.reports.blocks.blocks import Entry, Items, Record, Section, Shade, Table, Tone
from cjmap.reports.gaps.sheet import Request, Sheet

_TONES = {
    "quick-win": Tone.GOOD,
    "big-bet": Tone.FAIR,
    "fill-in": Tone.PLAIN,
    "time-sink": Tone.POOR,
}
_ENDS = {"done": (Tone.GOOD, "✓"), "dropped": (Tone.QUIET, "✗")}

_Placed = tuple[Sheet, BacklogEntry]


def list_opportunities(request: Request, sheet: Sheet) -> Iterator[Section]:
    """The opportunities of one map."""
    backlog = sheet.assessment.backlog
    sections = tuple(
        _list(
            request,
            [(sheet, entry) for entry in backlog.ranked],
            [(sheet, entry) for entry in (*backlog.done, *backlog.dropped)],
        )
    )
    if not sections:
        note = request.say(tr("The map names none."))
        yield Section(request.say(tr("Opportunities")), note=note)
    yield from sections


def list_pool(request: Request) -> Iterator[Section]:
    """The opportunities of all maps in one order, but of those that are kept as a record."""
    sheets = {id(sheet.assessment): sheet for sheet in request.sheets if not sheet.assessment.past}
    mixed = [(sheets[id(one)], entry) for one, entry in pool(s.assessment for s in sheets.values())]
    note = request.say(ntr("from {n} map", "from {n} maps", len(sheets)))
    yield Section(request.say(tr("Opportunities")), level=1, note=note)
    yield from _list(
        request,
        mixed,
        [
            (sheet, entry)
            for sheet in sheets.values()
            for entry in (*sheet.assessment.backlog.done, *sheet.assessment.backlog.dropped)
        ],
    )


def _list(
    request: Request, ranked: Sequence[_Placed], finished: Sequence[_Placed]
) -> Iterator[Section]:
    if ranked:
        title = request.say(tr("Ranked by value and effort"))
        yield Section(title, (_rank(request, ranked),), note=request.say(HOW_RANKED))
    for title, listed in (
        (request.say(tr("What they are to bring")), _list_prospects(request, ranked)),
        (request.say(tr("Done and dropped")), _list_finished(request, finished)),
    ):
        entries = tuple(listed)
        if entries:
            yield Section(title, (Items(entries),))


def _rank(request: Request, entries: Iterable[_Placed]) -> Table:
    records = []
    for number, (sheet, entry) in enumerate(entries, 1):
        cells = (
            Shade(str(number)),
            Shade(entry.opportunity.text),
            Shade(entry.value_text),
            Shade(entry.effort_text),
            Shade(entry.priority_text or request.say(ASSUMED)),
            Shade(entry.quadrant_label, _TONES[entry.quadrant]),
            Shade(entry.opportunity.badge),
        )
        records.append(Record(cells, request.tell_place(sheet, entry.opportunity.path)))
    columns = (
        verbatim("#"),
        tr("Opportunity"),
        tr("Value"),
        tr("Effort"),
        tr("Priority"),
        tr("Quadrant"),
        tr("Status"),
    )
    return Table(tuple(map(request.say, columns)), tuple(records), frozenset({0, 2, 3, 4}))


def _list_prospects(request: Request, entries: Iterable[_Placed]) -> Iterator[Entry]:
    """What is to come of those of which somebody says it, and which figures are missing."""
    for number, (sheet, entry) in enumerate(entries, 1):
        told = entry.opportunity.prospects
        if entry.unrated:
            keys = request.list(entry.unrated)
            told = (*told, request.say(tr("missing: {keys}", keys=keys)))
        if told:
            tone = Tone.FAIR if entry.unrated else Tone.PLAIN
            place = request.tell_place(sheet, entry.opportunity.path)
            yield Entry(entry.opportunity.text, tone, str(number), place, told)


def _list_finished(request: Request, entries: Iterable[_Placed]) -> Iterator[Entry]:
    for sheet, entry in entries:
        tone, mark = _ENDS[entry.opportunity.status]
        text = f"{entry.opportunity.text} ({entry.opportunity.badge})"
        place = request.tell_place(sheet, entry.opportunity.path)
        yield Entry(text, tone, mark, place, entry.opportunity.prospects)
