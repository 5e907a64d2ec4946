from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from cjmap.check import Selection, Session, run
from cjmap.findings import format_path
from cjmap.findings.source import Source
from cjmap.loading import loader
from cjmap.loading.document import Document
from cjmap.text.limits import Limits

TOP = "title: Coat\npersonas:\n  - Laura\n"
STAGE = f"{TOP}stages:\n  - name: Awareness\n    "
Seen = tuple[str, str, int, int, str]


def load(text: str, name: str = "coat.journey.yaml") -> Document:
    return loader.load_text(Source(name, text), Path("/map") / name)


def seen(document: Document) -> list[Seen]:
    """Every problem as code, path, line, column and the words under the caret."""
    found = []
    for problem in document.problems:
        assert problem.span is not None
        start, end = problem.span
        place = document.source.position(start)
        words = document.source.text[start:end]
        found.append((problem.code, format_path(problem.path), place.line, place.column, words))
    return sorted(found, key=lambda item: item[2:4])


def codes(text: str, folder: Path) -> list[tuple[str, int]]:
    """What validating a file finds: codes and lines."""
    file = folder / "coat.journey.yaml"
    file.write_text(text, encoding="utf-8")
    outcome = run(Session(today=datetime.date(2026, 11, 21)), [file], Selection())
    return [(f.code, f.span.start.line if f.span else 0) for f in outcome.findings]


# --- one mistake, one finding --------------------------------------------------------------------


def test_a_mistyped_key_is_one_finding_and_nothing_else(tmp_path: Path) -> None:
    text = (
        f"{STAGE}touchpoint:\n      - name: Shop\n        id: shop\n        channel: web\n"
        "        pains:\n          - text: Slow\n            id: slow\n"
        "  - name: Purchase\n    touchpoints:\n      - name: Pay\n        next: shop\n"
        "    opportunities:\n      - text: Faster\n        pains: slow\n"
    )
    document = load(text)
    assert seen(document) == [("CJ011", "stages[0].touchpoint", 6, 5, "touchpoint")]
    (problem,) = document.problems
    assert str(problem.help) == "Did you mean `touchpoints`?"
    assert problem.replacement == "touchpoints"
    # It is read as the key that was meant.
    assert document.journey is not None
    assert [t.name for t in document.journey.stages[0].touchpoints] == ["Shop"]
    assert codes(text, tmp_path) == [("CJ011", 6)]


@pytest.mark.parametrize(
    ("text", "line", "key", "meant"),
    [
        ("titel: Coat\npersonas:\n  - Laura\nstages:\n  - name: A\n", 1, "titel", "title"),
        ("title: C\npersona:\n  - Laura\nstages:\n  - A\n", 2, "persona", "personas"),
        ("title: C\npersonas:\n  - Laura\nstage:\n  - A\n", 4, "stage", "stages"),
        ("title: C\npersonas:\n  - Laura\nStages:\n  - A\n", 4, "Stages", "stages"),
        (f"{TOP}stages:\n  - nam: A\n", 5, "nam", "name"),
        (f"{TOP}stages: [A]\nmetrics:\n  - tpye: nps\n", 6, "tpye", "type"),
        (f"{TOP}stages: [A]\nreviewBy: 2026-01-01\n", 5, "reviewBy", "review_by"),
        (f"{TOP}stages: [A]\nreview-by: 2026-01-01\n", 5, "review-by", "review_by"),
    ],
)
def test_an_unknown_key_nearest_a_missing_one_is_one_finding(
    text: str, line: int, key: str, meant: str, tmp_path: Path
) -> None:
    (problem,) = load(text).problems
    assert (problem.code, problem.replacement) == ("CJ011", meant)
    assert seen(load(text))[0][2:5:2] == (line, key)
    assert codes(text, tmp_path) == [("CJ011", line)]


def test_a_key_without_a_value_is_as_mistyped() -> None:
    assert seen(load(f"{STAGE}ownr:\n    x-own:\n    goal:\n")) == [
        ("CJ011", "stages[0].ownr", 6, 5, "ownr")
    ]
    assert seen(load("titel:\npersonas:\n  - A\nstages:\n  - name: B\n")) == [
        ("CJ011", "titel", 1, 1, "titel")
    ]


