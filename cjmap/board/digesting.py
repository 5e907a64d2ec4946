"""What matters of a map in three sentences and three highlights, true also of a map that says little."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from cjmap.board.cut import Cut, nearest
from cjmap.board.digest import Digest, Highlight, Sentence, Theme
from cjmap.board.feelings import level_of, tell_score
from cjmap.board.improvement import is_read, read_opportunity, read_pains, tell_states
from cjmap.board.owners import is_late
from cjmap.board.scores import find_lowest, tell_whose
from cjmap.board.times import takes, tell_span
from cjmap.facts.feelings import Point
from cjmap.facts.index import Item
from cjmap.facts.story import end_sentence
from cjmap.findings import Path
from cjmap.languages.quantities import format_list, format_quote
from cjmap.messages import Message, ntr, tr
from cjmap.model.improvement import Opportunity
from cjmap.vocabulary.improvement import OpportunityStatus, PainState

# More personas than these are counted, not named.
_NAMED = 3
# What is nearest to being done comes first.
_NEXT = (OpportunityStatus.DOING, OpportunityStatus.PLANNED, OpportunityStatus.IDEA)

_ANSWERED = (PainState.IN_HAND, PainState.RESOLVED)


def read_digest(cut: Cut) -> Digest:
    low, pains, step = _lowest(cut), _gravest(cut), _next_step(cut)
    sentences = [_tell_journey(cut), _tell_hurt(cut, low, pains), _tell_answer(cut, step)]
    highlights = [_show_low(cut, low), _show_pain(cut, pains), _show_step(cut, step)]
    return Digest(
        tuple(one for one in sentences if one is not None),
        tuple(one for one in highlights if one is not None),
    )


# --- what it is about ----------------------------------------------------------------------------


def _lowest(cut: Cut) -> tuple[Point, ...]:
    """The lowest point of all ways, once for each who is as low there; () where none is low.

    Where one place alone is scored, it is that.
    """
    lows = find_lowest(cut)
    if lows:
        return tuple(
            point for points in lows for point in points if point.owner == lows[0][0].owner
        )
    points = [point for line in cut.lines for point in line.points]
    if len({point.owner for point in points}) != 1:
        return ()
    worst = min(point.score for point in points)
    return tuple(point for point in points if point.score == worst)


def _gravest(cut: Cut) -> tuple[Item, ...]:
    """The gravest pains, all that are equally so: what is less in hand before what is more."""
    pains = cut.subject.things.pains
    states = list(PainState)
    felt = [
        item
        for item, pain in pains
        if cut.concerns(pain.personas)
        and is_read(cut, item)
        and cut.standings[item.path] is not PainState.RESOLVED
    ]

    def weigh(item: Item) -> tuple[bool, int, int]:
        state = cut.standings[item.path]
        return state is PainState.IN_HAND, -(pains[item].severity or 0), -states.index(state)

    worst = min(map(weigh, felt), default=None)
    return tuple(item for item in felt if weigh(item) == worst)


def _next_step(cut: Cut) -> Item | None:
    """What is to be done next: what is overdue first, then what is under way before what is planned.

    Among equals the earlier day counts, then the rank.
    """
    waiting = [
        (item, thing)
        for item, thing in cut.subject.things.opportunities
        if thing.status in _NEXT and is_read(cut, item) and item.path in cut.ranked
    ]

    def weigh(one: tuple[Item, Opportunity]) -> tuple[bool, int, datetime.date, int]:
        item, thing = one
        rank = cut.ranked[item.path].rank
        step = _NEXT.index(thing.status)
        return not is_late(cut, thing), step, thing.due or datetime.date.max, rank or len(waiting)

    return min(waiting, key=weigh, default=(None,))[0]


# --- sentences -----------------------------------------------------------------------------------


def _tell_journey(cut: Cut) -> Sentence | None:
    stages = [item.name for item in cut.subject.index.items["stage"]]
    if not stages:
        return None
    who = _name_personas(cut)
    size = _size(cut)
    if len(stages) == 1:
        (only,) = stages
        way = tr("The way of {who} through “{stage}”: {size}.", who=who, stage=only, size=size)
    else:
        way = tr(
            "The way of {who} from “{first}” to “{last}”: {size}.",
            who=who,
            first=stages[0],
            last=stages[-1],
            size=size,
        )
    return Sentence(Theme.JOURNEY, cut.say(way), ())


def _name_personas(cut: Cut) -> str:
    names = [item.name for item in cut.personas]
    if 0 < len(names) <= _NAMED:
        return format_list(names, cut.language)
    return cut.say(ntr("{n} persona", "{n} personas", len(names)))


def _size(cut: Cut) -> str:
    counts = [
        cut.say(ntr("{n} stage", "{n} stages", len(cut.touchpoints))),
        cut.say(ntr("{n} touchpoint", "{n} touchpoints", len(cut.numbers))),
    ]
    time = takes(cut)
    if time is not None and time.tells:
        counts.append(tell_span(time, cut.language))
    return format_list(counts, cut.language)


def _tell_hurt(cut: Cut, low: Sequence[Point], pains: Sequence[Item]) -> Sentence:
    if low and level_of(low[0].score, cut.scale) < 0:
        message = tr(
            "It hurts most at “{place}”: {what}.", place=low[0].owner.name, what=_feel(cut, low)
        )
        return Sentence(Theme.HURT, cut.say(message), nearest(cut.subject, low[0].owner.path))
    if pains:
        first = pains[0]
        name = first.name
        if len(pains) > 1:
            name = cut.say(tr("{place} (one of {n})", place=name.rstrip("."), n=len(pains)))
        told = tr("What hurts most: {pain}", pain=end_sentence(name))
        return Sentence(Theme.PAIN, cut.say(told), first.path)
    if low:
        message = tr(
            "Nothing feels bad: the lowest point is “{place}”, {what}.",
            place=low[0].owner.name,
            what=_feel(cut, low),
        )
        return Sentence(Theme.HURT, cut.say(message), nearest(cut.subject, low[0].owner.path))
    if cut.lines:
        return Sentence(Theme.HURT, cut.say(tr("It feels the same everywhere.")), ())
    return Sentence(Theme.HURT, cut.say(tr("How it feels is not written down yet.")), ())


def _feel(cut: Cut, low: Sequence[Point]) -> str:
    """The score of the lowest point, and of several personas whose it is: `−1.7 (Ana, Luis)`."""
    score = tell_score(cut.scale, low[0].score, cut.language)
    if len(cut.personas) < 2:
        return score
    return tell_whose(cut, score, [point.persona for point in low])


def _tell_answer(cut: Cut, step: Item | None) -> Sentence:
    pains = _count_pains(cut)
    following = (
        ""
        if step is None
        else cut.say(tr("Next: {step}", step=end_sentence(_name_step(cut, step))))
    )
    if pains:
        # What is done about a pain may be in hand without being a step that is still to come.
        idle = not following and not all(state in _ANSWERED for state in _read_states(cut))
        told = [cut.say(end_sentence(pains)), following]
        if idle:
            told.append(cut.say(tr("Nothing is planned.")))
        text = " ".join(filter(None, told))
    else:
        text = following or cut.say(_tell_nothing_next(cut))
    return Sentence(Theme.NEXT, text, () if step is None else step.path)


def _tell_nothing_next(cut: Cut) -> Message:
    """Without pains and without a next step: nothing was ever written, or all of it is settled."""
    written = any(is_read(cut, item) for item, _ in cut.subject.things.opportunities)
    if written:
        return tr("All that was to be improved is done or dropped.")
    return tr("Nothing to be improved is written down yet.")


def _count_pains(cut: Cut) -> str:
    """How many pains stand in which state: `4 pains (1 resolved, 3 unanswered)`; "" without any."""
    states = _read_states(cut)
    if not states:
        return ""
    each = tell_states(cut, {state: states.count(state) for state in PainState})
    every = cut.say(ntr("{n} pain", "{n} pains", len(states)))
    return cut.say(tr("{label} ({who})", label=every, who=format_list(each, cut.language)))


def _read_states(cut: Cut) -> list[PainState]:
    pains = cut.subject.things.pains
    return [
        cut.standings[item.path]
        for item, pain in pains
        if cut.concerns(pain.personas) and is_read(cut, item)
    ]


def _name_step(cut: Cut, step: Item) -> str:
    shown = read_opportunity(cut, step)
    notes = format_list(filter(None, (shown.badge, shown.owner, shown.date)), cut.language)
    return cut.say(tr("{label} ({who})", label=shown.text.rstrip("."), who=notes))


# --- highlights ----------------------------------------------------------------------------------


def _show_low(cut: Cut, low: Sequence[Point]) -> Highlight | None:
    # What is alone and feels good is not low beside anything.
    if not low or not (find_lowest(cut) or level_of(low[0].score, cut.scale) < 0):
        return None
    words = next((point.words for point in low if point.words), None)
    place = low[0].owner
    whose = [point.persona.name for point in low] if len(cut.personas) > 1 else []
    stage = place.path[:2] if len(place.path) > 2 else ()
    return Highlight(
        Theme.HURT,
        cut.say(tr("Lowest point")),
        tell_score(cut.scale, low[0].score, cut.language),
        place.name,
        format_quote(words, cut.language) if words else "",
        tuple(_where(cut, stage, whose)),
        nearest(cut.subject, place.path),
        level=level_of(low[0].score, cut.scale),
    )


def _show_pain(cut: Cut, items: Sequence[Item]) -> Highlight | None:
    if not items:
        return None
    item = items[0]
    (pain,) = read_pains(cut, [item])
    equal = [cut.say(tr("one of {n}", n=len(items)))] if len(items) > 1 else []
    labels = {
        PainState.UNANSWERED: tr("Gravest pain that nothing answers"),
        PainState.IDEA: tr("Gravest pain that is not in hand yet"),
    }
    return Highlight(
        Theme.PAIN,
        cut.say(labels.get(pain.standing, tr("Gravest pain"))),
        pain.state,
        pain.text,
        "",
        (*equal, *_where(cut, item.place, [mark.name for mark in pain.who])),
        item.path,
        severity=pain.severity,
    )


def _show_step(cut: Cut, item: Item | None) -> Highlight | None:
    if item is None:
        return None
    shown = read_opportunity(cut, item)
    return Highlight(
        Theme.NEXT,
        cut.say(tr("Next step")),
        shown.badge,
        shown.text,
        "",
        tuple(filter(None, (shown.owner, shown.date, *shown.prospects))),
        item.path,
    )


def _where(cut: Cut, place: Path, whose: Sequence[str]) -> Iterator[str]:
    """The stage and the touchpoint of a place, as far as it has them; then whose it is."""
    for length in (2, 4):
        if len(place) >= length:
            found = cut.subject.index.places.get(place[:length])
            if found is not None:
                yield found.name
    if whose:
        yield format_list(whose, cut.language)
