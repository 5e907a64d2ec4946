"""Who answers for what of a map, and what of it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cjmap.board.assessment import Coverage, Owned, Owner
from cjmap.board.cut import Cut
from cjmap.facts.figures import is_figure_wanting, name_metric
from cjmap.facts.improvement import missing_ratings
from cjmap.facts.index import Item
from cjmap.languages.quantities import format_labelled
from cjmap.messages import tr
from cjmap.model.improvement import Opportunity, Pain
from cjmap.model.metric import Metric
from cjmap.model.stage import Stage
from cjmap.model.touchpoint import Touchpoint
from cjmap.vocabulary.improvement import PainState

# The length of a stage's path.
_STAGE = len(("stages", 0))

_Thing = Stage | Touchpoint | Pain | Opportunity | Metric


def read_owners(cut: Cut, coverage: Coverage) -> tuple[Owner, ...]:
    """The owners in the order in which the map names them; what nobody owns comes last.

    What names no owner belongs to its touchpoint's, else to its stage's, else to the map's.
    """
    things = cut.subject.told
    listings: Sequence[Iterable[tuple[Item, _Thing]]] = (
        things.stages,
        things.touchpoints,
        things.pains,
        things.opportunities,
        things.metrics,
    )
    found: dict[str, list[Owned]] = {}
    for listing in listings:
        for item, thing in listing:
            owned = _read(cut, coverage, item, thing)
            found.setdefault(_owner_of(cut, item, thing), []).append(owned)
    nobody = found.pop("", [])
    owners = [Owner(name, tuple(owned)) for name, owned in found.items()]
    return (*owners, *([Owner("", tuple(nobody))] if nobody else []))


def _owner_of(cut: Cut, item: Item, thing: _Thing) -> str:
    things = cut.subject.told
    if thing.owner:
        return thing.owner
    if len(item.place) > _STAGE and (own := things.touchpoints.at(item.place).owner):
        return own
    if item.place and (own := things.stages.at(item.place[:_STAGE]).owner):
        return own
    return things.journey.owner or ""


def _read(cut: Cut, coverage: Coverage, item: Item, thing: _Thing) -> Owned:
    stages = cut.subject.index.items["stage"]
    return Owned(
        item.kind,
        item.id,
        item.path,
        cut.say(name_metric(thing)) if isinstance(thing, Metric) else item.name,
        "" if item.stage is None else stages[item.stage].name,
        tuple(_tell_lacks(cut, coverage, item, thing)),
        *_tell_standing(cut, item, thing),
    )


def _tell_standing(cut: Cut, item: Item, thing: _Thing) -> tuple[str, bool, bool, int]:
    """How far a pain or opportunity has come: its state, whether it is open, late, how severe."""
    match thing:
        case Pain():
            state = cut.standings[item.path]
            return cut.say(state.label), state is not PainState.RESOLVED, False, thing.severity or 0
        case Opportunity():
            return cut.say(thing.status.label), not thing.status.is_settled, is_late(cut, thing), 0
    return "", False, False, 0


def is_late(cut: Cut, thing: Opportunity) -> bool:
    """Whether an opportunity was due and is not done."""
    return not thing.status.is_settled and thing.due is not None and thing.due < cut.subject.today


def _tell_lacks(cut: Cut, coverage: Coverage, item: Item, thing: _Thing) -> Iterator[str]:
    """What a thing owes: a stage its gaps, a pain an answer, an opportunity its figures."""
    match thing:
        case Stage():
            gaps = (gap for gap in coverage.gaps if gap.stage == item.stage)
            yield from (format_labelled(gap.label, gap.lacks, cut.language) for gap in gaps)
        case Pain():
            state = cut.standings[item.path]
            if state in (PainState.UNANSWERED, PainState.IDEA):
                yield cut.say(state.label)
        case Opportunity() if not thing.status.is_settled:
            if is_late(cut, thing):
                yield cut.say(tr("overdue"))
            yield from missing_ratings(thing)
        case Metric() if is_figure_wanting(cut.subject.journey, thing):
            yield cut.say(tr("not measured yet"))
