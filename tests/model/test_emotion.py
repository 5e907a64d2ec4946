"""What a feeling may be written as, and which score it is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmap.languages.known import every_language
from cjmap.model.emotion import Emotion
from cjmap.model.journey import Journey
from cjmap.model.scale import STANDARD, Scale
from cjmap.text.scalars import Plain
from cjmap.vocabulary.emotions import Face, Level, NoEmotion
from tests.model.schema.maps import load

SCORES = {level.value: level.score for level in Level} | {"none": NoEmotion.NONE}
LISTED = {
    -2: "😡😠🤬😤😭😱",
    -1: "🙁☹😕😟😒😞😢😔😣😖😫😩😰",
    0: "😐😑🤔😶",
    1: "🙂😊👍😌",
    2: "😍😀😃😄😁🥰🤩🎉❤",
}


def feeling(written: Any, **map: Any) -> Emotion:
    """What a map makes of an emotion that is written so."""
    journey = Journey.model_validate(
        {"title": "T", "personas": ["A"], "stages": [{"name": "S", "emotion": written}], **map}
    )
    emotion = journey.stages[0].emotion
    assert emotion is not None
    return emotion


@pytest.mark.parametrize("look", ["", "\ufe0f", "\ufe0e", "\U0001f3fd"])
def test_the_faces_of_the_format_have_their_scores_however_they_look(look: str) -> None:
    for score, faces in LISTED.items():
        for face in faces:
            assert feeling(face + look).score == score
    assert sum(map(len, LISTED.values())) == len(Face)


def test_levels_are_read_in_every_language_in_any_case() -> None:
    for language in every_language():
        for level, words in language.levels.items():
            for word in words:
                for text in (word, word.replace("-", " "), word.upper(), word.title()):
                    assert feeling(text).score == SCORES[level], text


@pytest.mark.parametrize(
    ("written", "score", "label"),
    [
        ("Frustrated", None, "Frustrated"),
        ("angespannt, müde", None, "angespannt, müde"),
        (Plain("yes"), None, "yes"),
        ("不安", None, "不安"),
        ("😡 furious", -2, "furious"),
        ("so happy ❤️", 2, "so happy"),
        ("🤖 like a machine", None, "🤖 like a machine"),
        ("🙂 or 🙁?", None, "🙂 or 🙁?"),
        ({"label": "Frustrated"}, None, "Frustrated"),
        ({"score": "🙁", "label": "sad"}, -1, "sad"),
        ({"score": "none", "label": "asleep"}, NoEmotion.NONE, "asleep"),
        ("none", NoEmotion.NONE, None),
        (Plain("-1.5"), -1.5, None),
    ],
)
def test_a_feeling_is_a_score_words_or_both(written: Any, score: Any, label: str | None) -> None:
    found = feeling(written)
    assert (found.score, found.label) == (score, label)


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ('"1"', ["CJ012"]),
        ('"1,5"', ["CJ012"]),
        ("+fine weather", ["CJ012"]),
        (".inf", ["CJ012"]),
        ('"!"', ["CJ012"]),
        ("🤖", ["CJ014"]),
        ("🙂🙂", ["CJ014"]),
        ("postive", ["CJ014"]),
        ("3", ["CJ013"]),
        ("1e999", ["CJ013"]),
        ("{quote: Never}", ["CJ010"]),
        ("{score: Frustrated}", ["CJ012"]),
        ("{score: 3}", ["CJ013"]),
        ("{score: 3, label: sad}", ["CJ013"]),
        ("{score: [], quote: x}", ["CJ012"]),
    ],
)
def test_what_is_none_is_told_once(written: str, codes: list[str]) -> None:
    document = load(f"title: T\npersonas: [A]\nstages:\n  - {{name: S, emotion: {written}}}\n")
    assert [problem.code for problem in document.problems] == codes


@pytest.mark.parametrize(
    ("scale", "written", "score"),
    [
        ([1, 5], 2, -1),
        ([1, 5], 1, -2),
        ([1, 5], 4, 1),
        ([0, 10], 3, -0.8),
        ([0, 10], 7.5, 1),
        ([-3, 3], 3, 2),
        ([6, 1], 6, -2),
        ([6, 1], 1, 2),
        ([6, 1], 3.5, 0),
        ([-2, 2], 0.1, 0.1),
    ],
)
def test_scores_are_on_the_scale_of_the_map(
    scale: list[float], written: float, score: float
) -> None:
    found = feeling({"score": written}, emotion_scale=scale)
    assert found.score == score
    assert Scale(*scale).own(score) == written


@pytest.mark.parametrize("scale", [[1, 5], [0, 10], [6, 1], [-3, 3]])
def test_faces_and_levels_are_the_same_on_every_scale(scale: list[float]) -> None:
    assert feeling("😡", emotion_scale=scale).score == -2
    assert feeling("muy positivo", emotion_scale=scale).score == 2


@given(
    ends=st.lists(st.integers(-100, 100), min_size=2, max_size=2, unique=True),
    hundredths=st.integers(-200, 200),
)
def test_a_scale_and_back_is_where_one_was(ends: list[int], hundredths: int) -> None:
    scale, score = Scale(*ends), hundredths / 100
    assert scale.normal(scale.own(score)) == pytest.approx(score, abs=1e-12)
    assert STANDARD.own(score) == STANDARD.normal(score) == score


@pytest.mark.parametrize("written", [2, "😡", "very-negative", "none"])
def test_what_was_written_comes_back(written: Any) -> None:
    journey = Journey.model_validate(
        {
            "title": "T",
            "emotion_scale": [1, 5],
            "personas": ["A"],
            "stages": [{"name": "S", "emotion": {"score": written}}],
        }
    )
    dumped = journey.model_dump(mode="json")
    assert dumped["stages"][0]["emotion"] == {"score": written}
    assert Journey.model_validate(dumped) == journey
    assert Journey.model_validate(journey.model_dump()) == journey


@pytest.mark.parametrize(
    ("scores", "scale"),
    [
        ("2, 1, 4", "[1, 5]"),
        ("2, 0, 4", "[0, 5]"),
        ("0.5, 4", "[0, 5]"),
        ("2, 1, 7", "[0, 10]"),
        ("-1, 3", "[-3, 3]"),
        ("-4, 3", "[-5, 5]"),
        ("1, 11", None),
        ("-6, 1", None),
    ],
)
def test_a_scale_is_offered_once_a_map(scores: str, scale: str | None) -> None:
    stages = "".join(f"  - {{name: S, emotion: {score}}}\n" for score in scores.split(", "))
    more = "  - {name: T, emotion: 12}\n" if scale is None else "  - {name: T, emotion: 3}\n"
    document = load(f"title: T\npersonas: [A]\nstages:\n{stages}{more}")
    assert {problem.code for problem in document.problems} == {"CJ013"}
    offers = [str(p.help) for p in document.problems if "emotion_scale" in str(p.help)]
    wanted = f"If the scores are on another scale, write `emotion_scale: {scale}` at its top."
    assert offers == ([] if scale is None else [wanted])
