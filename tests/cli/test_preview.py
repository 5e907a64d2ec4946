"""A new warning, or one that sees more, is a note in its first minor version: no update fails a build."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from cjmap.findings import Problem, Severity
from cjmap.project import requirement
from cjmap.rules import family
from cjmap.rules.base import Rule
from tests.cli.conftest import Cjmap

MAP = "title: T\npersonas: [A]\nstages:\n  - {name: a, touchpoints: [{name: b, channel: web}]}\n"
CODE, NAME = "CJ302", "stage-without-emotion"


def rule_of(code: str) -> Rule:
    return next(rule for rule in family("CJ3") if rule.code == code)


@pytest.fixture
def new(monkeypatch: pytest.MonkeyPatch) -> Iterator[Rule]:
    """A warning that came with 0.2.0, in 0.2.3."""
    rule = rule_of(CODE)
    assert rule.severity is Severity.WARNING
    monkeypatch.setattr(type(rule), "since", "0.2.0")
    monkeypatch.setattr(requirement, "__version__", "0.2.3")
    yield rule


def lint(cjmap: Cjmap, *more: str) -> tuple[str, str, int]:
    """How grave the rule's finding is, what it says, and the exit code where it is the only one."""
    cjmap.write("a.journey.yaml", MAP)
    result = cjmap("lint", "--no-cache", "--notes", "--output-format", "json", *more)
    (found,) = (one for one in json.loads(result.stdout)["findings"] if one["code"] == CODE)
    return found["severity"], found["message"], result.exit_code


def test_it_is_a_note_and_says_so(cjmap: Cjmap, new: Rule) -> None:
    severity, message, _ = lint(cjmap)
    assert severity == "info"
    assert message.endswith("(New in 0.2.0: from the next version on a warning.)")
    assert lint(cjmap, "--select", "CJ302,CJ301", "--ignore", "CJ301")[0] == "warning"
    others = ",".join(f"CJ30{number}" for number in (1, *range(3, 10)))
    assert lint(cjmap, "--select", "CJ30", "--ignore", others)[::2] == ("info", 0)


@pytest.mark.parametrize(
    "more", [("--select", CODE), ("--select", NAME), ("--extend-select", CODE)]
)
def test_selected_by_code_or_name_it_is_a_warning(
    cjmap: Cjmap, new: Rule, more: tuple[str, ...]
) -> None:
    severity, message, code = lint(cjmap, *more)
    assert (severity, code) == ("warning", 1)
    assert "New in" not in message


@pytest.mark.parametrize(
    ("settings", "severity"),
    [
        ("preview = true", "warning"),
        ("preview = false", "info"),
        (f'extend-select = ["{NAME}"]', "warning"),
        (f'severity = {{ {CODE} = "error" }}', "error"),
        ('severity = { CJ3 = "warning" }', "warning"),
        (f'severity = {{ {CODE} = "info" }}', "info"),
    ],
)
def test_the_settings_have_the_last_word(
    cjmap: Cjmap, new: Rule, settings: str, severity: str
) -> None:
    cjmap.write("cjmap.toml", f"[lint]\n{settings}\n")
    found, message, _ = lint(cjmap)
    assert found == severity
    assert ("New in" in message) == (settings == "preview = false")


@pytest.mark.parametrize(
    ("since", "version", "severity"),
    [
        ("0.2.0", "0.3.0", "warning"),
        ("0.2.4", "0.2.4", "info"),
        ("0.1.0", "0.2.0", "warning"),
        # In the first version nothing is new.
        ("0.1.0", "0.1.0", "warning"),
        ("1.0", "1.0.0", "info"),
    ],
)
def test_for_one_minor_version(
    cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch, since: str, version: str, severity: str
) -> None:
    monkeypatch.setattr(type(rule_of(CODE)), "since", since)
    monkeypatch.setattr(requirement, "__version__", version)
    assert lint(cjmap)[0] == severity


def test_an_error_is_one_at_once(cjmap: Cjmap, new: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(new), "severity", Severity.ERROR)
    assert lint(cjmap)[0] == "error"


def test_what_a_rule_sees_since_a_version_is_new_where_the_rule_is_not(
    cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule: Any = rule_of(CODE)
    check = type(rule).check

    def sees_more(self: Rule, subject: Any) -> Iterator[Problem]:
        from dataclasses import replace

        for problem in check(self, subject):
            yield replace(problem, since="0.2.0")

    monkeypatch.setattr(type(rule), "check", sees_more)
    monkeypatch.setattr(requirement, "__version__", "0.2.3")
    assert lint(cjmap)[0] == "info"
    monkeypatch.setattr(requirement, "__version__", "0.3.0")
    assert lint(cjmap)[0] == "warning"
