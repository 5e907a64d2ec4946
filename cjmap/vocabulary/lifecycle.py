"""The models of a customer's lifecycle and their phases."""

from __future__ import annotations

from cjmap.messages import Message, tr
from cjmap.vocabulary.choice import FIRST, Choice, make


class LifecyclePhase(Choice):
    """A phase of one of the models."""

    def __new__(cls, value: str, label: Message, since: str = FIRST) -> LifecyclePhase:
        return make(cls, value, label, label.template, since)

    AWARENESS = "awareness", tr("Awareness")
    CONSIDERATION = "consideration", tr("Consideration")
    DECISION = "decision", tr("Decision")
    PURCHASE = "purchase", tr("Purchase")
    POST_PURCHASE = "post-purchase", tr("Post-purchase")
    LOYALTY = "loyalty", tr("Loyalty")
    ADVOCACY = "advocacy", tr("Advocacy")
    ATTENTION = "attention", tr("Attention")
    INTEREST = "interest", tr("Interest")
    DESIRE = "desire", tr("Desire")
    ACTION = "action", tr("Action")
    ACQUISITION = "acquisition", tr("Acquisition")
    ACTIVATION = "activation", tr("Activation")
    RETENTION = "retention", tr("Retention")
    REFERRAL = "referral", tr("Referral")
    REVENUE = "revenue", tr("Revenue")
    AWARE = "aware", tr("Aware")
    APPEAL = "appeal", tr("Appeal")
    ASK = "ask", tr("Ask")
    ACT = "act", tr("Act")
    ADVOCATE = "advocate", tr("Advocate")
    ENTICE = "entice", tr("Entice")
    ENTER = "enter", tr("Enter")
    ENGAGE = "engage", tr("Engage")
    EXIT = "exit", tr("Exit")
    EXTEND = "extend", tr("Extend")
    SEE = "see", tr("See")
    THINK = "think", tr("Think")
    DO = "do", tr("Do")
    CARE = "care", tr("Care")


_P = LifecyclePhase


class LifecycleModel(Choice):
    """A model that stages are held against, its `phases` in order.

    `buying` is the phase in which the customer buys, where the model goes on behind it.
    """

    phases: tuple[LifecyclePhase, ...]
    buying: LifecyclePhase | None

    def __new__(
        cls,
        value: str,
        label: Message,
        phases: tuple[LifecyclePhase, ...],
        buying: LifecyclePhase | None = None,
        since: str = FIRST,
    ) -> LifecycleModel:
        listed = ", ".join(phases) or "No model: the stages stand for themselves"
        member = make(cls, value, label, f"{listed}.", since)
        member.phases = phases
        member.buying = buying
        return member

    SEVEN_STAGE = (
        "seven-stage",
        tr("seven stages"),
        (
            _P.AWARENESS,
            _P.CONSIDERATION,
            _P.DECISION,
            _P.PURCHASE,
            _P.POST_PURCHASE,
            _P.LOYALTY,
            _P.ADVOCACY,
        ),
        _P.PURCHASE,
    )
    FOUR_STAGE = (
        "four-stage",
        tr("four stages"),
        (_P.AWARENESS, _P.CONSIDERATION, _P.DECISION, _P.LOYALTY),
        _P.DECISION,
    )
    AIDA = "aida", tr("AIDA"), (_P.ATTENTION, _P.INTEREST, _P.DESIRE, _P.ACTION)
    AARRR = (
        "aarrr",
        tr("AARRR"),
        (_P.ACQUISITION, _P.ACTIVATION, _P.RETENTION, _P.REFERRAL, _P.REVENUE),
    )
    FIVE_A = "five-a", tr("five A"), (_P.AWARE, _P.APPEAL, _P.ASK, _P.ACT, _P.ADVOCATE)
    FIVE_E = "five-e", tr("five E"), (_P.ENTICE, _P.ENTER, _P.ENGAGE, _P.EXIT, _P.EXTEND)
    SEE_THINK_DO_CARE = (
        "see-think-do-care",
        tr("See, Think, Do, Care"),
        (_P.SEE, _P.THINK, _P.DO, _P.CARE),
        _P.DO,
    )
    NONE = "none", tr("no model"), ()


DEFAULT_MODEL = LifecycleModel.SEVEN_STAGE
