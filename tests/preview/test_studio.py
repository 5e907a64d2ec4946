"""What the page is shown of maps while they are written."""

from __future__ import annotations

import datetime
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cjmap import lint
from cjmap.check import Session
from cjmap.cli.preview import _list_maps
from cjmap.draw.theme_choice import find_theme
from cjmap.findings.source import Source
from cjmap.preview.studio import Studio, find_text
from cjmap.project import Project
from cjmap.views.catalogue import VIEWS
from tests.preview.conftest import MAP

NAME = "coat.journey.yaml"
TODAY = datetime.date(2026, 11, 30)


class Workshop:
    """A studio over a folder, with files that are saved in it."""

    def __init__(self, folder: Path, **options: Any) -> None:
        self.folder = folder
        self._saved = 0
        self.save(NAME, MAP)
        project = Project()
        self.studio = Studio(
            Session(project, today=TODAY),
            "en",
            lambda: _list_maps(project, []),
            lambda home: find_theme(home, attend=project.attend),
            **options,
        )

    def save(self, name: str, text: str) -> None:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        # Also where a clock is coarse.
        self._saved += 1
        os.utime(file, ns=(0, 1_700_000_000_000_000_000 + self._saved * 1_000_000))

    def show(self, name: str = NAME, view: str = "map", palette: str = "light") -> Any:
        self.studio.changed()
        return self.studio.picture(name, view, palette)

    def codes(self, name: str = NAME) -> list[str]:
        self.studio.changed()
        found = self.studio.findings(name)
        assert found is not None
        return [one["code"] for one in found]


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workshop]:
    monkeypatch.chdir(tmp_path)
    yield Workshop(tmp_path)


def test_a_saved_map_is_drawn_anew(shop: Workshop) -> None:
    first = shop.show()
    assert "Product page" in first["svg"] and not first["stale"]
    shop.save(NAME, MAP.replace("Product page", "Fitting room"))
    second = shop.show()
    assert "Fitting room" in second["svg"] and "Product page" not in second["svg"]


@pytest.mark.parametrize(
    "broken",
    [
        MAP.replace("title: ", "title: : "),
        MAP.replace("stages:", "stages: [}"),
        "",
        "just words\n",
        "\x00",
        "title: Nothing yet\npersonas: [Laura]\nstages: []\n",
    ],
)
def test_a_broken_map_shows_what_it_said_before_in_every_view(shop: Workshop, broken: str) -> None:
    good = shop.show()["svg"]
    shop.save(NAME, broken)
    shown = shop.show()
    assert (shown["svg"], shown["stale"]) == (good, True)
    assert shop.codes()
    for view in VIEWS:
        other = shop.show(view=view, palette="dark")
        assert other["stale"] and "<svg" in other["svg"]
    shop.save(NAME, MAP.replace("Product page", "Fitting room"))
    mended = shop.show()
    assert "Fitting room" in mended["svg"] and not mended["stale"]


def test_a_map_that_was_never_sound_says_so(shop: Workshop) -> None:
    shop.save("new.journey.yaml", "title: [")
    shown = shop.show("new.journey.yaml")
    assert shown == {
        "svg": None,
        "stale": True,
        "notes": ["This map cannot be read yet; what is wrong stands beside."],
    }
    assert shop.codes("new.journey.yaml") == ["CJ003"]


def test_a_map_whose_title_breaks_keeps_its_name_in_the_list(shop: Workshop) -> None:
    shop.codes()
    for text, title in (
        (MAP.replace("title: Buy", "title: [Buy"), "Buy a coat online"),
        (MAP.replace("channel: web", "channel: [web"), "Buy a coat online"),
        (MAP.replace("Buy a coat", "Buy shoes"), "Buy shoes online"),
    ):
        shop.save(NAME, text)
        shop.codes()
        (told,) = shop.studio.maps()["maps"]
        assert told["title"] == title


def test_nobody_waits_for_the_picture_of_another_map(shop: Workshop) -> None:
    """The list, findings and pictures are answered while one is drawn that takes long."""
    stages = "".join(f"  - {{name: S{n}, touchpoints: [{{name: T{n}}}]}}\n" for n in range(400))
    shop.save("large.journey.yaml", f"title: Large\npersonas: [Ana]\nstages:\n{stages}")
    shop.show()
    done = threading.Event()

    def draw() -> None:
        shop.studio.picture("large.journey.yaml", "map", "light")
        done.set()

    drawing = threading.Thread(target=draw)
    drawing.start()
    while not shop.studio._easels.get(shop.folder / "large.journey.yaml"):
        time.sleep(0.01)
    assert shop.studio.picture(NAME, "curve", "light")
    assert shop.studio.findings(NAME)
    assert len(shop.studio.maps()["maps"]) == 2
    assert not done.is_set()
    drawing.join()


def test_maps_come_and_go(shop: Workshop) -> None:
    shop.show()
    shop.save("deep/other.journey.yaml", MAP.replace("coat", "hat"))
    assert "<svg" in shop.show("deep/other.journey.yaml")["svg"]
    assert {one["name"] for one in shop.studio.maps()["maps"]} == {NAME, "deep/other.journey.yaml"}
    (shop.folder / NAME).unlink()
    assert shop.show() is None
    (shop.folder / "deep/other.journey.yaml").unlink()
    assert shop.show("deep/other.journey.yaml") is None
    assert shop.studio.maps()["trouble"]
    shop.save(NAME, MAP)
    assert "<svg" in shop.show()["svg"]
    assert not shop.studio.maps()["trouble"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("cjmap.toml", '[lint]\nignore = ["CJ2"]\n'),
        ("people.library.yaml", "title: People\npersonas: [{id: laura, name: Laura Gómez}]\n"),
        ("a.journey.yaml", f"id: one\n{MAP}"),
    ],
)
def test_findings_are_those_of_lint_whatever_is_saved(shop: Workshop, name: str, text: str) -> None:
    def told() -> list[str]:
        return sorted(one.code for one in lint(NAME, today=TODAY).findings)

    shop.save("cjmap.toml", "")
    shop.save(NAME, f"id: one\n{MAP}")
    before = told()
    assert sorted(shop.codes()) == before
    shop.save(name, text)
    after = told()
    assert after != before
    assert sorted(shop.codes()) == after


