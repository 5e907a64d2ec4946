"""The cache of what earlier runs have found, as whoever runs `cjmap` meets it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjmap.check import footing, linting, validating
from tests.cli.conftest import Cjmap

MAP = "title: Buy a coat\npersonas: [Laura]\nstages: [Purchase]\n"


@pytest.fixture(autouse=True)
def _many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linting, "SIZE", 1)
    monkeypatch.setattr(validating, "_BATCH", 1)
    monkeypatch.setattr(footing, "_MARGIN", -3_600_000_000_000)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "cjmap"


def entries(home: Path) -> int:
    return sum(file.is_file() for file in home.rglob("*"))


@pytest.mark.parametrize("verb", [["validate"], ["lint", "--notes"]])
def test_a_second_run_prints_the_same(cjmap: Cjmap, home: Path, verb: list[str]) -> None:
    cjmap.write("a.journey.yaml", MAP)
    cjmap.write("b.journey.yaml", MAP.replace("title", "titel"))
    plain = cjmap(*verb, "--no-cache", ".")
    assert not home.exists()
    for words in ([], ["--output-format", "json"], ["--output-format", "sarif"], ["--lang", "es"]):
        expected = cjmap(*verb, *words, "--no-cache", ".")
        for _ in range(2):
            found = cjmap(*verb, *words, ".")
            assert (found.output, found.exit_code) == (expected.output, expected.exit_code)
    assert "CJ011" in plain.output
    assert entries(home) == 2


def test_a_plan_that_comes_true_makes_its_baseline_past(cjmap: Cjmap, home: Path) -> None:
    """What is known of a map is asked again where the state changes of one that names it."""
    due = "    opportunities: [{text: Lamps, status: doing, owner: Ann, due: 2020-01-01}]\n"
    cjmap.write("now.journey.yaml", MAP.replace("[Purchase]", f"\n  - name: Purchase\n{due}"))
    after = MAP + "links: [{rel: baseline, to: now.journey.yaml}]\n"
    for state, late in (("future", True), ("current", False), ("future", True)):
        cjmap.write("after.journey.yaml", f"state: {state}\n{after}")
        said = cjmap("lint", "--select", "CJ508", ".").output
        assert ("CJ508" in said) is late
    assert home.exists()


def test_it_can_be_emptied(cjmap: Cjmap, home: Path) -> None:
    for name in "abc":
        cjmap.write(f"{name}.journey.yaml", MAP)
    cjmap("validate", ".")
    assert entries(home) == 3
    said = cjmap("cache", "clean")
    assert said.exit_code == 0
    assert said.stderr == f"3 entries removed from {home}.\n"
    assert entries(home) == 0
    assert cjmap("-q", "cache", "clean").output == ""


def test_one_that_cannot_be_used_is_no_hindrance(cjmap: Cjmap, home: Path) -> None:
    home.parent.mkdir()
    home.write_text("no folder")
    for name in "ab":
        cjmap.write(f"{name}.journey.yaml", MAP)
    assert cjmap("validate", ".").exit_code == 0
    said = cjmap("cache", "clean")
    assert said.exit_code == 2
    assert said.stderr == f"error: The cache {home} cannot be used.\n"


def test_whoever_looks_for_defects_does_without(
    cjmap: Cjmap, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CJMAP_DEBUG", "1")
    for name in "ab":
        cjmap.write(f"{name}.journey.yaml", MAP)
    cjmap("validate", ".")
    assert not home.exists()
