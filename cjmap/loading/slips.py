"""Marks of YAML's that a writer meant as text: a comma in braces, a colon in an item, a ` #`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeGuard

from cjmap.expressions import expression
from cjmap.findings import Path, Problem
from cjmap.loading.shape import class_at, holds_sentences, is_stray, takes_text
from cjmap.model.remarks import Remark, Slip
from cjmap.records import dataclass, replace
from cjmap.text.breaks import bullet, tight_colon, tight_dash
from cjmap.text.scalars import parse_number, resolve
from cjmap.text.tree import Mapping, Node, Scalar, Sequence

# Looked for from its sign on: blanks are everywhere, signs are few.
_COMMENT = expression(r"#(?<=[ \t]#)[^\W_][^\r\n]*")
_LINES = expression(r"[ \t]*([^\r\n]+)")
# A sign that nobody begins a text with, other than one of a list.
_BULLETS = "•‣▪●○◦"
# What stands behind a key in braces that has no colon.
_DECIMALS = expression(r"\d{1,15}\s*%?", re.ASCII)
_BARE = expression(r"(?:[ \t\r\n]|#[^\r\n]*)*[,}]")


@dataclass(frozen=True, slots=True)
class Comma:
    """Keys in braces, without values, that go on with the text or the number of the key `owner`.

    `span` is the stretch of all of it.
    """

    owner: str
    keys: tuple[str, ...]
    meant: str
    span: tuple[int, int]
    number: bool = False


class Slips:
    """The slips of one text, asked for node by node."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._comments = dict(_cutting_comments(text))

    def is_cut(self, node: Scalar) -> bool:
        """Whether a comment stands right behind a scalar."""
        return node.end in self._comments

    def remarks_of_value(self, node: Node, path: Path) -> Iterator[Remark]:
        """A comment that cuts a text without quotes."""
        comment = self._comments.get(node.end)
        if comment is None or not isinstance(node, Scalar) or not node.plain:
            return
        if not isinstance(resolve(node.value, plain=True), str) or not takes_text(path):
            return
        cut = comment[0].rstrip()
        yield Remark(
            Slip.COMMENT,
            path,
            (node.start, comment.start() + len(cut)),
            cut,
            f"{node.value}{self._text[node.end : comment.start()]}{cut}",
        )

    def remarks_of_list(self, node: Sequence, path: Path) -> Iterator[Remark]:
        """Items in brackets that go on in lower case where the first begins with a capital.

        The list stands in brackets.
        """
        if len(node.items) < 2 or not holds_sentences(path):
            return
        first = node.items[0]
        if not _is_text(first) or not first.value[:1].isupper():
            return
        for number, (before, item) in enumerate(zip(node.items, node.items[1:], strict=False), 1):
            if _is_text(before) and _is_text(item) and item.value[:1].islower():
                yield Remark(
                    Slip.GOES_ON,
                    (*path, number),
                    (item.start, item.end),
                    item.value,
                    f"{before.value}, {item.value}",
                )

    def remarks_of_mapping(self, node: Mapping, path: Path) -> Iterator[Remark]:
        """Known keys that have no value and stand behind a text, of a mapping in braces."""
        before: tuple[Scalar, Node] | None = None
        for name, (key, value) in node.entries.items():
            if (
                before is not None
                and self._is_bare(key, value)
                and _is_known(path, name)
                and _is_text(before[1])
            ):
                meant = f"{before[1].value}, {name}"
                yield Remark(Slip.STANDS_ALONE, (*path, name), (key.start, key.end), name, meant)
            before = key, value

    def commas(self, node: Mapping, path: Path) -> Iterator[Comma]:
        """Keys that nobody knows, without values, behind a text: one run at a time.

        The mapping stands in braces.
        """
        owner: tuple[str, Node] | None = None
        run: list[tuple[str, Scalar]] = []
        for name, (key, value) in node.entries.items():
            if self._is_bare(key, value) and is_stray(path, name):
                run.append((name, key))
                continue
            yield from self._comma(owner, run)
            owner = name, value
            run = []
        yield from self._comma(owner, run)

    def _comma(
        self, owner: tuple[str, Node] | None, run: list[tuple[str, Scalar]]
    ) -> Iterator[Comma]:
        if owner is None or not run:
            return
        name, value = owner
        number = _is_number(value) and len(run) == 1 and bool(_DECIMALS.fullmatch(run[0][0]))
        if not isinstance(value, Scalar) or not (number or _is_text(value)):
            return
        end = run[-1][1].end
        meant = " ".join(f"{value.value}{self._text[value.end : end]}".split())
        span = value.start, end
        yield Comma(name, tuple(key for key, _ in run), meant, span, number)

    def dashes(self, node: Scalar) -> tuple[tuple[str, ...], Problem] | None:
        """The items of a list whose dashes are none, so that YAML took all of it for one text."""
        if not node.plain or not self._begins_line(node.start):
            return None
        lines = [
            (node.start + line.start(1), node.start + line.end(1))
            for line in _LINES.finditer(self._text[node.start : node.end])
        ]
        heads = [bullet(self._text, *line) or tight_dash(self._text, *line) for line in lines]
        found = [head for head in heads if head is not None]
        if len(found) < len(heads) or not (len(found) > 1 or self._text[node.start] in _BULLETS):
            return None
        edits = tuple(edit for head in found for edit in head.edits)
        items = (
            self._text[edit.end : end].rstrip() for edit, (_, end) in zip(edits, lines, strict=True)
        )
        return tuple(items), replace(found[0].problem, edits=edits)

    def _begins_line(self, index: int) -> bool:
        line = max(self._text.rfind("\n", 0, index), self._text.rfind("\r", 0, index)) + 1
        return not self._text[line:index].strip()

    def tight(self, node: Scalar, path: Path) -> tuple[str, str, Problem] | None:
        """A key of the thing at a path and its value, which the colon between them does not part."""
        element = class_at(path)
        if not node.plain or element is None or element.SHORTHAND is None:
            return None
        found = tight_colon(self._text, node.start, node.end)
        if found is None:
            return None
        (edit,) = found.edits
        key = self._text[node.start : edit.start]
        if is_stray(path, key) or "\n" in node.value:
            return None
        return key, self._text[edit.end : node.end], found.problem

    def colon(self, item: Node) -> tuple[int, int] | None:
        """The stretch of an item of a list that is one key, with or without a value, on one line."""
        if not isinstance(item, Mapping) or item.flow or len(item.entries) != 1 or item.partial:
            return None
        ((key, value),) = item.entries.values()
        if not isinstance(value, Scalar) or not (value.plain or value.end == value.start):
            return None
        end = value.end if value.end > value.start else self._text.find(":", key.end) + 1
        stretch = self._text[key.start : end]
        return None if "\n" in stretch or "\r" in stretch else (key.start, end)

    def _is_bare(self, key: Scalar, value: Node) -> bool:
        return (
            isinstance(value, Scalar)
            and value.plain
            and value.start == value.end
            and bool(_BARE.match(self._text, key.end))
        )


def _cutting_comments(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Comments behind something on their line, by the index where that something ends."""
    for match in _COMMENT.finditer(text):
        end = match.start()
        while end and text[end - 1] in " \t":
            end -= 1
        if end and text[end - 1] not in "\r\n#" and not text[end - 1].isspace():
            yield end, match


def _is_known(path: Path, key: str) -> bool:
    return not is_stray(path, key) and not key.startswith("x-")


def _is_number(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and parse_number(node.value) is not None


def _is_text(node: Node) -> TypeGuard[Scalar]:
    return isinstance(node, Scalar) and isinstance(resolve(node.value, plain=node.plain), str)
