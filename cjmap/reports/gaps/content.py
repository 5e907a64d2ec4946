"""What `gaps` has to say, in sections that every format for people shows in its own way.

All texts here are rendered already; nothing is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cjmap.facts.cells import State
from cjmap.facts.channels import label_channel
from cjmap.facts.coverage import STATE_LABELS, Gap
from cjmap.facts.curve import PersonaCurve, line_of
from cjmap.facts.feelings import Point
from cjmap.facts.figures import MetricFigure, Share, Standing, measure, measure_target
from cjmap.facts.lifecycle import covering
from cjmap.facts.priorities import Ranked, order
from cjmap.facts.steps import Progress, Step
from cjmap.facts.story import Kind
from cjmap.findings import Finding, Path, Severity
from cjmap.languages.quantities import format_number, format_percent, format_quote
from cjmap.messages import Message, ntr, tr, verbatim
from cjmap.reports.gaps.sheet import Request, Sheet, View
from cjmap.vocabulary.coverage import Dimension
from cjmap.vocabulary.improvement import OpportunityStatus, Quadrant
from cjmap.vocabulary.metrics import MetricType

# How many of a long list the overview shows.
_SHOWN = 3


class Tone(StrEnum):
    """How a cell or an entry is meant, for formats that have colours."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    QUIET = "quiet"
    PLAIN = "plain"


TONES: dict[State, Tone] = {
    State.FULL: Tone.GOOD,
    State.PARTIAL: Tone.FAIR,
    State.MISSING: Tone.POOR,
    State.NOT_APPLICABLE: Tone.QUIET,
}


