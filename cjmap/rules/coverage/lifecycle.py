"""Which phases of the lifecycle the stages cover, in which order, and up to where."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.facts.lifecycle import Lifecycle, Phase, StagePhase, phase_names
from cjmap.facts.subject import Subject
from cjmap.findings import Place, Problem, Severity
from cjmap.languages.known import every_language, language_of
from cjmap.messages import Message, tr
from cjmap.rules.base import JourneyRule, Siblings
from cjmap.vocabulary.lifecycle import LifecycleModel, LifecyclePhase


def _held_against(subject: Subject) -> Lifecycle | None:
    """The lifecycle that a map's stages are held against, where that makes sense."""
    return subject.phases if subject.phases.applies else None


class LifecyclePhaseMissing(JourneyRule):
    """Phases of the lifecycle have no stage.

    A stage's `phase` counts, else its name, when the whole name is that of a phase: articles,
    numbers, brackets and the word for stage aside. This runs where `lifecycle` is written in the
    map or its workspace, or at least half of the stages, and three of them, are recognised; parts
    of a larger journey (`rel: parent`) and maps of another `kind` are held against it only if they
    write it themselves.

    Why:
        Maps tend to begin at the shop's door and to end at the till, because that is what the
        organization sees. What comes before and after decides whether customers come, and
        whether they come back.

    Options:
        `lifecycle` in the map or in cjmap.toml: `seven-stage` (default), `four-stage`, `aida`,
        `aarrr`, `five-a`, `five-e`, `see-think-do-care`, `none`, or a list of your own phases.

    Example:
        title: Buy a coat online
        lifecycle: four-stage
        personas: [Laura]
        stages:
          - Awareness
          - Consideration
          - Decision

    Instead:
        title: Buy a coat online
        lifecycle: four-stage
        personas: [Laura]
        stages:
          - Awareness
          - Consideration
          - Decision
          - Loyalty

    Sources:
        Lemon and Verhoef, “Understanding Customer Experience Throughout the Customer Journey”,
        Journal of Marketing, 2016: before, during and after the purchase.

        Philip Kotler, Hermawan Kartajaya and Iwan Setiawan, “Marketing 4.0” (2017), for the
        five A's; Dave McClure, “Startup Metrics for Pirates” (2007), for AARRR.
    """

    code = "CJ307"
    name = "lifecycle-phase-missing"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("lifecycle", "phase", "stage.name")
    needs: frozenset[str] = frozenset({"stage", "phase:"})
    siblings = Siblings.MAP
    gathered_from = 2
    shown = None

    def judge(self, subject: Subject) -> Iterator[Problem]:
        lifecycle = _held_against(subject)
        if lifecycle is None:
            return
        for phase in lifecycle.missing:
            yield self.problem(
                ("stages",),
                tr("No stage for this phase: {phase}.", phase=phase.label),
                tr(
                    "Add a stage, name the `phase:` of one, or choose another `lifecycle:` (`none` for no such check)."
                ),
                key=True,
                subject=phase.label,
                item=phase.id,
            )

    def several(self, number: int, names: Message) -> Message:
        return tr("No stage for {n} phases: {names}.", n=number, names=names)

    def names(self, language: str) -> tuple[str, ...]:
        """The names by which stages are recognised."""
        return tuple(_list_names(phase, language) for phase in LifecycleModel.SEVEN_STAGE.phases)


def _list_names(phase: LifecyclePhase, language: str) -> str:
    """The names of a phase of the default model in every language, a reader's own first."""
    own = language_of(language)
    names = dict.fromkeys(
        name
        for one in (own, *every_language())
        for name in phase_names(LifecycleModel.SEVEN_STAGE, phase, one)
    )
    return f"`{phase}`: {', '.join(names)}."


class LifecycleOutOfOrder(JourneyRule):
    """A stage stands behind one of a later phase of the lifecycle.

    It runs where CJ307 does.

    Why:
        Loops are drawn with `next`; stages stand in the order of the journey. A stage in the
        wrong place bends the curve, and conversion from stage to stage loses its meaning.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - Awareness
          - Purchase
          - Consideration

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - Awareness
          - Consideration
          - Purchase

    Sources:
        This project's own, on the models of CJ307.
    """

    code = "CJ308"
    name = "lifecycle-out-of-order"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("lifecycle", "phase", "stage.name")
    needs: frozenset[str] = frozenset({"stage", "phase:"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        lifecycle = _held_against(subject)
        for later, entry in lifecycle.out_of_order if lifecycle else ():
            assert later.phase is not None
            assert entry.phase is not None
            yield self.problem(
                (*entry.stage.path, "phase" if entry.written else "name"),
                tr(
                    "“{stage}” stands behind “{other}”; in the lifecycle, {phase} comes before {later}.",
                    stage=entry.stage.name,
                    other=later.stage.name,
                    phase=entry.phase.label,
                    later=later.phase.label,
                ),
                tr("Move the stage, or write the `phase:` that it is."),
                related=[Place(later.stage.path, tr("the later phase stands here"))],
                subject=entry.stage.name,
            )

    def several(self, number: int, names: Message) -> Message:
        return tr("{n} stages stand behind one of a later phase: {names} …", n=number, names=names)


class JourneyEndsAtPurchase(JourneyRule):
    """A journey stops when the customer has paid.

    The last stage is the one in which the customer buys. It runs where CJ307 does, for models
    that go on behind the purchase (`seven-stage`, `four-stage`, `see-think-do-care`).

    Why:
        For the customer it begins there: the parcel, the first use, the return, the second
        purchase. To keep a customer costs less than to win one, and it happens in the part that
        such a map leaves out.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - Awareness
          - Consideration
          - Purchase

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - Awareness
          - Consideration
          - Purchase
          - Delivery and first use

    Sources:
        David Court, Dave Elzinga, Susan Mulder and Ole Jørgen Vetvik, “The Consumer Decision
        Journey”, McKinsey Quarterly, 2009: the loop behind the purchase.

        Fred Reichheld and W. Earl Sasser, “Zero Defections: Quality Comes to Services”,
        Harvard Business Review, 1990.
    """

    code = "CJ316"
    name = "journey-ends-at-purchase"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("stages", "phase")
    needs: frozenset[str] = frozenset({"stage", "phase:"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        lifecycle = _held_against(subject)
        if lifecycle is None or lifecycle.model is None or lifecycle.model.buying is None:
            return
        bought = next(p for p in lifecycle.phases if p.id == lifecycle.model.buying)
        last = lifecycle.stages[-1]
        if last.phases and _latest(last) == bought.rank and not self._goes_on(lifecycle, bought):
            yield self.problem(
                (*last.stage.path, "name"),
                tr("The journey stops at the purchase, with “{stage}”.", stage=last.stage.name),
                tr("Add what follows: delivery, first use, help, the next purchase."),
            )

    def _goes_on(self, lifecycle: Lifecycle, bought: Phase) -> bool:
        return any(_latest(entry) > bought.rank for entry in lifecycle.stages)


def _latest(entry: StagePhase) -> int:
    return max((phase.rank for phase in entry.phases), default=-1)
