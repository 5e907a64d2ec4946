"""Each kind of change in a sentence that is true whatever stood there before."""

from __future__ import annotations

import pytest

from tests.compare.states import between

MAP = "title: T\npersonas: [Ana]\nstages: [{name: Buy, touchpoints: [{name: Pay, %s}]}]\n"
NPS = "metrics: [{type: nps, value: 3}]"


@pytest.mark.parametrize(
    ("old", "new", "there", "back"),
    [
        (
            "metrics: []",
            NPS,
            [
                "“Pay” no longer says that there are no metrics.",
                "There is a new metric at “Pay”: “nps”.",
            ],
            ["“Pay” now says that there are no metrics.", "The metric “nps” at “Pay” is gone."],
        ),
        (
            "owner: Al",
            "owner: Bo",
            ["“Pay” now belongs to Bo, before to Al."],
            ["“Pay” now belongs to Al, before to Bo."],
        ),
        (
            "wait: P1D",
            "wait: P1D, owner: Bo",
            ["“Pay” now has an owner: Bo."],
            ["“Pay” no longer has an owner: it was Bo."],
        ),
        (
            "channel: web",
            "channel: app",
            ["“Pay” is now met by app in place of website."],
            ["“Pay” is now met by website in place of app."],
        ),
        (
            "wait: P1D",
            "wait: P1D, channel: app",
            ["“Pay” is now met by app."],
            ["“Pay” is no longer met by app."],
        ),
        (
            "channel: web",
            "channel: [web, app]",
            ["“Pay” is now also met by app."],
            ["“Pay” is no longer met by app."],
        ),
        (
            "does: [a]",
            "does: [a, b]",
            ["“Pay” has one more under `does`: b."],
            ["“Pay” has one less under `does`: b."],
        ),
        (
            "next: [{to: pay, when: a}, {to: pay, when: b}]",
            "next: [{to: pay, when: a}, {to: pay, when: b, share: 20}]",
            ["“Pay” now gives `next 2 › share`: 20."],
            ["“Pay” no longer gives `next 2 › share`: it was 20."],
        ),
        (
            "wait: P1D",
            "wait: P2D",
            ["“Pay”, `wait`: P1D → P2D."],
            ["“Pay”, `wait`: P2D → P1D."],
        ),
    ],
)
def test_what_a_touchpoint_says(old: str, new: str, there: list[str], back: list[str]) -> None:
    texts = MAP % old, MAP % new
    assert [one.message.render("en") for one in between(*texts)] == there
    assert [one.message.render("en") for one in between(*reversed(texts))] == back
    for one in (*between(*texts), *between(*reversed(texts))):
        assert one.message.render("es") not in (*there, *back) or "→" in one.message.render("es")


def test_channels_are_called_as_people_call_them() -> None:
    """By their name, in the language of whoever is told: by their id nobody knows them."""
    text = (
        "title: T\npersonas: [Ana]\nchannels: [{id: pop, name: Pop-up store}]\n"
        "stages: [{name: Buy, touchpoints: [{name: Pay, channel: %s}]}]\n"
    )
    for old, new, english, spanish in (
        ("web", "teléfono", "phone in place of website", "teléfono en lugar de sitio web"),
        ("pop", "Kiosk X", "Kiosk X in place of Pop-up store", "Kiosk X en lugar de Pop-up store"),
        ("Kiosk X", "pop", "Pop-up store in place of Kiosk X", "Pop-up store en lugar de Kiosk X"),
    ):
        (one,) = between(text % old, text % new)
        assert one.message.render("en") == f"“Pay” is now met by {english}."
        assert one.message.render("es") == f"A «Pay» se llega ahora por {spanish}."


