"""Words of another direction than a page is read in, kept apart from what is around;
and signs of direction that someone wrote, kept from turning what is around in any page.

Without that, brackets, full stops and commas beside a name in Latin letters go to its wrong side,
and two such names with a comma between them change places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final, TypeVar

from cjmap.draw.escape import runs_from_right
from cjmap.expressions import expression
from cjmap.languages.conventions import is_rtl
from cjmap.records import fields_of, is_record, replace

_T = TypeVar("_T")
# What holds no text, which is most of a board.
_BARE: Final = frozenset((int, float, bool, type(None)))

# LEFT-TO-RIGHT ISOLATE and its end.
_BEGIN, _END = "\u2066", "\u2069"
_ONWARD: Final = "←"
# What begins another direction (the isolates are those that keep apart), and what ends it.
_TURNING = expression("[\u202a-\u202e\u2066-\u2069]")
_APART: Final = "\u2066\u2067\u2068"
_ENDS: Final = f"\u202c{_END}"
# FIRST STRONG ISOLATE: what it begins runs as its first letter does.
_FIRST = "\u2068"
_RIGHT = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
# Words in letters that are written from left to right, with what stands between them.
_WORD = rf"[^\W\d_{_RIGHT}](?:[^\W{_RIGHT}]|[’'.,/@:&+-](?=[^\W{_RIGHT}]))*"
_WORDS = (
    rf"{_WORD}(?: (?:[&/+-] )?[^\W_{_RIGHT}](?:[^\W{_RIGHT}]|[’'.,/@:&+-](?=[^\W{_RIGHT}]))*)*%?"
)
# A figure with its sign, a share, one with its unit, and what lies between two: behind letters from
# right to left the sign of percent goes before it, and the ends change places. One that has none of
# these (a sign is written with what keeps it), and dates, stay together by themselves.
_NUMBER = r"\u200e?[+−-]?\d(?:[\d.,\u066b\u066c\u00a0\u202f]*\d)?"
_SHARE = r"\u00a0?[%٪]"
_FIGURE = (
    rf"(?<![\w.,:/%-])(?:[≥≤<>]\s?)?{_NUMBER}"
    rf"(?:(?:{_SHARE})?(?:–| … ){_NUMBER}(?:{_SHARE})?|{_SHARE})?(?:\u00a0{_WORD})?(?![\w/-]|[.,:]\d)"
)
_RUNS = expression(rf"{_FIGURE}|{_WORDS}")
_FIGURES = expression(_FIGURE)
_BARE_FIGURE = expression(_NUMBER)
# What stands in quotation marks and has a letter from right to left in it, else such words alone.
_NAMES = expression(
    rf"(?<=[“«„])[^“”«»„]*[{_RIGHT}][^“”«»„]*(?=[”»])|[{_RIGHT}](?:[^\S\n]*[{_RIGHT}])*"
)
_ANY_WORD = expression(rf"[^\W\d_{_RIGHT}]")
# A figure that is read from left to right, whatever stands before it.
_SIGNED = expression(r"[+−-]\d")
_LATIN = expression(rf"[^\W\d_{_RIGHT}]{{2}}")
# What is no text for people: ids, words that templates choose by, places of files.
_PLAIN: Final = frozenset(
    {
        *("id", "ids", "key", "kind", "type", "state", "status", "standing", "quadrant", "code"),
        *("icon", "src", "url", "file", "language", "how", "extreme", "trend", "severity"),
        *("href", "anchor", "facets"),
        *("finding", "path", "about", "ticket", "date", "operator", "unit", "phase_ids"),
    }
)


def isolate_all(thing: _T, language: str) -> _T:
    """The same record with all texts in it isolated, where a page in a language needs it."""
    changed: Any = _isolate(thing, isolate if is_rtl(language) else _isolate_others)
    return changed  # type: ignore[no-any-return]


def _isolate(thing: Any, keep_apart: Callable[[str], str]) -> Any:
    kind: Any = type(thing)
    if kind is str:
        return keep_apart(thing)
    if isinstance(thing, tuple):
        # Most hold nothing that changes: these stay what they are.
        changed = [_isolate(one, keep_apart) for one in thing]
        same = all(one is other for one, other in zip(changed, thing, strict=True))
        return thing if same else tuple(changed)
    differing = {}
    for name in _texts_of(kind):
        value = getattr(thing, name)
        if value and type(value) not in _BARE:
            changed = _isolate(value, keep_apart)
            if changed is not value:
                differing[name] = changed
    return replace(thing, **differing) if differing else thing


@cache
def _texts_of(kind: Any) -> tuple[str, ...]:
    """The fields of a record that may hold texts for people; none of what is no record."""
    if not is_record(kind) or issubclass(kind, Mapping):
        return ()
    return tuple(name for name, _ in fields_of(kind) if name not in _PLAIN)


def _isolate_others(text: str) -> str:
    """A text of a page from left to right: what is in letters from right to left as a whole runs so."""
    if text.isascii() or not runs_from_right(text):
        return text
    if _ANY_WORD.search(text) is None and _SIGNED.search(text) is None:
        return f"{_FIRST}{text}{_END}"
    return _NAMES.sub(lambda found: f"{_FIRST}{found[0]}{_END}", text)


def isolate_from_right(text: str) -> str:
    """A text of a page from left to right in which names from right to left stand by themselves.

    Without that, the figures behind such a name are read from right to left, too: `−1 → +1` as its
    reverse.
    """
    if not runs_from_right(text) or _NAMES.fullmatch(text) is not None:
        return text
    return _NAMES.sub(lambda found: f"{_FIRST}{found[0]}{_END}", text)


def isolate(text: str) -> str:
    """A text of a page from right to left in which words from left to right, and figures with what
    belongs to them, stand by themselves."""
    if _LATIN.search(text) is None:
        return text if text.isalpha() else _FIGURES.sub(_apart, text)
    # What an arrow to the left leads through is put together from right to left, whatever it names.
    if not runs_from_right(text) and _ONWARD not in text:
        return f"{_BEGIN}{text}{_END}"
    return _RUNS.sub(_apart, text)


def _apart(found: re.Match[str]) -> str:
    return found[0] if _BARE_FIGURE.fullmatch(found[0]) else f"{_BEGIN}{found[0]}{_END}"


def settle(text: str) -> str:
    """A text without the signs of direction that have no partner in it.

    What one of them begins, an end that nobody wrote would end: it turned all that follows.
    """
    if text.isascii() or _TURNING.search(text) is None:
        return text
    kept: set[int] = set()
    begun: list[tuple[int, bool]] = []
    for found in _TURNING.finditer(text):
        sign, place = found[0], found.start()
        if sign not in _ENDS:
            begun.append((place, sign in _APART))
            continue
        apart = sign == _END
        partner = next((one for one in reversed(begun) if one[1] is apart), None)
        # An embedding ends within the isolate that it stands in, and with that.
        inner = begun[begun.index(partner) + 1 :] if partner is not None else []
        if partner is not None and (apart or not any(one[1] for one in inner)):
            kept |= {place, partner[0]}
            del begun[begun.index(partner) :]
    return _TURNING.sub(lambda found: found[0] if found.start() in kept else "", text)
