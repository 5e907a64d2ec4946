"""Parts of a picture that are drawn again only where they are made of something else.

Who draws one map again and again, as it is being written, gives a memory; everybody else draws
everything once, and pays nothing for it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final, TypeVar

_MADE = TypeVar("_MADE")


class Memory:
    """The parts of one picture as it was last drawn, by all that each was made of."""

    def __init__(self) -> None:
        self.before: dict[Hashable, Any] = {}
        self.now: dict[Hashable, Any] = {}

    @contextmanager
    def used(self) -> Iterator[None]:
        """Within it the picture is drawn; what it no longer has is forgotten at the end."""
        self.now = {}
        opened = _OPEN.set(self)
        try:
            yield
        finally:
            _OPEN.reset(opened)
            self.before = self.now


_OPEN: Final[ContextVar[Memory | None]] = ContextVar("_OPEN", default=None)


def remembered(key: Callable[[], Hashable], make: Callable[[], _MADE]) -> _MADE:
    """A part of the picture that is being drawn, made anew where none was made of the same.

    `key` says all that `make` looks at, its own name among it; nobody asks for it where nothing is
    remembered.
    """
    memory = _OPEN.get()
    if memory is None:
        return make()
    asked = key()
    if asked in memory.now:
        known: _MADE = memory.now[asked]
        return known
    made = memory.before[asked] if asked in memory.before else make()
    memory.now[asked] = made
    return made
