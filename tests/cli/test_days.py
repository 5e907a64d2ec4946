"""The first and the last of all days: no rule and no page counts beyond them."""

from __future__ import annotations

import json

import pytest

from cjmap.text.periods import Period
from tests.cli.conftest import Cjmap
from tests.cli.test_planted import MAPS

DAYS = ("0001-01-01", "0001-12-31", "9999-12-31")


@pytest.mark.parametrize("written", DAYS)
@pytest.mark.parametrize("today", DAYS)
def test_a_run_on_any_day(cjmap: Cjmap, today: str, written: str) -> None:
    text = (MAPS / "full.journey.yaml").read_text("utf-8")
    dated = text.replace("2026-", f"{written[:4]}-").replace("2025-", f"{written[:4]}-")
    assert dated != text
    cjmap.write("a.journey.yaml", dated)
    for verb in ("lint --output-format json", "gaps", "gaps --output-format json", "report"):
        result = cjmap(*verb.split(), "--today", today)
        assert result.exit_code in (0, 1)
    found = json.loads(cjmap("lint", "--output-format", "json", "--today", today).stdout)
    assert "CJ901" not in {finding["code"] for finding in found["findings"]}


@pytest.mark.parametrize(
    ("today", "months", "before"),
    [
        ("2026-03-31", 1, "2026-02-28"),
        ("2026-01-15", 12, "2025-01-15"),
        ("0001-12-31", 11, "0001-01-31"),
        ("0001-12-31", 12, "0001-01-01"),
        ("0001-01-01", 24, "0001-01-01"),
        ("9999-12-31", 100_000_000, "0001-01-01"),
    ],
)
def test_months_before_a_day(today: str, months: int, before: str) -> None:
    import datetime

    day = datetime.date.fromisoformat(today)
    assert Period(months).before(day) == datetime.date.fromisoformat(before)
