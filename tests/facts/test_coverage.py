"""Coverage by hand: the working of every figure stands beside it."""

from __future__ import annotations

import pytest

from cjmap.facts.cells import State
from cjmap.facts.coverage import REQUIRED_OF_BLUEPRINTS
from cjmap.vocabulary.coverage import Dimension
from cjmap.vocabulary.improvement import PainState
from tests.facts.given import Given

SHOP = """
    title: Buy a coat
    personas:
      - Laura
    stages:
      - name: Awareness
        owner: Marketing
        touchpoints:
          - name: Advert
            channel: instagram
            does: Stops scrolling
            thoughts: That cut!
            emotion: 1
            pains:
              - The price is not shown
      - name: Purchase
        metrics:
          - type: csat
            value: 80
        touchpoints:
          - name: Basket
            channel: web
            emotion: none
            owner: Shop
          - name: Payment
            channel: [web, app]
            does: Pays
      - name: Loyalty
"""


def test_a_journey_by_hand(given: Given) -> None:
    found = given(SHOP).coverage
    # Awareness: all of touchpoints, does, thoughts, emotions, pains and owner; no metric: 6/7.
    # Purchase: touchpoints, does (one of the two says it), emotions (`none` counts as looked
    # at), metrics full; owner partial (Basket, not Payment); thoughts, pains missing:
    # (4 + ½) / 7.
    # Loyalty: nothing, 0 / 7.
    assert [entry.percent for entry in found.stages] == [
        pytest.approx(100 * 6 / 7),
        pytest.approx(100 * 4.5 / 7),
        0,
    ]
    # (6 + 4.5 + 0) / 21 = 50 %.
    assert found.percent == pytest.approx(50)
    # touchpoints 2/3, does 2/3, thoughts 1/3, emotions 2/3, pains 1/3, metrics 1/3,
    # owner (1 + ½)/3; and, not required: feedback 1/3 (the CSAT), the rest nothing.
    assert {name: round(value or 0, 2) for name, value in found.dimensions.items()} == {
        "touchpoints": 66.67,
        "does": 66.67,
        "thoughts": 33.33,
        "expectations": 0,
        "emotions": 66.67,
        "pains": 33.33,
        "metrics": 33.33,
        "owner": 50,
        "evidence": 0,
        "feedback": 33.33,
        "frontstage": 0,
        "backstage": 0,
        "support": 0,
    }
    assert {state: n for state, n in found.pains.items() if n} == {PainState.UNANSWERED: 1}
    row = found.personas[0]
    assert [(there.touchpoints, there.score) for there in row.stages] == [
        (1, 1),
        (2, None),
        (0, None),
    ]
    assert {line.channel.id: [count for _, count in line.stages] for line in found.channels} == {
        "instagram": [1, 0, 0],
        "web": [0, 2, 0],
        "app": [0, 1, 0],
    }


def test_the_gaps_say_what_is_lacking(given: Given) -> None:
    gaps = [(g.stage.id, g.dimension, str(g.lacks)) for g in given(SHOP).coverage.gaps]
    assert gaps[:4] == [
        ("awareness", "metrics", "no metric"),
        ("purchase", "thoughts", "no thought or quote"),
        ("purchase", "pains", "no pain, and no `pains: []` that denies one"),
        ("purchase", "owner", "no owner at “Payment”"),
    ]
    # 1 in Awareness, 3 in Purchase, all 7 in Loyalty.
    assert len(gaps) == 11


BLUEPRINT = """
    title: Hand in a parcel
    kind: blueprint
    personas:
      - Sender
    stages:
      - name: Pack
        owner: Customer care
        pains: []
        touchpoints:
          - name: Wrap it
            kind: action
      - name: Hand in
        metrics:
          - {type: time, value: 4}
        touchpoints:
          - name: Counter
            channel: store
            frontstage: Weighs the parcel
            backstage:
              - system: Tariffs
          - name: Receipt
            channel: print
            frontstage: Prints it
            pains: []
          - name: Walk out
            kind: action
            backstage: Camera
"""


