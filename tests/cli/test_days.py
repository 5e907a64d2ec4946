"""The first and the last of all days: no rule and no page counts beyond them."""

from __future__ import annotations

import json
import subprocess
import sys

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


ODD_TIMES = ("abc", "1e9", "5.5", "9" * 30, "9" * 5000, "-" + "9" * 20, "\x1b[31m")


@pytest.mark.parametrize("time", ODD_TIMES)
def test_a_time_that_is_none_is_told(
    cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch, time: str
) -> None:
    cjmap.write("a.journey.yaml", (MAPS / "full.journey.yaml").read_text("utf-8"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", time)
    for words in (("validate", "."), ("--lang", "en", "lint"), ("report",), ("rules",)):
        done = subprocess.run(
            [sys.executable, "-m", "cjmap", *words],
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert (done.returncode, done.stdout) == (2, ""), words
        assert done.stderr.startswith("error: SOURCE_DATE_EPOCH is `")
        assert "write the seconds since 1970, such as 1795219200." in done.stderr
        assert len(done.stderr) < 200
        assert "\x1b" not in done.stderr
    assert "is `" not in cjmap("--version").output
    # Who says the day needs no other.
    assert cjmap("--today", "2026-01-31", "rules").exit_code == 0


def test_the_seconds_since_1970_give_the_day(cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (MAPS / "full.journey.yaml").read_text("utf-8")
    cjmap.write("a.journey.yaml", text.replace("review_by: 2027-05-01", "review_by: 1969-12-31"))
    for seconds, late in (("-86400", False), ("-1", False), ("0", True), (" 86400 ", True)):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
        found = json.loads(cjmap("lint", "--output-format", "json").stdout)["findings"]
        assert ("CJ602" in {finding["code"] for finding in found}) is late, seconds


@pytest.mark.skipif(sys.platform == "win32", reason="names of zones are for POSIX")
@pytest.mark.parametrize("zone", ["UTC+99", "UTC-99", "Nope/Zone", "<x>5", ":/etc/passwd"])
def test_a_run_in_any_zone(cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    cjmap.write("a.journey.yaml", (MAPS / "full.journey.yaml").read_text("utf-8"))
    monkeypatch.setenv("TZ", zone)
    done = subprocess.run([sys.executable, "-m", "cjmap", "lint"], capture_output=True, text=True)
    assert done.returncode in (0, 1)
    assert done.stderr == ""
