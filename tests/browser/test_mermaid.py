"""Mermaid itself reads every journey that is written for it, and finds in it what is on the map."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjmap.board.board import Board, Touchpoint
from cjmap.board.reading import read
from cjmap.records import replace
from cjmap.views.written import xychart
from cjmap.views.written.mermaid import write
from tests.tools.node import FOLDER, node_or_skip
from tests.views.maps import MAPS, board_at, board_of, facts_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

READ = """async text => {
  const read = await mermaid.mermaidAPI.getDiagramFromText(text);
  return {type: read.type, title: read.db.getDiagramTitle(), sections: read.db.getSections(),
          tasks: read.db.getTasks()};
}"""
DRAW = "async text => (await mermaid.render('drawn', text)).svg"

WORDS = (
    *("journey", "title", "Title x", "section", "SECTION: y", "accTitle: a", "accDescr {", "%%"),
    *(
        "%%{init: {}}%%",
        "a:b",
        "a;b",
        "#35;",
        "# x",
        "a#",
        "a, b",
        "---",
        "%",
        "5%",
        "<b>x</b>",
        "&lt;",
        "&",
    ),
    *(
        "\n",
        "\r\n",
        "\u2028",
        "```",
        "</script>",
        "$$x$$",
        "\\n",
        "`",
        "{",
        "}",
        "\u202e",
        "{{7*7}}",
    ),
)
TEXTS = st.lists(
    st.sampled_from(WORDS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    min_size=1,
    max_size=4,
).map(" ".join)
BOARD = board_of(
    {
        "title": "T",
        "personas": ["Ann", "Ben"],
        "stages": [
            {"name": "S", "touchpoints": [{"name": "A", "emotions": {"ann": 2, "ben": -2}}, "B"]},
            {"name": "R", "touchpoints": [{"name": "C", "emotion": 1}]},
        ],
    }
)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    node_or_skip("mermaid")
    opened = browser.new_page()
    opened.set_content("<!DOCTYPE html><title>Mermaid</title><body></body>")
    opened.add_script_tag(path=FOLDER / "node_modules/mermaid/dist/mermaid.min.js")
    opened.evaluate("mermaid.initialize({startOnLoad: false})")
    yield opened
    opened.close()


def named(board: Board, title: str, stages: list[str], cards: list[str], person: str) -> Board:
    """A board with other names."""
    return replace(
        board,
        heading=replace(board.heading, title=title),
        stages=tuple(
            replace(stage, name=name) for stage, name in zip(board.stages, stages, strict=True)
        ),
        touchpoints=tuple(
            _rename(card, name, person) for card, name in zip(board.touchpoints, cards, strict=True)
        ),
    )


def _rename(card: Touchpoint, name: str, person: str) -> Touchpoint:
    scores = tuple(
        replace(score, mark=replace(score.mark, name=f"{score.mark.name} {person}"))
        for score in card.scores
    )
    return replace(card, name=name, scores=scores)


def check(page: Page, board: Board) -> dict[str, Any]:
    """What Mermaid reads of a board's journey: as many tasks, of such scores and people, as are due."""
    read: dict[str, Any] = page.evaluate(READ, write(board))
    assert read["type"] == "journey"
    assert read["title"]
    due: list[tuple[float, int]] = []
    for card in board.touchpoints:
        if not card.scores:
            due.append((3, len(card.who)))
            continue
        levels = sorted({score.level for score in card.scores}) if card.divided else [None]
        for level in levels:
            felt = [one.score for one in card.scores if level is None or one.level == level]
            due.append((3 + sum(felt) / len(felt), len(felt)))
    tasks = [(task["score"], len([one for one in task["people"] if one])) for task in read["tasks"]]
    assert [people for _, people in tasks] == [people for _, people in due]
    assert [score for score, _ in tasks] == pytest.approx([score for score, _ in due], abs=0.005)
    assert all(task["task"].strip("\u2060 ") for task in read["tasks"])
    return read


@pytest.mark.parametrize("file", MAPS, ids=lambda file: file.name.partition(".")[0])
def test_every_map(page: Page, file: Path) -> None:
    board = board_at(file)
    if board.touchpoints:
        check(page, board)
        assert page.evaluate(DRAW, write(board)).startswith("<svg")


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    TEXTS, st.lists(TEXTS, min_size=2, max_size=2), st.lists(TEXTS, min_size=3, max_size=3), TEXTS
)
def test_any_names(
    page: Page, title: str, stages: list[str], cards: list[str], person: str
) -> None:
    read = check(page, named(BOARD, title, stages, cards, person))
    sections = [name for number, name in enumerate(read["sections"]) if number == 0 or name]
    assert 1 <= len(sections) <= 2


def test_markup_is_shown_as_text(page: Page) -> None:
    name = "<img src=x onerror=alert(1)> & <b>bold</b> &lt;i&gt; &ltu #lt;s#gt; %%x"
    svg = page.evaluate(DRAW, write(named(BOARD, name, [name, name], [name] * 3, name)))
    shown = page.evaluate(
        """svg => { document.body.innerHTML = svg;
        return [document.querySelectorAll('img, b, i, s, u').length, document.body.textContent]; }""",
        svg,
    )
    assert shown[0] == 0
    for words in ("onerror=alert(1)", "& ‹b›bold", "&lt·i", "&ltu", "♯lt·s"):
        assert words in shown[1]


@pytest.mark.parametrize("name", [*WORDS, "Ann"])
def test_curves_over_each_other_are_drawn_whatever_the_names(page: Page, name: str) -> None:
    old, new = (
        facts_of(_scored(scores)) for scores in ({"A": 1, "Gone": 0, "B": -1}, {"A": 2, "B": 1})
    )
    board = read(new, baseline=old)
    (chart,) = xychart.write(board, float, (-2, 2), lambda person: f"{name} {person} {name}")
    svg = page.evaluate(DRAW, chart.text)
    assert svg.count("line-plot-") == 2
    assert "Syntax error" not in svg


def _scored(scores: dict[str, int]) -> dict[str, Any]:
    cards = [{"name": name, "emotion": score} for name, score in scores.items()]
    return {"title": "T", "personas": ["Ann"], "stages": [{"name": "S", "touchpoints": cards}]}
