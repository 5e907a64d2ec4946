"""The standard streams. Nothing else of the command line reads or writes them.

Whatever goes out has been made visible: a map cannot move a terminal's cursor, and no line of a
log that a CI service could take for a command begins with a map's text.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Final, NoReturn, TextIO

from cjmap.draw.characters import make_visible, settle
from cjmap.messages import Message
from cjmap.text.refusals import why_refused

ERASE: Final = "\r\x1b[K"
# As many characters of a long text are written at a time.
_PORTION: Final = 1 << 16


class OutputGone(Exception):
    """Whoever read standard output has gone; nothing is left to say."""


class OutputError(Exception):
    """Standard output takes nothing more; `reason` is the system's, in our words."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


def prepare() -> None:
    """UTF-8 on every machine; a stream that was closed refuses what is written to it.

    A file that is opened must not take the number of a closed stream, or it would be written to.
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.stdin = sys.stdin or _closed()
    sys.stdout = sys.stdout or _closed()
    sys.stderr = sys.stderr or io.StringIO()


class _Closed(io.RawIOBase):
    """A stream that was closed before the run began."""

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def write(self, data: object, /) -> NoReturn:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))

    def readinto(self, data: object, /) -> NoReturn:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def _closed() -> TextIO:
    # Unbuffered: what could not be written is not tried again at the end of the process.
    return io.TextIOWrapper(_Closed(), "utf-8", write_through=True)  # type: ignore[type-var]


def take_in(most: int) -> bytes:
    """Standard input, at most so many bytes of it: it may have no end. Raises OSError."""
    return sys.stdin.buffer.read(most)


def is_terminal() -> bool:
    """Whether people read standard output as it is written."""
    return sys.stdout.isatty()


def wants_colour() -> bool:
    """Whether standard output is to be coloured where nobody says so (NO_COLOR, FORCE_COLOR)."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return is_terminal() and os.environ.get("TERM") != "dumb"


def is_watched() -> bool:
    """Whether people see what is said on standard error while the run goes on."""
    return sys.stderr.isatty()


def portions(pieces: Iterable[str]) -> Iterator[str]:
    """Pieces of a text put together until they are worth being written."""
    waiting: list[str] = []
    length = 0
    for piece in pieces:
        waiting.append(piece)
        length += len(piece)
        if length >= _PORTION:
            yield "".join(waiting)
            waiting.clear()
            length = 0
    yield "".join(waiting)


def put(text: str, *, color: bool = False, commands: bool = False) -> None:
    """A result on standard output, with what `settle` leaves of it.

    Raises:
        OutputError: it cannot be written.
        OutputGone: nobody reads it.
    """
    _put(settle(text, color=color, commands=commands).encode("utf-8"))


def hand_back(data: bytes) -> None:
    """What was piped in, or what is to take its place, byte for byte. Raises as `put` does."""
    _put(data)


def _put(data: bytes) -> None:
    stream = sys.stdout
    try:
        stream.flush()
        # Where Python is told not to buffer, a pipe takes a part at a time.
        rest = memoryview(data)
        while rest:
            rest = rest[stream.buffer.write(rest) :]
        stream.flush()
    except BrokenPipeError:
        abandon_output()
        raise OutputGone from None
    except OSError as error:
        abandon_output()
        raise OutputError(why_refused(error)) from None


def abandon_output() -> None:
    """Lets nothing more be written to standard output, nor be tried at the end of the process."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(text: str) -> None:
    """One line for people on standard error."""
    _err(settle(make_visible(text)) + "\n")


def complain(text: str, *, commands: bool = False) -> None:
    """Lines for people on standard error; `commands`: some are meant for a CI service."""
    _err(settle(text, commands=commands))


def count(text: str) -> None:
    """A line of our own that the next one takes the place of; empty, it goes away."""
    _err(f"\r{text}" if text else ERASE)


def _err(text: str) -> None:
    # Where even this cannot be said, the exit code alone tells.
    with suppress(OSError, ValueError):
        sys.stderr.write(text)
        sys.stderr.flush()


def clear() -> None:
    """An empty screen, where standard output is one."""
    if is_terminal() and os.environ.get("TERM") != "dumb":
        _put(b"\x1b[2J\x1b[3J\x1b[H")
