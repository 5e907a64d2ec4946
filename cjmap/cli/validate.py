"""`cjmap validate`: is a map readable, well formed and consistent?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cjmap.cli.declaring import Verb
from cjmap.cli.invocation import Invocation, leave
from cjmap.cli.options import Caching, Inputs, JobsOption, Printing
from cjmap.cli.words import hint
from cjmap.messages import tr

if TYPE_CHECKING:
    from cjmap.reporters.request import RuleInfo


def validate(
    call: Invocation,
    printing: Printing,
    inputs: Inputs,
    caching: Caching,
    jobs: JobsOption = None,
) -> None:
    from cjmap.check.validating import validate
    from cjmap.findings import Severity

    printing = call.settle(printing)
    project, files = call.gather(inputs)
    progress = call.progress(tr("Checking"))
    outcome = validate(
        project,
        files,
        call.today,
        jobs=jobs,
        progress=progress,
        store=call.store(caching),
    )
    call.show(outcome, printing, rules=_rules)
    call.tell_unread(project, files)
    leave(outcome, found=outcome.fails(Severity.ERROR))


def _rules() -> Iterable[RuleInfo]:
    from cjmap.check.selection import Selection
    from cjmap.project.settings import LintSettings

    return Selection.of_validate(LintSettings()).rules


def verbs() -> tuple[Verb, ...]:
    return (Verb(validate, hint("Check that maps are readable, well formed and consistent.")),)