def test_the_theme_of_the_workspace_counts_and_a_broken_one_is_told(shop: Workshop) -> None:
    shop.save("own.toml", 'base = "light"\nbackground = "#fff8f0"\n')
    shop.save("cjmap.toml", '[render]\ntheme = "own.toml"\n')
    day, night = shop.show(), shop.show(palette="dark")
    assert "#fff8f0" in day["svg"] and "#fff8f0" not in night["svg"]
    shop.save("own.toml", 'base = "light"\nbackground = "#fffff0"\n')
    assert "#fffff0" in shop.show()["svg"]
    shop.save("own.toml", 'base = "light"\nbackground = "red"\n')
    broken = shop.show()
    assert "#fffff0" in broken["svg"]
    assert broken["notes"][0].startswith("own.toml:2:")


def test_an_image_that_is_saved_is_seen(shop: Workshop) -> None:
    from tests.draw.test_album import png

    shop.save(NAME, MAP.replace("{name: Laura,", "{name: Laura, photo: a.png,"))
    without = shop.show()["svg"]
    (shop.folder / "a.png").write_bytes(png(4, 4))
    assert shop.show()["svg"] != without


def test_the_index_learns_of_maps_that_nobody_looks_at(shop: Workshop) -> None:
    shop.save("second.journey.yaml", MAP.replace("emotion: 1", "emotion: 9"))
    shop.studio.changed()
    shop.studio._asked = 0.0
    for _ in range(3):
        shop.studio.changed()
    index = {one["name"]: one for one in shop.studio.maps()["maps"]}
    assert (index["second.journey.yaml"]["title"], index["second.journey.yaml"]["errors"]) == (
        "Buy a coat online",
        1,
    )
    assert index[NAME]["errors"] == 0 and index[NAME]["warnings"] > 0


def test_a_library_is_no_map(shop: Workshop) -> None:
    shop.save("people.library.yaml", "title: People\npersonas: [Ana]\n")
    shop.studio.changed()
    assert [one["name"] for one in shop.studio.maps()["maps"]] == [NAME]


@pytest.mark.parametrize(
    ("words", "nth", "line"),
    [
        (["Product page"], 0, 9),
        (["PRODUCT", "Product page"], 0, 9),
        (["Productpage"], 0, 9),
        (["Am I an M or"], 0, 12),
        (["−1. Am I an M or an L?"], 0, 12),
        (["Product page. Laura: −1. Am I an M or an L?"], 0, 9),
    ],
)
def test_a_text_of_a_picture_is_found_in_the_map(
    shop: Workshop, words: list[str], nth: int, line: int
) -> None:
    found = shop.studio.find(NAME, words, nth)
    assert found is not None and (found["line"], found["open"]) == (line, "")


def test_what_follows_from_a_map_stands_nowhere_in_it(shop: Workshop) -> None:
    assert shop.studio.find(NAME, ["♥"], 0) is None
    assert shop.studio.find(NAME, ["Zqxw"], 3) is None


def test_equal_texts_are_told_apart_by_their_order() -> None:
    source = Source("a", "- Web\n- App\n- web\n")
    spans = [(2, 5), (8, 11), (14, 17)]
    assert [find_text(source, spans, ["Web"], nth) for nth in (0, 1, 9)] == [2, 14, 14]


def test_an_editor_is_led_to_findings_and_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shop = Workshop(tmp_path, editor="vscode://file{file}:{line}:{column}")
    file = (tmp_path / NAME).as_posix()
    found = shop.studio.find(NAME, ["Product page"], 0)
    assert found is not None and found["open"] == f"vscode://file{file}:9:15"
    told = shop.studio.findings(NAME)
    assert told and told[0]["open"].startswith(f"vscode://file{file}:")


MAPS = sorted(
    file
    for file in Path("examples").resolve().rglob("*.journey.yaml")
    if "broken" not in file.parts
)
EDITS = (
    ("emotion: 1", "emotion: -2"),
    ("emotion: -1", "emotion: 2"),
    ("severity: 4", "severity: 1"),
    ("  - name: ", "  - name: Quite another "),
    ("title: ", "title: Other "),
    ("pains:", "x-pains:"),
    ("channel: web", "channel: phone"),
    ("language: es", "language: de"),
)


@pytest.mark.parametrize("file", MAPS, ids=lambda file: file.name)
def test_what_is_drawn_again_is_what_would_be_drawn_at_first(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Parts that have not changed are taken from the picture before."""
    monkeypatch.chdir(tmp_path)
    text = file.read_text("utf-8")
    library = file.parents[1] / "shared"
    for shared in library.glob("*.yaml") if library.is_dir() else ():
        (tmp_path / shared.name).write_text(shared.read_text("utf-8"), "utf-8")
    kept = Workshop(tmp_path)
    for old, new in (("", ""), *EDITS):
        text = text.replace(old, new, 1)
        kept.save(NAME, text)
        assert kept.show() == _open_anew(tmp_path).picture(NAME, "map", "light"), old


def _open_anew(folder: Path) -> Studio:
    """A studio that remembers nothing of what is there."""
    project = Project()
    return Studio(
        Session(project, today=TODAY),
        "en",
        lambda: _list_maps(project, []),
        lambda home: find_theme(home, attend=project.attend),
    )
