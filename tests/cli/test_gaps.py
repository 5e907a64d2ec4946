"""`cjmap gaps` as people and CI call it."""

from __future__ import annotations

import json

import pytest

from cjmap.check import crew, visiting
from cjmap.cli.gaps import GapsFormat
from cjmap.vocabulary.coverage import By
from tests.cli.conftest import Cjmap
from tests.corpus.test_corpus import MAPS as CORPUS

MAP = """\
title: Buy a coat
personas:
  - Laura
stages:
  - name: Awareness
    touchpoints:
      - name: Instagram ad
        channel: instagram
        emotion: 1
"""
# Touchpoints and emotions are full, the other five required dimensions missing: 2/7 = 28.57 %.
LIBRARY = "title: People\nkind: library\npersonas: [Laura]\n"


def test_a_map_shows_its_gaps_and_passes(cjmap: Cjmap) -> None:
    cjmap.write("a.journey.yaml", MAP)
    result = cjmap("gaps")
    assert result.exit_code == 0
    assert "coverage 29%" in result.output
    assert "missing: Actions, Thoughts, Pains, Metrics, Owner" in result.output


@pytest.mark.parametrize(
    ("minimum", "code", "shown"),
    [
        ("28.57", 0, "28.57%"),
        ("28.58", 1, "28.57%"),
        ("29", 1, "28.6%"),
        ("0", 0, "29%"),
        ("100", 1, "29%"),
    ],
)
def test_a_missed_minimum_fails(cjmap: Cjmap, minimum: str, code: int, shown: str) -> None:
    cjmap.write("a.journey.yaml", MAP)
    result = cjmap("gaps", "--min-coverage", minimum)
    assert result.exit_code == code
    said = f"a.journey.yaml: coverage of {shown} is below the minimum of" in result.stderr
    assert f"coverage {shown} ·" in result.stdout
    assert said is (code == 1)


@pytest.mark.parametrize("minimum", ["-1", "101", "much"])
def test_a_minimum_is_a_percentage(cjmap: Cjmap, minimum: str) -> None:
    cjmap.write("a.journey.yaml", MAP)
    assert cjmap("gaps", "--min-coverage", minimum).exit_code == 2


def test_the_workspace_may_set_the_minimum_and_a_call_another(cjmap: Cjmap) -> None:
    cjmap.write("cjmap.toml", "[gaps]\nmin-coverage = 50\n")
    cjmap.write("a.journey.yaml", MAP)
    assert cjmap("gaps").exit_code == 1
    assert cjmap("gaps", "--min-coverage", "20").exit_code == 0


@pytest.mark.parametrize(
    ("status", "code"), [("", 0), ("draft", 0), ("review", 1), ("validated", 1), ("archived", 0)]
)
def test_a_minimum_may_go_by_status(cjmap: Cjmap, status: str, code: int) -> None:
    cjmap.write("cjmap.toml", "[gaps]\nmin-coverage = {draft = 10, review = 90, validated = 95}\n")
    cjmap.write("a.journey.yaml", f"{MAP}status: {status}\n" if status else MAP)
    assert cjmap("gaps").exit_code == code


def test_a_map_that_cannot_be_read_is_held_to_the_strictest(cjmap: Cjmap) -> None:
    cjmap.write("cjmap.toml", "[gaps]\nmin-coverage = {draft = 0, validated = 95}\n")
    cjmap.write("a.journey.yaml", "title: [")
    result = cjmap("gaps", "a.journey.yaml")
    assert "95" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--require", "touchpoints,emotions"],
        ["--require", "touchpoints", "--require", "emotions"],
        ["--require", " emotions , touchpoints"],
    ],
)
def test_what_is_required_can_be_chosen(cjmap: Cjmap, arguments: list[str]) -> None:
    cjmap.write("a.journey.yaml", MAP)
    result = cjmap("gaps", *arguments, "--output-format", "json")
    found = json.loads(result.stdout)["maps"][0]
    assert found["coverage"] == 100
    assert found["required"] == ["touchpoints", "emotions"]


def test_the_workspace_may_say_what_is_required(cjmap: Cjmap) -> None:
    cjmap.write("cjmap.toml", '[gaps]\nrequire = ["owner"]\n')
    cjmap.write("a.journey.yaml", MAP)
    assert "coverage 0%" in cjmap("gaps").output


@pytest.mark.parametrize("name", ["smell", "", ","])
def test_an_unknown_dimension_is_wrong_usage(cjmap: Cjmap, name: str) -> None:
    cjmap.write("a.journey.yaml", MAP)
    result = cjmap("gaps", "--require", name)
    assert result.exit_code == 2
    assert "touchpoints, does, thoughts" in result.stderr


@pytest.mark.parametrize("view", ["stage", "persona", "channel", "step", "opportunity"])
@pytest.mark.parametrize("output_format", ["text", "json", "markdown", "csv", "html"])
def test_every_side_in_every_format(cjmap: Cjmap, view: str, output_format: str) -> None:
    cjmap.write("a.journey.yaml", MAP)
    result = cjmap("gaps", "--by", view, "--output-format", output_format)
    assert result.exit_code == 0
    assert result.stdout.endswith("\n")


