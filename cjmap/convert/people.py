"""Names of people as personas of a map, and how the rest of the map refers to each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from cjmap.text.emitting import Value
from cjmap.text.slugs import slug

_KIND: Final = "persona"


class Cast:
    """The personas of a map, in the order in which they are first named."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names: dict[str, None] = dict.fromkeys(names)

    def add(self, name: str) -> None:
        self._names.setdefault(name)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._names)

    def ids(self) -> Mapping[str, str | None]:
        """The id that must be written for each, None where its name says enough.

        Names that differ in capitals or accents alone would else be one and the same.
        """
        taken: set[str] = set()
        found: dict[str, str | None] = {}
        for number, name in enumerate(self._names, 1):
            base = slug(name) or f"{_KIND}-{number}"
            chosen, more = base, 2
            while chosen in taken:
                chosen, more = f"{base}-{more}", more + 1
            taken.add(chosen)
            found[name] = None if chosen == base else chosen
        return found

    def entries(self) -> list[Value]:
        """What stands under `personas`."""
        return [name if id is None else {"name": name, "id": id} for name, id in self.ids().items()]

    def references(self) -> Mapping[str, str]:
        """How the map refers to each by name or id."""
        return {name: id or name for name, id in self.ids().items()}