def test_a_blueprint_by_hand(given: Given) -> None:
    subject = given(BLUEPRINT)
    found = subject.coverage
    assert found.required == tuple(d for d in Dimension if d in REQUIRED_OF_BLUEPRINTS)
    pack, hand_in = found.stages
    # Pack has an action alone: nobody could stand at its front or back.
    assert [
        pack.cells[name].state
        for name in (Dimension.FRONTSTAGE, Dimension.BACKSTAGE, Dimension.SUPPORT)
    ] == [State.NOT_APPLICABLE] * 3
    # Of the five cells that apply, touchpoints, does (it is an action), pains, owner: 4/5.
    assert pack.percent == pytest.approx(80)
    # Hand in: touchpoints, does (an action), frontstage (both interactions), metrics full;
    # backstage partial (Counter; the action's counts nowhere); support, owner missing; pains
    # missing, since only one of three touchpoints denies one: (4 + ½) / 8.
    assert hand_in.cells[Dimension.BACKSTAGE].state is State.PARTIAL
    assert str(hand_in.cells[Dimension.BACKSTAGE].lacks) == "no backstage at “Receipt”"
    assert hand_in.cells[Dimension.PAINS].state is State.MISSING
    assert hand_in.percent == pytest.approx(100 * 4.5 / 8)
    # (4 + 4.5) / 13.
    assert found.percent == pytest.approx(100 * 8.5 / 13)
    # Support applies to one stage, and is missing there; frontstage to one, and is full.
    assert found.dimensions[Dimension.SUPPORT] == 0
    assert found.dimensions[Dimension.FRONTSTAGE] == 100


CLUB = """
    title: Train in the club
    kind: experience
    personas:
      - name: Ana
      - name: Leo
      - name: Rival
        type: negative
    stages:
      - name: Join
        owner: Desk
        thoughts:
          - text: Is it far?
            persona: leo
        touchpoints:
          - name: Trial hour
            does: Sweats
            quote: I will be back
            personas: ana
            emotion: 2
          - name: Contract
            emotions:
              ana: -1
      - name: Train
        personas: [ana]
        emotion: 1
        thoughts: []
        metrics: []
        pains:
          - Crowded at six
        opportunities:
          - More hours
        touchpoints:
          - name: Course
            owner: Coach
      - name: Spy
        touchpoints:
          - name: Look around
            personas: [rival]
            does: Takes notes
            emotion: -1
      - name: Nothing yet
        personas: [leo]
        emotion: 0
        thoughts: Hm
"""


def test_several_personas_by_hand(given: Given) -> None:
    found = given(CLUB).coverage
    join, train, spy, empty = found.stages
    # Join: Ana and Leo take part (the negative persona does not). Ana has a quote, Leo the
    # stage's thought: full. Ana alone has a score: partial.
    assert join.cells[Dimension.THOUGHTS].state is State.FULL
    assert join.cells[Dimension.EMOTIONS].state is State.PARTIAL
    assert str(join.cells[Dimension.EMOTIONS].lacks) == "no score of “Leo”"
    # touchpoints, does, thoughts, owner 4 + emotions ½; pains, metrics missing: 4.5/7.
    assert join.percent == pytest.approx(100 * 4.5 / 7)
    # Train: `[]` fills thoughts and metrics; the stage's score holds for Ana, whom no
    # touchpoint scores; every touchpoint has an owner; does alone is missing: 6/7.
    assert train.percent == pytest.approx(100 * 6 / 7)
    # Spy: a negative persona takes part where it is named, and is asked for like any other:
    # touchpoints, does, emotions full: 3/7.
    assert spy.cells[Dimension.EMOTIONS].state is State.FULL
    assert spy.cells[Dimension.THOUGHTS].state is State.MISSING
    assert spy.percent == pytest.approx(100 * 3 / 7)
    # Nothing yet: without touchpoints only what the stage itself says counts: 2/7.
    assert empty.cells[Dimension.OWNER].state is State.MISSING
    assert empty.percent == pytest.approx(100 * 2 / 7)
    # (4.5 + 6 + 3 + 2) / 28.
    assert found.percent == pytest.approx(100 * 15.5 / 28)
    # The opportunity beside it answers the one pain.
    assert {state: n for state, n in found.pains.items() if n} == {PainState.IDEA: 1}
    assert {
        row.persona.id: [(there.touchpoints, there.score) for there in row.stages]
        for row in found.personas
    } == {
        # Join: the mean of 2 and -1.
        "ana": [(2, 0.5), (1, 1), (0, None), (0, None)],
        "leo": [(1, None), (0, None), (0, None), (0, 0)],
        "rival": [(0, None), (0, None), (1, -1), (0, None)],
    }


