"""How those who are read for feel at a touchpoint, or in a stage as a whole: faces and words."""

from __future__ import annotations

from collections.abc import Iterable

from cjmap.board.board import Score
from cjmap.board.cut import Cut
from cjmap.board.feelings import level_of, name_feeling, tell_score
from cjmap.facts.feelings import Point
from cjmap.facts.index import Item
from cjmap.facts.story import is_low
from cjmap.facts.things import emotion_at
from cjmap.findings import Path
from cjmap.languages.quantities import format_labelled, format_list, format_quote
from cjmap.messages import tr


def read_scores(cut: Cut, points: Iterable[Point]) -> tuple[Score, ...]:
    """Those of the scores that are of somebody who is read for."""
    return tuple(_read_score(cut, point) for point in points if point.persona in cut.personas)


def _read_score(cut: Cut, point: Point) -> Score:
    emotion = emotion_at(cut.subject.things, point.path)
    figure = tell_score(cut.scale, point.score, cut.language)
    words = emotion.label or cut.say(name_feeling(point.score, cut.scale))
    return Score(
        cut.marks[point.persona.id],
        point.score,
        level_of(point.score, cut.scale),
        figure,
        words,
        format_quote(emotion.quote, cut.language) if emotion.quote else "",
        format_labelled(
            point.persona.name, format_list((figure, words), cut.language), cut.language
        ),
    )


def tell_words(cut: Cut, path: Path, personas: Iterable[Item]) -> str:
    """The words that a touchpoint or stage has for how it feels, each once.

    With whose they are where that is not all of `personas`, who take part there.
    """
    feelings = cut.subject.feelings
    told = [
        (point.persona, emotion_at(cut.subject.things, point.path).label)
        for listed in (feelings.points, feelings.overall)
        for point in listed.get(path, ())
    ]
    told += [(one.persona, one.label) for one in feelings.words.get(path, ())]
    whose: dict[str, list[Item]] = {}
    for persona, label in told:
        if label and persona in cut.personas:
            whose.setdefault(label, []).append(persona)
    present = [persona for persona in personas if persona in cut.personas]
    return format_list(
        (
            label if len(felt) == len(present) else tell_whose(cut, label, felt)
            for label, felt in whose.items()
        ),
        cut.language,
    )


def find_lowest(cut: Cut) -> tuple[tuple[Point, ...], ...]:
    """The lowest points of those personas who are lowest on their ways; () where nobody is low."""
    lows = [line.lows for line in cut.lines if is_low(line)]
    lowest = min((points[0].score for points in lows), default=None)
    return tuple(points for points in lows if points[0].score == lowest)


def tell_whose(cut: Cut, label: str, personas: Iterable[Item]) -> str:
    """Something with those whose it is: `angry (Ana, Luis)`."""
    who = format_list((one.name for one in personas), cut.language)
    return cut.say(tr("{label} ({who})", label=label, who=who))


def note_feelings(cut: Cut, words: str) -> str:
    """What is noted of how something feels, in the words of `tell_words`."""
    return cut.say(tr("feels: {words}", words=words))
