"""Where the text of files comes from: the disk, or what lies over a file for a while.

Nothing else of the package opens a map, a library or settings.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple


class State(NamedTuple):
    """What tells whether a file or a folder has changed; a folder does when entries come or go."""

    mode: int
    modified: int
    size: int
    inode: int


def state_of(path: Path) -> State | None:
    """The state of what is at a path, None where nothing can be seen.

    That is also so behind a folder without permission and for a name longer than the system
    allows, which `Path.is_file` and its kin would raise for.
    """
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return State(found.st_mode, found.st_mtime_ns, found.st_size, found.st_ino)


def is_file(path: Path) -> bool:
    """Whether a path leads to a regular file; where nothing can be seen it does not."""
    state = state_of(path)
    return state is not None and stat.S_ISREG(state.mode)


def is_folder(path: Path) -> bool:
    """Whether a path leads to a folder; where nothing can be seen it does not."""
    state = state_of(path)
    return state is not None and stat.S_ISDIR(state.mode)


def exists(path: Path) -> bool:
    """Whether anything can be seen at a path."""
    return state_of(path) is not None


def read_bytes(file: Path, most: int = -1) -> bytes:
    """The first bytes of a file on the disk, at most so many; all of them by default.

    Raises:
        OSError: it cannot be read.
        ValueError: no file can have such a name.
    """
    with file.open("rb") as stream:
        return stream.read(most)


class Disk:
    """Reads files, keeps in mind the state in which it met each, and lets text lie over them."""

    def __init__(self) -> None:
        self._overlays: dict[Path, bytes] = {}
        self._states: dict[Path, State | None] = {}

    @property
    def overlays(self) -> Mapping[Path, bytes]:
        return MappingProxyType(self._overlays)

    def overlay(self, file: Path, data: bytes) -> None:
        """Lets bytes lie over a file, which need not be there."""
        self._overlays[file] = data

    def withdraw(self, file: Path) -> None:
        """Takes back what lies over a file."""
        self._overlays.pop(file, None)

    def note(self, path: Path) -> State | None:
        """The state of a file or folder, kept in mind for `stale`."""
        state = self._states[path] = state_of(path)
        return state

    def is_file(self, file: Path) -> bool:
        return file in self._overlays or self.is_saved(file)

    def is_saved(self, file: Path) -> bool:
        """Whether the disk has a file, whatever lies over it."""
        state = self.note(file)
        return state is not None and stat.S_ISREG(state.mode)

    def read(self, file: Path, most: int = -1) -> bytes:
        """What lies over a file, else the bytes on the disk; `most` as in `read_bytes`.

        Raises:
            OSError: it cannot be read, or is no regular file: a pipe might never end.
            ValueError: no file can have such a name.
        """
        data = self._overlays.get(file)
        if data is not None:
            return data if most < 0 else data[:most]
        # Before reading: what changes meanwhile counts as changed.
        state = self.note(file)
        if state is not None and stat.S_ISDIR(state.mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if state is not None and not stat.S_ISREG(state.mode):
            raise OSError(0, "not a regular file")
        return read_bytes(file, most)

    def saved(self, file: Path) -> bytes:
        """The bytes on the disk, whatever lies over the file. Raises OSError."""
        return read_bytes(file)

    def forget(self, path: Path) -> None:
        """Forgets the state in which a file or folder was met."""
        self._states.pop(path, None)

    def stale(self) -> tuple[Path, ...]:
        """The files and folders that are no longer in the state in which they were met."""
        return tuple(
            sorted(path for path, state in self._states.items() if state_of(path) != state)
        )
