"""What lies inside a folder, and what a written path must not reach.

Every path that a map or a setting names goes through `contain`.
"""

from __future__ import annotations

import os
from pathlib import Path, PurePath, PurePosixPath
from typing import Final

from cjmap.expressions import expression
from cjmap.project.disk import DISK
from cjmap.project.files import Files
from cjmap.text.slugs import composed

# More characters than most systems allow in a path.
_LONGEST = 4096
# A drive, or the root of one or of another machine. What `pathlib` takes for a drive has become more
# from one Python to the next.
_OF_WINDOWS: Final = expression(r"[A-Za-z]:|\\")


def contain(root: Path, folder: Path, written: str, files: Files = DISK) -> Path | None:
    """The file that a path written in `folder` names, or None where it leaves `root`.

    Absolute paths, `..` beyond the root and links that lead out are refused, also those in
    the manner of Windows. Whether the file is there, among `files`, is another question.
    """
    if not written or "\0" in written or PurePosixPath(written).is_absolute():
        return None
    if _OF_WINDOWS.match(written):
        return None
    target = os.path.normpath(folder / written.replace("\\", "/"))
    top = os.path.normpath(root)
    if len(target) > _LONGEST:
        # Nothing can be there, nor lead out, and looking would take its time.
        return Path(target) if is_below(target, top) else None
    if is_below(target, top):
        target = as_named(files, target, top)
    try:
        inside = is_below(target, top) and is_below(files.real(target), files.real(top))
    except (OSError, ValueError):
        return None
    return Path(target) if inside else None


def as_named(files: Files, target: str, root: str) -> str:
    """A path below `root` with the names that files have where only their accents differ in form."""
    if target.isascii() or files.has_name(target):
        return target
    found = Path(root)
    for name in PurePath(os.path.relpath(target, root)).parts:
        inside = found / name
        alone = name.isascii() or files.has_name(str(inside))
        found = inside if alone else found / _alike(files, found, name)
    return str(found)


def _alike(files: Files, folder: Path, name: str) -> str:
    """The name in a folder that is the same in normal form C; the name itself where none is."""
    try:
        names = [entry.name for entry in files.entries(folder)]
    except OSError:
        return name
    return next((other for other in names if composed(other) == composed(name)), name)


def is_below(target: str, root: str) -> bool:
    """Whether a path is that of a folder or of what lies in it, by their texts."""
    return target == root or target.startswith(root.rstrip(os.sep) + os.sep)
