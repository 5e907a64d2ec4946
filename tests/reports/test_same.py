"""The page of a map says what its board says, cell by cell, and nothing else."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from cjmap.board.board import Board, Cell, Lane, Line
from cjmap.board.portfolio import name_state
from cjmap.check import Selection, Session, run_each
from cjmap.messages import tr
from cjmap.records import replace
from cjmap.reports.collect import collect
from cjmap.reports.page import write_page
from cjmap.reports.templating import Templates
from cjmap.vocabulary.lanes import LaneName
from cjmap.vocabulary.maps import MapState
from tests.board.words import texts_of, wrongs, wrongs_of, wrongs_of_cell
from tests.reports.dom import Node, parse

ROOT = Path(__file__).parents[2]
# They are read once, not for every page.
TEMPLATES = Templates()
TODAY = datetime.date(2026, 11, 21)
FILES = [
    *sorted((ROOT / "examples").glob("*/*.journey.yaml")),
    *sorted((ROOT / "tests/cases").glob("*.journey.yaml")),
    *sorted((ROOT / "tests/board/maps").glob("*.journey.yaml")),
]


@cache
def drawn(file: Path, language: str | None) -> tuple[Board, Node]:
    """The board of a file with what lint finds in it, and its page."""
    session = Session(today=TODAY)
    outcome = run_each(session, [file], lambda home: Selection.of_lint(home.settings.lint))
    facts = session.subject(file)
    assert facts is not None
    reading = collect(facts, outcome.findings, language)
    return reading.board, parse(write_page(reading, templates=TEMPLATES).text)


MAPS: list[tuple[Path, str | None]] = [(file, None) for file in FILES]
MAPS += [(file, "es") for file in FILES if file.name == "everything.journey.yaml"]


@pytest.fixture(
    params=MAPS, ids=lambda made: f"{made[0].name.split('.')[0]}{'-' + made[1] if made[1] else ''}"
)
def made(request: pytest.FixtureRequest) -> tuple[Board, Node]:
    return drawn(*request.param)


def frame(board: Board) -> list[str]:
    """What the cells of a page say of themselves."""
    words = [tr("Touchpoint"), tr("reached:"), tr("missed:"), tr("ticket")]
    words.append(tr("rests on assumptions alone"))
    words += [tr("Severity {n} of 5.", n=n) for n in range(1, 6)]
    return [word.render(board.language) for word in words]


def _shown(cell: Cell) -> Cell:
    """A cell as it is shown: the code of a rule stands where the finding is told."""
    return cell if cell.gap is None else replace(cell, gap=replace(cell.gap, code=""))


def _row(lane: Lane) -> str:
    """The class of a lane's row: names of the user's own are none."""
    return "own" if lane.own else lane.key


def _listed(board: Board) -> list[Lane]:
    """The lanes that are rows of a page: its images stand on the cards."""
    return [lane for lane in board.lanes if lane.key != LaneName.IMAGES]


def test_the_table_says_what_the_lanes_say(made: tuple[Board, Node]) -> None:
    board, page = made
    table = page.one("table", "grid")
    rows = [row for row in table.one("tbody").all("tr") if "parting" not in row.classes]
    lanes = _listed(board)
    assert [row.classes for row in rows] == [{_row(lane)} for lane in lanes]
    for row, lane in zip(rows, lanes, strict=True):
        head = row.one("th", scope="row")
        assert list(head.pieces())[:2] == [text for text in (lane.title, lane.subtitle) if text]
        if lane.key == "emotion":
            continue
        for cell, column in zip(lane.cells, row.all("td"), strict=True):
            assert wrongs_of_cell(_shown(cell), column.pieces(), frame(board)) == [], lane.key


def test_each_thing_stands_in_a_box_of_its_own(made: tuple[Board, Node]) -> None:
    """Cards, pains and opportunities say what is theirs, and marks and gaps what they are for."""
    board, page = made
    kinds = {"tp": "touchpoints", "pain": "pains", "opp": "opportunities"}
    table = page.one("table", "grid").one("tbody")
    rows = [row for row in table.all("tr") if "parting" not in row.classes]
    for lane, row in zip(_listed(board), rows, strict=True):
        for stage, cell in enumerate(lane.cells):
            column = row.all("td")[stage]
            for name, key in kinds.items():
                boxes = column.all("div", name) if key == lane.key else []
                for item, box in zip(cell.items if boxes else (), boxes, strict=True):
                    assert wrongs_of(item, box.pieces(), frame(board)) == []
            if cell.gap is not None:
                gap = column.one("", "gap")
                finding = f"#finding-{cell.gap.finding}" if cell.gap.finding else None
                assert gap.attributes.get("href") == finding
                assert ("partly" in gap.classes) is bool(cell.items)


def test_heads_name_the_stages(made: tuple[Board, Node]) -> None:
    board, page = made
    heads = page.one("table", "grid").one("thead")
    bands = [(head.text, head.attributes["colspan"]) for head in heads.all("th", scope="colgroup")]
    assert bands == [(band.name, str(band.last - band.first + 1)) for band in board.bands]
    spans = [
        int(cell.attributes.get("colspan") or 1)
        for row in heads.all("tr", "bands")
        for cell in row.children
        if isinstance(cell, type(heads))
    ]
    assert sum(spans) in (0, 1 + len(board.stages))
    for stage, head in zip(board.stages, heads.all("th", scope="col"), strict=True):
        assert wrongs_of(stage, head.pieces()) == []
    partings = [row.one("th").text for row in page.all("tr", "parting")]
    assert partings == [lane.line for lane in board.lanes if lane.line]


def test_the_lists_around_the_table_say_what_the_board_says(made: tuple[Board, Node]) -> None:
    """Heading, personas, figures, what concerns the whole, outcomes and evidence, in their order."""
    board, page = made

    def check(things: Sequence[object], boxes: list[Node], *more: str) -> None:
        for thing, box in zip(things, boxes, strict=True):
            assert wrongs_of(thing, box.pieces(), [*frame(board), *more]) == []

    def say(template: str, **values: str) -> str:
        return tr(template, **values).render(board.language)

    for persona, card in zip(board.personas, page.all("article", "persona"), strict=True):
        check([persona], [card], persona.mark.initials, say("Prefers:"))
    way = [tile for tile in board.journey if tile.key != "coverage"]
    tiles = [*way, *board.experience]
    # Those of one persona alone are what a board of that persona says.
    alone = {id(part) for glance in page.all("div", "glance") for part in glance.all("div")}
    listed = [part for part in page.one("main").all("div", "figures") if id(part) not in alone]
    boxes = [box for part in listed for box in part.all("p")]
    ups = [say("up by {change}", change=tile.change) for tile in tiles]
    downs = [say("down by {change}", change=tile.change) for tile in tiles]
    check(tiles, boxes, *ups, *downs, say("within the margin"))
    wide = page.all("section", id="journey-wide")
    for name, things in (
        ("pain", board.whole.pains),
        ("gain", board.whole.gains),
        ("opp", board.whole.opportunities),
        ("metric", board.whole.metrics),
    ):
        check(things, [box for part in wide for box in part.all("div", name)])
    own = [box for part in wide for box in part.all("div", "own")]
    for lane, box in zip(board.whole.lanes, own, strict=True):
        assert list(box.pieces()) == [lane.label, *lane.texts]
    changed = [row for part in page.all("table", data_csv="outcomes") for row in part.all("tr")[1:]]
    check(board.outcomes, changed)
    for source, box in zip(board.evidence, page.all("li", "source"), strict=True):
        links = [link.text for link in box.all("a") if "touchpoint/" in link.attributes["href"]]
        # What all of them rest on would be a list of all of them.
        some = len(source.touchpoints) < len(board.touchpoints)
        assert links == ([str(number) for number in source.touchpoints] if some else [])
        check([source], [box], say("Touchpoints"), *links)


def test_the_head_of_the_page_says_what_the_heading_says(made: tuple[Board, Node]) -> None:
    board, page = made
    said = [*page.one("div", "masthead").pieces(), *page.one("footer").pieces()]
    words = (
        tr("updated {date}", date=""),
        tr("review by {date}", date=""),
        tr("review overdue since {date}", date=""),
        tr("Owner: {owner}", owner=""),
        tr("version {version}", version=""),
        tr("The curve never passes a score that is written."),
    )
    more = [word.render(board.language) for word in words]
    maker = page.one("footer").all("span")[0].text
    # Beside another state of the journey the page says which of both it is.
    badge = page.one("p", "kicker").all("span", "badge")[0].text
    after, before = (
        name_state(MapState.CURRENT, changed=changed, earlier=True).render(board.language)
        for changed in (True, False)
    )
    if board.baseline and board.heading.state != MapState.FUTURE:
        assert badge == after
    heading = (
        replace(board.heading, state_label=badge) if badge in {after, before} else board.heading
    )
    assert wrongs(texts_of(heading), said, frame=[*more, maker, board.file]) == []


def test_the_curve_has_the_points_of_the_board(made: tuple[Board, Node]) -> None:
    board, page = made
    drawings = page.all("svg", "drawing")
    assert bool(drawings) is bool(board.curve.lines)
    for drawing in drawings:
        assert drawing.attributes["aria-label"].endswith(board.curve.spoken)
        scale = page.one("svg", "scale").all("text")
        assert [text.text for text in scale] == [text for _, text in board.curve.scale]
        heights = {
            score: float(text.attributes["y"])
            for (score, _), text in zip(board.curve.scale, scale, strict=True)
        }
        styles = [str(line.mark.style) for line in board.curve.lines]
        shown = [node.attributes["data-persona"] for node in drawing.all("g", "person")]
        # Lines, words and faces, each time the first drawn last.
        assert shown == styles[::-1] * 3
        for line in board.curve.lines:
            _check_line(line, drawing, heights)


def _check_line(line: Line, drawing: Node, heights: dict[int, float]) -> None:
    style = str(line.mark.style)
    (faces,) = drawing.all("g", "person", f"p{style}", data_persona=style)
    assert faces.attributes["aria-label"] == line.mark.name
    dots = faces.all("svg", "dot")
    places = []
    for point, dot in zip(line.points, dots, strict=True):
        assert ("off" in dot.classes) is point.off
        (said,) = dot.one("title").children
        assert said == f"{point.spoken} {point.moment}".strip()
        # What has a number is found by it.
        known = {"number": str(point.number)} if point.number else {"place": point.place}
        known |= {"quote": point.quote, "moment": point.moment}
        for key in ("number", "place", "quote", "moment"):
            assert dot.attributes.get(f"data-{key}", "") == known.get(key, "")
        told = f"{line.mark.name}: {point.figure}, {point.feeling}"
        # Else the script cuts it out of what is said: behind the place, and before the full stop.
        assert dot.attributes.get("data-score", said[len(point.place) + 2 : -1]) == told
        y = float(dot.attributes["y"])
        step = heights[0] - heights[1]
        assert y == pytest.approx(heights[0] - point.score * step, abs=0.02)
        places.append(float(dot.attributes["x"].rstrip("%")))
    assert places == sorted(places)


def test_holes_stand_in_their_stage_and_lead_to_their_finding(made: tuple[Board, Node]) -> None:
    board, page = made
    holes = [hole for each in page.all("svg", "drawing") for hole in each.all("svg", "hole")]
    owed = board.curve.holes if board.curve.lines else ()
    for hole, node in zip(owed, holes, strict=True):
        share = 100 / len(board.stages)
        assert float(node.attributes["x"].rstrip("%")) == pytest.approx(
            share * hole.stage, abs=0.01
        )
        assert float(node.attributes["width"].rstrip("%")) == pytest.approx(share, abs=0.01)
        assert wrongs([hole.gap.text, hole.gap.code], node.pieces()) == []
        links = [link.attributes["href"] for link in node.all("a")]
        assert links == ([f"#finding-{hole.gap.finding}"] if hole.gap.finding else [])
        room = float(node.attributes["height"])
        assert all(0 < float(text.attributes["y"]) < room for text in node.all("text"))


def test_links_inside_a_page_lead_somewhere(made: tuple[Board, Node]) -> None:
    _, page = made
    ids = [node.attributes["id"] for node in page.walk() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    for node in page.walk():
        href = node.attributes.get("href", "")
        assert not href.startswith("#") or href[1:] in ids, href
