"""The headline figures: of the journey, which is the way, and of the experience, which is how it feels."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import TypedDict

from cjmap.board.board import Tile
from cjmap.board.cut import ALL_PERSONAS, Cut
from cjmap.board.earlier import Earlier
from cjmap.board.feelings import name_span, tell_score
from cjmap.board.improvement import tell_states
from cjmap.board.intervals import name_caution
from cjmap.board.measuring import read_held
from cjmap.board.metrics import count_answers, tell_interval, tell_share, tell_target
from cjmap.board.scores import find_lowest, tell_whose
from cjmap.board.times import name_uncounted, takes, tell_span, waits
from cjmap.facts.curve import strays
from cjmap.facts.feelings import Point
from cjmap.facts.figures import (
    MetricFigure,
    Share,
    StageFigures,
    headline,
    interval_of_earlier,
    measure,
    share_of,
)
from cjmap.facts.intervals import Interval
from cjmap.facts.subject import Subject
from cjmap.facts.times import Span
from cjmap.findings import Path
from cjmap.languages.quantities import (
    format_bare_share,
    format_date,
    format_list,
    format_number,
    format_seconds,
    format_share,
)
from cjmap.messages import Message, ntr, quote, tr
from cjmap.records import replace
from cjmap.vocabulary.improvement import PainState
from cjmap.vocabulary.metrics import SCORES, Direction, MetricType


class _Promise(TypedDict):
    target: str
    met: bool | None


def journey_tiles(cut: Cut, earlier: Earlier | None) -> Iterator[Tile]:
    """Coverage, pains by what is done about them, conversion, the worst drop, the time it takes."""
    coverage = cut.subject.coverage
    if coverage.percent is not None:
        yield _compare(
            cut,
            Tile(
                "coverage",
                format_share(coverage.percent, cut.language),
                cut.say(tr("coverage")),
                _of_all(cut),
            ),
            coverage.percent,
            earlier.subject.coverage.percent if earlier else None,
            0,
        )
    pains = sum(coverage.pains.values())
    if pains:
        gone = coverage.pains[PainState.RESOLVED]
        done, every = (format_number(n, cut.language) for n in (gone, pains))
        share = cut.say(tr("{done} of {every}", done=done, every=every))
        rest: dict[PainState, int] = {
            state: n for state, n in coverage.pains.items() if state is not PainState.RESOLVED
        }
        note = _note(*tell_states(cut, rest), _of_all(cut))
        yield Tile("pains", share, cut.say(tr("pains resolved")), note)
    through, ends = _convert(cut.subject)
    if through is not None:
        then, _ = _convert(earlier.subject) if earlier else (None, None)
        yield _compare(
            cut,
            Tile(
                "conversion",
                tell_share(cut, through),
                cut.say(tr("conversion")),
                _note(_tell_ends(cut, ends), _of_all(cut)),
                **_promise(cut, through.figure, _denied(cut, through.figure)),
            ),
            through.percent,
            then.percent if then else None,
            2,
            show=format_bare_share,
        )
    worst = cut.subject.figures.worst
    if worst is not None and worst.drop_off is not None:
        said = worst.drop_off.figure
        # Who comes on may be what is promised; then that is no word of who does not.
        drop = said if said is not None and said.type == MetricType.DROP_OFF else None
        yield Tile(
            "drop",
            tell_share(cut, worst.drop_off),
            cut.say(tr("worst drop")),
            _note(cut.say(tr("after {stage}", stage=worst.stage.name)), _of_all(cut)),
            **_promise(cut, drop, _denied(cut, drop)),
        )
    time = takes(cut)
    if time is not None and time.tells:
        yield _time(cut, time, earlier)


def _promise(cut: Cut, figure: MetricFigure | None, denied: Sequence[str]) -> _Promise:
    """What was promised of a figure that a metric says, and whether it is kept; see `_denied`."""
    if figure is None:
        return _Promise(target="", met=None)
    # What was measured goes before what is written.
    met = False if denied else figure.met
    return _Promise(target=tell_target(cut, cut.subject.things.metrics[figure.item]), met=met)


def _denied(cut: Cut, figure: MetricFigure | None) -> tuple[str, ...]:
    """What of a figure, and of what was promised of it, its data deny."""
    held = read_held(cut, figure.item) if figure is not None else None
    return tuple(one.text for one in held.answers if one.holds is False) if held else ()


def _of_all(cut: Cut) -> str:
    """What stands beside a figure of the whole map where only some personas are read for."""
    return "" if cut.everybody else cut.say(ALL_PERSONAS)


def _note(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _time(cut: Cut, time: Span, earlier: Earlier | None) -> Tile:
    """How long it takes; only what is whole and the same for all of them is held against earlier."""
    waiting, rest = waits(cut), name_uncounted(time)
    notes = [
        cut.say(tr("wait: {duration}", duration=tell_span(waiting, cut.language)))
        if waiting is not None and waiting.tells
        else "",
        cut.say(rest) if rest is not None else "",
    ]
    tile = Tile(
        "time",
        tell_span(time, cut.language),
        cut.say(tr("time")),
        _note(*notes),
    )
    now, before = _exact(time), _exact(earlier.time if earlier else None)
    if now is None:
        return tile
    return _compare(cut, tile, now, before, 0, down=True, show=format_seconds)


def _exact(time: Span | None) -> float | None:
    """The seconds that everybody needs, where that is known."""
    return time.least if time is not None and time.whole and time.least == time.most else None


def _convert(subject: Subject) -> tuple[Share | None, tuple[StageFigures, StageFigures] | None]:
    """Which share comes how far, and from where to where; the ends are None where the journey says it.

    Where a stage is the purchase, what counts is who buys: who recommends at the end is no sale.
    """
    figures = subject.figures
    buying = subject.phases.model.buying if subject.phases.model is not None else None
    bought = {
        entry.stage
        for entry in subject.phases.stages
        if any(phase.id == buying for phase in entry.phases)
    }
    if figures.ends is not None:
        known = [entry for entry in figures.stages if entry.reach is not None]
        sale = next((entry for entry in reversed(known[1:]) if entry.stage in bought), None)
        share = share_of(known[0], sale) if sale is not None else None
        if sale is not None and share is not None:
            return share, (known[0], sale)
        return figures.total, (known[0], known[-1])
    return figures.total, None


def _tell_ends(cut: Cut, ends: tuple[StageFigures, StageFigures] | None) -> str:
    """From which stage to which a conversion counts, and of what."""
    if ends is None:
        return ""
    first, last = (
        tr("“{stage}” ({what})", stage=end.stage.name, what=end.reach.label)
        if end.reach is not None and end.reach.label != MetricType.REACH.label
        else quote(end.stage.name)
        for end in ends
    )
    return cut.say(tr("from {first} to {last}", first=first, last=last))


def experience_tiles(cut: Cut, earlier: Earlier | None) -> Iterator[Tile]:
    """NPS, CSAT and CES with their intervals, the mean emotion, and where it is lowest."""
    metrics = cut.subject.things.metrics
    own = [one for one in cut.subject.figures.all if cut.concerns(metrics[one.item].personas)]
    for type in SCORES:
        figure = headline(own, cut.subject.things, type)
        if figure is not None:
            alone = sum(one.type is figure.type for one in own) == 1
            yield _score(cut, type, figure, earlier, alone=alone)
    scale, astray = cut.scale, any(map(strays, cut.lines))
    means = [line.mean for line in cut.lines]
    if means:
        mean = math.fsum(means) / len(means)
        tile = Tile(
            "mean",
            tell_score(cut.scale, mean, cut.language, 1),
            cut.say(tr("mean emotion")),
            _note(cut.say(name_span(scale)), cut.say(_of_scores(means)) if astray else ""),
        )
        then = earlier.mean if earlier else None
        yield _compare(
            cut,
            tile,
            scale.own(mean),
            None if then is None else scale.own(then),
            1,
            down=scale.best < scale.worst,
        )
    equal = find_lowest(cut)
    if equal:
        first = [points[0] for points in equal]
        places = {point.owner.path for points in equal for point in points}
        where = [
            *_tell_lows(cut, first),
            _tell_more(cut, len(places), len({point.owner.path for point in first})),
            cut.say(tr("on the usual way")) if astray else "",
        ]
        yield Tile(
            "lowest",
            tell_score(cut.scale, equal[0][0].score, cut.language),
            cut.say(tr("lowest point")),
            format_list(filter(None, where), cut.language),
        )


def _tell_more(cut: Cut, places: int, named: int) -> str:
    """That there are other places as low, or ""."""
    if places == named:
        return ""
    if named == 1:
        return cut.say(tr("one of {n}", n=places))
    return cut.say(ntr("{n} more", "{n} more", places - named))


def _of_scores(means: Sequence[float]) -> Message:
    """What a mean is of that counts scores off the usual way too: each persona counts the same."""
    return tr("of all scores, by persona") if len(means) > 1 else tr("of all scores")


def _tell_lows(cut: Cut, lows: Sequence[Point]) -> Iterator[str]:
    """Where the lowest points of personas are who are equally low, and whose they are."""
    places: dict[Path, list[Point]] = {}
    for low in lows:
        places.setdefault(low.owner.path, []).append(low)
    for points in places.values():
        name = points[0].owner.name
        whose = [point.persona for point in points]
        if len(cut.personas) < 2:
            yield name
        elif len(places) == 1:
            yield from (name, *(persona.name for persona in whose))
        else:
            yield tell_whose(cut, name, whose)


def _score(
    cut: Cut, kind: MetricType, figure: MetricFigure, earlier: Earlier | None, *, alone: bool
) -> Tile:
    """The headline of a type of score; where it is not `alone`, its name tells which it is."""
    metric = cut.subject.things.metrics[figure.item]
    then = earlier.figure(figure) if earlier else None
    before = then.value if then else (figure.before.value if figure.before else None)
    then_between = then.interval if then else interval_of_earlier(metric, figure)
    whose = format_list((one.name for one in cut.others(metric.personas)), cut.language)
    caution = name_caution(figure)
    denied = _denied(cut, figure)
    since = figure.before.date if figure.before and not then else None
    note = [
        "" if alone else metric.name or "",
        cut.subject.index.places[figure.item.place].name if figure.item.place else "",
        whose,
        tell_interval(cut, figure),
        count_answers(cut, figure),
        cut.say(caution) if caution else "",
        cut.say(tr("since {date}", date=format_date(since, cut.language))) if since else "",
        "" if metric.personas else _of_all(cut),
        *denied,
    ]
    return _compare(
        cut,
        Tile(
            kind,
            measure(metric, figure.value).render(cut.language),
            cut.say(kind.label),
            _note(*note),
            **_promise(cut, figure, denied),
        ),
        figure.value,
        before,
        1,
        compared=then is not None,
        down=metric.better is Direction.DOWN,
        within=before is not None and _is_within(figure.interval, before, then_between),
    )


def _is_within(now: Interval | None, before: float, then: Interval | None) -> bool:
    """Whether a change may be chance: both intervals have values in common."""
    if now is None:
        return False
    low, high = (then.low, then.high) if then is not None else (before, before)
    return low <= now.high and now.low <= high


def _compare(
    cut: Cut,
    tile: Tile,
    now: float,
    before: float | None,
    places: int,
    *,
    compared: bool = True,
    down: bool = False,
    within: bool = False,
    show: Callable[[float, str], str] = format_number,
) -> Tile:
    """A tile with how its figure changed, as far as that shows at so many decimal places.

    `compared` says that it was that in the earlier state, `down` that less is better, `within` that
    the change may be chance; `show` puts the change into words of a language.
    """
    if before is None or round(now - before, places) == 0:
        return tile
    change = now - before
    return replace(
        tile,
        change=show(round(abs(change), places), cut.language),
        trend="up" if change > 0 else "down",
        good=(change < 0) is down,
        within=within,
        compared=compared,
    )
