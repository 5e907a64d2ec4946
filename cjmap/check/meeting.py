"""Maps that others are compared with and that nobody asked about: what these are to know of them.

Most are clean, and of those a light reading says enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from cjmap.check.session import Session
from cjmap.facts.members import Member, introduce, introduce_at_sight
from cjmap.project.sifting import Sifter
from cjmap.sieve.sight import Sight


def meet(session: Session, files: Iterable[Path]) -> Iterator[tuple[Member, Sight | None]]:
    """What the maps are compared by that can be read, and what was seen of each that was not read
    in full.
    """
    sifter = Sifter(session.project)
    for file in files:
        sight = sifter.sift(file)
        member = None
        if sight is not None and not sifter.shares_personas(file, sight):
            member = introduce_at_sight(sight, file, session.workspace(file), asked=False)
        if member is not None:
            yield member, sight
        elif (subject := session.subject(file)) is not None:
            yield introduce(subject, asked=False), None
