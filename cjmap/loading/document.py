"""A file as read: what it says, where it says it, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from cjmap.findings import Path, Problem
from cjmap.findings.source import Source
from cjmap.loading.incomplete import Loss
from cjmap.loading.paths import original_number
from cjmap.model.remarks import Remark
from cjmap.records import dataclass, field
from cjmap.text.tree import Tree

if TYPE_CHECKING:
    from cjmap.model.journey import Journey


@dataclass(frozen=True)
class Places:
    """From a path of the model to the path of the document.

    They differ where a list lost a pruned item and where a mistyped key was read as the one
    that it was meant to be.
    """

    removed: Mapping[Path, list[int]] = field(default_factory=dict)
    renamed: Mapping[Path, str] = field(default_factory=dict)

    def document(self, path: Path) -> Path:
        if not self.removed and not self.renamed:
            return path
        modelled: list[str | int] = []
        written: list[str | int] = []
        for step in path:
            if isinstance(step, int):
                step = original_number(step, self.removed.get(tuple(modelled), ()))
                written.append(step)
                modelled.append(step)
            else:
                modelled.append(step)
                written.append(self.renamed.get(tuple(modelled), step))
        return tuple(written)

    def is_renamed(self, path: Path) -> bool:
        """Whether the key that a path of the model ends in is written otherwise."""
        return bool(self.renamed) and self.document(path)[-1:] != path[-1:]


@dataclass(frozen=True)
class Guess:
    """What a text seems to say whose syntax is broken: enough to tell which references lead nowhere.

    `lines` are those that break it or stand above one that stands where none may, from 1: what
    they hold nobody knows.
    """

    journey: Journey
    lines: frozenset[int]


@dataclass(frozen=True)
class Document:
    """One file as read. `journey` is None where it is no map at all, or its syntax is broken.

    In the latter case `guess` may tell what it seems to say. `incomplete` names the kinds of
    things (`pain`) and the keys (`owner:`) of which some could not be read, and where, as paths
    of the model: what refers to them cannot be called wrong, nor missing. `remarks` are what
    only the text tells.
    """

    file: FilePath
    source: Source
    tree: Tree
    journey: Journey | None = None
    places: Places = field(default_factory=Places)
    problems: tuple[Problem, ...] = ()
    incomplete: frozenset[Loss] = frozenset()
    remarks: tuple[Remark, ...] = ()
    guess: Guess | None = None

    @property
    def glimpse(self) -> Journey | None:
        """What others may refer to: the map, or what it seems to say where its syntax is broken."""
        return self.guess.journey if self.guess is not None else self.journey

    def locate(self, path: Path, *, key: bool = False) -> tuple[Path, int, int]:
        """Where a path of the model stands: the written prefix of it, and a stretch of text."""
        return self.tree.locate(self.places.document(path), key=key)
