"""What happens at a touchpoint, and where the way goes on from there."""

from __future__ import annotations

from cjmap.messages import Message, tr
from cjmap.vocabulary.choice import FIRST, Choice, Switch, make
from cjmap.vocabulary.metrics import MetricType


class TouchpointKind(Choice):
    """Whether the customer meets the organization or acts alone."""

    INTERACTION = "interaction", tr("interaction"), "Customer and organization meet."
    ACTION = "action", tr("action of the customer"), "The customer acts alone."


class Initiator(Choice):
    """Who begins a touchpoint."""

    CUSTOMER = "customer", tr("the customer begins"), "The customer begins."
    ORGANIZATION = "organization", tr("the organization begins"), "The organization begins."
    THIRD_PARTY = "third-party", tr("somebody else begins"), "Somebody else begins."


class MomentOfTruth(Choice):
    """Which moment of truth it is, for those who tell them apart."""

    ZERO = "zmot", tr("Zero moment of truth"), "Zero: looking things up, before any contact."
    FIRST = "fmot", tr("First moment of truth"), "First: in front of the product."
    SECOND = "smot", tr("Second moment of truth"), "Second: using it."
    ULTIMATE = "umot", tr("Ultimate moment of truth"), "Ultimate: telling others about it."


class Feedback(Choice):
    """What a customer is asked."""

    NPS = "nps", MetricType.NPS.label, "Would you recommend us? 0 to 10."
    CSAT = "csat", MetricType.CSAT.label, "How satisfied are you?"
    CES = "ces", MetricType.CES.label, "How easy was it?"
    INTERVIEW = "interview", tr("interview"), "A conversation."
    REVIEW = "review", tr("review"), "A public review."


class Exit(Choice):
    """How a journey ends at a touchpoint; `pill` is the word for it beside a box."""

    pill: Message

    def __new__(
        cls, value: str, label: Message, help: str, pill: Message, since: str = FIRST
    ) -> Exit:
        member = make(cls, value, label, help, since)
        member.pill = pill
        return member

    SUCCESS = "success", tr("ends well here"), "It ends here as it should.", tr("Ends well")
    ABANDON = "abandon", tr("may give up here"), "It is given up here.", tr("Gives up")


class WayType(Choice):
    """What kind of way leads from one touchpoint to another."""

    HAPPY = "happy", tr("usual way"), "The way as it should be; replaces the default one."
    ALTERNATIVE = "alternative", tr("alternative"), "Another good way."
    EXCEPTION = "exception", tr("exception"), "The way when something goes wrong."


IS_MOMENT = Switch(tr("Moment of truth"), "A moment that decides.", "None.")
IS_ENTRY = Switch(tr("may begin here"), "The journey may also begin here.", "It does not.")
IS_EXIT = Switch(tr("may end here"), "The journey may end here.", "It does not.")


def name_moment(moment: bool | MomentOfTruth) -> Message:
    """What a moment of truth is called, whether or not the map says which it is."""
    return moment.label if isinstance(moment, MomentOfTruth) else IS_MOMENT.label


def name_exit(exit: bool | Exit) -> Message:
    """What an end of the journey is called, whether or not the map says how it ends."""
    return exit.label if isinstance(exit, Exit) else IS_EXIT.label
