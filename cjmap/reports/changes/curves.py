"""Both curves of a map over each other: as a picture, or as a diagram with a table beside it."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.board.board import Board
from cjmap.board.reading import read
from cjmap.compare.comparison import Comparison
from cjmap.draw.characters import flatten
from cjmap.draw.theme import DARK, LIGHT
from cjmap.languages.conventions import is_rtl
from cjmap.messages import localize, tr
from cjmap.records import replace
from cjmap.reports.blocks.blocks import Diagram, Picture, Record, Section, Shade, Table, Tone
from cjmap.reports.changes.request import Request
from cjmap.views.curve import sheet
from cjmap.views.written import xychart
from cjmap.views.written.xychart import Chart, Spot

_NOTHING = Shade("–", Tone.QUIET)


def draw_pictures(request: Request, found: Comparison) -> Iterator[Section]:
    """The curve of now with that of before, in the words of the map."""
    board = _read(found)
    if board is not None and board.past is not None and board.past.changes:
        title = request.say(tr("Both curves"))
        light, dark = (sheet.draw(board, theme) for theme in (LIGHT, DARK))
        yield Section(title, (Picture(light, dark, is_rtl(board.language)),))


def write_diagrams(request: Request, found: Comparison) -> Iterator[Section]:
    """A diagram for each persona, the figures along it folded below."""
    board = _read(found, localize(request.language, found.new.subject.language))
    if board is None:
        return
    scale = found.new.subject.journey.scale
    turned = scale.worst > scale.best
    ends = (-2.0, 2.0) if turned else (scale.worst, scale.best)
    charts = [
        *xychart.write(
            board,
            float if turned else scale.own,
            ends,
            lambda persona: request.say(
                tr("{persona}: before (grey) and now (blue)", persona=persona)
            ),
        )
    ]
    charts = [chart for chart in charts if any(map(_has_moved, chart.spots))]
    if not charts:
        return
    note = tr(
        "The numbers are those of the touchpoints. Where one of the two has no score, its line goes straight on."
    )
    yield Section(
        request.say(tr("Both curves")),
        tuple(Diagram(chart.text) for chart in charts),
        note=request.say(note),
    )
    for chart in charts:
        title = tr("Scores of {persona}", persona=chart.persona)
        yield Section(request.say(title), (_tabulate(request, found, chart),), folded=True)


def _has_moved(spot: Spot) -> bool:
    return bool(spot.step) or bool(spot.old) != bool(spot.new)


def _read(found: Comparison, language: str | None = None) -> Board | None:
    """The map with its past, by default in its own language; None where nobody is scored in both states."""
    board = read(found.new.subject, baseline=found.old.subject, language=language)
    past = board.past
    if past is None or not any(line.points for line in past.lines):
        return None
    if past.label == past.now:
        # Of one day and state: what the files are called tells them apart.
        old, new = (f"{past.now} · {flatten(state.name)}" for state in (found.old, found.new))
        return replace(board, past=replace(past, label=old, now=new))
    return board


def _tabulate(request: Request, found: Comparison, chart: Chart) -> Table:
    scale = found.new.subject.journey.scale
    language = localize(request.language, found.new.subject.language)
    rows = []
    for spot in chart.spots:
        step = _NOTHING
        if spot.step:
            tone = Tone.GOOD if spot.step > 0 else Tone.POOR
            step = Shade(scale.step(spot.step).render(language), tone)
        figures = (Shade(figure) if figure else _NOTHING for figure in (spot.old, spot.new))
        rows.append(Record((Shade(spot.label), Shade(spot.name), *figures, step)))
    heads = ("#", *map(request.say, (tr("Touchpoint"), tr("Before"), tr("Now"), tr("Change"))))
    return Table(heads, tuple(rows), frozenset((0, 2, 3, 4)))
