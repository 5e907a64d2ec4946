"""The blueprint as a picture, to the pixel, as a person has looked at it.

`pytest tests/views/blueprint/test_goldens.py --regenerate` writes the pictures anew: open them and look.
What they mean is tested beside them; these hold the places of things, their sizes and their strokes.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from cjmap.draw.theme import DARK, LIGHT, Theme
from cjmap.views.blueprint.sheet import draw
from tests.views.maps import NASTY, board_at

GOLDENS = Path(__file__).parent / "goldens"


@pytest.mark.parametrize(("name", "theme"), [("behind-the-scenes", LIGHT), ("arabic", DARK)])
def test_a_picture_is_what_a_person_has_looked_at(
    name: str, theme: Theme, request: pytest.FixtureRequest
) -> None:
    file = next(file for file in NASTY if file.name == f"{name}.journey.yaml")
    svg = draw(board_at(file), theme)
    golden = GOLDENS / f"{name}.svg"
    if request.config.getoption("--regenerate", default=False):
        golden.write_text(svg, encoding="utf-8", newline="\n")
    assert svg == golden.read_text(encoding="utf-8")
