"""The blueprint as a picture: who stands where, what the arrows join, and room for all of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjmap.board.board import Board
from cjmap.draw.canvas import Box, Drawing, Text
from cjmap.draw.theme import DARK, LIGHT, PRINT
from cjmap.findings.usage import UsageError
from cjmap.views.blueprint.arrows import Segment
from cjmap.views.blueprint.rows import share
from cjmap.views.blueprint.sheet import Layout, draw, lay_out
from cjmap.views.blueprint.strip import Placed
from tests.views.maps import MAPS, NASTY, board_at, board_of

SVG = "{http://www.w3.org/2000/svg}"
RICH = next(file for file in MAPS if file.name == "behind-the-scenes.journey.yaml")
LEAST = 11.0


def names(file: Path) -> str:
    return file.name.removesuffix(".journey.yaml")


def layout(map: dict[str, Any], **more: Any) -> Layout:
    return lay_out(board_of(map, **more), LIGHT)


def words(made: Layout) -> str:
    return " ".join(" ".join(text.lines) for text in made.picture.texts).replace("\u00a0", " ")


# -- room for everything ------------------------------------------------------------------------


def overlapping(boxes: Iterable[tuple[Box, object]]) -> list[tuple[object, object]]:
    ordered = sorted(boxes, key=lambda each: each[0].y)
    found = []
    for number, (box, what) in enumerate(ordered):
        for other, others in ordered[number + 1 :]:
            if other.y >= box.bottom:
                break
            if box.overlaps(other):
                found.append((what, others))
    return found


def box_of(segment: Segment) -> Box:
    x1, y1, x2, y2 = segment
    return Box(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))


def hits(segment: Segment, box: Box) -> bool:
    """Whether a stroke runs through a box, and not only to its edge."""
    return box.grown(-0.5).overlaps(box_of(segment).grown(0.01))


def check(made: Layout) -> None:
    texts = [text for cell in made.cells for text in cell.texts]
    for text in made.picture.texts:
        assert text.box.x >= 0, text
        assert text.box.right <= made.picture.width, text
        assert text.box.bottom <= made.picture.height, text
    for cell in made.cells:
        for text in cell.texts:
            assert cell.box.contains(text.box), (cell.lane, cell.stage, text)
    assert overlapping((text.box, text.lines) for text in texts) == []
    assert overlapping((card.box, card) for card in made.cards) == []
    check_arrows(made, texts)


def check_arrows(made: Layout, texts: list[Text]) -> None:
    """No arrow runs through a card or a word, and no two on each other."""
    things = sorted(
        [*((card.box, card.act) for card in made.cards), *((t.box, t.lines) for t in texts)],
        key=lambda each: each[0].y,
    )
    for arrow in made.arrows:
        for segment in arrow.segments:
            through = [what for box, what in things if hits(segment, box)]
            assert through == [], (arrow, through)
    strokes = [
        (box_of(segment).grown(0.4), number)
        for number, arrow in enumerate(made.arrows)
        for segment in arrow.segments
    ]
    for (box, one), (other, two) in combinations(strokes, 2):
        if one != two and box.overlaps(other):
            # Where two lines cross they share a point, and no length.
            shared = (
                min(box.right, other.right) - max(box.x, other.x),
                min(box.bottom, other.bottom) - max(box.y, other.y),
            )
            assert max(shared) < 2, (made.arrows[one], made.arrows[two])


def has_steps(file: Path) -> bool:
    return bool(board_at(file).blueprint.steps)


DRAWN = [file for file in MAPS if has_steps(file)]


@pytest.mark.parametrize("file", DRAWN, ids=names)
def test_real_maps_have_room_for_everything(file: Path) -> None:
    check(lay_out(board_at(file), LIGHT))


TEXTS = st.sampled_from(
    [
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        "Reception",
        "reception ",
        "Night shift",
        "选择租车日期并确认付款方式",
        "👩‍👩‍👧‍👦🇪🇸😀☎️",
        "¿Por qué nadie contesta después de las 18 h?",
        "P1",
        "مرحبا بالعالم",
    ]
)


@st.composite
def lines(draw: st.DrawFn) -> list[dict[str, Any]]:
    found = []
    for _ in range(draw(st.integers(0, 3))):
        keys = draw(st.sets(st.sampled_from(["actor", "system", "fails", "recovery"])))
        found.append({"does": draw(TEXTS), **{key: draw(TEXTS) for key in sorted(keys)}})
    return found


@st.composite
def touchpoints(draw: st.DrawFn) -> dict[str, Any]:
    made: dict[str, Any] = {"name": draw(TEXTS), "channel": "web"}
    for zone in ("frontstage", "backstage", "support"):
        if found := draw(lines()):
            made[zone] = found
    if draw(st.booleans()):
        ends = draw(st.sets(st.sampled_from(["from", "to"])))
        made["handoff"] = {"carries": draw(TEXTS), **{end: draw(TEXTS) for end in sorted(ends)}}
    for key in draw(st.sets(st.sampled_from(["wait", "duration"]))):
        made[key] = draw(TEXTS)
    if draw(st.booleans()):
        made["automation"] = [{"trigger": draw(TEXTS), "message": draw(TEXTS)}] * draw(
            st.integers(1, 2)
        )
    if draw(st.booleans()):
        made["initiator"] = draw(st.sampled_from(["customer", "organization"]))
    return made


@st.composite
def maps(draw: st.DrawFn) -> dict[str, Any]:
    stages: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 6))):
        stage: dict[str, Any] = {"name": f"{number} {draw(TEXTS)}"}
        if found := draw(st.lists(touchpoints(), min_size=number == 0, max_size=4)):
            stage["touchpoints"] = found
        if draw(st.booleans()):
            stage["backstage"] = [{"does": draw(TEXTS)}]
        stages.append(stage)
    return {"title": draw(TEXTS), "personas": [{"id": "p1", "name": "P1"}], "stages": stages}


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(map=maps())
def test_whatever_a_map_says_it_has_room_and_its_arrows_join_what_the_board_says(
    map: dict[str, Any],
) -> None:
    board = board_of(map)
    made = lay_out(board, LIGHT)
    check(made)
    check_facts(board, made)


# -- what stands where --------------------------------------------------------------------------


def check_facts(board: Board, made: Layout) -> None:
    """Each act once, in its actor's row at its step; each arrow as the board has it."""
    acts = board.blueprint.acts
    placed = {card.act: card for card in made.cards if card.act is not None}
    assert sorted(placed) == list(range(len(acts)))
    for number, card in placed.items():
        assert (card.actor, card.step) == (acts[number].actor, acts[number].step)
    joined: set[tuple[int | None, str, int | None, int | None]] = set()
    for arrow in made.arrows:
        if arrow.kind != "way":
            joined |= {(arrow.step, arrow.kind, s, t) for s in arrow.sources for t in arrow.targets}
    meant = {
        (arrow.step, arrow.kind, s, t)
        for arrow in board.blueprint.arrows
        for s in arrow.sources
        for t in arrow.targets
    }
    assert joined == meant


