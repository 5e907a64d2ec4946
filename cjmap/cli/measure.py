"""`cjmap measure`: maps held against what customers did and said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cjmap.cli.declaring import Verb, option
from cjmap.cli.invocation import BROKEN, Invocation, Leave, leave
from cjmap.cli.options import Inputs, OutputOption
from cjmap.cli.words import hint
from cjmap.messages import Message, ntr, tr
from cjmap.records import dataclass, replace

if TYPE_CHECKING:
    from cjmap.check import Session
    from cjmap.facts.measured import Measured
    from cjmap.findings import Outcome
    from cjmap.measure.choosing import Chosen
    from cjmap.measure.running import Result
    from cjmap.project.workspace import Workspace
    from cjmap.reports.measured import Told


class MeasureFormat(StrEnum):
    """The formats of what was measured."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Asking:
    """Whom the data are asked of, and what is done with the answer."""

    engine: Annotated[
        str | None,
        option(
            "--engine",
            metavar="env:NAME",
            help=hint("The environment variable that names another engine than the map does."),
            shown=False,
        ),
    ] = None
    memory_limit: Annotated[
        str | None,
        option(
            "--memory-limit",
            metavar="SIZE",
            help=hint(
                "How much memory DuckDB may take, such as 4GB; default: most of what is there."
            ),
            shown=False,
        ),
    ] = None
    sample: Annotated[
        Path | None,
        option(
            "--sample",
            metavar="DIR",
            help=hint("Write a map with data of an invented shop into a folder, to try it on."),
            shown=False,
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class Holding:
    """What a scheduled job is to fail for."""

    check: Annotated[
        bool,
        option(
            "--check", help=hint("Exit with 1 where the data contradict the map, see --fail-on.")
        ),
    ] = False
    fail_on: Annotated[
        list[str] | None,
        option(
            "--fail-on",
            metavar="WHAT",
            help=hint(
                "What --check fails on: contradicted, missed, unmapped-share=20; default: missed."
            ),
            shown=False,
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class Putting:
    """Whether what was measured goes into the map."""

    write: Annotated[
        bool, option("--write", help=hint("Write measured values into the metrics of the map."))
    ] = False
    diff: Annotated[
        bool, option("--diff", help=hint("Show what --write would change, and change nothing."))
    ] = False


@dataclass(frozen=True, slots=True)
class Telling:
    """How it is told."""

    output_format: Annotated[
        MeasureFormat | None,
        option(
            "--output-format",
            help=hint(
                "How the figures are written; default: by the suffix of --output, else text."
            ),
            shown=False,
        ),
    ] = None
    output: OutputOption = None


def measure(
    call: Invocation,
    asking: Asking,
    holding: Holding,
    putting: Putting,
    telling: Telling,
    inputs: Inputs,
) -> None:
    if asking.sample is not None:
        _write_sample(call, asking.sample)
        return
    from cjmap.findings import Severity

    form = call.choose_format(telling.output_format, telling.output, MeasureFormat.TEXT)
    limits = _limits(call, holding)
    engine = _engine(call, asking)
    session, files = call.session(inputs)
    listed = [file for file in files if not session.workspace(file).is_library(file)]
    results, refused = _ask(call, session, listed, engine, named=bool(inputs.paths))
    outcome = _find(session, [file for file, _ in results])
    if putting.write or putting.diff:
        _put(call, session, results, write=not putting.diff)
    else:
        told = tuple(_tell(session, file, result.measured, outcome) for file, result in results)
        text = _report(call, form, told, printed=telling.output is None)
        call.emit(text, telling.output, table=form is MeasureFormat.CSV)
    broken = [said for _, result in results for said in _break(result, limits, call.language)]
    # Beside those that were measured: whoever reads the figures takes them for all.
    asked = {file for file, _ in results}.union(refused)
    read = _find(session, [file for file in listed if file not in asked])
    unread = {one.file for one in read.findings if one.severity is Severity.ERROR}
    if unread:
        call.complain(read)
        call.conclude(
            ntr(
                "{n} of {total} maps cannot be read, and is not measured.",
                "{n} of {total} maps cannot be read, and are not measured.",
                len(unread),
                total=len(listed),
            )
        )
    if broken:
        call.conclude(tr("The data do not hold what was asked: {what}.", what="; ".join(broken)))
    for why in refused.values():
        call.conclude(why)
    if refused:
        raise Leave(BROKEN)
    leave(outcome, found=bool(broken or unread))


def _engine(call: Invocation, asking: Asking) -> Chosen:
    from cjmap.findings.usage import UsageError
    from cjmap.measure.choosing import Chosen, read_size

    try:
        memory = None if asking.memory_limit is None else read_size(asking.memory_limit)
    except UsageError as error:
        call.fail(error.message)
    return Chosen(asking.engine, memory)


def _ask(
    call: Invocation, session: Session, listed: Sequence[Path], engine: Chosen, *, named: bool
) -> tuple[list[tuple[Path, Result]], dict[Path, Message]]:
    """What the data say of each map that has some; of those that are named, each must.

    Also why the others cannot be measured: one of them keeps nobody's figures back.
    """
    from cjmap.findings.usage import UsageError
    from cjmap.measure.running import measure as measure_one

    progress = call.progress(tr("Measuring"))
    results: list[tuple[Path, Result]] = []
    refused: dict[Path, Message] = {}
    for number, file in enumerate(listed):
        subject = session.subject(file)
        if subject is None:
            continue
        if subject.journey.data is None and not subject.settings.measure and not named:
            continue
        try:
            result = measure_one(subject, engine)
        except UsageError as error:
            name = session.project.shown(file)
            refused[file] = tr("{file}: {why}", file=name, why=error.message)
            continue
        session.measure(file, result.measured)
        results.append((file, result))
        progress(number + 1, len(listed))
    if not results and refused:
        *others, last = refused.values()
        for why in others:
            call.conclude(why)
        call.fail(last)
    if not results:
        read = _find(session, listed)
        call.complain(read)
        leave(read, found=bool(read.findings))
        call.fail(tr("No map here says in `data` where its events and surveys are."))
    return results, refused


def _find(session: Session, files: Sequence[Path]) -> Outcome:
    """What is wrong with maps, and what their data say of them."""
    from cjmap.check import Selection, run_each

    def choose(home: Workspace) -> Selection:
        return Selection.of_reading(home.settings.lint, "CJ62")

    return run_each(session, files, choose)


def _tell(session: Session, file: Path, measured: Measured, outcome: Outcome) -> Told:
    from cjmap.findings import format_path
    from cjmap.reports.measured import Told

    subject = session.subject(file)
    assert subject is not None
    shown = session.project.shown(file)
    kinds = ("persona", "stage", "touchpoint")
    names = {item.id: item.name for kind in kinds for item in subject.index.items[kind]}
    places = {
        format_path(item.path): item.name
        for kind in kinds[1:]
        for item in subject.index.items[kind]
    }
    return Told(
        file=shown,
        title=subject.journey.title,
        language=subject.language,
        measured=measured,
        names=names,
        places=places,
        findings=tuple(one for one in outcome.findings if one.file == shown),
    )


def _report(call: Invocation, form: MeasureFormat, told: tuple[Told, ...], *, printed: bool) -> str:
    from cjmap.reports.measured import Request, report

    request = Request(
        told,
        call.language,
        call.colored and printed,
        call.width if printed else None,
    )
    return report(request, form.value)


def _put(
    call: Invocation, session: Session, results: Sequence[tuple[Path, Result]], *, write: bool
) -> None:
    """Writes what was measured into the maps, or shows what would be written."""
    from cjmap.check.fixes import Change, compare
    from cjmap.measure.updating import count_forgotten, update

    changed = forgotten = 0
    for file, result in results:
        document = session.document(file)
        after = update(document, result.found)
        mark = "\ufeff" if document.source.marked else ""
        before, new = ((mark + text).encode("utf-8") for text in (document.source.text, after))
        if before == new:
            continue
        changed += 1
        forgotten += count_forgotten(result.found)
        name = document.source.file
        if write:
            call.rewrite(session.project, file, name, before, new)
            call.note(tr("{file}: measured values written.", file=name))
        else:
            call.emit(compare(Change(file, name, before, new, 1)))
    if forgotten:
        call.note(
            ntr(
                "{n} value of before says no earlier day in `date`: it goes into no `history`.",
                "{n} values of before say no earlier day in `date`: they go into no `history`.",
                forgotten,
            )
        )
    if not changed:
        call.note(tr("Every metric that is measured says so already."))


# -- what a scheduled job fails for ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Limits:
    """What a run fails for; `unmapped` is a share in percent, None for any."""

    contradicted: bool = False
    missed: bool = False
    unmapped: float | None = None


def _limits(call: Invocation, holding: Holding) -> _Limits:
    if holding.fail_on is None:
        return _Limits(missed=holding.check)
    limits = _Limits()
    for word in (part.strip() for text in holding.fail_on for part in text.split(",")):
        name, _, number = word.partition("=")
        share = _percent(number) if name == "unmapped-share" else None
        if word == "contradicted":
            limits = replace(limits, contradicted=True)
        elif word == "missed":
            limits = replace(limits, missed=True)
        elif share is not None:
            limits = replace(limits, unmapped=share)
        else:
            call.fail(
                tr(
                    "`--fail-on {word}`: one or more of {allowed} are needed.",
                    word=word,
                    allowed="contradicted, missed, unmapped-share=20",
                )
            )
    return limits


def _percent(text: str) -> float | None:
    try:
        share = float(text.removesuffix("%"))
    except ValueError:
        return None
    return share if 0 <= share <= 100 else None


def _break(result: Result, limits: _Limits, language: str) -> Iterator[str]:
    """What of a map does not hold; where nothing can be counted, nobody can say that it does."""
    from cjmap.facts.measured import Verdict

    measured = result.measured
    if result.silent and limits != _Limits():
        yield tr("there is no event and no answer that could be counted").render(language)
    contradicted = sum(one.verdict is Verdict.CONTRADICTED for one in measured.claims)
    missed = sum(one.verdict is Verdict.MISSED for one in measured.targets)
    if limits.contradicted and contradicted:
        said = ntr("{n} figure is contradicted", "{n} figures are contradicted", contradicted)
        yield said.render(language)
    if limits.missed and missed:
        yield ntr("{n} target is missed", "{n} targets are missed", missed).render(language)
    share = 100 * measured.unmapped.share
    if limits.unmapped is not None and share > limits.unmapped:
        from cjmap.languages.quantities import format_share

        shown = format_share(share, language, limits.unmapped)
        yield tr("{share} of the events are in no stage", share=shown).render(language)


# -- data to try it on ----------------------------------------------------------------------------


def _write_sample(call: Invocation, folder: Path) -> None:
    from cjmap.project.disk import exists
    from cjmap.scaffold import sample

    files = [(folder / name, text) for name, text in sample.files(call.language)]
    taken = [file for file, _ in files if exists(file)]
    if taken:
        call.fail(tr("{file} is there already; nothing was written.", file=str(taken[0])))
    for file, text in files:
        call.save(file, text)
    call.emit(
        tr(
            "Written to {folder}: a map and the data of {n} invented customers. Try:\n\n    cjmap measure {folder}\n",
            folder=str(folder),
            n=sample.CUSTOMERS,
        ).render(call.language)
    )


def verbs() -> tuple[Verb, ...]:
    return (
        Verb(
            measure,
            hint("Hold maps against what customers did and said: events, surveys."),
        ),
    )
