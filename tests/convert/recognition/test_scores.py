"""Scores in cells: out of how many, of which scale, and several of one place."""

from __future__ import annotations

from typing import Any, cast

import pytest

from cjmap.convert.drafts import Draft, Fate
from cjmap.convert.recognition.recognise import recognise
from tests.convert.tables import drawn, fates, read, stages_of


def drafted(text: str) -> Draft:
    (draft,) = recognise([drawn(text)], name="x").drafts
    return draft


def felt(draft: Draft) -> list[Any]:
    stages = cast("list[dict[str, Any]]", draft.values["stages"])
    return [one.get("emotion") for stage in stages for one in stage["touchpoints"]]


@pytest.mark.parametrize(
    ("scores", "scale", "meant", "brought"),
    [
        (["4/5", "7 out of 10", "2/5"], [1, 5], [4, 3.8, 2], 1),
        (["80%", "★★★☆☆", "4/5"], [1, 5], [4.2, 3, 4], 1),
        (["-1", "+2", "4/5", "50%"], None, [-1, 2, 1, 0], 2),
        (["3/4", "1/4"], [1, 4], [3, 1], 0),
        (["6/7", "7/7"], [1, 7], [6, 7], 0),
        (["9/10", "4/10"], [0, 10], [9, 4], 0),
        (["٤", "٢"], [1, 5], [4, 2], 0),
        (["４", "３,５"], [1, 5], [4, 3.5], 0),
    ],
)
def test_scores_out_of_so_many_stand_on_one_scale(
    scores: list[str], scale: list[int] | None, meant: list[float], brought: int
) -> None:
    rows = "\n".join(f"A | t{number} | {score}" for number, score in enumerate(scores))
    draft = drafted(f"Stage | Touchpoint | Emotion\n{rows}")
    assert draft.values.get("emotion_scale") == scale
    assert felt(draft) == pytest.approx(meant)
    told = [one for one in draft.remarks if "It is brought to the scale" in str(one.note)]
    assert len(told) == brought


def test_a_score_between_two_is_none_and_is_kept() -> None:
    draft = drafted("Stage | Touchpoint | Emotion\nA | b | 2-3\nA | c | 4")
    assert felt(draft) == [None, 4]
    (kept,) = [one for one in draft.remarks if one.fate is Fate.KEPT]
    assert kept.text == "2-3"


def test_a_scale_that_nothing_names_is_told() -> None:
    draft = drafted("Stage | Touchpoint | Emotion\nA | b | 2\nA | c | 4")
    assert any(one.path == ("emotion_scale",) and one.note for one in draft.remarks)
    named = drafted("Stage | Touchpoint | Emotion (1-5)\nA | b | 2\nA | c | 4")
    assert named.values["emotion_scale"] == [1, 5]
    assert not any(one.path == ("emotion_scale",) for one in named.remarks)


def test_a_stage_has_one_score_and_another_is_kept() -> None:
    draft = drafted("Stages | A |  | B\nExperience | 3 | 1 | 5\nPains | x | y | z")
    stages = cast("list[dict[str, Any]]", draft.values["stages"])
    assert [one["emotion"] for one in stages] == [3, 5]
    (kept,) = [one for one in draft.remarks if one.fate is Fate.KEPT]
    assert (kept.text, stages[0]["lanes"]) == ("1", {"experience": ["1"]})


def test_what_stands_behind_a_name_is_no_other_person() -> None:
    draft = drafted(
        "Persona: Marta, 34, renter\nStages | A | B\nPains | x | y\nOpportunities | z | w"
    )
    assert draft.values["personas"] == [{"name": "Marta", "age": "34", "bio": "renter"}]
    draft = drafted("Personas: Marta, Tom\nStages | A | B\nPains | x | y\nOpportunities | z | w")
    assert draft.values["personas"] == ["Marta", "Tom"]


def test_a_list_in_the_cell_of_one_touchpoint_is_not_glued_to_a_name() -> None:
    draft = drafted(
        "Stages | A |  | B\nSteps | 1. Opens portal/n2. Filters | Visits | Packs/nDrives\nThinks | x | y | z"
    )
    one, other = cast("list[dict[str, Any]]", draft.values["stages"])
    first, second = one["touchpoints"]
    assert (first["name"], first["does"]) == ("Opens portal", ["Opens portal", "Filters"])
    assert second["name"] == "Visits" and "does" not in second
    assert other["touchpoints"][0]["does"] == ["Packs", "Drives"]


def test_a_score_off_the_scale_that_is_named_makes_no_other_of_it() -> None:
    reading = read(drawn("Stage | Touchpoint | Emotion (1-10)\nA | a | 4\nA | b | 8\nA | c | 12"))
    (draft,) = reading.drafts
    assert draft.values["emotion_scale"] == [1, 10]
    (stage,) = stages_of(draft).values()
    assert [one.get("emotion") for one in stage["touchpoints"]] == [4, 8, None]
    assert fates(draft, Fate.UNKNOWN) == ["12"]
