"""YAML text → nodes that know where they stand.

YAML 1.2's core, read from the parser's events with a stack of our own: `yaml.compose` ends
the process on deeply nested brackets, and the constructors of PyYAML resolve YAML 1.1
(`no` would be False, `014` twelve). A scalar is handed on as it was written; the field that
receives it decides what it means. Nodes carry indexes into the text and become lines and
columns only for findings.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from cjmap.findings import Path, Place, Problem
from cjmap.findings.source import Source
from cjmap.messages import Message, shorten, tr
from cjmap.text.scalars import NULLS

# What YAML does not allow in a file, and the line ends of YAML 1.1 that YAML 1.2 and every
# editor take for characters: the parsers would break lines there.
_REFUSED = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029\ufeff]"
)
_SUPPRESSION = re.compile(r"#[ \t]*cjmap:")
# The anchor and the tag before a scalar.
_PROPERTIES = re.compile(r"(?:[&!]\S*(?:\s+(?:#[^\r\n]*)?)*)+")


class Limits:
    """Caps on what is read; `cjmap.toml` sets them under `[limits]`."""

    __slots__ = ("depth", "file_size", "nodes")

    def __init__(
        self, file_size: int = 10 * 1024 * 1024, nodes: int = 200_000, depth: int = 100
    ) -> None:
        self.file_size = file_size
        self.nodes = nodes
        self.depth = depth


class Node:
    """A part of a document: `start` and `end` are indexes into the text, `end` exclusive."""

    __slots__ = ("end", "height", "size", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end
        # Nodes, and levels of lists and mappings, below and with this one, after aliases.
        self.size = 1
        self.height = 0


class Scalar(Node):
    """Characters as written; `plain` when they stood without quotes and not in a block."""

    __slots__ = ("plain", "value")

    def __init__(self, value: str, plain: bool, start: int, end: int) -> None:
        super().__init__(start, end)
        self.value = value
        self.plain = plain

    @property
    def null(self) -> bool:
        return self.plain and self.value in NULLS


class Lost(Scalar):
    """A value that cannot be known; what is wrong with it has been told."""

    __slots__ = ()

    def __init__(self, start: int, end: int) -> None:
        super().__init__("", True, start, end)


class Sequence(Node):
    __slots__ = ("flow", "items")

    def __init__(self, start: int, end: int, flow: bool) -> None:
        super().__init__(start, end)
        self.height = 1
        self.items: list[Node] = []
        self.flow = flow


class Mapping(Node):
    """Keys and values. `partial` where entries were refused, `merged` where they named no key."""

    __slots__ = ("entries", "flow", "merged", "partial")

    def __init__(self, start: int, end: int, flow: bool) -> None:
        super().__init__(start, end)
        self.height = 1
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        self.flow = flow
        self.partial = False
        self.merged = False


class Alias(Node):
    """Another node, repeated here."""

    __slots__ = ("target",)

    def __init__(self, target: Node, start: int, end: int) -> None:
        super().__init__(start, end)
        self.target = target
        self.size = target.size
        self.height = target.height


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment that speaks to cjmap: its text from `#` to the end of its line."""

    line: int
    start: int
    text: str


