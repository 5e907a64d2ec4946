"""What somebody means who asks for a key: by its path, its name, a word for it in any language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from cjmap.expressions import expression
from cjmap.languages.keys import keys_meant, words_of
from cjmap.languages.known import CODES
from cjmap.records import dataclass
from cjmap.reference.keys import ROOT, Key, Thing, every_key, things
from cjmap.text.slugs import slug
from cjmap.text.spelling import nearest

# What people call the thing that a file holds.
_MAP: Final = "map"
_INDEX = expression(r"\[[^\]]*\]")
# How programs write the way to a place begins.
_TOP: Final = "$"


@dataclass(frozen=True, slots=True)
class Found:
    """What a question is about: a thing, keys, or both, and the word that stands for them.

    `called` is how the asked word is spelled in the format where it was another, else "".
    """

    thing: Thing | None
    keys: tuple[Key, ...]
    called: str


def find(asked: str) -> Found | None:
    """What is meant by `next`, `touchpoint.next`, `stages[0].touchpoints[2].next` or `acciones`."""
    steps = _steps(asked)
    if not steps:
        return None
    if len(steps) == 1:
        return _found(steps[0], _thing(steps[0]), _keys_called(steps[0], things().values()))
    last = _keys_called(steps[-1], _owners_on(steps))
    return _found(steps[-1], None, last) if last else None


def _steps(asked: str) -> list[str]:
    """The keys on a way, without the numbers of items."""
    parts = _INDEX.sub("", asked.strip()).split(".")
    return [step for step in parts if step and step != _TOP and not step.isdecimal()]


def _owners_on(steps: Sequence[str]) -> list[Thing]:
    """The things whose keys the last step may be."""
    owners = _owners(steps[0])
    for step in steps[1:-1]:
        owners = list(_held(_keys_called(step, owners)))
    return owners


def near(asked: str) -> str:
    """What is nearest to a word that means nothing, "" where nothing is near: a path or a name."""
    steps = _steps(asked)
    if len(steps) > 1:
        own = {key.name: key.path for thing in _owners_on(steps) for key in thing.keys}
        for name in nearest(_key_name(steps[-1]), own):
            return own[name]
    word = steps[-1] if steps else ""
    known = chain((key.name for key in every_key()), things())
    spelled = nearest(_key_name(word), known) or _near_word(slug(word))
    if not spelled:
        return ""
    meant = _keys_called(spelled[0], things().values())
    return meant[0].name if meant else spelled[0]


def holders(asked: str) -> tuple[str, list[Key]]:
    """The value that a word is, in whatever case, and the keys that take it."""
    wanted = _thing_name(asked.strip())
    for key in every_key():
        for value in key.values:
            if value.word.lower() == wanted:
                taking = (one for one in every_key() if value.word in _words_of(one))
                return value.word, list(taking)
    return "", []


def _words_of(key: Key) -> set[str]:
    return {value.word for value in key.values}


def _found(word: str, thing: Thing | None, keys: Sequence[Key]) -> Found | None:
    if thing is None and not keys:
        return None
    names = {key.name for key in keys} | ({thing.name} if thing else set())
    called = "" if thing or {word, _key_name(word)} & names else ", ".join(sorted(names))
    return Found(thing, tuple(keys), called)


def _thing(word: str) -> Thing | None:
    return things().get(ROOT if word.lower() == _MAP else _thing_name(word))


def _owners(word: str) -> list[Thing]:
    """The things whose keys a first step is followed by."""
    thing = _thing(word)
    return [thing] if thing is not None else list(_held(_keys_called(word, things().values())))


def _held(keys: Iterable[Key]) -> Iterator[Thing]:
    for name in dict.fromkeys(key.holds for key in keys if key.holds):
        yield things()[name]


def _keys_called(word: str, owners: Iterable[Thing]) -> list[Key]:
    """The keys of some things that a word stands for: by its name, else in any language."""
    owned = list(owners)
    for names in _readings(word):
        found = [key for thing in owned for key in thing.keys if key.name in names]
        if found:
            return found
    return []


def _readings(word: str) -> Iterator[set[str]]:
    """What a word may be called in the format: as it stands, then in each language at a time."""
    yield {word}
    yield {_key_name(word)}
    for language in CODES:
        for meant in keys_meant(slug(word), language, everywhere=False):
            sure = {key for key, certain in meant.items() if certain}
            yield sure or set(meant)


def _near_word(word: str) -> tuple[str, ...]:
    """Words for keys that a long one is nearly; short ones are near to everything."""
    return nearest(word, _every_word()) if len(word) > 4 else ()


def _every_word() -> Iterator[str]:
    for language in CODES:
        for words in words_of(language).values():
            yield from (slug(word) for word in words)


def _key_name(word: str) -> str:
    return word.lower().replace("-", "_").replace(" ", "_")


def _thing_name(word: str) -> str:
    return word.lower().replace("_", "-").replace(" ", "-")
