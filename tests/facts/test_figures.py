"""Figures by hand; the intervals themselves are held against published values elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

from cjmap.facts.figures import (
    Share,
    Standing,
    headline,
    interval_of,
    measure,
    measure_target,
    meets_target,
)
from cjmap.facts.intervals import Interval, share_interval
from cjmap.model.metric import Metric, Target
from cjmap.vocabulary.metrics import SCORES, MetricType
from tests.facts.given import Given

FUNNEL = """
    title: T
    personas: [Ana, Leo]
    metrics:
      - {type: nps, components: {promoters: 5, passives: 3, detractors: 1}, target: 30}
    stages:
      - name: See
        metrics:
          - {type: reach, value: 12400}
      - name: Look
        metrics:
          - {type: reach, value: 6820}
          - {type: conversion, value: 50, n: 12400, target: 55}
      - name: Buy
        metrics:
          - {type: reach, value: 1480}
          - {type: conversion, value: 99, from: see}
          - {type: conversion, value: 12, personas: [leo]}
          - {type: csat, value: 78, n: 20, target: "> 78"}
      - name: Stay
        metrics:
          - {type: drop-off, value: 90, n: 100, target: 80}
          - {type: ces, value: 5.8, n: 200}
      - name: Tell
        metrics:
          - {type: reach, value: 118}
          - {type: time, value: 4, target: 5}
          - {type: smiles, value: 4, target: 5}
          - {type: nps, value: 30, n: 50}
