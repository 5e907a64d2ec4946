"""What lies inside a folder, and what a written path must not reach.

Every path that a map or a setting names goes through `contain`.
"""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath, PureWindowsPath


def contain(root: Path, folder: Path, written: str) -> Path | None:
    """The file that a path written in `folder` names, or None where it leaves `root`.

    Absolute paths, `..` beyond the root and links that lead out are refused, also those in
    the manner of Windows. Whether the file is there is another question.
    """
    if not written or "\0" in written or PurePosixPath(written).is_absolute():
        return None
    if PureWindowsPath(written).drive or written.startswith("\\"):
        return None
    target = os.path.normpath(folder / written.replace("\\", "/"))
    top = os.path.normpath(root)
    try:
        inside = _below(target, top) and _below(os.path.realpath(target), os.path.realpath(top))
    except (OSError, ValueError):
        return None
    return Path(target) if inside else None


def _below(target: str, root: str) -> bool:
    return target == root or target.startswith(root.rstrip(os.sep) + os.sep)
