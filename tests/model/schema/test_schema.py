"""The schema itself, and the command that prints it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cjmap.cli.app import app
from cjmap.model.schema import DRAFTS, Draft, json_schema, schema_text
from cjmap.text.scalars import parse_date
from cjmap.vocabulary.coverage import Dimension
from cjmap.vocabulary.improvement import PainState, Quadrant
from cjmap.vocabulary.lanes import LaneName
from cjmap.vocabulary.lifecycle import LifecyclePhase
from cjmap.vocabulary.maps import Thing
from cjmap.vocabulary.metrics import Comparison
from cjmap.vocabulary.settings import EngineChoice
from tests.model.schema.test_agreement import validator
from tests.vocabulary.walk import choices


def mappings(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every mapping with known keys: the name of what it describes, and its schema."""
    definitions = schema.get("$defs") or schema["definitions"]
    for name, described in {"Journey": schema, **definitions}.items():
        for alternative in (described, *described.get("anyOf", ())):
            if "properties" in alternative:
                yield name, alternative


def keys(*, for_programs: bool = False) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, mapping in mappings(json_schema(for_programs=for_programs)):
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
    [(name, described) for name, described in keys(for_programs=True) if "examples" in described],
    ids=lambda value: str(value)[:40],
)
def test_every_example_is_one(name: str, described: dict[str, Any]) -> None:
    inner = {**described, "$defs": json_schema(for_programs=True)["$defs"]}
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


def test_the_pattern_of_a_day_has_the_calendar() -> None:
    day = json_schema()["$defs"]["day"]["pattern"]
    ends = [
        f"{year:04}-{month:02}-{last:02}"
        for year in (*range(0, 10_000, 50), *range(1896, 1910), *range(1996, 2005))
        for month in (0, *range(1, 14))
        for last in (0, 1, 28, 29, 30, 31, 32)
    ]
    for text in (*ends, "2026-1-1", "2026-01-01 ", "x2026-01-01", "20260101"):
        assert (re.search(day, text) is not None) == (parse_date(text) is not None), text