@pytest.mark.parametrize("file", DRAWN, ids=names)
def test_every_act_stands_in_its_row_and_every_arrow_joins_what_it_joins(file: Path) -> None:
    board = board_at(file)
    check_facts(board, lay_out(board, LIGHT))


def test_cards_of_a_row_are_level_and_those_of_a_step_are_one_below_the_other() -> None:
    board = board_at(RICH)
    made = lay_out(board, LIGHT)
    by_step: dict[int | None, set[float]] = {}
    for card in made.cards:
        if card.act is not None:
            by_step.setdefault(card.step, set()).add(card.box.x)
    assert by_step
    assert all(len(lefts) == 1 for lefts in by_step.values())
    zones = [actor.zone for actor in board.blueprint.actors]
    for cards in by_strip(made):
        tops: dict[int, list[float]] = {}
        for card in cards:
            if card.actor is not None:
                tops.setdefault(card.actor, []).append(card.box.y)
        # The first card of a cell begins where its row does; zones follow one another.
        bands: dict[str, list[float]] = {}
        for actor in sorted(tops):
            bands.setdefault(zones[actor], []).append(min(tops[actor]))
        pairs = list(pairwise(bands.values()))
        assert all(max(above) < min(below) for above, below in pairs)


def by_strip(made: Layout) -> list[list[Placed]]:
    """The cards of each strip, from the top of the picture."""
    tops = sorted({cell.box.y for cell in made.cells if cell.lane == "stage"})
    found: list[list[Placed]] = [[] for _ in tops]
    for card in made.cards:
        found[bisect_right(tops, card.box.y) - 1].append(card)
    return found


