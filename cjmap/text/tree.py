"""A YAML document as nodes that know where they stand.

A scalar is handed on as it was written; the field that receives it decides what it means.
Nodes carry indexes into the text and become lines and columns only for findings. Floors above
`loading` ask the tree by paths and see no node.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from cjmap.findings import Path, Problem
from cjmap.findings.source import Source
from cjmap.records import dataclass, field
from cjmap.text.scalars import NULLS


class Node:
    """A part of a document: `start` and `end` are indexes into the text, `end` exclusive."""

    __slots__ = ("end", "height", "size", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start: int = start
        self.end: int = end
        # Nodes, and levels of lists and mappings, below and with this one, after aliases.
        self.size: int = 1
        self.height: int = 0


class Scalar(Node):
    """Characters as written; `plain` when they stood without quotes and not in a block."""

    __slots__ = ("plain", "value")

    def __init__(self, value: str, plain: bool, start: int, end: int) -> None:
        # Half of all nodes are scalars: what `Node` would set is set here, without a call.
        self.start = start
        self.end = end
        self.size = 1
        self.height = 0
        self.value: str = value
        self.plain: bool = plain

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
        self.flow: bool = flow


class Mapping(Node):
    """Keys and values. `partial` where entries were refused, `merged` where they named no key."""

    __slots__ = ("entries", "flow", "merged", "partial")

    def __init__(self, start: int, end: int, flow: bool) -> None:
        super().__init__(start, end)
        self.height = 1
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        self.flow: bool = flow
        self.partial: bool = False
        self.merged: bool = False


class Alias(Node):
    """Another node, repeated here."""

    __slots__ = ("target",)

    def __init__(self, target: Node, start: int, end: int) -> None:
        super().__init__(start, end)
        self.target: Node = target
        self.size: int = target.size
        self.height: int = target.height


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: its text from `#` to the end of its line."""

    line: int
    start: int
    text: str


