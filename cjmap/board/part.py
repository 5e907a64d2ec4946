"""A part of a board that is a board itself: some neighbouring stages, some neighbouring lanes."""

from __future__ import annotations

from collections.abc import Mapping

from cjmap.board.board import Board, Cell, Curve, Item, Lane, Line, Persona, Stub, Touchpoint, Whole
from cjmap.records import replace

_NOTHING_WHOLE = Whole((), (), (), (), ())


def part(board: Board, stages: range, lanes: range, *, first: bool, last: bool) -> Board:
    """The board of neighbouring stages and lanes, both by number from 0.

    Touchpoints keep their numbers and stages their places in the whole. `first` keeps what stands
    above the lanes of a map, `last` what stands below.
    """
    kept = tuple(card for card in board.touchpoints if card.stage in stages)
    return replace(
        board,
        heading=board.heading if first else replace(board.heading, description="", scope=()),
        personas=board.personas if first else tuple(map(_bare, board.personas)),
        journey=board.journey if first else (),
        experience=board.experience if first else (),
        stages=tuple(board.stages[number] for number in stages),
        bands=tuple(
            replace(
                band,
                first=max(band.first, stages.start) - stages.start,
                last=min(band.last, stages.stop - 1) - stages.start,
            )
            for band in board.bands
            if band.first < stages.stop and band.last >= stages.start
        ),
        touchpoints=tuple(replace(card, stage=card.stage - stages.start) for card in kept),
        lanes=tuple(_cut_lane(board.lanes[number], stages) for number in lanes),
        curve=_cut_curve(board.curve, stages),
        whole=board.whole if last else _NOTHING_WHOLE,
        outcomes=board.outcomes if last else (),
        promises=board.promises if last else (),
        evidence=board.evidence if last else (),
        absent=tuple(number - stages.start for number in board.absent if number in stages),
    )


def _bare(persona: Persona) -> Persona:
    return replace(
        persona, kind="", about=(), quote="", bio="", photo=None, lists=(), traits=(), channels=()
    )


def _cut_lane(lane: Lane, stages: range) -> Lane:
    cells = tuple(_cut_cell(cell, stages) for cell in lane.cells[stages.start : stages.stop])
    return replace(lane, cells=cells)


def _cut_cell(cell: Cell, stages: range) -> Cell:
    return replace(cell, items=tuple(_move(item, stages) for item in cell.items))


def _move(item: Item, stages: range) -> Item:
    return replace(item, stage=item.stage - stages.start) if isinstance(item, Touchpoint) else item


def _cut_curve(curve: Curve, stages: range) -> Curve:
    """The curves over some stages; a stretch that goes on beyond them ends at their border."""
    places = tuple(
        {
            old: new
            for new, old in enumerate(
                number for number, point in enumerate(line.points) if point.stage in stages
            )
        }
        for line in curve.lines
    )
    return replace(
        curve,
        lines=tuple(
            _cut_line(line, place, stages) for line, place in zip(curve.lines, places, strict=True)
        ),
        holes=tuple(
            replace(hole, stage=hole.stage - stages.start)
            for hole in curve.holes
            if hole.stage in stages
        ),
        quotes=tuple(
            replace(quote, point=places[quote.line][quote.point])
            for quote in curve.quotes
            if quote.point in places[quote.line]
        ),
    )


def _cut_line(line: Line, places: Mapping[int, int], stages: range) -> Line:
    runs = (tuple(places[number] for number in run if number in places) for run in line.runs)
    points = tuple(line.points[number] for number in places)
    return replace(
        line,
        points=tuple(replace(point, stage=point.stage - stages.start) for point in points),
        runs=tuple(filter(None, runs)),
        bridged=tuple(places[number] for number in line.bridged if number in places),
        stubs=tuple(
            # What leads here from another part begins out of sight.
            Stub(places[stub.point], None if stub.source is None else places.get(stub.source))
            for stub in line.stubs
            if stub.point in places
        ),
    )
