from __future__ import annotations

import pytest

from cjmap.facts.steps import Progress, Step
from tests.facts.given import Given

EMPTY = "title: T\nlifecycle: seven-stage\npersonas: [Ana]\nstages: [Packing]\n"
WHOLE = """
    title: T
    goal: A warm coat
    lifecycle: [Buy, Use]
    personas:
      - name: Ana
        needs: [A coat]
      - name: Rival
        type: negative
    stages:
      - name: Buy
        thoughts: Hm
        expectations: Speed
        touchpoints:
          - name: Shop
            does: Pays
            emotion: 1
            pains: [Queue]
            opportunities:
              - text: Second till
                status: done
                outcome:
                  - {metric: time, change: -20 %}
      - name: Use
        pains: []
        touchpoints:
          - name: Walk
            kind: action
            thoughts: Warm
            expects: Warmth
            emotion: 2
            metrics:
              - type: nps
                value: 30
                date: 2026-05-01
"""


def states(steps: tuple[Step, ...]) -> str:
    signs = {Progress.DONE: "d", Progress.PARTIAL: "p", Progress.OPEN: "o"}
    return "".join(signs[step.state] for step in steps)


def test_a_map_that_has_come_all_the_way(given: Given) -> None:
    steps = given(WHOLE).steps()
    assert [str(lack.message) for step in steps for lack in step.missing] == []
    assert states(steps) == "ddddddddd"
    assert [step.number for step in steps] == list(range(1, 10))


def test_a_map_that_has_just_begun(given: Given) -> None:
    # A persona is there, but by name alone.
    assert states(given(EMPTY).steps()) == "poooooooo"


@pytest.mark.parametrize(
    ("step", "old", "new", "state", "lack", "path"),
    [
        (1, "needs: [A coat]", "role: Buyer", "p", "neither goals, needs nor jobs", "personas"),
        (2, "goal: A warm coat", "scenario: Winter", "o", "has no goal", ""),
        (4, "[Buy, Use]", "[Buy, Use, Tell]", "p", "phase “Tell”", "stages"),
        (4, "[Buy, Use]", "[Sell]", "o", "phase “Sell”", "stages"),
        (4, "[Buy, Use]", "none", "o", "where the journey starts", ""),
        (5, "emotion: 2", "quote: Nice", "p", "Emotions in “Use”: no score", "stages"),
        (5, "        pains: []\n", "", "p", "Pains in “Use”", "stages"),
        (6, "does: Pays", "quote: Nice", "p", "Actions in “Buy”", "stages"),
        (6, "        expectations: Speed\n", "", "p", "Expectations in “Buy”", "stages"),
        (8, "status: done", "status: dropped", "o", "Nothing answers the pain “Queue”", "stages"),
        (9, "status: done", "status: doing", "p", "No opportunity is done", ""),
        (9, "date: 2026-05-01", "n: 5", "p", "No metric has a history", ""),
        (9, "- {metric: time, change: -20 %}", "[]", "p", "its outcome is missing", "stages"),
    ],
)
def test_what_a_step_still_needs(
    given: Given, step: int, old: str, new: str, state: str, lack: str, path: str
) -> None:
    assert old in WHOLE
    found = given(WHOLE.replace(old, new)).steps()[step - 1]
    assert states((found,)) == state
    assert lack in str(found.missing[0].message)
    assert found.missing[0].path[:1] == ((path,) if path else ())


def test_errors_keep_a_map_from_being_drawn(given: Given) -> None:
    step = given(WHOLE).steps(errors=2)[6]
    assert step.state is Progress.PARTIAL
    assert "2 errors" in str(step.missing[0].message)
    assert given(EMPTY).steps(errors=2)[6].state is Progress.OPEN


def test_a_goal_of_a_stage_is_a_beginning(given: Given) -> None:
    text = "title: T\npersonas: [Ana]\nstages:\n  - name: S\n    goal: To see\n"
    assert given(text).steps()[1].state is Progress.PARTIAL


def test_without_a_lifecycle_start_and_end_say_what_the_whole_is(given: Given) -> None:
    head = "title: T\nlifecycle: none\nstart: At home\n{end}personas: [Ana]\nstages: [S]\n"
    assert given(head.format(end="")).steps()[3].state is Progress.PARTIAL
    assert given(head.format(end="end: At home\n")).steps()[3].state is Progress.DONE
    blueprint = head.format(end="").replace("lifecycle: none", "kind: blueprint")
    assert given(blueprint).steps()[3].state is Progress.PARTIAL


def test_stages_that_fit_no_lifecycle_are_said_once(given: Given) -> None:
    step = given("title: T\npersonas: [Ana]\nstages: [Pack, Drive]\n").steps()[3]
    assert step.state is Progress.OPEN
    assert [str(lack.message) for lack in step.missing] == [
        "The phases of 2 stages are not known: write each `phase`, or choose a `lifecycle`."
    ]


def test_without_pains_the_eighth_step_asks_whether_anybody_looked(given: Given) -> None:
    text = "title: T\npersonas: [Ana]\nstages:\n  - {{name: A, pains: []}}\n  - {{name: B{more}}}\n"
    assert given(text.format(more="")).steps()[7].state is Progress.PARTIAL
    assert given(text.format(more=", pains: []")).steps()[7].state is Progress.DONE


def test_a_metric_with_a_history_is_followed(given: Given) -> None:
    text = WHOLE.replace("date: 2026-05-01", "history: [{date: 2025-05-01, value: 3}]")
    assert given(text).steps()[8].state is Progress.DONE


def test_results_that_the_journey_tells_count_for_the_opportunity_they_name(given: Given) -> None:
    text = WHOLE.replace("- {metric: time, change: -20 %}", "[]") + (
        "    outcomes:\n      - {metric: time, change: -20 %, opportunities: second-till}\n"
    )
    assert given(text).steps()[8].state is Progress.DONE
