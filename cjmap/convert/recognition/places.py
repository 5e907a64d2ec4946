"""Stages: words that stand in place of one, what is said of one that comes again, whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from cjmap.convert.tables import Cell
from cjmap.languages.known import CODES
from cjmap.messages import Message, tr
from cjmap.text.slugs import slug

# A line of more words is no name.
_LONGEST_NAME: Final = 6


@cache
def whole_journey() -> frozenset[str]:
    """What tables of our own say in place of a stage where the whole journey is meant, as slugs."""
    said = tr("whole journey")
    return frozenset(slug(said.render(code)) for code in CODES)


def joined_above() -> Message:
    """Says of a stage that stands again behind others that it is one with the one above."""
    return tr("It stood before others, too: both are one stage, which stands where the first did.")


def called(name: str) -> Message:
    """Says that something has another name elsewhere."""
    return tr("It is called “{name}” on another sheet.", name=name)


def are_of_people(lines: Sequence[Cell], stages: Sequence[Sequence[str]]) -> bool:
    """Whether lines are the names of people whose rows stand below each: they go the same way.

    `stages` are those in the rows below each line, as slugs.
    """
    names = [slug(cell.text) for cell in lines]
    if len(lines) < 2 or len({*names}) < len(names):
        return False
    every = [set(one) for one in stages]
    if any(len(cell.text.split()) > _LONGEST_NAME for cell in lines):
        return False
    return all(one and one & other for one, other in pairwise(every)) and not (
        {*names} & set().union(*every)
    )
