"""CJ3: what each stage leaves out, and what the journey as a whole does."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from cjmap.facts.cells import Cell, State
from cjmap.facts.channels import ChannelFact, find_channel
from cjmap.facts.index import Item
from cjmap.facts.lifecycle import Lifecycle, Phase, StagePhase, phase_names
from cjmap.facts.subject import Subject
from cjmap.findings import Path, Place, Problem, Severity
from cjmap.languages.known import every_language
from cjmap.messages import Message, line_up, ntr, quote, tr
from cjmap.model.stage import Stage
from cjmap.model.touchpoint import Touchpoint
from cjmap.records import replace
from cjmap.rules.base import NAMES, SHOWN, JourneyRule, Page, Rule, Siblings
from cjmap.rules.scope import is_draft, is_settled, names_strangers, says_expectations
from cjmap.text.slugs import slug
from cjmap.vocabulary.channels import ChannelType, Ownership
from cjmap.vocabulary.coverage import Dimension
from cjmap.vocabulary.lifecycle import LifecycleModel, LifecyclePhase
from cjmap.vocabulary.maps import MapKind, Relation
from cjmap.vocabulary.metrics import SCORES
from cjmap.vocabulary.personas import PersonaType
from cjmap.vocabulary.touchpoints import WayType

# What a stage may say without saying anything about what happens in it.
_FRAME = frozenset(
    {"name", "id", "phase", "goal", "description", "duration", "owner", "success", "personas"}
)
_ALL_READ = frozenset({"stage", "touchpoint"})


def is_part(subject: Subject) -> bool:
    """Whether the map is a part of a larger journey, which its parent shows."""
    return any(link.rel is Relation.PARENT for link in subject.journey.links)


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
    nearby = frozenset({"touchpoint", "frontstage:", "backstage:", "support:"})

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
            if cell.lacks is None or cell.state not in self.states:
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
    needs = frozenset({"persona", "personas.type:"})
    nearby = frozenset({"touchpoint", "emotion:", "emotions:"})
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
    needs = frozenset({"persona", "personas.type:"})
    nearby = frozenset({"touchpoint", "thoughts:", "quote:", "emotion:", "emotions:"})
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
    of those that have a metric somewhere.

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
    nearby = frozenset({"touchpoint", "metric", "value:", "components:", "history:"})
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
    nearby = frozenset({"touchpoint", "owner:"})
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
    needs = frozenset({"persona", "personas.type:"})
    nearby = frozenset({"touchpoint"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        if names_strangers(subject):
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
    needs = frozenset({"stage", "phase:"})
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
                subject=phase.id,
                item=phase.id,
            )

    def several(self, number: int, names: Message) -> Message:
        return tr("No stage for {n} phases: {names}.", n=number, names=names)

    @cached_property
    def page(self) -> Page:
        """The page, with the names by which stages are recognised."""
        page = super().page
        names = tuple(_list_names(phase) for phase in LifecycleModel.SEVEN_STAGE.phases)
        at = next(n for n, (name, _) in enumerate(page.sections) if name == "Example")
        sections = (*page.sections[:at], (NAMES, names), *page.sections[at:])
        return replace(page, sections=sections)


def _list_names(phase: LifecyclePhase) -> str:
    """The names of a phase of the default model in every language."""
    names = dict.fromkeys(
        name
        for language in every_language()
        for name in phase_names(LifecycleModel.SEVEN_STAGE, phase, language)
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
    needs = frozenset({"stage", "phase:"})

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


class TouchpointWithoutChannel(JourneyRule):
    """A touchpoint does not say by which channel it happens.

    `kind: action` says that the customer acts alone.

    Why:
        The channel says who can mend it, and without channels nobody sees where the customer
        has to change from one to the next.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            touchpoints:
              - name: Confirmation

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            touchpoints:
              - name: Confirmation
                channel: email

    Sources:
        Nielsen Norman Group, “When and How to Create Customer Journey Maps”: touchpoints and
        channels.
    """

    code = "CJ309"
    name = "touchpoint-without-channel"
    severity = Severity.INFO
    nearby = frozenset({"channel:", "kind:"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        for item, touchpoint in subject.things.touchpoints:
            if not touchpoint.says("channel") and not touchpoint.is_action:
                yield self.problem(
                    item.path,
                    tr(
                        "“{touchpoint}” does not say by which channel it happens.",
                        touchpoint=item.name,
                    ),
                    tr("Add `channel:`, or `kind: action` where the customer acts alone."),
                    subject=item.name,
                )

    def several(self, number: int, names: Message) -> Message:
        return tr(
            "{n} touchpoints do not say by which channel they happen: {names} …",
            n=number,
            names=names,
        )


class SingleChannelJourney(JourneyRule):
    """Three touchpoints or more all happen by one and the same channel.

    Parts of a larger journey (`rel: parent`) are passed over, and maps whose title or
    scenario names that channel.

    Why:
        Customers search, ask friends, call and open letters. A journey within one channel is
        usually the flow of one product's screens.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            touchpoints:
              - name: Product page
                channel: web
              - name: Cart
                channel: web
              - name: Checkout
                channel: web

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            touchpoints:
              - name: Friend's advice
                channel: word-of-mouth
              - name: Cart
                channel: web
              - name: Checkout
                channel: web

    Sources:
        Nielsen Norman Group, “User Journeys vs. User Flows”: a journey crosses channels, a flow
        stays within a product.
    """

    code = "CJ310"
    name = "single-channel-journey"
    severity = Severity.INFO
    needs = _ALL_READ | {"channel:"}

    def judge(self, subject: Subject) -> Iterator[Problem]:
        used = [_channels(subject, item) for item in subject.index.items["touchpoint"]]
        used = [channels for channels in used if channels]
        names = {channel.id for channels in used for channel in channels}
        if len(used) >= 3 and len(names) == 1 and not is_part(subject):
            channel = used[0][0]
            if _is_announced(subject, names | self._words(subject)):
                return
            yield self.problem(
                ("stages",),
                tr("All touchpoints happen by one channel: {channel}.", channel=channel.name),
                tr("Ask what the customer does before, between and after."),
                key=True,
            )

    def _words(self, subject: Subject) -> set[str]:
        """What the map calls its channels, as slugs."""
        return {slug(word) for _, thing in subject.things.touchpoints for word in thing.channel}


def _is_announced(subject: Subject, names: set[str]) -> bool:
    """Whether the title or the scenario names a channel: the map is about that one."""
    told = slug(" ".join((subject.journey.title, subject.journey.scenario or "")))
    return any(f"-{name}-" in f"-{told}-" for name in names)


def _channels(subject: Subject, touchpoint: Item) -> tuple[ChannelFact, ...]:
    written = subject.things.touchpoints[touchpoint].channel
    return tuple(find_channel(subject.index.channels, name) for name in written)


class PreferredChannelAbsent(JourneyRule):
    """A persona prefers a channel that none of its touchpoints uses.

    Messages that go out by themselves (`automation`) count. Maps that name no channels at all,
    and parts of a larger journey (`rel: parent`), are passed over.

    Why:
        Who likes to ask by WhatsApp and is only offered a form will ask nobody. Either the
        channel is missing from the service, or from the map.

    Example:
        title: Buy a coat online
        personas:
          - name: Laura
            channels: [web, whatsapp]
        stages:
          - name: Purchase
            touchpoints:
              - name: Checkout
                channel: web

    Instead:
        title: Buy a coat online
        personas:
          - name: Laura
            channels: [web, whatsapp]
        stages:
          - name: Purchase
            touchpoints:
              - name: Question about sizes
                channel: whatsapp
              - name: Checkout
                channel: web

    Sources:
        This project's own: the persona's channels beside the touchpoints'.
    """

    code = "CJ311"
    name = "preferred-channel-absent"
    severity = Severity.WARNING
    needs = _ALL_READ | {"persona", "channel", "channel:", "automation:"}

    def judge(self, subject: Subject) -> Iterator[Problem]:
        if is_part(subject):
            return
        for persona, thing in subject.things.personas:
            offered = {
                channel.id
                for touchpoint in subject.participation.touchpoints
                if persona in touchpoint.personas
                for channel in _offered(subject, subject.things.touchpoints[touchpoint.item])
            }
            if not offered:
                continue
            preferred = [
                (number, find_channel(subject.index.channels, name))
                for number, name in enumerate(thing.channels)
            ]
            absent = [(number, c) for number, c in preferred if c.id not in offered]
            if absent:
                yield self._problem(persona, absent)

    def _problem(self, persona: Item, absent: list[tuple[int, ChannelFact]]) -> Problem:
        place: Path = persona.path
        if not persona.external:
            place = (*persona.path, "channels", absent[0][0])
        names: Message | str = absent[0][1].name
        for _, channel in absent[1:]:
            names = tr("{list}, {item}", list=names, item=channel.name)
        return self.problem(
            place,
            ntr(
                "“{persona}” prefers {channels}, but no touchpoint offers it.",
                "“{persona}” prefers {channels}, but no touchpoint offers them.",
                len(absent),
                persona=persona.name,
                channels=names,
            ),
            tr("Add a touchpoint in that channel, or an opportunity to offer it."),
            subject=persona.name,
        )


def _offered(subject: Subject, touchpoint: Touchpoint) -> Iterator[ChannelFact]:
    for name in touchpoint.channel:
        yield find_channel(subject.index.channels, name)
    for automation in touchpoint.automation:
        if automation.channel is not None:
            yield find_channel(subject.index.channels, automation.channel)


# Reception, waiting room and consulting room are one place.
_SAME_PLACE = {ChannelType.HUMAN: ChannelType.PHYSICAL}


class ChannelSwitchWithoutHandoff(JourneyRule):
    """The customer changes from one kind of own channel to another, and nobody hands over.

    Along the happy way, between channels that are declared with `ownership: owned` and whose
    types differ, where neither touchpoint has a `handoff`. `human` and `physical` are one type here:
    reception, waiting room and consulting room are one place.

    Why:
        Between two channels of one organization customers tell their story a second time.
        Where the organization owns both ends, it can carry the story over.

    Example:
        title: Buy a coat online
        personas: [Laura]
        channels:
          - name: web
            ownership: owned
          - name: store
            ownership: owned
        stages:
          - name: Purchase
            touchpoints:
              - name: Reservation
                channel: web
              - name: Pick-up
                channel: store

    Instead:
        title: Buy a coat online
        personas: [Laura]
        channels:
          - name: web
            ownership: owned
          - name: store
            ownership: owned
        stages:
          - name: Purchase
            touchpoints:
              - name: Reservation
                channel: web
              - name: Pick-up
                channel: store
                handoff: The reservation with size and colour

    Sources:
        Nielsen Norman Group, “Seamlessness in the Omnichannel User Experience”.
    """

    code = "CJ312"
    name = "channel-switch-without-handoff"
    severity = Severity.INFO
    needs = _ALL_READ | {"channel", "channel:", "handoff:"}

    def judge(self, subject: Subject) -> Iterator[Problem]:
        told: set[Path] = set()
        for edge in subject.flow.edges:
            if edge.type is not WayType.HAPPY or edge.target in told:
                continue
            first, second = subject.index.places[edge.source], subject.index.places[edge.target]
            touchpoints = subject.things.touchpoints
            if any(touchpoints[item].handoff is not None for item in (first, second)):
                continue
            left, right = self._owned(subject, first), self._owned(subject, second)
            if not left or not right or left & right:
                continue
            told.add(edge.target)
            yield self.problem(
                (*second.path, "channel"),
                tr(
                    "From “{first}” to “{second}” the customer changes channels, and nobody hands over.",
                    first=first.name,
                    second=second.name,
                ),
                tr("Add `handoff:` and what is carried over, or note the pain if nothing is."),
                related=[Place((*first.path, "channel"), tr("from here"))],
                subject=second.name,
            )

    def _owned(self, subject: Subject, touchpoint: Item) -> frozenset[str]:
        """The types of a touchpoint's channels, where all of them are owned and known."""
        channels = _channels(subject, touchpoint)
        if any(c.ownership is not Ownership.OWNED or c.type is None for c in channels):
            return frozenset()
        return frozenset(_SAME_PLACE.get(c.type, c.type) for c in channels if c.type)

    def several(self, number: int, names: Message) -> Message:
        return tr(
            "{n} times the customer changes channels, and nobody hands over: {names} …",
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
    needs = frozenset({"evidence"})
    nearby = frozenset(
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


class NoFeedbackLoop(JourneyRule):
    """Nobody asks the customer anything along the journey.

    No touchpoint has `feedback`, and no metric is an NPS, CSAT or CES. A note in a draft; asked of
    customer journeys, not of maps of another `kind`.

    Why:
        Without the customer's answer nobody learns whether a change was felt. Who wants to
        close the loop must first open it.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Delivery
            touchpoints:
              - name: The parcel arrives
                channel: courier

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Delivery
            touchpoints:
              - name: The parcel arrives
                channel: courier
                feedback: csat

    Sources:
        Fred Reichheld, “The One Number You Need to Grow”, Harvard Business Review, December
        2003; Markey, Reichheld and Dullweber (Bain & Company), “Closing the Customer Feedback
        Loop”, Harvard Business Review, December 2009.
    """

    code = "CJ314"
    name = "no-feedback-loop"
    severity = Severity.WARNING
    needs = _ALL_READ | {"metric", "feedback:"}

    def judge(self, subject: Subject) -> Iterator[Problem]:
        touchpoints = subject.things.touchpoints
        if subject.journey.kind not in (MapKind.JOURNEY, None):
            return
        if not len(touchpoints) or any(t.says("feedback") for _, t in touchpoints):
            return
        if any(metric.type in SCORES for _, metric in subject.things.metrics):
            return
        yield self.problem(
            ("stages",),
            tr("Nobody asks the customer anything along the journey."),
            tr("Add `feedback:` to a touchpoint (nps, csat, ces, interview or review)."),
            key=True,
            severity=Severity.INFO if is_draft(subject) else None,
        )


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
    nearby = frozenset({"touchpoint", "expectations:", "expects:"})
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
    needs = frozenset({"stage", "phase:"})

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


COVERAGE: tuple[Rule, ...] = (
    StageWithoutTouchpoint(),
    StageWithoutEmotion(),
    StageWithoutThought(),
    StageWithoutMetric(),
    StageWithoutOwner(),
    PersonaAbsentFromStage(),
    LifecyclePhaseMissing(),
    LifecycleOutOfOrder(),
    TouchpointWithoutChannel(),
    SingleChannelJourney(),
    PreferredChannelAbsent(),
    ChannelSwitchWithoutHandoff(),
    StageWithoutEvidence(),
    NoFeedbackLoop(),
    StageWithoutExpectation(),
    JourneyEndsAtPurchase(),
)
