"""The command line's own words, in the language that was asked for.

Typer wants the help of every option while modules are imported, so the language is looked up
right here: `--lang` on the command line, else the locale.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from itertools import pairwise

from cjmap.messages import base_language, locale_language, tr


class Language(StrEnum):
    """The languages that cjmap speaks."""

    EN = "en"
    ES = "es"


def asked_language(arguments: list[str]) -> str:
    """The language that a command line asks for last, else the locale's."""
    asked = ""
    for argument, following in pairwise([*arguments, ""]):
        if argument == "--":
            break
        if argument.startswith("--lang="):
            asked = argument.partition("=")[2]
        elif argument == "--lang":
            asked = following
    return base_language(asked) if asked else locale_language()


LANGUAGE = asked_language(sys.argv[1:])


def hint(text: str) -> str:
    """A help text; a template without places, so braces are doubled in it."""
    return tr(text).render(LANGUAGE)
