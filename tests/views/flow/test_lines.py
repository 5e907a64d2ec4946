"""How ways run, measured on the pictures of both engines: along and across, apart, over no card."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from cjmap.board.board import Board
from cjmap.draw.engines import Engine, find_engine, run_engine
from cjmap.draw.theme import LIGHT
from cjmap.views.flow.diagram import _Diagram, draw
from tests.tools.dot import dot_or_skip
from tests.views.flow.test_diagram import SVG, tangle
from tests.views.maps import MAPS, board_at, board_of

Box = tuple[float, float, float, float]
Leg = tuple[str, tuple[float, float], tuple[float, float]]

SHARED = Path(__file__).parents[2] / "cases/shared-port.journey.yaml"


@pytest.fixture(params=["embedded", "system"])
def engine(request: pytest.FixtureRequest) -> Engine:
    if request.param == "system":
        return Engine(Path(dot_or_skip()), "system")
    return find_engine("embedded")


def picture(board: Board, engine: Engine) -> ElementTree.Element:
    return ElementTree.fromstring(draw(board, LIGHT, engine))


def groups(root: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    return [one for one in root.iter(f"{SVG}g") if (one.get("class") or "").split()[:1] == [kind]]


def points(text: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", text)]


def boxes(root: ElementTree.Element, kind: str = "node") -> list[Box]:
    found = []
    for group in groups(root, kind):
        frame = group.find(f"{SVG}path")
        assert frame is not None
        xs, ys = zip(*points(frame.get("d") or ""), strict=True)
        found.append((min(xs), min(ys), max(xs), max(ys)))
    return found


def legs(root: ElementTree.Element) -> list[Leg]:
    """The straight parts of all ways, each with a word for whose it is."""
    found: list[Leg] = []
    for number, group in enumerate(groups(root, "edge")):
        for path in group.iter(f"{SVG}path"):
            d = re.sub(r"Q(\S+) [-\d.,]+", r"L\1", path.get("d") or "")
            found += [(str(number), *pair) for pair in pairwise(points(d))]
    return found


def overlap(one: Leg, other: Leg, axis: int) -> float:
    """How far two legs run beside each other along an axis, if both run that way."""
    along = 1 - axis
    for _, start, end in (one, other):
        if abs(start[axis] - end[axis]) > 0.1:
            return 0.0
    low = max(min(one[1][along], one[2][along]), min(other[1][along], other[2][along]))
    high = min(max(one[1][along], one[2][along]), max(other[1][along], other[2][along]))
    return high - low


TANGLES = [board_of(tangle(seed)[0]) for seed in (2, 5, 9)]
BOARDS: list[Any] = [
    *(pytest.param(file, id=file.stem) for file in MAPS),
    *(pytest.param(board, id=f"tangle-{number}") for number, board in enumerate(TANGLES)),
]


@pytest.mark.parametrize("map", BOARDS)
def test_ways_lie_on_no_card_and_on_no_other_way(map: Path | Board, engine: Engine) -> None:
    root = picture(board_at(map) if isinstance(map, Path) else map, engine)
    nodes, lines = boxes(root), legs(root)
    for _, start, end in lines:
        for left, top, right, bottom in nodes:
            inside = (
                min(start[0], end[0]) < right - 2
                and max(start[0], end[0]) > left + 2
                and min(start[1], end[1]) < bottom - 2
                and max(start[1], end[1]) > top + 2
            )
            assert not inside
    for one, other in combinations(lines, 2):
        if one[0] != other[0]:
            for axis in (0, 1):
                if abs(one[1][axis] - other[1][axis]) < 0.8:
                    assert overlap(one, other, axis) < 4


@pytest.mark.parametrize("map", BOARDS)
def test_cards_and_words_of_ways_stand_apart(map: Path | Board, engine: Engine) -> None:
    nodes = boxes(picture(board_at(map) if isinstance(map, Path) else map, engine))
    for one, other in combinations(nodes, 2):
        across = min(one[2], other[2]) - max(one[0], other[0])
        down = min(one[3], other[3]) - max(one[1], other[1])
        assert min(across, down) < 0.5


def test_a_way_that_skips_leaves_where_none_comes_in(engine: Engine) -> None:
    root = picture(board_at(SHARED), engine)
    ends: list[tuple[float, float]] = []
    for group in groups(root, "edge"):
        for path in group.iter(f"{SVG}path"):
            chain = points(path.get("d") or "")
            ends += [chain[0], chain[-1]]
    for one, other in combinations(ends, 2):
        assert abs(one[0] - other[0]) + abs(one[1] - other[1]) > 6


@pytest.mark.parametrize("map", [param for param in BOARDS if param.id.startswith("t") is False])
def test_steps_lead_straight_down_and_ways_come_in_at_the_side(map: Path) -> None:
    """As one reads: nothing comes into a card from below, and no step is askew."""
    board = board_at(map)
    root = picture(board, find_engine("embedded"))
    nodes = boxes(root)
    for group in groups(root, "edge"):
        path, tip = (group.find(f".//{SVG}{tag}") for tag in ("path", "polygon"))
        if path is None or tip is None or "Q" not in (path.get("d") or "Q"):
            continue
        end = points(tip.get("points") or "")[0]
        assert any(
            top < end[1] < bottom and min(abs(end[0] - left), abs(end[0] - right)) < 0.1
            for left, top, right, bottom in nodes
        )
    for group in groups(root, "edge"):
        path, tip = (group.find(f".//{SVG}{tag}") for tag in ("path", "polygon"))
        if path is None or tip is None:
            continue
        (x, y), (to_x, _), *more = points(path.get("d") or "")
        if x == to_x and not more:
            assert any(abs((left + right) / 2 - x) < 0.1 for left, _, right, _ in nodes), (x, y)


def test_the_words_of_several_ways_stand_each_on_its_own() -> None:
    ways = [
        {"to": "b", "when": "answers", "type": "happy"},
        {"to": "b", "when": "never answers", "type": "alternative"},
        {"to": "c", "when": "is out", "share": 40, "type": "exception"},
    ]
    touchpoints = [{"name": "A", "next": ways}, {"name": "B", "wait": "2 d"}, {"name": "C"}]
    board = board_of(
        {"title": "T", "personas": ["P"], "stages": [{"name": "S", "touchpoints": touchpoints}]}
    )
    root = picture(board, find_engine("embedded"))
    said = [
        " ".join("".join(text.itertext()) for text in group.iter(f"{SVG}text"))
        for group in groups(root, "node")
    ]
    assert [words for words in said if "answers" in words or "is out" in words] == [
        "answers",
        "never answers",
        "is out · 40%",
    ]
    # One waits on either way to B, so that the wait stands there.
    assert [words for words in said if "wait" in words] == ["2 B wait: 2 days"]
    # What is said of a way is said of it alone: the card of its source has none of it.
    assert "1 A" in " ".join(said) and not any("A answers" in words for words in said)


def test_text_is_never_smaller_than_eleven_points(engine: Engine) -> None:
    for file in MAPS:
        root = picture(board_at(file), engine)
        sizes = {
            float(text.get("font-size") or 14)
            for text in root.iter(f"{SVG}text")
            if "".join(text.itertext()).strip() not in {"►", "◄"}
        }
        assert min(sizes) >= 11


@pytest.mark.parametrize(
    ("of", "into"),
    [
        ("<title>t1</title>", "<title>other</title>"),
        ("<title>cluster_r1</title>", ""),
        ('id="way', 'id="other'),
        ('d="', 'd="none '),
        ('stroke-width="1.4"', 'stroke-width="thin"'),
        ('points="', 'points="x '),
    ],
)
def test_what_an_engine_shows_otherwise_than_asked_stays_as_it_is(of: str, into: str) -> None:
    """Whoever names a program of their own gets a picture, or a sentence; never a traceback."""
    board = board_at(SHARED)
    answer = run_engine(find_engine("embedded"), _Diagram(board, LIGHT).source()).decode()
    assert of in answer
    root = ElementTree.fromstring(answer.replace(of, into))
    _Diagram(board, LIGHT).lay_ways(root)


def test_where_a_way_comes_from_another_row_it_says_so(engine: Engine) -> None:
    file = next(file for file in MAPS if file.name.startswith("twelve-stages"))
    root = picture(board_at(file), engine)
    said = [
        " ".join("".join(text.itertext()) for text in group.iter(f"{SVG}text"))
        for group in groups(root, "node")
    ]
    coming = [one for one in said if one.startswith("from ")]
    # The arrow of a sign means that it goes on there: what comes from elsewhere has none.
    assert sorted(coming) == ["from 16 Step 8.2 of set up", "from 8 Step 4.2 of visit"]
