"""What reports draw: maps with what there is to say about them, read from the files of a run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path as FilePath
from typing import TypeAlias

from cjmap.board.assessing import assess
from cjmap.board.assessment import Assessment
from cjmap.board.board import Board
from cjmap.board.glances import Glance, read_glances
from cjmap.board.reading import read
from cjmap.check import Session
from cjmap.check.listing import in_order
from cjmap.facts.subject import Subject
from cjmap.findings import Finding, Outcome, Path
from cjmap.findings.source import Position
from cjmap.loading.naming import map_id
from cjmap.messages import DEFAULT_LANGUAGE, localize
from cjmap.project.workspace import Workspace
from cjmap.records import dataclass, fields_of, is_record, replace
from cjmap.reports.gaps.sheet import Sheet, Unreadable

# What maps are sorted by.
Standing: TypeAlias = tuple[FilePath, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """A map read for a page: what is drawn of it, and what there is to say about it.

    Findings are listed the gravest first; the gaps of the board count them in that order.
    `glances` are what is said of it in short for each persona alone.
    """

    workspace: Workspace
    board: Board
    assessment: Assessment
    glances: tuple[Glance, ...]


def place_among(file: FilePath) -> Standing:
    """Where a map stands among others."""
    # `coat.journey.yaml` before `coat-later.journey.yaml`, which file names would turn around.
    return file.parent, map_id(file)


def collect(
    subject: Subject,
    findings: Iterable[Finding],
    language: str | None = None,
) -> Reading:
    """A map with what was found in it, in any order, in a language (by default its own)."""
    listed = in_order(findings)
    return Reading(
        subject.workspace,
        read(subject, listed, language=language),
        # The same for its page and for an index of several.
        assess(subject, listed, language=language, pooled=True),
        read_glances(subject, listed, language=language),
    )


def gather_sheets(
    session: Session,
    files: Iterable[FilePath],
    outcome: Outcome,
    *,
    require: tuple[str, ...] | None = None,
    minimum: float | None = None,
    language: str = DEFAULT_LANGUAGE,
    pooled: bool = False,
) -> tuple[tuple[Sheet, ...], tuple[Unreadable, ...]]:
    """The sheets of the maps among files, in one language, and what is no readable map.

    Figures are written as in a map's region, where it is in that language (see `localize`).
    Libraries are left out. `outcome` is what a run over the same files found. `require` and
    `minimum` (in percent) take the place of what the workspaces ask for. `pooled`: their
    opportunities are listed together.
    """
    sheets = []
    unreadable = []
    found: dict[str, list[Finding]] = {}
    for finding in outcome.findings:
        found.setdefault(finding.file, []).append(finding)
    for file in files:
        if session.project.is_library(file):
            continue
        name = session.document(file).source.file
        home = session.workspace(file)
        gaps = home.settings.gaps
        subject = session.subject(file)
        if subject is None:
            asked = gaps.strictest if minimum is None else minimum
            unreadable.append(Unreadable(name, asked, left=not home.suits))
        else:
            asked = gaps.minimum(subject.journey.status) if minimum is None else minimum
            judged = assess(
                subject,
                found.get(name, ()),
                require=require,
                language=localize(language, subject.language),
                pooled=pooled,
            )
            sheets.append(Sheet(name, judged, asked, _locator(session, file)))
    return tuple(sheets), tuple(unreadable)


def detach(sheet: Sheet) -> Sheet:
    """A sheet that knows by itself where all stands that it tells of: its map can be forgotten."""
    places = {path: sheet.locate(path) for path in _paths(sheet.assessment)}
    return replace(sheet, locate=partial(_find, places))


def _find(places: Mapping[Path, Position | None], path: Path) -> Position | None:
    return places[path]


def _paths(assessment: Assessment) -> set[Path]:
    """The paths of all that an assessment tells of."""
    found: set[Path] = set()
    waiting: list[object] = [assessment]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, tuple):
            waiting += thing
        elif isinstance(thing, Mapping):
            waiting += thing.values()
        elif is_record(type(thing)):
            for name, _ in fields_of(type(thing)):
                value = getattr(thing, name)
                if name == "path":
                    found.add(value)
                else:
                    waiting.append(value)
    return found


def _locator(session: Session, file: FilePath) -> Callable[[Path], Position | None]:
    document = session.document(file)

    def locate(path: Path) -> Position | None:
        if not document.tree.readable:
            return None
        _, start, _ = document.locate(path)
        return document.source.position(start)

    return locate
