"""What the statements of a map rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cjmap.board.board import Evidence
from cjmap.board.cut import Cut
from cjmap.facts.evidence import citing, evidence_behind, is_looked_at
from cjmap.facts.index import Item
from cjmap.findings import Path
from cjmap.languages.quantities import format_date, format_number
from cjmap.messages import ntr, tr
from cjmap.model.evidence import Evidence as ModelEvidence
from cjmap.vocabulary.evidence import EvidenceType

# The length of a touchpoint's path.
_TOUCHPOINT = len(("stages", 0, "touchpoints", 0))


def is_assumption(cut: Cut, path: Path, own: Iterable[str | None] = ()) -> bool:
    """Whether what stands at a path cites evidence, itself or by where it stands, and only assumptions.

    `own` are the references of the thing itself; what is no evidence's id counts for nothing.
    """
    things = cut.subject.things.evidence
    behind = find_evidence(cut, path, own)
    return bool(behind) and not is_looked_at(things[item] for item in behind)


def find_evidence(cut: Cut, path: Path, own: Iterable[str | None] = ()) -> tuple[Item, ...]:
    """The evidence of what stands at a path, as in `is_assumption`."""
    cited = filter(None, own)
    return evidence_behind(cut.subject.index, cut.subject.evidence, path, cited)


def read_evidence(cut: Cut) -> Iterator[Evidence]:
    """The map's own evidence and what it takes from its library."""
    subject = cut.subject
    places = citing(subject.index, subject.things)
    for item, thing in subject.things.evidence:
        citations = places.get(item.path, ())
        uses = len(citations)
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
            tuple(sorted(set(_resting_on(cut, citations)))),
        )


def _resting_on(cut: Cut, citations: Iterable[Path]) -> Iterator[int]:
    """The touchpoints that cite it, themselves or by their stage, or in which something does."""
    for place in citations:
        # The last part of a citation's path says by what key it is made.
        match place[:-1]:
            case ("stages", int(stage)):
                yield from (cut.numbers[fact.item.path] for fact in cut.touchpoints[stage])
            case thing if (number := cut.numbers.get(thing[:_TOUCHPOINT])) is not None:
                yield number


def _details(cut: Cut, thing: ModelEvidence) -> Iterator[str]:
    if thing.n is not None:
        yield cut.say(tr("n = {n}", n=format_number(thing.n, cut.language)))
    if thing.date is not None:
        yield format_date(thing.date, cut.language)
    if thing.confidence:
        yield cut.say(thing.confidence.label)
