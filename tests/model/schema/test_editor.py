"""What an editor makes of the schema: what it offers, explains, and says of what is wrong."""

from __future__ import annotations

import itertools
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cjmap.cli.app import app
from cjmap.model.element import Element
from cjmap.model.improvement import Opportunity
from cjmap.model.journey import Journey
from cjmap.model.persona import Persona
from cjmap.model.schema import DRAFTS, json_schema, schema_text
from cjmap.model.stage import Stage
from cjmap.model.touchpoint import Touchpoint
from cjmap.vocabulary.emotions import NoEmotion
from cjmap.vocabulary.improvement import Gravity, Rate
from cjmap.vocabulary.maps import MapStatus
from cjmap.vocabulary.metrics import MetricType
from tests.model.schema import maps
from tests.model.schema.server import LanguageServer
from tests.model.schema.test_agreement import KINDS, VALUES, beginnings, fields, inside
from tests.tools.node import FOLDER, node_or_skip

TOP = "title: Coat\npersonas:\n  - Laura\n"
STAGE = f"{TOP}stages:\n  - name: Awareness\n    "
TOUCHPOINT = f"{STAGE}touchpoints:\n      - Billboard\n      - name: Shop\n        "


@pytest.fixture(scope="module", params=DRAFTS)
def editor(request: pytest.FixtureRequest) -> Iterator[LanguageServer]:
    node = node_or_skip("yaml-language-server")
    program = FOLDER / "node_modules/yaml-language-server/bin/yaml-language-server"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "cjmap.schema.json")
        file.write_text(schema_text(request.param), encoding="utf-8")
        with LanguageServer([node, str(program), "--stdio"], file) as server:
            yield server


@pytest.mark.xdist_group("editor")
@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("\n|", {"title", "personas", "stages", "kind", "language"}),
        (f"{TOP}|", {"stages", "scenario", "lifecycle", "evidence", "links"}),
        (f"{STAGE}|", {"goal", "touchpoints", "pains", "emotion", "owner", "backstage"}),
        (f"{TOP}stages:\n  - |", {"name", "touchpoints"}),
        (f"{TOUCHPOINT}|", {"channel", "emotions", "moment_of_truth", "next", "feedback"}),
        (f"{TOUCHPOINT}emotion:\n          |", {"score", "label", "quote", "intensity"}),
        (f"{TOUCHPOINT}emotions:\n          laura:\n            |", {"score", "label", "n"}),
        (f"{TOUCHPOINT}pains:\n          - text: Slow\n            |", {"severity", "cause"}),
        (f"{TOUCHPOINT}next:\n          - to: shop\n            |", {"when", "type"}),
        (f"{TOP}data:\n  events:\n    |", {"uri", "engine", "table", "columns"}),
    ],
)
def test_an_editor_offers_the_keys_of_a_place(
    editor: LanguageServer, text: str, offered: set[str]
) -> None:
    found = editor.complete(text)
    assert offered <= found.keys()
    assert all(found[key] for key in offered)
    # Neither what belongs elsewhere nor what is there already.
    assert ("title" in found) == ("title" in offered)


@pytest.mark.xdist_group("editor")
@pytest.mark.parametrize(
    ("text", "offered"),
    [
        (f"{TOP}kind: |", {"journey", "experience", "blueprint", "employee", "library"}),
        (f"{TOP}state: |", {"current", "future"}),
        (f"{TOP}owner: |", set()),
        (f"{TOUCHPOINT}entry: |", {"true", "false"}),
        (f"{TOUCHPOINT}moment_of_truth: |", {"true", "false", "zmot", "fmot", "smot", "umot"}),
        (f"{TOUCHPOINT}feedback:\n          - |", {"nps", "csat", "ces", "interview", "review"}),
        (f"{STAGE}pains:\n      - text: Slow\n        status: |", {"open", "resolved"}),
        (f"{TOUCHPOINT}initiator: |", {"customer", "organization", "third-party"}),
    ],
)
def test_an_editor_offers_the_words_of_a_key_and_nothing_else(
    editor: LanguageServer, text: str, offered: set[str]
) -> None:
    assert editor.complete(text).keys() == offered


