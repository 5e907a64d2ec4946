"""What may stand behind a key, in words: a form of the grammar becomes `number from 0 to 100`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from cjmap.messages import Message, tr, verbatim
from cjmap.model.scalars import Form
from cjmap.reference.keys import Key
from cjmap.text.scalars import LARGEST


def tell(key: Key) -> Message:
    """What may stand behind a key."""
    return _WHOLE.get(key.form[0], _one)(key)


def _one(key: Key) -> Message:
    return _tell_of(key, key.form)


def _tell_of(key: Key, form: Form) -> Message:
    """One thing of those that a key, its list or its mapping holds."""
    if form[0] == "model":
        return tr("`{thing}`", thing=key.holds)
    return _SIMPLE[form[0]](form)


def _list(key: Key) -> Message:
    inner = _tell_of(key, key.form[1])
    if len(key.form) > 2 and key.form[2] == key.form[3]:
        return tr("list of {number}: {one}", number=key.form[2], one=inner)
    return tr("list: {one}", one=inner)


def _many(key: Key) -> Message:
    return tr("{one}, or a list of such", one=_tell_of(key, key.form[1]))


def _mapping(key: Key) -> Message:
    inner = key.form[1]
    if inner[0] in _WHOLE:
        return tr("mapping, each value a list: {one}", one=_tell_of(key, inner[1]))
    return tr("mapping, each value: {one}", one=_tell_of(key, inner))


def _either(key: Key) -> Message:
    return tr("{one}, or a list of texts", one=_tell_of(key, key.form[1]))


def _choice(form: Form) -> Message:
    if not form[1]:
        return tr("true or false")
    return tr("one of these words, true or false") if form[2] else tr("one of these words")


def _number(form: Form) -> Message:
    least, most, whole = form[1:4]
    if least == most:
        return verbatim(str(least))
    if most < LARGEST:
        return tr("number from {least} to {most}", least=least, most=most)
    if least > -LARGEST:
        if whole:
            return tr("whole number from {least}", least=least)
        return tr("number from {least}", least=least)
    return tr("number")


def _figure(form: Form) -> Message:
    if form[2] < LARGEST:
        return tr("number from {least} to {most}, with `%` or without", least=form[1], most=form[2])
    return tr("number, with `%` or without")


_WHOLE: Final[Mapping[str, Callable[[Key], Message]]] = {
    "list": _list,
    "many": _many,
    "dict": _mapping,
    "either": _either,
}

_SIMPLE: Final[Mapping[str, Callable[[Form], Message]]] = {
    "text": lambda form: tr("text"),
    "slug": lambda form: tr("id: small letters, digits, hyphens"),
    "choice": _choice,
    "pattern": lambda form: tr("text in the form of the example"),
    "number": _number,
    "figure": _figure,
    "target": lambda form: tr("number, or a comparison such as `>= 40`"),
    "day": lambda form: tr("day, as YYYY-MM-DD"),
    "rating": lambda form: tr("1 to 5, or a word: {words}", words=verbatim(", ".join(form[1]))),
    "score": lambda form: tr("number, face, level or `none`"),
    "ticket": lambda form: tr("text, or an http or https address"),
    "trait": lambda form: tr("text, or a number from 1 to 5"),
    "value": lambda form: tr("text, number, true or false"),
}
