"""An audit that looked nothing up has found nothing out."""

from __future__ import annotations

import json

import pytest

from tests.tools.audit import complaints

CLEAN = {"name": "typer", "version": "0.28.0", "vulns": []}


def report(*packages: object) -> str:
    return json.dumps({"dependencies": packages, "fixes": []})


def test_a_clean_report_has_no_complaints() -> None:
    assert list(complaints(report(CLEAN))) == []


def test_a_vulnerability_is_named_with_what_mends_it() -> None:
    known = {"id": "PYSEC-1", "fix_versions": ["0.29.1", "0.30"], "aliases": [], "description": ""}
    assert list(complaints(report(CLEAN, {**CLEAN, "name": "jinja2", "vulns": [known]}))) == [
        "jinja2 0.28.0: PYSEC-1, mended in 0.29.1, 0.30"
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            report(CLEAN, {"name": "rich", "skip_reason": "no answer"}),
            "rich: not audited: no answer",
        ),
        (report(), "nothing was audited"),
        ("", "the report cannot be read"),
        ("[]", "the report cannot be read"),
        ('{"fixes": []}', "the report cannot be read"),
    ],
)
def test_what_was_not_looked_up_is_no_success(text: str, said: str) -> None:
    assert list(complaints(text)) == [said]
