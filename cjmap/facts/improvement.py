"""Which opportunity serves which pain, and which pains nobody answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cjmap.facts.index import Index, Item, resolve
from cjmap.facts.things import Things
from cjmap.findings import Path
from cjmap.model.improvement import Opportunity, Pain
from cjmap.records import dataclass
from cjmap.vocabulary.improvement import OpportunityStatus, PainState, PainStatus

# What an opportunity is rated by.
RATINGS = ("customer_value", "business_value", "effort")
# The severity at which a pain that nobody assessed is ranked.
UNASSESSED_SEVERITY = 3
# From this severity on a pain is severe: it ends journeys.
SEVERE = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """A pain with the opportunities that name or serve it, dropped ones included, in file order.

    `severity` is 1 to 5, 3 where nobody assessed it; `severe` says that it is not resolved and was
    assessed as 4 or 5. `state` is what is being done about it.
    """

    pain: Item
    opportunities: tuple[Item, ...]
    severity: int
    severe: bool
    state: PainState


@dataclass(frozen=True, slots=True)
class Aim:
    """An opportunity with the pains it serves; `named` says that it names them itself.

    `results` are the paths of its own
    outcomes, then of those of the journey that name it.
    """

    opportunity: Item
    pains: tuple[Item, ...]
    named: bool
    status: OpportunityStatus
    results: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Improvement:
    """The pains and opportunities of a map, each list in the order of the file.

    `percent` is the share of pains that are answered, 0 to 100; None without a pain.
    """

    answers: tuple[Answer, ...]
    aims: tuple[Aim, ...]
    answered: tuple[Answer, ...]
    unanswered: tuple[Answer, ...]
    percent: float | None


def improve(index: Index, things: Things) -> Improvement:
    """Ties opportunities to pains.

    An opportunity serves the pains that it names. One without the key serves those beside it:
    at a touchpoint the touchpoint's, at a stage the stage's and its touchpoints', at the top
    the journey's own. `pains: []` says that it serves none. References that mean nothing, or
    several things, serve nothing. What `things` lack is neither served nor serves.
    """
    beside = _group(item for item, _ in things.pains)
    credited = _credit(index, things)
    aims = []
    serving: dict[Path, list[Item]] = {}
    for item, opportunity in things.opportunities:
        if not opportunity.says("pains"):
            served = tuple(beside.get(item.place, ()))
        else:
            resolved = (resolve(index, "pain", reference) for reference in opportunity.pains)
            served = tuple(
                dict.fromkeys(p for p in resolved if p is not None and p in things.pains)
            )
        for pain in served:
            serving.setdefault(pain.path, []).append(item)
        own = tuple((*item.path, "outcome", n) for n in range(len(opportunity.outcome)))
        found = (*own, *credited.get(item.path, ()))
        aims.append(Aim(item, served, bool(opportunity.pains), opportunity.status, found))
    answers = tuple(
        _answer(item, pain, [(o, things.opportunities[o]) for o in serving.get(item.path, ())])
        for item, pain in things.pains
    )
    answered = tuple(answer for answer in answers if answer.state.is_answered)
    return Improvement(
        answers,
        tuple(aims),
        answered,
        tuple(answer for answer in answers if not answer.state.is_answered),
        100 * len(answered) / len(answers) if answers else None,
    )


def missing_ratings(opportunity: Opportunity) -> tuple[str, ...]:
    """The keys of the ratings that an opportunity would need to be ranked."""
    return tuple(key for key in RATINGS if getattr(opportunity, key) is None)


def _answer(item: Item, pain: Pain, serving: Sequence[tuple[Item, Opportunity]]) -> Answer:
    # A plain number, whatever word the map writes for it.
    severity = UNASSESSED_SEVERITY if pain.severity is None else int(pain.severity)
    state = _judge(pain, [thing.status for _, thing in serving])
    severe = state is not PainState.RESOLVED and pain.severity is not None and severity >= SEVERE
    return Answer(item, tuple(opportunity for opportunity, _ in serving), severity, severe, state)


def _judge(pain: Pain, statuses: Sequence[OpportunityStatus]) -> PainState:
    """In which of the four states a pain stands; `statuses` are those of all that serve it."""
    if pain.status is PainStatus.RESOLVED:
        return PainState.RESOLVED
    if any(status.is_accepted for status in statuses):
        return PainState.IN_HAND
    return PainState.IDEA if OpportunityStatus.IDEA in statuses else PainState.UNANSWERED


def _group(pains: Iterable[Item]) -> dict[Path, list[Item]]:
    """The pains beside what stands at a path; a stage's are its own and its touchpoints'."""
    groups: dict[Path, list[Item]] = {}
    for pain in pains:
        groups.setdefault(pain.place, []).append(pain)
        if len(pain.place) > len(("stages", 0)):
            groups.setdefault(pain.place[:2], []).append(pain)
    return groups


def _credit(index: Index, things: Things) -> dict[Path, list[Path]]:
    """The paths of the journey's outcomes under the opportunities that they name."""
    credited: dict[Path, list[Path]] = {}
    for number, result in enumerate(things.journey.outcomes):
        named = (resolve(index, "opportunity", name) for name in result.opportunities)
        for path in dict.fromkeys(item.path for item in named if item is not None):
            credited.setdefault(path, []).append(("outcomes", number))
    return credited
