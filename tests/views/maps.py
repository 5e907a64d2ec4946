"""Maps made for tests of pictures: a text or a mapping becomes facts and a board, without a file."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cjmap.board.board import Board
from cjmap.board.lanes import CODES
from cjmap.board.reading import read
from cjmap.check import Session
from cjmap.check.listing import list_findings
from cjmap.draw.canvas import Group, Shape
from cjmap.draw.engines import Engine, find_engine
from cjmap.draw.theme import LIGHT, Theme
from cjmap.facts.subject import Subject, examine
from cjmap.findings import Finding
from cjmap.findings.source import Source
from cjmap.loading.loader import load_text
from cjmap.model.library import Library
from cjmap.project.settings import Settings
from cjmap.project.workspace import Workspace
from cjmap.rules import WorkspaceRule, family
from cjmap.views.catalogue import DRAWINGS, Order, draw

TODAY = datetime.date(2026, 11, 21)
_ROOT = Path(__file__).parents[2]


def _is_drawable(file: Path) -> bool:
    subject = Session(today=TODAY).subject(file)
    return subject is not None and bool(subject.journey.stages)


NASTY = sorted((_ROOT / "tests/nasty").glob("*.journey.yaml"))
"""Maps that are hard to draw; all can be."""

MAPS = [
    file
    for file in sorted(
        [
            *NASTY,
            *(_ROOT / "examples").glob("*/*.journey.yaml"),
            *(_ROOT / "tests/cases").glob("*.journey.yaml"),
            *(_ROOT / "tests/board/maps").glob("*.journey.yaml"),
        ]
    )
    if _is_drawable(file)
]
"""Every example, case and map of the board's tests that can be drawn."""


def board_at(file: Path, personas: tuple[str, ...] = (), language: str | None = None) -> Board:
    """The board of a map in a file, with what lint finds in it."""
    session = Session(today=TODAY)
    subject = session.subject(file)
    assert subject is not None
    findings = list_findings(session, [file], CODES)[file]
    return read(subject, findings, personas=personas, language=language)


PICTURES = tuple(view for view, form in DRAWINGS if form == "svg")
"""Every view that is drawn as SVG."""


def picture(view: str, board: Board, theme: Theme = LIGHT) -> str:
    """The SVG of a view of a board."""
    drawn = draw(view, "svg", Order(board, theme, lambda: find_engine("embedded")))
    assert isinstance(drawn, str)
    return drawn


def no_engine() -> Engine:
    """The engine of pictures that ask for none."""
    raise AssertionError("this picture needs no engine")


def board_of(
    map: str | dict[str, Any],
    *,
    settings: Settings | None = None,
    personas: tuple[str, ...] = (),
    lanes: tuple[str, ...] = (),
    language: str | None = None,
) -> Board:
    """The board of a map with what the rules say of its cells."""
    subject = facts_of(map, settings=settings)
    findings = [
        Finding(rule.code, rule.name, rule.severity, problem.message, None, "", None, problem.path)
        for rule in family("CJ3")
        if rule.code in CODES and not isinstance(rule, WorkspaceRule)
        for problem in rule.check(subject)
    ]
    return read(subject, findings, personas=personas, lanes=lanes, language=language)


def facts_of(map: str | dict[str, Any], *, settings: Settings | None = None) -> Subject:
    """The facts of a map; a mapping is written as JSON, which is YAML too."""
    text = map if isinstance(map, str) else json.dumps(map, ensure_ascii=False)
    file = Path("/maps/coat.journey.yaml")
    document = load_text(Source(file.name, text), file)
    assert document.journey is not None, document.problems
    assert not document.problems, document.problems
    workspace = Workspace(file.parent, settings or Settings())
    return examine(document.journey, Library(), file, workspace, lambda: TODAY)


def titles_of(shapes: Iterable[Shape]) -> list[str]:
    """What a viewer shows of the groups among the shapes, those inside others too."""
    found: list[str] = []
    for shape in shapes:
        if isinstance(shape, Group):
            found += [shape.title, *titles_of(shape.shapes)]
    return found
