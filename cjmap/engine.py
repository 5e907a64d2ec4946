"""Runs rules over maps, and makes symbolic problems into findings at their places."""

from __future__ import annotations

import datetime
import os
import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
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
    fingerprint,
    format_path,
)
from cjmap.index import Library
from cjmap.loader import Document
from cjmap.messages import line_up, quote, tr, verbatim
from cjmap.model import Journey
from cjmap.rules import RULES, Rule, WorkspaceRule
from cjmap.source import Position, Source, Span
from cjmap.spelling import nearest
from cjmap.tree import Alias, Scalar
from cjmap.tree import Mapping as MappingNode
from cjmap.workspace import LintSettings, UsageError, Workspace, discover, find, matches

STDIN = "-"
# What is wrong with reading itself cannot be talked away in the file.
NEVER_SUPPRESSED = frozenset(f"CJ00{n}" for n in range(1, 8))
_UNUSED = "CJ801"
_SUPPRESSION = re.compile(r"#\s*cjmap:\s*(ignore-file|ignore)\s*\[([^\]]*)\]\s*(.*)")
_MEANT = re.compile(r"#\s*cjmap:\s*ignore")
# From how many on siblings, and findings of one rule in a map, are said once.
_SIBLINGS = 4
_COUSINS = 6
# Characters of a name in such a sentence.
_NAME = 40


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment that silences codes on `lines`, or (`lines` None) in the whole file.

    Behind something it counts for its own line, alone on a line for the next one that says
    something.

    `start` and `end` are the comment's indexes in the text, `listed` those of what its
    brackets hold.
    """

    codes: tuple[str, ...]
    lines: tuple[int, ...] | None
    start: int
    end: int
    listed: tuple[int, int]
    reason: str

    def covers(self, finding: Finding) -> bool:
        if finding.code in NEVER_SUPPRESSED:
            return False
        if not any(finding.code.startswith(code) for code in self.codes):
            return False
        if self.lines is None:
            return True
        return finding.span is not None and finding.span.start.line in self.lines


class Session:
    """The files of one run: each is read once, with the library of its workspace.

    `stdin` is text to check in place of a file's, under the name `stdin_file`; `texts` are the
    bytes of further files to check in place of what is on the disk. `config` is a workspace to
    use whatever folder a file is in.
    """

    def __init__(
        self,
        *,
        today: datetime.date,
        config: Workspace | None = None,
        stdin: bytes | None = None,
        stdin_file: FilePath | None = None,
        texts: Mapping[FilePath, bytes] | None = None,
    ) -> None:
        self.today = today
        self._config = config
        self._texts = texts or {}
        self.stdin = stdin
        self._stdin_file = stdin_file
        self._documents: dict[FilePath, Document] = {}
        self._facts: dict[FilePath, Facts | None] = {}
        self._libraries: dict[FilePath, Library] = {}
        self._baselines: dict[FilePath, frozenset[FilePath]] = {}

    def over(self, texts: Mapping[FilePath, bytes]) -> Session:
        """A session like this one that reads everything anew, and these files from `texts`."""
        return Session(
            today=self.today,
            config=self._config,
            stdin=self.stdin,
            stdin_file=self._stdin_file,
            texts=texts,
        )

    def is_stdin(self, file: FilePath) -> bool:
        """Whether a file is what came by standard input."""
        return self.stdin is not None and file == self._stdin_file

    @property
    def files(self) -> tuple[FilePath, ...]:
        """Every file that was read so far, those that others refer to included."""
        return tuple(sorted(self._documents))

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
        name = display_name(file, standard_input=self.is_stdin(file))
        if file in self._texts:
            source, unreadable = loader.decode(self._texts[file], name, limits)
        elif self.stdin is not None and self.is_stdin(file):
            source, unreadable = loader.decode(self.stdin, name, limits)
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
                    self.baselines,
                )
                if document.journey is not None and document.index is not None
                else None
            )
        return self._facts[file]

    def baselines(self, workspace: Workspace) -> frozenset[FilePath]:
        """The maps of a workspace that others of it link to as their baseline.

        Files outside the run count too. Only those that hold the word are read in full.
        """
        if workspace.root not in self._baselines:
            linked = (
                facts.linked(link.to.partition("#")[0])
                for file in discover(workspace.root)
                if self.workspace(file).root == workspace.root
                and self._mentions(file, "baseline")
                and (facts := self.facts(file)) is not None
                for link in facts.journey.links or ()
                if link.rel == "baseline"
            )
            self._baselines[workspace.root] = frozenset(file for file in linked if file is not None)
        return self._baselines[workspace.root]

    def _mentions(self, file: FilePath, word: str) -> bool:
        if file in self._documents or file == self._stdin_file:
            return word in self.document(file).source.text
        try:
            with file.open("rb") as stream:
                return word.encode() in stream.read(self.workspace(file).settings.limits.file_size)
        except OSError:
            return False


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

    @classmethod
    def of_lint(
        cls,
        settings: LintSettings,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        extend_select: Iterable[str] = (),
    ) -> Selection:
        """Every rule, or what the settings choose, changed by what a call asks for.

        `select` takes the place of the settings' choice, the other two add to theirs. Each is
        a list of codes, beginnings of codes, names of rules, or lists of these with commas.

        Raises:
            UsageError: a word that names no rule.
        """
        chosen = parse_codes(select)
        if chosen:
            settings = replace(settings, select=chosen, ignore=(), extend_select=())
        return cls(
            (*(settings.select or ("ALL",)), *settings.extend_select, *parse_codes(extend_select)),
            (*settings.ignore, *parse_codes(ignore)),
            dict(settings.severity),
            settings.per_file_ignores,
        )

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


def parse_codes(words: Iterable[str]) -> tuple[str, ...]:
    """Codes and beginnings of codes from what a person wrote: `CJ3,no-owner`.

    Raises:
        UsageError: a word that names no rule.
    """
    names = {rule.name: rule.code for rule in RULES}
    codes = []
    for word in (part.strip() for text in words for part in text.split(",")):
        code = names.get(word.lower(), word.upper())
        if word and not (code == "ALL" or any(rule.code.startswith(code) for rule in RULES)):
            near = nearest(word, [*names, *names.values()])
            raise UsageError(
                tr(
                    "`{word}` is no rule; did you mean {names}?",
                    word=word,
                    names=", ".join(near[:3]),
                )
                if near
                else tr("`{word}` is no rule; `cjmap rules` lists them.", word=word)
            )
        if word:
            codes.append(code)
    return tuple(codes)


def _fits(prefix: str, code: str) -> bool:
    return prefix == "ALL" or code.startswith(prefix)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A finding, and the problem and document that it came from."""

    finding: Finding
    problem: Problem
    document: Document


