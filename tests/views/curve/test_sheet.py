"""The curve alone: its heading, legend and size, and the earlier state beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cjmap.board.board import Board
from cjmap.board.reading import read
from cjmap.check import Session
from cjmap.draw.canvas import Box, Circle, Drawing, Group, Text, texts_of
from cjmap.draw.theme import DARK, LIGHT
from cjmap.views.curve.sheet import lay_out
from cjmap.views.curve.spots import PAST
from tests.views.maps import MAPS, TODAY, board_at, titles_of

_NOW = """\
title: Buy it better
state: future
updated: 2026-10-01
{link}
personas: [Ann, Ben]
stages:
  - name: Buy
    touchpoints:
      - {{name: Advert, emotions: {{ann: 1, ben: 0}}}}
      - {{name: Chat, emotion: 2}}
      - {{name: Till, emotions: {{ann: 0.5, ben: -2}}}}
"""
_THEN = """\
title: Buy it
updated: 2025-10-01
personas: [Ann, Ben]
emotion_scale: [1, 5]
stages:
  - name: Buy
    touchpoints:
      - {name: Advert, emotions: {ann: 4, ben: 4}}
      - {name: Queue, emotion: 2}
      - {name: Till, emotions: {ann: 2, ben: 1}}
"""


@pytest.fixture
def compared(tmp_path: Path) -> Board:
    link = "links: [{to: then.journey.yaml, rel: baseline}]"
    (tmp_path / "now.journey.yaml").write_text(_NOW.format(link=link), encoding="utf-8")
    (tmp_path / "then.journey.yaml").write_text(_THEN, encoding="utf-8")
    return board_at(tmp_path / "now.journey.yaml")


@pytest.mark.parametrize("file", MAPS, ids=lambda file: file.name.split(".")[0])
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_every_map_has_its_curve_with_room_for_all_of_it(file: Path, theme: object) -> None:
    board = board_at(file)
    made = lay_out(board, DARK if theme is DARK else LIGHT)
    whole = Box(0, 0, made.picture.width, made.picture.height)
    for text in made.picture.texts:
        assert whole.contains(text.box), text
        assert text.size >= 8
    words = " ".join(" ".join(text.lines) for text in made.picture.texts)
    for persona in board.personas:
        assert len(board.personas) == 1 or persona.mark.name.split()[0][:6] in words
    boxes = [text.box.grown(-1) for text in texts_of(made.picture.shapes)]
    for number, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[number + 1 :]), box


def test_a_readme_has_room_for_it() -> None:
    for file in MAPS:
        if "examples" in file.parts:
            made = lay_out(board_at(file), LIGHT)
            assert made.picture.width < 1250
            assert made.picture.height < 900


def test_what_changed_is_paired_by_name_and_told_on_the_scale_of_now(compared: Board) -> None:
    past = compared.past
    assert past is not None
    assert (past.title, past.label, past.now) == (
        "Buy it",
        "current state · 1 Oct 2025",
        "future state · 1 Oct 2026",
    )
    assert [
        (line.mark.name, [(p.number, p.score) for p in line.points]) for line in past.lines
    ] == [
        ("Ann", [(1, 1), (None, -1), (3, -1)]),
        ("Ben", [(1, 1), (None, -1), (3, -2)]),
    ]
    assert [
        (c.kind, c.number, c.place, c.who.name if c.who else "", c.text) for c in past.changes
    ] == [
        ("worse", 1, "Advert", "Ben", "worse by 1"),
        ("added", 2, "Chat", "", "added"),
        ("better", 3, "Till", "Ann", "better by 1.5"),
        ("gone", None, "Queue", "", "gone"),
    ]


def test_both_curves_stand_over_each_other_with_what_changed_below(compared: Board) -> None:
    made = lay_out(compared, LIGHT)
    assert compared.past is not None
    lines = [s for s in made.picture.shapes if isinstance(s, Drawing) and s.dash == PAST]
    # One for each persona, and the sample in the legend.
    assert [line.stroke for line in lines] == [
        LIGHT.persona(0).colour,
        LIGHT.persona(1).colour,
        LIGHT.mute,
    ]
    spots = {
        (shape.title, circle.x - made.left, circle.y - made.top)
        for shape in made.picture.shapes
        if isinstance(shape, Group) and shape.title.startswith("Before: ")
        for circle in shape.shapes[:1]
        if isinstance(circle, Circle)
    }
    band = made.band
    first, _, third = (x for x, _ in band.points[0])
    wanted = {
        (point.spoken, x, band.zero - point.score * band.frame.step)
        for line in compared.past.lines
        # What is gone stands between those that were beside it.
        for point, x in zip(line.points, (first, (first + third) / 2, third), strict=True)
    }
    assert {(said, round(x, 2), round(y, 2)) for said, x, y in spots} == {
        (said, round(x, 2), round(y, 2)) for said, x, y in wanted
    }
    words = [" ".join(text.lines) for text in made.picture.texts]
    for said in ("1 Advert: worse by 1", "2 Chat: added", "3 Till: better by 1.5", "Queue: gone"):
        assert said in words
    assert "before: Buy it · current state · 1 Oct 2025" in words
    assert "planned: future state · 1 Oct 2026" in words


def test_an_arrow_leads_from_what_was_to_what_is(compared: Board) -> None:
    made = lay_out(compared, LIGHT)
    x = made.left + made.band.points[0][2][0]
    arrows = [
        s
        for s in made.picture.shapes
        if isinstance(s, Drawing) and s.stroke == LIGHT.positive and s.width == 1.6
    ]
    # The last one is the legend's.
    assert [arrow.y == made.top for arrow in arrows] == [True, True, False]
    assert f"M{x - made.left:.2f}," in arrows[0].d


def test_the_legend_tells_what_the_signs_of_the_earlier_state_mean(compared: Board) -> None:
    said = {line for text in lay_out(compared, LIGHT).picture.texts for line in text.lines}
    assert {"arrow: how far it has come", "crossed: is gone"} <= said
    # The mean of then stands beside that of now, on the scale of now.
    assert {"mean before −0.3, planned +1.2", "mean before −0.7, planned 0"} <= said


def test_a_stage_is_wide_enough_for_the_longest_word_of_its_name(tmp_path: Path) -> None:
    stages = ", ".join(f"{{name: Otorrinolaringología {n}, touchpoints: [A{n}]}}" for n in range(9))
    (tmp_path / "t.journey.yaml").write_text(
        f"title: T\npersonas: [Ann]\nstages: [{stages}]\n", encoding="utf-8"
    )
    texts = lay_out(board_at(tmp_path / "t.journey.yaml"), LIGHT).picture.texts
    heads = [text.lines for text in texts if text.lines[0].startswith("Otorr")]
    assert heads == [("Otorrinolaringología", str(n)) for n in range(9)]


def test_the_baseline_asked_for_goes_before_the_one_that_is_named(tmp_path: Path) -> None:
    (tmp_path / "now.journey.yaml").write_text(_NOW.format(link=""), encoding="utf-8")
    (tmp_path / "then.journey.yaml").write_text(_THEN, encoding="utf-8")
    session = Session(today=TODAY)
    now, then = (session.subject(tmp_path / f"{name}.journey.yaml") for name in ("now", "then"))
    assert now is not None
    assert read(now).past is None
    board = read(now, baseline=then)
    assert board.past is not None
    assert board.past.title == board.baseline == "Buy it"


def test_the_earlier_line_leaves_out_what_lay_off_the_usual_way_then(tmp_path: Path) -> None:
    """Held against itself a map was as it is."""
    ways = "next: [{to: three, type: happy}, {to: two, type: alternative, when: rain}]"
    text = (
        "title: T\npersonas: [Ann]\nstages: [{name: S, touchpoints: ["
        f"{{name: One, emotion: 1, {ways}}}, {{name: Two, emotion: -1}}, {{name: Three, emotion: 2}}]}}]\n"
    )
    (tmp_path / "a.journey.yaml").write_text(text, encoding="utf-8")
    subject = Session(today=TODAY).subject(tmp_path / "a.journey.yaml")
    assert subject is not None
    board = read(subject, baseline=subject)
    assert board.past is not None
    assert [point.off for point in board.past.lines[0].points] == [False, True, False]
    made = lay_out(board, LIGHT)
    (before, _) = (s for s in made.picture.shapes if isinstance(s, Drawing) and s.dash == PAST)
    heights = {float(y) for y in re.findall(r",(-?[\d.]+)", before.d)}
    below = made.band.zero + made.band.frame.step / 2
    assert not any(y > below for y in heights)


def test_words_keep_off_the_earlier_state(compared: Board) -> None:
    made = lay_out(compared, LIGHT)
    dots = [
        Box(circle.x, circle.y, 0, 0).grown(circle.radius)
        for shape in made.picture.shapes
        if isinstance(shape, Group) and shape.title.startswith("Before: ")
        for circle in shape.shapes[:1]
        if isinstance(circle, Circle)
    ]
    texts = [s.moved(0, 0) for s in made.picture.shapes if isinstance(s, Text)]
    assert not any(text.box.overlaps(dot) for text in texts for dot in dots)
    assert titles_of(made.picture.shapes)
