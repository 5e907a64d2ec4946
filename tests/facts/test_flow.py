from __future__ import annotations

import pytest

from cjmap.facts.flow import Edge, lead_on, leaving
from cjmap.facts.reach import reach
from cjmap.facts.subject import Subject
from tests.facts.given import Given


def name(subject: Subject, path: tuple[str | int, ...]) -> str:
    return subject.index.places[path].name


def ways(subject: Subject) -> list[str]:
    """Every way as `A > B`, with its kind where it is not happy and `*` where it is written."""

    def show(edge: Edge) -> str:
        kind = "" if edge.type == "happy" else f" {edge.type}"
        return (
            f"{name(subject, edge.source)} > {name(subject, edge.target)}{kind}"
            f"{'*' if edge.written else ''}"
        )

    return [show(edge) for edge in subject.flow.edges]


def entries(subject: Subject) -> list[str]:
    return [name(subject, path) for path in subject.flow.entries]


def test_each_persona_goes_on_to_its_own_next_touchpoint(given: Given) -> None:
    subject = given(
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
    assert ways(subject) == ["A > B", "A > C", "B > D", "C > E", "D > E"]
    assert entries(subject) == ["A"]


def test_a_persona_who_starts_later_enters_there(given: Given) -> None:
    subject = given(
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
    assert entries(subject) == ["A", "B", "C"]


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
    subject = given(
        "title: T\npersonas: [Ana]\nstages:\n  - name: One\n    touchpoints:\n"
        f"      - {{name: A, {more}}}\n      - name: B\n      - name: C\n"
    )
    assert ways(subject) == expected


def test_a_way_to_nowhere_is_none_and_still_replaces_the_default(given: Given) -> None:
    subject, outcome = given.read(
        "title: T\npersonas: [Ana]\nstages:\n  - name: One\n    touchpoints:\n"
        "      - {name: A, next: zzz}\n      - name: B\n"
    )
    assert [finding.code for finding in outcome.findings] == ["CJ103"]
    assert ways(subject) == []


def test_touchpoints_without_anybody_follow_each_other(given: Given) -> None:
    subject = given(
        "title: T\npersonas: [{name: Thief, type: negative}]\nstages:\n  - name: One\n"
        "    touchpoints: [A, B]\n"
    )
    assert ways(subject) == ["A > B"]
    assert entries(subject) == ["A"]


def test_what_can_be_reached(given: Given) -> None:
    subject = given(
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
    flow = subject.flow

    def named(paths: frozenset[tuple[str | int, ...]]) -> list[str]:
        return sorted(name(subject, path) for path in paths)

    assert named(reach(lead_on(flow.edges), flow.entries)) == ["A", "C", "E"]
    assert named(flow.happy) == ["A", "C"]
    start = flow.touchpoints[0].item.path
    assert [edge.when for edge in leaving(flow, start)] == [None, "it rains"]
    assert named(flow.exits) == ["C"]
    assert flow.edges[1].path == (*start, "next", 1)
