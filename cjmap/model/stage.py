"""The parts of a journey."""

from typing import ClassVar

from cjmap.model.binding import Match
from cjmap.model.blueprint import Lines
from cjmap.model.element import Element, References, Texts, doc, listed, mapped, required
from cjmap.model.emotion import Emotion, Emotions, Quotes, Thoughts
from cjmap.model.improvement import Gain, Opportunity, Pain
from cjmap.model.lane import LaneTexts
from cjmap.model.metric import Metric
from cjmap.model.scalars import Slug, Text
from cjmap.model.touchpoint import Touchpoint


class Stage(Element):
    """A part of the journey with one goal."""

    SHORTHAND: ClassVar[str | None] = "name"
    SKELETON: ClassVar[tuple[str, ...]] = ("name", "touchpoints")

    name: Text = required("The stage's name.", "Consideration")
    id: Slug | None = doc(
        "How the map refers to it. Left out: the slug of the name.", "consideration"
    )
    phase: Text | None = doc(
        "The phase of the lifecycle, in any shipped language. Left out: found from the name.",
        "post-purchase",
        "Compra",
    )
    goal: Text | None = doc("What the customer wants here.", "To know what there is")
    description: Text | None = doc(
        "What the stage is about.", "Laura compares coats, prices and sizes."
    )
    duration: Text | None = doc(
        "How long it takes: ISO 8601, a number with s, min, h, d or w, or words, which add up to nothing.",
        "P3D",
        "2 h",
        "two weeks",
    )
    owner: Text | None = doc("Who answers for it.", "Marketing")
    success: Text | None = doc("How one knows that it went well.", "She puts a coat in the cart")
    personas: References = listed("Who takes part. Left out: everyone but negative personas.")
    touchpoints: tuple[Touchpoint, ...] = listed("The touchpoints, in order.")
    thoughts: Thoughts = listed("What the customer thinks.", ["Will it fit me?"])
    emotion: Emotion | None = doc("How those feel whom no touchpoint of the stage scores.", 1)
    emotions: Emotions = mapped(
        "How each persona feels whom no touchpoint scores.", {"laura": 1, "jorge": -1}
    )
    quote: Quotes = listed("What customers said of it.", "I had no idea where to begin")
    pains: tuple[Pain, ...] = listed("What makes it hard; `[]`: we looked, there is none.")
    gains: tuple[Gain, ...] = listed("What makes it good.")
    opportunities: tuple[Opportunity, ...] = listed("What could be better.")
    metrics: tuple[Metric, ...] = listed("Figures about it.")
    expectations: Texts = listed("What the customer expects.", ["To compare prices"])
    frontstage: Lines = listed(
        "What the customer sees staff or systems do.", ["Greets at the door"]
    )
    backstage: Lines = listed("What happens out of sight.", ["Picks the order"])
    support: Lines = listed("Processes and systems that carry it.", ["Stock system"])
    physical_evidence: Texts = listed("What the customer can see or touch.", ["Shop window"])
    lanes: LaneTexts = mapped(
        "What stands in the rows of your own, by their ids.",
        {"open-questions": ["Who signs the order?"]},
    )
    match: Match | None = doc("What it is in the data.")
    evidence: References = listed("Ids of the evidence for all that stands here.")
