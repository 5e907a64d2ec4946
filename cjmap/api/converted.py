"""A map as it is in another form."""

from __future__ import annotations

from cjmap.convert.drafts import Remark
from cjmap.findings import Outcome
from cjmap.records import dataclass


@dataclass(frozen=True, slots=True)
class Converted:
    """What `convert_file` makes of a map; nothing is written.

    `name` is what its file may be called, `content` what that would hold: text, or the bytes of a
    form that is none. `remarks` tell of each piece of what was read what became of it, and
    `outcome` what `validate` finds in the map.
    """

    name: str
    content: str | bytes
    remarks: tuple[Remark, ...]
    outcome: Outcome
