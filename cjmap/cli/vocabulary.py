"""`cjmap words`: what stands on maps and pages, by the ids under which a workspace may rename it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from cjmap.cli.declaring import Verb, option
from cjmap.cli.invocation import Invocation
from cjmap.cli.words import hint


class WordsFormat(StrEnum):
    """How the words are written."""

    TEXT = "text"
    JSON = "json"


def words(
    call: Invocation,
    language: Annotated[
        str | None,
        option(
            "--language",
            metavar="TAG",
            help=hint("The language of the words, such as de; default: that of cjmap's own."),
            shown=False,
        ),
    ] = None,
    output_format: Annotated[
        WordsFormat, option("--output-format", help=hint("text or json."))
    ] = WordsFormat.TEXT,
) -> None:
    from cjmap.languages.words import tell_words

    told = tell_words(language or call.language)
    if output_format is WordsFormat.JSON:
        from cjmap.findings.json_text import json_text

        call.emit(json_text(told) + "\n")
        return
    width = max(map(len, told))
    call.emit("".join(f"{name:<{width}}  {' | '.join(texts)}\n" for name, texts in told.items()))


def verbs() -> tuple[Verb, ...]:
    return (Verb(words, hint("List the words of maps and pages with their ids, for `[words]`.")),)
