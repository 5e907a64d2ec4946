"""What may be missing from a map of which a part could not be read, and where.

Named are kinds of things (`pain`) and keys (`owner:`): what refers to them cannot be called
wrong, nor missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cjmap.findings import Path
from cjmap.vocabulary.maps import Thing


class Loss(NamedTuple):
    """What may be missing (`pain`, `owner:`), and at which place it was lost."""

    what: str
    place: Path

    @property
    def home(self) -> Path:
        return home_of(self.place)


def home_of(path: Path) -> Path:
    """The item (stage, touchpoint, pain ...) that a path leads into; `()` for the map itself."""
    depth = max((n for n, step in enumerate(path, 1) if isinstance(step, int)), default=0)
    return path[:depth]


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
