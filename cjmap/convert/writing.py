"""Drafts → maps as YAML, written as the project writes them, with a comment where something is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from cjmap.convert.drafts import Draft, Fate
from cjmap.findings import Path
from cjmap.findings.source import Source
from cjmap.findings.usage import UsageError
from cjmap.formatting.formatting import format_source
from cjmap.messages import Message
from cjmap.text.characters import replace_refused
from cjmap.text.emitting import EditRefused, Style, Value, entry, flow, written_key
from cjmap.text.limits import Limits
from cjmap.text.reading import read
from cjmap.text.tree import Tree

_MARK: Final = "TODO"


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
    values = _cleaned(draft.values)
    assert isinstance(values, Mapping)
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


def _cleaned(value: Value) -> Value:
    """A value with � for the characters that no YAML file may hold, and line ends as `\\n`."""
    if isinstance(value, str):
        return replace_refused(value.replace("\r\n", "\n").replace("\r", "\n"))
    if isinstance(value, Mapping):
        return {replace_refused(key): _cleaned(one) for key, one in value.items()}
    if isinstance(value, Sequence):
        return [_cleaned(one) for one in value]
    return value


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
