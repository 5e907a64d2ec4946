"""Two journeys paired: what of the one is which thing of the other.

An earlier and a later state of a map, two branches of one, a map and its plan: whoever compares
them stands on these pairs. Within each kind (persona, stage, touchpoint, pain …) things are
paired in four rounds, each among what the rounds before left over:

1. by *id*: both have the same id, and at least one of them writes it;
2. by *name*: the names give the same slug;
3. by *likeness*: what they say is alike, at `LIKE_ENOUGH` or more;
4. by *shape*, stages and touchpoints alone: of those that are left in paired places only these
   two have the same channels (a stage: its touchpoints have), and what they say beyond names is
   alike, at `NOT_ANOTHER` or more, or neither says anything.

Where a thing stands does not matter for that, so that a touchpoint may move between stages;
among several of one id or name those that stand in paired places go first, then the most
alike. Metrics alone are bound to where they stand, and to their type: `csat` of two
touchpoints are two figures.

Likeness is the mean, by `WEIGHTS`, of four parts, each 0 to 1. `name`: Dice's coefficient of
the words of both names, or of their runs of three letters if that is more. `text`: Dice's
coefficient of the words of all else that they say, of a stage with the names of its touchpoints,
or with all that these say if that is more. `marks`: the share of the choices, numbers
and days that both have (Jaccard). `place`: 1 where they stand in paired places, else 0. Where
neither says more than its name, the name has the text's weight too, and where neither has a
mark, marks do not count. Two things that write different ids are never paired by likeness or shape.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from enum import StrEnum

from cjmap.facts.index import Item, own_id
from cjmap.facts.portraits import Portrait, portray
from cjmap.facts.things import Things
from cjmap.findings import Path
from cjmap.records import dataclass
from cjmap.text.slugs import slug
from cjmap.vocabulary.maps import Thing

# From here on two things are alike.
LIKE_ENOUGH = 0.5
# Below this what two things say of themselves is something else, whatever their shape.
NOT_ANOTHER = 0.25
WEIGHTS: Mapping[str, float] = {"name": 0.35, "text": 0.45, "marks": 0.1, "place": 0.1}
# More comparisons than these would take longer than anybody waits; then only ids and names count.
_MOST_COMPARED = 100_000
# Owners before what stands in them.
_ORDER = (
    *(Thing.PERSONA, Thing.CHANNEL, Thing.EVIDENCE, Thing.STAGE, Thing.TOUCHPOINT),
    *(Thing.PAIN, Thing.GAIN, Thing.OPPORTUNITY, Thing.METRIC, Thing.LANE),
)


class How(StrEnum):
    """What two things were paired by."""

    ID = "id"
    NAME = "name"
    LIKENESS = "likeness"
    SHAPE = "shape"


@dataclass(frozen=True, slots=True)
class Pair:
    """One thing in the old and in the new journey.

    `likeness` is how alike they are, 0 to 1, where that has paired them; None where something else has.
    """

    old: Item
    new: Item
    how: How
    likeness: float | None


@dataclass(frozen=True, slots=True)
class Matches:
    """The pairs of one kind in the order of the old file, and what stands on one side alone."""

    pairs: tuple[Pair, ...]
    only_old: tuple[Item, ...]
    only_new: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two journeys paired: the matches by kind (see `Thing`), `new_of` by the path of the old
    thing, and `old_of` by that of the new one."""

    matches: Mapping[Thing, Matches]
    new_of: Mapping[Path, Item]
    old_of: Mapping[Path, Item]


