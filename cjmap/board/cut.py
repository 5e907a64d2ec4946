"""What of a map is read: for whom, in which language, and what is known to be missing."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from cjmap.board.board import Branch, Mark, Touchpoint
from cjmap.facts.curve import PersonaCurve
from cjmap.facts.improvement import improve
from cjmap.facts.index import Item, holding, list_ids, named_in_part, resolve
from cjmap.facts.participation import TouchpointFact
from cjmap.facts.priorities import Ranked
from cjmap.facts.subject import Subject
from cjmap.findings import Finding, Path
from cjmap.findings.usage import UsageError
from cjmap.messages import Message, join, tr
from cjmap.model.scale import Scale
from cjmap.records import dataclass, field, replace
from cjmap.vocabulary.improvement import PainState
from cjmap.vocabulary.maps import Thing
from cjmap.vocabulary.personas import PersonaType

ALL_PERSONAS = tr("all personas")
"""What is said of a figure that is everybody's, where a map is read for some."""

# What stands on the map by itself, so that a reader may be led there.
_SHOWN = (
    Thing.PERSONA,
    Thing.STAGE,
    Thing.TOUCHPOINT,
    Thing.PAIN,
    Thing.OPPORTUNITY,
    Thing.EVIDENCE,
)


@dataclass(frozen=True)
class Cut:
    """A map as some of its personas meet it.

    `touchpoints` are the touchpoints of each stage in which one of them takes part (for everybody: all),
    `numbers` theirs from 1 through the map, `lines` the curves. `marks` are those of every persona
    of the map, by id. `found` gives the number (from 1) of the finding with a code in a stage.
    `along` is what cards note of the ways, by number, and `branches` those among them that lead on;
    empty until these are read, and so are
    `cards`, those of each stage. `letters` are
    those by which an opportunity is found from a pain elsewhere that it answers, by the path of either.
    """

    subject: Subject
    personas: tuple[Item, ...]
    touchpoints: tuple[tuple[TouchpointFact, ...], ...]
    numbers: dict[Path, int]
    lines: tuple[PersonaCurve, ...]
    marks: dict[str, Mark]
    found: dict[tuple[str, int], int]
    language: str
    along: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    branches: Mapping[int, tuple[Branch, ...]] = field(default_factory=dict)
    cards: tuple[tuple[Touchpoint, ...], ...] = ()
    letters: Mapping[Path, tuple[str, ...]] = field(default_factory=dict)

    @property
    def scale(self) -> Scale:
        """The scale on which readers see the scores."""
        return self.subject.journey.scale

    @property
    def everybody(self) -> bool:
        """Whether the map is read for all of its personas."""
        return len(self.personas) == len(self.subject.participation.personas)

    @cached_property
    def standings(self) -> dict[Path, PainState]:
        """In which state each pain stands, by its path; a template's ideas answer none."""
        subject = self.subject
        found = subject.improvement
        if subject.prompts:
            found = improve(subject.index, replace(subject.told, pains=subject.things.pains))
        return {answer.pain.path: answer.state for answer in found.answers}

    @cached_property
    def ranked(self) -> dict[Path, Ranked]:
        """Each opportunity with its rank among all of the map, by its path; a template's has none."""
        found = self.subject.priorities
        entries = (*found.ranked, *found.done, *found.dropped)
        return {entry.opportunity.path: entry for entry in entries}

    @cached_property
    def absent(self) -> tuple[int, ...]:
        """The stages, from 0, that have touchpoints, at none of which somebody is who is read for."""
        stages = self.subject.participation.stages
        return tuple(
            number
            for number, row in enumerate(self.touchpoints)
            if not row and stages[number].touchpoints
        )

    @cached_property
    def standing(self) -> Mapping[tuple[str, int], Sequence[Item]]:
        """What stands at a stage and at those of its touchpoints that are read, by kind and stage."""
        found: dict[tuple[str, int], list[Item]] = {}
        for kind, items in self.subject.index.items.items():
            for item in items:
                if item.stage is not None and (len(item.place) == 2 or item.place in self.numbers):
                    found.setdefault((kind, item.stage), []).append(item)
        return found

    def say(self, message: Message) -> str:
        return message.render(self.language)

    def way_to(self, item: Item, file: str) -> str:
        """A path that an item names, from the map's folder: those of libraries count from the root."""
        if not item.external:
            return file
        subject = self.subject
        folder = posixpath.dirname(subject.workspace.name(subject.file))
        return posixpath.relpath(file, folder or ".")

    def concerns(self, references: Sequence[str]) -> bool:
        """Whether what names these personas, or nobody, is about one of those who are read for."""
        if not references:
            return True
        named = (resolve(self.subject.index, "persona", reference) for reference in references)
        return any(item in self.personas for item in named if item is not None)

    def named(self, references: Sequence[str]) -> tuple[Mark, ...]:
        """The marks of the personas that are named; those who are not read for are left out."""
        found = (resolve(self.subject.index, "persona", reference) for reference in references)
        return self._marks(item for item in found if item is not None)

    def others(self, references: Sequence[str]) -> tuple[Item, ...]:
        """Those of whom something is that names personas; empty where it is of all who are read for."""
        found = (resolve(self.subject.index, "persona", reference) for reference in references)
        named = {item for item in found if item is not None}
        if named == set(self.personas):
            return ()
        return tuple(one for one in self.subject.participation.personas if one in named)

    def who(self, personas: Sequence[Item]) -> tuple[Mark, ...]:
        """The marks of those who take part somewhere, where that is not simply everybody."""
        described = self.subject.things.personas
        usual = [item for item in self.personas if described[item].type is not PersonaType.NEGATIVE]
        here = [item for item in personas if item in self.personas]
        return () if here == usual else self._marks(here)

    def _marks(self, items: Iterable[Item]) -> tuple[Mark, ...]:
        """None where there is one persona only, who is meant anyway."""
        if len(self.personas) < 2:
            return ()
        return tuple(self.marks[item.id] for item in items if item in self.personas)


