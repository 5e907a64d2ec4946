"""How the languages of the world write figures, dates and quotes.

Those that ship say it in their files. For the others Unicode's CLDR says it, in a table that is
made of it when cjmap is built (`make conventions`); quotes, which no library gives, are those of
English, as the words around them are. Babel itself is ten times as large as all of cjmap.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from cjmap.languages.known import CODES, language_of, split_tag
from cjmap.languages.language import Convention
from cjmap.records import replace

_TABLE = Path(__file__).parent / "data" / "conventions.json"


# Asked for every figure; maps may bring any number of tags.
@lru_cache(maxsize=256)
def convention_of(tag: str) -> Convention:
    """The convention of a BCP 47 tag; of a language that nobody knows, that of English."""
    subtags = split_tag(tag)
    if subtags[0] in CODES:
        language = language_of(tag)
        regions = (language.regional[each] for each in subtags[1:] if each in language.regional)
        return next(regions, language.convention)
    for length in range(len(subtags), 0, -1):
        known = _read_table().get("-".join(subtags[:length]))
        if known is not None:
            return known
    return language_of("en").convention


def is_rtl(tag: str) -> bool:
    """Whether the language of a BCP 47 tag is written from right to left."""
    return convention_of(tag).rtl


def point_on(tag: str) -> str:
    """The arrow that leads on from one thing to the next, as the language is read."""
    return "←" if is_rtl(tag) else "→"


def lead_on(before: str, after: str, tag: str) -> str:
    """What something was and became: `71% → 84%`; `71% →` or `84%` where one alone is known.

    An arrow or a dash before a figure would be read as its sign.
    """
    way = (before, point_on(tag), after) if before else (after,)
    return " ".join(filter(None, way))


@cache
def _read_table() -> dict[str, Convention]:
    # Read for other languages alone.
    import json

    table = json.loads(_TABLE.read_text("utf-8"))
    english = language_of("en").convention
    return {
        tag: replace(english, **entry | {"months": tuple(entry["months"])})
        for tag, entry in table.items()
    }
