"""What the card of a touchpoint says."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.board.board import Image, Score, Touchpoint
from cjmap.board.cut import Cut
from cjmap.board.feelings import band_of, level_of, name_feeling, tell_score
from cjmap.board.people import read_channel
from cjmap.facts.cast import Scene
from cjmap.facts.index import Item
from cjmap.languages.quantities import format_duration, format_quote
from cjmap.messages import join, tr
from cjmap.model.blueprint import Handoff as ModelHandoff
from cjmap.model.touchpoint import Touchpoint as ModelTouchpoint
from cjmap.vocabulary import touchpoints as moments


def read_touchpoint(cut: Cut, scene: Scene) -> Touchpoint:
    thing = scene.touchpoint
    scores = tuple(
        _read_score(cut, scene, persona, score)
        for persona, score in cut.facts.cast.scores_at(scene)
        if persona in cut.personas
    )
    mean = sum(each.score for each in scores) / len(scores) if scores else None
    assert scene.item.stage is not None
    return Touchpoint(
        scene.item.long,
        scene.path,
        cut.numbers[scene.path],
        scene.item.stage,
        thing.name,
        tuple(dict.fromkeys(read_channel(cut, reference) for reference in thing.channel or ())),
        cut.say(tr("on their own")) if thing.is_action and not thing.channel else "",
        name_moment(cut, thing),
        scores,
        mean,
        "" if mean is None else band_of(mean),
        cut.who(scene.personas),
        tuple(_notes(cut, thing)),
        _wait(cut, thing),
        tell_handoff(thing.handoff) if thing.handoff else "",
        tuple(pain.text for pain in thing.pains or () if cut.concerns(pain.personas)),
        Image(thing.image.src, thing.image.alt or "") if thing.image else None,
    )


def _read_score(cut: Cut, scene: Scene, persona: Item, score: float) -> Score:
    emotion = cut.facts.cast.emotion_at(scene, persona)
    figure = tell_score(score, cut.language)
    words = (emotion and emotion.label) or cut.say(name_feeling(score))
    quote = emotion.quote if emotion is not None else None
    return Score(
        cut.marks[persona.id],
        score,
        level_of(score),
        figure,
        words,
        format_quote(quote, cut.language) if quote else "",
        f"{persona.name}: {figure}, {words}",
    )


def name_moment(cut: Cut, thing: ModelTouchpoint) -> str:
    """The kind of a moment of truth; empty where the touchpoint is none."""
    return cut.say(moments.name_moment(thing.moment_of_truth)) if thing.moment_of_truth else ""


def _wait(cut: Cut, thing: ModelTouchpoint) -> str:
    if not thing.wait:
        return ""
    return cut.say(tr("wait: {duration}", duration=format_duration(thing.wait, cut.language)))


def _notes(cut: Cut, thing: ModelTouchpoint) -> Iterator[str]:
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
