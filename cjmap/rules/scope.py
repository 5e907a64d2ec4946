"""CJ2: what the map is about, and for whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from cjmap.facts.index import Item
from cjmap.facts.subject import Subject
from cjmap.findings import Place, Problem, Severity
from cjmap.languages.known import every_language
from cjmap.messages import Message, tr
from cjmap.model.persona import Persona
from cjmap.rules.base import JourneyRule, Rule
from cjmap.text.slugs import slug
from cjmap.vocabulary.maps import MapKind, MapStatus
from cjmap.vocabulary.personas import PersonaType

FEWEST_STAGES = 3
MOST_STAGES = 9
MOST_TOUCHPOINTS = 60


def is_draft(subject: Subject) -> bool:
    """Whether the map is a draft, which it is until it says otherwise."""
    return subject.journey.status in (None, MapStatus.DRAFT)


def is_settled(subject: Subject) -> bool:
    """Whether the map is held to be whole: in review, or validated."""
    return subject.journey.status in (MapStatus.REVIEW, MapStatus.VALIDATED)


class NoScenario(JourneyRule):
    """A map does not say which situation it describes.

    Why:
        A map describes one way of one kind of customer in one situation. Where nobody wrote
        down which, everyone who reads it imagines another, and the steps fit none of them.

    Example:
        title: Buy a coat online
        goal: A warm coat before winter
        owner: Ana
        personas: [Laura]
        stages: [Awareness]

    Instead:
        title: Buy a coat online
        scenario: The first cold days. Laura saw a coat on Instagram and doubts her size.
        goal: A warm coat before winter
        owner: Ana
        personas: [Laura]
        stages: [Awareness]

    Sources:
        Nielsen Norman Group, “Journey Mapping 101”: actor, scenario and expectations come
        before the phases.
    """

    code = "CJ201"
    name = "no-scenario"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("scenario",)
    nearby: frozenset[str] = frozenset({"scenario:"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        if subject.journey.scenario is None:
            yield self.problem(
                ("scenario",),
                tr("The map has no scenario."),
                tr("Add `scenario:` and who does what in which situation."),
            )


class NoGoal(JourneyRule):
    """A map does not say what the customer wants to achieve.

    Why:
        Whether a step helps or hinders can only be told against a goal, and it is the
        customer's goal, not the organization's.

    Example:
        title: Buy a coat online
        scenario: The first cold days. Laura saw a coat on Instagram and doubts her size.
        personas: [Laura]
        stages: [Awareness]

    Instead:
        title: Buy a coat online
        scenario: The first cold days. Laura saw a coat on Instagram and doubts her size.
        goal: A warm coat that fits, before winter
        personas: [Laura]
        stages: [Awareness]

    Sources:
        Nielsen Norman Group, “Journey Mapping 101”: the scenario goes with a goal or need of
        the actor.
    """

    code = "CJ202"
    name = "no-goal"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("journey.goal",)
    nearby: frozenset[str] = frozenset({"goal:"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        if subject.journey.goal is None:
            yield self.problem(
                ("goal",),
                tr("The map does not say what the customer wants to achieve."),
                tr("Add `goal:` in the customer's words."),
            )


class NoStartOrEnd(JourneyRule):
    """A map does not say where the journey begins or where it stops.

    Why:
        Two people who map “buying a coat” begin at the shop window and at the login. Where the
        ends are written, they can agree on what is left out on purpose.

    Example:
        title: Buy a coat online
        start: The first time she sees the coat
        personas: [Laura]
        stages: [Awareness]

    Instead:
        title: Buy a coat online
        start: The first time she sees the coat
        end: When she recommends it, or sends it back
        personas: [Laura]
        stages: [Awareness]

    Sources:
        Stickdorn, Hormess, Lawrence and Schneider, “This Is Service Design Doing” (2018), on
        choosing the scope and scale of a map.
    """

    code = "CJ203"
    name = "no-start-or-end"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("start", "end")
    nearby: frozenset[str] = frozenset({"start:", "end:"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        start, end = subject.journey.start, subject.journey.end
        if start is None and end is None:
            yield self.problem(
                ("start",),
                tr("The map says neither where the journey begins nor where it stops."),
                tr("Add `start:` and `end:`."),
            )
        elif start is None:
            yield self.problem(
                ("start",),
                tr("The map does not say where the journey begins."),
                tr("Add `start:`."),
            )
        elif end is None:
            yield self.problem(
                ("end",), tr("The map does not say where the journey stops."), tr("Add `end:`.")
            )


class _PersonaRule(Rule):
    """A rule about each persona as it is described: in a map its own, in a library all."""

    nearby: frozenset[str]

    def described(self, subject: Subject) -> Iterator[tuple[Item, Persona]]:
        for item, persona in subject.things.personas:
            # Who stands in a library is spoken of there.
            if item.external or persona.type is PersonaType.NEGATIVE:
                continue
            if not subject.lost_around(item.path) & self.nearby:
                yield item, persona


class PersonaWithoutGoals(_PersonaRule):
    """A persona has neither goals nor needs nor jobs.

    A persona that is given by its name alone is passed over while the map is a draft.

    Why:
        Age and hobbies do not explain why somebody takes a step. What a persona wants does, and
        without it nobody can say which pain is a pain.

    Example:
        title: Buy a coat online
        personas:
          - name: Laura
            age: 29
        stages: [Awareness]

    Instead:
        title: Buy a coat online
        personas:
          - name: Laura
            age: 29
            goals:
              - A coat that fits, without a trip to the shop
        stages: [Awareness]

    Sources:
        Alan Cooper, “The Inmates Are Running the Asylum” (1999): personas are defined by their
        goals.

        Christensen, Hall, Dillon and Duncan, “Know Your Customers' ‘Jobs to Be Done’”, Harvard
        Business Review, September 2016.
    """

    code = "CJ204"
    name = "persona-without-goals"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("persona.goals", "persona.needs", "persona.jobs")
    nearby: frozenset[str] = frozenset({"goals:", "needs:", "jobs:", "type:"})

    def check(self, subject: Subject) -> Iterator[Problem]:
        for item, persona in self.described(subject):
            if persona.says("goals", "needs", "jobs"):
                continue
            if is_draft(subject) and persona.written <= {"name", "id"}:
                continue
            yield self.problem(
                item.path,
                tr("“{persona}” has neither goals nor needs nor jobs.", persona=item.name),
                tr("Add `goals:` and what the persona wants to achieve."),
                subject=item.name,
            )

    def several(self, number: int, names: Message) -> Message:
        return tr(
            "{n} personas have neither goals nor needs nor jobs: {names} …", n=number, names=names
        )


class UnusedPersona(JourneyRule):
    """A persona takes part in no stage.

    A persona takes part wherever nobody is named, so this happens where every stage and
    touchpoint names others. Negative personas may stay unused.

    Why:
        A persona without a way through the journey is a promise that the map does not keep, or
        one that belongs to another map.

    Example:
        title: Buy a coat online
        personas: [Laura, Jorge]
        stages:
          - name: Awareness
            personas: [Laura]

    Instead:
        title: Buy a coat online
        personas: [Laura, Jorge]
        stages:
          - name: Awareness
            personas: [Laura, Jorge]

    Sources:
        Nielsen Norman Group, “Journey Mapping 101”: a map tells the story of its actor.
    """

    code = "CJ205"
    name = "unused-persona"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("personas",)
    needs: frozenset[str] = frozenset({"persona", "stage", "touchpoint"})
    nearby: frozenset[str] = frozenset({"type:"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        stages = subject.participation.stages
        if not stages or subject.names_strangers:
            return
        present = {persona for stage in stages for persona in stage.personas}
        for item, persona in subject.things.personas:
            if item not in present and persona.type is not PersonaType.NEGATIVE:
                yield self.problem(
                    item.path,
                    tr("“{persona}” takes part in no stage.", persona=item.name),
                    tr("Name the persona where it takes part, or remove it from this map."),
                    subject=item.name,
                )

    def several(self, number: int, names: Message) -> Message:
        return tr("{n} personas take part in no stage: {names} …", n=number, names=names)


class NoExpectations(JourneyRule):
    """A map says nowhere what the customer expects.

    Neither the map, nor a stage, nor a touchpoint. `expectations: []` says that there are none.
    Asked of maps in review or validated.

    Why:
        Satisfaction is the distance between what was expected and what came. The same two days
        of waiting please one customer and lose another.

    Example:
        title: Buy a coat online
        status: review
        personas: [Laura]
        stages: [Awareness]

    Instead:
        title: Buy a coat online
        status: review
        expectations:
          - Somebody answers a question about sizes before I pay
        personas: [Laura]
        stages: [Awareness]

    Sources:
        Nielsen Norman Group, “Journey Mapping 101”: scenario and expectations.

        Richard Oliver, “A Cognitive Model of the Antecedents and Consequences of Satisfaction
        Decisions”, Journal of Marketing Research, 1980.
    """

    code = "CJ206"
    name = "no-expectations"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("expectations", "expects")
    needs: frozenset[str] = frozenset({"expectations:", "expects:", "stage", "touchpoint"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        if is_settled(subject) and not says_expectations(subject):
            yield self.problem(
                ("expectations",),
                tr("The map says nowhere what the customer expects."),
                tr("Add `expectations:` to the map or to its stages."),
            )


def says_expectations(subject: Subject) -> bool:
    """Whether the map says anywhere what the customer expects, be it nothing."""
    return (
        subject.journey.says("expectations")
        or any(stage.says("expectations") for _, stage in subject.things.stages)
        or any(touchpoint.says("expects") for _, touchpoint in subject.things.touchpoints)
    )


class StageCount(JourneyRule):
    """A map has fewer than three or more than nine stages.

    Why:
        Fewer tell no story, more are no longer stages but steps. A map that fits a wall and a
        head has a handful; what is finer belongs into touchpoints or into a child journey.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - Before
          - After

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - Consideration
          - Purchase
          - Delivery

    Sources:
        A rule of thumb of this project. The usual lifecycles have three to seven phases.
    """

    code = "CJ207"
    name = "stage-count"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("stages",)
    needs: frozenset[str] = frozenset({"stage"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        number = len(subject.journey.stages)
        if 0 < number < FEWEST_STAGES:
            yield self.problem(
                ("stages",),
                tr("The map has very few stages ({n}).", n=number),
                tr("Divide the journey where the customer's goal changes."),
                key=True,
            )
        elif number > MOST_STAGES:
            yield self.problem(
                ("stages",),
                tr("The map has many stages ({n}).", n=number),
                tr("Join neighbours that share a goal, or move a part into a child journey."),
                key=True,
            )


class TooLong(JourneyRule):
    """A map has more than sixty touchpoints.

    Why:
        Nobody reads such a map to its end, and its picture fits no page. A map of the whole
        with child journeys for its parts can be read at either height.

    Sources:
        Stickdorn, Hormess, Lawrence and Schneider, “This Is Service Design Doing” (2018), on
        journey maps with several zoom levels. The number is this project's own.
    """

    code = "CJ208"
    name = "too-long"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("touchpoints",)

    def judge(self, subject: Subject) -> Iterator[Problem]:
        number = len(subject.index.items["touchpoint"])
        if number > MOST_TOUCHPOINTS:
            yield self.problem(
                ("stages",),
                tr("The map has {n} touchpoints.", n=number),
                tr(
                    "Split it: a map of the whole, and a child journey (`links`, `rel: child`) for each part."
                ),
                key=True,
            )


def _bears(slug: str, names: Iterable[str]) -> bool:
    """Whether one of several names, as slugs, stands in a slug as whole words."""
    return any(f"-{name}-" in f"-{slug}-" for name in names)


@cache
def _inside() -> tuple[str, ...]:
    return tuple(n for language in every_language() for n in language.insider_names)


@cache
def _outside() -> tuple[str, ...]:
    return tuple(n for language in every_language() for n in language.outsider_names)


class InsideOutStageName(JourneyRule):
    """A stage is named after a process of the organization.

    Recognised in English and Spanish: words such as internal, back office, lead qualification,
    order processing, quality control, gestión de pedidos, procesamiento. Maps of
    `kind: employee` are passed over.

    Why:
        The customer is in no “internal review”; the customer waits for an answer. A stage that
        bears the name of a department is drawn from the inside, and what the customer does
        meanwhile goes missing.

    Example:
        title: Insure a bicycle
        personas: [Laura]
        stages:
          - Comparing offers
          - Internal review
          - Riding insured

    Instead:
        title: Insure a bicycle
        personas: [Laura]
        stages:
          - Comparing offers
          - Waiting for the answer
          - Riding insured

    Sources:
        Harley Manning and Kerry Bodine, “Outside In” (Forrester, 2012).
    """

    code = "CJ209"
    name = "inside-out-stage-name"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("stage.name",)

    def judge(self, subject: Subject) -> Iterator[Problem]:
        if subject.journey.kind is MapKind.EMPLOYEE:
            return
        for item in subject.index.items["stage"]:
            words = slug(item.name)
            if _bears(words, _inside()) and not _bears(words, _outside()):
                yield self.problem(
                    (*item.path, "name"),
                    tr("“{stage}” is the organization's word for it.", stage=item.name),
                    tr("Name the stage after what the customer does or wants there."),
                    subject=item.name,
                )

    def several(self, number: int, names: Message) -> Message:
        return tr(
            "{n} stages bear the organization's words: {names} …",
            n=number,
            names=names,
        )


class PersonaWithoutSegment(_PersonaRule):
    """A persona does not say which customers it stands for.

    Asked of maps in review or validated, and of those in which another persona has a `segment`.

    Why:
        One cannot invite a persona to an interview, count it or write to it. Its segment says
        who is meant and how many they are.

    Example:
        title: Buy a coat online
        status: review
        personas:
          - name: Laura
            goals: A coat that fits
        stages: [Awareness]

    Instead:
        title: Buy a coat online
        status: review
        personas:
          - name: Laura
            goals: A coat that fits
            segment:
              name: Young professionals in cities
              size: 35 % of buyers
        stages: [Awareness]

    Sources:
        This project's own: `segment` and `match` are what binds a persona to data.
    """

    code = "CJ210"
    name = "persona-without-segment"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("persona.segment",)
    nearby: frozenset[str] = frozenset({"segment:", "type:"})

    def check(self, subject: Subject) -> Iterator[Problem]:
        segmented = any(persona.segment is not None for _, persona in subject.things.personas)
        if not segmented and not is_settled(subject):
            return
        for item, persona in self.described(subject):
            if persona.segment is None:
                yield self.problem(
                    item.path,
                    tr(
                        "“{persona}” does not say which customers it stands for.", persona=item.name
                    ),
                    tr("Add `segment:` with a name and, where known, a size."),
                    subject=item.name,
                )

    def several(self, number: int, names: Message) -> Message:
        return tr(
            "{n} personas do not say which customers they stand for: {names} …",
            n=number,
            names=names,
        )


class SeveralPrimaryPersonas(JourneyRule):
    """A map has more than one primary persona.

    Why:
        The primary persona is the one whose needs win where two cannot be met at once. With two
        of them the map cannot decide, and both ways grow pale.

    Example:
        title: Buy a coat online
        personas:
          - name: Laura
            type: primary
          - name: Jorge
            type: primary
        stages: [Awareness]

    Instead:
        title: Buy a coat online
        personas:
          - name: Laura
            type: primary
          - name: Jorge
            type: secondary
        stages: [Awareness]

    Sources:
        Alan Cooper, “The Inmates Are Running the Asylum” (1999): each primary persona needs an
        interface of its own.
    """

    code = "CJ211"
    name = "several-primary-personas"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("persona.type",)

    def judge(self, subject: Subject) -> Iterator[Problem]:
        primary = [
            item for item, thing in subject.things.personas if thing.type is PersonaType.PRIMARY
        ]
        if len(primary) < 2:
            return
        first, second = primary[:2]
        yield self.problem(
            second.path if second.external else (*second.path, "type"),
            tr("The map has {n} primary personas.", n=len(primary)),
            tr("Decide on one, or draw a map for each; the others are `secondary`."),
            related=[Place(first.path, tr("“{persona}” is one too", persona=first.name))],
        )


class NoOwner(JourneyRule):
    """Nobody answers for the map.

    A note in a draft, and where nothing in the map has an owner, a ticket or a day when it is due.

    Why:
        A journey crosses departments, so without an owner each mends its own part and nobody
        the whole; and a map that is nobody's is out of date within a year.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages: [Awareness]

    Instead:
        title: Buy a coat online
        owner: Ana Torres, customer experience
        personas: [Laura]
        stages: [Awareness]

    Sources:
        David Edelman and Marc Singer, “Competing on Customer Journeys”, Harvard Business
        Review, November 2015, on managing a journey like a product.
    """

    code = "CJ212"
    name = "no-owner"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("journey.owner",)
    nearby: frozenset[str] = frozenset({"owner:"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        if subject.journey.owner is None:
            yield self.problem(
                ("owner",),
                tr("Nobody answers for the map."),
                tr("Add `owner:` with a person or a team."),
                severity=Severity.INFO if is_draft(subject) or not _is_worked_on(subject) else None,
            )


def _is_worked_on(subject: Subject) -> bool:
    """Whether anything in the map has an owner, a ticket or a day when it is due."""
    things = subject.things
    owned = (*things.stages, *things.touchpoints, *things.pains, *things.metrics)
    planned = (thing for _, thing in things.opportunities)
    return any(thing.owner is not None for _, thing in owned) or any(
        thing.owner is not None or thing.ticket is not None or thing.due is not None
        for thing in planned
    )


SCOPE: tuple[Rule, ...] = (
    NoScenario(),
    NoGoal(),
    NoStartOrEnd(),
    PersonaWithoutGoals(),
    UnusedPersona(),
    NoExpectations(),
    StageCount(),
    TooLong(),
    InsideOutStageName(),
    PersonaWithoutSegment(),
    SeveralPrimaryPersonas(),
    NoOwner(),
)
