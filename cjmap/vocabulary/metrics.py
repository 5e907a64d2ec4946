"""What is measured, and which way is better."""

from __future__ import annotations

import operator
from collections.abc import Callable

from cjmap.messages import Message, tr, verbatim
from cjmap.vocabulary.choice import FIRST, Choice, make


class Direction(Choice):
    """Which way is better."""

    UP = "up", tr("more is better"), "More is better."
    DOWN = "down", tr("less is better"), "Less is better."


class Statistic(Choice):
    """What the answers to a question are summed up to."""

    PERCENT = "percent", tr("share of answers"), "The share of the top answers, in percent."
    MEAN = "mean", tr("mean of answers"), "The mean of the answers on their scale."


class Comparison(Choice):
    """How a value is held against a target; `sign` is how people write it."""

    sign: str
    holds: Callable[[float, float], bool]

    def __new__(
        cls,
        value: str,
        sign: str,
        help: str,
        holds: Callable[[float, float], bool],
        since: str = FIRST,
    ) -> Comparison:
        member = make(cls, value, verbatim(sign), help, since)
        member.sign = sign
        member.holds = holds
        return member

    AT_LEAST = ">=", "≥", "As much or more.", operator.ge
    AT_MOST = "<=", "≤", "As much or less.", operator.le
    ABOVE = ">", ">", "More.", operator.gt
    BELOW = "<", "<", "Less.", operator.lt


class MetricType(Choice):
    """What a known metric measures; a map may have words of its own besides.

    `better` says which way is better, `percentage` whether it is in percent, `score` whether
    customers give it when asked. `opening` is what a sentence calls it that it begins with.
    """

    better: Direction
    opening: Message
    percentage: bool
    score: bool

    def __new__(
        cls,
        value: str,
        label: Message,
        help: str,
        opening: Message,
        better: Direction,
        percentage: bool = False,
        score: bool = False,
        since: str = FIRST,
    ) -> MetricType:
        member = make(cls, value, label, help, since)
        member.opening = opening
        member.better = better
        member.percentage = percentage
        member.score = score
        return member

    NPS = (
        "nps",
        tr("NPS"),
        "Net promoter score, -100 to 100.",
        tr("The NPS"),
        Direction.UP,
        False,
        True,
    )
    CSAT = (
        "csat",
        tr("CSAT"),
        "Satisfied customers, in percent.",
        tr("The CSAT"),
        Direction.UP,
        True,
        True,
    )
    CES = (
        "ces",
        tr("CES"),
        "Customer effort score, a mean inside the scale; 7 is the easiest.",
        tr("The CES"),
        Direction.UP,
        False,
        True,
    )
    CONVERSION = (
        "conversion",
        tr("Conversion"),
        "Of those at the previous stage, the share that got here, in percent.",
        tr("The conversion"),
        Direction.UP,
        True,
    )
    REACH = (
        "reach",
        tr("Reach"),
        "How many customers get here.",
        tr("The reach"),
        Direction.UP,
    )
    DROP_OFF = (
        "drop-off",
        tr("Drop-off"),
        "Of those who got here, the share that does not go on, in percent.",
        tr("The drop-off"),
        Direction.DOWN,
        True,
    )
    RETENTION = (
        "retention",
        tr("Retention"),
        "Customers who stay, in percent.",
        tr("The retention"),
        Direction.UP,
        True,
    )
    TIME = (
        "time",
        tr("Time"),
        "How long it takes; less is better.",
        tr("The time"),
        Direction.DOWN,
    )
    COST = "cost", tr("Cost"), "What it costs; less is better.", tr("The cost"), Direction.DOWN
    REVENUE = "revenue", tr("Revenue"), "What it brings in.", tr("The revenue"), Direction.UP
    VISITS = "visits", tr("Visits"), "How many visits.", tr("The number of visits"), Direction.UP
    REFERRALS = (
        "referrals",
        tr("Referrals"),
        "How many come by recommendation.",
        tr("The number of referrals"),
        Direction.UP,
    )


SCORES = tuple(kind for kind in MetricType if kind.score)
"""What customers answer when they are asked: NPS, CSAT and CES."""


def is_mean(kind: MetricType | None, statistic: Statistic | None) -> bool:
    """Whether a metric is the mean of the answers to a question, on their scale."""
    if kind is MetricType.CSAT:
        return statistic is Statistic.MEAN
    return kind is MetricType.CES and statistic is not Statistic.PERCENT


def is_share(kind: MetricType | None, statistic: Statistic | None) -> bool:
    """Whether a metric is a percentage by its type."""
    mean = is_mean(kind, statistic)
    if kind is MetricType.CES:
        return not mean
    return kind is not None and kind.percentage and not mean


def answers_to(kind: MetricType | None, scale: tuple[float, float] | None) -> tuple[float, float]:
    """The lowest and the highest answer that can be given; `scale` is what the map writes."""
    if scale is not None and scale[0] < scale[1]:
        return scale
    return (1, 5) if kind is MetricType.CSAT else (1, 7)


def bounds_of(
    kind: MetricType | None, statistic: Statistic | None, scale: tuple[float, float] | None
) -> tuple[float, float] | None:
    """Between which values a metric can lie; None where its type does not say so."""
    if kind is MetricType.NPS:
        return -100, 100
    if is_share(kind, statistic):
        return 0, 100
    return answers_to(kind, scale) if is_mean(kind, statistic) else None
