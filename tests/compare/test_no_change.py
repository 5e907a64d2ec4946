"""What says the same in other words is no change."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjmap.check import Session
from cjmap.compare.changes import compare
from cjmap.findings.source import Source
from cjmap.formatting.formatting import format_source
from cjmap.project import Project
from tests.compare.states import TODAY, between, subject, told

ROOT = Path(__file__).parents[2]
MAPS = sorted(
    file
    for folder in ("examples", "tests/corpus", "tests/cases", "tests/nasty")
    for file in (ROOT / folder).rglob("*.journey.yaml")
)

PLAIN = """
title: Coat
personas: [Ana, Bo]
channels: [Pop-up store, Web]
evidence: [{title: Talks, type: interview}, {title: Survey, type: survey}]
lanes: [Open questions]
pains: [It takes long]
opportunities: [{text: Do it faster}]
stages:
  - name: Purchase
    touchpoints:
      - name: Shop
        channel: [web, pop-up-store]
        emotion: 1
        pains: [{text: Slow, personas: [ana], evidence: [talks, survey]}]
        opportunities: [{text: Be quick}]
        metrics: [{type: csat, value: 80, target: 70, source: talks}, {type: nps, value: 30}]
        tags: [a, b]
        lanes: {open-questions: [Who signs?]}
        thoughts: Will it fit?
      - {name: Pay, channel: web, emotion: -1, personas: [bo, ana], exit: true}
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Coat\n", "title: Coat\ncjmap: 1\nkind: journey\nstate: current\nstatus: draft\n"),
        ("title: Coat\n", "title: Coat\nlanguage: en\nemotion_scale: [-2, 2]\n"),
        ("title: Coat\n", "title: Coat\nlifecycle: seven-stage\nid: coat\n"),
        ("personas: [Ana, Bo]", "personas: [{name: Bo}, {name: Ana, id: ana}]"),
        ("[Pop-up store, Web]", "[{name: Web, id: web, type: digital}, Pop-up store]"),
        (
            "[{title: Talks, type: interview}, {title: Survey, type: survey}]",
            "[{id: survey, title: Survey, type: survey}, {title: Talks, type: interview}]",
        ),
        ("lanes: [Open questions]", "lanes: [{name: Open questions, id: open-questions}]"),
        ("{open-questions: [Who signs?]}", "{Open questions: Who signs?}"),
        ("[It takes long]", "[{text: It takes long, status: open, personas: [Bo, Ana]}]"),
        ("{text: Do it faster}", "{text: Do it faster, status: idea, pains: [It takes long]}"),
        ("{text: Be quick}", "{text: Be quick, pains: [slow]}"),
        ("name: Purchase", "name: Purchase\n    id: purchase\n    phase: Compra"),
        ("name: Purchase", "name: Purchase\n    personas: [ana, bo]"),
        (
            "name: Shop",
            "name: Shop\n        id: shop\n        kind: interaction\n        entry: false",
        ),
        ("name: Shop", "name: Shop\n        moment_of_truth: false\n        exit: false"),
        ("name: Shop", "name: Shop\n        next: Pay"),
        ("name: Shop", "name: Shop\n        next: [{to: purchase/pay, type: happy}]"),
        ("[web, pop-up-store]", "[Pop-up store, Web]"),
        ("[web, pop-up-store]", "[pop-up-store, web]"),
        ("emotion: 1\n", "emotion: 🙂\n"),
        ("emotion: 1\n", "emotion: {score: 1.0}\n"),
        ("emotion: 1\n", "emotions: {Bo: 1, ana: positive}\n"),
        ("personas: [ana], evidence: [talks, survey]", "personas: Ana, evidence: [Survey, Talks]"),
        ("personas: [bo, ana], exit", "exit"),
        ("tags: [a, b]", "tags: [b, a]"),
        ("target: 70", 'target: ">= 70 %"'),
        ("value: 80, target", "value: 80%, statistic: percent, scale: [1, 5], target"),
        ("{type: nps, value: 30}", "{type: nps, value: 30, direction: up, personas: [ana, bo]}"),
        ("source: talks", "source: Talks"),
        ("thoughts: Will it fit?", "thoughts: [{text: Will it fit?}]"),
        ("Will it fit?", '"Will it fit?"'),
    ],
)
def test_the_same_in_other_words(old: str, new: str) -> None:
    assert old in PLAIN
    other = PLAIN.replace(old, new)
    assert told(between(PLAIN, other)) == []
    assert told(between(other, PLAIN)) == []


