"""The earlier state of a journey, as far as it may be held against what is read of this one."""

from __future__ import annotations

import math
from functools import cached_property

from cjmap.board.cut import Cut
from cjmap.facts.curve import line_of
from cjmap.facts.figures import MetricFigure
from cjmap.facts.index import Item, resolve
from cjmap.facts.pairing import Pairing, pair
from cjmap.facts.subject import Subject
from cjmap.facts.times import Span, span
from cjmap.findings import Path
from cjmap.records import dataclass
from cjmap.vocabulary.maps import Thing


@dataclass(frozen=True)
class Earlier:
    """The baseline of what is read, of which like is held against like alone.

    `subject` is the earlier state as a whole, `cut` what is read of the later one. Read for
    everybody, everybody's figures are alike; read for some, those of the same personas, so far
    as all of them were there.
    """

    subject: Subject
    cut: Cut

    @cached_property
    def pairing(self) -> Pairing:
        return pair(self.subject.things, self.cut.subject.things)

    @cached_property
    def _personas(self) -> tuple[Item, ...]:
        """Who is read for, in the earlier state; nobody where one of them was not there."""
        if self.cut.everybody:
            return self.subject.participation.personas
        found = [self.pairing.old_of.get(item.path) for item in self.cut.personas]
        return tuple(item for item in found if item is not None) if all(found) else ()

    @property
    def mean(self) -> float | None:
        """The mean of their means, -2 to +2; None where it is not one of the same personas."""
        curve = self.subject.curve
        if self.cut.everybody:
            return curve.mean
        lines = [line for item in self._personas if (line := line_of(curve, item))]
        then = {line.persona for line in lines}
        now = {self.pairing.old_of.get(line.persona.path) for line in self.cut.lines}
        return (
            math.fsum(line.mean for line in lines) / len(lines) if lines and then == now else None
        )

    @property
    def time(self) -> Span | None:
        """How long it took them."""
        return span(time.takes for time in self.subject.times if time.persona in self._personas)

    def figure(self, now: MetricFigure) -> MetricFigure | None:
        """The figure of the same kind at the same place, of the same personas."""
        fitting = [
            then
            for then in self.subject.figures.all
            if then.type == now.type
            and _measure(self.subject, then) == _measure(self.cut.subject, now)
            and then.item.place == self._then(now.item.place)
            and _whose(self.subject, then) == {*map(self._then, _whose(self.cut.subject, now))}
        ]
        same = self._then(now.item.path)
        of_old = (then for then in fitting if then.item.path == same)
        return next(of_old, fitting[-1] if fitting else None)

    def _then(self, path: Path) -> Path | None:
        """Where a thing stood; () for the journey itself, None for what was not there."""
        item = self.pairing.old_of.get(path)
        return item.path if item is not None else None if path else ()


def _whose(subject: Subject, figure: MetricFigure) -> set[Path]:
    """The paths of the personas that a figure names."""
    named = subject.things.metrics[figure.item].personas
    found = (resolve(subject.index, Thing.PERSONA, reference) for reference in named)
    return {item.path for item in found if item is not None}


def _measure(subject: Subject, figure: MetricFigure) -> tuple[object, ...]:
    """What a figure's number is of: without the same, two say nothing of one another."""
    metric = subject.things.metrics[figure.item]
    return metric.unit, figure.is_mean, metric.answers if figure.is_mean else None


def look_back(cut: Cut, asked: Subject | None = None) -> Earlier | None:
    """The earlier state of a map: the one asked for, else the one that it names, if that can be read."""
    baseline = asked or cut.subject.baseline
    return Earlier(baseline, cut) if baseline is not None else None
