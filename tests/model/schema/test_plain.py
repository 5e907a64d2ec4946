"""The schema for programs: strict validators compile it, and no editor's word is left in it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cjmap.model.schema import DRAFTS, Draft, json_schema, schema_text
from tests.model.schema import maps

NODE = Path(__file__).parents[2] / "node"
BROKEN = maps.EXAMPLES / "broken/broken.journey.yaml"
KEYWORDS = {
    *("$schema", "$id", "$ref", "$defs", "definitions", "title", "description", "examples"),
    *("default", "type", "enum", "const", "anyOf", "if", "else", "properties", "required"),
    *("patternProperties", "additionalProperties", "items", "minItems", "maxItems", "uniqueItems"),
    *("pattern", "format", "minimum", "maximum", "minProperties"),
}
BY_NAME = {"properties", "patternProperties", "$defs", "definitions"}


def schemas(value: Any) -> Iterator[dict[str, Any]]:
    """Every schema in a schema."""
    if isinstance(value, list):
        for item in value:
            yield from schemas(item)
    elif isinstance(value, dict):
        yield value
        for key, item in value.items():
            if key in BY_NAME:
                yield from schemas(list(item.values()))
            elif key not in ("examples", "default", "enum", "const", "required", "defaultSnippets"):
                yield from schemas(item)


@pytest.mark.parametrize("draft", DRAFTS)
def test_it_has_one_type_at_a_place_and_no_keyword_of_editors(draft: Draft) -> None:
    found = list(schemas(json_schema(draft, for_programs=True)))
    assert set().union(*found) <= KEYWORDS
    types = {"array", "boolean", "integer", "null", "number", "object", "string"}
    assert {str(one["type"]) for one in found if "type" in one} == types
    assert {one["format"] for one in found if "format" in one} == {"date"}
    assert "" not in [one.get("description") for one in found]


def test_every_choice_and_explanation_of_the_editors_schema_is_in_it() -> None:
    def said(schema: Any) -> set[str]:
        described = {str(one["description"]) for one in schemas(schema) if one.get("description")}
        return described | {str(v) for one in schemas(schema) for v in one.get("enum", ())}

    assert said(json_schema()) <= said(json_schema(for_programs=True))


# The validator with which most programs of the web are built, at its strictest.
SCRIPT = """
const fs = require("fs")
const draft = process.argv[1]
const Ajv = require(draft === "7" ? "ajv" : "ajv/dist/2020").default
const ajv = new Ajv({ strict: true, strictTypes: true, strictTuples: true, strictRequired: true })
require("ajv-formats")(ajv)
const [schema, maps] = JSON.parse(fs.readFileSync(0, "utf8"))
const valid = ajv.compile(schema)
console.log(JSON.stringify(maps.map((map) => valid(map))))
"""


@pytest.mark.parametrize("draft", DRAFTS)
def test_a_strict_validator_compiles_it_and_judges_the_examples(draft: Draft) -> None:
    node = shutil.which("node")
    if node is None or not (NODE / "node_modules/ajv").is_dir():
        if os.environ.get("CJMAP_REQUIRE_NODE") == "1":
            pytest.fail("Node or the packages of tests/node/package.json are not installed")
        pytest.skip("needs Node and `npm ci --prefix tests/node`")
    files = [*maps.examples(), BROKEN]
    given = [
        json.loads(schema_text(draft, for_programs=True)),
        [maps.resolve(maps.data(file)) for file in files],
    ]
    ran = subprocess.run(
        [node, "-e", SCRIPT, draft],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        cwd=NODE,
        check=False,
    )
    assert ran.stderr == ""
    assert json.loads(ran.stdout) == [file != BROKEN for file in files]
