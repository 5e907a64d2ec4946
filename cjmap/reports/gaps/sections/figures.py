"""The figures that a map writes: who gets how far, and how it is rated."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.board.assessment import Passage, Passing, Portion, Rating
from cjmap.messages import tr
from cjmap.reports.blocks.blocks import Record, Section, Shade, Table, Tone
from cjmap.reports.gaps.sections.shades import NOTHING, shade_or_nothing
from cjmap.reports.gaps.sheet import Request, Sheet

_CHECKS = {True: (" ✓", Tone.GOOD), False: (" ✗", Tone.POOR), None: ("", Tone.PLAIN)}
_STANDINGS = {"too-few": Tone.POOR, "indicative": Tone.FAIR}


def list_passage(request: Request, sheet: Sheet) -> Iterator[Section]:
    """How many reach each stage, and where they leave."""
    passage = sheet.assessment.passage
    if not passage.told:
        return
    several = len(passage.stages) > 1
    records = tuple(
        _pass(number, stage, worst=stage.worst and several)
        for number, stage in enumerate(passage.stages, 1)
        if stage.reach or stage.conversion or stage.drop_off
    )
    columns = (tr("Stage"), tr("Reach"), tr("Conversion"), tr("Drop-off"))
    table = Table(tuple(map(request.say, columns)), records, frozenset({1, 2, 3}))
    title = request.say(tr("The way through"))
    yield Section(title, (table,), note=" ".join(_note(request, passage)))


def _pass(number: int, stage: Passing, *, worst: bool) -> Record:
    leaving = _tell_portion(stage.drop_off) + (" ◀" if worst else "")
    return Record(
        (
            Shade(f"{number} {stage.name}"),
            Shade(stage.reach.text if stage.reach else NOTHING),
            Shade(_tell_portion(stage.conversion)),
            Shade(leaving, Tone.POOR if worst else Tone.PLAIN),
        )
    )


def _tell_portion(portion: Portion | None) -> str:
    if portion is None:
        return NOTHING
    return f"≈ {portion.text}" if portion.derived else portion.text


def _note(request: Request, passage: Passage) -> Iterator[str]:
    yield from passage.sayings
    shares = (share for stage in passage.stages for share in (stage.conversion, stage.drop_off))
    if any(share is not None and share.derived for share in shares):
        yield request.say(tr("≈ is derived from the figures beside it."))


def list_times(request: Request, sheet: Sheet) -> Iterator[Section]:
    """How long each stage takes, and how much of that is waiting."""
    times = sheet.assessment.times
    records = tuple(
        Record(
            (
                Shade(f"{number} {stage.name}"),
                Shade(stage.told or NOTHING),
                Shade(stage.waits.text if stage.waits is not None else NOTHING),
            )
        )
        for number, stage in enumerate(times.stages, 1)
        if stage.told or stage.waits
    )
    if not records:
        return
    columns = (tr("Stage"), tr("Time"), tr("Wait"))
    table = Table(tuple(map(request.say, columns)), records, frozenset({1, 2}))
    yield Section(request.say(tr("How long it takes")), (table,), note=" ".join(times.sayings))


def list_ratings(request: Request, sheet: Sheet) -> Iterator[Section]:
    """Every other metric with a value, with its interval and its target."""
    records = tuple(
        Record(_rate(rating), request.tell_place(sheet, rating.path))
        for rating in sheet.assessment.ratings
        if not rating.passage
    )
    if not records:
        return
    columns = (tr("Metric"), tr("Value"), tr("95% interval"), tr("n"), tr("Target"))
    table = Table(tuple(map(request.say, columns)), records, frozenset({1, 2, 3, 4}))
    yield Section(request.say(tr("How it is rated")), (table,))


def _rate(rating: Rating) -> tuple[Shade, ...]:
    check, tone = _CHECKS[rating.met]
    target = rating.target
    return (
        Shade(rating.title),
        Shade(rating.text),
        Shade(rating.interval_text or NOTHING),
        shade_or_nothing(rating.answers, _STANDINGS.get(rating.standing, Tone.PLAIN)),
        Shade(f"{target.text}{check}", tone) if target is not None else Shade(NOTHING),
    )
