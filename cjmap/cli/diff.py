"""`cjmap diff`: what changed for the customer between two states of a map."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final

from cjmap.cli.declaring import Verb, option
from cjmap.cli.invocation import BROKEN, FOUND, Invocation, Leave
from cjmap.cli.options import OutputOption
from cjmap.cli.states import Sides, States, find_sides
from cjmap.cli.words import hint
from cjmap.messages import join, tr
from cjmap.records import dataclass

if TYPE_CHECKING:
    from pathlib import Path

    from cjmap.compare.comparison import Compared
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
class Telling:
    """How changes are told, and which of them fail the command."""

    output_format: Annotated[
        DiffFormat | None,
        option(
            "--output-format",
            help=hint("How changes are written; default: by the suffix of --output, else text."),
            shown=False,
        ),
    ] = None
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
    form = call.choose_format(telling.output_format, telling.output, DiffFormat.TEXT)
    fails = _parse(call, telling.fail_on)
    with ExitStack() as stack:
        sides = find_sides(call, states, stack)
        compared = _compare(call, sides)
        _write(call, form, telling.output, compared, single=sides.single)
    if sides.driven:
        # Git gives up where a driver does.
        return
    for name in (name for one in compared.unreadable for name in one.names):
        call.complain_of(name, tr("it cannot be read, so it is not compared."))
    if compared.unreadable:
        raise Leave(BROKEN)
    reasons = [why for fail in fails for why in fail(compared)]
    for why in reasons:
        call.conclude(why)
    changed = compared.added or compared.removed or any(one.changes for one in compared.pairs)
    if reasons or (telling.exit_code and changed):
        raise Leave(FOUND)


def _compare(call: Invocation, sides: Sides) -> Compared:
    from cjmap.compare.comparison import compare_sides

    return compare_sides(sides.old, sides.new, sides.together)


def _write(
    call: Invocation,
    form: DiffFormat,
    output: Path | None,
    compared: Compared,
    *,
    single: bool,
) -> None:
    from cjmap.reports.changes import Request, report

    printed = output is None
    request = Request(
        compared,
        single,
        call.language,
        call.colored and printed,
        call.width if printed else None,
    )
    call.emit(report(request, form.value), output)


# -- what fails the command ------------------------------------------------------------------------


_Judge = Callable[["Compared"], Iterable["Message"]]


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
    return lambda compared: judge(compared, known, most)


def verbs() -> tuple[Verb, ...]:
    return (
        Verb(
            diff,
            hint("Show what changed for the customer between two states of a map."),
        ),
    )
