"""Comments that silence findings, and those that silence nothing (CJ801)."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path as FilePath

from cjmap.check.placing import Findings, Placed, locate
from cjmap.check.selection import Selection
from cjmap.check.session import Session
from cjmap.expressions import expression
from cjmap.facts.subject import Subject
from cjmap.findings import (
    Edit,
    Finding,
    Problem,
    fingerprint,
)
from cjmap.findings.source import Source
from cjmap.loading.document import Document
from cjmap.messages import Message, tr
from cjmap.records import dataclass, replace
from cjmap.rules import Rule, WorkspaceRule, all_rules
from cjmap.text.tree import Mapping as MappingNode
from cjmap.text.tree import Scalar
from cjmap.vocabulary.rules import EVERY, NEVER_SUPPRESSED, RULES, find_code, fits, is_own, like

_UNUSED = "CJ801"
# What comments that speak to us begin with.
_WORD = "cjmap"


_SUPPRESSION = expression(r"#\s*cjmap:\s*(ignore-file|ignore)\s*\[([^\]]*)\]\s*(.*)")
# What seems to be meant as one, however it is written.
_MEANT = expression(r"#\s*cjmap\W*\s*(?:ignore|disable|noqa|skip|suppress)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment that silences codes on `line`, or (`line` None) in the whole file.

    Behind something it counts for its own line. `above` says that it is alone on its line: then
    it counts for the key or the item that the next line which says something begins.

    `codes` are as written; `start` and `end` are the comment's indexes in the text, `listed`
    those of what its brackets hold.
    """

    codes: tuple[str, ...]
    line: int | None
    above: bool
    start: int
    end: int
    listed: tuple[int, int]
    reason: str

    def covers(self, code: str) -> bool:
        return code not in NEVER_SUPPRESSED and any(_fits(word, code) for word in self.codes)


def _fits(word: str, code: str) -> bool:
    """Whether a written code, beginning of codes or name of a rule, in any case, means a code."""
    meant = find_code(word)
    return meant is not None and meant != EVERY and fits(meant, code)


