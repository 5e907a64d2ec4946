"""Texts joined line by line, as git does it: where a map cannot be read entry by entry."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from cjmap.compare.merging.rendering import Markers
from cjmap.findings.usage import UsageError
from cjmap.messages import tr
from cjmap.project.git import Git
from cjmap.records import dataclass

# From here on the exit code tells of an error; below, how many conflicts there are.
_FAILED: Final = 128


@dataclass(frozen=True, slots=True)
class Lines:
    """What git made of three files, and how many conflicts it marked."""

    data: bytes
    conflicts: int


def merge_lines(base: Path, ours: Path, theirs: Path, markers: Markers) -> Lines:
    """Joins three files of the disk line by line; none of them is changed.

    Raises:
        UsageError: there is no git, or it cannot join them.
    """
    files = [str(file.absolute()) for file in (ours, base, theirs)]
    labels = [f"-L{label}" for label in (markers.ours, "base", markers.theirs)]
    size = f"--marker-size={markers.size}"
    answer, said, code = Git.find(ours.absolute().parent).try_to_ask(
        *("merge-file", "-p", size, *labels, "--", *files)
    )
    if not 0 <= code < _FAILED:
        reason = said.strip().partition("\n")[0].removeprefix("error: ").rstrip(".")
        raise UsageError(tr("Git cannot join the lines: {reason}.", reason=reason))
    return Lines(answer, code)
