"""What a comparison may be held to: which turns for the worse nobody lets pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum

from cjmap.compare.comparison import Compared, Comparison
from cjmap.compare.remarks import singled
from cjmap.findings import Finding, Severity
from cjmap.languages.quantities import PERCENT, Quantity, difference
from cjmap.messages import Message, Sayable, ntr, tr


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


def judge(compared: Compared, worse: Worse, bound: float = 0.0) -> Iterator[Message]:
    """How maps took such a turn; nothing where none did.

    All that is wrong with a map that is new is new; what has no past has not fallen. A map that is
    gone has nothing left that could be worse. `bound` is by how much a map may fall: coverage in
    percentage points, a persona's mean score on -2 to +2.
    """
    for found in compared.pairs:
        yield from _JUDGES[worse](found, bound)
    for state in compared.added:
        if worse in _SEVERITIES:
            yield from _tell_findings(worse, state.name, state.findings)
        elif worse is Worse.PAIN_UNANSWERED:
            yield from _tell_pains(state.name, len(state.subject.improvement.unanswered))


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
    for shift in found.meaning.shifts:
        if -shift.total > bound:
            told: dict[str, str | Sayable] = {
                "file": found.new.name,
                "persona": shift.new.name,
                "old": scale.show(shift.old.mean),
                "new": scale.show(shift.new.mean),
            }
            if shift.is_whole or shift.steady is None:
                yield tr("{file}: the mean emotion of {persona} fell from {old} to {new}.", **told)
            else:
                yield tr(
                    "{file}: the mean emotion of {persona} fell from {old} to {new} ({step} where both states have a score).",
                    **told,
                    step=scale.step(shift.steady),
                )


def _new_findings(worse: Worse) -> Callable[[Comparison, float], Iterator[Message]]:
    return lambda found, _: _tell_findings(worse, found.new.name, found.remarks.new)


def _tell_findings(worse: Worse, file: str, findings: Iterable[Finding]) -> Iterator[Message]:
    severity = _SEVERITIES[worse]
    number = sum(one.severity is severity for one in singled(findings))
    if number and severity is Severity.ERROR:
        yield ntr("{file}: {n} new error.", "{file}: {n} new errors.", number, file=file)
    elif number:
        yield ntr("{file}: {n} new warning.", "{file}: {n} new warnings.", number, file=file)


def _pain_unanswered(found: Comparison, bound: float) -> Iterator[Message]:
    pains = found.meaning.pains
    yield from _tell_pains(found.new.name, len(pains.unanswered) + len(pains.ignored))


def _tell_pains(file: str, number: int) -> Iterator[Message]:
    if number:
        yield ntr(
            "{file}: {n} more pain that nobody answers.",
            "{file}: {n} more pains that nobody answers.",
            number,
            file=file,
        )


_SEVERITIES: Mapping[Worse, Severity] = {
    Worse.NEW_ERRORS: Severity.ERROR,
    Worse.NEW_WARNINGS: Severity.WARNING,
}
_JUDGES: Mapping[Worse, Callable[[Comparison, float], Iterator[Message]]] = {
    Worse.COVERAGE_DROP: _coverage_drop,
    Worse.EMOTION_DROP: _emotion_drop,
    **{worse: _new_findings(worse) for worse in _SEVERITIES},
    Worse.PAIN_UNANSWERED: _pain_unanswered,
}
