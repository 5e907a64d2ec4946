"""`cjmap diff`: what changed for the customer, as people call it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cjmap.cli.app import app

OLD = """
title: Coat
language: en
personas: [Ana, Bo]
pains: [It takes long]
opportunities: [{text: Faster, status: idea}]
stages:
  - name: Buy
    touchpoints:
      - {name: Shop, channel: web, emotion: 1}
      - {name: Pay, channel: web, emotion: 1, pains: [Slow], opportunities: [Speed up]}
"""
NEW = """
title: Coat
language: en
personas: [Ana, Bo]
pains: [It takes long]
opportunities: [{text: Faster, status: doing}]
stages:
  - name: Buy
    touchpoints:
      - {name: Shop, channel: [web, app], emotion: 1}
      - {name: Pay now, channel: web, emotions: {ana: -1, bo: 1}, pains: [Slow, Dear], opportunities: []}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    put("old.journey.yaml", OLD)
    put("new.journey.yaml", NEW)
    return tmp_path


def put(name: str, text: str) -> None:
    file = Path(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def cjmap(*words: str) -> Result:
    return CliRunner().invoke(app, ["--lang", "en", "--today", "2026-11-21", *words])


def as_json(*words: str) -> Any:
    return json.loads(cjmap("diff", *words, "--output-format", "json").stdout)


PAIR = ("old.journey.yaml", "new.journey.yaml")


def test_the_changes_as_json() -> None:
    found = as_json(*PAIR)
    assert [(one["kind"], one["what"], one["id"], one["path"]) for one in found["changes"]] == [
        ("added", "channel", "buy/shop", "stages[0].touchpoints[0].channel[1]"),
        ("renamed", "touchpoint", "buy/pay-now", "stages[0].touchpoints[1]"),
        ("changed", "emotion", "buy/pay-now", "stages[0].touchpoints[1].emotions.ana"),
        ("added", "pain", "buy/pay-now/dear", "stages[0].touchpoints[1].pains[1]"),
        ("added", "field", "buy/pay-now", "stages[0].touchpoints[1].opportunities"),
        ("removed", "opportunity", "buy/pay/speed-up", "stages[0].touchpoints[1].opportunities[0]"),
        ("changed", "opportunity", "faster", "opportunities[0].status"),
    ]
    turn = found["changes"][2]
    assert (turn["old"], turn["new"], turn["persona"]) == (1, -1, "ana")
    assert turn["message"] == "“Pay now” now feels worse to Ana: +1 → −1."
    assert (turn["file"], turn["line"]) == ("new.journey.yaml", 11)
    gone = found["changes"][-2]
    assert (gone["file"], gone["line"]) == ("old.journey.yaml", 11)
    assert found["pains"] == {
        "answered": [],
        "unanswered": ["buy/pay-now/slow"],
        "resolved": [],
        "reopened": [],
        "new": ["buy/pay-now/dear"],
        "gone": [],
        "ignored": ["buy/pay-now/dear"],
        "dropped": [],
    }
    assert found["emotion"]["old"]["mean"] == 1
    assert found["emotion"]["new"]["mean"] == 0.5
    assert found["emotion"]["new"]["personas"][0]["points"] == [
        {"touchpoint": "buy/shop", "score": 1},
        {"touchpoint": "buy/pay-now", "score": -1},
    ]
    assert found["opportunities"] == [{"id": "faster", "old": "idea", "new": "doing"}]
    assert found["channels"] == {"won": ["app"], "lost": []}


@pytest.mark.parametrize("words", [("-", PAIR[1]), (PAIR[0], "-")])
def test_standard_input_is_no_side_of_a_comparison(words: tuple[str, ...]) -> None:
    result = cjmap("diff", *words)
    assert result.exit_code == 2
    assert "Files are compared, not standard input" in result.stderr


def test_the_changes_in_words_of_both_languages() -> None:
    english = cjmap("diff", *PAIR).stdout
    assert "“Pay now” now feels worse to Ana: +1 → −1." in english
    assert "mean emotion +1 → +0.5" in english
    assert "“Shop” is now also met by app." in english
    spanish = cjmap("--lang", "es", "diff", *PAIR).stdout
    assert "«Pay now» le resulta ahora peor a Ana: +1 → −1." in spanish


def test_a_renamed_touchpoint_keeps_its_findings() -> None:
    put("new.journey.yaml", OLD.replace("name: Pay,", "name: Payment,"))
    found = as_json(*PAIR)
    assert [one["kind"] for one in found["changes"]] == ["renamed"]
    assert found["findings"] == {"fixed": [], "new": []}


def test_a_persona_that_is_called_otherwise_keeps_what_is_found_of_it() -> None:
    stages = (
        "stages: [{name: Buy, touchpoints: [{name: Pay, channel: web, emotions: {%s: -2}}, "
        "{name: Wait, channel: web, emotions: {%s: 1}}]}]\n"
    )
    put("old.journey.yaml", "title: T\npersonas: [Tomás Ruiz]\n" + stages % (("Tomás Ruiz",) * 2))
    put(
        "new.journey.yaml",
        "title: T\npersonas: [{id: tomas-ruiz, name: Tomás Ruiz}]\n"
        + stages % (("tomas-ruiz",) * 2),
    )
    found = as_json(*PAIR)
    assert (found["changes"], found["findings"]) == ([], {"fixed": [], "new": []})


def test_findings_that_are_fixed_and_new() -> None:
    put("new.journey.yaml", OLD.replace("emotion: 1, pains", "emotion: -1, pains"))
    found = as_json(*PAIR)["findings"]
    assert "CJ405" in [one["code"] for one in found["new"]]
    back = as_json(*PAIR[::-1])["findings"]
    assert [one["code"] for one in back["fixed"]] == [one["code"] for one in found["new"]]


def test_the_baseline_that_a_map_names() -> None:
    put("new.journey.yaml", NEW + "links: [{to: old.journey.yaml, rel: baseline}]\n")
    found = as_json("--baseline", "new.journey.yaml")
    assert (found["old"], found["new"]) == PAIR
    assert found["changes"][0]["path"] == "links"


def test_two_folders_by_path_then_by_id_then_by_equal_texts() -> None:
    put("a/same.journey.yaml", OLD)
    put("b/same.journey.yaml", NEW)
    put("a/x/moved.journey.yaml", OLD.replace("Coat", "Shoes\nid: shoes"))
    put("b/y/elsewhere.journey.yaml", OLD.replace("Coat", "Shoes\nid: shoes"))
    put("a/named.journey.yaml", OLD.replace("Coat", "Scarfs"))
    put("b/otherwise.journey.yaml", OLD.replace("Coat", "Scarfs"))
    put("a/gone.journey.yaml", OLD.replace("Coat", "Hats"))
    put("b/fresh.journey.yaml", OLD.replace("Coat", "Gloves"))
    found = as_json("a", "b")
    assert [(one["old"], one["new"], len(one["changes"])) for one in found["maps"]] == [
        ("a/same.journey.yaml", "b/same.journey.yaml", 7),
        ("a/x/moved.journey.yaml", "b/y/elsewhere.journey.yaml", 0),
        ("a/named.journey.yaml", "b/otherwise.journey.yaml", 0),
    ]
    (added,), (removed,) = found["added"], found["removed"]
    assert (added["file"], added["title"]) == ("b/fresh.journey.yaml", "Gloves")
    assert (removed["file"], removed["title"]) == ("a/gone.journey.yaml", "Hats")
    text = cjmap("diff", "a", "b").stdout
    assert "Gloves" in text
    assert "Hats" in text
    assert "2 maps say the same." in text


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("emotion-drop", 1),
        ("emotion-drop=0.99", 1),
        ("emotion-drop=1", 0),
        ("pain-unanswered", 1),
        ("new-errors", 0),
        ("new-warnings", 1),
        ("coverage-drop=100", 0),
        ("new-errors, emotion-drop=0.5", 1),
    ],
)
def test_what_fails_the_command(asked: str, code: int) -> None:
    done = cjmap("diff", *PAIR, "--fail-on", asked)
    assert done.exit_code == code
    assert (done.stderr != "") == (code == 1)


