"""The dimensions in which a map's stages are looked at."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from cjmap.messages import tr
from cjmap.vocabulary.choice import Choice


class Dimension(Choice):
    """What a stage may say or leave out; coverage counts it."""

    TOUCHPOINTS = "touchpoints", tr("Touchpoints"), "Where customer and organization meet."
    DOES = "does", tr("Actions"), "What the customer does."
    THOUGHTS = "thoughts", tr("Thoughts"), "What everyone who takes part thinks."
    EXPECTATIONS = "expectations", tr("Expectations"), "What the customer expects."
    EMOTIONS = "emotions", tr("Emotions"), "How everyone who takes part feels."
    PAINS = "pains", tr("Pains"), "What makes it hard, or that nothing does."
    METRICS = "metrics", tr("Metrics"), "Figures."
    OWNER = "owner", tr("Owner"), "Who answers for it."
    EVIDENCE = "evidence", tr("Evidence"), "Where the statements come from."
    FEEDBACK = "feedback", tr("Feedback"), "What the customer is asked."
    FRONTSTAGE = "frontstage", tr("Frontstage"), "What the customer sees staff or systems do."
    BACKSTAGE = "backstage", tr("Backstage"), "What happens out of sight."
    SUPPORT = "support", tr("Support"), "Processes and systems that carry it."


ABSENT: Final = tr("Takes no part here")
"""What is said of a stage where nobody is who is read for."""


class By(StrEnum):
    """One side of a map's coverage: what there is a row for where it is shown in full."""

    STAGE = "stage"
    PERSONA = "persona"
    CHANNEL = "channel"
    STEP = "step"
    OPPORTUNITY = "opportunity"
    OWNER = "owner"
