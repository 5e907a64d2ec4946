"""The lanes of a map: which there are, and in which order they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cjmap.board.cut import Cut
from cjmap.messages import Message, join, tr
from cjmap.project.workspace import UsageError
from cjmap.text.spelling import nearest
from cjmap.vocabulary.lanes import LANES

EMOTION: Final = "emotion"


@dataclass(frozen=True, slots=True)
class LaneKind:
    """A row of the map. `dimension` is that of coverage, `code` the rule for a cell without it."""

    key: str
    title: Message
    subtitle: Message
    dimension: str | None = None
    code: str | None = None


KINDS: Final[dict[str, tuple[LaneKind, ...]]] = {
    # The rows that a lane of the settings stands for.
    "goal": (LaneKind("goal", tr("Goal"), tr("what they want")),),
    "touchpoints": (
        LaneKind("touchpoints", tr("Touchpoints"), tr("where it happens"), "touchpoints", "CJ301"),
    ),
    EMOTION: (LaneKind(EMOTION, tr("Emotion"), tr("how it feels"), "emotions", "CJ302"),),
    "does": (LaneKind("does", tr("Does"), tr("what they do"), "does"),),
    "thinks": (LaneKind("thinks", tr("Thinks"), tr("in their words"), "thoughts", "CJ303"),),
    "expects": (
        LaneKind("expects", tr("Expects"), tr("what they count on"), "expectations", "CJ315"),
    ),
    "pains": (LaneKind("pains", tr("Pains"), tr("and their severity"), "pains"),),
    "gains": (LaneKind("gains", tr("Gains"), tr("what goes well")),),
    "opportunities": (LaneKind("opportunities", tr("Opportunities"), tr("and their status")),),
    "metrics": (
        LaneKind("reach", tr("Reach"), tr("customers, conversion")),
        LaneKind("metrics", tr("Metrics"), tr("against targets"), "metrics", "CJ304"),
    ),
    "owner": (LaneKind("owner", tr("Owner"), tr("who answers for it"), "owner", "CJ305"),),
    "physical-evidence": (
        LaneKind("physical-evidence", tr("Evidence at hand"), tr("what they see and touch")),
    ),
    "frontstage": (
        LaneKind("frontstage", tr("Frontstage"), tr("what the customer sees of us"), "frontstage"),
    ),
    "handoffs": (LaneKind("handoffs", tr("Handoffs"), tr("from one hand to the next")),),
    "automation": (LaneKind("automation", tr("Automation"), tr("what goes out by itself")),),
    "backstage": (
        LaneKind("backstage", tr("Backstage"), tr("what happens out of sight"), "backstage"),
    ),
    "support": (LaneKind("support", tr("Support"), tr("processes and systems"), "support"),),
}

_BLUEPRINT: Final = (
    "goal",
    "physical-evidence",
    "touchpoints",
    EMOTION,
    "does",
    "thinks",
    "expects",
    "frontstage",
    "handoffs",
    "automation",
    "backstage",
    "support",
    "pains",
    "gains",
    "opportunities",
    "metrics",
    "owner",
)
LINES: Final[dict[tuple[str, ...], Message]] = {
    # Which lanes a line of the blueprint stands above; the first of them that is drawn.
    ("frontstage",): tr("Line of interaction"),
    ("handoffs", "automation", "backstage"): tr("Line of visibility"),
    ("support",): tr("Line of internal interaction"),
}


def choose_lanes(cut: Cut, wanted: Sequence[str]) -> tuple[LaneKind, ...]:
    """The rows asked for, else those of the settings, else those that suit the map's kind.

    Raises UsageError for one asked for that there is not; the settings' were checked when they
    were read.
    """
    for key in wanted:
        if key not in KINDS:
            raise UsageError(_unknown(key))
    asked = wanted or [key for key in cut.facts.settings.render.lanes if key in KINDS]
    if not asked:
        asked = _BLUEPRINT if cut.facts.journey.kind == "blueprint" else LANES
    return tuple(kind for key in dict.fromkeys(asked) for kind in KINDS[key])


def _unknown(name: str) -> Message:
    close, known = nearest(name, KINDS), join([*KINDS])
    if not close:
        return tr("No lane “{name}”. Known: {known}.", name=name, known=known)
    return tr(
        "No lane “{name}”. Did you mean “{close}”? Known: {known}.",
        name=name,
        close=close[0],
        known=known,
    )