def test_a_key_like_one_that_is_there_already() -> None:
    (problem,) = load(f"{STAGE}goal: a\n    goals: b\n").problems
    assert problem.code == "CJ011"
    assert "already" in str(problem.help)


def test_an_unknown_key_far_from_all_lists_the_known_ones() -> None:
    (problem,) = load(
        f"{TOP}stages: [A]\nlinks:\n  - to: a.yaml\n    rel: child\n    colour: red\n"
    ).problems
    assert (
        str(problem.help)
        == "Known here: from, rel, to. A key of your own begins with `x-`: `x-colour:`."
    )


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ("personas: Laura\n", "CJ012"),
        ("personas:\n  - name: [Laura]\n    id: laura\n", "CJ012"),
        ("personas:\n  - {id: laura, name: }\n", "CJ010"),
        ("personas:\n  - name: Laura\n    id: La ura\n", "CJ019"),
        ("personas:\n  -\n", "CJ012"),
        ("personas: *nobody\n", "CJ003"),
        ("personas:\n  - *nobody\n", "CJ003"),
        ("persons_of_the_map:\n  - Laura\npersonas: [Jorge]\n", "CJ011"),
        ("personas: [Jorge]\npersonas: [Laura]\n", "CJ004"),
        ("personas: [Jorge]\n<<: {personas: [Laura]}\n", "CJ005"),
    ],
)
def test_what_refers_to_a_persona_that_could_not_be_read_is_not_called_wrong(
    wrong: str, found: str, tmp_path: Path
) -> None:
    text = (
        f"title: Coat\n{wrong}stages:\n  - name: Awareness\n    personas: [laura]\n"
        "    touchpoints:\n      - name: Shop\n        emotions: {laura: 1}\n"
    )
    assert [code for code, _ in codes(text, tmp_path)] == [found]


@pytest.mark.parametrize(
    "stages", ["*none", "5", "\n  - 5: 6\n    <<: {name: A}", "\n  -", "{name: A}"]
)
def test_stages_that_could_not_be_read_are_not_called_missing(stages: str, tmp_path: Path) -> None:
    found = {code for code, _ in codes(f"{TOP}stages: {stages}\n", tmp_path)}
    assert not found & {"CJ010", "CJ110"}
    assert found


# --- many mistakes, one run ----------------------------------------------------------------------

MISTAKES = """\
cjmap: 1
title: Coat
state: finished
updated: 2026-02-30
langage: es
personas:
  - Laura
  -
  - name: Jorge
    type: main
    age: [46]
  - id: nobody
stages:
  - name: Awareness
    id: First Look
    emotion: 3
    touchpoints:
      - 5:
        name: Ad
      - []
      - name: Shop
        emotions: {laura: "1"}
        pains:
          - severity: 9
          - text: Slow
            severity: "4"
            frequency: daily
          - ""
        next:
          - to: ad
            type: sad
        x-own: [null, {a: }]
  - Purchase
  - goal: Pay
    touchpoints: Checkout
metrics:
  - type: nps
    value: "34"
    target: about 40
    scale: [1]
evidence:
  - title: Talks
    url: ftp://example.org
    n: 2.5
data:
  window: a month
  events: {engine: "https://a:b@example.org"}
"""


