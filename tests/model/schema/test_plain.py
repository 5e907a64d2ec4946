"""The schema for programs: strict validators and generators of models read it, and no editor's word is left in it."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from cjmap.model.schema import DRAFTS, Draft, json_schema, schema_text
from tests.model.schema import maps
from tests.tools.node import FOLDER, node_or_skip

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
    node = node_or_skip("ajv")
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
        cwd=FOLDER,
        check=False,
    )
    assert ran.stderr == ""
    assert json.loads(ran.stdout) == [file != BROKEN for file in files]


def test_models_that_a_generator_makes_of_it_judge_the_examples(tmp_path: Path) -> None:
    schema, module = tmp_path / "cjmap.schema.json", tmp_path / "generated.py"
    schema.write_text(schema_text(for_programs=True), encoding="utf-8")
    options = ["--input-file-type", "jsonschema", "--output-model-type", "pydantic_v2.BaseModel"]
    options += [
        "--class-name",
        "WholeMap",
        "--disable-timestamp",
        "--target-python-version",
        "3.11",
    ]
    subprocess.run(
        [
            sys.executable,
            "-m",
            "datamodel_code_generator",
            *options,
            "--input",
            str(schema),
            "--output",
            str(module),
        ],
        check=True,
        capture_output=True,
    )
    spec = importlib.util.spec_from_file_location("generated", module)
    assert spec is not None
    assert spec.loader is not None
    generated = importlib.util.module_from_spec(spec)
    sys.modules["generated"] = generated
    try:
        spec.loader.exec_module(generated)
        for file in maps.examples():
            assert generated.WholeMap.model_validate(maps.resolve(maps.data(file))), file
        with pytest.raises(ValidationError) as refused:
            generated.WholeMap.model_validate(maps.resolve(maps.data(BROKEN)))
    finally:
        del sys.modules["generated"]
    assert refused.value.error_count() > 1
