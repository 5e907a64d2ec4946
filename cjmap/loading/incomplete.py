"""What may be missing from a map of which a part could not be read, and where.

Named are kinds of things (`pain`) and keys (`owner:`): what refers to them cannot be called
wrong, nor missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from cjmap.findings import Path
from cjmap.vocabulary.maps import Thing


class Loss(NamedTuple):
    """What may be missing (`pain`, `owner:`), and at which place it was lost."""

    what: str
    place: Path


class Losses:
    """What may be missing from a map, by where it was lost: asked for once a problem of a rule."""

    def __init__(self, losses: Iterable[Loss]) -> None:
        self._everywhere: set[str] = set()
        self._of: dict[Path, set[str]] = {}
        self._within: dict[Path, set[str]] = {}
        for what, place in losses:
            if not place:
                self._everywhere.add(what)
            self._of.setdefault(home_of(place), set()).add(what)
            for depth in range(1, len(place) + 1):
                self._within.setdefault(place[:depth], set()).add(what)

    def around(self, home: Path) -> frozenset[str]:
        """What was lost in an item, or among the keys of an item that it stands in; of the map
        itself, `()`, among its own keys.
        """
        if not self._of:
            return frozenset()
        if not home:
            return frozenset(self._of.get((), ()))
        return frozenset(self._everywhere).union(
            self._within.get(home, ()),
            *(self._of.get(home[:depth], ()) for depth in range(1, len(home) + 1)),
        )


def home_of(path: Path) -> Path:
    """The item (stage, touchpoint, pain ...) that a path leads into; `()` for the map itself."""
    for depth in range(len(path), 0, -1):
        if isinstance(path[depth - 1], int):
            return path[:depth]
    return ()


def lose_everything(place: Path) -> Iterator[Loss]:
    """What a part that may have held anything leaves open."""
    return (Loss(thing, place) for thing in Thing)


def lose(path: Path) -> Iterator[Loss]:
    """What may be missing once `path` is pruned."""
    return (Loss(what, path) for what in what_is_lost(path))


def in_model(loss: Loss, removed: Mapping[Path, list[int]]) -> Loss:
    """A loss with the numbers of the model's lists; an item that is gone is its list's loss.

    `removed` are the numbers of the items that the document's lists lost.
    """
    found: list[str | int] = []
    for depth, step in enumerate(loss.place):
        if isinstance(step, int):
            gone = removed.get(loss.place[:depth], ())
            if step in gone:
                break
            step -= sum(number < step for number in gone)
        found.append(step)
    return Loss(loss.what, tuple(found))


# The kinds of things that stand below a key.
_HOLDS = {
    "personas": ("persona",),
    "channels": ("channel",),
    "evidence": ("evidence",),
    "touchpoints": ("touchpoint", "pain", "gain", "opportunity", "metric"),
    "pains": ("pain",),
    "gains": ("gain",),
    "opportunities": ("opportunity",),
    "metrics": ("metric",),
    "lanes": ("lane",),
    "stages": ("stage", "touchpoint", "pain", "gain", "opportunity", "metric"),
}
_NAMES = ("id", "name", "text", "title")


def what_is_lost(path: Path) -> Iterator[str]:
    """The kinds of things, and the keys, that may be missing once `path` is pruned.

    The last key is named with its owner too: `opportunities.status:`.
    """
    keys = [step for step in path if isinstance(step, str)]
    for key in keys:
        if key not in ("stages", "touchpoints"):
            yield f"{key}:"
    last, owner = ("", "", *keys)[-1], ("", "", *keys)[-2]
    if owner:
        yield f"{owner}.{last}:"
    if last == "evidence" and len(keys) > 1:
        # Elsewhere than at the top only ids stand under that key.
        return
    if last in _HOLDS:
        yield from _HOLDS[last]
    elif last in _NAMES:
        # The thing is still there, under a name that nobody refers to.
        yield from _HOLDS.get(owner, ())