def _known(name: str) -> Dimension:
    known = Dimension.known(name)
    assert known is not None
    return known


def cell(given: Given, dimension: str, stage: str, personas: str = "[Ana]") -> State:
    text = f"title: T\npersonas: {personas}\nevidence: [Survey]\nstages:\n  - name: S\n{stage}"
    return given(text).coverage.stages[0].cells[_known(dimension)].state


TWO = "    touchpoints:\n      - name: A\n{first}      - name: B\n{second}"


def two(first: str = "", second: str = "") -> str:
    """A stage of two touchpoints, each with a line of its own."""
    return TWO.format(
        first=f"        {first}\n" if first else "", second=f"        {second}\n" if second else ""
    )


@pytest.mark.parametrize("dimension", ["pains", "thoughts", "expectations", "metrics", "evidence"])
def test_an_empty_list_at_the_stage_fills_its_cell(given: Given, dimension: str) -> None:
    assert cell(given, dimension, f"    {dimension}: []\n") is State.FULL
    assert cell(given, dimension, "    goal: To see\n") is State.MISSING


@pytest.mark.parametrize(
    ("dimension", "key"),
    [("frontstage", "frontstage"), ("touchpoints", "touchpoints"), ("owner", "opportunities")],
)
def test_other_empty_lists_fill_nothing(given: Given, dimension: str, key: str) -> None:
    assert cell(given, dimension, f"    {key}: []\n") is State.MISSING


def test_empty_pains_count_only_at_every_touchpoint(given: Given) -> None:
    assert cell(given, "pains", two("pains: []", "pains: []")) is State.FULL
    assert cell(given, "pains", two("pains: []")) is State.MISSING
    assert cell(given, "pains", two("pains: [{text: Slow, status: resolved}]")) is State.FULL


@pytest.mark.parametrize(
    ("dimension", "state"),
    [(name, State.MISSING) for name in Dimension],
)
def test_a_stage_without_touchpoints_misses_whatever_it_does_not_say(
    given: Given, dimension: str, state: State
) -> None:
    assert cell(given, dimension, "    goal: To see\n") is state
    # Not even where everybody is nobody.
    assert cell(given, dimension, "    goal: To see\n", "[{name: R, type: negative}]") is state


def test_where_nobody_takes_part_nobody_is_asked(given: Given) -> None:
    only_negative = "[{name: R, type: negative}]"
    assert cell(given, "emotions", two(), only_negative) is State.NOT_APPLICABLE
    assert cell(given, "thoughts", two(), only_negative) is State.NOT_APPLICABLE
    assert cell(given, "touchpoints", two(), only_negative) is State.FULL


def test_a_thought_that_names_nobody_is_everyones_where_it_stands(given: Given) -> None:
    both = "[Ana, Leo]"
    assert cell(given, "thoughts", "    thoughts: Hm\n" + two(), both) is State.FULL
    assert cell(given, "thoughts", two("thoughts: Hm"), both) is State.FULL
    # Leo has no part in A.
    first = "thoughts: Hm\n        personas: ana"
    assert cell(given, "thoughts", two(first), both) is State.PARTIAL
    named = "thoughts: [{text: Hm, persona: leo}]"
    assert cell(given, "thoughts", two(named), both) is State.PARTIAL
    # What somebody said about a score is a quote too.
    quoted = "emotions: {leo: {score: 1, quote: Nice}}"
    assert cell(given, "thoughts", two(named, quoted), both) is State.PARTIAL
    assert cell(given, "thoughts", two("emotion: {score: 1, quote: Nice}"), both) is State.FULL


@pytest.mark.parametrize(
    ("stage", "state"),
    [
        ("    owner: Sales\n" + two(), State.FULL),
        (two("owner: Sales", "owner: Shop"), State.FULL),
        (two("owner: Sales"), State.PARTIAL),
        (two(), State.MISSING),
    ],
)
def test_an_owner_of_the_stage_or_of_every_touchpoint(
    given: Given, stage: str, state: State
) -> None:
    assert cell(given, "owner", stage) is state


@pytest.mark.parametrize(
    ("stage", "state"),
    [
        ("    backstage: Checks\n" + two(), State.FULL),
        (two("channel: web\n        backstage: Checks", "channel: web"), State.PARTIAL),
        (two("channel: web\n        backstage: Checks", "kind: action"), State.FULL),
        (two("kind: action", "kind: action"), State.NOT_APPLICABLE),
        # Neither channel nor kind: it may be an interaction, so it is asked.
        (two("backstage: Checks"), State.PARTIAL),
        (two(), State.MISSING),
    ],
)
def test_blueprint_lines_are_asked_of_interactions(given: Given, stage: str, state: State) -> None:
    assert cell(given, "backstage", stage) is state


