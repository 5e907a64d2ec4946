"""What a program finds in a model: lists that are lists, whole numbers that are whole."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterator

import pytest
from pydantic import BaseModel, ValidationError

from cjmap.model.binding import Condition
from cjmap.model.element import Element
from cjmap.model.emotion import Emotion
from cjmap.model.journey import Journey
from cjmap.model.metric import Metric, Target
from cjmap.model.persona import Persona
from cjmap.model.stage import Stage
from cjmap.text.scalars import Plain
from tests.model.schema.test_agreement import KINDS, container, smallest

# Two ends, and a model's name or phases: None says that the usual ones hold.
PAIRS = {("Journey", "emotion_scale"), ("Journey", "lifecycle"), ("Metric", "scale")}


def listed() -> Iterator[tuple[type[Element], str]]:
    """Every field that holds several things."""
    for model in KINDS.values():
        for name, info in model.model_fields.items():
            if container(info.annotation) != "alone":
                yield model, name


@pytest.mark.parametrize(
    ("model", "name"), [each for each in listed() if (each[0].__name__, each[1]) not in PAIRS]
)
def test_a_list_that_is_left_out_is_empty(model: type[Element], name: str) -> None:
    if not model.model_fields[name].is_required():
        base = {"label": "glad"} if model is Emotion else smallest(model)
        if name in base:
            # It must say something, which may be a key of the map's own.
            base = {"x-own": "a"}
        value = getattr(model.model_validate(base), name)
        assert value in ((), {})
        assert list(value) == []


def test_the_walk_meets_lists_and_mappings() -> None:
    met = {(model.__name__, name) for model, name in listed()}
    assert {("Stage", "pains"), ("Stage", "emotions"), ("Persona", "traits")} | PAIRS <= met


def test_an_empty_list_is_told_from_one_that_is_left_out() -> None:
    looked, left_out = Stage.model_validate({"name": "A", "pains": []}), Stage(name="A")
    assert looked.pains == left_out.pains == ()
    assert (looked.says("pains"), left_out.says("pains")) == (True, False)
    assert (looked.denies("pains"), left_out.denies("pains")) == (True, False)
    some = Stage.model_validate({"name": "A", "pains": ["Slow"], "gains": []})
    assert (some.says("pains"), some.denies("pains")) == (True, False)
    assert some.denies("pains", "gains")
    assert looked.model_dump(mode="json") == {"name": "A", "pains": []}


def numbers(value: object) -> Iterator[int | float]:
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from numbers(getattr(value, name))
    elif isinstance(value, tuple | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from numbers(one)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value


def test_whole_numbers_are_whole() -> None:
    journey = Journey.model_validate(
        {
            "title": "Coat",
            "emotion_scale": [Plain("1"), Plain("5")],
            "personas": [{"name": "Laura", "traits": {"skill": Plain("4")}}],
            "stages": [
                {
                    "name": "A",
                    "emotion": {"score": Plain("4"), "n": Plain("12")},
                    "pains": [{"text": "Slow", "severity": Plain("4")}],
                    "metrics": [
                        {
                            "type": "nps",
                            "value": Plain("34"),
                            "scale": [Plain("0"), Plain("10")],
                            "target": Plain("40"),
                            "history": [{"date": "2026-01-31", "value": Plain("31")}],
                        }
                    ],
                }
            ],
            "outcomes": [{"metric": "nps", "before": Plain("30"), "after": Plain("0x22")}],
        }
    )
    found = list(numbers(journey))
    # The score 4 of 1 to 5 is 1 of -2 to +2.
    assert sorted(found) == [0, 1, 1, 4, 4, 5, 10, 12, 30, 31, 34, 34, 40]
    assert {isinstance(number, int) for number in found} == {True}


@pytest.mark.parametrize("written", ["34.0", "34.5", "34%", "-0.5"])
def test_what_is_written_otherwise_keeps_its_form(written: str) -> None:
    value = Metric.model_validate({"type": "csat", "value": Plain(written)}).value
    assert isinstance(value, float)
    assert str(value) == written


@pytest.mark.parametrize("score", [Plain("1"), Plain("-1.5"), "🙂", "negative", 0, 0.5])
def test_a_score_survives_copies(score: object) -> None:
    emotion = Emotion.model_validate(score)
    for copied in (copy.deepcopy(emotion), pickle.loads(pickle.dumps(emotion))):
        assert copied == emotion
        assert copied.model_dump_json() == emotion.model_dump_json()
        assert type(copied.score) is type(emotion.score)


def test_a_whole_target_shows_as_it_is_written() -> None:
    target = Metric.model_validate({"type": "nps", "target": ">= 40"}).target
    assert target is not None
    assert isinstance(target.value, int)
    assert target == Target(operator=target.operator, value=40)


def test_traits_hold_numbers_and_texts() -> None:
    traits = Persona.model_validate({"name": "L", "traits": {"a": Plain("4"), "b": "4"}}).traits
    assert (traits["a"], traits["b"]) == (4, "4")


@pytest.mark.parametrize("value", [3, 0.5, True, "paid"])
def test_a_value_alone_is_what_a_column_must_equal(value: object) -> None:
    assert Condition.model_validate(value).model_dump() == {"eq": value}


def test_a_boolean_is_no_feeling() -> None:
    with pytest.raises(ValidationError, match="emotion"):
        Emotion.model_validate(True)
