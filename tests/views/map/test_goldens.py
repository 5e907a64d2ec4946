"""The map as a picture, to the pixel, as a person has looked at it.

`pytest tests/views/map/test_goldens.py --regenerate` writes the pictures anew: open them and look.
What they mean is tested beside them; these hold the places of things, their sizes and their strokes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cjmap.board.board import Board
from cjmap.draw.theme import DARK, LIGHT, PRINT, Theme
from cjmap.views.map.sheet import draw
from tests.views.maps import MAPS, board_at, board_of

GOLDENS = Path(__file__).parent / "goldens"
NAMES = [f"Person {number}" for number in range(1, 13)]
IDS = [name.lower().replace(" ", "-") for name in NAMES]

# Many people, many touchpoints, quotes that want the same room, a stage that speaks for itself.
CROWD: dict[str, Any] = {
    "title": "A day at the fair",
    "personas": NAMES,
    "stages": [
        {
            "name": "Come",
            "touchpoints": [
                {
                    "name": "Gate",
                    "emotions": {
                        each: {"score": number % 5 - 2, "quote": f"Said by {number}"}
                        for number, each in enumerate(IDS)
                    },
                },
                *({"name": f"Stand {n}", "emotion": 1, "personas": IDS[:n]} for n in range(1, 6)),
            ],
        },
        {
            "name": "See",
            "emotion": -0.5,
            "touchpoints": [{"name": "Hall", "emotions": {IDS[0]: -2, IDS[1]: 0.5}}],
        },
        {"name": "Leave"},
        {
            "name": "Tell",
            "touchpoints": [
                {"name": "Home", "kind": "action", "emotion": 2, "moment_of_truth": True}
            ],
        },
    ],
}
# Long lines, quotes above and below, one persona, more stages than are usual.
ALONE: dict[str, Any] = {
    "title": "Ten weeks",
    "personas": [{"name": "Ann", "role": "tenant", "goals": ["A warm flat"]}],
    "stages": [
        {
            "name": f"Week {number}",
            "touchpoints": [
                {
                    "name": "Call about the heating",
                    "channel": ["phone", "email"],
                    "emotion": {"score": score, "quote": quote},
                }
            ],
        }
        for number, (score, quote) in enumerate(
            [
                (1, "They took it down at once."),
                (0.25, ""),
                (-1, "Nobody knew of my first call, and I began again from the start."),
                (-2, "Three blankets, and still I could see my breath in the morning."),
                (-1.5, ""),
                (0, ""),
                (1.25, ""),
                (2, "Warm!"),
                (1, ""),
                (-0.75, "A bill."),
            ],
            1,
        )
    ],
}
for _stage in ALONE["stages"]:
    if not _stage["touchpoints"][0]["emotion"]["quote"]:
        del _stage["touchpoints"][0]["emotion"]["quote"]


def at(name: str, *personas: str) -> Board:
    return board_at(next(file for file in MAPS if file.name == f"{name}.journey.yaml"), personas)


@pytest.mark.parametrize(
    ("name", "board", "theme"),
    [
        ("everything", at("everything"), LIGHT),
        ("everything-for-one", at("everything", "Persona 10"), DARK),
        ("later", at("later"), PRINT),
        ("crowd", board_of(CROWD), LIGHT),
        ("alone", board_of(ALONE), LIGHT),
    ],
)
def test_a_picture_is_what_a_person_has_looked_at(
    name: str, board: Board, theme: Theme, request: pytest.FixtureRequest
) -> None:
    svg = draw(board, theme)
    golden = GOLDENS / f"{name}.svg"
    if request.config.getoption("--regenerate", default=False):
        golden.write_text(svg, encoding="utf-8", newline="\n")
    assert svg == golden.read_text(encoding="utf-8")
