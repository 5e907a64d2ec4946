"""`cjmap history`: a map's figures through its commits, in repositories of a real git."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cjmap.cli.app import app
from tests.project.histories import History, set_apart

MAP = """\
title: Coat
language: en
personas: [Ana, Bo]
stages:
  - name: Buy
    touchpoints:
      - {name: Shop, channel: web, emotion: 1}
      - {name: Pay, channel: web, emotion: -1, pains: [Slow]}
"""
WORSE = MAP.replace("emotion: 1}", "emotion: -1}")
BETTER = MAP.replace("emotion: -1", "emotion: 2")
BROKEN = "title: [\n"
FILE = "maps/coat.journey.yaml"


@pytest.fixture
def history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> History:
    set_apart(monkeypatch)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    made = History(tmp_path / "my maps")
    monkeypatch.chdir(made.folder)
    return made


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["history", *map(str, arguments), "--today", "2026-02-01"])


def told(*arguments: str | Path) -> list[dict[str, Any]]:
    result = run(*arguments, "--output-format", "json")
    assert result.exit_code == 0, result.output
    revisions: list[dict[str, Any]] = json.loads(result.stdout)["revisions"]
    return revisions


def count_pictures(page: str) -> int:
    return page.count("<svg") - page.count('<svg class="course"')


def means(*arguments: str | Path) -> list[tuple[str | None, float | None]]:
    """What was done in each revision, and how the journey felt then on the whole."""
    return [
        (one["subject"], one["emotion"]["mean"] if one["valid"] else None)
        for one in told(*arguments)
    ]


def test_figures_stand_in_the_order_of_commits(history: History) -> None:
    first = history.commit({FILE: MAP}, "Begin")
    history.commit({"notes.txt": "Of no map"}, "Notes")
    history.commit({FILE: WORSE}, "Worse")
    revisions = told(FILE)
    assert revisions[0]["commit"] == first
    assert (revisions[0]["date"], revisions[0]["author"]) == ("2026-01-01T12:00:00+00:00", "Ana")
    assert [one["subject"] for one in revisions] == ["Begin", "Worse"]
    assert [one["emotion"]["mean"] for one in revisions] == [0.0, -1.0]
    assert [one["emotion"]["lowest"] for one in revisions] == [-1.0, -1.0]
    assert [one["pains"]["unanswered"] for one in revisions] == [1, 1]
    assert all(one["coverage"] is not None for one in revisions)


def test_a_broken_revision_is_listed_and_skipped(history: History) -> None:
    history.commit({FILE: MAP}, "Begin")
    history.commit({FILE: BROKEN}, "Broken")
    history.commit({FILE: WORSE}, "Mended")
    assert means(FILE) == [("Begin", 0.0), ("Broken", None), ("Mended", -1.0)]
    broken = told(FILE)[1]
    assert (broken["valid"], broken["coverage"], broken["findings"]["errors"]) == (False, None, 1)
    # Nothing could ask for what it would be warned of: no dip in that course.
    assert (broken["findings"]["warnings"], broken["findings"]["infos"]) == (None, None)
    shown = run(FILE).stdout
    assert "1 of them cannot be read in full" in shown and "·" in shown


def test_what_is_read_in_part_has_figures_as_in_diff_and_no_course(history: History) -> None:
    history.commit({FILE: MAP}, "Begin")
    history.commit({FILE: MAP.replace("emotion: 1}", "emotion: 9}")}, "A slip")
    history.commit({FILE: BETTER}, "Mended")
    slip = told(FILE)[1]
    compared = CliRunner().invoke(
        app, ["diff", FILE, "--from", "HEAD~1", "--output-format", "json"]
    )
    before = json.loads(compared.stdout)
    assert not slip["valid"]
    assert slip["coverage"] == before["coverage"]["old"] is not None
    assert slip["emotion"] == before["emotion"]["old"] is not None
    shown = run(FILE).stdout
    (course,) = (line for line in shown.splitlines() if "Mean emotion" in line)
    assert course.split()[-1] == "▁·█"
    assert "read in part: A slip" in shown
    page = run(FILE, "--output-format", "html").stdout
    assert count_pictures(page) == 6


def test_a_rename_that_is_not_committed_keeps_what_was_before(history: History) -> None:
    history.commit({FILE: MAP}, "Begin")
    history.git("mv", FILE, "maps/hat.journey.yaml")
    done = [one["subject"] for one in told("maps/hat.journey.yaml")]
    assert (done[0], len(done)) == ("Begin", 2)


def test_what_was_gone_for_a_while_has_all_of_its_history(history: History) -> None:
    history.commit({FILE: MAP}, "Begin")
    history.commit({FILE: None, "other.txt": "1"}, "Gone")
    history.commit({"other.txt": "2"}, "Something else")
    history.commit({FILE: MAP.replace("emotion: 1}", "emotion: 2}")}, "Back")
    history.commit({FILE: None}, "Gone again")
    assert [one["subject"] for one in told(FILE)] == ["Begin", "Back"]
    history.commit({FILE: MAP}, "Here to stay")
    assert [one["subject"] for one in told(FILE)] == ["Begin", "Back", "Here to stay"]


def test_a_rename_that_git_was_not_told_of_keeps_what_was_before(history: History) -> None:
    history.commit({FILE: MAP}, "Begin")
    hat = Path(FILE).with_name("hat.journey.yaml")
    Path(FILE).rename(hat)
    seen = [(one["file"], one["subject"]) for one in told(hat)]
    # The name is new, and in no commit yet.
    assert seen == [(FILE, "Begin"), (hat.as_posix(), None)]


def test_renames_are_followed_on_each_side_of_a_merge(history: History) -> None:
    history.commit({"coat.journey.yaml": MAP}, "Begin")
    history.git("checkout", "-q", "-b", "side")
    history.commit({"coat.journey.yaml": MAP + "# side\n"}, "Side, by the old name")
    history.git("checkout", "-q", "main")
    history.commit({"coat.journey.yaml": None, FILE: MAP}, "Renamed")
    history.commit({FILE: MAP.replace("emotion: 1}", "emotion: 2}")}, "Better")
    history.git("merge", "-q", "-m", "Joined", "side")
    assert {one["file"] for one in told(FILE)} == {"coat.journey.yaml", FILE}
    assert sorted(subject for subject, _ in means(FILE) if subject) == [
        "Begin",
        "Better",
        "Joined",
        "Renamed",
        "Side, by the old name",
    ]


def test_a_merge_that_takes_one_side_as_it_was_follows_that_side(history: History) -> None:
    history.commit({FILE: MAP}, "Begin")
    history.git("checkout", "-q", "-b", "side")
    history.commit({FILE: WORSE}, "Thrown away")
    history.git("checkout", "-q", "main")
    history.commit({FILE: BETTER}, "Kept")
    history.git("merge", "-q", "-s", "ours", "-m", "Joined", "side")
    assert [subject for subject, _ in means(FILE)] == ["Begin", "Kept"]


def test_a_rebased_branch_has_each_commit_once(history: History) -> None:
    history.commit({FILE: MAP, "other.txt": "1"}, "Begin")
    history.git("checkout", "-q", "-b", "side")
    history.commit({FILE: WORSE}, "Worse")
    history.git("checkout", "-q", "main")
    history.commit({"other.txt": "2"}, "Elsewhere")
    history.git("checkout", "-q", "side")
    history.git("rebase", "-q", "main")
    assert means(FILE) == [("Begin", 0.0), ("Worse", -1.0)]


def test_each_revision_is_read_with_its_own_settings_and_libraries(history: History) -> None:
    library = "title: People\nlanguage: en\npersonas:\n  - {name: Ana, age: 40}\nstages: []\n"
    history.commit({FILE: MAP, "cjmap.toml": '[gaps]\nrequire = ["touchpoints"]\n'}, "Begin")
    history.commit({"cjmap.toml": '[gaps]\nrequire = ["evidence"]\n'}, "Settings")
    history.commit({"maps/people.library.yaml": library}, "Library")
    history.commit({"maps/other.journey.yaml": MAP}, "Another map")
    (history.folder / "maps/people.library.yaml").unlink()
    revisions = told(FILE)
    assert [(one["subject"], one["coverage"]) for one in revisions] == [
        ("Begin", 100.0),
        ("Settings", 0.0),
        ("Library", 0.0),
        (None, 0.0),
    ]


def test_what_is_not_committed_yet_stands_last(history: History) -> None:
    history.commit({FILE: MAP}, "Begin")
    file = history.folder / FILE
    file.write_bytes(MAP.replace("\n", "\r\n").encode())
    assert means(FILE) == [("Begin", 0.0)]
    file.write_text(WORSE)
    assert means(FILE) == [("Begin", 0.0), (None, -1.0)]
    assert "Not committed yet" in run(FILE).stdout


def test_a_figure_goes_on_where_its_stage_is_renamed(history: History) -> None:
    metrics = "metrics: [{type: csat, value: 60}]\n    touchpoints:"
    measured = MAP.replace("touchpoints:", metrics, 1)
    history.commit({FILE: measured})
    renamed = measured.replace("name: Buy", "name: Get a coat")
    history.commit({FILE: renamed})
    history.commit({FILE: renamed.replace("value: 60", "value: 75")})
    # Another figure comes, and the stage has its old name again.
    again = measured.replace("value: 60", "value: 80").replace(
        "[{type", "[{type: nps, value: 3}, {type"
    )
    (history.folder / FILE).write_text(again, "utf-8")
    ids = [
        [(one["id"], one["series"], one["value"]) for one in found["metrics"]]
        for found in told(FILE)
    ]
    assert ids == [
        [("buy/csat", "buy/csat", 60)],
        [("get-a-coat/csat", "buy/csat", 60)],
        [("get-a-coat/csat", "buy/csat", 75)],
        [("buy/nps", "buy/nps", 3), ("buy/csat", "buy/csat", 80)],
    ]
    lines = [line for line in run(FILE).stdout.splitlines() if "CSAT" in line]
    assert len(lines) == 1
    assert "60" in lines[0]
    assert "80" in lines[0]
    table = csv.reader(run(FILE, "--output-format", "csv").stdout.splitlines())
    assert [name for name in next(table) if name.startswith("metric")] == [
        "metric buy/csat",
        "metric buy/nps",
    ]


def test_a_file_that_is_gone_has_a_history(history: History) -> None:
    history.commit({FILE: MAP}, "Begin")
    history.commit({FILE: None}, "Gone")
    assert means(FILE) == [("Begin", 0.0)]


@pytest.mark.parametrize(
    ("since", "subjects"),
    [
        ("HEAD~1", ["Three"]),
        ("v1", ["Two", "Three"]),
        ("2026-01-02", ["Two", "Three"]),
        ("P29D", ["Three"]),
        ("HEAD", []),
    ],
)
def test_a_history_begins_where_it_is_told(
    history: History, since: str, subjects: list[str]
) -> None:
    history.commit({FILE: MAP}, "One")
    history.git("tag", "v1")
    history.commit({FILE: WORSE}, "Two")
    history.commit({FILE: BETTER}, "Three")
    assert [subject for subject, _ in means(FILE, "--since", since)] == subjects


@pytest.mark.parametrize("since", ["HEAD", "2100-01-01"])
def test_that_nothing_has_changed_since_is_said(history: History, since: str) -> None:
    history.commit({FILE: MAP}, "One")
    name = history.git("rev-parse", "HEAD")[:8]
    result = run(FILE, "--since", since)
    assert result.exit_code == 0
    assert result.stderr.startswith(
        f"Nothing has changed {FILE} since then: its last commit is {name} of "
    )
    assert run(FILE, "--since", since, "-q").stderr == ""


def test_a_shallow_clone_tells_what_it_has(
    history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.commit({FILE: MAP}, "Begin")
    history.commit({FILE: WORSE}, "Worse")
    clone = tmp_path / "clone"
    history.git("clone", "-q", "--depth", "1", history.folder.as_uri(), str(clone))
    monkeypatch.chdir(clone)
    result = run(FILE, "--output-format", "json")
    assert "git fetch --unshallow" in result.stderr
    document = json.loads(result.stdout)
    assert document["shallow"] and [one["subject"] for one in document["revisions"]] == ["Worse"]


def test_a_bare_repository_and_a_submodule_have_histories(
    history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.commit({FILE: MAP}, "Begin")
    history.git("clone", "-q", "--bare", ".", str(tmp_path / "maps.git"))
    outer = History(tmp_path / "outer")
    outer.git(
        "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(history.folder), "in"
    )
    outer.commit(subject="Outer")
    for folder in (tmp_path / "maps.git", tmp_path / "outer/in"):
        monkeypatch.chdir(folder)
        assert means(FILE) == [("Begin", 0.0)]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["gone.journey.yaml"], "There is no file gone.journey.yaml, nor was there one in any"),
        (
            ["gone.journey.yaml", "--since", "P1Y"],
            "There is no file gone.journey.yaml, nor was there one in any",
        ),
        (["maps"], "maps is a folder: name one map."),
        (["people.library.yaml"], "people.library.yaml is a library, which has no figures."),
        ([FILE, "--since", "gone"], "There is no revision `gone`. There are `HEAD`, `main`,"),
        ([FILE, "--since", "P6X"], "`--since` also takes a day (2026-03-31), or a period (P6M)."),
        ([FILE, "--since", "--all"], "`--all` is no revision"),
    ],
)
def test_what_has_no_history_is_said(history: History, arguments: list[str], said: str) -> None:
    history.commit({FILE: MAP, "people.library.yaml": MAP})
    result = run(*arguments)
    assert result.exit_code == 2 and said in result.stderr


def test_outside_a_repository(
    history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("a.journey.yaml")
    assert result.exit_code == 2 and "lies in no git repository" in result.stderr


def test_a_repository_that_the_environment_names_and_is_none(
    history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.commit({FILE: MAP})
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "none"))
    result = run(FILE)
    assert result.exit_code == 2
    assert f"GIT_DIR of the environment names {tmp_path / 'none'}" in result.stderr


def test_a_table_has_a_row_for_each_revision_and_runs_nothing(history: History) -> None:
    metrics = MAP + "metrics:\n  - {id: nps, type: nps, value: 12}\n"
    history.commit({FILE: MAP}, "=1+1")
    history.commit({FILE: metrics}, "Metric")
    result = run(FILE, "--output-format", "csv")
    rows = [*csv.DictReader(result.stdout.lstrip("\ufeff").splitlines())]
    assert [(one["subject"], one["valid"], one["mean"]) for one in rows] == [
        ("'=1+1", "true", "0"),
        ("Metric", "true", "0"),
    ]
    assert [one["metric nps"] for one in rows] == ["", "12"]


def test_the_course_of_a_figure_is_a_small_chart(history: History) -> None:
    for text in (MAP, WORSE, BETTER):
        history.commit({FILE: text})
    (line,) = (line for line in run(FILE).stdout.splitlines() if "Mean emotion" in line)
    assert line.split()[2:] == ["0", "+1.5", "▄▁█"]


def test_what_never_changed_has_no_chart(history: History) -> None:
    for text in (MAP, WORSE):
        history.commit({FILE: text})
    (line,) = (line for line in run(FILE).stdout.splitlines() if "Coverage" in line and "%" in line)
    assert line.split()[-1] == "unchanged"


def test_a_page_has_a_line_for_each_course_and_its_steps_above_the_tables(history: History) -> None:
    for text in (MAP, WORSE, BROKEN, BETTER):
        history.commit({FILE: text})
    page = run(FILE, "--output-format", "html").stdout
    assert page.index('id="bar"') < page.index('class="step"') < page.index('class="course"')
    points = page.partition('class="course"')[2].partition("</svg>")[0]
    # What is no map parts the line; all courses are as wide.
    assert points.count("<polyline") == 1
    assert points.count("<circle") == 1
    assert {part.partition('"')[0] for part in page.split('class="course" width="')[1:]} == {"180"}


def test_many_revisions_are_read_in_several_parts(history: History) -> None:
    for number in range(70):
        history.day = number % 28
        history.commit({FILE: MAP.replace("title: Coat", f"title: Coat {number}")}, str(number))
    revisions = told(FILE)
    assert [one["title"] for one in revisions] == [f"Coat {number}" for number in range(70)]
    page = run(FILE, "--output-format", "html").stdout
    assert page.count('<section class="step">') == 60
    assert "60 of them can be looked at, evenly spread" in page
    assert "<h2>1 Jan 2026 · 0</h2>" in page and "· 69</h2>" in page


def test_a_page_stands_by_itself_with_a_step_for_each_revision(
    history: History, tmp_path: Path
) -> None:
    history.commit({FILE: MAP}, "<b>Begin</b>")
    history.commit({FILE: BROKEN}, "Broken")
    history.commit({FILE: WORSE}, "Worse")
    page = tmp_path / "page.html"
    assert run(FILE, "--output-format", "html", "-o", page).exit_code == 0
    text = page.read_text("utf-8")
    assert text.count('<section class="step">') == 3
    assert count_pictures(text) == 4  # two readable states, each for a light and a dark ground
    assert "<b>" not in text and "default-src 'none'" in text and "script-src 'sha256-" in text
    again = page.read_bytes()
    run(FILE, "--output-format", "html", "-o", page)
    assert page.read_bytes() == again
    # A picture that is hidden lends nothing to the one that is shown.
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids)) > 8


def test_a_picture_from_right_to_left_begins_on_its_right(history: History) -> None:
    history.commit({FILE: MAP})
    assert ' dir="rtl"' not in run(FILE, "--output-format", "html").stdout
    history.commit({FILE: MAP.replace("language: en", "language: ar")})
    page = run(FILE, "--output-format", "html").stdout
    assert page.count('<div class="wide on-light" dir="rtl">') == 1


def test_what_a_clone_left_out_is_not_called_no_map(
    history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = history.commit({FILE: MAP})
    history.commit({FILE: MAP.replace("title: ", "title: Another ")})
    history.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    history.git("clone", "-q", "--filter=blob:none", history.folder.as_uri(), str(clone))
    monkeypatch.chdir(clone)
    result = run(FILE)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{first[:8]}:{FILE} cannot be read: git does not hold it here: fetch" in result.stderr