def of_many() -> dict[str, Any]:
    """Seven touchpoints: somebody else greets at each, and the same office works at five."""
    touchpoints: list[dict[str, Any]] = [
        {
            "name": f"Step {n}",
            "channel": "web",
            "frontstage": [{"actor": f"Clerk {n}", "does": "Greets"}],
        }
        for n in range(7)
    ]
    for touchpoint in touchpoints[:5]:
        touchpoint["frontstage"].append({"actor": "Office", "does": "Works"})
    return {
        "title": "T",
        "personas": ["Ann"],
        "stages": [{"name": "S", "touchpoints": touchpoints}],
    }


def test_who_acts_rarely_shares_a_row_and_cards_say_who() -> None:
    made = layout(of_many())
    board = board_of(of_many())
    names = [actor.name for actor in board.blueprint.actors]
    (strip,) = by_strip(made)
    tops: dict[str, set[float]] = {}
    for card in strip:
        if card.actor is not None:
            tops.setdefault(names[card.actor], set()).add(card.box.y)
    office = tops.pop("Office")
    assert len(office) == 1
    assert len(tops) == 7
    clerks = set.union(*tops.values())
    # Nobody stands in the row of who acts often, and in each column the order is the board's.
    assert not clerks & office
    assert len(clerks) <= 2
    said = words(made)
    assert all(said.count(f"Clerk {n}") == 2 for n in range(7))


@given(st.lists(st.sets(st.integers(0, 7), min_size=1).map(sorted), max_size=12), st.integers(0, 4))
def test_rows_are_shared_in_order_and_never_in_one_column(
    seats: list[list[int]], most: int
) -> None:
    rows = share(dict(enumerate(seats)), most)
    assert sorted(actor for row in rows for actor in row) == list(range(len(seats)))
    place = {actor: number for number, row in enumerate(rows) for actor in row}
    for one, other in combinations(range(len(seats)), 2):
        if set(seats[one]) & set(seats[other]):
            assert place[one] < place[other]
    for row in rows:
        assert len(row) == 1 or all(len(seats[actor]) <= most for actor in row)


def test_an_arrow_points_from_who_asks_to_who_answers() -> None:
    map = {
        "title": "T",
        "personas": ["Ann"],
        "stages": [
            {
                "name": "S",
                "touchpoints": [
                    {"name": "A", "channel": "web", "frontstage": ["Greets"]},
                    {
                        "name": "B",
                        "channel": "web",
                        "initiator": "organization",
                        "frontstage": ["Calls"],
                    },
                ],
            }
        ],
    }
    made = layout(map)
    down, up = (arrow for arrow in made.arrows if arrow.kind == "ask")
    (_, start, _, end), *_ = down.segments
    assert start < end
    (_, start, _, end), *_ = up.segments
    assert start > end


def test_a_fail_point_is_marked_with_its_letter_and_says_what_happens_then() -> None:
    line = {"actor": "Bar", "does": "Pours", "fails": "No ice", "recovery": "A free drink"}
    made = layout(one(backstage=[line]))
    card = next(cell for cell in made.cells if any("Pours" in text.lines for text in cell.texts))
    assert [text.lines[0] for text in card.texts] == ["Pours", "F", "No ice", "A free drink"]
    assert "fail point" in words(made)
    assert "fail point" not in words(layout(one(backstage=[{"actor": "Bar", "does": "Pours"}])))


def one(**more: Any) -> dict[str, Any]:
    touchpoint = {"name": "A", "channel": "web", **more}
    return {
        "title": "T",
        "personas": ["Ann"],
        "stages": [{"name": "S", "touchpoints": [touchpoint]}],
    }


def test_what_the_customer_lives_through_stands_on_its_card() -> None:
    made = layout(
        one(
            does=["Sits down"],
            emotion=-1,
            moment_of_truth=True,
            pains=["Too loud"],
            duration="5 min",
            physical_evidence=["Menu"],
        )
    )
    card = next(cell for cell in made.cells if cell.lane == "touchpoints")
    said = " ".join(line for text in card.texts for line in text.lines)
    assert all(text in said for text in ("Sits down", "−1", "Moment of truth", "Too loud"))
    assert [
        (c.lane, c.texts[0].lines) for c in made.cells if c.lane in ("time", "physical-evidence")
    ] == [
        ("time", ("5 minutes",)),
        ("physical-evidence", ("Menu",)),
    ]


