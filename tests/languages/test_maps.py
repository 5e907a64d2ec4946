"""A map in each language that ships: read without a doubt, and no word of English on what is drawn."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

import cjmap
from cjmap.board.reading import read as read_board
from cjmap.check import Selection, Session, run_each
from cjmap.draw.theme import THEMES
from cjmap.facts.subject import Subject
from cjmap.languages.known import CODES
from cjmap.reports.collect import collect
from cjmap.reports.page import write_page
from cjmap.reports.templating import Templates
from cjmap.views.map.sheet import lay_out
from tests.reports.dom import Node, parse
from tests.tools.messages import read

FOLDER = Path(__file__).parent / "maps"
TODAY = datetime.date(2026, 11, 21)
TEMPLATES = Templates()
OTHERS = CODES[1:]


def file_of(code: str) -> Path:
    return FOLDER / f"{code}.journey.yaml"


def subject_of(code: str) -> Subject:
    subject = Session(today=TODAY).subject(file_of(code))
    assert subject is not None
    return subject


@cache
def words_of(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words of a reader in English and in a language, where both differ."""
    english, own = [], []
    for entry in read("reader", code):
        sources = [entry.id] if isinstance(entry.id, str) else list(entry.id)
        texts = [entry.string] if isinstance(entry.string, str) else list(entry.string or ())
        english += [source for source in sources if source and source not in texts]
        own += texts
    # What is but places and signs says nothing in any language.
    told = [word for word in english if re.search(r"[A-Za-z]{3}", re.sub(r"\{\w+\}", "", word))]
    return _any(told), _any(own)


def _any(words: list[str]) -> re.Pattern[str]:
    places = (re.sub(r"\\\{\w+\\\}", "(?:.+)", re.escape(word)) for word in words)
    return re.compile("|".join(places), re.I)


def in_english(pieces: Iterable[str], code: str) -> list[str]:
    english, own = words_of(code)
    written = file_of(code).read_text("utf-8")
    parts = (part for piece in pieces if (part := piece.strip()) not in written)
    return [part for part in parts if english.fullmatch(part) and not own.fullmatch(part)]


@cache
def page_of(code: str) -> Node:
    session = Session(today=TODAY)
    file = file_of(code)
    outcome = run_each(session, [file], lambda home: Selection.of_lint(home.settings.lint))
    facts = session.subject(file)
    assert facts is not None
    reading = collect(facts, outcome.findings, None)
    return parse(write_page(reading, templates=TEMPLATES).text)


def said(node: Node) -> Iterator[str]:
    """What a page says, but for what the tool itself says of the map."""
    if {"finding", "guide"} & {*node.classes}:
        return
    yield from (
        node.attributes[name] for name in ("aria-label", "title") if name in node.attributes
    )
    for child in node.children:
        if isinstance(child, Node):
            if child.tag not in ("style", "script"):
                yield from said(child)
        elif child.strip():
            yield " ".join(child.split())


@pytest.mark.parametrize("code", CODES)
def test_a_map_is_read_without_an_error_and_every_stage_is_known(code: str) -> None:
    outcome = cjmap.validate(file_of(code), today=TODAY)
    assert [finding.code for finding in outcome.findings if finding.severity == "error"] == []
    facts = cjmap.load(file_of(code), today=TODAY).facts
    unknown = [entry.stage.name for entry in facts.phases.stages if not entry.phases]
    # What an offer, a test or an official's errand is called is nobody's phase.
    assert len(unknown) <= 1
    assert [point.score for line in facts.curve.lines for point in line.points]


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("view", ["map", "flow"])
def test_no_word_of_english_stands_on_a_picture(code: str, view: str) -> None:
    svg = cjmap.render(cjmap.load(file_of(code), today=TODAY), view=view)
    texts = (
        " ".join(node.itertext())
        for node in ElementTree.fromstring(svg).iter()
        if node.tag.endswith(("text", "title", "desc"))
    )
    assert in_english(texts, code) == []


@pytest.mark.parametrize("code", OTHERS)
def test_no_word_of_english_stands_on_a_page(code: str) -> None:
    assert in_english(said(page_of(code)), code) == []


@pytest.mark.parametrize("code", CODES)
def test_every_text_keeps_to_its_room(code: str) -> None:
    layout = lay_out(read_board(subject_of(code)), THEMES["light"])
    picture = layout.picture
    for text in picture.texts:
        assert text.cell is None or text.cell.grown(0.5).contains(text.box), text.lines
        assert text.box.x >= 0 and text.box.right <= picture.width, text.lines


def test_arabic_runs_from_right_to_left() -> None:
    subject = subject_of("ar")
    board = read_board(subject)
    picture = lay_out(board, THEMES["light"]).picture
    assert all(text.rtl for text in picture.texts)
    places = {line: text.x for text in picture.texts for line in text.lines}
    stages = [
        next(x for line, x in places.items() if line.startswith(stage.place))
        for stage in board.stages
    ]
    assert stages == sorted(stages, reverse=True)
    page = page_of("ar")
    assert page.one("html").attributes["dir"] == "rtl"
    # What the tool says of the map is English, from left to right.
    assert {node.attributes["dir"] for node in page.all("div", lang="en")} == {"ltr"}
    guides = [node for node in page.all("details") if "guide" in node.classes]
    assert guides
    assert all(node.one("summary").one("span").attributes["lang"] == "en" for node in guides)
    assert "البوابة الإلكترونية ← مكتب التسجيل" in " ".join(page.pieces())


_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


@pytest.mark.parametrize(
    ("code", "direction"), [("he", "rtl"), ("fa", "rtl"), ("ur", "rtl"), ("sv", "")]
)
def test_another_language_has_english_words_in_its_own_direction(
    tmp_path: Path, code: str, direction: str
) -> None:
    file = tmp_path / "map.journey.yaml"
    file.write_text(file_of("en").read_text("utf-8").replace("language: en", f"language: {code}"))
    svg = cjmap.render(cjmap.load(file, today=TODAY))
    assert "Touchpoints" in svg
    lines = re.findall(r"<(?:text|tspan)[^>]*>([^<]+)<", svg)
    isolated = [line for line in lines if re.fullmatch(r"&#8295;.*&#8297;", line)]
    # English words and figures run from the left there too, what holds a day in its words does not.
    assert [line for line in isolated if not _FROM_RIGHT.search(line)] == []
    assert bool(isolated) == bool(direction)
    assert [line for line in lines if _FROM_RIGHT.search(line)] == isolated
    flow = cjmap.render(cjmap.load(file, today=TODAY), view="flow", format="dot")
    assert f"rankdir={'RL' if direction else 'LR'}" in flow
