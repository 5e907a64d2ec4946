"""Which value of a closed choice a word stands for, in the languages that ship."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final

from cjmap.languages.known import CODES, language_of
from cjmap.messages import DEFAULT_LANGUAGE
from cjmap.text.slugs import slug
from cjmap.text.spelling import nearest
from cjmap.vocabulary.choice import Choice
from cjmap.vocabulary.improvement import Gravity, Rate

_SWITCHES = {"true": True, "false": False}


def values_meant(word: str, allowed: Sequence[object], language: str) -> tuple[str | float, ...]:
    """What a word stands for among the values that are allowed, as a map writes it.

    A word means a value where a language calls it so, to readers or otherwise, in the singular or
    the plural, of either gender. The language of a tag comes first, then English, then all the others together. Of words for one rating the first is meant.
    """
    name = slug(word)
    first = language_of(language).code
    for code in dict.fromkeys((first, DEFAULT_LANGUAGE)):
        found = _meant(name, allowed, (code,)) or _meant_so(name, allowed, (code,))
        if found:
            return found
    found = _meant(name, allowed, CODES) or _meant_so(name, allowed, CODES)
    # What is one slip from a value is not another value's word.
    near = nearest(word, map(str, allowed), most=1)
    return found if not near or near == tuple(map(str, found)) else ()


def _meant(name: str, allowed: Iterable[object], codes: Sequence[str]) -> tuple[str | float, ...]:
    """The values that some of the languages call so."""
    return _choose(allowed, codes, lambda value, code: name in _words(value, code))


def _meant_so(
    name: str, allowed: Iterable[object], codes: Sequence[str]
) -> tuple[str | float, ...]:
    """The same, whatever the number and the gender."""

    def is_said(value: object, code: str) -> bool:
        return any(_is_form_of(name, word, code) for word in _words(value, code))

    return _choose(allowed, codes, is_said)


def _choose(
    allowed: Iterable[object], codes: Sequence[str], is_said: Callable[[object, str], bool]
) -> tuple[str | float, ...]:
    found: dict[object, str | float] = {}
    for value in allowed:
        if any(is_said(value, code) for code in codes):
            # `high` and `major` are one rating: the first is written.
            rating = value.number if isinstance(value, Rate | Gravity) else value
            found.setdefault(rating, _SWITCHES.get(str(value), str(value)))
    return tuple(found.values())


# By type, too: values of two choices may be the same word, and be called otherwise.
@lru_cache(maxsize=None, typed=True)
def _words(value: object, code: str) -> frozenset[str]:
    """What a language calls a value, as slugs."""
    language = language_of(code)
    own = (*language.values.get(str(value), ()), *language.levels.get(str(value), ()))
    label = (slug(value.label.render(code)),) if isinstance(value, Choice) else ()
    return frozenset((*own, *label, slug(str(value))))


# What is left of a word says nothing below this many letters.
_LEAST_STEM: Final = 3


def _is_form_of(name: str, word: str, code: str) -> bool:
    """Whether two slugs are the same words but for what these end in by number and gender."""
    pairs = zip(name.split("-"), word.split("-"), strict=False)
    return name.count("-") == word.count("-") and all(
        not _stems(one, code).isdisjoint(_stems(other, code)) for one, other in pairs
    )


def _stems(word: str, code: str) -> frozenset[str]:
    """What a word may be without its ending."""
    endings = ("", *language_of(code).endings)
    cut = (word.removesuffix(ending) for ending in endings if word.endswith(ending))
    return frozenset(stem for stem in cut if stem == word or len(stem) >= _LEAST_STEM)


def show(value: str | float) -> str:
    """A value as a map writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
