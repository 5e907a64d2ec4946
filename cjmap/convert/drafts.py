"""What was read of another form: drafts of maps, and what became of every piece of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import PurePath

from cjmap.convert.tables import NOWHERE, Spot
from cjmap.findings import Path
from cjmap.messages import Message, tr
from cjmap.records import dataclass, field
from cjmap.text.emitting import Value


class Fate(StrEnum):
    """What became of a piece of what was read."""

    TAKEN = "taken-over"
    """It is said by a key of the format."""
    KEPT = "kept"
    """The format has no place for it: it stands as it is, under an `x-` key or in an own lane."""
    UNKNOWN = "not-understood"
    """It is nowhere in the map."""
    MISSING = "missing"
    """A map needs it, and nothing says it: a comment in the file asks for it."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What became of a piece that was read.

    `text` is the piece as it stands at `spot`; what is missing has none. `path` is where it stands
    in the map now, `note` what people should know of it beside that.
    """

    fate: Fate
    text: str = ""
    spot: Spot = NOWHERE
    path: Path = ()
    note: Message | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A map as plain data: the format's own keys, texts, numbers, lists; whether it holds is not known.

    A text is a text, whatever it looks like, a number a number: `"5"` is written in quotes. `name`
    is what its file may be called, without suffixes; by default that follows from the title.
    Numbers that look as they were written, `1.50`, are `Written`.
    """

    values: Mapping[str, Value]
    remarks: tuple[Remark, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The maps that a file holds, in its order; `remarks` are of what belongs to none of them."""

    drafts: tuple[Draft, ...]
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """What is to be read: bytes, with the name of their file for people.

    `columns` is what `--map-columns` says of tables, by what stands there; `language` the tag of
    the words that tables are written in, where somebody says so.
    """

    data: bytes
    name: str
    columns: Mapping[str, str] = field(default_factory=dict)
    language: str | None = None

    @property
    def stem(self) -> str:
        """The name without what stands behind its first point: what a map may be called."""
        name = PurePath(self.name).name.lstrip(".").partition(".")[0]
        # What comes from a pipe has no name of its own.
        return "journey" if not name or name.startswith("<") else name


def untitled() -> Remark:
    """Says that a map is called as its file is."""
    note = tr("Nothing says what this journey is called; the file's name stands here.")
    return Remark(Fate.MISSING, path=("title",), note=note)


def nobody() -> Remark:
    """Says that a map has no persona."""
    note = tr("Nothing says who goes this way: who is it?")
    return Remark(Fate.MISSING, path=("personas",), note=note)


def unstaged() -> Remark:
    """Says that nothing names the first stage of a map."""
    note = tr("Nothing names stages: what is this one called?")
    return Remark(Fate.MISSING, path=("stages", 0, "name"), note=note)
