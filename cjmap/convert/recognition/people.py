"""Whom heads speak of: `Emotion (Laura)`, `Laura: thinks`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import Final, TypeVar

from cjmap.convert.recognition.building import Builder
from cjmap.convert.recognition.heading import METRIC, Heading
from cjmap.records import replace

_Place = TypeVar("_Place", bound=Hashable)
# Of these several rows or columns that differ in one word are of several people.
_FELT: Final = frozenset("emotion score thoughts quote".split())


def settle_people(heads: Mapping[_Place, Heading], builder: Builder) -> dict[_Place, Heading]:
    """The same heads, with a name beside the key only where it is a persona's.

    It is one where a persona of the map is called so, or where several heads of one feeling differ in
    nothing else.
    """
    counts = Counter(one.key for one in heads.values() if one.about and one.key in _FELT)
    for one in heads.values():
        # What stands so in tables of our own is a persona's, whatever the list of people says by now.
        if one.about and one.key in _FELT and (counts[one.key] > 1 or builder.numbered):
            builder.persona(one.about)
    return {
        place: replace(one, about="")
        if one.about and one.key != METRIC and not builder.knows_persona(one.about)
        else one
        for place, one in heads.items()
    }
