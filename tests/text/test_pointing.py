"""From a place in a text to the path of what stands there."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjmap.findings.source import Source
from cjmap.text.pointing import Spot, point
from cjmap.text.reading import read
from cjmap.text.tree import Mapping, Node, Scalar, Sequence

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").rglob("*.journey.yaml"))


def at(text: str) -> Spot | None:
    return point(read(Source("m", text.replace("│", ""))), text.index("│"))


@pytest.mark.parametrize(
    ("text", "path", "key"),
    [
        ("a: 1\nb│: 2\n", ("b",), True),
        ("a: 1\nb: 2│\n", ("b",), False),
        ("a:\n  - x\n  - {c: d, e: │f}\n", ("a", 1, "e"), False),
        ("a:\n  - x│\n  - y\n", ("a", 0), False),
        ("a: &x 1\nb: *│x\n", ("b",), False),
    ],
)
def test_what_stands_at_a_place(text: str, path: tuple[str | int, ...], key: bool) -> None:
    found = at(text)
    assert found is not None
    assert (found.path, found.key) == (path, key)


@pytest.mark.parametrize("text", ["│", "# x│\na: 1\n", "a:\n  - x\n│\n  - y\n"])
def test_between_things_there_is_nothing(text: str) -> None:
    assert at(text) is None


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_every_key_and_scalar_is_found_where_it_stands(file: Path) -> None:
    tree = read(Source("m", file.read_text("utf-8")))
    waiting: list[tuple[tuple[str | int, ...], Node | None]] = [((), tree.root)]
    while waiting:
        path, node = waiting.pop()
        if isinstance(node, Mapping):
            for key, (written, value) in node.entries.items():
                found = point(tree, written.start)
                assert found == Spot((*path, key), True, written.start, written.end)
                waiting.append(((*path, key), value))
        elif isinstance(node, Sequence):
            waiting += (((*path, number), item) for number, item in enumerate(node.items))
        elif isinstance(node, Scalar) and node.start < node.end:
            assert point(tree, node.end) == Spot(path, False, node.start, node.end)
