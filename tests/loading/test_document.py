from __future__ import annotations

from pathlib import Path

import pytest

from cjmap.loading.document import Places
from cjmap.loading.naming import map_id


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Buy a coat.journey.yaml", "buy-a-coat"),
        ("envío.journey.yml", "envio"),
        ("people.library.yaml", "people"),
        ("coat.yaml", "coat"),
        ("🙂.journey.yaml", "journey"),
    ],
)
def test_the_default_id_of_a_map(name: str, expected: str) -> None:
    assert map_id(Path("/map") / name) == expected


def test_places_count_what_lists_lost_and_name_keys_as_written() -> None:
    places = Places({("stages",): [0, 2]}, {("stages", 1, "touchpoints"): "touchpoint"})
    assert places.document(("stages", 0, "name")) == ("stages", 1, "name")
    # The number that a renamed key stands under is the document's.
    assert places.document(("stages", 0, "touchpoints", 4)) == ("stages", 1, "touchpoint", 4)
    assert places.document(("stages", 1)) == ("stages", 3)
    assert places.document(("personas", 2)) == ("personas", 2)
