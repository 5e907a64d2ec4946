"""The tables that a map is counted over: what of their rows can be used, and what is told of the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Final

import ibis

from cjmap.facts.measured import Reason, Unusable
from cjmap.findings.usage import UsageError
from cjmap.measure import queries
from cjmap.measure.engines.engine import DOUBTFUL, Engine, Reading, Wanted
from cjmap.measure.plan import KINDS, MICROSECONDS, NOTHING, USUAL_SCALES, Plan, Segment, Source
from cjmap.messages import tr
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


class Sources:
    """The tables of a plan, each opened with what can be used of it.

    What cannot be used is kept in `unusable`, each reason with its count and the first of its rows.
    """

    def __init__(self, plan: Plan, engine: Engine) -> None:
        self.plan = plan
        self.engine = engine
        self.unusable: list[Unusable] = []
        self._compared = tuple(
            dict.fromkeys(c.column for one in plan.predicates for c in one.conditions)
        )

    def events(self) -> tuple[ir.Table, list[dict[str, Any]]]:
        """The events that can be used, with their codes, and by event and code how many there are.

        What cannot be used is told. All of it is one look at the data.
        """
        plan = self.plan
        source = plan.events
        assert source is not None
        wanted = list(self._columns_of_events(source))
        table = self._open(source, wanted)
        if "channel" not in table.columns:
            table = table.mutate(channel=ibis.null("string"))
        nobody, nothing = (
            f"{Reason.WORD}:{source.column(name)}" for name in (plan.counted, "event")
        )
        valued = {f"g_{one.name}": one.column for one in self._segments_of_events()}
        broken = {
            "customer": table.customer.isnull(),
            nobody: table.customer.isin(sorted(NOTHING)),
            "event": table.event.isnull(),
            **self._odd_times(table),
            **self._blanks(table, valued),
            **self._no_numbers(table),
        }
        coded = table.mutate(code=queries.code(table, plan, self._compared))
        sound = (
            (coded.t < plan.until) & ~coded.customer.isin(sorted(NOTHING)) & coded.event.notnull()
        )
        grouped = coded.group_by("event", "code").aggregate(
            every=coded.count(),
            n=queries.number(sound),
            first=coded.t.min(where=sound),
            last=coded.t.max(where=sound),
            **{f"n{number}": queries.number(holds) for number, holds in enumerate(broken.values())},
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
        self._tell_repeated(source, wanted)
        coded = self._without_blanks(coded, valued, found)
        lost = any(found[name] for name in losing)
        counted = [row for row in rows if row["n"] and row["event"] not in plan.no_events]
        return coded.filter(sound) if lost else coded, counted

    def _columns_of_events(self, source: Source) -> Iterator[Wanted]:
        yield from self._who_and_when(source)
        yield Wanted("event", source.column("event"), Reading.TEXT)
        there = self.engine.columns(source) or ()
        if "channel" in source.columns or "channel" in there:
            yield Wanted("channel", source.column("channel"), Reading.TEXT)
        for number, column in enumerate(self._compared):
            name = source.column(column)
            yield Wanted(f"s{number}", name, Reading.TEXT)
            yield Wanted(f"n{number}", name, Reading.NUMBER)
        for one in self._segments_of_events():
            yield Wanted(f"g_{one.name}", one.column, Reading.TEXT)

    def _segments_of_events(self) -> list[Segment]:
        return [one for one in self.plan.segments if one.role == "events"]

    def _no_numbers(self, table: ir.Table) -> dict[str, Any]:
        """What is no number and is compared as one: told, and not left out.

        The row is no such event, but it may be another.
        """
        return {
            f"number:{column}": table[f"s{number}"].notnull() & table[f"n{number}"].isnull()
            for number, column in enumerate(self._compared)
            if self._is_compared_as_number(column)
        }

    def customers(self, segments: Sequence[Segment]) -> ir.Table:
        """The rows of customers with their values of segments; one may have several rows."""
        plan = self.plan
        source = plan.customers
        assert source is not None
        wanted = [Wanted("customer", source.column(plan.counted), Reading.TEXT)]
        wanted += [Wanted(f"g_{one.name}", one.column, Reading.TEXT) for one in segments]
        table = self._open(source, wanted)
        nobody = table.customer.isin(sorted(NOTHING))
        valued = {f"g_{one.name}": one.column for one in segments}
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
        return known

    def answers(self, *, by_customer: bool) -> ir.Table:
        """The answers that can be used; `by_customer` where it matters who gave them."""
        plan = self.plan
        source = plan.surveys
        assert source is not None
        wanted = [
            *self._who_and_when(source),
            Wanted("place", source.column("touchpoint"), Reading.TEXT),
            Wanted("kind", source.column("kind"), Reading.TEXT),
            Wanted("said", source.column("score"), Reading.TEXT),
            Wanted("score", source.column("score"), Reading.NUMBER),
        ]
        table = self._open(source, wanted)
        table = table.mutate(kind=table.kind.lower())
        # Engines make a whole number of it, which the largest do not fit.
        near = table.score.clip(lower=-1, upper=11)
        off = reduce(or_, _off_scale(plan, table)).fill_null(False)
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
        if by_customer:
            broken["customer"] = table.customer.isnull() | table.customer.isin(sorted(NOTHING))
        self._tell(source, table, broken)
        self._tell_repeated(source, wanted)
        return table.filter(
            (table.t < plan.until)
            & table.place.notnull()
            & known
            & table.score.notnull()
            & ~off
            & ~broke
        )

    def tell_several(self, events: ir.Table, segments: Sequence[Segment]) -> None:
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
            f"n{n}": queries.number(ends[f"least{n}"] != ends[f"most{n}"])
            for n in range(len(segments))
        }
        row = self.engine.rows(ends.aggregate(**asked))[0]
        for n, one in enumerate(segments):
            if row[f"n{n}"]:
                told = Unusable("events", Reason.SEVERAL, one.name, int(row[f"n{n}"]), None)
                self.unusable.append(told)

    def tell_blank_channels(self, events: ir.Table, words: Sequence[str]) -> None:
        """Says how many events have such words for nothing as their channel."""
        source = self.plan.events
        assert source is not None
        blank = f"{Reason.BLANK}:{source.column('channel')}"
        self._tell(source, events, {blank: events.channel.isin(sorted(words))})

    def tell_left_out(self, segment: Segment, n: int) -> None:
        """Says of how many values of a segment there are no figures."""
        self.unusable.append(Unusable(segment.role, Reason.VALUES, segment.name, n, None))

    def _who_and_when(self, source: Source) -> Iterator[Wanted]:
        yield Wanted("customer", source.column(self.plan.counted), Reading.TEXT)
        yield Wanted("t", source.column("time"), Reading.TIME)
        yield Wanted("zoned", source.column("time"), Reading.ZONE)

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
        telling = [one for one in wanted if one.name in _TELLING]
        n, row = self.engine.repeated(source, telling)
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
        asked = {
            f"n{number}": queries.number(holds) for number, holds in enumerate(broken.values())
        }
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