def test_a_wait_stands_on_the_way_between_two_steps() -> None:
    map = one()
    map["stages"][0]["touchpoints"].append({"name": "B", "channel": "web", "wait": "P2D"})
    made = layout(map)
    wait = next(cell for cell in made.cells if cell.lane == "wait")
    assert " ".join(line for text in wait.texts for line in text.lines) == "wait: 2 days"
    (way,) = (arrow for arrow in made.arrows if arrow.kind == "way")
    (_, y, before, _), (behind, *_) = way.segments
    assert before == wait.box.x
    assert behind == wait.box.right
    assert wait.box.y < y < wait.box.bottom


def test_a_wait_before_what_is_reached_from_farther_off_leads_to_it() -> None:
    map = one(next=["c"])
    map["stages"][0]["touchpoints"] += [
        {"name": "B", "channel": "web", "entry": True, "exit": True},
        {"name": "C", "channel": "web", "wait": "P2D"},
    ]
    made = layout(map)
    assert not [arrow for arrow in made.arrows if arrow.kind == "way"]
    wait = next(cell for cell in made.cells if cell.lane == "wait")
    card = max(
        (cell for cell in made.cells if cell.lane == "touchpoints"), key=lambda one: one.box.x
    )
    strokes = [
        shape for shape in made.picture.shapes if isinstance(shape, Drawing) and shape.stroke
    ]
    begun = [each for each in strokes if each.d.startswith(f"M{wait.box.right:g},")]
    assert begun and wait.box.right < card.box.x


def test_zones_in_which_nobody_acts_are_named_and_a_viewer_says_what_to_write() -> None:
    said, svg = words(layout(one())), draw(board_of(one()), LIGHT)
    for zone in ("Frontstage", "Backstage", "Support"):
        assert f"{zone}: nothing written yet" in said
        # A wall is no place for YAML.
        assert f"{zone.lower()}: [" not in said
        assert f"At a touchpoint write {zone.lower()}: [{{actor: " in svg
    said = words(layout(one(backstage=["Cooks"])))
    assert "Backstage: nothing" not in said
    assert "Support: nothing" in said


def test_of_some_personas_nobody_is_asked_to_write_what_others_have() -> None:
    map = one(personas=["ann"]) | {"personas": ["Ann", "Bob"]}
    assert "nothing written" in words(layout(map))
    assert "nothing written" not in words(layout(map, personas=("ann",)))


def test_where_personas_are_divided_the_edge_of_the_card_has_both_colours() -> None:
    map = one(emotions={"ann": 2, "bob": -2}) | {"personas": ["Ann", "Bob"]}
    svg = draw(board_of(map), LIGHT)
    edges = re.findall(r'<rect [^>]*width="4" [^>]*fill="(#\w+)"', svg)
    assert {LIGHT.positive, LIGHT.negative} <= set(edges)


def test_a_map_without_touchpoints_has_no_blueprint() -> None:
    with pytest.raises(UsageError, match="no touchpoint"):
        layout({"title": "T", "personas": ["Ann"], "stages": [{"name": "S"}]})


def test_a_stage_of_somebody_else_says_so_and_takes_little_room() -> None:
    map = {
        "title": "T",
        "personas": ["Ann", "Bob"],
        "stages": [
            {"name": "S", "touchpoints": [{"name": "A", "channel": "web", "personas": ["ann"]}]},
            {"name": "U", "touchpoints": [{"name": "B", "channel": "web", "personas": ["bob"]}]},
        ],
    }
    made = layout(map, personas=("ann",))
    assert "Takes no part here" in words(made)
    first, second = (card.box for card in made.cards)
    assert second.width < first.width


# -- long journeys ------------------------------------------------------------------------------


def long(stages: int, touchpoints: int) -> dict[str, Any]:
    return {
        "title": "Long",
        "personas": ["Ann"],
        "stages": [
            {
                "name": f"Stage {stage}",
                "touchpoints": [
                    {
                        "name": f"Step {stage}.{number}",
                        "channel": "web",
                        "frontstage": [{"actor": f"Team {number % 4}", "does": "Helps"}],
                        "backstage": [{"actor": f"Office {number % 3}", "does": "Works"}],
                    }
                    for number in range(touchpoints)
                ],
            }
            for stage in range(stages)
        ],
    }