def test_all_independent_mistakes_come_in_one_run() -> None:
    assert seen(load(MISTAKES)) == [
        ("CJ014", "state", 3, 8, "finished"),
        ("CJ015", "updated", 4, 10, "2026-02-30"),
        ("CJ011", "langage", 5, 1, "langage"),
        ("CJ012", "personas[1]", 8, 3, "-"),
        ("CJ014", "personas[2].type", 10, 11, "main"),
        ("CJ012", "personas[2].age", 11, 10, "[46]"),
        ("CJ019", "stages[0].id", 15, 9, "First Look"),
        ("CJ013", "stages[0].emotion", 16, 14, "3"),
        ("CJ011", 'stages[0].touchpoints[0]["5"]', 18, 9, "5"),
        ("CJ012", "stages[0].touchpoints[1]", 20, 9, "[]"),
        ("CJ012", "stages[0].touchpoints[2].emotions.laura", 22, 27, '"1"'),
        ("CJ010", "stages[0].touchpoints[2].pains[0]", 24, 13, "severity"),
        ("CJ013", "stages[0].touchpoints[2].pains[0].severity", 24, 23, "9"),
        ("CJ012", "stages[0].touchpoints[2].pains[1].severity", 26, 23, '"4"'),
        ("CJ014", "stages[0].touchpoints[2].pains[1].frequency", 27, 24, "daily"),
        ("CJ013", "stages[0].touchpoints[2].pains[2]", 28, 13, '""'),
        ("CJ014", "stages[0].touchpoints[2].next[0].type", 31, 19, "sad"),
        ("CJ010", "stages[2]", 34, 5, "goal"),
        ("CJ012", "stages[2].touchpoints", 35, 18, "Checkout"),
        ("CJ012", "metrics[0].value", 38, 12, '"34"'),
        ("CJ019", "metrics[0].target", 39, 13, "about 40"),
        ("CJ013", "metrics[0].scale", 40, 12, "[1]"),
        ("CJ016", "evidence[0].url", 43, 10, "ftp://example.org"),
        ("CJ012", "evidence[0].n", 44, 8, "2.5"),
        ("CJ019", "data.window", 46, 11, "a month"),
        ("CJ019", "data.events.engine", 47, 20, '"https://a:b@example.org"'),
    ]


def test_what_is_left_is_a_map() -> None:
    journey = load(MISTAKES).journey
    assert journey is not None
    assert journey.language == "es"
    assert [persona.name for persona in journey.personas] == ["Laura", "Jorge", "nobody"]
    assert [stage.name for stage in journey.stages] == ["Awareness", "Purchase", "stage-3"]
    shop = journey.stages[0].touchpoints[1]
    assert shop.name == "Shop"
    assert [pain.text for pain in shop.pains] == ["Slow"]
    assert shop.extensions == {"x-own": [None, {"a": None}]}


def test_every_problem_helps() -> None:
    for problem in load(MISTAKES).problems:
        assert problem.help is not None
        for language in ("en", "es"):
            assert problem.message.render(language)
            assert not re.search(r"\{\w+\}", problem.help.render(language))


# --- places behind what was pruned ---------------------------------------------------------------


def test_the_numbers_of_a_list_hold_behind_pruned_items() -> None:
    document = load(
        f"{STAGE}touchpoints:\n      -\n      - name: A\n      - 5: 6\n      - []\n      - name: B\n"
        "        pains:\n          - []\n          - text: Slow\n      - {}\n      - name: C\n"
    )
    assert document.journey is not None
    names = [touchpoint.name for touchpoint in document.journey.stages[0].touchpoints]
    assert names[0] == "A"
    assert names[-1] == "C"
    stage = ("stages", 0, "touchpoints")
    shop = names.index("B")
    path, start, end = document.locate((*stage, shop, "pains", 0, "text"))
    assert path == (*stage, 4, "pains", 1, "text")
    assert document.source.text[start:end] == "Slow"
    path, start, end = document.locate((*stage, len(names) - 1, "name"))
    assert document.source.text[start:end] == "C"


def test_a_path_below_a_mistyped_key_stands_below_it() -> None:
    document = load(f"{STAGE}touchpoint:\n      -\n      - name: Shop\n        chanel: web\n")
    path, start, end = document.locate(("stages", 0, "touchpoints", 0, "channel"))
    assert format_path(path) == "stages[0].touchpoint[1].chanel"
    assert document.source.text[start:end] == "web"
    assert [item[1] for item in seen(document)] == [
        "stages[0].touchpoint",
        "stages[0].touchpoint[0]",
        "stages[0].touchpoint[1].chanel",
    ]


def test_what_an_alias_repeats_is_told_where_it_stands(tmp_path: Path) -> None:
    text = (
        f"{STAGE}pains: &p\n      - text: Slow\n        severity: 9\n"
        "  - name: Purchase\n    pains: *p\n"
    )
    assert seen(load(text)) == [
        ("CJ013", "stages[0].pains[0].severity", 8, 19, "9"),
        ("CJ013", "stages[1].pains[0].severity", 10, 12, "*p"),
    ]


