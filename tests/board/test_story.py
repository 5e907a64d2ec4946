"""A map's strengths and weaknesses as they are read: what is left out is counted."""

from __future__ import annotations

from cjmap.board.assessing import assess
from tests.facts.given import Given, given

__all__ = ["given"]


def test_what_is_not_told_is_counted(given: Given) -> None:
    touchpoints = "\n".join(
        f"  - {{name: T{n}, gains: [Gain {n}], pains: [{{text: Pain {n}, severity: 5}}, {{text: Small {n}, severity: 1}}]}}"
        for n in range(8)
    )
    subject = given(
        f"title: T\npersonas: [Ann]\nstages:\n- name: S\n  touchpoints:\n{touchpoints}\n"
    )
    found = assess(subject)
    assert [line.text for line in found.strengths][3:] == ["5 more gains."]
    assert [line.text for line in found.weaknesses][5:] == ["3 more severe pains."]
    few = given("title: T\npersonas: [Ann]\nstages: [{name: S, gains: [Kind], pains: [Slow]}]\n")
    assert not [line for line in assess(few).strengths if "more" in line.text]
