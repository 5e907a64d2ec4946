"""What is planted in the sample is what comes out of it."""

from __future__ import annotations

import datetime

import pytest

from cjmap.check import Session
from cjmap.facts.measured import Measured, Verdict
from cjmap.measure.running import measure
from cjmap.scaffold import sample


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Measured:
    folder = tmp_path_factory.mktemp("sample")
    (folder / "data").mkdir()
    for name, text in sample.files("en", 12_000):
        (folder / name).write_text(text, encoding="utf-8")
    text = (folder / sample.NAME).read_text(encoding="utf-8")
    # The checkout by channel, as a segment of its own: where events happened.
    text = text.replace(
        "segments: {plan: customers.plan}",
        "segments: {plan: customers.plan, channel: events.channel}",
    )
    (folder / sample.NAME).write_text(text, encoding="utf-8")
    subject = Session(today=datetime.date(2026, 1, 10)).subject(folder / sample.NAME)
    assert subject is not None
    return measure(subject).measured


def test_who_buys_for_a_business_skips_the_comparison(measured: Measured) -> None:
    groups = {group.id: group for group in measured.groups}
    skipped = {
        id: 100 - 100 * groups[id].stages[1].reach / groups[id].customers
        for id in ("laura", "marco")
    }
    # Of those who compare, 35 % leave before it is counted.
    for id, share in (
        ("laura", sample.SKIPPING["student"]),
        ("marco", sample.SKIPPING["business"]),
    ):
        assert skipped[id] == pytest.approx(100 - 65 * (1 - share), abs=3)


def test_the_nps_falls_and_it_is_no_chance(measured: Measured) -> None:
    (fall,) = (one for one in measured.comparisons if one.type == "nps" and one.place is None)
    planted = [100 * (promoters - detractors) for promoters, detractors in sample.PROMOTERS]
    assert fall.difference.different
    assert fall.difference.low < planted[1] - planted[0] < fall.difference.high


def test_nobody_is_collected_from_home_and_a_newsletter_is_in_no_stage(measured: Measured) -> None:
    assert [one.id for one in measured.unbound if one.named] == ["return/collection-at-home"]
    assert [event for event, _ in measured.unmapped.events] == ["newsletter_open"]


def test_what_the_map_believes_is_contradicted(measured: Measured) -> None:
    assert {one.type: one.verdict for one in measured.claims} == {
        "nps": Verdict.CONTRADICTED,
        "csat": Verdict.CONTRADICTED,
        "conversion": Verdict.CONTRADICTED,
    }


def test_a_phone_loses_who_was_about_to_pay(measured: Measured) -> None:
    groups = {group.id: group for group in measured.groups}
    paid = {
        name: next(
            t for t in groups[f"channel={name}"].touchpoints if t.id == "purchase/payment"
        ).conversion
        for name in ("mobile", "web")
    }
    assert paid["mobile"] is not None
    assert paid["web"] is not None
    assert paid["mobile"].value == pytest.approx(100 * sample.MOBILE, abs=4)
    assert paid["web"].value == pytest.approx(100 * sample.WEB, abs=4)
