"""What a project reads from: the disk, or a tree of git. Both answer the same questions."""

from __future__ import annotations

import stat
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol


class State(NamedTuple):
    """What tells whether a file or a folder has changed; a folder does when entries come or go."""

    mode: int
    modified: int
    size: int
    inode: int


class Entry(Protocol):
    """What stands in a folder, as `os.scandir` tells of it: a link is what it leads to.

    The methods may raise OSError.
    """

    @property
    def name(self) -> str: ...

    @property
    def path(self) -> str: ...

    def is_dir(self) -> bool: ...

    def is_file(self) -> bool: ...

    def is_symlink(self) -> bool: ...


class Files(ABC):
    """Files and folders, which go by absolute paths.

    Equal ones hold the same. They can be pickled.
    """

    __slots__ = ()

    @abstractmethod
    def state(self, path: Path) -> State | None:
        """The state of what is at a path, None where nothing can be seen."""

    @abstractmethod
    def entries(self, folder: Path) -> Sequence[Entry]:
        """What stands in a folder, by name.

        Raises:
            OSError: it cannot be looked into.
        """

    @abstractmethod
    def read(self, file: Path, most: int = -1) -> bytes:
        """The first bytes of a file, at most so many; all of them by default.

        Raises:
            OSError: it cannot be read.
            ValueError: no file can have such a name.
        """

    @abstractmethod
    def is_link(self, path: Path) -> bool:
        """Whether a path itself is a link."""

    @abstractmethod
    def has_name(self, path: str) -> bool:
        """Whether something stands at a path under just that name; a link need not lead anywhere."""

    @abstractmethod
    def real(self, path: str) -> str:
        """A path with the links in it followed.

        Raises:
            OSError, ValueError: nobody can follow it.
        """

    @abstractmethod
    def is_repository(self, folder: Path) -> bool:
        """Whether a folder is the root of a git repository's files."""

    def is_file(self, path: Path) -> bool:
        """Whether a path leads to a regular file; where nothing can be seen it does not."""
        state = self.state(path)
        return state is not None and stat.S_ISREG(state.mode)

    def is_folder(self, path: Path) -> bool:
        """Whether a path leads to a folder; where nothing can be seen it does not."""
        state = self.state(path)
        return state is not None and stat.S_ISDIR(state.mode)

    def exists(self, path: Path) -> bool:
        """Whether anything can be seen at a path."""
        return self.state(path) is not None
