"""A history as CSV: a row for each revision, the oldest first.

Behind the columns that never change stands one for each metric that any revision has, by the id that it has at last.
"""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.compare.history import Revision
from cjmap.reports.history.request import Request
from cjmap.reports.rows import Value, write_rows
from cjmap.vocabulary.improvement import PainState

HEADINGS = (
    *("commit", "date", "author", "subject", "file", "valid"),
    *("coverage", "mean", "lowest", "highest", "last"),
    *(f"pains_{state.replace('-', '_')}" for state in PainState),
    *("errors", "warnings", "infos"),
)


def write(request: Request) -> str:
    told = [one.figures for one in request.revisions if one.figures is not None]
    metrics = tuple(dict.fromkeys(metric.series for one in told for metric in one.metrics))
    rows = (_row(one, metrics) for one in request.revisions)
    return write_rows((*HEADINGS, *(f"metric {id}" for id in metrics)), rows)


def _row(revision: Revision, metrics: tuple[str, ...]) -> Iterator[Value]:
    commit, figures = revision.commit, revision.figures
    yield from (commit.name, commit.date, commit.author, commit.subject) if commit else (None,) * 4
    yield from (revision.file, str(revision.whole).lower())
    if figures is None:
        yield from (None,) * (5 + len(PainState))
    else:
        mood = figures.mood
        yield from (figures.coverage, mood.mean, mood.lowest, mood.highest, mood.last)
        yield from (figures.pains[state] for state in PainState)
    yield from revision.findings
    values = {metric.series: metric.value for metric in figures.metrics} if figures else {}
    yield from (values.get(id) for id in metrics)
