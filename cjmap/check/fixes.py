"""Mends what can be mended without changing what a map means, in its text.

Only the words that are wrong are replaced: every other byte stays, with comments, order,
quotes, line ends and byte order mark.
"""

from __future__ import annotations

import codecs
import difflib
import re
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable
from pathlib import Path

from cjmap.check import Session
from cjmap.findings import Edit, Finding, Outcome
from cjmap.messages.secrets import veil
from cjmap.records import dataclass, field
from cjmap.text import edit

# A fix may uncover another; more rounds than this would mean that two rules disagree.
_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Change:
    """A file before and after; `number` findings were mended in it."""

    file: Path
    name: str
    before: bytes
    after: bytes
    number: int


@dataclass(frozen=True)
class Mended:
    """What was mended, in the order of the files' names, and what a run finds afterwards."""

    outcome: Outcome
    changes: tuple[Change, ...] = field(default_factory=tuple)

    @property
    def number(self) -> int:
        return sum(change.number for change in self.changes)


def mend(
    session: Session,
    files: Iterable[Path],
    check: Callable[[], Outcome],
) -> Mended:
    """Applies the edits of findings until none is left. Nothing is written.

    Args:
        session: what `check` runs over; the mended text lies over the files meanwhile.
        files: what may be changed.
        check: a run whose findings are mended.
    """
    with session.project.trial():
        return _mend(session, files, check)


def _mend(session: Session, files: Iterable[Path], check: Callable[[], Outcome]) -> Mended:
    listed = sorted(set(files))
    texts: dict[Path, bytes] = {}
    before: dict[Path, bytes] = {}
    names: dict[Path, str] = {}
    numbers: dict[Path, int] = {}
    for _ in range(_ROUNDS):
        outcome = check()
        edits = _edits(outcome.findings)
        if not edits:
            break
        for file in listed:
            source = session.document(file).source
            wanted = edits.get(source.file)
            if not wanted:
                continue
            text, number = apply(source.text, wanted)
            mark = codecs.BOM_UTF8 if source.marked else b""
            before.setdefault(file, mark + source.text.encode("utf-8"))
            texts[file] = mark + text.encode("utf-8")
            session.project.overlay(file, texts[file])
            names[file] = source.file
            numbers[file] = numbers.get(file, 0) + number
    else:
        outcome = check()
    changes = tuple(
        Change(file, names[file], before[file], texts[file], numbers[file])
        for file in listed
        if file in texts
    )
    return Mended(outcome, changes)


def _edits(findings: Iterable[Finding]) -> dict[str, list[tuple[Edit, ...]]]:
    """The edits of each file, by its name; those of one finding belong together."""
    edits: dict[str, list[tuple[Edit, ...]]] = {}
    for finding in findings:
        for one in finding.members or (finding,):
            if one.edits:
                edits.setdefault(one.file, []).append(one.edits)
    return edits


def apply(text: str, wanted: Iterable[tuple[Edit, ...]]) -> tuple[str, int]:
    """The text with edits applied, and of how many findings; what overlaps waits for its turn."""
    chosen: list[Edit] = []
    claims: set[tuple[int, str]] = set()
    number = 0
    for edits in sorted(wanted, key=lambda edits: (edits[0].start, edits[0].end)):
        claimed = {one.claim for one in edits if one.claim is not None}
        if claimed & claims or any(_meets(one, chosen) for one in edits):
            continue
        for one in edits:
            insort(chosen, one, key=_start)
        claims |= claimed
        number += 1
    return edit.apply(text, chosen), number


def _meets(one: Edit, others: list[Edit]) -> bool:
    """Whether an edit changes what one of others does, which are sorted and stand apart."""
    at = bisect_left(others, one.start, key=_start)
    before, behind = others[max(at - 1, 0) : at], others[at : at + 1]
    return any(other.end > one.start for other in before) or any(
        other.start < one.end or other.start == one.start for other in behind
    )


def _start(one: Edit) -> int:
    return one.start


def compare(change: Change) -> str:
    """A unified diff of a change, which `patch -p0` applies.

    Unless there are passwords in its lines: what is printed has none, and then does not fit.
    """
    lines = difflib.unified_diff(
        _lines(change.before), _lines(change.after), change.name, change.name
    )
    return veil(
        "".join(
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for line in lines
        )
    )


def _lines(data: bytes) -> list[str]:
    """The lines with their ends, as `patch` counts them: at line feeds alone."""
    return re.findall(r"[^\n]*\n|[^\n]+", data.decode("utf-8"))
