"""Two sides of a map joined entry by entry, against what they both came from.

What one side alone changed is taken from it; what both changed alike is taken once; what both
changed is looked into, and what has nothing inside that could be parted clashes. How something
is written (quotes, brackets, comments) counts as changed too, but never clashes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from typing import Final, TypeAlias

from cjmap.compare.merging.entries import (
    Cut,
    Entry,
    Line,
    Plain,
    as_empty,
    as_list,
    as_mapping,
    spread,
)
from cjmap.compare.merging.forms import JOURNEY, Form
from cjmap.compare.merging.joined import (
    Body,
    Branch,
    Child,
    Clash,
    Conflict,
    Place,
    Side,
    Whole,
    tell_place,
)
from cjmap.compare.merging.matching import Identities, Key, Name
from cjmap.compare.merging.weaving import blend, weave
from cjmap.findings import Path
from cjmap.text import tree as nodes
from cjmap.text.scalars import parse_date

Three: TypeAlias = "tuple[Entry | None, Entry | None, Entry | None]"
"""One entry in the base, in ours, in theirs; None where it is not."""

_UPDATED: Final[Path] = ("updated",)


class Joiner:
    """Joins three texts. `conflicts` are what clashed, `later` the day that was taken as the later
    of two, with the other one; `doubled` is where both wrote a comment of their own on one value."""

    def __init__(self, cuts: Sequence[Cut], identities: Identities) -> None:
        self._cuts = cuts
        self._identities = identities
        self.conflicts: list[Conflict] = []
        self.later: tuple[str, str] | None = None
        self.doubled: list[Place] = []
        self._parted: set[Name] = set()

    def join(self) -> Body:
        base, ours, theirs = (one.root for one in self._cuts)
        return self._join_children((base, ours, theirs), JOURNEY)

    # -- one entry ------------------------------------------------------------------------------

    def _join(self, three: Three, form: Form) -> Body | None:
        """What becomes of an entry; None where it goes."""
        base, ours, theirs = three
        if ours is None or theirs is None:
            return self._join_one_sided(three, form)
        free = not self._identities.is_stirred(*three)
        if free and ours.lines == theirs.lines:
            return Whole(ours)
        if base is None:
            return self._join_new(ours, theirs, form)
        if free and theirs.lines == base.lines:
            return Whole(ours)
        if free and ours.lines == base.lines:
            return Whole(theirs)
        views = self._see(three, form)
        return self._join_single(three) if views is None else self._join_children(views, form)

    def _join_one_sided(self, three: Three, form: Form) -> Body | None:
        """An entry that one side at most has."""
        base, ours, theirs = three
        one = ours or theirs
        if one is None:
            return None
        if base is None:
            if self._identities.is_stirred(one):
                views = self._see((None, ours, theirs), form)
                if views is not None:
                    return self._join_children(views, form)
            return Whole(one)
        side = Side.OURS if ours is not None else Side.THEIRS
        if not self._is_changed(base, one):
            return None
        return self._clash(
            Whole(one) if side is Side.OURS else None,
            Whole(one) if side is Side.THEIRS else None,
            one,
        )

    def _join_new(self, ours: Entry, theirs: Entry, form: Form) -> Body:
        """What both sides added under one key, or under one id."""
        if ours.value == theirs.value:
            return Whole(ours)
        named_alike = isinstance(ours.value, dict) and isinstance(theirs.value, dict)
        if (ours.key is not None or named_alike) and ours.value and theirs.value:
            views = self._see((None, ours, theirs), form)
            if views is not None and not form.is_whole:
                return self._join_children(views, form)
        return self._clash(Whole(ours), Whole(theirs), ours)

    def _join_single(self, three: Three) -> Body:
        """What both sides wrote anew and nobody can part."""
        base, ours, theirs = three
        assert base is not None
        assert ours is not None
        assert theirs is not None
        if ours.value == theirs.value or theirs.value == base.value:
            return Whole(_quiet(ours, theirs, base))
        if ours.value == base.value:
            return Whole(_quiet(theirs, ours, base))
        if ours.path == _UPDATED:
            days = [_day(one.value) for one in (ours, theirs)]
            if all(days):
                first, last = sorted((ours, theirs), key=lambda one: _day(one.value))
                self.later = _day(last.value), _day(first.value)
                return Whole(last)
        return self._clash(Whole(ours), Whole(theirs), ours)

    def _clash(
        self, ours: Whole | Branch | None, theirs: Whole | Branch | None, entry: Entry
    ) -> Clash:
        said = [one.entry.value if isinstance(one, Whole) else None for one in (ours, theirs)]
        gone = Side.OURS if ours is None else Side.THEIRS if theirs is None else None
        order = isinstance(ours, Branch)
        place = tell_place(entry)
        self.conflicts.append(Conflict(entry.path, place, said[0], said[1], gone, order))
        return Clash(ours, theirs)

    def _part(self, name: Name, body: Whole | Branch, side: Side) -> Clash:
        """What one side alone wants here, since the other wants it elsewhere or not at all: it is
        marked wherever a side wants it, and is one conflict."""
        spots = [self._identities.find(one, name) for one in (Side.OURS, Side.THEIRS)]
        entries = [None if spot is None else spot[0] for spot in spots]
        first = entries[0] or entries[1]
        assert first is not None
        if name not in self._parted:
            self._parted.add(name)
            homes = [None if one is None else tell_place(one)[:-1] for one in entries]
            gone = next((one for one in (Side.OURS, Side.THEIRS) if spots[one - 1] is None), None)
            place = tell_place(first)
            self.conflicts.append(
                Conflict(first.path, place, None, None, gone, homes=(homes[0], homes[1]))
            )
        return Clash(body if side is Side.OURS else None, body if side is Side.THEIRS else None)

    def _is_changed(self, base: Entry, one: Entry) -> bool:
        """Whether a side said something else of an entry than the base, or more in comments."""
        if not self._identities.is_stirred(base, one):
            return base.value != one.value or bool(_more_notes(one, base))
        if base.children is None or one.children is None or base.is_list != one.is_list:
            return True
        names = self._identities.match((base, one, None), prose=True)
        for name, entry in _named(one, names[Side.OURS]).items():
            before = _named(base, names[Side.BASE]).get(name)
            if before is None or self._is_changed(before, entry):
                return True
        there = set(_named(one, names[Side.OURS]))
        for name in _named(base, names[Side.BASE]):
            if name not in there and not self._went_elsewhere(one.side, name):
                return True
        return False

    def _went_elsewhere(self, side: int, name: Key) -> bool:
        return isinstance(name, tuple) and self._identities.find(side, name) is not None

    # -- what stands in an entry ------------------------------------------------------------------

    def _see(self, three: Three, form: Form) -> Three | None:
        """The same entry on all sides as one that holds entries; None where it is none."""
        held = [one.node for one in three if one is not None]
        lists = any(isinstance(node, nodes.Sequence) for node in held)
        mappings = any(isinstance(node, nodes.Mapping) for node in held)
        if lists == mappings or form.is_whole:
            return None
        if lists and form.grammar is None and any(_is_numbers(one) for one in three):
            return None
        views: list[Entry | None] = []
        for one in three:
            view = None if one is None else self._see_one(one, form, lists=lists)
            if view is None and one is not None:
                return None
            views.append(view)
        return views[0], views[1], views[2]

    def _see_one(self, one: Entry, form: Form, *, lists: bool) -> Entry | None:
        node, side = one.node, self._cuts[one.side]
        if one.children is not None:
            return one
        if isinstance(node, nodes.Mapping | nodes.Sequence):
            return spread(side, one)
        if one.value is None:
            return as_empty(one, is_list=lists)
        if lists:
            return as_list(side, one) if form.may_stand_alone else None
        return as_mapping(side, one, form.shorthand) if form.shorthand else None

    def _join_children(self, three: Three, form: Form) -> Body:
        style = _choose_style(three)
        is_list = style.is_list
        if is_list:
            found = self._identities.match(three, prose=form.is_prose)
            sides = [_named(one, names) for one, names in zip(three, found, strict=True)]
        else:
            sides = [_named(one, {}) for one in three]
        children: dict[Key, Child] = {}
        for name in dict.fromkeys((*sides[Side.OURS], *sides[Side.THEIRS])):
            here: Three = (
                sides[Side.BASE].get(name),
                sides[Side.OURS].get(name),
                sides[Side.THEIRS].get(name),
            )
            child = self._join_child(name, here, form)
            if child is not None:
                children[name] = child
        base, ours, theirs = (list(one) for one in sides)
        order, agreed = weave(base, ours, theirs, children)
        foot = _blend(three, lambda one: one.foot)
        made = Branch(style, is_list, tuple(children[name] for name in order), foot)
        if agreed or not is_list or not form.is_ordered:
            return made
        wanted, _ = weave(base, theirs, ours, children)
        other = Branch(style, is_list, tuple(children[name] for name in wanted), foot)
        return self._clash(made, other, style)

    def _join_child(self, name: Key, here: Three, form: Form) -> Child | None:
        """What becomes of an entry of a list or mapping that one side at least has there."""
        _, ours, theirs = three = here
        moved = None
        if isinstance(name, tuple) and (ours is None or theirs is None):
            found = self._settle(name, here)
            if found is None:
                return None
            three, moved = found
        entry = ours or theirs
        assert entry is not None
        body = self._join(three, form.of(entry.key))
        if body is None:
            return None
        if moved is not None and isinstance(name, tuple) and not isinstance(body, Clash):
            body = self._part(name, body, moved)
        above = _blend(three, lambda one: one.above)
        more = [*_left_out(three, body)]
        if more and _is_said_by_both(three):
            self.doubled.append(tell_place(entry))
        return Child(entry.key, (*above, *((0, note) for note in more)), body)

    def _settle(self, name: Name, here: Three) -> tuple[Three, Side | None] | None:
        """A thing that one side alone has here: as it is on all sides, wherever it stands.

        With it comes the side that alone wants it here, where the other wants it elsewhere or not
        at all. None where it goes: to another list, in which it will be met.
        """
        side = Side.OURS if here[Side.OURS] is not None else Side.THEIRS
        spots = [self._identities.find(one, name) for one in Side]
        other, before = spots[side.other], spots[Side.BASE]
        if other is None:
            if here[Side.BASE] is not None or before is None:
                return here, None
            # Moved here by one side, and taken away by the other.
            return (None, here[Side.OURS], here[Side.THEIRS]), side
        if here[Side.BASE] is not None or before is None:
            return None if here[Side.BASE] is not None else (here, None)
        entries = [spot[0] if spot is not None else None for spot in spots]
        entries[side] = here[side]
        three = entries[0], entries[1], entries[2]
        return three, None if other[1] == before[1] else side


def _named(entry: Entry | None, names: dict[Key, Entry]) -> dict[Key, Entry]:
    """What stands in a list by its names, in a mapping by its keys."""
    if entry is None:
        return {}
    if entry.is_list:
        return names
    return {child.key: child for child in entry.children or () if child.key is not None}


def _blend(three: Three, tell: Callable[[Entry], Sequence[Line]]) -> tuple[Line, ...]:
    """The comments that belong to an entry, of three sides."""
    base, ours, theirs = (() if one is None else tell(one) for one in three)
    return blend(base, ours, theirs)


def _choose_style(three: Three) -> Entry:
    """The entry whose style is kept: ours, unless theirs alone changed it."""
    base, ours, theirs = three
    if ours is None or theirs is None:
        found = ours or theirs
        assert found is not None
        return found
    if theirs.children and not ours.children:
        return theirs
    return theirs if base is not None and ours.style == base.style else ours


def _is_numbers(entry: Entry | None) -> bool:
    """Whether an entry is a list of numbers, whose places say what they are."""
    if entry is None or not isinstance(entry.value, list) or not entry.value:
        return False
    return all(isinstance(one, tuple) for one in entry.value)


def _day(value: Plain) -> str:
    """A day as it is written; nothing for all else."""
    return value if isinstance(value, str) and parse_date(value) is not None else ""


# -- comments -----------------------------------------------------------------------------------


def _more_notes(one: Entry, base: Entry) -> Counter[str]:
    return Counter(one.notes) - Counter(base.notes)


def _left_out(three: Three, body: Body) -> Iterator[str]:
    """The comments of a line that is taken from one side which the other side wrote there."""
    base, ours, theirs = three
    if ours is None or theirs is None or isinstance(body, Clash):
        return
    taken = body.entry if isinstance(body, Whole) else body.style
    other = theirs if taken.side == Side.OURS else ours
    if isinstance(body, Whole):
        have, there = Counter(taken.notes), Counter(other.notes)
        before = Counter(base.notes) if base is not None else Counter[str]()
    else:
        have, there, before = _beside(taken), _beside(other), _beside(base)
    missing = there - before - have
    yield from (note for note in dict.fromkeys(other.notes) for _ in range(missing[note]))


def _is_said_by_both(three: Three) -> bool:
    """Whether both sides wrote a comment on one value that the base had not."""
    base, ours, theirs = three
    return bool(_beside(ours) - _beside(base)) and bool(_beside(theirs) - _beside(base))


def _quiet(taken: Entry, other: Entry, base: Entry) -> Entry:
    """A line of one side, without the comment on it that the other side took away."""
    gone = _beside(base) - _beside(other)
    if not gone or _beside(taken) != gone or len(taken.lines) != 1:
        return taken
    ((column, text),) = taken.lines
    quiet = copy(taken)
    quiet.lines = ((column, text.removesuffix(taken.beside).rstrip()),)
    quiet.beside, quiet.notes = "", ()
    return quiet


def _beside(entry: Entry | None) -> Counter[str]:
    note = entry.beside.strip() if entry is not None else ""
    return Counter([note] if note.startswith("#") else [])
