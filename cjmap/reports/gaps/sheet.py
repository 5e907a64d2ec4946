"""What `gaps` shows of each map, put together once for every format."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path as FilePath

from cjmap.check import Session
from cjmap.facts.coverage import Coverage
from cjmap.facts.steps import Progress, Step
from cjmap.facts.subject import Subject
from cjmap.findings import Finding, Outcome, Path, Severity
from cjmap.findings.source import Position
from cjmap.messages import DEFAULT_LANGUAGE, Message, tr

# The family of checks that stands beside the matrices.
FAMILY = "CJ3"


class View(StrEnum):
    """What a table has a row for; `OVERVIEW` shows a bit of everything."""

    OVERVIEW = "overview"
    STAGE = "stage"
    PERSONA = "persona"
    CHANNEL = "channel"
    STEP = "step"
    OPPORTUNITY = "opportunity"


@dataclass(frozen=True)
class Sheet:
    """One map with its coverage.

    `file` is its name for people, `errors` how many errors (CJ0, CJ1) it has, `findings` those
    of `FAMILY`. `minimum` is the coverage that it is held to, in percent. `locate` finds the
    position of a path.
    """

    file: str
    facts: Subject
    coverage: Coverage
    errors: int
    findings: tuple[Finding, ...]
    minimum: float | None
    locate: Callable[[Path], Position | None]

    @property
    def title(self) -> str:
        return self.facts.journey.title

    @property
    def percent(self) -> float | None:
        """Its coverage, 0 to 100, rounded to two decimals; None where no cell applies."""
        return rounded(self.coverage.percent)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        return self.facts.steps(self.errors)

    @property
    def steps_done(self) -> int:
        return sum(step.state is Progress.DONE for step in self.steps)

    def line(self, path: Path) -> Message | None:
        """The line of a path of the model, for where the file has been named already."""
        position = self.locate(path)
        return tr("line {n}", n=position.line) if position else None

    def place(self, path: Path) -> str:
        """`file:line` of a path of the model."""
        position = self.locate(path)
        return f"{self.file}:{position.line}" if position else self.file

    @property
    def missed(self) -> bool:
        """Whether its coverage is below its minimum, both in percent and as they are shown."""
        return self.minimum is not None and self.percent is not None and self.percent < self.minimum


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file of which nothing could be read, and the coverage that its map would be held to."""

    file: str
    minimum: float | None


@dataclass(frozen=True)
class Request:
    """Sheets and how to show them.

    `width` is the terminal's in cells, None where there is none.
    """

    sheets: tuple[Sheet, ...]
    unreadable: tuple[Unreadable, ...] = ()
    view: View = View.OVERVIEW
    language: str = DEFAULT_LANGUAGE
    color: bool = False
    width: int | None = None


def rounded(value: float | None) -> float | None:
    """A figure as it is shown and compared: with two decimals."""
    return None if value is None else round(value, 2)


def gather(
    session: Session,
    files: Iterable[FilePath],
    outcome: Outcome,
    *,
    require: tuple[str, ...] | None = None,
    minimum: float | None = None,
) -> tuple[tuple[Sheet, ...], tuple[Unreadable, ...]]:
    """The sheets of the maps among files, and what is no readable map.

    Libraries are left out. `outcome` is what a run over the same files found. `require` and
    `minimum` (in percent) take the place of what the workspaces ask for.
    """
    sheets = []
    unreadable = []
    found: dict[str, list[Finding]] = {}
    for finding in outcome.findings:
        found.setdefault(finding.file, []).append(finding)
    for file in files:
        workspace = session.workspace(file)
        facts = session.subject(file)
        if session.is_library(file):
            continue
        name = session.document(file).source.file
        asked = workspace.settings.gaps.min_coverage if minimum is None else minimum
        if facts is None:
            unreadable.append(Unreadable(name, asked))
            continue
        own = found.get(name, [])
        sheets.append(
            Sheet(
                name,
                facts,
                facts.cover(require),
                sum(f.severity is Severity.ERROR and f.code < "CJ2" for f in own),
                tuple(finding for finding in own if finding.code.startswith(FAMILY)),
                asked,
                _locator(session, file),
            )
        )
    return tuple(sheets), tuple(unreadable)


def _locator(session: Session, file: FilePath) -> Callable[[Path], Position | None]:
    document = session.document(file)

    def locate(path: Path) -> Position | None:
        if not document.tree.readable:
            return None
        _, start, _ = document.locate(path)
        return document.source.position(start)

    return locate
