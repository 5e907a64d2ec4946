"""The codes and names that settings and options know are those of the rules."""

from __future__ import annotations

import pytest

from cjmap.check.selection import Selection
from cjmap.findings import Severity
from cjmap.rules import all_rules
from cjmap.vocabulary.rules import NEVER_LEFT_OUT, RULES, find_code, is_fixed


def test_the_list_is_that_of_the_rules() -> None:
    assert list(RULES.items()) == [(rule.code, rule.name) for rule in all_rules()]


@pytest.mark.parametrize(
    ("word", "code"),
    [("CJ301", "CJ301"), ("cj3", "CJ3"), ("No-Owner", "CJ212"), ("all", "ALL"), ("CJ", "CJ")],
)
def test_codes_beginnings_and_names_are_meant_in_any_case(word: str, code: str) -> None:
    assert find_code(word) == code


@pytest.mark.parametrize("word", ["CJ999", "CJ3O1", "no-ownr", "C J3", "E501"])
def test_other_words_are_no_rules(word: str) -> None:
    assert find_code(word) is None


@pytest.mark.parametrize("code", sorted(NEVER_LEFT_OUT))
def test_what_keeps_a_map_from_being_read_is_told_whatever_a_beginning_covers(code: str) -> None:
    lax = Selection(("ALL",), ("CJ0", "CJ9"), {"ALL": Severity.INFO}, (("*", ("ALL",)),))
    assert lax.has(code)
    assert not lax.ignores(code, "a.yaml")
    assert lax.grade(code, Severity.ERROR) is Severity.ERROR
    assert is_fixed(code)
    assert not is_fixed("CJ0")
