"""`cjmap render`: what is written where, and what is refused."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pypdf
import pytest
from PIL import Image

from cjmap.cli import console, watching
from cjmap.cli.pictures import PICTURES
from cjmap.views.catalogue import DRAWINGS, suffix_of
from tests.cli.conftest import Cjmap

COAT = """\
title: Buy a coat
language: en
personas: [Laura, Jorge]
stages:
  - name: Awareness
    touchpoints:
      - name: Instagram ad
        channel: instagram
        emotion: 1
      - name: Shop window
        personas: [jorge]
"""
LIBRARY = "cjmap: 1\ntitle: People\nkind: library\npersonas: [Laura]\n"


def pictures_in(folder: Path) -> list[Path]:
    """What was drawn, without the list of it."""
    return sorted(file for file in folder.iterdir() if file.name != PICTURES.name)


def title_of(text: str) -> str | None:
    return ElementTree.fromstring(text).findtext("{http://www.w3.org/2000/svg}title")


@pytest.mark.parametrize("view", sorted({view for view, form in DRAWINGS if form == "svg"}))
def test_svg_to_standard_output(cjmap: Cjmap, view: str) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    result = cjmap("render", "coat.journey.yaml", "--view", view)
    assert result.exit_code == 0
    assert (title_of(result.stdout) or "").endswith("Buy a coat")
    assert result.stderr == ""


def test_the_map_is_what_is_drawn_by_default(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    asked = cjmap("render", "coat.journey.yaml", "--view", "map")
    assert cjmap("render", "coat.journey.yaml").stdout == asked.stdout


def test_dot_needs_no_engine(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    result = cjmap(
        "render", "coat.journey.yaml", "--view", "flow", "-f", "dot", "--engine", "nowhere"
    )
    assert result.exit_code == 0
    assert result.stdout.startswith("digraph flow {")


def test_the_suffix_of_the_output_gives_the_format(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    result = cjmap("render", "coat.journey.yaml", "--view", "flow", "-o", "pictures/coat.DOT")
    assert (result.exit_code, result.stdout) == (0, "")
    assert (cjmap.folder / "pictures/coat.DOT").read_bytes().startswith(b"digraph")
    cjmap("render", "coat.journey.yaml", "--view", "flow", "-o", "coat.dot", "-f", "svg")
    assert title_of((cjmap.folder / "coat.dot").read_text(encoding="utf-8")) == "Buy a coat"


def test_json_is_the_board_whatever_the_view(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    result = cjmap("render", "coat.journey.yaml", "-f", "json")
    board = json.loads(result.stdout)
    assert (board["version"], board["heading"]["title"]) == (1, "Buy a coat")
    assert [card["name"] for card in board["touchpoints"]] == ["Instagram ad", "Shop window"]
    flow = cjmap("render", "coat.journey.yaml", "--view", "flow", "-o", "flow.JSON")
    assert (flow.exit_code, flow.stdout) == (0, "")
    assert (cjmap.folder / "flow.JSON").read_text(encoding="utf-8") == result.stdout
    cjmap("render", "coat.journey.yaml", "-f", "json", "-o", "out")
    assert os.listdir(cjmap.folder / "out") == ["coat.map.json"]


def test_json_for_some_personas_and_lanes(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    options = ("--persona", "Jorge", "--lanes", "touchpoints,owner,emotion")
    board = json.loads(cjmap("render", "coat.journey.yaml", "-f", "json", *options).stdout)
    assert [persona["mark"]["name"] for persona in board["personas"]] == ["Jorge"]
    assert [lane["key"] for lane in board["lanes"]] == ["touchpoints", "owner", "emotion"]
    assert board["everybody"] == 2


GAPS = COAT + "  - name: Decision\n"


def gaps_in(text: str) -> set[str]:
    return set(re.findall(r"CJ3\d\d", text))


def test_gaps_bear_the_codes_that_lint_gives(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", GAPS)
    linted = gaps_in(cjmap("lint", "coat.journey.yaml", "--select", "CJ301,CJ303,CJ304").stdout)
    assert "CJ301" in linted
    assert "CJ301" in gaps_in(cjmap("render", "coat.journey.yaml").stdout)
    assert "CJ301" in gaps_in(cjmap("render", "coat.journey.yaml", "-f", "json").stdout)


@pytest.mark.parametrize(
    "silence",
    [
        '[lint]\nignore = ["CJ301"]\n',
        '[lint]\nselect = ["CJ1"]\n',
        '[lint]\nper-file-ignores = { "*.yaml" = ["CJ301"] }\n',
    ],
)
def test_a_rule_that_the_settings_leave_out_is_left_out_of_pictures(
    cjmap: Cjmap, silence: str
) -> None:
    cjmap.write("coat.journey.yaml", GAPS)
    cjmap.write("cjmap.toml", silence)
    assert "CJ301" not in gaps_in(cjmap("render", "coat.journey.yaml").stdout)


def test_a_rule_that_the_map_silences_is_left_out_of_its_picture(cjmap: Cjmap) -> None:
    quiet = GAPS.replace("- name: Decision", "- name: Decision # cjmap: ignore[CJ301]")
    cjmap.write("coat.journey.yaml", quiet)
    assert "CJ301" not in gaps_in(cjmap("render", "coat.journey.yaml").stdout)


def test_standard_input(cjmap: Cjmap) -> None:
    result = cjmap("render", "-", "--view", "flow", stdin=COAT)
    assert title_of(result.stdout) == "Buy a coat"
    assert cjmap("render", "-", "--view", "flow", "-o", "out", stdin=COAT).exit_code == 0
    assert [file.name for file in (cjmap.folder / "out").iterdir()] == ["map.flow.svg"]


def test_several_maps_need_a_folder(cjmap: Cjmap) -> None:
    cjmap.write("a.journey.yaml", COAT)
    cjmap.write("b.journey.yml", COAT)
    for extra in ((), ("-o", "one.svg")):
        result = cjmap("render", ".", "--view", "flow", *extra)
        assert result.exit_code == 2
        assert "-o DIR" in result.stderr
    assert not (cjmap.folder / "one.svg").exists()
    result = cjmap("render", "--view", "flow", "-f", "dot", "-o", "out")
    assert result.exit_code == 0
    drawn = [file.name for file in pictures_in(cjmap.folder / "out")]
    assert drawn == ["a.flow.dot", "b.flow.dot"]


def test_maps_of_one_name_keep_their_folders(cjmap: Cjmap) -> None:
    cjmap.write("maps/shop/coat.journey.yaml", COAT)
    cjmap.write("maps/web/coat.journey.yaml", COAT)
    cjmap.write("maps/web/hat.journey.yaml", COAT)
    assert cjmap("render", "maps", "--view", "flow", "-f", "dot", "-o", "out").exit_code == 0
    out = cjmap.folder / "out"
    written = sorted(file.relative_to(out).as_posix() for file in out.rglob("*.dot"))
    assert written == ["hat.flow.dot", "shop/coat.flow.dot", "web/coat.flow.dot"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--view", "globe"), ["globe", "map", "flow"]),
        (("-f", "bmp"), ["bmp", "svg", "dot", "json"]),
        (("-o", "coat.bmp"), ["bmp", "svg", "dot"]),
        (("--view", "map", "-f", "dot"), ["--view flow -f svg|dot", "--view map -f svg"]),
        (("--view", "flow", "--theme", "neon"), ["neon", "light, dark, print"]),
        (("--view", "flow", "--engine", "nowhere/dot"), ["nowhere/dot"]),
        (("--view", "flow", "--persona", "Ana"), ["Ana", "laura", "jorge"]),
        (("--persona", "Ana"), ["Ana", "laura", "jorge"]),
    ],
)
def test_wrong_usage_lists_what_there_is(
    cjmap: Cjmap, arguments: tuple[str, ...], words: list[str]
) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    result = cjmap("render", "coat.journey.yaml", *arguments)
    assert result.exit_code == 2
    assert [word for word in words if word not in result.stderr] == []
    assert result.stdout == ""


def test_a_library_is_wrong_usage_by_name_and_left_out_of_a_folder(cjmap: Cjmap) -> None:
    cjmap.write("people.library.yaml", LIBRARY)
    cjmap.write("other.journey.yaml", LIBRARY)
    for name in ("people.library.yaml", "other.journey.yaml"):
        result = cjmap("render", name)
        assert result.exit_code == 2
        assert "library" in result.stderr
    assert cjmap("render", ".").exit_code == 2
    cjmap.write("coat.journey.yaml", COAT)
    assert title_of(cjmap("render", ".", "--view", "flow").stdout) == "Buy a coat"


def test_a_map_that_cannot_be_drawn_says_why(cjmap: Cjmap) -> None:
    cjmap.write("bad.journey.yaml", "title: [\n")
    result = cjmap("render", "bad.journey.yaml", "--view", "flow", "-o", "bad.svg")
    assert result.exit_code == 1
    assert "CJ003" in result.stderr
    assert not (cjmap.folder / "bad.svg").exists()


def test_the_others_are_drawn_all_the_same(cjmap: Cjmap) -> None:
    cjmap.write("bad.journey.yaml", "title: Bad\npersonas: [A]\nstages: []\n")
    cjmap.write("coat.journey.yaml", COAT)
    result = cjmap("render", ".", "--view", "flow", "-f", "dot", "-o", "out")
    assert result.exit_code == 1
    assert "CJ110" in result.stderr
    assert [file.name for file in pictures_in(cjmap.folder / "out")] == ["coat.flow.dot"]


def test_a_map_with_a_slip_is_drawn_with_a_word_about_it(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT + "        emotions: {nobody: 1}\n")
    result = cjmap("render", "coat.journey.yaml", "--view", "flow")
    assert result.exit_code == 0
    assert title_of(result.stdout) == "Buy a coat"
    assert "cjmap validate" in result.stderr
    assert cjmap("--quiet", "render", "coat.journey.yaml", "--view", "flow").stderr == ""


def test_a_file_that_is_not_there(cjmap: Cjmap) -> None:
    result = cjmap("render", "nowhere.journey.yaml")
    assert result.exit_code == 2
    assert "CJ001" in result.stderr


def test_themes(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    cjmap.write("own.toml", 'base = "dark"\nbackground = "#123456"\n')

    def draw(*arguments: str) -> str:
        return cjmap("render", "coat.journey.yaml", "--view", "flow", *arguments).stdout

    pictures = [draw("--theme", name) for name in ("light", "dark", "print", "own.toml")]
    assert len(set(pictures)) == 4
    assert "#123456" in pictures[3]
    cjmap.write("cjmap.toml", '[render]\ntheme = "dark"\n')
    assert draw() == pictures[1]
    assert draw("--theme", "light") == pictures[0]
    cjmap.write("cjmap.toml", '[render]\ntheme = "own.toml"\n')
    assert draw() == pictures[3]


def test_a_theme_of_the_settings_lies_inside(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    cjmap.write("cjmap.toml", '[render]\ntheme = "../outside.toml"\n')
    (cjmap.folder.parent / "outside.toml").write_text('background = "#123456"\n')
    result = cjmap("render", "coat.journey.yaml", "--view", "flow")
    assert result.exit_code == 2
    assert "outside.toml" in result.stderr


def test_a_theme_that_is_none_says_why(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    cjmap.write("own.toml", 'background = "url(javascript:x)"\n')
    result = cjmap("render", "coat.journey.yaml", "--view", "flow", "--theme", "own.toml")
    assert result.exit_code == 2
    assert "background" in result.stderr


def test_a_theme_that_cannot_be_read_well_is_told_where(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    cjmap.write("own.toml", 'base = "light"\n\nsoft = "#aaaaaa"\n')
    result = cjmap("render", "coat.journey.yaml", "--theme", "own.toml")
    assert result.exit_code == 2
    assert "own.toml:3:1: “soft” (#aaaaaa) is hardly seen on “card” (#ffffff)" in result.stderr
    assert "2.32 : 1, and 4.5 : 1 is needed" in result.stderr


def test_a_logo_lies_beside_its_theme_and_inside(cjmap: Cjmap) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>'
    cjmap.write("coat.journey.yaml", COAT)
    cjmap.write("brand/own.toml", 'logo = "logo.svg"\nfont = "Inter"\n')
    cjmap.write("brand/logo.svg", svg)
    cjmap.write("cjmap.toml", '[render]\ntheme = "brand/own.toml"\n')
    drawn = cjmap("render", "coat.journey.yaml").stdout
    assert f'href="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"' in drawn
    assert 'font-family="Inter, Arial,' in drawn
    assert cjmap("report", "coat.journey.yaml", "-o", "coat.html").exit_code == 0
    page = (cjmap.folder / "coat.html").read_text("utf-8")
    assert page.count("data:image/svg+xml;base64,") == 1
    assert "font:14px/1.5 Inter, Arial," in page
    outside = cjmap.folder.parent / "outside.svg"
    outside.write_text(svg)
    for path, said in (
        ("../../outside.svg", "outside of the workspace"),
        (str(outside), "outside of the workspace"),
        ("none.svg", "no such file"),
        ("own.toml", "neither SVG nor PNG"),
        (".", "no such file"),
    ):
        cjmap.write("brand/own.toml", f'font = "Inter"\nlogo = "{path}"\n')
        result = cjmap("render", "coat.journey.yaml")
        assert result.exit_code == 2
        assert "own.toml:2:1: The logo" in result.stderr
        assert said in result.stderr


def test_a_setting_cannot_name_a_program(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    cjmap.write("cjmap.toml", '[render]\nengine = "./evil"\n')
    marker = cjmap.folder / "ran"
    evil = cjmap.write("evil", f"#!{sys.executable}\nopen({str(marker)!r}, 'w')\n")
    evil.chmod(0o755)
    result = cjmap("render", "coat.journey.yaml", "--view", "flow")
    assert result.exit_code == 2
    assert "CJ020" in result.stderr
    assert not marker.exists()


def test_the_engine_of_the_environment(cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    monkeypatch.setenv("CJMAP_DOT", "nowhere/dot")
    result = cjmap("render", "coat.journey.yaml", "--view", "flow")
    assert result.exit_code == 2
    assert "nowhere/dot" in result.stderr
    assert (
        cjmap("render", "coat.journey.yaml", "--view", "flow", "--engine", "embedded").exit_code
        == 0
    )


def test_a_picture_that_fails_leaves_the_old_file(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    old = cjmap.write("coat.svg", "old")
    broken = cjmap.write("dot", f"#!{sys.executable}\nprint('<svg')\nraise SystemExit(1)\n")
    broken.chmod(0o755)
    result = cjmap(
        "render", "coat.journey.yaml", "--view", "flow", "-o", "coat.svg", "--engine", "./dot"
    )
    assert result.exit_code == 2
    assert old.read_text(encoding="utf-8") == "old"
    assert sorted(os.listdir(cjmap.folder)) == ["coat.journey.yaml", "coat.svg", "dot"]


def test_a_persona(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    dot = cjmap("render", "coat.journey.yaml", "--view", "flow", "-f", "dot", "--persona", "Laura")
    assert "Instagram ad" in dot.stdout
    assert "Shop window" not in dot.stdout


def test_the_lanes_are_those_asked_for_in_their_order(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    svg = cjmap("render", "coat.journey.yaml", "--lanes", "emotion, touchpoints").stdout
    assert 0 < svg.index(">Emotion<") < svg.index(">Touchpoints<")
    assert ">Owner<" not in svg
    wrong = cjmap("render", "coat.journey.yaml", "--lanes", "emotions")
    assert wrong.exit_code == 2
    assert "emotion" in wrong.stderr


def test_the_words_of_a_picture_are_in_the_maps_language(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    english = cjmap("render", "coat.journey.yaml", "--view", "flow")
    assert (
        cjmap("--lang", "es", "render", "coat.journey.yaml", "--view", "flow").stdout
        == english.stdout
    )
    assert "current state" in english.stdout


def test_only_what_a_picture_needs_is_imported(tmp_path: Path) -> None:
    (tmp_path / "coat.journey.yaml").write_text(COAT, encoding="utf-8")
    code = (
        "import sys, json\nfrom cjmap.cli.app import main\n"
        "sys.argv = 'cjmap render coat.journey.yaml --view flow -o coat.svg'.split()\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n    assert not end.code, end.code\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=True, text=True
    )
    loaded = set(json.loads(answer.stdout))
    assert "cjmap.views.flow.diagram" in loaded
    heavy = {"jinja2", "rich", "babel", "ibis", "cjmap.measure", "cjmap.views.map.sheet"}
    assert heavy & loaded == set()


@pytest.mark.parametrize("call", ["render a.journey.yaml", "validate", "lint", "gaps", "schema"])
def test_a_dash_for_the_output_is_standard_output(cjmap: Cjmap, call: str) -> None:
    cjmap.write("a.journey.yaml", "title: A\npersonas: [L]\nstages: [One]\n")
    plain, dashed = cjmap(*call.split()), cjmap(*call.split(), "--output", "-")
    assert dashed.stdout == plain.stdout != ""
    assert [file.name for file in cjmap.folder.iterdir()] == ["a.journey.yaml"]


def test_a_report_is_no_stream(cjmap: Cjmap) -> None:
    cjmap.write("a.journey.yaml", "title: A\npersonas: [L]\nstages: [One]\n")
    result = cjmap("report", "-o", "-")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "name one with `-o DIR`" in result.stderr
    assert [file.name for file in cjmap.folder.iterdir()] == ["a.journey.yaml"]


def test_a_picture_that_has_no_place_does_not_take_the_others_with_it(cjmap: Cjmap) -> None:
    for name in ("a", "b", "c"):
        cjmap.write(f"{name}.journey.yaml", COAT)
    (cjmap.folder / "out").mkdir()
    (cjmap.folder / "out/a.map.svg").symlink_to("/proc/nobody/a.map.svg")
    result = cjmap("render", "-o", "out")
    assert result.exit_code == 2
    assert "a.journey.yaml: " in result.stderr
    assert "a.map.svg cannot be written: a link leads out of " in result.stderr
    assert [name for name in ("b", "c") if (cjmap.folder / f"out/{name}.map.svg").exists()] == [
        "b",
        "c",
    ]


def test_a_persona_that_only_some_maps_have_draws_those(cjmap: Cjmap) -> None:
    cjmap.write("a.journey.yaml", COAT)
    cjmap.write("b.journey.yaml", COAT.replace("jorge", "ana").replace("Jorge", "Ana"))
    result = cjmap("render", "-o", "out", "--persona", "Ana")
    assert result.exit_code == 2
    assert "a.journey.yaml: No persona “Ana” in this map." in result.stderr
    assert [file.name for file in pictures_in(cjmap.folder / "out")] == ["b.map.svg"]


def test_a_part_of_a_persona_s_name_is_enough_where_it_is_no_other_s(cjmap: Cjmap) -> None:
    people = "title: T\npersonas: [Mariana López, Diego Ruiz, Ana Ruiz]\nstages: [{name: Buy}]\n"
    cjmap.write("coat.journey.yaml", people)
    shown = ("render", "coat.journey.yaml", "--view", "map", "-f", "json", "--persona")
    one, full, several = (cjmap(*shown, name) for name in ("mariana", "mariana-lopez", "Ruiz"))
    assert (one.exit_code, one.stdout) == (0, full.stdout)
    assert several.exit_code == 2
    assert "“Ruiz” may be one of several personas: diego-ruiz, ana-ruiz." in several.stderr


def test_github_is_told_what_keeps_a_map_from_being_drawn(
    cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    cjmap.write("a.journey.yaml", "title: A\npersonas: [P]\nstages: [S]\n")
    cjmap.write("b.journey.yaml", "title: [\n")
    for inside in (False, True):
        if inside:
            monkeypatch.setenv("GITHUB_ACTIONS", "true")
        result = cjmap("render", ".", "-o", "out")
        assert result.exit_code == 1
        lines = result.stderr.splitlines()
        assert lines[-1] == "error: 1 of 2 maps could not be drawn."
        annotated = [line for line in lines if line.startswith("::error file=b.journey.yaml,line=")]
        assert len(annotated) == inside


@pytest.mark.parametrize(("view", "form"), DRAWINGS)
def test_every_view_in_every_format_goes_to_a_file_and_to_a_pipe(
    cjmap: Cjmap, view: str, form: str
) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    asked = ("render", "coat.journey.yaml", "--view", view, "-f", form)
    assert cjmap(*asked, "-o", "out").exit_code == 0
    (file,) = (cjmap.folder / "out").iterdir()
    assert file.name == f"coat.{view}.{suffix_of(form)}"
    piped = subprocess.run(
        [sys.executable, "-m", "cjmap", *asked], cwd=cjmap.folder, capture_output=True, check=True
    )
    assert piped.stdout == file.read_bytes()
    again = cjmap("render", "coat.journey.yaml", "--view", view, "-o", f"one.{suffix_of(form)}")
    assert again.exit_code == 0
    assert (cjmap.folder / f"one.{suffix_of(form)}").read_bytes() == piped.stdout


def test_scale_and_paper(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    for name, options in (
        ("a.png", ()),
        ("b.png", ("--scale", "2")),
        ("a.pdf", ()),
        ("b.pdf", ("--paper", "a4-portrait")),
    ):
        assert cjmap("render", "coat.journey.yaml", "-o", name, *options).exit_code == 0
    sizes = []
    for name in ("a.png", "b.png"):
        with Image.open(cjmap.folder / name) as image:
            sizes.append(image.size)
    small, large = sizes
    assert (small[0] * 2, small[1] * 2) == large
    wide, tall = (pypdf.PdfReader(cjmap.folder / f"{name}.pdf").pages[0].mediabox for name in "ab")
    assert wide.width > wide.height
    assert tall.width < tall.height


@pytest.mark.parametrize(
    "options",
    [
        ("--scale", "2"),
        ("-f", "pdf", "--scale", "2"),
        ("--paper", "a4"),
        ("-f", "png", "--paper", "a4"),
        ("-f", "pdf", "--paper", "a9"),
        ("-f", "png", "--scale", "9"),
        ("-f", "mermaid", "--view", "flow"),
        ("-f", "gif"),
    ],
)
def test_options_that_mean_nothing_there_are_wrong_usage(
    cjmap: Cjmap, options: tuple[str, ...]
) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    result = cjmap("render", "coat.journey.yaml", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "rror" in result.stderr


@pytest.mark.parametrize("form", ["png", "pdf"])
def test_a_terminal_is_written_no_bytes(
    cjmap: Cjmap, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    monkeypatch.setattr(console, "is_terminal", lambda: True)
    result = cjmap("render", "coat.journey.yaml", "-f", form)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "-o" in result.stderr


def test_scripts_without_a_font_are_told_once_and_drawn_all_the_same(
    cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cjmap.draw import raster

    monkeypatch.setattr(raster, "_is_found", lambda script: False)
    cjmap.write("coat.journey.yaml", COAT.replace("Awareness", "สวัสดี"))
    result = cjmap("render", "coat.journey.yaml", "-o", "a.png")
    assert result.exit_code == 0
    assert "Thai" in result.stderr
    assert "fonts-noto-core" in result.stderr
    assert (cjmap.folder / "a.png").exists()
    every = cjmap("render", "coat.journey.yaml", "--view", "map,curve", "-f", "png", "-o", "out")
    assert every.stderr.count("Thai") == 1


def test_all_views_in_several_formats(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    cjmap.write("hat.journey.yaml", COAT)
    result = cjmap("render", ".", "--view", "all", "-f", "svg,dot,mermaid", "-o", "out")
    assert (result.exit_code, result.stdout) == (0, "")
    written = {file.name for file in pictures_in(cjmap.folder / "out")}
    assert written == {
        f"{name}.{view}.{suffix_of(form)}"
        for name in ("coat", "hat")
        for view, form in DRAWINGS
        if form in ("svg", "dot", "mermaid")
    }
    alone = cjmap("render", "coat.journey.yaml", "--view", "flow").stdout
    assert (cjmap.folder / "out/coat.flow.svg").read_text(encoding="utf-8") == alone


def test_a_view_that_a_map_has_nothing_for_is_told_and_the_others_are_drawn(cjmap: Cjmap) -> None:
    cjmap.write(
        "bare.journey.yaml", "title: T\nlanguage: en\npersonas: [Ann]\nstages:\n  - name: S\n"
    )
    result = cjmap("render", ".", "--view", "map,flow", "-f", "svg,mermaid", "-o", "out")
    assert result.exit_code == 0
    assert "bare.map.svg" in {file.name for file in (cjmap.folder / "out").iterdir()}
    assert "no touchpoints" in result.stderr
    assert cjmap("render", ".", "-f", "mermaid").exit_code == 2


@pytest.mark.parametrize("options", [("--view", "all"), ("--view", "map,flow"), ("-f", "svg,png")])
def test_several_pictures_need_a_folder(cjmap: Cjmap, options: tuple[str, ...]) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    for extra in ((), ("-o", "one.svg")):
        result = cjmap("render", "coat.journey.yaml", *options, *extra)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "-o DIR" in result.stderr


def test_a_picture_that_is_the_same_is_not_written_anew(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    cjmap.write("hat.journey.yaml", COAT)

    def draw() -> dict[str, int]:
        assert cjmap("render", ".", "-f", "svg,png", "-o", "out").exit_code == 0
        files = pictures_in(cjmap.folder / "out")
        times = {file.name: file.stat().st_mtime_ns for file in files}
        for file in files:
            os.utime(file, ns=(1, 1))
        return times

    draw()
    cjmap.write("hat.journey.yaml", COAT.replace("Buy a coat", "Buy a hat"))
    assert {name for name, time in draw().items() if time != 1} == {"hat.map.svg", "hat.map.png"}


def test_watching_draws_what_a_change_touches_and_survives_what_is_wrong(
    cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    cjmap.write("cjmap.toml", "")
    cjmap.write("coat.journey.yaml", COAT)
    cjmap.write("hat.journey.yaml", COAT)
    drawn: list[list[str]] = []

    def watch(act: Callable[[], None], changed: Callable[[], bool]) -> None:
        def step(name: str, text: str) -> None:
            cjmap.write(name, text)
            assert changed()
            act()
            files = pictures_in(cjmap.folder / "out")
            drawn.append([file.name for file in files if file.stat().st_mtime_ns != 1])
            for file in files:
                os.utime(file, ns=(1, 1))

        act()
        step("hat.journey.yaml", COAT.replace("coat", "hat"))
        step("hat.journey.yaml", "title: [")
        step("hat.journey.yaml", COAT.replace("coat", "cap"))
        step("coat.journey.yaml", COAT + "# a comment changes nothing\n")

    monkeypatch.setattr(watching, "watch", watch)
    result = cjmap("render", "--watch", "-o", "out")
    assert result.exit_code == 0
    # What was there from the first round has its time, too.
    assert drawn == [["coat.map.svg", "hat.map.svg"], [], ["hat.map.svg"], []]
    assert "CJ0" in result.stderr


def test_watching_needs_files(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    assert cjmap("render", "coat.journey.yaml", "--watch").exit_code == 2
    assert cjmap("render", "-", "--watch", "-o", "out", stdin=COAT).exit_code == 2


def test_a_logo_of_a_theme_that_an_option_names_lies_beside_it(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    cjmap.write("cjmap.toml", "")
    cjmap.write("own.toml", 'logo = "logo.svg"\n')
    cjmap.write("logo.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>')
    result = cjmap("render", "coat.journey.yaml", "--theme", "own.toml")
    assert (result.exit_code, result.stderr) == (0, "")
    assert 'href="data:image/svg+xml;base64,' in result.stdout


def test_a_theme_that_goes_on_and_on_is_not_read(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    cjmap.write("own.toml", "a." * 20_000 + "a = 1\n")
    result = cjmap("render", "coat.journey.yaml", "--theme", "own.toml")
    assert result.exit_code == 2
    assert "own.toml is larger than 16 KiB" in result.stderr


BARE = "title: T\nlanguage: en\npersonas: [Ann]\nstages:\n  - name: S\n"


def test_what_a_view_lacks_is_told_once_and_no_fault_of_other_views(cjmap: Cjmap) -> None:
    cjmap.write("bare.journey.yaml", BARE)
    result = cjmap("render", ".", "--view", "all", "-f", "svg,png,html", "-o", "out")
    assert result.exit_code == 0
    assert result.stderr.count("\n") == result.stderr.count("blueprint:") == 1
    assert (cjmap.folder / "out/bare.map.png").exists()
    assert not (cjmap.folder / "out/bare.blueprint.png").exists()
    # Without any picture at all it is one.
    result = cjmap("render", ".", "--view", "blueprint", "-f", "svg,png", "-o", "out")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: There is no touchpoint")


@pytest.mark.parametrize("view", ["ALL", "map,all", "Flow,Map,network,curve,blueprint"])
def test_views_are_meant_in_any_capitals_and_all_among_others(cjmap: Cjmap, view: str) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    assert cjmap("render", ".", "--view", view, "-o", "out").exit_code == 0
    assert len(os.listdir(cjmap.folder / "out")) == len({view for view, _ in DRAWINGS})


def test_a_persona_is_named_by_any_part_of_a_name(cjmap: Cjmap) -> None:
    cjmap.write(
        "coat.journey.yaml",
        COAT.replace("[Laura, Jorge]", "[Ana Ruiz, Anabel Gil]").replace("[jorge]", "[ana-ruiz]"),
    )

    def drawn(part: str) -> list[str]:
        result = cjmap("render", "coat.journey.yaml", "-f", "json", "--persona", part)
        if result.exit_code:
            return [result.stderr]
        return [one["mark"]["name"] for one in json.loads(result.stdout)["personas"]]

    assert drawn("bel") == drawn("ANABEL") == ["Anabel Gil"]
    # Whole words first.
    assert drawn("ana") == ["Ana Ruiz"]
    (said,) = drawn("an")
    assert "several personas: ana-ruiz, anabel-gil" in said
    (said,) = drawn("")
    assert "No persona “”" in said


@pytest.mark.parametrize("view", [view for view, form in DRAWINGS if form == "png"])
def test_marks_behind_signs_that_are_escaped_are_drawn(cjmap: Cjmap, view: str) -> None:
    cjmap.write("coat.journey.yaml", COAT.replace("Instagram ad", "Q&\u20e3A <\ufe0f"))
    result = cjmap("render", "coat.journey.yaml", "--view", view, "-f", "png,pdf", "-o", "out")
    assert (result.exit_code, "failed" in result.stderr) == (0, False)


def test_a_scale_that_is_no_number_is_wrong_usage(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", COAT)
    result = cjmap("render", "coat.journey.yaml", "-o", "a.png", "--scale", "nan")
    assert result.exit_code == 2
    assert "'--scale'" in result.stderr
    assert cjmap("gaps", "--min-coverage", "nan").exit_code == 2
