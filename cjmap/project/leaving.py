"""What is written or removed stays where its name says: links of somebody else's lead it nowhere.

Every file that a command writes goes through `find_left`, and every one that it removes.
"""

from __future__ import annotations

import os
from pathlib import Path

from cjmap.project.containment import is_below
from cjmap.project.disk import DISK
from cjmap.project.workspace import CONFIG_NAME


def find_left(path: Path) -> Path | None:
    """The folder that a path leaves by links though its name lies below it; None where it stays.

    That is its git repository, else its workspace, else the current folder: links in it may be
    somebody else's, who would have us write over what they cannot reach themselves. Whoever names
    a place elsewhere by its own name means it.
    """
    place = Path(os.path.abspath(path))  # noqa: PTH100 - links are to stand as they are
    top = _find_top(place.parent)
    if top is None or is_below(os.path.realpath(path), os.path.realpath(top)):
        return None
    return top


def _find_top(folder: Path) -> Path | None:
    """The folder that what lies in another has come with: found from above, before any link in it."""
    try:
        here = Path.cwd()
    except OSError:
        here = folder
    top, most = None, 0
    for one in reversed((folder, *folder.parents)):
        if top is not None and DISK.is_link(one):
            break
        marks = (one == here, DISK.is_file(one / CONFIG_NAME), DISK.is_repository(one))
        rank = max((number for number, mark in enumerate(marks, 1) if mark), default=0)
        if rank and rank >= most:
            top, most = one, rank
    return top
