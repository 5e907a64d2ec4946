"""Whether what was joined lost nothing: read anew, and counted against both sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from cjmap.compare.merging.entries import Cut, Plain, say
from cjmap.compare.merging.joined import Body, Side, say_body
from cjmap.findings.source import Source
from cjmap.text.limits import Limits
from cjmap.text.notes import comments
from cjmap.text.reading import read
from cjmap.text.tree import Tree


def is_sound(
    cuts: Sequence[Cut],
    joined: Body,
    texts: Sequence[str],
    spared: Sequence[str],
    limits: Limits | None,
) -> bool:
    """Whether the texts of a joined map, one for each side that may win, say what they must.

    Each must be readable and say what was put together. Every word and comment of either side
    must stand in one of them, but for what the other side took away or changed, and none more
    often than both sides have it. `spared` are words that may be missing.
    """
    trees = [read(Source(cuts[Side.OURS].source.file, text), limits) for text in texts]
    for side, tree in zip((Side.OURS, Side.THEIRS), trees, strict=False):
        if tree.problems or tree.broken or tree.root is None:
            return False
        if say(tree.root) != say_body(joined, side):
            return False
    found = [Counter(_tell_all(tree)) for tree in trees]
    base, ours, theirs = (Counter(_tell_all(one.tree)) for one in cuts)
    for word in {*ours, *theirs} - set(spared):
        kept = _lasting(base[word], ours[word], theirs[word])
        if max(one[word] for one in found) < kept:
            return False
    clean = len(trees) == 1
    return not clean or not any(
        count > _most(base[word], ours[word], theirs[word]) for word, count in found[0].items()
    )


def _lasting(base: int, ours: int, theirs: int) -> int:
    """How often at least something must be there."""
    return max(ours - max(0, base - theirs), theirs - max(0, base - ours))


def _most(base: int, ours: int, theirs: int) -> int:
    """How often at most something may be there."""
    return ours + max(0, theirs - base)


def _tell_all(tree: Tree) -> Iterator[str]:
    """Every word and every comment of a text, aliases written out."""
    if tree.root is not None:
        yield from _words(say(tree.root))
    text = tree.source.text
    for start, end in comments(tree):
        yield text[start:end].rstrip()


def _words(said: Plain) -> Iterator[str]:
    if isinstance(said, dict):
        for value in said.values():
            yield from _words(value)
    elif isinstance(said, list):
        for item in said:
            yield from _words(item)
    elif said is not None:
        yield said if isinstance(said, str) else said[0]
