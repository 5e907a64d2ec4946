"""The lanes of a map: which there are, and in which order they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from cjmap.board.cut import Cut
from cjmap.findings.usage import UsageError
from cjmap.messages import Message, join, tr
from cjmap.text.spelling import nearest
from cjmap.vocabulary.coverage import Dimension
from cjmap.vocabulary.lanes import LaneName
from cjmap.vocabulary.maps import MapKind
from cjmap.vocabulary.metrics import MetricType


@dataclass(frozen=True, slots=True)
class LaneKind:
    """A row of the map. `dimension` is that of coverage, `code` the rule for a cell without it."""

    key: str
    title: Message
    subtitle: Message
    dimension: Dimension | None = None
    code: str | None = None


_OWED: Final[dict[LaneName, tuple[Dimension, str | None]]] = {
    # The dimension of coverage that a lane shows, and the rule for a cell without it.
    LaneName.TOUCHPOINTS: (Dimension.TOUCHPOINTS, "CJ301"),
    LaneName.EMOTION: (Dimension.EMOTIONS, "CJ302"),
    LaneName.DOES: (Dimension.DOES, None),
    LaneName.THINKS: (Dimension.THOUGHTS, "CJ303"),
    LaneName.EXPECTS: (Dimension.EXPECTATIONS, "CJ315"),
    LaneName.PAINS: (Dimension.PAINS, None),
    LaneName.METRICS: (Dimension.METRICS, "CJ304"),
    LaneName.OWNER: (Dimension.OWNER, "CJ305"),
    LaneName.FRONTSTAGE: (Dimension.FRONTSTAGE, None),
    LaneName.BACKSTAGE: (Dimension.BACKSTAGE, None),
    LaneName.SUPPORT: (Dimension.SUPPORT, None),
}
REACH: Final = "reach"
_BLUEPRINT: Final = (
    LaneName.GOAL,
    LaneName.PHYSICAL_EVIDENCE,
    LaneName.TOUCHPOINTS,
    LaneName.EMOTION,
    LaneName.DOES,
    LaneName.THINKS,
    LaneName.EXPECTS,
    LaneName.FRONTSTAGE,
    LaneName.HANDOFFS,
    LaneName.AUTOMATION,
    LaneName.BACKSTAGE,
    LaneName.SUPPORT,
    LaneName.PAINS,
    LaneName.GAINS,
    LaneName.OPPORTUNITIES,
    LaneName.METRICS,
    LaneName.OWNER,
)
LINES: Final[dict[tuple[str, ...], Message]] = {
    # Which lanes a line of the blueprint stands above; the first of them that is drawn.
    (LaneName.FRONTSTAGE,): tr("Line of interaction"),
    (LaneName.HANDOFFS, LaneName.AUTOMATION, LaneName.BACKSTAGE): tr("Line of visibility"),
    (LaneName.SUPPORT,): tr("Line of internal interaction"),
}

CODES: Final = frozenset(code for _, code in _OWED.values() if code)
"""The rules that say what a cell lacks."""


def choose_lanes(cut: Cut, wanted: Sequence[str]) -> tuple[LaneKind, ...]:
    """The rows asked for, else those of the settings, else those that suit the map's kind.

    Raises UsageError for one asked for that there is not; the settings' were checked when they
    were read.
    """
    asked = tuple(map(_lane, wanted)) or cut.subject.settings.render.lanes
    if not asked:
        blueprint = cut.subject.journey.kind is MapKind.BLUEPRINT
        asked = _BLUEPRINT if blueprint else tuple(LaneName)
    return tuple(row for lane in dict.fromkeys(asked) for row in _rows(lane))


def _lane(key: str) -> LaneName:
    known = LaneName.known(key)
    if known is None:
        raise UsageError(_unknown(key))
    return known


def _rows(lane: LaneName) -> Iterator[LaneKind]:
    """The rows that a lane of the settings stands for."""
    if lane is LaneName.METRICS:
        yield LaneKind(REACH, MetricType.REACH.label, tr("customers, conversion"))
    yield LaneKind(lane, lane.label, lane.subtitle, *_OWED.get(lane, ()))


def _unknown(name: str) -> Message:
    close, known = nearest(name, LaneName), join([*LaneName])
    if not close:
        return tr("No lane “{name}”. Known: {known}.", name=name, known=known)
    return tr(
        "No lane “{name}”. Did you mean “{close}”? Known: {known}.",
        name=name,
        close=close[0],
        known=known,
    )
