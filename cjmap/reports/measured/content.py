"""What there is to say of measured maps, in sections that every format for people shows in its way."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Final

from cjmap.facts.measured import (
    Figure,
    Group,
    Judged,
    Scores,
    State,
    Verdict,
)
from cjmap.findings import Finding, format_path
from cjmap.languages.quantities import (
    format_date,
    format_number,
    format_percent,
    format_seconds,
    format_share,
)
from cjmap.messages import Message, ntr, tr
from cjmap.records import dataclass
from cjmap.reports.blocks.blocks import Block, Entry, Items, Record, Section, Shade, Table, Tone
from cjmap.reports.measured.request import Request, Told
from cjmap.vocabulary.maps import Thing
from cjmap.vocabulary.metrics import MetricType

_NOTHING: Final = Shade("–", Tone.QUIET)
_FULL: Final = "█"
_PARTS: Final = "▏▎▍▌▋▊▉█"
_LONG: Final = 12
# What its help says is one of the rows, and no advice.
_UNUSABLE_ROWS: Final = "CJ627"
# As many flows, events and parts of customers are shown; all are in JSON.
_SHOWN: Final = 12
_TONES: Final = {
    Verdict.SUPPORTED: Tone.GOOD,
    Verdict.KEPT: Tone.GOOD,
    Verdict.CONTRADICTED: Tone.POOR,
    Verdict.MISSED: Tone.POOR,
    Verdict.NOT_ENOUGH: Tone.QUIET,
    Verdict.UNDECIDED: Tone.QUIET,
}
_VERDICTS: Final = {
    Verdict.SUPPORTED: tr("supported"),
    Verdict.KEPT: tr("kept"),
    Verdict.CONTRADICTED: tr("contradicted"),
    Verdict.MISSED: tr("missed"),
    Verdict.NOT_ENOUGH: tr("not enough evidence"),
    Verdict.UNDECIDED: tr("cannot tell yet"),
}


def compose(request: Request) -> Iterator[Section]:
    """The sections of every map, one after the other."""
    for told in request.maps:
        yield from _Telling(request, told).sections()


@dataclass(frozen=True, slots=True)
class _Telling:
    """One map, told in one language."""

    request: Request
    told: Told

    def say(self, message: Message) -> str:
        return self.request.say(self.told, message)

    def heads(self, *messages: Message) -> tuple[str, ...]:
        return tuple(map(self.say, messages))

    @property
    def tongue(self) -> str:
        return self.request.tongue(self.told)

    def sections(self) -> Iterator[Section]:
        measured = self.told.measured
        everybody = measured.groups[0]
        yield Section(self.told.title, level=1, note=self._sum_up())
        if measured.events:
            yield Section(self.say(tr("Stages")), (self._stages(everybody),))
        spoken = self._scores(everybody)
        if spoken is not None:
            yield Section(self.say(tr("What customers say")), (spoken,))
        if len(measured.groups) > 1:
            yield Section(self.say(tr("Parts of the customers")), (self._parts(),))
        judged = [*measured.claims, *measured.targets]
        if judged:
            yield Section(self.say(tr("The map held against it")), (self._judged(),))
        if measured.comparisons:
            note = tr(
                "What goes together need not be cause and effect. Intervals are at 95 %, corrected for {n} comparisons.",
                n=len(measured.comparisons),
            )
            yield Section(
                self.say(tr("Periods compared")), (self._comparisons(),), note=self.say(note)
            )
        if everybody.flows:
            yield Section(self.say(tr("Ways taken")), tuple(self._ways(everybody)))
        if self.told.findings:
            entries = tuple(
                Entry(
                    f"{one.code} {one.message.render(self.tongue)}{self._example(one)}",
                    Tone.POOR if one.severity.rank < 2 else Tone.QUIET,
                    place=f"{one.file}:{one.span.start.line}" if one.span else one.file,
                )
                for one in self.told.findings
            )
            yield Section(self.say(tr("Findings")), (Items(entries),))

    def _example(self, finding: Finding) -> str:
        """The row that stands for those which a finding tells of; it is all the help that there is."""
        if finding.code != _UNUSABLE_ROWS or finding.help is None:
            return ""
        return f" {finding.help.render(self.tongue)}"

    def _sum_up(self) -> str:
        measured = self.told.measured
        said = [self.told.file, measured.engine]
        if measured.events:
            said.append(
                self._count(ntr("{n} event", "{n} events", measured.events), measured.events)
            )
            said.append(
                self._count(
                    ntr("{n} customer", "{n} customers", measured.customers), measured.customers
                )
            )
        days = [self._day(one) for one in (measured.first, measured.last) if one is not None]
        if days:
            said.append(" – ".join(dict.fromkeys(days)))
        unmapped = measured.unmapped
        if unmapped.n:
            share = format_share(100 * unmapped.share, self.tongue)
            said.append(self.say(tr("{share} of the events in no stage", share=share)))
        return " · ".join(said)

    def _count(self, message: Message, n: int) -> str:
        return self.say(message).replace(str(n), self._number(n), 1)

    def _day(self, moment: str) -> str:
        return format_date(datetime.date.fromisoformat(moment[:10]), self.tongue)

    def _number(self, value: float) -> str:
        return format_number(value, self.tongue, most=2)

    # -- stages

    def _stages(self, group: Group) -> Table:
        columns = self.heads(
            tr("Stage"),
            tr("Reach"),
            tr("Of all"),
            tr("Converted"),
            tr("To the next"),
            tr("Skipped"),
            tr("Begin"),
            tr("End"),
        )
        ends = dict(group.entries), dict(group.exits)
        most = max((stage.reach for stage in group.stages), default=0)
        rows = []
        for stage in group.stages:
            time = stage.time_to_next
            rows.append(
                Record(
                    (
                        Shade(self._name(stage.id)),
                        Shade(self._number(stage.reach)),
                        Shade(_bar(stage.reach, most)),
                        self._figure(stage.conversion, None),
                        _NOTHING
                        if time is None
                        else Shade(format_seconds(time.median, self.tongue)),
                        *map(self._some, (stage.skips, *(one.get(stage.id, 0) for one in ends))),
                    )
                )
            )
        return Table(columns, tuple(rows), frozenset((1, 3, 4, 5, 6, 7)), brief=True)

    def _some(self, n: int) -> Shade:
        """How many, paler where it is nobody."""
        return Shade(self._number(n), Tone.PLAIN if n else Tone.QUIET)

    def _scores(self, group: Group) -> Table | None:
        rows = []
        for id, scores in self._places(group):
            for label, figure, kind in _asked(scores):
                if figure is not None:
                    name = self.say(tr("The whole journey")) if id is None else self._name(id)
                    rows.append(
                        Record(
                            (
                                Shade(name),
                                Shade(self.say(label)),
                                self._figure(figure, kind),
                                Shade(self._between(figure, kind)),
                                Shade(self._number(figure.n)),
                            )
                        )
                    )
        if not rows:
            return None
        columns = self.heads(tr("Place"), tr("Figure"), tr("Value"), tr("Between"), tr("Answers"))
        return Table(columns, tuple(rows), frozenset((2, 4)), brief=True)

    @staticmethod
    def _places(group: Group) -> Iterator[tuple[str | None, Scores]]:
        yield None, group.scores
        for stage in group.stages:
            yield stage.id, stage.scores
        for touchpoint in group.touchpoints:
            yield touchpoint.id, touchpoint.scores

    # -- parts

    def _parts(self) -> Table:
        groups = self.told.measured.groups
        names = [self._name(stage.id) for stage in groups[0].stages]
        columns = (*self.heads(tr("Part"), tr("Customers")), *names, *self.heads(tr("All the way")))
        rows = []
        for group in groups:
            reached = max(group.customers, 1)
            shares = [
                Shade(format_share(100 * stage.reach / reached, self.tongue))
                for stage in group.stages
            ]
            if group.few:
                few = Shade(self.say(tr("too few")), Tone.QUIET) if group.customers else _NOTHING
                shares = [few] * len(shares)
            through = self._figure(group.through, None)
            customers = Shade(self._number(group.customers))
            rows.append(Record((Shade(self._part(group)), customers, *shares, through)))
        return Table(columns, tuple(rows), frozenset(range(1, len(columns))), brief=True)

    def _part(self, group: Group) -> str:
        if group.kind == "all":
            return self.say(tr("Everybody"))
        return self._name(group.id) if group.kind == Thing.PERSONA else group.id

    # -- held against

    def _judged(self) -> Table:
        columns = self.heads(
            tr("Place"), tr("Written"), tr("Measured"), tr("Between"), tr("Cases"), tr("Verdict")
        )
        measured = self.told.measured
        rows = [self._judge(one, False) for one in measured.claims]
        rows += [self._judge(one, True) for one in measured.targets]
        return Table(columns, tuple(rows), frozenset((2, 4)), brief=True)

    def _judge(self, one: Judged, promised: bool) -> Record:
        kind = MetricType.known(one.type)
        label = kind.label.render(self.tongue) if kind is not None else one.type
        place = self.told.places.get(_owner(one), "")
        written = one.written if promised else self._number(float(one.written))
        return Record(
            (
                Shade(f"{place}: {label}" if place else label),
                Shade(written),
                self._figure(one.measured, one.type),
                Shade(self._between(one.measured, one.type)),
                Shade(self._number(one.measured.n)),
                Shade(self.say(_VERDICTS[one.verdict]), _TONES[one.verdict]),
            )
        )

    def _comparisons(self) -> Table:
        columns = self.heads(
            tr("Place"), tr("Figure"), tr("From"), tr("To"), tr("Change"), tr("Between")
        )
        rows = []
        for one in self.told.measured.comparisons:
            difference = one.difference
            kind = MetricType.known(one.type)
            change = format_number(difference.value, self.tongue, most=1, signed=True)
            ends = [
                format_number(end, self.tongue, most=1, signed=True)
                for end in (difference.low, difference.high)
            ]
            tone = Tone.QUIET
            if difference.different:
                tone = Tone.GOOD if difference.value > 0 else Tone.POOR
            name = self.say(tr("The whole journey")) if one.place is None else self._name(one.place)
            rows.append(
                Record(
                    (
                        Shade(name),
                        Shade(kind.label.render(self.tongue) if kind is not None else one.type),
                        Shade(one.origin),
                        Shade(one.target),
                        Shade(change, tone),
                        Shade(
                            " … ".join(ends)
                            if difference.different
                            else self.say(tr("within the margin")),
                            Tone.PLAIN if difference.different else Tone.QUIET,
                        ),
                    )
                )
            )
        return Table(columns, tuple(rows), frozenset((4,)), brief=True)

    def _ways(self, group: Group) -> Iterator[Block]:
        flows = sorted(group.flows, key=lambda one: (-one.steps, one.origin, one.target))
        most = flows[0].steps
        columns = self.heads(tr("From"), tr("To"), tr("Customers"), tr("Steps"), tr("Drawn"))
        rows = tuple(
            Record(
                (
                    Shade(self._name(flow.origin)),
                    Shade(self._name(flow.target)),
                    Shade(self._number(flow.n)),
                    Shade(_bar(flow.steps, most)),
                    Shade("✓") if flow.drawn else Shade(self.say(tr("not in the map")), Tone.POOR),
                )
            )
            for flow in flows[:_SHOWN]
        )
        yield Table(columns, rows, frozenset((2,)), brief=True)

    # -- figures

    def _name(self, id: str) -> str:
        return self.told.names.get(id, id)

    def _figure(self, figure: Figure | None, kind: str | None) -> Shade:
        if figure is None:
            return _NOTHING
        if figure.value is None:
            return Shade(self.say(tr("too few")), Tone.QUIET)
        tone = Tone.QUIET if figure.state is State.INDICATIVE else Tone.PLAIN
        return Shade(self._value(figure.value, kind), tone)

    def _value(self, value: float, kind: str | None) -> str:
        if kind == MetricType.NPS:
            return format_number(value, self.tongue, most=1, signed=True)
        if kind in (MetricType.CES, "csat_mean"):
            return format_number(value, self.tongue, most=2)
        return format_percent(value, self.tongue, most=1)

    def _between(self, figure: Figure, kind: str | None) -> str:
        if figure.low is None or figure.high is None:
            return ""
        return " … ".join(self._value(end, kind) for end in (figure.low, figure.high))


def _asked(scores: Scores) -> Iterator[tuple[Message, Figure | None, str]]:
    yield MetricType.NPS.label, scores.nps, "nps"
    yield MetricType.CSAT.label, scores.csat, "csat"
    if scores.csat is None:
        yield MetricType.CSAT.label, scores.csat_mean, "csat_mean"
    yield MetricType.CES.label, scores.ces, "ces"


def _owner(one: Judged) -> str:
    """The place that a metric belongs to, as findings write paths."""
    return format_path(one.path[: one.path.index("metrics")])


def _bar(part: float, most: float) -> str:
    """A share of the most as a bar of eighths."""
    if most <= 0 or part <= 0:
        return ""
    eighths = max(1, round(8 * _LONG * part / most))
    whole, rest = divmod(eighths, 8)
    return _FULL * whole + (_PARTS[rest - 1] if rest else "")
