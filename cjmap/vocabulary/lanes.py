"""The lanes that a map may show, in the order in which they stand."""

from __future__ import annotations

from cjmap.messages import Message, tr
from cjmap.vocabulary.choice import FIRST, Choice, make


class LaneName(Choice):
    """A lane of the map; `subtitle` says in a few words what it holds."""

    subtitle: Message

    def __new__(cls, value: str, label: Message, subtitle: Message, since: str = FIRST) -> LaneName:
        member = make(cls, value, label, subtitle.template, since)
        member.subtitle = subtitle
        return member

    GOAL = "goal", tr("Goal"), tr("what they want")
    TOUCHPOINTS = "touchpoints", tr("Touchpoints"), tr("where it happens")
    IMAGES = "images", tr("Pictures"), tr("what it looks like")
    EMOTION = "emotion", tr("Emotion"), tr("how it feels")
    DOES = "does", tr("Does"), tr("what they do")
    THINKS = "thinks", tr("Thinks"), tr("in their words")
    EXPECTS = "expects", tr("Expects"), tr("what they count on")
    PAINS = "pains", tr("Pains"), tr("and their severity")
    GAINS = "gains", tr("Gains"), tr("what goes well")
    OPPORTUNITIES = "opportunities", tr("Opportunities"), tr("and their status")
    METRICS = "metrics", tr("Metrics"), tr("against targets")
    OWNER = "owner", tr("Owner"), tr("who answers for it")
    PHYSICAL_EVIDENCE = (
        "physical-evidence",
        tr("Evidence at hand"),
        tr("what they see and touch"),
    )
    FRONTSTAGE = "frontstage", tr("Frontstage"), tr("what the customer sees of us")
    HANDOFFS = "handoffs", tr("Handoffs"), tr("from one hand to the next")
    AUTOMATION = "automation", tr("Automation"), tr("what goes out by itself")
    BACKSTAGE = "backstage", tr("Backstage"), tr("what happens out of sight")
    SUPPORT = "support", tr("Support"), tr("processes and systems")


REACH = "reach"
"""The row of reach, which the lane of metrics brings with it."""

BUILT_IN_ROWS = frozenset({*LaneName, REACH} - {LaneName.IMAGES})
"""The ids that no lane of the user's own may have: all but one that came when maps could have it."""