def test_a_table_in_a_file_is_one_that_spreadsheets_read(cjmap: Cjmap) -> None:
    """Without a mark at its beginning `Estilo Único` is opened as `Estilo Ãšnico`."""
    cjmap.write("a.journey.yaml", MAP)
    printed = cjmap("gaps", "--output-format", "csv").stdout
    assert cjmap("gaps", "--output-format", "csv", "-o", "a.csv").exit_code == 0
    assert cjmap("gaps", "--output-format", "json", "-o", "a.json").exit_code == 0
    assert (cjmap.folder / "a.csv").read_bytes() == b"\xef\xbb\xbf" + printed.encode()
    assert (cjmap.folder / "a.json").read_bytes()[:1] == b"{"


def test_libraries_are_left_out(cjmap: Cjmap) -> None:
    cjmap.write("people.library.yaml", LIBRARY)
    cjmap.write("a.journey.yaml", MAP)
    document = json.loads(cjmap("gaps", "--output-format", "json").stdout)
    assert [found["file"] for found in document["maps"]] == ["a.journey.yaml"]
    result = cjmap("gaps", "people.library.yaml")
    assert result.exit_code == 0
    assert "only libraries" in result.stderr


def test_a_map_with_errors_is_measured_as_far_as_it_can_be_read(cjmap: Cjmap) -> None:
    cjmap.write("a.journey.yaml", MAP.replace("channel:", "chanel:"))
    result = cjmap("gaps")
    assert result.exit_code == 0
    assert "1 error: what could not be read is not counted" in result.output.replace("\n", " ")


def test_what_is_no_map_is_said_and_misses_every_minimum(cjmap: Cjmap) -> None:
    cjmap.write("a.journey.yaml", "a: [\n")
    result = cjmap("gaps")
    assert result.exit_code == 0
    assert "Not readable as a map" in result.stdout
    assert "CJ003" in result.stderr
    assert cjmap("gaps", "--min-coverage", "10").exit_code == 1


def test_a_file_that_is_not_there_breaks_the_run(cjmap: Cjmap) -> None:
    cjmap.write("a.journey.yaml", MAP)
    result = cjmap("gaps", "a.journey.yaml", "b.journey.yaml", "--min-coverage", "90")
    assert result.exit_code == 2
    assert "CJ001" in result.stderr


def test_settings_that_cannot_hold_break_the_run(cjmap: Cjmap) -> None:
    cjmap.write("cjmap.toml", "[gaps]\nrequire = ['smell']\n")
    cjmap.write("a.journey.yaml", MAP)
    result = cjmap("gaps")
    assert result.exit_code == 2
    assert "CJ020" in result.stderr


def test_findings_that_the_workspace_ignores_stay_silent(cjmap: Cjmap) -> None:
    cjmap.write("a.journey.yaml", f"{MAP}owner: Ana\n")
    assert "CJ305" in cjmap("gaps").output
    cjmap.write("cjmap.toml", "[lint]\nignore = ['CJ305']\n")
    assert "CJ305" not in cjmap("gaps").output


def test_a_map_from_standard_input_into_a_file(cjmap: Cjmap) -> None:
    result = cjmap(
        "gaps", "-", "--stdin-filename", "x.journey.yaml", "--output", "out.md",
        "--output-format", "markdown", stdin=MAP,
    )  # fmt: skip
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "x.journey.yaml" in (cjmap.folder / "out.md").read_text(encoding="utf-8")


def test_github_is_told_which_maps_miss_their_minimum_and_the_last_line_says_why(
    cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    cjmap.write("maps/a.journey.yaml", "title: A\npersonas: [P]\nstages: [S]\n")
    cjmap.write("maps/b.journey.yaml", "title: [\n")
    plain = cjmap("gaps", "maps", "--min-coverage", "90")
    assert plain.exit_code == 1
    assert plain.stderr.endswith("error: 2 maps miss their minimum of coverage.\n")
    assert "::" not in plain.stderr.replace(" :: ", "")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(cjmap.folder))
    monkeypatch.chdir(cjmap.folder / "maps")
    told = cjmap("gaps", "--min-coverage", "90")
    lines = told.stderr.splitlines()
    assert any(line.startswith("::error file=maps/a.journey.yaml::a.journey") for line in lines)
    assert any(line.startswith("::error file=maps/b.journey.yaml::") for line in lines)
    assert any(line.startswith("::error file=maps/b.journey.yaml,line=") for line in lines)
    assert lines[-1] == "error: 2 maps miss their minimum of coverage."


@pytest.mark.parametrize(
    ("output_format", "side"),
    [
        (GapsFormat.JSON, None),
        (GapsFormat.HTML, None),
        (GapsFormat.CSV, None),
        *((GapsFormat.TEXT, side) for side in By),
    ],
)
def test_of_many_maps_the_same_is_told_when_each_is_forgotten(
    cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch, output_format: GapsFormat, side: By | None
) -> None:
    # JSON tells where everything stands: there the maps are all read, and by several processes.
    alone = output_format is not GapsFormat.JSON
    for file in CORPUS[:: 5 if alone else 1]:
        cjmap.write(file.name, file.read_bytes())
    cjmap.write("broken.journey.yaml", "title: [")
    cjmap.write("people.library.yaml", LIBRARY)
    call = ["gaps", "--output-format", output_format, *(["--by", side] if side else [])]
    monkeypatch.setattr(visiting, "SIZE", 1000)
    kept = cjmap(*call)
    monkeypatch.setattr(visiting, "SIZE", 2 if alone else 8)
    monkeypatch.setattr(crew, "count_jobs", lambda asked, batches, worth: 1 if alone else 2)
    forgotten = cjmap(*call)
    assert forgotten.output == kept.output
    assert forgotten.exit_code == kept.exit_code
    assert "broken.journey.yaml" in kept.output
