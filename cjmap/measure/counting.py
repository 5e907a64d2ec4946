"""Asks an engine, and gives back counts: nothing of a single customer leaves it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

import ibis

from cjmap.facts.channels import find_channel
from cjmap.measure import queries
from cjmap.measure.counts import AnswerCounts, Counts, EventCounts, Part, PartCounts
from cjmap.measure.engines.engine import Engine
from cjmap.measure.plan import Plan
from cjmap.measure.sources import Sources

if TYPE_CHECKING:
    import ibis.expr.types as ir


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
        self.sources = Sources(plan, engine)
        self.kept = 0

    def all(self) -> Counts:
        plan = self.plan
        events, by_event = self.sources.events() if plan.events is not None else (None, [])
        customers = self._segments(events)
        values = self._values(customers)
        parts = tuple(self._parts(values))
        counted = None
        if events is not None:
            counted = self._count_events(events, by_event, customers, parts)
        answers: tuple[AnswerCounts, ...] = ()
        if plan.surveys is not None:
            answers = tuple(self._count_answers(customers, parts))
        return Counts(parts, counted, answers, tuple(self.sources.unusable))

    def _keep(self, name: str, expression: ir.Table) -> ir.Table:
        self.kept += 1
        return self.engine.keep(f"cjmap_{name}_{self.kept}", expression)

    # -- who is who

    def _segments(self, events: ir.Table | None) -> ir.Table | None:
        """A row a customer with the values of its segments; None where nobody asks for any."""
        plan = self.plan
        if not plan.segments:
            return None
        tables = []
        own = [one for one in plan.segments if one.role == "customers"]
        if own:
            known = self.sources.customers(own)
            tables.append(
                known.group_by("customer").aggregate(
                    **{f"g_{one.name}": known[f"g_{one.name}"].min() for one in own}
                )
            )
        theirs = [one for one in plan.segments if one.role == "events"]
        if theirs and events is not None:
            self.sources.tell_several(events, theirs)
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
                self.sources.tell_left_out(segment, len(rows) - MOST_VALUES)
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
            self.sources.tell_blank_channels(events, blank)
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
            asked[f"base{number}"] = queries.number(complete)
            asked[f"conv{number}"] = queries.number(complete & wide[f"d{number}"].notnull())
        stages = [n for n in plan.stages if plan.spots[n].codes]
        for number in stages:
            later = [wide[f"f{n}"].notnull() for n in stages if n > number]
            if later:
                missed = wide[f"f{number}"].isnull() & reduce(or_, later)
                asked[f"skip{number}"] = queries.number(missed)
        passed = [name for name in wide.columns if name.startswith("x")]
        for name in passed:
            asked[name] = wide[name].count()
        begin = plan.stages[0] if plan.stages else None
        if begin in here:
            whole = ended(wide[f"f{begin}"])
            asked["complete"] = queries.number(whole)
            if len(passed) == len(plan.stages) - 1 and passed:
                asked["passed"] = queries.number(whole & wide[passed[-1]].notnull())
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
        usable = self.sources.answers(by_customer=customers is not None)
        answers = self._keep("answers", self._with_segments(usable, customers))
        for part in parts:
            some = self._of(answers, part, "t")
            rows = self.engine.rows(
                some.group_by("place", "kind", "score").aggregate(n=some.count(), last=some.t.max())
            )
            found: dict[tuple[str, str], dict[float, int]] = {}
            last: dict[tuple[str, str], int] = {}
            for row in sorted(rows, key=lambda one: (one["place"], one["kind"], one["score"])):
                key = row["place"], row["kind"]
                found.setdefault(key, {})[row["score"]] = row["n"]
                last[key] = max(last.get(key, row["last"]), row["last"])
            yield AnswerCounts(found, last)


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