@pytest.mark.xdist_group("editor")
def test_an_editor_explains_the_words_it_offers(editor: LanguageServer) -> None:
    assert editor.complete(f"{TOP}status: |")["validated"] == MapStatus.VALIDATED.help
    emotions = editor.complete(f"{TOUCHPOINT}emotion: |")
    assert {"😡", "🙂", "very-negative", "none"} <= emotions.keys()
    assert emotions["none"] == NoEmotion.NONE.help
    channels = editor.complete(f"{TOUCHPOINT}channel: |")
    assert channels["word-of-mouth"] == "word of mouth"
    metrics = editor.complete(f"{STAGE}metrics:\n      - type: |")
    assert metrics.keys() == {kind.value for kind in MetricType}


@pytest.mark.xdist_group("editor")
@pytest.mark.parametrize(
    ("text", "title", "words"),
    [
        (f"{TOP}sta|te: future\n", "State", "As it is to be."),
        (f"{STAGE}ow|ner: Marketing\n", "Owner", "Who answers for it."),
        (f"{STAGE}touch|points:\n      - Shop\n", "Touchpoints", "The touchpoints, in order."),
        (f"{TOUCHPOINT}chan|nel: web\n", "Channel", "The channel or channels"),
        (f"{TOUCHPOINT}emo|tion: 1\n", "Emotion", "the map's own `emotion_scale`"),
        (f"{TOUCHPOINT}wa|it: P2D\n", "Wait", "How long the customer waits before it, written as"),
        (f"{STAGE}pains:\n      - text: Slow\n        sever|ity: 3\n", "Severity", "1 (a trifle)"),
    ],
)
def test_an_editor_explains_a_key(
    editor: LanguageServer, text: str, title: str, words: str
) -> None:
    explained = editor.hover(text)
    assert explained.startswith(f"#### {title}\n")
    assert words in explained


@pytest.mark.xdist_group("editor")
def test_an_editor_underlines_what_is_wrong(editor: LanguageServer) -> None:
    text = (
        f"{TOP}stages:\n  - name: Awareness\n    touchpoint:\n      - Shop\n  - name: Purchase\n"
        "    owner:\n    touchpoints:\n      - Billboard\n      - name: Shop\n        emotion: [5]\n"
        "        does: [a: b]\n"
    )
    assert sorted(line for line, _ in editor.problems(text)) == [6, 13, 14]
    assert editor.problems("title: People\nkind: library\n") == []
    assert [message for _, message in editor.problems("title: Coat\n")] == [
        'Missing property "personas".',
        'Missing property "stages".',
    ]


# --- what is offered, put in ---------------------------------------------------------------------

# What examples of the schema name.
FILES = ("photos/laura.jpg", "research/interviews.pdf", "data/events/a.parquet", "data/events.csv")
OTHERS = {
    "returns.journey.yaml": "title: Returns\npersonas: [Laura]\nstages: [Return]\n",
    "shop.journey.yaml": "title: Shop\npersonas: [Laura]\nstages: [{name: A, touchpoints: [Checkout]}]\n",
}
WHOLE = """title: Coat
personas:
  - Laura
  - Jorge
stages:
  - name: Awareness
    touchpoints:
      - Billboard
      - Checkout
"""
PERSON = """title: Coat
stages:
  - Awareness
personas:
  - Jorge
  - name: Laura
    """
