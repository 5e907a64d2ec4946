"""Maps made for tests of pages, in files of their own."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from cjmap.board.libraries import read_library
from cjmap.check import Selection, Session, run
from cjmap.cli.pages import Seen, choose_language
from cjmap.draw import filenames
from cjmap.facts.subject import Subject
from cjmap.findings import Finding
from cjmap.reports.collect import Reading, collect, place_among
from cjmap.reports.index import Catalogue, Undrawn, draw_entry, write_index
from cjmap.reports.page import write_page
from tests.reports.dom import Node, parse
from tests.views.maps import TODAY

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
COAT: dict[str, Any] = {
    "title": "Buy a coat",
    "language": "en",
    "personas": ["Laura", {"name": "Jorge", "type": "secondary"}],
    "stages": [
        {
            "name": "Awareness",
            "goal": "Find a coat",
            "success": "Opens its page",
            "owner": "Marketing",
            "touchpoints": [
                {
                    "name": "Advert",
                    "channel": "instagram",
                    "personas": ["laura"],
                    "moment_of_truth": True,
                    "emotion": {"score": 1.5, "quote": "That is the one"},
                    "does": ["Stops to look"],
                    "pains": [{"text": "No price", "severity": 4}],
                    "opportunities": [
                        {
                            "text": "Show the price",
                            "customer_value": 4,
                            "business_value": 5,
                            "effort": 2,
                            "status": "doing",
                            "ticket": "https://example.org/42",
                        }
                    ],
                },
                {"name": "Shop window", "channel": "store", "emotions": {"jorge": -1}},
            ],
            "metrics": [{"type": "reach", "value": 12400}],
        },
        {"name": "Purchase", "metrics": [{"type": "reach", "value": 1240}], "pains": []},
    ],
}


def facts_of(data: Mapping[str, Any], folder: Path, name: str = "coat") -> Subject:
    """The facts of a map in a file of its own, for what reads its neighbours."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.journey.yaml"
    file.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    facts = Session(today=TODAY).subject(file)
    assert facts is not None
    return facts


def reading_of(data: Mapping[str, Any], folder: Path) -> Reading:
    """A map with all that any rule finds in it."""
    facts = facts_of(data, folder)
    found = run(Session(today=TODAY), [facts.file], Selection(select=("ALL",))).findings
    return collect(facts, found)


def text_of(data: Mapping[str, Any], folder: Path, **more: Any) -> str:
    """The page of a map."""
    return write_page(reading_of(data, folder), **more).text


def tree_of(data: Mapping[str, Any], folder: Path, **more: Any) -> Node:
    """The page of a map as a tree."""
    return parse(text_of(data, folder, **more))


def scored(*scores: float | None) -> dict[str, Any]:
    """A map with a touchpoint a stage; None is a stage without a score."""
    stages = [
        {
            "name": f"Stage {n}",
            "touchpoints": [{"name": f"T{n}"} | ({} if s is None else {"emotion": s})],
        }
        for n, s in enumerate(scores)
    ]
    return {"title": "Curve", "personas": ["Laura"], "stages": stages}


BOARDS = Path(__file__).parents[1] / "board" / "maps"


def run_over(*names: str) -> tuple[list[Subject], dict[Path, list[Finding]]]:
    """Maps of `tests/board/maps`, and what any rule finds in each, by its file."""
    files = [BOARDS / f"{name}.journey.yaml" for name in names]
    session = Session(today=TODAY)
    outcome = run(session, files, Selection(select=("ALL",)))
    subjects = [subject for file in files if (subject := session.subject(file)) is not None]
    found = {
        file: [one for one in outcome.findings if one.file == session.document(file).source.file]
        for file in files
    }
    return subjects, found


def name_pages(maps: Iterable[Subject]) -> dict[Path, str]:
    """A file name for each map's page, as a report gives it."""
    return filenames.name_pages({one.file: one.workspace.name(one.file) for one in maps})


def write_index_of(
    maps: Sequence[Subject],
    findings: Mapping[Path, Iterable[Finding]] = MappingProxyType({}),
    libraries: Sequence[Subject] = (),
    *,
    pages: Mapping[Path, str] | None = None,
    undrawn: Sequence[Undrawn] = (),
) -> str:
    """The index of maps, in the language of most, as a report writes it."""
    language = choose_language(Seen(False, one.language) for one in (*maps, *libraries))
    spoken = min(maps, key=lambda one: place_among(one.file)).speak(language)
    catalogue = Catalogue()
    for one in maps:
        reading = collect(one, findings.get(one.file, ()), spoken)
        catalogue.add([draw_entry(reading)])
    return write_index(
        catalogue,
        spoken,
        pages or name_pages(maps),
        libraries=[read_library(one, language) for one in libraries],
        undrawn=undrawn,
    )
