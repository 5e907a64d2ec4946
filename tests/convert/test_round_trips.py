"""Maps that go out as Markdown or Mermaid come back with all that these forms hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjmap.convert import markdown, mermaid
from cjmap.convert.drafts import Draft, Fate, Given
from cjmap.text.slugs import slug
from cjmap.views.written.markdown import write as write_markdown
from cjmap.views.written.mermaid import safe
from cjmap.views.written.mermaid import write as write_mermaid
from tests.views.maps import board_of

# Signs that mean something to Mermaid, to Markdown or to HTML stand among the letters of names.
_SIGNS = "#;:,%<>&|*_`[]()!~^\"'{}@-+=/\\."
_LETTERS = st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="\ufeff")
_WORDS = st.text(_LETTERS | st.sampled_from(_SIGNS), min_size=1, max_size=8)
_KEYWORDS = st.sampled_from(["title", "section A", "accTitle: x", "journey", "# A", "- b", "1. c"])
TEXTS = (
    (st.lists(_WORDS, min_size=1, max_size=3).map(" ".join) | _KEYWORDS)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: any(sign.isalnum() for sign in text) and slug(text))
)
# What a person is and says stands among brackets, commas and colons on a line.
PLAIN = st.lists(st.sampled_from(["Käufer", "ürün", "買い手", "buys"]), min_size=1, max_size=3).map(
    " ".join
)
DAYS = st.dates().map(lambda day: day.replace(year=2000 + day.year % 50).isoformat())
PEOPLE = ("Laura", "Jorge")
IDS = ("laura", "jorge")
SCALES = ((-2, 2), (1, 5))
LANGUAGES = ("en", "es", "de", "ja", "ar")


def _some(always: dict[str, Any], maybe: dict[str, Any]) -> Any:
    return st.fixed_dictionaries(always, optional=maybe)


def _apart(things: Any, key: str, *, least: int = 1) -> Any:
    return st.lists(things, min_size=least, max_size=3, unique_by=lambda one: slug(one[key]))


PAIN = _some(
    {"text": TEXTS},
    {
        "severity": st.integers(1, 5),
        "frequency": st.sampled_from(["rare", "sometimes", "often", "always"]),
        "effect": st.sampled_from(["annoyance", "workaround", "abandonment"]),
        "owner": TEXTS,
    },
)
CHANCE = _some(
    {"text": TEXTS, "status": st.sampled_from(["idea", "planned", "doing"])},
    {"due": DAYS, "owner": TEXTS},
)
METRIC = _some(
    {"type": st.just("nps"), "value": st.integers(-100, 100)}, {"n": st.integers(1, 90_000)}
)
THINGS = {
    "pains": _apart(PAIN, "text"),
    "gains": st.lists(TEXTS, min_size=1, max_size=2, unique_by=slug),
    "opportunities": _apart(CHANCE, "text"),
    "metrics": st.lists(METRIC, min_size=1, max_size=1),
}


@st.composite
def _journeys(draw: Any, *, scales: Sequence[tuple[int, int]] = SCALES) -> dict[str, Any]:
    worst, best = draw(st.sampled_from(scales))
    score = st.integers(worst, best)
    touchpoint = _some(
        {"name": TEXTS},
        {
            "channel": st.lists(
                st.sampled_from(["Kiosk", "Am Bahnhof", "門"]), min_size=1, max_size=2, unique=True
            ),
            "moment_of_truth": st.sampled_from([True, "zmot", "fmot", "smot", "umot"]),
        },
    )
    felt: Any = st.one_of(
        st.just({}),
        score.map(lambda number: {"emotion": number}),
        st.tuples(score, score).map(lambda both: {"emotions": dict(zip(IDS, both, strict=True))}),
        st.tuples(st.sampled_from(IDS), score).map(
            lambda one: {"personas": [one[0]], "emotion": one[1]}
        ),
    )
    touchpoint = st.tuples(touchpoint, felt).map(lambda both: {**both[0], **both[1]})
    stage = _some({"name": TEXTS, "touchpoints": _apart(touchpoint, "name")}, THINGS)
    portrait = {"type": st.sampled_from(["primary", "secondary"]), "age": st.just("29")}
    portrait |= {"role": PLAIN, "quote": PLAIN}
    people = [{"name": name, **draw(_some({}, portrait))} for name in PEOPLE]
    head: dict[str, Any] = {
        "description": TEXTS,
        "scenario": TEXTS,
        "goal": TEXTS,
        "start": TEXTS,
        "end": TEXTS,
    }
    head |= {"expectations": st.lists(TEXTS, min_size=1, max_size=2, unique=True)}
    journey = _some(
        {"title": TEXTS, "stages": _apart(stage, "name")},
        {**head, "pains": THINGS["pains"], "gains": THINGS["gains"]},
    )
    said: dict[str, Any] = draw(journey)
    if (worst, best) != (-2, 2):
        said["emotion_scale"] = [worst, best]
    return {**said, "personas": people}


def _by_text(things: object) -> list[dict[str, Any]]:
    """Pains, gains and the like by their texts, each as a mapping."""
    listed = cast("Sequence[Any]", things or [])
    found = [dict(one) if isinstance(one, Mapping) else {"text": one} for one in listed]
    return sorted(found, key=lambda one: str(one.get("text")))


def _listed(values: object) -> list[object]:
    return [*values] if isinstance(values, list) else [values]


def _names(people: object) -> list[dict[str, Any]]:
    listed = cast("Sequence[Any]", people)
    return [dict(one) if isinstance(one, Mapping) else {"name": one} for one in listed]


def _scores(touchpoint: Mapping[str, Any], everybody: Sequence[str] = IDS) -> dict[str, float]:
    """The score of each persona; without any it says nothing of them."""
    if "emotions" in touchpoint:
        return {slug(who): score for who, score in touchpoint["emotions"].items()}
    if touchpoint.get("emotion") is None:
        return {}
    people = map(slug, touchpoint.get("personas", everybody))
    return dict.fromkeys(people, touchpoint["emotion"])


def _drawn(name: str) -> str:
    """A name as the diagram has it, without what keeps it from being a word of Mermaid's."""
    return safe(name).replace("\N{WORD JOINER}", "")


