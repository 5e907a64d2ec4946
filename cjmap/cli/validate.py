"""`cjmap validate`: is a map readable, well formed and consistent?"""

from __future__ import annotations

import typer

from cjmap.cli.invocation import Invocation, leave
from cjmap.cli.options import Inputs, Printing
from cjmap.cli.verbs import add_verb
from cjmap.cli.words import hint
from cjmap.messages import tr


def validate(call: Invocation, printing: Printing, inputs: Inputs) -> None:
    from cjmap.check import Selection, run
    from cjmap.findings import Severity

    session, files = call.session(inputs)
    selection = Selection()
    outcome = run(session, files, selection, progress=call.progress(tr("Checking")))
    call.show(outcome, printing, rules=selection.rules)
    call.tell_unread(session, files)
    leave(outcome, found=outcome.fails(Severity.ERROR))


def register(app: typer.Typer) -> None:
    add_verb(app, validate, hint("Check that maps are readable, well formed and consistent."))
