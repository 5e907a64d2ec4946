"""What holds of any two maps."""

from __future__ import annotations

import json
import pickle
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjmap.check import Session
from cjmap.compare.chains import keep_order
from cjmap.compare.changes import compare
from cjmap.facts.changes import Change
from cjmap.facts.subject import Subject
from cjmap.vocabulary.changes import ChangeKind
from tests.compare.states import TODAY, subject, told

ROOT = Path(__file__).parents[2]
FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
NAMES = st.sampled_from("Shop Pay Wait Return Call Letter Parcel".split())
PEOPLE = ("Ana", "Bo", "Cy")
SCORES = st.sampled_from([-2, -1, 0, 1, 2, "none", {"score": 1, "label": "glad"}])


def name(thing: dict[str, Any]) -> str:
    """Twins of one name in one list are told apart by nothing: which of them moved nobody can say."""
    return str(thing["name"])


def text(thing: dict[str, Any]) -> str:
    return str(thing["text"])


def maybe(**keys: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=keys)


def listed(inner: Any, most: int = 3, *, unique: Any = None) -> st.SearchStrategy[list[Any]]:
    return st.lists(inner, max_size=most, unique_by=unique)


PERSONAS = listed(st.sampled_from(PEOPLE), 3, unique=lambda name: name)
PAINS = st.builds(
    lambda text, more: {"text": text, **more},
    NAMES,
    maybe(severity=st.integers(1, 5), status=st.sampled_from(["open", "resolved"])),
)
OPPORTUNITIES = st.builds(
    lambda text, more: {"text": text, **more},
    NAMES,
    maybe(status=st.sampled_from(["idea", "planned", "done"]), owner=NAMES),
)
TOUCHPOINTS = st.builds(
    lambda name, more: {"name": name, **more},
    NAMES,
    maybe(
        channel=listed(st.sampled_from(["web", "app", "store"]), unique=lambda one: one),
        does=listed(NAMES, 4),
        emotion=SCORES,
        emotions=st.dictionaries(st.sampled_from(("ana", "bo")), SCORES, max_size=2),
        pains=listed(PAINS, unique=text),
        opportunities=listed(OPPORTUNITIES, unique=text),
        tags=listed(NAMES),
        owner=NAMES,
    ),
)
STAGES = st.builds(
    lambda name, touchpoints, more: {"name": name, "touchpoints": touchpoints, **more},
    NAMES,
    listed(TOUCHPOINTS, 5, unique=name),
    maybe(goal=NAMES, emotion=SCORES, metrics=listed(st.just({"type": "nps", "value": 3}), 1)),
)
MAPS = st.builds(
    lambda stages, more: {"title": "T", "personas": ["Ana", "Bo"], "stages": stages, **more},
    st.lists(STAGES, min_size=1, max_size=4, unique_by=name),
    maybe(
        goal=NAMES, pains=listed(PAINS, unique=text), state=st.sampled_from(["current", "future"])
    ),
)


def read(data: dict[str, Any]) -> Subject:
    return subject(json.dumps(data), sound=False)


def inverse(change: Change) -> tuple[Any, ...]:
    kinds = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED}
    kind = kinds.get(change.kind, change.kind)
    return kind, change.what, repr(change.new), repr(change.old)


def plain(change: Change) -> tuple[Any, ...]:
    return change.kind, change.what, repr(change.old), repr(change.new)


@FUZZ
@given(MAPS)
def test_a_map_against_itself_has_no_change(data: dict[str, Any]) -> None:
    assert told(compare(read(data), read(data))) == []


@FUZZ
@given(MAPS, MAPS)
def test_swapped_sides_invert_every_change(old: dict[str, Any], new: dict[str, Any]) -> None:
    before, now = read(old), read(new)
    there, back = compare(before, now), compare(now, before)
    assert Counter(map(plain, there)) == Counter(map(inverse, back))
    assert pickle.loads(pickle.dumps(there)) == there
    for one in there:
        assert one.message.render("en") != ""
        assert "{" not in one.message.render("es")


@pytest.mark.parametrize(
    "example",
    ["estilo-unico", "fitness-total", "sabor-gourmet", "tecnologia-avanzada", "turismo-aventura"],
)
def test_swapped_sides_of_the_examples(example: str) -> None:
    session = Session(today=TODAY)
    folder = ROOT / "examples" / example
    before, now = (
        session.subject(folder / f"{example}{more}.journey.yaml") for more in ("", "-despues")
    )
    assert before is not None
    assert now is not None
    there, back = compare(before, now), compare(now, before)
    assert Counter(map(plain, there)) == Counter(map(inverse, back))


@given(st.permutations(range(7)))
def test_as_little_as_can_be_has_moved(order: list[int]) -> None:
    spots = {(old, new): (f"thing {old}",) for new, old in enumerate(order)}
    kept = sorted(keep_order(spots))
    assert [new for _, new in kept] == sorted(new for _, new in kept)
    assert len(kept) == longest([new for _, new in sorted(spots)])
    swapped = {(new, old): key for (old, new), key in spots.items()}
    assert {(old, new) for new, old in keep_order(swapped)} == set(kept)


def longest(numbers: list[int]) -> int:
    """The length of the longest part that rises, by trying all."""
    best = [1] * len(numbers)
    for place, number in enumerate(numbers):
        for other in range(place):
            if numbers[other] < number:
                best[place] = max(best[place], best[other] + 1)
    return max(best, default=0)
