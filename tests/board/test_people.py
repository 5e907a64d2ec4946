"""How the board tells channels and personas apart."""

from __future__ import annotations

import pytest

from cjmap.board.people import describe_channel, mark_personas
from cjmap.facts.channels import declare, find_channel, label_channel
from cjmap.model.channel import Channel
from tests.views.maps import board_of, facts_of


@pytest.mark.parametrize(
    ("declared", "icon"),
    [
        (Channel(name="Van", icon="courier"), "courier"),
        (Channel(name="Carta", icon="correo"), "email"),
        (Channel(name="Shop", icon="🏪"), "🏪"),
        # One that is built in keeps its drawing.
        (Channel(name="WhatsApp", ownership="owned"), "whatsapp"),
        (Channel(name="Notice board"), ""),
    ],
)
def test_an_icon_is_the_name_of_a_drawing_or_an_emoji(declared: Channel, icon: str) -> None:
    fact = find_channel(declare([declared]), declared.name)
    assert describe_channel(fact, "en").icon == icon


def test_one_channel_in_several_words_is_called_by_that_of_each_card_and_by_the_first() -> None:
    touchpoints = [
        {"name": "A", "channel": ["Mail", "email", "E-Mail"]},
        {"name": "B", "channel": ["Filiale", "E-Mail"]},
        {"name": "C", "channel": ["Filiale", "email"]},
    ]
    written = {
        "title": "T",
        "language": "de",
        "personas": [{"name": "P", "channels": ["E-Mail", "Mail", "store"]}],
        "stages": [{"name": "S", "touchpoints": touchpoints}],
    }
    board = board_of(written)
    cards = [[channel.label for channel in t.channels] for t in board.touchpoints]
    assert cards == [["Mail"], ["Filiale", "E-Mail"], ["Filiale", "E-Mail"]]
    assert [channel.label for channel in board.personas[0].channels] == ["E-Mail", "Laden"]
    rows = facts_of(written).coverage.channels
    found = [(label_channel(row.channel, "de"), [n for _, n in row.stages]) for row in rows]
    assert found == [("Mail", [3]), ("Filiale", [2])]


@pytest.mark.parametrize(
    ("names", "initials"),
    [
        (["Ana", "Laura Ríos", "ana maría de la O"], ["A", "LR", "AO"]),
        # Each next one tries more letters, and at last its number.
        (
            ["Ana", "Abe Lincoln", "Al Lee", "Anna Lu", "Ann Lu", "An Lu"],
            ["A", "AL", "ALL", "ANL", "ALU", "A6"],
        ),
        (["(x) Bea", "Bea", "..."], ["B", "BE", "."]),
        # A number counts as it is written while it is short.
        (
            ["Persona 1", "Persona 10", "Persona 111", "Persona 1000"],
            ["P1", "P10", "P111", "PE1"],
        ),
    ],
)
def test_no_two_personas_have_the_same_sign(names: list[str], initials: list[str]) -> None:
    subject = facts_of({"title": "T", "personas": names, "stages": ["Buy"]})
    marks = mark_personas(subject.participation.personas).values()
    assert [mark.initials for mark in marks] == initials
    assert [mark.name for mark in marks] == names
    assert [mark.style for mark in marks] == [*range(len(names))]
