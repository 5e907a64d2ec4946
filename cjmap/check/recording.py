"""What is found in some files of a workspace, map by map, with what it takes to find it again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from cjmap.check.footing import Name
from cjmap.check.sharing import excerpts, lay_up
from cjmap.findings import BROKEN_RUN, Finding, Outcome
from cjmap.findings.source import Excerpt
from cjmap.records import dataclass, replace

if TYPE_CHECKING:
    from cjmap.check.running import Company
    from cjmap.check.selection import Selection
    from cjmap.check.session import Session
    from cjmap.facts.members import Member
    from cjmap.findings.packed import Packed
    from cjmap.sieve.sight import Sight


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of a map by itself.

    Where there are many maps the findings are packed (`Checked.packed`). `member` is what others are to know of it, `silencing` says that comments in it silence rules,
    `dated` that a rule asked for the day. `names` are the paths that it names.
    """

    findings: tuple[Finding, ...] | Packed
    member: Member | None = None
    silencing: bool = False
    dated: bool = False
    names: tuple[Name, ...] = ()

    @property
    def opened(self) -> tuple[Finding, ...]:
        """The findings, packed or not."""
        return self.findings if isinstance(self.findings, tuple) else self.findings.unpack()


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in files: of each by itself, and of the settings that govern them.

    `sources` have the lines that the findings quote; `lasting` says whether the same would be
    found again.
    """

    records: Mapping[Path, Record]
    common: tuple[Finding, ...]
    sources: Mapping[str, Excerpt]
    lasting: bool = True

    def outcome(self, name: Callable[[Path], str]) -> Outcome:
        """What was found, of all the files, which findings call by what `name` gives."""
        loose = list(self.common)
        packed: dict[str, Packed] = {}
        for file, one in self.records.items():
            if isinstance(one.findings, tuple):
                loose += one.findings
            else:
                packed[name(file)] = one.findings
        return Outcome(lay_up(packed, loose), (), self.sources)

    def packed(self) -> Checked:
        """The same in less room."""
        # Imported late: few files need not be packed.
        from cjmap.findings.packed import pack

        return replace(
            self,
            records={
                file: replace(one, findings=pack(one.opened)) for file, one in self.records.items()
            },
        )

    def without(self, files: Collection[Path]) -> Checked:
        """What was found of the other files alone."""
        left = {file: one for file, one in self.records.items() if file not in files}
        return replace(self, records=left)


NOTHING = Checked({}, (), {})


def record(session: Session, files: list[Path], selection: Selection, company: Company) -> Checked:
    """Checks files as `examine` does."""
    from cjmap.check.running import compares, examine, introduce_each
    from cjmap.check.suppression import suppressions

    # What a finding stands for is asked for by baselines alone.
    outcome = examine(session, files, selection, company, parts=False)
    compared = introduce_each(session, files) if compares(selection) else ()
    members = {member.file: member for member in compared}
    found: dict[str, list[Finding]] = {}
    for finding in outcome.findings:
        found.setdefault(finding.file, []).append(finding)
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
    # What broke a run is no property of a map: it may be mended by the next.
    lasting = all(finding.code not in BROKEN_RUN for finding in outcome.findings)
    return Checked(records, common, excerpts(outcome.findings, outcome.sources), lasting)


def name_all(session: Session, file: Path) -> tuple[Name, ...]:
    """The paths that a map names; none where it cannot be read."""
    from cjmap.rules.reading import named_files

    subject = session.glimpse(file)
    if subject is None:
        return ()
    links = (Name(link.to.partition("#")[0], str(link.rel)) for link in subject.journey.links)
    files = (Name(written, "") for path, written in named_files(subject) if path[0] != "links")
    return _distinct((*links, *files))


def name_seen(sight: Sight) -> tuple[Name, ...]:
    """The paths that a clean map names."""
    links = (Name(tie.path, str(tie.rel)) for tie in sight.ties)
    return _distinct((*links, *(Name(path, "") for path in (*sight.files, *sight.paths))))


def _distinct(names: Iterable[Name]) -> tuple[Name, ...]:
    return tuple(sorted(set(names)))
