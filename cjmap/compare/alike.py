"""Files that are one map under two names, as their texts tell where nothing else does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path as FilePath
from typing import Final

from cjmap.check.session import Session
from cjmap.findings.usage import NoMapBelow
from cjmap.project.disk import is_file

# The share of a text that both have from which on git takes it for a rename.
ALIKE: Final = 0.5
EQUAL: Final = 1.0
# So many texts are held against one another; of more only those that are equal are seen.
_MOST: Final = 10_000

_Lines = Counter[str]


def pair_alike(
    old: Sequence[FilePath],
    new: Sequence[FilePath],
    sessions: tuple[Session, Session],
    least: float = ALIKE,
) -> list[tuple[FilePath, FilePath]]:
    """Which of the files that are gone are which of those that are new: the most alike first.

    A file stands in one pair at most. Two are alike where at least that share of the longer one
    stands in the other, line by line and wherever.
    """
    if not old or not new:
        return []
    befores, nows = (
        {file: _lines(session, file) for file in files}
        for session, files in zip(sessions, (old, new), strict=True)
    )
    near = len(old) * len(new) <= _MOST
    found = sorted(
        (-share, before, now)
        for before, lines in befores.items()
        for now, others in nows.items()
        if (share := _share(lines, others) if near else float(lines == others)) >= least
    )
    pairs: dict[FilePath, FilePath] = {}
    taken: set[FilePath] = set()
    for _, before, now in found:
        if before not in pairs and now not in taken:
            pairs[before] = now
            taken.add(now)
    return list(pairs.items())


def find_former(old: Session, new: Session, top: FilePath, file: FilePath) -> FilePath | None:
    """What a file of the disk was in a revision, of all maps below a folder that are there no longer.

    Git tells of renames only once somebody has added the file.
    """
    listed: tuple[FilePath, ...] = ()
    with suppress(NoMapBelow):
        listed = old.project.expand([str(top)], top)
    gone = [one for one in listed if not is_file(one)]
    return next((former for former, _ in pair_alike(gone, [file], (old, new))), None)


def _lines(session: Session, file: FilePath) -> _Lines:
    source, _ = session.project.text_of(file)
    return Counter(filter(None, map(str.strip, source.text.splitlines())))


def _share(one: _Lines, other: _Lines) -> float:
    """What of the longer of two texts stands in the other, from 0 to 1."""
    longest = max(_size(one), _size(other))
    return _size(one & other) / longest if longest else 0.0


def _size(lines: _Lines) -> int:
    return sum(len(line) * count for line, count in lines.items())
