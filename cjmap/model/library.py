"""What the libraries of a workspace hold for its maps."""

from __future__ import annotations

from cjmap.model.channel import Channel
from cjmap.model.evidence import Evidence
from cjmap.model.lane import Lane
from cjmap.model.persona import Persona
from cjmap.records import dataclass


@dataclass(frozen=True, slots=True)
class Library:
    """What the libraries of a workspace hold for its maps. Paths count from the workspace's root."""

    personas: tuple[Persona, ...] = ()
    channels: tuple[Channel, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    lanes: tuple[Lane, ...] = ()
