"""What the card of a touchpoint says."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.board.board import Image, Score, Touchpoint
from cjmap.board.cut import Cut
from cjmap.board.feelings import band_of, level_of, name_feeling, tell_score
from cjmap.board.people import read_channel
from cjmap.facts.feelings import Point
from cjmap.facts.index import Item
from cjmap.facts.participation import TouchpointFact
from cjmap.facts.things import emotion_at
from cjmap.languages.quantities import format_duration, format_number, format_quote
from cjmap.messages import join, tr
from cjmap.model.blueprint import Handoff as ModelHandoff
from cjmap.model.touchpoint import Touchpoint as ModelTouchpoint
from cjmap.vocabulary import touchpoints as moments


def read_touchpoint(cut: Cut, fact: TouchpointFact) -> Touchpoint:
    thing = cut.subject.things.touchpoints[fact.item]
    scores = tuple(
        _read_score(cut, point)
        for point in cut.subject.feelings.points.get(fact.item.path, ())
        if point.persona in cut.personas
    )
    mean = sum(each.score for each in scores) / len(scores) if scores else None
    feels = _tell_feelings(cut, fact)
    assert fact.item.stage is not None
    return Touchpoint(
        fact.item.id,
        fact.item.path,
        cut.numbers[fact.item.path],
        fact.item.stage,
        thing.name,
        tuple(dict.fromkeys(read_channel(cut, reference) for reference in thing.channel or ())),
        cut.say(tr("on their own")) if thing.is_action and not thing.channel else "",
        name_moment(cut, thing),
        scores,
        mean,
        "" if mean is None else _tell_mean(cut, mean),
        "" if mean is None else band_of(mean),
        feels,
        cut.who(fact.personas),
        tuple(_notes(cut, thing, feels)),
        _wait(cut, thing),
        tell_handoff(thing.handoff) if thing.handoff else "",
        tuple(pain.text for pain in thing.pains or () if cut.concerns(pain.personas)),
        Image(thing.image.src, thing.image.alt or "") if thing.image else None,
    )


def _read_score(cut: Cut, point: Point) -> Score:
    emotion = emotion_at(cut.subject.things, point.path)
    figure = tell_score(cut.scale, point.score, cut.language)
    words = emotion.label or cut.say(name_feeling(point.score))
    return Score(
        cut.marks[point.persona.id],
        point.score,
        level_of(point.score),
        figure,
        words,
        format_quote(emotion.quote, cut.language) if emotion.quote else "",
        f"{point.persona.name}: {figure}, {words}",
    )


def _tell_mean(cut: Cut, mean: float) -> str:
    """The mean as readers see it, always with a decimal, so that cards stand side by side."""
    return format_number(cut.scale.own(mean), cut.language, 1, signed=cut.scale.is_signed)


def _tell_feelings(cut: Cut, fact: TouchpointFact) -> str:
    """The words that the map has for how it feels, each once, with whose they are where not all's."""
    feelings = cut.subject.feelings
    path = fact.item.path
    told = [
        (point.persona, emotion_at(cut.subject.things, point.path).label)
        for point in feelings.points.get(path, ())
    ]
    told += [(one.persona, one.label) for one in feelings.words.get(path, ())]
    whose: dict[str, list[Item]] = {}
    for persona, label in told:
        if label and persona in cut.personas:
            whose.setdefault(label, []).append(persona)
    present = [persona for persona in fact.personas if persona in cut.personas]
    return join(
        [
            label
            if len(personas) == len(present)
            else cut.say(
                tr("{label} ({who})", label=label, who=join([one.name for one in personas]))
            )
            for label, personas in whose.items()
        ]
    )


def name_moment(cut: Cut, thing: ModelTouchpoint) -> str:
    """The kind of a moment of truth; empty where the touchpoint is none."""
    return cut.say(moments.name_moment(thing.moment_of_truth)) if thing.moment_of_truth else ""


def _wait(cut: Cut, thing: ModelTouchpoint) -> str:
    if not thing.wait:
        return ""
    return cut.say(tr("wait: {duration}", duration=format_duration(thing.wait, cut.language)))


def _notes(cut: Cut, thing: ModelTouchpoint, feels: str) -> Iterator[str]:
    if feels:
        yield cut.say(tr("feels: {words}", words=feels))
    if thing.entry:
        yield cut.say(moments.IS_ENTRY.label)
    if thing.wait:
        yield _wait(cut, thing)
    if thing.duration:
        took = format_duration(thing.duration, cut.language)
        yield cut.say(tr("takes {duration}", duration=took))
    if thing.feedback:
        asked = join([cut.say(kind.label) for kind in thing.feedback])
        yield cut.say(tr("asks: {what}", what=asked))
    if thing.exit:
        yield cut.say(moments.name_exit(thing.exit))


def tell_handoff(handoff: ModelHandoff) -> str:
    """Who hands over to whom, and what: `Reception → Ward: the admission form`."""
    ends = " → ".join(end for end in (handoff.from_, handoff.to) if end)
    return ": ".join(part for part in (ends, handoff.carries) if part)