def test_a_map_with_errors_is_compared_as_far_as_it_can_be_read() -> None:
    put("new.journey.yaml", OLD.replace("emotion: 1, pains", "emotion: 1, severty: 3, pains"))
    done = cjmap("diff", *PAIR)
    assert done.exit_code == 0
    assert "1 error in new.journey.yaml: what could not be read is not compared" in " ".join(
        done.stdout.split()
    )


@pytest.mark.parametrize("text", ["title: [\n", "", "just words\n", "\x00"])
def test_a_side_that_cannot_be_read_at_all(text: str) -> None:
    put("new.journey.yaml", text)
    for pair in (PAIR, PAIR[::-1]):
        done = cjmap("diff", *pair)
        assert done.exit_code == 2
        assert "new.journey.yaml: it cannot be read, so it is not compared." in done.stderr


def test_libraries_are_told_from_maps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b"):
        Path(name).mkdir()
        Path(name, "coat.journey.yaml").write_text(
            "title: Coat\npersonas: [Ana]\nstages: [{name: Buy, touchpoints: [Till]}]\n"
        )
    Path("a", "people.library.yaml").write_text(
        "title: People\nkind: library\npersonas: [{id: zoe, name: Zoe}]\n"
    )
    same = CliRunner().invoke(app, ["--lang", "en", "diff", "a", "a"]).stdout
    assert "1 map says the same." in same
    gone = CliRunner().invoke(app, ["--lang", "en", "diff", "a", "b"]).stdout
    assert "Libraries that are gone" in gone and "Maps that are gone" not in gone
    new = CliRunner().invoke(app, ["--lang", "en", "diff", "b", "a"]).stdout
    assert "New libraries" in new and "New maps" not in new


def test_what_nothing_asks_for_any_more_is_not_fixed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    top = "title: Coat\npersonas: [Ana]\n"
    later = (
        "state: future\nlinks: [{to: then.journey.yaml, rel: baseline}]\n"
        "stages: [{name: Buy, touchpoints: [{name: Till, emotion: -1, pains: []}]}]\n"
    )
    then = "stages: [{name: Buy, touchpoints: [{name: Till, emotion: -1, pains: [Slow]}]}]\n"
    for name in ("a", "b"):
        Path(name).mkdir()
        Path(name, "now.journey.yaml").write_text(top + later)
    Path("a", "then.journey.yaml").write_text(top + then)
    said = CliRunner().invoke(app, ["--lang", "en", "lint", "a/now.journey.yaml"]).stdout
    assert "CJ408" in said
    files = [f"{name}/now.journey.yaml" for name in ("a", "b")]
    told = CliRunner().invoke(app, ["--lang", "en", "diff", *files]).stdout
    assert "CJ108" in told and "CJ408" not in told
