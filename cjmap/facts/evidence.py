"""What the statements of a map rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from cjmap.facts.improvement import results
from cjmap.facts.index import Index, Item
from cjmap.findings import Path, numbered
from cjmap.model.emotion import Thought
from cjmap.model.journey import Journey
from cjmap.model.metric import Metric
from cjmap.vocabulary.evidence import EvidenceType


class Grounds:
    """The evidence behind each place of a map.

    A touchpoint's evidence holds for all that stands in it, a stage's for its touchpoints too.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._standing: dict[Path, tuple[str, ...]] = {
            path: owner.evidence or ()
            for path, _, owner in index.owners()
            if not isinstance(owner, Journey)
        }

    def behind(self, path: Path, own: Iterable[str] | None = None) -> tuple[Item, ...]:
        """The evidence of a statement at a path: what it cites itself, its touchpoint's, its stage's.

        References that mean nothing are left out.
        """
        stage, touchpoint = path[:2], path[:4]
        cited = dict.fromkeys(
            (*(own or ()), *self._standing.get(touchpoint, ()), *self._standing.get(stage, ()))
        )
        found = (self._index.resolve("evidence", reference) for reference in cited)
        return tuple({item.id: item for item in found if item is not None}.values())


def citations(index: Index) -> Iterator[tuple[Path, str]]:
    """Every citation of evidence by its id that the map itself makes.

    The `source` of a metric or thought is none: it may be plain text.
    """
    for item in index.items["persona"]:
        if not item.external:
            yield from numbered((*item.path, "evidence"), item.thing.evidence)
    for path, _, owner in index.owners():
        if not isinstance(owner, Journey):
            yield from numbered((*path, "evidence"), owner.evidence)
            if owner.emotion is not None:
                yield from numbered((*path, "emotion", "evidence"), owner.emotion.evidence)
            for persona, emotion in (owner.emotions or {}).items():
                yield from numbered((*path, "emotions", persona, "evidence"), emotion.evidence)
        for key in ("pains", "gains", "metrics"):
            for number, thing in enumerate(getattr(owner, key) or ()):
                yield from numbered((*path, key, number, "evidence"), thing.evidence)
    for path, result in results(index):
        yield from numbered((*path, "evidence"), result.evidence)


def count_citations(index: Index) -> Counter[Path]:
    """How often each piece of evidence is cited, by its path: as a `source` and by the personas
    that come from a library as well.
    """
    named = [reference for _, reference in citations(index)]
    for item in index.items["persona"]:
        if item.external:
            named += item.thing.evidence or ()
    for _, _, owner in index.owners():
        listed: tuple[Metric | Thought, ...] = owner.metrics or ()
        if not isinstance(owner, Journey):
            listed = (*listed, *(owner.thoughts or ()))
        named += [one.source for one in listed if one.source]
    found = (index.resolve("evidence", reference) for reference in named)
    return Counter(item.path for item in found if item is not None)


def is_looked_at(evidence: Iterable[Item]) -> bool:
    """Whether any of the evidence is more than an assumption."""
    return any(item.thing.type is not EvidenceType.ASSUMPTION for item in evidence)
