"""A map whose syntax is broken: what it seems to say, and what of that nobody can know."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.findings import Path, Problem
from cjmap.loading.document import Document, Guess
from cjmap.loading.incomplete import Loss, in_model, lose, lose_everything
from cjmap.records import dataclass, replace
from cjmap.text import tree as nodes
from cjmap.text.tree import Node, Tree


def as_guess(document: Document) -> Document:
    """A document whose text was read as it may have been meant: a guess, and no journey.

    Of a line that breaks the text nothing else is said: what it holds is a guess.
    """
    breaks = [one for one in document.problems if one.code == "CJ003"]
    broken = frozenset(_line(document, one) for one in breaks)
    told = tuple(
        one for one in document.problems if one in breaks or _line(document, one) not in broken
    )
    if not all(one.edits or one.quoted or one.rewritten for one in breaks):
        # What was read rests on a guess that nobody makes true: nothing else is mended by it.
        told = tuple(one if one in breaks else _as_told(one) for one in told)
    if document.journey is None:
        return replace(document, problems=told)
    doubtful = frozenset(line for one in breaks for line in _doubt(document, one))
    losses = (in_model(one, document.places.removed) for one in _lose(document.tree, doubtful))
    return replace(
        document,
        journey=None,
        problems=told,
        incomplete=document.incomplete.union(losses),
        guess=Guess(document.journey, broken | doubtful),
    )


def _as_told(problem: Problem) -> Problem:
    """A problem without what would mend it."""
    return replace(problem, edits=(), replacement=None, quoted=None, rewritten=None)


def _doubt(document: Document, problem: Problem) -> Iterator[int]:
    """The lines that may say something else, since one is broken."""
    line, text = _line(document, problem), document.source.text
    if not problem.edits or any(edit.text.strip(" -:") for edit in problem.edits):
        yield line
    elif not any(text[edit.start : edit.end].strip(" ") for edit in problem.edits):
        # It stands where nothing may: as likely the line above is not what it was to be.
        yield line
        yield document.source.position(len(text[: problem.edits[0].start].rstrip())).line
    # Else a tab, a dash or a colon is not as it should be, which says nothing else.


def _line(document: Document, problem: Problem) -> int:
    return document.source.position((problem.span or (0, 0))[0]).line


@dataclass(frozen=True, slots=True)
class _Value:
    """A value of a tree: its path, the lines on which it begins (with its key) and ends."""

    path: Path
    node: Node
    first: int
    last: int


def _lose(tree: Tree, doubtful: frozenset[int]) -> Iterator[Loss]:
    """What may be missing since it stands on lines of which nobody knows what they say."""
    seen: set[int] = set()
    for value in _values(tree) if doubtful else ():
        if value.first in doubtful:
            seen.add(value.first)
            yield from lose(value.path)
            if isinstance(value.node, nodes.Scalar) and value.last > value.first:
                # It may have swallowed what stands below it.
                yield from lose_everything(())
    if seen < doubtful:
        yield from lose_everything(())


def _values(tree: Tree) -> Iterator[_Value]:
    """Every value below the root, but for what aliases repeat."""
    position = tree.source.position
    waiting: list[tuple[Path, Node]] = [] if tree.root is None else [((), tree.root)]
    while waiting:
        path, node = waiting.pop()
        for step, start, child in _children(node):
            first, last = position(start).line, position(child.end).line
            yield _Value((*path, step), child, first, last)
            waiting.append(((*path, step), child))


def _children(node: Node) -> Iterator[tuple[str | int, int, Node]]:
    """What stands in a node: its key or number, where it begins, and the value."""
    if isinstance(node, nodes.Mapping):
        for key, (written, value) in node.entries.items():
            yield key, written.start, value
    elif isinstance(node, nodes.Sequence):
        for number, item in enumerate(node.items):
            yield number, item.start, item
