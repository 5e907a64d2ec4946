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
from cjmap.compare.assuming import present_at
from cjmap.compare.chains import keep_order
from cjmap.compare.changes import compare
from cjmap.facts.changes import Change
from cjmap.facts.subject import Subject
from cjmap.vocabulary.changes import Changed, ChangeKind
from tests.compare.applying import apply
from tests.compare.states import TODAY, subject, told

ROOT = Path(__file__).parents[2]
FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
NAMES = st.sampled_from("Shop Pay Wait Return Call Letter Parcel".split())
SCORES = st.sampled_from([-2, -1, 0, 1, 2, "none", {"score": 1, "label": "glad"}])


def name(thing: dict[str, Any]) -> str:
    """Twins of one name in one list are told apart by nothing: which of them moved nobody can say."""
    return str(thing["name"])


def text(thing: dict[str, Any]) -> str:
    return str(thing["text"])


def apart(data: dict[str, Any]) -> dict[str, Any]:
    """A map in which each id is written once: of twins nobody can say which one is meant."""
    taken: set[str] = set()
    for one in (touchpoint for stage in data["stages"] for touchpoint in stage["touchpoints"]):
        if one.get("id") in taken:
            del one["id"]
        taken.add(one.get("id", ""))
    return data


def maybe(**keys: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=keys)


def listed(inner: Any, most: int = 3, *, unique: Any = None) -> st.SearchStrategy[list[Any]]:
    return st.lists(inner, max_size=most, unique_by=unique)


PERSONAS = listed(st.sampled_from(("ana", "bo", "Cy")), unique=str)
EVIDENCE = listed(st.sampled_from(("talks", "Survey")), 2, unique=str)
PAINS = st.builds(
    lambda text, more: {"text": text, **more},
    NAMES,
    maybe(
        severity=st.integers(1, 5),
        status=st.sampled_from(["open", "resolved"]),
        personas=PERSONAS,
        evidence=EVIDENCE,
    ),
)
OPPORTUNITIES = st.builds(
    lambda text, more: {"text": text, **more},
    NAMES,
    maybe(status=st.sampled_from(["idea", "planned", "done"]), owner=NAMES, pains=listed(NAMES, 2)),
)
METRICS = st.builds(
    lambda kind, more: {"type": kind, **more},
    st.sampled_from(["nps", "csat", "share of returns"]),
    maybe(value=st.sampled_from([3, "40 %"]), target=st.sampled_from([5, ">= 70 %"])),
)
WAYS = listed(
    st.builds(
        lambda to, more: {"to": to, **more},
        NAMES,
        maybe(when=NAMES, type=st.sampled_from(["happy", "alternative"]), share=st.just("12%")),
    ),
    2,
)
THOUGHTS = listed(
    st.builds(
        lambda text, more: {"text": text, **more},
        NAMES,
        maybe(persona=st.sampled_from(("ana", "Bo"))),
    ),
    2,
)
TOUCHPOINTS = st.builds(
    lambda name, more: {"name": name, **more},
    NAMES,
    maybe(
        id=st.sampled_from(("till", "door")),
        personas=PERSONAS,
        thoughts=THOUGHTS,
        next=WAYS,
        lanes=st.just({"Open questions": ["Who signs?"]}),
        exit=st.booleans(),
        channel=listed(st.sampled_from(["web", "app", "Pop-up store"]), unique=str),
        does=listed(NAMES, 4),
        emotion=SCORES,
        emotions=st.dictionaries(st.sampled_from(("ana", "bo", "Cy")), SCORES, max_size=2),
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
    maybe(
        goal=NAMES,
        personas=PERSONAS,
        emotion=SCORES,
        metrics=listed(METRICS, 2, unique=lambda one: str(one["type"])),
        phase=st.sampled_from(("Compra", "loyalty")),
    ),
)
MAPS = st.builds(
    lambda people, stages, more: apart(
        {"title": "T", "personas": people, "stages": stages, **more}
    ),
    st.lists(st.sampled_from(("Ana", "Bo", "Cy")), min_size=1, unique=True),
    st.lists(STAGES, min_size=1, max_size=4, unique_by=name),
    maybe(
        goal=NAMES,
        channels=st.just([{"name": "Pop-up store"}]),
        evidence=listed(
            st.sampled_from(("Talks", "Survey")).map(lambda t: {"title": t, "type": "survey"}),
            2,
            unique=lambda one: str(one["title"]),
        ),
        lanes=st.just(["Open questions"]),
        emotion_scale=st.sampled_from(([-2, 2], [-4, 4], [6, -6])),
        pains=listed(PAINS, unique=text),
        state=st.sampled_from(["current", "future"]),
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


@FUZZ
@given(MAPS, MAPS)
def test_what_changed_makes_the_new_map_of_the_old_one(
    old: dict[str, Any], new: dict[str, Any]
) -> None:
    before, now = read(old), read(new)
    made = subject(apply(before, compare(before, now)), sound=False)
    assert told([one for one in compare(made, now) if not is_kept_of_nobody(now, one)]) == []


def is_kept_of_nobody(now: Subject, one: Change) -> bool:
    """Whether it is a feeling of who takes no part: that they have it still, no change says."""
    if one.what is not Changed.EMOTION or one.kind is not ChangeKind.ADDED or not one.persona:
        return False
    return one.persona not in {item.id for item in present_at(now, one.path)}


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


def test_what_all_felt_is_gone_where_nobody_takes_part_any_more() -> None:
    """Who felt it had a feeling of their own instead: that it is no longer said of all was not told."""
    old = {
        "title": "T",
        "personas": ["Bo"],
        "stages": [{"name": "S", "touchpoints": [{"name": "Call", "emotion": 1}]}],
    }
    call = {"name": "Call", "personas": ["Cy"], "emotions": {"bo": 0}}
    new = {**old, "stages": [{"name": "S", "touchpoints": [call]}]}
    before, now = read(old), read(new)
    assert [one for one in told(compare(before, now)) if " emotion " in one] == [
        "changed emotion s/call stages[0].touchpoints[0].emotions.bo: 1 → 0 (bo)",
        "removed emotion s/call stages[0].touchpoints[0].emotion: 1 → None",
    ]
    made = subject(apply(before, compare(before, now)), sound=False)
    assert told(compare(made, now)) == []
