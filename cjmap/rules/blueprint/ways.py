"""Where ways lead, end, go round, or fall apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cjmap.facts.flow import Edge, Flow, Walk, divide, lead_back, lead_on
from cjmap.facts.index import Index, Item, brief_id, resolve
from cjmap.facts.participation import TouchpointFact
from cjmap.facts.reach import knot, reach, spread
from cjmap.facts.referring import next_references
from cjmap.facts.subject import Subject
from cjmap.findings import Path, Place, Problem, Severity
from cjmap.messages import Message, line_up, quote, tr, verbatim
from cjmap.records import dataclass
from cjmap.rules.base import SHOWN, JourneyRule
from cjmap.vocabulary.touchpoints import WayType


class _FlowRule(JourneyRule):
    """A check of the ways through a map.

    Silent where one of them leads nowhere known, or somebody unknown takes one (CJ1).
    """

    needs: frozenset[str] = frozenset(
        {"stage", "touchpoint", "persona", "next:", "exit:", "entry:"}
    )

    def judge(self, subject: Subject) -> Iterator[Problem]:
        known = all(
            resolve(subject.index, "touchpoint", reference) is not None
            for _, reference in next_references(subject.things)
        )
        if known and not subject.names_strangers:
            yield from self.walk(subject, subject.flow)

    def walk(self, subject: Subject, flow: Flow) -> Iterator[Problem]:
        raise NotImplementedError


class UnreachableTouchpoint(_FlowRule):
    """No way leads to a touchpoint.

    Nobody who takes part there can come there. Ways begin at the first touchpoint of each persona
    and wherever `entry: true` is written. What lies behind an unreachable touchpoint is not
    reported again.

    Why:
        On the map it looks like a part of the journey; no customer ever comes there. Mostly a
        `next` or an `exit` before it takes everybody elsewhere.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            touchpoints:
              - name: Cart
                next: payment
              - name: Voucher
              - name: Payment

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            touchpoints:
              - name: Cart
                next:
                  - payment
                  - to: voucher
                    when: she has a voucher
                    type: alternative
              - name: Voucher
              - name: Payment

    Sources:
        Wil van der Aalst, The Application of Petri Nets to Workflow Management (1998), who asks
        of a sound process that each of its tasks can be reached.
    """

    code = "CJ701"
    name = "unreachable-touchpoint"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("next", "entry")

    def walk(self, subject: Subject, flow: Flow) -> Iterator[Problem]:
        reached = {path for walk in flow.walks for path in walk.reached & walk.present}
        waiting = [fact for fact in flow.touchpoints if fact.item.path not in reached]
        # First those that nothing leads to at all; whatever follows from them is then reached.
        arrivals = {edge.target for edge in flow.edges if edge.source != edge.target}
        waiting.sort(key=lambda fact: fact.item.path in arrivals)
        ways = lead_on(flow.edges)
        for fact in waiting:
            item = fact.item
            if item.path in reached:
                continue
            spread(reached, ways, [item.path])
            turn = _turn(flow, fact)
            yield self.problem(
                item.path,
                tr("No way leads to “{name}”.", name=item.name),
                self._help(subject, item, turn),
                related=_look_back(subject, turn),
                subject=item.name,
            )

    def _help(self, subject: Subject, item: Item, turn: Item | None) -> Message:
        """What would lead here: a way from where it goes elsewhere, or a beginning."""
        if turn is None:
            return tr(
                "Name it in the `next` of a touchpoint before it, or write `entry: true` if the "
                "journey may begin here."
            )
        words = {"here": turn.name, "id": brief_id(subject.index, item)}
        if subject.things.touchpoints[turn].exit:
            return tr(
                "If only some leave at “{here}”, write `next: {id}` beside its `exit`; if the "
                "journey may begin here, `entry: true`.",
                **words,
            )
        return tr(
            "The way passes it by at “{here}”: name `{id}` in its `next`; if the journey may "
            "begin here, write `entry: true`.",
            **words,
        )

    def several(self, number: int, names: Message) -> Message:
        return tr("No way leads to {n} touchpoints: {names} …", n=number, names=names)


def _turn(flow: Flow, fact: TouchpointFact) -> Item | None:
    """The last touchpoint of somebody who takes part here before this one in the file."""
    before = None
    for other in flow.touchpoints:
        if other.item == fact.item:
            break
        if not fact.personas or not set(fact.personas).isdisjoint(other.personas):
            before = other.item
    return before


def _look_back(subject: Subject, turn: Item | None) -> list[Place]:
    """Why a touchpoint does not lead to a later one, where that can be seen."""
    if turn is None:
        return []
    thing = subject.things.touchpoints[turn]
    if thing.exit:
        return [Place((*turn.path, "exit"), tr("before it, the journey ends"), key=True)]
    if thing.says("next"):
        return [Place((*turn.path, "next"), tr("before it, the way goes elsewhere"), key=True)]
    return []


class DeadEnd(_FlowRule):
    """An exception leads the customer where nothing follows.

    From where a way of the type `exception` leads, some arm must come back to what is reached
    without one, or to a touchpoint with an `exit`; that the file ends there is none.

    Why:
        Where things go wrong the customer most needs to know what comes next. A branch that
        just stops is mostly one that nobody has thought through.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            touchpoints:
              - name: Payment
                next:
                  - confirmation
                  - to: card-refused
                    type: exception
              - name: Confirmation
                exit: success
              - name: Card refused

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            touchpoints:
              - name: Payment
                next:
                  - confirmation
                  - to: card-refused
                    type: exception
              - name: Confirmation
                exit: success
              - name: Card refused
                next: payment

    Sources:
        G. Lynn Shostack, Designing Services That Deliver, Harvard Business Review (January 1984):
        find the points where a service can fail and design what happens then. CJML has a diagram
        for deviations from the planned journey.
    """

    code = "CJ702"
    name = "dead-end"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("next", "exit")

    def walk(self, subject: Subject, flow: Flow) -> Iterator[Problem]:
        for edge in dead_ends(flow).exceptions:
            name = subject.index.places[edge.target].name
            yield self.problem(
                edge.target,
                tr(
                    "The exception at “{begin}” leads to “{name}”, from where the customer "
                    "neither comes back nor leaves.",
                    begin=subject.index.places[edge.source].name,
                    name=name,
                ),
                tr(
                    "Write in `next` where the customer comes back, or `exit: abandon` "
                    "(or `success`) where it ends."
                ),
                related=[Place(edge.path, tr("the exception"))],
                subject=name,
            )

    def several(self, number: int, names: Message) -> Message:
        return tr(
            "Exceptions end at {n} touchpoints, where customers neither come back nor leave: "
            "{names} …",
            n=number,
            names=names,
        )


@dataclass(frozen=True, slots=True)
class DeadEnds:
    """Branches that never come back: the exceptions that begin them, and all that they lead to."""

    exceptions: tuple[Edge, ...]
    inside: frozenset[Path]


def dead_ends(flow: Flow) -> DeadEnds:
    """The branches of exceptions from which no arm returns to a planned way, or to an exit.

    Planned is what is reached without an exception. A branch inside another is the other's.
    """
    ways = lead_on(flow.edges)
    planned = reach(
        lead_on(edge for edge in flow.edges if edge.type is not WayType.EXCEPTION), flow.entries
    )
    reached = reach(ways, flow.entries)
    safe = reach(lead_back(flow.edges), (*planned, *flow.exits))
    dead: dict[Path, Edge] = {}
    for edge in flow.edges:
        if edge.type is WayType.EXCEPTION and edge.source in reached and edge.target not in safe:
            dead.setdefault(edge.target, edge)
    knots = knot(ways, dead)
    home = {path: number for number, paths in enumerate(knots) for path in paths}
    inner = {
        home[target] for path in home for target in ways.get(path, ()) if home[target] != home[path]
    }
    order = {fact.item.path: number for number, fact in enumerate(flow.touchpoints)}
    firsts = {
        min(paths.intersection(dead), key=lambda path: order[path])
        for number, paths in enumerate(knots)
        if number not in inner
    }
    begun = tuple(edge for target, edge in dead.items() if target in firsts)
    return DeadEnds(begun, frozenset(home))


class LoopWithoutExit(_FlowRule):
    """The way goes round and never out.

    A ring of one persona's ways that none of them leaves. A touchpoint with an `exit` ends the
    way, and so does one that nothing follows or that only alternatives and exceptions leave. Of a
    ring behind an exception CJ702 speaks.

    Why:
        As drawn, the customer can never stop. Either a way out is missing, or the journey may
        end in a place that does not say so.

    Example:
        title: Rent a bicycle
        personas: [Laura]
        stages:
          - name: Use
            touchpoints:
              - name: Unlock
              - name: Ride
                next: unlock

    Instead:
        title: Rent a bicycle
        personas: [Laura]
        stages:
          - name: Use
            touchpoints:
              - name: Unlock
              - name: Ride
                exit: success
                next: unlock

    Sources:
        Wil van der Aalst, The Application of Petri Nets to Workflow Management (1998), who asks
        of a sound process that it can always be brought to its end.
    """

    code = "CJ703"
    name = "loop-without-exit"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("next", "exit")

    def walk(self, subject: Subject, flow: Flow) -> Iterator[Problem]:
        order = {fact.item.path: number for number, fact in enumerate(flow.touchpoints)}
        dead = dead_ends(flow).inside
        told: set[frozenset[Path]] = set()
        for walk in flow.walks:
            for ring in _rings(walk, flow.exits):
                if ring in told or not ring.isdisjoint(dead):
                    continue
                told.add(ring)
                inside = [edge for edge in walk.edges if edge.source in ring]
                # Every ring has a way that leads back in the file.
                back = next(edge for edge in inside if order[edge.target] <= order[edge.source])
                yield self._report(subject, back, _way(lead_on(inside), back.target, back.source))

    def _report(self, subject: Subject, edge: Edge, circle: list[Path]) -> Problem:
        names = [quote(subject.index.places[path].name) for path in (*circle, circle[0])]
        if len(names) > 6:
            names = [*names[:3], verbatim("…"), *names[-2:]]
        return self.problem(
            edge.path,
            tr("The way goes round and never out: {way}.", way=line_up(names, " → ")),
            tr(
                "Write `exit` where the customer may leave, or lead out by another entry in `next`."
            ),
        )


def _rings(walk: Walk, exits: frozenset[Path]) -> list[frozenset[Path]]:
    """The rings in which somebody goes round for ever: no way leaves them, and nothing ends there."""
    ways = lead_on(walk.edges)
    happy = {edge.source for edge in walk.edges if edge.type is WayType.HAPPY}
    return [
        ring
        for ring in knot(ways, walk.entries)
        if ring <= happy
        and ring.isdisjoint(exits)
        and all(target in ring for path in ring for target in ways[path])
    ]


def _way(ways: dict[Path, list[Path]], start: Path, end: Path) -> list[Path]:
    """A shortest way from `start` to `end`, both included; empty where there is none."""
    came: dict[Path, Path | None] = {start: None}
    waiting = [start]
    for path in waiting:
        if path == end:
            break
        for target in ways.get(path, ()):
            if target not in came:
                came[target] = path
                waiting.append(target)
    if end not in came:
        return []
    way: list[Path] = []
    step: Path | None = end
    while step is not None:
        way.append(step)
        step = came[step]
    return way[::-1]


class BranchOnTheWay(_FlowRule):
    """A branch leads where everybody goes anyway.

    The target of an alternative or an exception also comes next in the file, and so is where its
    touchpoint leads by default.

    Why:
        An alternative or exception is written beside the usual way, and what stands below in the
        file is the usual way. Most often the branch was meant to lead aside; as it is written,
        every customer goes through it.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            touchpoints:
              - name: Pay
                next:
                  - to: card-refused
                    when: the bank says no
                    type: exception
              - name: Card refused
                next: pay
              - name: Receipt
                exit: success

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            touchpoints:
              - name: Pay
                next:
                  - receipt
                  - to: card-refused
                    when: the bank says no
                    type: exception
              - name: Card refused
                next: pay
              - name: Receipt
                exit: success

    Sources:
        This project's own: the order of the file is the usual way.
    """

    code = "CJ709"
    name = "branch-on-the-way"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("next", "next.type", "next.when")

    def walk(self, subject: Subject, flow: Flow) -> Iterator[Problem]:
        usual = {(edge.source, edge.target) for edge in flow.edges if not edge.written}
        after = {edge.source: edge.target for edge in reversed(flow.edges) if not edge.written}
        for edge in flow.edges:
            if edge.type is WayType.HAPPY or (edge.source, edge.target) not in usual:
                continue
            here, there = subject.index.places[edge.source], subject.index.places[edge.target]
            yield self.problem(
                edge.path,
                tr(
                    "“{there}” comes next after “{here}” anyway: everybody takes the branch.",
                    here=here.name,
                    there=there.name,
                ),
                self._help(subject.index, there, edge, after.get(edge.target, ())),
                subject=here.name,
            )

    def _help(self, index: Index, there: Item, edge: Edge, after: Path) -> Message:
        """Both ways out: that both ways lead there, or that the usual one leads past it.

        `after` is where the touchpoint stands that follows the target, () where none does.
        """
        branch = f"{{to: {brief_id(index, there)}, type: {edge.type}}}"
        both = f"`next: [{brief_id(index, there)}, {branch}]`"
        onward = index.places.get(after)
        if onward is None:
            return tr(
                "If both ways lead there, write {both}; otherwise move it below what follows.",
                both=both,
            )
        return tr(
            "If both ways lead there, write {both}; if the usual way passes it by, {past}.",
            both=both,
            past=f"`next: [{brief_id(index, onward)}, {branch}]`",
        )

    def several(self, number: int, names: Message) -> Message:
        return tr("{n} branches lead where everybody goes anyway: {names} …", n=number, names=names)


class SeparateWays(_FlowRule):
    """A part of the map is joined with the rest by no way.

    Somebody reaches it, because a persona begins there or because it says `entry: true`; but no
    way of any kind leads from there to the rest, or from the rest to there.

    Why:
        A journey that passes from one persona to another, a request that somebody else approves,
        falls apart where nobody wrote how it is handed over: each part seems to begin and to end
        by itself. Where the parts are journeys of their own, they deserve maps of their own.

    Example:
        title: Get a laptop approved
        personas: [Buyer, Approver]
        stages:
          - name: Ask
            touchpoints:
              - name: Send form
                personas: [Buyer]
          - name: Approve
            touchpoints:
              - name: Check form
                personas: [Approver]

    Instead:
        title: Get a laptop approved
        personas: [Buyer, Approver]
        stages:
          - name: Ask
            touchpoints:
              - name: Send form
                personas: [Buyer]
                next: check-form
          - name: Approve
            touchpoints:
              - name: Check form
                personas: [Approver]

    Sources:
        Wil van der Aalst, The Application of Petri Nets to Workflow Management (1998), who asks
        of a sound process that all its parts be joined.
    """

    code = "CJ708"
    name = "separate-ways"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("next", "touchpoint.personas")

    def walk(self, subject: Subject, flow: Flow) -> Iterator[Problem]:
        first, *others = divide(flow) or [[]]
        for part in others:
            yield self.problem(
                part[0].item.path,
                tr(
                    "No way joins {part} with {rest}.",
                    part=_tell_part(part),
                    rest=_tell_part(first),
                ),
                tr(
                    "Name in `next` where one leads to the other (a way may lead to another "
                    "persona's touchpoint), or give each a map of its own."
                ),
                subject=part[0].item.name,
            )

    def several(self, number: int, names: Message) -> Message:
        return tr("{n} parts are joined with the rest by no way: {names} …", n=number, names=names)


def _tell_part(part: Sequence[TouchpointFact]) -> Message:
    """A part of a map by where it begins and ends, and who is in it."""
    names = list(dict.fromkeys(quote(fact.item.name) for fact in (part[0], part[-1])))
    persons = list(dict.fromkeys(persona.name for fact in part for persona in fact.personas))
    shown = [verbatim(name) for name in persons[:SHOWN]]
    if len(persons) > SHOWN:
        shown.append(verbatim("…"))
    place = line_up(names, " … ")
    return tr("{place} ({personas})", place=place, personas=line_up(shown)) if shown else place