def _untold(draft: Draft) -> list[str]:
    return [one.text for one in draft.remarks if one.fate is Fate.UNKNOWN]


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(_journeys(scales=[(1, 5)]))
def test_a_journey_of_mermaid_brings_back_stages_tasks_people_and_scores(
    journey: dict[str, Any],
) -> None:
    text = write_mermaid(board_of(journey))
    (draft,) = mermaid.read(Given(text.encode(), "a.mmd")).drafts
    # Signs of Mermaid's own stand as ones that look alike.
    assert draft.values["title"] == _drawn(journey["title"])
    stages = cast("list[dict[str, Any]]", draft.values["stages"])
    # Who takes part in nothing is not drawn.
    drawn_people = [slug(one["name"]) for one in _names(draft.values["personas"])]
    assert [one["name"] for one in stages] == [_drawn(one["name"]) for one in journey["stages"]]
    for found, said in zip(stages, journey["stages"], strict=True):
        names = [_drawn(one["name"]) for one in said["touchpoints"]]
        if len({*names}) == len(names):
            assert [task["name"] for task in found["touchpoints"]] == names
        # Those who feel alike have a task, with the mean of their scores.
        told: dict[str, dict[str, float]] = {}
        for task in found["touchpoints"]:
            told.setdefault(task["name"], {}).update(_scores(task, drawn_people))
        for one in said["touchpoints"]:
            scores, drawn = _scores(one), told[_drawn(one["name"])]
            assert drawn.keys() == scores.keys()
            assert sum(drawn.values()) == pytest.approx(sum(scores.values()))
            assert drawn == scores or len(set(drawn.values())) == 1


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(_journeys(), st.sampled_from(LANGUAGES))
def test_a_page_of_markdown_brings_back_what_the_readme_says(
    journey: dict[str, Any], language: str
) -> None:
    text = write_markdown(board_of({**journey, "language": language}))
    (draft,) = markdown.read(Given(text.encode(), "a.md")).drafts
    values = cast("dict[str, Any]", draft.values)
    for key in ("title", "description", "scenario", "goal", "start", "end"):
        assert values.get(key) == journey.get(key), key
    assert values.get("expectations", []) == journey.get("expectations", [])
    if any(_scores(one) for stage in journey["stages"] for one in stage["touchpoints"]):
        assert values.get("emotion_scale", [-2, 2]) == journey.get("emotion_scale", [-2, 2])
    assert _names(values["personas"]) == journey["personas"]
    assert [one["name"] for one in values["stages"]] == [one["name"] for one in journey["stages"]]
    for found, said in zip([values, *values["stages"]], [journey, *journey["stages"]], strict=True):
        for key in ("pains", "gains", "opportunities", "metrics"):
            # The worst stand first on a page.
            assert _by_text(found.get(key)) == _by_text(said.get(key)), key
    for found, said in zip(values["stages"], journey["stages"], strict=True):
        assert [one["name"] for one in found["touchpoints"]] == [
            one["name"] for one in said["touchpoints"]
        ]
        for task, one in zip(found["touchpoints"], said["touchpoints"], strict=True):
            assert _listed(task.get("channel", [])) == one.get("channel", [])
            assert task.get("moment_of_truth") == one.get("moment_of_truth")
            assert _scores(task) == _scores(one)
