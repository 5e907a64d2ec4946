"""The theme of pictures and pages: what an option or the settings of a workspace ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjmap.cli.invocation import Invocation

if TYPE_CHECKING:
    from cjmap.draw.theme import Theme
    from cjmap.draw.theme_choice import Attend
    from cjmap.project.workspace import Workspace


def choose_theme(
    call: Invocation,
    workspace: Workspace,
    asked: str | None = None,
    *,
    attend: Attend | None = None,
) -> Theme:
    """The theme as `find_theme` has it; ends the command where there is none."""
    from cjmap.draw.theme_choice import find_theme
    from cjmap.findings.usage import UsageError

    try:
        return find_theme(workspace, asked, attend=attend)
    except UsageError as error:
        call.fail(error.message)
