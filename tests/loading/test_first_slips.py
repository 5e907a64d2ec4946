"""What somebody writes on a first afternoon gets one finding, and a help that can be copied."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from cjmap.check import Selection, Session, run
from cjmap.project.workspace import CONFIG_NAME

TODAY = datetime.date(2026, 11, 29)
TOP = "title: Buy a coat\npersonas: [Laura, Jorge Ruiz]\n"
STAGE = "stages:\n  - name: Purchase\n    touchpoints:\n      - name: Checkout\n        "

SLIPS = {
    "title: A\npersonas: Laura\nstages: [S]\n": ("CJ012", "Write `personas: [Laura]`."),
    "title: A\npersonas: Laura López, Jorge\nstages: [S]\n": (
        "CJ012",
        "Write `personas: [Laura López, Jorge]`.",
    ),
    "title: A\npersonas: [L]\nstages: Purchase\n": ("CJ012", "Write `stages: [Purchase]`."),
    f'{TOP}{STAGE}pains: "Too dear: much"\n': (
        "CJ012",
        "Begin each item with `- ` on a line of its own.",
    ),
    f"{TOP}{STAGE}emotion: {{laura: 1, jorge-ruiz: -1}}\n": (
        "CJ011",
        "By persona it is `emotions`.",
    ),
    f"{TOP}{STAGE}emotion:\n          Laura: 1\n": ("CJ011", "By persona it is `emotions`."),
    f"{TOP}{STAGE}thoughts: {{laura: Too dear}}\n": (
        "CJ011",
        "“laura” is one of the personas: write `persona: laura`, and beside it what it says.",
    ),
    f"{TOP}{STAGE}pains: [{{text: Slow, Jorge Ruiz: 5}}]\n": (
        "CJ011",
        "“Jorge Ruiz” is one of the personas: write `personas: Jorge Ruiz`, and beside it what it says.",
    ),
    f"{TOP}{STAGE}next: fin\n": (
        "CJ103",
        "Where the way ends, write `exit: success` (or `abandon`) in place of `next`.",
    ),
    f"{TOP}{STAGE}opportunities: [{{text: A, due: 5/11/2026}}]\n": (
        "CJ015",
        "Write `due: 2026-11-05` or `due: 2026-05-11`.",
    ),
    f"{TOP}{STAGE}opportunities: [{{text: A, due: Q1 2027}}]\n": (
        "CJ015",
        "A day is needed, such as `due: 2027-03-31`, the last one.",
    ),
}


def findings(folder: Path, text: str) -> list[tuple[str, str]]:
    (folder / CONFIG_NAME).touch()
    file = folder / "a.journey.yaml"
    file.write_text(text)
    found = run(Session(today=TODAY), [file], Selection()).findings
    return [(one.code, one.help.render() if one.help else "") for one in found]


@pytest.mark.parametrize("text", SLIPS)
def test_a_slip_is_told_once_with_what_to_write(tmp_path: Path, text: str) -> None:
    assert findings(tmp_path, text) == [SLIPS[text]]


def test_a_persona_that_the_map_lacks_is_a_mistake_of_its_own(tmp_path: Path) -> None:
    found = findings(tmp_path, f"{TOP}{STAGE}emotion: {{laura: 1, ana: 2}}\n")
    assert [code for code, _ in found] == ["CJ011", "CJ102"]


@pytest.mark.parametrize("inner", ["{laura: 1, score: 2}", "{ana: 1}"])
def test_other_keys_of_an_emotion_are_not_taken_for_personas(tmp_path: Path, inner: str) -> None:
    found = findings(tmp_path, f"{TOP}{STAGE}emotion: {inner}\n")
    assert found
    assert all("emotions" not in help for _, help in found)
