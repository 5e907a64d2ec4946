"""`cjmap validate` as people and CI call it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Cjmap

GOOD = """\
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
BAD = GOOD.replace("touchpoints:", "touchpoint:")


def test_a_good_map_passes(cjmap: Cjmap) -> None:
    cjmap.write("a.journey.yaml", GOOD)
    result = cjmap("validate", "a.journey.yaml")
    assert result.exit_code == 0
    assert "no findings" in result.output


def test_a_mistyped_key_is_one_finding_with_its_caret(cjmap: Cjmap) -> None:
    cjmap.write("a.journey.yaml", BAD)
    result = cjmap("validate", "a.journey.yaml")
    assert result.exit_code == 1
    assert result.output == (
        "error[CJ011] unknown-key: There is no key `touchpoint` here.\n"
        " --> a.journey.yaml:6:5\n"
        "  |\n"
        "6 |     touchpoint:\n"
        "  |     ^^^^^^^^^^\n"
        "  |\n"
        "  = help: Did you mean `touchpoints`?\n"
        "\n"
        "Found 1 error in 1 file.\n"
    )


def test_without_paths_the_workspace_is_checked(cjmap: Cjmap) -> None:
    cjmap.write("maps/a.journey.yaml", BAD)
    cjmap.write("maps/b.journey.yml", GOOD)
    cjmap.write(".hidden/c.journey.yaml", BAD)
    result = cjmap("validate", "--output-format", "json")
    report = json.loads(result.output)
    assert result.exit_code == 1
    assert report["summary"] == {"files": 2, "errors": 1, "warnings": 0, "infos": 0}
    assert report["findings"][0]["file"] == "maps/a.journey.yaml"


def test_folders_globs_and_files_can_be_mixed_and_count_once(cjmap: Cjmap) -> None:
    cjmap.write("maps/a.journey.yaml", GOOD)
    cjmap.write("more/b.journey.yaml", GOOD)
    result = cjmap("validate", "maps", "maps/a.journey.yaml", "*/b.journey.yaml")
    assert result.exit_code == 0
    assert "2 files" in result.output


@pytest.mark.parametrize("argument", ["nothing/*.yaml", "empty"])
def test_what_matches_nothing_is_wrong_usage(cjmap: Cjmap, argument: str) -> None:
    (cjmap.folder / "empty").mkdir()
    result = cjmap("validate", argument)
    assert result.exit_code == 2
    assert argument in result.stderr


def test_an_empty_workspace_says_what_a_map_is_called(cjmap: Cjmap) -> None:
    result = cjmap("validate")
    assert result.exit_code == 2
    assert ".journey.yaml" in result.stderr


@pytest.mark.parametrize("verb", ["validate", "lint"])
def test_what_is_not_read_and_what_meets_nothing_is_said_at_the_end(
    cjmap: Cjmap, verb: str
) -> None:
    for name in ("a.journey.yaml", "b.yaml", "c.journey.yaml.txt", "d.yaml", "e.yaml"):
        cjmap.write(name, GOOD)
    cjmap.write("cjmap.toml", 'exclude = ["gone"]\n')
    assert cjmap(verb).stderr.splitlines() == [
        "cjmap.toml: `gone` in `exclude` meets nothing.",
        "b.yaml looks like a map and is not read: name it b.journey.yaml, or its folder in `maps` of cjmap.toml.",
        "c.journey.yaml.txt looks like a map and is not read: name it c.journey.yaml.",
        "d.yaml looks like a map and is not read: name it d.journey.yaml, or its folder in `maps` of cjmap.toml.",
        "So does 1 more file.",
    ]
    assert cjmap(verb, "a.journey.yaml").stderr == ""
    assert cjmap(verb, "--quiet").stderr == ""


@pytest.mark.parametrize(
    "call",
    ["validate", "lint", "lint --fix", "gaps", "render -o out", "report -o pages"],
)
def test_a_workspace_that_asks_for_another_version_is_not_read(cjmap: Cjmap, call: str) -> None:
    cjmap.write("a.journey.yaml", BAD)
    cjmap.write("cjmap.toml", 'required-version = ">=900"\nlangage = "es"\n')
    result = cjmap(*call.split())
    assert result.exit_code == 2
    assert "This workspace asks for cjmap >=900" in result.output
    assert "langage" not in result.output
    assert "CJ011" not in result.output
    assert (cjmap.folder / "a.journey.yaml").read_text() == BAD
    assert {file.name for file in cjmap.folder.iterdir()} == {"a.journey.yaml", "cjmap.toml"}


