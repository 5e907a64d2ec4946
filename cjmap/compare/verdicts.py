"""What a comparison may be held to: which turns for the worse nobody lets pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum

from cjmap.compare.comparison import Comparison
from cjmap.findings import Severity
from cjmap.languages.quantities import PERCENT, Quantity, difference
from cjmap.messages import Message, ntr, tr


class Worse(StrEnum):
    """A turn for the worse. The first two may be bounded by a number."""

    COVERAGE_DROP = "coverage-drop"
    EMOTION_DROP = "emotion-drop"
    NEW_ERRORS = "new-errors"
    NEW_WARNINGS = "new-warnings"
    PAIN_UNANSWERED = "pain-unanswered"

    @property
    def is_bounded(self) -> bool:
        return self in (Worse.COVERAGE_DROP, Worse.EMOTION_DROP)


def judge(found: Comparison, worse: Worse, bound: float = 0.0) -> Iterator[Message]:
    """How a map took such a turn; nothing where it did not.

    `bound` is by how much it may fall: coverage in percentage points, a persona's mean score on
    -2 to +2.
    """
    yield from _JUDGES[worse](found, bound)


def _coverage_drop(found: Comparison, bound: float) -> Iterator[Message]:
    old, new = found.meaning.coverage
    if old is not None and new is not None and difference(old, new) > bound:
        yield tr(
            "{file}: coverage fell from {old} to {new}.",
            file=found.new.name,
            old=Quantity(old, 2, unit=PERCENT),
            new=Quantity(new, 2, unit=PERCENT),
        )


def _emotion_drop(found: Comparison, bound: float) -> Iterator[Message]:
    scale = found.new.subject.journey.scale
    for old, new in found.persona_moods():
        if difference(old.mean, new.mean) > bound:
            yield tr(
                "{file}: the mean emotion of {persona} fell from {old} to {new}.",
                file=found.new.name,
                persona=new.name,
                old=scale.show(old.mean),
                new=scale.show(new.mean),
            )


def _new_findings(severity: Severity) -> Callable[[Comparison, float], Iterator[Message]]:
    def judged(found: Comparison, bound: float) -> Iterator[Message]:
        number = sum(one.severity is severity for one in found.remarks.new)
        if number and severity is Severity.ERROR:
            yield ntr(
                "{file}: {n} new error.", "{file}: {n} new errors.", number, file=found.new.name
            )
        elif number:
            yield ntr(
                "{file}: {n} new warning.",
                "{file}: {n} new warnings.",
                number,
                file=found.new.name,
            )

    return judged


def _pain_unanswered(found: Comparison, bound: float) -> Iterator[Message]:
    pains = found.meaning.pains
    number = len(pains.unanswered) + len(pains.ignored)
    if number:
        yield ntr(
            "{file}: {n} more pain that nobody answers.",
            "{file}: {n} more pains that nobody answers.",
            number,
            file=found.new.name,
        )


_JUDGES: Mapping[Worse, Callable[[Comparison, float], Iterator[Message]]] = {
    Worse.COVERAGE_DROP: _coverage_drop,
    Worse.EMOTION_DROP: _emotion_drop,
    Worse.NEW_ERRORS: _new_findings(Severity.ERROR),
    Worse.NEW_WARNINGS: _new_findings(Severity.WARNING),
    Worse.PAIN_UNANSWERED: _pain_unanswered,
}
