"""Which languages are known."""

from __future__ import annotations

from typing import Final

from cjmap.languages.en import ENGLISH
from cjmap.languages.es import SPANISH
from cjmap.languages.language import Language
from cjmap.messages import base_language

LANGUAGES: Final[tuple[Language, ...]] = (ENGLISH, SPANISH)

_BY_CODE: Final = {language.code: language for language in LANGUAGES}


def language_of(tag: str) -> Language:
    """The language of a BCP 47 tag; one that is not known reads as English."""
    return _BY_CODE[base_language(tag)]
