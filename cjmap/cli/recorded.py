"""Figures that `measure` wrote into a file, for pictures and pages that query nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cjmap.cli.declaring import option
from cjmap.cli.invocation import Invocation
from cjmap.cli.words import hint
from cjmap.messages import join, tr
from cjmap.records import replace
from cjmap.text.refusals import why_refused
from cjmap.vocabulary.maps import Thing

if TYPE_CHECKING:
    from cjmap.check import Session
    from cjmap.facts.measured import Measured
    from cjmap.facts.subject import Subject
    from cjmap.reports.measured.recalling import Recorded

MeasuredOption = Annotated[
    Path | None,
    option(
        "--measured",
        metavar="FILE",
        help=hint("Show what `measure --output-format json --output FILE` found beside the map."),
        shown=False,
    ),
]


def read_recorded(
    call: Invocation,
    session: Session,
    asked: Path | None,
    maps: Iterable[Path],
    attend: Callable[[Iterable[Path]], None] = lambda _: None,
) -> Mapping[Path, Recorded]:
    """What a file says of maps, by the map. A map that it does not tell of is shown as written.

    `attend` hears of the file before it is read. Ends the command where it cannot be read, is
    something else, or tells of none of the maps.
    """
    if asked is None:
        return {}
    from cjmap.findings.usage import UsageError
    from cjmap.project.disk import is_file, read_bytes
    from cjmap.reports.measured.recalling import load, recall

    name, file = str(asked), Path(os.path.normpath(Path.cwd() / asked))
    attend((file,))
    if not is_file(file):
        call.refuse_unread(file, name)
        call.fail(tr("There is no file `{path}`.", path=name))
    try:
        recorded = load(read_bytes(file).decode("utf-8-sig"), name)
    except OSError as error:
        call.fail(tr("{file} cannot be read: {reason}.", file=name, reason=why_refused(error)))
    except UnicodeDecodeError:
        call.fail(tr("{file} cannot be read: {reason}.", file=name, reason=tr("it is not UTF-8")))
    except UsageError as error:
        call.fail(error.message)
    wanted = set(maps)
    found: dict[Path, Recorded] = {}
    # As `measure` called them: from the folder that it was run in, which is often the file's own.
    for one in recorded:
        for folder in (Path.cwd(), file.parent):
            place = Path(os.path.normpath(folder / one.file))
            if place in wanted:
                found.setdefault(place, one)
    if wanted and not found:
        call.fail(
            tr(
                "{file} tells of none of these maps. It tells of: {known}.",
                file=name,
                known=join([one.file for one in recorded]),
            )
        )
    for place, one in found.items():
        subject = session.subject(place)
        try:
            if subject is not None:
                _tell_gone(call, session.project.shown(place), subject, recall(one, subject))
        except UsageError as error:
            call.fail(error.message)
    return found


def _tell_gone(call: Invocation, name: str, subject: Subject, measured: Measured) -> None:
    """Says which stages were measured that the map does not have, or has by another id."""
    stages = {item.id for item in subject.index.items[Thing.STAGE]}
    gone = [one.id for one in measured.groups[0].stages if one.id not in stages]
    if gone:
        call.note(
            tr(
                "{file}: it was measured when it had other stages. What was measured of {gone} is "
                "left out: measure it again.",
                file=name,
                gone=join(gone),
            )
        )


def remember(subject: Subject, recorded: Mapping[Path, Recorded]) -> Subject:
    """A map with what was measured of it, where anything was."""
    if subject.file not in recorded:
        return subject
    from cjmap.reports.measured.recalling import recall

    return replace(subject, measured=recall(recorded[subject.file], subject))
