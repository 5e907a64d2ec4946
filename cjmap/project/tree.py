"""The files of a revision, as git holds them in its trees."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from cjmap.messages import tr
from cjmap.project.files import Entry, Files, State
from cjmap.project.git import Objects
from cjmap.text.refusals import Refused

_LINK: Final = stat.S_IFLNK
# What git calls the commit of another repository in a tree.
_SUBMODULE: Final = 0o160000
_POINTER: Final = b"version https://git-lfs.github.com/spec/"
# As many entries of folders are kept in mind.
_KEPT: Final = 500_000


class Item(NamedTuple):
    """What a tree has under a name: its mode, and the name of the object in hexadecimal digits."""

    mode: int
    name: str

    @property
    def kind(self) -> int:
        return stat.S_IFMT(self.mode)


class Trees:
    """The folders of a repository by the names of their objects, each parsed once."""

    def __init__(self, objects: Objects) -> None:
        self.objects = objects
        self._known: dict[str, Mapping[str, Item]] = {}
        self._entries = 0

    def __reduce__(self) -> tuple[type[Trees], tuple[Objects]]:
        return Trees, (self.objects,)

    def items(self, name: str) -> Mapping[str, Item]:
        """What a tree holds, by name.

        Raises:
            OSError: git does not hold it.
        """
        known = self._known.get(name)
        if known is None:
            known = _parse(self.objects.read(name), len(name) // 2)
            self._entries += len(known)
            if self._entries > _KEPT:
                self._known.clear()
                self._entries = len(known)
            self._known[name] = known
        return known


def _parse(data: bytes, length: int) -> Mapping[str, Item]:
    """The entries of a tree: `<mode> <name>NUL<id>`, where an id has so many bytes."""
    items = {}
    at = 0
    while at < len(data):
        blank, end = data.index(b" ", at), data.index(b"\0", at)
        mode, name = int(data[at:blank], 8), os.fsdecode(data[blank + 1 : end])
        at = end + 1 + length
        items[name] = Item(mode, data[end + 1 : at].hex())
    return items


class _Standing(NamedTuple):
    """What stands in a folder of a tree."""

    name: str
    path: str
    item: Item

    def is_dir(self) -> bool:
        return self.item.kind in (stat.S_IFDIR, _SUBMODULE)

    def is_file(self) -> bool:
        return not self.is_dir()

    def is_symlink(self) -> bool:
        return self.item.kind == _LINK


class Tree(Files):
    """The files of a tree of git, as if they lay in the folder `top`.

    Links are not followed, nor are submodules looked into: what they lead to counts as there,
    and cannot be read. `name` is that of the tree's object.
    """

    __slots__ = ("_found", "_trees", "name", "top")

    def __init__(self, top: Path, trees: Trees, name: str) -> None:
        self.top = top
        self.name = name
        self._trees = trees
        self._found: dict[str, Item | None] = {str(top): Item(stat.S_IFDIR, name)}

    def __reduce__(self) -> tuple[type[Tree], tuple[Path, Trees, str]]:
        return Tree, (self.top, self._trees, self.name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tree) and (self.top, self.name) == (other.top, other.name)

    def __hash__(self) -> int:
        return hash((self.top, self.name))

    @property
    def asked(self) -> Mapping[str, Item | None]:
        """What was asked for so far but for folders, and what stands there."""
        return {
            path: item
            for path, item in self._found.items()
            if item is None or item.kind != stat.S_IFDIR
        }

    def item(self, path: Path) -> Item | None:
        """What stands at a path, None for nothing; a link or a submodule for all behind it."""
        return self._find(str(path))

    def state(self, path: Path) -> State | None:
        item = self._find(str(path))
        if item is None:
            return None
        is_folder = item.kind == stat.S_IFDIR or (item.kind == _SUBMODULE and self._ends(path))
        return State(stat.S_IFDIR if is_folder else stat.S_IFREG, 0, 0, int(item.name, 16))

    def entries(self, folder: Path) -> Sequence[Entry]:
        item = self._find(str(folder))
        if item is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        if item.kind == _SUBMODULE:
            return ()
        if item.kind != stat.S_IFDIR:
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        before = os.path.join(folder, "")  # noqa: PTH118 - asked of every folder
        return [
            _Standing(name, before + name, one)
            for name, one in sorted(self._trees.items(item.name).items())
        ]

    def read(self, file: Path, most: int = -1) -> bytes:
        item = self._find(str(file))
        if item is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        if item.kind == _LINK:
            raise Refused(tr("links are not followed in a revision"))
        if item.kind == _SUBMODULE:
            raise Refused(tr("it lies in a submodule, which is not looked into"))
        if item.kind == stat.S_IFDIR:
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        data = self._trees.objects.read(item.name, most)
        if data.startswith(_POINTER):
            raise Refused(tr("git LFS keeps it elsewhere, and the revision only names it"))
        return data

    def is_link(self, path: Path) -> bool:
        item = self._find(str(path))
        return item is not None and item.kind == _LINK and self._ends(path)

    def has_name(self, path: str) -> bool:
        return self._find(path) is not None

    def real(self, path: str) -> str:
        return path

    def is_repository(self, folder: Path) -> bool:
        return folder == self.top

    def _ends(self, path: Path) -> bool:
        """Whether a link or a submodule stands at a path itself, not before its end."""
        above = self._find(str(path.parent))
        return above is not None and above.kind == stat.S_IFDIR

    def _find(self, path: str) -> Item | None:
        if path not in self._found:
            self._found[path] = self._descend(path)
        return self._found[path]

    def _descend(self, path: str) -> Item | None:
        before = os.path.join(self.top, "")  # noqa: PTH118 - asked of every path
        if not path.startswith(before):
            return None
        item = Item(stat.S_IFDIR, self.name)
        for name in Path(path.removeprefix(before)).parts:
            if item.kind != stat.S_IFDIR:
                return None if item.kind == stat.S_IFREG else item
            try:
                inside = self._trees.items(item.name)
            except OSError:
                # Git does not hold the folder: `entries` says so.
                return None
            if name not in inside:
                return None
            item = inside[name]
        return item
