"""The command line's own words, in the language that was asked for.

Typer wants the help of every option while modules are imported, so the language is looked up
right here: `--lang` on the command line, else the locale.
"""

from __future__ import annotations

import sys
from enum import StrEnum

from cjmap.messages import base_language, locale_language, tr


class Language(StrEnum):
    """The languages that cjmap speaks."""

    EN = "en"
    ES = "es"


def asked_language(arguments: list[str]) -> str:
    """The language that a command line asks for, else the locale's."""
    for number, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return base_language(argument.partition("=")[2])
        if argument == "--lang" and number + 1 < len(arguments):
            return base_language(arguments[number + 1])
    return locale_language()


LANGUAGE = asked_language(sys.argv[1:])


def hint(text: str) -> str:
    """A help text; a template without places, so braces are doubled in it."""
    return tr(text).render(LANGUAGE)
