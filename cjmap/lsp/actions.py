"""What can be done about a place: mend it, declare who is missing, answer a pain, quote, be silent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from lsprotocol import types

from cjmap.check.fixes import apply, mend
from cjmap.expressions import expression
from cjmap.facts.index import brief_id
from cjmap.facts.referring import is_key
from cjmap.findings import Edit, Finding
from cjmap.findings.source import Source
from cjmap.lsp.desk import Desk
from cjmap.lsp.diagnostics import SOURCE, tell
from cjmap.lsp.formatting import edits_between
from cjmap.lsp.meaning import find_meaning
from cjmap.lsp.places import Places
from cjmap.messages import Message, shorten, tr
from cjmap.records import dataclass
from cjmap.rules import by_code
from cjmap.text import edit
from cjmap.text.emitting import EditRefused, Value, single
from cjmap.text.pointing import point
from cjmap.text.reading import read
from cjmap.text.scalars import in_quotes
from cjmap.text.tree import Mapping as MappingNode
from cjmap.text.tree import Scalar, Tree
from cjmap.text.tree import Sequence as SequenceNode
from cjmap.vocabulary.rules import NEVER_SUPPRESSED

FIX_ALL: Final = f"{types.CodeActionKind.SourceFixAll.value}.{SOURCE}"
"""What editors call the action that mends all that can be: some do it whenever a file is saved."""
KINDS: Final = (
    types.CodeActionKind.QuickFix,
    types.CodeActionKind.RefactorRewrite,
    types.CodeActionKind.SourceFixAll,
)

# What stands on the line of a value before it: its key, or the sign of an item.
_BEFORE_VALUE = expression(r"\s*(?:- +)*(?:[^\s#:\"'\[\]{}][^:#]*: +|- +)?")
_IGNORED: Final = "# cjmap: ignore["
# The forms of keys that take any text, by itself or in a list.
_TEXTS: Final = ("text", "many", "either")
# What stands for a text that is still to be written; `lint` reminds of it.
_PROMPT: Final = "TODO"


@dataclass(frozen=True, slots=True)
class _Act:
    """Something that can be done: its edits, and of which finding it is the answer."""

    title: Message
    edits: tuple[Edit, ...]
    kind: types.CodeActionKind = types.CodeActionKind.QuickFix
    finding: Finding | None = None
    preferred: bool = False


def list_actions(
    desk: Desk,
    file: Path,
    within: types.Range,
    only: Sequence[types.CodeActionKind | str] | None,
) -> list[types.CodeAction]:
    """What can be done within a range of a map.

    `only` are the kinds that are asked for; None: all but what changes the whole map.
    """
    opened = desk.opened.get(file)
    if opened is None:
        return []
    places = desk.places(file)
    start, end = places.index(within.start), places.index(within.end)
    near = [one for one in desk.to_mend(file) if _meets(places, one, start, end)]
    acts = [*_answers(desk, file, near), *_rewrites(desk, file, start)]
    actions = [
        types.CodeAction(
            title=desk.say(act.title),
            kind=act.kind,
            diagnostics=[tell(desk, file, act.finding)] if act.finding is not None else None,
            is_preferred=act.preferred or None,
            edit=types.WorkspaceEdit(changes={opened.uri: _text_edits(places, act.edits)}),
        )
        for act in acts
        if _is_asked(act.kind.value, only)
    ]
    if only is not None and _is_asked(FIX_ALL, only):
        actions += _fix_all(desk, file, opened.uri)
    return actions


def _is_asked(kind: str, only: Sequence[types.CodeActionKind | str] | None) -> bool:
    """Whether a kind is one of those asked for, or one of theirs."""
    if only is None:
        return True
    asked = (one.value if isinstance(one, types.CodeActionKind) else one for one in only)
    return any(kind == one or kind.startswith(f"{one}.") or not one for one in asked)


def _meets(places: Places, finding: Finding, start: int, end: int) -> bool:
    if finding.span is None:
        return start == 0
    source = places.source
    return source.index(finding.span.start) <= end and start <= source.index(finding.span.end)


def _text_edits(places: Places, edits: Iterable[Edit]) -> list[types.TextEdit]:
    ordered = sorted(edits, key=lambda one: (one.start, one.end))
    return [types.TextEdit(places.range(one.start, one.end), one.text) for one in ordered]


def _fix_all(desk: Desk, file: Path, uri: str) -> list[types.CodeAction]:
    """All that can be mended without changing what the map means."""
    mended = mend(desk.session, (file,), lambda: desk.check(file, parts=True))
    return [
        types.CodeAction(
            title=desk.say(tr("Mend all that is certain")),
            kind=FIX_ALL,
            edit=types.WorkspaceEdit(
                changes={uri: edits_between(desk, file, change.after.decode("utf-8-sig"))}
            ),
        )
        for change in mended.changes
    ]


# -- answers to findings -----------------------------------------------------------------------


def _answers(desk: Desk, file: Path, findings: Iterable[Finding]) -> Iterator[_Act]:
    tree = desk.document(file).tree
    silenced: set[tuple[int, str]] = set()
    for finding in findings:
        for act in (*_mendings(desk, file, finding), *_additions(desk, file, finding)):
            if act.edits:
                yield act
        silent = _silence(tree, finding)
        key = (silent.edits[0].start, finding.code) if silent is not None else (0, "")
        if silent is not None and key not in silenced:
            silenced.add(key)
            yield silent


def _mendings(desk: Desk, file: Path, finding: Finding) -> Iterator[_Act]:
    """The edits of a finding, those of all that it stands for."""
    fixes = [one.edits for one in finding.members or (finding,) if one.edits]
    if not fixes:
        return
    text = desk.source(file).text
    _, number = apply(text, fixes)
    if number == len(fixes):
        edits = tuple(dict.fromkeys(one for fix in fixes for one in fix))
        title = finding.help or finding.message
        yield _Act(title, edits, finding=finding, preferred=True)


def _additions(desk: Desk, file: Path, finding: Finding) -> Iterator[_Act]:
    """What is missing, written where it belongs."""
    for make in _ADDITIONS.get(finding.code, ()):
        for one in finding.members or (finding,):
            try:
                act = make(desk, file, one)
            except EditRefused:
                continue
            if act is not None:
                yield act


def _declare_persona(desk: Desk, file: Path, finding: Finding) -> _Act | None:
    """Lists a persona that something names."""
    tree, path = desk.document(file).tree, finding.path
    # Of `emotions` the key is what names somebody.
    named = path[-1] if is_key(path) else tree.scalar_at(path)
    name = str(named) if named is not None else ""
    if not name or not isinstance(tree.root, MappingNode):
        return None
    title = tr("Declare the persona “{name}”", name=shorten(name))
    return _Act(title, _append(tree, ("personas",), name), finding=finding)


def _write_opportunity(desk: Desk, file: Path, finding: Finding) -> _Act | None:
    """Begins an opportunity beside a pain, or at the point that a finding speaks of."""
    tree, subject = desk.document(file).tree, desk.session.glimpse(file)
    path = finding.path
    number = next((n for n, step in enumerate(path) if step == "pains"), None)
    owner = path[:number] if number is not None else _holder(path)
    if subject is None or not isinstance(tree.resolve(owner)[1], MappingNode):
        return None
    pain = subject.index.places.get(path[: number + 2]) if number is not None else None
    new: dict[str, Value] = {"text": _PROMPT}
    title = tr("Write an opportunity here")
    if pain is not None:
        new["pains"] = [brief_id(subject.index, pain)]
        title = tr("Write an opportunity that answers “{pain}”", pain=shorten(pain.name, 60))
    return _Act(title, _append(tree, (*owner, "opportunities"), new), finding=finding)


def _holder(path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The stage or touchpoint that a path leads into."""
    numbers = [n for n, step in enumerate(path) if isinstance(step, int)]
    inside = [n for n in numbers if path[n - 1] in ("stages", "touchpoints")]
    return path[: inside[-1] + 1] if inside else ()


