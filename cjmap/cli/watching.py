"""Doing something again whenever files change."""

from __future__ import annotations

import time
from collections.abc import Callable

INTERVAL = 0.5


def watch(
    act: Callable[[], None],
    changed: Callable[[], bool],
    *,
    pause: Callable[[float], None] = time.sleep,
    interval: float = INTERVAL,
) -> None:
    """Acts, then again whenever `changed` says so, until Ctrl-C."""
    try:
        act()
        while True:
            pause(interval)
            if changed():
                act()
    except KeyboardInterrupt:
        return
