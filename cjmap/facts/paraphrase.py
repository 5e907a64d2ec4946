"""When two short texts say the same in nearly the same words, in a known language."""

from __future__ import annotations

from functools import cache, lru_cache

from cjmap.languages.known import every_language
from cjmap.messages import DEFAULT_LANGUAGE
from cjmap.text.slugs import slug
from cjmap.vocabulary.channels import (
    BuiltInChannel,
    every_channel_word,
    is_channel_word,
    kin_of,
)


@cache
def _small_words() -> frozenset[str]:
    return frozenset().union(*(language.small_words for language in every_language()))


@lru_cache(maxsize=4096)
def content_words(text: str) -> tuple[str, ...]:
    """The words of a text that carry its meaning, in their order, without plurals.

    Channels go by their ids: `E-mails de bienvenida` and `Correo de bienvenida` give the same.
    """
    pieces = slug(text).split("-")
    words: list[str] = []
    place = 0
    while place < len(pieces):
        length = 1
        for longer in (3, 2) if pieces[place] in _beginnings() else ():
            if place + longer <= len(pieces) and _known(pieces[place : place + longer]):
                length = longer
                break
        word = "-".join(pieces[place : place + length])
        place += length
        if word and word not in _small_words():
            words.append(_channel(word) or _channel(_singular(word)) or _stem(word))
    return tuple(words)


@cache
def _beginnings() -> frozenset[str]:
    """The first words of the channels whose names have several."""
    return frozenset(word.partition("-")[0] for word in every_channel_word() if "-" in word)


def _known(pieces: list[str]) -> bool:
    word = "-".join(pieces)
    return is_channel_word(word) or is_channel_word(_singular(word))


def _channel(word: str) -> BuiltInChannel | None:
    """The built-in channel that a word means, in whatever language."""
    kin = kin_of(word, DEFAULT_LANGUAGE)
    return kin.channel if kin is not None and kin.same else None


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _stem(word: str) -> str:
    """Without the ending of a plural, for comparison alone: `opciones` and `opción` give `opcion`."""
    singular = _singular(word)
    return singular[:-1] if len(singular) > 4 and singular.endswith("e") else singular
