"""The schema itself, and what an editor makes of it."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cjmap.cli.app import app
from cjmap.model.schema import DRAFTS, Draft, json_schema, schema_text
from cjmap.vocabulary.coverage import Dimension
from cjmap.vocabulary.emotions import NoEmotion
from cjmap.vocabulary.improvement import PainState, Quadrant
from cjmap.vocabulary.lanes import LaneName
from cjmap.vocabulary.lifecycle import LifecyclePhase
from cjmap.vocabulary.maps import MapStatus, Thing
from cjmap.vocabulary.metrics import Comparison, MetricType
from cjmap.vocabulary.settings import EngineChoice
from tests.model.schema.server import LanguageServer
from tests.model.schema.test_agreement import validator
from tests.vocabulary.walk import choices

SERVER = Path(__file__).parents[2] / "node/node_modules/yaml-language-server/bin"


def mappings(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every mapping with known keys: the name of what it describes, and its schema."""
    definitions = schema.get("$defs") or schema["definitions"]
    for name, described in {"Journey": schema, **definitions}.items():
        for alternative in (described, *described.get("anyOf", ())):
            if "properties" in alternative:
                yield name, alternative


def keys() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, mapping in mappings(json_schema()):
        for key, described in mapping["properties"].items():
            yield f"{name}.{key}", described


def enumerations(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "enum" in value:
            yield value
        for inner in value.values():
            yield from enumerations(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from enumerations(inner)


# --- the schema ----------------------------------------------------------------------------------


@pytest.mark.parametrize("draft", DRAFTS)
def test_the_schema_follows_its_own_draft_and_names_no_host(draft: Draft) -> None:
    schema = json_schema(draft)
    validator(draft).check_schema(schema)
    assert schema["$schema"].endswith({"2020-12": "2020-12/schema", "7": "draft-07/schema#"}[draft])
    assert schema["$id"].startswith("urn:cjmap:")


def test_the_schema_is_the_same_at_every_call() -> None:
    assert schema_text() == schema_text()
    assert json_schema("7")["definitions"].keys() == json_schema()["$defs"].keys()


def test_draft_7_reads_every_reference() -> None:
    def check(value: Any) -> None:
        if isinstance(value, dict):
            if "$ref" in value:
                assert value.keys() == {"$ref"}
                assert value["$ref"].removeprefix("#/definitions/") in schema["definitions"]
            for inner in value.values():
                check(inner)
        elif isinstance(value, list):
            for inner in value:
                check(inner)

    schema = json_schema("7")
    check(schema)
    assert "$defs" not in json.dumps(schema)


@pytest.mark.parametrize(("name", "described"), list(keys()), ids=lambda value: str(value)[:40])
def test_every_key_is_explained(name: str, described: dict[str, Any]) -> None:
    assert described["title"]
    assert described["description"].endswith((".", "`"))


@pytest.mark.parametrize(
    ("name", "described"),
    [(name, described) for name, described in keys() if "examples" in described],
    ids=lambda value: str(value)[:40],
)
def test_every_example_is_one(name: str, described: dict[str, Any]) -> None:
    inner = {**described, "$defs": json_schema()["$defs"]}
    for example in described["examples"]:
        assert validator("2020-12").evolve(schema=inner).is_valid(example), (name, example)


def test_every_word_that_may_be_chosen_is_explained() -> None:
    found = [part for _, described in keys() for part in enumerations(described)]
    assert found
    for part in found:
        assert len(part["enumDescriptions"]) == len(part["enum"])
        assert all(part["enumDescriptions"])


# What a map does not write: it is derived, or settings and commands choose it.
NOT_WRITTEN = {
    *(Comparison, Dimension, EngineChoice, LaneName, LifecyclePhase, PainState, Quadrant, Thing),
}


def test_an_editor_offers_every_value_of_every_choice() -> None:
    offered = {
        word for _, described in keys() for e in enumerations(described) for word in e["enum"]
    }
    for kind in set(choices()) - NOT_WRITTEN:
        assert {value.value for value in kind} <= offered, kind


def test_only_what_has_a_default_says_one() -> None:
    defaults = {name: found["default"] for name, found in keys() if "default" in found}
    assert defaults == {
        "Journey.kind": "journey",
        "Journey.state": "current",
        "Pain.status": "open",
        "Opportunity.status": "idea",
    }


# --- the command ---------------------------------------------------------------------------------


def test_the_command_prints_or_writes_the_schema(tmp_path: Path) -> None:
    printed = CliRunner().invoke(app, ["schema"])
    assert printed.exit_code == 0
    assert printed.stdout == schema_text("2020-12")
    target = tmp_path / "cjmap.schema.json"
    written = CliRunner().invoke(app, ["schema", "--draft", "7", "--output", str(target)])
    assert (written.exit_code, written.stdout) == (0, "")
    assert target.read_text(encoding="utf-8") == schema_text("7")
    assert [file.name for file in tmp_path.iterdir()] == [target.name]


def test_a_draft_that_is_not_known_is_wrong_usage() -> None:
    assert CliRunner().invoke(app, ["schema", "--draft", "4"]).exit_code == 2


# --- editors -------------------------------------------------------------------------------------

TOP = "title: Coat\npersonas:\n  - Laura\n"
STAGE = f"{TOP}stages:\n  - name: Awareness\n    "
TOUCHPOINT = f"{STAGE}touchpoints:\n      - Billboard\n      - name: Shop\n        "


@pytest.fixture(scope="module", params=DRAFTS)
def editor(request: pytest.FixtureRequest) -> Iterator[LanguageServer]:
    node = shutil.which("node")
    program = SERVER / "yaml-language-server"
    if node is None or not program.is_file():
        if os.environ.get("CJMAP_REQUIRE_NODE") == "1":
            pytest.fail("Node or the package of tests/node/package.json is not installed")
        pytest.skip("needs Node and `npm ci --prefix tests/node`")
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
        (f"{TOP}goal: |", set()),
        (f"{TOUCHPOINT}entry: |", {"true", "false"}),
        (f"{TOUCHPOINT}moment_of_truth: |", {"true", "false", "zmot", "fmot", "smot", "umot"}),
        (f"{TOUCHPOINT}feedback:\n          - |", {"nps", "csat", "ces", "interview", "review"}),
        (f"{STAGE}pains:\n      - text: Slow\n        status: |", {"open", "resolved"}),
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
        (f"{TOUCHPOINT}emo|tion: 1\n", "Emotion", "decimals allowed"),
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
