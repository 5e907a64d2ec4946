"""What the statements of a map rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cjmap.facts.index import Index, Item, resolve
from cjmap.facts.things import Owner, Things, emotions_of, results, words_of
from cjmap.findings import Path, numbered
from cjmap.model.emotion import Quote, Thought
from cjmap.model.evidence import Evidence
from cjmap.model.improvement import Gain, Pain
from cjmap.model.journey import Journey
from cjmap.model.metric import Metric
from cjmap.records import dataclass
from cjmap.vocabulary.evidence import EvidenceType


@dataclass(frozen=True, slots=True)
class EvidenceBase:
    """The evidence behind each place of a map, and how often each piece of it is cited.

    `standing` is the evidence at the path of a touchpoint or stage that has some: a
    touchpoint's holds for all that stands in it, a stage's for its touchpoints too. `cited`
    counts by the path of the evidence, as a `source` and by personas of a library as well.
    """

    standing: Mapping[Path, tuple[Item, ...]]
    cited: Mapping[Path, int]


def ground(index: Index, things: Things) -> EvidenceBase:
    """The evidence of a map. References that mean nothing are left out."""
    standing: dict[Path, tuple[Item, ...]] = {}
    for path, _, owner in things.owners:
        if not isinstance(owner, Journey) and owner.evidence:
            standing[path] = _meant(index, owner.evidence)
    cited = {path: len(places) for path, places in citing(index, things).items()}
    return EvidenceBase(standing, cited)


def citing(index: Index, things: Things) -> Mapping[Path, Sequence[Path]]:
    """What cites each piece of evidence, by its path: the paths of citations, each place once."""
    places = dict.fromkeys(
        (place, item) for place, named in _named(things) for item in _meant(index, [named])
    )
    found: dict[Path, list[Path]] = {}
    for place, item in places:
        found.setdefault(item.path, []).append(place)
    return found


def evidence_behind(
    index: Index, base: EvidenceBase, path: Path, own: Iterable[str] = ()
) -> tuple[Item, ...]:
    """The evidence of a statement at a path: what it cites itself, its touchpoint's, its stage's."""
    stage, touchpoint = path[:2], path[:4]
    found = (
        *_meant(index, own),
        *base.standing.get(touchpoint, ()),
        *base.standing.get(stage, ()),
    )
    return tuple(dict.fromkeys(found))


def citations(things: Things) -> Iterator[tuple[Path, str]]:
    """Every citation of evidence by its id that the map itself makes.

    The `source` of a metric or thought is none: it may be plain text.
    """
    for number, persona in enumerate(things.journey.personas):
        yield from numbered(("personas", number, "evidence"), persona.evidence)
    for owner in things.owners:
        yield from _cited_at(owner)
    for path, result in results(things):
        yield from numbered((*path, "evidence"), result.evidence)


def _cited_at(owner: Owner) -> Iterator[tuple[Path, str]]:
    path, _, thing = owner
    if not isinstance(thing, Journey):
        yield from numbered((*path, "evidence"), thing.evidence)
    for place, emotion in emotions_of(owner):
        yield from numbered((*place, "evidence"), emotion.evidence)
    lists: tuple[tuple[str, tuple[Pain | Gain | Metric, ...]], ...] = (
        ("pains", thing.pains),
        ("gains", thing.gains),
        ("metrics", thing.metrics),
    )
    for key, listed in lists:
        for number, one in enumerate(listed):
            yield from numbered((*path, key, number, "evidence"), one.evidence)


def is_looked_at(evidence: Iterable[Evidence]) -> bool:
    """Whether any of the evidence is more than an assumption."""
    return any(piece.type is not EvidenceType.ASSUMPTION for piece in evidence)


def _named(things: Things) -> Iterator[tuple[Path, str]]:
    """Every reference to evidence, those included that may be plain text, with what makes it."""
    for path, reference in citations(things):
        yield path[:-1], reference
    for item, persona in things.personas:
        if item.external:
            # What the map adds to it has been named already.
            added = things.journey.personas[int(item.path[1])].evidence
            yield from ((item.path, named) for named in persona.evidence if named not in added)
    for path, _, owner in things.owners:
        listed: tuple[Metric | Thought | Quote, ...] = owner.metrics
        if not isinstance(owner, Journey):
            listed = (*listed, *words_of(owner))
        yield from (
            ((*path, "source", number), one.source)
            for number, one in enumerate(listed)
            if one.source
        )


def _meant(index: Index, references: Iterable[str]) -> tuple[Item, ...]:
    found = (resolve(index, "evidence", reference) for reference in references)
    return tuple(item for item in found if item is not None)
