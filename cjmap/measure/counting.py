"""Asks an engine, and gives back counts: nothing of a single customer leaves it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import ibis

from cjmap.facts.channels import find_channel
from cjmap.facts.measured import Reason, Unusable
from cjmap.findings.usage import UsageError
from cjmap.measure import queries
from cjmap.measure.engines.engine import DOUBTFUL, Engine, Reading, Wanted
from cjmap.measure.plan import MICROSECONDS, NOTHING, USUAL_SCALES, Period, Plan, Segment, Source
from cjmap.messages import tr
from cjmap.records import dataclass, field
from cjmap.vocabulary.metrics import MetricType

if TYPE_CHECKING:
    import ibis.expr.types as ir

# What lies before 1971 is rather no time at all, or another kind of number, than one of a customer.
_EARLY: Final = 365 * 86_400 * MICROSECONDS
# The first and the last time that there is a day for: 1 to 9999. Some engines know others, of which
# nobody could say when they were, and which times the number of stages are too large.
_BEGIN: Final = -62_135_596_800 * MICROSECONDS
_END: Final = 253_402_300_800 * MICROSECONDS
# Not told itself: beside it, times that say no zone are odd.
_ZONED: Final = "zoned"
# The columns that tell most rows from one another.
_TELLING: Final = ("customer", "t", "event", "place", "kind", "said")
KINDS: Final = tuple(kind.value for kind in (MetricType.NPS, MetricType.CSAT, MetricType.CES))


@dataclass(frozen=True, slots=True)
class Part:
    """Which customers: all, a persona, a segment's value, a period."""

    kind: str
    id: str
    segment: Mapping[str, str] = field(default_factory=dict)
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class PartCounts:
    """The counts of a part of the customers.

    `reach` by spot, `base` and `converted` by pair, `through` by stage (from 0), `complete` those
    of the first stage whose window has ended, of whom `passed` went through all. `times` are
    buckets of how long the next stage took (see `queries.bucket`), by stage. `steps` are customers
    and steps by pair of stages.
    """

    customers: int
    reach: Mapping[int, int]
    base: Mapping[int, int]
    converted: Mapping[int, int]
    through: Mapping[int, int]
    complete: int
    passed: int
    skips: Mapping[int, int]
    entries: Mapping[int, int]
    exits: Mapping[int, int]
    times: Mapping[int, tuple[tuple[int, int], ...]]
    steps: Mapping[tuple[int, int], tuple[int, int]]
    channels: Mapping[int, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class EventCounts:
    """The events of all, and of each part; `seen` are the codes that occur."""

    events: int
    customers: int
    first: int | None
    last: int | None
    seen: frozenset[int]
    unmapped: tuple[tuple[str, int], ...]
    parts: tuple[PartCounts, ...]


@dataclass(frozen=True, slots=True)
class AnswerCounts:
    """How many gave which answer, by name of the survey and kind, and when the last of them was."""

    answers: Mapping[tuple[str, str], Mapping[float, int]]
    last: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Counts:
    """All that was counted; `parts` go with those of the events and with `answers`."""

    parts: tuple[Part, ...]
    events: EventCounts | None
    answers: tuple[AnswerCounts, ...]
    unusable: tuple[Unusable, ...]


# Values of a segment beyond these are left out, the rarest first, and it is said.
MOST_VALUES = 20


def count(plan: Plan, engine: Engine) -> Counts:
    """All that a plan asks, of the engine that has all its sources.

    Raises:
        UsageError: a source has no such column.
        EngineError: an engine did not do what was asked.
    """
    return _Counting(plan, engine).all()


class _Counting:
    def __init__(self, plan: Plan, engine: Engine) -> None:
        self.plan = plan
        self.engine = engine
        self.unusable: list[Unusable] = []
        self.compared = tuple(
            dict.fromkeys(c.column for one in plan.predicates for c in one.conditions)
        )
        self.kept = 0

    def all(self) -> Counts:
        plan = self.plan
        events, by_event = self._open_events() if plan.events is not None else (None, [])
        customers = self._segments(events)
        values = self._values(customers)
        parts = tuple(self._parts(values))
        counted = None
        if events is not None:
            counted = self._count_events(events, by_event, customers, parts)
        answers: tuple[AnswerCounts, ...] = ()
        if plan.surveys is not None:
            answers = tuple(self._count_answers(customers, parts))
        return Counts(parts, counted, answers, tuple(self.unusable))

    def _keep(self, name: str, expression: ir.Table) -> ir.Table:
        self.kept += 1
        return self.engine.keep(f"cjmap_{name}_{self.kept}", expression)

    # -- sources

    def _open(self, source: Source, wanted: Sequence[Wanted]) -> ir.Table:
        there = self.engine.columns(source)
        if there is not None:
            self._look_for(source, wanted, there)
        table = self.engine.table(source, wanted, self.plan.timezone)
        if "t" in table.columns:
            known = (table.t >= _BEGIN) & (table.t < _END)
            table = table.mutate(t=known.ifelse(table.t, ibis.null("int64")))
        for (reason, detail), (n, row) in self.engine.oddities(source).items():
            self.unusable.append(Unusable(source.role, reason, detail, n, row))
        return table

    def _add(self, source: Source, reason: Reason, detail: str, n: int, row: int | None) -> None:
        """Tells of rows, of which one has a number in its table."""
        found = None if row is None else self.engine.find(source, row)
        self.unusable.append(Unusable(source.role, reason, detail, n, found))

    def _look_for(self, source: Source, wanted: Sequence[Wanted], there: Sequence[str]) -> None:
        """Raises UsageError where columns that are wanted are not there."""
        if not there:
            raise UsageError(tr("`{path}` is empty.", path=source.address))
        # Of UTF-16, of a workbook, of whatever else is no text.
        if any(sign < " " and not sign.isspace() for name in there for sign in name):
            raise UsageError(
                tr("`{path}` is no text in UTF-8: write it as that.", path=source.address)
            )
        for one in wanted:
            if one.column not in there:
                raise UsageError(
                    tr(
                        "`data.{role}` has no column `{column}`; it has {columns}.",
                        role=source.role,
                        column=one.column,
                        columns=", ".join(f"`{name}`" for name in there[:20]),
                    )
                )

    def _open_events(self) -> tuple[ir.Table, list[dict[str, Any]]]:
        """The events that can be used, with their codes, and by event and code how many there are.

        What cannot be used is told. All of it is one look at the data.
        """
        plan = self.plan
        source = plan.events
        assert source is not None
        wanted = [
            Wanted("customer", source.column(plan.counted), Reading.TEXT),
            Wanted("t", source.column("time"), Reading.TIME),
            Wanted("zoned", source.column("time"), Reading.ZONE),
            Wanted("event", source.column("event"), Reading.TEXT),
        ]
        there = self.engine.columns(source) or ()
        if "channel" in source.columns or "channel" in there:
            wanted.append(Wanted("channel", source.column("channel"), Reading.TEXT))
        for number, column in enumerate(self.compared):
            name = source.column(column)
            wanted.append(Wanted(f"s{number}", name, Reading.TEXT))
            wanted.append(Wanted(f"n{number}", name, Reading.NUMBER))
        wanted += [
            Wanted(f"g_{one.name}", one.column, Reading.TEXT)
            for one in plan.segments
            if one.role == "events"
        ]
        table = self._open(source, wanted)
        if "channel" not in table.columns:
            table = table.mutate(channel=ibis.null("string"))
        nobody, nothing = (
            f"{Reason.WORD}:{source.column(name)}" for name in (plan.counted, "event")
        )
        broken = {
            "customer": table.customer.isnull(),
            nobody: table.customer.isin(sorted(NOTHING)),
            "event": table.event.isnull(),
            **self._odd_times(table),
        }
        valued = {f"g_{one.name}": one.column for one in plan.segments if one.role == "events"}
        broken |= self._blanks(table, valued)
        for number, column in enumerate(self.compared):
            if self._is_compared_as_number(column):
                # Told, not left out: the row is no such event, but it may be another.
                broken[f"number:{column}"] = (
                    table[f"s{number}"].notnull() & table[f"n{number}"].isnull()
                )
        coded = table.mutate(code=queries.code(table, plan, self.compared))
        sound = (
            (coded.t < plan.until) & ~coded.customer.isin(sorted(NOTHING)) & coded.event.notnull()
        )
        grouped = coded.group_by("event", "code").aggregate(
            every=coded.count(),
            n=_number(sound),
            first=coded.t.min(where=sound),
            last=coded.t.max(where=sound),
            **{f"n{number}": _number(holds) for number, holds in enumerate(broken.values())},
        )
        rows = self.engine.rows(grouped)
        found = {name: sum(row[f"n{number}"] for row in rows) for number, name in enumerate(broken)}
        # It is known of each event: no row is looked at for it unless there are such.
        found[nothing] = sum(row["every"] for row in rows if row["event"] in plan.no_events)
        if found[nothing]:
            broken[nothing] = table.event.isin(sorted(plan.no_events))
            sound &= ~coded.event.isin(sorted(plan.no_events))
        self._tell_counted(source, table, broken, found, empty=not rows)
        # To look at every row for what none of them has takes as long as to count them.
        losing = ("customer", nobody, "time", "doubtful", "event", nothing, self._future)
        self._tell_repeated(source, [one for one in wanted if one.name in _TELLING])
        coded = self._without_blanks(coded, valued, found)
        lost = any(found[name] for name in losing)
        counted = [row for row in rows if row["n"] and row["event"] not in plan.no_events]
        return coded.filter(sound) if lost else coded, counted

    def _blanks(self, table: ir.Table, valued: Mapping[str, str]) -> dict[str, Any]:
        """What holds of rows with a word for nothing in a column; `valued` are these and their names."""
        words = sorted(self.plan.no_values)
        return {f"{Reason.BLANK}:{told}": table[name].isin(words) for name, told in valued.items()}

    def _without_blanks(
        self, table: ir.Table, valued: Mapping[str, str], found: Mapping[str, int]
    ) -> ir.Table:
        """The table with nothing for such words, where there are any."""
        words = sorted(self.plan.no_values)
        emptied = {
            name: table[name].isin(words).ifelse(ibis.null("string"), table[name])
            for name, told in valued.items()
            if found[f"{Reason.BLANK}:{told}"]
        }
        return table.mutate(**emptied) if emptied else table

    @property
    def _future(self) -> str:
        return f"future:{self.plan.today.isoformat()}"

    def _odd_times(self, table: ir.Table) -> dict[str, Any]:
        """What is odd about the times of rows. Left out are those without one, and those to come."""
        return {
            "time": table.t.isnull() & (table.zoned.fill_null(0) != DOUBTFUL),
            "doubtful": table.zoned == DOUBTFUL,
            self._future: table.t >= self.plan.until,
            "early": table.t < _EARLY,
            f"zone:{self.plan.timezone}": (table.zoned == 0) & table.t.notnull(),
            _ZONED: (table.zoned == 1) & table.t.notnull(),
        }

    def _tell_repeated(self, source: Source, wanted: Sequence[Wanted]) -> None:
        n, row = self.engine.repeated(source, wanted)
        if n:
            self._add(source, Reason.REPEATED, "", n, row)

    def _is_compared_as_number(self, column: str) -> bool:
        return any(
            queries.is_number(value)
            for one in self.plan.predicates
            for c in one.conditions
            if c.column == column
            for value in c.values
        )

    def _tell(
        self, source: Source, table: ir.Table, broken: Mapping[str, Any]
    ) -> Mapping[str, int]:
        """Adds what is wrong with rows, each reason with its count and the first of its rows.

        Gives how many rows there are of each.
        """
        asked = {f"n{number}": _number(holds) for number, holds in enumerate(broken.values())}
        row = self.engine.rows(table.aggregate(every=table.count(), **asked))[0]
        found = {name: row[f"n{number}"] or 0 for number, name in enumerate(broken)}
        self._tell_counted(source, table, broken, found, empty=not row["every"])
        return found

    def _tell_counted(
        self,
        source: Source,
        table: ir.Table,
        broken: Mapping[str, Any],
        found: Mapping[str, int],
        *,
        empty: bool,
    ) -> None:
        """The same where it is known how many rows there are of each, and whether there are any."""
        if empty:
            self.unusable.append(Unusable(source.role, Reason.EMPTY, "", 0, None))
        bad = [name for name in broken if found[name] and name != _ZONED]
        if not found.get(_ZONED):
            # In one zone are all of them.
            bad = [name for name in bad if not name.startswith(f"{Reason.ZONE}:")]
        if not bad:
            return
        asked = {f"r{n}": table.row.min(where=broken[name]) for n, name in enumerate(bad)}
        rows = self.engine.rows(table.aggregate(**asked))[0]
        for number, name in enumerate(bad):
            reason, _, detail = name.partition(":")
            self._add(source, Reason(reason), detail, found[name], rows[f"r{number}"])

    # -- who is who

    def _segments(self, events: ir.Table | None) -> ir.Table | None:
        """A row a customer with the values of its segments; None where nobody asks for any."""
        plan = self.plan
        if not plan.segments:
            return None
        tables = []
        own = [one for one in plan.segments if one.role == "customers"]
        if own:
            source = plan.customers
            assert source is not None
            wanted = [Wanted("customer", source.column(plan.counted), Reading.TEXT)]
            wanted += [Wanted(f"g_{one.name}", one.column, Reading.TEXT) for one in own]
            table = self._open(source, wanted)
            nobody = table.customer.isin(sorted(NOTHING))
            valued = {f"g_{one.name}": one.column for one in own}
            found = self._tell(
                source,
                table,
                {
                    "customer": table.customer.isnull(),
                    f"{Reason.WORD}:{source.column(plan.counted)}": nobody,
                    **self._blanks(table, valued),
                },
            )
            table = self._without_blanks(table.filter(~nobody), valued, found)
            known = table.filter(table.customer.notnull())
            twice = known.group_by("customer").aggregate(n=known.count(), r=known.row.max())
            again = twice.filter(twice.n > 1)
            told = self.engine.rows(again.aggregate(n=(again.n - 1).sum(), r=again.r.min()))[0]
            if told["n"]:
                self._add(source, Reason.TWICE, "", int(told["n"]), told["r"])
            tables.append(
                known.group_by("customer").aggregate(
                    **{f"g_{one.name}": known[f"g_{one.name}"].min() for one in own}
                )
            )
        theirs = [one for one in plan.segments if one.role == "events"]
        if theirs and events is not None:
            self._tell_several(events, theirs)
            tables += [_at_first(events, f"g_{one.name}") for one in theirs]
        table = tables[0] if len(tables) == 1 else self._united(tables)
        return self._keep("segments", table)

    def _united(self, tables: Sequence[ir.Table]) -> ir.Table:
        """Tables with a row a customer and each with columns of its own as one."""
        names = [name for one in tables for name in one.columns if name != "customer"]
        nothing = ibis.null("string")
        rows = ibis.union(
            *(
                one.select(
                    "customer",
                    **{name: one[name] if name in one.columns else nothing for name in names},
                )
                for one in tables
            )
        )
        return rows.group_by("customer").aggregate(**{name: rows[name].max() for name in names})

    def _tell_several(self, events: ir.Table, segments: Sequence[Segment]) -> None:
        """Says how many customers have several values of a segment in their events."""
        ends = events.group_by("customer").aggregate(
            **{
                f"{end}{n}": found
                for n, one in enumerate(segments)
                for end, found in (
                    ("least", events[f"g_{one.name}"].min()),
                    ("most", events[f"g_{one.name}"].max()),
                )
            }
        )
        asked = {
            f"n{n}": _number(ends[f"least{n}"] != ends[f"most{n}"]) for n in range(len(segments))
        }
        row = self.engine.rows(ends.aggregate(**asked))[0]
        for n, one in enumerate(segments):
            if row[f"n{n}"]:
                told = Unusable("events", Reason.SEVERAL, one.name, int(row[f"n{n}"]), None)
                self.unusable.append(told)

    def _values(self, customers: ir.Table | None) -> Mapping[str, tuple[str, ...]]:
        """The values of each segment in their order; that some are left out is told."""
        found: dict[str, tuple[str, ...]] = {}
        for segment in self.plan.segments:
            assert customers is not None
            known = customers.select(value=customers[f"g_{segment.name}"])
            known = known.filter(known.value.notnull())
            counted = known.group_by("value").aggregate(n=known.count())
            rows = self.engine.rows(counted)
            rows.sort(key=lambda row: (-row["n"], row["value"]))
            found[segment.name] = tuple(sorted(row["value"] for row in rows[:MOST_VALUES]))
            if len(rows) > MOST_VALUES:
                left = len(rows) - MOST_VALUES
                self.unusable.append(
                    Unusable(segment.role, Reason.VALUES, segment.name, left, None)
                )
        return found

    def _parts(self, values: Mapping[str, Sequence[str]]) -> Iterator[Part]:
        yield Part("all", "all")
        for persona in self.plan.personas:
            yield Part("persona", persona.id, persona.segment)
        for name, some in values.items():
            for value in some:
                yield Part("segment", f"{name}={value}", {name: value})
        for period in self.plan.periods:
            yield Part("period", period.name, period=period)

    def _of(self, table: ir.Table, part: Part, time: str) -> ir.Table:
        """The rows of a table of customers (or of what they did) that belong to a part."""
        for name, value in part.segment.items():
            column = f"g_{name}"
            if column not in table.columns:
                return table.filter(ibis.literal(False))
            table = table.filter(table[column] == value)
        if part.period is not None:
            table = table.filter(
                (table[time] >= part.period.start) & (table[time] < part.period.end)
            )
        return table

    def _with_segments(self, table: ir.Table, customers: ir.Table | None) -> ir.Table:
        if customers is None:
            return table
        joined = table.left_join(customers, "customer")
        kept = list(table.columns)
        added = [name for name in customers.columns if name.startswith("g_")]
        return joined.select(*[table[name] for name in kept], *[customers[name] for name in added])

    # -- events

    def _count_events(
        self,
        events: ir.Table,
        by_event: Sequence[Mapping[str, Any]],
        customers: ir.Table | None,
        parts: Sequence[Part],
    ) -> EventCounts:
        plan = self.plan
        last = max((row["last"] for row in by_event), default=None)
        matched = frozenset(plan.first_stage)
        unmapped: dict[str, int] = {}
        for row in by_event:
            if row["code"] is None or row["code"] not in matched:
                unmapped[row["event"]] = unmapped.get(row["event"], 0) + row["n"]
        seen = frozenset(row["code"] for row in by_event if row["code"] in matched)
        rows = self._keep("mapped", queries.mapped(events, plan))
        first = self._keep("first", queries.firsts(rows, plan))
        wide = first
        conversions = self._keep("conversions", queries.conversions(rows, first, plan))
        wide = _beside(wide, conversions)
        for place, passed in enumerate(self._passages(rows, first), 1):
            wide = _beside(wide, passed.select("customer", **{f"x{place}": passed.x}))
        wide = self._keep("customers", self._with_segments(wide, customers))
        # Only a period asks when a customer began.
        start = first.select("customer", "first") if plan.periods else None

        def beside(table: ir.Table) -> ir.Table:
            timed = table if start is None else _beside(table, start, inner=True)
            return self._with_segments(timed, customers)

        def kept(name: str, table: ir.Table) -> ir.Table:
            # What is asked of once is not laid down first.
            return self._keep(name, table) if len(parts) > 1 else table

        steps = kept("steps", beside(queries.steps(rows)))
        channels = None
        if any(plan.spots[number].codes for number in plan.stages):
            named = self._name_channels(rows, events)
            channels = kept("channels", beside(queries.channels(named, plan)))
        return EventCounts(
            events=sum(row["n"] for row in by_event),
            customers=self._count_customers(events, first, matched, unmapped=bool(unmapped)),
            first=min((row["first"] for row in by_event), default=None),
            last=last,
            seen=seen,
            unmapped=tuple(sorted(unmapped.items(), key=lambda one: (-one[1], one[0]))),
            parts=tuple(
                self._count_part(
                    self._of(wide, part, "first"),
                    self._of(steps, part, "first"),
                    None if channels is None else self._of(channels, part, "first"),
                    last or 0,
                )
                for part in parts
            ),
        )

    def _count_customers(
        self, events: ir.Table, first: ir.Table, matched: frozenset[int], *, unmapped: bool
    ) -> int:
        """How many there are of whom something is known: those of `first`, and who was nowhere."""
        known = int(self.engine.rows(first.aggregate(n=first.count()))[0]["n"])
        if not unmapped:
            return known
        held = events.code.isin(sorted(matched)).fill_null(False) if matched else None
        others = events if held is None else events.filter(~held)
        strangers = others.select("customer").anti_join(first, "customer")
        asked = strangers.aggregate(n=strangers.customer.nunique())
        return known + int(self.engine.rows(asked)[0]["n"])

    def _name_channels(self, rows: ir.Table, events: ir.Table) -> ir.Table:
        """The rows with the map's own ids of channels, however the data spell them.

        Words for nothing are none, of which it is told how many `events` have them.
        """
        seen = rows.filter(rows.channel.notnull()).select("channel").distinct()
        spelt: dict[str, str] = {}
        blank: list[str] = []
        for row in self.engine.rows(seen):
            name, known = row["channel"], find_channel(self.plan.channels, row["channel"])
            if known.declared and known.id != name:
                spelt[name] = known.id
            elif not known.declared and name in self.plan.no_values:
                blank.append(name)
        if spelt:
            rows = rows.mutate(channel=rows.channel.cases(*spelt.items(), else_=rows.channel))
        if blank:
            source = self.plan.events
            assert source is not None
            column = source.column("channel")
            self._tell(
                source, events, {f"{Reason.BLANK}:{column}": events.channel.isin(sorted(blank))}
            )
            rows = rows.filter(~rows.channel.isin(sorted(blank)))
        return rows

    def _passages(self, rows: ir.Table, first: ir.Table) -> Iterator[ir.Table]:
        plan = self.plan
        if not plan.stages or f"f{plan.stages[0]}" not in first.columns:
            return
        begin = first[f"f{plan.stages[0]}"]
        key = f"k{plan.stages[0]}"
        stands = {"k": first[key]} if key in first.columns else {}
        at = first.filter(begin.notnull()).select("customer", start=begin, x=begin, **stands)
        for place in range(1, len(plan.stages)):
            if not plan.spots[plan.stages[place]].codes:
                return
            at = self._keep("passed", queries.passage(rows, at, plan, place))
            yield at

    def _count_part(
        self, wide: ir.Table, steps: ir.Table, channels: ir.Table | None, end: int
    ) -> PartCounts:
        plan, engine = self.plan, self.engine

        def ended(since: Any) -> Any:
            return since.notnull() if plan.window is None else since + plan.window <= end

        asked: dict[str, Any] = {"customers": wide.count()}
        here = [n for n, spot in enumerate(plan.spots) if spot.codes]
        for number in here:
            asked[f"reach{number}"] = wide[f"f{number}"].count()
        for number, (source, _) in enumerate(plan.pairs):
            complete = ended(wide[f"f{source}"])
            asked[f"base{number}"] = _number(complete)
            asked[f"conv{number}"] = _number(complete & wide[f"d{number}"].notnull())
        stages = [n for n in plan.stages if plan.spots[n].codes]
        for number in stages:
            later = [wide[f"f{n}"].notnull() for n in stages if n > number]
            if later:
                missed = wide[f"f{number}"].isnull() & _any(later)
                asked[f"skip{number}"] = _number(missed)
        passed = [name for name in wide.columns if name.startswith("x")]
        for name in passed:
            asked[name] = wide[name].count()
        begin = plan.stages[0] if plan.stages else None
        if begin in here:
            whole = ended(wide[f"f{begin}"])
            asked["complete"] = _number(whole)
            if len(passed) == len(plan.stages) - 1 and passed:
                asked["passed"] = _number(whole & wide[passed[-1]].notnull())
        row = engine.rows(wide.aggregate(**asked))[0]
        through = {0: row.get(f"reach{begin}", 0)} if begin is not None else {}
        through |= {int(name[1:]): row[name] for name in passed}
        gone = wide if plan.window is None else wide.filter(wide.last + plan.window <= end)
        return PartCounts(
            customers=row["customers"],
            reach={n: row[f"reach{n}"] for n in here},
            base={n: row[f"base{n}"] or 0 for n in range(len(plan.pairs))},
            converted={n: row[f"conv{n}"] or 0 for n in range(len(plan.pairs))},
            through=through,
            complete=row.get("complete") or 0,
            passed=row.get("passed") or 0,
            skips={n: row.get(f"skip{n}") or 0 for n in stages},
            entries=self._tally(wide, "begin"),
            exits=self._tally(gone, "end"),
            times=self._times(wide),
            steps={
                (one["origin"], one["place"]): (one["customers"], int(one["steps"]))
                for one in engine.rows(
                    steps.group_by("origin", "place").aggregate(
                        customers=steps.count(), steps=steps.n.sum()
                    )
                )
            },
            channels=self._channels(channels),
        )

    def _tally(self, table: ir.Table, column: str) -> Mapping[int, int]:
        found = self.engine.rows(table.group_by(place=table[column]).aggregate(n=table.count()))
        return {int(row["place"]): row["n"] for row in sorted(found, key=lambda r: r["place"])}

    def _times(self, wide: ir.Table) -> Mapping[int, tuple[tuple[int, int], ...]]:
        """By stage, the buckets of how long it took to the next."""
        parts = []
        for number, (source, target) in enumerate(self.plan.pairs):
            spots = self.plan.spots
            if not (spots[source].is_stage and spots[target].is_stage):
                continue
            if spots[target].stage != spots[source].stage + 1:
                continue
            took = wide.filter(wide[f"d{number}"].notnull())
            stage = ibis.literal(spots[source].stage, "int64")
            parts.append(took.select(stage=stage, bucket=queries.bucket(took[f"d{number}"])))
        if not parts:
            return {}
        table = ibis.union(*parts) if len(parts) > 1 else parts[0]
        rows = self.engine.rows(table.group_by("stage", "bucket").aggregate(n=table.count()))
        found: dict[int, list[tuple[int, int]]] = {}
        for row in sorted(rows, key=lambda one: (one["stage"], one["bucket"])):
            found.setdefault(row["stage"], []).append((row["bucket"], row["n"]))
        return {stage: tuple(buckets) for stage, buckets in found.items()}

    def _channels(self, table: ir.Table | None) -> Mapping[int, tuple[tuple[str, int], ...]]:
        if table is None:
            return {}
        rows = self.engine.rows(table.group_by("stage", "channel").aggregate(n=table.count()))
        found: dict[int, list[tuple[str, int]]] = {}
        for row in sorted(rows, key=lambda one: (one["stage"], -one["n"], one["channel"])):
            found.setdefault(row["stage"], []).append((row["channel"], row["n"]))
        return {stage: tuple(some) for stage, some in found.items()}

    # -- answers

    def _count_answers(
        self, customers: ir.Table | None, parts: Iterable[Part]
    ) -> Iterator[AnswerCounts]:
        plan, engine = self.plan, self.engine
        source = plan.surveys
        assert source is not None
        wanted = [
            Wanted("customer", source.column(plan.counted), Reading.TEXT),
            Wanted("t", source.column("time"), Reading.TIME),
            Wanted("zoned", source.column("time"), Reading.ZONE),
            Wanted("place", source.column("touchpoint"), Reading.TEXT),
            Wanted("kind", source.column("kind"), Reading.TEXT),
            Wanted("said", source.column("score"), Reading.TEXT),
            Wanted("score", source.column("score"), Reading.NUMBER),
        ]
        table = self._open(source, wanted)
        table = table.mutate(kind=table.kind.lower())
        # Engines make a whole number of it, which the largest do not fit.
        near = table.score.clip(lower=-1, upper=11)
        off = _any([*_off_scale(plan, table)]).fill_null(False)
        broke = ((table.kind == MetricType.NPS.value) & (near != near.floor())).fill_null(False)
        known = table.kind.isin(KINDS).fill_null(False)
        broken = {
            "place": table.place.isnull(),
            "kind": ~known,
            "score": table.score.isnull(),
            "scale": table.score.notnull() & off,
            "whole": table.score.notnull() & broke & ~off,
            **self._odd_times(table),
        }
        if customers is not None:
            broken["customer"] = table.customer.isnull() | table.customer.isin(sorted(NOTHING))
        self._tell(source, table, broken)
        usable = table.filter(
            (table.t < plan.until)
            & table.place.notnull()
            & known
            & table.score.notnull()
            & ~off
            & ~broke
        )
        self._tell_repeated(source, [one for one in wanted if one.name in _TELLING])
        answers = self._keep("answers", self._with_segments(usable, customers))
        for part in parts:
            some = self._of(answers, part, "t")
            rows = engine.rows(
                some.group_by("place", "kind", "score").aggregate(n=some.count(), last=some.t.max())
            )
            found: dict[tuple[str, str], dict[float, int]] = {}
            last: dict[tuple[str, str], int] = {}
            for row in sorted(rows, key=lambda one: (one["place"], one["kind"], one["score"])):
                key = row["place"], row["kind"]
                found.setdefault(key, {})[row["score"]] = row["n"]
                last[key] = max(last.get(key, row["last"]), row["last"])
            yield AnswerCounts(found, last)


def _off_scale(plan: Plan, table: ir.Table) -> Iterator[Any]:
    """What holds of answers beyond the scale of the place that they were given at.

    Where several places share a survey, that of each.
    """
    for kind in KINDS:
        named: dict[tuple[float, float], set[str]] = {}
        for place, surveys in (
            (-1, plan.whole),
            *((n, s.surveys) for n, s in enumerate(plan.spots)),
        ):
            scale = plan.scales.get((place, kind), USUAL_SCALES[kind])
            named.setdefault((scale.low, scale.high), set()).update(surveys)
        every = sorted(set().union(*named.values()))
        answers = table.kind == kind
        for (low, high), some in sorted(named.items()):
            if some:
                here = answers & table.place.isin(sorted(some))
                yield here & ((table.score < low) | (table.score > high))
        # What belongs to no place is in no figure; it is told all the same.
        scale = USUAL_SCALES[kind]
        beyond = (table.score < scale.low) | (table.score > scale.high)
        yield answers & beyond & ~table.place.isin(every) if every else answers & beyond


def _number(holds: Any) -> Any:
    return holds.ifelse(1, 0).sum()


def _any(conditions: Sequence[Any]) -> Any:
    found = conditions[0]
    for one in conditions[1:]:
        found = found | one
    return found


def _at_first(events: ir.Table, column: str) -> ir.Table:
    """By customer the first value in time of a column; of several at one time the first in order."""
    known = events.filter(events[column].notnull()).select("customer", "t", column)
    order = ibis.window(group_by="customer", order_by=[known.t, known[column]])
    numbered = known.mutate(number=ibis.row_number().over(order))
    return numbered.filter(numbered.number == 0).select("customer", column)


def _beside(table: ir.Table, other: ir.Table, *, inner: bool = False) -> ir.Table:
    """The columns of both by customer; `inner` where all of the one are in the other."""
    joined = table.inner_join(other, "customer") if inner else table.left_join(other, "customer")
    added = [name for name in other.columns if name != "customer"]
    return joined.select(*[table[name] for name in table.columns], *[other[name] for name in added])