def choose_personas(subject: Subject, wanted: Sequence[str]) -> tuple[Item, ...]:
    """The personas that are named by id, name or part of it, in the map's order; nobody: everyone.

    Raises UsageError for one that the map does not have, or of which it has several.
    """
    everyone = subject.participation.personas
    found: list[Item] = []
    for reference in wanted:
        item = resolve(subject.index, "persona", reference)
        # Whole words first: `ana` is Ana, though there is an Anabel.
        meant = (item,) if item else named_in_part(subject.index, "persona", reference)
        meant = meant or holding(subject.index, "persona", reference)
        if len(meant) > 1:
            raise UsageError(
                # Tool: a wrong option.
                tr(
                    "“{name}” may be one of several personas: {known}.",
                    name=reference,
                    known=join([one.id for one in meant]),
                )
            )
        if not meant and not everyone:
            raise UsageError(
                # Tool: a wrong option.
                tr("No persona “{name}” in this map: it has none.", name=reference)
            )
        if not meant:
            raise UsageError(
                # Tool: a wrong option.
                tr(
                    "No persona “{name}” in this map. It has: {known}.",
                    name=reference,
                    known=join(list_ids(subject.index, "persona")),
                )
            )
        found += meant
    return tuple(item for item in everyone if item in found) if wanted else everyone


def cut_out(
    subject: Subject,
    personas: tuple[Item, ...],
    marks: dict[str, Mark],
    findings: Iterable[Finding],
    language: str,
) -> Cut:
    """A map as the given personas meet it; all of them: the whole map."""
    every = len(personas) == len(subject.participation.personas)
    touchpoints = tuple(
        tuple(
            fact
            for fact in stage.touchpoints
            if every or any(persona in personas for persona in fact.personas)
        )
        for stage in subject.participation.stages
    )
    # What is called 7 in the picture of everybody is called 7 in that of one persona, too.
    through = (fact for stage in subject.participation.stages for fact in stage.touchpoints)
    numbers = {fact.item.path: number for number, fact in enumerate(through, 1)}
    return Cut(
        subject,
        personas,
        touchpoints,
        {fact.item.path: numbers[fact.item.path] for row in touchpoints for fact in row},
        tuple(line for line in subject.curve.lines if line.persona in personas),
        marks,
        _by_stage(findings),
        language,
    )


def nearest(subject: Subject, path: Path) -> Path:
    """The path of the thing on the map that a path leads to or into; () for the journey itself."""
    places = subject.index.places
    for length in range(len(path), 0, -1):
        item = places.get(path[:length])
        if item is not None and item.kind in _SHOWN:
            return item.path
    return ()


def _by_stage(findings: Iterable[Finding]) -> dict[tuple[str, int], int]:
    """Which finding speaks of which stage, by code; those gathered under another included."""
    found: dict[tuple[str, int], int] = {}
    for number, finding in enumerate(findings, 1):
        for one in (finding, *finding.members):
            if len(one.path) > 1 and one.path[0] == "stages" and isinstance(one.path[1], int):
                found.setdefault((one.code, one.path[1]), number)
    return found
