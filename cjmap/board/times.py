"""How long it takes, in words: a stage, and the journey with its waits."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.board.assessment import Duration, StageTime, Times
from cjmap.board.cut import Cut
from cjmap.facts.index import Item
from cjmap.facts.times import PersonaTime, Span, span
from cjmap.languages.quantities import (
    NO_BREAK,
    format_duration,
    format_labelled,
    format_seconds,
)
from cjmap.messages import Message, tr
from cjmap.vocabulary.metrics import Comparison


def takes(cut: Cut) -> Span | None:
    """How long the journey takes those who are read for; None where nothing says it."""
    return span(time.takes for time in _times(cut))


def waits(cut: Cut) -> Span | None:
    """How long they wait on the way."""
    return span(time.waits for time in _times(cut))


def tell_span(span: Span, language: str) -> str:
    """The seconds in words: `40 minutes – 2 hours`, and `≥ 40 minutes` where something is left out.

    How long it takes at most is then not known.
    """
    least = format_seconds(span.least, language, down=not span.whole)
    if not span.whole:
        return f"{Comparison.AT_LEAST.sign}{NO_BREAK}{least}"
    most = least if span.least == span.most else format_seconds(span.most, language)
    return least if least == most else f"{least} – {most}"


def name_uncounted(span: Span) -> Message | None:
    """How many durations a sum could not count, and of how many."""
    if not span.uncounted:
        return None
    every = span.counted + span.uncounted
    return tr("{n} of {every} not counted", n=span.uncounted, every=every)


def tell_stage(cut: Cut, number: int, item: Item) -> str:
    """How long a stage takes: as it says itself, else what its touchpoints come to.

    What cannot be counted is told as it is written; what its touchpoints exceed is not.
    """
    written = cut.subject.things.stages[item].duration
    times = [time.stages[number] for time in _times(cut)]
    found = span(time.takes for time in times)
    beyond = any(time.takes.counted and not time.by_itself for time in times)
    if written is not None and (found is None or found.uncounted or not beyond):
        return format_duration(written, cut.language)
    return _tell(cut, found) if found is not None else ""


def head_stage(cut: Cut, number: int, item: Item) -> str:
    """How long a stage takes, for its head: there no heading says of what nothing is counted."""
    told = tell_stage(cut, number, item)
    found = span(time.stages[number].takes for time in _times(cut))
    written = cut.subject.things.stages[item].duration
    if written is not None or found is None or found.tells:
        return told
    return format_labelled(cut.say(tr("time")), told, cut.language)


def read_times(cut: Cut) -> Times:
    """How long each stage takes, and the whole."""
    stages = tuple(
        StageTime(
            item.id,
            item.name,
            tell_stage(cut, number, item),
            _read(cut, span(time.stages[number].takes for time in _times(cut))),
            _read(cut, span(time.stages[number].waits for time in _times(cut))),
        )
        for number, item in enumerate(cut.subject.index.items["stage"])
    )
    return Times(stages, _read(cut, takes(cut)), _read(cut, waits(cut)), tuple(_sum_up(cut)))


def _times(cut: Cut) -> Iterator[PersonaTime]:
    return (time for time in cut.subject.times if time.persona in cut.personas)


def _read(cut: Cut, found: Span | None) -> Duration | None:
    if found is None:
        return None
    return Duration(
        found.least,
        found.most,
        _tell(cut, found),
        found.counted,
        found.uncounted,
        found.whole,
    )


def _tell(cut: Cut, found: Span) -> str:
    """A sum, with how many durations it could not count; where those are all, these alone."""
    rest = name_uncounted(found)
    words = tell_span(found, cut.language) if found.tells else ""
    if rest is None:
        return words
    return f"{words} ({cut.say(rest)})" if words else cut.say(rest)


def _sum_up(cut: Cut) -> Iterator[str]:
    """The time of the whole journey, and the waits in it."""
    whole, waiting = takes(cut), waits(cut)
    if whole is not None:
        yield cut.say(tr("The journey takes: {duration}.", duration=_tell(cut, whole)))
    if waiting is not None:
        yield cut.say(tr("Waiting on the way: {duration}.", duration=_tell(cut, waiting)))