@dataclass(frozen=True, slots=True)
class Shade:
    """A cell of a grid: a state, drawn as a sign, or a text; `hint` says more where there is room."""

    tone: Tone
    text: str = ""
    state: State | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a grid with its total at the end; `quiet` ones count nowhere."""

    label: str
    cells: tuple[Shade, ...]
    total: Shade
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix whose columns may be narrow; `total` heads the last one.

    `legend` says that the states need explaining.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    total: str
    legend: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a table, and the place (`file:line`, or a file) that it is about."""

    cells: tuple[Shade, ...]
    place: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of texts; `numeric` are the columns (from 0) to align on the right.

    `brief` asks for one line a row where lines are short, even at the cost of the place.
    """

    columns: tuple[str, ...]
    rows: tuple[Record, ...]
    numeric: frozenset[int] = frozenset()
    brief: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list. `mark` is a sign for its tone, `place` a `file:line`."""

    text: str
    tone: Tone = Tone.PLAIN
    mark: str = ""
    place: str = ""
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (`level` 1 for a map's title, 2 below it) and what stands under it."""

    title: str
    blocks: tuple[Grid | Table | Items, ...]
    level: int = 2
    note: str = ""


def compose(request: Request) -> Iterator[Section]:
    """The sections of a request, in order."""
    writer = _Writer(request)
    if request.view is View.OPPORTUNITY and len(request.sheets) > 1:
        yield from writer.backlog()
    elif request.view is View.OVERVIEW and len(request.sheets) > 1:
        yield from writer.portfolio()
    else:
        for sheet in request.sheets:
            yield from writer.map(sheet)
    if request.unreadable:
        yield writer.unreadable()


class _Writer:
    def __init__(self, request: Request) -> None:
        self._request = request
        self._language = request.language
        self._mixed = request.view is View.OPPORTUNITY and len(request.sheets) > 1

    def _say(self, message: Message) -> str:
        return message.render(self._language)

    @staticmethod
    def _record(*cells: Shade, place: str = "") -> Record:
        return Record(cells, place)

    def _percent(self, value: float | None, places: int = 0) -> str:
        return "–" if value is None else format_percent(value, self._language, most=places)

    def _number(self, value: float | None, *, signed: bool = False) -> str:
        return "–" if value is None else format_number(value, self._language, most=2, signed=signed)

    def _line_of(self, sheet: Sheet, path: Path) -> str:
        """`line 12` below the map's own heading, `file:12` where maps are mixed."""
        if self._mixed:
            return sheet.place(path)
        line = sheet.line(path)
        return self._say(line) if line is not None else ""

    # -- one map ------------------------------------------------------------------------------

    def map(self, sheet: Sheet) -> Iterator[Section]:
        yield Section(sheet.title, (), 1, self._summary(sheet))
        match self._request.view:
            case _ if not sheet.coverage.stages or not sheet.coverage.personas:
                note = tr("Without a persona and a stage there is nothing to measure.")
                yield Section(self._say(tr("Coverage")), (), note=self._say(note))
                yield self.steps(sheet, None)
            case View.OVERVIEW:
                yield self.coverage(sheet)
                yield from self.lifecycle(sheet)
                yield from self.gaps(sheet)
                yield self.steps(sheet, _SHOWN)
                yield from self.emotion(sheet)
                yield from self.story(sheet)
                yield from self.way(sheet)
                yield from self.ratings(sheet)
                yield from self.findings(sheet)
            case View.STAGE:
                yield self.stages(sheet)
                yield self.coverage(sheet)
                yield from self.lifecycle(sheet)
                yield from self.gaps(sheet)
                yield from self.findings(sheet)
            case View.PERSONA:
                yield self.personas(sheet)
                yield from self.emotion(sheet)
            case View.CHANNEL:
                yield self.channels(sheet)
            case View.STEP:
                yield self.steps(sheet, None)
            case View.OPPORTUNITY:
                yield from self.priorities(sheet)

    def _summary(self, sheet: Sheet) -> str:
        coverage = sheet.coverage
        pains = coverage.answered_pains + coverage.open_pains
        parts = [
            tr("coverage {percent}", percent=self._percent(sheet.percent, 2))
            if sheet.percent is not None
            else tr("no coverage: nothing applies"),
            ntr(
                "{answered} of {n} pain answered",
                "{answered} of {n} pains answered",
                pains,
                answered=coverage.answered_pains,
            )
            if pains
            else tr("no pains"),
            tr("{n} of 9 steps done", n=sheet.steps_done),
        ]
        if sheet.errors:
            parts.append(
                ntr(
                    "{n} error: what could not be read is not counted",
                    "{n} errors: what could not be read is not counted",
                    sheet.errors,
                )
            )
        if sheet.missed and sheet.minimum is not None:
            parts.append(
                tr("below the minimum of {percent}", percent=self._percent(sheet.minimum, 2))
            )
        return " · ".join([sheet.file, *(self._say(part) for part in parts)])

    def coverage(self, sheet: Sheet) -> Section:
        coverage = sheet.coverage
        rows = []
        extra = [name for name in Dimension if name not in coverage.required]
        for name in (*coverage.required, *extra):
            cells = tuple(
                self._state(entry.cells[name].state, entry.cells[name].lacks)
                for entry in coverage.stages
            )
            total = self._share(coverage.dimensions[name])
            rows.append(Row(self._say(name.label), cells, total, name in extra))
        totals = tuple(self._share(entry.percent) for entry in coverage.stages)
        place = len(coverage.required)
        rows.insert(place, Row(self._say(tr("Coverage, %")), totals, self._share(coverage.percent)))
        columns = tuple(entry.stage.name for entry in coverage.stages)
        grid = Grid(columns, tuple(rows), "%", True)
        note = self._say(tr("Below the line: dimensions that are not required.")) if extra else ""
        return Section(self._say(tr("Coverage by stage")), (grid,), note=note)

    def _state(self, state: State, lacks: Message | None = None) -> Shade:
        hint = self._say(lacks) if lacks is not None else self._say(STATE_LABELS[state])
        return Shade(TONES[state], state=state, hint=hint)

    def _share(self, value: float | None) -> Shade:
        """A percentage without its sign, which stands in the heading."""
        if value is None:
            return Shade(Tone.QUIET, "–")
        tone = Tone.GOOD if value >= 100 else Tone.FAIR if value >= 50 else Tone.POOR
        # 99.6 is not yet 100.
        return Shade(tone, f"{min(value, 99) if value < 100 else value:.0f}")

    def lifecycle(self, sheet: Sheet) -> Iterator[Section]:
        phases = sheet.facts.phases
        if not phases.applies:
            return
        title = self._say(tr("Phases of the lifecycle"))
        whole = not phases.missing and not phases.out_of_order
        if whole and self._request.view is View.OVERVIEW:
            note = ntr("{n} phase is covered.", "All {n} phases are covered.", len(phases.phases))
            yield Section(title, (), note=self._say(note))
            return
        entries = []
        for phase in phases.phases:
            label = self._say(phase.label)
            names = ", ".join(stage.name for stage in covering(phases, phase))
            if names:
                entries.append(Entry(f"{label}: {names}", Tone.GOOD, "✓"))
            else:
                text = self._say(tr("{phase}: no stage", phase=label))
                entries.append(Entry(text, Tone.POOR, "○"))
        for earlier, later in phases.out_of_order:
            entries.append(
                Entry(
                    self._say(
                        tr(
                            "“{later}” stands behind “{earlier}”, a later phase",
                            later=later.stage.name,
                            earlier=earlier.stage.name,
                        )
                    ),
                    Tone.FAIR,
                    "◐",
                    self._line_of(sheet, later.stage.path),
                )
            )
        yield Section(title, (Items(tuple(entries)),))

    def gaps(self, sheet: Sheet) -> Iterator[Section]:
        """The required cells that are not full, stage by stage."""
        by_stage: dict[Path, list[Gap]] = {}
        for gap in sheet.coverage.gaps:
            by_stage.setdefault(gap.stage.path, []).append(gap)
        entries = []
        for stage in sheet.coverage.stages:
            lacking = by_stage.get(stage.stage.path)
            if lacking:
                details = tuple(self._lacking(lacking))
                place = self._line_of(sheet, stage.stage.path)
                entries.append(Entry(stage.stage.name, Tone.POOR, "○", place, details))
        if entries:
            count = len(sheet.coverage.gaps)
            title = self._say(ntr("{n} gap", "{n} gaps", count))
            yield Section(title, (Items(tuple(entries)),))

    def _lacking(self, gaps: Sequence[Gap]) -> Iterator[str]:
        """What a stage lacks: in the overview what is missing altogether stands on one line."""
        brief = self._request.view is View.OVERVIEW
        missing = [gap for gap in gaps if brief and gap.state is State.MISSING]
        if missing:
            names = ", ".join(self._say(gap.dimension.label) for gap in missing)
            yield self._say(tr("missing: {keys}", keys=names))
        for gap in gaps:
            if gap not in missing:
                yield f"{self._say(gap.dimension.label)}: {self._say(gap.lacks)}"

    def steps(self, sheet: Sheet, shown: int | None) -> Section:
        marks = {
            Progress.DONE: (Tone.GOOD, "✓"),
            Progress.PARTIAL: (Tone.FAIR, "◐"),
            Progress.OPEN: (Tone.POOR, "○"),
        }
        entries = []
        for step in sheet.steps:
            tone, mark = marks[step.state]
            text = f"{step.number} {self._say(step.name)}"
            entries.append(Entry(text, tone, mark, details=self._lacks(sheet, step, shown)))
        return Section(self._say(tr("The nine steps")), (Items(tuple(entries)),))

    def _lacks(self, sheet: Sheet, step: Step, shown: int | None) -> tuple[str, ...]:
        listed = step.missing if shown is None else step.missing[:shown]
        texts = []
        for lack in listed:
            line = self._line_of(sheet, lack.path) if lack.path else ""
            texts.append(self._say(lack.message) + (f" ({line})" if line else ""))
        rest = len(step.missing) - len(listed)
        if rest:
            texts.append(
                self._say(
                    ntr(
                        "and {n} more (`--by step` lists all)",
                        "and {n} more (`--by step` lists all)",
                        rest,
                    )
                )
            )
        return tuple(texts)

    def stages(self, sheet: Sheet) -> Section:
        rows = []
        points = sheet.facts.curve.points
        for number, entry in enumerate(sheet.coverage.stages):
            phase = sheet.facts.phases.stages[number]
            scores = [point.score for point in points if point.stage == number]
            answers = [a for a in sheet.facts.improvement.answers if a.pain.stage == number]
            answered = sum(answer.answered for answer in answers)
            rows.append(
                self._record(
                    Shade(Tone.PLAIN, f"{number + 1} {entry.stage.name}"),
                    Shade(Tone.PLAIN, ", ".join(self._say(p.label) for p in phase.phases) or "–"),
                    self._share(entry.percent),
                    Shade(
                        Tone.PLAIN, str(len(sheet.facts.participation.stages[number].touchpoints))
                    ),
                    self._score(sum(scores) / len(scores) if scores else None),
                    Shade(
                        Tone.GOOD if answered == len(answers) else Tone.POOR,
                        f"{answered}/{len(answers)}",
                    ),
                    place=self._line_of(sheet, entry.stage.path),
                )
            )
        columns = (
            tr("Stage"),
            tr("Phase"),
            tr("Coverage, %"),
            tr("Touchpoints"),
            tr("Mean score"),
            tr("Pains answered"),
        )
        table = Table(tuple(map(self._say, columns)), tuple(rows), frozenset({2, 3, 4, 5}))
        return Section(self._say(tr("Stages")), (table,))

    def _score(self, value: float | None) -> Shade:
        if value is None:
            return Shade(Tone.QUIET, "–")
        tone = Tone.GOOD if value > 0.5 else Tone.POOR if value < 0 else Tone.FAIR
        return Shade(tone, self._number(value, signed=True))

    def personas(self, sheet: Sheet) -> Section:
        """Persona by stage: at how many touchpoints, and the mean score."""
        rows = []
        for row in sheet.coverage.personas:
            line = line_of(sheet.facts.curve, row.persona)
            cells = []
            for there in row.stages:
                score = self._score(there.score)
                if there.touchpoints or there.score is not None:
                    cells.append(Shade(score.tone, f"{there.touchpoints}: {score.text}"))
                else:
                    cells.append(Shade(Tone.QUIET, "·"))
            total = sum(there.touchpoints for there in row.stages)
            mean = self._score(line.mean if line else None)
            rows.append(
                Row(row.persona.name, tuple(cells), Shade(mean.tone, f"{total}: {mean.text}"))
            )
        columns = tuple(entry.stage.name for entry in sheet.coverage.stages)
        note = self._say(tr("Each cell: touchpoints, then the mean score from −2 to +2."))
        return Section(
            self._say(tr("Personas by stage")), (Grid(columns, tuple(rows), "Σ"),), note=note
        )

    def channels(self, sheet: Sheet) -> Section:
        """Channel by stage: at how many touchpoints."""
        rows = []
        for row in sheet.coverage.channels:
            counts = [count for _, count in row.stages]
            cells = tuple(
                Shade(Tone.GOOD, str(count)) if count else Shade(Tone.QUIET, "·")
                for count in counts
            )
            total = Shade(Tone.PLAIN if any(counts) else Tone.POOR, str(sum(counts)))
            rows.append(Row(label_channel(row.channel, self._language), cells, total))
        columns = tuple(entry.stage.name for entry in sheet.coverage.stages)
        note = self._say(tr("Each cell: touchpoints on the channel.")) if rows else ""
        blocks = (Grid(columns, tuple(rows), "Σ"),) if rows else ()
        note = note or self._say(tr("No touchpoint names a channel."))
        return Section(self._say(tr("Channels by stage")), blocks, note=note)

    # -- emotion, story, figures ----------------------------------------------------------------

    def emotion(self, sheet: Sheet) -> Iterator[Section]:
        curve = sheet.facts.curve
        if not curve.lines:
            return
        columns = (
            tr("Persona"),
            tr("Mean"),
            tr("Lowest"),
            tr("Highest"),
            tr("Last"),
            tr("Peak–end"),
            tr("Biggest drop"),
        )
        rows = [self._line(line) for line in curve.lines]
        if len(rows) > 1:
            drop = curve.biggest_drop
            rows.append(
                self._record(
                    Shade(Tone.PLAIN, self._say(tr("All"))),
                    self._score(curve.mean),
                    self._score(curve.lowest.score if curve.lowest else None),
                    self._score(curve.highest.score if curve.highest else None),
                    self._score(curve.last),
                    self._score(curve.peak_end),
                    self._fall(drop),
                )
            )
        table = Table(tuple(map(self._say, columns)), tuple(rows), frozenset(range(1, 7)))
        yield Section(
            self._say(tr("Emotion")),
            (table,),
            note=self._say(
                tr("Scores from −2 to +2; peak–end is (strongest + last) / 2, a heuristic.")
            ),
        )

    def _line(self, line: PersonaCurve) -> Record:
        return self._record(
            Shade(Tone.PLAIN, line.persona.name),
            self._score(line.mean),
            self._score(line.lowest.score if line.lowest else None),
            self._score(line.highest.score if line.highest else None),
            self._score(line.last.score if line.last else None),
            self._score(line.peak_end),
            self._fall(line.biggest_drop),
        )

    def _fall(self, drop: tuple[Point, Point] | None) -> Shade:
        if drop is None:
            return Shade(Tone.QUIET, "–")
        return Shade(Tone.POOR, self._number(drop[1].score - drop[0].score, signed=True))

    def story(self, sheet: Sheet) -> Iterator[Section]:
        story = sheet.facts.story
        marks = {Kind.HIGH: "▲", Kind.RISE: "↗", Kind.GAIN: "+"}
        marks |= {Kind.LOW: "▼", Kind.DROP: "↘", Kind.PAIN: "!"}
        for title, lines, tone in (
            (tr("Strengths"), story.strengths, Tone.GOOD),
            (tr("Weaknesses"), story.weaknesses, Tone.POOR),
        ):
            entries = tuple(
                Entry(
                    self._say(line.message),
                    tone,
                    marks[line.kind],
                    self._line_of(sheet, line.path),
                    (format_quote(line.quote, self._language),) if line.quote else (),
                )
                for line in lines
            )
            if entries:
                yield Section(self._say(title), (Items(entries),))

    def way(self, sheet: Sheet) -> Iterator[Section]:
        """How many reach each stage, and where they leave."""
        figures = sheet.facts.figures
        if not any(e.reach or e.conversion or e.drop_off for e in figures.stages):
            return
        rows = []
        for number, entry in enumerate(figures.stages, 1):
            if not (entry.reach or entry.conversion or entry.drop_off):
                continue
            worst = entry is figures.worst and len(figures.stages) > 1
            leaving = self._portion(entry.drop_off) + (" ◀" if worst else "")
            rows.append(
                Record(
                    (
                        Shade(Tone.PLAIN, f"{number} {entry.stage.name}"),
                        Shade(Tone.PLAIN, self._number(entry.reach.value if entry.reach else None)),
                        Shade(Tone.PLAIN, self._portion(entry.conversion)),
                        Shade(Tone.POOR if worst else Tone.PLAIN, leaving),
                    )
                )
            )
        columns = (tr("Stage"), tr("Reach"), tr("Conversion"), tr("Drop-off"))
        table = Table(tuple(map(self._say, columns)), tuple(rows), frozenset({1, 2, 3}))
        yield Section(
            self._say(tr("The way through")), (table,), note=self._say(self._passage(sheet))
        )

    def ratings(self, sheet: Sheet) -> Iterator[Section]:
        """Every other written metric, with its interval and its target."""
        rows = [
            Record(self._figure(sheet, figure), self._line_of(sheet, figure.item.path))
            for figure in sheet.facts.figures.all
            if figure.type not in (MetricType.REACH, MetricType.CONVERSION, MetricType.DROP_OFF)
        ]
        if not rows:
            return
        columns = (tr("Metric"), tr("Value"), tr("95% interval"), tr("n"), tr("Target"))
        table = Table(tuple(map(self._say, columns)), tuple(rows), frozenset({1, 2, 3, 4}))
        yield Section(self._say(tr("How it is rated")), (table,))

    def _passage(self, sheet: Sheet) -> Message:
        figures = sheet.facts.figures
        parts = []
        if figures.total is not None:
            share = self._percent(figures.total.percent, 2)
            if figures.ends is None:
                parts.append(tr("Conversion of the journey: {percent}.", percent=share))
            else:
                first, last = figures.ends
                parts.append(
                    tr(
                        "Conversion from “{first}” to “{last}”: {percent}.",
                        first=first.name,
                        last=last.name,
                        percent=share,
                    )
                )
        worst = figures.worst
        if worst is not None and worst.drop_off is not None:
            parts.append(
                tr(
                    "Most leave at “{stage}”: {percent}.",
                    stage=worst.stage.name,
                    percent=self._percent(worst.drop_off.percent, 1),
                )
            )
        if any(
            share is not None and share.figure is None
            for entry in figures.stages
            for share in (entry.conversion, entry.drop_off)
        ):
            parts.append(tr("≈ is derived from the figures beside it."))
        return verbatim(" ".join(self._say(part) for part in parts))

    def _portion(self, share: Share | None) -> str:
        if share is None:
            return "–"
        return ("" if share.figure else "≈ ") + self._percent(share.percent, 1)

    def _figure(self, sheet: Sheet, figure: MetricFigure) -> tuple[Shade, ...]:
        metric = sheet.facts.things.metrics[figure.item]
        place = sheet.facts.index.places[figure.item.place].name if figure.item.place else ""
        label = self._say(figure.label)
        if place:
            label = self._say(tr("{metric}, {place}", metric=label, place=place))
        interval = "–"
        if figure.interval is not None:
            interval = self._say(
                tr(
                    "{low} to {high}",
                    low=format_number(figure.interval.low, self._language, most=1),
                    high=format_number(figure.interval.high, self._language, most=1),
                )
            )
        target = metric.target
        goal = "–"
        tone = Tone.PLAIN
        if target is not None:
            check = {True: " ✓", False: " ✗", None: ""}[figure.met]
            goal = measure_target(metric, target).render(self._language) + check
            tone = {True: Tone.GOOD, False: Tone.POOR, None: Tone.PLAIN}[figure.met]
        return (
            Shade(Tone.PLAIN, label),
            Shade(Tone.PLAIN, measure(metric, figure.value).render(self._language)),
            Shade(Tone.PLAIN, interval),
            self._answers(figure),
            Shade(tone, goal),
        )

    def _answers(self, figure: MetricFigure) -> Shade:
        """How many answers, and a warning where they are few."""
        if figure.n is None:
            return Shade(Tone.QUIET, "–")
        number = self._number(figure.n)
        if figure.standing is Standing.TOO_FEW:
            return Shade(Tone.POOR, self._say(tr("{n}, too few", n=number)))
        if figure.standing is Standing.INDICATIVE:
            return Shade(Tone.FAIR, self._say(tr("{n}, indicative", n=number)))
        return Shade(Tone.PLAIN, number)

    # -- opportunities --------------------------------------------------------------------------

    def priorities(self, sheet: Sheet) -> Iterator[Section]:
        found = sheet.facts.priorities
        yield from self._ranking([(sheet, entry) for entry in found.ranked])
        yield from self._unvalued([(sheet, entry) for entry in found.unvalued])
        yield from self._finished([(sheet, e) for e in (*found.done, *found.dropped)])
        if not sheet.facts.improvement.aims:
            yield Section(
                self._say(tr("Opportunities")), (), note=self._say(tr("The map names none."))
            )

    def backlog(self) -> Iterator[Section]:
        """The opportunities of all maps in one order."""
        owners: dict[int, Sheet] = {}
        ranked: list[Ranked] = []
        unvalued: list[Ranked] = []
        finished: list[Ranked] = []
        for sheet in self._request.sheets:
            found = sheet.facts.priorities
            for entry in (*found.ranked, *found.unvalued, *found.done, *found.dropped):
                owners[id(entry)] = sheet
            ranked += found.ranked
            unvalued += found.unvalued
            finished += [*found.done, *found.dropped]
        note = self._say(ntr("from {n} map", "from {n} maps", len(self._request.sheets)))
        yield Section(self._say(tr("Opportunities")), (), 1, note)
        yield from self._ranking([(owners[id(e)], e) for e in order(ranked)])
        yield from self._unvalued([(owners[id(e)], e) for e in order(unvalued)])
        yield from self._finished([(owners[id(e)], e) for e in finished])

    def _ranking(self, entries: Sequence[tuple[Sheet, Ranked]]) -> Iterator[Section]:
        if not entries:
            return
        tones = {
            Quadrant.QUICK_WIN: Tone.GOOD,
            Quadrant.BIG_BET: Tone.FAIR,
            Quadrant.FILL_IN: Tone.PLAIN,
            Quadrant.TIME_SINK: Tone.POOR,
        }
        rows = []
        for number, (sheet, entry) in enumerate(entries, 1):
            assert entry.quadrant is not None
            rows.append(
                self._record(
                    Shade(Tone.PLAIN, str(number)),
                    Shade(Tone.PLAIN, entry.opportunity.name),
                    Shade(Tone.PLAIN, self._number(entry.value)),
                    Shade(Tone.PLAIN, self._number(entry.effort)),
                    Shade(Tone.PLAIN, self._number(entry.priority)),
                    Shade(tones[entry.quadrant], self._say(entry.quadrant.label)),
                    Shade(Tone.PLAIN, self._say(entry.status.label)),
                    place=self._line_of(sheet, entry.opportunity.path),
                )
            )
        columns = (
            verbatim("#"),
            tr("Opportunity"),
            tr("Value"),
            tr("Effort"),
            tr("Priority"),
            tr("Quadrant"),
            tr("Status"),
        )
        table = Table(tuple(map(self._say, columns)), tuple(rows), frozenset({0, 2, 3, 4}))
        note = tr("Priority is the mean of customer and business value, divided by the effort.")
        yield Section(self._say(tr("Ranked by value and effort")), (table,), note=self._say(note))

    def _unvalued(self, entries: Sequence[tuple[Sheet, Ranked]]) -> Iterator[Section]:
        if not entries:
            return
        listed = tuple(
            Entry(
                entry.opportunity.name,
                Tone.FAIR,
                "?",
                self._line_of(sheet, entry.opportunity.path),
                (self._say(tr("missing: {keys}", keys=", ".join(entry.unrated))),),
            )
            for sheet, entry in entries
        )
        yield Section(self._say(tr("Not yet valued")), (Items(listed),))

    def _finished(self, entries: Sequence[tuple[Sheet, Ranked]]) -> Iterator[Section]:
        if not entries:
            return
        listed = tuple(
            Entry(
                f"{entry.opportunity.name} ({self._say(entry.status.label)})",
                Tone.GOOD if entry.status is OpportunityStatus.DONE else Tone.QUIET,
                "✓" if entry.status is OpportunityStatus.DONE else "✗",
                self._line_of(sheet, entry.opportunity.path),
            )
            for sheet, entry in entries
        )
        yield Section(self._say(tr("Done and dropped")), (Items(listed),))

    # -- findings and several maps ----------------------------------------------------------------

    def findings(self, sheet: Sheet) -> Iterator[Section]:
        """The findings of the coverage family; notes are counted only."""
        loud = [f for f in sheet.findings if f.severity is not Severity.INFO]
        quiet = len(sheet.findings) - len(loud)
        if not sheet.findings:
            return
        note = ""
        if quiet:
            note = self._say(
                ntr(
                    "{n} note is not listed; `cjmap lint --select CJ3 --notes` does.",
                    "{n} notes are not listed; `cjmap lint --select CJ3 --notes` does.",
                    quiet,
                )
            )
        title = self._say(tr("Findings on coverage"))
        yield Section(title, (Items(tuple(self._finding(f) for f in loud)),), note=note)

    def _finding(self, finding: Finding) -> Entry:
        tone = Tone.POOR if finding.severity is Severity.ERROR else Tone.FAIR
        return Entry(
            finding.message.render(self._language),
            tone,
            finding.code,
            self._say(tr("line {n}", n=finding.span.start.line)) if finding.span else "",
        )

    def portfolio(self) -> Iterator[Section]:
        """A line a map, and maps by dimension."""
        sheets = self._request.sheets
        rows = []
        for number, sheet in enumerate(sheets, 1):
            coverage = sheet.coverage
            pains = coverage.answered_pains + coverage.open_pains
            tone = self._share(coverage.percent).tone
            rows.append(
                self._record(
                    Shade(Tone.PLAIN, f"{number} {sheet.title}"),
                    Shade(
                        Tone.POOR if sheet.missed else tone,
                        self._percent(sheet.percent, 2) + (" ✗" if sheet.missed else ""),
                    ),
                    Shade(
                        Tone.POOR if coverage.open_pains else Tone.GOOD,
                        f"{coverage.answered_pains}/{pains}",
                    ),
                    Shade(Tone.PLAIN, f"{sheet.steps_done}/9"),
                    self._score(sheet.facts.curve.mean),
                    Shade(Tone.POOR if sheet.errors else Tone.QUIET, str(sheet.errors or "–")),
                    place=sheet.file,
                )
            )
        columns = (
            tr("Map"),
            tr("Coverage"),
            tr("Pains answered"),
            tr("Steps"),
            tr("Mean score"),
            tr("Errors"),
        )
        table = Table(
            tuple(map(self._say, columns)), tuple(rows), frozenset({1, 2, 3, 4, 5}), brief=True
        )
        note = self._say(ntr("{n} map", "{n} maps", len(sheets)))
        missed = sum(sheet.missed for sheet in sheets)
        if missed:
            below = ntr("{n} below its minimum", "{n} below their minimum", missed)
            note = f"{note} · {self._say(below)}"
        yield Section(self._say(tr("Portfolio")), (table,), 1, note)
        names = _used(sheets)
        grid = Grid(
            tuple(self._say(name.label) for name in names),
            tuple(
                Row(
                    f"{number} {sheet.title}",
                    tuple(
                        self._share(sheet.coverage.dimensions[name])
                        if name in sheet.coverage.required
                        else Shade(Tone.QUIET, "·")
                        for name in names
                    ),
                    self._share(sheet.coverage.percent),
                )
                for number, sheet in enumerate(sheets, 1)
            ),
            "%",
        )
        yield Section(self._say(tr("Coverage by dimension")), (grid,))

    def unreadable(self) -> Section:
        entries = tuple(Entry(one.file, Tone.POOR, "✗") for one in self._request.unreadable)
        note = self._say(tr("`cjmap validate` says what is wrong with them."))
        return Section(self._say(tr("Not readable as a map")), (Items(entries),), note=note)


def _used(sheets: Iterable[Sheet]) -> list[Dimension]:
    """The dimensions that any of the maps is held to."""
    wanted = {name for sheet in sheets for name in sheet.coverage.required}
    return [name for name in Dimension if name in wanted]