def test_what_comes_or_goes_with_a_stage_is_named() -> None:
    text = "title: T\npersonas: [Ana]\nstages: [{name: Buy, touchpoints: [{name: Pay}]}%s]\n"
    stage = ", {name: Use, touchpoints: [%s]}"
    few = text % "", text % (stage % "{name: Try, pains: [Hard]}, Return")
    assert [one.message.render("en") for one in between(*few)] == [
        "There is a new stage: “Use”, with “Try”, “Return”."
    ]
    (gone,) = between(*reversed(few))
    assert gone.message.render("en") == "The stage “Use” is gone, and with it “Try”, “Return”."
    assert (
        gone.message.render("es")
        == "La etapa «Use» ya no está, y con ella tampoco «Try», «Return»."
    )
    many = text % "", text % (stage % ", ".join(f"T{n}" for n in range(10)))
    (one,) = between(*many)
    assert one.message.render("en").endswith(", “T7”, 2 more.")
    # What moved in has its own line.
    moved = text % "", text.replace("{name: Pay}", "") % (stage % "{name: Pay}")
    assert "There is a new stage: “Use”." in [one.message.render("en") for one in between(*moved)]


def test_what_is_no_longer_said_is_told_where_it_stood() -> None:
    """A touchpoint said that there is no channel, and moved."""
    old = "title: T\npersonas: [Ana]\nstages: [{name: Buy, touchpoints: [{name: Pay, channel: []}]}]\n"
    new = "title: T\npersonas: [Ana]\nstages: [{name: Ask}, {name: Buy, touchpoints: [{name: Pay}]}]\n"
    (gone,) = (one for one in between(old, new) if one.what == "channel")
    assert gone.path == ("stages", 0, "touchpoints", 0, "channel")


def test_what_moves_in_the_journey() -> None:
    stages = ["{name: Buy, touchpoints: [{name: Ask}, {name: Pay}]}", "{name: Use}", "{name: End}"]
    old = f"title: T\npersonas: [Ana]\npains: [Slow, Dear]\nstages: [{', '.join(stages)}]\n"
    turned = [
        stages[1],
        stages[2],
        stages[0].replace("{name: Ask}, {name: Pay}", "{name: Pay}, {name: Ask}"),
    ]
    new = f"title: U\npersonas: [Ana]\npains: [Dear, Slow]\nstages: [{', '.join(turned)}]\n"
    said = [one.message.render("en") for one in between(old, new)]
    assert "The map “T” is now called “U”." in said
    assert "The stage “Buy” now comes later in the journey." in said
    assert any("now comes" in one and one.endswith("in “Buy”.") for one in said)
    assert any("now stands further" in one and "the journey as a whole" in one for one in said)


def test_what_goes_from_a_thing_that_moves_further_down_is_told_by_its_key() -> None:
    map = (
        "title: T\npersonas: [Ana]\n{pain}"
        "stages: [{{name: Buy, touchpoints: [{{name: Pay{inner}}}]}}]\n"
    )
    old = map.format(pain="pains: [{text: Slow, evidence: [], severity: 3}]\n", inner="")
    new = map.format(pain="", inner=", pains: [Slow]")
    said = [one.message.render("en") for one in between(old, new)]
    assert "“Slow” no longer gives `severity`: it was 3." in said
    assert "“Slow” no longer says that there are no sources of evidence." in said


def test_a_place_that_is_called_otherwise_is_the_same_place() -> None:
    """Whatever changed its order in a renamed stage was said to have moved there from itself."""
    old = "title: T\npersonas: [Ana]\nstages:\n  - {name: Move, touchpoints: [Truck, Unload, Party]}\n  - Live\n"
    new = old.replace("name: Move", "name: Move in").replace("Truck, Unload", "Unload, Truck")
    assert [str(one.message) for one in between(old, new)] == [
        "The stage “Move” is now called “Move in”.",
        "“Truck” now comes later in “Move in”.",
    ]
    gone = old.replace("name: Move", "name: Move in").replace(", Party", "")
    gone = gone.replace("- Live", "- {name: Live, touchpoints: [Party]}")
    assert [str(one.message) for one in between(old, gone)] == [
        "The stage “Move” is now called “Move in”.",
        "“Party” moved from “Move” to “Live”.",
    ]
