"""An independent model of edits: what a text says, and what it must say after one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from cjmap.text.scalars import resolve
from cjmap.text.tree import Alias, Mapping, Node, Scalar, Sequence, Tree, child

Plain: TypeAlias = "str | int | float | bool | list[Plain] | dict[str, Plain] | None"
Path: TypeAlias = tuple[str | int, ...]


def plain(node: Node | None) -> Plain:
    """What a tree says, aliases written out."""
    match node:
        case Alias():
            return plain(node.target)
        case Scalar():
            return resolve(node.value, plain=node.plain)
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {key: plain(value) for key, (_, value) in node.entries.items()}
    return None


def paths(data: Plain, path: Path = ()) -> list[Path]:
    """The paths of everything in plain data, the whole first."""
    found: list[Path] = [path]
    if isinstance(data, list):
        for number, item in enumerate(data):
            found += paths(item, (*path, number))
    elif isinstance(data, dict):
        for key, value in data.items():
            found += paths(value, (*path, key))
    return found


def changed(data: Plain, path: Path, change: Callable[[Plain], Plain]) -> Plain:
    """Data with a change to what stands at a path."""
    if not path:
        return change(data)
    step, rest = path[0], path[1:]
    if isinstance(data, list):
        return [changed(item, rest, change) if n == step else item for n, item in enumerate(data)]
    assert isinstance(data, dict)
    return {k: changed(item, rest, change) if k == step else item for k, item in data.items()}


def with_value(data: Plain, path: Path, value: Plain) -> Plain:
    return changed(data, path, lambda _: value)


def without(data: Plain, path: Path) -> Plain:
    def leave_out(owner: Plain) -> Plain:
        if isinstance(owner, list):
            return [item for number, item in enumerate(owner) if number != path[-1]]
        assert isinstance(owner, dict)
        return {key: item for key, item in owner.items() if key != path[-1]}

    return changed(data, path[:-1], leave_out)


def with_entry(data: Plain, path: Path, value: Plain, at: int | None) -> Plain:
    new = path[-1]

    def add(owner: Plain) -> Plain:
        if isinstance(new, int):
            assert owner is None or isinstance(owner, list)
            items = list(owner or [])
            items.insert(new, value)
            return items
        assert owner is None or isinstance(owner, dict)
        entries = list((owner or {}).items())
        entries.insert(len(entries) if at is None else at, (new, value))
        return dict(entries)

    return changed(data, path[:-1], add)


def renamed(data: Plain, path: Path, key: str) -> Plain:
    def rename(owner: Plain) -> Plain:
        assert isinstance(owner, dict)
        return {key if name == path[-1] else name: item for name, item in owner.items()}

    return changed(data, path[:-1], rename)


def own(tree: Tree, path: Path) -> bool:
    """Whether an edit at a path changes no second place."""
    return not any(repeated(tree, path[:length]) for length in range(len(path) + 1))


def repeated(tree: Tree, path: Path) -> bool:
    """Whether an alias repeats the very thing at a path."""
    node = tree.root
    for step in path:
        if isinstance(node, Alias):
            return True
        node = child(node, step)
    return any(alias.target is node for alias in tree.aliases)
