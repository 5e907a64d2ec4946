"""Data to try `cjmap measure` on without any of one's own: an invented shop, the same each time.

Four things are planted, for the map beside them to be held against:

- who checks out on a phone pays far less often than who does so on the web (`MOBILE`, `WEB`);
- those who buy for a business skip the comparison (`SKIPPING`);
- the NPS falls for who answers from July on (`PROMOTERS`, before and after);
- nobody books a collection at home, though the map has one, and there are events that it has not.
"""

from __future__ import annotations

import csv
import datetime
import io
import random
from collections.abc import Iterator
from importlib import resources
from typing import Final

CUSTOMERS: Final = 50_000
NAME: Final = "headphones.journey.yaml"
SEED: Final = 20250101
# The share of those at the checkout who pay, by channel.
MOBILE: Final = 0.42
WEB: Final = 0.78
# The share that does not compare, by plan.
SKIPPING: Final = {"student": 0.1, "business": 0.85, "private": 0.25}
# The shares of promoters and of detractors, before and after the day of the change.
PROMOTERS: Final = ((0.55, 0.15), (0.40, 0.28))
CHANGE: Final = datetime.datetime(2025, 7, 1)
_START: Final = datetime.datetime(2025, 1, 1)
_DAYS: Final = 330

Row = tuple[str, ...]


def files(language: str = "en", customers: int = CUSTOMERS) -> Iterator[tuple[str, str]]:
    """The map of the sample and its tables, by the names of their files."""
    name = f"templates/measured.{'es' if language == 'es' else 'en'}.journey.yaml"
    yield NAME, resources.files("cjmap.scaffold").joinpath(name).read_text(encoding="utf-8")
    for table, text in tables(customers):
        yield f"data/{table}", text


def tables(customers: int) -> Iterator[tuple[str, str]]:
    """The tables of so many customers, by the names of their files."""
    chance = random.Random(SEED)
    events: list[Row] = []
    answers: list[Row] = []
    people: list[Row] = []
    for number in range(1, customers + 1):
        who = f"c{number:06d}"
        plan = chance.choices(("student", "business", "private"), (40, 15, 45))[0]
        people.append((who, plan))
        _visit(chance, who, plan, events, answers)
    events.sort(key=lambda row: (row[1], row[0]))
    yield "events.csv", _table(("user_id", "event_time", "name", "channel", "amount"), events)
    yield "surveys.csv", _table(("user_id", "answered_at", "place", "kind", "rating"), answers)
    yield "customers.csv", _table(("user_id", "plan"), people)


def _visit(
    chance: random.Random, who: str, plan: str, events: list[Row], answers: list[Row]
) -> None:
    """One customer's way, as far as it goes."""
    when = _START + datetime.timedelta(seconds=chance.randrange(_DAYS * 86_400))
    channel = "mobile" if chance.random() < 0.5 else "web"

    def happen(event: str, hours: float, by: str = channel, amount: str = "") -> None:
        nonlocal when
        when += datetime.timedelta(seconds=1 + int(chance.expovariate(1 / (hours * 3600))))
        events.append((who, when.isoformat(sep=" "), event, by, amount))

    def answer(place: str, kind: str, score: int, days: float) -> None:
        at = when + datetime.timedelta(seconds=int(days * 86_400))
        answers.append((who, at.isoformat(sep=" "), place, kind, str(score)))

    happen("visit", 0.01)
    if chance.random() < 0.3:
        happen("newsletter_open", 20, "email")
    if chance.random() >= SKIPPING[plan]:
        if chance.random() < 0.35:
            return
        happen("compare", 6)
    if chance.random() < 0.4:
        return
    happen("cart_add", 3)
    if chance.random() < 0.25:
        return
    happen("checkout_start", 0.3)
    if chance.random() < 0.2:
        liked = (0.2, 0.25, 0.2, 0.25, 0.1) if channel == "mobile" else (0.05, 0.1, 0.2, 0.4, 0.25)
        answer("checkout", "csat", chance.choices((1, 2, 3, 4, 5), liked)[0], 0.1)
    if chance.random() >= (MOBILE if channel == "mobile" else WEB):
        return
    happen("order_paid", 0.1, amount=f"{chance.uniform(29, 249):.2f}")
    happen("delivered", 50, "post")
    if chance.random() < 0.25:
        promoters, detractors = PROMOTERS[when + datetime.timedelta(days=30) >= CHANGE]
        draw = chance.random()
        if draw < promoters:
            score = chance.choice((9, 10))
        elif draw < promoters + detractors:
            score = chance.randrange(0, 7)
        else:
            score = chance.choice((7, 8))
        answer("relationship", "nps", score, 30)
    if chance.random() < 0.08:
        happen("return_requested", 90, "post")


def _table(headings: Row, rows: list[Row]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows(rows)
    return stream.getvalue()
