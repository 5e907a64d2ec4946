"""The reader's words by their ids, and what a workspace calls them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Formatter

from cjmap.languages.known import split_tag
from cjmap.messages import Tongue, forms_of

_TABLE = Path(__file__).parent / "data" / "words.json"


@cache
def reader_words() -> Mapping[str, tuple[str, ...]]:
    """The English of each reader's word by its id, in one form or two; ids in their order."""
    # Read where somebody asks for a word, or sets one.
    import json

    return {name: tuple(texts) for name, texts in json.loads(_TABLE.read_text("utf-8")).items()}


def tell_words(language: str) -> dict[str, tuple[str, ...]]:
    """Each reader's word in a language, with its places, by its id: in one form or in its plurals."""
    return {
        name: forms_of(texts[0], texts[1] if len(texts) > 1 else None, language)
        for name, texts in reader_words().items()
    }


def places_of(text: str) -> frozenset[str] | None:
    """The names of the places that a template has; None where it is none."""
    try:
        parts = [(name, spec, turn) for _, name, spec, turn in Formatter().parse(text)]
    except ValueError:
        return None
    names = {name for name, _, _ in parts if name is not None}
    plain = all(name.isidentifier() for name in names)
    return frozenset(names) if plain and not any(spec or turn for _, spec, turn in parts) else None


def speak(tag: str, words: Mapping[str, Mapping[str, tuple[str, ...]]], home: str) -> str:
    """The language of a tag, with the words that a workspace has for it.

    `words` has them by language, and under no language those in that of the workspace, `home`.
    """
    spoken = split_tag(tag)
    own = {
        name: forms
        for language, listed in words.items()
        if (at := split_tag(language or home)) == spoken[: len(at)]
        for name, forms in listed.items()
    }
    known = reader_words() if own else {}
    return Tongue(tag, {known[name][0]: forms for name, forms in own.items()}) if own else tag
