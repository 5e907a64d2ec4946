"""What must be whole: ids, stages, who takes part, and the parts of an NPS."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.facts.index import Item, resolve
from cjmap.facts.mentions import speakers
from cjmap.facts.referring import is_key
from cjmap.facts.subject import Subject
from cjmap.findings import Path, Place, Problem, Severity, numbered
from cjmap.languages.quantities import round_half
from cjmap.messages import Message, tr
from cjmap.model.emotion import Quote
from cjmap.model.metric import Metric
from cjmap.model.scalars import decimals_of
from cjmap.model.stage import Stage
from cjmap.model.touchpoint import Touchpoint
from cjmap.rules.base import Rule
from cjmap.vocabulary.lanes import BUILT_IN_ROWS
from cjmap.vocabulary.maps import Thing
from cjmap.vocabulary.metrics import MetricType


class DuplicateId(Rule):
    """Two things of one kind have the same id.

    Why:
        A reference to that id would mean one of them, and nobody could tell which. Default
        ids may collide; only ids that are written must differ. A lane of your own never has
        the id of one that is built in (`pains`, `metrics`).

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Awareness
            id: start
          - name: Consideration
            id: start

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Awareness
            id: start
          - name: Consideration
            id: compare
    """

    code = "CJ101"
    name = "duplicate-id"
    severity = Severity.ERROR
    keys: tuple[str, ...] = ("*.id",)

    def check(self, subject: Subject) -> Iterator[Problem]:
        for first, second in subject.index.duplicates:
            yield self.problem(
                (*second.path, "id"),
                tr("The id `{id}` is taken already.", id=second.id),
                tr("Give one of the two another id; references follow it."),
                related=[Place((*first.path, "id"), tr("it stands here first"))],
            )
        for item in subject.index.items[Thing.LANE]:
            if item.id in BUILT_IN_ROWS and not item.external:
                yield self.problem(
                    (*item.path, "id") if item.written else item.path,
                    tr("The id `{id}` is that of a lane that is built in.", id=item.id),
                    tr("Give your lane another id; the built-in one needs no declaration."),
                )


class NoStages(Rule):
    """A map has an empty list of stages.

    Why:
        Without stages there is no journey to draw or check.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages: []

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - Awareness
    """

    code = "CJ110"
    name = "no-stages"
    severity = Severity.ERROR
    keys: tuple[str, ...] = ("stages",)

    def check(self, subject: Subject) -> Iterator[Problem]:
        if subject.journey.stages or subject.journey.is_library or Thing.STAGE in subject.lost:
            return
        yield self.problem(
            ("stages",),
            tr("The map has no stages."),
            tr("Write the parts of the journey, one a line: `- name: Awareness`."),
        )


class EmotionForAbsentPersona(Rule):
    """A score, thought, quote or metric is for a persona that takes no part there.

    A persona takes part in a touchpoint that names it; where the touchpoint names nobody, if
    the stage names it; where neither names anybody, always, unless it is negative.

    Why:
        Either the persona does take part, or the score belongs to another; both change the
        curve.

    Example:
        title: Buy a coat online
        personas: [Laura, Jorge]
        stages:
          - name: Purchase
            touchpoints:
              - name: Checkout
                personas: [Laura]
                emotions: {jorge: -1}

    Instead:
        title: Buy a coat online
        personas: [Laura, Jorge]
        stages:
          - name: Purchase
            touchpoints:
              - name: Checkout
                personas: [Laura, Jorge]
                emotions: {jorge: -1}
    """

    code = "CJ111"
    name = "emotion-for-absent-persona"
    severity = Severity.ERROR
    keys: tuple[str, ...] = ("emotions", "*.personas", "*.persona")

    def check(self, subject: Subject) -> Iterator[Problem]:
        if Thing.PERSONA in subject.lost:
            return
        for path, reference, present, what in self._statements(subject):
            persona = resolve(subject.index, "persona", reference)
            if persona is None or persona in present:
                continue
            yield self.problem(
                path,
                tr(
                    "{what} for “{persona}”, who takes no part here.",
                    what=what,
                    persona=persona.name,
                ),
                tr("Add the persona to `personas` here, or remove this."),
                key=is_key(path),
            )

    def _statements(
        self, subject: Subject
    ) -> Iterator[tuple[Path, str, tuple[Item, ...], Message]]:
        things = subject.things
        for touchpoint in subject.participation.touchpoints:
            item = touchpoint.item
            yield from self._of(item.path, things.touchpoints[item], touchpoint.personas)
        for stage in subject.participation.stages:
            yield from self._of(stage.item.path, things.stages[stage.item], stage.personas)

    def _of(
        self, path: Path, thing: Stage | Touchpoint, present: tuple[Item, ...]
    ) -> Iterator[tuple[Path, str, tuple[Item, ...], Message]]:
        for reference in thing.emotions:
            yield (*path, "emotions", reference), reference, present, tr("A score")
        for place, reference, words in speakers(path, thing):
            what = tr("A quote") if isinstance(words, Quote) else tr("A thought")
            yield place, reference, present, what
        for number, metric in enumerate(thing.metrics):
            for place, reference in numbered(
                (*path, "metrics", number, "personas"), metric.personas
            ):
                yield place, reference, present, tr("A metric")


class MetricComponentsDisagree(Rule):
    """The counts behind an NPS and its value or n disagree.

    The value is compared at the decimals that are written: NPS = 100 (promoters - detractors)
    / n. Components belong to an NPS alone.

    Why:
        One of the figures is wrong, and nobody who reads the map can tell which.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages: [{name: Awareness}]
        metrics:
          - type: nps
            value: 50
            components: {promoters: 60, passives: 20, detractors: 20}

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages: [{name: Awareness}]
        metrics:
          - type: nps
            value: 40
            components: {promoters: 60, passives: 20, detractors: 20}
    """

    code = "CJ112"
    name = "metric-components-disagree"
    severity = Severity.ERROR
    keys: tuple[str, ...] = ("metric.components", "metric.value", "metric.n")

    def check(self, subject: Subject) -> Iterator[Problem]:
        for item, metric in subject.things.metrics:
            if metric.components is not None:
                yield from self._compare(item.path, metric)

    def _compare(self, path: Path, metric: Metric) -> Iterator[Problem]:
        counts = metric.components
        assert counts is not None
        if metric.type is not MetricType.NPS:
            yield self.problem(
                (*path, "components"),
                tr(
                    "Promoters, passives and detractors belong to an NPS, not to `{type}`.",
                    type=metric.type,
                ),
                tr("Remove them, or write `type: nps`."),
            )
            return
        if metric.n is not None and metric.n != counts.total:
            yield self.problem(
                (*path, "n"),
                tr(
                    "n is {n}, the components add up to {total}.",
                    n=str(metric.n),
                    total=counts.total,
                ),
                tr("Mend the wrong one; `n` may be left out."),
                related=[Place((*path, "components"), tr("the components"), key=True)],
            )
        if metric.value is not None and counts.total:
            exact = 100 * (counts.promoters - counts.detractors) / counts.total
            decimals = decimals_of(metric.value)
            if round_half(exact, decimals) != metric.value:
                yield self.problem(
                    (*path, "value"),
                    tr(
                        "The NPS is written as {value}, its components give {exact}.",
                        value=str(metric.value),
                        exact=f"{exact:.{max(decimals, 1)}f}",
                    ),
                    tr("Mend the wrong one; `value` may be left out."),
                    related=[Place((*path, "components"), tr("the components"), key=True)],
                )
