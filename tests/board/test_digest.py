"""A map in short: what is said above everything, and that it is true of maps that say little."""

from __future__ import annotations

import textwrap

import pytest

from cjmap.board.digest import Digest, Theme
from cjmap.board.reading import read
from tests.facts.given import Given, given

__all__ = ["given"]


def digest(given: Given, stages: str, personas: str = "[Ann, Ben]", language: str = "en") -> Digest:
    text = f"title: Claim\npersonas: {personas}\nstages:\n{textwrap.indent(textwrap.dedent(stages), '  ')}"
    return read(given(text), language=language).digest


def sentences(found: Digest) -> list[str]:
    return [one.text for one in found.sentences]


FULL = """
- name: Report
  touchpoints:
    - name: Call
      channel: phone
      duration: 20 min
      emotions: {Ann: {score: -1.5, quote: Nobody answers}, Ben: 1}
      pains:
        - {text: Long queue, severity: 4, personas: [Ann]}
        - {text: Odd music, severity: 5}
      opportunities:
        - {text: Call back, status: planned, owner: Desk, due: 2027-03-01, pains: [odd-music]}
- name: Wait
  touchpoints:
    - {name: Letter, channel: mail, emotions: {Ann: -1, Ben: 2}}
  opportunities:
    - {text: Say when, status: doing, owner: Post, due: 2027-05-01}
    - {text: Done long ago, status: done}
"""


def test_says_what_it_is_where_it_hurts_and_what_is_next(given: Given) -> None:
    found = digest(given, FULL)
    assert sentences(found) == [
        "The way of Ann, Ben from “Report” to “Wait”: 2 stages, 2 touchpoints, ≥\u00a020 minutes.",
        "It hurts most at “Call”: −1.5 (Ann).",
        "2 pains (in hand: 1, unanswered: 1). "
        "Next: Say when (in progress, Post, by 1\u00a0May\u00a02027).",
    ]
    assert [one.about for one in found.sentences] == [
        (),
        ("stages", 0, "touchpoints", 0),
        ("stages", 1, "opportunities", 0),
    ]


def test_shows_the_lowest_point_the_gravest_pain_that_nothing_answers_and_the_next_step(
    given: Given,
) -> None:
    low, pain, step = digest(given, FULL).highlights
    assert (low.figure, low.text, low.words, low.notes, low.level) == (
        "−1.5",
        "Call",
        "“Nobody answers”",
        ("Report", "Ann"),
        -2,
    )
    # The graver one is in hand.
    assert (pain.label, pain.text, pain.severity) == (
        "Gravest pain that nothing answers",
        "Long queue",
        4,
    )
    assert pain.notes == ("Report", "Call", "Ann")
    assert (step.figure, step.text, step.notes) == (
        "in progress",
        "Say when",
        ("Post", "by 1\u00a0May\u00a02027"),
    )


def test_what_is_overdue_is_next(given: Given) -> None:
    found = digest(given, FULL.replace("due: 2027-03-01", "due: 2026-03-01"))
    step = found.highlights[2]
    assert (step.figure, step.text) == ("planned", "Call back")
    assert step.notes == ("Desk", "by 1\u00a0Mar\u00a02026")
    assert found.sentences[2].about == ("stages", 0, "touchpoints", 0, "opportunities", 0)


