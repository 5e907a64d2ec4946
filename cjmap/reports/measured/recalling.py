"""What `structured` wrote, read again: the measured figures of maps from a file."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NoReturn, TypeVar

from cjmap.facts.measured import (
    Compared,
    Difference,
    Duration,
    Figure,
    FlowMeasured,
    Group,
    Judged,
    Measured,
    Scores,
    StageMeasured,
    State,
    TouchpointMeasured,
    Unbound,
    Unmapped,
    Verdict,
)
from cjmap.facts.subject import Subject
from cjmap.findings import Path, format_path
from cjmap.findings.usage import UsageError
from cjmap.measure.binding import write_target
from cjmap.messages import tr
from cjmap.records import dataclass
from cjmap.reports.measured.structured import VERSION

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a file says of a map, which it calls `file`. `name` is what that file itself is called."""

    name: str
    file: str
    place: str
    fields: Mapping[str, Any]


def load(text: str, name: str) -> tuple[Recorded, ...]:
    """The maps that a file tells of.

    Raises:
        UsageError: it is not what `measure --output-format json` writes, and where.
    """
    try:
        data = json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise UsageError(
            tr(
                "{file}:{line}:{column}: this is no JSON.",
                file=name,
                line=error.lineno,
                column=error.colno,
            )
        ) from None
    except (ValueError, RecursionError):
        raise UsageError(tr("{file}: this is no JSON.", file=name)) from None
    whole = _Part(name, "", data)
    version = whole.fields().get("version")
    if version != VERSION:
        raise UsageError(
            tr(
                "{file} is no version {known} of what `cjmap measure --output-format json` writes.",
                file=name,
                known=VERSION,
            )
        )
    return tuple(
        Recorded(name, part.text("file"), part.place, part.fields()) for part in whole.parts("maps")
    )


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def recall(recorded: Recorded, subject: Subject) -> Measured:
    """What was measured of a map, as far as the map is still what was measured.

    Figures of what is gone, and of values and targets that are written otherwise now, are left
    out, and so is what is told of rows and events, which no picture shows.

    Raises:
        UsageError: it is not what `measure --output-format json` writes, and where.
    """
    whole = _Part(recorded.name, recorded.place, recorded.fields)
    unmapped = whole.part("unmapped")
    groups = tuple(map(_group, whole.parts("groups")))
    if not groups:
        whole.refuse("groups")
    return Measured(
        engine=whole.text("engine"),
        window=whole.maybe_number("window"),
        events=whole.count("events"),
        customers=whole.count("customers"),
        first=whole.maybe_moment("first"),
        last=whole.maybe_moment("last"),
        unmapped=Unmapped(
            unmapped.count("n"),
            unmapped.number("share") / 100,
            tuple((one.text("event"), one.count("n")) for one in unmapped.parts("events")),
        ),
        groups=groups,
        claims=tuple(_claims(whole, subject)),
        targets=tuple(_targets(whole, subject)),
        comparisons=tuple(map(_comparison, whole.parts("comparisons"))),
        unbound=tuple(_unbound(whole, subject)),
        unusable=(),
        idle=(),
        shared=(),
    )


def _group(part: _Part) -> Group:
    journey = part.part("journey")
    return Group(
        kind=part.one_of("kind", ("all", "persona", "segment", "period")),
        id=part.text("id"),
        customers=part.count("customers"),
        # Files of before do not say it.
        few=part.holds("few"),
        through=journey.maybe("through", _figure),
        scores=_scores(journey),
        fitness=journey.maybe_number("fitness"),
        entries=_counted(journey, "entries", "stage"),
        exits=_counted(journey, "exits", "stage"),
        stages=tuple(
            StageMeasured(
                id=one.text("id"),
                reach=one.count("reach"),
                through=one.count("through"),
                conversion=one.maybe("conversion", _figure),
                drop_off=one.maybe("drop_off", _figure),
                time_to_next=one.maybe("time_to_next", _duration),
                skips=one.count("skips"),
                channels=_counted(one, "channels", "id"),
                scores=_scores(one),
            )
            for one in part.parts("stages")
        ),
        touchpoints=tuple(
            TouchpointMeasured(
                id=one.text("id"),
                stage=one.text("stage"),
                reach=one.count("reach"),
                conversion=one.maybe("conversion", _figure),
                scores=_scores(one),
            )
            for one in part.parts("touchpoints")
        ),
        flows=tuple(
            FlowMeasured(
                one.text("from"),
                one.text("to"),
                one.count("n"),
                one.count("steps"),
                one.truth("drawn"),
            )
            for one in part.parts("flows")
        ),
    )


def _scores(part: _Part) -> Scores:
    return Scores(
        *(part.maybe(kind, _figure) for kind in ("nps", "csat", "csat_mean", "ces", "ces_top"))
    )


def _figure(part: _Part) -> Figure:
    ends = [part.maybe_number(key) for key in ("value", "low", "high")]
    return Figure(
        ends[0], part.count("n"), ends[1], ends[2], State(part.one_of("state", tuple(State)))
    )


