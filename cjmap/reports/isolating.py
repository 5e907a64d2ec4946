"""Words of another direction in pages that are read from right to left, kept apart from what is around.

Without that, brackets, full stops and commas beside a name in Latin letters go to its wrong side,
and two such names with a comma between them change places.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeVar

from cjmap.draw.escape import runs_from_right
from cjmap.expressions import expression
from cjmap.records import fields_of, is_record, replace

_T = TypeVar("_T")

# LEFT-TO-RIGHT ISOLATE and its end.
_BEGIN, _END = "\u2066", "\u2069"
_RIGHT = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
# Words in letters that are written from left to right, with what stands between them.
_WORD = rf"[^\W\d_{_RIGHT}](?:[^\W{_RIGHT}]|[’'.,/@:&+-](?=[^\W{_RIGHT}]))*"
_WORDS = expression(
    rf"{_WORD}(?: (?:[&/+-] )?[^\W_{_RIGHT}](?:[^\W{_RIGHT}]|[’'.,/@:&+-](?=[^\W{_RIGHT}]))*)*"
)
_LATIN = expression(rf"[^\W\d_{_RIGHT}]{{2}}")
# What is no text for people: ids, words that templates choose by, places of files.
_PLAIN: Final = frozenset(
    {
        *("id", "ids", "key", "kind", "type", "state", "status", "standing", "quadrant", "code"),
        *("icon", "src", "url", "file", "language", "how", "extreme", "trend", "severity"),
        *("finding", "path", "about", "ticket", "date", "operator", "unit", "phase_ids"),
    }
)


def isolate_all(thing: _T) -> _T:
    """The same record with all texts in it isolated, where they need it."""
    changed: Any = _isolate(thing)
    return changed  # type: ignore[no-any-return]


def _isolate(thing: Any) -> Any:
    if type(thing) is str:
        return isolate(thing)
    if isinstance(thing, tuple):
        return tuple(map(_isolate, thing))
    if is_record(type(thing)) and not isinstance(thing, Mapping):
        changed = {
            name: _isolate(getattr(thing, name))
            for name, _ in fields_of(type(thing))
            if name not in _PLAIN
        }
        return replace(thing, **changed)
    return thing


def isolate(text: str) -> str:
    """A text of a page from right to left in which words from left to right stand by themselves."""
    if _LATIN.search(text) is None:
        return text
    if not runs_from_right(text):
        return f"{_BEGIN}{text}{_END}"
    return _WORDS.sub(lambda found: f"{_BEGIN}{found[0]}{_END}", text)
