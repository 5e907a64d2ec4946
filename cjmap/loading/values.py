"""Which value of a closed choice a word stands for, in the languages that ship."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cjmap.languages.known import CODES, language_of
from cjmap.messages import DEFAULT_LANGUAGE
from cjmap.text.scalars import Written
from cjmap.text.slugs import slug
from cjmap.text.spelling import nearest
from cjmap.vocabulary.choice import Choice
from cjmap.vocabulary.improvement import Gravity, Rate

_SWITCHES = {"true": True, "false": False}


def values_meant(word: str, allowed: Sequence[object], language: str) -> tuple[str | float, ...]:
    """What a word stands for among the values that are allowed, as a map writes it.

    A word means a value where a language calls it so, to readers or otherwise. The language of a
    tag comes first, then English, then all the others together. A rating is its number.
    """
    name = slug(word)
    first = language_of(language).code
    for code in dict.fromkeys((first, DEFAULT_LANGUAGE)):
        found = _meant(name, allowed, (code,))
        if found:
            return found
    # A slip of the pen needs no other language read.
    return () if nearest(word, map(str, allowed), most=1) else _meant(name, allowed, CODES)


def _meant(name: str, allowed: Iterable[object], codes: Sequence[str]) -> tuple[str | float, ...]:
    return tuple(
        dict.fromkeys(
            _written(value) for value in allowed if any(name in _words(value, c) for c in codes)
        )
    )


def _words(value: object, code: str) -> frozenset[str]:
    """What a language calls a value, as slugs."""
    language = language_of(code)
    own = (*language.values.get(str(value), ()), *language.levels.get(str(value), ()))
    label = (slug(value.label.render(code)),) if isinstance(value, Choice) else ()
    return frozenset((*own, *label, slug(str(value))))


def _written(value: object) -> str | float:
    if isinstance(value, Rate | Gravity):
        return Written(value.number)
    return _SWITCHES.get(str(value), str(value))


def show(value: str | float) -> str:
    """A value as a map writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
