"""From a map to the plan of what is asked of its data."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path as FilePath
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cjmap.facts.figures import INDICATIVE_BELOW, SUPPRESS_BELOW, comparison_of
from cjmap.facts.index import Index, Item, resolve
from cjmap.facts.subject import Subject
from cjmap.findings import Path
from cjmap.findings.usage import UsageError
from cjmap.measure.plan import (
    MICROSECONDS,
    MOST_CONDITIONS,
    Comparing,
    Period,
    Plan,
    Predicate,
    Scale,
    Segment,
    Source,
    Spot,
    Whom,
)
from cjmap.messages import tr
from cjmap.model.binding import Condition, Data, DataSource, EventMatch, Match
from cjmap.model.metric import Metric, Target
from cjmap.project.disk import is_file, is_folder, refuse_unread
from cjmap.project.globs import is_glob
from cjmap.text.durations import parse_duration
from cjmap.vocabulary.data import DataCount, DataEntry, DataOrder
from cjmap.vocabulary.maps import Thing
from cjmap.vocabulary.metrics import Direction, MetricType

# Of the scores, those whose scale a metric may say.
_SCALED = (MetricType.CSAT, MetricType.CES)
_ROLES = ("events", "surveys", "customers")


def bind(subject: Subject) -> Plan:
    """What a map asks of its data.

    Raises:
        UsageError: it has no data, or what it says of them cannot be used.
    """
    data, sources = _gather(subject)
    reading = _Reading(subject)
    spots = reading.spots()
    zone = _zone(data.timezone or "UTC")
    limits = data.min_n
    return Plan(
        events=sources.get("events"),
        surveys=sources.get("surveys"),
        customers=sources.get("customers"),
        predicates=tuple(reading.predicates),
        codes=reading.codes,
        offsets=reading.offsets,
        spots=spots,
        stages=tuple(number for number, spot in enumerate(spots) if spot.is_stage),
        pairs=tuple(
            (spot.origin, number)
            for number, spot in enumerate(spots)
            if spot.origin is not None and spot.codes and spots[spot.origin].codes
        ),
        whole=_names(subject.journey.match.surveys if subject.journey.match else ()),
        drawn=reading.drawn(),
        personas=tuple(reading.personas()),
        segments=tuple(_segments(data, sources)),
        periods=tuple(_periods(data, zone)),
        scales=reading.scales,
        channels=subject.index.channels,
        window=_seconds(data.window),
        order=data.order or DataOrder.LOOSE,
        entry=data.entry or DataEntry.FIRST,
        counted="journey" if data.count is DataCount.JOURNEY else "customer",
        timezone=str(zone),
        today=subject.today,
        suppress=SUPPRESS_BELOW if limits is None or limits.suppress is None else limits.suppress,
        indicative=(
            INDICATIVE_BELOW if limits is None or limits.indicative is None else limits.indicative
        ),
        tolerance=data.tolerance,
    )


def _gather(subject: Subject) -> tuple[Data, dict[str, Source]]:
    """The map's `data` over that of the settings, and the sources by role."""
    own = subject.journey.data
    shared = _shared(subject.settings.measure)
    if own is None and shared is None:
        raise UsageError(
            tr("There is no `data` in the map, which says where its events and surveys are.")
        )
    data = _over(own, shared)
    sources: dict[str, Source] = {}
    path: Path
    for role in _ROLES:
        written = getattr(own, role) if own is not None else None
        if written is not None:
            folder, path = subject.file.parent, ("data", role)
        else:
            written = getattr(shared, role) if shared is not None else None
            folder, path = subject.workspace.folder, ()
        if written is not None:
            sources[role] = _source(subject, role, written, folder, path)
    if not sources.keys() & {"events", "surveys"}:
        raise UsageError(
            tr("`data` names neither `events` nor `surveys`: there is nothing to measure.")
        )
    return data, sources


def _shared(written: Mapping[str, Any]) -> Data | None:
    """What the settings say of all maps' data. Raises UsageError."""
    if not written:
        return None
    from pydantic import ValidationError

    plain = {
        key.replace("-", "_"): _plain(value) if key in (*_ROLES, "min-n") else value
        for key, value in written.items()
    }
    try:
        return Data.model_validate(plain)
    except ValidationError as error:
        place = ".".join(str(step) for step in error.errors()[0]["loc"])
        raise UsageError(
            tr("`[measure] {key}` in the settings cannot be used.", key=place.replace("_", "-"))
        ) from None


