"""What is found in some files of a workspace, map by map, with what it takes to find it again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from cjmap.check.footing import Name
from cjmap.check.sharing import excerpts
from cjmap.findings import BROKEN_RUN, Finding, Outcome
from cjmap.findings.source import Source
from cjmap.records import dataclass, replace

if TYPE_CHECKING:
    from cjmap.check.running import Company
    from cjmap.check.selection import Selection
    from cjmap.check.session import Session
    from cjmap.facts.members import Member


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of a map by itself.

    `member` is what others are to know of it, `silencing` says that comments in it silence rules,
    `dated` that a rule asked for the day. `names` are the paths that it names.
    """

    findings: tuple[Finding, ...]
    member: Member | None = None
    silencing: bool = False
    dated: bool = False
    names: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in files: of each by itself, and of the settings that govern them.

    `sources` have the lines that the findings quote.
    """

    records: Mapping[Path, Record]
    common: tuple[Finding, ...]
    sources: Mapping[str, Source]

    @property
    def outcome(self) -> Outcome:
        """What was found, of all the files."""
        found = (finding for record in self.records.values() for finding in record.findings)
        return Outcome((*found, *self.common), (), self.sources)

    def without(self, files: Collection[Path]) -> Checked:
        """What was found of the other files alone."""
        left = {file: one for file, one in self.records.items() if file not in files}
        return replace(self, records=left)

    @property
    def lasting(self) -> bool:
        """Whether the same would be found again."""
        # What broke a run is no property of a map: it may be mended by the next.
        return all(finding.code not in BROKEN_RUN for finding in self.outcome.findings)


NOTHING = Checked({}, (), {})


def record(session: Session, files: list[Path], selection: Selection, company: Company) -> Checked:
    """Checks files as `examine` does."""
    from cjmap.check.running import compares, examine, introduce_each
    from cjmap.check.suppression import suppressions

    outcome = examine(session, files, selection, company)
    compared = introduce_each(session, files) if compares(selection) else ()
    members = {member.file: member for member in compared}
    found: dict[str, list[Finding]] = {}
    for finding in outcome.findings:
        # Those that a finding stands for are asked for by baselines alone.
        found.setdefault(finding.file, []).append(replace(finding, members=()))
    records = {
        file: Record(
            tuple(found.pop(session.document(file).source.file, ())),
            members.get(file),
            bool(suppressions(session.document(file))),
            file in session.dated,
            name_all(session, file),
        )
        for file in files
    }
    common = tuple(finding for group in found.values() for finding in group)
    return Checked(records, common, excerpts(outcome.findings, outcome.sources))


def name_all(session: Session, file: Path) -> tuple[Name, ...]:
    """The paths that a map names; none where it cannot be read."""
    from cjmap.rules.reading import named_files

    subject = session.glimpse(file)
    if subject is None:
        return ()
    links = (Name(link.to.partition("#")[0], str(link.rel)) for link in subject.journey.links)
    files = (Name(written, "") for path, written in named_files(subject) if path[0] != "links")
    return distinct((*links, *files))


def distinct(names: Iterable[Name]) -> tuple[Name, ...]:
    return tuple(sorted(set(names)))
