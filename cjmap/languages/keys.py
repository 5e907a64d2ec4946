"""What people write for the keys of the format and of the settings, in the languages that ship.

`data/keys/CODE.txt` (`data/settings/CODE.txt`) has a line for each key with the words for it, as people write them there:
with accents, in the singular and the plural. They are compared as slugs. A word with `?` behind
it may mean that key, and may as well mean something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

from cjmap.languages.known import CODES, language_of, split_tag
from cjmap.messages import DEFAULT_LANGUAGE
from cjmap.text.slugs import slug

# The keys that a word stands for, in the format's order, and whether it surely does.
Called: TypeAlias = Mapping[str, bool]

_FOLDER: Final = Path(__file__).parent / "data" / "keys"
_SETTINGS: Final = Path(__file__).parent / "data" / "settings"
# How German is written where a keyboard has none of its letters.
_SPELLED_OUT: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def keys_meant(word: str, language: str, *, everywhere: bool = True) -> Iterator[Called]:
    """The keys that a word (a slug) stands for, by language; the first that fit are meant.

    The language of a tag comes first, then English, then (`everywhere`) all the others together,
    which are read only where somebody goes on that far.
    """
    first = language_of(language).code
    for code in dict.fromkeys((first, DEFAULT_LANGUAGE)):
        yield _keys(code).get(word, {})
    if not everywhere:
        return
    every: dict[str, bool] = {}
    for code in CODES:
        for key, sure in _keys(code).get(word, {}).items():
            every[key] = every.get(key, False) or sure
    yield every


def is_english(word: str) -> bool:
    """Whether English has a word (a slug) for a key."""
    return word in _keys(DEFAULT_LANGUAGE)


def names_language(word: str, tag: str) -> bool:
    """Whether a word (a slug) stands for `language` in the language of a tag, if it is known."""
    return split_tag(tag)[0] in CODES and "language" in _keys(language_of(tag).code).get(word, {})


def words_for(*keys: str) -> frozenset[str]:
    """Keys, and what people write for them in any language, as slugs."""
    return _words_for(keys)


@cache
def _words_for(keys: tuple[str, ...]) -> frozenset[str]:
    own = (
        slug(word)
        for code in CODES
        for key, words in words_of(code).items()
        if key in keys
        for word in words
    )
    return frozenset((*keys, *own))


def settings_meant(word: str) -> frozenset[str]:
    """The last steps of the settings that a word stands for in any language."""
    return _settings().get(slug(word), frozenset())


@cache
def _settings() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for code in CODES:
        for name, words in words_of_settings(code).items():
            for word in words:
                for spelled in (slug(word), slug(word.lower().translate(_SPELLED_OUT))):
                    found.setdefault(spelled, set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


def words_of_settings(code: str) -> dict[str, tuple[str, ...]]:
    """What a language calls the settings, by their last steps, as it is written there."""
    return _read(_SETTINGS / f"{code}.txt")


def words_of(code: str) -> dict[str, tuple[str, ...]]:
    """What a language calls each key, as it is written there; `?` behind what is in doubt."""
    return _read(_FOLDER / f"{code}.txt")


def _read(file: Path) -> dict[str, tuple[str, ...]]:
    lines = file.read_text(encoding="utf-8").splitlines()
    parted = (line.split(": ", 1) for line in lines)
    return {key: tuple(words.split(", ")) for key, words in parted}


@cache
def _keys(code: str) -> Mapping[str, Called]:
    found: dict[str, dict[str, bool]] = {}
    for key, words in words_of(code).items():
        for word in words:
            sure = not word.endswith("?")
            spelled = {slug(word), slug(word.lower().translate(_SPELLED_OUT))}
            for name in spelled:
                found.setdefault(name, {})[key] = sure
    return found
