"""What a check says: how grave, what, where, and what to do about it.

A rule yields a `Problem`, whose place is symbolic (a path in the document). The engine asks
the tree where that stands and makes it a `Finding`, which reporters print.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from cjmap.expressions import expression
from cjmap.findings.source import Excerpt, Position, Source, Span
from cjmap.messages import Message, ntr, shorten
from cjmap.messages.secrets import veil
from cjmap.records import dataclass, field

if TYPE_CHECKING:
    from cjmap.findings.packed import Many

Key = str | int
Path = tuple[Key, ...]

# Behind these nothing could be checked: a file that is not there, settings that cannot be used, a
# rule that failed.
BROKEN_RUN = frozenset({"CJ001", "CJ020", "CJ901"})

_PLAIN_KEY = expression(r"[^\W\d][\w-]*")


class Severity(StrEnum):
    """How grave a finding is; `rank` 0 is the gravest."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        return list(Severity).index(self)

    def reaches(self, level: Severity) -> bool:
        """Whether this is at least as grave as `level`."""
        return self.rank <= level.rank


@dataclass(frozen=True, slots=True)
class Place:
    """A symbolic place: a path in a document, at its key rather than its value when `key` is set.

    `file` is None for the document at hand. `span` is set by reading alone.
    """

    path: Path
    message: Message
    key: bool = False
    file: str | None = None
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement of the characters from `start` to `end` (indexes, `end` exclusive).

    `claim` is a key that it brings into being, and where the mapping that gets it begins: of
    two edits that claim the same, one alone is made.
    """

    start: int
    end: int
    text: str
    claim: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """What one rule says about one symbolic place.

    `key` puts the caret under the key at the end of the path rather than under its value.
    `span` is set by reading alone, which knows places that no path reaches.
    `replacement` is what would mend the key or the scalar at the place, where one
    is certain, several texts where a list belongs; `quoted` the text that was meant in place of the span, where quotes alone are
    missing; `rewritten` what takes the place of the span as it stands; `edits` what else mends it,
    set by reading alone. `subject` is what a person calls the thing at the place; problems that have one
    may be gathered into one for their parent. `severity` is how grave it is here, where that differs
    from the rule's own; `item` tells apart what one rule says several times of one place. `since` is the
    version since which a rule says this, where that is later than the rule.
    """

    code: str
    path: Path
    message: Message
    help: Message | None = None
    related: tuple[Place, ...] = ()
    key: bool = False
    span: tuple[int, int] | None = None
    replacement: str | float | tuple[str, ...] | None = None
    subject: str | Message | None = None
    quoted: str | None = None
    rewritten: str | None = None
    edits: tuple[Edit, ...] = ()
    severity: Severity | None = None
    item: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that belongs to a finding, such as the first of two equal keys."""

    file: str
    span: Span | None
    message: Message


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem at its place in a file, ready to print.

    `file` is relative to the current folder, with forward slashes. `fingerprint` names the
    finding across moved lines, `likeness` does so whatever its file is called. `members` are the findings that this one stands for, where
    many of one kind are said once for their parent.
    """

    code: str
    name: str
    severity: Severity
    message: Message
    help: Message | None
    file: str
    span: Span | None
    path: Path
    related: tuple[Related, ...] = ()
    fingerprint: str = ""
    edits: tuple[Edit, ...] = ()
    members: tuple[Finding, ...] = ()
    likeness: str = ""

    def __repr__(self) -> str:
        place = f":{self.span.start.line}:{self.span.start.column}" if self.span else ""
        return f"Finding({self.code} at {self.file!r}{place}: {shorten(str(self.message))!r})"

    @property
    def fixable(self) -> bool:
        return bool(self.edits)

    def order(self) -> tuple[str, Position, str, str, str]:
        """Sort key: file, line, column, code, then what makes the order total."""
        return (*place_order(self), self.message.render())


def place_order(finding: Finding) -> tuple[str, Position, str, str]:
    """Sort key: file, line, column, code, path. What a rule says of one place is not told apart."""
    start = finding.span.start if finding.span else Position(0, 0)
    return (finding.file, start, finding.code, format_path(finding.path))


@dataclass(frozen=True, slots=True)
class Tally:
    """What a summary tells of findings: how many of each severity, in which files how grave.

    `numbers` has the gravest first, `files` the gravest severity in each; `broken` says that one
    of them means that the run could not be carried out (`BROKEN_RUN`).
    """

    numbers: tuple[int, ...]
    files: Mapping[str, Severity]
    broken: bool

    def plus(self, others: Iterable[Tally]) -> Tally:
        """This one and others together."""
        numbers, files, broken = list(self.numbers), dict(self.files), self.broken
        for other in others:
            numbers = [one + more for one, more in zip(numbers, other.numbers, strict=True)]
            for file, severity in other.files.items():
                known = files.get(file, severity)
                files[file] = known if known.reaches(severity) else severity
            broken = broken or other.broken
        return Tally(tuple(numbers), files, broken)


def sum_up(findings: Iterable[Finding]) -> Tally:
    """What a summary tells of findings."""
    numbers: Counter[Severity] = Counter()
    files: dict[str, Severity] = {}
    broken = False
    for finding in findings:
        numbers[finding.severity] += 1
        known = files.get(finding.file, finding.severity)
        files[finding.file] = known if known.reaches(finding.severity) else finding.severity
        broken = broken or finding.code in BROKEN_RUN
    return Tally(tuple(numbers[severity] for severity in Severity), files, broken)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run found: sorted findings, the files it read, and their text for whoever quotes it.

    Of many files the findings are unpacked as they are read (`Many`), and of their texts there are
    the lines that findings mark. `known` are the findings that a baseline left out.
    """

    findings: Sequence[Finding]
    files: tuple[str, ...]
    sources: Mapping[str, Source | Excerpt] = field(default_factory=dict)
    known: tuple[Finding, ...] = ()

    def __repr__(self) -> str:
        counts = (f"{severity}={self.count(severity)}" for severity in Severity)
        return f"Outcome(files={len(self.files)}, {', '.join(counts)})"

    @property
    def tally(self) -> Tally:
        """What a summary tells of the findings."""
        many = packed_in(self)
        return sum_up(self.findings) if many is None else many.tally

    def count(self, severity: Severity) -> int:
        return self.tally.numbers[severity.rank]

    def fails(self, level: Severity) -> bool:
        """Whether a finding is at or above `level`."""
        return any(self.tally.numbers[: level.rank + 1])


