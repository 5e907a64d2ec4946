"""Files as a project reads them: those that are there, or what lies over them for a while."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from cjmap.project.disk import DISK
from cjmap.project.files import Entry, Files, State
from cjmap.text.refusals import refuse_stream


class Reader:
    """Reads files, keeps in mind the state in which it met each, and lets text lie over them."""

    def __init__(self, files: Files = DISK) -> None:
        self.files = files
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
        """The state of a file or folder; that in which it was first met is kept in mind for `stale`.

        Whoever looks a second time learns nothing of what was made of it the first time.
        """
        state = self.files.state(path)
        self._states.setdefault(path, state)
        return state

    def attend(self, path: Path) -> None:
        """Keeps the state of a file or folder in mind, where it is not already."""
        if path not in self._states:
            self.note(path)

    def entries(self, folder: Path) -> Sequence[Entry]:
        """What stands in a folder, by name; text that lies over files adds nothing to it.

        Raises:
            OSError: it cannot be looked into.
        """
        self.note(folder)
        return self.files.entries(folder)

    def is_file(self, file: Path) -> bool:
        return file in self._overlays or self.is_saved(file)

    def is_saved(self, file: Path) -> bool:
        """Whether the files hold one, whatever lies over it."""
        state = self.note(file)
        return state is not None and stat.S_ISREG(state.mode)

    def read_whole(self, file: Path, most: int) -> bytes:
        """All bytes of a file, as `read` has them.

        Raises:
            OSError: as `read` says, or there are more than `most`.
            ValueError: no file can have such a name.
        """
        data = self.read(file, most + 1)
        if len(data) > most:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        return data

    def read(self, file: Path, most: int) -> bytes:
        """What lies over a file, else its bytes, at most so many.

        Raises:
            OSError: it cannot be read, or is no regular file: a pipe might never end.
            ValueError: no file can have such a name.
        """
        data = self._overlays.get(file)
        if data is not None:
            return data[:most]
        # Before reading: what changes meanwhile counts as changed.
        state = self.note(file)
        if state is not None and stat.S_ISDIR(state.mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if state is not None and not stat.S_ISREG(state.mode):
            raise refuse_stream()
        return self.files.read(file, most)

    def saved(self, file: Path) -> bytes:
        """The bytes of a file, whatever lies over it. Raises OSError."""
        return self.files.read(file)

    def forget(self, path: Path) -> None:
        """Forgets the state in which a file or folder was met."""
        self._states.pop(path, None)

    def stale(self) -> tuple[Path, ...]:
        """The files and folders that are no longer in the state in which they were met."""
        return tuple(
            sorted(path for path, state in self._states.items() if self.files.state(path) != state)
        )
