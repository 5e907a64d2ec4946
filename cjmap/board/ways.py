"""Where the customer goes from each touchpoint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from cjmap.board import board
from cjmap.board.assessment import Fork
from cjmap.board.cut import Cut
from cjmap.facts.flow import Edge, Flow, Walk, divide, take
from cjmap.facts.index import Item
from cjmap.findings import Path
from cjmap.languages.conventions import point_on
from cjmap.languages.quantities import Series, format_labelled, format_list, format_percent
from cjmap.messages import Message, tr
from cjmap.records import replace
from cjmap.vocabulary.touchpoints import Exit, WayType

MAY_END = "exit"
"""How a touchpoint ends where the journey may, without a word on how."""

END = "end"
"""How a touchpoint ends from which nothing leads on, without saying so."""

START = "start"
"""How a way begins where nothing leads to."""

ENTRY = "entry"
"""How it begins where those who begin also come by from elsewhere."""

JOIN = "join"
"""How it begins where others come by already."""

STARTS: Final = tr("Starts here")
JOINS: Final = tr("Joins here")
ENDS: Final = tr("Ends here")
BOTH: Final = tr("Begins and ends here")
ONLY: Final = tr("Takes part only here")

BEGINNINGS: Final[dict[str, tuple[Message, Message]]] = {
    START: (STARTS, BOTH),
    ENTRY: (tr("Also begins here"), BOTH),
    JOIN: (JOINS, ONLY),
}
"""Of each kind of beginning: its words, and those where the way ends there as well."""


def read_flow(cut: Cut) -> board.Flow:
    """The ways between the touchpoints that are read, as those go them who are read for."""
    flow = _cut_flow(cut, _settle(cut))
    apart = _are_apart(cut, flow)
    usual = {path for walk in flow.walks for path in walk.happy}
    starts = list(_starts(cut, flow, apart=apart))
    ends = list(_ends(cut, flow, apart=apart))
    return board.Flow(
        tuple(_read_way(cut, edge, aside=edge.source not in usual) for edge in flow.edges),
        tuple(starts),
        tuple(ends),
        tuple(_relays(flow, starts, ends, cut.numbers)),
    )


def _read_way(cut: Cut, edge: Edge, *, aside: bool) -> board.Way:
    share = "" if edge.share is None else format_percent(edge.share, cut.language)
    return board.Way(
        cut.numbers[edge.source],
        cut.numbers[edge.target],
        edge.type,
        edge.when or "",
        edge.share,
        " · ".join(filter(None, (edge.when, share))),
        edge.written,
        aside,
    )


def read_branches(cut: Cut, flow: board.Flow) -> dict[int, tuple[board.Branch, ...]]:
    """The branches at each touchpoint, by its number, and usual ways of which something is said.

    Where others branch off, a usual way says so too unless it leads to what stands behind: it would
    seem to.
    """
    found: dict[int, list[board.Branch]] = {}
    parted = {way.source for way in flow.ways if way.kind is not WayType.HAPPY}
    for way in flow.ways:
        elsewhere = way.source in parted and way.target != way.source + 1
        if way.words or way.kind is not WayType.HAPPY or elsewhere:
            label = "" if way.label is None else cut.say(way.label)
            way_on = f"{label} {point_on(cut.language)} {way.target}".strip()
            note = format_labelled(way_on, way.words, cut.language) if way.words else way_on
            branch = board.Branch(way.kind, way.target, label, way.words, note)
            found.setdefault(way.source, []).append(branch)
    return {number: tuple(branches) for number, branches in found.items()}


def note_ways(
    cut: Cut, flow: board.Flow, branches: Mapping[int, Sequence[board.Branch]]
) -> dict[int, tuple[str, ...]]:
    """What the card of a touchpoint, by its number, notes of the ways from there.

    Branches, and usual ways of which something is said; who begins or ends there, where it is not
    everybody, or where the journey begins or ends in several places.
    """
    notes: dict[int, list[str]] = {number: [] for number in cut.numbers.values()}
    for number, text in _note_terminals(cut, flow):
        notes[number].append(text)
    for number, ways in branches.items():
        notes[number] += [way.note for way in ways]
    return {number: tuple(texts) for number, texts in notes.items()}


def _note_terminals(cut: Cut, flow: board.Flow) -> Iterator[tuple[int, str]]:
    """What is said of beginnings and ends that `entry` and `exit` do not say already."""
    things = cut.subject.things.touchpoints
    casts = {cut.numbers[fact.item.path]: fact for row in cut.touchpoints for fact in row}
    entries = {number for number, fact in casts.items() if things[fact.item].entry}
    starts = {one.number: one for one in flow.starts if one.who or one.number not in entries}
    ends = {one.number: one for one in flow.ends if one.how == END}
    for number, fact in casts.items():
        start, end = starts.get(number), ends.get(number)
        begins = start is not None and bool(start.who or len(starts) > 1)
        stops = end is not None and bool(end.who or len(ends) > 1)
        if start and end and start.who == end.who and (begins or stops):
            who = start.who or format_list(
                (mark.name for mark in cut.who(fact.personas)), cut.language
            )
            yield number, tell_terminal(who, BEGINNINGS[start.how][1], cut.language)
            continue
        if start and begins:
            yield number, tell_terminal(start.who, BEGINNINGS[start.how][0], cut.language)
        if end and stops:
            yield number, tell_terminal(end.who, ENDS, cut.language)


def tell_terminal(names: str, what: Message, language: str) -> str:
    """Whose beginning or end it is, in a language; without names everybody's."""
    said = what.render(language)
    if not names:
        return said
    # The sentence goes on behind the colon.
    going_on = said[:1].lower() + said[1:]
    return format_labelled(names, going_on, language)


