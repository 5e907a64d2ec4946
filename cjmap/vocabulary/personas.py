"""Who goes the way, and what they want to get done."""

from __future__ import annotations

from cjmap.messages import tr
from cjmap.vocabulary.choice import Choice


class PersonaType(Choice):
    """How much the journey is made for a persona."""

    PRIMARY = "primary", tr("primary persona"), "Designed for first."
    SECONDARY = (
        "secondary",
        tr("secondary persona"),
        "Served as far as the primary ones are not hurt.",
    )
    NEGATIVE = (
        "negative",
        tr("not the target group"),
        "Not designed for; takes part only where it is named.",
    )


class JobType(Choice):
    """Which side of life a job is about."""

    FUNCTIONAL = "functional", tr("functional"), "What is to be done."
    EMOTIONAL = "emotional", tr("emotional"), "How one wants to feel."
    SOCIAL = "social", tr("social"), "How one wants to be seen."
