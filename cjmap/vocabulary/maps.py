"""What a map is, how far it has come, and how it is tied to others."""

from __future__ import annotations

from cjmap.messages import tr
from cjmap.vocabulary.choice import Choice


class MapKind(Choice):
    """What a map shows."""

    JOURNEY = "journey", tr("Customer journey map"), "A customer's way with an organization."
    EXPERIENCE = (
        "experience",
        tr("Experience map"),
        "A part of life, whatever organization takes part in it.",
    )
    BLUEPRINT = (
        "blueprint",
        tr("Service blueprint"),
        "A service with what happens before and behind the line of visibility.",
    )
    EMPLOYEE = "employee", tr("Employee journey map"), "The way of the people who work there."
    LIBRARY = (
        "library",
        tr("Library"),
        "Personas, channels, evidence and lanes for the maps of the workspace.",
    )


class MapState(Choice):
    """Whether a map shows what is or what is to be."""

    CURRENT = "current", tr("current state"), "As it is."
    FUTURE = "future", tr("future state"), "As it is to be."


class MapStatus(Choice):
    """How far a map has come."""

    DRAFT = "draft", tr("draft"), "Being written."
    REVIEW = "review", tr("in review"), "Written, being looked at."
    VALIDATED = "validated", tr("validated"), "Held against evidence."
    ARCHIVED = "archived", tr("archived"), "Kept, no longer worked on."


class Relation(Choice):
    """What another map is to this one."""

    PARENT = "parent", tr("part of"), "This map is a part of the other."
    CHILD = "child", tr("in detail"), "The other map is a part of this."
    NEXT = "next", tr("continues in"), "The other map follows."
    VARIANT = "variant", tr("variant"), "The same journey in another way."
    BASELINE = (
        "baseline",
        tr("compared with"),
        "What this future or later state is compared with.",
    )


class Thing(Choice):
    """The kinds of things of a map that have an id."""

    PERSONA = "persona", tr("persona"), "A kind of customer, drawn as one person."
    CHANNEL = "channel", tr("channel"), "A way on which customer and organization meet."
    STAGE = "stage", tr("stage"), "A part of the journey with one goal."
    TOUCHPOINT = "touchpoint", tr("touchpoint"), "A moment in which both meet."
    PAIN = "pain", tr("pain"), "What makes it hard."
    GAIN = "gain", tr("gain"), "What makes it good."
    OPPORTUNITY = "opportunity", tr("opportunity"), "What could be better."
    METRIC = "metric", tr("metric"), "A figure."
    EVIDENCE = "evidence", tr("evidence"), "Where a statement comes from."
    LANE = "lane", tr("lane"), "A row of the user's own."
