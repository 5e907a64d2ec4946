"""A page as a tree: what stands where, and what is said there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset(("meta", "link", "img", "input", "br", "col"))
_SPOKEN = ("aria-label", "alt")


@dataclass
class Node:
    """An element. `children` are elements and texts, in their order."""

    tag: str
    attributes: dict[str, str]
    children: list[Node | str] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def all(self, tag: str = "", *classes: str, **attributes: str) -> list[Node]:
        """The elements inside of that tag, with all those classes and attributes."""
        wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
        return [
            node
            for node in self.walk()
            if node is not self
            and tag in ("", node.tag)
            and node.classes.issuperset(classes)
            and all(node.attributes.get(name) == value for name, value in wanted.items())
        ]

    def one(self, tag: str = "", *classes: str, **attributes: str) -> Node:
        (found,) = self.all(tag, *classes, **attributes)
        return found

    def pieces(self) -> Iterator[str]:
        """What is said in it, to eyes and to ears: texts, labels, and where links lead to."""
        if self.tag in ("style", "script", "title"):
            return
        yield from (self.attributes[name] for name in _SPOKEN if name in self.attributes)
        if not self.attributes.get("href", "#").startswith(("#", "data:")):
            yield self.attributes["href"]
        for child in self.children:
            if isinstance(child, Node):
                yield from child.pieces()
            elif child.strip():
                yield " ".join(child.split())
        if self.attributes.get("role") == "img" and "aria-label" not in self.attributes:
            yield from filter(None, [self.attributes.get("title")])

    @property
    def text(self) -> str:
        return " ".join(self.pieces())


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, (self.open[-1], tag)
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(page: str) -> Node:
    """The tree of a page; every element in it must be closed where it was opened."""
    builder = _Builder()
    builder.feed(page)
    builder.close()
    assert len(builder.open) == 1, builder.open
    return builder.open[0]
