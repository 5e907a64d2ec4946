"""The way past the command line's library: calls that are common and have nothing to say.

What a call of a few plain words would print is printed right away where all that it names is
clean. Everything else, and whatever goes wrong here, is for the verbs themselves: they find it
again, and tell it.
"""

from __future__ import annotations

import os
import sys

from cjmap import __version__

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Sequence

# What may change the form of the answer, or is to show what goes wrong.
_OTHERWISE = ("GITHUB_ACTIONS", "CJMAP_DEBUG", "SOURCE_DATE_EPOCH", "_CJMAP_COMPLETE")


def answer(arguments: Sequence[str]) -> bool:
    """Whether a call was one that ends well with few words; then they are printed."""
    if not arguments or any(os.environ.get(name) for name in _OTHERWISE):
        return False
    verb, *paths = arguments
    if verb == "--version" and not paths:
        return _say_version()
    if verb != "validate" or any(path.startswith("-") for path in paths):
        return False
    from cjmap.cli import console

    console.prepare()
    try:
        text = _validate(paths)
    except Exception:  # noqa: BLE001 - the verb meets it too, and says it
        return False
    if text is None:
        return False
    try:
        console.put(text, color=console.wants_colour())
    except (console.OutputGone, console.OutputError) as error:
        from cjmap.cli.ending import end_by

        sys.exit(end_by(error))
    return True


def _say_version() -> bool:
    try:
        sys.stdout.write(f"cjmap {__version__}\n")
        sys.stdout.flush()
    except (AttributeError, OSError):
        # A stream that is closed or full: what is still in it is tried once more by the verbs.
        return False
    return True


def _validate(paths: Sequence[str]) -> str | None:
    """What `validate` says of maps with nothing wrong about them or their settings."""
    from pathlib import Path

    from cjmap.check.surroundings import rounds
    from cjmap.cli.console import wants_colour
    from cjmap.cli.words import LANGUAGE
    from cjmap.findings import Outcome
    from cjmap.findings.usage import UsageError
    from cjmap.project import Project
    from cjmap.project.identities import find_rivals
    from cjmap.project.sifting import Sifter
    from cjmap.project.workspace import display_name
    from cjmap.reporters.wording import summarize

    project = Project()
    try:
        files = project.expand(paths, Path.cwd())
    except UsageError:
        return None
    sifter = Sifter(project)
    if len(files) > _MOST or project.unread or project.left_out:
        return None
    if not all(map(sifter.is_clean, files)):
        return None
    for one in rounds(project, files):
        libraries_are_clean = all(map(sifter.is_clean, one.libraries(project)))
        if not libraries_are_clean or find_rivals(project, one.files, one.named):
            return None
    homes = {home.folder: home for home in map(project.workspace, files)}
    if project.strays or any(project.idle(home) for home in homes.values()):
        return None
    outcome = Outcome((), tuple(map(display_name, sorted(set(files)))), {})
    if wants_colour():
        from cjmap.reporters import report

        return report(outcome, "text", language=LANGUAGE, color=True)
    return f"{summarize(outcome, notes=True).render(LANGUAGE)}\n"


# More of them take longer than the command line's library does to be imported.
_MOST = 20
