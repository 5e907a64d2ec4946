"""Drafts → maps as YAML, written as the project writes them, with a comment where something is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from cjmap.convert.drafts import Draft, Fate, Remark
from cjmap.findings import Path
from cjmap.findings.source import Source
from cjmap.findings.usage import UsageError
from cjmap.formatting.formatting import format_source
from cjmap.messages import Message, tr
from cjmap.records import replace
from cjmap.text.characters import (
    every_refused,
    find_refused,
    name_character,
    replace_refused,
)
from cjmap.text.emitting import EditRefused, Style, Value, entry, flow, written_key
from cjmap.text.limits import Limits
from cjmap.text.reading import read
from cjmap.text.tree import Tree

_MARK: Final = "TODO"
# Line ends of other programs, which YAML does not have.
_LINE_ENDS: Final = dict.fromkeys(map(ord, "\v\f\x85\u2028\u2029"), "\n")


def write_yaml(
    draft: Draft, *, head: str = "", language: str = "en", limits: Limits | None = None
) -> str:
    """A draft as the text of a map.

    `head` are whole lines that stand above it, `language` is that of the comments.

    Raises:
        UsageError: something in it cannot be written as YAML.
    """
    text = write_plainly(draft)
    formatted = format_source(Source("", text), limits)
    notes = [(one.path, one.note) for one in draft.remarks if one.fate is Fate.MISSING and one.note]
    tree = formatted.tree if formatted.tree is not None else read(Source("", text))
    return head + _with_comments(tree, notes, language)


def write_plainly(draft: Draft) -> str:
    """A draft as a map that nobody looks at: neither formatted nor with comments.

    Raises:
        UsageError: something in it cannot be written as YAML.
    """
    values = clean(draft).values
    style = Style()
    try:
        lines = [line for key, value in values.items() for line in _lines(key, value, style)]
    except EditRefused as refused:
        raise UsageError(refused.reason) from None
    return "".join(f"{line}\n" for line in lines)


def _lines(key: str, value: Value, style: Style) -> tuple[str, ...]:
    """A key of a map with its value; numbers stay on one line, as `[1, 5]` does."""
    if isinstance(value, list) and value and all(isinstance(one, int | float) for one in value):
        return (f"{written_key(key, flow=False)}: {flow(value)}",)
    form = entry(key, value, 0, style)
    return (form.first, *form.rest)


def clean(draft: Draft) -> Draft:
    """A draft without the characters that no map may hold, which says what stands in their place.

    That is a line end for those that are line ends somewhere, and � for all others.
    """
    remarks: list[Remark] = []
    values = _cleaned(draft.values, (), remarks)
    assert isinstance(values, Mapping)
    return replace(draft, values=values, remarks=(*draft.remarks, *remarks))


def _cleaned(value: Value, path: Path, remarks: list[Remark]) -> Value:
    if isinstance(value, str):
        return _text(value, path, remarks)
    if isinstance(value, Mapping):
        return {
            _text(key, path, remarks): _cleaned(one, (*path, key), remarks)
            for key, one in value.items()
        }
    if isinstance(value, Sequence):
        return [_cleaned(one, (*path, at), remarks) for at, one in enumerate(value)]
    return value


def _text(text: str, path: Path, remarks: list[Remark]) -> str:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if find_refused(text) is None:
        return text
    found = dict.fromkeys(name_character(one[0]) for one in every_refused(text))
    said = replace_refused(text.translate(_LINE_ENDS))
    note = tr("No map may hold {characters}.", characters=", ".join(found))
    remarks.append(Remark(Fate.UNKNOWN, said, path=path, note=note))
    return said


def _with_comments(tree: Tree, notes: Sequence[tuple[Path, Message]], language: str) -> str:
    """The text of a tree with notes as comments above the places that they are about."""
    source = tree.source
    lines = source.text.split("\n")
    found: list[tuple[int, str]] = []
    for path, note in notes:
        _, start, _ = tree.locate(path, key=True)
        line = source.position(start).line
        written = lines[line - 1]
        indent = written[: len(written) - len(written.lstrip(" "))]
        found.append((line, f"{indent}# {_MARK}: {note.render(language)}"))
    for line, comment in sorted(found, reverse=True):
        lines.insert(line - 1, comment)
    return "\n".join(lines)
