"""A text that the parsers refuse, read all the same: as it would be with its usual breaks mended."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Final

from cjmap.findings import Edit, Place, Problem
from cjmap.findings.source import Source
from cjmap.records import replace
from cjmap.text import tree as nodes
from cjmap.text.breaks import Break
from cjmap.text.lines import find_breaks
from cjmap.text.tree import Node, Tree

Read = Callable[[Source], Tree]

# Characters of a text that is looked through; a longer one is told what the parser says.
_LONGEST: Final = 1_000_000
# So many are held against the parser one by one.
_MOST_ASKED: Final = 40


def recover(source: Source, told: Tree, read: Read) -> Tree:
    """What is wrong with a text, all of it, and what it says as far as that can be guessed.

    Args:
        told: what the parser says of the text as it is.
        read: reads a text once more.
    """
    if len(source.text) > _LONGEST:
        return told
    guessed = find_breaks(source.text)
    found = _true_ones(source, guessed, read)
    return read_without(source, found, read) if found else told


def read_without(source: Source, found: Sequence[Break], read: Read) -> Tree:
    """What a text says once its breaks are mended, at the places of the text as it is.

    The tree is broken all the same, and its problems are those of the breaks too.
    """
    again = read(_mend(source, found))
    back = _Way(_edits(found))
    left = [back.problem(one) for one in again.problems]
    if again.broken:
        # Where a line breaks once more, or drags the next with it, the first break is what to mend.
        told = {_line_of(source, one.problem) for one in found}
        told |= {line + 1 for line in told}
        left = [one for one in left if _line_of(source, one) not in told]
    problems = sorted((*(one.problem for one in found), *left), key=lambda one: one.span or (0, 0))
    back.move(again.root)
    return Tree(
        source,
        again.root,
        tuple(problems),
        broken=True,
        scalars=[(back.index(start), back.index(end)) for start, end in again.scalars],
        begins={back.index(start): back.index(begin) for start, begin in again.begins.items()},
        aliases=again.aliases,
        clipped=again.clipped,
    )


def _line_of(source: Source, problem: Problem) -> int:
    return source.position(problem.span[0]).line if problem.span else 0


def _true_ones(source: Source, guessed: Sequence[Break], read: Read) -> list[Break]:
    """Those of the breaks without whose mending the parser gets less far."""
    if not guessed or len(guessed) > _MOST_ASKED:
        return list(guessed)
    stop = _stop(source, guessed, read)
    left = list(guessed)
    for one in guessed:
        others = [other for other in left if other is not one]
        if _stop(source, others, read) == stop:
            left = others
    return left


def _stop(source: Source, breaks: Sequence[Break], read: Read) -> int | None:
    """The line at which the parser gives up a text with breaks mended; None where it does not."""
    tree = read(_mend(source, breaks))
    spans = [problem.span for problem in tree.problems if problem.span] if tree.broken else []
    return source.position(_Way(_edits(breaks)).index(spans[-1][0])).line if spans else None


def _edits(breaks: Sequence[Break]) -> list[Edit]:
    return sorted((edit for one in breaks for edit in one.edits), key=lambda edit: edit.start)


def _mend(source: Source, breaks: Sequence[Break]) -> Source:
    pieces: list[str] = []
    done = 0
    for edit in _edits(breaks):
        pieces += (source.text[done : edit.start], edit.text)
        done = edit.end
    return Source(source.file, "".join((*pieces, source.text[done:])))


class _Way:
    """The way from the indexes of a mended text back to those of the text as it is."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits
        self._begins: list[int] = []
        grown = 0
        for edit in edits:
            self._begins.append(edit.start + grown)
            grown += len(edit.text) - (edit.end - edit.start)

    def index(self, index: int) -> int:
        number = bisect_right(self._begins, index) - 1
        if number < 0:
            return index
        edit, inside = self._edits[number], index - self._begins[number]
        if inside >= len(edit.text):
            return edit.end + inside - len(edit.text)
        return min(edit.start + inside, edit.end)

    def problem(self, problem: Problem) -> Problem:
        span, related = problem.span, problem.related
        return replace(
            problem,
            span=None if span is None else (self.index(span[0]), self.index(span[1])),
            related=tuple(map(self._place, related)),
        )

    def _place(self, place: Place) -> Place:
        if place.span is None:
            return place
        return replace(place, span=(self.index(place.span[0]), self.index(place.span[1])))

    def move(self, root: Node | None) -> None:
        """Moves the nodes of a tree; what aliases repeat stands in it once."""
        waiting = [] if root is None else [root]
        while waiting:
            node = waiting.pop()
            node.start, node.end = self.index(node.start), self.index(node.end)
            if isinstance(node, nodes.Mapping):
                for key, value in node.entries.values():
                    waiting += (key, value)
            elif isinstance(node, nodes.Sequence):
                waiting += node.items
