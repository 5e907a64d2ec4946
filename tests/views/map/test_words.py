"""What stands in each cell of the map: all that the board says there, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest

from cjmap.board.board import Board, Cell, Channel, Mark, Touchpoint
from cjmap.draw.canvas import Box, Drawing, Rect
from cjmap.draw.escape import printable
from cjmap.draw.icons import choose_icon
from cjmap.draw.theme import LIGHT, mix
from cjmap.views.map.funnel import HEIGHT
from cjmap.views.map.sheet import Layout, lay_out
from cjmap.views.parts.placing import PlacedCell
from tests.views.maps import MAPS, board_at, board_of, titles_of

# What a map says in another place: in signs, colours and other lanes. Pictures fetch nothing.
ELSEWHERE = {
    "Touchpoint": {
        "owner",
        *("id", "path", "stage", "mean", "figure", "level", "band", "divided", "feels"),
        *("wait", "takes", "handoff", "pains", "image", "assumption"),
    },
    "Branch": {"kind", "note"},
    "Score": {"score", "level", "feeling", "quote"},
    "Mark": {"id", "name", "style"},
    "Channel": {"id", "type", "icon"},
    "Entry": {"assumption"},
    "Pain": {"id", "path", "severity", "standing", "assumption"},
    "Opportunity": {"id", "path", "status", "rank", "assumed"},
    "Metric": {"id", "path", "met", "assumption", "held"},
    "Reach": {"share", "met"},
    "Gap": {"finding"},
    "Persona": {"path", "negative", "photo", "assumption"},
    "Trait": {"level"},
    "Tile": {"key", "trend", "good", "within", "compared", "met"},
    "Evidence": {"id", "path", "assumption", "touchpoints"},
    "Image": {"alt"},
    "Scene": {"name"},
    "Stage": {"id", "path", "goal", "arrived", "arrived_text"},
}
# Said by showing it to whoever points at a thing.
TITLES = {"Score": {"spoken"}}

# Of a crowd a card shows the ends alone (tests/board/test_crowds.py).
maps = pytest.mark.parametrize(
    "file",
    [file for file in MAPS if file.name != "twelve-personas.journey.yaml"],
    ids=lambda file: file.name.removesuffix(".journey.yaml"),
)


def said(thing: object, *, titles: bool = False) -> Iterator[str]:
    """Every text of a thing of the board and of those inside it, or those shown when pointed at."""
    if isinstance(thing, tuple):
        for inner in thing:
            yield from said(inner, titles=titles)
    elif isinstance(thing, str | int | float):
        if not titles:
            yield str(thing)
    elif thing is not None:
        kind = type(thing).__name__
        if titles and isinstance(thing, Mark):
            yield thing.name
        if isinstance(thing, Channel) and not titles:
            # A drawing has no words; an emoji is text.
            yield choose_icon(thing.icon, thing.type).emoji or ""
        for field in fields(thing):  # type: ignore[arg-type]
            if field.name in ELSEWHERE.get(kind, ()):
                continue
            value = getattr(thing, field.name)
            if field.name in TITLES.get(kind, ()):
                if titles:
                    yield value
            else:
                yield from said(value, titles=titles)


def squeezed(text: str) -> str:
    """A text without the white space and hyphens that lines break at, nor dots between its parts."""
    return re.sub(r"[\s\u200b·\u00ad-]", "", printable(text))


def shown(cell: PlacedCell) -> str:
    return squeezed("".join(line for text in cell.texts for line in text.lines))


def without(text: str, parts: list[str]) -> str:
    """What is left of a text after each part was taken out of it once."""
    for part in sorted(map(squeezed, parts), key=len, reverse=True):
        assert part in text, (part, text)
        text = text.replace(part, "", 1)
    return text


def grid(made: Layout) -> dict[tuple[str, int], PlacedCell]:
    return {(c.lane, c.stage): c for c in made.cells if c.lane and c.stage is not None}


def expected(cell: Cell, *, several: bool) -> list[str]:
    parts = [part for part in said(cell) if part]
    if not several:
        # Nobody else could be meant.
        marks = [s.mark.initials for i in cell.items if isinstance(i, Touchpoint) for s in i.scores]
        for initials in marks:
            parts.remove(initials)
    # Who takes part and is scored is shown once, and a branch by its own form.
    for item in cell.items:
        if isinstance(item, Touchpoint):
            for branch in item.branches:
                parts.remove(branch.note)
            for mark in {score.mark for score in item.scores} & set(item.who):
                parts.remove(mark.initials)
    return parts


@maps
def test_a_cell_says_what_the_board_says_there(file: Path) -> None:
    board = board_at(file)
    cells = grid(lay_out(board, LIGHT))
    for lane in board.lanes:
        for stage, cell in enumerate(lane.cells):
            placed = cells[lane.key, stage]
            parts = expected(cell, several=len(board.personas) > 1)
            left = without(shown(placed), parts)
            # A touchpoint without a channel says so, and a picture that nobody gave.
            words = {"touchpoints": r"(nochannel|sincanal)*", "images": "(Cannotbeshown:)*"}
            assert re.fullmatch(words.get(lane.key, ""), left), (lane.key, stage, left)


@maps
def test_a_viewer_tells_who_feels_how(file: Path) -> None:
    board = board_at(file)
    cells = grid(lay_out(board, LIGHT))
    for lane in board.lanes:
        for stage, cell in enumerate(lane.cells):
            titles = titles_of(cells[lane.key, stage].shapes)
            wanted = set(said(cell, titles=True))
            if len(board.personas) < 2:
                wanted -= {persona.mark.name for persona in board.personas}
            assert wanted == set(titles)


@maps
def test_lanes_and_stages_bear_their_names(file: Path) -> None:
    board = board_at(file)
    made = lay_out(board, LIGHT)
    labels = {cell.lane: shown(cell) for cell in made.cells if cell.lane and cell.stage is None}
    for lane in board.lanes:
        if lane.cells:
            assert labels[lane.key] == squeezed(lane.title + lane.subtitle)
    cells = grid(made)
    for number, stage in enumerate(board.stages):
        parts = [part for part in said(stage) if part]
        for score in stage.scores if len(board.personas) < 2 else ():
            parts.remove(score.mark.initials)
        assert without(shown(cells["stage", number]), parts) == ""
        titles = {score.spoken for score in stage.scores}
        assert titles <= set(titles_of(cells["stage", number].shapes))
    lines = [squeezed(lane.line.upper()) for lane in board.lanes if lane.line]
    loose = [shown(cell) for cell in made.cells if not cell.lane]
    assert [text for text in loose if text in lines] == lines


@maps
def test_the_cards_say_what_the_board_says(file: Path) -> None:
    board = board_at(file)
    cards = [shown(cell) for cell in lay_out(board, LIGHT).cells if not cell.lane]
    heading = board.heading
    for text in (
        heading.title,
        heading.organization,
        heading.kind_label,
        heading.state_label,
        heading.status,
        heading.updated,
        heading.review_by,
        heading.owner,
        heading.version,
        heading.description,
        *heading.counts,
        *heading.tags,
        *said(heading.scope),
    ):
        assert squeezed(text) in cards[0]
    assert heading.overdue == ("overdue" in cards[0] or "venció" in cards[0])
    people = cards[1:]
    for persona, card in zip(board.personas, people, strict=False):
        left = without(card, [persona.mark.name, *said(persona)])
        assert left.strip(",،、—") == ":" * (len(persona.lists) + len(persona.traits))
    rest = people[len(board.personas) :]
    for tiles in (board.journey, board.experience):
        if tiles:
            card = rest.pop(0)
            for text in (*said(tiles), board.baseline):
                assert squeezed(text) in card
    below = "".join(rest)
    for text in said((board.whole, board.outcomes, board.evidence)):
        assert squeezed(text) in below


def everything() -> Board:
    return board_at(next(file for file in MAPS if file.name == "everything.journey.yaml"))


def colours(cell: PlacedCell, kind: str) -> list[str]:
    return re.findall(rf'{kind}="(#[0-9a-f]+)"', "".join(shape.svg() for shape in cell.shapes))


def test_signs_and_colours_say_how_good_it_is() -> None:
    board = everything()
    cells = grid(lay_out(board, LIGHT))
    # Severity 4, none, and 2 of what is resolved.
    filled = colours(cells["pains", 0], "fill")
    drawn = "".join(shape.svg() for shape in cells["pains", 0].shapes)
    dots = re.findall(rf'd="([^"]*)" fill="{LIGHT.negative}"', drawn)
    assert [each.count("Z") for each in dots] == [4, 2]
    assert LIGHT.positive_ink in colours(cells["pains", 0], "stroke")
    assert LIGHT.resolved.fill in filled
    assert LIGHT.pain.fill in filled
    # A target that is missed, in the lane of reach and among the metrics.
    for lane in ("reach", "metrics"):
        assert LIGHT.negative_ink in colours(cells[lane, 1], "stroke")
        assert LIGHT.positive_ink not in colours(cells[lane, 1], "stroke")
    badges = colours(cells["opportunities", 0], "fill")
    assert {LIGHT.done.fill, LIGHT.dropped.fill, LIGHT.idea.fill} <= set(badges)
    bands = [colours(cells["touchpoints", stage], "fill") for stage in (0, 1, 3)]
    assert [LIGHT.negative in bands[0], LIGHT.neutral in bands[0]] == [True, True]
    assert LIGHT.positive in bands[2]
    assert LIGHT.star in bands[1]


def test_a_met_target_has_a_tick() -> None:
    metric = {"type": "csat", "value": 90, "target": 80}
    map = {"title": "T", "personas": ["A"], "stages": [{"name": "S", "metrics": [metric]}]}
    cells = grid(lay_out(board_of(map), LIGHT))
    assert LIGHT.positive_ink in colours(cells["metrics", 0], "stroke")
    assert LIGHT.negative_ink not in colours(cells["metrics", 0], "stroke")


def funnel(*reaches: int | None) -> tuple[Layout, list[Box]]:
    """A map with so many customers in each stage, and the level parts of its band."""
    stages = [
        {"name": f"S {n}", "metrics": [{"type": "reach", "value": each}] if each else []}
        for n, each in enumerate(reaches)
    ]
    made = lay_out(board_of({"title": "T", "personas": ["A"], "stages": stages}), LIGHT)
    shapes = made.picture.shapes
    return made, [s.box for s in shapes if isinstance(s, Rect) and s.fill == LIGHT.bar]


def slopes(made: Layout) -> list[Drawing]:
    """The parts of a band that narrow, the plain ones and those that say an alarm."""
    fills = {LIGHT.negative, mix(LIGHT.bar, LIGHT.card, 0.45)}
    return [s for s in made.picture.shapes if isinstance(s, Drawing) and s.fill in fills]


def test_the_band_of_reach_is_as_high_as_the_share_that_comes() -> None:
    made, (first, second, third) = funnel(200, 50, 40)
    cells = grid(made)
    assert first.height == HEIGHT
    assert second.height == pytest.approx(HEIGHT / 4)
    assert third.height == pytest.approx(HEIGHT / 5)
    middles = {round(box.y + box.height / 2, 6) for box in (first, second, third)}
    assert len(middles) == 1
    for stage, box in enumerate((first, second, third)):
        assert cells["reach", stage].box.contains(box)
        assert not any(box.overlaps(text.box) for text in cells["reach", stage].texts)
    # Where most are lost it is red, and a word says so too.
    assert [slope.fill == LIGHT.negative for slope in slopes(made)] == [True, False]
    assert "thebiggestdropofthejourney" in shown(cells["reach", 1])


def test_between_stages_whose_reach_is_known_a_dashed_line_tells_of_one_that_is_not() -> None:
    made, boxes = funnel(200, None, 40)
    dashes = [s for s in made.picture.shapes if isinstance(s, Drawing) and s.stroke == LIGHT.bar]
    assert len(boxes) == 2
    assert slopes(made) == []
    assert [shape.dash for shape in dashes] == ["4 4"]


def test_what_hardly_anybody_reaches_is_seen_all_the_same() -> None:
    _, boxes = funnel(1_000_000, 1)
    assert boxes[1].height >= 2


def test_a_persona_is_known_by_its_sign_wherever_it_is_meant() -> None:
    board = everything()
    made = lay_out(board, LIGHT)
    cells = grid(made)
    one, ten = (LIGHT.persona(persona.mark.style).colour for persona in board.personas[:2])
    fills = colours(cells["thinks", 1], "fill")
    assert ten in fills
    assert one not in fills
    assert one in colours(cells["thinks", 0], "fill")
    assert "P10" in {line for text in cells["thinks", 1].texts for line in text.lines}
    assert titles_of(cells["thinks", 1].shapes) == ["Persona 10"]


def test_for_one_persona_nobody_is_named() -> None:
    file = next(file for file in MAPS if file.name == "everything.journey.yaml")
    board = board_at(file, personas=("Persona 10",))
    cells = grid(lay_out(board, LIGHT))
    assert titles_of(cells["thinks", 1].shapes) == []
    assert "P10" not in shown(cells["touchpoints", 1])


def test_what_is_dropped_is_written_paler() -> None:
    (dropped,) = (
        item
        for lane in everything().lanes
        for cell in lane.cells
        for item in cell.items
        if getattr(item, "status", "") == "dropped"
    )
    board = everything()
    lanes = tuple(
        replace(lane, cells=(Cell((dropped,)), *lane.cells[1:])) if lane.cells else lane
        for lane in board.lanes
        if lane.key == "opportunities"
    )
    cell = grid(lay_out(replace(board, lanes=lanes), LIGHT))["opportunities", 0]
    text = next(text for text in cell.texts if text.lines == ("A chat bot",))
    assert text.fill == LIGHT.mute


def test_a_branch_shows_its_condition_and_where_it_leads() -> None:
    offer = {
        "name": "Offer",
        "next": [
            "Booked",
            {"to": "Call", "type": "alternative", "when": "No answer"},
            {"to": "Gone", "type": "exception", "when": "Too dear"},
        ],
    }
    stages = [{"name": "S", "touchpoints": [offer, "Booked", "Call", "Gone"]}]
    board = board_of({"title": "T", "personas": ["A"], "stages": stages})
    cell = grid(lay_out(board, LIGHT))["touchpoints", 0]
    texts = {" ".join(text.lines): text for text in cell.texts}
    # The number of the target stands before its condition, on the same lines.
    for words, label in (("No answer", "alternative"), ("Too dear", "exception")):
        assert texts[words].x == texts[label].x
        assert texts[words].y > texts[label].y
    # Exceptions look like exceptions, and not by their colour alone.
    assert texts["exception"].fill == LIGHT.negative_ink
    assert texts["exception"].bold
    assert texts["alternative"].fill == LIGHT.soft
    assert not texts["alternative"].bold
    said = legend(board)
    assert "what may go wrong, and where it leads" in said
    assert "leads on, and on what condition" not in said


def legend(board: Board) -> list[str]:
    """The words of the legend, which stands last."""
    return [" ".join(text.lines) for text in lay_out(board, LIGHT).cells[-1].texts]


@pytest.mark.parametrize("evidence", [["guess"], ["talks"], []])
def test_what_rests_on_an_assumption_looks_like_it(evidence: list[str]) -> None:
    pain = {"text": "Slow", "severity": 2, "evidence": evidence}
    gain = {"text": "Kind", "evidence": evidence}
    metric = {"type": "csat", "value": 80, "evidence": evidence}
    stage = {"name": "S", "pains": [pain], "gains": [gain], "metrics": [metric]}
    known = [
        {"id": "guess", "title": "What we believe", "type": "assumption"},
        {"id": "talks", "title": "Twelve talks", "type": "interview"},
    ]
    map = {"title": "T", "personas": ["A"], "stages": [stage]}
    board = board_of({**map, "evidence": [one for one in known if one["id"] in evidence]})
    cells = grid(lay_out(board, LIGHT))
    doubted = evidence == ["guess"]
    for lane in ("pains", "gains", "metrics"):
        assert (LIGHT.gap.ink in colours(cells[lane, 0], "stroke")) is doubted
    for lane in ("pains", "gains"):
        (box,) = (s for s in cells[lane, 0].shapes if isinstance(s, Rect))
        assert bool(box.dash) is doubted
    assert ("rests on an assumption" in legend(board)) is doubted
