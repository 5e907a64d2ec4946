"""The layers of a blueprint, what goes out by itself, and the words in which it is told."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.facts.index import Item, resolve
from cjmap.facts.jargon import find_jargon, is_technical, may_hold_jargon
from cjmap.facts.subject import Subject
from cjmap.findings import Path, Problem, Severity
from cjmap.messages import Message, line_up, quote, tr
from cjmap.model.blueprint import Line
from cjmap.model.journey import Journey
from cjmap.model.persona import Persona
from cjmap.model.stage import Stage
from cjmap.model.touchpoint import Touchpoint
from cjmap.rules.base import JourneyRule
from cjmap.vocabulary.maps import MapKind


class BackstageWithoutActorOrSystem(JourneyRule):
    """A backstage line says neither who acts nor in which system.

    Lines that are a text alone are left out: they are notes in passing.

    Why:
        A blueprint is there to find out who must do what. A step that nobody does will be
        forgotten when the work is divided.

    Example:
        title: Buy a coat online
        kind: blueprint
        personas: [Laura]
        stages:
          - name: Delivery
            touchpoints:
              - name: Parcel
                backstage:
                  - does: Packs the order
                    fails: Wrong size

    Instead:
        title: Buy a coat online
        kind: blueprint
        personas: [Laura]
        stages:
          - name: Delivery
            touchpoints:
              - name: Parcel
                backstage:
                  - actor: Warehouse
                    does: Packs the order
                    fails: Wrong size

    Sources:
        Nielsen Norman Group, Service Blueprints: Definition; Mary Jo Bitner, Amy Ostrom and
        Felicia Morgan, Service Blueprinting: A Practical Technique for Service Innovation,
        California Management Review (2008).
    """

    code = "CJ704"
    name = "backstage-without-actor-or-system"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("backstage", "support", "frontstage", "line.actor", "line.system")
    nearby: frozenset[str] = frozenset({"actor:", "system:"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        for path, _, owner in subject.things.owners:
            for number, line in enumerate(_backstage(owner)):
                if line.is_text or line.actor is not None or line.system is not None:
                    continue
                does = line.does or line.fails or line.recovery or ""
                yield self.problem(
                    (*path, "backstage", number),
                    tr(
                        "“{does}” at “{place}” names neither actor nor system.",
                        does=does,
                        place=_name(owner),
                    ),
                    tr("Name the `actor`, the `system`, or both."),
                    subject=does,
                )

    def several(self, number: int, names: Message) -> Message:
        return tr(
            "{n} backstage lines name neither actor nor system: {names} …", n=number, names=names
        )


def _backstage(owner: Journey | Stage | Touchpoint) -> tuple[Line, ...]:
    return () if isinstance(owner, Journey) else owner.backstage


def _name(owner: Journey | Stage | Touchpoint) -> str:
    return owner.title if isinstance(owner, Journey) else owner.name


class BlueprintWithoutBackstage(JourneyRule):
    """A blueprint shows nothing of what happens backstage.

    Of maps of the kind `blueprint`.

    Why:
        What customers live through is a journey map. A blueprint adds what they do not see: who
        and what must work behind each step.

    Example:
        title: Buy a coat online
        kind: blueprint
        personas: [Laura]
        stages:
          - name: Delivery
            touchpoints:
              - name: Parcel
                frontstage: The courier rings and asks for a signature

    Instead:
        title: Buy a coat online
        kind: blueprint
        personas: [Laura]
        stages:
          - name: Delivery
            touchpoints:
              - name: Parcel
                frontstage: The courier rings and asks for a signature
                backstage:
                  - actor: Warehouse
                    does: Packs the order before noon

    Sources:
        G. Lynn Shostack, Designing Services That Deliver, Harvard Business Review (January 1984),
        with its line of visibility; Nielsen Norman Group, Service Blueprints: Definition.
    """

    code = "CJ705"
    name = "blueprint-without-backstage"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("backstage", "support", "journey.kind")
    needs: frozenset[str] = frozenset({"stage", "touchpoint", "backstage:"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        journey = subject.journey
        if journey.kind is not MapKind.BLUEPRINT or not journey.stages:
            return
        if not any(_backstage(owner) for _, _, owner in subject.things.owners):
            yield self.problem(
                ("kind",),
                tr("The blueprint has no backstage."),
                tr(
                    "Write under `backstage` of the stages or touchpoints what happens out of "
                    "sight; without it, this is a `kind: journey`."
                ),
            )


class AutomationWithoutTrigger(JourneyRule):
    """An automatic message does not say what sets it off.

    Why:
        Nobody can build it, and nobody can tell which customers get it, or get it twice.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Consideration
            touchpoints:
              - name: Follow-up
                automation:
                  - delay: PT24H
                    channel: email
                    message: Still thinking about it?

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Consideration
            touchpoints:
              - name: Follow-up
                automation:
                  - trigger: cart left with an e-mail address
                    delay: PT24H
                    channel: email
                    message: Still thinking about it?

    Sources:
        Event, condition, action: the pattern on which marketing automation rests. Without an
        event nothing happens.
    """

    code = "CJ706"
    name = "automation-without-trigger"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("automation.trigger",)
    nearby: frozenset[str] = frozenset({"trigger:"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        for item, touchpoint in subject.things.touchpoints:
            for number, automation in enumerate(touchpoint.automation):
                if automation.trigger is None:
                    yield self.problem(
                        (*item.path, "automation", number),
                        tr("Nothing sets off the message at “{place}”.", place=item.name)
                        if automation.message is None
                        else tr(
                            "Nothing sets off “{message}” at “{place}”.",
                            message=automation.message,
                            place=item.name,
                        ),
                        tr("Write the `trigger`: the event after which it goes out."),
                        subject=automation.message or item.name,
                    )

    def several(self, number: int, names: Message) -> Message:
        return tr("Nothing sets off {n} automatic messages: {names} …", n=number, names=names)


class JargonInCustomerLane(JourneyRule):
    """What a customer does or thinks is told in the words of those who build the service.

    Looked for, in English and Spanish, are such as API, endpoint, webhook, SQL, a Kafka topic,
    an S3 bucket, SKU, and the keys and numbers of tickets. Left out is what only personas do or
    think who work with such things (a developer, an engineer), and maps of the kind `employee`.

    Why:
        Customers do not call an endpoint, they wait for a page. Words from inside show that the
        step was written from inside too.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            touchpoints:
              - name: Checkout
                does: Calls the payment API

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            touchpoints:
              - name: Checkout
                does: Pays with her card
                support:
                  - system: Payment API
                    does: Charges the card

    Sources:
        Jakob Nielsen, 10 Usability Heuristics for User Interface Design (1994): match between
        the system and the real world.
    """

    code = "CJ707"
    name = "jargon-in-customer-lane"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("does", "thoughts", "expects")
    needs: frozenset[str] = frozenset({"persona", "personas.role:"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        if subject.journey.kind is MapKind.EMPLOYEE:
            return

        def works_with_it(speaker: Item) -> bool:
            return _is_technical(subject.things.personas[speaker])

        lane = list(_customer_lane(subject))
        if not may_hold_jargon("\n".join(text for _, text, _ in lane)):
            return
        for path, text, speakers in lane:
            words = find_jargon(text)
            if words and not (speakers and all(map(works_with_it, speakers))):
                yield self.problem(
                    path,
                    tr(
                        "A customer would not say {words}: “{text}”.",
                        words=line_up([quote(word) for word in words]),
                        text=text,
                    ),
                    tr("Tell it as the customer lives it; systems belong under `support`."),
                    subject=words[0],
                )

    def several(self, number: int, names: Message) -> Message:
        return tr(
            "A customer would not speak like this {n} times: {names} …", n=number, names=names
        )


def _customer_lane(subject: Subject) -> Iterator[tuple[Path, str, tuple[Item, ...]]]:
    """What customers do and think, with its place and those who do or think it."""
    for fact in subject.participation.touchpoints:
        path, touchpoint = fact.item.path, subject.things.touchpoints[fact.item]
        for number, text in enumerate(touchpoint.does):
            yield (*path, "does", number), text, fact.personas
        yield from _thoughts(subject, path, touchpoint, fact.personas)
    for stage in subject.participation.stages:
        thing = subject.things.stages[stage.item]
        yield from _thoughts(subject, stage.item.path, thing, stage.personas)


def _thoughts(
    subject: Subject, path: Path, owner: Stage | Touchpoint, present: tuple[Item, ...]
) -> Iterator[tuple[Path, str, tuple[Item, ...]]]:
    for number, thought in enumerate(owner.thoughts):
        speakers = present
        if thought.persona is not None:
            named = resolve(subject.index, "persona", thought.persona)
            speakers = (named,) if named is not None else ()
        yield (*path, "thoughts", number, "text"), thought.text, speakers


def _is_technical(persona: Persona) -> bool:
    segment = persona.segment.name if persona.segment is not None else None
    told = (persona.name, persona.role, persona.bio, segment)
    return is_technical(" · ".join(text for text in told if text))
