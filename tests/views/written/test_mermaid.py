"""The journey as Mermaid has it; tests/browser asks Mermaid itself."""

from __future__ import annotations

import pytest

from cjmap.findings.usage import UsageError
from cjmap.views.written.mermaid import write
from tests.views.maps import board_of


def journey(*cards: object) -> list[str]:
    map = {
        "title": "Buy",
        "language": "en",
        "personas": ["Ann", "Ben"],
        "stages": [{"name": "Look", "touchpoints": [*cards]}],
    }
    return [line.strip() for line in write(board_of(map)).splitlines()[3:]]


def test_scores_are_from_1_to_5() -> None:
    levels = [
        line.split(": ")[1]
        for line in journey(*({"name": "T", "emotion": score} for score in (-2, -1, 0, 1, 2)))
    ]
    assert levels == ["1", "2", "3", "4", "5"]


def test_the_divided_stand_apart_and_the_others_together() -> None:
    assert journey({"name": "T", "emotions": {"ann": 2, "ben": -2}}) == ["T: 1: Ben", "T: 5: Ann"]
    assert journey({"name": "T", "emotions": {"ann": 2, "ben": 2}}) == ["T: 5: Ann, Ben"]


def test_what_nobody_scores_stands_in_the_middle_and_says_so() -> None:
    assert journey({"name": "T"}) == ["T (no score): 3"]


def test_what_mermaid_misreads_looks_alike() -> None:
    (line,) = journey({"name": "a: b; #1 <i> %% end", "emotion": 1, "personas": ["ann"]})
    name, score, who = line.split(": ")
    assert (score, who) == ("4", "Ann")
    assert not set(name) & set(":;#<>")
    assert "%%" not in name


def test_a_map_without_touchpoints_has_no_journey() -> None:
    with pytest.raises(UsageError):
        write(board_of({"title": "T", "personas": ["Ann"], "stages": [{"name": "S"}]}))