@pytest.mark.parametrize(("stages", "touchpoints"), [(12, 4), (1, 40), (7, 12)])
def test_a_long_journey_is_folded_to_the_shape_of_paper(stages: int, touchpoints: int) -> None:
    made = layout(long(stages, touchpoints))
    assert 0.5 < made.picture.width / made.picture.height < 2
    assert made.picture.width > 1600
    heads = [cell for cell in made.cells if cell.lane == "stage"]
    strips = len({cell.box.y for cell in heads})
    assert strips > 1
    # The names of rows, and of a stage that goes on, stand in every strip.
    assert words(made).count("Frontstage") == strips
    assert words(made).count("Team 0") >= strips
    assert words(made).count("continued") == len(heads) - stages
    assert sum(arrow.kind == "way" for arrow in made.arrows) == stages * touchpoints - 2 + strips
    # Where the way goes on below, the end of a strip says to which touchpoint.
    first = [min(steps_of(cards)) + 1 for cards in by_strip(made)]
    stubs = [text.lines[0] for cell in made.cells if cell.lane == "stub" for text in cell.texts]
    assert stubs == [str(number) for number in first[1:]]
    assert max(len(steps_of(cards)) for cards in by_strip(made)) <= 14


def steps_of(cards: list[Placed]) -> set[int]:
    """The steps of some cards."""
    return {card.step for card in cards if card.step is not None}


def test_a_blueprint_of_many_who_act_once_is_a_sheet_and_not_a_diagonal() -> None:
    file = next(file for file in MAPS if file.name == "day-surgery.journey.yaml")
    made = lay_out(board_at(file), LIGHT)
    assert 1700 < made.picture.width < 2400
    assert made.picture.height < 2 * made.picture.width
    covered = sum(card.box.width * card.box.height for card in made.cards)
    assert covered > 0.17 * made.picture.width * made.picture.height
    assert sum(cell.lane == "stub" for cell in made.cells) == len(by_strip(made)) - 1


def test_a_short_one_is_not_folded() -> None:
    made = layout(long(2, 2))
    assert len({cell.box.y for cell in made.cells if cell.lane == "stage"}) == 1
    assert made.picture.width == 1180


def test_where_labels_are_far_away_cards_say_who_acts() -> None:
    far, near = layout(long(6, 8)), layout(long(2, 3))
    assert words(near).count("Team 1") == 1
    assert words(far).count("Team 1") > 8


# -- the document -------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=lambda theme: theme.name)
def test_the_picture_is_plain_svg_that_says_what_it_shows(theme: Any) -> None:
    svg = draw(board_at(RICH), theme)
    root = ElementTree.fromstring(svg)
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert title is not None
    assert description is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert "Estimator: Counts cubic metres" in str(description.text)
    kinds = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert kinds <= {"svg", "title", "desc", "g", "rect", "circle", "path", "text", "tspan"}
    ids = re.findall(r'\bid="([^"]*)"', svg)
    assert len(ids) == len(set(ids))
    assert svg == draw(board_at(RICH), theme)


def test_it_is_mirrored_where_reading_begins_at_the_right() -> None:
    map = one(frontstage=[{"actor": "الموقع", "does": "يسأل"}])
    map["language"] = "ar"
    board = board_of(map)
    made = lay_out(board, LIGHT)
    label = next(text for text in made.picture.texts if "الموقع" in text.lines)
    card = next(text for text in made.picture.texts if "يسأل" in text.lines)
    assert label.box.x > card.box.right
    check(made)


def test_another_picture_of_the_same_map_has_other_ids() -> None:
    from cjmap.views.map import sheet

    board = board_at(RICH)
    ids = [
        set(re.findall(r'\bid="([^"]*)"', svg))
        for svg in (draw(board, LIGHT), sheet.draw(board, LIGHT))
    ]
    assert not ids[0] & ids[1]


