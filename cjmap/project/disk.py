"""The disk, as a project reads from it, and as whoever writes asks it what is there.

Nothing else of the package opens a map, a library or settings that lie on it.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

from cjmap.findings.usage import UsageError
from cjmap.messages import Message, tr
from cjmap.project.files import Entry, Files, State
from cjmap.records import dataclass
from cjmap.text.refusals import refuse_stream, why_refused

# What this process has read, by device and inode, with the names that it was read by: a hard link
# is a further name of the same file.
_READ: Final[dict[tuple[int, int], set[Path]]] = {}
# No file that is read whole and that people have holds more: beyond it lies one that never ends.
MOST_BYTES: Final = 256 * 1024 * 1024
# Where systems show what a process has open; shells name there what they hand over.
_GIVEN: Final = Path("/dev/fd")


def read_bytes(file: Path, most: int = -1) -> bytes:
    """The first bytes of a file on the disk, at most so many; all of them by default.

    Raises:
        OSError: it cannot be read, is no file, or has more than `MOST_BYTES` where all of them are
            wanted.
        ValueError: no file can have such a name.
    """
    with _open(file) as stream:
        found = os.fstat(stream.fileno())
        _note(file, found)
        return stream.read(most) if most >= 0 else _read_all(stream, found.st_size)


def read_result(file: Path) -> bytes:
    """All bytes of a file that an earlier run made: it is no source, and may be written over.

    Raises:
        OSError: it cannot be read, is no file, or has more than `MOST_BYTES`.
    """
    with _open(file) as stream:
        return _read_all(stream, os.fstat(stream.fileno()).st_size)


def _open(file: Path) -> BinaryIO:
    """Opens a file. What lies there as a pipe is not waited for: nobody may ever write to it.

    Read are those that a shell hands over all the same, whose other end is open: what is typed or
    piped, and `<(...)`. So is `/dev/null`, in which there is nothing.

    Raises:
        OSError: it cannot be read, or is no file.
        ValueError: no file can have such a name.
    """
    stream = open(file, "rb", opener=_without_waiting)  # noqa: SIM115 - a path has no opener
    if stat.S_ISREG(os.fstat(stream.fileno()).st_mode) or _is_handed_over(file):
        return stream
    stream.close()
    raise refuse_stream()


def _without_waiting(name: str, flags: int) -> int:
    """Opens a file: a pipe too, whose writer is waited for only when it is read."""
    if sys.platform == "win32":
        return os.open(name, flags)
    handle = os.open(name, flags | os.O_NONBLOCK)
    os.set_blocking(handle, True)
    return handle


def _is_handed_over(file: Path) -> bool:
    """Whether a path is that of something that this process was given open, or of nothing."""
    return str(file) in (os.devnull, "/dev/stdin") or file.parent == _GIVEN


def _read_all(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(MOST_BYTES + 1) if size <= MOST_BYTES else b""
    if size > MOST_BYTES or len(data) > MOST_BYTES:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    return data


def why_unread(path: Path) -> Message | None:
    """Why what stands at a path cannot be read; None for a file, a folder, and where there is nothing.

    Behind a folder without permission nothing can be seen; there may well be something.
    """
    if DISK.is_folder(path):
        return None
    try:
        with _open(path):
            return None
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    except OSError as error:
        return why_refused(error)


def refuse_unread(path: Path, name: str) -> None:
    """Raises UsageError where something stands at a path, called `name`, and cannot be read."""
    reason = why_unread(path)
    if reason is not None:
        raise UsageError(tr("{file} cannot be read: {reason}.", file=name, reason=reason))


def refuse_missing(path: Path, name: str) -> None:
    """Raises UsageError where nothing stands at a path, called `name`, or cannot be seen."""
    if not DISK.exists(path):
        refuse_unread(path, name)
        raise UsageError(tr("There is no file `{path}`.", path=name))


def read_ends(file: Path, most: int) -> tuple[bytes, bytes]:
    """The first and the last bytes of a file on the disk, at most so many of each.

    Raises:
        OSError: it cannot be read, or has no end that could be looked for.
        ValueError: no file can have such a name.
    """
    with _open(file) as stream:
        first = stream.read(most)
        size = stream.seek(0, os.SEEK_END)
        stream.seek(max(0, size - most))
        return first, stream.read(most)


def read_pieces(file: Path, most: int) -> Iterator[bytes]:
    """The bytes of a file on the disk, however large, at most so many at a time.

    Raises:
        OSError: it cannot be read.
        ValueError: no file can have such a name.
    """
    with _open(file) as stream:
        while piece := stream.read(most):
            yield piece


def note_read(file: Path) -> None:
    """Remembers that somebody else reads a file for this process, such as an engine its data."""
    with suppress(OSError, ValueError):
        _note(file, file.stat())


def _note(file: Path, found: os.stat_result) -> None:
    _READ.setdefault(_which(found), set()).add(file.absolute())


def was_read(file: Path) -> bool:
    """Whether this process has read a file, by this name or by another that it has.

    A file that was read and is gone leaves its inode to the next one, which is another file: what
    it was read by must still lead to it.
    """
    try:
        which = _which(file.stat())
    except (OSError, ValueError):
        return False
    return any(_leads_to(name, which) for name in _READ.get(which, ()))


def _which(found: os.stat_result) -> tuple[int, int]:
    """Which file it is, whatever it is called."""
    return found.st_dev, found.st_ino


def _leads_to(name: Path, which: tuple[int, int]) -> bool:
    try:
        return _which(name.stat()) == which
    except (OSError, ValueError):
        return False


@dataclass(frozen=True, slots=True)
class Disk(Files):
    """The files of this machine."""

    def state(self, path: Path) -> State | None:
        """As `Files` says.

        Nothing can be seen behind a folder without permission and for a name longer than the
        system allows either, which `Path.is_file` and its kin would raise for.
        """
        try:
            found = path.stat()
        except (OSError, ValueError):
            return None
        return State(found.st_mode, found.st_mtime_ns, found.st_size, found.st_ino)

    def entries(self, folder: Path) -> Sequence[Entry]:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)

    def read(self, file: Path, most: int = -1) -> bytes:
        return read_bytes(file, most)

    def is_link(self, path: Path) -> bool:
        return path.is_symlink()

    def has_name(self, path: str) -> bool:
        return os.path.lexists(path)

    def real(self, path: str) -> str:
        return os.path.realpath(path)

    def is_repository(self, folder: Path) -> bool:
        return self.exists(folder / ".git")


DISK: Final = Disk()

is_file = DISK.is_file
is_folder = DISK.is_folder
exists = DISK.exists
