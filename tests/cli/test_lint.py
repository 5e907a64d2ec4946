"""`cjmap lint` as people and CI call it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from cjmap.cli import watching
from cjmap.project import Project
from tests.cli.conftest import Cjmap

MAP = """\
title: Buy a coat
scenario: The first cold days
goal: A warm coat
owner: Ana
status: review
personas:
  - name: Laura
    goals:
      - A coat that fits
stages:
  - name: Purchase
    touchpoints:
      - name: Checkout
        channel: web
        thoughts: Is the delivery included?
        emotion: -1
        owner: E-commerce
        opportunities:
          - Show the price with delivery
        feedback: csat
"""
PAIN = MAP.replace("        owner:", "        pains: [Costs come late]\n        owner:").replace(
    "emotion: -1", "emotion: 1"
)


def listed(output: str) -> list[str]:
    """The codes of a concise or JSON report."""
    if output.startswith("{"):
        return [finding["code"] for finding in json.loads(output)["findings"]]
    return [line.split(": ")[1].split(" ")[0] for line in output.splitlines() if ": CJ" in line]


def concise(cjmap: Cjmap, *arguments: str) -> list[str]:
    return listed(cjmap("lint", "--output-format", "concise", *arguments).output)


def test_warnings_fail_and_notes_are_counted(cjmap: Cjmap) -> None:
    cjmap.write("a.journey.yaml", MAP)
    result = cjmap("lint")
    assert result.exit_code == 1
    assert "warning[CJ403] negative-emotion-without-pain" in result.output
    assert "note[" not in result.output
    assert "(--notes lists the notes)" in result.output
    assert "note[CJ313]" in cjmap("lint", "--notes").output


def test_fail_level(cjmap: Cjmap) -> None:
    cjmap.write("a.journey.yaml", MAP)
    assert cjmap("lint", "--fail-on", "error").exit_code == 0
    assert cjmap("lint", "--exit-zero").exit_code == 0
    cjmap.write("a.journey.yaml", PAIN)
    assert cjmap("lint").exit_code == 0
    result = cjmap("lint", "--fail-on", "info")
    assert result.exit_code == 1
    assert "note[CJ313]" in result.output


def test_a_map_that_cannot_be_read_is_exit_2_whatever_else(cjmap: Cjmap) -> None:
    assert cjmap("lint", "none.journey.yaml", "--exit-zero").exit_code == 2


def test_rules_by_code_beginning_and_name(cjmap: Cjmap) -> None:
    cjmap.write("a.journey.yaml", MAP)
    assert concise(cjmap, "--select", "CJ403") == ["CJ403"]
    assert concise(cjmap, "--select", "cj40,CJ304", "--ignore", "stage-without-metric") == ["CJ403"]
    assert concise(cjmap, "--select", "negative-emotion-without-pain") == ["CJ403"]
    assert "CJ403" not in concise(cjmap, "--ignore", "CJ4")
    assert concise(cjmap, "--select", "CJ3", "--extend-select", "CJ403") == ["CJ403"]


def test_a_word_that_is_no_rule_is_refused(cjmap: Cjmap) -> None:
    cjmap.write("a.journey.yaml", MAP)
    result = cjmap("lint", "--select", "no-ownr")
    assert result.exit_code == 2
    assert "did you mean no-owner?" in result.output
    assert cjmap("lint", "--ignore", "CJ999").exit_code == 2


def test_settings_choose_grade_and_silence(cjmap: Cjmap) -> None:
    cjmap.write("a.journey.yaml", MAP)
    cjmap.write("drafts/b.journey.yaml", MAP)
    cjmap.write(
        "cjmap.toml",
        "[lint]\n"
        'select = ["CJ4", "CJ210"]\n'
        'ignore = ["CJ210"]\n'
        'extend-select = ["CJ313"]\n'
        'severity = { CJ403 = "error", CJ313 = "warning" }\n'
        'per-file-ignores = { "drafts/**" = ["CJ4"] }\n',
    )
    output = cjmap("lint", "--output-format", "concise").output
    assert [
        line.split(": ", 1)[0].split(":")[0] + " " + line.split(": ")[1][:13]
        for line in output.splitlines()
    ] == [
        "a.journey.yaml CJ313 warning",
        "a.journey.yaml CJ403 error A",
        "drafts/b.journey.yaml CJ313 warning",
    ]
    # What a call selects takes the place of the settings' choice, their ignores included.
    assert concise(cjmap, "a.journey.yaml", "--select", "CJ210", "--notes") == ["CJ210"]


def test_each_workspace_has_its_own_settings(cjmap: Cjmap) -> None:
    cjmap.write("one/cjmap.toml", '[lint]\nselect = ["CJ403"]\n')
    cjmap.write("one/a.journey.yaml", MAP)
    cjmap.write("two/cjmap.toml", '[lint]\nselect = ["CJ210"]\n')
    cjmap.write("two/a.journey.yaml", MAP)
    output = cjmap("lint", ".", "--notes", "--output-format", "concise").output
    assert [(line.split("/")[0], line.split(": ")[1][:5]) for line in output.splitlines()] == [
        ("one", "CJ403"),
        ("two", "CJ210"),
    ]


def test_statistics(cjmap: Cjmap) -> None:
    cjmap.write("a.journey.yaml", MAP.replace("channel: web", "channel: whatsap"))
    cjmap.write("b.journey.yaml", MAP)
    result = cjmap("lint", "--select", "CJ403,CJ106,CJ313", "--statistics")
    assert result.exit_code == 1
    assert result.output == (
        "2  CJ313  stage-without-evidence (note)\n"
        "2  CJ403  negative-emotion-without-pain (warning)\n"
        "1  CJ106  channel-typo (warning) · 1 that --fix mends\n"
        "\n"
        "Found 3 warnings and 2 notes in 2 files.\n"
    )
    assert cjmap("lint", "--statistics", "--output-format", "json").exit_code == 2


def test_machine_formats_leave_notes_out_unless_asked(cjmap: Cjmap) -> None:
    cjmap.write("a.journey.yaml", MAP)
    assert "CJ313" not in listed(cjmap("lint", "--output-format", "json").output)
    assert "CJ313" in listed(cjmap("lint", "--output-format", "json", "--notes").output)


# --- baseline --------------------------------------------------------------------------------------


def test_a_baseline_leaves_out_the_old_and_shows_the_new(cjmap: Cjmap) -> None:
    cjmap.write("a.journey.yaml", MAP)
    written = cjmap("lint", "--write-baseline", "baseline.json")
    assert written.exit_code == 0
    assert cjmap("lint", "--baseline", "baseline.json").exit_code == 0
    moved = (
        "# moved\n\n"
        + MAP
        + "      - name: Parcel\n        channel: courier\n        emotion: -2\n"
    )
    cjmap.write("a.journey.yaml", moved)
    result = cjmap("lint", "--baseline", "baseline.json", "--output-format", "concise")
    assert result.exit_code == 1
    assert "Checkout" not in result.output
    assert "A negative emotion at “Parcel”" in result.output


def test_a_baseline_means_the_same_from_every_folder(
    cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    cjmap.write("cjmap.toml", "")
    cjmap.write("maps/a.journey.yaml", MAP)
    cjmap("lint", "--write-baseline", "ci/baseline.json")
    text = (cjmap.folder / "ci/baseline.json").read_text()
    monkeypatch.chdir(cjmap.folder / "maps")
    assert cjmap("lint", "--baseline", "../ci/baseline.json").exit_code == 0
    cjmap("lint", "--write-baseline", "../ci/baseline.json")
    assert (cjmap.folder / "ci/baseline.json").read_text() == text


def test_what_holds_of_a_baseline_is_said_and_what_is_mended(cjmap: Cjmap) -> None:
    cjmap.write("a.journey.yaml", MAP)
    written = cjmap("lint", "--write-baseline", "baseline.json").stderr
    number = len(json.loads((cjmap.folder / "baseline.json").read_text())["findings"])
    assert written.startswith(f"{number} entries in baseline.json, ")
    assert written.endswith(" as shown.\n")
    assert (
        f"{number} entries of the baseline still hold.\n"
        == cjmap("lint", "--baseline", "baseline.json").stderr
    )
    cjmap.write("a.journey.yaml", PAIN)
    told = cjmap("lint", "--baseline", "baseline.json").stderr
    assert (
        f"{number - 2} entries of the baseline still hold.\n2 entries of the baseline are mended"
        in told
    )
    assert "CJ403" not in told
    assert "renamed" not in told
    assert "  CJ403 a.journey.yaml\n" in cjmap("-v", "lint", "--baseline", "baseline.json").stderr
    assert cjmap("-q", "lint", "--baseline", "baseline.json").stderr == ""


def test_what_was_renamed_is_said_to_count_as_new(cjmap: Cjmap) -> None:
    text = "title: A\npersonas: [P]\nstages:\n  - name: Buy\n    pains: [Slow, Dear]\n  - Use\n"
    cjmap.write("a.journey.yaml", text)
    cjmap("lint", "--write-baseline", "b.json")
    cjmap.write("a.journey.yaml", text.replace("Slow", "Slow as ever"))
    result = cjmap("lint", "--baseline", "b.json", "--select", "CJ5")
    # Which rules are asked for decides what may be gone.
    assert (result.exit_code, "renamed" in result.stderr) == (1, False)
    result = cjmap("lint", "--baseline", "b.json")
    assert result.exit_code == 1
    assert "1 finding is new where one of these is gone: what was renamed counts as new.\n" in (
        result.stderr
    )
    cjmap.write("a.journey.yaml", text.replace("Buy", "Purchase"))
    result = cjmap("lint", "--baseline", "b.json")
    new = json.loads(cjmap("lint", "--baseline", "b.json", "--output-format", "json").stdout)
    number = new["summary"]["warnings"] + new["summary"]["infos"]
    assert number > 2
    assert f"{number} findings are new where as many of these are gone" in result.stderr
    # One more pain is new, and nothing is gone.
    cjmap.write("a.journey.yaml", text.replace("Dear", "Dear, Odd"))
    assert "renamed" not in cjmap("lint", "--baseline", "b.json").stderr


def test_single_findings_and_those_shown_are_both_counted(cjmap: Cjmap) -> None:
    stages = "".join(f"  - name: S{n}\n    touchpoints: [T{n}]\n" for n in range(9))
    cjmap.write("a.journey.yaml", f"title: A\npersonas: [P]\nstages:\n{stages}")
    found = json.loads(cjmap("lint", "--output-format", "json").stdout)["summary"]
    written = cjmap("lint", "--write-baseline", "b.json").stderr
    entries = len(json.loads((cjmap.folder / "b.json").read_text())["findings"])
    assert entries > found["warnings"] + found["infos"]
    assert written == (
        f"{entries} entries in b.json, {found['warnings']} warnings and {found['infos']} notes as shown.\n"
    )


def test_a_file_that_is_no_yaml_is_said_when_a_baseline_is_written(cjmap: Cjmap) -> None:
    cjmap.write("a.journey.yaml", MAP)
    cjmap.write("b.journey.yaml", "title: [\n")
    result = cjmap("lint", "--write-baseline", "baseline.json")
    assert result.exit_code == 1
    assert "CJ003" in result.stderr and "b.journey.yaml" in result.stderr
    text = (cjmap.folder / "baseline.json").read_text()
    assert "a.journey.yaml" in text and "b.journey.yaml" not in text


# --- the settings in the options' place ----------------------------------------------------------------


def test_settings_stand_for_the_options(cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch) -> None:
    cjmap.write("maps/a.journey.yaml", MAP)
    assert cjmap("lint").exit_code == 1
    cjmap.write("cjmap.toml", '[lint]\nfail-on = "error"\n')
    assert cjmap("lint").exit_code == 0
    assert cjmap("lint", "--fail-on", "warning").exit_code == 1
    assert cjmap("validate").exit_code == 0
    cjmap.write("cjmap.toml", '[lint]\nfail-on = "info"\n')
    assert "note[CJ" in cjmap("lint").stdout
    cjmap.write("cjmap.toml", "[lint]\nnotes = true\n")
    assert "note[CJ" in cjmap("lint").stdout
    cjmap.write("cjmap.toml", '[lint]\nbaseline = "known/b.json"\n')
    missing = cjmap("lint")
    assert missing.exit_code == 2 and "b.json" in missing.stderr
    assert cjmap("lint", "--write-baseline", "known/b.json").exit_code == 0
    monkeypatch.chdir(cjmap.folder / "maps")
    assert cjmap("lint").exit_code == 0
    cjmap.write("other.json", '{"version": 1, "findings": []}')
    assert cjmap("lint", "--baseline", "../other.json").exit_code == 1


def test_each_workspace_says_for_itself_what_fails(cjmap: Cjmap) -> None:
    for name in ("one", "two"):
        cjmap.write(f"{name}/cjmap.toml", '[lint]\nbaseline = "b.json"\nfail-on = "error"\n')
        cjmap.write(f"{name}/a.journey.yaml", MAP)
        assert cjmap("lint", name, "--write-baseline", f"{name}/b.json").exit_code == 0
    result = cjmap("lint")
    assert result.exit_code == 0
    assert "warning[" not in result.stdout
    cjmap.write("two/cjmap.toml", '[lint]\nfail-on = "warning"\n')
    result = cjmap("lint")
    assert result.exit_code == 1
    assert "two/a.journey.yaml" in result.stdout
    cjmap.write("two/cjmap.toml", '[lint]\nfail-on = "error"\n')
    assert cjmap("lint").exit_code == 0


def test_a_broken_run_writes_no_baseline(cjmap: Cjmap) -> None:
    cjmap.write("cjmap.toml", "lint = 3\n")
    cjmap.write("a.journey.yaml", MAP)
    assert cjmap("lint", "--write-baseline", "baseline.json").exit_code == 2
    assert not (cjmap.folder / "baseline.json").exists()


def test_a_baseline_that_is_none_is_refused(cjmap: Cjmap) -> None:
    cjmap.write("a.journey.yaml", MAP)
    cjmap.write("baseline.json", "no")
    assert cjmap("lint", "--baseline", "baseline.json").exit_code == 2


# --- mending ---------------------------------------------------------------------------------------


TYPO = MAP.replace("channel: web", "chanel:   'whatsap' # by phone")


def test_fix_mends_in_place_and_reports_the_rest(cjmap: Cjmap) -> None:
    file = cjmap.write("a.journey.yaml", TYPO)
    file.chmod(0o640)
    result = cjmap("lint", "--fix")
    assert file.read_text() == TYPO.replace("chanel:   'whatsap'", "channel:   'whatsapp'")
    assert file.stat().st_mode & 0o777 == 0o640
    assert "Mended 2 findings." in result.output
    assert "CJ403" in result.output
    assert "CJ011" not in result.output
    assert result.exit_code == 1
    assert [path.name for path in cjmap.folder.iterdir()] == ["a.journey.yaml"]


def test_diff_shows_and_changes_nothing(cjmap: Cjmap) -> None:
    file = cjmap.write("a.journey.yaml", TYPO)
    result = cjmap("lint", "--diff")
    assert result.exit_code == 1
    assert (
        "-        chanel:   'whatsap' # by phone\n+        channel:   'whatsapp' # by phone\n"
        in result.output
    )
    assert "CJ403" not in result.output
    assert file.read_text() == TYPO
    cjmap.write("a.journey.yaml", PAIN)
    assert cjmap("lint", "--diff").exit_code == 0


def test_what_the_baseline_holds_is_not_mended(cjmap: Cjmap) -> None:
    file = cjmap.write("a.journey.yaml", MAP.replace("channel: web", "channel: whatsap"))
    cjmap("lint", "--write-baseline", "baseline.json")
    cjmap("lint", "--fix", "--baseline", "baseline.json")
    assert "whatsap\n" in file.read_text()


def test_standard_input_comes_out_mended(cjmap: Cjmap) -> None:
    written = TYPO.replace("\n", "\r\n").encode()
    result = cjmap("lint", "--fix", "-", stdin=b"\xef\xbb\xbf" + written)
    assert result.stdout_bytes == b"\xef\xbb\xbf" + written.replace(b"chanel", b"channel").replace(
        b"whatsap", b"whatsapp"
    )


def test_a_linked_map_is_mended_where_it_stands(cjmap: Cjmap) -> None:
    file = cjmap.write("real/a.journey.yaml", TYPO)
    link = cjmap.folder / "b.journey.yaml"
    link.symlink_to(file)
    cjmap("lint", "--fix", "b.journey.yaml")
    assert link.is_symlink()
    assert "whatsapp" in file.read_text()


# --- watching --------------------------------------------------------------------------------------


def pauses(*steps: Callable[[], object]) -> Callable[[float], None]:
    """A pause that does one thing at a time, then presses Ctrl-C."""
    waiting = list(steps)

    def pause(seconds: float) -> None:
        if not waiting:
            raise KeyboardInterrupt
        waiting.pop(0)()

    return pause


def test_watching_acts_again_only_after_a_change(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("1")
    seen: list[str] = []
    project = Project()

    def act() -> None:
        seen.append(project.document(file).source.text or "gone")

    def write(text: str) -> Callable[[], object]:
        def act() -> None:
            file.write_text(text)
            os.utime(file, ns=(1, int(text) * 10**9))

        return act

    watching.watch(
        act,
        lambda: bool(project.refresh()),
        pause=pauses(lambda: None, write("2"), lambda: None, write("3"), file.unlink),
    )
    assert seen == ["1", "2", "3", "gone"]


def test_a_change_while_it_is_at_work_is_not_missed(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("1")
    seen: list[str] = []
    project = Project()

    def act() -> None:
        seen.append(project.document(file).source.text)
        if seen[-1] == "2":
            file.write_text("333")

    watching.watch(
        act,
        lambda: bool(project.refresh()),
        pause=pauses(lambda: file.write_text("2"), *[lambda: None] * 3),
    )
    assert seen == ["1", "2", "333"]


def test_watch_lints_again_and_ends_with_0(cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch) -> None:
    cjmap.write("a.journey.yaml", MAP)

    def mend_and_add() -> None:
        cjmap.write("a.journey.yaml", PAIN)
        cjmap.write("b.journey.yaml", MAP)

    monkeypatch.setattr(
        watching.watch, "__kwdefaults__", {"pause": pauses(mend_and_add), "interval": 0}
    )
    result = cjmap("lint", "--watch", "--select", "CJ403", "--output-format", "concise")
    assert result.exit_code == 0
    assert result.output.count("CJ403") == 2
    assert result.output.splitlines()[-1].startswith("b.journey.yaml")
    assert "\x1b[" not in result.output


def test_watch_goes_with_nothing_that_writes(cjmap: Cjmap) -> None:
    cjmap.write("a.journey.yaml", MAP)
    for other in ("--fix", "--diff", "--output=x.txt", "-"):
        assert cjmap("lint", "--watch", other).exit_code == 2


@pytest.mark.parametrize("word", ["CJ003", "CJ00", "bad-config", "CJ901", "no-ownr"])
def test_what_nobody_may_leave_out_is_wrong_usage_by_code_and_by_name(
    cjmap: Cjmap, word: str
) -> None:
    result = cjmap("lint", "--ignore", word)
    assert result.exit_code == 2
    assert word in result.stderr
    assert "defect" not in result.stderr


def test_a_new_baseline_is_all_that_is_written(cjmap: Cjmap) -> None:
    cjmap.write(
        "a.journey.yaml", "title: A\npersonas: [L]\nstages: [{name: S, touchpoints: [T]}]\n"
    )
    result = cjmap("--lang", "en", "lint", "--write-baseline", "b.json", "-o", "found.txt")
    assert result.exit_code == 2
    assert "--write-baseline goes not with --output" in result.stderr
    assert sorted(file.name for file in cjmap.folder.iterdir()) == ["a.journey.yaml"]
