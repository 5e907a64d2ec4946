"""What there is to say of a history, in sections that every format for people shows in its own way."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

from cjmap.compare.history import Figures, Revision
from cjmap.languages.quantities import format_date, format_number, format_share
from cjmap.messages import Message, ntr, tr, verbatim
from cjmap.project.repository import SHORT
from cjmap.reports.blocks.blocks import Record, Section, Shade, Table, Tone
from cjmap.reports.history.request import Request
from cjmap.vocabulary.improvement import PainState

_NOTHING: Final = Shade("–", Tone.QUIET)
_BARS: Final = "▁▂▃▄▅▆▇█"
_GAP: Final = "·"
# As many bars at most: more than that is no small chart.
_MOST: Final = 40

Value: TypeAlias = "float | None"
_Take = Callable[[Revision], Value]
_Show = Callable[[float], str]


def compose(request: Request) -> Iterator[Section]:
    """The sections of a history: what it is of, the course of each figure, every revision."""
    yield Section(request.title, level=1, note=_sum_up(request))
    if not request.revisions:
        return
    courses = [row for row in _courses(request) if row is not None]
    if courses:
        columns = (tr("Figure"), tr("First"), tr("Last"), tr("Course"))
        table = Table(tuple(map(request.say, columns)), tuple(courses), frozenset((1, 2)))
        yield Section(request.say(tr("Figures")), (table,))
    yield Section(request.say(tr("Revisions")), (_list(request),))


def _sum_up(request: Request) -> str:
    revisions = request.revisions
    told = [request.say(ntr("{n} revision", "{n} revisions", len(revisions)))]
    broken = sum(not one.whole for one in revisions)
    if broken:
        said = ntr(
            "{n} of them cannot be read in full", "{n} of them cannot be read in full", broken
        )
        told.append(request.say(said))
    if request.shallow:
        told.append(request.say(tr("the clone is shallow, and older ones are not here")))
    return " · ".join(told)


# -- the course of figures -------------------------------------------------------------------------


def _courses(request: Request) -> Iterator[Record | None]:
    yield _course(
        request, tr("Coverage"), lambda one: _of(one, lambda f: f.coverage), _share(request)
    )
    score = _score(request)
    yield _course(request, tr("Mean emotion"), lambda one: _of(one, lambda f: f.mood.mean), score)
    yield _course(
        request, tr("Lowest emotion"), lambda one: _of(one, lambda f: f.mood.lowest), score
    )
    for state in PainState:
        title = tr("Pains: {state}", state=state.label)
        yield _course(request, title, _counting(state), _number(request))
    for title, take in ((tr("Errors"), _count_errors), (tr("Warnings"), _count_warnings)):
        yield _course(request, title, take, _number(request))
    names = {
        metric.series: metric.name
        for one in request.revisions
        if one.figures is not None
        for metric in one.figures.metrics
    }
    for id, name in names.items():
        yield _course(request, verbatim(name), _measuring(id), _number(request))


def _of(revision: Revision, take: Callable[[Figures], Value]) -> Value:
    """A figure of a map that was read in full: those of a part would bend the course."""
    figures = revision.figures
    return take(figures) if revision.whole and figures is not None else None


def _counting(state: PainState) -> _Take:
    return lambda one: _of(one, lambda figures: figures.pains[state])


def _count_errors(revision: Revision) -> Value:
    return float(revision.findings[0])


def _count_warnings(revision: Revision) -> Value:
    count = revision.findings[1]
    return float(count) if revision.whole and count is not None else None


def _measuring(id: str) -> _Take:
    def find(figures: Figures) -> Value:
        return next((metric.value for metric in figures.metrics if metric.series == id), None)

    return lambda one: _of(one, find)


def _course(request: Request, title: Message, take: _Take, show: _Show) -> Record | None:
    """A figure at the first and the last revision that has it, and how it went between them."""
    values = [take(one) for one in request.revisions]
    told = [value for value in values if value is not None]
    if not any(told):
        return None
    ends = Shade(show(told[0])), Shade(show(told[-1]))
    name = Shade(request.say(title))
    if len(values) > 1 and len({*values}) == 1:
        return Record((name, *ends, Shade(request.say(tr("unchanged")), Tone.QUIET)))
    return Record((name, *ends, Shade(draw_bars(values), course=tuple(values))))


def draw_bars(values: Sequence[Value]) -> str:
    """Numbers as bars between their least and most; a dot where there is none.

    Of many the last of each few is shown.
    """
    step = -(-len(values) // _MOST) or 1
    shown = [*values[::-1][::step]][::-1]
    told = [value for value in shown if value is not None]
    if not told:
        return _GAP * len(shown)
    least, span = min(told), max(told) - min(told)
    if not span:
        return "".join(_GAP if value is None else _BARS[3] for value in shown)
    top = len(_BARS) - 1
    return "".join(
        _GAP if value is None else _BARS[round((value - least) / span * top)] for value in shown
    )


# -- every revision --------------------------------------------------------------------------------


def _list(request: Request) -> Table:
    columns = (
        *(tr("Date"), tr("Commit"), tr("Coverage"), tr("Mean"), tr("Lowest")),
        *(tr("Unanswered pains"), tr("Errors"), tr("Warnings"), tr("What was done")),
    )
    rows = tuple(_row(request, one) for one in request.revisions)
    return Table(tuple(map(request.say, columns)), rows, frozenset(range(2, 8)), brief=True)


def _row(request: Request, one: Revision) -> Record:
    figures = one.figures
    score, number = _score(request), _number(request)
    errors, warnings, _ = one.findings
    if figures is None:
        shown = (_NOTHING,) * 4
    else:
        shown = (
            _shade(figures.coverage, _share(request)),
            _shade(figures.mood.mean, score),
            _shade(figures.mood.lowest, score),
            _shade(figures.pains[PainState.UNANSWERED], number),
        )
    said = one.commit.subject if one.commit else request.say(tr("Not committed yet"))
    if figures is None:
        said = request.say(tr("no map: {subject}", subject=said))
    elif not one.whole:
        said = request.say(tr("read in part: {subject}", subject=said))
    return Record(
        (
            Shade(tell_day(request, one)),
            Shade(one.commit.name[:SHORT]) if one.commit else _NOTHING,
            *shown,
            Shade(number(errors), Tone.POOR if errors else Tone.QUIET),
            _NOTHING
            if warnings is None
            else Shade(number(warnings), Tone.PLAIN if warnings else Tone.QUIET),
            Shade(said, Tone.PLAIN if one.whole else Tone.POOR),
        )
    )


def tell_day(request: Request, one: Revision) -> str:
    """The day of a commit; a dash for what is in none yet."""
    if one.commit is None:
        return _NOTHING.text
    return format_date(datetime.date.fromisoformat(one.commit.date[:10]), request.tongue)


def _shade(value: Value, show: _Show) -> Shade:
    return _NOTHING if value is None else Shade(show(value))


def _share(request: Request) -> _Show:
    return lambda value: format_share(value, request.tongue)


def _number(request: Request) -> _Show:
    return lambda value: format_number(value, request.tongue, most=2)


def _score(request: Request) -> _Show:
    """Scores as the readers of the map's last state see them."""
    last = request.last
    if last is None:
        return _number(request)
    return lambda value: last.scale.show(value).render(request.tongue)


def compose_step(request: Request, one: Revision) -> Section:
    """One revision by itself: its day and words, and its figures."""
    row = _row(request, one)
    columns = _list(request).columns[2:8]
    subject = row.cells[8].text
    day = "" if one.commit is None else f"{tell_day(request, one)} · "
    author = "" if one.commit is None else f"{one.commit.author} · {one.commit.name[:SHORT]}"
    figures = Table(columns, (Record(row.cells[2:8]),), frozenset(range(6)))
    return Section(f"{day}{subject}", (figures,), note=author)
