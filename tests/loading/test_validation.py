"""The second step by itself: plain data of any origin, no text, no tree."""

from __future__ import annotations

from cjmap.loading.paths import Value
from cjmap.loading.validation import RawError, validate
from cjmap.model.journey import Journey
from cjmap.text.scalars import Plain

GOOD: dict[str, Value] = {"title": "Coat", "personas": ["Laura"], "stages": [{"name": "Search"}]}


def test_plain_data_are_a_journey() -> None:
    journey = validate(GOOD)
    assert isinstance(journey, Journey)
    assert [stage.name for stage in journey.stages] == ["Search"]


def test_each_mistake_is_an_error_with_its_place_in_the_model() -> None:
    found = validate(
        {
            "personas": ["Laura"],
            "stages": [
                {"name": "Search", "touchpoints": [{"name": "Shop", "emotion": Plain("9")}]}
            ],
            "stae": "x",
        }
    )
    assert isinstance(found, tuple)
    assert {(error.kind, error.location) for error in found} == {
        ("missing", ("title",)),
        ("extra_forbidden", ("stae",)),
        ("off_scale", ("stages", 0, "touchpoints", 0, "emotion", "score")),
    }


def test_details_are_short_enough_for_a_sentence() -> None:
    error = RawError("unknown_value", (), {"written": "x" * 100, "allowed": ["a", "b"]})
    assert error.text("written") == "x" * 59 + "…"
    assert error.words("allowed") == ["a", "b"]