"""


def percent(share: Share | None) -> float | None:
    return None if share is None else round(share.percent, 2)


def test_the_way_through_by_hand(given: Given) -> None:
    figures = given(FUNNEL).figures
    assert [(e.stage.id, percent(e.conversion), percent(e.drop_off)) for e in figures.stages] == [
        # 100 - 50: what the next stage's conversion leaves.
        ("see", None, 50),
        # The written conversion, not 6820/12400 = 55; then 100 - 21.70.
        ("look", 50, 78.3),
        # Derived, 1480/6820 = 21.70: one written conversion counts from elsewhere, the other
        # for one persona. Nobody knows the reach of Stay.
        ("buy", 21.7, None),
        # As written.
        ("stay", None, 90),
        ("tell", None, None),
    ]
    # 118/12400 = 0.95 %, from the first to the last reach.
    assert percent(figures.total) == 0.95
    assert figures.ends is not None
    assert [stage.id for stage in figures.ends] == ["see", "tell"]
    assert figures.worst is not None
    assert figures.worst.stage.id == "stay"


def test_what_is_written_has_an_interval_and_what_is_derived_has_none(given: Given) -> None:
    see, look, buy, stay, _ = given(FUNNEL).figures.stages
    assert look.conversion is not None
    assert look.conversion.interval is not None
    assert look.conversion.figure is not None
    assert see.drop_off is not None
    assert see.drop_off.interval is not None
    # The two are one statement: 50 % came, 50 % did not.
    assert see.drop_off.interval.low == pytest.approx(100 - look.conversion.interval.high)
    assert buy.conversion is not None
    assert (buy.conversion.interval, buy.conversion.figure) == (None, None)
    assert stay.drop_off is not None
    # 90 of 100, Wilson: (0.9 + 0.0192073 ± 1.96 √(0.0009 + 0.000096040)) / 1.0384146.
    assert stay.drop_off.interval is not None
    assert stay.drop_off.interval.low == pytest.approx(82.56, abs=0.01)
    assert stay.drop_off.interval.high == pytest.approx(94.48, abs=0.01)


def test_ratings_and_how_far_they_can_be_trusted(given: Given) -> None:
    scores = {(figure.item.id, figure.type): figure for figure in given(FUNNEL).figures.scores}
    # 100 (5 - 1) / 9.
    nps = scores["nps", "nps"]
    assert nps.value == pytest.approx(400 / 9)
    assert nps.n == 9
    assert nps.standing is Standing.TOO_FEW
    # An interval of so few would say more than they can.
    assert nps.interval is None
    # Without components there is none, however many answered; nor for a mean.
    assert scores["tell/nps", "nps"].interval is None
    assert scores["tell/nps", "nps"].standing is Standing.SOLID
    assert scores["stay/ces", "ces"].interval is None
    csat = scores["buy/csat", "csat"]
    assert csat.standing is Standing.INDICATIVE
    assert csat.interval is not None
    assert csat.interval.low < 78 < csat.interval.high


def test_targets(given: Given) -> None:
    met = {figure.item.id: figure.met for figure in given(FUNNEL).figures.all}
    assert {name: value for name, value in met.items() if value is not None} == {
        "nps": True,
        "look/conversion": False,
        # More than 78, and it is 78.
        "buy/csat": False,
        # Down: at most 80.
        "stay/drop-off": False,
        "tell/time": True,
        # `smiles` says not which way is better.
    }
    assert [f.item.id for f in given(FUNNEL).figures.missed] == [
        "look/conversion",
        "buy/csat",
        "stay/drop-off",
    ]


def test_the_map_says_how_many_answers_it_wants(given: Given) -> None:
    subject = given(
        """
        title: T
        personas: [Ana]
        data:
          min_n: {suppress: 3, indicative: 9}
        stages:
          - name: S
            metrics:
              - {type: csat, value: 50, n: 2}
              - {type: csat, name: b, value: 50, n: 8}
              - {type: csat, name: c, value: 50, n: 9}
              - {type: csat, name: d, value: 50}
        """
    )
    assert [figure.standing for figure in subject.figures.all] == [
        Standing.TOO_FEW,
        Standing.INDICATIVE,
        Standing.SOLID,
        Standing.UNKNOWN,
    ]


def test_a_reach_that_grows_is_no_conversion(given: Given) -> None:
    subject = given(
        """
        title: T
        personas: [Ana]
        stages:
          - name: See
            metrics: [{type: reach, value: 100}]
          - name: Look
            metrics: [{type: reach, value: 120}]
          - name: Buy
            metrics: [{type: reach, value: 0}]
          - name: Use
            metrics: [{type: reach, value: 0}]
        """
    )
    assert [percent(entry.conversion) for entry in subject.figures.stages] == [None, None, 0, None]
    assert percent(subject.figures.total) == 0


def test_the_journeys_own_conversion_is_the_total(given: Given) -> None:
    subject = given(
        """
        title: T
        personas: [Ana]
        metrics:
          - {type: conversion, value: 3, date: 2026-02-01}
          - {type: conversion, name: Latest, value: 4, date: 2026-05-01}
        stages: [See]
        """
    )
    assert percent(subject.figures.total) == 4
    assert subject.figures.ends is None


def test_the_headline_is_the_journeys_own_else_the_last(given: Given) -> None:
    subject = given(FUNNEL)
    told = [headline(subject.figures.all, subject.things, type) for type in SCORES[:2]]
    assert [figure.item.id for figure in told if figure] == ["nps", "buy/csat"]
    assert headline(subject.figures.all, subject.things, MetricType.COST) is None


def test_a_change_is_against_the_latest_value_before(given: Given) -> None:
    subject = given(
        """
        title: T
        personas: [Ana]
        metrics:
          - type: nps
            value: 34
            date: 2026-05-01
            history:
              - {date: 2025-11-01, value: 25}
              - {date: 2025-05-01, value: 31}
              - {date: 2026-06-01, value: 40}
        stages: [See]
        """
    )
    assert subject.figures.all[0].change == 9


def test_a_metric_that_is_only_planned_is_no_figure(given: Given) -> None:
    subject = given(
        "title: T\npersonas: [Ana]\nmetrics: [{type: nps, target: 40}]\nstages: [See]\n"
    )
    assert subject.figures.all == ()


def metric(type: str, **more: Any) -> Metric:
    return Metric.model_validate({"type": type, **more})


@pytest.mark.parametrize(
    ("made", "value", "text"),
    [
        (metric("nps"), 34.0, "+34"),
        (metric("nps"), 38.333333, "+38,3"),
        (metric("csat"), 78.0, "78\u00a0%"),
        (metric("conversion"), 33.333333, "33,33\u00a0%"),
        (metric("reach"), 12400.0, "12.400"),
        (metric("time", unit="min"), 4.5, "4,5\u00a0min"),
        (metric("churn", unit="%"), 3.0, "3\u00a0%"),
        (metric("churn", value="3%"), 3.0, "3\u00a0%"),
        (metric("churn", value="3%", unit="EUR"), 3.0, "3\u00a0EUR"),
        (metric("csat", statistic="mean"), 4.2, "4,2 de 5"),
        (metric("csat", statistic="mean", scale=[0, 10]), 8.25, "8,25 de 10"),
        (metric("ces", statistic="percent"), 71.0, "71\u00a0%"),
        (metric("ces"), 5.4, "5,4"),
    ],
)
def test_metrics_carry_their_unit(made: Metric, value: float, text: str) -> None:
    assert measure(made, value).render("es") == text


@pytest.mark.parametrize(
    ("made", "target", "text"),
    [
        (metric("csat"), Target(operator=None, value=80), "≥\u00a080%"),
        (metric("time", unit="min"), Target(operator=None, value=5), "≤\u00a05\u00a0min"),
        (metric("nps"), Target(operator=">", value=40), ">\u00a0+40"),
        (metric("churn"), Target(operator=None, value=3), "3"),
        (metric("csat", statistic="mean"), Target(operator=None, value=4), "≥\u00a04"),
    ],
)
def test_a_bare_target_means_at_least_or_at_most(made: Metric, target: Target, text: str) -> None:
    assert measure_target(made, target).render("en") == text


@pytest.mark.parametrize(
    ("made", "met"),
    [
        # What reads as 100 % is 100 %.
        (metric("csat", value=99.996, target=100), True),
        (metric("csat", value=99.994, target=100), False),
        (metric("csat", value=80, target=">80.004"), False),
        (
            metric("nps", target=50, components={"promoters": 7, "passives": 1, "detractors": 2}),
            True,
        ),
        # 39.96 reads as 40.0.
        (metric("nps", value=39.96, target=40), True),
        (metric("cost", value=0.003, target="< 0.003"), False),
        (metric("cost", value=0.0029999, target="< 0.003"), True),
        (metric("csat", statistic="mean", value=4.2, target=4), True),
        (metric("nps", history=[{"date": "2026-01-01", "value": 12}], target=20), False),
    ],
)
def test_values_meet_targets_as_they_are_shown(made: Metric, met: bool) -> None:
    assert meets_target(made) is met


def test_without_a_value_the_newest_of_the_history_counts_with_its_answers(given: Given) -> None:
    [figure] = given(
        """
        title: T
        personas: [Ana]
        stages: [See]
        metrics:
          - type: csat
            n: 500
            history:
              - {date: 2026-01-01, value: 60, n: 40}
              - {date: 2026-03-01, value: 70, n: 12}
              - {date: 2026-02-01, value: 65}
        """
    ).figures.all
    assert (figure.value, figure.n, figure.standing) == (70, 12, Standing.INDICATIVE)
    assert figure.interval == share_interval(70, 12)
    assert figure.before is not None
    assert (figure.before.value, figure.change) == (65, 5)


def test_a_mean_has_an_interval_where_its_spread_is_written() -> None:
    def of(**more: Any) -> Interval | None:
        return interval_of(metric("csat", value=4.2, statistic="mean", **more))

    assert of(n=120) is None
    assert of(sd=1.1) is None
    assert of(n=1, sd=1.1) is None
    found = of(n=120, sd=1.1)
    # t of 119 degrees of freedom is 1.9801.
    assert found is not None
    assert found.low == pytest.approx(4.2 - 1.9801 * 1.1 / 120**0.5, abs=1e-4)
    # It ends at the scale's ends.
    wide = of(n=3, sd=2)
    assert wide == Interval(1, 5)


@pytest.mark.parametrize(("n", "standing"), [(9, "too-few"), (100, "indicative"), (101, "solid")])
def test_a_mean_is_indicative_up_to_a_hundred_answers(given: Given, n: int, standing: str) -> None:
    [figure] = given(
        f"title: T\npersonas: [Ana]\nstages: [See]\n"
        f"metrics: [{{type: ces, value: 5, sd: 1, n: {n}}}]\n"
    ).figures.all
    assert figure.standing == standing
    assert (figure.interval is None) is (standing == "too-few")
