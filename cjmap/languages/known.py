"""Which languages are known. Each is read when somebody first asks for it."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Final

from cjmap.languages.language import Language

CODES: Final = ("en", "es", "de", "fr", "pt", "it", "nl", "pl", "ja", "zh", "ar")
_DEFAULT: Final = "en"


def language_of(tag: str) -> Language:
    """The language of a BCP 47 tag; one that is not known reads as English."""
    base = split_tag(tag)[0]
    return _read(base if base in CODES else _DEFAULT)


def split_tag(tag: str) -> list[str]:
    """The subtags of a BCP 47 tag or a POSIX locale, in lower case."""
    return tag.replace("_", "-").lower().split("-")


@cache
def every_language() -> tuple[Language, ...]:
    """All of them, English first."""
    return tuple(_read(code) for code in CODES)


@cache
def _read(code: str) -> Language:
    language: Language = import_module(f"cjmap.languages.{code}").LANGUAGE
    return language