def test_ratings_in_words_and_accents_in_two_characters() -> None:
    old = "title: Café\npersonas: [Ana]\npains: [{text: Slow, severity: 4}]\nstages: [Buy]\n"
    new = (
        "title: Cafe\u0301\npersonas: [Ana]\npains: [{text: Slow, severity: high}]\nstages: [Buy]\n"
    )
    assert told(between(old, new)) == []


def test_a_scale_of_its_own_with_the_same_feelings_is_another_scale_alone() -> None:
    old = "title: A\npersonas: [Ana]\nstages: [{name: B, touchpoints: [{name: C, emotion: -1}]}]\n"
    new = old.replace("emotion: -1", "emotion: 2") + "emotion_scale: [1, 5]\n"
    assert told(between(old, new)) == ["added field - emotion_scale: None → [1, 5]"]


def test_whoever_takes_part_anew_feels_what_all_feel() -> None:
    old = "title: A\npersonas: [Ana]\nstages: [{name: B, touchpoints: [{name: C, emotion: -1}]}]\n"
    new = old.replace("[Ana]", "[Ana, Bo]")
    assert told(between(old, new)) == ["added persona bo personas[1]: None → {'name': 'Bo'}"]


def test_what_would_not_hold_unless_it_is_written_is_told() -> None:
    old = """
        title: A
        personas: [Ana]
        stages: [{name: B, touchpoints: [C, D]}]
    """
    alone = old.replace("[Ana]", "[Ana, Bo]").replace("[C, D]", "[{name: C, personas: [Ana]}, D]")
    assert told(between(old, alone)) == [
        "added persona bo personas[1]: None → {'name': 'Bo'}",
        "added field b/c stages[0].touchpoints[0].personas: None → ['ana']",
    ]
    onward = old.replace("[C, D]", "[{name: C, next: D}, E, D]")
    assert told(between(old, onward)) == [
        "added field b/c stages[0].touchpoints[0].next: None → [{'to': 'b/d'}]",
        "added touchpoint b/e stages[0].touchpoints[1]: None → {'name': 'E'}",
    ]


def test_what_is_said_of_all_where_nobody_feels_it() -> None:
    def felt(all: str, own: str = "", people: str = "[Ana]") -> str:
        touchpoint = f"{{name: C, {all}, emotions: {{{own}}}}}"
        return f"title: A\npersonas: {people}\nstages: [{{name: B, touchpoints: [{touchpoint}]}}]\n"

    # Each has a feeling of their own: it is nobody's.
    assert told(between(felt("emotion: 1", "ana: 2"), felt("emotion: -1", "ana: 2"))) == []
    # Bo comes and feels nothing, where he would feel what all felt.
    gone = between(felt("emotion: 1"), felt("tags: []", "ana: 1", "[Ana, Bo]"))
    assert "removed emotion b/c stages[0].touchpoints[0].emotion: 1 → None" in told(gone)


@pytest.mark.parametrize("file", MAPS, ids=lambda file: file.name)
def test_a_map_against_itself_and_written_anew(file: Path) -> None:
    session = Session(today=TODAY)
    old = session.subject(file)
    if old is None:
        return
    assert told(compare(old, old)) == []
    text = file.read_bytes().decode().removeprefix("\ufeff")
    written = format_source(Source(file.name, text)).text
    if written is not None:
        project = Project()
        project.overlay(file, f"# A comment\n{written}# And another\n".encode())
        new = Session(project, today=TODAY).subject(file)
        assert new is not None
        assert told(compare(old, new)) == []


def test_the_default_id_of_a_map_is_no_change_of_its_name() -> None:
    text = "title: A\npersonas: [Ana]\nstages: [B]\n"
    old, new = (subject(text, file=Path(f"/x/{name}.journey.yaml")) for name in ("a", "b"))
    assert compare(old, new) == ()


@pytest.mark.parametrize(
    ("name", "figure"), [("value", "70"), ("target", "70"), ("target", "≥ 70")]
)
def test_a_percentage_that_becomes_one_says_so(name: str, figure: str) -> None:
    """Both sides would read alike without the sign that the change is."""

    def of(figure: str) -> str:
        metric = f"{{type: returns, {name}: {figure}}}"
        return f"title: A\npersonas: [Ana]\nstages: [{{name: B, metrics: [{metric}]}}]\n"

    (change,) = told(between(of(figure), of(f"{figure} %")))
    assert change.endswith(f": {figure.replace('≥', '>=')} → {figure.replace('≥', '>=')}%")
