"""The signals that end a run from outside, and what they must not come into.

Imported before anything else, and by every run: it imports little itself.
"""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager, suppress

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final, NoReturn

# The exit code of a run that is told to stop.
STOPPED: Final = 130
# A terminal that is closed exists on some systems only.
STOPPING: Final = (
    signal.SIGINT,
    signal.SIGTERM,
    *((signal.SIGHUP,) if os.name == "posix" else ()),
)


def end_at_once() -> None:
    """From now on they end the process with `STOPPED` there and then, for there is nothing to tidy up.

    Left to itself Python tells of an interruption in ten lines, and the system of a signal's number.
    What whoever started us wants ignored stays so.
    """
    for number in STOPPING:
        if signal.getsignal(number) not in (signal.SIG_IGN, None):
            signal.signal(number, _end)


def _end(number: int, frame: object) -> NoReturn:
    os._exit(STOPPED)


def come_too_late() -> None:
    """From now on they change nothing: all is done, and what is left is Python's own tidying up."""
    for number in STOPPING:
        if signal.getsignal(number) is _end:
            signal.signal(number, signal.SIG_IGN)


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