@pytest.mark.parametrize("file", [RICH, *NASTY], ids=names)
def test_no_text_is_smaller_than_eleven_pixels(file: Path) -> None:
    texts = lay_out(board_at(file), LIGHT).picture.texts
    # An emoji in the place of a channel's drawing is a drawing.
    assert [
        text for text in texts if text.size < LEAST and any(line.isascii() for line in text.lines)
    ] == []


# -- strokes ------------------------------------------------------------------------------------


def heads(made: Layout) -> list[tuple[float, float]]:
    """Where the tips of all arrows are."""
    found = []
    for shape in made.picture.shapes:
        if (
            isinstance(shape, Drawing)
            and shape.fill != "none"
            and re.fullmatch("M[^L]*L[^L]*L[^L]*Z", shape.d)
        ):
            x, y = shape.d[1:].split("L")[0].split(",")
            found.append((float(x), float(y)))
    return found


def touches(point: tuple[float, float], box: Box) -> bool:
    dot = Box(point[0], point[1], 0, 0).grown(0.6)
    return dot.overlaps(box) and not box.grown(-1).overlaps(dot)


@pytest.mark.parametrize("file", [RICH, *DRAWN[:6]], ids=names)
def test_every_arrow_has_a_head_at_who_answers_and_none_elsewhere(file: Path) -> None:
    board = board_at(file)
    made = lay_out(board, LIGHT)
    boxes = {(card.step, card.act): card.box for card in made.cards}
    arrows = [arrow for arrow in made.arrows if arrow.kind != "way"]
    meant = sorted(((arrow.step, end) for arrow in arrows for end in arrow.targets), key=str)
    # The way from one touchpoint to the next has one where it comes to a card, or to its strip's end.
    ways = {arrow.segments[-1][2:] for arrow in made.arrows if arrow.kind == "way"}
    tips = [
        tip
        for tip in heads(made)
        if not any(abs(tip[0] - x) < 0.1 and abs(tip[1] - y) < 0.1 for x, y in ways)
    ]
    found = sorted(
        (key for tip in tips for key, box in boxes.items() if touches(tip, box)), key=str
    )
    assert found == meant


def test_the_lines_have_names_and_strokes_of_their_own() -> None:
    made = layout(one())
    for name in ("Line of interaction", "Line of visibility", "Line of internal interaction"):
        assert name in words(made)
    dashes = [
        shape.dash
        for shape in made.picture.shapes
        if isinstance(shape, Drawing) and shape.stroke == LIGHT.soft and shape.width == 1.4
    ]
    assert dashes == ["8 5", "", "2 4"]


def test_a_long_wait_makes_the_customer_s_row_higher() -> None:
    map = one()
    wait = "until the lorry is there, which may take all of a long and rainy morning"
    map["stages"][0]["touchpoints"].append({"name": "B", "channel": "web", "wait": wait})
    made = layout(map)
    chip = next(cell for cell in made.cells if cell.lane == "wait")
    line = next(t for t in made.picture.texts if t.lines[0].startswith("Line of"))
    assert chip.box.bottom < line.box.y


def test_what_somebody_uses_stands_on_the_card() -> None:
    made = layout(one(backstage=[{"actor": "Clerk", "does": "Looks", "system": "PMS"}]))
    card = next(cell for cell in made.cells if any("Looks" in text.lines for text in cell.texts))
    assert [text.lines[0] for text in card.texts] == ["Looks", "PMS"]
    assert "with this system" in words(made)


def test_signs_that_do_not_stand_in_the_picture_are_not_explained() -> None:
    said = words(layout(one(backstage=[{"actor": "Clerk", "does": "Looks"}])))
    for words_of in (
        "recovery: what",
        "fail point",
        "with this system",
        "hands over",
        "by itself",
        "moment",
    ):
        assert words_of not in said
    assert "from who asks to who answers" in said


def test_of_two_ways_to_the_next_the_usual_one_is_drawn() -> None:
    map = one(next=["b", {"to": "b", "when": "late", "type": "exception"}])
    map["stages"][0]["touchpoints"].append({"name": "B", "id": "b", "channel": "web"})
    made = layout(map)
    (way,) = (arrow for arrow in made.arrows if arrow.kind == "way")
    ((x, y, _, _),) = way.segments
    stroke = next(
        shape
        for shape in made.picture.shapes
        if isinstance(shape, Drawing) and shape.d.startswith(f"M{x:g},{y:.2f}".rstrip("0"))
    )
    assert stroke.dash == ""
