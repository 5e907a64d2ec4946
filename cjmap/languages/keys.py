"""What people write for the keys of the format, in the languages that ship."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from cjmap.languages.known import CODES, every_language, language_of
from cjmap.messages import DEFAULT_LANGUAGE


def keys_meant(word: str, language: str) -> Iterator[tuple[str, ...]]:
    """The keys that a word (a slug) stands for, by language; the first that fit are meant.

    The language of a tag comes first, then English, then all the others together, which are
    read only where somebody goes on that far.
    """
    first = language_of(language).code
    for code in dict.fromkeys((first, DEFAULT_LANGUAGE)):
        yield _keys((code,)).get(word, ())
    yield _keys(CODES).get(word, ())


@cache
def words_for(*keys: str) -> frozenset[str]:
    """Keys, and what people write for them in any language, as slugs."""
    own = (
        word for language in every_language() for key in keys for word in language.keys.get(key, ())
    )
    return frozenset((*keys, *own))


@cache
def _keys(codes: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for code in codes:
        for key, words in language_of(code).keys.items():
            for word in words:
                found.setdefault(word, {})[key] = None
    return {word: tuple(keys) for word, keys in found.items()}
