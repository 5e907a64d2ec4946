"""A line that breaks the syntax hides no wrong reference elsewhere, and brings none with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cjmap.check import Selection, Session, run_each
from cjmap.findings import Finding
from cjmap.project import Project
from cjmap.project.workspace import Workspace
from tests.rules.golden import TODAY, Case, cases

READING = Selection()
# What people do to a line, by name; None where it cannot be done to that one.
Break = Callable[[str], str | None]


def find(folder: Path, texts: dict[str, str]) -> list[Finding]:
    """What `validate` finds in a workspace of these files."""
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    session = Session(Project(Workspace(folder)), today=TODAY)
    files = [folder / name for name in texts]
    return list(run_each(session, files, lambda home: READING).findings)


def told(findings: list[Finding]) -> list[tuple[str, str, object]]:
    return [(one.file, one.code, one.span) for one in findings]


WRONG = [
    case
    for case in cases()
    if case.code.startswith("CJ1") and case.path.is_file() and case.path.name.startswith("bad")
]


@pytest.mark.parametrize("case", WRONG, ids=lambda case: case.name)
@pytest.mark.parametrize(
    "line",
    [
        "x-note: this is: broken",
        'x-note: "this is" broken',
        "x-note: [this is, broken",
        'x-note: "this is broken',
        "x-note: - this is broken",
        "x-note: @broken",
    ],
)
def test_wrong_references_are_told_beside_a_broken_line(
    tmp_path: Path, case: Case, line: str
) -> None:
    text = case.path.read_text(encoding="utf-8")
    (whole := tmp_path / "whole").mkdir()
    (broken := tmp_path / "broken").mkdir()
    name = case.path.name
    expected = [(code, span) for _, code, span in told(find(whole, {name: text}))]
    found = [
        (code, span) for _, code, span in told(find(broken, {name: f"{text.rstrip()}\n{line}\n"}))
    ]
    assert [each for each in found if each[0] != "CJ003"] == expected
    assert sum(code == "CJ003" for code, _ in found) == 1


# What stands before a text without marks, and that text.
PLAIN = re.compile(r"(?P<head> *(?:- )?(?:[a-z_]+: )?)(?P<text>[A-Za-z][^:#\[]*)$")


def plain(form: str) -> Break:
    """Writes a text without marks in another form."""

    def harm(line: str) -> str | None:
        found = PLAIN.match(line)
        return found["head"] + form.format(found["text"]) if found and found["head"] else None

    return harm


BREAKS: dict[str, Break] = {
    "second colon": plain("{}: and more"),
    "text behind quotes": plain('"{}" and more'),
    "unclosed quote": plain('"{}'),
    "list behind its key": plain("- {}"),
    "odd escape": plain('"{} C:\\qdisk"'),
    "odd sign": plain("@{}"),
    "unclosed bracket": lambda line: line.rstrip("]") if line.endswith("]") else None,
    "no colon": lambda line: line.replace(": ", " ", 1) if ": " in line else None,
    "astray": lambda line: f" {line}" if line.startswith(" ") else None,
    "tab": lambda line: f"\t{line.lstrip()}" if line.startswith(" ") else None,
}
# Every kind of thing, by name, and everything that may refer to it.
SOUND = """\
title: Buy a coat
personas:
  - id: laura
    name: Laura the first
  - Diego
channels:
  - id: boutique
    name: The boutique
evidence:
  - id: talks
    title: Talks in spring
lanes:
  - id: open
    name: Open questions
stages:
  - id: look
    name: Looking around
    lanes:
      open: Who answers
    touchpoints:
      - id: ad
        name: Advertisement
        channel: boutique
        personas: [laura, diego]
        quote: So expensive
        emotions:
          laura: 1
          diego: -1
        evidence: talks
        next:
          - to: shop
            when: it is open
        pains:
          - id: slow
            text: Slow as ever
          - Nobody answers
        opportunities:
          - id: faster
            text: Faster
            pains: [slow, nobody-answers]
            status: done
  - Stay a while
  - name: Buying
    touchpoints:
      - id: shop
        name: Shop window
        thoughts:
          - text: Is it mine
            persona: diego
outcomes:
  - metric: nps
    change: 3
    opportunities: faster
"""


@pytest.mark.parametrize("harm", BREAKS.values(), ids=BREAKS)
def test_what_a_broken_line_may_have_said_is_called_neither_missing_nor_wrong(
    tmp_path: Path, harm: Break
) -> None:
    lines = SOUND.splitlines()
    echoes, breaks = [], 0
    for number, line in enumerate(lines):
        harmed = harm(line)
        if harmed is None:
            continue
        text = "\n".join([*lines[:number], harmed, *lines[number + 1 :], ""])
        codes = [one.code for one in find(tmp_path, {"a.journey.yaml": text})]
        breaks += "CJ003" in codes
        echoes += [(harmed, code) for code in codes if code.startswith("CJ1")]
    assert breaks > 1
    assert echoes == []


LIBRARY = """\
title: Shared
personas:
  - id: laura
    name: Laura the first
evidence:
  - id: talks
    title: Talks in spring
lanes:
  - id: open
    name: Open questions
"""
BORROWING = """\
title: Buy a coat
personas:
  - id: laura
stages:
  - name: Looking around
    personas: [Laura the first]
    evidence: [talks]
    lanes:
      open: Who answers
    touchpoints:
      - name: Ad
        next: gone
"""


@pytest.mark.parametrize("harm", BREAKS.values(), ids=BREAKS)
def test_a_broken_line_of_a_library_is_told_once(tmp_path: Path, harm: Break) -> None:
    lines = LIBRARY.splitlines()
    for number, line in enumerate(lines):
        harmed = harm(line)
        if harmed is None:
            continue
        text = "\n".join([*lines[:number], harmed, *lines[number + 1 :], ""])
        found = find(tmp_path, {"a.library.yaml": text, "b.journey.yaml": BORROWING})
        codes = [one.code for one in found if one.file.endswith("b.journey.yaml")]
        assert codes == ["CJ103"], harmed


@pytest.mark.parametrize("library", ["- {", "\tnothing", "[]"])
def test_a_library_that_cannot_be_read_leaves_open_what_it_holds(
    tmp_path: Path, library: str
) -> None:
    found = find(tmp_path, {"a.library.yaml": library, "b.journey.yaml": BORROWING})
    assert [one.code for one in found if one.file.endswith("b.journey.yaml")] == ["CJ103"]


def test_a_link_to_a_map_with_a_broken_line_is_no_second_mistake(tmp_path: Path) -> None:
    linking = "title: x\npersonas: [a]\nstages: [b]\nlinks:\n"
    linking += (
        "  - {to: a.journey.yaml#shop, rel: next}\n  - {to: a.journey.yaml#shup, rel: next}\n"
    )
    broken = SOUND.replace("So expensive", "So: expensive")
    found = find(tmp_path, {"a.journey.yaml": broken, "b.journey.yaml": linking})
    assert [(one.code, one.span and one.span.start.line) for one in found] == [
        ("CJ003", 25),
        ("CJ108", 6),
    ]


def test_nothing_else_is_said_of_a_map_with_a_broken_line(tmp_path: Path) -> None:
    (tmp_path / "a.journey.yaml").write_text(SOUND.replace("So expensive", "So: expensive"))
    session = Session(Project(Workspace(tmp_path)), today=TODAY)
    every = run_each(session, [tmp_path / "a.journey.yaml"], lambda home: Selection(("CJ",)))
    assert [one.code for one in every.findings] == ["CJ003"]
    assert session.subject(tmp_path / "a.journey.yaml") is None
