"""`cjmap merge`: two branches of a map made one, as git's merge driver."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from cjmap.cli.declaring import Argument, Verb, option
from cjmap.cli.invocation import FOUND, Invocation, Leave
from cjmap.cli.words import hint
from cjmap.messages import Message, ntr, tr
from cjmap.records import dataclass
from cjmap.text.refusals import why_refused

if TYPE_CHECKING:
    from cjmap.compare.merging.lines import Lines
    from cjmap.compare.merging.merge import Merged
    from cjmap.compare.merging.rendering import Markers

_MOST: Final = 20
"""So many conflicts are told; all are marked."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What git knows of a merge and the three files do not say."""

    path: Annotated[
        Path | None,
        option(
            *("--path",),
            metavar="FILE",
            help=hint("What the map is called in the repository (%P of git)."),
        ),
    ] = None
    marker_size: Annotated[
        int,
        option(
            *("--marker-size",),
            metavar="N",
            least=1,
            help=hint("How many signs a line has that marks a conflict (%L of git)."),
        ),
    ] = 7
    our_label: Annotated[
        str,
        option("--our-label", metavar="TEXT", help=hint("What ours is called beside the markers.")),
    ] = "ours"
    their_label: Annotated[
        str,
        option(
            "--their-label", metavar="TEXT", help=hint("What theirs is called beside the markers.")
        ),
    ] = "theirs"


def merge(
    call: Invocation,
    naming: Naming,
    base: Annotated[Path, Argument(metavar="BASE", help=hint("What both branches came from."))],
    ours: Annotated[
        Path, Argument(metavar="OURS", help=hint("Our map, which becomes the joined one."))
    ],
    theirs: Annotated[Path, Argument(metavar="THEIRS", help=hint("The map of the other branch."))],
) -> None:
    from cjmap.compare.merging.merge import merge as join
    from cjmap.compare.merging.rendering import Markers

    before = [_read(call, file) for file in (base, ours, theirs)]
    file = naming.path or ours
    place = Path(os.path.abspath(file))  # noqa: PTH100 - no link is followed
    project = call.project()
    markers = Markers(naming.marker_size, naming.our_label, naming.their_label)
    limits = project.workspace(place).settings.limits
    merged = join(*before, file=place, markers=markers, limits=limits)
    if merged.data is None:
        lines = _merge_lines(call, (base, ours, theirs), str(file), merged.reason, markers)
        call.rewrite(project, ours, str(ours), before[1], lines.data)
        joined = _tell_lines(call, str(file), lines, merged.reason)
        _look_again(call, place, str(file), joined, before)
        return
    if merged.data != before[1]:
        call.rewrite(project, ours, str(ours), before[1], merged.data)
    _tell(call, str(file), merged)
    if merged.conflicts:
        raise Leave(FOUND)
    _look_again(call, place, str(file), merged.data, before)


def _read(call: Invocation, file: Path) -> bytes:
    from cjmap.project.disk import read_bytes

    try:
        return read_bytes(file)
    except (OSError, ValueError) as error:
        reason = why_refused(error)
        call.fail(tr("{file} cannot be read: {reason}.", file=str(file), reason=reason))


def _merge_lines(
    call: Invocation,
    files: tuple[Path, Path, Path],
    name: str,
    reason: Message | None,
    markers: Markers,
) -> Lines:
    """Joins line by line, as git would have done; ends the command where it cannot, and says why."""
    from cjmap.compare.merging.lines import merge_lines
    from cjmap.findings.usage import UsageError

    try:
        return merge_lines(*files, markers)
    except UsageError as error:
        if reason is not None:
            call.complain_of(name, reason)
        call.fail(error.message)


def _tell_lines(call: Invocation, name: str, found: Lines, reason: Message | None) -> bytes:
    """Says that and why a map was joined line by line; what came of it without a conflict."""
    why = reason or ""
    call.warn(tr("{file}: joined line by line, as git does. {reason}", file=name, reason=why))
    if found.conflicts:
        _count(call, name, found.conflicts)
        raise Leave(FOUND)
    return found.data


def _tell(call: Invocation, name: str, merged: Merged) -> None:
    from cjmap.compare.merging.wording import tell_conflict, tell_doubled

    if merged.later is not None:
        later, earlier = merged.later
        said = tr(
            "{file}: `updated` is {later}, the later day; the other side had {earlier}.",
            file=name,
            later=later,
            earlier=earlier,
        )
        call.note(said)
    for place in merged.doubled[:_MOST]:
        call.note(tr("{file}: {conflict}.", file=name, conflict=tell_doubled(place)))
    for conflict in merged.conflicts[:_MOST]:
        call.warn(tr("{file}: {conflict}.", file=name, conflict=tell_conflict(conflict)))
    more = len(merged.conflicts) - _MOST
    if more > 0:
        call.warn(ntr("{file}: … and {n} more.", "{file}: … and {n} more.", more, file=name))
    if merged.conflicts:
        _count(call, name, len(merged.conflicts))


def _count(call: Invocation, name: str, number: int) -> None:
    call.warn(
        ntr(
            "{file}: {n} conflict is marked.",
            "{file}: {n} conflicts are marked.",
            number,
            file=name,
        )
    )


def _look_again(
    call: Invocation, place: Path, name: str, joined: bytes, before: Sequence[bytes]
) -> None:
    """Reads what was joined: where it is wrong, though neither side was, nobody may take it for done.

    Git leaves the file unmerged then, as with a conflict.
    """
    from cjmap.compare.merging.aftermath import find_new_errors

    if joined in before:
        return
    outcome = find_new_errors(call.project, place, joined, before[1:], call.today)
    if outcome.findings:
        call.warn(tr("{file}: both sides were sound, together they are not:", file=name))
        call.complain(outcome)
        raise Leave(FOUND)


def verbs() -> tuple[Verb, ...]:
    return (Verb(merge, hint("Join two branches of a map, as git's merge driver.")),)
