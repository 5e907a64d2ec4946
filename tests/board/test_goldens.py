"""What a board says of small maps, as a person has read it: `pytest tests/board --regenerate` writes it anew."""

from __future__ import annotations

import datetime
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from cjmap.board.board import Board
from cjmap.board.export import write_json
from cjmap.board.reading import read
from cjmap.check import Selection, Session, run_each
from cjmap.facts.measured import Measured
from cjmap.records import replace
from tests.board.evidenced import measured

HERE = Path(__file__).parent
GOLDENS = HERE / "goldens"
CASES = sorted((HERE.parent / "cases").glob("*.journey.yaml"))
EVERYTHING = HERE / "maps" / "everything.journey.yaml"
LATER = HERE / "maps" / "later.journey.yaml"
TEMPLATE = HERE / "maps" / "half-a-template.journey.yaml"
ASIDE = HERE / "maps" / "aside.journey.yaml"
BELIEVED = HERE / "maps" / "believed.journey.yaml"
MARGIN = HERE / "maps" / "margin.journey.yaml"
MEASURED = HERE / "maps" / "measured.journey.yaml"
COMMITTEE = HERE / "maps" / "committee.journey.yaml"
TODAY = datetime.date(2026, 11, 21)


def board_of(
    file: Path,
    *,
    personas: tuple[str, ...] = (),
    language: str | None = None,
    found: Measured | None = None,
) -> Board | None:
    """The board of a file with what lint finds in it, and what is `found` of it in its data.

    None where it is no readable map.
    """
    session = Session(today=TODAY)
    outcome = run_each(session, [file], lambda home: Selection.of_lint(home.settings.lint))
    subject = session.subject(file)
    if subject is None:
        return None
    subject = replace(subject, measured=found)
    return read(subject, outcome.findings, personas=personas, language=language)


def compare(name: str, text: str, request: pytest.FixtureRequest) -> None:
    golden = GOLDENS / f"{name}.json"
    if request.config.getoption("--regenerate", default=False):
        golden.write_text(text, encoding="utf-8")
    assert golden.is_file(), "run `make goldens`, and read what it writes"
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.name.removesuffix(".journey.yaml"))
def test_every_case(file: Path, request: pytest.FixtureRequest) -> None:
    board = board_of(file)
    name = file.name.removesuffix(".journey.yaml")
    if board is None:
        assert not (GOLDENS / f"{name}.json").exists()
    else:
        compare(name, write_json(board), request)


@pytest.mark.parametrize(
    ("name", "file", "personas", "language"),
    [
        ("everything", EVERYTHING, (), None),
        ("everything-for-one", EVERYTHING, ("persona-10",), None),
        ("everything-in-spanish", EVERYTHING, (), "es"),
        ("later", LATER, (), None),
        ("half-a-template", TEMPLATE, (), None),
        ("aside", ASIDE, (), None),
        ("committee", COMMITTEE, (), None),
    ],
)
def test_maps_that_say_everything(
    name: str,
    file: Path,
    personas: tuple[str, ...],
    language: str | None,
    request: pytest.FixtureRequest,
) -> None:
    board = board_of(file, personas=personas, language=language)
    assert board is not None
    compare(name, write_json(board), request)


@pytest.mark.parametrize(
    ("name", "personas", "language"),
    [("measured", (), None), ("measured-for-one-in-spanish", ("Ada",), "es")],
)
def test_what_was_measured(
    name: str, personas: tuple[str, ...], language: str | None, request: pytest.FixtureRequest
) -> None:
    board = board_of(MEASURED, personas=personas, language=language, found=measured())
    assert board is not None
    compare(name, write_json(board), request)


def test_every_field_of_a_board_is_filled_somewhere() -> None:
    """A field that no golden fills is one that nobody would miss."""
    seen: set[tuple[str, str]] = set()
    filled: set[tuple[str, str]] = set()

    def walk(value: object) -> None:
        if isinstance(value, tuple):
            for inner in value:
                walk(inner)
        elif is_dataclass(value):
            for field in fields(value):
                inner = getattr(value, field.name)
                seen.add((type(value).__name__, field.name))
                if inner not in (None, "", False, ()) or (field.name, inner) in (
                    ("met", False),
                    ("kept", False),
                    ("first", 0),
                ):
                    filled.add((type(value).__name__, field.name))
                walk(inner)

    for file in (EVERYTHING, LATER):
        walk(board_of(file))
        walk(board_of(file, personas=("persona-10",)))
    walk(board_of(TEMPLATE))
    walk(board_of(ASIDE))
    walk(board_of(BELIEVED))
    walk(board_of(COMMITTEE))
    walk(board_of(MARGIN))
    walk(board_of(MEASURED, found=measured()))
    walk(board_of(MEASURED, personas=("Ben",), found=measured()))
    assert len(seen) > 100
    assert seen - filled == set()
