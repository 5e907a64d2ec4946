"""Words that stand where a stage would: those for the whole journey."""

from __future__ import annotations

from functools import cache

from cjmap.languages.known import CODES
from cjmap.messages import tr
from cjmap.text.slugs import slug


@cache
def whole_journey() -> frozenset[str]:
    """What tables of our own say in place of a stage where the whole journey is meant, as slugs."""
    said = tr("whole journey")
    return frozenset(slug(said.render(code)) for code in CODES)