@dataclass(frozen=True)
class Tree:
    """A document as nodes; `root` is None when it is empty or cannot be read.

    `broken` says that reading stopped before the end, so that nothing may be concluded
    from what is missing; `clipped` that a comment took some of it, as a problem tells. `scalars` are the stretches of text that hold them, in order;
    `begins` tells of a scalar with an anchor, by its start, where the anchor begins.
    """

    source: Source
    root: Node | None
    problems: tuple[Problem, ...] = ()
    broken: bool = False
    scalars: list[tuple[int, int]] = field(default_factory=list)
    begins: dict[int, int] = field(default_factory=dict)
    aliases: list[Alias] = field(default_factory=list)
    clipped: bool = False

    @property
    def readable(self) -> bool:
        """Whether there is anything that paths could lead to."""
        return self.root is not None

    @property
    def start(self) -> int:
        """The index where the document's content begins; the text's end where it has none."""
        return len(self.source.text) if self.root is None else self.root.start

    def resolve(self, path: Path) -> tuple[Path, Node | None]:
        """The longest prefix of `path` that is written, and its node.

        Paths may have steps that a shorthand leaves out of the text, and these are stepped
        over: the number of the one item of a list that is written without a list, the key
        under which a list stands alone, and a key with a number whose only item is written in
        its owner's place.
        """
        prefix, nodes = self._way(path)
        return prefix, nodes[-1]

    def _way(self, path: Path) -> tuple[Path, list[Node | None]]:
        """The longest prefix of `path` that is written, and the nodes on the way: root to last."""
        node = self.root
        nodes = [node]
        prefix: list[str | int] = []
        for number, step in enumerate(path):
            inner = node.target if type(node) is Alias else node
            if type(inner) is Mapping:
                if isinstance(step, int):
                    continue
                entry = inner.entries.get(step)
                if entry is None:
                    following = path[number + 1 : number + 3]
                    if len(following) == 2 and following[1] in inner.entries:
                        continue
                    break
                node = entry[1]
            elif type(inner) is Sequence:
                if isinstance(step, str):
                    continue
                if not 0 <= step < len(inner.items):
                    break
                node = inner.items[step]
            else:
                break
            nodes.append(node)
            prefix.append(step)
        return tuple(prefix), nodes

    def locate(self, path: Path, *, key: bool = False) -> tuple[Path, int, int]:
        """The written prefix of `path` and the stretch of text that stands for it.

        A missing key stands at its owner's first key, what is inside an alias at the alias.
        A block of several lines is shown by its key, an item of a list by its first entry.
        """
        prefix, nodes = self._way(path)
        node = nodes[-1]
        if self.root is None or node is None:
            return (), 0, 0
        alias = self._alias_among(nodes)
        if alias is not None:
            return prefix, alias.start, alias.end
        inside = prefix[-1:] != path[-1:] and isinstance(node, Mapping)
        if prefix and not inside and isinstance(prefix[-1], str):
            owner = nodes[-2]
            if isinstance(owner, Mapping):
                written = owner.entries[prefix[-1]][0]
                block = isinstance(node, Mapping | Sequence) and not node.flow
                if key or block or (isinstance(node, Scalar) and node.start == node.end):
                    return prefix, written.start, written.end
        if isinstance(node, Mapping) and (inside or not node.flow) and node.entries:
            return prefix, *self._first_entry(node, key_alone=inside)
        return prefix, node.start, node.end

    def _first_entry(self, mapping: Mapping, *, key_alone: bool) -> tuple[int, int]:
        """The first key of a mapping, with its value where both stand on one line."""
        key, value = next(iter(mapping.entries.values()))
        whole = not key_alone and isinstance(value, Scalar) and value.end > key.end
        if whole and "\n" not in self.source.text[key.start : value.end]:
            return key.start, value.end
        return key.start, key.end

    def repeats(self, path: Path) -> bool:
        """Whether a written path leads to or through an alias, so that it stands elsewhere."""
        return self._alias_among(self._way(path)[1]) is not None

    def is_repeated(self, path: Path) -> bool:
        """Whether what stands at a written path is said twice: at an anchor, or by its alias."""
        if not self.aliases:
            return False
        targets = {id(alias.target) for alias in self.aliases}
        return any(isinstance(node, Alias) or id(node) in targets for node in self._way(path)[1])

    def _alias_among(self, nodes: list[Node | None]) -> Alias | None:
        """The first alias on a way; few texts have any."""
        return (
            next((one for one in nodes if isinstance(one, Alias)), None) if self.aliases else None
        )

    def scalar_at(self, path: Path) -> str | None:
        """The text of the scalar at a written path, by way of aliases too; None for all else."""
        found = self._follow(path)
        return found.value if isinstance(found, Scalar) else None

    def anchored(self, path: Path, keys: tuple[str, ...]) -> Path:
        """A written path with the name of each item of a list in place of its number.

        A scalar is called by itself, a mapping by the first of `keys` that holds a scalar; what
        has no name keeps its number.
        """
        anchored: list[str | int] = []
        node = self.root
        for step in path:
            node = child(node.target if type(node) is Alias else node, step)
            name = None
            if isinstance(step, int):
                name = _name_of(node.target if type(node) is Alias else node, keys)
            anchored.append(step if name is None else name)
        return tuple(anchored)

    def _follow(self, path: Path) -> Node | None:
        node = self.root
        for step in path:
            node = child(node.target if isinstance(node, Alias) else node, step)
        return node.target if isinstance(node, Alias) else node

    def comments(self, word: str) -> tuple[Comment, ...]:
        """The comments that begin with `word`, in order; text in scalars is none."""
        found: list[Comment] = []
        text = self.source.text
        matches = list(re.finditer(rf"#[ \t]*{re.escape(word)}\b", text, re.IGNORECASE))
        starts = [start for start, _ in self.scalars] if matches else []
        for match in matches:
            start = match.start()
            if start and text[start - 1] not in " \t\r\n":
                continue
            nearest = bisect_right(starts, start) - 1
            if nearest >= 0 and start < self.scalars[nearest][1]:
                continue
            line = self.source.position(start).line
            line_end = self.source.starts[line - 1] + len(self.source.line(line))
            found.append(Comment(line, start, text[start:line_end].rstrip()))
        return tuple(found)


def _name_of(node: Node | None, keys: tuple[str, ...]) -> str | None:
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Mapping):
        for key in keys:
            entry = node.entries.get(key)
            if entry is not None and isinstance(entry[1], Scalar):
                return entry[1].value
    return None


def child(node: Node | None, step: str | int) -> Node | None:
    """What stands under a key or a number of a node, aliases not followed; None for nothing."""
    if isinstance(node, Mapping) and isinstance(step, str):
        entry = node.entries.get(step)
        return entry[1] if entry is not None else None
    if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
        return node.items[step]
    return None