def pair(old: Things, new: Things) -> Pairing:
    """Pairs an old journey with a new one.

    The same two journeys give the same pairs, swapped ones the swapped pairs, and the order of
    the file decides only between things that nothing else tells apart.
    """
    before, after = portray(old), portray(new)
    matches: dict[Thing, Matches] = {}
    new_of: dict[Path, Item] = {}
    old_of: dict[Path, Item] = {}
    for kind in _ORDER:
        found = _Round(before[kind], after[kind], new_of, local=kind is Thing.METRIC).match()
        matches[kind] = found
        new_of.update((one.old.path, one.new) for one in found.pairs)
        old_of.update((one.new.path, one.old) for one in found.pairs)
    return Pairing(matches, new_of, old_of)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Two things that may be one, with the numbers at which they stand in their lists."""

    old: int
    new: int
    likeness: float
    together: bool


class _Round:
    """The matching of one kind: the portraits of both sides, less and less of them left over."""

    def __init__(
        self,
        old: Sequence[Portrait],
        new: Sequence[Portrait],
        new_of: Mapping[Path, Item],
        *,
        local: bool,
    ) -> None:
        self._old = old
        self._new = new
        self._new_of = new_of
        self._local = local
        self._left_old = dict.fromkeys(range(len(old)))
        self._left_new = dict.fromkeys(range(len(new)))
        self._pairs: dict[int, Pair] = {}

    def match(self) -> Matches:
        self._by_key(How.ID, _written_id, _written_id)
        self._by_key(How.ID, _written_id, _any_id)
        self._by_key(How.ID, _any_id, _written_id)
        self._by_key(How.NAME, _name, _name)
        self._by_likeness()
        self._by_shape()
        return Matches(
            tuple(self._pairs[number] for number in sorted(self._pairs)),
            tuple(self._old[number].item for number in self._left_old),
            tuple(self._new[number].item for number in self._left_new),
        )

    def _by_key(self, how: How, old: _Key, new: _Key) -> None:
        """Pairs what has the same key; of several, as the module's docstring says."""
        groups: dict[str, tuple[list[int], list[int]]] = {}
        for number in self._left_old:
            key = old(self._old[number])
            if key:
                groups.setdefault(key, ([], []))[0].append(number)
        for number in self._left_new:
            key = new(self._new[number])
            if key in groups:
                groups[key][1].append(number)
        for olds, news in groups.values():
            if len(olds) == len(news) == 1:
                self._take_only(how, olds[0], news[0])
                continue
            few = len(olds) * len(news) <= _MOST_COMPARED
            pairs = itertools.product(olds, news) if few else zip(olds, news, strict=False)
            self._take(how, self._compare_all(pairs))

    def _by_likeness(self) -> None:
        if len(self._left_old) * len(self._left_new) > _MOST_COMPARED:
            return
        pairs = (
            (one, other)
            for one in self._left_old
            for other in self._left_new
            if not (self._old[one].item.written and self._new[other].item.written)
        )
        alike = [c for c in self._compare_all(pairs) if c.likeness >= LIKE_ENOUGH]
        self._take(How.LIKENESS, alike)

    def _by_shape(self) -> None:
        """Pairs what nothing but other names tells apart, where nobody else could be meant."""
        groups: dict[tuple[Path, tuple[str, ...]], tuple[list[int], list[int]]] = {}
        for number in self._left_old:
            one = self._old[number]
            place = self._place_now(one.item.place)
            if any(one.shape) and place is not None:
                groups.setdefault((place, one.shape), ([], []))[0].append(number)
        for number in self._left_new:
            key = self._new[number].item.place, self._new[number].shape
            if key in groups:
                groups[key][1].append(number)
        for olds, news in groups.values():
            if len(olds) == len(news) == 1 and self._may_be_another_name(olds[0], news[0]):
                self._couple(How.SHAPE, olds[0], news[0])

    def _may_be_another_name(self, old: int, new: int) -> bool:
        one, other = self._old[old], self._new[new]
        if one.item.written and other.item.written:
            return False
        return _dice(one.prose, other.prose) >= NOT_ANOTHER

    def _place_now(self, old: Path) -> Path | None:
        """Where the things of a place of the old map would stand in the new one."""
        if not old:
            return old
        found = self._new_of.get(old)
        return None if found is None else found.path

    def _take_only(self, how: How, old: int, new: int) -> None:
        """Two that nothing else could be: how alike they are does not matter."""
        if self._may_be_one(old, new):
            self._couple(how, old, new)

    def _may_be_one(self, old: int, new: int) -> bool:
        one, other = self._old[old], self._new[new]
        if one.sort != other.sort:
            return False
        return not self._local or self._stand_together(one.item.place, other.item.place)

    def _compare_all(self, pairs: Iterable[tuple[int, int]]) -> Iterator[_Candidate]:
        """The pairs that may be one thing, with how alike they are."""
        for old, new in pairs:
            if self._may_be_one(old, new):
                one, other = self._old[old], self._new[new]
                together = self._stand_together(one.item.place, other.item.place)
                yield _Candidate(old, new, liken(one, other, together=together), together)

    def _stand_together(self, old: Path, new: Path) -> bool:
        if not old:
            return not new
        counterpart = self._new_of.get(old)
        return counterpart is not None and counterpart.path == new

    def _take(self, how: How, candidates: Iterable[_Candidate]) -> None:
        """The best of the candidates first, each thing once."""
        for found in sorted(candidates, key=self._rank):
            if found.old in self._left_old and found.new in self._left_new:
                likeness = found.likeness if how is How.LIKENESS else None
                self._couple(how, found.old, found.new, likeness)

    def _couple(self, how: How, old: int, new: int, likeness: float | None = None) -> None:
        del self._left_old[old], self._left_new[new]
        self._pairs[old] = Pair(self._old[old].item, self._new[new].item, how, likeness)

    def _rank(self, found: _Candidate) -> tuple[bool, float, list[str], int, int]:
        """What decides between candidates: the same whichever side is called the old one."""
        names = sorted((self._old[found.old].item.name, self._new[found.new].item.name))
        apart, at = abs(found.old - found.new), found.old + found.new
        return (not found.together, -found.likeness, names, apart, at)


_Key = Callable[[Portrait], str]


def _written_id(portrait: Portrait) -> str:
    return own_id(portrait.item) if portrait.item.written else ""


def _any_id(portrait: Portrait) -> str:
    return own_id(portrait.item)


def _name(portrait: Portrait) -> str:
    name = portrait.item.name
    return slug(name) or unicodedata.normalize("NFC", name)


# --- likeness ------------------------------------------------------------------------------------


def liken(old: Portrait, new: Portrait, *, together: bool) -> float:
    """How alike two things are, 0 to 1; `together` says that they stand in paired places."""
    name = max(_dice(old.name, new.name), _dice(old.letters, new.letters))
    text = _dice(old.text, new.text) if old.text or new.text else name
    if old.inner and new.inner:
        text = max(text, _dice(old.text | old.inner, new.text | new.inner))
    total = WEIGHTS["name"] * name + WEIGHTS["text"] * text + WEIGHTS["place"] * together
    most = WEIGHTS["name"] + WEIGHTS["text"] + WEIGHTS["place"]
    marks = old.marks | new.marks
    if marks:
        total += WEIGHTS["marks"] * len(old.marks & new.marks) / len(marks)
        most += WEIGHTS["marks"]
    return round(total / most, 6)


def _dice(old: Set[str], new: Set[str]) -> float:
    """2 |A ∩ B| / (|A| + |B|) (Dice 1945), 0 to 1; two empty sets have all in common."""
    size = len(old) + len(new)
    return 2 * len(old & new) / size if size else 1.0
