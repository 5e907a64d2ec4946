"""What a template asks for is left out of every fact until somebody writes it."""

from __future__ import annotations

import re

from cjmap.facts.cells import State
from cjmap.facts.index import resolve
from cjmap.facts.prompts import find_prompts
from cjmap.findings import format_path
from cjmap.scaffold import Template, plan
from cjmap.vocabulary.coverage import Dimension
from cjmap.vocabulary.improvement import PainState
from cjmap.vocabulary.maps import Thing
from tests.facts.given import Given

BLANK = next(
    file.text for file in plan(Template.BLANK).files if file.path.endswith(".journey.yaml")
)
TEXTS = dict.fromkeys(prompt.rstrip() for prompt in re.findall(r": (What [^#\n]+)", BLANK))

HALF = """
    title: Half of a template
    owner: Your team
    personas: [Alex]
    stages:
      - name: Before
        owner: Ana
        touchpoints:
          - name: Where the customer first meets you
            emotion: 1
            next: What comes a week later
          - name: What comes a week later
            does: Asks a neighbour
            emotion: -1
            pains:
              - text: Nobody answers
                severity: 5
              - What makes it hard
            opportunities:
              - text: What to do about it
                customer_value: 5
              - text: Answer the phone
                pains: [What makes it hard]
"""


def test_who_replaces_a_text_is_no_longer_told_of_it(given: Given) -> None:
    before = len(given(BLANK).prompts)
    for text in TEXTS:
        times = len(re.findall(f": {re.escape(text)}$", BLANK, re.M))
        after = given(re.sub(f": {re.escape(text)}$", ": Mine", BLANK, flags=re.M))
        assert len(after.prompts) == before - times, text


def test_a_persona_may_be_called_as_one_likes(given: Given) -> None:
    assert len(given(BLANK.replace("Alex", "Laura")).prompts) == len(given(BLANK).prompts)


def test_it_is_known_by_its_key_and_in_the_languages_of_the_tool(given: Given) -> None:
    told = given(
        """
        title: T
        language: pt
        owner: Tu equipo
        goal: Your team
        personas: [Your team]
        stages:
          - name: A
            description: What the customer does
            touchpoints: [{name: X, does: ["[What the customer does]", Clicks]}]
        """
    )
    assert [(format_path(prompt.path), prompt.text) for prompt in told.prompts] == [
        ("owner", "Tu equipo"),
        ("stages[0].touchpoints[0].does[0]", "What the customer does"),
    ]


def test_what_one_wrote_oneself_counts_and_nothing_else(given: Given) -> None:
    subject = given(HALF)
    cells = subject.coverage.stages[0].cells
    full = {dimension for dimension, cell in cells.items() if cell.lacks is None}
    # The touchpoint with words of its own is there, though a template named it.
    assert full == {
        Dimension.TOUCHPOINTS,
        Dimension.DOES,
        Dimension.EMOTIONS,
        Dimension.PAINS,
        Dimension.OWNER,
    }
    (answer,) = subject.improvement.answers
    # A template's opportunity answers nothing, and nothing answers a template's pain.
    assert (answer.pain.name, answer.state) == ("Nobody answers", PainState.UNANSWERED)
    (ranked,) = subject.priorities.ranked
    assert (ranked.opportunity.name, ranked.pains, ranked.rank) == ("Answer the phone", (), 1)


def test_a_list_that_a_template_filled_denies_nothing(given: Given) -> None:
    subject = given(
        """
        title: T
        personas: [Alex]
        stages:
          - name: A
            pains: [What makes it hard]
            touchpoints: [{name: X, thoughts: [What the customer thinks]}]
        """
    )
    assert subject.coverage.pains == dict.fromkeys(PainState, 0)
    for dimension in (Dimension.PAINS, Dimension.THOUGHTS):
        lacks = subject.coverage.stages[0].cells[dimension].lacks
        assert lacks is not None and lacks.render("en") == "the template's own words"
    step = subject.steps()[7]
    assert [lack.message.render("en") for lack in step.missing] == ["No pain is written down yet."]


def test_readers_see_it_in_brackets_and_references_still_mean_it(given: Given) -> None:
    subject = given(HALF)
    shown = subject.shown
    first, second = shown.index.items[Thing.TOUCHPOINT]
    assert first.name == "[Where the customer first meets you]"
    assert shown.things.touchpoints[first].name == first.name
    assert shown.journey.owner == "[Your team]"
    assert resolve(shown.index, Thing.TOUCHPOINT, "What comes a week later") == second
    assert [(e.source, e.target) for e in shown.flow.edges] == [(first.path, second.path)]
    # Brackets make no text one's own.
    assert find_prompts(shown.things, "en") == subject.prompts
    assert shown.coverage.percent == subject.coverage.percent


def test_a_map_of_ones_own_is_shown_as_it_is(given: Given) -> None:
    subject = given("{title: T, owner: Ana, personas: [Alex], stages: [A]}")
    assert subject.prompts == ()
    assert subject.shown is subject
    assert subject.told is subject.things


def test_it_is_known_under_the_other_keys_that_say_as_much(given: Given) -> None:
    told = given(
        """
        title: T
        personas: [Ana]
        stages:
          - name: A
            expectations: [What the customer expects]
            quote: What the customer thinks
        """
    )
    cells = told.coverage.stages[0].cells
    for dimension in (Dimension.EXPECTATIONS, Dimension.THOUGHTS):
        assert cells[dimension].state is State.MISSING
