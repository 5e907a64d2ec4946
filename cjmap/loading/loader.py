"""The one way in: the text of a file → what it says, where it says it, and what is wrong with it.

Three steps, with typed results between them: tree → plain data (`extraction`), plain data →
model or raw errors (`validation`), raw errors → problems with places (`mending`). Places are
needed by the last alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path as FilePath

from cjmap.findings import Path, Problem
from cjmap.findings.source import Source
from cjmap.loading.document import Document, Places
from cjmap.loading.extraction import extract
from cjmap.loading.guessing import as_guess
from cjmap.loading.incomplete import in_model, lose_everything
from cjmap.loading.mending import Ledger
from cjmap.loading.naming import LIBRARY_SUFFIXES, map_id
from cjmap.loading.recognition import find_stranger, find_unknown_version
from cjmap.loading.validation import validate
from cjmap.model.journey import Journey
from cjmap.records import replace
from cjmap.text.limits import Limits
from cjmap.text.reading import read
from cjmap.text.tree import Alias, Tree
from cjmap.text.tree import Mapping as MappingNode

# Each round mends what the one before it found; this many are more than mistakes can hide.
_ROUNDS = 12


def load_text(
    source: Source,
    file: FilePath,
    *,
    limits: Limits | None = None,
    unreadable: Problem | None = None,
    pure: bool = False,
) -> Document:
    """Reads a map from its text. Nothing is raised: what is wrong is in `problems`."""
    if unreadable is not None:
        broken = Tree(source, None, broken=True)
        return Document(file, source, broken, problems=(unreadable,))
    tree = read(source, limits, pure=pure)
    if tree.broken and tree.root is None:
        return _refuse(file, tree, tree.problems)
    root = tree.root.target if isinstance(tree.root, Alias) else tree.root
    stranger = find_stranger(root, library=file.name.endswith(LIBRARY_SUFFIXES))
    if stranger is not None:
        # What else is odd about a file that is no map is nobody's business here.
        syntax = tuple(problem for problem in tree.problems if problem.code == "CJ003")
        return _refuse(file, tree, syntax or (stranger,))
    assert isinstance(root, MappingNode)
    version = find_unknown_version(root)
    if version is None:
        document = _read(file, tree, root)
    else:
        document = _refuse(file, tree, (*tree.problems, version))
    return as_guess(document) if tree.broken else document


def _refuse(file: FilePath, tree: Tree, problems: Iterable[Problem]) -> Document:
    return Document(file, tree.source, tree, problems=_place(problems, tree, {}))


def _read(file: FilePath, tree: Tree, root: MappingNode) -> Document:
    ledger = Ledger(extract(tree.source, root), map_id(file), tree.source.text)
    if tree.clipped:
        ledger.incomplete.update(lose_everything(()))
    if file.name.endswith(LIBRARY_SUFFIXES):
        ledger.data.setdefault("kind", "library")
    journey = _validate(ledger)
    return Document(
        file,
        tree.source,
        tree,
        journey,
        Places(ledger.removed, ledger.renamed),
        _place((*tree.problems, *ledger.problems), tree, ledger.renamed),
        frozenset(in_model(loss, ledger.removed) for loss in ledger.incomplete),
        ledger.remarks,
    )


def _validate(ledger: Ledger) -> Journey | None:
    for _ in range(_ROUNDS):
        result = validate(ledger.data)
        if isinstance(result, Journey):
            return result
        ledger.mend(result)
    return None


def _place(
    problems: Iterable[Problem], tree: Tree, renamed: Mapping[Path, str]
) -> tuple[Problem, ...]:
    """Problems with their spans: paths that have the document's numbers get its keys too."""
    placed = []
    for problem in problems:
        if problem.span is None:
            written = tuple(
                renamed.get(problem.path[: number + 1], step) if isinstance(step, str) else step
                for number, step in enumerate(problem.path)
            )
            path, start, end = tree.locate(written, key=problem.key)
            problem = replace(problem, path=path, span=(start, end))
        placed.append(problem)
    return tuple(placed)
