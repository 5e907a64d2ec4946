"""A value is added to a closed choice with one line: every consumer takes it from there."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.vocabulary.walk import ASKED, DERIVED, WRITTEN

ROOT = Path(__file__).parents[2]

# The line of a value, where a choice's values carry more than their words.
LINES = {
    "BuiltInChannel": 'ADDED = "added-channel", tr("addedlabel"), ChannelType.ADDED',
    "ChannelType": 'ADDED = "added-type", tr("addedlabel"), "Help.", "web"',
    "Comparison": 'ADDED = "=~", "≈", "About.", operator.eq',
    "Exit": 'ADDED = "added-exit", tr("addedlabel"), "Help.", tr("addedlabel")',
    "Face": 'ADDED = "🥸", Level.ADDED.label, 0.6',
    "Rate": 'ADDED = "added-rate", tr("addedlabel"), 3',
    "Gravity": 'ADDED = "added-gravity", tr("addedlabel"), 3',
    "Level": 'ADDED = "added-level", tr("addedlabel"), 0.6',
    "LaneName": 'ADDED = "added-lane", tr("addedlabel"), tr("addedsubtitle")',
    "LifecyclePhase": 'ADDED = "added-phase", tr("addedlabel")',
    "LifecycleModel": 'ADDED = "added-model", tr("addedlabel"), (_P.AWARENESS, _P.ADDED)',
    "MetricType": 'ADDED = "added-metric", tr("addedlabel"), "Help.", tr("The x"), Direction.UP',
}


# Where what stands in an output is not what the map wrote.
SHOWN_OTHERWISE = {
    # A page counts pains, the open ones among them: a word, and no label.
    "PainStatus": {"page"},
    # A picture draws the nearest of five faces.
    "Face": {"map", "flow", "page"},
}


def extend(package: Path) -> set[str]:
    """Adds one line to each choice of a copy of the package; the names of the choices."""
    found = set()
    for file in sorted((package / "vocabulary").glob("*.py")):
        lines = file.read_text(encoding="utf-8").splitlines()
        classes = [
            node
            for node in ast.parse("\n".join(lines)).body
            if isinstance(node, ast.ClassDef) and "Choice" in {ast.unparse(b) for b in node.bases}
        ]
        for node in reversed(classes):
            other = f'ADDED = "added-{node.name.lower()}", tr("addedlabel"), "Help."'
            assert node.end_lineno is not None
            lines.insert(node.end_lineno, f"    {LINES.get(node.name, other)}")
            found.add(node.name)
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    place = tmp_path_factory.mktemp("extended")
    shutil.copytree(ROOT / "cjmap", place / "cjmap", ignore=shutil.ignore_patterns("__pycache__"))
    added = extend(place / "cjmap")
    (place / "maps").mkdir()
    script = place / "walk.py"
    shutil.copy(Path(__file__).parent / "walk.py", script)
    done = subprocess.run(
        [sys.executable, script, place / "maps"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(place), "PYTHONUTF8": "1", "LANG": "C"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    assert set(report["choices"]) == added
    return report


pytestmark = pytest.mark.xdist_group("vocabulary")


def test_every_choice_is_walked(walked: dict[str, Any]) -> None:
    assert set(walked["choices"]) == {*WRITTEN, *ASKED, *DERIVED}
    assert all("added" in value or value in ("=~", "🥸") for value in walked["last"].values())


@pytest.mark.parametrize("choice", WRITTEN)
def test_an_editor_offers_a_new_value(walked: dict[str, Any], choice: str) -> None:
    # A phase and a comparison are texts of a form; editors offer no list of them.
    if choice not in ("LifecyclePhase", "Comparison"):
        assert walked["last"][choice] in walked["offered"]


@pytest.mark.parametrize("choice", [*WRITTEN, *ASKED])
def test_a_new_value_is_shown_wherever_the_others_are(walked: dict[str, Any], choice: str) -> None:
    new = walked["last"][choice]
    for output, shown in walked["shown"][choice].items():
        if output in SHOWN_OTHERWISE.get(choice, ()):
            continue
        old = [found for value, found in shown.items() if value != new]
        assert shown[new] or not all(old), (output, shown)


def test_the_words_of_the_main_choices_do_show(walked: dict[str, Any]) -> None:
    """So that the test above does not hold for want of anything shown."""
    board = {name: shown["board"] for name, shown in walked["shown"].items() if "board" in shown}
    for name in (
        *("MapKind", "MapState", "MapStatus", "PersonaType", "JobType", "EvidenceType"),
        *("Confidence", "Intensity", "Frequency", "Effect", "OpportunityStatus", "Exit"),
        *("MomentOfTruth", "Feedback", "MetricType", "BuiltInChannel", "Level"),
    ):
        assert all(board[name].values()), name
