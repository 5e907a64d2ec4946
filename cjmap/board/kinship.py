"""How several maps hang together: what is part of what, what goes on where, what came after what."""

from __future__ import annotations

from collections.abc import Sequence

from cjmap.board.portfolio import Summary
from cjmap.messages import Message, tr
from cjmap.records import dataclass
from cjmap.vocabulary.maps import MapState, Relation

_LATER = tr("what came of it")
_PLANNED = tr("what is planned")
# What lies deeper stands side by side: nobody finds the way through more steps.
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Kin:
    """A map (by its number, from 0) among those that it is tied to.

    `how` says what it is to the map above it, None for a part and at the top. `below` are its parts,
    variants and later states, in rows: the maps of a row follow one another. `then` are maps in
    which it goes on that stand in another row, `size` how many maps stand below it.
    """

    map: int
    how: Message | None
    below: tuple[tuple[Kin, ...], ...]
    then: tuple[int, ...]
    size: int


def relate(maps: Sequence[Summary]) -> tuple[tuple[Kin, ...], ...]:
    """The maps that are tied to others of them, in rows as in `Kin`, each map once."""
    return _Weave(maps).rows()


class _Weave:
    """The ties of the maps, by their numbers."""

    def __init__(self, maps: Sequence[Summary]) -> None:
        self._above: dict[int, int] = {}
        self._how: dict[int, Message] = {}
        self._below: dict[int, list[int]] = {}
        self._next: dict[int, list[int]] = {}
        numbers = {one.file: number for number, one in enumerate(maps)}
        ties = [
            (number, link.kind, there)
            for number, one in enumerate(maps)
            for link in one.links
            if (there := numbers.get(link.file or one.file, number)) != number
        ]
        # A part stands below what it is part of, whatever else it is.
        for here, kind, there in ties:
            if kind == Relation.PARENT:
                self._put(here, there)
            elif kind == Relation.CHILD:
                self._put(there, here)
        for here, kind, there in ties:
            if kind == Relation.BASELINE:
                ahead = maps[here].state == MapState.FUTURE
                self._put(here, there, _PLANNED if ahead else _LATER)
            elif kind == Relation.VARIANT:
                self._put(here, there, Relation.VARIANT.label)
            elif kind == Relation.NEXT and there not in self._next.setdefault(here, []):
                self._next[here].append(there)

    def _put(self, part: int, whole: int, how: Message | None = None) -> None:
        """Puts a map below another, unless it has its place or would stand below itself."""
        above: int | None = whole
        while above is not None and above != part:
            above = self._above.get(above)
        if above is not None or part in self._above:
            return
        self._above[part] = whole
        self._below.setdefault(whole, []).append(part)
        if how is not None:
            self._how[part] = how

    def rows(self) -> tuple[tuple[Kin, ...], ...]:
        tied = {*self._above, *self._below, *self._next}
        tied.update(there for targets in self._next.values() for there in targets)
        top = sorted(number for number in tied if number not in self._above)
        return self._line_up(top, _DEEPEST)

    def _line_up(self, numbers: Sequence[int], deeper: int) -> tuple[tuple[Kin, ...], ...]:
        """Maps of one place in rows, each of which goes on from one to the next.

        Below them there are so many steps more.
        """
        here = set(numbers)
        follower: dict[int, int] = {}
        followed: set[int] = set()
        for number in numbers:
            for there in self._next.get(number, ()):
                if there in here and there not in followed and number not in follower:
                    follower[number] = there
                    followed.add(there)
        rows = []
        left = dict.fromkeys(numbers)
        # What goes round begins where the files do.
        for first in (*(number for number in numbers if number not in followed), *numbers):
            row = []
            at: int | None = first
            while at is not None and at in left:
                del left[at]
                row.append(at)
                at = follower.get(at)
            if row:
                rows.append(tuple(self._stand(n, follower.get(n), deeper) for n in row))
        return tuple(rows)

    def _stand(self, number: int, follower: int | None, deeper: int) -> Kin:
        below = self._line_up(self._listed(number, deeper), deeper - 1)
        then = (there for there in self._next.get(number, ()) if there != follower)
        size = sum(1 + kin.size for row in below for kin in row)
        return Kin(number, self._how.get(number), below, tuple(then), size)

    def _listed(self, number: int, deeper: int) -> Sequence[int]:
        """What stands right below a map; at the last step all that is below it, at none nothing."""
        if deeper:
            return self._below.get(number, ()) if deeper > 0 else ()
        found = list(self._below.get(number, ()))
        for each in found:
            found += self._below.get(each, ())
        return found
