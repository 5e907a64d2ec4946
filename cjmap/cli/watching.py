"""Doing something again whenever files change."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

INTERVAL = 0.5

Stamp = tuple[int, int, int]


def stamp(files: Iterable[Path]) -> dict[Path, Stamp | None]:
    """What tells whether a file has changed; None where there is none."""
    stamps: dict[Path, Stamp | None] = {}
    for file in files:
        try:
            state = file.stat()
        except OSError:
            stamps[file] = None
        else:
            stamps[file] = (state.st_mtime_ns, state.st_size, state.st_ino)
    return stamps


def watch(
    act: Callable[[], Iterable[Path]],
    *,
    pause: Callable[[float], None] = time.sleep,
    interval: float = INTERVAL,
) -> None:
    """Acts, then again whenever one of the files that `act` names has changed, until Ctrl-C.

    A folder changes when something in it comes or goes. Changes while `act` is at work count:
    it names its files and their state is taken before it works on them the next time.
    """
    try:
        files = tuple(act())
        before = stamp(files)
        while True:
            pause(interval)
            now = stamp(files)
            if now != before:
                files = tuple(act())
                before = {file: now.get(file, state) for file, state in stamp(files).items()}
    except KeyboardInterrupt:
        return


def clear_screen() -> None:
    """An empty screen, where standard output is one."""
    if sys.stdout.isatty() and os.environ.get("TERM") != "dumb":
        sys.stdout.write("\x1b[2J\x1b[3J\x1b[H")
        sys.stdout.flush()