@pytest.mark.parametrize(
    ("lines", "path", "words"),
    [
        ("emotion: postive", "stages[0].emotion", "postive"),
        ("emotions: {laura: 3 of 5}", "stages[0].emotions.laura", "3 of 5"),
        ("thoughts: {text: a, n: b}", "stages[0].thoughts.n", "n"),
        ("thoughts: [a, {text: b, n: c}]", "stages[0].thoughts[1].n", "n"),
        ("match: {event: a, wher: {}}", "stages[0].match.wher", "wher"),
        ("match: [a, {event: b, where: {c: []}}]", "stages[0].match[1].where.c", "[]"),
        ("match: {event: b, where: {c: {gt: []}}}", "stages[0].match.where.c.gt", "[]"),
        ("backstage: {actor: [a]}", "stages[0].backstage.actor", "[a]"),
    ],
)
def test_a_mistake_in_shorthand_stands_where_it_is_written(
    lines: str, path: str, words: str
) -> None:
    (problem,) = seen(load(f"{STAGE}{lines}\n"))
    assert (problem[1], problem[4]) == (path, words)


# --- values that YAML loses ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "lost"),
    [
        ("goal: #1423", "#1423"),
        ("goal: #later and more", "#later and more"),
        ("goal: # a plain comment", None),
        ("goal: #", None),
        ("goal: #---", None),
        ("goal: #=====", None),
        ("goal: #cjmap: ignore[CJ3]", None),
        ("goal: a #1423", None),
        ("goal: '' #1423", None),
    ],
)
def test_a_value_lost_to_a_comment(line: str, lost: str | None) -> None:
    found = [item for item in seen(load(f"{STAGE}{line}\n")) if item[0] == "CJ019"]
    assert [item[4] for item in found] == ([lost] if lost else [])


# --- what is read ends here ----------------------------------------------------------------------


def test_another_format_version_ends_the_check() -> None:
    document = load("cjmap: 2\ntitle: [a]\nunknown: 1\n")
    assert seen(document) == [("CJ018", "cjmap", 1, 8, "2")]
    assert document.journey is None
    assert [code for code, *_ in seen(load('cjmap: "1"\ntitle: a\n'))] == ["CJ018"]


def test_a_library_is_one_by_its_name_or_its_kind() -> None:
    text = "title: People\npersonas:\n  - Laura\n"
    by_name = load(text, "people.library.yaml")
    assert by_name.problems == ()
    assert by_name.journey is not None
    assert by_name.journey.is_library
    assert load(f"kind: library\n{text}").problems == ()
    assert [code for code, *_ in seen(load(text))] == ["CJ010"]


def test_a_map_may_be_nested_as_deeply_as_settings_allow() -> None:
    deep = f"{STAGE}x-a: {'[' * 390}{']' * 390}\n"
    assert [p.code for p in load(deep).problems] == ["CJ006"]
    limits = Limits(depth=400)
    document = loader.load_text(Source("a", deep), Path("/map/a.yaml"), limits=limits)
    assert document.problems == ()
    wrong = f"{STAGE}goal: {'[' * 390}{']' * 390}\n"
    document = loader.load_text(Source("a", wrong), Path("/map/a.yaml"), limits=limits)
    assert [p.code for p in document.problems] == ["CJ012"]


def test_a_mistyped_title_does_not_make_a_map_a_stranger() -> None:
    found = load("titel: Coat\npersonas: [Laura]\nstages: [Awareness, Purchase]\n")
    assert [problem.code for problem in found.problems] == ["CJ011"]


def test_what_is_pruned_takes_nothing_from_its_neighbour() -> None:
    document = load(
        f"{STAGE}pains:\n      - severity: 9\n      - text: Slow\n        severity: 3\n"
    )
    assert [(code, path) for code, path, *_ in seen(document)] == [
        ("CJ010", "stages[0].pains[0]"),
        ("CJ013", "stages[0].pains[0].severity"),
    ]
    assert document.journey is not None
    (pain,) = document.journey.stages[0].pains
    assert (pain.text, pain.severity) == ("Slow", 3)
