"""Each rule fires where it should, at the exact place, and is silent where it should be."""

from __future__ import annotations

import pytest

from cjmap.rules import all_rules
from tests.rules.golden import HERE, Case, cases

CASES = tuple(cases())


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.name))
def test_golden(case: Case, request: pytest.FixtureRequest) -> None:
    said = case.own()
    assert case.foreign_errors() == []
    if not case.bad:
        assert said == ""
        return
    if request.config.getoption("--regenerate", default=False):
        assert said, "a bad case that says nothing"
        case.expected.write_text(said, encoding="utf-8", newline="\n")
    assert said == case.expected.read_text(encoding="utf-8")


def test_every_rule_that_checks_maps_has_both_kinds_of_cases() -> None:
    kinds = {(case.code, case.bad) for case in CASES}
    # What reading itself finds is tested with the tree and the loader, what data say with these.
    silent = ("CJ0", "CJ9", "CJ62")
    checked = [rule.code for rule in all_rules() if not rule.code.startswith(silent)]
    missing = [(c, b) for c in checked for b in (True, False) if (c, b) not in kinds]
    assert missing == []


def test_every_case_and_expectation_belongs_to_a_rule() -> None:
    assert {case.code for case in CASES} <= {rule.code for rule in all_rules()}
    expected = {case.expected for case in CASES if case.bad}
    assert sorted(set(HERE.glob("CJ*/*.txt")) - expected) == []
