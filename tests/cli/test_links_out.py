"""Links in a stranger's clone that lead out of it: nothing is written or removed where they lead."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.conftest import Cjmap
from tests.cli.test_planted import MAPS

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")

HELD = "what somebody else holds dear\n"
CALLS = (
    ("render", "-o", "pictures"),
    ("render", "a.journey.yaml", "-o", "pictures/a.map.svg"),
    ("render", "a.journey.yaml", "--view", "flow", "--format", "json", "-o", "file.json"),
    ("report",),
    ("report", "-o", "report/deep/er"),
    ("gaps", "-o", "file.json"),
    ("gaps", "-o", "deep/new.json"),
    ("lint", "--output-format", "json", "-o", "file.json"),
    ("lint", "--write-baseline", "file.json"),
    ("validate", "--output-format", "sarif", "-o", "file.json"),
    ("convert", "a.journey.yaml", "report/a.md"),
    ("convert", "a.journey.yaml", "b.md", "--report", "file.json"),
    ("init", "report/new"),
    ("init", "--from", "table.csv", "report"),
    ("measure", "--sample", "report/shop"),
)


@pytest.fixture
def clone(cjmap: Cjmap) -> Cjmap:
    """A folder with a repository's mark, and links in it to another beside it."""
    (cjmap.folder / ".git").mkdir()
    outside = cjmap.folder.parent / "outside"
    outside.mkdir()
    (outside / "profile").write_text(HELD, "utf-8")
    cjmap.write("a.journey.yaml", (MAPS / "full.journey.yaml").read_text("utf-8"))
    cjmap.write("table.csv", "Stage,Touchpoint\nFind,Shop\n")
    (cjmap.folder / "pictures").mkdir()
    for name, target in {
        "pictures/a.map.svg": "../../outside/profile",
        "file.json": "../outside/profile",
        "report": "../outside",
        "deep": "report",
    }.items():
        (cjmap.folder / name).symlink_to(target)
    return cjmap


def held(clone: Cjmap) -> Mapping[str, str]:
    outside = clone.folder.parent / "outside"
    return {
        str(file.relative_to(outside)): file.read_text("utf-8")
        for file in sorted(outside.rglob("*"))
    }


@pytest.mark.parametrize("settings", [False, True])
@pytest.mark.parametrize("words", CALLS, ids=" ".join)
def test_nothing_is_written_where_a_link_leads_out(
    clone: Cjmap, words: tuple[str, ...], settings: bool
) -> None:
    if settings:
        # Without a repository it is the workspace that counts.
        (clone.folder / ".git").rmdir()
        clone.write("cjmap.toml", "")
    result = clone("--lang", "en", *words)
    assert result.exit_code == 2
    assert "a link leads out of " in result.stderr
    assert held(clone) == {"profile": HELD}


def test_no_list_has_anything_removed_where_a_link_leads_out(clone: Cjmap) -> None:
    outside = clone.folder.parent / "outside"
    (clone.folder / "pictures/a.map.svg").unlink()
    (clone.folder / "pictures/s").symlink_to("../../outside")
    (outside / "b.map.svg").write_text("<svg/>", "utf-8")
    digest = hashlib.sha256(b"<svg/>").hexdigest()
    listed = {"s/b.map.svg": {"map": "../gone.journey.yaml", "sha256": digest}}
    text = json.dumps({"version": 1, "pictures": listed})
    clone.write("pictures/cjmap-pictures.json", text)
    before = held(clone)
    result = clone("render", "-o", "pictures")
    assert result.exit_code == 0, result.output
    assert held(clone) == before
    assert outside.is_dir()
    # Beside it the same is removed.
    (clone.folder / "pictures/s").unlink()
    clone.write("pictures/s/b.map.svg", "<svg/>")
    clone.write("pictures/cjmap-pictures.json", text)
    assert clone("render", "-o", "pictures").exit_code == 0
    assert not (clone.folder / "pictures/s").exists()


def test_a_place_elsewhere_that_is_named_by_its_own_name_is_meant(clone: Cjmap) -> None:
    outside = clone.folder.parent / "outside"
    assert clone("gaps", "-o", str(outside / "gaps.txt")).exit_code == 0
    assert clone("gaps", "-o", "../outside/more.txt").exit_code == 0
    assert {*held(clone)} == {"gaps.txt", "more.txt", "profile"}
    # A link that stays within is written through.
    clone.write("real.txt", "old")
    (clone.folder / "link.txt").symlink_to("real.txt")
    assert clone("gaps", "-o", "link.txt").exit_code == 0
    assert (clone.folder / "link.txt").is_symlink()
    assert (clone.folder / "real.txt").read_text("utf-8") != "old"


def test_a_repository_behind_a_link_is_no_home(clone: Cjmap) -> None:
    """What lies there has not come with the clone, though it has the mark of a repository, too."""
    outside = clone.folder.parent / "outside"
    (outside / "sub" / ".git").mkdir(parents=True)
    (outside / ".git").mkdir()
    for place in ("report/x.txt", "report/sub/x.txt", "deep/sub/x.txt"):
        assert clone("gaps", "-o", place).exit_code == 2
    assert not [*outside.rglob("x.txt")]


def test_a_folder_that_is_reached_by_a_link_is_written_to(
    clone: Cjmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = clone.folder.parent / "home"
    home.mkdir()
    (home / "maps").symlink_to(clone.folder)
    monkeypatch.chdir(home)
    assert clone("gaps", "maps/a.journey.yaml", "-o", "maps/x.txt").exit_code == 2
    assert clone("gaps", "maps/a.journey.yaml", "-o", str(Path("../work/x.txt"))).exit_code == 0
    monkeypatch.chdir(clone.folder.parent.parent)
    assert clone("gaps", str(clone.folder), "-o", str(home / "maps/y.txt")).exit_code == 0
