"""What could not be read is not called missing: one mistake is one finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjmap.check import Session, run
from cjmap.project import Project
from cjmap.project.workspace import Workspace
from tests.rules.golden import EVERYTHING, TODAY

MAP = """\
title: Buy a coat
scenario: The first cold days
goal: A warm coat
start: The shop window
end: The first walk
owner: Ana
personas:
  - {name: Laura, goals: [A coat], segment: Young}
evidence:
  - {id: talks, title: Eight talks, date: 2026-10-01, type: interview}
stages:
  - name: Purchase
    owner: Shop
    evidence: talks
    expectations: [No surprises]
    metrics: [{type: csat, value: 80, target: 70, n: 50, date: 2026-10-01}]
    touchpoints:
      - name: Checkout
        channel: web
        personas: [laura]
        thoughts: Is it included?
        emotion: -1
        pains: [{text: Costs come late, id: late}]
        opportunities: [{text: Show them, customer_value: 4, business_value: 4, effort: 1, status: planned, owner: Shop}]
      - name: Receipt
        channel: email
        emotion: 1
"""


def codes(folder: Path, text: str) -> set[str]:
    file = folder / "a.journey.yaml"
    file.write_text(text, encoding="utf-8")
    session = Session(Project(Workspace(folder)), today=TODAY)
    return {finding.code for finding in run(session, [file], EVERYTHING).findings}


@pytest.mark.parametrize(
    ("written", "instead", "code", "echoes"),
    [
        ("scenario: The first cold days", "scenario: [a, b]", "CJ012", {"CJ201"}),
        ("scenario: The first cold days", "scenario: #cold days", "CJ019", {"CJ201"}),
        ("goal: A warm coat", "goal: {a: b}", "CJ012", {"CJ202"}),
        ("owner: Ana", "owner: [Ana]", "CJ012", {"CJ212"}),
        ("    owner: Shop", "    owner: {name: Shop}", "CJ012", {"CJ305"}),
        ("goals: [A coat]", "goals: {a: coat}", "CJ012", {"CJ204"}),
        ("segment: Young", "segment: [Young]", "CJ012", {"CJ210"}),
        ("emotion: -1", "emotion: 7", "CJ013", {"CJ302", "CJ401", "CJ404"}),
        ("emotion: -1", "emotion: 1 or 2", "CJ012", {"CJ302", "CJ401", "CJ404"}),
        ("channel: web", "channel: {id: web}", "CJ012", {"CJ309", "CJ310"}),
        ("thoughts: Is it included?", "thoughts: {txt: [1]}", "CJ012", {"CJ303"}),
        ("evidence: talks", "evidence: {id: talks}", "CJ012", {"CJ313", "CJ407"}),
        ("[{text: Costs come late, id: late}]", "{text: Late}", "CJ012", {"CJ403"}),
        ("personas: [laura]", "personas: [lora]", "CJ102", {"CJ205", "CJ306"}),
        ("type: csat", "type: [csat]", "CJ012", {"CJ304", "CJ314"}),
    ],
)
def test_a_mistake_has_no_echo(
    tmp_path: Path, written: str, instead: str, code: str, echoes: set[str]
) -> None:
    assert not codes(tmp_path, MAP) & echoes
    assert written in MAP
    found = codes(tmp_path, MAP.replace(written, instead, 1))
    assert code in found
    assert not found & echoes


def found(folder: Path, text: str) -> list[str]:
    file = folder / "a.journey.yaml"
    file.write_text(text, encoding="utf-8")
    session = Session(Project(Workspace(folder)), today=TODAY)
    outcome = run(session, [file], EVERYTHING)
    return [one.code for one in outcome.findings if one.code[:3] == "CJ0" or one.code == "CJ612"]


@pytest.mark.parametrize(
    ("figure", "code"),
    [
        ("value: 4, scale: [5, 1]", "CJ013"),
        ("value: 0.4, scale: [1]", "CJ013"),
        ("value: 4, scale: [1, five]", "CJ012"),
        ("value: 0.4, n: 0", "CJ013"),
        ("value: 0.4, n: -5", "CJ013"),
        ("value: 4, scale: [1, 5], statistic: men", "CJ014"),
        ("value: 420, history: [{date: 2026-01-01, value: 0.3}]", "CJ013"),
    ],
)
def test_what_is_refused_of_a_metric_is_not_doubted_besides(
    tmp_path: Path, figure: str, code: str
) -> None:
    text = MAP.replace("type: csat, value: 80, target: 70, n: 50", f"type: csat, {figure}")
    assert found(tmp_path, text) == [code]


@pytest.mark.parametrize(
    ("scale", "code"),
    [
        ("emotion_scale: 5", "CJ012"),
        ("emotion_scale: 1-5", "CJ012"),
        ("emotion_scale: {min: 1, max: 5}", "CJ012"),
        ("emotion_scale: [1]", "CJ013"),
        ("emotion_scale: [5, 5]", "CJ013"),
        ("emotion_scale: [1, null]", "CJ012"),
        ("emotion_scale: [one, five]", "CJ012"),
        ("emotion_scale: #5", "CJ019"),
        ("emotion_scal: [1, 5]", "CJ011"),
    ],
)
def test_a_scale_that_is_none_is_one_finding_however_many_scores_rest_on_it(
    tmp_path: Path, scale: str, code: str
) -> None:
    text = MAP.replace("emotion: -1", "emotion: 4").replace("emotion: 1\n", "emotion: 5\n")
    assert found(tmp_path, f"{scale}\n{text}") == [code]


@pytest.mark.parametrize(
    ("key", "value"), [("phases", "x"), ("phase", "x"), ("phasse", "Buying things")]
)
def test_a_value_that_no_guessed_key_has_is_not_called_wrong_besides(
    tmp_path: Path, key: str, value: str
) -> None:
    text = MAP.replace("    owner: Shop\n", f"    owner: Shop\n    {key}: {value}\n")
    assert found(tmp_path, text) == ["CJ014" if key == "phase" else "CJ011"]


@pytest.mark.parametrize("tags", ["[a,#b]", "[#b]", '["a"#b]', "{a: x,#b}"])
def test_a_bracket_that_a_glued_hash_took_is_not_missed_besides(tmp_path: Path, tags: str) -> None:
    text = MAP.replace("        channel: web\n", f"        channel: web\n        tags: {tags}\n")
    assert found(tmp_path, text) == ["CJ003"]
    alone = text.replace(f"tags: {tags}", f"x-more: {{tags: {tags}}}")
    assert found(tmp_path, alone) == ["CJ003"]
