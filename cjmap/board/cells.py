"""What each lane says of a stage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from cjmap.board import board
from cjmap.board.board import Action, Cell, Entry, Lane, Mark, Scene
from cjmap.board.cut import ALL_PERSONAS, Cut
from cjmap.board.gaps import find_gap
from cjmap.board.improvement import read_gains, read_opportunity, read_pains
from cjmap.board.lanes import LINES, LaneKind
from cjmap.board.metrics import read_metrics, read_reach, told_by_reach
from cjmap.board.people import read_channel
from cjmap.board.sources import is_assumption
from cjmap.facts.index import Item, resolve
from cjmap.languages.conventions import point_on
from cjmap.languages.quantities import format_duration, format_quote
from cjmap.messages import tr
from cjmap.model.blueprint import Line
from cjmap.model.stage import Stage
from cjmap.model.touchpoint import Touchpoint
from cjmap.vocabulary.coverage import ABSENT
from cjmap.vocabulary.lanes import REACH, LaneName
from cjmap.vocabulary.maps import MapKind, Thing

Read = Callable[[Cut, int], Iterable[board.Item]]
# The lists of a stage of which a lane tells that they are empty on purpose.
_DENIED: Final[Mapping[str, str]] = {
    LaneName.PAINS: "pains",
    LaneName.GAINS: "gains",
    LaneName.THINKS: "thoughts",
}


def read_lanes(cut: Cut, kinds: Iterable[LaneKind]) -> Iterator[Lane]:
    """The lanes that say anything, or owe something. A blueprint's lines stand above the first that
    they part off.
    """
    lines = dict(LINES) if cut.subject.journey.kind is MapKind.BLUEPRINT else {}
    for kind in kinds:
        cells: tuple[Cell, ...] = ()
        if kind.key != LaneName.EMOTION or not cut.lines:
            cells = tuple(_read_cell(cut, kind, stage) for stage in range(len(cut.touchpoints)))
            if not any(cell.items or cell.quiet or cell.gap for cell in cells):
                continue
        above = next((below for below in lines if kind.key in below), None)
        line = cut.say(lines.pop(above)) if above is not None else ""
        own = kind.own is not None
        yield Lane(kind.key, cut.say(kind.title), _tell_subtitle(cut, kind), line, own, cells)


def _tell_subtitle(cut: Cut, kind: LaneKind) -> str:
    """What a lane holds, and of whom that is, where it is not of those who are read for."""
    said = cut.say(kind.subtitle)
    of_all = kind.key == REACH and not cut.everybody
    return f"{said} · {cut.say(ALL_PERSONAS)}" if of_all else said


def _read_cell(cut: Cut, kind: LaneKind, stage: int) -> Cell:
    reader = READERS.get(kind.key, _nothing) if kind.own is None else _own_lane(kind.own)
    items = tuple(reader(cut, stage))
    gap = find_gap(cut, stage, kind.dimension, kind.code) if kind.dimension else None
    if items:
        # What stands here may not be all, as where only the map has an owner.
        return Cell(items, gap)
    if gap is not None:
        return Cell((), gap)
    if stage in cut.absent and kind.key == LaneName.TOUCHPOINTS:
        return Cell(quiet=cut.say(ABSENT))
    written = _stage(cut, stage)
    list_of = _DENIED.get(kind.key)
    looked_at = (list_of is not None and written.denies(list_of)) or (
        kind.key == LaneName.PAINS and _denies_pains(cut, stage)
    )
    return Cell(quiet=cut.say(tr("looked at: none")) if looked_at else "")


def _denies_pains(cut: Cut, stage: int) -> bool:
    """Whether every touchpoint of a stage denies that it has a pain."""
    inside = cut.subject.participation.stages[stage].touchpoints
    things = [cut.subject.things.touchpoints[fact.item] for fact in inside]
    return bool(things) and all(thing.denies("pains") for thing in things)


def _stage(cut: Cut, stage: int) -> Stage:
    return cut.subject.things.stages[cut.subject.index.items["stage"][stage]]


def _owners(cut: Cut, stage: int) -> Iterator[tuple[Stage | Touchpoint, int | None]]:
    """The stage and its touchpoints, with their numbers (the stage has none)."""
    yield _stage(cut, stage), None
    for fact in cut.touchpoints[stage]:
        yield cut.subject.things.touchpoints[fact.item], cut.numbers[fact.item.path]


# -- lanes ------------------------------------------------------------------------------------


def _goal(cut: Cut, stage: int) -> Iterator[Entry]:
    thing = _stage(cut, stage)
    if thing.goal:
        yield Entry(thing.goal)
    if thing.success:
        yield Entry(thing.success, label=cut.say(tr("Success")))
    if thing.description:
        yield Entry(thing.description, label=cut.say(tr("About")))


def _touchpoints(cut: Cut, stage: int) -> tuple[board.Touchpoint, ...]:
    return cut.cards[stage]


def _does(cut: Cut, stage: int) -> Iterator[Entry]:
    for fact in cut.touchpoints[stage]:
        for text in cut.subject.things.touchpoints[fact.item].does:
            yield Entry(text, cut.numbers[fact.item.path], cut.who(fact.personas))


def _thinks(cut: Cut, stage: int) -> Iterator[Entry]:
    """Quotes before thoughts, the stage's own before those of its touchpoints."""
    present = {cut.numbers[fact.item.path]: fact.personas for fact in cut.touchpoints[stage]}
    for owner, number in _owners(cut, stage):
        here = present.get(number, ()) if number is not None else ()
        # Where one person is alone, the words are theirs; else those that name nobody are nobody's.
        alone = cut.who(here) if len(here) == 1 else ()
        said: dict[tuple[str, tuple[Mark, ...]], bool] = {}
        for text, named, cited in _words(owner):
            if named is None or cut.concerns((named,)):
                who = alone if named is None else cut.named((named,))
                # Its own evidence alone: that of its touchpoint is told at the touchpoint.
                said.setdefault((text, who), is_assumption(cut, (), cited))
        for (text, who), assumption in said.items():
            quote = format_quote(text, cut.language)
            yield Entry(quote, number, who, assumption=assumption)


