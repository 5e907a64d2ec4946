"""The curves of the earlier state beside those of now, and what changed at each touchpoint."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from cjmap.board.board import Change, Past, PastLine, PastPoint
from cjmap.board.cut import Cut
from cjmap.board.earlier import Earlier
from cjmap.board.feelings import level_of, name_feeling, tell_score
from cjmap.facts.curve import PersonaCurve, line_of
from cjmap.facts.feelings import Point
from cjmap.facts.index import Item
from cjmap.findings import Path
from cjmap.languages.quantities import Quantity, format_date
from cjmap.messages import Message, tr
from cjmap.model.journey import Journey
from cjmap.vocabulary.maps import MapState, Thing

_WORDS: Final[dict[Literal["better", "worse", "added", "gone"], Message]] = {
    "better": tr("better by {step}"),
    "worse": tr("worse by {step}"),
    "added": tr("added"),
    "gone": tr("gone"),
}


def read_past(cut: Cut, earlier: Earlier | None) -> Past | None:
    """None where there is no earlier state, or nobody of now is scored there."""
    if earlier is None:
        return None
    pairs = [(line, then) for line in cut.lines if (then := _then(earlier, line)) is not None]
    if not pairs:
        return None
    before = earlier.subject.journey
    return Past(
        before.title,
        _tell_when(cut, before),
        _tell_when(cut, cut.subject.journey),
        cut.subject.journey.state is MapState.FUTURE,
        tuple(
            PastLine(
                cut.marks[now.persona.id],
                tell_score(cut.scale, then.mean, cut.language, 1),
                tuple(_read_points(cut, earlier, now, then)),
            )
            for now, then in pairs
        ),
        tuple(_changes(cut, earlier, pairs)),
    )


def _then(earlier: Earlier, line: PersonaCurve) -> PersonaCurve | None:
    """The earlier curve of a persona of now."""
    item = earlier.pairing.old_of.get(line.persona.path)
    return line_of(earlier.subject.curve, item) if item is not None else None


def _tell_when(cut: Cut, journey: Journey) -> str:
    state = cut.say(journey.state.label)
    return f"{state} · {format_date(journey.updated, cut.language)}" if journey.updated else state


def _read_points(
    cut: Cut, earlier: Earlier, now: PersonaCurve, then: PersonaCurve
) -> Iterator[PastPoint]:
    way = {point.owner.path for point in then.way}
    for point in then.points:
        yield _read_point(cut, earlier, now, point, off=point.owner.path not in way)


def _read_point(
    cut: Cut, earlier: Earlier, line: PersonaCurve, point: Point, *, off: bool
) -> PastPoint:
    item = earlier.pairing.new_of.get(point.owner.path)
    number = cut.numbers.get(item.path) if item is not None else None
    stage = _stage_of(item) if number is not None or _is_stage(item) else None
    figure = tell_score(cut.scale, point.score, cut.language)
    return PastPoint(
        stage,
        number,
        point.owner.name,
        point.score,
        level_of(point.score, cut.scale),
        figure,
        cut.say(
            tr(
                "Before: {place}. {persona}: {figure}, {words}.",
                place=point.owner.name,
                persona=line.persona.name,
                figure=figure,
                words=name_feeling(point.score, cut.scale),
            )
        ),
        off,
    )


def _is_stage(item: Item | None) -> bool:
    return item is not None and len(item.path) == 2


def _stage_of(item: Item | None) -> int | None:
    number = item.path[1] if item is not None else None
    return number if isinstance(number, int) else None


def _changes(
    cut: Cut, earlier: Earlier, pairs: list[tuple[PersonaCurve, PersonaCurve]]
) -> Iterator[Change]:
    """What is new, then what is felt otherwise, touchpoint by touchpoint; what is gone at the end."""
    steps = {
        (now.persona.path, path): step
        for now, then in pairs
        for path, step in _steps(cut, earlier, now, then)
    }
    matches = earlier.pairing.matches[Thing.TOUCHPOINT]
    added = {item.path for item in matches.only_new}
    for fact in (fact for row in cut.touchpoints for fact in row):
        path, number = fact.item.path, cut.numbers[fact.item.path]
        if path in added:
            yield Change("added", number, fact.item.name, None, cut.say(_WORDS["added"]))
        for now, _ in pairs:
            step = steps.get((now.persona.path, path), 0.0)
            if step:
                kind: Literal["better", "worse"] = "better" if step > 0 else "worse"
                text = tr(_WORDS[kind].template, step=_size(cut, step))
                yield Change(kind, number, fact.item.name, cut.marks[now.persona.id], cut.say(text))
    for item in matches.only_old:
        yield Change("gone", None, item.name, None, cut.say(_WORDS["gone"]))


def _steps(
    cut: Cut, earlier: Earlier, now: PersonaCurve, then: PersonaCurve
) -> Iterator[tuple[Path, float]]:
    """By how much each score is another than it was, as far as readers see a difference."""
    scores = {point.owner.path: point.score for point in then.points}
    for point in now.points:
        old = earlier.pairing.old_of.get(point.owner.path)
        before = scores.get(old.path) if old is not None else None
        if before is not None and cut.scale.tells_apart(before, point.score):
            yield point.owner.path, point.score - before


def _size(cut: Cut, step: float) -> Quantity:
    """A difference of scores on the map's own scale, without a sign."""
    return Quantity(abs(cut.scale.own(step) - cut.scale.own(0)), 2)
