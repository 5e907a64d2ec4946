"""What may be missing from a map of which a part could not be read.

Named are kinds of things (`pain`) and keys (`owner:`): what refers to them cannot be called
wrong, nor missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.findings import Path
from cjmap.vocabulary.maps import Thing

# What a part that may have held anything leaves open.
EVERYTHING: frozenset[str] = frozenset(Thing)

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
    """The kinds of things, and the keys, that may be missing once `path` is pruned."""
    keys = [step for step in path if isinstance(step, str)]
    for key in keys:
        if key not in ("stages", "touchpoints"):
            yield f"{key}:"
    last, owner = ("", "", *keys)[-1], ("", "", *keys)[-2]
    if last in _HOLDS:
        yield from _HOLDS[last]
    elif last in _NAMES:
        # The thing is still there, under a name that nobody refers to.
        yield from _HOLDS.get(owner, ())
