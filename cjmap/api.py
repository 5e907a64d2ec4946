"""The Python interface: `from cjmap import load, validate, ...`.

Small on purpose: what the command line does, without a process around it.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable
from pathlib import Path

from cjmap.check import Selection, Session, parse_codes, run, run_each
from cjmap.check.baseline import Baseline
from cjmap.check.baseline import load as load_baseline
from cjmap.check.validating import validate as check_all
from cjmap.facts.coverage import Coverage
from cjmap.facts.facts import Facts
from cjmap.facts.subject import Subject
from cjmap.findings import Outcome, Severity
from cjmap.findings.usage import UsageError
from cjmap.messages import join, tr
from cjmap.project import Project

__all__ = [
    "Coverage",
    "Facts",
    "LoadError",
    "Outcome",
    "Subject",
    "UsageError",
    "coverage",
    "lint",
    "load",
    "render",
    "validate",
]


class LoadError(ValueError):
    """A map cannot be used as it is; `outcome` holds the findings that say why."""

    def __init__(self, outcome: Outcome) -> None:
        errors = [f for f in outcome.findings if f.severity is Severity.ERROR]
        first = errors[0]
        place = f":{first.span.start.line}:{first.span.start.column}" if first.span else ""
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        super().__init__(f"{first.file}{place}: {first.code} {first.message}{more}")
        self.outcome = outcome


def _open(today: datetime.date | None) -> Session:
    return Session(Project(), today=today or datetime.date.today())


def _expand(session: Session, paths: Iterable[str | os.PathLike[str]]) -> tuple[Path, ...]:
    return session.project.expand([os.fspath(path) for path in paths], Path.cwd())


def load(path: str | os.PathLike[str], *, today: datetime.date | None = None) -> Subject:
    """Reads one map with the library of its workspace.

    The result holds the `journey` as it is written (pydantic models), its `things` by kind, the
    `index` of their ids, and what follows from them: `curve`, `flow`, `coverage` and more, or all
    of it at once as `facts`, which is plain data. `today` is the day for whatever depends on it,
    by default the clock's.

    Raises:
        LoadError: the map has errors (CJ0, CJ1).
    """
    file = Path(path).absolute()
    session = _open(today)
    outcome = run(session, [file], Selection())
    subject = session.subject(file)
    if subject is None or outcome.fails(Severity.ERROR):
        raise LoadError(outcome)
    return subject


def validate(*paths: str | os.PathLike[str], today: datetime.date | None = None) -> Outcome:
    """What `cjmap validate` finds in files, folders and globs; without any, in the workspace.

    Raises:
        UsageError: a path that matches nothing.
    """
    session = _open(today)
    return check_all(session.project, _expand(session, paths), session.today)


def lint(
    *paths: str | os.PathLike[str],
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    extend_select: Iterable[str] = (),
    baseline: str | os.PathLike[str] | None = None,
    today: datetime.date | None = None,
) -> Outcome:
    """What `cjmap lint` finds in files, folders and globs; without any, in the workspace.

    Every rule runs that the settings of a file's workspace ask for. `select` (codes such as
    `CJ301`, their beginnings such as `CJ3`, names such as `no-owner`) takes the place of the
    settings' choice; `ignore` and `extend_select` add to theirs. `baseline` is a file that
    `cjmap lint --write-baseline` wrote: the findings that it holds are in the outcome's `known`.
    `today` is the day for rules about time, by default the clock's.

    Findings are sorted by file and place; `Outcome.fails(Severity.WARNING)` tells what the
    command's exit code would.

    Raises:
        UsageError: a path that matches nothing, a word that names no rule, or one to ignore that nobody may, a
            baseline that cannot be read.
    """
    session = _open(today)
    files = _expand(session, paths)
    chosen, extended = parse_codes(_listed(select)), parse_codes(_listed(extend_select))
    refused = parse_codes(_listed(ignore), silencing=True)
    known = load_baseline(Path(baseline)) if baseline is not None else Baseline()
    return run_each(
        session,
        files,
        lambda home: Selection.of_lint(home.settings.lint, chosen, refused, extended),
        known=known.known,
    )


def _listed(words: Iterable[str]) -> Iterable[str]:
    """Words of which one may stand alone: a text is one, not its letters."""
    return (words,) if isinstance(words, str) else words


def coverage(journey: Subject, require: Iterable[str] | None = None) -> Coverage:
    """What a map that `load` read says and leaves out: cells, percentages, matrices, answered pains.

    `require` are the dimensions that percentages rest on (`touchpoints`, `emotions`, `owner`, ...),
    by default what the workspace asks for, else what suits the map's kind.

    Raises:
        ValueError: a name that is no dimension.
    """
    return journey.cover(None if require is None else _listed(require))


def render(
    journey: Subject,
    *,
    view: str = "map",
    format: str = "svg",
    theme: str = "light",
    personas: Iterable[str] = (),
) -> str:
    """A picture of a map that `load` read, as text.

    `view` and `format` are those of `cjmap render`: `map` as `svg`, `flow` as `svg` or `dot`, and
    either as `json`, which is what both are drawn from. `theme` is light, dark or print. `personas`
    (ids or names) keeps to their journeys. The codes in gaps are those of the file as it is now.

    Raises:
        UsageError: no such view, format, theme or persona, or no engine for a flow.
    """
    from cjmap.board.lanes import CODES
    from cjmap.board.reading import read
    from cjmap.check.listing import list_findings
    from cjmap.draw.engines import EngineError, find_engine
    from cjmap.draw.theme import THEMES
    from cjmap.views.catalogue import Order, draw, refuse_unknown, shows_gaps

    refuse_unknown(view, format)
    if theme not in THEMES:
        raise UsageError(
            tr("There is no theme `{name}`. There are: {known}.", name=theme, known=join([*THEMES]))
        )
    session, file = Session(today=journey.today), journey.file
    gaps = list_findings(session, [file], CODES)[file] if shows_gaps(view, format) else ()
    board = read(journey, gaps, personas=tuple(_listed(personas)))
    order = Order(board, THEMES[theme], lambda: find_engine(None, journey.settings.render.engine))
    try:
        return draw(view, format, order)
    except EngineError as error:
        raise UsageError(error.message) from error
