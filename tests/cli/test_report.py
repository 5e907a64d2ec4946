"""`cjmap report`: what is written where, what is left alone, and what is refused."""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from cjmap.check import sharing, visiting
from cjmap.cli import pages
from cjmap.cli.leftovers import Leftovers
from cjmap.cli.writing import try_to_write_result
from cjmap.draw.shelf import PAGES
from cjmap.messages import Message
from tests.cli.conftest import Cjmap

Write: TypeAlias = Callable[[Path, bytes], Message | None]

COAT = """\
title: Buy a coat
language: en
personas: [Laura]
stages:
  - name: Awareness
    touchpoints:
      - name: Instagram ad
        channel: instagram
        emotion: 1
"""
BROKEN_MAP = "title: Broken\npersonas: [Laura]\nstages: 5\n"
LIBRARY = "cjmap: 1\ntitle: People\nkind: library\npersonas: [Laura]\n"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != PAGES.name)


def test_one_map_is_one_page(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    result = cjmap("report")
    assert (result.exit_code, result.stdout) == (0, "")
    assert names(cjmap.folder / "report") == ["coat.html"]
    assert str(Path("report/coat.html")) in result.stderr


def test_several_maps_have_an_index(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    cjmap.write("later.journey.yaml", COAT.replace("Buy a coat", "Later"))
    cjmap.write("people.library.yaml", LIBRARY)
    assert cjmap("report", "-o", "out").exit_code == 0
    assert names(cjmap.folder / "out") == ["coat.html", "index.html", "later.html"]
    assert "People" in (cjmap.folder / "out/index.html").read_text("utf-8")


def test_a_map_with_errors_is_named_and_the_others_are_written(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    cjmap.write("broken.journey.yaml", BROKEN_MAP)
    result = cjmap("report", "-o", "out")
    assert result.exit_code == 1
    assert "CJ012" in result.stderr
    assert "broken.journey.yaml" in result.stderr
    assert names(cjmap.folder / "out") == ["coat.html", "index.html"]
    assert "broken.journey.yaml" in (cjmap.folder / "out/index.html").read_text("utf-8")


def test_a_map_that_cannot_be_drawn_writes_nothing(cjmap: Cjmap) -> None:
    cjmap.write("broken.journey.yaml", BROKEN_MAP)
    result = cjmap("report", "-o", "out")
    assert result.exit_code == 1
    assert "CJ012" in result.stderr
    assert not (cjmap.folder / "out").exists()


@pytest.mark.parametrize("verb", ["report", "render"])
def test_a_map_of_which_nothing_is_drawn_fails_the_run_whatever_is_silenced(
    cjmap: Cjmap, verb: str
) -> None:
    cjmap.write("bare.journey.yaml", "# cjmap: ignore[CJ010]\ntitle: A\n")
    result = cjmap(verb, "-o", "out")
    assert result.exit_code == 1
    assert "1 of 1 maps could not be drawn." in result.stderr


def test_a_page_that_cannot_be_written_does_not_take_the_others_with_it(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    cjmap.write("two.journey.yaml", COAT.replace("[Laura]", "[Laura, Jorge]"))
    cjmap.write("own/page.html.j2", "{{ board.personas[1].mark.name }}")
    result = cjmap("report", "-o", "out", "--template", "own")
    assert result.exit_code == 2
    assert "coat.journey.yaml: The template page.html.j2 cannot be filled in" in result.stderr
    assert names(cjmap.folder / "out") == ["index.html", "two.html"]
    index = (cjmap.folder / "out/index.html").read_text("utf-8")
    assert "coat.html" not in index
    assert "<code>coat.journey.yaml</code> · its page could not be written" in index


def test_a_page_that_has_no_place_is_named_and_nothing_leads_to_it(cjmap: Cjmap) -> None:
    link = "\nlinks: [{to: coat.journey.yaml, rel: next}]\n"
    cjmap.write("coat.journey.yaml", COAT)
    cjmap.write("two.journey.yaml", COAT + link)
    cjmap.write("three.journey.yaml", COAT)
    assert cjmap("report", "-o", "out").exit_code == 0
    pages = {name: (cjmap.folder / "out" / name) for name in ("two.html", "index.html")}
    assert all('href="coat.html' in page.read_text("utf-8") for page in pages.values())
    (cjmap.folder / "out/coat.html").unlink()
    (cjmap.folder / "out/coat.html").symlink_to("/proc/nobody/coat.html")
    result = cjmap("report", "-o", "out")
    assert result.exit_code == 2
    assert "coat.html cannot be written: a link leads out of " in result.stderr
    assert "3 pages written" in result.stderr
    assert not any('href="coat.html' in page.read_text("utf-8") for page in pages.values())
    assert "<code>coat.journey.yaml</code>" in pages["index.html"].read_text("utf-8")


def test_what_a_library_names_is_found_from_the_library(cjmap: Cjmap) -> None:
    cjmap.write("cjmap.toml", "")
    cjmap.write(
        "shared/all.library.yaml",
        "title: S\npersonas:\n  - {name: Laura, photo: {src: ../faces/laura.png, alt: She}}\n"
        "evidence:\n  - {title: Talks, file: talks.pdf}\n",
    )
    cjmap.write("faces/laura.png", b"\x89PNG\r\n\x1a\n")
    cjmap.write(
        "maps/coat.journey.yaml", f"{COAT.replace('Laura', 'laura')}        evidence: talks\n"
    )
    assert cjmap("report", "-o", "out").exit_code == 0
    page = (cjmap.folder / "out/coat.html").read_text("utf-8")
    assert 'src="data:image/png;base64,' in page
    assert "../shared/talks.pdf" in page


def test_a_photo_with_a_name_too_long_for_any_file_is_a_missing_one(cjmap: Cjmap) -> None:
    long = "á" * 200 + ".png"
    stages = COAT.partition("stages:")[2]
    photo = (
        f"title: T\npersonas: [{{name: Laura, photo: {{src: {long}, alt: She}}}}]\nstages:{stages}"
    )
    cjmap.write("coat.journey.yaml", f"{photo}        image: {{src: {long}, alt: It}}\n")
    cjmap.write("later.journey.yaml", COAT)
    result = cjmap("report", "-o", "out")
    assert result.exit_code == 0
    assert names(cjmap.folder / "out") == ["coat.html", "index.html", "later.html"]
    assert (cjmap.folder / "out/coat.html").read_text("utf-8").count("CJ107") >= 2


def test_a_missing_file_breaks_the_run(cjmap: Cjmap) -> None:
    result = cjmap("report", "missing.journey.yaml")
    assert result.exit_code == 2
    assert "CJ001" in result.stderr


def test_other_files_in_the_folder_stay(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    notes = cjmap.write("out/notes.txt", "mine")
    assert cjmap("report", "-o", "out").exit_code == 0
    assert cjmap("report", "-o", "out").exit_code == 0
    assert notes.read_text() == "mine"
    assert names(cjmap.folder / "out") == ["coat.html", "notes.txt"]


def test_a_page_that_no_report_wrote_is_not_replaced(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    page = cjmap.write("out/coat.html", "<p>mine</p>")
    result = cjmap("report", "-o", "out")
    assert result.exit_code == 2
    assert "coat.html" in result.stderr
    assert page.read_text() == "<p>mine</p>"


def test_a_file_is_no_folder(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    cjmap.write("out", "mine")
    result = cjmap("report", "-o", "out")
    assert result.exit_code == 2
    assert (cjmap.folder / "out").read_text() == "mine"


def test_libraries_alone_make_no_report(cjmap: Cjmap) -> None:
    cjmap.write("people.library.yaml", LIBRARY)
    assert cjmap("report", "people.library.yaml").exit_code == 2


def test_standard_input_is_a_map_too(cjmap: Cjmap) -> None:
    result = cjmap("report", "-", "--stdin-filename", "coat.journey.yaml", "-o", "out", stdin=COAT)
    assert result.exit_code == 0
    assert names(cjmap.folder / "out") == ["coat.html"]


def test_templates_of_ones_own(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    cjmap.write("own/page.html.j2", "<title>{{ heading.title }}</title>")
    assert cjmap("report", "-o", "out", "--template", "own").exit_code == 0
    assert (cjmap.folder / "out/coat.html").read_text().startswith("<title>Buy a coat</title>")
    # A page from it is known again, however little of ours is left in it.
    assert cjmap("report", "-o", "out", "--template", "own").exit_code == 0
    cjmap.write("own/page.html.j2", "{% if %}")
    result = cjmap("report", "-o", "out", "--template", "own")
    assert result.exit_code == 2
    assert "page.html.j2" in result.stderr
    assert cjmap("report", "--template", "nowhere").exit_code == 2


def test_a_block_of_a_page_is_replaced_and_all_else_stays(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    block = (
        '{%% extends "cjmap/page.html.j2" %%}\n{%% block more %%}\n<p>%s</p>\n{%% endblock %%}\n'
    )
    cjmap.write("own/page.html.j2", block % "Ask {{ heading.title }}")
    assert cjmap("report", "--template", "own").exit_code == 0
    page = (cjmap.folder / "report/coat.html").read_text("utf-8")
    assert "<p>Ask Buy a coat" in page
    assert 'id="map"' in page
    cjmap.write("own/page.html.j2", block % "{{ heading.nothing }}")
    result = cjmap("report", "--template", "own")
    assert result.exit_code == 2
    assert "The template page.html.j2 cannot be filled in, line 3: " in result.stderr


def test_maps_alone_stand_beside_their_pages(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    cjmap.write("later.journey.yaml", COAT.replace("coat", "hat"))
    cjmap("report", "-o", "out")
    before = names(cjmap.folder / "out")
    assert cjmap("report", "--embed", "-o", "out").exit_code == 0
    assert names(cjmap.folder / "out") == sorted([*before, "coat.embed.html", "later.embed.html"])
    assert "<script" not in (cjmap.folder / "out/coat.embed.html").read_text("utf-8")
    # The pages are still those of the maps, and known as such.
    cjmap("report", "-o", "out")
    assert "coat.embed.html" in names(cjmap.folder / "out")
    assert cjmap("report", "coat.journey.yaml", "--embed", "-o", "one.html").exit_code == 0
    assert (cjmap.folder / "one.html").read_text("utf-8").startswith('<div class="cjmap-embed"')


def test_the_settings_choose_what_is_found(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    cjmap("report", "-o", "out")
    assert "CJ212" in (cjmap.folder / "out/coat.html").read_text("utf-8")
    cjmap.write("cjmap.toml", '[lint]\nignore = ["CJ2"]\n')
    cjmap("report", "-o", "out")
    assert "CJ212" not in (cjmap.folder / "out/coat.html").read_text("utf-8")


def test_the_same_maps_give_the_same_bytes(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    cjmap.write("later.journey.yaml", COAT.replace("[Laura]", "[Laura, Jorge, Ana]"))
    pages = []
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-m", "cjmap", "--today", "2026-11-21", "report", "-o", f"out{seed}"],
            cwd=cjmap.folder,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        )
        folder = cjmap.folder / f"out{seed}"
        pages.append({name: (folder / name).read_bytes() for name in names(folder)})
    assert pages[0] == pages[1]
    assert len(pages[0]) == 3


def read_all(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in names(folder)}


def write_workspace(cjmap: Cjmap) -> None:
    """Maps that say something of one another, under two settings, one of them broken."""
    cjmap.write("cjmap.toml", '[words.en]\ntouchpoints = "Moments"\n')
    cjmap.write("people.library.yaml", LIBRARY)
    cjmap.write("coat.journey.yaml", f"{COAT}links: [{{to: b/later.journey.yaml, rel: next}}]\n")
    cjmap.write("a/coat.journey.yaml", COAT.replace("title:", "id: coat\ntitle:"))
    cjmap.write("b/cjmap.toml", 'extend = "../cjmap.toml"\n[lint]\nignore = ["CJ2"]\n')
    cjmap.write("b/later.journey.yaml", COAT.replace("title:", "id: coat\ntitle:"))
    cjmap.write("b/broken.journey.yaml", BROKEN_MAP)
    cjmap.write("c/abrigo.journey.yaml", COAT.replace("language: en", "language: es"))


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_many_maps_give_the_pages_that_few_give(
    jobs: str, start: str, cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_workspace(cjmap)
    before = cjmap("report", "-o", "few")
    assert before.exit_code == 1
    monkeypatch.setattr(visiting, "SIZE", 1)
    monkeypatch.setattr(sharing, "_context", lambda: multiprocessing.get_context(start))
    after = cjmap("report", "-o", "many", "--jobs", jobs)
    assert after.exit_code == 1
    assert after.stderr.replace("many", "few") == before.stderr
    few, many = read_all(cjmap.folder / "few"), read_all(cjmap.folder / "many")
    assert sorted(few) == [
        *("a.coat.html", "b.later.html", "c.abrigo.html"),
        "coat.html",
        "index.html",
    ]
    assert few == many
    assert b"CJ803" in few["b.later.html"]
    assert b"Moments" in few["index.html"]


def test_of_many_maps_too_a_page_without_a_place_is_led_to_by_none(
    cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_workspace(cjmap)
    monkeypatch.setattr(visiting, "SIZE", 1)
    monkeypatch.setattr(pages, "try_to_write_result", refuse("b.later.html", try_to_write_result))
    result = cjmap("report", "-o", "out", "--jobs", "1")
    assert result.exit_code == 2
    assert "later.journey.yaml: no room" in result.stderr
    written = read_all(cjmap.folder / "out")
    assert "b.later.html" not in written
    assert not any(b'href="b.later.html' in text for text in written.values())


def refuse(name: str, write: Write) -> Write:
    """A way to write files that has no room for one of a name."""

    def write_others(file: Path, data: bytes) -> Message | None:
        return Message("no room") if file.name == name else write(file, data)

    return write_others


def test_pages_take_the_theme_of_the_settings(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    cjmap.write("later.journey.yaml", COAT.replace("Buy a coat", "Later"))
    cjmap.write("own.toml", 'base = "dark"\nbackground = "#123456"\n')
    cjmap.write("cjmap.toml", '[render]\ntheme = "own.toml"\n')
    assert cjmap("report", "-o", "out").exit_code == 0
    for name in ("coat.html", "index.html"):
        text = (cjmap.folder / "out" / name).read_text("utf-8")
        assert 'data-theme="dark"' in text
        assert "--background:#123456;" in text


def test_a_theme_that_is_none_writes_nothing(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    for theme, said in (("nowhere.toml", "nowhere.toml"), ("own.toml", "background")):
        cjmap.write("own.toml", 'background = "red"\n')
        cjmap.write("cjmap.toml", f'[render]\ntheme = "{theme}"\n')
        result = cjmap("report", "-o", "out")
        assert result.exit_code == 2
        assert said in result.stderr
        assert not (cjmap.folder / "out").exists()


def test_the_page_of_one_map_goes_into_the_file_that_is_named(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    assert cjmap("report", "-o", "out/r.html").exit_code == 0
    assert names(cjmap.folder / "out") == ["r.html"]
    cjmap.write("two.journey.yaml", COAT)
    assert cjmap("report", "coat.journey.yaml", "-o", "out/r.html").exit_code == 0
    several = cjmap("report", "-o", "out/r.html")
    assert several.exit_code == 2
    assert "These are 2 maps, each with a page of its own" in several.stderr
    # A folder may be called so.
    (cjmap.folder / "pages.html").mkdir()
    assert cjmap("report", "-o", "pages.html").exit_code == 0
    assert names(cjmap.folder / "pages.html") == ["coat.html", "index.html", "two.html"]


def test_a_file_that_no_report_wrote_is_not_written_over(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    cjmap.write("r.html", "<p>mine</p>")
    assert cjmap("report", "-o", "r.html").exit_code == 2
    assert (cjmap.folder / "r.html").read_text("utf-8") == "<p>mine</p>"


# --- pages that stay, and pages that go -------------------------------------------------------------


def titled(title: str) -> str:
    return COAT.replace("Buy a coat", title)


def test_a_page_keeps_its_name_whatever_becomes_of_other_maps(cjmap: Cjmap) -> None:
    cjmap.write("cjmap.toml", "")
    cjmap.write("shop/coat.journey.yaml", COAT)
    cjmap.write("coat/coat.journey.yaml", COAT)
    assert cjmap("report", "-o", "alone", "shop").exit_code == 0
    assert names(cjmap.folder / "alone") == ["shop.coat.html"]
    assert cjmap("report", "-o", "out").exit_code == 0
    assert names(cjmap.folder / "out") == ["coat.html", "index.html", "shop.coat.html"]
    cjmap.write("shop/coat.journey.yaml", "id: something\n" + titled("Another title"))
    for name in ("a/coat.journey.yaml", "index.journey.yaml", "z.journey.yml"):
        cjmap.write(name, titled(name))
    result = cjmap("report", "-o", "out")
    assert "removed" not in result.stderr
    assert names(cjmap.folder / "out") == [
        "a.coat.html",
        "coat.html",
        "index-map.html",
        "index.html",
        "shop.coat.html",
        "z.html",
    ]


def test_pages_of_maps_that_are_gone_go_and_nothing_else(cjmap: Cjmap) -> None:
    cjmap.write("cjmap.toml", "")
    for name in ("one", "two", "three", "four"):
        cjmap.write(f"{name}.journey.yaml", titled(name))
    cjmap("report", "-o", "out")
    cjmap.write("out/notes.html", "mine")
    # Somebody has made one of the pages his own.
    cjmap.write("out/three.html", "<p>mine now</p>")
    for name in ("two", "three"):
        (cjmap.folder / f"{name}.journey.yaml").unlink()
    (cjmap.folder / "four.journey.yaml").rename(cjmap.folder / "fore.journey.yaml")
    result = cjmap("report", "-o", "out")
    assert names(cjmap.folder / "out") == [
        "fore.html",
        "index.html",
        "notes.html",
        "one.html",
        "three.html",
    ]
    assert "2 pages removed: four.html, two.html" in result.stderr
    cjmap.write("cjmap.toml", 'exclude = ["fore.journey.yaml"]\n')
    assert "2 pages removed: fore.html, index.html" in cjmap("report", "-o", "out").stderr
    assert names(cjmap.folder / "out") == ["notes.html", "one.html", "three.html"]


def test_a_run_over_part_of_a_workspace_lets_the_other_pages_be(cjmap: Cjmap) -> None:
    cjmap.write("cjmap.toml", "")
    for name in ("one", "two", "three"):
        cjmap.write(f"{name}.journey.yaml", titled(name))
    cjmap("report", "-o", "out")
    assert "removed" not in cjmap("report", "-o", "out", "one.journey.yaml").stderr
    (cjmap.folder / "two.journey.yaml").unlink()
    # It is still known who wrote them.
    assert "1 page removed: two.html" in cjmap("report", "-o", "out", "one.journey.yaml").stderr
    assert names(cjmap.folder / "out") == ["index.html", "one.html", "three.html"]


def test_pages_of_two_states_say_which_came_first(cjmap: Cjmap) -> None:
    cjmap.write("cjmap.toml", "")
    link = "links: [{to: one.journey.yaml, rel: baseline}]\n"
    cjmap.write("one.journey.yaml", titled("one"))
    cjmap.write("two.journey.yaml", titled("two") + link)
    cjmap.write("three.journey.yaml", titled("three") + "state: future\n" + link)
    cjmap.write("four.journey.yaml", titled("four"))
    cjmap.write("five.journey.yaml", titled("five") + "status: archived\n")
    assert cjmap("report", "-o", "out").exit_code == 0
    shown = {
        name: re.findall(
            r'<span class="badge[^>]*>([^<]*)',
            (cjmap.folder / f"out/{name}.html").read_text("utf-8"),
        )[0]
        for name in ("one", "two", "three", "four", "five")
    }
    assert shown == {
        "one": "before the change",
        "two": "after the change",
        "three": "future state",
        "four": "current state",
        "five": "current state",
    }


def test_runs_into_one_folder_at_once_know_of_each_others_pages(
    cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "two"):
        cjmap.write(f"{name}/cjmap.toml", "")
        cjmap.write(f"{name}/{name}.journey.yaml", titled(name))
    part = Leftovers.part

    def be_late(self: Leftovers, *given: Any) -> Any:
        monkeypatch.setattr(Leftovers, "part", part)
        assert cjmap("report", "two", "-o", "out").exit_code == 0
        return part(self, *given)

    monkeypatch.setattr(Leftovers, "part", be_late)
    assert cjmap("report", "one", "-o", "out").exit_code == 0
    listed = json.loads((cjmap.folder / "out" / PAGES.name).read_text("utf-8"))
    assert sorted(listed["pages"]) == ["one.html", "two.html"]


def test_a_list_that_no_report_wrote_is_left_alone(cjmap: Cjmap) -> None:
    cjmap.write("a.journey.yaml", COAT)
    cjmap.write("precious.html", "mine")
    for text in ("[]", '{"version": 1, "pages": {"../precious.html": "x"}}', "{", "\xff"):
        cjmap.write(f"out/{PAGES.name}", text.encode("latin-1"))
        result = cjmap("report", "-o", "out")
        assert result.exit_code == 2
        assert PAGES.name in result.stderr
    assert (cjmap.folder / "precious.html").exists()
