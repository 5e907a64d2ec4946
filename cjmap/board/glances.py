"""A map in short as each of its personas meets it: what stands above it when one alone is shown."""

from __future__ import annotations

from collections.abc import Iterable

from cjmap.board.board import Mark, Tile
from cjmap.board.cut import cut_out
from cjmap.board.digest import Digest
from cjmap.board.digesting import read_digest
from cjmap.board.earlier import look_back
from cjmap.board.people import mark_personas
from cjmap.board.tiles import experience_tiles, journey_tiles
from cjmap.facts.subject import Subject
from cjmap.findings import Finding
from cjmap.records import dataclass


@dataclass(frozen=True, slots=True)
class Glance:
    """The digest and the headline figures of a map that is read for one persona."""

    mark: Mark
    digest: Digest
    journey: tuple[Tile, ...]
    experience: tuple[Tile, ...]


def read_glances(
    subject: Subject, findings: Iterable[Finding] = (), *, language: str | None = None
) -> tuple[Glance, ...]:
    """One for each persona, in the map's order; none where there are not several.

    Args:
        subject: the map and what follows from it.
        findings: what lint says of it, as `read` takes it.
        language: a BCP 47 tag, by default the map's own.
    """
    subject = subject.shown
    personas = subject.participation.personas
    if len(personas) < 2:
        return ()
    marks = mark_personas(personas)
    found = tuple(findings)
    glances = []
    for persona in personas:
        cut = cut_out(subject, (persona,), marks, found, subject.speak(language))
        earlier = look_back(cut, None)
        glances.append(
            Glance(
                marks[persona.id],
                read_digest(cut),
                tuple(journey_tiles(cut, earlier)),
                tuple(experience_tiles(cut, earlier)),
            )
        )
    return tuple(glances)