def _settle(cut: Cut) -> Flow:
    """The ways, of several happy ones from a touchpoint that alone as usual which somebody takes.

    The others are as good, and nobody's curve follows them.
    """
    flow, usual = cut.subject.flow, _usual(cut)

    def tell(edges: Iterable[Edge]) -> tuple[Edge, ...]:
        return tuple(
            replace(edge, type=WayType.ALTERNATIVE)
            if edge.type is WayType.HAPPY and edge not in usual
            else edge
            for edge in edges
        )

    return replace(
        flow,
        edges=tell(flow.edges),
        walks=tuple(replace(walk, edges=tell(walk.edges)) for walk in flow.walks),
    )


def _usual(cut: Cut) -> set[Edge]:
    """The ways that somebody who is read for usually takes."""
    walks = (w for w in cut.subject.flow.walks if not w.personas or _is_read(cut, w))
    return {edge for walk in walks for edge in take(walk)}


def read_forks(cut: Cut) -> Iterator[Fork]:
    """Where several happy ways lead on, of which the story follows those alone that somebody takes."""
    names, usual = cut.subject.index.places, _usual(cut)
    happy: dict[Path, list[Edge]] = {}
    for edge in cut.subject.flow.edges:
        if edge.type is WayType.HAPPY:
            happy.setdefault(edge.source, []).append(edge)
    for source, edges in happy.items():
        taken = dict.fromkeys(edge.target for edge in edges if edge in usual)
        others = dict.fromkeys(edge.target for edge in edges if edge.target not in taken)
        if taken and others:
            on, aside = ([names[path] for path in paths] for paths in (taken, others))
            # Tool: gaps alone says it.
            said = tr(
                "“{place}” leads on to {all}; the story follows {taken}.",
                place=names[source].name,
                all=Series(tuple(item.name for item in (*on, *aside))),
                taken=Series(tuple(item.name for item in on)),
            )
            yield Fork(
                source,
                names[source].id,
                tuple(item.id for item in on),
                tuple(item.id for item in aside),
                cut.say(said),
            )


def _is_read(cut: Cut, walk: Walk) -> bool:
    """Whether somebody who is read for goes like this."""
    return any(persona in cut.personas for persona in walk.personas)


def _cut_flow(cut: Cut, flow: Flow) -> Flow:
    """The ways of those who are read for, between the touchpoints that are."""
    if cut.personas == cut.subject.participation.personas:
        return flow
    walks = [_cut_walk(cut, walk) for walk in flow.walks if _is_read(cut, walk)]
    every = {(e.source, e.target, e.type, e.when, e.share): e for walk in walks for e in walk.edges}
    written = [e for e in every.values() if e.source in cut.numbers]
    order = sorted(written, key=lambda edge: (cut.numbers[edge.source], not edge.written))
    entries = {path for walk in walks for path in walk.entries}
    shown = tuple(fact for row in cut.touchpoints for fact in row)
    return replace(
        flow,
        touchpoints=shown,
        edges=tuple(order),
        entries=tuple(fact.item.path for fact in shown if fact.item.path in entries),
        walks=tuple(walks),
    )