Said = tuple[str, str | None, tuple[str | None, ...]]


def _words(owner: Stage | Touchpoint) -> Iterator[Said]:
    """What is said somewhere, by which persona where that is written, and what it rests on."""
    for quote in owner.quote:
        yield quote.text, quote.persona, (quote.source,)
    if owner.emotion is not None and owner.emotion.quote:
        yield owner.emotion.quote, None, owner.emotion.evidence
    for persona, emotion in owner.emotions.items():
        if emotion.quote:
            yield emotion.quote, persona, emotion.evidence
    for thought in owner.thoughts:
        yield thought.text, thought.persona, (thought.source,)


def _expects(cut: Cut, stage: int) -> Iterator[Entry]:
    for text in _stage(cut, stage).expectations:
        yield Entry(text)
    for fact in cut.touchpoints[stage]:
        for text in cut.subject.things.touchpoints[fact.item].expects:
            yield Entry(text, cut.numbers[fact.item.path], cut.who(fact.personas))


def _pains(cut: Cut, stage: int) -> Iterable[board.Pain]:
    return read_pains(cut, cut.standing.get(("pain", stage), ()))


def _gains(cut: Cut, stage: int) -> Iterable[Entry]:
    return read_gains(cut, cut.standing.get(("gain", stage), ()))


def _opportunities(cut: Cut, stage: int) -> Iterator[board.Opportunity]:
    for item in cut.standing.get(("opportunity", stage), ()):
        yield read_opportunity(cut, item)


def _reach(cut: Cut, stage: int) -> Iterator[board.Reach]:
    found = read_reach(cut, stage)
    if found is not None:
        yield found


def _metrics(cut: Cut, stage: int) -> Iterator[board.Metric]:
    told = told_by_reach(cut, stage)
    return read_metrics(
        cut, (i for i in cut.standing.get(("metric", stage), ()) if i.path not in told)
    )


