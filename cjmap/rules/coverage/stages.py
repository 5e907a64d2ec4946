"""What each stage says: touchpoints, emotions, thoughts, metrics, owners, evidence, expectations, and for whom."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.facts.cells import PROMPT, Cell, State
from cjmap.facts.index import Item
from cjmap.facts.subject import Subject
from cjmap.findings import Problem, Severity
from cjmap.messages import Message, line_up, ntr, quote, tr
from cjmap.model.stage import Stage
from cjmap.rules.base import SHOWN, JourneyRule, Siblings
from cjmap.rules.scope import is_settled, says_expectations
from cjmap.vocabulary.coverage import Dimension
from cjmap.vocabulary.maps import MapKind
from cjmap.vocabulary.personas import PersonaType

# What a stage may say without saying anything about what happens in it.
_FRAME = frozenset(
    {"name", "id", "phase", "goal", "description", "duration", "owner", "success", "personas"}
)


def is_bare(stage: Stage) -> bool:
    """Whether nothing happens in a stage yet: of it only CJ301 speaks."""
    return not stage.says("touchpoints") and stage.written <= _FRAME


class StageWithoutTouchpoint(JourneyRule):
    """A stage has no touchpoint.

    `touchpoints: []` says that there is none. A blueprint may tell a stage by its `frontstage`,
    `backstage` or `support` alone.

    Why:
        A stage is a word until it says where customer and organization meet, or what the
        customer does alone. Channels, emotions, pains and owners all hang on touchpoints.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Delivery
            goal: Have the coat

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Delivery
            goal: Have the coat
            touchpoints:
              - name: The parcel arrives
                channel: courier

    Sources:
        Nielsen Norman Group, “Journey Mapping 101”: each phase holds actions, mindsets and
        emotions.
    """

    code = "CJ301"
    name = "stage-without-touchpoint"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("touchpoints",)
    nearby: frozenset[str] = frozenset({"touchpoint", "frontstage:", "backstage:", "support:"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        for item, stage in subject.things.stages:
            if _lacks_touchpoints(subject, stage):
                yield self.problem(
                    item.path,
                    tr("No touchpoint in “{stage}”.", stage=item.name),
                    tr("Add `touchpoints:` and where customer and organization meet, or `[]`."),
                    subject=item.name,
                )

    def several(self, number: int, names: Message) -> Message:
        return tr("{n} stages have no touchpoint: {names} …", n=number, names=names)


def _lacks_touchpoints(subject: Subject, stage: Stage) -> bool:
    """Whether CJ301 speaks of a stage: a blueprint may tell it by its layers alone."""
    layers = (stage.frontstage, stage.backstage, stage.support)
    told = subject.journey.kind is MapKind.BLUEPRINT and any(layers)
    return not stage.says("touchpoints") and not told


class _CellRule(JourneyRule):
    """A rule about stages that lack one dimension of coverage."""

    dimension: Dimension
    states: tuple[State, ...] = (State.MISSING,)
    help: Message

    def says(self, stage: Item, lacks: Message) -> Message:
        """The message for a stage; `lacks` is what the coverage of it shows."""
        raise NotImplementedError

    def passes_over(self, subject: Subject, stage: Item) -> bool:
        """Whether nothing is said of a stage: of one that is only begun other rules speak."""
        return is_bare(subject.things.stages[stage])

    def advises(self, cell: Cell) -> Message:
        """What to do about the cell of a stage."""
        return self.help

    def judge(self, subject: Subject) -> Iterator[Problem]:
        for entry in subject.coverage.stages:
            cell = entry.cells[self.dimension]
            # Where a template's words stand, CJ215 says so.
            if cell.lacks is None or cell.lacks == PROMPT or cell.state not in self.states:
                continue
            if self.passes_over(subject, entry.stage):
                continue
            yield self.problem(
                entry.stage.path,
                self.says(entry.stage, cell.lacks),
                self.advises(cell),
                subject=entry.stage.name,
            )


class _CustomerRule(_CellRule):
    """What customers feel and think: a blueprint need not say it, nor a stage that CJ301 names."""

    def judge(self, subject: Subject) -> Iterator[Problem]:
        if subject.journey.kind is MapKind.BLUEPRINT:
            return
        for problem in super().judge(subject):
            if not _lacks_touchpoints(subject, subject.things.stages.at(problem.path)):
                yield problem


class StageWithoutEmotion(_CustomerRule):
    """Somebody takes part in a stage, and nobody says how they feel.

    `none` as an emotion says that it does not apply. Blueprints are passed over, and where it is
    told in words CJ411 speaks.

    Why:
        The curve has a hole there for that persona, and nothing shows whether the stage helps
        or hurts. Every mean is taken over those who were asked.

    Example:
        title: Buy a coat online
        personas: [Laura, Jorge]
        stages:
          - name: Purchase
            touchpoints:
              - name: Checkout
                emotions:
                  laura: 1

    Instead:
        title: Buy a coat online
        personas: [Laura, Jorge]
        stages:
          - name: Purchase
            touchpoints:
              - name: Checkout
                emotions:
                  laura: 1
                  jorge: -0.5

    Sources:
        Nielsen Norman Group, “Journey Mapping 101”: emotions run through all phases.
    """

    code = "CJ302"
    name = "stage-without-emotion"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("emotion", "emotions")
    needs: frozenset[str] = frozenset({"persona", "personas.type:"})
    nearby: frozenset[str] = frozenset({"touchpoint", "emotion:", "emotions:"})
    dimension = Dimension.EMOTIONS
    states = (State.MISSING, State.PARTIAL)
    help = tr("Add `emotion:` to the stage or its touchpoints, or `emotions:` for each persona.")

    def passes_over(self, subject: Subject, stage: Item) -> bool:
        return super().passes_over(subject, stage) or _is_told_in_words(subject, stage)

    def says(self, stage: Item, lacks: Message) -> Message:
        return tr(
            "How it feels in “{stage}” is not written: {lacks}.", stage=stage.name, lacks=lacks
        )

    def several(self, number: int, names: Message) -> Message:
        return tr("In {n} stages it is not written how it feels: {names} …", n=number, names=names)


def _is_told_in_words(subject: Subject, stage: Item) -> bool:
    """Whether everybody in a stage who has no score there feels something in words."""
    assert stage.stage is not None
    fact = subject.participation.stages[stage.stage]
    owners = (stage.path, *(inside.item.path for inside in fact.touchpoints))
    feelings = subject.feelings
    worded = {one.persona for path in owners for one in feelings.words.get(path, ())}
    scored = {one.persona for path in owners for one in feelings.points.get(path, ())}
    scored |= {one.persona for path in owners for one in feelings.unscored.get(path, ())}
    return bool(worded) and scored | worded >= set(fact.personas)


class StageWithoutThought(_CustomerRule):
    """In a stage nobody says what the customer thinks.

    A thought or a quote of anyone is enough; `thoughts: []` at the stage says that there is
    none. Blueprints are passed over.

    Why:
        What customers do can be seen; why they do it stands in what they think. A map of
        actions alone is a process.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            touchpoints:
              - name: Checkout
                emotion: 0

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            touchpoints:
              - name: Checkout
                thoughts: Is the delivery included?
                emotion: 0

    Sources:
        Nielsen Norman Group, “Journey Mapping 101”: actions, mindsets and emotions.
    """

    code = "CJ303"
    name = "stage-without-thought"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("thoughts", "quote")
    needs: frozenset[str] = frozenset({"persona", "personas.type:"})
    nearby: frozenset[str] = frozenset(
        {"touchpoint", "thoughts:", "quote:", "emotion:", "emotions:"}
    )
    dimension = Dimension.THOUGHTS
    help = tr("Add `thoughts:` in the customer's words, or a `quote:`.")

    def says(self, stage: Item, lacks: Message) -> Message:
        return tr("Nobody says what the customer thinks in “{stage}”.", stage=stage.name)

    def several(self, number: int, names: Message) -> Message:
        return tr(
            "In {n} stages nobody says what the customer thinks: {names} …", n=number, names=names
        )


class StageWithoutMetric(_CellRule):
    """A stage and its touchpoints have no metric.

    `metrics: []` at the stage says that there is none. Said of maps in review or validated, and
    of those that have a metric somewhere. In a map of the future (`state: future`) a target alone
    will do: there is nothing to measure yet.

    Why:
        Without a figure nobody can tell whether a change in this stage did any good.

    Example:
        title: Buy a coat online
        status: review
        personas: [Laura]
        stages:
          - name: Purchase
            touchpoints:
              - name: Checkout
                channel: web

    Instead:
        title: Buy a coat online
        status: review
        personas: [Laura]
        stages:
          - name: Purchase
            metrics:
              - type: conversion
                value: 20
            touchpoints:
              - name: Checkout
                channel: web

    Sources:
        Rawson, Duncan and Jones, “The Truth About Customer Experience”, Harvard Business
        Review, September 2013, on measuring journeys.
    """

    code = "CJ304"
    name = "stage-without-metric"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("metrics",)
    nearby: frozenset[str] = frozenset(
        {"touchpoint", "metric", "value:", "components:", "history:", "target:"}
    )
    dimension = Dimension.METRICS
    states = (State.MISSING, State.PARTIAL)
    help = tr("Add `metrics:` with a `type:` and a `value:`, or begin with a `target:`.")

    def judge(self, subject: Subject) -> Iterator[Problem]:
        if is_settled(subject) or len(subject.things.metrics):
            yield from super().judge(subject)

    def advises(self, cell: Cell) -> Message:
        if cell.lacks is None or cell.state is State.MISSING:
            return self.help
        return tr("{lacks}: measure it, and write the `value`.", lacks=cell.lacks)

    def says(self, stage: Item, lacks: Message) -> Message:
        return tr("Nothing is measured in “{stage}”.", stage=stage.name)

    def several(self, number: int, names: Message) -> Message:
        return tr("In {n} stages nothing is measured: {names} …", n=number, names=names)


class StageWithoutOwner(_CellRule):
    """Nobody answers for a stage, nor for any of its touchpoints.

    Said once for all stages, and not where nobody answers for the map itself (CJ212). Maps of
    `kind: experience` are passed over: they show no organization's journey.

    Why:
        A low point that belongs to nobody stays. An owner is who is asked first when the map
        shows that something must change.

    Example:
        title: Buy a coat online
        owner: Online shop
        personas: [Laura]
        stages:
          - name: Purchase
            touchpoints:
              - name: Checkout
                channel: web

    Instead:
        title: Buy a coat online
        owner: Online shop
        personas: [Laura]
        stages:
          - name: Purchase
            owner: E-commerce
            touchpoints:
              - name: Checkout
                channel: web

    Sources:
        Nielsen Norman Group, “When and How to Create Customer Journey Maps”: insights and
        ownership.
    """

    code = "CJ305"
    name = "stage-without-owner"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("stage.owner", "touchpoint.owner")
    nearby: frozenset[str] = frozenset({"touchpoint", "owner:"})
    dimension = Dimension.OWNER
    help = tr("Add `owner:` with a team or a person, to the stage or to its touchpoints.")

    siblings = Siblings.MAP
    gathered_from = 2

    def judge(self, subject: Subject) -> Iterator[Problem]:
        if subject.journey.kind is not MapKind.EXPERIENCE and subject.journey.owner is not None:
            yield from super().judge(subject)

    def says(self, stage: Item, lacks: Message) -> Message:
        return tr("Nobody answers for “{stage}”.", stage=stage.name)

    def several(self, number: int, names: Message) -> Message:
        if number > SHOWN:
            return tr("Nobody answers for {n} stages: {names} …", n=number, names=names)
        return tr("Nobody answers for {n} stages: {names}.", n=number, names=names)


class PersonaAbsentFromStage(JourneyRule):
    """A persona of the map takes part in none of a stage's touchpoints.

    Only where the stage does not name its personas: naming them says who is meant to be there.
    Negative personas, and those who take part nowhere (CJ205), are passed over.

    Why:
        Either this persona skips the stage, which is worth saying, or its touchpoints were
        forgotten. Its curve has a hole there either way.

    Example:
        title: Buy a coat online
        personas: [Laura, Jorge]
        stages:
          - name: Awareness
            touchpoints:
              - Instagram ad
          - name: Purchase
            touchpoints:
              - name: Checkout
                personas: [Laura]

    Instead:
        title: Buy a coat online
        personas: [Laura, Jorge]
        stages:
          - name: Awareness
            touchpoints:
              - Instagram ad
          - name: Purchase
            personas: [Laura]
            touchpoints:
              - name: Checkout

    Sources:
        This project's own: the matrix of personas and stages.
    """

    code = "CJ306"
    name = "persona-absent-from-stage"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("stage.personas", "touchpoint.personas", "touchpoints")
    needs: frozenset[str] = frozenset({"persona", "personas.type:"})
    nearby: frozenset[str] = frozenset({"touchpoint"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        if subject.names_strangers:
            return
        stages = subject.participation.stages
        somewhere = {persona for stage in stages for persona in stage.personas}
        wanted = [
            item
            for item, persona in subject.things.personas
            if item in somewhere and persona.type is not PersonaType.NEGATIVE
        ]
        for fact in stages:
            stage, thing = fact.item, subject.things.stages[fact.item]
            if thing.says("personas") or not thing.touchpoints:
                continue
            absent = [persona.name for persona in wanted if persona not in fact.personas]
            if absent:
                yield self.problem(
                    stage.path,
                    ntr(
                        "{personas} takes part in no touchpoint of “{stage}”.",
                        "{personas} take part in no touchpoint of “{stage}”.",
                        len(absent),
                        personas=line_up([quote(name) for name in absent]),
                        stage=stage.name,
                    ),
                    tr("Add a touchpoint, or `personas:` to the stage if that is meant."),
                    subject=stage.name,
                )

    def several(self, number: int, names: Message) -> Message:
        return tr(
            "In {n} stages a persona takes part in no touchpoint: {names} …",
            n=number,
            names=names,
        )


class StageWithoutEvidence(_CellRule):
    """Nothing in a stage cites evidence.

    Neither the stage nor a touchpoint, emotion, pain, gain, metric or thought in it.
    `evidence: []` at the stage says that there is none. Said of maps in review or validated, and
    of those that have evidence somewhere.

    Why:
        What nobody can look up is an opinion. An assumption that says so is honest; a stage
        that says nothing looks like knowledge.

    Example:
        title: Buy a coat online
        status: review
        personas: [Laura]
        stages:
          - name: Purchase
            touchpoints:
              - name: Checkout
                emotion: 0

    Instead:
        title: Buy a coat online
        status: review
        personas: [Laura]
        evidence:
          - id: guesses
            title: What the team believes, May 2026
            type: assumption
        stages:
          - name: Purchase
            evidence: guesses
            touchpoints:
              - name: Checkout
                emotion: 0

    Sources:
        Nielsen Norman Group, “Journey-Mapping Approaches: 2 Critical Decisions to Make Before
        You Begin”: begin with research, or with hypotheses that are called so.
    """

    code = "CJ313"
    name = "stage-without-evidence"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("evidence",)
    needs: frozenset[str] = frozenset({"evidence"})
    nearby: frozenset[str] = frozenset(
        {
            "touchpoint",
            "pain",
            "gain",
            "opportunity",
            "metric",
            "evidence:",
            "source:",
            "thoughts:",
            "quote:",
            "emotion:",
            "emotions:",
        }
    )
    dimension = Dimension.EVIDENCE

    def judge(self, subject: Subject) -> Iterator[Problem]:
        declared = any(not item.external for item in subject.index.items["evidence"])
        if is_settled(subject) or declared or subject.evidence.cited:
            yield from super().judge(subject)

    help = tr("Declare `evidence:` at the top (an `assumption` counts) and cite its id here.")

    def says(self, stage: Item, lacks: Message) -> Message:
        return tr("Nothing in “{stage}” cites evidence.", stage=stage.name)

    def several(self, number: int, names: Message) -> Message:
        return tr("In {n} stages nothing cites evidence: {names} …", n=number, names=names)


class StageWithoutExpectation(_CellRule):
    """A stage and its touchpoints do not say what the customer expects.

    Silent where the map says so nowhere, of which CJ206 speaks. `expectations: []` at the stage
    says that there is none.

    Why:
        A score below neutral is a disappointed expectation. Where the expectation is written,
        one can decide between meeting it and not raising it.

    Example:
        title: Buy a coat online
        personas: [Laura]
        expectations: [Somebody answers before I pay]
        stages:
          - name: Delivery
            touchpoints:
              - name: The parcel arrives

    Instead:
        title: Buy a coat online
        personas: [Laura]
        expectations: [Somebody answers before I pay]
        stages:
          - name: Delivery
            expectations: [I know the day before]
            touchpoints:
              - name: The parcel arrives

    Sources:
        Parasuraman, Zeithaml and Berry, “A Conceptual Model of Service Quality and Its
        Implications for Future Research”, Journal of Marketing, 1985: the gap between expected
        and perceived service.
    """

    code = "CJ315"
    name = "stage-without-expectation"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("expects", "stage.expectations")
    nearby: frozenset[str] = frozenset({"touchpoint", "expectations:", "expects:"})
    dimension = Dimension.EXPECTATIONS
    help = tr("Add `expectations:` to the stage or `expects:` to a touchpoint.")

    def judge(self, subject: Subject) -> Iterator[Problem]:
        if says_expectations(subject):
            yield from super().judge(subject)

    def says(self, stage: Item, lacks: Message) -> Message:
        return tr("What the customer expects in “{stage}” is not written.", stage=stage.name)

    def several(self, number: int, names: Message) -> Message:
        return tr(
            "In {n} stages it is not written what the customer expects: {names} …",
            n=number,
            names=names,
        )
