"""Every interval against values that somebody else published."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from cjmap.facts.intervals import mean_interval, nps_interval, share_interval


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [
        # R. G. Newcombe, "Two-sided confidence intervals for the single proportion: comparison
        # of seven methods", Statistics in Medicine 17 (1998) 857-872, table I, method 3
        # (score method without continuity correction).
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_shares_have_the_score_interval(count: int, n: int, low: float, high: float) -> None:
    interval = share_interval(100 * count / n, n)
    assert interval.low / 100 == pytest.approx(low, abs=0.00005)
    assert interval.high / 100 == pytest.approx(high, abs=0.00005)


def test_a_whole_share_ends_at_100() -> None:
    # By symmetry with 0 of 20: 1 - 0.1611.
    interval = share_interval(100, 20)
    assert interval.low == pytest.approx(83.89, abs=0.005)
    assert interval.high == pytest.approx(100)


def covered(
    n: int, p: float, d: float, interval: Callable[[int, int, int], tuple[float, float]]
) -> float:
    """How often an interval holds the true NPS, in percent, over every sample of `n` answers."""
    held = 0.0
    for promoters in range(n + 1):
        for detractors in range(n + 1 - promoters):
            passives = n - promoters - detractors
            ways = math.comb(n, promoters) * math.comb(n - promoters, detractors)
            weight = ways * p**promoters * d**detractors * (1 - p - d) ** passives
            low, high = interval(promoters, passives, detractors)
            held += weight * (low <= 100 * (p - d) <= high)
    return 100 * held


def plain(promoters: int, passives: int, detractors: int) -> tuple[float, float]:
    """The Wald interval without added answers."""
    n = promoters + passives + detractors
    p, d = promoters / n, detractors / n
    spread = 196 * math.sqrt((p + d - (p - d) ** 2) / n)
    return 100 * (p - d) - spread, 100 * (p - d) + spread


def adjusted(promoters: int, passives: int, detractors: int) -> tuple[float, float]:
    interval = nps_interval(promoters, passives, detractors)
    return interval.low, interval.high


def test_the_nps_interval_holds_as_often_as_published() -> None:
    # B. Rocks, "Interval estimation for the Net Promoter Score", The American Statistician 70
    # (2016) 365-372: for ten answers and a mix of 90/8/2 the Wald interval holds 65 % of the
    # time, the adjusted one 93 %.
    assert covered(10, 0.90, 0.02, plain) == pytest.approx(65, abs=0.5)
    assert covered(10, 0.90, 0.02, adjusted) == pytest.approx(93, abs=0.5)


def test_the_nps_interval_by_hand() -> None:
    # 46 promoters, 32 passives, 22 detractors: n' = 103, p' = 46.75/103 = 0.453883,
    # d' = 22.75/103 = 0.220874, p' - d' = 0.233010.
    # p' + d' - (p' - d')^2 = 0.674757 - 0.054294 = 0.620464; / 103 = 0.0060239; root 0.0776141.
    # 23.3010 ± 1.96 * 7.76141 = 23.3010 ± 15.2124.
    interval = nps_interval(46, 32, 22)
    assert interval.low == pytest.approx(8.0886, abs=0.0005)
    assert interval.high == pytest.approx(38.5133, abs=0.0005)


def test_an_nps_interval_stays_on_the_scale() -> None:
    assert nps_interval(10, 0, 0).high == 100
    assert nps_interval(0, 0, 10).low == -100


@pytest.mark.parametrize(("percent", "n"), [(-1, 10), (101, 10), (50, 0)])
def test_what_is_no_share_has_no_interval(percent: float, n: float) -> None:
    with pytest.raises(ValueError, match="share"):
        share_interval(percent, n)


@pytest.mark.parametrize("counts", [(0, 0, 0), (-1, 5, 5)])
def test_what_counts_no_answers_has_no_interval(counts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="counts"):
        nps_interval(*counts)


@pytest.mark.parametrize(
    ("freedom", "point"),
    # Student's t at 97.5 %: Abramowitz and Stegun, Handbook of Mathematical Functions, table 26.10.
    [(1, 12.706), (4, 2.776), (8, 2.306), (9, 2.262), (10, 2.228), (30, 2.042), (120, 1.980)],
)
def test_means_have_the_t_interval(freedom: int, point: float) -> None:
    n = freedom + 1
    interval = mean_interval(4, math.sqrt(n), n)
    assert interval.high - 4 == pytest.approx(point, abs=0.0005)
    assert 4 - interval.low == pytest.approx(point, abs=0.0005)


@pytest.mark.parametrize(("sd", "n"), [(-1, 10), (1, 1), (1, 0)])
def test_a_mean_needs_a_spread_and_two_answers(sd: float, n: int) -> None:
    with pytest.raises(ValueError):
        mean_interval(4, sd, n)
