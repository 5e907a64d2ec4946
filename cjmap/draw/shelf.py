"""The list beside pages or pictures: which map each was made from.

By it a later run knows what earlier ones made of maps that are gone, and that it is their own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, Final

from cjmap.findings.json_text import json_text
from cjmap.records import dataclass

VERSION: Final = 1
_MAP, _SUM = "map", "sha256"


@dataclass(frozen=True, slots=True)
class Shelf:
    """A kind of list: its file's name, what it lists, and how the names of these end.

    Without `folders` all that it lists stands beside it.
    """

    name: str
    things: str
    endings: tuple[str, ...]
    folders: bool = False


PAGES: Final = Shelf("cjmap-pages.json", "pages", (".html",))


@dataclass(frozen=True, slots=True)
class Entry:
    """What was made of a map: the path of that from the list's folder.

    `digest` is the SHA-256 of what was written, where no mark in a file tells whose it is.
    """

    map: str
    digest: str | None = None


class NotOursError(Exception):
    """What stands in the list's place is none."""


def dump(shelf: Shelf, entries: Mapping[str, Entry]) -> str:
    """The text of a list: what was made, by names from the list's folder."""
    listed = {name: _write(entry) for name, entry in sorted(entries.items())}
    return json_text({"version": VERSION, shelf.things: listed}) + "\n"


def _write(entry: Entry) -> object:
    return entry.map if entry.digest is None else {_MAP: entry.map, _SUM: entry.digest}


def load(shelf: Shelf, text: str) -> dict[str, Entry]:
    """What was made, by names from the list's folder.

    Raises:
        NotOursError: the text is no such list, or one that names files elsewhere.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise NotOursError from None
    known = isinstance(data, dict) and data.get("version") == VERSION
    listed = data.get(shelf.things) if known else None
    if not isinstance(listed, dict) or not all(_is_fit(shelf, name) for name in listed):
        raise NotOursError
    return {name: _read(value) for name, value in listed.items()}


def _is_fit(shelf: Shelf, name: str) -> bool:
    path = PurePosixPath(name)
    inside = path.as_posix() == name and not path.is_absolute() and ".." not in path.parts
    plain = not any(char in name for char in "\\:")
    return (
        inside and plain and name.endswith(shelf.endings) and (shelf.folders or path.name == name)
    )


def _read(value: Any) -> Entry:
    match value:
        case str():
            return Entry(value)
        case {"map": str(map), "sha256": str(digest)}:
            return Entry(map, digest)
    raise NotOursError
