"""Names that stand in one text, with a sign or a word such as `and` between them."""

from __future__ import annotations

import re
from functools import cache

from cjmap.languages.known import every_language


def enumerated(text: str) -> tuple[str, ...]:
    """The names in a text of any language: `Ana, Ben and Eva`, `Compra / entrega`, or one alone."""
    return tuple(part for part in _joints().split(text) if part)


@cache
def _joints() -> re.Pattern[str]:
    words = "|".join(word for language in every_language() for word in language.conjunctions)
    return re.compile(rf"\s*(?:[,;/&+·|>→・、，；]|\s(?:{words})\s)\s*", re.I)