LANES = "lanes:\n  - Open questions\n"
LATE = f"{LANES}{WHOLE}  - name: Purchase\n    "
MOMENT = f"{LATE}touchpoints:\n      - Window\n      - name: Shop\n        "
PLACES = [
    *("|", "\n|", f"{WHOLE}|", f"{WHOLE}kind: |", f"{WHOLE}state: |", f"{WHOLE}status: |"),
    *(f"{WHOLE}language: |", f"{WHOLE}updated: |", f"{WHOLE}lifecycle: |", f"{WHOLE}lanes: |"),
    *(f"{WHOLE}channels: |", f"{WHOLE}evidence: |", f"{WHOLE}links: |", f"{WHOLE}pains: |"),
    *(f"{WHOLE}gains: |", f"{WHOLE}opportunities: |", f"{WHOLE}metrics: |", f"{WHOLE}outcomes: |"),
    *(f"{WHOLE}data: |", f"{WHOLE}data:\n  events: |", f"{WHOLE}data:\n  window: |"),
    *(f"{WHOLE}channels:\n  |", f"{WHOLE}channels:\n  - name: Stand\n    |"),
    *(
        f"{WHOLE}channels:\n  - name: Stand\n    type: |",
        f"{WHOLE}channels:\n  - name: Stand\n    ownership: |",
    ),
    *(
        f"{WHOLE}evidence:\n  - title: Talks\n    |",
        f"{WHOLE}links:\n  - to: shop.journey.yaml\n    rel: |",
    ),
    *("title: Coat\npersonas:\n  - Laura\nstages: |", "title: Coat\nstages:\n  - A\npersonas: |"),
    *("title: Coat\npersonas:\n  - Laura\nstages:\n  |", f"{PERSON}|", f"{PERSON}type: |"),
    *(f"{PERSON}photo: |", f"{PERSON}traits: |", f"{PERSON}segment: |", f"{PERSON}jobs: |"),
    *(
        f"{PERSON}jobs:\n      - text: a\n        type: |",
        f"{PERSON}channels: |",
        f"{PERSON}age: |",
    ),
    *(f"{LATE}|", f"{LATE}phase: |", f"{LATE}duration: |", f"{LATE}emotion: |", f"{LATE}match: |"),
    *(
        f"{LATE}touchpoints: |",
        f"{LATE}touchpoints:\n      |",
        f"{LATE}pains:\n      - text: Slow\n        |",
    ),
    *(f"{MOMENT}|", f"{MOMENT}channel: |", f"{MOMENT}emotion: |", f"{MOMENT}emotions: |"),
    *(f"{MOMENT}emotions:\n          |", f"{MOMENT}moment_of_truth: |", f"{MOMENT}exit: |"),
    *(f"{MOMENT}next: |", f"{MOMENT}handoff: |", f"{MOMENT}automation: |", f"{MOMENT}image: |"),
    *(
        f"{MOMENT}pains: |",
        f"{MOMENT}opportunities: |",
        f"{MOMENT}metrics: |",
        f"{MOMENT}feedback: |",
    ),
    *(f"{MOMENT}pains:\n          - text: Slow\n            severity: |", f"{MOMENT}thoughts: |"),
    *(f"{MOMENT}pains:\n          - text: Slow\n            frequency: |", f"{MOMENT}lanes: |"),
    *(f"{MOMENT}opportunities:\n          - text: Go\n            effort: |", f"{MOMENT}wait: |"),
    *(f"{MOMENT}opportunities:\n          - text: Go\n            |", f"{MOMENT}backstage: |"),
    *(f"{MOMENT}metrics:\n          - type: waste\n            target: |", f"{MOMENT}tags: |"),
    *(f"{MOMENT}metrics:\n          - type: waste\n            unit: |", f"{MOMENT}does: |"),
    *(
        f"{MOMENT}metrics:\n          - type: nps\n            |",
        f"{MOMENT}metrics:\n          - type: |",
    ),
    *(f"{MOMENT}metrics:\n          - type: waste\n            value: |", f"{MOMENT}quote: |"),
    *(f"{MOMENT}next:\n          - to: checkout\n            |", f"{MOMENT}initiator: |"),
    f"{MOMENT}next:\n          - to: checkout\n            share: |",
]
# Behind a dash some keys alone make no thing yet.
BEGINNINGS = [
    ("title: Coat\npersonas:\n  - Laura\nstages:\n  - |", {"stage", "name"}),
    ("title: Coat\nstages:\n  - A\npersonas:\n  - |", {"persona", "name"}),
    (f"{WHOLE}channels:\n  - |", {"channel", "name"}),
    (f"{WHOLE}evidence:\n  - |", {"evidence", "title"}),
    (f"{WHOLE}lanes:\n  - |", {"lane", "name"}),
    (f"{LATE}touchpoints:\n      - |", {"touchpoint", "name"}),
    (f"{MOMENT}pains:\n          - |", {"pain", "text"}),
    (f"{MOMENT}gains:\n          - |", {"gain", "text"}),
    (f"{MOMENT}opportunities:\n          - |", {"opportunity", "text"}),
    (f"{MOMENT}metrics:\n          - |", {"metric"}),
    (f"{MOMENT}next:\n          - |", {"next", "to"}),
    (f"{MOMENT}thoughts:\n          - |", {"thought", "text"}),
    (f"{MOMENT}channel:\n          - |", {"web", "store", "word-of-mouth"}),
    (f"{MOMENT}feedback:\n          - |", {"nps", "csat"}),
]


