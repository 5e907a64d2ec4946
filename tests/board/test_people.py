"""How the board tells channels and personas apart."""

from __future__ import annotations

import pytest

from cjmap.board.people import describe_channel
from cjmap.facts.channels import declare, find_channel
from cjmap.model.channel import Channel


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
