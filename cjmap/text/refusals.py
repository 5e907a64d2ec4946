"""Why the system refused, in the words of whoever reads it: the system speaks its own language."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from cjmap.messages import Message, tr, verbatim

_NO_FILE: Final = tr("it is a pipe or a device, not a file")
_REASONS: Final[Mapping[int, Message]] = {
    errno.ENOENT: tr("there is no such file or folder"),
    errno.EACCES: tr("permission is denied"),
    errno.EPERM: tr("the system does not permit it"),
    errno.EISDIR: tr("it is a folder"),
    errno.ENOTDIR: tr("part of the path is no folder"),
    errno.EEXIST: tr("it is there already"),
    errno.ENOSPC: tr("the disk is full"),
    errno.EROFS: tr("the disk can only be read"),
    errno.EFBIG: tr("the file is too large"),
    errno.ENAMETOOLONG: tr("the name is too long"),
    errno.ELOOP: tr("its links lead in a circle"),
    errno.EIO: tr("the device cannot be read or written"),
    errno.EBUSY: tr("it is in use"),
    errno.EMFILE: tr("too many files are open"),
    errno.ENXIO: _NO_FILE,
    errno.EBADF: tr("it is closed"),
    errno.EINVAL: tr("the system cannot take it"),
}


class Refused(OSError):
    """Something cannot be read for a reason of our own, such as `it is a link`."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.render())
        self.reason = reason


def refuse_stream() -> Refused:
    """What is said of a pipe, a device or a socket that stands where a file is read."""
    return Refused(_NO_FILE)


def why_refused(error: Exception) -> Message:
    """What an error of the system says; in its own words where it is none of the usual ones."""
    if isinstance(error, Refused):
        return error.reason
    if _is_astray(error):
        return tr("the current folder is no longer there")
    known = _REASONS.get(getattr(error, "errno", None) or 0)
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return known or verbatim(said)


def _is_astray(error: Exception) -> bool:
    """Whether something was looked for from a folder that is gone."""
    if not isinstance(error, FileNotFoundError):
        return False
    return not Path(os.fsdecode(error.filename or "")).is_absolute() and is_folder_gone()


def is_folder_gone() -> bool:
    """Whether the current folder is no longer there."""
    try:
        Path.cwd()
    except OSError:
        return True
    return False
