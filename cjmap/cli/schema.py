"""`cjmap schema`: the JSON Schema of a map, for editors and for programs."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from cjmap.cli.declaring import Verb, option
from cjmap.cli.invocation import Invocation
from cjmap.cli.options import OutputOption
from cjmap.cli.words import hint


class Draft(StrEnum):
    """The drafts of JSON Schema."""

    D2020_12 = "2020-12"
    D7 = "7"


def schema(
    call: Invocation,
    draft: Annotated[
        Draft, option("--draft", help=hint("The draft of JSON Schema; editors know 7."))
    ] = Draft.D2020_12,
    plain: Annotated[
        bool,
        option(
            "--plain",
            help=hint("For validators and generators of code, without what editors read."),
        ),
    ] = False,
    output: OutputOption = None,
) -> None:
    from cjmap.model.schema import schema_text

    call.emit(schema_text(draft.value, for_programs=plain), output)


def verbs() -> tuple[Verb, ...]:
    return (Verb(schema, hint("Print the JSON Schema of a map, for editors.")),)
