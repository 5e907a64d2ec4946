"""What a team has agreed to leave for later: the fingerprints of findings, in a file.

A finding that the baseline holds is not reported, so that a team with a hundred old maps can
begin today and is told of what is new. Fingerprints leave out lines and rest on names, so
that a finding keeps its place in the baseline when text moves.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from cjmap.findings import Finding
from cjmap.findings.json_text import json_text
from cjmap.findings.usage import UsageError
from cjmap.messages import tr
from cjmap.project.disk import exists, read_result
from cjmap.records import dataclass, replace
from cjmap.text.refusals import why_refused
from cjmap.vocabulary.rules import NEVER_LEFT_OUT

if TYPE_CHECKING:
    from cjmap.project import Project

VERSION = 1


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One finding left for later. `file` is relative to the baseline's own folder.

    `likeness` is its name whatever its file is called; empty where an older cjmap wrote it.
    """

    file: str
    code: str
    fingerprint: str
    likeness: str = ""


@dataclass(frozen=True)
class Baseline:
    """The entries of a baseline, sorted by file and code, and the folder that it stands in."""

    entries: tuple[Entry, ...] = ()
    folder: Path = Path()

    def known(self, findings: Sequence[Finding]) -> frozenset[str]:
        """The fingerprints of those findings that the baseline holds.

        It follows files that were renamed or moved: the entries of a file that is gone serve
        the like findings of one that it does not know.
        """
        moved = self._follow(findings)
        files: dict[str, set[str]] = {}
        for entry in self.entries:
            files.setdefault(entry.fingerprint, set()).add(entry.file)
        return frozenset(
            finding.fingerprint
            for finding in findings
            if finding.likeness in moved.get(finding.file, ())
            or self._serves(finding, files.get(finding.fingerprint, set()))
        )

    def _serves(self, finding: Finding, files: set[str]) -> bool:
        """Whether an entry of one of the files means a finding of that name.

        Files of two workspaces may be called alike in theirs; one that is there is that file alone.
        """
        return _relative(finding.file, self.folder) in files or any(
            not exists(self.folder / file) for file in files
        )

    def _follow(self, findings: Iterable[Finding]) -> dict[str, frozenset[str]]:
        """The files that seem to be others that are gone, and what was known of these.

        One is, where half of what is found in the one, or of what was known of the other, is
        alike: each file is one other at most, the one that it shares most with.
        """
        gone = self._gone_files()
        if not gone:
            return {}
        new = self._new_files(findings)
        shared = Counter(
            (before, now)
            for now, found in new.items()
            for before, held in gone.items()
            for _ in found & held
        )
        moved: dict[str, frozenset[str]] = {}
        taken: set[str] = set()
        for (before, now), number in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0])):
            enough = 2 * number >= min(len(gone[before]), len(new[now]))
            if enough and before not in taken and now not in moved:
                moved[now] = gone[before]
                taken.add(before)
        return moved

    def _gone_files(self) -> dict[str, frozenset[str]]:
        """The files of entries that are no longer there, with the likenesses of these."""
        held: dict[str, set[str]] = {}
        for entry in self.entries:
            if entry.likeness:
                held.setdefault(entry.file, set()).add(entry.likeness)
        return {
            file: frozenset(likenesses)
            for file, likenesses in held.items()
            if not exists(self.folder / file)
        }

    def _new_files(self, findings: Iterable[Finding]) -> dict[str, frozenset[str]]:
        """The files that no entry names, as findings call them, with what is found in them."""
        named = {entry.file for entry in self.entries}
        found: dict[str, set[str]] = {}
        for finding in findings:
            found.setdefault(finding.file, set()).add(finding.likeness)
        return {
            file: frozenset(likenesses)
            for file, likenesses in found.items()
            if _relative(file, self.folder) not in named
        }

    def gone(self, known: Iterable[Finding], files: Iterable[str]) -> tuple[Entry, ...]:
        """The entries that a run no longer found, of the files that it checked.

        Args:
            known: the findings that the baseline left out of the run.
            files: the names of the files that were checked, as findings call them.
        """
        checked = {_relative(file, self.folder) for file in files}
        left_out = list(known)
        found = {finding.fingerprint for finding in left_out}
        alike = {finding.likeness for finding in left_out} - {""}
        return tuple(
            entry
            for entry in self.entries
            if entry.fingerprint not in found
            # What is no longer there at all is gone as well, but for what was moved.
            and (
                entry.file in checked
                or not (entry.likeness in alike or exists(self.folder / entry.file))
            )
        )

    def count_renamed(self, gone: Iterable[Entry], findings: Iterable[Finding]) -> int:
        """How many findings are new where as many entries of their rule and file are gone.

        Most likely what they are about was renamed; nobody can tell for sure.
        """
        lost = Counter((entry.file, entry.code) for entry in gone)
        new = Counter(
            (_relative(one.file, self.folder), one.code)
            for finding in findings
            for one in finding.members or (finding,)
        )
        return (lost & new).total()


