"""Editors find the schema of a workspace from wherever a map lies."""

from __future__ import annotations

from cjmap.project.workspace import SCHEMA, modeline


def test_the_modeline_climbs_to_the_schema() -> None:
    assert modeline("a.journey.yaml").endswith(f"={SCHEMA}\n")
    assert modeline("maps/shop/a.journey.yaml").endswith(f"=../../{SCHEMA}\n")
