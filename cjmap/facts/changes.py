"""What changed between an old and a new state of a map: each change as plain data."""

from __future__ import annotations

from typing import TypeAlias

from cjmap.findings import Path
from cjmap.messages import Message
from cjmap.records import dataclass
from cjmap.vocabulary.changes import Changed, ChangeKind

Value: TypeAlias = "str | int | float | bool | list[Value] | dict[str, Value] | None"
"""What a map says at a place, as JSON has it; None where it says nothing."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change, and a sentence that tells it.

    `id` is the canonical id of the thing that it is about, "" for the map itself; `path` is where
    that stands in the new map, or in the old one for what was removed. `old` and `new` are:

    - of what was added or removed, all that the map says of it, but for things in it that stood,
      or now stand, elsewhere; a text alone where it says no more;
    - of what was renamed, its names;
    - of what was moved, `{"in", "position"}`: the id of what it stands in (None: the journey), and
      its place in that list, from 1;
    - of what was changed, its values. Scores are -2 to +2, references canonical ids.

    `persona` is the id of whose an emotion is, "" where it is nobody's in particular.
    """

    kind: ChangeKind
    what: Changed
    id: str
    path: Path
    old: Value
    new: Value
    message: Message
    persona: str = ""
