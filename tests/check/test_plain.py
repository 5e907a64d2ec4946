"""Findings written down as plain data are the same when read, and what is none is refused."""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Iterator

import pytest

from cjmap import lint
from cjmap.check import plain
from cjmap.findings import Finding
from cjmap.records import replace
from tests.corpus.test_corpus import MAPS as CORPUS

# What is of the right type, or nearly, and yet makes no sense where it stands.
ODD: tuple[object, ...] = (
    0,
    -1,
    10**30,
    10**400,
    math.nan,
    math.inf,
    None,
    "",
    "{0}",
    "{x}",
    "{n:>9999999}",
    "{",
    True,
    [],
)


@pytest.fixture(scope="module")
def findings() -> tuple[Finding, ...]:
    """One of each shape."""
    shapes: dict[object, Finding] = {}
    for finding in (one for one in lint(*CORPUS, today=datetime.date(2026, 11, 30)).findings):
        shapes.setdefault(_shape(plain.write_finding(finding)), finding)
    return tuple(shapes.values())


def _shape(data: object) -> object:
    return tuple(map(_shape, data)) if isinstance(data, list) else type(data)


def _places(data: object) -> Iterator[tuple[list[object], int]]:
    if isinstance(data, list):
        for number, inner in enumerate(data):
            yield data, number
            yield from _places(inner)


def _say(finding: Finding) -> Iterator[str]:
    for message in (finding.message, finding.help, *(one.message for one in finding.related)):
        if message is not None:
            yield message.render("en")
            yield message.render("es")


def test_what_is_written_is_read(findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        assert plain.read_finding(json.loads(json.dumps(plain.write_finding(finding)))) == replace(
            finding, members=()
        )


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: repr(odd)[:12])
def test_whatever_is_read_can_be_said(findings: tuple[Finding, ...], odd: object) -> None:
    for finding in findings:
        text = json.dumps(plain.write_finding(finding))
        for number in range(len([*_places(json.loads(text))])):
            data = json.loads(text)
            inside, at = [*_places(data)][number]
            inside[at] = odd
            try:
                read = plain.read_finding(data)
            except (ValueError, TypeError):
                continue
            assert all(len(said) < 10_000 for said in _say(read))
