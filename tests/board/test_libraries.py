"""What a library holds, by kind."""

from __future__ import annotations

from typing import Any

import pytest

from cjmap.board.board import Labelled
from cjmap.board.libraries import read_library
from tests.views.maps import facts_of

SHARED: dict[str, Any] = {
    "title": "Shared",
    "kind": "library",
    "personas": ["Ana", "Ben"],
    "channels": [{"name": "Van"}],
    "lanes": [{"name": "Open questions"}],
    "evidence": [{"id": "e", "title": "Talks", "type": "interview"}],
}


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("en", ("Personas", "Channels", "Evidence", "Lanes")),
        ("es", ("Personas", "Canales", "Evidencias", "Filas")),
    ],
)
def test_a_library_tells_what_it_holds(language: str, labels: tuple[str, ...]) -> None:
    found = read_library(facts_of(SHARED), language)
    assert (found.file, found.title) == ("coat.journey.yaml", "Shared")
    held = (("Ana", "Ben"), ("Van",), ("Talks",), ("Open questions",))
    assert found.holds == tuple(map(Labelled, labels, held))


def test_what_it_does_not_hold_it_does_not_name() -> None:
    found = read_library(facts_of({**SHARED, "channels": [], "evidence": [], "lanes": []}), "en")
    assert [each.label for each in found.holds] == ["Personas"]