def _plain(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {key.replace("-", "_"): one for key, one in value.items()}


def _over(own: Data | None, shared: Data | None) -> Data:
    if own is None or shared is None:
        return own or shared or Data()
    said = {name: getattr(own, name) for name in own.model_fields_set}
    return shared.model_copy(update=said)


def _source(
    subject: Subject, role: str, written: DataSource, folder: FilePath, path: Path
) -> Source:
    files: tuple[str, ...] = ()
    if written.uri is not None:
        files = tuple(_files(subject, written.uri, folder))
    return Source(
        role, written.uri or "", files, written.engine, written.table, dict(written.columns), path
    )


def _files(subject: Subject, uri: str, folder: FilePath) -> Iterator[str]:
    """The files that an address or glob names, in the order of their names. Raises UsageError."""
    if not is_glob(uri):
        yield _file(subject.workspace.contain(folder, uri), uri)
        return
    import glob

    named = sorted(glob.glob(uri, root_dir=folder, recursive=True))
    nothing = True
    for name in named:
        file = subject.workspace.contain(folder, name)
        if file is not None and is_folder(file):
            continue
        # One of many that is left out would be missing from the figures without a word.
        nothing = False
        yield _file(file, name)
    if nothing:
        raise UsageError(tr("No file fits `{pattern}`.", pattern=uri))


def _file(found: FilePath | None, name: str) -> str:
    """A file that is named, where it may and can be read. Raises UsageError."""
    if found is None:
        raise UsageError(tr("`{uri}` lies outside the workspace.", uri=name))
    refuse_unread(found, name)
    if not is_file(found):
        raise UsageError(tr("There is no file `{path}`.", path=name))
    return str(found)


class _Reading:
    """What the stages and touchpoints of a map are in the data."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.index: Index = subject.index
        self.predicates: list[Predicate] = []
        self.scales: dict[tuple[int, str], Scale] = {}
        self._numbers: dict[Predicate, int] = {}
        for match in self._matches():
            for event in match.events:
                predicate = _predicate(event)
                if predicate not in self._numbers:
                    self._numbers[predicate] = len(self.predicates)
                    self.predicates.append(predicate)
        self.codes, self.offsets = _code(self.predicates)

    def _matches(self) -> Iterator[Match]:
        for stage in self.subject.journey.stages:
            yield from (stage.match,) if stage.match is not None else ()
            yield from (t.match for t in stage.touchpoints if t.match is not None)

    def spots(self) -> tuple[Spot, ...]:
        """The stages, each followed by its touchpoints."""
        items: list[Item] = []
        matches: list[Match | None] = []
        own: list[frozenset[int]] = []
        for stage, item in self._stages():
            items.append(item)
            matches.append(stage.match)
            own.append(self._codes(stage.match))
            for number, touchpoint in enumerate(stage.touchpoints):
                found = self.index.places[(*item.path, "touchpoints", number)]
                items.append(found)
                matches.append(touchpoint.match)
                own.append(self._codes(touchpoint.match))
        number_of = {item.path: number for number, item in enumerate(items)}
        stages = [number for number, item in enumerate(items) if item.kind is Thing.STAGE]
        spots = []
        for number, (item, match) in enumerate(zip(items, matches, strict=True)):
            codes = own[number]
            if item.kind is Thing.STAGE:
                inner = [n for n, other in enumerate(items) if other.place == item.path]
                codes = codes.union(*(own[n] for n in inner))
            metrics = self._metrics(item)
            self._scale(number, metrics)
            spots.append(
                Spot(
                    id=item.id,
                    path=item.path,
                    stage=self._stage_number(item),
                    is_stage=item.kind is Thing.STAGE,
                    codes=codes,
                    surveys=_names(match.surveys if match is not None else ()),
                    origin=self._origin(item, metrics, number_of, stages),
                    bound=match is not None,
                )
            )
        self._scale(-1, self.subject.journey.metrics)
        return tuple(spots)

    def _stages(self) -> Iterator[tuple[Any, Item]]:
        for number, stage in enumerate(self.subject.journey.stages):
            yield stage, self.index.places[("stages", number)]

    def _stage_number(self, item: Item) -> int:
        return int(item.path[1])

    def _metrics(self, item: Item) -> Sequence[Metric]:
        things = self.subject.things
        return [things.metrics[one] for one in self.index.items["metric"] if one.place == item.path]

    def _scale(self, number: int, metrics: Iterable[Metric]) -> None:
        for metric in metrics:
            kind = str(metric.type) if metric.type in _SCALED else None
            if kind is not None and metric.scale is not None and (number, kind) not in self.scales:
                low, high = metric.scale
                upwards = metric.direction is not Direction.DOWN
                self.scales[number, kind] = Scale(low, high, upwards)

    def _codes(self, match: Match | None) -> frozenset[int]:
        """The codes of the rows that a match means."""
        if match is None:
            return frozenset()
        wanted = {self._numbers[_predicate(event)] for event in match.events}
        return frozenset(code for code, (_, held) in enumerate(self.codes) if held & wanted)

    def _origin(
        self,
        item: Item,
        metrics: Sequence[Metric],
        number_of: Mapping[Path, int],
        stages: Sequence[int],
    ) -> int | None:
        """Where the conversion into a place counts from: what its metric says, else the stage before."""
        for metric in metrics:
            if metric.type is MetricType.CONVERSION and metric.from_ is not None:
                found = resolve(self.index, "stage", metric.from_) or resolve(
                    self.index, "touchpoint", metric.from_
                )
                if found is not None and found.path in number_of:
                    return number_of[found.path]
        stage = self._stage_number(item)
        return stages[stage - 1] if stage else None

    def drawn(self) -> frozenset[tuple[int, int]]:
        """The pairs of different stages that some way of the map joins."""
        pairs = {(int(e.source[1]), int(e.target[1])) for e in self.subject.facts.flow.edges}
        return frozenset(pair for pair in pairs if pair[0] != pair[1])

    def personas(self) -> Iterator[Whom]:
        for item in self.index.items["persona"]:
            personas = self.subject.things.personas
            match = personas[item].match if item in personas else None
            if match is not None and match.segment:
                segment = {name: say(value) for name, value in match.segment.items()}
                yield Whom(item.id, segment)


def say(value: object) -> str:
    """A value as text, as tables of text hold it: `true`, `3`, `web`."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        # A share that is written in percent says so.
        return str(int(value)) if value.is_integer() else str(value).removesuffix("%")
    return str(value)


def write_target(metric: Metric, goal: Target) -> str | None:
    """A target as it is held against data, `>= 60`; None where nobody says which way is better."""
    comparison = comparison_of(metric, goal)
    return None if comparison is None else f"{comparison.value} {say(goal.value)}"


def _predicate(match: EventMatch) -> Predicate:
    conditions = tuple(
        comparing for column, one in match.where.items() for comparing in _compare(column, one)
    )
    return Predicate(match.event, conditions)


def _compare(column: str, condition: Condition) -> Iterator[Comparing]:
    for operator in ("eq", "ne", "gt", "ge", "lt", "le", "prefix"):
        value = getattr(condition, operator)
        if value is not None:
            yield Comparing(column, operator, (value,))
    if condition.in_:
        yield Comparing(column, "in", tuple(condition.in_))


def _code(
    predicates: Sequence[Predicate],
) -> tuple[tuple[tuple[str, frozenset[int]], ...], Mapping[str, int]]:
    """Codes of events: for each name one for every set of its conditions that may hold at once."""
    by_event: dict[str, list[int]] = {}
    for number, predicate in enumerate(predicates):
        by_event.setdefault(predicate.event, []).append(number)
    codes: list[tuple[str, frozenset[int]]] = []
    offsets: dict[str, int] = {}
    for event, numbers in by_event.items():
        always = [n for n in numbers if not predicates[n].conditions]
        perhaps = conditional(predicates, event)
        if len(perhaps) > MOST_CONDITIONS:
            raise UsageError(
                tr(
                    "The event `{event}` is matched under too many conditions ({n}).",
                    event=event,
                    n=len(perhaps),
                )
            )
        offsets[event] = len(codes)
        for bits in range(2 ** len(perhaps)):
            held = [n for place, n in enumerate(perhaps) if bits >> place & 1]
            codes.append((event, frozenset((*always, *held))))
    return tuple(codes), offsets


def conditional(predicates: Sequence[Predicate], event: str) -> list[int]:
    """The numbers of the predicates of an event that hold only under conditions, in order."""
    return [n for n, one in enumerate(predicates) if one.event == event and one.conditions]


def _names(surveys: Iterable[str] | None) -> frozenset[str]:
    return frozenset(surveys or ())


def _segments(data: Data, sources: Mapping[str, Source]) -> Iterator[Segment]:
    for name, written in data.segments.items():
        role, dot, column = written.partition(".")
        if not dot or role not in _ROLES:
            role, column = ("customers" if "customers" in sources else "events"), written
        if role not in sources or role == "surveys":
            raise UsageError(
                tr(
                    "The segment `{name}` is in `{role}`, which `data` does not name.",
                    name=name,
                    role=role,
                )
            )
        yield Segment(name, role, column)


def _periods(data: Data, zone: ZoneInfo) -> Iterator[Period]:
    for name, days in data.periods.items():
        yield Period(name, _moment(days[0], zone), _moment(days[1], zone))


def _moment(day: datetime.date, zone: ZoneInfo) -> int:
    start = datetime.datetime(day.year, day.month, day.day, tzinfo=zone)
    return int(start.timestamp()) * MICROSECONDS


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UsageError(tr("There is no time zone `{name}`.", name=name)) from None


def _seconds(written: str | None) -> int | None:
    """A window in microseconds. Raises UsageError for one that has no certain length."""
    if written is None:
        return None
    duration = parse_duration(written)
    seconds = None if duration is None else duration.seconds
    if seconds is None:
        raise UsageError(
            tr("`window: {written}` has no certain length: write it in days.", written=written)
        )
    return round(seconds * MICROSECONDS)