def found_wrong(folder: Path, texts: list[str]) -> dict[str, list[str]]:
    """What `cjmap validate` says of maps that hold these texts, by the texts."""
    for name in FILES:
        folder.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
        folder.joinpath(name).write_bytes(b"")
    for name, text in OTHERS.items():
        folder.joinpath(name).write_text(text, encoding="utf-8")
    names = {f"{number}.journey.yaml": text for number, text in enumerate(texts)}
    for name, text in names.items():
        folder.joinpath(name).write_text(text, encoding="utf-8")
    ran = CliRunner().invoke(app, ["validate", str(folder), "--output-format", "json"])
    found: dict[str, list[str]] = {}
    for one in json.loads(ran.stdout)["findings"]:
        text = names[Path(one["file"]).name]
        found.setdefault(text, []).append(f"{one['code']} {one['message']}")
    return found


@pytest.mark.xdist_group("editor")
@pytest.mark.parametrize("place", PLACES, ids=range(len(PLACES)))
def test_every_proposal_put_in_is_valid(editor: LanguageServer, place: str, tmp_path: Path) -> None:
    # The server's own begin an entry with a dash, and leave the rest to whoever types.
    texts = [one for one in editor.put_in(place) if not one[0].startswith("- (array item)")]
    assert not [label for label, _ in texts if "object Object" in label]
    # An empty file has no title before somebody writes one.
    whole = [
        text for label, text in texts if place.strip() != "|" or label == "customer journey map"
    ]
    assert whole
    assert found_wrong(tmp_path, whole) == {}


@pytest.mark.xdist_group("editor")
@pytest.mark.parametrize(("place", "begun"), BEGINNINGS, ids=range(len(BEGINNINGS)))
def test_every_proposal_behind_a_dash_is_valid(
    editor: LanguageServer, place: str, begun: set[str], tmp_path: Path
) -> None:
    texts = editor.put_in(place)
    assert begun <= {label for label, _ in texts}
    assert found_wrong(tmp_path, [text for label, text in texts if label in begun]) == {}
    # The other keys are those of a thing that has its name.
    assert all("\n" not in text.removeprefix(place[:-1]).partition(":")[0] for _, text in texts)


def test_there_are_enough_places() -> None:
    assert len(PLACES) + len(BEGINNINGS) >= 50


@pytest.mark.xdist_group("editor")
@pytest.mark.parametrize(
    ("place", "key", "begun"),
    [
        (f"{WHOLE}|", "pains", "pains:\n  - text: "),
        (f"{LATE}|", "touchpoints", "touchpoints:\n      - name: "),
        (f"{MOMENT}|", "does", "does:\n          - "),
        (f"{MOMENT}|", "emotions", "emotions:\n          jorge: "),
        (f"{MOMENT}pains: |", "pain", "pains: \n          - text: "),
        (f"{MOMENT}pains:\n          |", "pain", "pains:\n          - text: "),
        (f"{MOMENT}metrics:\n          - type: nps\n            target: |", '">= 40"', '">= 40"'),
        (f"{MOMENT}metrics:\n          - type: nps\n            unit: |", '"%"', '"%"'),
    ],
)
def test_what_is_put_in_is_written_as_a_map_writes_it(
    editor: LanguageServer, place: str, key: str, begun: str
) -> None:
    [text] = [text for label, text in editor.put_in(place) if label == key]
    assert begun in text


