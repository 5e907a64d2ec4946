"""The moments of a journey, and the ways between them."""

from typing import Annotated, ClassVar

from cjmap.model.binding import Match
from cjmap.model.blueprint import Automation, Handoff, Lines
from cjmap.model.element import (
    ChannelReferences,
    Element,
    OneOrMany,
    References,
    Texts,
    Words,
    doc,
    listed,
    mapped,
    required,
)
from cjmap.model.emotion import Emotion, Emotions, Quotes, Thoughts
from cjmap.model.image import Image
from cjmap.model.improvement import Gain, Opportunity, Pain
from cjmap.model.lane import LaneTexts
from cjmap.model.metric import Metric
from cjmap.model.scalars import Figure, Number, Slug, Text, choice, switch
from cjmap.vocabulary.touchpoints import (
    IS_ENTRY,
    IS_EXIT,
    IS_MOMENT,
    Exit,
    Feedback,
    Initiator,
    MomentOfTruth,
    TouchpointKind,
    WayType,
)


class Next(Element):
    """Where the customer may go from here."""

    SHORTHAND: ClassVar[str | None] = "to"
    SKELETON: ClassVar[tuple[str, ...]] = ("to", "when")

    to: Text = required("The touchpoint that follows.", "checkout")
    when: Text | None = doc("The condition.", "the size is out of stock")
    type: Annotated[WayType, choice(WayType)] | None = doc(
        "The kind of way: a happy one replaces the default way, the others add to it. Left out: `happy`.",
        "alternative",
    )
    share: Annotated[float, Figure(Number(0, 100))] | None = doc(
        "How many go this way, in percent.", 12, "12%"
    )


class Touchpoint(Element):
    """A moment in which customer and organization meet, or the customer acts alone."""

    SHORTHAND: ClassVar[str | None] = "name"
    SKELETON: ClassVar[tuple[str, ...]] = ("name", "channel", "emotion")

    name: Text = required("The touchpoint's name.", "Checkout")
    id: Slug | None = doc("How the map refers to it. Left out: the slug of the name.", "checkout")
    kind: Annotated[TouchpointKind, choice(TouchpointKind)] | None = doc(
        "Whether both meet, or the customer acts alone. Left out: an interaction where there is a channel, else open.",
        "action",
    )
    channel: ChannelReferences = listed(
        "The channel or channels: built-in ones, or words of your own.", "web", ["web", "app"]
    )
    initiator: Annotated[Initiator, choice(Initiator)] | None = doc("Who begins it.", "customer")
    personas: References = listed(
        "Who takes part. Left out: as the stage says, else everyone but negative personas."
    )
    does: Texts = listed("What the customer does.", ["Compares two sizes"])
    thoughts: Thoughts = listed("What the customer thinks.", ["Will it fit me?"])
    expects: Texts = listed("What the customer expects.", ["An answer at once"])
    quote: Quotes = listed("What customers said here.", "Nobody answered")
    emotion: Emotion | None = doc("How everyone who takes part feels.", 1, "🙁", "negative")
    emotions: Emotions = mapped("How each persona feels.", {"laura": 1, "jorge": -1})
    moment_of_truth: Annotated[bool | MomentOfTruth, choice(MomentOfTruth, IS_MOMENT)] | None = doc(
        "A moment that decides; zero, first, second or ultimate if you tell them apart.", True
    )
    pains: tuple[Pain, ...] = listed("What makes it hard; `[]`: we looked, there is none.")
    gains: tuple[Gain, ...] = listed("What makes it good.")
    opportunities: tuple[Opportunity, ...] = listed("What could be better.")
    metrics: tuple[Metric, ...] = listed("Figures about it.")
    owner: Text | None = doc("Who answers for it.", "E-commerce")
    duration: Text | None = doc(
        "How long it takes: ISO 8601, a number with s, min, h, d or w, or words, which add up to nothing.",
        "PT5M",
        "1.5 h",
        "a few minutes",
    )
    wait: Text | None = doc(
        "How long the customer waits before it, written as `duration` is.", "P2D", "20 min"
    )
    frontstage: Lines = listed(
        "What the customer sees staff or systems do.", ["Greets at the door"]
    )
    backstage: Lines = listed("What happens out of sight.", ["Picks the order"])
    support: Lines = listed("Processes and systems that carry it.", ["Stock system"])
    physical_evidence: Texts = listed("What the customer can see or touch.", ["Receipt"])
    handoff: Handoff | None = doc("The customer passes from one hand to the next.")
    automation: Annotated[tuple[Automation, ...], OneOrMany()] = listed("What goes out by itself.")
    feedback: Annotated[tuple[Annotated[Feedback, choice(Feedback)], ...], OneOrMany()] = listed(
        "What is asked here.", "csat"
    )
    next: Annotated[tuple[Next, ...], OneOrMany()] = listed(
        "Where the customer goes from here; `[]`: nowhere. Left out: the following touchpoint, or nowhere where it is an exit."
    )
    entry: Annotated[bool, switch(IS_ENTRY)] | None = doc("The journey may also begin here.", True)
    exit: Annotated[bool | Exit, choice(Exit, IS_EXIT)] | None = doc(
        "The journey ends here; where a happy `next` stands beside it, some leave and the others go on.",
        "success",
        "abandon",
    )
    tags: Words = listed("Words to find it by.", ["checkout", "payment"])
    lanes: LaneTexts = mapped(
        "What stands in the rows of your own, by their ids.",
        {"open-questions": ["Who signs the order?"]},
    )
    match: Match | None = doc("What it is in the data.")
    evidence: References = listed("Ids of the evidence for all that stands here.")
    image: Image | None = doc("A picture of the workspace.")

    @property
    def is_action(self) -> bool:
        return self.kind is TouchpointKind.ACTION

    @property
    def is_decisive(self) -> bool:
        """Whether it is a moment of truth."""
        return bool(self.moment_of_truth)

    @property
    def is_interaction(self) -> bool:
        return self.kind is TouchpointKind.INTERACTION or (self.kind is None and bool(self.channel))
