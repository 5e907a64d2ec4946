"""What several maps of a workspace share."""

from __future__ import annotations

from cjmap.board.board import Labelled
from cjmap.facts.subject import Subject
from cjmap.messages import tr
from cjmap.records import dataclass


@dataclass(frozen=True, slots=True)
class Library:
    """A library: its name for people, and the names of what it holds, kind by kind."""

    file: str
    title: str
    holds: tuple[Labelled, ...]


def read_library(subject: Subject, language: str) -> Library:
    journey = subject.journey
    held = (
        (tr("Personas"), tuple(persona.name for persona in journey.personas)),
        (tr("Channels"), tuple(channel.name for channel in journey.channels)),
        (tr("Evidence"), tuple(item.title for item in journey.evidence)),
        (tr("Lanes"), tuple(lane.name for lane in journey.lanes)),
    )
    return Library(
        subject.workspace.name(subject.file),
        journey.title,
        tuple(Labelled(name.render(language), names) for name, names in held if names),
    )
