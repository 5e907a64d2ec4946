"""What the card of a touchpoint says."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from cjmap.board.board import Image, Score, Touchpoint
from cjmap.board.cut import Cut
from cjmap.board.feelings import band_of, is_divided, level_of, tell_score
from cjmap.board.people import read_channels
from cjmap.board.scores import note_feelings, read_scores, tell_words
from cjmap.board.sources import is_assumption
from cjmap.facts.participation import TouchpointFact
from cjmap.languages.conventions import point_on
from cjmap.languages.quantities import format_duration, format_labelled, format_list
from cjmap.messages import tr
from cjmap.model.blueprint import Handoff as ModelHandoff
from cjmap.model.touchpoint import Touchpoint as ModelTouchpoint
from cjmap.vocabulary import touchpoints as moments

# The length of a stage's path.
_STAGE = len(("stages", 0))


def read_cards(cut: Cut) -> tuple[tuple[Touchpoint, ...], ...]:
    """The cards of each stage; what they note of the ways must be known already."""
    return tuple(tuple(_read_card(cut, fact) for fact in row) for row in cut.touchpoints)


def _read_card(cut: Cut, fact: TouchpointFact) -> Touchpoint:
    thing = cut.subject.things.touchpoints[fact.item]
    scores = read_scores(cut, cut.subject.feelings.points.get(fact.item.path, ()))
    mean = math.fsum(each.score for each in scores) / len(scores) if scores else None
    divided = _tell_division(cut, scores)
    level = None if mean is None or divided else level_of(mean, cut.scale)
    feels = tell_words(cut, fact.item.path, fact.personas)
    assert fact.item.stage is not None
    return Touchpoint(
        fact.item.id,
        fact.item.path,
        cut.numbers[fact.item.path],
        fact.item.stage,
        thing.name,
        read_channels(cut, thing.channel),
        cut.say(tr("on their own")) if thing.is_action and not thing.channel else "",
        name_moment(cut, thing),
        scores,
        mean,
        "" if mean is None else tell_score(cut.scale, mean, cut.language),
        level,
        "" if level is None else band_of(level),
        divided,
        feels,
        cut.who(fact.personas),
        (*_notes(cut, thing, feels), *cut.along.get(cut.numbers[fact.item.path], ())),
        cut.branches.get(cut.numbers[fact.item.path], ()),
        is_assumption(cut, fact.item.path),
        _wait(cut, thing),
        _takes(cut, thing),
        tell_handoff(thing.handoff, cut.language) if thing.handoff else "",
        tuple(pain.text for pain in thing.pains if cut.concerns(pain.personas)),
        Image(thing.image.src, thing.image.alt or "") if thing.image else None,
        thing.owner or _owner_of_stage(cut, fact),
    )


def _owner_of_stage(cut: Cut, fact: TouchpointFact) -> str:
    return cut.subject.things.stages.at(fact.item.path[:_STAGE]).owner or ""


def _tell_division(cut: Cut, scores: Sequence[Score]) -> str:
    """Between what the personas are divided; empty where they are not."""
    if not is_divided(score.level for score in scores):
        return ""
    ordered = sorted(scores, key=lambda each: each.score)
    return cut.say(
        tr("divided: {worst} to {best}", worst=ordered[0].figure, best=ordered[-1].figure)
    )


def name_moment(cut: Cut, thing: ModelTouchpoint) -> str:
    """The kind of a moment of truth; empty where the touchpoint is none."""
    return cut.say(moments.name_moment(thing.moment_of_truth)) if thing.moment_of_truth else ""


def _wait(cut: Cut, thing: ModelTouchpoint) -> str:
    if not thing.wait:
        return ""
    return cut.say(tr("wait: {duration}", duration=format_duration(thing.wait, cut.language)))


def _takes(cut: Cut, thing: ModelTouchpoint) -> str:
    if not thing.duration:
        return ""
    took = format_duration(thing.duration, cut.language)
    return cut.say(tr("takes {duration}", duration=took))


def _notes(cut: Cut, thing: ModelTouchpoint, feels: str) -> Iterator[str]:
    if feels:
        yield note_feelings(cut, feels)
    if thing.entry:
        yield cut.say(moments.IS_ENTRY.label)
    if thing.wait:
        yield _wait(cut, thing)
    if thing.duration:
        yield _takes(cut, thing)
    if thing.feedback:
        asked = format_list((cut.say(kind.label) for kind in thing.feedback), cut.language)
        yield cut.say(tr("asks: {what}", what=asked))
    if thing.exit:
        yield cut.say(moments.name_exit(thing.exit))


def tell_handoff(handoff: ModelHandoff, language: str) -> str:
    """Who hands over to whom, and what: `Reception → Ward: the admission form`."""
    ends = f" {point_on(language)} ".join(end for end in (handoff.from_, handoff.to) if end)
    if ends and handoff.carries:
        return format_labelled(ends, handoff.carries, language)
    return ends or handoff.carries or ""
