"""What makes it hard, what makes it good, and what could be better."""

from typing import Annotated, ClassVar

from pydantic import Field

from cjmap.model.element import Element, References, doc, listed, required
from cjmap.model.metric import Result
from cjmap.model.rating import Rating, Severity
from cjmap.model.scalars import Day, Slug, Text, Ticket, choice
from cjmap.vocabulary.evidence import Confidence
from cjmap.vocabulary.improvement import Effect, Frequency, OpportunityStatus, PainStatus


class Pain(Element):
    """What makes it hard: a barrier, a frustration, a failure."""

    SHORTHAND: ClassVar[str | None] = "text"
    SKELETON: ClassVar[tuple[str, ...]] = ("text", "severity")

    text: Text = required("The pain, as the customer would put it.", "Nobody answers after 6 pm")
    id: Slug | None = doc(
        "How the map refers to it. Left out: the slug of the text.", "late-answers"
    )
    severity: Severity | None = doc(
        "1 (a trifle) to 5 (it ends the journey), or a word. Left out: not assessed.",
        4,
        "high",
    )
    frequency: Annotated[Frequency, choice(Frequency)] | None = doc(
        "How often it happens.", "often"
    )
    effect: Annotated[Effect, choice(Effect)] | None = doc(
        "What the customer does about it.", "abandonment"
    )
    status: Annotated[PainStatus, choice(PainStatus)] = Field(
        PainStatus.OPEN,
        description="Whether it is still there. Left out: `open`.",
        examples=["resolved"],
    )
    personas: References = listed("The personas who have it. Left out: all who take part.")
    cause: Text | None = doc("Where it comes from.", "The chat is staffed until six")
    owner: Text | None = doc("Who answers for it.")
    evidence: References = listed("Ids of the evidence.")


class Gain(Element):
    """What makes it good."""

    SHORTHAND: ClassVar[str | None] = "text"
    SKELETON: ClassVar[tuple[str, ...]] = ("text",)

    text: Text = required("The gain.", "The parcel comes a day early")
    id: Slug | None = doc(
        "How the map refers to it. Left out: the slug of the text.", "early-parcel"
    )
    personas: References = listed("The personas who have it. Left out: all who take part.")
    evidence: References = listed("Ids of the evidence.")


class Opportunity(Element):
    """Something that could be better, and how far it has come."""

    SHORTHAND: ClassVar[str | None] = "text"
    SKELETON: ClassVar[tuple[str, ...]] = ("text", "customer_value", "business_value", "effort")

    text: Text = required("What to do.", "Answer chats until 10 pm")
    id: Slug | None = doc("How the map refers to it. Left out: the slug of the text.", "late-chats")
    pains: References = listed(
        "Ids of the pains it serves; `[]`: none. Left out: the pains beside it."
    )
    customer_value: Rating | None = doc(
        "What it is worth to the customer, 1 to 5 or a word.", 4, "high"
    )
    business_value: Rating | None = doc(
        "What it is worth to the organization, 1 to 5 or a word.", 3, "medium"
    )
    effort: Rating | None = doc("What it costs, 1 to 5 or a word.", 2, "low")
    status: Annotated[OpportunityStatus, choice(OpportunityStatus)] = Field(
        OpportunityStatus.IDEA,
        description="How far it has come. Left out: `idea`.",
        examples=["planned"],
    )
    owner: Text | None = doc("Who answers for it.")
    ticket: Ticket | None = doc(
        "Where the work is tracked: an http or https URL, or text.", "SHOP-42"
    )
    due: Day | None = doc("When it is to be done.", "2027-03-31")
    done: Day | None = doc("When it was done.", "2026-05-02")
    expected: tuple[Result, ...] = listed("What it is to bring, a metric each.")
    outcome: tuple[Result, ...] = listed("What it brought.")
    cost: Text | None = doc("What it costs, in any words.", "20,000 euros and two months")
    confidence: Annotated[Confidence, choice(Confidence)] | None = doc(
        "How sure one is of value, effort and what it is to bring.", "medium"
    )

    @property
    def priority(self) -> float | None:
        """(customer value + business value) / 2 / effort; None unless all three are written."""
        if self.customer_value is None or self.business_value is None or self.effort is None:
            return None
        return (self.customer_value + self.business_value) / 2 / self.effort
