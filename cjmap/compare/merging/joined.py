"""What joining two sides gave: entries taken whole, entries put together, and what clashes."""

from __future__ import annotations

from enum import Enum, IntEnum
from typing import Final, TypeAlias

from cjmap.compare.merging.entries import Entry, Line, Plain
from cjmap.findings import Path
from cjmap.records import dataclass


class Side(IntEnum):
    """Whose a text is."""

    BASE = 0
    OURS = 1
    THEIRS = 2

    @property
    def other(self) -> Side:
        return Side.THEIRS if self is Side.OURS else Side.OURS


class _Absent(Enum):
    """What is not there, which is something else than a key without a value."""

    ABSENT = "absent"


ABSENT: Final = _Absent.ABSENT


@dataclass(frozen=True, slots=True)
class Whole:
    """An entry as one side has it."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class Branch:
    """An entry whose own entries come from both sides.

    `style` says how it is written, as that entry is. `foot` are the comments below the last.
    """

    style: Entry
    is_list: bool
    children: tuple[Child, ...]
    foot: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Clash:
    """What both sides changed, each in its own way; None on the side that took it away."""

    ours: Whole | Branch | None
    theirs: Whole | Branch | None

    def of(self, side: Side) -> Whole | Branch | None:
        return self.ours if side is Side.OURS else self.theirs


Body: TypeAlias = "Whole | Branch | Clash"


@dataclass(frozen=True, slots=True)
class Child:
    """An entry with what stands above it, counted from its column."""

    key: str | None
    above: tuple[Line, ...]
    body: Body


Place: TypeAlias = "tuple[tuple[str, bool], ...]"
"""Where something stands, from the outside in: keys, and the names of things (marked as such).

A thing without a name is told by its list and its number in it, from 1.
"""


@dataclass(frozen=True, slots=True)
class Conflict:
    """What a person has to decide: where it stands (in ours if it is there), and what both say.

    `gone` is the side that has taken it away, if one has; `order` says that both put the same
    things in another order. `homes` are what it stands in in ours and in theirs where they moved
    it apart; then it is marked in both places.
    """

    path: Path
    place: Place
    ours: Plain
    theirs: Plain
    gone: Side | None = None
    order: bool = False
    homes: tuple[Place | None, Place | None] | None = None


def tell_place(entry: Entry) -> Place:
    """Where an entry stands, in names as far as things have some."""
    words: list[tuple[str, bool]] = []
    one: Entry | None = entry
    while one is not None and one.path:
        if one.key is not None:
            words.append((one.key, False))
            one = one.parent
            continue
        # What its list is called says nothing beside its name.
        owner = one.parent
        name = _call(one.value)
        if name:
            words.append((name, True))
        elif owner is not None and owner.key is not None:
            words.append((f"{owner.key} {int(one.path[-1]) + 1}", False))
        one = owner.parent if owner is not None else None
    return tuple(reversed(words))


def _call(value: Plain) -> str:
    """What a thing is called; nothing where it has no name."""
    if not isinstance(value, dict):
        return ""
    called = next((value[key] for key in _NAMES if value.get(key)), None)
    return called if isinstance(called, str) else ""


_NAMES: Final = ("name", "title", "text")


def say_body(body: Body, side: Side) -> Plain | _Absent:
    """What is said where one side wins all clashes."""
    if isinstance(body, Whole):
        return body.entry.value
    if isinstance(body, Clash):
        chosen = body.of(side)
        return ABSENT if chosen is None else say_body(chosen, side)
    said = [(child.key, say_body(child.body, side)) for child in body.children]
    there = [(key, value) for key, value in said if not isinstance(value, _Absent)]
    if body.is_list:
        return [value for _, value in there]
    return {key: value for key, value in there if key is not None}


def is_agreed(body: Body) -> bool:
    """Whether nothing in it clashes."""
    if isinstance(body, Clash):
        return False
    return isinstance(body, Whole) or all(is_agreed(child.body) for child in body.children)


def is_there(body: Body, side: Side) -> bool:
    """Whether anything stands there where one side wins all clashes."""
    return not (isinstance(body, Clash) and body.of(side) is None)
