"""What a drawing of a board must say, and whether it says that and nothing else.

A picture, a page and a table word nothing of their own: what they say of a thing is compared with
what the board says of it. Line breaks, punctuation and drawn signs do not count; signs before a
number do.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from cjmap.board.board import (
    Action,
    Cell,
    Channel,
    Entry,
    Evidence,
    Heading,
    Mark,
    Metric,
    Opportunity,
    Outcome,
    Pain,
    Persona,
    Reach,
    Stage,
    Tile,
    Touchpoint,
)

_DRAWN = frozenset("✓✗★▲▼●○◐")
_SIGN = re.compile(r"[+−](?=\d)")


def _touchpoint(thing: Touchpoint) -> Iterator[str]:
    yield from (thing.name, thing.alone, thing.moment, *thing.notes)
    yield from _channels(thing.channels)
    for score in thing.scores:
        yield from (score.figure, score.spoken)


def _channels(channels: Iterable[Channel]) -> Iterator[str]:
    return (channel.label for channel in channels)


def _persona(thing: Persona) -> Iterator[str]:
    yield from (thing.mark.name, thing.kind, *thing.about, thing.quote, thing.bio)
    yield from _channels(thing.channels)
    for each in thing.lists:
        yield from (each.label, *each.texts)
    for trait in thing.traits:
        yield from (trait.name, trait.text)


def _heading(thing: Heading) -> Iterator[str]:
    yield from (thing.title, thing.organization, thing.kind_label, thing.state_label, thing.status)
    yield from (*thing.counts, thing.updated, thing.review_by, thing.owner, thing.version)
    yield from (*thing.tags, thing.description)
    for each in thing.scope:
        yield from (each.label, *each.texts)


# What each kind of thing says. Left out is what pictures without lanes alone need.
TEXTS: dict[type, Callable[[Any], Iterable[str]]] = {
    Entry: lambda it: (it.label, it.text),
    Touchpoint: _touchpoint,
    Pain: lambda it: (it.text, it.state, *it.meta, it.cause, it.owner, *it.letters),
    Opportunity: lambda it: (
        *(it.text, it.badge, it.owner, it.date, it.ticket, it.letter, it.rank_text),
        *it.prospects,
    ),
    Metric: lambda it: (
        *(it.name, it.value, it.interval, it.count),
        *(it.caution, it.target, it.method),
    ),
    Reach: lambda it: (it.name, it.value, it.conversion, it.interval, it.target, it.alarm),
    Action: lambda it: (it.actor, it.does, it.system, it.fails, it.recovery),
    Stage: lambda it: (
        *(it.name, it.place, it.duration, *it.notes),
        *(text for score in it.scores for text in (score.figure, score.spoken)),
    ),
    Persona: _persona,
    Heading: _heading,
    Tile: lambda it: (it.value, it.label, it.note, it.change, it.target),
    Outcome: lambda it: (it.metric, it.before, it.after, it.change, it.when, *it.opportunities),
    Evidence: lambda it: (it.title, it.kind, *it.details, it.url, it.file, it.uses),
}


def texts_of(thing: object) -> list[str]:
    """What is said of a thing of a board."""
    return [text for text in TEXTS[type(thing)](thing) if text]


def marks_of(thing: object) -> list[Mark]:
    """Whose signs stand beside a thing."""
    scored = [score.mark for score in getattr(thing, "scores", ())]
    return [*getattr(thing, "who", ()), *(scored if len(scored) > 1 else ())]


def asides_of(thing: object) -> list[str]:
    """What a drawing may say of a thing besides: said elsewhere too, or a sign."""
    scores = getattr(thing, "scores", ())
    return [
        *(channel.icon for channel in getattr(thing, "channels", ())),
        *(text for score in scores for text in (score.quote, score.mark.initials)),
    ]


def wrongs_of(thing: object, pieces: Iterable[str], frame: Iterable[str] = ()) -> list[str]:
    """What is wrong with the drawing of a thing that says `pieces` (see `wrongs`)."""
    number = getattr(thing, "number", None)
    return wrongs(
        texts_of(thing),
        pieces,
        marks=marks_of(thing),
        numbers=() if number is None else (number,),
        frame=[*frame, *asides_of(thing)],
    )


def wrongs_of_cell(cell: Cell, pieces: Iterable[str], frame: Iterable[str] = ()) -> list[str]:
    """What is wrong with the drawing of a cell that says `pieces` (see `wrongs`)."""
    texts = [text for item in cell.items for text in texts_of(item)]
    if cell.gap is not None:
        texts += [cell.gap.text, *filter(None, [cell.gap.code])]
    if cell.quiet:
        texts.append(cell.quiet)
    marks = [mark for item in cell.items for mark in marks_of(item)]
    numbers = [number for item in cell.items if (number := getattr(item, "number", None))]
    asides = [text for item in cell.items for text in asides_of(item)]
    return wrongs(texts, pieces, marks=marks, numbers=numbers, frame=[*frame, *asides])


def wrongs(
    texts: Iterable[str],
    pieces: Iterable[str],
    *,
    marks: Iterable[Mark] = (),
    numbers: Iterable[int] = (),
    frame: Iterable[str] = (),
) -> list[str]:
    """What `pieces`, the texts of a drawing as they follow one another, miss or say besides.

    `marks` and `numbers` must be seen too, each as a piece of its own or at the beginning of one.
    `frame` is what the drawing may say of itself.
    """
    parts = [part for piece in pieces if (part := fold(piece))]
    run = "".join(parts)
    found: list[str] = []
    wanted = Counter(filter(None, map(fold, texts)))
    shown = list(marks)
    signs = {fold(mark.initials) for mark in shown} | {str(number) for number in numbers}
    found += [
        f"does not show “{sign}”"
        for sign in sorted(signs)
        if not any(part == sign or _begins(part, sign) for part in parts)
    ]
    besides = {fold(text) for text in (*frame, *(mark.name for mark in shown))} | signs
    # The longest first, for a short text may be part of a long one.
    for text in sorted({*wanted, *besides} - {""}, key=lambda text: (-len(text), text)):
        if run.count(text) < wanted[text]:
            found.append(f"does not say “{text}”")
        run = run.replace(text, "\0")
    rest = run.replace("\0", " ").split()
    return found + [f"says “{text}” besides" for text in rest]


def _begins(part: str, sign: str) -> bool:
    return sign.isdecimal() and part.startswith(sign) and not part[len(sign) :][:1].isdecimal()


def fold(text: str) -> str:
    """The letters, digits and emoji of a text in small letters, and the signs before numbers."""
    kept = []
    plain = unicodedata.normalize("NFC", text).casefold()
    signs = {match.start() for match in _SIGN.finditer(plain)}
    for place, character in enumerate(plain):
        group = unicodedata.category(character)
        if place in signs:
            kept.append("-" if character == "−" else "+")
        elif group[0] in "LNM" or (group in ("So", "Sc") and character not in _DRAWN):
            kept.append(character)
    return "".join(kept)
