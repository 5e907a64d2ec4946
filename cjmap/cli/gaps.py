"""`cjmap gaps`: how much of a map is filled in, and what is missing where."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cjmap.cli.declaring import Verb, option
from cjmap.cli.invocation import Invocation, leave
from cjmap.cli.options import Inputs, OutputOption
from cjmap.cli.words import hint
from cjmap.messages import ntr, tr
from cjmap.records import dataclass
from cjmap.vocabulary.coverage import By, Dimension

if TYPE_CHECKING:
    from cjmap.check import Selection, Session
    from cjmap.findings import Outcome
    from cjmap.project.workspace import Workspace
    from cjmap.reports.gaps import Sheet, Unreadable


class GapsFormat(StrEnum):
    """The formats of coverage."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    CSV = "csv"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Demands:
    """What maps are held to."""

    min_coverage: Annotated[
        float | None,
        option(
            "--min-coverage",
            metavar="N",
            least=0,
            most=100,
            help=hint("Exit with 1 where a map's coverage, in percent, is below N."),
            shown=False,
        ),
    ] = None
    require: Annotated[
        list[str] | None,
        option(
            "--require",
            metavar="DIMENSIONS",
            help=hint("The dimensions to hold maps to, such as touchpoints,emotions,evidence."),
            shown=False,
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class Showing:
    """What is shown of coverage, and how."""

    by: Annotated[
        By | None,
        option("--by", help=hint("Show one side of it, in full."), shown=False),
    ] = None
    output_format: Annotated[
        GapsFormat | None,
        option(
            "--output-format",
            help=hint("How coverage is written; default: by the suffix of --output, else text."),
            shown=False,
        ),
    ] = None
    output: OutputOption = None


def gaps(call: Invocation, demands: Demands, showing: Showing, inputs: Inputs) -> None:
    form = call.choose_format(showing.output_format, showing.output, GapsFormat.TEXT)
    required = _dimensions(call, demands.require)
    session, files = call.session(inputs)
    wish = _Wish(required, demands.min_coverage, call.language, showing.by is By.OPPORTUNITY)
    gathered = _gather(call, session, files, wish)
    sheets, unreadable = gathered.sheets, gathered.unreadable
    table = form is GapsFormat.CSV
    call.emit(_write(call, form, showing, sheets, unreadable), showing.output, table=table)
    if files and not sheets and not unreadable:
        call.note(tr("There is no map among these files, only libraries."))
    call.complain(gathered.outcome)
    missed = _complain(call, sheets, unreadable)
    if missed:
        call.conclude(
            ntr(
                "{n} map misses its minimum of coverage.",
                "{n} maps miss their minimum of coverage.",
                missed,
            )
        )
    leave(gathered.outcome, found=missed > 0)


@dataclass(frozen=True, slots=True)
class _Wish:
    """What sheets are to tell; see `gather_sheets`."""

    require: tuple[str, ...] | None
    minimum: float | None
    language: str
    pooled: bool


@dataclass(frozen=True, slots=True)
class _Gathered:
    """The sheets of maps, what is no readable map, and why it is none."""

    sheets: tuple[Sheet, ...]
    unreadable: tuple[Unreadable, ...]
    outcome: Outcome


def _gather(call: Invocation, session: Session, files: tuple[Path, ...], wish: _Wish) -> _Gathered:
    """The sheets of the maps among files, in the order of these."""
    from cjmap.check import why_unreadable
    from cjmap.check.sharing import put_together
    from cjmap.check.visiting import Tour

    tour: Tour[None] = Tour(session, files, _choose, None, jobs=None)
    look = partial(_look, wish, lasting=not tour.few)
    batches = list(tour.visit(look, call.progress(tr("Checking"))))
    libraries = why_unreadable(tour.find_broken_libraries(), ())
    place = {session.project.shown(file): number for number, file in enumerate(files)}
    sheets = [sheet for batch in batches for sheet in batch.sheets]
    unreadable = [one for batch in batches for one in batch.unreadable]
    return _Gathered(
        tuple(sorted(sheets, key=lambda sheet: place[sheet.file])),
        tuple(sorted(unreadable, key=lambda one: place[one.file])),
        put_together([*(batch.outcome for batch in batches), libraries]),
    )


def _look(
    wish: _Wish, session: Session, files: Sequence[Path], outcome: Outcome, *, lasting: bool
) -> _Gathered:
    """The sheets of a batch; `lasting`: they are kept when its maps are forgotten."""
    from cjmap.check import why_unreadable
    from cjmap.check.sharing import quoted
    from cjmap.reports.collect import detach, gather_sheets

    sheets, unreadable = gather_sheets(
        session,
        files,
        outcome,
        require=wish.require,
        minimum=wish.minimum,
        language=wish.language,
        pooled=wish.pooled,
    )
    why = quoted(why_unreadable(outcome, {one.file for one in unreadable}))
    return _Gathered(tuple(map(detach, sheets)) if lasting else sheets, unreadable, why)


def _write(
    call: Invocation,
    form: GapsFormat,
    showing: Showing,
    sheets: tuple[Sheet, ...],
    unreadable: tuple[Unreadable, ...],
) -> str:
    from cjmap.reports.gaps import Request, report

    printed = showing.output is None
    languages = {sheet.assessment.language for sheet in sheets}
    request = Request(
        sheets,
        unreadable,
        showing.by,
        languages.pop() if len(languages) == 1 else call.language,
        call.colored and printed,
        call.width if printed else None,
    )
    return report(request, form.value)


def _choose(home: Workspace) -> Selection:
    """What says whether a map can be read, and the checks of coverage, as its workspace grades them."""
    from cjmap.check import Selection
    from cjmap.reports.gaps import FAMILY

    return Selection.of_reading(home.settings.lint, FAMILY)


def _dimensions(call: Invocation, require: list[str] | None) -> tuple[str, ...] | None:
    """The dimensions that `--require` names, with commas or one at a time."""
    if require is None:
        return None
    named = [name.strip() for text in require for name in text.split(",") if name.strip()]
    unknown = next((name for name in named if name not in list(Dimension)), None)
    if unknown is not None or not named:
        call.fail(
            tr(
                "`--require {name}`: one or more of {allowed} are needed.",
                name=unknown or "",
                allowed=", ".join(Dimension),
            )
        )
    return tuple(named)


def _complain(
    call: Invocation, sheets: tuple[Sheet, ...], unreadable: tuple[Unreadable, ...]
) -> int:
    """Names the maps that miss their minimum on standard error; how many there are.

    A map that cannot be read reaches no minimum.
    """
    from cjmap.languages.quantities import format_percent

    complaints = [
        (
            sheet.file,
            tr(
                "coverage of {percent} is below the minimum of {minimum}.",
                percent=sheet.tell_coverage(sheet.assessment.language),
                minimum=format_percent(sheet.minimum, sheet.assessment.language, most=2),
            ),
        )
        for sheet in sheets
        if sheet.missed and sheet.minimum is not None
    ]
    complaints += [
        (
            one.file,
            tr(
                "it cannot be read, so it misses the minimum of {minimum}.",
                minimum=format_percent(one.minimum, call.language, most=2),
            ),
        )
        for one in unreadable
        if one.minimum is not None and not one.left
    ]
    for file, complaint in complaints:
        call.complain_of(file, complaint)
    return len(complaints)


def verbs() -> tuple[Verb, ...]:
    return (
        Verb(
            gaps,
            hint("Show what is missing from maps: coverage, the nine steps, priorities, figures."),
        ),
    )
