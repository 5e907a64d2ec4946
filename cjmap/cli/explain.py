"""`cjmap explain`: the reference of maps and settings, as a whole or one key of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cjmap.cli.declaring import Argument, Verb, option
from cjmap.cli.invocation import Invocation
from cjmap.cli.rule import FormatOption, PageFormat
from cjmap.cli.words import hint
from cjmap.messages import tr

if TYPE_CHECKING:
    from cjmap.reference.pages import Answer


def explain(
    call: Invocation,
    key: Annotated[
        str,
        Argument(
            metavar="[KEY]",
            help=hint(
                "A key of a map such as touchpoint.next, a thing such as touchpoint, a topic of "
                "--topics, `settings` or one of them such as lint.fail-on."
            ),
            shown=False,
        ),
    ] = "",
    topics: Annotated[
        bool, option("--topics", help=hint("How do I say …? What maps are asked to say."))
    ] = False,
    output_format: FormatOption = PageFormat.TEXT,
) -> None:
    from cjmap.findings.usage import UsageError
    from cjmap.reference.pages import WRITERS

    try:
        answer = _answer(key, topics, whole=output_format is not PageFormat.TEXT)
    except UsageError as error:
        call.fail(error.message)
    call.emit(WRITERS[output_format](answer, call.language))
    if not key and not topics and output_format is PageFormat.TEXT:
        call.emit(f"\n{_more(call.language)}\n")


def _more(language: str) -> str:
    """What else one may ask."""
    return tr(
        "`cjmap explain touchpoint` tells of a thing, `cjmap explain touchpoint.next` of a key, "
        "`cjmap explain --topics` how to say what, `cjmap explain settings` of the settings."
    ).render(language)


def _answer(asked: str, topics: bool, *, whole: bool) -> Answer:
    """What is asked for; without a word the map itself, or (`whole`) all there is."""
    from cjmap.reference.answering import (
        answer,
        answer_topic,
        everything,
        overview,
        topic_list,
    )

    if topics:
        return answer_topic(asked) if asked else topic_list(brief=not whole)
    if not asked:
        return everything() if whole else overview()
    return answer(asked)


def verbs() -> tuple[Verb, ...]:
    return (
        Verb(
            explain,
            hint("Explain the keys of maps and settings: meaning, values, default, an example."),
        ),
    )
