"""Runs rules over maps, and makes symbolic problems into findings at their places."""

from __future__ import annotations

import datetime
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path as FilePath

from cjmap import loader
from cjmap.analysis.facts import Facts
from cjmap.findings import (
    Edit,
    Finding,
    Outcome,
    Path,
    Place,
    Problem,
    Related,
    Severity,
    Span,
    fingerprint,
    format_path,
)
from cjmap.index import Library
from cjmap.loader import Document
from cjmap.messages import tr
from cjmap.model import Journey
from cjmap.rules import RULES, Rule, WorkspaceRule
from cjmap.source import Source
from cjmap.tree import Alias, Scalar
from cjmap.tree import Mapping as MappingNode
from cjmap.workspace import Workspace, discover, find, matches

STDIN = "-"
# What is wrong with reading itself cannot be talked away in the file.
NEVER_SUPPRESSED = frozenset(f"CJ00{n}" for n in range(1, 8))
_SUPPRESSION = re.compile(r"#\s*cjmap:\s*(ignore-file|ignore)\s*\[([^\]]*)\]\s*(.*)")


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment that silences codes: on `line` and the next, or (`line` None) in the whole file."""

    codes: tuple[str, ...]
    line: int | None
    start: int
    end: int
    reason: str

    def covers(self, finding: Finding) -> bool:
        if finding.code in NEVER_SUPPRESSED:
            return False
        if not any(finding.code.startswith(code) for code in self.codes):
            return False
        if self.line is None:
            return True
        return finding.span is not None and finding.span.start.line in (self.line, self.line + 1)


class Session:
    """The files of one run: each is read once, with the library of its workspace.

    `stdin` is text to check in place of a file's, under the name `stdin_file`. `config` is a
    workspace to use whatever folder a file is in.
    """

    def __init__(
        self,
        *,
        today: datetime.date,
        config: Workspace | None = None,
        stdin: bytes | None = None,
        stdin_file: FilePath | None = None,
    ) -> None:
        self.today = today
        self._config = config
        self._stdin = stdin
        self._stdin_file = stdin_file
        self._documents: dict[FilePath, Document] = {}
        self._facts: dict[FilePath, Facts | None] = {}
        self._libraries: dict[FilePath, Library] = {}

    def workspace(self, file: FilePath) -> Workspace:
        return self._config or find(file.parent)

    def document(self, file: FilePath) -> Document:
        """A file as read, from memory the second time."""
        if file not in self._documents:
            self._documents[file] = self._read(file)
        return self._documents[file]

    def _read(self, file: FilePath) -> Document:
        workspace = self.workspace(file)
        limits = workspace.settings.limits
        name = display_name(
            file, standard_input=file == self._stdin_file and self._stdin is not None
        )
        if file == self._stdin_file and self._stdin is not None:
            source, unreadable = loader.decode(self._stdin, name, limits)
        else:
            source, unreadable = loader.read_source(file, name, limits)
        library = Library() if workspace.is_library(file) else self.library(workspace)
        return loader.load_text(source, file, limits=limits, library=library, unreadable=unreadable)

    def library(self, workspace: Workspace) -> Library:
        """What the libraries of a workspace hold together; the first to name a thing wins."""
        if workspace.root not in self._libraries:
            # Set first: a library that is read meanwhile has no library of its own.
            self._libraries[workspace.root] = Library()
            journeys = [
                document.journey
                for file in discover(workspace.root)
                if workspace.is_library(file)
                and self.workspace(file).root == workspace.root
                and (document := self.document(file)).journey is not None
            ]
            self._libraries[workspace.root] = _merge([j for j in journeys if j is not None])
        return self._libraries[workspace.root]

    def facts(self, file: FilePath) -> Facts | None:
        """What follows from a map, or None where it cannot be read."""
        if file not in self._facts:
            document = self.document(file)
            self._facts[file] = (
                Facts(
                    document.journey,
                    document.index,
                    file,
                    self.workspace(file),
                    self.today,
                    document.incomplete,
                    self.facts,
                )
                if document.journey is not None and document.index is not None
                else None
            )
        return self._facts[file]


def _merge(journeys: list[Journey]) -> Library:
    return Library(
        tuple(persona for journey in journeys for persona in journey.personas),
        tuple(channel for journey in journeys for channel in journey.channels or ()),
        tuple(evidence for journey in journeys for evidence in journey.evidence or ()),
    )


def display_name(file: FilePath, *, standard_input: bool = False) -> str:
    """What findings call a file: its path from the current folder, with forward slashes."""
    if standard_input and file.name == STDIN:
        return "<stdin>"
    try:
        return FilePath(os.path.relpath(file)).as_posix()
    except ValueError:
        # Another drive of Windows.
        return file.as_posix()


@dataclass(frozen=True)
class Selection:
    """Which rules run, and how grave their findings are.

    `select` are the prefixes in force, `ignore` those taken out again; the longer of two
    prefixes that fit a code wins. `validate` keeps to CJ0 and CJ1.
    """

    select: tuple[str, ...] = ("CJ0", "CJ1", "CJ9")
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def has(self, code: str) -> bool:
        # Nobody can switch off that a file cannot be read.
        if code in NEVER_SUPPRESSED or code in ("CJ020", "CJ901"):
            return True
        chosen = max((len(p) for p in self.select if _fits(p, code)), default=-1)
        refused = max((len(p) for p in self.ignore if _fits(p, code)), default=-1)
        return chosen > refused

    def grade(self, code: str, default: Severity) -> Severity:
        fitting = [prefix for prefix in self.severity if _fits(prefix, code)]
        return self.severity[max(fitting, key=len)] if fitting else default

    def ignores(self, code: str, name: str) -> bool:
        """Whether the settings silence a code in a file (named from the workspace's root)."""
        return any(
            matches(name, pattern) and any(_fits(prefix, code) for prefix in codes)
            for pattern, codes in self.per_file_ignores
        )

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        return tuple(rule for rule in RULES if self.has(rule.code))


def _fits(prefix: str, code: str) -> bool:
    return prefix == "ALL" or code.startswith(prefix)


def run(
    session: Session,
    files: Iterable[FilePath],
    selection: Selection,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Outcome:
    """Checks files and sorts what is found; `progress` is told how many of how many are done."""
    names = {rule.code: rule for rule in RULES}
    collected: list[tuple[Document, Workspace, Problem]] = []
    listed = sorted(set(files))
    settings: dict[FilePath, Workspace] = {}
    readable: list[Facts] = []
    for number, file in enumerate(listed):
        if progress is not None:
            progress(number, len(listed))
        document = session.document(file)
        workspace = session.workspace(file)
        settings.setdefault(workspace.root, workspace)
        collected += [(document, workspace, problem) for problem in document.problems]
        facts = session.facts(file)
        if facts is None:
            continue
        readable.append(facts)
        for rule in selection.rules:
            if not isinstance(rule, WorkspaceRule):
                collected += [(document, workspace, p) for p in _guarded(rule, facts)]
    if progress is not None:
        progress(len(listed), len(listed))
    for rule in selection.rules:
        if isinstance(rule, WorkspaceRule):
            collected += [
                (session.document(facts.file), facts.workspace, problem)
                for facts, problem in _guarded_all(rule, tuple(readable))
            ]
    findings = [
        finding
        for document, workspace, problem in collected
        if selection.has(problem.code)
        for finding in (_place(session, document, workspace, problem, names, selection),)
        if not selection.ignores(finding.code, workspace.name(document.file))
    ]
    findings = _suppress(session, listed, findings)
    for workspace in settings.values():
        findings += _config_findings(workspace, names)
    findings = _without_echoes(findings)
    sources = {
        source.file: source
        for source in (
            *(document.source for document in session._documents.values()),
            *(w.config for w in settings.values() if w.config is not None),
        )
    }
    return Outcome(
        tuple(_number_fingerprints(sorted(findings, key=Finding.order))),
        tuple(session.document(file).source.file for file in listed),
        sources,
    )


def _guarded(rule: Rule, facts: Facts) -> list[Problem]:
    """A rule's problems; a rule that fails is named (CJ901) and does not stop the others."""
    try:
        return list(rule.check(facts))
    except Exception as error:  # noqa: BLE001 - whatever it is, the other rules must run
        return [_failure(rule, error)]


def _guarded_all(rule: WorkspaceRule, maps: tuple[Facts, ...]) -> list[tuple[Facts, Problem]]:
    try:
        return list(rule.check_all(maps))
    except Exception as error:  # noqa: BLE001
        return [(maps[0], _failure(rule, error))] if maps else []


def _failure(rule: Rule, error: Exception) -> Problem:
    if os.environ.get("CJMAP_DEBUG"):
        raise error
    where = error.__traceback__
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    place = f"{FilePath(where.tb_frame.f_code.co_filename).name}:{where.tb_lineno}" if where else ""
    return Problem(
        "CJ901",
        (),
        tr(
            "The rule {code} failed: {error} ({place}).",
            code=rule.code,
            error=type(error).__name__,
            place=place,
        ),
        tr("This is a defect of cjmap; please report it with this map."),
    )


# --- places --------------------------------------------------------------------------------------


def _place(
    session: Session,
    document: Document,
    workspace: Workspace,
    problem: Problem,
    rules: Mapping[str, Rule],
    selection: Selection,
) -> Finding:
    rule = rules[problem.code]
    source = document.source
    path: Path = problem.path
    span: Span | None = None
    start = end = 0
    if problem.span is not None:
        start, end = problem.span
        span = source.span(start, end)
    elif document.tree.root is not None:
        path, start, end = document.locate(problem.path, key=problem.key)
        span = source.span(start, end)
    edits: tuple[Edit, ...] = ()
    if problem.replacement is not None and span is not None:
        edits = _edit(source, start, end, problem.replacement)
    return Finding(
        problem.code,
        rule.name,
        selection.grade(problem.code, rule.severity),
        problem.message,
        problem.help,
        source.file,
        span,
        path,
        tuple(_relate(session, document, place) for place in problem.related),
        _fingerprint(document, workspace, problem, path),
        edits,
    )


def _relate(session: Session, document: Document, place: Place) -> Related:
    if place.file is not None:
        document = session.document(FilePath(place.file))
    if place.span is not None:
        start, end = place.span
    else:
        _, start, end = document.locate(place.path, key=place.key)
    return Related(document.source.file, document.source.span(start, end), place.message)


def _edit(source: Source, start: int, end: int, replacement: str) -> tuple[Edit, ...]:
    """The replacement of a key or scalar, within its quotes where it has some."""
    written = source.text[start:end]
    if not written or "\n" in written:
        return ()
    if written[0] in "\"'" and written[-1] == written[0] and len(written) > 1:
        if written[0] in replacement or "\\" in replacement:
            return ()
        return (Edit(start + 1, end - 1, replacement),)
    if not re.fullmatch(r"[\w][\w ./-]*", replacement) or replacement.lower() in _AMBIGUOUS:
        return ()
    return (Edit(start, end, replacement),)


# Plain words that YAML readers may take for something else than text.
_AMBIGUOUS = frozenset({"true", "false", "null", "yes", "no", "on", "off"})


def _fingerprint(document: Document, workspace: Workspace, problem: Problem, path: Path) -> str:
    """Code, file in the workspace, and the path with ids for numbers, so that moved lines keep it."""
    return fingerprint(
        (problem.code, workspace.name(document.file), format_path(_anchored(document, path)))
    )


def _anchored(document: Document, path: Path) -> Path:
    """The path with the name of each item in place of its number, where it has one."""
    anchored: list[str | int] = []
    for number, step in enumerate(path):
        name = _name_at(document, path[: number + 1]) if isinstance(step, int) else None
        anchored.append(name if name is not None else step)
    return tuple(anchored)


def _name_at(document: Document, path: Path) -> str | None:
    prefix, node = document.tree.resolve(path)
    inner = node.target if isinstance(node, Alias) else node
    if prefix != path:
        return None
    if isinstance(inner, Scalar):
        return inner.value
    if isinstance(inner, MappingNode):
        for key in ("id", "name", "text", "title", "type", "to", "metric"):
            entry = inner.entries.get(key)
            if entry is not None and isinstance(entry[1], Scalar):
                return entry[1].value
    return None


def _number_fingerprints(findings: list[Finding]) -> Iterable[Finding]:
    """Findings that would share a name get a number, in their order."""
    seen: dict[str, int] = {}
    for finding in findings:
        count = seen.get(finding.fingerprint, 0)
        seen[finding.fingerprint] = count + 1
        yield (
            replace(finding, fingerprint=fingerprint((finding.fingerprint, str(count))))
            if count
            else finding
        )


def _config_findings(workspace: Workspace, rules: Mapping[str, Rule]) -> list[Finding]:
    source = workspace.config
    if source is None:
        return []
    return [
        Finding(
            problem.code,
            rules[problem.code].name,
            rules[problem.code].severity,
            problem.message,
            problem.help,
            source.file,
            source.span(*problem.span) if problem.span else None,
            problem.path,
            (),
            fingerprint((problem.code, source.file, format_path(problem.path))),
        )
        for problem in workspace.problems
    ]


def _without_echoes(findings: list[Finding]) -> list[Finding]:
    """Each finding once: what an alias repeats is said at its own spot only."""
    seen: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        seen.setdefault(
            (finding.code, finding.file, finding.span, finding.message, finding.help), finding
        )
    return list(seen.values())


# --- suppression ---------------------------------------------------------------------------------


def suppressions(document: Document) -> tuple[Suppression, ...]:
    """The comments of a file that silence findings.

    `ignore-file` counts before the first key only.
    """
    root = document.tree.root
    found = []
    for comment in document.tree.comments:
        match = _SUPPRESSION.match(comment.text)
        if match is None:
            continue
        codes = tuple(code.strip() for code in match.group(2).split(",") if code.strip())
        whole = match.group(1) == "ignore-file"
        if whole and root is not None and comment.start > root.start:
            continue
        found.append(
            Suppression(
                codes,
                None if whole else comment.line,
                comment.start,
                comment.start + len(comment.text),
                match.group(3).strip(),
            )
        )
    return tuple(found)


def _suppress(session: Session, files: list[FilePath], findings: list[Finding]) -> list[Finding]:
    by_file = {
        session.document(file).source.file: suppressions(session.document(file)) for file in files
    }
    return [
        finding
        for finding in findings
        if not any(s.covers(finding) for s in by_file.get(finding.file, ()))
    ]


def is_broken_run(outcome: Outcome) -> bool:
    """Whether the run itself could not be carried out (exit code 2): CJ001, CJ020, CJ901."""
    return any(finding.code in ("CJ001", "CJ020", "CJ901") for finding in outcome.findings)


def standard_input() -> bytes:
    """The bytes of standard input."""
    return sys.stdin.buffer.read()
