"""What an assessment says of small maps, as a person has read it; `make goldens` writes it anew."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from cjmap.board.assessing import assess, count_errors
from cjmap.board.assessment import Assessment
from cjmap.check import Selection, Session, run_each
from cjmap.findings import Finding, Severity, format_path
from cjmap.records import replace
from tests.board.evidenced import measured
from tests.board.test_goldens import (
    EVERYTHING,
    HERE,
    LATER,
    MEASURED,
    TEMPLATE,
    TODAY,
    compare,
)

JUDGED = HERE / "maps" / "judged.journey.yaml"
CASES = [
    HERE.parent / "cases" / f"{name}.journey.yaml"
    for name in ("open-answered", "stage-emotion", "target-only")
]


def assessment_of(
    file: Path, *, language: str | None = None, require: tuple[str, ...] | None = None
) -> Assessment:
    """What there is to say about a file, with what lint finds in it."""
    session = Session(today=TODAY)
    outcome = run_each(session, [file], lambda home: Selection.of_lint(home.settings.lint))
    subject = session.subject(file)
    assert subject is not None
    return assess(subject, outcome.findings, language=language, require=require, pooled=True)


def plain(value: object, name: str = "") -> object:
    """An assessment as JSON: paths as people write them, files by their names."""
    if isinstance(value, Finding):
        return value.fingerprint
    if isinstance(value, Path):
        return value.name
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name), one.name) for one in fields(value)}
    if isinstance(value, tuple):
        paths = ("path", "about", "target")
        return format_path(value) if name in paths else [plain(one) for one in value]
    return round(value, 4) if isinstance(value, float) else value


@pytest.mark.parametrize(
    ("name", "file", "language"),
    [
        ("everything", EVERYTHING, None),
        ("everything-in-spanish", EVERYTHING, "es"),
        ("later", LATER, None),
        ("judged", JUDGED, None),
        ("half-a-template", TEMPLATE, None),
        *((file.name.removesuffix(".journey.yaml"), file, None) for file in CASES),
    ],
)
def test_what_is_said_of_maps(
    name: str, file: Path, language: str | None, request: pytest.FixtureRequest
) -> None:
    document = plain(assessment_of(file, language=language))
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    compare(f"assessed-{name}", text, request)


def test_only_what_keeps_a_map_from_being_read_counts_as_an_error() -> None:
    session = Session(today=TODAY)
    lint = Selection(select=("ALL",), severity={"CJ201": Severity.ERROR})
    found = run_each(session, [JUDGED], lambda home: lint).findings
    errors = sorted(one.code for one in found if one.severity is Severity.ERROR)
    assert errors == ["CJ017", "CJ103", "CJ201"]
    assert count_errors(found) == 2


def test_every_field_of_an_assessment_is_filled_somewhere(tmp_path: Path) -> None:
    """A field that no golden fills is one that nobody would miss."""
    seen: set[tuple[str, str]] = set()
    filled: set[tuple[str, str]] = set()

    def walk(value: object) -> None:
        if isinstance(value, tuple):
            for inner in value:
                walk(inner)
        elif is_dataclass(value) and not isinstance(value, Finding):
            for field in fields(value):
                inner = getattr(value, field.name)
                seen.add((type(value).__name__, field.name))
                if inner not in (None, "", False, ()) or (field.name, inner) == ("met", False):
                    filled.add((type(value).__name__, field.name))
                walk(inner)

    past = tmp_path / "past.journey.yaml"
    past.write_text("title: T\nstatus: archived\npersonas: [Ann]\nstages: [S]\n")
    for file in (EVERYTHING, LATER, JUDGED, TEMPLATE, past):
        walk(assessment_of(file))
    subject = Session(today=TODAY).subject(MEASURED)
    assert subject is not None
    walk(assess(replace(subject, measured=measured()), ()))
    assert len(seen) > 100
    assert seen - filled == set()
