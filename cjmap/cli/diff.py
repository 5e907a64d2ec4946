"""`cjmap diff`: what changed for the customer between two states of a map."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from cjmap.cli.declaring import Argument, Verb, option
from cjmap.cli.invocation import BROKEN, FOUND, Invocation, Leave
from cjmap.cli.options import OutputOption
from cjmap.cli.words import hint
from cjmap.messages import join, tr
from cjmap.records import dataclass

if TYPE_CHECKING:
    from cjmap.check import Session
    from cjmap.compare.comparison import Compared, Comparison
    from cjmap.messages import Message

_BEYOND: Final = 1_000.0
"""What no figure ever falls by."""


class DiffFormat(StrEnum):
    """The formats of changes."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class States:
    """The two states that are held against each other."""

    paths: Annotated[
        list[str] | None,
        Argument(
            metavar="[OLD NEW]",
            help=hint("Two maps, or two folders of maps."),
            shown=False,
        ),
    ] = None
    baseline: Annotated[
        Path | None,
        option(
            "--baseline",
            metavar="MAP",
            help=hint("Compare this map with the one that its link `rel: baseline` names."),
            shown=False,
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class Telling:
    """How changes are told, and which of them fail the command."""

    output_format: Annotated[
        DiffFormat, option("--output-format", help=hint("How changes are written."))
    ] = DiffFormat.TEXT
    output: OutputOption = None
    exit_code: Annotated[
        bool, option("--exit-code", help=hint("Exit with 1 where anything changed."))
    ] = False
    fail_on: Annotated[
        list[str] | None,
        option(
            "--fail-on",
            metavar="WHAT",
            help=hint(
                "Exit with 1 on coverage-drop[=N], emotion-drop[=N], new-errors, new-warnings or pain-unanswered; several with commas."
            ),
            shown=False,
        ),
    ] = None


def diff(call: Invocation, states: States, telling: Telling) -> None:
    fails = _parse(call, telling.fail_on)
    compared, single = _compare(call, states)
    _write(call, telling, compared, single=single)
    for name in compared.unreadable:
        call.complain_of(name, tr("it cannot be read, so it is not compared."))
    if single and not compared.pairs:
        raise Leave(BROKEN)
    reasons = [why for one in compared.pairs for fail in fails for why in fail(one)]
    for why in reasons:
        call.conclude(why)
    changed = compared.added or compared.removed or any(one.changes for one in compared.pairs)
    if compared.unreadable:
        raise Leave(BROKEN)
    if reasons or (telling.exit_code and changed):
        raise Leave(FOUND)


def _write(call: Invocation, telling: Telling, compared: Compared, *, single: bool) -> None:
    from cjmap.reports.changes import Request, report

    printed = telling.output is None
    request = Request(
        compared,
        single,
        call.language,
        call.colored and printed,
        call.width if printed else None,
    )
    call.emit(report(request, telling.output_format.value), telling.output)


# -- which states ----------------------------------------------------------------------------------


def _compare(call: Invocation, states: States) -> tuple[Compared, bool]:
    """What came of the two states, and whether they are two files."""
    from cjmap.check import Session
    from cjmap.compare.comparison import Side, compare_sides

    session = Session(call.project(), today=call.today)
    paths = states.paths or []
    if states.baseline is not None:
        if paths:
            call.fail(tr("`--baseline MAP` names the map: leave OLD and NEW out."))
        new = _file(call, str(states.baseline))
        old = _baseline_of(call, session, new)
    elif len(paths) == 2:
        from cjmap.project.disk import is_folder

        folders = [is_folder(Path(path)) for path in paths]
        if all(folders):
            return _compare_folders(call, session, paths), False
        if any(folders):
            call.fail(tr("Two maps or two folders can be compared, but not one with the other."))
        old, new = (_file(call, path) for path in paths)
    else:
        call.fail(tr("Name two maps or two folders, OLD and NEW; or a map behind `--baseline`."))
    sides = Side(session, (old,)), Side(session, (new,))
    return compare_sides(*sides, [(old, new)]), True


def _file(call: Invocation, path: str) -> Path:
    from cjmap.project.disk import is_file

    file = Path(os.path.normpath(Path.cwd() / path))
    if not is_file(file):
        call.fail(tr("There is no file {file}.", file=path))
    return file


def _baseline_of(call: Invocation, session: Session, file: Path) -> Path:
    subject = session.subject(file)
    name = session.project.shown(file)
    if subject is None:
        call.fail(tr("{file} cannot be read as a map: `cjmap validate` says why.", file=name))
    if subject.baseline is None:
        call.fail(
            tr(
                "{file} names no map that can be read as its baseline: add a link with `rel: baseline`.",
                file=name,
            )
        )
    return subject.baseline.file


def _compare_folders(call: Invocation, session: Session, paths: Sequence[str]) -> Compared:
    from cjmap.compare.comparison import Side, compare_sides, pair_files

    old, new = (_maps_below(call, session, Path(path)) for path in paths)
    together = pair_files(old, new, (session, session))
    return compare_sides(Side(session, tuple(old)), Side(session, tuple(new)), together)


def _maps_below(call: Invocation, session: Session, folder: Path) -> Mapping[Path, str]:
    """The maps and libraries of a folder, with their paths in it."""
    from cjmap.cli.options import Inputs

    files = call.expand(session.project, Inputs([str(folder)]))
    root = Path(os.path.normpath(Path.cwd() / folder))
    return {file: Path(os.path.relpath(file, root)).as_posix() for file in files}


# -- what fails the command ------------------------------------------------------------------------


_Judge = Callable[["Comparison"], Iterable["Message"]]


def _parse(call: Invocation, asked: list[str] | None) -> list[_Judge]:
    """What judges a comparison, for each turn for the worse that `--fail-on` names."""
    words = [word.strip() for text in asked or () for word in text.split(",")]
    return [_parse_one(call, word) for word in words if word]


def _parse_one(call: Invocation, word: str) -> _Judge:
    from cjmap.compare.verdicts import Worse, judge

    name, has_bound, bound = word.partition("=")
    known = next((one for one in Worse if one == name), None)
    if known is None or (has_bound and not known.is_bounded):
        call.fail(
            tr(
                "`--fail-on {word}`: one or more of {allowed} are needed.",
                word=word,
                allowed=join([one + "[=N]" if one.is_bounded else one for one in Worse]),
            )
        )
    try:
        most = float(bound) if has_bound else 0.0
    except ValueError:
        most = -1.0
    if not 0 <= most < _BEYOND:
        call.fail(tr("`--fail-on {word}`: a number of 0 or more is needed.", word=word))
    return lambda found: judge(found, known, most)


def verbs() -> tuple[Verb, ...]:
    return (
        Verb(
            diff,
            hint("Show what changed for the customer between two states of a map."),
        ),
    )
