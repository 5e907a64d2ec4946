"""Stages, personas and channels, a row each."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.board.assessment import PersonaCoverage, Presence
from cjmap.messages import tr
from cjmap.reports.blocks.blocks import Grid, Record, Row, Section, Shade, Table, Tone
from cjmap.reports.gaps.sections.shades import EMPTY, shade_or_nothing, shade_percent, shade_score
from cjmap.reports.gaps.sections.story import list_wholes
from cjmap.reports.gaps.sheet import Request, Sheet


def list_stages(request: Request, sheet: Sheet) -> Iterator[Section]:
    """A line for each stage: its phases, coverage, touchpoints, feelings, answered pains."""
    records = []
    for number, stage in enumerate(sheet.assessment.coverage.stages, 1):
        cells = (
            Shade(f"{number} {stage.name}"),
            shade_or_nothing(request.list(stage.phases)),
            shade_percent(stage.percent),
            Shade(str(stage.touchpoints)),
            shade_score(stage.mean),
            Shade(
                f"{stage.answered}/{stage.pains}",
                Tone.GOOD if stage.answered == stage.pains else Tone.POOR,
            ),
        )
        records.append(Record(cells, request.tell_place(sheet, stage.path)))
    columns = (
        tr("Stage"),
        tr("Phase"),
        tr("Coverage, %"),
        tr("Touchpoints"),
        tr("Mean score"),
        tr("Pains answered"),
    )
    table = Table(tuple(map(request.say, columns)), tuple(records), frozenset({2, 3, 4, 5}))
    yield Section(request.say(tr("Stages")), (table, *list_wholes(request, sheet)))


def draw_personas(request: Request, sheet: Sheet) -> Iterator[Section]:
    """Persona by stage: at how many touchpoints, and the mean score."""
    coverage = sheet.assessment.coverage
    grid = Grid(
        tuple(stage.name for stage in coverage.stages),
        tuple(map(_draw_persona, coverage.personas)),
        "Σ",
    )
    note = tr("Each cell: touchpoints, then the mean score {span}.", span=sheet.assessment.span)
    yield Section(request.say(tr("Personas by stage")), (grid,), note=request.say(note))


def _draw_persona(persona: PersonaCoverage) -> Row:
    mean = shade_score(persona.mean)
    total = Shade(f"{persona.touchpoints}: {mean.text}", mean.tone)
    return Row(persona.mark.name, tuple(map(_draw_presence, persona.stages)), total)


def _draw_presence(presence: Presence) -> Shade:
    if not presence.touchpoints and presence.mean is None:
        return EMPTY
    score = shade_score(presence.mean)
    return Shade(f"{presence.touchpoints}: {score.text}", score.tone)


def draw_channels(request: Request, sheet: Sheet) -> Iterator[Section]:
    """Channel by stage: at how many touchpoints."""
    coverage = sheet.assessment.coverage
    title = request.say(tr("Channels by stage"))
    if not coverage.channels:
        yield Section(title, note=request.say(tr("No touchpoint names a channel.")))
        return
    rows = tuple(
        Row(
            row.channel.label,
            tuple(Shade(str(count), Tone.GOOD) if count else EMPTY for count in row.stages),
            Shade(str(row.touchpoints), Tone.PLAIN if row.touchpoints else Tone.POOR),
        )
        for row in coverage.channels
    )
    grid = Grid(tuple(stage.name for stage in coverage.stages), rows, "Σ")
    yield Section(title, (grid,), note=request.say(tr("Each cell: touchpoints on the channel.")))
