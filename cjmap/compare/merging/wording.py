"""What a person has to decide, in words."""

from __future__ import annotations

from typing import Final

from cjmap.compare.merging.entries import Plain
from cjmap.compare.merging.joined import Conflict, Side
from cjmap.findings import format_path
from cjmap.messages import Message, shorten, tr

_LONGEST: Final = 60
_NAMES: Final = ("name", "title", "text", "to", "metric", "id", "type")


def tell_conflict(conflict: Conflict) -> Message:
    """One line: where it stands, and what both sides say."""
    path = format_path(conflict.path)
    if conflict.order:
        return tr("{path}: both sides moved the same items, each to another place", path=path)
    ours, theirs = _tell(conflict.ours), _tell(conflict.theirs)
    if conflict.gone is Side.OURS:
        return tr("{path}: ours took it away, theirs says {theirs}", path=path, theirs=theirs)
    if conflict.gone is Side.THEIRS:
        return tr("{path}: ours says {ours}, theirs took it away", path=path, ours=ours)
    return tr("{path}: ours says {ours}, theirs says {theirs}", path=path, ours=ours, theirs=theirs)


def _tell(value: Plain) -> str:
    """A value as short as it can be told: a thing by its name."""
    return f"`{shorten(_flat(value), _LONGEST)}`"


def _flat(value: Plain) -> str:
    if isinstance(value, dict):
        name = next((value[key] for key in _NAMES if value.get(key)), None)
        told = _flat(name) if name is not None else ", ".join(value)
        return told if len(value) == 1 else f"{told} …"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flat, value)) + "]"
    if value is None:
        return "~"
    return " ".join((value if isinstance(value, str) else value[0]).split())
