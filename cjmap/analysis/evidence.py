"""What the statements of a map rest on."""

from __future__ import annotations

from collections.abc import Iterable

from cjmap.findings import Path
from cjmap.index import Index, Item
from cjmap.model import Journey


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


def is_looked_at(evidence: Iterable[Item]) -> bool:
    """Whether any of the evidence is more than an assumption."""
    return any(item.thing.type != "assumption" for item in evidence)