@pytest.mark.xdist_group("editor")
def test_an_empty_file_becomes_a_map_with_one_proposal(editor: LanguageServer) -> None:
    labels = [label for label, _ in editor.put_in("|")]
    assert len(labels) == len(set(labels))
    [text] = [text for label, text in editor.put_in("|") if label == "customer journey map"]
    assert text.startswith("title: ")
    assert "\nstages:\n  - name: " in text
    assert "\n    touchpoints:\n      - name: " in text


@pytest.mark.xdist_group("editor")
def test_a_rating_is_offered_from_1_to_5_with_its_words(editor: LanguageServer) -> None:
    found = editor.complete(f"{MOMENT}pains:\n          - text: Slow\n            severity: |")
    assert found["4"] == "high, major."
    assert {*"12345", *Rate, *Gravity} == found.keys()
    worth = editor.complete(f"{MOMENT}opportunities:\n          - text: Go\n            effort: |")
    assert worth["2"] == "low."
    assert {*"12345", *Rate} == worth.keys()


# --- what is wrong -------------------------------------------------------------------------------

TEXT = "A text is expected here; in quotes where it holds `: ` or begins with a sign."
LIST = "A list is expected here: each entry on a line of its own that begins with `- `."
DAY = "A day is written as YYYY-MM-DD, and the calendar has it: `2026-03-14`."
ID = "An id has small letters and digits, with single hyphens between them: `pop-up-store`."
URL = "An address begins with http:// or https://, and holds no blank."
NUMBER = "A number is expected here, without quotes; `%` may follow it."
TARGET = 'A number is expected here, or a comparison in quotes: `">= 40"`.'
FEELING = (
    "A score, a face, a level such as `negative`, or the feeling in words is expected here, "
    "or a mapping with `score`."
)
RATES = "`very-low`, `low`, `medium`, `high`, `very-high`"
PAIN = f"{MOMENT}pains:\n          - text: Slow\n            "
GO = f"{MOMENT}opportunities:\n          - text: Go\n            "
FIGURE = f"{MOMENT}metrics:\n          - type: visits\n            "
SOURCE = "A file of the workspace is expected here, or a mapping with `uri`, or with `engine` and `table`."
WRONG = [
    (f"{WHOLE}id: Laura", ID),
    (f"{WHOLE}id: a b", ID),
    (f"{WHOLE}id: [a]", ID),
    (f"{WHOLE}language: Spanish", "A language is written as BCP 47 has it: `en`, `es-MX`."),
    (f"{WHOLE}updated: yesterday", DAY),
    (f"{WHOLE}updated: 2026-13-01", DAY),
    (f"{WHOLE}updated: 2026-02-30", DAY),
    (f"{WHOLE}review_by: 1/5/2027", DAY),
    (f"{WHOLE}review_by: 2027", DAY),
    (f"{WHOLE}goal: [a]", TEXT),
    (f"{WHOLE}goal: {{a: b}}", TEXT),
    (f'{WHOLE}goal: ""', "The text is empty. Write one, or leave the key out."),
    (f"{WHOLE}cjmap: one", "A whole number from 1 to 1 is expected here, without quotes."),
    (f"{WHOLE}cjmap: 2", "Value is above the maximum of 1."),
    (f"{WHOLE}tags: {{a: b}}", TEXT),
    (f"{WHOLE}pains: slow", LIST),
    (f"{WHOLE}channels: web", LIST),
    (f"{WHOLE}links: shop.journey.yaml", LIST),
    (f"{WHOLE}evidence:\n  - title: a\n    url: here", URL),
    (f"{WHOLE}evidence:\n  - title: a\n    url: ftp://a", URL),
    (
        f"{WHOLE}evidence:\n  - title: a\n    n: many",
        "A whole number of 0 or more is expected here, without quotes.",
    ),
    (f"{WHOLE}evidence:\n  - title: a\n    n: -1", "Value is below the minimum of 0."),
    (f"{WHOLE}evidence:\n  - [a]", "A text is expected here, or a mapping with `title`."),
    (f"{WHOLE}evidence:\n  - type: survey", 'Missing property "title".'),
    (f"{WHOLE}links:\n  - to: a.journey.yaml", 'Missing property "rel".'),
    (
        f"{WHOLE}links:\n  - shop.journey.yaml",
        "A mapping is expected here, with keys such as `to` and `rel`.",
    ),
    (f"{WHOLE}emotion_scale: five", LIST),
    (f"{WHOLE}emotion_scale: [1]", "Array has too few items. Expected 2 or more."),
    (f"{WHOLE}emotion_scale: [1, a]", "A number is expected here, without quotes."),
    (f"{WHOLE}data: a.csv", "A mapping is expected here, with keys such as `events` and `window`."),
    (
        f"{WHOLE}data:\n  window: a month",
        "A duration is written as ISO 8601 has it: `P30D`, `PT2H`.",
    ),
    (f"{WHOLE}data:\n  events: [a]", SOURCE),
    (
        f"{WHOLE}data:\n  segments: plan",
        "A mapping is expected here: a name, a colon, and what belongs to it.",
    ),
    (
        f"{WHOLE}data:\n  min_n: 10",
        "A mapping is expected here, with keys such as `suppress` and `indicative`.",
    ),
    (
        f"{WHOLE}data:\n  events: https://a.org/b.csv",
        SOURCE,
    ),
    (f"{WHOLE}data: {{}}", "An empty mapping says nothing: write a key in it."),
    (f"{MOMENT}handoff: {{}}", "An empty mapping says nothing: write a key in it."),
    (f"{WHOLE}phases: [a]", "Property phases is not allowed."),
    (f"{PERSON}age: [a]", TEXT),
    (f"{PERSON}jobs:\n      - [a]", "A text is expected here, or a mapping with `text`."),
    (f"{PERSON}photo: [a]", "A text is expected here, or a mapping with `src`."),
    (f"{PERSON}traits:\n      skill: 7", "Value is above the maximum of 5."),
    (f"{LATE}touchpoints: Shop", LIST),
    (f"{LATE}emotion: [1]", FEELING),
    (f"{MOMENT}emotion: {{intensity: high}}", "A feeling needs a `score`, or a `label` in words."),
    (f"{MOMENT}emotions:\n          laura: [1]", FEELING),
    (
        f"{MOMENT}emotions: 1",
        "A mapping is expected here: a name, a colon, and what belongs to it.",
    ),
    (f"{MOMENT}next:\n          - [a]", "A text is expected here, or a mapping with `to`."),
    (
        f"{MOMENT}next:\n          - to: checkout\n            share: many",
        "A number from 0 to 100 is expected here, without quotes; `%` may follow it.",
    ),
    (
        f"{MOMENT}next:\n          - to: checkout\n            share: 120",
        "Value is above the maximum of 100.",
    ),
    (f"{MOMENT}nam: Shop", "Property nam is not allowed."),
    (
        f"{MOMENT}exit: maybe",
        'Value is not accepted. Valid values: true, false, "success", "abandon".',
    ),
    (f"{PAIN}severity: 9", "Value is above the maximum of 5."),
    (
        f"{PAIN}severity: bad",
        f"A whole number from 1 to 5 is expected here, or a word: {RATES}, `minor`, `major`, `critical`.",
    ),
    (
        f"{PAIN}frequency: daily",
        'Value is not accepted. Valid values: "rare", "sometimes", "often", "always".',
    ),
    (f"{GO}effort: huge", f"A whole number from 1 to 5 is expected here, or a word: {RATES}."),
    (
        f"{GO}ticket: javascript:alert(1)",
        "A text, or an address that begins with http:// or https://.",
    ),
    (f"{GO}due: soon", DAY),
    (f"{FIGURE}value: many", NUMBER),
    (f"{FIGURE}value: [1]", NUMBER),
    (f"{FIGURE}target: most", TARGET),
    (f'{FIGURE}target: "> x"', TARGET),
    (f"{FIGURE}sd: wide", "A number of 0 or more is expected here, without quotes."),
    (f"{FIGURE}scale: 5", LIST),
    (
        f"{FIGURE}components: 5",
        "A mapping is expected here, with keys such as `promoters` and `passives`.",
    ),
    ("title: Coat\nstages: x\npersonas:\n  - Laura", LIST),
    ("title: Coat\nstages:\n  - Buy", 'Missing property "personas".'),
    ("title: Coat\npersonas:\nstages:\n  - Buy", "Something is needed here: nothing is written."),
]


