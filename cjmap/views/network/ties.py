"""Who and what meets at which touchpoints, and who hands over to whom: read from the board."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from cjmap.board.board import Act, Board, Channel, Mark, Touchpoint
from cjmap.records import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """One of the organization, by name: somebody, or a `system`.

    `numbers` are those of the touchpoints at which it acts, `owned` of those that it answers for.
    """

    name: str
    system: bool
    numbers: tuple[int, ...]
    owned: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Handover:
    """Who hands over to whom, by the places of members from 0, and each thing that is carried.

    None is the customer, who is then one of `customers`.
    """

    source: int | None
    target: int | None
    carries: tuple[str, ...]
    customers: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Network:
    """Channels and members, each with its touchpoints, in the order of the file.

    `groups` are people, or systems, (by their places) that stand behind the same touchpoints,
    answer for the same and hand nothing over; each other member is a group of its own. `uses` says
    at how many touchpoints a persona (by its place) meets a channel (by its id).
    """

    channels: tuple[tuple[Channel, tuple[Touchpoint, ...]], ...]
    members: tuple[Member, ...]
    groups: tuple[tuple[int, ...], ...]
    handovers: tuple[Handover, ...]
    uses: dict[tuple[int, str], int]


def read_network(board: Board) -> Network:
    channels: dict[str, tuple[Channel, list[Touchpoint]]] = {}
    uses: Counter[tuple[int, str]] = Counter()
    for card in board.touchpoints:
        places = find_places(board, card)
        for channel in card.channels:
            channels.setdefault(channel.id, (channel, []))[1].append(card)
            uses.update((place, channel.id) for place in places)
    members = _read_members(board)
    handovers = tuple(_read_handovers(board, members))
    return Network(
        tuple((channel, tuple(cards)) for channel, cards in channels.values()),
        members,
        tuple(_group(members, handovers)),
        handovers,
        dict(uses),
    )


def _group(members: Sequence[Member], handovers: Iterable[Handover]) -> Iterator[tuple[int, ...]]:
    handing = {place for one in handovers for place in (one.source, one.target)} - {None}
    groups: dict[object, list[int]] = {}
    for place, member in enumerate(members):
        alike = place if place in handing else (member.system, member.numbers, member.owned)
        groups.setdefault((place in handing, alike), []).append(place)
    return (tuple(places) for places in groups.values())


def find_places(board: Board, card: Touchpoint) -> tuple[int, ...]:
    """The places of those who take part in a touchpoint, from 0."""
    marks: Iterable[Mark] = card.who or [persona.mark for persona in board.personas]
    ids = {mark.id for mark in marks}
    return tuple(place for place, persona in enumerate(board.personas) if persona.mark.id in ids)


def _read_members(board: Board) -> tuple[Member, ...]:
    """Who acts, then who answers for touchpoints and acts at none."""
    found: dict[str, tuple[bool, set[int]]] = {}
    for name, system, number in _name_members(board):
        _, numbers = found.setdefault(name, (system, set()))
        if number is not None:
            numbers.add(number)
    owned: dict[str, list[int]] = {}
    for card in board.touchpoints:
        if card.owner:
            found.setdefault(card.owner, (False, set()))
            owned.setdefault(card.owner, []).append(card.number)
    return tuple(
        Member(name, system, tuple(sorted(numbers)), tuple(owned.get(name, ())))
        for name, (system, numbers) in found.items()
    )


def _name_members(board: Board) -> Iterator[tuple[str, bool, int | None]]:
    """Who acts, and with what, at which touchpoint (None: at a stage without any)."""
    for act in board.blueprint.acts:
        number = board.blueprint.steps[act.step].number
        name, system = _name(board, act)
        if name:
            yield name, system, number
        if act.system:
            yield act.system, True, number


def _name(board: Board, act: Act) -> tuple[str, bool]:
    """Who acts, and whether that is a system; "" where nobody is named."""
    if act.actor is None:
        return "", False
    actor = board.blueprint.actors[act.actor]
    named = actor.kind in ("actor", "system")
    return actor.name if named else "", actor.kind == "system"


def _read_handovers(board: Board, members: tuple[Member, ...]) -> Iterator[Handover]:
    places = {member.name: place for place, member in enumerate(members)}
    cards = {card.number: card for card in board.touchpoints}
    acts = board.blueprint.acts
    carried: dict[tuple[int | None, int | None, tuple[Mark, ...]], list[str]] = {}
    for arrow in board.blueprint.arrows:
        if arrow.kind != "handoff":
            continue
        number = board.blueprint.steps[arrow.step].number
        for source, target in product(arrow.sources, arrow.targets):
            ends = [_hand(board, act, places) for act in (source, target)]
            if "" in ends or ends[0] == ends[1] or source is None:
                continue
            giver, taker = (places[name] if name is not None else None for name in ends)
            who = _customers(board, cards.get(number or 0)) if None in ends else ()
            texts = carried.setdefault((giver, taker, who), [])
            if (text := acts[source].text) and text not in texts:
                texts.append(text)
    for (giver, taker, who), texts in carried.items():
        yield Handover(giver, taker, tuple(texts), who)


def _hand(board: Board, act: int | None, places: Mapping[str, int]) -> str | None:
    """Who stands at the end of a handoff: a member's name, None for the customer, "" for nobody."""
    if act is None or board.blueprint.acts[act].actor is None:
        return None
    name, _ = _name(board, board.blueprint.acts[act])
    return name if name in places else ""


def _customers(board: Board, card: Touchpoint | None) -> tuple[Mark, ...]:
    """Those who take part where something is handed over."""
    if card is None:
        return ()
    return tuple(board.personas[place].mark for place in find_places(board, card))