def run(
    session: Session,
    files: Iterable[FilePath],
    selection: Selection,
    *,
    known: Collection[str] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Outcome:
    """Checks files and sorts what is found; `progress` is told how many of how many are done.

    `known` are the fingerprints of a baseline: what bears one of them is not reported.
    """
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
    placed = [
        _Placed(_place(session, document, workspace, problem, names, selection), problem, document)
        for document, workspace, problem in collected
        if selection.has(problem.code)
        and not selection.ignores(problem.code, workspace.name(document.file))
    ]
    placed = list(_number_fingerprints(_without_echoes(sorted(placed, key=_order))))
    silence = _Silence({file: session.document(file) for file in listed})
    placed = [one for one in placed if not silence.covers(one.finding)]
    left_out = [one.finding for one in placed if one.finding.fingerprint in known]
    placed = [one for one in placed if one.finding.fingerprint not in known]
    findings = [
        finding
        for finding in _gather(session, placed, names, selection)
        if not finding.members or not silence.covers(finding)
    ]
    failed = {str(one.problem.subject) for one in placed if one.problem.code == "CJ901"}
    for finding in _unused(session, readable, silence, selection, names, failed):
        (left_out if finding.fingerprint in known else findings).append(finding)
    for workspace in settings.values():
        findings += _config_findings(workspace, names)
    sources = {
        source.file: source
        for source in (
            *(document.source for document in session._documents.values()),
            *(w.config for w in settings.values() if w.config is not None),
        )
    }
    return Outcome(
        tuple(sorted(findings, key=Finding.order)),
        tuple(session.document(file).source.file for file in listed),
        sources,
        tuple(sorted(left_out, key=Finding.order)),
    )


def run_each(
    session: Session,
    files: Iterable[FilePath],
    choose: Callable[[Workspace], Selection],
    *,
    known: Collection[str] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Outcome:
    """Checks the files of each workspace by themselves, with the rules that `choose` gives it."""
    groups: dict[FilePath, list[FilePath]] = {}
    for file in sorted(set(files)):
        groups.setdefault(session.workspace(file).root, []).append(file)
    total = sum(map(len, groups.values()))
    outcomes: list[Outcome] = []
    before = 0

    def tell(done: int, _: int) -> None:
        if progress is not None:
            progress(before + done, total)

    for group in groups.values():
        selection = choose(session.workspace(group[0]))
        outcomes.append(run(session, group, selection, known=known, progress=tell))
        before += len(group)
    return Outcome(
        tuple(sorted((f for o in outcomes for f in o.findings), key=Finding.order)),
        tuple(sorted(name for o in outcomes for name in o.files)),
        {name: source for o in outcomes for name, source in o.sources.items()},
        tuple(sorted((f for o in outcomes for f in o.known), key=Finding.order)),
    )


def _order(placed: _Placed) -> tuple[str, Position, str, str, str]:
    return placed.finding.order()


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
        subject=rule.code,
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


def _number_fingerprints(placed: list[_Placed]) -> Iterator[_Placed]:
    """Findings that would share a name get a number, in their order."""
    seen: dict[str, int] = {}
    for one in placed:
        name = one.finding.fingerprint
        count = seen.get(name, 0)
        seen[name] = count + 1
        if count:
            numbered = replace(one.finding, fingerprint=fingerprint((name, str(count))))
            yield replace(one, finding=numbered)
        else:
            yield one


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


def _without_echoes(placed: list[_Placed]) -> list[_Placed]:
    """Each finding once: what an alias repeats is said at its own spot only."""
    seen: dict[tuple[object, ...], _Placed] = {}
    for one in placed:
        found = one.finding
        seen.setdefault((found.code, found.file, found.span, found.message, found.help), one)
    return list(seen.values())


# --- gathering -----------------------------------------------------------------------------------


def _gather(
    session: Session, placed: list[_Placed], rules: Mapping[str, Rule], selection: Selection
) -> Iterator[Finding]:
    """What would be said of many siblings, once for their parent.

    More than three items of one list are said at that list's key; and where a rule would even
    so speak more than five times of one map, it speaks once.
    """
    groups: dict[tuple[FilePath, str], list[_Placed]] = {}
    for one in placed:
        groups.setdefault((one.document.file, one.finding.code), []).append(one)
    for (_, code), group in groups.items():
        rule = rules[code]
        if (
            any(one.problem.subject is None for one in group)
            or rule.several(0, verbatim("")) is None
        ):
            yield from (one.finding for one in group)
            continue
        families: dict[Path, list[_Placed]] = {}
        for one in group:
            families.setdefault(_list_of(one.problem.path), []).append(one)
        spoken = sum(1 if len(f) >= _SIBLINGS else len(f) for f in families.values())
        if spoken >= _COUSINS:
            tops = {path[:1] for path in families}
            families = {tops.pop() if len(tops) == 1 else (): group}
        for path, family in families.items():
            if len(family) < _SIBLINGS:
                yield from (one.finding for one in family)
            else:
                yield _gathered(session, rule, path, family, rules, selection)


def _gathered(
    session: Session,
    rule: Rule,
    path: Path,
    family: list[_Placed],
    rules: Mapping[str, Rule],
    selection: Selection,
) -> Finding:
    names = line_up([quote(_short(str(one.problem.subject))) for one in family[:3]])
    message = rule.several(len(family), names)
    assert message is not None
    document = family[0].document
    problem = Problem(rule.code, path, message, family[0].problem.help, key=True)
    workspace = session.workspace(document.file)
    finding = _place(session, document, workspace, problem, rules, selection)
    return replace(finding, members=tuple(one.finding for one in family))


def _list_of(path: Path) -> Path:
    """The innermost list that a path goes through, by its key."""
    last = max((n for n, step in enumerate(path) if isinstance(step, int)), default=0)
    return path[:last]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _NAME else text[: _NAME - 1].rstrip() + "…"


# --- suppression ---------------------------------------------------------------------------------


def suppressions(document: Document) -> tuple[Suppression, ...]:
    """The comments of a file that silence findings.

    `ignore-file` counts before the first key only.
    """
    root = document.tree.root
    source = document.source
    found = []
    upcoming = 0
    for comment in document.tree.comments:
        match = _SUPPRESSION.match(comment.text)
        if match is None:
            continue
        codes = tuple(code.strip() for code in match.group(2).split(",") if code.strip())
        whole = match.group(1) == "ignore-file"
        alone = not source.text[source.starts[comment.line - 1] : comment.start].strip()
        if whole and root is not None and comment.start > root.start:
            continue
        if alone and upcoming <= comment.line:
            upcoming = _next_line(source, comment.line)
        found.append(
            Suppression(
                codes,
                None if whole else (upcoming if alone else comment.line,),
                comment.start,
                comment.start + len(comment.text),
                (comment.start + match.start(2), comment.start + match.end(2)),
                match.group(3).strip(),
            )
        )
    return tuple(found)


def _next_line(source: Source, line: int) -> int:
    """The number of the next line that is neither blank nor a comment alone."""
    line += 1
    while line <= len(source.starts) and source.line(line).lstrip(" \t")[:1] in ("", "#"):
        line += 1
    return line


class _Silence:
    """The suppressions of a run's files, and which of their codes have silenced anything."""

    def __init__(self, documents: Mapping[FilePath, Document]) -> None:
        self.of = {file: suppressions(document) for file, document in documents.items()}
        self._by_line: dict[tuple[str, int | None], list[Suppression]] = {}
        for file, document in documents.items():
            for suppression in self.of[file]:
                for line in suppression.lines or (None,):
                    key = (document.source.file, line)
                    self._by_line.setdefault(key, []).append(suppression)
        self._used: set[tuple[Suppression, str]] = set()

    def covers(self, finding: Finding) -> bool:
        """Whether a comment silences a finding; every one that does counts as used."""
        line = finding.span.start.line if finding.span else None
        near = [s for at in {None, line} for s in self._by_line.get((finding.file, at), ())]
        covering = [suppression for suppression in near if suppression.covers(finding)]
        for suppression in covering:
            self._used.update(
                (suppression, code) for code in suppression.codes if finding.code.startswith(code)
            )
        return bool(covering)

    def used(self, suppression: Suppression, code: str) -> bool:
        return (suppression, code) in self._used


def _unused(
    session: Session,
    readable: list[Facts],
    silence: _Silence,
    selection: Selection,
    rules: Mapping[str, Rule],
    failed: Collection[str],
) -> Iterator[Finding]:
    """CJ801: comments, or codes in them, that silence nothing.

    Only of codes whose rules all ran on the file as a whole can this be said.
    """
    if not selection.has(_UNUSED):
        return
    complete: dict[FilePath, bool] = {}
    here = {facts.file for facts in readable}

    def whole(workspace: Workspace) -> bool:
        if workspace.root not in complete:
            complete[workspace.root] = here.issuperset(discover(workspace.root))
        return complete[workspace.root]

    def ran(facts: Facts, rule: Rule) -> bool:
        if rule.code in failed or selection.ignores(rule.code, facts.workspace.name(facts.file)):
            return False
        if isinstance(rule, WorkspaceRule) and not whole(facts.workspace):
            return False
        return selection.has(rule.code)

    for facts in readable:
        document = session.document(facts.file)
        workspace = facts.workspace
        if document.problems or selection.ignores(_UNUSED, workspace.name(facts.file)):
            # Where something could not be read, rules may have fallen silent for that.
            continue
        for problem, edits in _unused_in(document, silence, partial(ran, facts)):
            finding = _place(session, document, workspace, problem, rules, selection)
            words = document.source.text[slice(*problem.span)] if problem.span else ""
            name = fingerprint((_UNUSED, workspace.name(document.file), words))
            finding = replace(finding, edits=edits, fingerprint=name)
            if not silence.covers(finding):
                yield finding


def _unused_in(
    document: Document, silence: _Silence, ran: Callable[[Rule], bool]
) -> Iterator[tuple[Problem, tuple[Edit, ...]]]:
    found = silence.of[document.file]
    for suppression in found:
        unused = [
            code
            for code in suppression.codes
            if not silence.used(suppression, code)
            and not _UNUSED.startswith(code)
            and all(ran(rule) for rule in RULES if rule.code.startswith(code))
        ]
        kept = [code for code in suppression.codes if code not in unused]
        if not unused and suppression.codes:
            continue
        if kept:
            edit = Edit(*suppression.listed, ", ".join(kept))
        else:
            edit = _without_comment(document.source, suppression)
        yield (
            Problem(
                _UNUSED,
                (),
                tr("This comment silences nothing.")
                if not kept
                else tr("Nothing here to silence for {codes}.", codes=", ".join(unused)),
                tr("Remove the comment.") if not kept else tr("Remove what is not needed."),
                span=(suppression.start, suppression.end),
            ),
            (edit,),
        )
    taken = {suppression.start for suppression in found}
    for comment in document.tree.comments:
        if comment.start not in taken and _MEANT.match(comment.text):
            file_wide = _SUPPRESSION.match(comment.text)
            yield (
                Problem(
                    _UNUSED,
                    (),
                    tr("This comment silences nothing."),
                    tr("`ignore-file` counts before the first key only.")
                    if file_wide
                    else tr("Name the codes in brackets: `# cjmap: ignore[CJ403]`."),
                    span=(comment.start, comment.start + len(comment.text)),
                ),
                (),
            )


def _without_comment(source: Source, suppression: Suppression) -> Edit:
    """Takes a comment away: with its line where it stands alone, else with the space before it."""
    line = source.position(suppression.start).line
    start = source.starts[line - 1]
    before = source.text[start : suppression.start]
    if before.strip(" \t"):
        return Edit(start + len(before.rstrip(" \t")), suppression.end, "")
    end = source.starts[line] if line < len(source.starts) else len(source.text)
    return Edit(start, end, "")


def is_broken_run(outcome: Outcome) -> bool:
    """Whether the run itself could not be carried out (exit code 2): CJ001, CJ020, CJ901."""
    return any(finding.code in ("CJ001", "CJ020", "CJ901") for finding in outcome.findings)


def standard_input() -> bytes:
    """The bytes of standard input."""
    return sys.stdin.buffer.read()
