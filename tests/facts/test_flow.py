from __future__ import annotations

import pytest

from cjmap.facts.facts import Facts
from cjmap.facts.flow import Edge, leaves
from tests.facts.given import Given


def name(facts: Facts, path: tuple[str | int, ...]) -> str:
    return facts.index.at(path).name


def ways(facts: Facts) -> list[str]:
    """Every way as `A > B`, with its kind where it is not happy and `*` where it is written."""

    def show(edge: Edge) -> str:
        kind = "" if edge.type == "happy" else f" {edge.type}"
        return (
            f"{name(facts, edge.source)} > {name(facts, edge.target)}{kind}"
            f"{'*' if edge.written else ''}"
        )

    return [show(edge) for edge in facts.flow.edges]


def entries(facts: Facts) -> list[str]:
    return [name(facts, path) for path in facts.flow.entries]


def test_each_persona_goes_on_to_its_own_next_touchpoint(given: Given) -> None:
    facts = given(
        """
        title: T
        personas: [Ana, Leo]
        stages:
          - name: One
            touchpoints:
              - name: A
              - {name: B, personas: ana}
          - name: Empty
          - name: Two
            touchpoints:
              - {name: C, personas: leo}
              - {name: D, personas: ana}
              - {name: E}
        """
    )
    # From A Ana goes to B and Leo, across the stages, to C.
    assert ways(facts) == ["A > B", "A > C", "B > D", "C > E", "D > E"]
    assert entries(facts) == ["A"]


def test_a_persona_who_starts_later_enters_there(given: Given) -> None:
    facts = given(
        """
        title: T
        personas: [Ana, Leo]
        stages:
          - name: One
            touchpoints:
              - {name: A, personas: ana}
              - {name: B, personas: leo}
              - {name: C, entry: true}
              - {name: D, entry: false}
        """
    )
    assert entries(facts) == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("", ["A > B", "B > C"]),
        ("next: c", ["A > C*", "B > C"]),
        ("next: [c, b]", ["A > C*", "A > B*", "B > C"]),
        ("next: {to: c, type: happy}", ["A > C*", "B > C"]),
        ("next: {to: c, type: alternative}", ["A > C alternative*", "A > B", "B > C"]),
        ("next: {to: c, type: exception}", ["A > C exception*", "A > B", "B > C"]),
        ("next: [c, {to: b, type: exception}]", ["A > C*", "A > B exception*", "B > C"]),
        ("next: {to: b, type: exception}", ["A > B exception*", "B > C"]),
        ("next: []", ["B > C"]),
        ("exit: true", ["B > C"]),
        ("exit: abandon", ["B > C"]),
        ("exit: false", ["A > B", "B > C"]),
        ("{exit: true, next: {to: c, type: exception}}", ["A > C exception*", "B > C"]),
        ("next: one/c", ["A > C*", "B > C"]),
        ("next: a", ["A > A*", "B > C"]),
    ],
)
def test_what_next_and_exit_do_to_the_default_way(
    given: Given, lines: str, expected: list[str]
) -> None:
    more = lines.removeprefix("{").removesuffix("}") if lines.startswith("{") else lines
    facts = given(
        "title: T\npersonas: [Ana]\nstages:\n  - name: One\n    touchpoints:\n"
        f"      - {{name: A, {more}}}\n      - name: B\n      - name: C\n"
    )
    assert ways(facts) == expected


def test_a_way_to_nowhere_is_none_and_still_replaces_the_default(given: Given) -> None:
    facts, outcome = given.read(
        "title: T\npersonas: [Ana]\nstages:\n  - name: One\n    touchpoints:\n"
        "      - {name: A, next: zzz}\n      - name: B\n"
    )
    assert [finding.code for finding in outcome.findings] == ["CJ103"]
    assert ways(facts) == []


def test_touchpoints_without_anybody_follow_each_other(given: Given) -> None:
    facts = given(
        "title: T\npersonas: [{name: Thief, type: negative}]\nstages:\n  - name: One\n"
        "    touchpoints: [A, B]\n"
    )
    assert ways(facts) == ["A > B"]
    assert entries(facts) == ["A"]


def test_what_can_be_reached(given: Given) -> None:
    facts = given(
        """
        title: T
        personas: [Ana]
        stages:
          - name: One
            touchpoints:
              - {name: A, next: [c, {to: e, type: exception, when: it rains}]}
              - name: B
              - {name: C, exit: success}
              - {name: D, next: c}
              - {name: E, next: []}
        """
    )
    flow = facts.flow

    def named(paths: frozenset[tuple[str | int, ...]]) -> list[str]:
        return sorted(name(facts, path) for path in paths)

    assert named(flow.reached(flow.entries)) == ["A", "C", "E"]
    assert named(flow.happy) == ["A", "C"]
    start = flow.scenes[0].path
    assert [edge.when for edge in flow.leaving(start)] == [None, "it rains"]
    assert [leaves(scene) for scene in flow.scenes] == [False, False, True, False, False]
    assert flow.edges[1].path == (*start, "next", 1)
