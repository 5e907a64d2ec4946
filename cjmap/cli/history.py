"""`cjmap history`: a map's figures through its commits."""

from __future__ import annotations

import datetime
import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cjmap.cli.declaring import Argument, Verb, option
from cjmap.cli.invocation import Invocation
from cjmap.cli.options import OutputOption
from cjmap.cli.words import hint
from cjmap.messages import tr
from cjmap.records import dataclass

if TYPE_CHECKING:
    from cjmap.compare.history import Since
    from cjmap.project.repository import Repository
    from cjmap.reports.history import Request


class HistoryFormat(StrEnum):
    """The formats of a history."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Telling:
    """Whose history is told, from when on, and how."""

    map: Annotated[Path, Argument(metavar="MAP", help=hint("A map in a git repository."))]
    since: Annotated[
        str | None,
        option(
            "--since",
            metavar="REV|DATE",
            help=hint("Begin behind a revision, on a day (2026-03-31), or a period ago (P6M)."),
            shown=False,
        ),
    ] = None
    output_format: Annotated[
        HistoryFormat | None,
        option(
            "--output-format",
            help=hint("How the history is written; default: by the suffix of --output, else text."),
            shown=False,
        ),
    ] = None
    output: OutputOption = None


def history(call: Invocation, telling: Telling) -> None:
    from cjmap.findings.usage import UsageError
    from cjmap.project.repository import Repository
    from cjmap.reports.history import report

    form = call.choose_format(telling.output_format, telling.output, HistoryFormat.TEXT)
    file = Path(os.path.normpath(Path.cwd() / telling.map))
    call.refuse_unread(file, str(telling.map))
    try:
        with Repository.around(file) as repository:
            request = _trace(call, telling, repository, file, drawn=form is HistoryFormat.HTML)
            if not request.revisions:
                _explain_nothing(call, repository, file, request.file)
    except UsageError as error:
        call.fail(error.message)
    if request.shallow:
        call.note(
            tr(
                "The clone has a part of the history alone; `git fetch --unshallow` brings the rest."
            )
        )
    table = form is HistoryFormat.CSV
    call.emit(report(request, form.value), telling.output, table=table)


def _explain_nothing(call: Invocation, repository: Repository, file: Path, name: str) -> None:
    """A map that is in no commit is a mistake; one that has not changed since some day is none."""
    from cjmap.compare.history import last_commit
    from cjmap.languages.quantities import format_date
    from cjmap.project.repository import SHORT

    last = last_commit(repository, call.project(), file, call.today)
    if last is None:
        call.fail(tr("There is no file {file}, nor was there one in any commit.", file=name))
    day = datetime.date.fromisoformat(last.date[:10])
    call.note(
        tr(
            "Nothing has changed {file} since then: its last commit is {commit} of {day}.",
            file=name,
            commit=last.name[:SHORT],
            day=format_date(day, call.language),
        )
    )


def _trace(
    call: Invocation, telling: Telling, repository: Repository, file: Path, *, drawn: bool
) -> Request:
    from cjmap.compare.history import trace
    from cjmap.project.disk import exists, is_folder
    from cjmap.reports.history import Request

    project = call.project()
    if is_folder(file):
        call.fail(tr("{file} is a folder: name one map.", file=str(telling.map)))
    if exists(file) and project.leaves_out(file):
        reason = project.left_out[file]
        call.fail(tr("{file} stays out: {reason}.", file=str(telling.map), reason=reason))
    if project.workspace(file).is_library(file):
        call.fail(tr("{file} is a library, which has no figures.", file=str(telling.map)))
    revisions = trace(
        repository,
        project,
        file,
        call.today,
        since=None if telling.since is None else _parse(call, telling.since, repository),
        drawn=drawn,
        progress=call.progress(tr("Reading")),
    )
    printed = telling.output is None
    return Request(
        str(telling.map),
        tuple(revisions),
        repository.is_shallow,
        call.language,
        call.colored and printed,
        call.width if printed else None,
    )


def _parse(call: Invocation, text: str, repository: Repository) -> Since:
    """Where the history begins: a day, so long ago, or behind a revision."""
    from cjmap.compare.history import Since
    from cjmap.findings.usage import UsageError
    from cjmap.text.periods import parse_period

    period = parse_period(text)
    if period is not None:
        return Since(day=period.before(call.today))
    try:
        return Since(day=datetime.date.fromisoformat(text))
    except ValueError:
        pass
    try:
        return Since(commit=repository.commit(text))
    except UsageError as error:
        call.fail(
            tr(
                "{reason} `--since` also takes a day (2026-03-31), or a period (P6M).",
                reason=error.message,
            )
        )


def verbs() -> tuple[Verb, ...]:
    return (
        Verb(
            history,
            hint("Show a map's figures through its commits, renames followed."),
        ),
    )
