"""The names of the files that a report is written to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path as FilePath
from typing import Final

from cjmap.facts.subject import Subject
from cjmap.loading.document import map_id

INDEX_NAME: Final = "index"

# Names that Windows keeps for devices.
_RESERVED: Final = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)


def name_pages(maps: Sequence[Subject], *, several: bool = True) -> dict[FilePath, str]:
    """A file name for each map's page: its id, with a number where that is taken.

    The names differ in more than capitals and are none that a system keeps for itself; of
    `several` maps none takes the index's.
    """
    taken = {INDEX_NAME} if several else set()
    names: dict[FilePath, str] = {}
    for facts in maps:
        base = facts.journey.id or map_id(facts.file)
        if base in _RESERVED:
            base = f"{base}-map"
        name = base
        number = 2
        while name in taken:
            name = f"{base}-{number}"
            number += 1
        taken.add(name)
        names[facts.file] = f"{name}.html"
    return names