@pytest.mark.xdist_group("editor")
@pytest.mark.parametrize(("text", "message"), WRONG, ids=range(len(WRONG)))
def test_what_is_wrong_is_told_once_and_in_words(
    editor: LanguageServer, text: str, message: str
) -> None:
    assert [said for _, said in editor.problems(f"{text}\n")] == [message]


def test_there_are_enough_wrong_values() -> None:
    assert len(WRONG) >= 50


# --- what is explained ---------------------------------------------------------------------------


def written(kind: str, key: str) -> list[Any]:
    """Values for a key: its examples, else what it takes of all values that there are."""
    schema = json_schema(for_programs=True)
    definition = schema if kind == "Journey" else schema["$defs"][kind]
    ways = (definition, *definition.get("anyOf", ()))
    described = next(way["properties"][key] for way in ways if key in way.get("properties", ()))
    return [*described.get("examples", ()), *VALUES]


def said_of(editor: LanguageServer, kind: str, key: str) -> list[str]:
    """What is shown of a key over three values that it takes."""
    model = KINDS[kind]
    shown: list[str] = []
    for begun, value in itertools.product(beginnings(model), written(kind, key)):
        rest = {name: part for name, part in begun.items() if name != key}
        [(whole, _)] = inside(model, [{**rest, key: value}])
        text = maps.write(whole)
        if value in (None, [], {}, "~") or maps.refusals(whole):
            continue
        place = text.rindex(f'"{key}": {maps.write(value)}') + 1
        shown.append(editor.hover(f"{text[:place]}|{text[place:]}"))
        if len(shown) == 3:
            break
    return shown


