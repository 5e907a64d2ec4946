"""What a team has agreed to leave for later: the fingerprints of findings, in a file.

A finding that the baseline holds is not reported, so that a team with a hundred old maps can
begin today and is told of what is new. Fingerprints leave out lines and rest on names, so
that a finding keeps its place in the baseline when text moves.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cjmap.check import NEVER_LEFT_OUT
from cjmap.findings import Finding
from cjmap.findings.json_text import json_text
from cjmap.findings.usage import UsageError
from cjmap.messages import tr
from cjmap.project.disk import exists

VERSION = 1


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One finding left for later. `file` is relative to the baseline's own folder."""

    file: str
    code: str
    fingerprint: str


@dataclass(frozen=True)
class Baseline:
    """The entries of a baseline, sorted by file and code."""

    entries: tuple[Entry, ...] = ()

    @property
    def fingerprints(self) -> frozenset[str]:
        return frozenset(entry.fingerprint for entry in self.entries)

    def gone(
        self, known: Iterable[Finding], files: Iterable[str], folder: Path
    ) -> tuple[Entry, ...]:
        """The entries that a run no longer found, of the files that it checked.

        Args:
            known: the findings that the baseline left out of the run.
            files: the names of the files that were checked, as findings call them.
            folder: the baseline's folder.
        """
        checked = {_relative(file, folder) for file in files}
        found = {finding.fingerprint for finding in known}
        return tuple(
            entry
            for entry in self.entries
            if entry.fingerprint not in found
            # What is no longer there at all is gone as well.
            and (entry.file in checked or not exists(folder / entry.file))
        )


def gather(findings: Iterable[Finding], folder: Path) -> Baseline:
    """The baseline of what a run found, for a file in `folder`; gathered findings one by one."""
    entries = {
        Entry(_relative(one.file, folder), one.code, one.fingerprint)
        for finding in findings
        for one in finding.members or (finding,)
        if one.code not in NEVER_LEFT_OUT
    }
    return Baseline(tuple(sorted(entries)))


def dump(baseline: Baseline) -> str:
    """The text of a baseline's file: an entry a line, so that merges are easy to read."""
    lines = [
        json_text(
            {"file": entry.file, "code": entry.code, "fingerprint": entry.fingerprint},
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
        data = json.loads(file.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        raise UsageError(
            tr("There is no baseline {file}; --write-baseline writes one.", file=name)
        ) from None
    except (OSError, ValueError, RecursionError):
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
    entries = []
    for item in data["findings"]:
        found = item if isinstance(item, dict) else {}
        values = [found.get(key) for key in ("file", "code", "fingerprint")]
        texts = [value for value in values if isinstance(value, str)]
        if len(texts) < len(values):
            raise UsageError(tr("{file} cannot be read as a baseline.", file=name))
        entry = Entry(*texts)
        if entry.code not in NEVER_LEFT_OUT:
            entries.append(entry)
    return Baseline(tuple(sorted(set(entries))))


def _relative(file: str, folder: Path) -> str:
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:
        # Another drive of Windows.
        return Path(file).absolute().as_posix()