def _quote_value(desk: Desk, file: Path, finding: Finding) -> _Act | None:
    """Puts in quotes what begins where YAML takes it for something else than a text."""
    source = desk.source(file)
    if finding.edits or finding.span is None:
        return None
    start = source.index(finding.span.start)
    line, first = source.line(finding.span.start.line), source.starts[finding.span.start.line - 1]
    written = line[start - first :].rstrip()
    # A comment behind it, or what goes on below, would be taken into the text or be left over.
    if not _BEFORE_VALUE.fullmatch(line[: start - first]) or " #" in written:
        return None
    act = Edit(start, start + len(written), in_quotes(written))
    text = source.text
    tried = read(Source(source.file, text[: act.start] + act.text + text[act.end :]))
    before = desk.document(file).tree
    if len(tried.problems) >= len(before.problems) and not (
        finding.code == "CJ012" and tried.scalar_at(finding.path) == written
    ):
        return None
    return _Act(tr("Put this text in quotes"), (act,), finding=finding)


def _append(tree: Tree, path: tuple[str | int, ...], value: Value) -> tuple[Edit, ...]:
    """Adds an item to a list, which is made where there is none."""
    prefix, node = tree.resolve(path)
    if prefix != path:
        return edit.insert(tree, path, [value])
    number = len(node.items) if isinstance(node, SequenceNode) else 0
    return edit.insert(tree, (*path, number), value)