@dataclass(frozen=True)
class Tree:
    """A document as nodes; `root` is None when it is empty or cannot be read.

    `broken` says that reading stopped before the end, so that nothing may be concluded
    from what is missing.
    """

    source: Source
    root: Node | None
    problems: tuple[Problem, ...] = ()
    broken: bool = False
    scalars: list[tuple[int, int]] = field(default_factory=list)

    def resolve(self, path: Path) -> tuple[Path, Node | None]:
        """The longest prefix of `path` that is written, and its node.

        A list of the model that is written as one thing, a mapping of the model that is
        written as a list, and a key whose one entry is written in its owner's place are stepped
        over, since shorthand allows them.
        """
        node = self.root
        prefix: list[str | int] = []
        for number, step in enumerate(path):
            inner = node.target if isinstance(node, Alias) else node
            if isinstance(inner, Mapping):
                if isinstance(step, int):
                    continue
                entry = inner.entries.get(step)
                if entry is None:
                    following = path[number + 1 : number + 3]
                    if len(following) == 2 and following[1] in inner.entries:
                        continue
                    break
                node = entry[1]
            elif isinstance(inner, Sequence):
                if isinstance(step, str):
                    continue
                if not 0 <= step < len(inner.items):
                    break
                node = inner.items[step]
            else:
                break
            prefix.append(step)
        return tuple(prefix), node

    def locate(self, path: Path, *, key: bool = False) -> tuple[Path, int, int]:
        """The written prefix of `path` and the stretch of text that stands for it.

        A missing key stands at its owner's first key, what is inside an alias at the alias.
        A block of several lines is shown by its key, an item of a list by its first entry.
        """
        prefix, node = self.resolve(path)
        if self.root is None or node is None:
            return (), 0, 0
        alias = self._alias_on(prefix)
        if alias is not None:
            return prefix, alias.start, alias.end
        inside = prefix[-1:] != path[-1:] and isinstance(node, Mapping)
        if prefix and not inside and isinstance(prefix[-1], str):
            _, owner = self.resolve(prefix[:-1])
            if isinstance(owner, Mapping):
                written = owner.entries[prefix[-1]][0]
                block = isinstance(node, Mapping | Sequence) and not node.flow
                if key or block or (isinstance(node, Scalar) and node.start == node.end):
                    return prefix, written.start, written.end
        if isinstance(node, Mapping) and (inside or not node.flow) and node.entries:
            first, value = next(iter(node.entries.values()))
            end = first.end
            if not inside and isinstance(value, Scalar) and value.end > end:
                end = value.end if "\n" not in self.source.text[first.start : value.end] else end
            return prefix, first.start, end
        return prefix, node.start, node.end

    def _alias_on(self, path: Path) -> Alias | None:
        node = self.root
        for step in (None, *path):
            if step is not None:
                if isinstance(node, Mapping) and isinstance(step, str):
                    node = node.entries[step][1]
                elif isinstance(node, Sequence) and isinstance(step, int):
                    node = node.items[step]
            if isinstance(node, Alias):
                return node
        return None

    @cached_property
    def comments(self) -> tuple[Comment, ...]:
        """The comments that begin with `cjmap:`, in order; text inside scalars is none."""
        found = []
        starts = [start for start, _ in self.scalars]
        for match in _SUPPRESSION.finditer(self.source.text):
            start = match.start()
            if start and self.source.text[start - 1] not in " \t\r\n":
                continue
            nearest = bisect_right(starts, start) - 1
            if nearest >= 0 and start < self.scalars[nearest][1]:
                continue
            line = self.source.position(start).line
            line_end = self.source.starts[line - 1] + len(self.source.line(line))
            found.append(Comment(line, start, self.source.text[start:line_end].rstrip()))
        return tuple(found)


def parser(text: str, *, pure: bool = False) -> Any:
    """The parser of PyYAML: libyaml's where it is there, else (or with `pure`) Python's."""
    if not pure and yaml.__with_libyaml__:
        return yaml.CSafeLoader(text)
    from cjmap.text.scanner import PureParser

    return PureParser(text)


def read(source: Source, limits: Limits | None = None, *, pure: bool = False) -> Tree:
    """The tree of a YAML text. Whatever is wrong with it is a problem of the tree, never raised."""
    refused = _REFUSED.search(source.text)
    if refused is not None:
        return Tree(source, None, (_refused_character(refused),), broken=True)
    return _Reader(source, limits or Limits()).read(pure=pure)


class _Frame:
    """A mapping or sequence that is being read."""

    __slots__ = ("anchor", "key", "node")

    def __init__(self, node: Mapping | Sequence, anchor: str | None) -> None:
        self.node = node
        # In a mapping, the key whose value comes next.
        self.key: Scalar | Node | None = None
        self.anchor = anchor


class _Stop(Exception):
    """Reading cannot go on; the problem is noted already."""


