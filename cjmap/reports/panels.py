"""The panels below the report's map: coverage, findings, steps, story, priorities, links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Final

from cjmap.board.board import Channel, Mark, Opportunity
from cjmap.board.cut import cut_out
from cjmap.board.feelings import band_of
from cjmap.board.improvement import read_opportunity
from cjmap.board.people import describe_channel, mark_personas
from cjmap.draw.curves import decimal
from cjmap.facts.cells import State
from cjmap.facts.channels import label_channel
from cjmap.facts.coverage import STATE_LABELS
from cjmap.facts.curve import line_of
from cjmap.facts.index import Item, resolve
from cjmap.facts.priorities import Ranked
from cjmap.facts.steps import Progress
from cjmap.facts.story import StoryLine
from cjmap.facts.subject import Subject
from cjmap.findings import Finding, Path, count_severities
from cjmap.languages.quantities import format_number, format_quote, format_share
from cjmap.messages import Message, join, ntr, tr
from cjmap.reports.anchors import anchor_finding, anchor_of
from cjmap.vocabulary.improvement import Quadrant
from cjmap.vocabulary.maps import Thing

_SHORT: Final = 3
"""How many goals, needs and the like a persona card shows at once."""

PLOT: Final = 400
"""Side of the square that the value–effort plot is drawn in; the scale leaves `_FRAME` around."""

_FRAME: Final = 54
# What has a place of its own on the page.
_ANCHORED: Final = (
    Thing.PAIN,
    Thing.OPPORTUNITY,
    Thing.TOUCHPOINT,
    Thing.STAGE,
    Thing.PERSONA,
    Thing.EVIDENCE,
)
# Radius of a dot and its distance to the next, in px, for up to so many at one place; where there
# are more, one dot stands for all of them.
_DOTS: Final = ((3, 3, 11.5, 24.0), (8, 4, 8.5, 18.0))


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A cell of a heat map: its state (the class that colours it), a sign, and it in words."""

    state: str
    sign: str
    spoken: str


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A row of a heat map with its total."""

    name: str
    cells: tuple[HeatCell, ...]
    total: str
    mark: Mark | None = None
    channel: Channel | None = None
    href: str = ""


@dataclass(frozen=True, slots=True)
class Heat:
    """A heat map over the stages."""

    title: str
    rows: tuple[HeatRow, ...]
    totals: tuple[str, ...]
    total: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding in the language of the page; `href` leads to what it is about."""

    anchor: str
    code: str
    name: str
    severity: str
    message: str
    help: str
    place: str
    href: str


@dataclass(frozen=True, slots=True)
class StepView:
    """One of the nine steps; `state` is done, partial or open."""

    number: int
    name: str
    state: str
    spoken: str
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoryView:
    """A strength or weakness."""

    kind: str
    text: str
    quote: str
    href: str