def _cut_walk(cut: Cut, walk: Walk) -> Walk:
    """A walk without what is not read: a way through that leads to what follows."""
    onward: dict[Path, Path] = {}
    for edge in walk.edges:
        if edge.type is WayType.HAPPY:
            onward.setdefault(edge.source, edge.target)
    edges = (_lengthen(edge, cut, onward) for edge in walk.edges)
    return replace(
        walk,
        personas=tuple(persona for persona in walk.personas if persona in cut.personas),
        edges=tuple(edge for edge in edges if edge is not None),
    )


def _lengthen(edge: Edge, cut: Cut, onward: dict[Path, Path]) -> Edge | None:
    passed: set[Path] = set()
    target: Path | None = edge.target
    while target is not None and target not in cut.numbers:
        passed.add(target)
        target = onward.get(target)
        if target in passed:
            return None
    return None if target is None else replace(edge, target=target)


def _starts(cut: Cut, flow: Flow, *, apart: bool) -> Iterator[board.Terminal]:
    """Where somebody begins."""
    for path in flow.entries:
        begin = [p for walk in flow.walks if path in walk.entries for p in walk.personas]
        yield board.Terminal(
            cut.numbers[path],
            _begin(cut, flow, path),
            _whose(cut, flow, path, begin, apart=apart),
        )


def _begin(cut: Cut, flow: Flow, path: Path) -> str:
    """How those begin who do so at a touchpoint: to come back to it is no other beginning."""
    number = cut.numbers[path]
    coming = [
        path in walk.entries
        for walk in flow.walks
        for edge in walk.edges
        if edge.target == path and edge.source in walk.reached and cut.numbers[edge.source] < number
    ]
    return ENTRY if any(coming) else JOIN if coming else START


def _relays(
    flow: Flow,
    starts: Sequence[board.Terminal],
    ends: Sequence[board.Terminal],
    numbers: Mapping[Path, int],
) -> Iterator[board.Relay]:
    """Where the story goes on with others though no way does.

    From a touchpoint where somebody's way ends without a word to that behind it where somebody's
    begins, if either is all of a way: else a committee would fall into as many ways as heads.
    """
    joined = {numbers[end] for edge in flow.edges for end in (edge.source, edge.target)}
    written = {numbers[path] for walk in flow.walks for path in walk.entries[1:]}
    ending = {end.number for end in ends if end.how == END}
    beginning = {start.number for start in starts if start.how == START} - written
    for number in sorted(ending):
        alone = number not in joined or number + 1 not in joined
        if number + 1 in beginning and alone:
            yield board.Relay(number, number + 1)


def _ends(cut: Cut, flow: Flow, *, apart: bool) -> Iterator[board.Terminal]:
    """How the journey ends: as `exit` says, or `end` where nothing leads on for somebody."""
    leaving = [{edge.source for edge in walk.edges} for walk in flow.walks]
    for fact in flow.touchpoints:
        path = fact.item.path
        said = cut.subject.things.touchpoints[fact.item].exit
        if said:
            how = str(said) if isinstance(said, Exit) else MAY_END
            every = [p for walk in flow.walks if path in walk.present for p in walk.personas]
            yield board.Terminal(
                cut.numbers[path], how, _whose(cut, flow, path, every, apart=apart)
            )
            continue
        there = [
            walk
            for walk, sources in zip(flow.walks, leaving, strict=True)
            if path in walk.present and path not in sources
        ]
        if there:
            end = [persona for walk in there for persona in walk.personas]
            yield board.Terminal(cut.numbers[path], END, _whose(cut, flow, path, end, apart=apart))


def _are_apart(cut: Cut, flow: Flow) -> bool:
    """Whether the map holds ways that nothing joins, and not all of one persona."""
    return len(cut.personas) > 1 and len(divide(flow)) > 1


def _whose(cut: Cut, flow: Flow, path: Path, personas: Iterable[Item], *, apart: bool) -> str:
    """The names of some who take part at a touchpoint; empty where it is all of them.

    Ways `apart` are told from one another by whose they are.
    """
    everybody = {p for walk in flow.walks if path in walk.present for p in walk.personas}
    few = set(personas)
    if few == everybody and not apart:
        return ""
    return format_list((p.name for p in cut.personas if p in few), cut.language)
