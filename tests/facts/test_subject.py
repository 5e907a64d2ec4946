"""A map with what it belongs to."""

from __future__ import annotations

import ast
import dataclasses
from pathlib import Path

import pytest

import cjmap.facts
from cjmap.check import Session
from tests.facts.given import TODAY, Given

PLAIN = "title: T\npersonas: [Ana]\nstages:\n  - {name: S, touchpoints: [{name: A, emotion: 1}]}\n"


def test_each_fact_is_derived_once_and_when_it_is_asked_for(given: Given) -> None:
    subject = given(PLAIN)
    fields = {field.name for field in dataclasses.fields(subject)}
    # Validating asks who takes part, who is named and what could not be read, and no more.
    assert set(vars(subject)) - fields == {"participation", "mentions", "lost", "_losses"}
    assert subject.curve.lines
    assert set(vars(subject)) - fields == {"participation", "mentions", "lost", "_losses"} | {
        *("feelings", "flow", "curve"),
    }
    assert subject.curve is subject.curve
    assert subject.facts.curve is subject.curve


def test_the_baseline_is_the_map_that_the_link_names(tmp_path: Path) -> None:
    (tmp_path / "before.journey.yaml").write_text(PLAIN)
    after = tmp_path / "after.journey.yaml"
    after.write_text(
        PLAIN
        + "links: [{to: x.journey.yaml, rel: next}, {to: before.journey.yaml#a, rel: baseline}]\n"
    )
    session = Session(today=TODAY)
    subject = session.subject(after)
    assert subject is not None
    assert subject.baseline is session.subject(tmp_path / "before.journey.yaml")
    assert subject.baseline is not None
    assert subject.baseline.baseline is None
    assert subject.baseline.is_past
    assert not subject.is_past


@pytest.mark.parametrize("target", ["gone.journey.yaml", "../../../outside.journey.yaml"])
def test_a_baseline_that_cannot_be_read_is_none(tmp_path: Path, target: str) -> None:
    file = tmp_path / "after.journey.yaml"
    file.write_text(PLAIN + f"links: [{{to: {target}, rel: baseline}}]\n")
    subject = Session(today=TODAY).subject(file)
    assert subject is not None
    assert subject.baseline is None


def test_the_language_and_the_lifecycle_are_the_maps_else_the_workspaces(given: Given) -> None:
    assert given(PLAIN).language == "en"
    assert given(PLAIN).lifecycle == "seven-stage"
    settings = 'language = "es"\nlifecycle = "aida"\n'
    assert given(PLAIN, settings).language == "es"
    assert given(PLAIN, settings).lifecycle == "aida"
    own = given(PLAIN + "language: en-GB\nlifecycle: [See, Buy]\n", settings)
    assert own.language == "en-GB"
    assert own.lifecycle == ("See", "Buy")


def test_facts_know_pydantic_through_the_model_alone() -> None:
    (folder,) = cjmap.facts.__path__
    for file in Path(folder).glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            named = (
                [name.name for name in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            assert not any(name.startswith("pydantic") for name in named), file.name
