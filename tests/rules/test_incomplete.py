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
