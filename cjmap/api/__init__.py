"""The Python interface: `from cjmap import load, validate, ...`.

Small on purpose: what the command line does, without a process around it.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable
from pathlib import Path

from cjmap.api.arguments import day_of, expect, file_of, one_of, path_of, words_of
from cjmap.api.converted import Converted
from cjmap.api.formatted import Formatted
from cjmap.api.journey import Home, JourneyMap, examine
from cjmap.api.picture import Picture, picture
from cjmap.check import Selection, Session, parse_codes, run, run_each
from cjmap.check.baseline import load as load_baseline
from cjmap.check.baseline import of_settings as baseline_of_settings
from cjmap.check.validating import validate as check_all
from cjmap.facts.coverage import Coverage
from cjmap.facts.facts import Facts
from cjmap.findings import Outcome, Severity
from cjmap.findings.usage import CjmapError, UsageError
from cjmap.messages import tr
from cjmap.project import Project
from cjmap.project.disk import refuse_missing
from cjmap.project.workspace import display_name
from cjmap.records import replace
from cjmap.rules.own import OwnRule, check_own
from cjmap.vocabulary.coverage import Dimension

__all__ = [
    "CjmapError",
    "Converted",
    "Coverage",
    "Facts",
    "Formatted",
    "JourneyMap",
    "LoadError",
    "Outcome",
    "OwnRule",
    "Picture",
    "Severity",
    "UsageError",
    "convert_file",
    "coverage",
    "format",
    "lint",
    "load",
    "render",
    "validate",
]


class LoadError(CjmapError, ValueError):
    """A map cannot be used as it is; `outcome` holds the findings that say why."""

    def __init__(self, outcome: Outcome) -> None:
        errors = [f for f in outcome.findings if f.severity is Severity.ERROR]
        first = errors[0]
        place = f":{first.span.start.line}:{first.span.start.column}" if first.span else ""
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        super().__init__(f"{first.file}{place}: {first.code} {first.message}{more}")
        self.outcome = outcome


def _open(today: datetime.date | None) -> Session:
    return Session(Project(), today=day_of(today))


def _expand(session: Session, paths: Iterable[object]) -> tuple[Path, ...]:
    """The files that paths, folders and globs name.

    Raises:
        UsageError: one of them names none.
    """
    named = [path_of("paths", path) for path in paths]
    files = session.project.expand(named, Path.cwd())
    for file in files:
        refuse_missing(file, display_name(file))
    return files


def load(path: str | os.PathLike[str], *, today: datetime.date | None = None) -> JourneyMap:
    """Reads one map with the library of its workspace.

    The result is the journey as it is written (`journey.stages`, pydantic models); lists that it
    leaves out are empty, and `model_fields_set` names what it writes. `journey.facts` is what
    follows from it, as plain data. `today` is the day for whatever depends on it, by default the
    clock's.

    Raises:
        LoadError: the map has errors (CJ0, CJ1).
        UsageError: an argument of another type.
    """
    file = file_of("path", path)
    session = _open(today)
    outcome = run(session, [file], Selection())
    document = session.document(file)
    if document.journey is None or session.subject(file) is None or outcome.fails(Severity.ERROR):
        raise LoadError(outcome)
    return JourneyMap.of(document.journey, Home(file, session.today, document.incomplete))


def validate(*paths: str | os.PathLike[str], today: datetime.date | None = None) -> Outcome:
    """What `cjmap validate` finds in files, folders and globs; without any, in the workspace.

    Raises:
        UsageError: a path that matches nothing, an argument of another type.
    """
    session = _open(today)
    outcome = check_all(session.project, _expand(session, paths), session.today)
    return replace(outcome, findings=tuple(outcome.findings))


def lint(
    *paths: str | os.PathLike[str],
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    extend_select: Iterable[str] = (),
    baseline: str | os.PathLike[str] | None = None,
    rules: Iterable[OwnRule] = (),
    today: datetime.date | None = None,
) -> Outcome:
    """What `cjmap lint` finds in files, folders and globs; without any, in the workspace.

    Every rule runs that the settings of a file's workspace ask for. `select` (codes such as
    `CJ301`, their beginnings such as `CJ3`, names such as `no-owner`; one may stand alone) takes the
    place of the settings' choice; `ignore` and `extend_select` add to theirs. `baseline` is a file
    that `cjmap lint --write-baseline` wrote: the findings that it holds are in the outcome's
    `known`. `rules` are rules of your own that run as well; those that settings name do not. `today` is the day for rules about time, by default the clock's.

    Findings are sorted by file and place; `Outcome.fails(Severity.WARNING)` tells what the
    command's exit code would.

    Raises:
        UsageError: a path that matches nothing, a word that names no rule, or one to ignore that nobody
            may, a baseline that cannot be read, a rule that cannot run, an argument of another type.
    """
    session = _open(today)
    files = _expand(session, paths)
    chosen = parse_codes(words_of("select", select))
    extended = parse_codes(words_of("extend_select", extend_select))
    refused = parse_codes(words_of("ignore", ignore), silencing=True)
    listed = tuple(rules) if isinstance(rules, Iterable) else rules
    own = check_own(expect("rules", listed, tuple, spoken="Iterable[OwnRule]"))
    known = (
        baseline_of_settings(session.project, files)
        if baseline is None
        else load_baseline(Path(path_of("baseline", baseline)))
    )
    return run_each(
        session,
        files,
        lambda home: Selection.of_lint(home.settings.lint, chosen, refused, extended, own=own),
        known=known.known,
    )


def format(*paths: str | os.PathLike[str], ids: bool = False) -> tuple[Formatted, ...]:
    """What `cjmap format` makes of files, folders and globs; without any, of the workspace.

    One for each file, in the order of their names. `ids` writes ids for whatever is referred to,
    and lets references name it by them. Nothing is written: `one.file.write_text(one.text)` does,
    but for a byte order mark.

    Raises:
        UsageError: a path that matches nothing, an argument of another type.
    """
    from cjmap.formatting.files import format_files

    session = _open(None)
    files = _expand(session, paths)
    wanted = expect("ids", ids, bool)
    found = []
    for one in format_files(session.project, files, ids=wanted):
        source, _ = session.project.text_of(one.file)
        text = source.text if one.after is None else one.after.decode("utf-8-sig")
        left = one.failed
        found.append(
            Formatted(one.file, None if left else text, one.after is not None, one.refused)
        )
    return tuple(found)


def convert_file(
    path: str | os.PathLike[str],
    to: str = "yaml",
    *,
    source: str | None = None,
    today: datetime.date | None = None,
) -> tuple[Converted, ...]:
    """The maps of a file in another form, as `cjmap convert` makes them.

    `to` and `source` are forms such as `yaml`, `json`, `mermaid`, `markdown`; what the file is,
    its suffix or what it holds tells by default. Nothing is written.

    Raises:
        LoadError: a map has errors that keep it from being written in that form.
        UsageError: a file that cannot be read or holds no map, a form that there is not, an
            argument of another type.
    """
    from cjmap.convert.conversion import convert
    from cjmap.convert.drafts import Given
    from cjmap.convert.forms import FORMS, READ, WRITTEN, form_of
    from cjmap.project.disk import read_bytes
    from cjmap.text.refusals import why_refused

    file = file_of("path", path)
    target = FORMS[one_of("to", to, WRITTEN)]
    asked = None if source is None else FORMS[one_of("source", source, READ)]
    try:
        data = read_bytes(file)
    except OSError as error:
        reason = why_refused(error)
        raise UsageError(
            tr("{file} cannot be read: {reason}.", file=display_name(file), reason=reason)
        ) from None
    given = Given(data, display_name(file))
    found = convert(
        Project(), file, given, asked or form_of(data, file.name), target, day_of(today)
    )
    for one in found:
        if one.content is None:
            raise LoadError(one.outcome)
    return tuple(
        Converted(one.name, one.content, one.remarks, one.outcome)
        for one in found
        if one.content is not None
    )


def coverage(journey: JourneyMap, require: Iterable[str] | None = None) -> Coverage:
    """What a map that `load` read says and leaves out: cells, percentages, matrices, answered pains.

    `require` are the dimensions that percentages rest on (`touchpoints`, `emotions`, `owner`, ...),
    by default what the workspace asks for, else what suits the map's kind.

    Raises:
        UsageError: a name that is no dimension, an argument of another type.
    """
    subject = examine(expect("journey", journey, JourneyMap))[1]
    if require is None:
        return subject.coverage
    return subject.cover([one_of("require", n, Dimension) for n in words_of("require", require)])


def render(
    journey: JourneyMap,
    *,
    view: str = "map",
    format: str = "svg",
    theme: str = "light",
    personas: Iterable[str] = (),
    baseline: JourneyMap | None = None,
) -> Picture:
    """A picture of a map that `load` read: a text, which a notebook draws where it is SVG.

    `view` and `format` are those of `cjmap render`: `map` and `curve` as `svg`, `flow` as `svg` or `dot`, and
    either as `json`, which is what both are drawn from. `theme` is light, dark or print. `personas`
    (ids or names) keeps to their journeys. `baseline` is the earlier state that the map is held
    against, which `load` read too; by default the one that the map names.

    Raises:
        UsageError: no such view, format, theme or persona, no engine for a flow, a map without
            stages, an argument of another type.
    """
    from cjmap.draw.theme import THEMES

    earlier = None
    if baseline is not None:
        earlier = examine(expect("baseline", baseline, JourneyMap))[1]
    return picture(
        *examine(expect("journey", journey, JourneyMap)),
        view=expect("view", view, str),
        format=expect("format", format, str),
        theme=one_of("theme", theme, THEMES),
        personas=words_of("personas", personas),
        baseline=earlier,
    )
