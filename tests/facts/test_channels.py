"""Which channel a word of a map means, and what it is called."""

from __future__ import annotations

import pytest

from cjmap.facts.channels import declare, find_channel, label_channel
from cjmap.model.channel import Channel


@pytest.mark.parametrize(
    ("language", "word", "id", "name", "type", "icon"),
    [
        # A word of the map's language for the same channel, in the words of the map.
        ("es", "Tienda", "store", "Tienda", "physical", "store"),
        ("de", "Mail", "email", "Mail", "digital", "email"),
        ("de", "Post", "mail", "Post", "print", "mail"),
        # A word for something like it: a channel of its own.
        ("es", "sucursal", "sucursal", "sucursal", "physical", "store"),
        ("es", "podcast", "podcast", "podcast", "voice", "radio"),
        # An id is no word: it is shown by the channel's name in the language.
        ("es", "store", "store", "tienda", "physical", "store"),
        ("en", "word-of-mouth", "word-of-mouth", "word of mouth", "human", "word-of-mouth"),
        # A word of another language that means one channel alone.
        ("en", "Telefon", "phone", "Telefon", "voice", "phone"),
        # A word that means something else as often lends nothing.
        ("es", "carta", "carta", "carta", None, None),
        ("es", "personal", "personal", "personal", None, None),
    ],
)
def test_a_word_is_looked_up_in_the_language_of_the_map(
    language: str, word: str, id: str, name: str, type: str | None, icon: str | None
) -> None:
    fact = find_channel(declare([], language), word)
    assert (fact.id, label_channel(fact, language)) == (id, name)
    assert (fact.type, fact.icon) == (type, icon)


def test_a_declared_channel_stands_for_every_word_of_its_own_kind() -> None:
    channels = declare([Channel.model_validate({"name": "Filialen", "id": "store"})], "de")
    for word in ("store", "Filialen", "Laden"):
        assert label_channel(find_channel(channels, word), "de") == "Filialen"


def test_a_declared_word_for_something_like_a_channel_takes_over_its_type_and_icon() -> None:
    channels = declare([Channel.model_validate({"name": "Sucursal"})], "es")
    fact = find_channel(channels, "sucursal")
    assert (fact.type, fact.icon) == ("physical", "store")
