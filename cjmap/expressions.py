"""Regular expressions that are compiled when they are first used.

There are some 130 of them; compiling all takes as long as reading a map, and a run needs a third.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from re import compile as expression
else:

    def expression(pattern: str, flags: int = 0) -> Any:
        """What `re.compile` makes, to be compiled when it is first used."""
        return _Expression(pattern, flags)


# What an expression is asked for; `pattern` is known without compiling it.
_ASKED: Final = (
    "finditer findall flags fullmatch groupindex groups match scanner search split sub subn"
).split()


class _Expression:
    """Stands for a compiled expression. Once it is compiled, it passes on what is asked of it."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._asked_flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _ASKED:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._asked_flags)
        for each in _ASKED:
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)

    def __repr__(self) -> str:
        return f"expression({self.pattern!r})"


__all__ = ["expression"]
