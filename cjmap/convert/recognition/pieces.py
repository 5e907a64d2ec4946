"""Of what a map is put together: its places, the things of a row, and lists that know what is in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cjmap.convert.recognition.cells import items_of, names_of
from cjmap.convert.recognition.heading import Heading
from cjmap.convert.tables import Cell
from cjmap.findings import Path
from cjmap.records import dataclass, field

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """The journey, a stage or a touchpoint as it is put together; `stage` is the stage's place."""

    level: str
    values: Values
    path: Path
    stage: Place | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """The things that one row of a table names, and the cells that say more of them.

    `alone`: the row is a thing itself, and another one than those of the rows before.
    """

    alone: bool = False
    things: dict[str, list[tuple[Values, Path]]] = field(default_factory=dict)
    about: list[tuple[Heading, Cell]] = field(default_factory=list)


class Shelf:
    """A list that only grows, and where in it a text stands: tables may have a hundred thousand rows."""

    def __init__(self, listed: list[Any]) -> None:
        self._listed = listed
        self._places: dict[str, list[int]] = {}
        self._known = 0

    def add(self, text: str) -> None:
        """Adds a text that is not there yet."""
        if not self._at(text):
            self._listed.append(text)

    def places(self, thing: Values, key: str) -> Sequence[int]:
        """The numbers of the things that may be one: texts stay as they are, metrics get more words."""
        return range(len(self._listed)) if key == "metrics" else self._at(thing["text"])

    def _at(self, text: str) -> Sequence[int]:
        for number in range(self._known, len(self._listed)):
            one = self._listed[number]
            said = str(one.get("text")) if isinstance(one, dict) else str(one)
            self._places.setdefault(said, []).append(number)
        self._known = len(self._listed)
        return self._places.get(text, ())


def portraits(text: str) -> Iterator[tuple[str, Values]]:
    """Names of people, with what stands behind one that no name would be: `Marta, 34, renter`."""
    for item in items_of(text):
        name, *rest = names_of(item) or [item]
        if not any(part[:1].isdigit() for part in rest):
            yield from ((one, {}) for one in (name, *rest))
            continue
        ages = [part for part in rest if part.isdigit()]
        more = [part for part in rest if part not in ages[:1]]
        said: Values = {"age": ages[0]} if ages else {}
        yield name, {**said, "bio": ", ".join(more)} if more else said


def is_same(one: Values, other: Values, key: str) -> bool:
    """Whether two pains, metrics or the like of one place are one."""
    said = ("type", "name") if key == "metrics" else ("text",)
    if any(one.get(part) != other.get(part) for part in said):
        return False
    return (
        key != "metrics"
        or "value" not in other
        or one.get("value", other["value"]) == other["value"]
    )
