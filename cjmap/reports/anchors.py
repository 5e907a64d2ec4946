"""Where things stand in a page: the ids that links lead to.

They are made of what a thing is called in its map, never of its place in it: a link that somebody
keeps in a minute or a ticket must outlive every touchpoint that is put before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cjmap.board.board import Board, Metric, Opportunity, Pain
from cjmap.draw.escape import link
from cjmap.findings import Path
from cjmap.records import dataclass
from cjmap.vocabulary.maps import Thing


@dataclass(frozen=True, slots=True)
class Anchors:
    """The ids of everything in one page that has one, by its path in the map."""

    named: Mapping[Path, str]

    def of(self, path: Path) -> str:
        """The id of a thing: `pain/late-parcel`.

        Raises:
            KeyError: no thing of the page stands at the path.
        """
        return self.named[path]

    def href(self, path: Path) -> str:
        """The link to a thing in its page, else to what it stands in there.

        Empty for the journey itself, path (), and for what the page does not show.
        """
        for length in range(len(path), 0, -1):
            if found := self.named.get(path[:length]):
                return f"#{found}"
        return ""


def read_anchors(board: Board) -> Anchors:
    """The ids of everything that the page of a board shows."""
    named: dict[Path, str] = {}
    taken: set[str] = set()
    for path, anchor in _list(board):
        named[path] = _free(anchor, taken)
        taken.add(named[path])
    return Anchors(named)


def _list(board: Board) -> Iterator[tuple[Path, str]]:
    for persona in board.personas:
        yield persona.path, anchor_of(Thing.PERSONA, persona.mark.id)
    for stage in board.stages:
        yield stage.path, anchor_of(Thing.STAGE, stage.id)
    for touchpoint in board.touchpoints:
        yield touchpoint.path, anchor_of(Thing.TOUCHPOINT, touchpoint.id)
    for item in _improvements(board):
        yield item.path, anchor_of(_kind(item), item.id)
    for source in board.evidence:
        yield source.path, anchor_of(Thing.EVIDENCE, source.id)


def _improvements(board: Board) -> Iterator[Pain | Opportunity | Metric]:
    """What lanes list, and what concerns the journey as a whole."""
    whole = board.whole
    yield from whole.pains
    yield from whole.opportunities
    yield from whole.metrics
    for lane in board.lanes:
        for cell in lane.cells:
            for item in cell.items:
                if isinstance(item, Pain | Opportunity | Metric):
                    yield item


def _kind(item: Pain | Opportunity | Metric) -> Thing:
    if isinstance(item, Pain):
        return Thing.PAIN
    return Thing.OPPORTUNITY if isinstance(item, Opportunity) else Thing.METRIC


def _free(anchor: str, taken: set[str]) -> str:
    """An id that is not taken: of two things with one written id the first keeps it."""
    number, free = 1, anchor
    while free in taken:
        number += 1
        free = f"{anchor}-{number}"
    return free


def anchor_of(kind: Thing, id: str) -> str:
    """The id of a thing in its page, by what it is called in all of its map.

    No id of the page's own has the slash, so that none of them can be meant by it.
    """
    return f"{kind}/{id}"


def anchor_finding(number: int) -> str:
    """The id of the finding of that number, from 1, in the list of a page."""
    return f"finding-{number}"


def safe_link(url: str) -> str:
    """A web address that a page may link to; empty for anything else."""
    found = link(url)
    return found if found and found.lower().startswith(("http:", "https:")) else ""
