"""Journeys are read as Mermaid reads them, and nothing of them is lost in silence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import pytest

from cjmap.convert.drafts import Draft, Fate, Given
from cjmap.convert.mermaid import is_journey, read
from cjmap.findings.usage import UsageError

HEAD = "journey\n  title Day\n"


def draft_of(text: str | bytes, name: str = "day.mmd") -> Draft:
    data = text.encode() if isinstance(text, str) else text
    (draft,) = read(Given(data, name)).drafts
    return draft


def stages_of(text: str) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", draft_of(text).values["stages"])


def tasks_of(text: str) -> list[dict[str, Any]]:
    return [task for stage in stages_of(text) for task in stage.get("touchpoints", ())]


def told(draft: Draft, fate: Fate) -> list[tuple[str, int | None]]:
    return [(one.text, one.spot.line) for one in draft.remarks if one.fate is fate]


def test_a_journey_is_a_map() -> None:
    text = (
        "journey\n    title My working day\n    section Go to work\n      Make tea: 5: Me\n"
        "      Do work: 1: Me, Cat\n    section Go home\n      Sit down: 3: Me\n"
    )
    assert draft_of(text).values == {
        "title": "My working day",
        "personas": ["Me", "Cat"],
        "emotion_scale": [1, 5],
        "stages": [
            {
                "name": "Go to work",
                "touchpoints": [
                    {"name": "Make tea", "personas": ["Me"], "emotion": 5},
                    {"name": "Do work", "emotion": 1},
                ],
            },
            {
                "name": "Go home",
                "touchpoints": [{"name": "Sit down", "personas": ["Me"], "emotion": 3}],
            },
        ],
    }


@pytest.mark.parametrize(
    ("line", "task"),
    [
        ("A: 5", {"name": "A", "emotion": 5}),
        ("A : 5 : Me ", {"name": "A", "emotion": 5}),
        ("A:2.5:Me", {"name": "A", "emotion": 2.5}),
        ("A: 4: Me %% no comment here", {"name": "A", "emotion": 4}),
        ("A: 4: Me # a comment", {"name": "A", "emotion": 4}),
        ("A: 4: Me;", {"name": "A", "emotion": 4}),
        ("A <br/> b: 4: Me", {"name": "A b", "emotion": 4}),
        ("A #35;1#colon; #quot;b#quot;: 4: Me", {"name": 'A #1: "b"', "emotion": 4}),
        ("A #nothing;: 4: Me", {"name": "A", "emotion": None}),
        ("A: good: Me", {"name": "A", "emotion": None}),
        ("A:: Me", {"name": "A", "emotion": None}),
        ("A (e.g: b: c): 4: Me", {"name": "A (e.g: b: c)", "emotion": 4}),
        ("\N{WORD JOINER}\N{WORD JOINER}title: 4: Me", {"name": "title", "emotion": 4}),
    ],
)
def test_a_task_is_read_as_mermaid_reads_it(line: str, task: Mapping[str, Any]) -> None:
    if "#nothing" in line:
        # What is no entity begins a comment: without its colon the task is none.
        assert tasks_of(f"{HEAD}  section S\n  {line}\n") == []
        return
    (found,) = tasks_of(f"{HEAD}  section S\n  {line}\n")
    assert {"name": found["name"], "emotion": found.get("emotion")} == task


def test_keywords_are_read_in_any_case_and_comments_are_kept() -> None:
    draft = draft_of(
        "%% made in 2024\nJOURNEY\n TITLE A\n Section B:\n %% think\n C: 3: D\n # hush\n"
    )
    assert draft.values["title"] == "A"
    assert draft.values["x-comments"] == ["made in 2024", "think", "hush"]
    assert told(draft, Fate.KEPT) == [("made in 2024", 1), ("think", 5), ("hush", 7)]


def test_front_matter_and_directives_are_kept() -> None:
    draft = draft_of(
        "---\ntitle: Front\nconfig:\n  theme: dark\n---\n%%{init: {'theme':\n 'forest'}}%%\n"
        "journey\n section B\n C: 3: D\n"
    )
    assert draft.values["title"] == "Front"
    assert draft.values["x-mermaid"] == [
        "title: Front\nconfig:\n  theme: dark",
        "%%{init: {'theme':\n 'forest'}}%%",
    ]
    assert (told(draft, Fate.TAKEN))[-1] == ("C: 3: D", 10)


def test_descriptions_for_screen_readers_are_taken_over() -> None:
    draft = draft_of(
        f"{HEAD} accTitle: Spoken\n accDescr: One line; # all of it\n section B\n C: 3: D\n"
    )
    assert draft.values["description"] == "One line; # all of it"
    assert draft.values["x-acc-title"] == "Spoken"
    draft = draft_of("journey\n accTitle: Spoken\n accDescr {\n two\n lines }\n section B\n C: 3\n")
    assert (draft.values["title"], draft.values["description"]) == ("Spoken", "two lines")


@pytest.mark.parametrize(
    ("scores", "scale"),
    [
        ("1 5", [1, 5]),
        ("3", [1, 5]),
        ("0 5", [0, 5]),
        ("0.5 4", [0, 5]),
        ("5 7", [0, 10]),
        ("0 7", [0, 10]),
        ("80 7", [0, 100]),
        ("-1 1", [-5, 5]),
        ("700 1", [0, 700]),
    ],
)
def test_the_scale_is_as_wide_as_its_scores(scores: str, scale: list[int]) -> None:
    tasks = "".join(f"  T{at}: {score}: A\n" for at, score in enumerate(scores.split()))
    draft = draft_of(f"{HEAD}  section S\n{tasks}")
    assert draft.values["emotion_scale"] == scale
    said = [one for one in draft.remarks if one.path == ("emotion_scale",)]
    assert bool(said) == (scale != [1, 5])


def test_without_scores_there_is_no_scale() -> None:
    assert "emotion_scale" not in draft_of(f"{HEAD} section S\n A: ?: B\n").values


def test_tasks_before_the_first_section_ask_for_the_name_of_their_stage() -> None:
    draft = draft_of(f"{HEAD}  A: 3: B\n  section S\n  C: 3: B\n")
    assert [stage["name"] for stage in cast("Any", draft.values["stages"])] == ["Day", "S"]
    (missing,) = [one for one in draft.remarks if one.fate is Fate.MISSING]
    assert missing.path == ("stages", 0, "name")


def test_what_nobody_names_is_asked_for() -> None:
    draft = draft_of("journey\n section S\n A: 3\n", "my.day.mmd")
    assert (draft.values["title"], draft.values["personas"]) == ("my", [])
    missing = {one.path for one in draft.remarks if one.fate is Fate.MISSING}
    assert missing == {("title",), ("personas",)}


def test_what_mermaid_would_not_read_is_told_with_its_line() -> None:
    draft = draft_of(f"{HEAD} section\n section S\n just words\n A: x: B: C\n : 3: B\n")
    assert told(draft, Fate.UNKNOWN) == [
        ("section", 3),
        ("just words", 5),
        ("C", 6),
        ("x", 6),
        (": 3: B", 7),
    ]


def test_actors_who_differ_in_capitals_alone_stay_two() -> None:
    draft = draft_of(f"{HEAD} section S\n A: 3: Me, me, Ana\n B: 2: me\n C: 1: Me, ,Me\n")
    assert draft.values["personas"] == ["Me", {"name": "me", "id": "me-2"}, "Ana"]
    assert [
        one.get("personas") for one in tasks_of("journey\n section S\n B: 2: A, B\n C: 1: b\n")
    ] == [["A", "B"], ["b-2"]]


def test_a_title_with_a_colon_is_a_title() -> None:
    draft = draft_of("journey\n title: Day\n section S\n A: 3: B\n")
    assert draft.values["title"] == "Day"
    # To Mermaid this is a task, and it has a score.
    assert len(tasks_of("journey\n title: 4: A\n")) == 1


def test_bytes_in_other_encodings_are_refused_or_read() -> None:
    text = "journey\n title Día\n section S\n A: 3: B\n"
    assert draft_of(text.encode("utf-16")).values["title"] == "Día"
    assert draft_of(text.encode("utf-8-sig")).values["title"] == "Día"
    assert draft_of(text.replace("\n", "\r\n").encode()).values["title"] == "Día"
    with pytest.raises(UsageError, match="line 2: the byte 0xED"):
        draft_of(text.encode("latin-1"))
    with pytest.raises(UsageError, match="no text"):
        draft_of(b"journey\0")
    with pytest.raises(UsageError, match="no Mermaid journey"):
        draft_of("flowchart LR\n a --> b\n")


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("journey", True),
        ("\n%% x\n%%{init: {}}%%\n  Journey\n", True),
        ("---\ntitle: x\n---\njourney\n", True),
        ("journeys: 3", False),
        ("graph TD\njourney", False),
        ("", False),
        ("---\njourney\n", False),
    ],
)
def test_a_journey_is_told_by_its_first_word(text: str, held: bool) -> None:
    assert is_journey(text) is held


def test_beginnings_of_directives_without_an_end_are_read_on() -> None:
    text = "%%{" * 40_000 + "\njourney\n title Day\n section S\n A: 3: Me\n"
    assert [task["name"] for task in tasks_of(text)] == ["A"]


def test_neighbours_of_one_name_with_scores_of_other_people_are_one_touchpoint() -> None:
    text = HEAD + "  section Find\n  App: 2: Bo\n  App: 3: Cy, Di\n  App: 4: Ana\n  Sign: 2: Bo\n"
    assert tasks_of(text) == [
        {"name": "App", "emotions": {"Bo": 2, "Cy": 3, "Di": 3, "Ana": 4}},
        {"name": "Sign", "personas": ["Bo"], "emotion": 2},
    ]
    taken = [
        one for one in draft_of(text).remarks if one.path[:4] == ("stages", 0, "touchpoints", 0)
    ]
    assert [one.spot.line for one in taken] == [4, 5, 6]


@pytest.mark.parametrize(
    "tasks",
    [
        "App: 2: Bo\n  App: 3: Bo",
        "App: 2: Bo\n  App: 3",
        "App: 2\n  App: 3: Bo",
        "App: x: Bo\n  App: 3: Ana",
        "App: 2: Bo\n  Sign: 1: Bo\n  App: 3: Ana",
    ],
)
def test_tasks_of_one_name_that_may_be_two_touchpoints_stay_so(tasks: str) -> None:
    found = tasks_of(f"{HEAD}  section Find\n  {tasks}\n")
    assert [one["name"] for one in found].count("App") == 2
    assert not any("emotions" in one for one in found)