def packed_in(outcome: Outcome) -> Many | None:
    """The findings of an outcome, where they are packed."""
    return None if isinstance(outcome.findings, tuple) else cast("Many", outcome.findings)


def count_severities(tally: Tally) -> tuple[Message, ...]:
    """`1 error`, `2 warnings`, `5 notes`: one for each severity that occurs, the gravest first."""
    errors, warnings, notes = tally.numbers
    return tuple(
        message
        for message in (
            ntr("{n} error", "{n} errors", errors),
            ntr("{n} warning", "{n} warnings", warnings),
            ntr("{n} note", "{n} notes", notes),
        )
        if message.number
    )


def format_path(path: Path) -> str:
    """A path as people write it: `stages[2].touchpoints[0].emotion`, odd keys as `["…"]`."""
    parts: list[str] = []
    for key in path:
        if isinstance(key, int):
            parts.append(f"[{key}]")
        else:
            parts.append(_format_key(key))
    return "".join(parts).removeprefix(".")


@lru_cache(maxsize=4096)
def _format_key(key: str) -> str:
    if _PLAIN_KEY.fullmatch(key):
        return f".{key}"
    quoted = veil(key).replace("\\", "\\\\").replace('"', '\\"')
    return f'["{quoted}"]'


def numbered(path: Path, references: Iterable[str]) -> Iterator[tuple[Path, str]]:
    """Each of the references that are listed at a path, with a path of its own."""
    for number, reference in enumerate(references):
        yield (*path, number), reference


def fingerprint(parts: Iterable[str]) -> str:
    """A stable name for a finding from its code, its file in the workspace and its anchors.

    Lines never enter it, so that a finding keeps its name when text above it moves.
    """
    import hashlib

    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
