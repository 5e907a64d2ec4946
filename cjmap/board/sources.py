"""What the statements of a map rest on."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.board.board import Evidence
from cjmap.board.cut import Cut
from cjmap.languages.quantities import format_date, format_number
from cjmap.messages import ntr, tr
from cjmap.model.evidence import Evidence as ModelEvidence
from cjmap.vocabulary.evidence import EvidenceType


def read_evidence(cut: Cut) -> Iterator[Evidence]:
    """The map's own evidence and what it takes from its library."""
    for item, thing in cut.subject.things.evidence:
        uses = cut.subject.evidence.cited.get(item.path, 0)
        if item.external and not uses:
            continue
        yield Evidence(
            item.id,
            item.path,
            thing.title,
            cut.say(thing.type.label) if thing.type else "",
            thing.type is EvidenceType.ASSUMPTION,
            tuple(_details(cut, thing)),
            thing.url or "",
            cut.way_to(item, thing.file) if thing.file else "",
            cut.say(ntr("cited once", "cited {n} times", uses))
            if uses
            else cut.say(tr("cited nowhere")),
        )


def _details(cut: Cut, thing: ModelEvidence) -> Iterator[str]:
    if thing.n is not None:
        yield cut.say(tr("n = {n}", n=format_number(thing.n, cut.language)))
    if thing.date is not None:
        yield format_date(thing.date, cut.language)
    if thing.confidence:
        yield cut.say(thing.confidence.label)