_ADDITIONS: Final[Mapping[str, tuple[Callable[[Desk, Path, Finding], _Act | None], ...]]] = {
    "CJ003": (_quote_value,),
    "CJ012": (_quote_value,),
    "CJ102": (_declare_persona,),
    "CJ404": (_write_opportunity,),
    "CJ501": (_write_opportunity,),
}


# -- silence -----------------------------------------------------------------------------------


def _silence(tree: Tree, finding: Finding) -> _Act | None:
    """A comment that silences a rule where a finding stands; None where no comment can."""
    rule = by_code(finding.code)
    if finding.code in NEVER_SUPPRESSED or finding.span is None or rule is None:
        return None
    source = tree.source
    number = finding.span.start.line
    start = source.starts[number - 1]
    if any(begin < start < end for begin, end in tree.scalars):
        # A text of several lines takes a comment for its own.
        return None
    line = source.line(number)
    above = source.line(number - 1)
    title = tr("Ignore {code} ({name}) here", code=finding.code, name=rule.name)
    if above.lstrip().startswith(_IGNORED) and "]" in above:
        at = source.starts[number - 2] + above.index("]")
        edits = (Edit(at, at, f", {finding.code}"),)
    else:
        indent = line[: len(line) - len(line.lstrip(" "))]
        end = "\r\n" if source.text[start + len(line) :].startswith("\r\n") else "\n"
        edits = (Edit(start, start, f"{indent}{_IGNORED}{finding.code}]{end}"),)
    return _Act(title, edits, finding=finding)


# -- rewriting ---------------------------------------------------------------------------------


def _rewrites(desk: Desk, file: Path, index: int) -> Iterator[_Act]:
    """What may be done with a text whether or not something is wrong with it."""
    tree = desk.document(file).tree
    spot = point(tree, index)
    if spot is None or spot.key or tree.broken:
        return
    _, node = tree.resolve(spot.path)
    meaning = find_meaning(spot.path)
    # A number in quotes is a text, which a number's key does not take.
    is_text = meaning is not None and meaning.key is not None and meaning.key.form[0] in _TEXTS
    if is_text and isinstance(node, Scalar) and node.plain and node.start < node.end:
        written = tree.source.text[node.start : node.end]
        if "\n" not in written and not node.null:
            quoted = single(node.value, flow=True, quote="'" if '"' in node.value else '"')
            yield _Act(
                tr("Put this text in quotes"),
                (Edit(node.start, node.end, quoted),),
                types.CodeActionKind.RefactorRewrite,
            )
