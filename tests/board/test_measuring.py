"""What was measured stands beside what is written, for those the map is read for."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from cjmap.board.board import Board, Metric, Reach
from cjmap.board.measured import Evidenced
from cjmap.board.reading import read
from cjmap.check import Session
from cjmap.measure.running import measure
from cjmap.records import replace
from tests.measure.maps import EVENTS, MAP, lay_out

# One comes back, and one enters late.
MORE = EVENTS + (
    "e,2025-01-03T00:00:00Z,pay,app,7\n"
    "e,2025-01-03T01:00:00Z,look,app,\n"
    "f,2025-01-03T01:00:00Z,look,app,\n"
)


def board_of(folder: Path, *, text: str = MAP, personas: tuple[str, ...] = ()) -> Board:
    file = lay_out(folder, text, events=MORE)
    subject = Session(today=datetime.date(2026, 1, 1)).subject(file)
    assert subject is not None
    subject = replace(subject, measured=measure(subject).measured)
    return read(subject, personas=personas)


def measured_of(board: Board) -> Evidenced:
    assert board.measured is not None
    return board.measured


def test_a_written_metric_has_what_was_measured_beside_it(tmp_path: Path) -> None:
    board = board_of(tmp_path)
    cells = [cell for lane in board.lanes if lane.key == "metrics" for cell in lane.cells]
    shown = [item for cell in cells for item in cell.items if isinstance(item, Metric)]
    held = {one.name: one.held for one in shown}["Conversion"]
    assert held is not None
    assert (held.written, held.target, held.place) == ("90%", "≥\u00a050%", "Pay")
    assert held.gauged.value == "20.0%"
    assert [one.text for one in held.answers] == [
        "the data contradict it",
        "target: cannot tell yet",
    ]
    whisker = held.gauged.whisker
    assert whisker is not None
    assert [whisker.at, whisker.written, whisker.target] == pytest.approx([0.2, 0.9, 0.5])
    assert whisker.low < whisker.at < whisker.high


def test_the_funnel_is_that_of_the_data_where_they_were_asked(tmp_path: Path) -> None:
    lane = next(lane for lane in board_of(tmp_path).lanes if lane.key == "reach")
    look, buy = (item for cell in lane.cells for item in cell.items if isinstance(item, Reach))
    assert look.passed is not None
    assert buy.passed is not None
    assert (look.passed.reach, buy.passed.reach) == ("6", "3")
    assert (look.share, buy.share) == (1.0, 0.5)
    assert buy.alarm == "the biggest drop of the journey"
    assert look.passed.leaves == pytest.approx(0.8)


def test_the_ways_taken_are_drawn_or_not(tmp_path: Path) -> None:
    streams = measured_of(board_of(tmp_path)).streams
    assert streams is not None
    flows = {(one.source, one.target): one for one in streams.flows}
    assert flows[0, 1].drawn
    assert not flows[1, 0].drawn
    assert flows[1, 0].spoken == "From “Buy” to “Look”: 1 step · not in the map"
    assert (flows[0, 1].share, flows[1, 0].share) == (1.0, 0.5)
    assert [one.text for one in streams.begin] == ["5 begin here", "1 begins here"]
    assert streams.fit == "67% of all steps go ways that the map draws."


def test_a_persona_has_the_figures_of_its_own(tmp_path: Path) -> None:
    everybody = measured_of(board_of(tmp_path))
    ana = measured_of(board_of(tmp_path, personas=("Ana",)))
    bo = measured_of(board_of(tmp_path, personas=("Bo",)))
    assert everybody.source[2:] == ("6 customers",)
    assert ana.source[2:] == ("2 customers",)
    # Nobody says who of them Bo is.
    assert bo.source[2:] == ("6 customers", "all personas")
    assert [one.reach for one in ana.stages] == ["2", "2"]


def test_a_stage_without_data_says_so_and_few_are_not_shown(tmp_path: Path) -> None:
    text = MAP.replace("match: [look]", "match: [peek]").replace("suppress: 1", "suppress: 9")
    measured = measured_of(board_of(tmp_path, text=text))
    look, buy = measured.stages
    assert (look.reach, buy.reach) == ("", "3")
    assert look.came is None
    held = {one.name: one.gauged for one in measured.held}
    assert (held["NPS"].value, held["NPS"].whisker) == ("", None)
    assert held["NPS"].caution == "too few to show a figure"


def test_nothing_is_shown_of_data_that_nobody_asked(tmp_path: Path) -> None:
    subject = Session(today=datetime.date(2026, 1, 1)).subject(lay_out(tmp_path))
    assert subject is not None
    board = read(subject)
    assert board.measured is None
    assert not any(
        isinstance(item, Reach)
        for lane in board.lanes
        for cell in lane.cells
        for item in cell.items
    )
