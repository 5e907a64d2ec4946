"""The blueprint of a board: who acts in which row, who answers whom, and what is handed over."""

from __future__ import annotations

from typing import Any

import pytest

from cjmap.board.board import Blueprint
from cjmap.vocabulary.lanes import LaneName
from tests.views.maps import board_of


def blueprint(*touchpoints: dict[str, Any], **more: Any) -> Blueprint:
    """The blueprint of a map with one stage."""
    options = {key: more.pop(key) for key in ("personas_read", "language") if key in more}
    stage = {"name": "Stay", "touchpoints": list(touchpoints), **more.pop("stage", {})}
    map = {"title": "Hotel", "personas": ["Ann"], "stages": [stage], **more}
    read = options.pop("personas_read", ())
    return board_of(map, personas=read, **options).blueprint


def arrive(**more: Any) -> dict[str, Any]:
    return {"name": "Arrive", "channel": "on-site", **more}


def rows(made: Blueprint) -> list[tuple[str, str]]:
    return [(actor.zone, actor.name or actor.kind) for actor in made.actors]


def told(made: Blueprint) -> list[tuple[str, list[str], list[str]]]:
    """Each arrow by the texts of what it joins; the customer is “you”."""

    def text(end: int | None) -> str:
        if end is None:
            return "you"
        return made.acts[end].text or made.acts[end].label

    return [
        (arrow.kind, [text(n) for n in arrow.sources], [text(n) for n in arrow.targets])
        for arrow in made.arrows
    ]


# -- rows ---------------------------------------------------------------------------------------


def test_an_actor_written_alike_is_one_row_of_a_zone_and_one_of_each_zone() -> None:
    made = blueprint(
        arrive(
            frontstage=[{"actor": "Night Porter", "does": "Opens"}],
            backstage=[{"actor": "Porter", "does": "Carries"}],
        ),
        {
            "name": "Leave",
            "channel": "phone",
            "frontstage": [{"actor": "night porter ", "does": "Calls a cab"}],
            "backstage": [{"actor": "Night porter", "does": "Waits"}],
        },
    )
    assert rows(made) == [
        ("frontstage", "Night Porter"),
        ("backstage", "Porter"),
        ("backstage", "Night porter"),
    ]
    assert [(act.actor, act.step, act.text) for act in made.acts] == [
        (0, 0, "Opens"),
        (1, 0, "Carries"),
        (0, 1, "Calls a cab"),
        (2, 1, "Waits"),
    ]


def test_a_system_has_a_row_where_nobody_uses_it_and_stands_on_the_card_where_somebody_does() -> (
    None
):
    made = blueprint(
        arrive(
            backstage=[{"actor": "Clerk", "does": "Looks", "system": "PMS"}],
            support=[{"system": "PMS", "does": "Holds the room"}, "Cleaning plan"],
        )
    )
    assert [(actor.kind, actor.name) for actor in made.actors] == [
        ("actor", "Clerk"),
        ("system", "PMS"),
        ("unnamed", ""),
    ]
    assert [(act.text, act.system) for act in made.acts] == [
        ("Looks", "PMS"),
        ("Holds the room", ""),
        ("Cleaning plan", ""),
    ]


def test_in_a_zone_messages_stand_first_and_what_nobody_is_named_for_last() -> None:
    made = blueprint(
        arrive(
            backstage=["Sorts keys", {"actor": "Clerk", "does": "Looks"}],
            automation=[{"trigger": "booked", "delay": "PT5M", "channel": "sms", "message": "Hi"}],
            handoff="The key",
        )
    )
    assert [actor.kind for actor in made.actors] == ["automation", "actor", "handoff", "unnamed"]
    message = next(act for act in made.acts if act.kind == "automation")
    assert (message.actor, message.label, message.text) == (0, "booked · 5 minutes", "Hi")
    assert message.channel is not None
    assert message.channel.label == "SMS"
    given = next(act for act in made.acts if act.kind == "handoff")
    assert (given.actor, given.label, given.text) == (2, "", "The key")


def test_how_it_fails_and_what_happens_then_stand_with_what_is_done() -> None:
    made = blueprint(arrive(support=[{"system": "Lock", "fails": "No key", "recovery": "Porter"}]))
    assert [(act.fails, act.recovery) for act in made.acts] == [("No key", "Porter")]


