"""The lanes of a map: which there are, and in which order they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from cjmap.board.cut import Cut
from cjmap.facts.index import Item, list_ids, resolve
from cjmap.findings.usage import UsageError
from cjmap.messages import Message, join, tr, verbatim
from cjmap.records import dataclass
from cjmap.text.spelling import nearest
from cjmap.vocabulary.coverage import Dimension
from cjmap.vocabulary.lanes import REACH, LaneName
from cjmap.vocabulary.maps import MapKind, Thing
from cjmap.vocabulary.metrics import MetricType


@dataclass(frozen=True, slots=True)
class LaneKind:
    """A row of the map. `dimension` is that of coverage, `code` the rule for a cell without it.

    `own` is the lane that the map declared, None for one that is built in.
    """

    key: str
    title: Message
    subtitle: Message
    dimension: Dimension | None = None
    code: str | None = None
    own: Item | None = None


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
_BLUEPRINT: Final = (
    LaneName.GOAL,
    LaneName.PHYSICAL_EVIDENCE,
    LaneName.TOUCHPOINTS,
    LaneName.IMAGES,
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

    What is asked for may be a lane of the map's own; settings speak of those that are built in,
    and the map's own follow them. Raises UsageError for one asked for that there is not; the
    settings' were checked when they were read.
    """
    if wanted:
        asked = [_lane(cut, key) for key in wanted]
        return tuple(row for rows in dict.fromkeys(asked) for row in rows)
    built_in = cut.subject.settings.render.lanes
    if not built_in:
        blueprint = cut.subject.journey.kind is MapKind.BLUEPRINT
        built_in = _BLUEPRINT if blueprint else tuple(LaneName)
    rows = (row for lane in dict.fromkeys(built_in) for row in _rows(lane))
    return (*rows, *(_own(cut, item) for item in cut.subject.index.items[Thing.LANE]))


def _lane(cut: Cut, key: str) -> tuple[LaneKind, ...]:
    """The rows that a lane stands for, by its id (a lane of the map's own also by its name)."""
    known = LaneName.known(key)
    # The map's own goes first, where it has one of an id that came to be built in later.
    if known is not None and key not in list_ids(cut.subject.index, Thing.LANE):
        return tuple(_rows(known))
    item = resolve(cut.subject.index, Thing.LANE, key)
    if item is None:
        raise UsageError(_unknown(cut, key))
    return (_own(cut, item),)


def _own(cut: Cut, item: Item) -> LaneKind:
    """The row of a lane that the map declared."""
    help = cut.subject.things.lanes[item].help or ""
    return LaneKind(item.id, verbatim(item.name), verbatim(help), own=item)


def _rows(lane: LaneName) -> Iterator[LaneKind]:
    """The rows that a lane of the settings stands for."""
    if lane is LaneName.METRICS:
        yield LaneKind(REACH, MetricType.REACH.label, tr("customers, conversion"))
    yield LaneKind(lane, lane.label, lane.subtitle, *_OWED.get(lane, ()))


def _unknown(cut: Cut, name: str) -> Message:
    every = [*LaneName, *list_ids(cut.subject.index, Thing.LANE)]
    close, known = nearest(name, every), join(every)
    if not close:
        # Tool: a wrong option.
        return tr("No lane “{name}”. Known: {known}.", name=name, known=known)
    # Tool: a wrong option.
    return tr(
        "No lane “{name}”. Did you mean “{close}”? Known: {known}.",
        name=name,
        close=close[0],
        known=known,
    )