@pytest.mark.parametrize(
    "line",
    [
        "evidence: [survey]",
        "emotion: {score: 1, evidence: [survey]}",
        "emotions: {ana: {score: 1, evidence: [survey]}}",
        "pains: [{text: Slow, evidence: [survey]}]",
        "gains: [{text: Fast, evidence: [survey]}]",
        "metrics: [{type: nps, evidence: [survey]}]",
        "metrics: [{type: nps, source: survey}]",
        "thoughts: [{text: Hm, source: survey}]",
    ],
)
def test_evidence_may_be_cited_anywhere_in_the_stage(given: Given, line: str) -> None:
    assert cell(given, "evidence", two(line)) is State.FULL


def test_a_source_that_is_no_evidence_is_none(given: Given) -> None:
    assert cell(given, "evidence", two("metrics: [{type: nps, source: CRM}]")) is State.MISSING


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("feedback: nps", State.FULL),
        ("metrics: [{type: ces}]", State.FULL),
        ("metrics: [{type: reach}]", State.MISSING),
        ("feedback: []", State.MISSING),
    ],
)
def test_feedback_is_a_question_or_a_rating(given: Given, line: str, state: State) -> None:
    assert cell(given, "feedback", two(line)) is state


def test_the_workspace_says_what_is_required(given: Given) -> None:
    subject = given(SHOP, '[gaps]\nrequire = ["owner", "touchpoints"]')
    # touchpoints 2/3 and owner 1.5/3: 3.5/6, in the order of the dimensions.
    assert subject.coverage.required == ("touchpoints", "owner")
    assert subject.coverage.percent == pytest.approx(100 * 3.5 / 6)
    # A caller may ask for others.
    assert subject.cover(["evidence"]).percent == 0
    with pytest.raises(ValueError, match="smell"):
        subject.cover(["smell"])


def test_without_a_cell_that_applies_there_is_no_percentage(given: Given) -> None:
    subject = given(
        """
        title: T
        personas: [Ana]
        stages:
          - name: S
            touchpoints:
              - name: Walk
                kind: action
        """
    )
    assert subject.cover(["backstage"]).percent is None
    assert subject.cover([]).percent is None


def test_channels_are_counted_once_a_touchpoint_and_by_what_they_mean(given: Given) -> None:
    subject = given(
        """
        title: T
        personas: [Ana]
        channels:
          - name: Pop-up
        stages:
          - name: S
            touchpoints:
              - name: A
                channel: [correo, email]
              - name: B
                channel: e-mail
        """
    )
    # Correo and e-mail are one channel; the declared one is never used.
    assert [(row.channel.id, [n for _, n in row.stages]) for row in subject.coverage.channels] == [
        ("email", [2]),
        ("pop-up", [0]),
    ]


def test_a_target_alone_is_half_a_metric(given: Given) -> None:
    subject = given(
        """
        title: T
        personas: [Ana]
        stages:
          - {name: Aimed, metrics: [{type: csat, target: 80}, {type: nps}]}
          - {name: Named, metrics: [{type: nps}]}
          - {name: Followed, metrics: [{type: nps, history: [{date: 2026-01-01, value: 3}]}]}
          - {name: Both, metrics: [{type: csat, target: 80}, {type: reach, value: 3}]}
        """
    )
    cells = [entry.cells[Dimension.METRICS] for entry in subject.coverage.stages]
    assert [cell.state for cell in cells] == [
        State.PARTIAL,
        State.MISSING,
        State.FULL,
        State.FULL,
    ]
    assert str(cells[0].lacks) == "CSAT has a target alone"


def test_of_a_state_to_come_a_target_is_all_there_is_to_a_metric(given: Given) -> None:
    subject = given(
        """
        title: T
        state: future
        personas: [Ana]
        stages:
          - {name: Aimed, metrics: [{type: csat, target: 80}]}
          - {name: Named, metrics: [{type: nps}]}
        """
    )
    cells = [entry.cells[Dimension.METRICS] for entry in subject.coverage.stages]
    assert [cell.state for cell in cells] == [State.FULL, State.MISSING]