# -- arrows -------------------------------------------------------------------------------------


def test_the_customer_asks_those_who_are_seen_and_they_those_behind_them() -> None:
    made = blueprint(
        arrive(
            frontstage=["Greets"],
            backstage=[{"actor": "A", "does": "Checks"}, {"actor": "B", "does": "Prepares"}],
            support=["Cleans"],
        )
    )
    assert told(made) == [
        ("ask", ["you"], ["Greets"]),
        ("ask", ["Greets"], ["Checks", "Prepares"]),
        ("ask", ["Checks", "Prepares"], ["Cleans"]),
    ]


def test_a_zone_in_which_nobody_acts_is_passed_over() -> None:
    made = blueprint(arrive(support=["Cleans"]))
    assert told(made) == [("ask", ["you"], ["Cleans"])]


@pytest.mark.parametrize("begins", ["organization", "third-party"])
def test_where_others_begin_the_customer_is_asked(begins: str) -> None:
    made = blueprint(arrive(initiator=begins, frontstage=["Calls"], backstage=["Plans"]))
    assert told(made) == [("ask", ["Calls"], ["you"]), ("ask", ["Calls"], ["Plans"])]


def test_who_uses_a_system_asks_that_one_and_the_others_ask_the_others() -> None:
    made = blueprint(
        arrive(
            backstage=[
                {"actor": "A", "does": "Checks", "system": "pms"},
                {"actor": "B", "does": "Cooks"},
            ],
            support=[{"system": "PMS", "does": "Shows"}, {"system": "Stove", "does": "Burns"}],
        )
    )
    assert told(made)[1:] == [("ask", ["Checks"], ["Shows"]), ("ask", ["Cooks"], ["Burns"])]


def test_where_all_use_systems_they_ask_for_what_else_there_is_too() -> None:
    made = blueprint(
        arrive(
            backstage=[{"actor": "A", "does": "Checks", "system": "PMS"}],
            support=[{"system": "PMS", "does": "Shows"}, "Lights"],
        )
    )
    assert told(made)[1:] == [("ask", ["Checks"], ["Shows"]), ("ask", ["Checks"], ["Lights"])]


def test_messages_go_to_the_customer_and_are_asked_by_nobody() -> None:
    made = blueprint(
        arrive(
            backstage=["Plans"],
            automation=[{"trigger": "booked", "message": "Hi"}, {"trigger": "late"}],
        )
    )
    assert told(made) == [
        ("ask", ["you"], ["Plans"]),
        ("automation", ["Hi", "late"], ["you"]),
    ]


# -- handoffs -----------------------------------------------------------------------------------


def test_a_handoff_leads_from_hand_to_hand_with_what_it_carries() -> None:
    made = blueprint(
        arrive(
            frontstage=[{"actor": "Reception", "does": "Greets"}],
            backstage=[{"actor": "Kitchen", "does": "Cooks"}, {"actor": "Bar", "does": "Pours"}],
            handoff={"from": "reception", "to": "Kitchen", "carries": "The order"},
        )
    )
    given = next(act for act in made.acts if act.kind == "handoff")
    assert (given.actor, given.label, given.text) == (0, "→ Kitchen", "The order")
    # It says more than that one asks the other.
    assert told(made) == [
        ("ask", ["you"], ["Greets"]),
        ("ask", ["Greets"], ["Pours"]),
        ("handoff", ["The order"], ["Cooks"]),
    ]


def test_who_takes_over_and_does_nothing_else_there_is_shown_to_take_over() -> None:
    made = blueprint(
        arrive(
            frontstage=[{"actor": "Reception", "does": "Greets"}],
            handoff={"from": "Reception", "to": "Ward", "carries": "The file"},
        ),
        {"name": "Sleep", "channel": "on-site", "support": [{"actor": "Ward", "does": "Watches"}]},
    )
    # The row in which the ward acts elsewhere, and no other.
    assert rows(made) == [("frontstage", "Reception"), ("support", "Ward")]
    assert ("handoff", ["The file"], ["takes over"]) in told(made)
    assert [(a.actor, a.step) for a in made.acts if a.kind == "takeover"] == [(1, 0)]