def _owner(cut: Cut, stage: int) -> Iterator[Entry]:
    """The stage's owner, those of its touchpoints who are others, and for what is left the map's."""
    own = _stage(cut, stage).owner
    if own:
        yield Entry(own)
    touchpoints = [
        (cut.subject.things.touchpoints[fact.item].owner, cut.numbers[fact.item.path])
        for fact in cut.touchpoints[stage]
    ]
    for owner, number in touchpoints:
        if owner and owner != own:
            yield Entry(owner, number)
    everyone = cut.subject.journey.owner
    if everyone and not own and not (touchpoints and all(owner for owner, _ in touchpoints)):
        yield Entry(everyone, label=cut.say(tr("the map's owner")))


def _physical_evidence(cut: Cut, stage: int) -> Iterator[Entry]:
    for owner, number in _owners(cut, stage):
        for text in owner.physical_evidence:
            yield Entry(text, number)


def _blueprint(key: str) -> Read:
    def read(cut: Cut, stage: int) -> Iterator[Action]:
        for owner, number in _owners(cut, stage):
            lines: tuple[Line, ...] = getattr(owner, key)
            for line in lines:
                yield Action(
                    line.actor or "",
                    line.does or "",
                    line.system or "",
                    cut.say(tr("Fails: {what}", what=line.fails)) if line.fails else "",
                    cut.say(tr("Then: {what}", what=line.recovery)) if line.recovery else "",
                    number,
                )

    return read


def _own_lane(lane: Item) -> Read:
    """What stands in a row of the user's own."""

    def read(cut: Cut, stage: int) -> Iterator[Entry]:
        for owner, number in _owners(cut, stage):
            for reference, texts in owner.lanes.items():
                if resolve(cut.subject.index, Thing.LANE, reference) == lane:
                    yield from (Entry(text, number) for text in texts)

    return read


def _handoffs(cut: Cut, stage: int) -> Iterator[Action]:
    for fact in cut.touchpoints[stage]:
        handoff = cut.subject.things.touchpoints[fact.item].handoff
        if handoff is not None:
            ends = filter(None, (handoff.from_, handoff.to))
            way = f" {point_on(cut.language)} ".join(ends)
            yield Action(way, handoff.carries or "", "", "", "", cut.numbers[fact.item.path])


def _automation(cut: Cut, stage: int) -> Iterator[Action]:
    for fact in cut.touchpoints[stage]:
        for entry in cut.subject.things.touchpoints[fact.item].automation:
            delay = format_duration(entry.delay, cut.language) if entry.delay else ""
            yield Action(
                " · ".join(part for part in (entry.trigger, delay) if part),
                entry.message or "",
                read_channel(cut, entry.channel).label if entry.channel else "",
                "",
                "",
                cut.numbers[fact.item.path],
            )


def _images(cut: Cut, stage: int) -> Iterator[Scene]:
    for card in cut.cards[stage]:
        if card.image is not None:
            yield Scene(card.number, card.name, card.image)


def _nothing(cut: Cut, stage: int) -> Iterable[board.Item]:
    """What is read for a lane that nobody reads yet."""
    return ()


READERS: Final[dict[str, Read]] = {
    LaneName.GOAL: _goal,
    LaneName.TOUCHPOINTS: _touchpoints,
    LaneName.IMAGES: _images,
    LaneName.DOES: _does,
    LaneName.THINKS: _thinks,
    LaneName.EXPECTS: _expects,
    LaneName.PAINS: _pains,
    LaneName.GAINS: _gains,
    LaneName.OPPORTUNITIES: _opportunities,
    REACH: _reach,
    LaneName.METRICS: _metrics,
    LaneName.OWNER: _owner,
    LaneName.PHYSICAL_EVIDENCE: _physical_evidence,
    LaneName.HANDOFFS: _handoffs,
    LaneName.AUTOMATION: _automation,
    **{key: _blueprint(key) for key in (LaneName.FRONTSTAGE, LaneName.BACKSTAGE, LaneName.SUPPORT)},
}
