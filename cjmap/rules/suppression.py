"""CJ801: comments that silence nothing. The engine carries it out, which knows what they silenced."""

from __future__ import annotations

from cjmap.findings import Severity
from cjmap.rules.base import Rule


class UnusedSuppression(Rule):
    """A comment silences findings that are not there.

    Only codes whose rules ran are spoken of, so that a run of some rules, or of some files,
    does not ask for the removal of what another run needs. `cjmap lint --fix` removes the
    comment, or the codes in it that nothing needs. A comment stands at the end of the line that
    it is about, or on a line of its own above it.

    Why:
        A comment that was needed once would hide the next mistake at its place. Ruff and
        mypy report such comments for the same reason.

    Example:
        title: Buy a coat online
        owner: Ana
        personas: [Laura]
        stages:
          # cjmap: ignore[CJ101] both shops count as one
          - name: Awareness

    Instead:
        title: Buy a coat online
        owner: Ana
        personas: [Laura]
        stages:
          - name: Awareness

    Sources:
        Ruff, `unused-noqa` (RUF100); mypy, `warn_unused_ignores`.
    """

    code = "CJ801"
    name = "unused-suppression"
    severity = Severity.INFO


SUPPRESSION: tuple[Rule, ...] = (UnusedSuppression(),)
