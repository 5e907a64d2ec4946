"""What was measured, drawn on a page: the ways taken, and how it felt where people left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cjmap.board.assessment import Assessment
from cjmap.board.board import Board
from cjmap.board.measured import Evidenced, Passed, Stream
from cjmap.draw.curves import decimal, path_data
from cjmap.draw.hyphens import in_its_language
from cjmap.draw.streams import lay_streams
from cjmap.languages.conventions import is_rtl
from cjmap.records import dataclass
from cjmap.reports.headings import Heading, fit_heading

_COLUMN: Final = 150.0
_LEAST: Final = 940.0
_HEAD: Final = 30.0
_AIR: Final = 8.0
_STEP: Final = 22.0
_TALL: Final = 4 * _STEP
_DROP: Final = 60.0
_BAR: Final = 54.0


@dataclass(frozen=True, slots=True)
class Label:
    """A name over the middle of something."""

    x: str
    y: str
    heading: Heading


@dataclass(frozen=True, slots=True)
class Flowing:
    """A flow: the paths of its line and head, how thick it is, and where its number stands."""

    stream: Stream
    d: str
    head: str
    width: str
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Place:
    """A stage in the row, by its left edge; `begin` and `end` say how many do so there."""

    stage: Passed
    heading: Heading
    x: str
    width: str
    middle: str
    begin: str
    end: str


@dataclass(frozen=True, slots=True)
class StreamsView:
    """The ways taken, in px; the paths of flows are turned as a whole where reading runs so."""

    width: str
    height: str
    top: str
    bottom: str
    tall: str
    foot: str
    turned: bool
    places: tuple[Place, ...]
    flows: tuple[Flowing, ...]


@dataclass(frozen=True, slots=True)
class Leaving:
    """A stage in the chart: its bar, downwards, and what stands at it."""

    x: str
    height: str
    middle: str
    below: str
    text: str
    spoken: str
    worst: bool


@dataclass(frozen=True, slots=True)
class Felt:
    """The mean feeling of a stage."""

    x: str
    y: str
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Parting:
    """The curve beside the drop: mean feelings over the parts that leave, stage by stage."""

    width: str
    height: str
    zero: str
    foot: str
    names: tuple[Label, ...]
    line: str
    feelings: tuple[Felt, ...]
    leaving: tuple[Leaving, ...]


@in_its_language
def draw_streams(board: Board) -> StreamsView | None:
    """The ways that customers took; None where nobody's were measured."""
    measured = board.measured
    if measured is None or measured.streams is None:
        return None
    rtl, streams = is_rtl(board.language), measured.streams
    centres, width = _columns(len(measured.stages))
    room = width / max(1, len(centres)) - _AIR
    row = lay_streams(centres, [(one.source, one.target, one.share) for one in streams.flows])

    def turn(x: float) -> float:
        return width - x if rtl else x

    return StreamsView(
        decimal(width),
        decimal(row.height + _HEAD + 40),
        decimal(_HEAD),
        decimal(_HEAD + row.base - row.tall),
        decimal(2 * row.tall),
        decimal(_HEAD + row.height + 12),
        rtl,
        tuple(
            Place(
                stage,
                fit_heading(stage.name, room),
                decimal(turn(node.x) - node.half),
                decimal(2 * node.half),
                decimal(turn(node.x)),
                begin.text if begin.n else "",
                end.text if end.n else "",
            )
            for stage, node, begin, end in zip(
                measured.stages, row.nodes, streams.begin, streams.end, strict=True
            )
        ),
        tuple(
            Flowing(
                streams.flows[one.number],
                one.d,
                one.head,
                decimal(one.width),
                decimal(turn(one.x)),
                decimal(one.y + _HEAD),
            )
            for one in sorted(row.ribbons, key=lambda ribbon: -ribbon.width)
        ),
    )


@in_its_language
def draw_parting(board: Board, assessment: Assessment) -> Parting | None:
    """How it feels at each stage over how many leave there; None where either is not known."""
    measured = board.measured
    means = [stage.mean for stage in assessment.coverage.stages]
    if measured is None or not any(means) or not any(one.leaves for one in measured.stages):
        return None
    rtl = is_rtl(board.language)
    centres, width = _columns(len(measured.stages))
    room = width / max(1, len(centres)) - _AIR
    xs = [width - x if rtl else x for x in centres]
    zero = _HEAD + _TALL / 2 + 6
    points = [
        (x, zero - mean.value * _STEP)
        for x, mean in zip(xs, means, strict=True)
        if mean is not None
    ]
    floor = zero + _TALL / 2 + 12
    return Parting(
        decimal(width),
        decimal(floor + _DROP + 24),
        decimal(zero),
        decimal(floor),
        tuple(
            Label(decimal(x), "16", fit_heading(one.name, room))
            for x, one in zip(xs, measured.stages, strict=True)
        ),
        path_data(sorted(points)) if len(points) > 1 else "",
        tuple(
            Felt(decimal(x), decimal(zero - mean.value * _STEP), mean.level, mean.brief)
            for x, mean in zip(xs, means, strict=True)
            if mean is not None
        ),
        tuple(_leaving(measured, xs, floor)),
    )


def _leaving(measured: Evidenced, xs: Sequence[float], floor: float) -> list[Leaving]:
    most = max(one.lost for one in measured.stages)
    found = []
    for x, one in zip(xs, measured.stages, strict=True):
        if one.left is not None and one.leaves is not None:
            height = max(2.0, _DROP * one.leaves)
            found.append(
                Leaving(
                    decimal(x - _BAR / 2),
                    decimal(height),
                    decimal(x),
                    decimal(floor + height + 14),
                    one.left.value,
                    one.left.spoken,
                    one.lost == most,
                )
            )
    return found


def _columns(count: int) -> tuple[list[float], float]:
    """The middles of as many columns, and the width of all, px."""
    width = max(_COLUMN * count, _LEAST)
    column = width / max(1, count)
    return [column * (number + 0.5) for number in range(count)], width
