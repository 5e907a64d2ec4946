"""Measured values are written where they belong, and nothing else changes."""

from __future__ import annotations

import datetime
from pathlib import Path

from cjmap.check import Session
from cjmap.measure.running import measure
from cjmap.measure.updating import update
from tests.measure.maps import MAP, lay_out


def write(file: Path) -> str:
    session = Session(today=datetime.date(2026, 1, 1))
    subject = session.subject(file)
    assert subject is not None
    text = update(session.document(file), measure(subject).found)
    file.write_text(text, encoding="utf-8")
    return text


def test_values_go_to_their_metrics_and_comments_stay(tmp_path: Path) -> None:
    text = write(lay_out(tmp_path))
    assert "# What the team believes.\n" in text
    assert (
        '- {type: conversion, value: 33.33, n: 3, date: 2025-01-10, source: events.csv, target: ">= 50"}'
        in text
    )
    assert "- {type: nps, value: 0, n: 2, date: 2025-01-05, source: surveys.csv}" in text
    csat = text[text.index("- type: csat") :]
    assert csat.splitlines()[1:5] == [
        "            value: 50",
        "            n: 2",
        "            date: 2025-01-03",
        "            source: surveys.csv",
    ]


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    file = lay_out(tmp_path)
    assert write(file) == write(file)


def test_an_earlier_value_goes_into_the_history(tmp_path: Path) -> None:
    text = MAP.replace("value: 90", "value: 90, n: 400, date: 2024-12-31")
    written = write(lay_out(tmp_path, text))
    assert "history: [{date: 2024-12-31, value: 90, n: 400}]" in written
    assert write(tmp_path / "coat.journey.yaml") == written


def test_counts_of_an_nps_are_written_as_counts(tmp_path: Path) -> None:
    components = "components: {promoters: 3, passives: 0, detractors: 1}"
    text = MAP.replace("{type: nps, value: 0}", f"{{type: nps, {components}}}")
    written = write(lay_out(tmp_path, text))
    assert "components: {promoters: 1, passives: 0, detractors: 1}" in written
    assert "value: 0" not in written


def test_what_is_suppressed_stays_as_it_is(tmp_path: Path) -> None:
    text = MAP.replace("suppress: 1, indicative: 2", "suppress: 10")
    assert write(lay_out(tmp_path, text)) == text
