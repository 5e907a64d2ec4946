"""How bad a pain is, and how far an opportunity has come."""

from __future__ import annotations

from cjmap.messages import Message, tr
from cjmap.vocabulary.choice import FIRST, Choice, make


class Rate(Choice):
    """A rating from 1 to 5 in words; `number` is the rating."""

    number: int

    def __new__(cls, value: str, label: Message, number: int, since: str = FIRST) -> Rate:
        member = make(cls, value, label, f"{number} of 5.", since)
        member.number = number
        return member

    VERY_LOW = "very-low", tr("very low"), 1
    LOW = "low", tr("low"), 2
    MEDIUM = "medium", tr("medium"), 3
    HIGH = "high", tr("high"), 4
    VERY_HIGH = "very-high", tr("very high"), 5


class Gravity(Choice):
    """A severity in words of its own; `number` is the rating from 1 to 5."""

    number: int

    def __new__(cls, value: str, label: Message, number: int, since: str = FIRST) -> Gravity:
        member = make(cls, value, label, f"{number} of 5.", since)
        member.number = number
        return member

    MINOR = "minor", tr("minor"), 2
    MAJOR = "major", tr("major"), 4
    CRITICAL = "critical", tr("critical"), 5


class Frequency(Choice):
    """How often a pain is felt."""

    RARE = "rare", tr("rarely"), "Hardly ever."
    SOMETIMES = "sometimes", tr("sometimes"), "Now and then."
    OFTEN = "often", tr("often"), "More often than not."
    ALWAYS = "always", tr("always"), "Every time."


class Effect(Choice):
    """What a customer does about a pain."""

    ANNOYANCE = "annoyance", tr("annoys"), "It annoys; the customer goes on."
    WORKAROUND = (
        "workaround",
        tr("forces a detour"),
        "The customer finds a way around it.",
    )
    ABANDONMENT = "abandonment", tr("makes people give up"), "The customer gives up."


class PainStatus(Choice):
    """Whether a pain is still there."""

    OPEN = "open", tr("open"), "It is still there."
    RESOLVED = "resolved", tr("resolved"), "It is gone."


class PainState(Choice):
    """What is being done about a pain; every one but the last is an answer."""

    RESOLVED = "resolved", tr("resolved"), "It is gone."
    IN_HAND = "in-hand", tr("in hand"), "Something that answers it is planned, under way or done."
    IDEA = "idea", tr("idea"), "Nothing but ideas answers it."
    UNANSWERED = "unanswered", tr("unanswered"), "Nothing answers it."

    @property
    def is_answered(self) -> bool:
        return self is not PainState.UNANSWERED


class OpportunityStatus(Choice):
    """How far an opportunity has come."""

    IDEA = "idea", tr("idea"), "Thought of."
    PLANNED = "planned", tr("planned"), "Decided."
    DOING = "doing", tr("in progress"), "Under way."
    DONE = "done", tr("done"), "Done."
    DROPPED = "dropped", tr("dropped"), "Given up."

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to be done."""
        return self in (OpportunityStatus.DONE, OpportunityStatus.DROPPED)

    @property
    def is_accepted(self) -> bool:
        """Whether it was decided on and not given up, finished or not."""
        return self not in (OpportunityStatus.IDEA, OpportunityStatus.DROPPED)


class Quadrant(Choice):
    """Value against effort, the most rewarding first."""

    QUICK_WIN = "quick-win", tr("Quick win"), "Worth much, costs little."
    BIG_BET = "big-bet", tr("Big bet"), "Worth much, costs much."
    FILL_IN = "fill-in", tr("When time allows"), "Worth little, costs little."
    TIME_SINK = "time-sink", tr("Worth a second look"), "Worth little, costs much."
