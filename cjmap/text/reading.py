"""YAML text → tree, by way of the parser's events.

The events are read with a stack of our own: `yaml.compose` ends the process on deeply nested
brackets, and the constructors of PyYAML resolve YAML 1.1. Caps stand before anything that
grows without end; tags, merge keys, second keys and second documents are refused with a place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from cjmap.expressions import expression
from cjmap.findings import Place, Problem
from cjmap.findings.source import Source
from cjmap.messages import Message, shorten, tr
from cjmap.text.breaks import HIDDEN_INDENT, Break, hidden_indent
from cjmap.text.characters import every_refused, find_refused, name_character, replace_refused
from cjmap.text.complaints import (
    glued_comment,
    odd_error,
    place_of,
    refused_character,
    syntax_problem,
)
from cjmap.text.conflicts import find_conflicts
from cjmap.text.limits import Limits
from cjmap.text.marks import Shield, glued_comments
from cjmap.text.recovery import read_without, recover
from cjmap.text.scalars import in_quotes
from cjmap.text.tree import Alias, Lost, Mapping, Node, Scalar, Sequence, Tree

# The anchor and the tag before a scalar.
_PROPERTIES = expression(r"(?:[&!]\S*(?:\s+(?:#[^\r\n]*)?)*)+")
_WORD = expression(r"\S+")
_LINE_END = expression(r"[\r\n]|$")
# A file with more characters that none may hold is no text that somebody wrote.
_MOST_REFUSED = 50
# The first line of a block text, with its comment and its line end.
_HEADER = expression(r"(?P<header>[|>][-+0-9]*)[^\r\n]*(?:\r\n|\r|\n)?")


class Events(Protocol):
    """A parser of PyYAML: one event after another, None behind the last."""

    def get_event(self) -> Any: ...


def parser(text: str, *, pure: bool = False) -> Events:
    """The parser of PyYAML: libyaml's where it is there, else (or with `pure`) Python's."""
    if not pure and yaml.__with_libyaml__:
        return yaml.CSafeLoader(text)
    from cjmap.text.scanner import PureParser

    return PureParser(text)


def read(source: Source, limits: Limits | None = None, *, pure: bool = False) -> Tree:
    """The tree of a YAML text. Whatever is wrong with it is a problem of the tree, never raised."""

    def read_once(source: Source) -> Tree:
        return _Reader(source, limits or Limits()).read(pure=pure)

    def read_all(source: Source) -> Tree:
        tree = read_once(source)
        conflicts = find_conflicts(source.text) if tree.broken else []
        if conflicts:
            return read_without(source, conflicts, read_all)
        if _is_yaml_alone(tree):
            return recover(source, tree, read_once)
        hidden = [] if tree.broken else list(_hidden_indents(tree))
        return read_without(source, hidden, read_all) if hidden else tree

    if find_refused(source.text) is None:
        return read_all(source)
    refused = [refused_character(found) for found in every_refused(source.text)]
    if len(refused) > _MOST_REFUSED or not all(problem.edits for problem in refused):
        # This is no text.
        return Tree(source, None, (refused[0],), broken=True)
    return read_without(source, [Break(one, one.edits) for one in refused], read_all)


def _hidden_indents(tree: Tree) -> Iterator[Break]:
    """Characters before the first key of a line that look like its indentation and belong to it."""
    text = tree.source.text
    for match in HIDDEN_INDENT.finditer(text):
        if any(start == match.start("hidden") for start, _ in tree.scalars):
            yield hidden_indent(text, match.start(), match.end())


def _is_yaml_alone(tree: Tree) -> bool:
    """Whether nothing but its syntax keeps a text from being read."""
    return tree.broken and all(problem.code == "CJ003" for problem in tree.problems)


class _Frame:
    """A mapping or sequence that is being read."""

    __slots__ = ("anchor", "items", "key", "node")

    def __init__(self, node: Mapping | Sequence, anchor: str | None) -> None:
        self.node = node
        self.items = node.items if isinstance(node, Sequence) else None
        # In a mapping, the key whose value comes next.
        self.key: Node | None = None
        self.anchor = anchor


class _Stop(Exception):
    """Reading cannot go on; the problem is noted already."""


class _Reader:
    def __init__(self, source: Source, limits: Limits) -> None:
        self.source = source
        self.limits = limits
        self.shield = Shield(source.text)
        # What gives a value back as it was written; None where it is written so already.
        self.restore = self.shield.restore if self.shield.changed else None
        self.problems: list[Problem] = []
        self.scalars: list[tuple[int, int]] = []
        self.begins: dict[int, int] = {}
        self.aliases: list[Alias] = []
        self.root: Node | None = None
        self.stack: list[_Frame] = []
        self.anchors: dict[str, Node] = {}
        self.count = 0
        self.documents = 0
        self.clipped = False

    def read(self, *, pure: bool) -> Tree:
        broken = True
        try:
            self._walk(parser(self.shield.text, pure=pure))
            broken = False
            self._tell_glued(len(self.source.text))
        except _Stop:
            pass
        except yaml.MarkedYAMLError as error:
            nested = self._too_deep_before(place_of(error), pure=pure)
            if nested is not None:
                return nested
            self._tell_error(error)
        except (yaml.YAMLError, RecursionError, ValueError) as error:
            if not pure:
                # libyaml lets odd escapes of tags through, and PyYAML does not say where they are.
                return _Reader(self.source, self.limits).read(pure=True)
            # The pure parser lets a few odd escapes and directives through as these.
            self.problems.append(odd_error(error))
        return Tree(
            self.source,
            None if broken else self.root,
            tuple(self.problems),
            broken,
            self.scalars,
            self.begins,
            self.aliases,
            self.clipped,
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
            reader._walk(parser(reader.shield.text, pure=pure))
        except _Stop:
            return Tree(self.source, None, tuple(reader.problems), True, reader.scalars)
        except (yaml.YAMLError, RecursionError, ValueError):
            pass
        return None

    def _tell_error(self, error: yaml.MarkedYAMLError) -> None:
        """What the parser says; nothing where a comment took the bracket that it misses."""
        in_brackets = "flow" in (error.context or "")
        place = place_of(error)
        # Of a character that begins nothing Python's parser does not say twice where it is.
        whole = place if error.context else 0
        began = error.context_mark.index if error.context_mark else whole
        # What the parser was in the midst of has not come as a scalar.
        glued = self._tell_glued(place if in_brackets else min(began, place))
        if not (
            in_brackets and any(began < index or self._ends_at(index, place) for index in glued)
        ):
            self.problems.append(syntax_problem(error, self.source.text))

    def _ends_at(self, comment: int, place: int) -> bool:
        """Whether nothing stands between the comment at an index and a place."""
        rest = _LINE_END.search(self.source.text, comment)
        return rest is not None and not self.source.text[rest.start() : place].strip()

    def _tell_glued(self, end: int) -> list[int]:
        """Notes each `#` before `end` that touches what stands before it; their indexes."""
        glued = list(glued_comments(self.source.text, self.scalars, end))
        self.problems += (glued_comment(self.source.text, index) for index in glued)
        self.clipped = bool(glued)
        return glued

    def _note(
        self,
        code: str,
        start: int,
        end: int,
        message: Message,
        help: Message | None = None,
        related: tuple[Place, ...] = (),
    ) -> None:
        self.problems.append(Problem(code, (), message, help, related, span=(start, end)))

    def _walk(self, events: Events) -> None:
        next_event, handler_of = events.get_event, _HANDLERS.get
        while self.documents < 2:
            event = next_event()
            handle = handler_of(type(event))
            if handle is not None:
                handle(self, event)
            elif event is None or isinstance(event, StreamEndEvent):
                return

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            start = event.start_mark.index
            self._note(
                "CJ005",
                start,
                start + 3,
                tr("A second document begins here; a map is one document."),
                tr("Put it in a file of its own, or remove the `---`."),
            )

    # -- nodes ----------------------------------------------------------------------------

    def _scalar(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        style, value = event.style, event.value
        block = style == "|" or style == ">"
        if block:
            end = start + len(self.source.text[start:end].rstrip(" \t\r\n"))
        if event.anchor or event.tag is not None:
            start = self._behind_properties(event, start, end)
        if block:
            self.scalars += self._header_and_body(start, end)
        elif start != end:
            self.scalars.append((start, end))
        if self.restore is not None:
            value = self.restore(value)
        if style == '"':
            value = self._without_refused(value, start, end)
        self.count += 1
        if self.count > self.limits.nodes:
            self._too_many(start)
        if event.tag is not None and not style and not value:
            # What was meant as a text stands in the tag, which has been told.
            self._add(Lost(start, end), event.anchor)
        else:
            self._add(Scalar(value, not style, start, end), event.anchor)

    def _header_and_body(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The stretches of a block text; a comment on its first line is in neither."""
        header = _HEADER.match(self.source.text, start)
        assert header is not None
        yield header.span("header")
        if header.end() < end:
            yield header.end(), end

    def _behind_properties(self, event: Any, start: int, end: int) -> int:
        """Where a scalar begins behind its anchor and its tag."""
        if event.tag is not None:
            self._refuse_tag(event.tag, start)
        elif not self._stands_apart(event.anchor, start):
            return start
        properties = _PROPERTIES.match(self.source.text, start)
        behind = min(properties.end(), end) if properties else start
        self.begins[behind] = start
        return behind

    def _stands_apart(self, anchor: str, start: int) -> bool:
        """Whether a blank follows an anchor, as it must; libyaml reads on where none does."""
        end = start + 1 + len(anchor)
        if self.source.text[end : end + 1] in ("", " ", "\t", "\r", "\n", ",", "]", "}"):
            return True
        self._note(
            "CJ003",
            start,
            end,
            tr("A blank is missing behind the anchor `&{name}`.", name=anchor),
            tr("Name it with letters, digits, `-` and `_`, or put the text in quotes."),
        )
        return False

    def _without_refused(self, value: str, start: int, end: int) -> str:
        """A quoted text without the characters that no text may hold; they are noted."""
        escaped = find_refused(value)
        if escaped is None:
            return value
        self._note(
            "CJ003",
            start,
            end,
            tr(
                "The character {name} is not allowed, not even as an escape.",
                name=name_character(escaped.group()),
            ),
            tr("Delete it."),
        )
        return replace_refused(value)

    def _open_mapping(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        self._open(event, Mapping(start, end, bool(event.flow_style)))

    def _open_sequence(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        self._open(event, Sequence(start, end, bool(event.flow_style)))

    def _open(self, event: Any, node: Mapping | Sequence) -> None:
        if event.tag is not None:
            self._refuse_tag(event.tag, node.start)
        if len(self.stack) >= self.limits.depth:
            self._too_deep(node.start)
        self._count(node.start)
        self.stack.append(_Frame(node, event.anchor))
        if event.anchor is not None:
            self.anchors.pop(event.anchor, None)

    def _close(self, event: CollectionEndEvent) -> None:
        frame = self.stack.pop()
        node = frame.node
        children: list[Node]
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
        if node.flow:
            assert event.end_mark is not None
            node.end = event.end_mark.index
        else:
            # A block's own end mark lies on the next token's line.
            node.end = max(last, node.end)
        if node.size > self.limits.nodes:
            self._too_many(node.start)
        if node.height > self.limits.depth:
            self._too_deep(node.start)
        self._add(node, frame.anchor)

    def _alias(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        name = event.anchor
        target = self.anchors.get(name)
        if target is not None:
            alias = Alias(target, start, end)
            self.aliases.append(alias)
            self._count(start)
            self._add(alias, None)
            return
        if any(frame.anchor == name for frame in self.stack):
            code = "CJ005"
            message = tr("`*{name}` repeats the very thing that it stands in.", name=name)
            help = tr("Write out what is meant here.")
        else:
            code = "CJ003"
            message = tr("`*{name}` repeats an anchor that is not there.", name=name)
            help = tr(
                "Put the whole text in quotes: {text}; or write `&{name}` at the first place.",
                text=shorten(in_quotes(self.source.text[start:end])),
                name=name,
            )
        self._note(code, start, end, message, help)
        self._count(start)
        self._add(Lost(start, end), None)

    # -- the tree -------------------------------------------------------------------------

    def _add(self, node: Node, anchor: str | None) -> None:
        """Puts a node that is read and counted where it belongs."""
        if anchor is not None:
            self.anchors[anchor] = node
        if not self.stack:
            if self.root is None:
                self.root = node
            return
        frame = self.stack[-1]
        if frame.items is not None:
            frame.items.append(node)
        elif frame.key is None:
            frame.key = node
        else:
            key, frame.key = frame.key, None
            self._entry(frame.node, key, node)

    def _entry(self, parent: Mapping | Sequence, key: Node, value: Node) -> None:
        assert isinstance(parent, Mapping)
        inner = key.target if type(key) is Alias else key
        if type(inner) is not Scalar or (inner.value == "<<" and inner.plain):
            parent.partial = parent.merged = True
            self._refuse_key(key, inner)
            return
        first = parent.entries.get(inner.value)
        if first is None:
            written = inner
            if key is not inner:
                written = Scalar(inner.value, inner.plain, key.start, key.end)
            parent.entries[inner.value] = (written, value)
            return
        parent.partial = True
        self._note(
            "CJ004",
            key.start,
            key.end,
            tr("The key `{key}` stands here a second time.", key=shorten(inner.value)),
            tr("Keep one of them; put lists together under one key."),
            (Place((), tr("the first one is here"), span=(first[0].start, first[0].end)),),
        )

    def _refuse_key(self, key: Node, inner: Node) -> None:
        if isinstance(inner, Lost):
            return
        if isinstance(inner, Scalar):
            message = tr("Merge keys (`<<`) are not read.")
            help = tr("Write the keys out, or repeat a whole value with an alias.")
        else:
            message = tr("A key must be a word, not a list or a mapping.")
            help = tr("Put text that begins with a bracket or a brace in quotes.")
        self._note("CJ005", key.start, key.end, message, help)

    def _refuse_tag(self, tag: str, start: int) -> None:
        written = _WORD.search(self.source.text, start)
        # An anchor may stand before the tag.
        if written and written.group().startswith("&"):
            written = _WORD.search(self.source.text, written.end())
        begin, end = written.span() if written else (start, start + 1)
        self._note(
            "CJ005",
            begin,
            end,
            tr("Tags are not read: `{tag}`.", tag=shorten(self.source.text[begin:end])),
            tr(
                "Put text that begins with `!` in quotes: {text}; remove what was meant as a tag.",
                text=shorten(in_quotes(self._rest_of_line(begin))),
            ),
        )

    def _rest_of_line(self, start: int) -> str:
        """The text from an index to the end of its line, or to a comment."""
        end = _LINE_END.search(self.source.text, start)
        line = self.source.text[start : end.start() if end else None]
        return re.split(r"[ \t]+#", line)[0].rstrip()

    # -- caps -----------------------------------------------------------------------------

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

    def _too_deep(self, start: int) -> None:
        self._exceeded(
            start, tr("More than {n} levels are nested here.", n=self.limits.depth), "depth"
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


_HANDLERS: dict[type[Event], Callable[[_Reader, Any], None]] = {
    ScalarEvent: _Reader._scalar,
    MappingStartEvent: _Reader._open_mapping,
    SequenceStartEvent: _Reader._open_sequence,
    MappingEndEvent: _Reader._close,
    SequenceEndEvent: _Reader._close,
    AliasEvent: _Reader._alias,
    DocumentStartEvent: _Reader._document,
}
