"""The signals that end a run from outside, and what they must not come into."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

# A terminal that is closed exists on some systems only.
STOPPING: Final = (
    signal.SIGINT,
    signal.SIGTERM,
    *((signal.SIGHUP,) if os.name == "posix" else ()),
)


@contextmanager
def put_off() -> Iterator[None]:
    """They wait until this is done, here and in processes that are begun meanwhile."""
    block = getattr(signal, "pthread_sigmask", None)
    if block is None:
        yield
        return
    before = block(signal.SIG_BLOCK, STOPPING)
    try:
        yield
    finally:
        with suppress(ValueError):
            block(signal.SIG_SETMASK, before)
