"""Cases of rules: maps in golden folders, and what a rule says of them.

`tests/rules/CJ301/bad-*.yaml` fire the rule, `good-*.yaml` must not. A case that needs other
files (settings, a library, a linked map) is a folder `bad-*/` or `good-*/`, all of whose maps
are checked together. What a bad case is expected to say stands beside it in `bad-*.txt`, a
finding a line: `line:column severity message`, in a folder's case `file:line:column …`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cjmap.check import Selection, Session, run
from cjmap.findings import Finding, Severity
from cjmap.model.library import Library
from cjmap.project import Project
from cjmap.project.workspace import CONFIG_NAME, Workspace

HERE = Path(__file__).parent
TODAY = datetime.date(2026, 11, 21)
EVERYTHING = Selection(select=("ALL",))


class _Alone(Project):
    """A project for one file, which knows nothing of the libraries of its neighbours."""

    def library(self, workspace: Workspace) -> Library:
        return Library()


@dataclass(frozen=True)
class Case:
    """A file or folder of maps under the code that it is about."""

    path: Path

    @property
    def code(self) -> str:
        return self.path.parent.name

    @property
    def name(self) -> str:
        return f"{self.code}/{self.path.stem}"

    @property
    def bad(self) -> bool:
        return self.path.name.startswith("bad")

    @property
    def expected(self) -> Path:
        return self.path.with_name(f"{self.path.stem}.txt")

    @property
    def root(self) -> Path:
        return self.path if self.path.is_dir() else self.path.parent

    @property
    def maps(self) -> tuple[Path, ...]:
        return tuple(sorted(self.path.rglob("*.yaml"))) if self.path.is_dir() else (self.path,)

    def findings(self) -> tuple[Finding, ...]:
        """What all rules say of the case."""
        project = self.project()
        lint = project.workspace(self.root / CONFIG_NAME).settings.lint
        selection = Selection(
            select=("ALL",),
            severity=dict(lint.severity),
            per_file_ignores=lint.per_file_ignores,
        )
        return tuple(run(Session(project, today=TODAY), self.maps, selection).findings)

    def project(self) -> Project:
        """The files of the case, none of whose settings stand outside of it."""
        if not self.path.is_dir():
            return _Alone(Workspace(self.root))
        config = self.root / CONFIG_NAME
        if config.is_file():
            return Project.governed_by(config)
        return Project(Workspace(self.root))

    def own(self) -> str:
        """What the rule says, in the form of the expectation."""
        return "".join(self._line(f) for f in self.findings() if f.code == self.code)

    def foreign_errors(self) -> list[str]:
        """Errors of other rules: the case is not the map that its author meant to write."""
        return [
            f"{f.code} {self._line(f)}"
            for f in self.findings()
            if f.severity is Severity.ERROR and f.code != self.code
        ]

    def _line(self, finding: Finding) -> str:
        place = ""
        if self.path.is_dir():
            place += Path(finding.file).absolute().relative_to(self.path).as_posix() + ":"
        if finding.span is not None:
            place += f"{finding.span.start.line}:{finding.span.start.column}"
        return f"{place} {finding.severity.value} {finding.message.render('en')}\n"


def cases() -> Iterator[Case]:
    """Every case, in the order of code and name."""
    for folder in sorted(HERE.glob("CJ*")):
        for path in sorted(folder.iterdir()):
            if path.name.startswith(("bad", "good")) and (path.is_dir() or path.suffix == ".yaml"):
                yield Case(path)
