from __future__ import annotations

from cjmap.facts.story import Kind
from tests.facts.given import Given

MAP = """
    title: T
    personas: [Ana, Leo]
    stages:
      - name: Buy
        gains:
          - Warm light
        touchpoints:
          - name: Window
            emotions: {ana: 1.5, leo: 2}
            gains:
              - Prices are shown!
          - name: Till
            emotions: {ana: -1, leo: 0}
            quote: An hour in the queue
            pains:
              - {text: Queue, severity: 4}
              - {text: Bag, severity: 3}
              - {text: Card refused, severity: 5}
              - {text: Dark, severity: 5, status: resolved}
            opportunities:
              - {text: Other terminals, pains: [card-refused]}
          - name: Home
            emotion: 0
            thoughts: At last
          - name: Wear
            emotions: {ana: 0.5}
            thoughts:
              - {text: Soft, persona: ana}
"""


def test_strengths_and_weaknesses_in_sentences(given: Given) -> None:
    story = given(MAP).story
    assert [str(line.message) for line in story.strengths] == [
        # One a touchpoint, by the best score there; neutral is no high point.
        "High point: “Window”, Leo +2.",
        "High point: “Wear”, Ana +0.5.",
        # From -1 to 0.
        "Biggest rise: Ana goes from −1 to 0 between “Till” and “Home”.",
        # The gain of the best touchpoint first.
        "Gain in “Window”: Prices are shown!",
        "Gain in “Buy”: Warm light.",
    ]
    assert [str(line.message) for line in story.weaknesses] == [
        "Low point: “Till”, Ana −1.",
        # 1.5 to -1.
        "Biggest drop: Ana goes from +1.5 to −1 between “Window” and “Till”.",
        # What nobody answers first; no severity 3, nothing resolved.
        "Pain in “Till”, unanswered, severity 4: Queue.",
        "Pain in “Till”, idea, severity 5: Card refused.",
    ]


def test_a_moment_is_told_in_the_customers_words(given: Given) -> None:
    story = given(MAP).story
    moments = (*story.strengths, *story.weaknesses)
    quotes = {line.path: line.quote for line in moments if line.kind in (Kind.HIGH, Kind.LOW)}
    touchpoints = ("stages", 0, "touchpoints")
    # Two are there: what names nobody is nobody's in particular.
    assert quotes[*touchpoints, 1, "emotions", "ana"] is None
    assert quotes[*touchpoints, 3, "emotions", "ana"] == "Soft"
    assert quotes[*touchpoints, 0, "emotions", "leo"] is None


def test_the_story_keeps_short(given: Given) -> None:
    touchpoints = "".join(
        f"      - name: P{n}\n        emotion: {score}\n        pains: [{{text: Pain {n}, severity: 5}}]\n"
        f"        gains: [Gain {n}]\n"
        for n, score in enumerate((2, -2) * 10)
    )
    story = given(
        f"title: T\npersonas: [Ana]\nstages:\n  - name: S\n    touchpoints:\n{touchpoints}"
    ).story
    assert [line.kind for line in story.strengths] == [Kind.HIGH] * 4 + [Kind.RISE] + [
        Kind.GAIN
    ] * 3
    assert [line.kind for line in story.weaknesses] == [Kind.LOW] * 4 + [Kind.DROP] + [
        Kind.PAIN
    ] * 5
    # That there are more is said.
    assert str(story.strengths[3].message) == "7 more high points."
    assert str(story.weaknesses[3].message) == "7 more low points."


def test_what_reads_as_neutral_is_neither_strength_nor_weakness(given: Given) -> None:
    strengths, weaknesses = told(given, "{name: A, emotion: 0.3}, {name: B, emotion: -0.4}")
    assert not [line for line in (*strengths, *weaknesses) if "point" in line]


def test_a_map_without_scores_or_pains_has_no_story(given: Given) -> None:
    story = given("title: T\npersonas: [Ana]\nstages: [S]\n").story
    assert (story.strengths, story.weaknesses) == ((), ())


def told(given: Given, touchpoints: str) -> tuple[list[str], list[str]]:
    story = given(
        f"title: T\npersonas: [Ana]\nstages:\n  - name: S\n    touchpoints: [{touchpoints}]\n"
    ).story
    strengths, weaknesses = story.strengths, story.weaknesses
    return [str(line.message) for line in strengths], [str(line.message) for line in weaknesses]


def test_what_is_off_the_way_is_told_as_such(given: Given) -> None:
    strengths, weaknesses = told(
        given,
        "{name: A, emotion: 1, next: [c, {to: x, type: exception}]}, {name: B, emotion: 2}, "
        "{name: C, emotion: 1, exit: success}, {name: X, emotion: -2, exit: abandon}, "
        "{name: Y, emotion: -1}",
    )
    assert strengths == [
        "High point off the usual way: “B”, Ana +2.",
        "High point: “A”, Ana +1, one of 2.",
        "High point: “C”, Ana +1, one of 2.",
    ]
    # No drop from A to B, no rise from X: nobody goes there.
    assert weaknesses == [
        "Low point on the way out: “X”, Ana −2.",
        "Low point off the usual way: “Y”, Ana −1.",
    ]


def test_a_rise_below_zero_is_no_strength(given: Given) -> None:
    rising = "{name: A, emotion: -2}, {name: B, emotion: -0.5}"
    assert told(given, rising)[0] == []
    assert told(given, f"{rising}, {{name: C, emotion: 1.5}}")[0] == [
        "High point: “C”, Ana +1.5.",
        "Biggest rise: Ana goes from −0.5 to +1.5 between “B” and “C”.",
    ]


def test_a_curve_on_one_level_and_one_of_one_point_say_so(given: Given) -> None:
    assert told(given, "{name: A, emotion: 1}") == (
        ["Ana is scored at one point: “A” +1."],
        [],
    )
    assert told(given, "{name: A, emotion: -1}, {name: B, emotion: -1}") == (
        [],
        ["Ana feels the same at all 2 points: −1."],
    )


def test_what_reads_as_one_score_is_no_change_and_no_moment(given: Given) -> None:
    slight = "{name: A, emotion: -0.004}, {name: B, emotion: 0}, {name: C, emotion: -1}"
    assert told(given, f"{slight}, {{name: D, emotion: -1.004}}") == (
        [],
        [
            "Low point: “D”, Ana −1.",
            "Low point: “C”, Ana −1.",
            "Biggest drop: Ana goes from 0 to −1 between “B” and “C”.",
        ],
    )
    assert told(given, "{name: A, emotion: -0.004}, {name: B, emotion: 0.004}") == ([], [])


def test_a_little_less_of_what_is_good_is_no_weakness(given: Given) -> None:
    def weaknesses(*scores: float) -> list[Kind]:
        touchpoints = ", ".join(f"{{name: T{n}, emotion: {one}}}" for n, one in enumerate(scores))
        text = (
            f"title: T\npersonas: [Ana]\nstages:\n  - {{name: S, touchpoints: [{touchpoints}]}}\n"
        )
        return [line.kind for line in given(text).story.weaknesses]

    assert weaknesses(1.5, 1.2, 2) == []
    assert weaknesses(2, 0.9, 1.5) == [Kind.DROP]
    assert weaknesses(0.4, 0, 2) == [Kind.DROP]
