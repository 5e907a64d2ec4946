"""The command line's own words, in the language that was asked for.

Typer wants the help of every option while modules are imported, so the language is looked up
right here: `--lang` on the command line, else `lang` in the settings, else the locale.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from pathlib import Path

from cjmap.messages import base_language, locale_language, tr


class Language(StrEnum):
    """The languages that cjmap speaks."""

    EN = "en"
    ES = "es"


def asked_language(arguments: Sequence[str]) -> str:
    """The language that a command line asks for last, else that of its settings, else the locale's."""
    asked = ""
    config: str | None = ""
    for argument, following in pairwise([*arguments, ""]):
        name, _, value = argument.partition("=")
        match name:
            case "--":
                break
            case "--lang":
                asked = value or following
            case "--config":
                config = value or following
            case "--no-config":
                config = None
    return base_language(asked) if asked else _settled(config) or locale_language()


def _settled(config: str | None) -> str | None:
    """`lang` of a settings file, "" being the one that is found from here; None: there is none."""
    if config is None:
        return None
    from cjmap.project.project import Project

    try:
        here = Path.cwd()
        # What is wrong with the settings is for the verb to say.
        project = Project.governed_by(here / config) if config else Project()
        return project.workspace(here / "map").settings.lang
    except OSError:
        return None


LANGUAGE = asked_language(sys.argv[1:])


def hint(text: str) -> str:
    """A help text; a template without places, so braces are doubled in it."""
    return tr(text).render(LANGUAGE)
