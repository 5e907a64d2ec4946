"""Figures and intervals, against values that others have computed or published."""

from __future__ import annotations

import math

import pytest

from cjmap.facts.intervals import student
from cjmap.facts.measured import State
from cjmap.measure.plan import Scale
from cjmap.measure.queries import bucket_of, middle
from cjmap.measure.statistics import (
    Limits,
    ces_top,
    compare_means,
    compare_nps,
    compare_shares,
    csat,
    level,
    mean,
    nps,
    rank,
    share,
)

LIMITS = Limits(10, 30)


@pytest.mark.parametrize(
    ("probability", "freedom", "quantile"),
    # Tables of Student's t.
    [
        (0.975, 1, 12.7062),
        (0.975, 9, 2.2622),
        (0.975, 30, 2.0423),
        (0.995, 5, 4.0321),
        (0.95, 120, 1.6577),
    ],
)
def test_quantiles_of_student(probability: float, freedom: float, quantile: float) -> None:
    assert student(probability, freedom) == pytest.approx(quantile, abs=5e-5)


def test_newcombe_as_he_published_it() -> None:
    # Newcombe 1998, table II, example (a): 56/70 less 48/80, by method 10.
    found = compare_shares((48, 80), (56, 70), 1)
    assert (found.value, found.low, found.high) == pytest.approx((20.0, 5.24, 33.39), abs=0.01)
    assert found.different


def test_bonferroni_widens_every_interval() -> None:
    assert level(1) == pytest.approx(1.959964, abs=1e-6)
    alone, among = (compare_shares((48, 80), (56, 70), n) for n in (1, 20))
    assert among.low < alone.low < alone.high < among.high
    assert not among.different


def test_nps_and_its_camps() -> None:
    answers: dict[float, int] = {0: 5, 6: 5, 7: 10, 8: 10, 9: 10, 10: 60}
    found = nps(answers, LIMITS)
    assert found is not None
    assert (found.value, found.n, found.state) == (60.0, 100, State.OK)
    # p' = 70.75/103, d' = 10.75/103.
    spread = 196 * math.sqrt((81.5 / 103 - (60 / 103) ** 2) / 103)
    assert found.low == pytest.approx(6000 / 103 - spread)
    assert nps({}, LIMITS) is None


def test_the_difference_of_two_nps_adds_their_variances() -> None:
    same: dict[float, int] = {10: 50, 0: 50}
    found = compare_nps(same, {10: 80, 0: 20}, 1)
    assert found.value == pytest.approx(60.0)
    assert found.low < 60 < found.high
    assert compare_nps(same, same, 1).different is False


@pytest.mark.parametrize(
    ("scale", "answers", "percent"),
    [
        (Scale(1, 5), {1: 10, 3: 10, 4: 10, 5: 10}, 50.0),
        (Scale(1, 7), {5: 20, 6: 10, 7: 10}, 50.0),
        (Scale(0, 10), {8: 30, 9: 5, 10: 5}, 25.0),
        # The mean of several questions, or half a star.
        (Scale(1, 5), {3.9: 10, 4.5: 30}, 75.0),
    ],
)
def test_csat_is_the_share_of_the_top_two(
    scale: Scale, answers: dict[float, int], percent: float
) -> None:
    found = csat(answers, scale, LIMITS)
    assert found is not None
    assert found.value == pytest.approx(percent)


def test_csat_is_no_share_on_another_scale() -> None:
    assert csat({1: 20}, Scale(1, 4), LIMITS) is None


def test_ces_is_easy_from_five_on_or_turned_round() -> None:
    answers: dict[float, int] = {1: 30, 6: 10}
    upwards, downwards = (ces_top(answers, Scale(1, 7, up), LIMITS) for up in (True, False))
    assert upwards is not None
    assert downwards is not None
    assert (upwards.value, downwards.value) == (25.0, 75.0)


def test_a_mean_ends_where_its_scale_does_and_is_indicative_for_long() -> None:
    few = mean({7: 29, 6: 1}, Scale(1, 7), LIMITS)
    many = mean({7: 100, 1: 20}, Scale(1, 7), LIMITS)
    assert few is not None
    assert many is not None
    assert (few.high, few.state) == (7, State.INDICATIVE)
    assert (many.value, many.state) == (6.0, State.OK)


def test_welch_of_equal_samples_is_no_difference() -> None:
    one: dict[float, int] = {5: 20, 6: 20}
    assert compare_means(one, one, 1).different is False
    assert compare_means(one, {1: 20, 2: 20}, 5).different is True
    assert compare_means({5: 20}, {5: 30}, 1).different is False


@pytest.mark.parametrize(("n", "state"), [(9, "suppressed"), (10, "indicative"), (30, "ok")])
def test_few_are_not_shown(n: int, state: str) -> None:
    found = share(3, n, LIMITS)
    assert found is not None
    assert found.state == state
    assert (found.value is None) is (n < 10)


@pytest.mark.parametrize("seconds", [1e-6, 0.5, 59, 3600, 86_400 * 400])
def test_a_bucket_is_within_a_hundredth(seconds: float) -> None:
    duration = int(seconds * 1_000_000)
    assert middle(bucket_of(duration)) == pytest.approx(duration, rel=0.0101)


def test_ranks_are_those_of_all_that_are_counted() -> None:
    buckets = [(0, 1), (3, 4), (9, 5)]
    assert [rank(buckets, q) for q in (0.1, 0.5, 0.9)] == [0, 3, 9]
    assert rank([], 0.5) is None
