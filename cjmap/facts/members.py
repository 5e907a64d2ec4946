"""What the maps of a workspace are compared by: little enough to be kept of any number of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath

from cjmap.facts.index import Item
from cjmap.facts.lifecycle import Lifecycle, Phase, follow
from cjmap.facts.subject import Subject
from cjmap.findings import Path
from cjmap.messages import DEFAULT_LANGUAGE
from cjmap.model.persona import Persona
from cjmap.project.workspace import Workspace
from cjmap.records import dataclass
from cjmap.sieve.events import Plain
from cjmap.sieve.sight import Sight
from cjmap.text.slugs import composed, slug
from cjmap.vocabulary.lifecycle import DEFAULT_MODEL, LifecycleModel
from cjmap.vocabulary.maps import MapKind, Relation, Thing


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


def introduce_at_sight(
    sight: Sight, file: FilePath, workspace: Workspace, *, asked: bool = True
) -> Member | None:
    """What `introduce` says, of a clean map that was not read in full and none of whose personas
    its library knows. None where that does not tell.
    """
    data = sight.data
    stages = [_Stage.of(one) for one in _list(data, "stages")]
    lifecycle = _lifecycle(sight, workspace)
    people = [_person(one) for one in _list(data, "personas")]
    ids = [written or slug(texts["name"]) for written, texts in people]
    if sight.library or lifecycle is None or len(set(ids) - {""}) < len(ids):
        return None
    language = sight.language or workspace.settings.language or DEFAULT_LANGUAGE
    linked = (
        workspace.contain(file.parent, tie.path)
        for tie in sight.ties
        if tie.rel in (Relation.VARIANT, Relation.BASELINE)
    )
    kind = data.get("kind") or MapKind.JOURNEY
    whole = kind == MapKind.JOURNEY and all(tie.rel != Relation.PARENT for tie in sight.ties)
    touchpoints = [
        (_name(one), ("stages", n, "touchpoints", number))
        for n, stage in enumerate(stages)
        for number, one in enumerate(stage.touchpoints)
    ]
    return Member(
        file,
        workspace.root,
        workspace.name(file),
        False,
        _text(data, "id"),
        _text(data, "organization"),
        language.partition("-")[0].lower(),
        str(lifecycle),
        tuple(
            _alone(
                follow(
                    lifecycle,
                    (
                        (Item(Thing.STAGE, "", stage.name, ("stages", n), (), n), stage)
                        for n, stage in enumerate(stages)
                    ),
                    language=language,
                    chosen=bool(sight.lifecycle or workspace.settings.lifecycle),
                    fitting=bool(sight.lifecycle) or whole,
                )
            )
        ),
        tuple(name for name, _ in touchpoints),
        tuple(path for _, path in touchpoints),
        tuple(
            Portrayal(id, ("personas", number), tuple(texts.items()), False)
            for number, (id, (_, texts)) in enumerate(zip(ids, people, strict=True))
        ),
        frozenset(file for file in linked if file is not None),
        asked,
    )


@dataclass(frozen=True, slots=True)
class _Stage:
    name: str
    phase: str | None
    touchpoints: list[Plain]

    @classmethod
    def of(cls, data: Plain) -> _Stage:
        return cls(_name(data), _text(data, "phase"), _list(data, "touchpoints"))


def _lifecycle(sight: Sight, workspace: Workspace) -> LifecycleModel | tuple[str, ...] | None:
    """What the stages of a clean map are held against; None where that is not plain."""
    if not sight.lifecycle:
        return workspace.settings.lifecycle or DEFAULT_MODEL
    if isinstance(sight.lifecycle, str):
        return LifecycleModel.known(sight.lifecycle)
    return sight.lifecycle


def _person(data: Plain) -> tuple[str | None, dict[str, str]]:
    """The written id of a persona, and what is said of who it is, in the order of `_identity`."""
    written = _text(data, "id")
    segment = data.get("segment") if isinstance(data, dict) else None
    texts = {
        "name": _name(data),
        "role": _text(data, "role"),
        "age": _text(data, "age"),
        "segment": _text(segment, "name") if isinstance(segment, dict) else _string(segment),
    }
    own = {key: text for key, text in texts.items() if text is not None}
    return None if written is None else composed(written), own


def _name(data: Plain) -> str:
    return str(data["name"] if isinstance(data, dict) else data)


def _text(data: Plain | Mapping[str, Plain], key: str) -> str | None:
    return _string(data.get(key)) if isinstance(data, Mapping) else None


def _string(value: Plain) -> str | None:
    return str(value) if isinstance(value, str) else None


def _list(data: Plain | Mapping[str, Plain], key: str) -> list[Plain]:
    found = data.get(key) if isinstance(data, Mapping) else None
    return found if isinstance(found, list) else []


def _phases(subject: Subject) -> Iterator[tuple[Phase, Called]]:
    return _alone(subject.phases)


def _alone(lifecycle: Lifecycle) -> Iterator[tuple[Phase, Called]]:
    """The phases that one stage alone covers."""
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
