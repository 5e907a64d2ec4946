"""What pictures call the written choices of a map."""

from __future__ import annotations

from typing import Final

from cjmap.facts.figures import METRIC_LABELS, SCORES, Figure, Standing
from cjmap.languages.quantities import format_number, format_percent
from cjmap.messages import Message, tr
from cjmap.model.journey import Handoff

KINDS: Final[dict[str, Message]] = {
    "journey": tr("Customer journey map"),
    "experience": tr("Experience map"),
    "blueprint": tr("Service blueprint"),
    "employee": tr("Employee journey map"),
    "library": tr("Library"),
}
STATES: Final[dict[str, Message]] = {
    "current": tr("current state"),
    "future": tr("future state"),
}
MAP_STATUSES: Final[dict[str, Message]] = {
    "draft": tr("draft"),
    "review": tr("in review"),
    "validated": tr("validated"),
    "archived": tr("archived"),
}
PERSONA_TYPES: Final[dict[str, Message]] = {
    "primary": tr("primary persona"),
    "secondary": tr("secondary persona"),
    "negative": tr("not the target group"),
}
FREQUENCIES: Final[dict[str, Message]] = {
    "rare": tr("rarely"),
    "sometimes": tr("sometimes"),
    "often": tr("often"),
    "always": tr("always"),
}
EFFECTS: Final[dict[str, Message]] = {
    "annoyance": tr("annoys"),
    "workaround": tr("forces a detour"),
    "abandonment": tr("makes people give up"),
}
MOMENTS: Final[dict[str, Message]] = {
    "true": tr("Moment of truth"),
    "zmot": tr("Zero moment of truth"),
    "fmot": tr("First moment of truth"),
    "smot": tr("Second moment of truth"),
    "umot": tr("Ultimate moment of truth"),
}
EVIDENCE_TYPES: Final[dict[str, Message]] = {
    "interview": tr("interviews"),
    "survey": tr("survey"),
    "analytics": tr("analytics"),
    "support": tr("support cases"),
    "observation": tr("observation"),
    "usability-test": tr("usability test"),
    "diary": tr("diary study"),
    "workshop": tr("workshop"),
    "review": tr("public reviews"),
    "desk-research": tr("desk research"),
    "experiment": tr("experiment"),
    "assumption": tr("assumption"),
}
CONFIDENCES: Final[dict[str, Message]] = {
    "low": tr("low confidence"),
    "medium": tr("medium confidence"),
    "high": tr("high confidence"),
}
INTENSITIES: Final[dict[str, Message]] = {
    "low": tr("faintly felt"),
    "medium": tr("clearly felt"),
    "high": tr("strongly felt"),
}
RELATIONS: Final[dict[str, Message]] = {
    "parent": tr("part of"),
    "child": tr("in detail"),
    "next": tr("continues in"),
    "variant": tr("variant"),
    "baseline": tr("compared with"),
}
FEEDBACK: Final[dict[str, Message]] = {
    **{score: METRIC_LABELS[score] for score in SCORES},
    "interview": tr("interview"),
    "review": tr("review"),
}
JOBS: Final[dict[str, Message]] = {
    "functional": tr("functional"),
    "emotional": tr("emotional"),
    "social": tr("social"),
}
EXITS: Final[dict[str, Message]] = {
    "true": tr("may end here"),
    "success": tr("ends well here"),
    "abandon": tr("may give up here"),
}
FEELINGS: Final[tuple[Message, ...]] = (
    tr("very negative"),
    tr("negative"),
    tr("neutral"),
    tr("positive"),
    tr("very positive"),
)


def format_interval(figure: Figure, language: str) -> str:
    """The ends of a figure's 95 % interval, whole numbers; empty without one."""
    if figure.interval is None:
        return ""
    low, high = figure.interval.low, figure.interval.high
    if figure.metric.type == "nps":
        ends = (format_number(end, language, 0, signed=True) for end in (low, high))
        return " … ".join(ends)
    return f"{format_number(low, language, 0)}–{format_percent(high, language, 0)}"


def name_caution(figure: Figure) -> Message | None:
    """A word on a figure that rests on few answers."""
    few = figure.standing in (Standing.TOO_FEW, Standing.INDICATIVE)
    return tr("few answers") if few else None


def tell_handoff(handoff: Handoff) -> str:
    """Who hands over to whom, and what: `Reception → Ward: the admission form`."""
    ends = " → ".join(end for end in (handoff.from_, handoff.to) if end)
    return ": ".join(part for part in (ends, handoff.carries) if part)


def name_feeling(score: float) -> Message:
    """The word for a score from -2 to +2."""
    return FEELINGS[round_score(score) + 2]


def round_score(score: float) -> int:
    """The nearest of the five faces, -2 to +2; halves go away from neutral."""
    whole = int(abs(score) + 0.5)
    return min(whole, 2) * (1 if score >= 0 else -1)
