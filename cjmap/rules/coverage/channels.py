"""Where organization and customer meet, what they hand on there, and what is asked."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.facts.channels import ChannelFact, find_channel, several_channels
from cjmap.facts.index import Item
from cjmap.facts.subject import Subject
from cjmap.findings import Path, Place, Problem, Severity
from cjmap.messages import Message, ntr, tr
from cjmap.model.touchpoint import Touchpoint
from cjmap.rules.base import JourneyRule
from cjmap.rules.scope import is_draft
from cjmap.text.slugs import holds_words, slug
from cjmap.vocabulary.channels import ChannelType, Ownership
from cjmap.vocabulary.maps import MapKind, Relation
from cjmap.vocabulary.metrics import SCORES
from cjmap.vocabulary.touchpoints import WayType

_ALL_READ = frozenset({"stage", "touchpoint"})


def is_part(subject: Subject) -> bool:
    """Whether the map is a part of a larger journey, which its parent shows."""
    return any(link.rel is Relation.PARENT for link in subject.journey.links)


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
    keys: tuple[str, ...] = ("channel", "touchpoint.kind")
    nearby: frozenset[str] = frozenset({"channel:", "kind:"})

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
    keys: tuple[str, ...] = ("channel",)
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
    return any(holds_words(told, name) for name in names)


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
    keys: tuple[str, ...] = ("persona.channels", "channel")
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
    channels = subject.index.channels
    for written in touchpoint.channel:
        # Of several in one text CJ216 says that they are several.
        for name in several_channels(channels, written) or (written,):
            yield find_channel(channels, name)
    for automation in touchpoint.automation:
        if automation.channel is not None:
            yield find_channel(channels, automation.channel)


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
    keys: tuple[str, ...] = ("handoff", "channel", "channel.ownership", "channel.type")
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
    keys: tuple[str, ...] = ("feedback", "metric.type")
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