@pytest.mark.xdist_group("editor")
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_key_is_explained_once(editor: LanguageServer, kind: str) -> None:
    for key, field in fields(KINDS[kind]).items():
        shown = said_of(editor, kind, key)
        assert shown
        title = key[:1].upper() + key[1:].replace("_", " ")
        for text in shown:
            assert text.startswith(f"#### {title}\n\n{field.description}"), (key, text)
            assert " || " not in text
            assert text.partition("Allowed Values")[0].count(f"{field.description}\n") == 1


@pytest.mark.xdist_group("editor")
@pytest.mark.parametrize(
    ("text", "model", "written"),
    [
        (f"{WHOLE}evidences: []", Journey, {"title", "personas", "stages"}),
        (f"{LATE}touchpoint:\n      - Shop", Stage, {"name"}),
        (f"{MOMENT}thougts: Why", Touchpoint, {"name"}),
        (f"{PERSON}jops:\n      - Park", Persona, {"name"}),
        (f"{GO}expectd:\n          - metric: nps", Opportunity, {"text"}),
    ],
    ids=lambda given: getattr(given, "__name__", ""),
)
def test_in_the_place_of_an_unknown_key_every_key_is_offered_that_is_not_there(
    editor: LanguageServer, text: str, model: type[Element], written: set[str]
) -> None:
    keys = {info.alias or name for name, info in model.model_fields.items()} - {"x-"}
    found = editor.fixes(text)
    assert sorted(found) == sorted(keys - written)