def test_a_file_that_is_not_there_is_exit_code_2(cjmap: Cjmap) -> None:
    result = cjmap("validate", "gone.journey.yaml")
    assert result.exit_code == 2
    assert "CJ001" in result.output
    assert "gone.journey.yaml" in result.output


def test_standard_input_is_checked_under_its_name(cjmap: Cjmap) -> None:
    result = cjmap("validate", "-", "--output-format", "concise", stdin=BAD)
    assert result.exit_code == 1
    assert result.output.startswith("<stdin>:6:5: CJ011 error")
    named = cjmap(
        "validate",
        "-",
        "--stdin-filename",
        "maps/a.journey.yaml",
        "--output-format",
        "concise",
        stdin=BAD,
    )
    assert named.output.startswith("maps/a.journey.yaml:6:5: CJ011 error")


def test_standard_input_belongs_to_the_workspace_of_its_name(cjmap: Cjmap) -> None:
    cjmap.write("deep/cjmap.toml", "[limits]\ndepth = 2\n")
    result = cjmap("validate", "-", "--stdin-filename", "deep/a.journey.yaml", stdin=GOOD)
    assert "CJ006" in result.output
    assert result.exit_code == 1


def test_github_actions_gets_annotations(cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    cjmap.write("a.journey.yaml", BAD)
    assert cjmap("validate").output.startswith("::error file=a.journey.yaml,line=6,")


def test_output_goes_to_a_file_whole(cjmap: Cjmap) -> None:
    cjmap.write("a.journey.yaml", BAD)
    result = cjmap("validate", "--output-format", "sarif", "--output", "out/report.sarif")
    assert result.exit_code == 1
    assert result.output == ""
    assert json.loads((cjmap.folder / "out/report.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert [file.name for file in (cjmap.folder / "out").iterdir()] == ["report.sarif"]


def test_an_output_that_cannot_be_written_is_said(cjmap: Cjmap) -> None:
    cjmap.write("a.journey.yaml", GOOD)
    cjmap.write("file", "")
    result = cjmap("validate", "--output", "file/report.txt")
    assert result.exit_code == 2
    assert "file/report.txt" in result.stderr.replace("\\", "/")


def test_spanish(cjmap: Cjmap) -> None:
    cjmap.write("a.journey.yaml", BAD)
    result = cjmap("--lang", "es", "validate")
    assert "¿Querías decir `touchpoints`?" in result.output


def test_quiet_says_nothing_about_a_good_map(cjmap: Cjmap) -> None:
    cjmap.write("a.journey.yaml", GOOD)
    assert cjmap("--quiet", "validate").output == ""


def test_color_is_asked_for(cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch) -> None:
    cjmap.write("a.journey.yaml", BAD)
    assert "\x1b[" not in cjmap("validate").output
    assert "\x1b[" in cjmap("--color", "always", "validate").output
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in cjmap("validate").output
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in cjmap("validate").output


def test_a_bad_setting_is_a_finding_and_exit_code_2(cjmap: Cjmap) -> None:
    cjmap.write("a.journey.yaml", GOOD)
    cjmap.write("cjmap.toml", '# settings\n[lint]\nselct = ["CJ3"]\n')
    result = cjmap("validate", "--output-format", "concise")
    assert result.exit_code == 2
    assert result.output.startswith("cjmap.toml:3:1: CJ020 error")
    assert cjmap("--no-config", "validate").exit_code == 0


def test_a_settings_file_may_be_named(cjmap: Cjmap) -> None:
    cjmap.write("a.journey.yaml", GOOD)
    cjmap.write("elsewhere/strict.toml", "[limits]\nnodes = 3\n")
    assert (
        "CJ006" in cjmap("--config", "elsewhere/strict.toml", "validate", "a.journey.yaml").output
    )
    missing = cjmap("--config", "gone.toml", "validate", "a.journey.yaml")
    assert missing.exit_code == 2
    assert "gone.toml" in missing.stderr


def test_named_settings_choose_the_files_too(cjmap: Cjmap) -> None:
    cjmap.write("a.journey.yaml", GOOD)
    cjmap.write("old/b.journey.yaml", BAD)
    cjmap.write("elsewhere/mine.toml", 'exclude = ["old"]\n')
    assert cjmap("validate").exit_code == 1
    assert cjmap("--config", "elsewhere/mine.toml", "validate").exit_code == 0


def test_named_settings_leave_the_workspace_where_it_is(cjmap: Cjmap) -> None:
    cjmap.write("notes.txt", "what they said")
    cjmap.write(
        "maps/a.journey.yaml", GOOD + "evidence:\n  - title: Talks\n    file: ../notes.txt\n"
    )
    cjmap.write("cjmap.toml", "")
    cjmap.write("elsewhere/mine.toml", "")
    assert cjmap("--config", "elsewhere/mine.toml", "validate").exit_code == 0


def test_libraries_are_validated_and_serve_the_maps(cjmap: Cjmap) -> None:
    cjmap.write(
        "people.library.yaml",
        "title: People\nkind: library\npersonas:\n  - name: Laura\n    goal: a coat\n",
    )
    cjmap.write("a.journey.yaml", GOOD)
    result = cjmap("validate", "--output-format", "concise")
    assert result.exit_code == 1
    assert result.output.startswith("people.library.yaml:5:5: CJ011 error There is no key `goal`")


def test_suppression_on_the_line_or_above_or_for_the_file(cjmap: Cjmap) -> None:
    line = BAD.replace("touchpoint:", "touchpoint: # cjmap: ignore[CJ011] historical")
    above = BAD.replace("    touchpoint:", "    # cjmap: ignore[CJ0]\n    touchpoint:")
    whole = "# cjmap: ignore-file[CJ011]\n" + BAD
    late = BAD + "# cjmap: ignore-file[CJ011]\n"
    inside = BAD.replace("title: Buy a coat", "title: 'A # cjmap: ignore-file[CJ011]'")
    other = BAD.replace("touchpoint:", "touchpoint: # cjmap: ignore[CJ012]")
    for text, code in ((line, 0), (above, 0), (whole, 0), (late, 1), (inside, 1), (other, 1)):
        assert cjmap("validate", "-", stdin=text).exit_code == code, text


def test_what_keeps_a_file_from_being_read_cannot_be_suppressed(cjmap: Cjmap) -> None:
    text = "# cjmap: ignore-file[CJ0]\ntitle: A\ntitle: B\npersonas: [L]\nstages: [S]\n"
    result = cjmap("validate", "-", "--output-format", "concise", stdin=text)
    assert result.exit_code == 1
    assert "CJ004" in result.output


@pytest.mark.parametrize("name", ["CJ102", "cj102", "unknown-persona"])
def test_rule_prints_its_page(cjmap: Cjmap, name: str) -> None:
    result = cjmap("rule", name)
    assert result.exit_code == 0
    assert result.output.startswith("CJ102 unknown-persona (error")
    assert "personas: [Lara]" in result.output


def test_an_unknown_rule_is_wrong_usage_with_a_hint(cjmap: Cjmap) -> None:
    result = cjmap("rule", "unknown-persna")
    assert result.exit_code == 2
    assert "unknown-persona" in result.stderr


def test_rules_in_three_formats(cjmap: Cjmap) -> None:
    listed = json.loads(cjmap("rules", "--output-format", "json").output)
    codes = [rule["code"] for rule in listed]
    assert codes == sorted(codes)
    for output_format in ("text", "markdown"):
        text = cjmap("rules", "--output-format", output_format).output
        assert all(code in text for code in codes)


def test_today_must_be_a_day(cjmap: Cjmap) -> None:
    result = cjmap("--today", "tomorrow", "rules")
    assert result.exit_code == 2
    assert "tomorrow" in result.stderr


def test_the_same_findings_whatever_the_order(cjmap: Cjmap, tmp_path: Path) -> None:
    cjmap.write("b.journey.yaml", BAD)
    cjmap.write("a.journey.yaml", BAD)
    one = cjmap("validate", "a.journey.yaml", "b.journey.yaml", "--output-format", "json").output
    other = cjmap("validate", "b.journey.yaml", "a.journey.yaml", "--output-format", "json").output
    assert one == other