def test_a_hand_that_acts_nowhere_has_a_row_out_of_sight() -> None:
    made = blueprint(arrive(handoff={"from": "Porter", "to": "Driver", "carries": "Bags"}))
    assert rows(made) == [("backstage", "Porter"), ("backstage", "Driver")]


@pytest.mark.parametrize("name", ["Ann Lee", "ann", "ann-lee"])
def test_a_hand_that_is_a_persona_is_the_customer(name: str) -> None:
    made = blueprint(
        arrive(
            frontstage=[{"actor": "Porter", "does": "Carries"}],
            handoff={"from": name, "to": "Porter", "carries": "Bags"},
        ),
        personas=["Ann Lee"],
    )
    assert rows(made) == [("frontstage", "Porter")]
    assert [act.actor for act in made.acts] == [0, None]
    assert told(made) == [("handoff", ["Bags"], ["Carries"])]
    back = blueprint(
        arrive(handoff={"from": "Porter", "to": name, "carries": "Bags"}), personas=["Ann Lee"]
    )
    assert told(back) == [("handoff", ["Bags"], ["you"])]


def test_a_handoff_within_a_row_or_to_nobody_has_words_and_no_arrow() -> None:
    for ends in ({"from": "Porter", "to": "porter"}, {"from": "Porter"}, {}):
        made = blueprint(arrive(handoff={**ends, "carries": "Bags"}))
        assert [act.text for act in made.acts] == ["Bags"]
        assert made.arrows == ()


# -- columns ------------------------------------------------------------------------------------


def test_a_stage_that_says_something_itself_has_a_column_before_its_touchpoints() -> None:
    made = blueprint(
        arrive(does=["Rings"], physical_evidence=["Bell"], duration="5 min", wait="P1D"),
        stage={"backstage": ["Rosters"], "physical_evidence": ["House"]},
    )
    whole, first = made.steps
    assert (whole.number, whole.evidence, whole.does) == (None, ("House",), ())
    assert (first.number, first.does, first.evidence) == (1, ("Rings",), ("Bell",))
    assert (first.takes, first.wait) == ("5 minutes", "1 day")
    # They stand in places of their own.
    assert first.notes == ()
    assert [act.step for act in made.acts] == [0]


def test_notes_say_where_the_usual_way_leads_if_not_to_the_next() -> None:
    made = blueprint(
        {
            "name": "A",
            "channel": "web",
            "next": ["c", {"to": "b", "when": "late", "type": "exception"}],
        },
        {"name": "B", "channel": "web"},
        {"name": "C", "channel": "web", "feedback": "nps"},
    )
    assert [step.notes for step in made.steps] == [
        ("usual way → 3", "exception → 2: late"),
        (),
        ("asks: NPS",),
    ]
    alone = blueprint({"name": "A", "next": ["c"]}, {"name": "B"}, {"name": "C"})
    assert alone.steps[0].notes == ("→ 3",)


def test_for_one_persona_there_are_only_its_touchpoints_and_who_acts_there() -> None:
    map = {
        "personas": ["Ann", "Bob"],
        "stage": {"personas": ["bob"], "support": ["Heating"]},
        "personas_read": ("ann",),
    }
    made = blueprint(
        arrive(personas=["ann"], backstage=[{"actor": "Ann's", "does": "x"}]),
        {
            "name": "B",
            "channel": "web",
            "personas": ["bob"],
            "backstage": [{"actor": "Bob's", "does": "y"}],
        },
        **map,
    )
    assert [step.number for step in made.steps if step.number] == [1]
    assert "Bob's" not in [actor.name for actor in made.actors]


def test_the_zones_are_named_in_the_map_s_language_with_the_lines_between_them() -> None:
    made = blueprint(arrive(), language="de")
    assert [(zone.key, bool(zone.line)) for zone in made.zones] == [
        (LaneName.PHYSICAL_EVIDENCE, False),
        (LaneName.TOUCHPOINTS, False),
        (LaneName.FRONTSTAGE, True),
        (LaneName.BACKSTAGE, True),
        (LaneName.SUPPORT, True),
    ]
    assert made.zones[1].title == "Handlungen des Kunden"
