"""Files are written here and nowhere else: whole or not at all, and with what they had.

A file that is written anew keeps its owner, its mode, its further names (hard links) and what
the system attaches to it (access lists and other extended attributes). A link is written
through; a pipe or a device takes the bytes as they come.
"""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from cjmap.messages import Message, tr
from cjmap.stopping import put_off
from cjmap.text.refusals import why_refused

# Short, since a name may already be as long as the system allows.
_PREFIX: Final = ".cjmap-"
# Where the system shows what is open, and its devices: replacing such an entry would cut it off.
_STREAMS: Final = ("/dev/", "/proc/")
# As much of a file is in memory at a time.
_PIECE: Final = 1 << 20
# As many links lead to a file as Linux follows.
_LINKS: Final = 40


class HalfWrittenError(Exception):
    """A file holds neither what it held nor what it was to hold; the former lies in `copy`."""

    def __init__(self, reason: Message, copy: Path) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.copy = copy


def try_to_write(file: Path, data: bytes) -> Message | None:
    """Writes a file as `write_file` does; says what keeps it from being written, None for nothing.

    What a link within a repository or a workspace leads to outside is not written.
    """
    from cjmap.project.leaving import find_left

    left = find_left(file)
    if left is not None:
        reason = tr("a link leads out of {folder} here; name the place itself", folder=str(left))
        return tr("{file} cannot be written: {reason}.", file=str(file), reason=reason)
    try:
        write_file(file, data)
    except OSError as error:
        reason = why_refused(error)
        return tr("{file} cannot be written: {reason}.", file=str(file), reason=reason)
    except HalfWrittenError as error:
        return tr(
            "{file} cannot be written: {reason}. What it held lies in {copy}.",
            file=str(file),
            reason=error.reason,
            copy=str(error.copy),
        )
    return None


def try_to_write_result(file: Path, data: bytes) -> Message | None:
    """Writes what a command found or drew, as `try_to_write` does.

    A YAML file that is there may be somebody's map, a TOML file somebody's settings; and what the
    result was made from may have further names.
    """
    from cjmap.project.disk import is_file, was_read
    from cjmap.project.workspace import YAML_SUFFIXES

    target = Path(os.path.realpath(file))
    if target.suffix == ".toml" and is_file(target):
        return tr(
            "{file} is not overwritten: it is a TOML file, as settings are. Name another one.",
            file=str(file),
        )
    if target.suffix in YAML_SUFFIXES and is_file(target):
        return tr(
            "{file} is not overwritten: it is a YAML file, as maps are. Name another one.",
            file=str(file),
        )
    if is_file(target) and was_read(target):
        return tr(
            "{file} is not overwritten: it has been read for this, by this or another name. Name another one.",
            file=str(file),
        )
    return try_to_write(file, data)


def is_folder_for(output: Path) -> bool:
    """Whether results go into a folder of this name, which need not be there yet."""
    from cjmap.project.disk import exists, is_folder

    # What is there and no folder is written to: a file, a pipe, a device.
    return is_folder(output) or (not output.suffix and not exists(output))


def write_file(file: Path, data: bytes) -> None:
    """Writes a file, its folders made where they are missing.

    Readers see the old file or the new one, never half of it, but for two kinds: a pipe or a
    device; and a file of which a new one would have another owner or other names, which is
    written in place while a copy of it lies beside it.

    Raises:
        OSError: it cannot be written, or may only be read; a file that was there is as it was.
        HalfWrittenError: it cannot be written, nor be put back.
    """
    target = _follow(file)
    if target is None:
        _pour(file, data)
        return
    with put_off():
        found = _state(target)
        if found is None:
            _make_folders(target.parent)
        elif not _may(target, os.W_OK):
            # Another could take its place. Whoever lets a file only be read wants it as it is.
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        whole = found is None or (found.st_nlink == 1 and _may_replace(target.parent))
        if not (whole and _replace(target, found, data)):
            _rewrite(target, data)