def suppressions(document: Document) -> tuple[Suppression, ...]:
    """The comments of a file that silence findings.

    `ignore-file` counts before the first key only.
    """
    source = document.source
    found = []
    upcoming = 0
    for comment in document.tree.comments(_WORD):
        match = _SUPPRESSION.match(comment.text)
        if match is None:
            continue
        codes = tuple(code.strip() for code in match.group(2).split(",") if code.strip())
        whole = match.group(1) == "ignore-file"
        alone = not source.text[source.starts[comment.line - 1] : comment.start].strip()
        if whole and comment.start > document.tree.start:
            continue
        if alone and upcoming <= comment.line:
            upcoming = _next_line(source, comment.line)
        found.append(
            Suppression(
                codes,
                None if whole else upcoming if alone else comment.line,
                alone,
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


class Silence:
    """The suppressions of a run's files, and which of their codes have silenced anything."""

    def __init__(self, documents: Mapping[FilePath, Document]) -> None:
        self.of: dict[FilePath, tuple[Suppression, ...]] = {
            file: suppressions(document) for file, document in documents.items()
        }
        self._documents: dict[str, Document] = {}
        self._by_line: dict[tuple[str, int | None, bool], list[Suppression]] = {}
        for file, document in documents.items():
            name = document.source.file
            for suppression in self.of[file]:
                self._documents[name] = document
                above = suppression.above and suppression.line is not None
                self._by_line.setdefault((name, suppression.line, above), []).append(suppression)
        self._used: set[tuple[Suppression, str]] = set()

    def covers(self, finding: Finding | Placed) -> bool:
        """Whether a comment silences a finding; every one that does counts as used."""
        document = self._documents.get(finding.file)
        if document is None:
            return False
        covering = [
            suppression
            for line, above in _reach(document, finding)
            for suppression in self._by_line.get((finding.file, line, above), ())
            if suppression.covers(finding.code)
        ]
        for suppression in covering:
            self._used.update(
                (suppression, word) for word in suppression.codes if _fits(word, finding.code)
            )
        return bool(covering)

    def used(self, suppression: Suppression, code: str) -> bool:
        return (suppression, code) in self._used


def _reach(document: Document, finding: Finding | Placed) -> set[tuple[int | None, bool]]:
    """The lines on which comments are for a finding; those above what they speak of apart.

    Behind something: the first and the last line of what is marked, and where a key is, the last
    of its text. Above: what is marked, its key, and the item of a list that holds it.
    """
    if finding.span is None:
        return {(None, False)}
    position = document.source.position
    begins = {
        finding.span.start.line,
        *(position(at).line for at in _begins(document, finding)),
    }
    ends = {finding.span.start.line, finding.span.end.line}
    text = _marked_text(document, finding)
    if text is not None:
        ends.add(position(text.end).line)
    return {(None, False), *((line, True) for line in begins), *((line, False) for line in ends)}


def _begins(document: Document, finding: Finding | Placed) -> list[int]:
    """Where the key begins that holds what a finding is about, and the item of a list.

    Of a list of texts that is the list's key, too.
    """
    # Imported late: most runs meet no comment that silences.
    from cjmap.text.emitting import EditRefused
    from cjmap.text.layout import Layout

    if not document.tree.readable:
        return []
    layout = Layout(document.tree)
    slots = [layout.top()]
    for step in finding.path:
        try:
            slots.append(layout.child(slots[-1], step))
        except EditRefused:
            break
    *_, last = slots
    single = isinstance(last.node, Scalar)
    key = [slot for slot in slots[1:] if not slot.item and (single or slot is last)]
    item = [slot for slot in slots[1:] if slot.item]
    return [slot.begin for slot in (*key[-1:], *item[-1:])]


def _marked_text(document: Document, finding: Finding | Placed) -> Scalar | None:
    """The text whose key, or whose item's first key, a finding marks."""
    _, node = document.tree.resolve(finding.path)
    if isinstance(node, MappingNode) and node.entries:
        key, node = next(iter(node.entries.values()))
        if finding.span is None or document.source.position(key.start) != finding.span.start:
            return None
    return node if isinstance(node, Scalar) else None


def unused(
    session: Session,
    readable: list[Subject],
    silence: Silence,
    selection: Selection,
    rules: Mapping[str, Rule],
    failed: Collection[str],
    whole: Collection[FilePath],
) -> Iterator[Finding]:
    """CJ801: comments, or codes in them, that silence nothing.

    Only of codes whose rules all ran on the file as a whole can this be said. `whole` are the
    roots of the workspaces whose maps were all compared, `failed` the codes of rules that failed.
    """
    if not selection.has(_UNUSED):
        return

    def ran(subject: Subject, rule: Rule) -> bool:
        if rule.code in failed or selection.ignores(
            rule.code, subject.workspace.name(subject.file)
        ):
            return False
        if isinstance(rule, WorkspaceRule) and subject.workspace.root not in whole:
            return False
        if rule.of_data and subject.measured is None:
            return False
        return selection.has(rule.code)

    told = Findings(session, (), rules, selection)
    for subject in readable:
        document = session.document(subject.file)
        workspace = subject.workspace
        if selection.ignores(_UNUSED, workspace.name(subject.file)):
            continue
        # Where something could not be read, rules may have fallen silent for that; what is no
        # rule's word silences nothing all the same.
        judged = _ran_in_part if document.incomplete else partial(ran, subject)
        for problem, edits in _unused_in(document, silence, judged, rules.values()):
            finding = told.make(locate(document, workspace, problem))
            words = document.source.text[slice(*problem.span)] if problem.span else ""
            name = fingerprint((_UNUSED, workspace.name(document.file), words))
            likeness = fingerprint((_UNUSED, words))
            finding = replace(finding, edits=edits, fingerprint=name, likeness=likeness)
            if not silence.covers(finding):
                yield finding


def _ran_in_part(rule: Rule) -> bool:
    return False


def _unused_in(
    document: Document,
    silence: Silence,
    ran: Callable[[Rule], bool],
    running: Iterable[Rule],
) -> Iterator[tuple[Problem, tuple[Edit, ...]]]:
    found = silence.of[document.file]
    own = tuple(rule for rule in running if is_own(rule.code))
    for suppression in found:
        unused = [
            code for code in suppression.codes if _is_unused(suppression, code, silence, ran, own)
        ]
        if unused or not suppression.codes:
            yield _tell_unused(document, suppression, unused)
    taken = {suppression.start for suppression in found}
    for comment in document.tree.comments(_WORD):
        if comment.start not in taken and _MEANT.match(comment.text):
            file_wide = _SUPPRESSION.match(comment.text)
            help = (
                tr("`ignore-file` counts before the first key only.")
                if file_wide
                else _name_codes()
            )
            span = (comment.start, comment.start + len(comment.text))
            message = tr("This comment silences nothing.")
            yield Problem(_UNUSED, (), message, help, span=span), ()


def _is_unused(
    suppression: Suppression,
    word: str,
    silence: Silence,
    ran: Callable[[Rule], bool],
    own: Iterable[Rule],
) -> bool:
    """Whether what a comment names has silenced nothing, though its rules ran, or is no rule.

    Of a workspace's own rules those are known that run.
    """
    meant = [rule for rule in (*all_rules(), *own) if _fits(word, rule.code)]
    if not meant and is_own(word.upper()):
        return False
    itself = any(rule.code == _UNUSED for rule in meant)
    return not silence.used(suppression, word) and not itself and all(map(ran, meant))


def _tell_unused(
    document: Document, suppression: Suppression, unused: list[str]
) -> tuple[Problem, tuple[Edit, ...]]:
    kept = [code for code in suppression.codes if code not in unused]
    edits: tuple[Edit, ...] = (Edit(*suppression.listed, ", ".join(kept)),)
    if not kept:
        # Imported late: most runs find nothing that could be mended.
        from cjmap.text.edit import remove_comment

        edits = remove_comment(document.tree, suppression.start, suppression.end)
    strange = [
        word
        for word in unused
        if not is_own(word.upper()) and not any(_fits(word, code) for code in RULES)
    ]
    if strange:
        message = tr("No rule is called {names}.", names=", ".join(strange))
        near = like(strange[0])
        help = tr("Did you mean `{name}`?", name=near[0]) if near else _name_codes()
    elif kept:
        message = tr("Nothing here to silence for {codes}.", codes=", ".join(unused))
        help = tr("Remove what is not needed.")
    else:
        message = tr("This comment silences nothing.")
        help = tr("Remove the comment.") if suppression.codes else _name_codes()
    span = (suppression.start, suppression.end)
    return Problem(_UNUSED, (), message, help, span=span), edits


def _name_codes() -> Message:
    return tr("Name codes or names of rules in brackets: `# cjmap: ignore[CJ403]`.")