@dataclass(frozen=True, slots=True)
class PlotDot:
    """An opportunity on the value–effort plot, in px; or all at one place, with their count."""

    x: str
    y: str
    radius: str
    number: str
    several: bool
    spoken: str
    href: str
    quadrant: str


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quadrant of the plot: its corner and size in px, its name and where that stands."""

    key: str
    name: str
    x: str
    y: str
    width: str
    height: str
    text_x: str
    text_y: str
    anchor: str


@dataclass(frozen=True, slots=True)
class BacklogEntry:
    """An opportunity in the ranked list; `number` is empty where it is not on the plot.

    `href` leads to it in a map, `anchor` is where it stands in the list.
    """

    number: str
    anchor: str
    view: Opportunity
    quadrant: str
    quadrant_name: str
    priority: str
    pains: tuple[str, ...]
    place: str
    href: str


@dataclass(frozen=True, slots=True)
class Backlog:
    """The value–effort plot and the list beside it."""

    size: int
    quarters: tuple[Quarter, ...]
    dots: tuple[PlotDot, ...]
    entries: tuple[BacklogEntry, ...]
    finished: tuple[BacklogEntry, ...]


@dataclass(frozen=True, slots=True)
class LinkView:
    """A tie to another map; `href` is set where that is a page beside this one."""

    relation: str
    title: str
    href: str
    at: str


class PanelReader:
    """Reads the panels of a map. `pages` are the pages that are written beside it, by file."""

    def __init__(
        self, facts: Subject, pages: Mapping[FilePath, str], language: str | None = None
    ) -> None:
        self.facts = facts
        self.language = language or facts.language
        personas = facts.participation.personas
        self._cut = cut_out(facts, personas, mark_personas(personas), (), self.language)
        self._pages = pages

    def opportunity(self, item: Item) -> Opportunity:
        return read_opportunity(self._cut, item)

    # -- coverage -----------------------------------------------------------------------------

    def heats(self) -> tuple[Heat, ...]:
        """Coverage by dimension, then by persona, then by channel."""
        if not self.facts.coverage.stages:
            return ()
        found = [self._coverage_heat()]
        if self.facts.coverage.personas:
            found.append(self._persona_heat())
        if self.facts.coverage.channels:
            found.append(self._channel_heat())
        return tuple(found)

    def _coverage_heat(self) -> Heat:
        coverage = self.facts.coverage
        signs = {
            State.FULL: "✓",
            State.PARTIAL: "◐",
            State.MISSING: "·",
            State.NOT_APPLICABLE: "–",
        }
        rows = []
        for name in coverage.required:
            cells = []
            for entry in coverage.stages:
                cell = entry.cells[name]
                lack = f": {self._say(cell.lacks)}" if cell.lacks else ""
                state = "na" if cell.state is State.NOT_APPLICABLE else cell.state.value
                spoken = f"{self._say(STATE_LABELS[cell.state])}{lack}"
                cells.append(HeatCell(state, signs[cell.state], spoken))
            total = percent(coverage.dimensions[name], self.language)
            rows.append(HeatRow(self._say(name.label), tuple(cells), total))
        return Heat(
            self._say(tr("Coverage by stage")),
            tuple(rows),
            tuple(percent(entry.percent, self.language) for entry in coverage.stages),
            percent(coverage.percent, self.language),
        )

    def _persona_heat(self) -> Heat:
        rows = []
        for entry in self.facts.coverage.personas:
            mark = self._cut.marks[entry.persona.id]
            cells = []
            scores = []
            for presence in entry.stages:
                if presence.score is None:
                    spoken = (
                        self._say(tr("takes part, not scored"))
                        if presence.touchpoints
                        else self._say(tr("takes no part"))
                    )
                    state = "partial" if presence.touchpoints else "na"
                    cells.append(HeatCell(state, "·" if presence.touchpoints else "–", spoken))
                    continue
                scores.append(presence.score)
                figure = format_number(presence.score, self.language, 1, signed=True)
                mean_there = ntr(
                    "mean {score} at {n} touchpoint",
                    "mean {score} at {n} touchpoints",
                    presence.touchpoints,
                    score=figure,
                )
                cells.append(HeatCell(band_of(presence.score), figure, self._say(mean_there)))
            line = line_of(self.facts.curve, entry.persona)
            mean = line.mean if line else None
            total = "–" if mean is None else format_number(mean, self.language, 1, signed=True)
            rows.append(HeatRow(entry.persona.name, tuple(cells), total, mark=mark))
        return Heat(self._say(tr("How each persona feels")), tuple(rows), (), "")

    def _channel_heat(self) -> Heat:
        rows = []
        for entry in self.facts.coverage.channels:
            cells = []
            for _, count in entry.stages:
                spoken = self._say(ntr("{n} touchpoint", "{n} touchpoints", count))
                state = "many" if count > 1 else "some" if count else "none"
                cells.append(HeatCell(state, str(count) if count else "", spoken))
            total = sum(count for _, count in entry.stages)
            rows.append(
                HeatRow(
                    label_channel(entry.channel, self.language),
                    tuple(cells),
                    str(total),
                    channel=describe_channel(entry.channel, self.language),
                )
            )
        return Heat(self._say(tr("Channels by stage")), tuple(rows), (), "")

    # -- findings, steps, story -------------------------------------------------------------------

    def findings(self, findings: Sequence[Finding]) -> tuple[FindingView, ...]:
        """The findings as they are listed; anchors count them."""
        views = []
        for number, finding in enumerate(findings, 1):
            line = f":{finding.span.start.line}" if finding.span else ""
            views.append(
                FindingView(
                    anchor_finding(number),
                    finding.code,
                    finding.name,
                    finding.severity.value,
                    self._say(finding.message),
                    self._say(finding.help) if finding.help else "",
                    f"{FilePath(finding.file).name}{line}",
                    self._href(finding.path),
                )
            )
        return tuple(views)

    def count_findings(self, findings: Iterable[Finding]) -> str:
        """`2 warnings, 5 notes`; empty where there is nothing to say."""
        return join([self._say(message) for message in count_severities(findings)])

    def steps(self, errors: int) -> tuple[StepView, ...]:
        """The nine steps of a map with so many errors (CJ0, CJ1)."""
        words = {
            Progress.DONE: tr("complete"),
            Progress.PARTIAL: tr("partly done"),
            Progress.OPEN: tr("open"),
        }
        return tuple(
            StepView(
                step.number,
                self._say(step.name),
                step.state.value,
                self._say(words[step.state]),
                tuple(self._say(lack.message) for lack in step.missing),
            )
            for step in self.facts.steps(errors)
        )

    def story(self) -> tuple[tuple[StoryView, ...], tuple[StoryView, ...]]:
        """Strengths and weaknesses."""
        story = self.facts.story
        return (
            tuple(self._story_line(line) for line in story.strengths),
            tuple(self._story_line(line) for line in story.weaknesses),
        )

    def _story_line(self, line: StoryLine) -> StoryView:
        return StoryView(
            line.kind.value,
            self._say(line.message),
            format_quote(line.quote, self.language) if line.quote else "",
            self._href(line.path),
        )

    def _href(self, path: Path) -> str:
        """The place in the page of what a path leads to; empty for the journey itself."""
        for length in range(len(path), 0, -1):
            try:
                item = self.facts.index.places[path[:length]]
            except KeyError:
                continue
            if item.kind in _ANCHORED:
                # Those of the journey as a whole stand in no lane.
                if item.kind in (Thing.PAIN, Thing.OPPORTUNITY) and item.stage is None:
                    return "#journey-wide"
                return f"#{anchor_of(item.path)}"
        return ""

    # -- improvement ----------------------------------------------------------------------------

    def backlog(self) -> Backlog | None:
        priorities = self.facts.priorities
        open_ones = (*priorities.ranked, *priorities.unvalued)
        closed = (*priorities.done, *priorities.dropped)
        if not open_ones and not closed:
            return None
        entries = []
        for number, ranked in enumerate(open_ones):
            label = str(number + 1) if ranked.priority is not None else ""
            entries.append(self._entry(ranked, label))
        return Backlog(
            PLOT,
            quarters(self.language),
            plot(
                [
                    (
                        entry.number,
                        ranked.value or 0,
                        ranked.effort or 0,
                        entry.view.text,
                        f"#{entry.anchor}",
                        entry.quadrant,
                    )
                    for ranked, entry in zip(open_ones, entries, strict=True)
                    if entry.number
                ]
            ),
            tuple(entries),
            tuple(self._entry(ranked, "") for ranked in closed),
        )

    def _entry(self, ranked: Ranked, number: str) -> BacklogEntry:
        item = ranked.opportunity
        stage = None if item.stage is None else self.facts.index.items["stage"][item.stage].name
        return BacklogEntry(
            number,
            f"rank-{anchor_of(item.path)}",
            self.opportunity(item),
            ranked.quadrant.value if ranked.quadrant else "",
            self._say(ranked.quadrant.label) if ranked.quadrant else "",
            "" if ranked.priority is None else format_number(ranked.priority, self.language, 1),
            tuple(pain.name for pain in ranked.pains),
            stage or self._say(tr("whole journey")),
            f"#{anchor_of(item.path)}",
        )

    def links(self) -> tuple[LinkView, ...]:
        views = []
        for link in self.facts.journey.links or ():
            name, _, fragment = link.to.partition("#")
            file = self.facts.linked(name)
            other = self.facts.neighbour(file) if file is not None else None
            at = ""
            if link.from_:
                here = resolve(self.facts.index, "touchpoint", link.from_) or (
                    resolve(self.facts.index, "stage", link.from_)
                )
                at = here.name if here else link.from_
            page = self._pages.get(file, "") if file is not None else ""
            target = resolve(other.index, "touchpoint", fragment) if other and fragment else None
            if page and target is not None:
                page = f"{page}#{anchor_of(target.path)}"
            title = other.journey.title if other else name
            views.append(
                LinkView(
                    self._say(link.rel.label),
                    f"{title} · {target.name}" if target else title,
                    page,
                    at,
                )
            )
        return tuple(views)

    def _say(self, message: Message) -> str:
        return message.render(self.language)


def percent(value: float | None, language: str) -> str:
    """A share in percent, or a dash where there is none."""
    return "–" if value is None else format_share(value, language)


# --- the value–effort plot -----------------------------------------------------------------------


def effort_x(effort: float) -> float:
    """The place of an effort of 1 to 5 on the plot, in px."""
    return _FRAME + (effort - 1) / 4 * (PLOT - 2 * _FRAME)


def value_y(value: float) -> float:
    """The height of a value of 1 to 5 on the plot, in px."""
    return PLOT - effort_x(value)


def quarters(language: str) -> tuple[Quarter, ...]:
    """The four grounds of the plot; value 3 is high, effort 3 is not low."""
    # A value of exactly 3 is high and an effort of exactly 3 is not low: the borders run half a
    # step below, for whole numbers stand on neither.
    left, right = 0.0, float(PLOT)
    across, down = effort_x(2.5), value_y(2.75)
    listed = (
        (Quadrant.QUICK_WIN, left, 0.0, across, down, "start", 18.0),
        (Quadrant.BIG_BET, across, 0.0, right - across, down, "end", 18.0),
        (Quadrant.FILL_IN, left, down, across, PLOT - down, "start", PLOT - 10.0),
        (Quadrant.TIME_SINK, across, down, right - across, PLOT - down, "end", PLOT - 10.0),
    )
    return tuple(
        Quarter(
            quadrant.value,
            quadrant.label.render(language),
            decimal(x),
            decimal(y),
            decimal(width),
            decimal(height),
            decimal(x + 10 if anchor == "start" else x + width - 10),
            decimal(text_y),
            anchor,
        )
        for quadrant, x, y, width, height, anchor, text_y in listed
    )


def plot(entries: Sequence[tuple[str, float, float, str, str, str]]) -> tuple[PlotDot, ...]:
    """Dots for (number, value, effort, text, href, quadrant).

    Those at one place stand side by side; where that is too many anywhere, each place has one dot
    with their count.
    """
    together: dict[tuple[float, float], list[tuple[str, float, float, str, str, str]]] = {}
    for entry in entries:
        together.setdefault((entry[1], entry[2]), []).append(entry)
    most = max(map(len, together.values()), default=0)
    size = next((size for size in _DOTS if most <= size[0]), None)
    dots = []
    for (value, effort), members in together.items():
        x, y = effort_x(effort), value_y(value)
        if size is None:
            spoken = "\n".join(f"{number}. {text}" for number, _, _, text, _, _ in members)
            radius = min(9 + 2 * len(members) ** 0.5, 18.0)
            dots.append(
                PlotDot(
                    decimal(x),
                    decimal(y),
                    decimal(radius),
                    str(len(members)),
                    True,
                    spoken,
                    members[0][4],
                    members[0][5],
                )
            )
            continue
        _, columns, radius, step = size
        rows = -(-len(members) // columns)
        for place, (number, _, _, text, href, quadrant) in enumerate(members):
            row = place // columns
            beside = min(columns, len(members) - row * columns)
            dots.append(
                PlotDot(
                    decimal(x + (place % columns - (beside - 1) / 2) * step),
                    decimal(y + (row - (rows - 1) / 2) * step),
                    decimal(radius),
                    number,
                    False,
                    f"{number}. {text}",
                    href,
                    quadrant,
                )
            )
    return tuple(dots)
