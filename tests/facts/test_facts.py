"""Facts are plain data: small, pickled and back the same, with nothing alive inside."""

from __future__ import annotations

import dataclasses
import datetime
import inspect
import pickle
import typing
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cached_property
from pathlib import Path

import pytest

from cjmap.check import Session
from cjmap.facts.facts import Facts
from cjmap.facts.pairing import Pairing
from tests.facts.given import TODAY, Given

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*/*.journey.yaml"))
STAGES = ("Awareness", "Consideration", "Decision", "Purchase", "Delivery", "Loyalty", "Advocacy")


def touchpoint(stage: str, number: int) -> str:
    return f"""
          - name: {stage} {number}
            channel: [web, app]
            does: Looks at the {number}. offer of {stage.lower()}
            thoughts: [Is this for me, {{text: What if not, persona: jorge}}]
            emotions: {{laura: {number - 3}, jorge: {{score: -1, quote: Not again}}}}
            frontstage: [{{actor: Shop, does: Shows offer {number} with its price and sizes}}]
            backstage: [{{system: ERP, does: Counts what is left of offer {number}}}]
            evidence: [interviews]"""


def stage(name: str, place: int) -> str:
    inside = "".join(touchpoint(name, number) for number in range(1, 6))
    return f"""
      - name: {name}
        owner: Marketing
        goal: To be done with {name.lower()} without a call
        pains:
          - {{text: It takes {place} minutes in {name.lower()}, severity: 4}}
          - {{text: Nobody answers in {name.lower()}, severity: 3, cause: No staff after six}}
          - {{text: The price is hidden in {name.lower()}, severity: 2}}
        gains: [Somebody smiles in {name.lower()}]
        opportunities:
          - {{text: Cut {place} steps of {name.lower()}, customer_value: 4, business_value: 3,
              effort: 2}}
          - {{text: Hire somebody for {name.lower()}, pains: [Nobody answers in {name.lower()}]}}
        metrics:
          - {{type: reach, value: {1000 - 100 * place}}}
          - {{type: csat, value: {60 + place}, n: {10 + place}, target: 80}}
        touchpoints:{inside}"""


def grid() -> str:
    """A map of seven stages with five touchpoints each, two personas, pains, metrics."""
    return f"""
    title: Buy a coat online
    personas:
      - {{name: Laura, goals: A coat that fits}}
      - {{name: Jorge, goals: Not to be bothered}}
    evidence:
      - {{id: interviews, title: Eight interviews, type: interview}}
    stages:{"".join(stage(name, place) for place, name in enumerate(STAGES))}
    """


def test_a_map_of_seven_by_five_is_small(given: Given) -> None:
    facts = given(grid()).facts
    assert len(facts.participation.touchpoints) == 35
    assert len(facts.curve.points) == 70
    assert len(pickle.dumps(facts)) < 30_000


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.name)
def test_facts_are_the_same_behind_a_pickle(file: Path) -> None:
    subject = Session(today=TODAY).subject(file)
    assert subject is not None
    facts = subject.facts
    again = pickle.loads(pickle.dumps(facts))
    assert again == facts
    assert again.items is not facts.items
    # Two readings of one file give one answer.
    other = Session(today=TODAY).subject(file)
    assert other is not None
    assert other.facts == facts


PLAIN = (str, int, float, bool, type(None), datetime.date)
# What the rooms below make of words and numbers.
BELOW = ("cjmap.messages", "cjmap.languages", "cjmap.vocabulary")


def walk(value: object, way: str) -> Iterator[str]:
    """Whatever is not plain data in a value, with the way to it."""
    if isinstance(value, Enum) or type(value) in PLAIN:
        return
    if isinstance(value, tuple | frozenset):
        for number, one in enumerate(value):
            yield from walk(one, f"{way}[{number}]")
    elif isinstance(value, Mapping) and type(value) is dict:
        for key, one in value.items():
            yield from walk(key, f"{way} key {key!r}")
            yield from walk(one, f"{way}[{key!r}]")
    elif dataclasses.is_dataclass(value) and type(value).__module__.startswith("cjmap.facts."):
        for field in dataclasses.fields(value):
            yield from walk(getattr(value, field.name), f"{way}.{field.name}")
    elif not type(value).__module__.startswith(BELOW):
        yield f"{way}: {type(value).__module__}.{type(value).__name__}"


def test_nothing_alive_is_inside(given: Given) -> None:
    assert list(walk(given(grid()).facts, "facts")) == []
    for file in EXAMPLES:
        subject = Session(today=TODAY).subject(file)
        assert subject is not None
        assert list(walk(subject.facts, file.name)) == []


def classes(kind: type, seen: set[type]) -> set[type]:
    """The dataclasses of facts that a class is made of."""
    if kind in seen or not dataclasses.is_dataclass(kind):
        return seen
    seen.add(kind)
    for hint in typing.get_type_hints(kind).values():
        for part in parts(hint):
            if part.__module__.startswith("cjmap.facts."):
                classes(part, seen)
    return seen


def parts(hint: object) -> Iterator[type]:
    if isinstance(hint, type) and not typing.get_args(hint):
        yield hint
    for one in typing.get_args(hint):
        yield from parts(one)


@pytest.mark.parametrize("whole", [Facts, Pairing])
def test_facts_are_frozen_slotted_and_do_nothing(whole: type) -> None:
    found = classes(whole, set())
    assert len(found) > 2
    for kind in found:
        assert hasattr(kind, "__record_names__"), kind
        assert "__dict__" not in dir(kind), kind
        own = {
            name
            for name, value in vars(kind).items()
            if (inspect.isfunction(value) and not name.startswith("__"))
            or isinstance(value, property | cached_property | staticmethod | classmethod)
        }
        assert not own, kind
