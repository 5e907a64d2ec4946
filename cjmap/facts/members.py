"""What the maps of a workspace are compared by: little enough to be kept of any number of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as FilePath

from cjmap.facts.lifecycle import Phase
from cjmap.facts.subject import Subject
from cjmap.findings import Path
from cjmap.model.persona import Persona
from cjmap.records import dataclass
from cjmap.vocabulary.maps import Relation


@dataclass(frozen=True, slots=True)
class Called:
    """What a thing is called in a map, and where that thing stands."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Portrayal:
    """What a map itself says of who the persona of an id is: keys with their texts.

    `path` is where it stands; `replaces` says that it takes the place of the library's persona of
    that id.
    """

    id: str
    path: Path
    said: tuple[tuple[str, str], ...]
    replaces: bool


@dataclass(frozen=True, slots=True)
class Member:
    """A map among those of its workspace.

    `name` is the path from the workspace's `root`, `id` the written one, `tongue` the language
    without its region (`es` for `es-MX`), `lifecycle` what its stages are held against.
    `phases` are those that one stage alone covers, with that stage; none where the map is not
    held against any. `touchpoints` are the names of all, `places` the paths of these: most maps
    of a shape share them. `excused` are the maps that it names as its variant or baseline.
    `asked` is False for one that is known alone: nothing is told of it.
    """

    file: FilePath
    root: FilePath
    name: str
    is_library: bool
    id: str | None
    organization: str | None
    tongue: str
    lifecycle: str
    phases: tuple[tuple[Phase, Called], ...]
    touchpoints: tuple[str, ...]
    places: tuple[Path, ...]
    personas: tuple[Portrayal, ...]
    excused: frozenset[FilePath]
    asked: bool = True


def introduce(subject: Subject, *, asked: bool = True) -> Member:
    """What the other maps of a workspace are to know of a map."""
    journey = subject.journey
    touchpoints = subject.index.items["touchpoint"]
    linked = (
        subject.linked(link.to.partition("#")[0])
        for link in journey.links
        if link.rel in (Relation.VARIANT, Relation.BASELINE)
    )
    return Member(
        subject.file,
        subject.workspace.root,
        subject.workspace.name(subject.file),
        journey.is_library,
        journey.id,
        journey.organization,
        subject.language.partition("-")[0].lower(),
        str(subject.lifecycle),
        () if journey.is_library else tuple(_phases(subject)),
        tuple(item.name for item in touchpoints),
        tuple(item.path for item in touchpoints),
        tuple(_portrayals(subject)),
        frozenset(file for file in linked if file is not None),
        asked,
    )


def _phases(subject: Subject) -> Iterator[tuple[Phase, Called]]:
    lifecycle = subject.phases
    if not lifecycle.applies:
        return
    for phase in lifecycle.phases:
        stages = [entry for entry in lifecycle.stages if phase in entry.phases]
        # A stage that joins two phases has to be named after both.
        if len(stages) == 1 and len(stages[0].phases) == 1:
            stage = stages[0].stage
            yield phase, Called(stage.name, stage.path)


def _portrayals(subject: Subject) -> Iterator[Portrayal]:
    for item, persona in subject.things.personas:
        # A map that takes a persona from the library says nothing of its own about it.
        if not item.external:
            replaces = item in subject.index.shelf.replaced and not subject.journey.is_library
            yield Portrayal(item.id, item.path, tuple(_identity(persona)), replaces)


def _identity(persona: Persona) -> Iterator[tuple[str, str]]:
    """What a map says about who a persona is: keys with their texts."""
    segment = persona.segment.name if persona.segment is not None else None
    for key, text in (
        ("name", persona.name),
        ("role", persona.role),
        ("age", persona.age),
        ("segment", segment),
    ):
        if text is not None:
            yield key, text
