"""What would be said of many siblings is said once; comments and baselines go by single ones."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path

import pytest

from cjmap.check import Selection, Session, run
from cjmap.findings import Finding, Outcome

TODAY = datetime.date(2026, 11, 21)
CHANNELS = Selection(select=("CJ309", "CJ801"))


def check(
    folder: Path, text: str, selection: Selection = CHANNELS, known: Iterable[str] = ()
) -> Outcome:
    file = folder / "a.journey.yaml"
    file.write_text(text, encoding="utf-8")
    return run(Session(today=TODAY), [file], selection, known=lambda findings: frozenset(known))


def make_map(*stages: Iterable[str]) -> str:
    """A map whose stages hold touchpoints without channels, each line of text as it is."""
    text = "title: Buy a coat\npersonas: [Laura]\nstages:\n"
    for number, lines in enumerate(stages, 1):
        text += f"  - name: Stage {number}\n    touchpoints:\n"
        text += "".join(f"      - {line}\n" for line in lines)
    return text


def said(findings: Iterable[Finding]) -> list[tuple[int, int]]:
    """Line and number of members of each finding."""
    return [(f.span.start.line if f.span else 0, len(f.members)) for f in findings]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ((3,), [(6, 0), (7, 0), (8, 0)]),
        ((4,), [(5, 4)]),
        ((4, 1), [(5, 4), (12, 0)]),
        ((1, 1, 1, 1, 1), [(6, 0), (9, 0), (12, 0), (15, 0), (18, 0)]),
        ((1, 1, 1, 1, 1, 1), [(3, 6)]),
        ((4, 4, 4, 4, 4, 4), [(3, 24)]),
        ((3, 3), [(3, 6)]),
    ],
)
def test_more_than_three_siblings_or_five_in_a_map_are_said_once(
    tmp_path: Path, sizes: tuple[int, ...], expected: list[tuple[int, int]]
) -> None:
    stages = [[f"T{stage}{n}" for n in range(size)] for stage, size in enumerate(sizes)]
    assert said(check(tmp_path, make_map(*stages)).findings) == expected


def test_the_names_are_the_first_three_and_long_ones_are_cut(tmp_path: Path) -> None:
    (finding,) = check(tmp_path, make_map(["x" * 60, "B\tB", "C", "D"])).findings
    assert finding.message.render("en").endswith(f": “{'x' * 39}…”, “B B”, “C” …")


def test_a_comment_at_one_of_them_takes_that_one_out(tmp_path: Path) -> None:
    text = make_map(["A", "B # cjmap: ignore[CJ309]", "C", "D"])
    assert said(check(tmp_path, text).findings) == [(6, 0), (8, 0), (9, 0)]


def test_a_comment_at_the_parent_silences_all(tmp_path: Path) -> None:
    text = make_map(["A", "B", "C", "D"]).replace(
        "touchpoints:", "touchpoints: # cjmap: ignore[CJ309]"
    )
    assert check(tmp_path, text).findings == ()


def test_a_baseline_of_the_members_holds_when_one_is_mended(tmp_path: Path) -> None:
    (finding,) = check(tmp_path, make_map(["A", "B", "C", "D"])).findings
    known = [member.fingerprint for member in finding.members]
    assert check(tmp_path, make_map(["A", "C", "D"]), known=known).findings == ()
    outcome = check(tmp_path, make_map(["A", "B", "C", "New", "D"]), known=known)
    assert [f.message.render("en") for f in outcome.findings] == [
        "“New” does not say by which channel it happens."
    ]
    assert len(outcome.known) == 4
