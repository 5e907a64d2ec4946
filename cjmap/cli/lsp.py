"""`cjmap lsp`: what an editor asks about maps while they are written."""

from __future__ import annotations

from typing import Annotated

from cjmap.cli.declaring import Verb, option
from cjmap.cli.invocation import Invocation
from cjmap.cli.words import hint
from cjmap.messages import tr


def lsp(
    call: Invocation,
    stdio: Annotated[
        bool,
        option(
            "--stdio",
            help=hint(
                "Speak over standard input and output; some editors say so, it is the one way."
            ),
        ),
    ] = False,
) -> None:
    from importlib.util import find_spec

    if find_spec("pygls") is None:
        call.fail(
            tr(
                "The language server needs a part of cjmap that is not installed: `pip install 'cjmap[lsp]'`."
            )
        )
    from cjmap.check import Session
    from cjmap.lsp.server import serve

    serve(Session(call.project(), today=call.today), call.language)


def verbs() -> tuple[Verb, ...]:
    return (
        Verb(lsp, hint("Serve an editor: findings, help and completion while maps are written.")),
    )
