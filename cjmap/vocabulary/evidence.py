"""Where statements come from, and how far one may rely on it."""

from __future__ import annotations

from cjmap.messages import tr
from cjmap.vocabulary.choice import Choice


class EvidenceType(Choice):
    """The method by which evidence was gathered."""

    INTERVIEW = "interview", tr("interviews"), "Conversations with customers or staff."
    SURVEY = "survey", tr("survey"), "Questions to many."
    ANALYTICS = "analytics", tr("analytics"), "What systems recorded."
    SUPPORT = "support", tr("support cases"), "Calls, tickets, complaints."
    OBSERVATION = "observation", tr("observation"), "Watched where it happens."
    USABILITY_TEST = "usability-test", tr("usability test"), "Watched while using something."
    DIARY = "diary", tr("diary study"), "Written down by customers over time."
    WORKSHOP = "workshop", tr("workshop"), "Gathered by a team."
    REVIEW = "review", tr("public reviews"), "Public reviews."
    DESK_RESEARCH = "desk-research", tr("desk research"), "What others published."
    EXPERIMENT = "experiment", tr("experiment"), "Two versions held against each other."
    ASSUMPTION = "assumption", tr("assumption"), "Nobody has looked at it yet."


class Confidence(Choice):
    """How far one may rely on a piece of evidence."""

    LOW = "low", tr("low confidence"), "A little."
    MEDIUM = "medium", tr("medium confidence"), "Between the two."
    HIGH = "high", tr("high confidence"), "A lot."