def _duration(part: _Part) -> Duration:
    return Duration(part.count("n"), part.number("median"), part.number("p90"))


def _counted(part: _Part, key: str, name: str) -> tuple[tuple[str, int], ...]:
    return tuple((one.text(name), one.count("n")) for one in part.parts(key))


def _comparison(part: _Part) -> Compared:
    return Compared(
        part.maybe_text("place"),
        part.text("type"),
        part.text("from"),
        part.text("to"),
        Difference(part.number("difference"), part.number("low"), part.number("high")),
    )


def _claims(whole: _Part, subject: Subject) -> Iterator[Judged]:
    values = {
        format_path((*item.path, *metric.place)): ((*item.path, *metric.place), metric)
        for item, metric in subject.things.metrics
        if metric.figure is not None
    }
    for one in whole.parts("claims"):
        path, metric = values.get(one.text("path"), ((), None))
        written = one.number("written")
        judged = _judged(one, path, str(written))
        if metric is not None and (metric.type, metric.figure) == (judged.type, written):
            yield judged


def _targets(whole: _Part, subject: Subject) -> Iterator[Judged]:
    goals = {
        format_path((*item.path, "target")): ((*item.path, "target"), metric)
        for item, metric in subject.things.metrics
        if metric.goal is not None
    }
    for one in whole.parts("targets"):
        path, metric = goals.get(one.text("path"), ((), None))
        judged = _judged(one, path, one.text("target"))
        if metric is None or metric.goal is None or metric.type != judged.type:
            continue
        if judged.written == write_target(metric, metric.goal):
            yield judged


def _judged(part: _Part, path: Path, written: str) -> Judged:
    return Judged(
        path,
        part.text("type"),
        written,
        _figure(part.part("measured")),
        Verdict(part.one_of("verdict", tuple(Verdict))),
        is_share=False,
    )


def _unbound(whole: _Part, subject: Subject) -> Iterator[Unbound]:
    items = (*subject.index.items["stage"], *subject.index.items["touchpoint"])
    paths = {item.id: item.path for item in items}
    for id in whole.texts("unbound"):
        if id in paths:
            yield Unbound(id, paths[id], named=False)


class _Part:
    """A part of the document, at a place that is told where it is not as it must be."""

    def __init__(self, name: str, place: str, value: Any) -> None:
        self._name = name
        self.place = place
        self._value = value

    def refuse(self, key: str) -> NoReturn:
        place = f"{self.place}.{key}" if self.place and key else key or self.place
        raise UsageError(
            tr(
                "{file} is not what `cjmap measure --output-format json` writes: see `{place}`.",
                file=self._name,
                place=place or "version",
            )
        )

    def fields(self) -> Mapping[str, Any]:
        if not isinstance(self._value, dict):
            self.refuse("")
        return self._value

    def _get(self, key: str, *kinds: type) -> Any:
        value = self.fields().get(key)
        if isinstance(value, bool) and bool not in kinds:
            self.refuse(key)
        if not isinstance(value, kinds):
            self.refuse(key)
        return value

    def _there(self, key: str) -> bool:
        return self.fields().get(key) is not None

    def text(self, key: str) -> str:
        return str(self._get(key, str))

    def maybe_text(self, key: str) -> str | None:
        return self.text(key) if self._there(key) else None

    def texts(self, key: str) -> tuple[str, ...]:
        found = self._get(key, list)
        if not all(isinstance(one, str) for one in found):
            self.refuse(key)
        return tuple(found)

    def truth(self, key: str) -> bool:
        return bool(self._get(key, bool))

    def holds(self, key: str) -> bool:
        """Whether something is said to be so; what nothing is said of is not."""
        return self._there(key) and self.truth(key)

    def count(self, key: str) -> int:
        n = self._get(key, int)
        if n < 0:
            self.refuse(key)
        return int(n)

    def number(self, key: str) -> float:
        try:
            value = float(self._get(key, int, float))
        except OverflowError:
            self.refuse(key)
        if not math.isfinite(value):
            self.refuse(key)
        return value

    def maybe_number(self, key: str) -> float | None:
        return self.number(key) if self._there(key) else None

    def maybe_moment(self, key: str) -> str | None:
        import datetime

        text = self.maybe_text(key)
        try:
            if text is not None:
                datetime.date.fromisoformat(text[:10])
        except ValueError:
            self.refuse(key)
        return text

    def one_of(self, key: str, known: tuple[str, ...]) -> str:
        text = self.text(key)
        if text not in known:
            self.refuse(key)
        return text

    def part(self, key: str) -> _Part:
        return _Part(self._name, f"{self.place}.{key}" if self.place else key, self._get(key, dict))

    def maybe(self, key: str, make: Callable[[_Part], Made]) -> Made | None:
        return make(self.part(key)) if self._there(key) else None

    def parts(self, key: str) -> tuple[_Part, ...]:
        place = f"{self.place}.{key}" if self.place else key
        return tuple(
            _Part(self._name, f"{place}[{number}]", one)
            for number, one in enumerate(self._get(key, list))
        )
