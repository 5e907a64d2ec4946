"""What the libraries of a workspace hold for its maps."""

from __future__ import annotations

from typing import Final

from cjmap.model.channel import Channel
from cjmap.model.evidence import Evidence
from cjmap.model.lane import Lane
from cjmap.model.persona import Persona
from cjmap.records import dataclass
from cjmap.vocabulary.maps import Thing


@dataclass(frozen=True, slots=True)
class Library:
    """What the libraries of a workspace hold for its maps. Paths count from the workspace's root.

    `lost` are the kinds of things of which some could not be read.
    """

    personas: tuple[Persona, ...] = ()
    channels: tuple[Channel, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    lanes: tuple[Lane, ...] = ()
    lost: frozenset[Thing] = frozenset()


SHARED: Final = frozenset({Thing.PERSONA, Thing.CHANNEL, Thing.EVIDENCE, Thing.LANE})
"""The kinds of things that a library holds."""
