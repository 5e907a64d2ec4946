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


@dataclass(frozen=True, slots=True)
class Conflict:
    """What a person has to decide: where it stands (in ours if it is there), and what both say.

    None stands for what one side has taken away; `order` says that both put the same things in
    another order.
    """

    path: Path
    ours: Plain
    theirs: Plain
    gone: Side | None = None
    order: bool = False


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