def _follow(file: Path) -> Path | None:
    """The regular file that a path leads to, which need not be there; None for a stream."""
    found = _state(file)
    if found is not None and not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):
        return None
    for _ in range(_LINKS):
        place = os.path.join(os.path.realpath(file.parent), file.name)  # noqa: PTH118
        if place.startswith(_STREAMS):
            return None
        file = Path(place)
        try:
            file = file.parent / os.readlink(file)  # noqa: PTH115 - a text, not yet a path
        except OSError:
            break
    return file


def _state(file: Path) -> os.stat_result | None:
    try:
        return file.stat()
    except FileNotFoundError:
        return None


def _make_folders(folder: Path) -> None:
    """Makes a folder and those above it, however many are missing: pathlib calls itself for each."""
    missing = [folder]
    while not missing[-1].exists():
        missing.append(missing[-1].parent)
    for each in reversed(missing):
        each.mkdir(exist_ok=True)


def _may_replace(folder: Path) -> bool:
    return _may(folder, os.W_OK | os.X_OK)


def _may(path: Path, what: int) -> bool:
    """Whether whoever runs this may do something with a path."""
    return os.access(path, what, effective_ids=os.access in os.supports_effective_ids)


def _pour(file: Path, data: bytes) -> None:
    """Into what is open at the other end: nothing is made, cut off or replaced."""
    handle = os.open(file, os.O_WRONLY | getattr(os, "O_NOCTTY", 0))
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)


def _replace(file: Path, found: os.stat_result | None, data: bytes) -> bool:
    """Puts a new file in the place of one; whether it could be made as that one was."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=_PREFIX)
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        if found is None:
            new.chmod(0o666 & ~_mask())
        elif not _take_after(new, file, found):
            new.unlink()
            return False
        new.replace(file)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    return True


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _take_after(new: Path, old: Path, found: os.stat_result) -> bool:
    """Gives a new file the owner, mode and attributes of an old one; whether all could be given."""
    try:
        made = new.stat()
        if (made.st_uid, made.st_gid) != (found.st_uid, found.st_gid):
            os.chown(new, found.st_uid, found.st_gid)
        for name in _attributes(old):
            os.setxattr(new, name, os.getxattr(old, name))
        # Last: a change of owner takes some bits of the mode away.
        new.chmod(stat.S_IMODE(found.st_mode))
    except OSError:
        return False
    return True


def _attributes(file: Path) -> list[str]:
    try:
        return os.listxattr(file)
    except (AttributeError, OSError):
        # Another system, or a file system that has none.
        return []


def _rewrite(file: Path, data: bytes) -> None:
    """Writes in place; a copy of what was there lies beside the file until that is done."""
    with file.open("r+b") as stream:
        copy = _lay_aside(file.parent, stream)
        try:
            _fill(stream.fileno(), [data])
        except OSError:
            try:
                with copy.open("rb") as before:
                    _fill(stream.fileno(), _pieces(before))
            except OSError as error:
                raise HalfWrittenError(why_refused(error), copy) from None
            copy.unlink()
            raise
        copy.unlink()


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    """What is left of a file, which may be larger than the memory, piece by piece."""
    while piece := stream.read(_PIECE):
        yield piece


def _lay_aside(folder: Path, old: BinaryIO) -> Path:
    folder = folder if _may_replace(folder) else Path(tempfile.gettempdir())
    handle, name = tempfile.mkstemp(dir=folder, prefix=_PREFIX, suffix=".bak")
    try:
        with os.fdopen(handle, "wb") as stream:
            for piece in _pieces(old):
                stream.write(piece)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _fill(handle: int, pieces: Iterable[bytes]) -> None:
    os.lseek(handle, 0, os.SEEK_SET)
    length = 0
    for piece in pieces:
        length += len(piece)
        rest = memoryview(piece)
        while rest:
            rest = rest[os.write(handle, rest) :]
    os.ftruncate(handle, length)
    os.fsync(handle)
