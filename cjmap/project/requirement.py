"""Which versions of cjmap a settings file asks for: `>=0.2`, or several of these with commas."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from cjmap import __version__
from cjmap.expressions import expression

_FIRST: Final = "0.1"

_SIGNS: Final[Mapping[str, Callable[[tuple[int, ...], tuple[int, ...]], bool]]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
}
_TERM: Final = expression(r"\s*(>=|<=|==|!=|>|<)?\s*([0-9]{1,9}(?:\.[0-9]{1,9}){0,5})\s*")


def is_requirement(text: str) -> bool:
    """Whether a text says which versions are asked for; a version alone means that one."""
    return all(_TERM.fullmatch(term) for term in text.split(","))


def meets(requirement: str, version: str) -> bool:
    """Whether a version is among those asked for. Missing ends count as zero: 0.2 is 0.2.0.

    What stands behind the numbers of `version` (`.dev0`, `rc1`) does not count.
    """
    return all(holds(_numbers(version), asked) for holds, asked in _terms(requirement))


def is_new(since: str) -> bool:
    """Whether what there is since a version came with the minor version that cjmap is of.

    In the first one that was published nothing is new.
    """
    came = _minor(since)
    return came == _minor(__version__) and came != _minor(_FIRST)


def _minor(version: str) -> tuple[int, ...]:
    return (*_numbers(version), 0, 0)[:2]


def _terms(
    requirement: str,
) -> Iterator[tuple[Callable[[tuple[int, ...], tuple[int, ...]], bool], tuple[int, ...]]]:
    for term in requirement.split(","):
        found = _TERM.fullmatch(term)
        if found is not None:
            yield _SIGNS[found[1] or "=="], _numbers(found[2])


def _numbers(version: str) -> tuple[int, ...]:
    found = re.match(r"[0-9]+(?:\.[0-9]+)*", version)
    numbers = [int(number) for number in found[0].split(".")] if found else []
    while numbers and not numbers[-1]:
        del numbers[-1]
    return tuple(numbers)
