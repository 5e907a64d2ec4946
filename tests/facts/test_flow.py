from __future__ import annotations

import pytest

from cjmap.facts.flow import Edge, lead_on
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
        ("next: {to: b, type: exception}", ["A > B exception*", "A > B", "B > C"]),
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
    assert [[name(subject, path) for path in walk.happy] for walk in flow.walks] == [["A", "C"]]
    start = flow.touchpoints[0].item.path
    assert [edge.when for edge in flow.edges if edge.source == start] == [None, "it rains"]
    assert named(flow.exits) == ["C"]
    assert flow.edges[1].path == (*start, "next", 1)


def happy(subject: Subject) -> dict[str, str]:
    """The happy way of each persona, `A B C`."""
    return {
        persona.name: " ".join(name(subject, path) for path in walk.happy)
        for walk in subject.flow.walks
        for persona in walk.personas
    }


def test_several_ways_to_one_touchpoint_are_kept_with_their_words(given: Given) -> None:
    subject = given(
        """
        title: T
        personas: [Ana]
        stages:
          - name: One
            touchpoints:
              - name: A
              - name: B
                next:
                  - c
                  - {to: a, when: Refuses, type: alternative}
                  - {to: a, when: No answer, type: exception}
                  - {to: a, when: No answer, type: exception}
              - name: C
        """
    )
    assert ways(subject) == ["A > B", "B > C*", "B > A alternative*", "B > A exception*"]
    assert [edge.when for edge in subject.flow.edges] == [None, None, "Refuses", "No answer"]


@pytest.mark.parametrize(
    ("touchpoints", "expected"),
    [
        # A branch beside the default changes nothing, wherever it leads.
        ("A {next: {to: b, type: exception}}, B, C", "A B C"),
        # Happy entries replace the default, the first written that has not been passed counts.
        ("A {next: [c, b]}, B, C {next: [a, b]}", "A C B"),
        # All that follows has been passed.
        ("A, B {next: a}, C", "A B"),
        ("A {next: a}, B", "A"),
        # An exit ends the way, unless a happy entry stands beside it.
        ("A {exit: success}, B", "A"),
        ("A {exit: true, next: b}, B", "A B"),
        ("A {exit: true, next: {to: b, type: alternative}}, B", "A"),
        ("A {next: []}, B", "A"),
        # Other entries are other ways.
        ("A {exit: true}, B {entry: true}, C", "A"),
        # What is passed through counts as passed, and leads on along its own entries or the default.
        ("A {next: x}, B, X {personas: leo}, C", "A X C"),
        ("A {next: x}, B, X {personas: leo, next: b}, C", "A X B C"),
        ("A {next: x}, X {personas: leo, exit: true}, C", "A X"),
        ("A {next: [x, b]}, B, X {personas: leo, next: a}, C", "A X"),
        # It begins at the first of the persona's own.
        ("X {personas: leo}, A, B", "A B"),
    ],
)
def test_the_happy_way_of_a_persona(given: Given, touchpoints: str, expected: str) -> None:
    rows = "".join(
        f"      - {{name: {row.partition(' ')[0]}{', ' * ('{' in row)}"
        f"{row.partition(' {')[2].removesuffix('}')}}}\n"
        for row in split(touchpoints)
    )
    subject = given(
        "title: T\npersonas: [Ana, Leo]\nstages:\n  - name: One\n    personas: [Ana]\n"
        f"    touchpoints:\n{rows}"
    )
    assert happy(subject)["Ana"] == expected


def split(text: str) -> list[str]:
    """What stands between commas that no bracket holds."""
    depth, rows = 0, [""]
    for sign in text:
        depth += (sign in "{[") - (sign in "}]")
        if sign == "," and not depth:
            rows.append("")
        elif sign != " " or rows[-1]:
            rows[-1] += sign
    return rows


def test_those_who_take_part_in_the_same_share_a_walk(given: Given) -> None:
    subject = given(
        """
        title: T
        personas: [Ana, Leo, Mia]
        stages:
          - name: One
            touchpoints:
              - name: A
              - {name: B, personas: [mia, ana]}
              - {name: C, personas: leo}
        """
    )
    walks = [[persona.name for persona in walk.personas] for walk in subject.flow.walks]
    assert walks == [["Ana", "Mia"], ["Leo"]]
    assert happy(subject) == {"Ana": "A B", "Mia": "A B", "Leo": "A C"}


def test_a_way_through_leads_on_for_those_who_pass(given: Given) -> None:
    subject = given(
        """
        title: T
        personas: [Ana, Leo]
        stages:
          - name: One
            touchpoints:
              - {name: A, personas: ana, next: x}
              - {name: B, personas: ana}
              - {name: X, personas: leo}
              - {name: C, personas: ana}
              - {name: Y, personas: leo}
        """
    )
    # From X Leo goes to Y, and Ana, who only passes, to C.
    assert ways(subject) == ["A > X*", "B > C", "X > C", "X > Y"]
    reached = {walk.personas[0].name: walk.reached for walk in subject.flow.walks}
    assert sorted(name(subject, path) for path in reached["Ana"]) == ["A", "C", "X"]