class _Reader:
    def __init__(self, source: Source, limits: Limits) -> None:
        self.source = source
        self.limits = limits
        self.problems: list[Problem] = []
        self.scalars: list[tuple[int, int]] = []
        self.root: Node | None = None
        self.stack: list[_Frame] = []
        self.anchors: dict[str, Node] = {}
        self.count = 0

    def read(self, *, pure: bool) -> Tree:
        broken = False
        try:
            self._walk(parser(self.source.text, pure=pure))
        except _Stop:
            broken = True
        except yaml.MarkedYAMLError as error:
            nested = self._too_deep_before(_mark(error), pure=pure)
            if nested is not None:
                return nested
            self.problems.append(_syntax_problem(error, self.source.text))
            broken = True
        except (yaml.YAMLError, RecursionError, ValueError) as error:
            # The pure parser lets a few odd escapes and directives through as these.
            self._note("CJ003", 0, 0, tr("This is not YAML: {reason}.", reason=_one_line(error)))
            broken = True
        return Tree(
            self.source, None if broken else self.root, tuple(self.problems), broken, self.scalars
        )

    def _too_deep_before(self, end: int, *, pure: bool) -> Tree | None:
        """The tree of a text that nests too deeply before `end`, where the parser gave up.

        A bracket may begin a key, so the parser reads up to 1,024 characters on before it
        reports one; what it refuses there (PyYAML 6.0.4: the 1,001st bracket) would stand before
        our own limit. The text up to there is read for itself: nothing is left to read ahead.
        """
        text = self.source.text[:end]
        begin = self.stack[-1].node.start if self.stack else 0
        ahead = text.count("[", begin) + text.count("{", begin)
        if len(self.stack) + ahead <= self.limits.depth:
            return None
        reader = _Reader(Source(self.source.file, text), self.limits)
        try:
            reader._walk(parser(text, pure=pure))
        except _Stop:
            return Tree(self.source, None, tuple(reader.problems), True, reader.scalars)
        except (yaml.YAMLError, RecursionError, ValueError):
            pass
        return None

    def _note(
        self, code: str, start: int, end: int, message: Message, help: Message | None = None
    ) -> None:
        self.problems.append(Problem(code, (), message, help, span=(start, end)))

    def _walk(self, events: Any) -> None:
        documents = 0
        next_event = events.get_event
        while True:
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                self._scalar(event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._open(event, kind is MappingStartEvent)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._close(event)
            elif kind is AliasEvent:
                self._alias(event)
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._note(
                        "CJ005",
                        event.start_mark.index,
                        event.start_mark.index + 3,
                        tr("A second document begins here; a map is one document."),
                        tr("Put it in a file of its own, or remove the `---`."),
                    )
                    return
            elif kind is StreamEndEvent or event is None:
                return

    def _scalar(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        style = event.style
        if style == "|" or style == ">":
            end = start + len(self.source.text[start:end].rstrip())
        if event.tag is not None:
            self._refuse_tag(event.tag, start)
        if event.anchor is not None or event.tag is not None:
            properties = _PROPERTIES.match(self.source.text, start)
            start = min(properties.end(), end) if properties else start
        if start != end:
            self.scalars.append((start, end))
        value = event.value
        if style == '"':
            escaped = _REFUSED.search(value)
            if escaped is not None:
                self._note(
                    "CJ003",
                    start,
                    end,
                    tr(
                        "The character {name} is not allowed, not even as an escape.",
                        name=_name(escaped.group()),
                    ),
                    tr("Delete it."),
                )
                value = _REFUSED.sub("\ufffd", value)
        node = Scalar(value, not style, start, end)
        self._add(node, event.anchor)

    def _open(self, event: Any, mapping: bool) -> None:
        start = event.start_mark.index
        if event.tag is not None:
            self._refuse_tag(event.tag, start)
        if len(self.stack) >= self.limits.depth:
            self._exceeded(
                start, tr("More than {n} levels are nested here.", n=self.limits.depth), "depth"
            )
        node: Mapping | Sequence
        if mapping:
            node = Mapping(start, event.end_mark.index, bool(event.flow_style))
        else:
            node = Sequence(start, event.end_mark.index, bool(event.flow_style))
        self._count(start)
        self.stack.append(_Frame(node, event.anchor))
        if event.anchor is not None:
            self.anchors.pop(event.anchor, None)

    def _close(self, event: Any) -> None:
        frame = self.stack.pop()
        node = frame.node
        children: Iterator[Node] | list[Node]
        if isinstance(node, Mapping):
            children = [value for _, value in node.entries.values()]
            node.size += len(children)
        else:
            children = node.items
        last = node.start
        for child in children:
            node.size += child.size
            if child.height >= node.height:
                node.height = child.height + 1
            last = child.end
        # A block's own end mark lies on the next token's line.
        node.end = event.end_mark.index if node.flow else max(last, node.end)
        if node.size > self.limits.nodes:
            self._too_many(node.start)
        if node.height > self.limits.depth:
            self._exceeded(
                node.start,
                tr("More than {n} levels are nested here.", n=self.limits.depth),
                "depth",
            )
        self._add(node, frame.anchor, counted=True)

    def _alias(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        name = event.anchor
        if any(frame.anchor == name for frame in self.stack) and name not in self.anchors:
            self._note(
                "CJ005",
                start,
                end,
                tr("`*{name}` repeats the very thing that it stands in.", name=name),
                tr("Write out what is meant here."),
            )
            self._add(Lost(start, end), None)
            return
        target = self.anchors.get(name)
        if target is None:
            self._note(
                "CJ003",
                start,
                end,
                tr("`*{name}` repeats an anchor that is not there.", name=name),
                tr("Write `&{name}` at the first place, or put the text in quotes.", name=name),
            )
            self._add(Lost(start, end), None)
            return
        self._add(Alias(target, start, end), None)

    def _add(self, node: Node, anchor: str | None, *, counted: bool = False) -> None:
        if not counted:
            self._count(node.start)
        if anchor is not None:
            self.anchors[anchor] = node
        if not self.stack:
            if self.root is None:
                self.root = node
            return
        frame = self.stack[-1]
        parent = frame.node
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif frame.key is None:
            frame.key = node
        else:
            key, frame.key = frame.key, None
            self._entry(parent, key, node)

    def _entry(self, parent: Mapping, key: Node, value: Node) -> None:
        inner = key.target if isinstance(key, Alias) else key
        if isinstance(inner, Lost):
            parent.partial = parent.merged = True
            return
        if not isinstance(inner, Scalar):
            parent.partial = parent.merged = True
            self._note(
                "CJ005",
                key.start,
                key.end,
                tr("A key must be a word, not a list or a mapping."),
                tr("Put text that begins with a bracket or a brace in quotes."),
            )
            return
        written = Scalar(inner.value, inner.plain, key.start, key.end)
        if inner.plain and inner.value == "<<":
            parent.partial = parent.merged = True
            self._note(
                "CJ005",
                key.start,
                key.end,
                tr("Merge keys (`<<`) are not read."),
                tr("Write the keys out, or repeat a whole value with an alias."),
            )
            return
        first = parent.entries.get(inner.value)
        if first is not None:
            parent.partial = True
            self.problems.append(
                Problem(
                    "CJ004",
                    (),
                    tr("The key `{key}` stands here a second time.", key=shorten(inner.value)),
                    tr("Keep one of them; put lists together under one key."),
                    related=(
                        Place((), tr("the first one is here"), span=(first[0].start, first[0].end)),
                    ),
                    span=(key.start, key.end),
                )
            )
            return
        parent.entries[inner.value] = (written, value)

    def _count(self, start: int) -> None:
        self.count += 1
        if self.count > self.limits.nodes:
            self._too_many(start)

    def _too_many(self, start: int) -> None:
        self._exceeded(
            start,
            tr("The file has more than {n} nodes, aliases written out.", n=self.limits.nodes),
            "nodes",
        )

    def _exceeded(self, start: int, message: Message, setting: str) -> None:
        self._note(
            "CJ006",
            start,
            start + 1,
            message,
            tr(
                "If that is meant, raise `{setting}` under `[limits]` in cjmap.toml.",
                setting=setting,
            ),
        )
        raise _Stop

    def _refuse_tag(self, tag: str, start: int) -> None:
        written = re.compile(r"\S+").search(self.source.text, start)
        # An anchor may stand before the tag.
        if written and written.group().startswith("&"):
            written = re.compile(r"\S+").search(self.source.text, written.end())
        begin, end = written.span() if written else (start, start + 1)
        self._note(
            "CJ005",
            begin,
            end,
            tr("Tags are not read: `{tag}`.", tag=shorten(self.source.text[begin:end])),
            tr(
                "Remove it; each field knows what it holds. Put text that begins with `!` in quotes."
            ),
        )


def _mark(error: yaml.MarkedYAMLError) -> int:
    """The index of the character that the parser complains about."""
    mark = error.problem_mark or error.context_mark
    return mark.index if mark else 0


def _one_line(error: Exception) -> str:
    return shorten(str(error).rstrip("."), 120)


def _name(character: str) -> str:
    return f"U+{ord(character):04X}"


def _refused_character(match: re.Match[str]) -> Problem:
    number = ord(match.group())
    name = _name(match.group())
    if number in (0x2028, 0x2029, 0x85):
        message = tr("The invisible line separator {name} stands here.", name=name)
        help = tr("Delete it; it often comes along with text pasted from a web page.")
    elif number == 0:
        message = tr("A NUL character ({name}) stands here; this is not a text file.", name=name)
        help = tr("Save the map as plain UTF-8 text.")
    else:
        message = tr("The character {name} is not allowed in YAML.", name=name)
        help = tr("Delete it.")
    return Problem("CJ003", (), message, help, span=(match.start(), match.end()))


def _syntax_problem(error: yaml.MarkedYAMLError, text: str) -> Problem:
    """The parser's complaint in our own words, at the place where one can mend it."""
    index = min(_mark(error), len(text))
    # What was found instead is told by the text itself.
    said = re.sub(
        r",? but (?:found|got) .*", "", f"{error.context or ''} {error.problem or ''}".lower()
    )
    character = text[index : index + 1]
    line_start = text.rfind("\n", 0, index) + 1
    indentation = re.compile(r"[ \t]*").match(text, line_start)
    tab = text.find("\t", line_start, indentation.end() if indentation else line_start)
    opened = error.context_mark
    related: tuple[Place, ...] = ()
    end = index + 1

    def because(message: Message, help: Message) -> Problem:
        return Problem("CJ003", (), message, help, related=related, span=(index, end))

    if tab >= 0 or (character == "\t" and "cannot start" in said):
        index = tab if tab >= 0 else index
        end = index + 1
        return because(
            tr("A tab stands where only spaces may indent."),
            tr("Replace it by spaces, two for each level."),
        )
    if "cannot start any token" in said:
        word = re.compile(r"[^\s,]*").match(text, index)
        end = max(word.end() if word else end, index + 1)
        return because(
            tr("A value cannot begin with `{character}`.", character=character),
            tr('Put it in quotes: "{text}".', text=shorten(text[index:end])),
        )
    if "mapping values are not allowed" in said:
        return because(
            tr("A `:` stands here that YAML takes for the end of a key."),
            tr('Put text that holds ": " in quotes, or mend the indentation of this line.'),
        )
    if "quoted scalar" in said and "end of stream" in said:
        if opened is not None:
            index, end = opened.index, opened.index + 1
        return because(
            tr("A quotation mark opens here and is never closed."),
            tr("Close it with the same mark."),
        )
    if "escape" in said or "hexdecimal" in said:
        # libyaml points at the backslash, PyYAML behind it.
        index = max(text.rfind("\\", line_start, index + 1), line_start)
        end = index + 2
        return because(
            tr("A backslash in double quotes begins an escape that YAML does not know."),
            tr("Write `\\\\` for a backslash, or use single quotes."),
        )
    if "flow" in said or "expected ',' or" in said:
        if opened is not None and opened.index < index:
            related = (Place((), tr("it was opened here"), span=(opened.index, opened.index + 1)),)
        return because(
            tr("A bracket or brace is not closed, or a comma is missing before this."),
            tr("Close it, or put text that holds brackets in quotes."),
        )
    if "document start" in said:
        return because(
            tr("The map ended before this."),
            tr(
                "Remove a `...` above it; put text that begins with a bracket or a quote in quotes."
            ),
        )
    if "expected ':'" in said:
        if opened is not None:
            index = opened.index
            word = re.compile(r"[^\r\n]*").match(text, index)
            end = max(word.end() if word else index + 1, index + 1)
        return because(
            tr("A key without its `:`."),
            tr("Write `key: value`, or indent this line as part of the text above."),
        )
    if "alias" in said or "anchor" in said:
        return because(
            tr("`*` and `&` begin an alias or an anchor, and no name follows."),
            tr("Put text that begins with `*` or `&` in quotes."),
        )
    if "tag" in said or "directive" in said or "incompatible" in said:
        return because(
            tr("`!` and `%` begin a tag or a directive that YAML cannot read."),
            tr("Put text that begins with `!` or `%` in quotes."),
        )
    if "block scalar" in said or "indentation indicator" in said:
        return because(
            tr("After `|` or `>` the text begins on the next line, indented."),
            tr("Move the text to the next line, or put text that begins with `>` in quotes."),
        )
    if opened is not None and opened.index < index:
        related = (Place((), tr("the block began here"), span=(opened.index, opened.index + 1)),)
    return because(
        tr("This line does not fit the lines above it."),
        tr("Align it with its neighbours; a list's items begin with `- `."),
    )
