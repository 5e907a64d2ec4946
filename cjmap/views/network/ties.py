"""Who and what meets at which touchpoints, and who hands over to whom: read from the board."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from cjmap.board.board import Act, Board, Channel, Mark, Touchpoint
from cjmap.records import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """One of the organization, by name: somebody, or a `system`; `numbers` are its touchpoints'."""

    name: str
    system: bool
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Handover:
    """Who hands over to whom, by the places of members from 0, and each thing that is carried."""

    source: int
    target: int
    carries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """Channels and members, each with its touchpoints, in the order of the file.

    `groups` are members (by their places) that stand behind the same touchpoints and hand nothing
    over; each other member is a group of its own. `uses` says at how many touchpoints a persona
    (by its place) meets a channel (by its id).
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
    handing = {place for one in handovers for place in (one.source, one.target)}
    groups: dict[object, list[int]] = {}
    for place, member in enumerate(members):
        alike = (place,) if place in handing else tuple(sorted(member.numbers))
        groups.setdefault((place in handing, alike), []).append(place)
    return (tuple(places) for places in groups.values())


def find_places(board: Board, card: Touchpoint) -> tuple[int, ...]:
    """The places of those who take part in a touchpoint, from 0."""
    marks: Iterable[Mark] = card.who or [persona.mark for persona in board.personas]
    ids = {mark.id for mark in marks}
    return tuple(place for place, persona in enumerate(board.personas) if persona.mark.id in ids)


def _read_members(board: Board) -> tuple[Member, ...]:
    found: dict[str, tuple[bool, list[int]]] = {}
    for name, system, number in _name_members(board):
        _, numbers = found.setdefault(name, (system, []))
        if number is not None and number not in numbers:
            numbers.append(number)
    return tuple(
        Member(name, system, tuple(sorted(numbers))) for name, (system, numbers) in found.items()
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
    acts = board.blueprint.acts
    carried: dict[tuple[int, int], list[str]] = {}
    for arrow in board.blueprint.arrows:
        if arrow.kind != "handoff":
            continue
        for source, target in product(arrow.sources, arrow.targets):
            if source is None or target is None:
                continue
            giver, taker = (places.get(_name(board, acts[act])[0]) for act in (source, target))
            if giver is None or taker is None or giver == taker:
                continue
            texts = carried.setdefault((giver, taker), [])
            if (text := acts[source].text) and text not in texts:
                texts.append(text)
    for ends, texts in carried.items():
        yield Handover(*ends, tuple(texts))