def gather(findings: Iterable[Finding], folder: Path) -> Baseline:
    """The baseline of what a run found, for a file in `folder`; gathered findings one by one."""
    entries = {
        Entry(_relative(one.file, folder), one.code, one.fingerprint, one.likeness)
        for finding in findings
        for one in finding.members or (finding,)
        if one.code not in NEVER_LEFT_OUT
    }
    return Baseline(tuple(sorted(entries)), folder)


def dump(baseline: Baseline) -> str:
    """The text of a baseline's file: an entry a line, so that merges are easy to read."""
    lines = [
        json_text(
            {key: value for key, value in asdict(entry).items() if value},
            indent=None,
        )
        for entry in baseline.entries
    ]
    listed = ",\n".join(f"    {line}" for line in lines)
    inner = f"\n{listed}\n  " if lines else ""
    return f'{{\n  "version": {VERSION},\n  "findings": [{inner}]\n}}\n'


def load(file: Path) -> Baseline:
    """Reads a baseline.

    Raises:
        UsageError: the file cannot be read, is no baseline, or is one of a later version.
    """
    name = str(file)
    try:
        data = json.loads(read_result(file).decode("utf-8-sig"))
    except FileNotFoundError:
        raise UsageError(
            tr("There is no baseline {file}; --write-baseline writes one.", file=name)
        ) from None
    except OSError as error:
        raise UsageError(
            tr("{file} cannot be read: {reason}.", file=name, reason=why_refused(error))
        ) from None
    except (ValueError, RecursionError):
        raise UsageError(tr("{file} cannot be read as a baseline.", file=name)) from None
    if not isinstance(data, dict) or not isinstance(data.get("findings"), list):
        raise UsageError(tr("{file} cannot be read as a baseline.", file=name))
    if data.get("version") != VERSION:
        raise UsageError(
            tr(
                "{file} is a baseline of version {version}; this cjmap knows version {known}.",
                file=name,
                version=str(data.get("version")),
                known=VERSION,
            )
        )
    entries = set()
    for item in data["findings"]:
        found = item if isinstance(item, dict) else {}
        values = [found.get(key) for key in ("file", "code", "fingerprint")]
        values.append(found.get("likeness", ""))
        texts = [value for value in values if isinstance(value, str)]
        if len(texts) < len(values):
            raise UsageError(tr("{file} cannot be read as a baseline.", file=name))
        entry = Entry(*texts)
        if entry.code not in NEVER_LEFT_OUT:
            entries.add(entry)
    return Baseline(tuple(sorted(entries)), file.absolute().parent)


def of_settings(project: Project, files: Iterable[Path]) -> Baseline:
    """The baseline that the settings of files name; of several of them the entries of all.

    Raises:
        UsageError: as `load`.
    """
    named = {
        home.root / home.settings.lint.baseline
        for home in map(project.workspace, files)
        if home.suits and home.settings.lint.baseline is not None
    }
    found = [load(file) for file in sorted(named)]
    if len(found) == 1:
        return found[0]
    here = Path.cwd()
    entries = {
        replace(entry, file=_relative(str(one.folder / entry.file), here))
        for one in found
        for entry in one.entries
    }
    return Baseline(tuple(sorted(entries)), here)


def _relative(file: str, folder: Path) -> str:
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:
        # Another drive of Windows.
        return Path(file).absolute().as_posix()
