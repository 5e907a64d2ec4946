"""What a map says comes back: a journey's dump reads as the same journey."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from cjmap.loading import loader
from cjmap.loading.decoding import decode
from cjmap.model.element import Element
from cjmap.model.emotion import Emotion
from cjmap.model.improvement import Opportunity, Pain
from cjmap.model.journey import Journey
from cjmap.model.metric import Metric
from cjmap.model.persona import Persona
from cjmap.model.scalars import decimals_of
from cjmap.model.stage import Stage
from cjmap.model.touchpoint import Touchpoint
from cjmap.text.limits import Limits
from cjmap.vocabulary.evidence import EvidenceType
from cjmap.vocabulary.metrics import Comparison, MetricType
from cjmap.vocabulary.touchpoints import Exit, MomentOfTruth
from tests.model.schema.maps import load
from tests.model.schema.test_agreement import VALUES

ROOT = Path(__file__).parents[2]
CORPUS = sorted(
    file
    for folder in ("examples", "tests/cases", "tests/nasty", "tests/rules")
    for file in (ROOT / folder).rglob("*.yaml")
)


def valid() -> Iterator[tuple[str, Journey]]:
    for file in CORPUS:
        source, unreadable = decode(file.read_bytes(), file.name, Limits())
        document = loader.load_text(source, file, unreadable=unreadable)
        if document.journey is not None and not document.problems:
            yield file.relative_to(ROOT).as_posix(), document.journey


JOURNEYS = dict(valid())


def assert_comes_back(journey: Journey) -> None:
    dumped = journey.model_dump()
    back = Journey.model_validate(dumped)
    assert back == journey
    # What was written, and how: `repr` shows numbers with their decimals.
    assert repr(back.model_dump()) == repr(dumped)
    assert journey.model_dump(exclude_unset=True) == dumped
    text = journey.model_dump_json()
    assert Journey.model_validate_json(text) == journey
    assert Journey.model_validate_json(text).model_dump_json() == text


@pytest.mark.parametrize("name", JOURNEYS)
def test_every_map_of_the_corpus_comes_back(name: str) -> None:
    assert_comes_back(JOURNEYS[name])


# --- any map --------------------------------------------------------------------------------------


@cache
def choices_of(model: type[Element]) -> dict[str, list[Any]]:
    """Each key of a model with the values that it takes."""
    return {
        key: [value for value in VALUES if value is not None and takes(model, key, value)]
        for key in (info.alias or name for name, info in model.model_fields.items())
        if key != "x-"
    }


def takes(model: type[Element], key: str, value: Any) -> bool:
    try:
        model.model_validate({key: value})
    except ValidationError as error:
        return all(found["loc"][0] != key for found in error.errors())
    return True


WITHIN: dict[type[Element], dict[str, type[Element]]] = {
    Journey: {"stages": Stage, "personas": Persona, "pains": Pain, "metrics": Metric},
    Stage: {"touchpoints": Touchpoint, "metrics": Metric},
    Touchpoint: {"pains": Pain, "opportunities": Opportunity, "metrics": Metric},
}


@st.composite
def mappings(draw: st.DrawFn, model: type[Element]) -> dict[str, Any]:
    """A mapping of a model with some of its keys, and sometimes one of the user's own."""
    found: dict[str, Any] = {}
    fields = {info.alias or name: info for name, info in model.model_fields.items()}
    for key, values in choices_of(model).items():
        inner = WITHIN.get(model, {}).get(key)
        if not fields[key].is_required() and draw(st.integers(0, 3)):
            continue
        if inner is not None:
            found[key] = draw(st.lists(mappings(inner), min_size=1, max_size=2))
        elif values:
            found[key] = draw(st.sampled_from(values))
    if draw(st.booleans()):
        found["x-own"] = draw(st.sampled_from(["a", None, {"b": [1, None]}]))
    return found


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(mappings(Journey))
def test_any_map_comes_back(data: dict[str, Any]) -> None:
    try:
        journey = Journey.model_validate(data)
    except ValidationError as error:
        # Scores and the map's scale are drawn apart; together they need not make a map.
        assume({one["type"] for one in error.errors()} != {"off_scale"})
        raise
    assert_comes_back(journey)


# --- what a user of Python sees ----------------------------------------------------------------------

MAP = """
title: Coat
updated: 2026-11-01
personas: [Laura]
x-own: {team: [a, null]}
evidence:
  - {title: Talks, type: interview, n: 8}
stages:
  - name: Buy
    touchpoints:
      - name: Basket
        moment_of_truth: true
        entry: false
        exit: success
        frontstage:
          - Greets
          - {does: Greets}
        handoff: {from: Desk, to: Ward}
        emotion: none
        pains: []
        metrics:
          - {type: nps, value: 34.50, n: 120, target: "≥ 40", scale: [0, 10]}
          - {type: churn, value: 3}
      - name: Pay
        moment_of_truth: zmot
        exit: true
        emotion: 🙂
"""


def journey_of(text: str) -> Journey:
    document = load(text)
    assert document.problems == ()
    assert document.journey is not None
    return document.journey


def test_values_are_pythons_own() -> None:
    journey = journey_of(MAP)
    assert journey.updated == datetime.date(2026, 11, 1)
    assert journey.evidence[0].type is EvidenceType.INTERVIEW
    assert type(journey.evidence[0].n) is int
    basket, pay = journey.stages[0].touchpoints
    assert (basket.moment_of_truth, basket.entry, basket.exit) == (True, False, Exit.SUCCESS)
    assert (pay.moment_of_truth, pay.exit) == (MomentOfTruth.ZERO, True)
    assert isinstance(pay.emotion, Emotion)
    assert pay.emotion.score == 1.0
    nps, churn = basket.metrics
    assert nps.type is MetricType.NPS
    assert churn.type == "churn"
    assert nps.target is not None
    assert nps.target.operator is Comparison.AT_LEAST
    assert isinstance(nps.value, float)
    assert decimals_of(nps.value) == 2


def test_a_dump_holds_what_is_written_and_nothing_else() -> None:
    dumped = journey_of(MAP).model_dump(mode="json")
    assert dumped.keys() == {"title", "updated", "personas", "x-own", "evidence", "stages"}
    assert dumped["x-own"] == {"team": ["a", None]}
    basket, pay = dumped["stages"][0]["touchpoints"]
    assert basket == {
        "name": "Basket",
        "moment_of_truth": True,
        "entry": False,
        "exit": "success",
        "frontstage": ["Greets", {"does": "Greets"}],
        "handoff": {"from": "Desk", "to": "Ward"},
        "emotion": {"score": "none"},
        "pains": [],
        "metrics": [
            {"type": "nps", "value": 34.5, "n": 120, "target": ">= 40", "scale": [0, 10]},
            {"type": "churn", "value": 3},
        ],
    }
    assert pay["emotion"] == {"score": "🙂"}


def test_whether_a_key_was_written_is_told() -> None:
    journey = journey_of(MAP)
    basket = journey.stages[0].touchpoints[0]
    assert "pains" in basket.model_fields_set
    assert "gains" not in basket.model_fields_set
    assert Stage.model_validate({"name": "S", "pains": None}).model_fields_set == {"name"}


def test_a_dump_reads_as_the_schema_says() -> None:
    from cjmap.model.schema import json_schema
    from tests.model.schema.test_agreement import validator

    judge = validator("2020-12").evolve(schema=json_schema())
    for name, journey in JOURNEYS.items():
        # What these rules find the schema refuses too.
        if not journey.is_library and "CJ019" not in name and "CJ110" not in name:
            assert judge.is_valid(journey.model_dump(mode="json")), name