@pytest.mark.parametrize(
    ("stages", "hurts", "answer"),
    [
        (
            "- Only\n",
            "How it feels is not written down yet.",
            "Nothing to be improved is written down yet.",
        ),
        (
            "- {name: Only, touchpoints: [{name: Shop, channel: store, emotion: 1}, "
            "{name: Web, channel: web, emotion: 1}]}\n",
            "It feels the same everywhere.",
            "Nothing to be improved is written down yet.",
        ),
        (
            # Of a single place there is no everywhere.
            "- {name: Only, touchpoints: [{name: Shop, channel: store, emotion: 1}]}\n",
            "Nothing feels bad: the lowest point is “Shop”, +1 (Ann, Ben).",
            "Nothing to be improved is written down yet.",
        ),
        (
            "- {name: Only, touchpoints: [{name: Shop, channel: store, emotion: -2}]}\n",
            "It hurts most at “Shop”: −2 (Ann, Ben).",
            "Nothing to be improved is written down yet.",
        ),
        (
            "- {name: Only, touchpoints: [{name: Shop, channel: store, emotion: 2}, "
            "{name: Web, channel: web, emotion: 1}]}\n",
            "Nothing feels bad: the lowest point is “Web”, +1 (Ann, Ben).",
            "Nothing to be improved is written down yet.",
        ),
        (
            "- {name: Only, pains: [{text: Dark stairs!, severity: 2}]}\n",
            "What hurts most: Dark stairs!",
            "1 pain (unanswered: 1). Nothing is planned.",
        ),
        (
            # Of equals the first is named, and that there are more.
            "- {name: Only, pains: [{text: Dark stairs, severity: 5}, "
            "{text: Steep stairs, severity: 5}, {text: Stairs, severity: 2}]}\n",
            "What hurts most: Dark stairs (one of 2).",
            "3 pains (unanswered: 3). Nothing is planned.",
        ),
        (
            # What is done answers the pain: nothing need be planned beside it.
            "- {name: Only, touchpoints: [{name: Shop, channel: store, emotion: -2, "
            "pains: [{id: dark, text: Dark stairs}], "
            "opportunities: [{text: Lamps, pains: [dark], status: done}]}]}\n",
            "It hurts most at “Shop”: −2 (Ann, Ben).",
            "1 pain (in hand: 1).",
        ),
        (
            "- {name: Only, opportunities: [{text: Lamps}]}\n",
            "How it feels is not written down yet.",
            "Next: Lamps (idea).",
        ),
        (
            "- {name: Only, opportunities: [{text: Lamps, status: done}]}\n",
            "How it feels is not written down yet.",
            "All that was to be improved is done or dropped.",
        ),
        (
            # A trifle below neutral looks neutral: nothing hurts there.
            "- {name: Only, touchpoints: [{name: Shop, channel: store, emotion: -0.4}, "
            "{name: Web, channel: web, emotion: 1}]}\n",
            "Nothing feels bad: the lowest point is “Shop”, −0.4 (Ann, Ben).",
            "Nothing to be improved is written down yet.",
        ),
    ],
)
def test_stays_true_where_little_is_said(
    given: Given, stages: str, hurts: str, answer: str
) -> None:
    assert sentences(digest(given, stages))[1:] == [hurts, answer]


def test_many_personas_are_counted(given: Given) -> None:
    first, *_ = sentences(digest(given, "- Only\n", "[Ann, Ben, Cleo, Dan]"))
    assert first == "The way of 4 personas through “Only”: 1 stage, 0 touchpoints."


def test_a_persona_alone_is_not_named_again(given: Given) -> None:
    found = digest(given, FULL.replace(", Ben: 1", "").replace(", Ben: 2", ""), "[Ann]")
    assert found.sentences[1].text == "It hurts most at “Call”: −1.5."
    assert found.highlights[0].notes == ("Report",)


def test_for_some_only_what_concerns_them_is_told(given: Given) -> None:
    text = f"title: Claim\npersonas: [Ann, Ben]\nstages:\n{textwrap.indent(FULL, '  ')}"
    found = read(given(text), personas=("Ben",)).digest
    assert [one.theme for one in found.highlights] == [Theme.HURT, Theme.PAIN, Theme.NEXT]
    assert found.highlights[0].text == "Call"
    assert found.highlights[1].text == "Odd music"


def test_the_sentences_end_as_those_of_the_language_do(given: Given) -> None:
    _, hurts, answer = sentences(
        digest(given, "- {name: Kauf, pains: [{text: 店が暗い, severity: 2}]}\n", language="ja")
    )
    assert hurts.endswith("店が暗い。")
    assert answer.endswith("。")
