"""The service blueprint: who does what at each step, in which zone, and who answers whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, Literal

from cjmap.board.board import Act, Actor, Arrow, Blueprint, Flow, Step, Zone
from cjmap.board.cut import Cut
from cjmap.board.lanes import LINES
from cjmap.board.people import read_channel
from cjmap.facts.index import named_in_part, resolve
from cjmap.languages.conventions import point_on
from cjmap.languages.quantities import format_duration
from cjmap.messages import tr
from cjmap.model.blueprint import Automation, Handoff, Line
from cjmap.model.stage import Stage
from cjmap.model.touchpoint import Touchpoint
from cjmap.records import dataclass, replace
from cjmap.text.slugs import slug
from cjmap.vocabulary.lanes import LaneName
from cjmap.vocabulary.maps import Thing
from cjmap.vocabulary.touchpoints import Initiator

ZONES: Final = (LaneName.FRONTSTAGE, LaneName.BACKSTAGE, LaneName.SUPPORT)
"""The zones below the customer, from what is seen to what carries it all."""

_LINES: Final[Mapping[LaneName, Callable[[Stage | Touchpoint], tuple[Line, ...]]]] = {
    LaneName.FRONTSTAGE: lambda owner: owner.frontstage,
    LaneName.BACKSTAGE: lambda owner: owner.backstage,
    LaneName.SUPPORT: lambda owner: owner.support,
}
_CUSTOMER: Final = tr("Customer actions"), LaneName.DOES.subtitle
_TAKES: Final = tr("takes over")

# In each zone what goes out to the customer stands first, and what nobody is named for last.
_ORDER: Final = {"automation": 0, "actor": 1, "system": 1, "handoff": 2, "unnamed": 3}

Kind = Literal["actor", "system", "automation", "handoff", "unnamed"]
Ends = tuple[int | None, ...]
"""Acts by their number, None is the customer."""


@dataclass(frozen=True, slots=True)
class _Place:
    """What a column is about: a touchpoint with its number, or (without) a stage as a whole."""

    stage: int
    number: int | None
    owner: Stage | Touchpoint


def read_blueprint(cut: Cut, flow: Flow) -> Blueprint:
    """The blueprint of those who are read for."""
    places = tuple(_places(cut))
    cast = _Cast(cut)
    for step, place in enumerate(places):
        for zone in ZONES:
            cast.add_lines(zone, step, _LINES[zone](place.owner))
        if isinstance(place.owner, Touchpoint):
            cast.add_automation(step, place.owner.automation)
    arrows = []
    for step, place in enumerate(places):
        asked = list(cast.ask(step, ours=_is_ours(place.owner)))
        if isinstance(place.owner, Touchpoint) and place.owner.handoff is not None:
            handed = cast.hand_over(step, place.owner.handoff)
            asked = [*cast.carried(asked, handed), *handed]
        arrows += asked
    actors, acts = cast.settle()
    return Blueprint(
        tuple(_read_zones(cut)),
        tuple(_read_steps(cut, places, flow)),
        actors,
        acts,
        tuple(arrows),
    )


def _read_zones(cut: Cut) -> Iterator[Zone]:
    for lane in (LaneName.PHYSICAL_EVIDENCE, LaneName.TOUCHPOINTS, *ZONES):
        line = next((said for lanes, said in LINES.items() if lane in lanes), None)
        title, subtitle = _CUSTOMER if lane is LaneName.TOUCHPOINTS else (lane.label, lane.subtitle)
        yield Zone(lane, cut.say(title), cut.say(subtitle), cut.say(line) if line else "")


def _is_ours(owner: Stage | Touchpoint) -> bool:
    """Whether somebody else than the customer begins it."""
    begins = owner.initiator if isinstance(owner, Touchpoint) else None
    return begins is not None and begins is not Initiator.CUSTOMER


# -- columns ----------------------------------------------------------------------------------


def _places(cut: Cut) -> Iterator[_Place]:
    """The touchpoints that are read, before those of a stage the stage where it says something itself."""
    things, facts = cut.subject.things, cut.subject.participation.stages
    for number, fact in enumerate(facts):
        stage = things.stages[fact.item]
        here = cut.everybody or any(persona in cut.personas for persona in fact.personas)
        if here and (stage.physical_evidence or any(_LINES[zone](stage) for zone in ZONES)):
            yield _Place(number, None, stage)
        for one in cut.touchpoints[number]:
            yield _Place(number, cut.numbers[one.item.path], things.touchpoints[one.item])


def _read_steps(cut: Cut, places: Sequence[_Place], flow: Flow) -> Iterator[Step]:
    cards = {card.number: card for row in cut.cards for card in row}
    numbers = [place.number for place in places if place.number is not None]
    following = dict(pairwise(numbers))
    aside: dict[int, list[str]] = {}
    for way in flow.ways:
        noted = {branch.target for branch in cut.branches.get(way.source, ())}
        if way.target not in noted and following.get(way.source) != way.target:
            aside.setdefault(way.source, []).append(f"{point_on(cut.language)} {way.target}")
    for place in places:
        owner = place.owner
        if place.number is None or isinstance(owner, Stage):
            yield Step(place.stage, None, (), owner.physical_evidence, "", "", ())
            continue
        takes = format_duration(owner.duration, cut.language) if owner.duration else ""
        card = cards[place.number]
        elsewhere = {card.wait, cut.say(tr("takes {duration}", duration=takes))}
        yield Step(
            place.stage,
            place.number,
            owner.does,
            owner.physical_evidence,
            takes,
            format_duration(owner.wait, cut.language) if owner.wait else "",
            (
                *(note for note in card.notes if note not in elsewhere),
                *aside.get(place.number, ()),
            ),
        )


# -- rows and what stands in them -------------------------------------------------------------


class _Cast:
    """The actors and acts that are known so far; an actor's number is settled at last."""

    def __init__(self, cut: Cut) -> None:
        self._cut = cut
        self._actors: list[Actor] = []
        self._acts: list[Act] = []
        self._by_name: dict[tuple[LaneName, str], int] = {}
        self._at: dict[int, list[int]] = {}

    def add_lines(self, zone: LaneName, step: int, lines: Iterable[Line]) -> None:
        """What stands in a zone at a step; a system that somebody uses stands on that one's card."""
        for line in lines:
            named = line.actor or line.system or ""
            kind: Literal["actor", "system", "unnamed"] = (
                "actor" if line.actor else "system" if line.system else "unnamed"
            )
            self._add(
                self._row(zone, named, kind),
                step,
                "action",
                text=line.does or "",
                system=(line.system or "") if line.actor else "",
                fails=line.fails or "",
                recovery=line.recovery or "",
            )

    def add_automation(self, step: int, entries: Iterable[Automation]) -> None:
        """What goes out by itself at a step."""
        cut = self._cut
        for entry in entries:
            delay = format_duration(entry.delay, cut.language) if entry.delay else ""
            self._add(
                self._row(LaneName.BACKSTAGE, cut.say(LaneName.AUTOMATION.label), "automation"),
                step,
                "automation",
                label=" · ".join(part for part in (entry.trigger, delay) if part),
                text=entry.message or "",
                channel=entry.channel or "",
            )

    def ask(self, step: int, *, ours: bool) -> Iterator[Arrow]:
        """Who asks whom at a step: the customer those who are seen, and these those behind them.

        Where it is `ours` to begin, the customer is asked. A message that goes out asks nobody.
        """
        asking: Ends = (None,)
        for zone in ZONES:
            here = [n for n in self._at.get(step, ()) if self._is_action(n, zone)]
            if not here:
                continue
            for sources, targets in self._pair(asking, here):
                turned = ours and sources == (None,)
                ends = (targets, sources) if turned else (sources, targets)
                yield Arrow(step, "ask", *ends)
            asking = tuple(here)
        messages = [n for n in self._at.get(step, ()) if self._acts[n].kind == "automation"]
        if messages:
            yield Arrow(step, "automation", tuple(messages), (None,))

    def hand_over(self, step: int, handoff: Handoff) -> list[Arrow]:
        """Adds a handoff at the hand that gives, and where nothing else stands at the one that takes
        also there; an arrow leads from one to the other.
        """
        cut = self._cut
        giver = self._hand(step, handoff.from_) if handoff.from_ else self._nobody()
        label = f"{point_on(cut.language)} {handoff.to}" if handoff.to else ""
        given = self._add(giver, step, "handoff", label=label, text=handoff.carries or "")
        if not handoff.to:
            return []
        taker = self._hand(step, handoff.to)
        if taker == giver:
            return []
        if taker is None:
            return [Arrow(step, "handoff", (given,), (None,))]
        there = [n for n in self._at[step] if self._acts[n].actor == taker]
        taken = there[0] if there else self._add(taker, step, "takeover", label=cut.say(_TAKES))
        return [Arrow(step, "handoff", (given,), (taken,))]

    def carried(self, asked: Iterable[Arrow], handed: Iterable[Arrow]) -> Iterator[Arrow]:
        """The arrows but those of which a handoff between the same two says more."""
        pairs = {
            (self._acts[source].actor, target)
            for arrow in handed
            for source, target in zip(arrow.sources, arrow.targets, strict=True)
            if source is not None
        }
        for arrow in asked:
            giver = self._actor(arrow.sources[0])
            alone = arrow.kind == "ask" and len(arrow.sources) == 1
            left = tuple(t for t in arrow.targets if not (alone and (giver, t) in pairs))
            if left:
                yield replace(arrow, targets=left)

    def settle(self) -> tuple[tuple[Actor, ...], tuple[Act, ...]]:
        """The actors zone by zone, in the order in which they appear, and all acts."""
        order = sorted(
            range(len(self._actors)),
            key=lambda n: (ZONES.index(self._actors[n].zone), _ORDER[self._actors[n].kind], n),
        )
        place: dict[int | None, int | None] = {old: new for new, old in enumerate(order)}
        return (
            tuple(self._actors[n] for n in order),
            tuple(replace(act, actor=place.get(act.actor)) for act in self._acts),
        )

    # -- within

    def _is_action(self, number: int, zone: LaneName) -> bool:
        act = self._acts[number]
        return (
            act.kind == "action" and act.actor is not None and self._actors[act.actor].zone is zone
        )

    def _pair(self, asking: Ends, here: Sequence[int]) -> Iterator[tuple[Ends, Ends]]:
        """Who asks whom of two zones: who uses a system asks that one, the others ask the others."""
        used: dict[str, list[int]] = {}
        for number in asking:
            if number is not None and self._acts[number].system:
                used.setdefault(_key(self._acts[number].system), []).append(number)
        told = {n: tuple(used[key]) for n in here if (key := self._name(n)) in used}
        by_users: dict[tuple[int, ...], list[int]] = {}
        for target, users in told.items():
            by_users.setdefault(users, []).append(target)
        for users, targets in by_users.items():
            yield users, tuple(targets)
        busy = {user for users in told.values() for user in users}
        others = tuple(n for n in here if n not in told)
        free = tuple(n for n in asking if n not in busy)
        if others:
            yield free or asking, others

    def _name(self, number: int) -> str:
        """What an act's actor, by which it may be known elsewhere as a system, is called."""
        actor = self._actor(number)
        return _key(self._actors[actor].name) if actor is not None else ""

    def _actor(self, number: int | None) -> int | None:
        return None if number is None else self._acts[number].actor

    def _hand(self, step: int, name: str) -> int | None:
        """The row of a hand: of those called so the one that acts at a step, else the first.

        One that is called as a persona is the customer; one that acts nowhere has a row out of sight.
        """
        rows = [row for zone in ZONES if (row := self._by_name.get((zone, _key(name)))) is not None]
        acting = {self._acts[n].actor for n in self._at.get(step, ())}
        if rows:
            return next((row for row in rows if row in acting), rows[0])
        index = self._cut.subject.index
        if resolve(index, Thing.PERSONA, name) or named_in_part(index, Thing.PERSONA, name):
            return None
        return self._row(LaneName.BACKSTAGE, name, "actor")

    def _nobody(self) -> int:
        return self._row(LaneName.BACKSTAGE, self._cut.say(LaneName.HANDOFFS.label), "handoff")

    def _row(self, zone: LaneName, name: str, kind: Kind) -> int:
        # Neither what goes out by itself nor nobody's handoffs are somebody of that name.
        key = (zone, _key(name) if kind in ("actor", "system") else f"\0{kind}")
        if key not in self._by_name:
            self._by_name[key] = len(self._actors)
            self._actors.append(Actor(zone, name, kind))
        return self._by_name[key]

    def _add(
        self,
        actor: int | None,
        step: int,
        kind: Literal["action", "automation", "handoff", "takeover"],
        *,
        label: str = "",
        text: str = "",
        system: str = "",
        channel: str = "",
        fails: str = "",
        recovery: str = "",
    ) -> int:
        drawn = read_channel(self._cut, channel) if channel else None
        number = len(self._acts)
        self._acts.append(Act(actor, step, kind, label, text, system, drawn, fails, recovery))
        self._at.setdefault(step, []).append(number)
        return number


def _key(name: str) -> str:
    """What names have in common that are written alike."""
    return slug(name) or name.strip().casefold()
