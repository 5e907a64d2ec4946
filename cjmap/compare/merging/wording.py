"""What a person has to decide, in words."""

from __future__ import annotations

from typing import Final

from cjmap.compare.merging.entries import Plain
from cjmap.compare.merging.joined import Conflict, Place, Side
from cjmap.messages import Message, line_up, quote, shorten, tr, verbatim

_LONGEST: Final = 60
_NAMES: Final = ("name", "title", "text", "to", "metric", "id", "type")
_WHOLE: Final = tr("the map")


def tell_conflict(conflict: Conflict) -> Message:
    """One line: where it stands, and what both sides say."""
    place = _place(conflict.place)
    if conflict.homes is not None:
        # Where it stands is what they disagree on.
        return _tell_move(_place(conflict.place[-1:]), conflict, conflict.homes)
    if conflict.order:
        return tr("{place}: both sides moved the same items, each to another place", place=place)
    ours, theirs = _tell_both(conflict.ours, conflict.theirs)
    if conflict.gone is Side.OURS:
        return tr("{place}: ours took it away, theirs changed it", place=place)
    if conflict.gone is Side.THEIRS:
        return tr("{place}: ours changed it, theirs took it away", place=place)
    return tr(
        "{place}: ours says {ours}, theirs says {theirs}", place=place, ours=ours, theirs=theirs
    )


def tell_doubled(place: Place) -> Message:
    """One line: where both sides wrote a comment of their own."""
    return tr("{place}: both sides wrote a comment, and both are kept", place=_place(place))


def _tell_move(
    place: Message, conflict: Conflict, homes: tuple[Place | None, Place | None]
) -> Message:
    ours, theirs = (_WHOLE if home is None else _place(home) for home in homes)
    if conflict.gone is Side.OURS:
        return tr("{place}: ours took it away, theirs moved it there", place=place)
    if conflict.gone is Side.THEIRS:
        return tr("{place}: ours moved it there, theirs took it away", place=place)
    return tr(
        "{place}: ours moved it to {ours}, theirs to {theirs}; take one and delete the other",
        place=place,
        ours=ours,
        theirs=theirs,
    )


def _place(place: Place) -> Message:
    """Names in quotes and keys as they are, from the outside in."""
    if not place:
        return _WHOLE
    words = [quote(shorten(word, _LONGEST)) if named else verbatim(word) for word, named in place]
    return line_up(words, " › ")


def _tell_both(ours: Plain, theirs: Plain) -> tuple[str, str]:
    """Both values as short as they can be told apart: of two mappings what they say differently."""
    told = _flat(ours), _flat(theirs)
    if told[0] == told[1] and isinstance(ours, dict) and isinstance(theirs, dict):
        keys = [key for key in {**ours, **theirs} if ours.get(key) != theirs.get(key)]
        told = _spell(ours, keys), _spell(theirs, keys)
    return f"`{shorten(told[0], _LONGEST)}`", f"`{shorten(told[1], _LONGEST)}`"


def _spell(value: dict[str, Plain], keys: list[str]) -> str:
    return ", ".join(f"{key}: {_flat(value[key])}" for key in keys if key in value) or "…"


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
