"""Words that people write where an id of their map belongs, in any language."""

from __future__ import annotations

from cjmap.languages.known import every_language
from cjmap.languages.language import StandIn
from cjmap.text.slugs import slug


def stands_for(text: str) -> frozenset[StandIn]:
    """What somebody may mean who writes a text where an id belongs; nothing for most texts."""
    word = slug(text)
    return frozenset(
        meant
        for language in every_language()
        for meant, words in language.stand_ins.items()
        if word in words
    )
