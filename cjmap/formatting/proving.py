"""Whether a map into which ids were written says and means what it did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from cjmap.facts.index import Index
from cjmap.facts.referring import is_key
from cjmap.facts.subject import Subject
from cjmap.findings import Path
from cjmap.formatting.identifying import ANCHOR, Anchor, Plan
from cjmap.formatting.references import find_references, meant_by
from cjmap.formatting.rewriting import ID
from cjmap.text import tree as nodes
from cjmap.text.tree import Alias, Node, Scalar, Tree


def says_the_same(before: Tree, after: Tree, plan: Plan) -> bool:
    """Whether two texts say the same but for what a plan changes."""
    given = plan.ids.keys() | plan.adopted.keys()
    changed = {before.resolve(path)[0] for path in plan.texts if not is_key(path)}
    changed |= {(*path, ID) for path in plan.ids} | plan.adopted.keys()
    keys = {path for path in plan.texts if is_key(path)}
    waiting: list[tuple[Path, Node | None, Node | None]] = [((), before.root, after.root)]
    while waiting:
        path, one, other = waiting.pop()
        one, other = _target(one), _target(other)
        if path in given and isinstance(one, Scalar) and isinstance(other, nodes.Mapping):
            (_, name), *more = (entry for key, entry in other.entries.items() if key != ID)
            other = name if not more else other
        if isinstance(one, nodes.Mapping) and isinstance(other, nodes.Mapping):
            pairs = [*_pairs(path, one, other, given)]
            if not all(key == renamed or (*path, key) in keys for key, renamed, _, _ in pairs):
                return False
            if len(pairs) != len(one.entries):
                return False
            waiting += (((*path, key), value, again) for key, _, value, again in pairs)
        elif isinstance(one, nodes.Sequence) and isinstance(other, nodes.Sequence):
            if len(one.items) != len(other.items):
                return False
            items = enumerate(zip(one.items, other.items, strict=True))
            waiting += (((*path, number), *both) for number, both in items)
        elif not (isinstance(one, Scalar) and isinstance(other, Scalar)) or (
            one.value != other.value and path not in changed
        ):
            return False
    return True


def _target(node: Node | None) -> Node | None:
    return node.target if isinstance(node, Alias) else node


def _pairs(
    path: Path, one: nodes.Mapping, other: nodes.Mapping, given: Set[Path]
) -> Iterator[tuple[str, str, Node, Node]]:
    """The entries of a mapping beside those that it has become, without a new id."""
    new = path in given and ID not in one.entries
    again = [(key, value) for key, (_, value) in other.entries.items() if not (new and key == ID)]
    if len(again) == len(one.entries):
        for (key, (_, value)), (renamed, now) in zip(one.entries.items(), again, strict=True):
            yield key, renamed, value, now


def means_the_same(before: Subject, after: Subject, plan: Plan, anchors: Iterable[Anchor]) -> bool:
    """Whether every reference means what it did, those of other maps included."""
    meant, means = ([*_meanings(subject)] for subject in (before, after))
    if meant != means or _doubles(before.index) != _doubles(after.index):
        return False
    return all(
        _anchored(before.index, one.text) == _anchored(after.index, text)
        for one in anchors
        for text in (one.text if one.fixed else plan.anchors.get(one.text, one.text),)
    )


def _meanings(subject: Subject) -> Iterator[tuple[Path, ...]]:
    for reference in find_references(subject):
        yield tuple(item.path for item in reference.meant)


def _doubles(index: Index) -> list[tuple[Path, Path]]:
    return [(one.path, other.path) for one, other in index.duplicates]


def _anchored(index: Index, text: str) -> tuple[Path, ...]:
    return tuple(item.path for item in meant_by(index, ANCHOR, text))
