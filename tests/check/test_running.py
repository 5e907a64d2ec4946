"""Problems become findings: places, fingerprints, edits, failures of rules."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from cjmap.check import Selection, Session, is_broken_run, run, selection
from cjmap.facts.subject import Subject
from cjmap.findings import Outcome, Problem, Severity
from cjmap.rules import Rule, family

TODAY = datetime.date(2026, 11, 21)
MAP = """\
title: Buy a coat
personas:
  - Laura
stages:
  - name: Awareness
    touchpoints:
      - name: Ad
        personas: [Lara]
"""


def check(folder: Path, text: str, selection: Selection | None = None) -> Outcome:
    file = folder / "a.journey.yaml"
    file.write_bytes(text.encode("utf-8"))
    return run(Session(today=TODAY), [file], selection or Selection())


def test_a_fingerprint_survives_moved_lines_and_new_neighbours(tmp_path: Path) -> None:
    (before,) = check(tmp_path, MAP).findings
    moved = "# a comment\n\n" + MAP.replace(
        "touchpoints:", "touchpoints:\n      - name: Poster\n        emotion: 1"
    )
    (after,) = check(tmp_path, moved).findings
    assert before.span != after.span
    assert before.fingerprint == after.fingerprint


def test_two_findings_never_share_a_fingerprint(tmp_path: Path) -> None:
    text = MAP.replace("[Lara]", "[Lara, Lara]")
    found = check(tmp_path, text).findings
    assert len(found) == 2
    assert len({finding.fingerprint for finding in found}) == 2


def test_another_file_of_the_same_text_has_another_fingerprint(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.journey.yaml").write_text(MAP)
    files = [tmp_path / f"{name}.journey.yaml" for name in ("a", "b")]
    first, second = run(Session(today=TODAY), files, Selection()).findings
    assert first.fingerprint != second.fingerprint


@pytest.mark.parametrize(
    ("written", "mended"), [("Lara", "Laura"), ('"Lara"', '"Laura"'), ("'Lara'", "'Laura'")]
)
def test_an_edit_keeps_the_quotes(tmp_path: Path, written: str, mended: str) -> None:
    text = MAP.replace("Lara", written)
    (finding,) = check(tmp_path, text).findings
    (edit,) = finding.edits
    assert text[: edit.start] + edit.text + text[edit.end :] == MAP.replace("Lara", mended)


def test_a_mistake_that_an_alias_repeats_is_said_at_each_spot_of_its_own(tmp_path: Path) -> None:
    text = (
        "title: A\npersonas: [L]\nstages:\n"
        "  - name: One\n    emotion: &e 9\n"
        "  - name: Two\n    emotion: *e\n"
    )
    spots = [f.span.start.line for f in check(tmp_path, text).findings if f.span]
    assert spots == [5, 7]


def test_severity_and_selection(tmp_path: Path) -> None:
    graver = Selection(severity={"CJ1": Severity.WARNING, "CJ102": Severity.INFO})
    assert check(tmp_path, MAP, graver).findings[0].severity is Severity.INFO
    assert check(tmp_path, MAP, Selection(ignore=("CJ102",))).findings == ()
    longer = Selection(select=("CJ102",), ignore=("CJ1",))
    assert len(check(tmp_path, MAP, longer).findings) == 1
    assert check(tmp_path, "- a list\n", Selection(ignore=("CJ0",))).findings[0].code == "CJ007"


def test_a_rule_that_fails_is_named_and_stops_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken(Rule):
        code = "CJ199"
        name = "broken"
        severity = Severity.ERROR

        def check(self, subject: Subject) -> Iterator[Problem]:
            raise ZeroDivisionError
            yield

    monkeypatch.setattr(
        selection,
        "family",
        lambda name: (*([Broken()] if name == "CJ1" else []), *family(name)),
    )
    outcome = check(tmp_path, MAP)
    assert [finding.code for finding in outcome.findings] == ["CJ901", "CJ102"]
    assert "CJ199" in outcome.findings[0].message.render()
    assert is_broken_run(outcome)


def test_libraries_are_merged_and_the_first_wins(tmp_path: Path) -> None:
    (tmp_path / "a.library.yaml").write_text(
        "title: A\nkind: library\npersonas:\n  - name: Laura\n    role: shopper\n"
        "evidence:\n  - id: talks\n    title: Talks\n"
    )
    (tmp_path / "b.library.yaml").write_text(
        "title: B\npersonas:\n  - name: Laura\n    role: other\n"
    )
    file = tmp_path / "a.journey.yaml"
    file.write_text(MAP.replace("[Lara]", "[Laura]\n        evidence: talks"))
    session = Session(today=TODAY)
    assert run(session, [file], Selection()).findings == ()
    subject = session.subject(file)
    assert subject is not None
    ((item, laura),) = subject.things.personas
    assert laura.role == "shopper"
    assert item.external
