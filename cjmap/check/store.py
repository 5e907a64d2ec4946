"""What a user's cache folder keeps from run to run: plain texts by their keys, and not too many.

It may be shared by several processes, be full, read only, broken or gone at any time: what
cannot be read was never there, and what cannot be written is not kept.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from cjmap.messages.secrets import veil

# Bytes that entries may take up altogether; how much of that is left once the oldest are gone.
LIMIT: Final = 256 * 1024 * 1024
_KEPT: Final = 0.8
# An entry is as old as its last use, to a day.
_DAY: Final = 24 * 3600
_DIGEST: Final = 64
_ENTRIES: Final = "maps-1"
# What is longer, in bytes, was put there by somebody else. Nor is anything waited for, as at a pipe.
_LONGEST: Final = LIMIT // 4
if sys.platform == "win32":
    _READING: Final = os.O_RDONLY | os.O_BINARY
else:
    _READING: Final = os.O_RDONLY | os.O_NONBLOCK


def cache_folder() -> Path:
    """The folder of this user and program, by the custom of the system; it need not be there."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
        return Path(base) / "cjmap" / "Cache"
    named = os.environ.get("XDG_CACHE_HOME", "")
    # What is no absolute path is to be ignored, says the XDG Base Directory Specification.
    if Path(named).is_absolute():
        return Path(named) / "cjmap"
    custom = "Library/Caches" if sys.platform == "darwin" else ".cache"
    return Path.home() / custom / "cjmap"


def open_store() -> Store | None:
    """The user's store; None where none can be had, or where it is not the user's alone."""
    try:
        folder = cache_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return Store(folder) if _is_own(folder) else None
    except (OSError, RuntimeError, ValueError):
        return None


def _is_own(folder: Path) -> bool:
    """Whether nobody else may write in a folder."""
    if sys.platform == "win32":
        return True
    found = folder.lstat()
    shared = found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not shared


class Store:
    """Texts in a folder, each in a file of its own that begins with the digest of the rest."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._entries = folder / _ENTRIES
        self._written = False

    def get(self, key: str) -> object:
        """The value that was put under a key (a hexadecimal digest); None where there is none."""
        try:
            descriptor = os.open(self._file(key), _READING)
            with open(descriptor, "rb") as stream:  # noqa: PTH123 - it is a descriptor
                state = os.fstat(descriptor)
                if not stat.S_ISREG(state.st_mode) or state.st_size > _LONGEST:
                    return None
                digest, data = stream.read(_DIGEST), stream.read()
                if hashlib.sha256(data).hexdigest().encode() != digest:
                    return None
                if time.time() - state.st_mtime > _DAY:
                    self._touch(key)
            return json.loads(data)
        except (OSError, ValueError, RecursionError, MemoryError):
            return None

    def put(self, key: str, value: object) -> None:
        """Keeps a value of plain data under a key, whole or not at all."""
        told = json.dumps(value, separators=(",", ":"))
        if veil(told) != told:
            # Of a map with a password in it nothing is laid down.
            return
        data = told.encode("ascii")
        if len(data) > _LONGEST - _DIGEST:
            return
        file = self._file(key)
        written = None
        try:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor, written = tempfile.mkstemp(dir=file.parent)
            with open(descriptor, "wb") as stream:  # noqa: PTH123 - it is a descriptor
                stream.write(hashlib.sha256(data).hexdigest().encode() + data)
            Path(written).replace(file)
            self._written = True
        except OSError:
            if written is not None:
                _remove(written)

    def trim(self) -> None:
        """Removes the entries that were used longest ago, where all together are too many."""
        if not self._written:
            return
        entries = sorted(self._list())
        size = sum(length for _, length, _ in entries)
        if size <= LIMIT:
            return
        for _, length, path in entries:
            if size <= LIMIT * _KEPT:
                break
            _remove(path)
            size -= length

    def clean(self) -> tuple[int, int]:
        """Empties the store; the numbers of entries that are gone, and that cannot be removed."""
        if self._entries.is_symlink() or self._entries.is_file():
            # What it leads to is not ours.
            _remove(str(self._entries))
            return 0, int(os.path.lexists(self._entries))
        number = len(self._list())
        shutil.rmtree(self._entries, ignore_errors=True)
        left = len(self._list())
        return number - left, left

    def _list(self) -> list[tuple[float, int, str]]:
        """When each entry was used last, its size in bytes, and its file."""
        found = []
        for folder, _, names in os.walk(self._entries):
            for name in names:
                path = os.path.join(folder, name)  # noqa: PTH118 - there are many
                try:
                    state = os.stat(path)  # noqa: PTH116
                except OSError:
                    continue
                found.append((state.st_mtime, state.st_size, path))
        return found

    def _touch(self, key: str) -> None:
        try:
            os.utime(self._file(key))
        except OSError:
            return

    def _file(self, key: str) -> Path:
        return self._entries / key[:2] / key[2:]


def _remove(path: str) -> None:
    try:
        Path(path).unlink(missing_ok=True)
    except OSError:
        return
