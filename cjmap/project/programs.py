"""Where a program lies that cjmap runs."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from cjmap.project.disk import is_file

SUFFIX: Final = ".exe" if os.name == "nt" else ""
"""What the files of programs end in."""


def search(name: str, environment: Mapping[str, str] | None = None) -> Path | None:
    """The program of a name on the PATH of an environment, by default that of this process.

    The current folder is never searched.
    """
    # Not shutil.which: on Windows that looks into the current folder first, where a map's
    # repository could have put a program.
    values = os.environ if environment is None else environment
    names = dict.fromkeys((name, name + SUFFIX))
    for entry in values.get("PATH", "").split(os.pathsep):
        folder = Path(entry)
        if folder.is_absolute():
            for candidate in names:
                if is_program(folder / candidate):
                    return folder / candidate
    return None


def is_program(place: Path) -> bool:
    """Whether a file can be run."""
    return is_file(place) and os.access(place, os.X_OK)
