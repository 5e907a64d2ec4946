"""Texts of a template that ask a person to write something else there, and still stand.

They are told of and shown in brackets, and nothing else is made of them: of what is covered,
answered, ranked and done they are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Final, TypeVar

from cjmap.facts.index import Index, Item, renamed
from cjmap.facts.things import Listing, Things
from cjmap.findings import Path
from cjmap.languages.known import language_of
from cjmap.messages import LANGUAGES
from cjmap.model.element import Element
from cjmap.model.improvement import Opportunity, Pain
from cjmap.records import dataclass, replace

E = TypeVar("E", bound=Element)

_TEXT: Final = "text"
# By which keys the languages know the texts of these, beside those that they share with others.
_LISTS: Final[Mapping[type[Element], str]] = {Pain: "pains", Opportunity: "opportunities"}
# Where else somebody may put such a text.
_ALSO: Final = {"expectations": "expects", "quote": "thoughts"}
# What a template says of a touchpoint beside its texts.
_FILLED_IN: Final = frozenset({"name", "channel", "emotion", "feedback"})


@dataclass(frozen=True, slots=True)
class Prompt:
    """A text of a template that still stands, and its path."""

    path: Path
    text: str


def find_prompts(things: Things, language: str) -> tuple[Prompt, ...]:
    """The texts of templates in a map: those in its language, and in the languages of the tool.

    A text that stands in brackets, as readers see them, is still that text.
    """
    code = language_of(language).code
    return tuple(
        Prompt((*path, *steps), meant)
        for path, thing in _places(things)
        for field, asked in _asked(type(thing), code)
        if (value := getattr(thing, field))
        for steps, text in _texts(value, field)
        if (meant := _bare(text)) in asked
    )


@cache
def _asked(kind: type[Element], code: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The texts that are known of each field of a kind of thing, in a map of a language."""
    known = _known(code)
    if kind in _LISTS:
        # The opportunities of a pain are no texts.
        return (("owner", known["owner"]), (_TEXT, known[_LISTS[kind]]))
    shared = known.keys() - set(_LISTS.values())
    called = {field: _ALSO.get(field, field) for field in kind.model_fields}
    return tuple((field, known[key]) for field, key in called.items() if key in shared)


@cache
def _known(code: str) -> Mapping[str, frozenset[str]]:
    """The texts that are known by each key."""
    languages = [language_of(one).prompts for one in dict.fromkeys((code, *LANGUAGES))]
    return {
        key: frozenset(chain.from_iterable(prompts.get(key, ()) for prompts in languages))
        for key in dict.fromkeys(chain.from_iterable(languages))
    }


def _places(things: Things) -> Iterator[tuple[Path, Element]]:
    """Everything of the map's own that a template writes."""
    yield (), things.journey
    listings: tuple[Iterable[tuple[Item, Element]], ...] = (
        things.personas,
        things.stages,
        things.touchpoints,
        things.pains,
        things.opportunities,
    )
    for item, thing in chain.from_iterable(listings):
        if not item.external:
            yield item.path, thing


def _texts(value: object, field: str) -> Iterator[tuple[Path, str]]:
    """The texts of a field, each with the steps that lead to it."""
    if isinstance(value, str):
        yield (field,), value
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            if isinstance(one, str):
                yield (field, number), one
            elif hasattr(one, _TEXT):
                yield (field, number, _TEXT), one.text


# -- without them ------------------------------------------------------------------------------


def leave_out(things: Things, prompts: Collection[Prompt]) -> Things:
    """The things of a map without its prompts, as if nobody had written these.

    A pain or an opportunity goes with its text, and a touchpoint of which a template says all; one
    that has any words of its own keeps its name.
    """
    if not prompts:
        return things
    gone = {prompt.path for prompt in prompts}
    names = {path for path in gone if path[-1] == "name"}
    left = _rewritten(things, gone - names, lambda text: None)
    return replace(
        left,
        touchpoints=left.touchpoints.where(
            lambda item, thing: (*item.path, "name") not in names or not thing.written <= _FILLED_IN
        ),
        pains=left.pains.where(lambda item, _: (*item.path, _TEXT) not in gone),
        opportunities=left.opportunities.where(lambda item, _: (*item.path, _TEXT) not in gone),
    )


# -- in brackets -------------------------------------------------------------------------------


def bracket(index: Index, things: Things, prompts: Collection[Prompt]) -> tuple[Index, Things]:
    """The names and things of a map with its prompts in brackets, as readers see them."""
    shown = _rewritten(things, {prompt.path for prompt in prompts}, _in_brackets)
    names = {
        prompt.path[:-1]: _in_brackets(prompt.text)
        for prompt in prompts
        if prompt.path[-1] in ("name", _TEXT)
    }

    def call(item: Item) -> Item:
        name = None if item.external else names.get(item.path)
        return item if name is None else replace(item, name=name)

    return renamed(index, call), replace(
        shown,
        touchpoints=shown.touchpoints.renamed(call),
        pains=shown.pains.renamed(call),
        opportunities=shown.opportunities.renamed(call),
    )


def _in_brackets(text: str) -> str:
    return f"[{_bare(text)}]"


def _bare(text: str) -> str:
    return text[1:-1] if text[:1] == "[" and text[-1:] == "]" else text


# -- either ------------------------------------------------------------------------------------

# What becomes of a text; None: it goes.
_Change = Callable[[str], str | None]


class _Changes:
    """What becomes of the texts at some paths, found from the things that hold them."""

    def __init__(self, paths: Collection[Path], change: _Change) -> None:
        self._change = change
        # Of each place that leads to one of the texts, the steps that do.
        self._below: dict[Path, dict[str | int, None]] = {}
        for path in paths:
            for length, step in enumerate(path):
                self._below.setdefault(path[:length], {})[step] = None
        self._paths = frozenset(paths)

    def of(self, thing: E, place: Path) -> E:
        """A thing with its texts changed; itself where there are none."""
        fields = [str(step) for step in self._below.get(place, ())]
        if not fields:
            return thing
        changes = {field: self._alter(getattr(thing, field), (*place, field)) for field in fields}
        copy = thing.model_copy(update=changes)
        # What is gone was never written, and is no denial.
        copy.model_fields_set.difference_update(name for name, left in changes.items() if not left)
        return copy

    def _alter(self, value: object, place: Path) -> object:
        """A value with the texts changed that stand in it; None: it goes with its text."""
        if place in self._paths:
            assert isinstance(value, str)
            return self._change(value)
        if place not in self._below:
            return value
        if isinstance(value, tuple):
            entries = (self._alter(one, (*place, n)) for n, one in enumerate(value))
            return tuple(entry for entry in entries if entry is not None)
        if isinstance(value, Element):
            copy = self.of(value, place)
            return None if getattr(copy, _TEXT, "") is None else copy
        return value


def _rewritten(things: Things, paths: Collection[Path], change: _Change) -> Things:
    """The things of a map with the texts at some paths changed."""
    changes = _Changes(paths, change)

    def all_of(listing: Listing[E]) -> Listing[E]:
        return listing.mapped(
            lambda item, thing: thing if item.external else changes.of(thing, item.path)
        )

    return replace(
        things,
        journey=changes.of(things.journey, ()),
        personas=all_of(things.personas),
        stages=all_of(things.stages),
        touchpoints=all_of(things.touchpoints),
        pains=all_of(things.pains),
        opportunities=all_of(things.opportunities),
        owners=tuple(
            owner._replace(thing=changes.of(owner.thing, owner.path)) for owner in things.owners
        ),
    )
