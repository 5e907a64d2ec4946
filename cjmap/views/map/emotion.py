"""The emotional curve as a band across all stages: lines, faces, quotes, holes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from cjmap.draw.canvas import (
    Box,
    Circle,
    Drawing,
    Fade,
    Group,
    Rect,
    Shape,
    Text,
    block,
    line,
)
from cjmap.draw.curves import area_data, path_data, walk
from cjmap.draw.escape import printable
from cjmap.draw.metrics import wrap
from cjmap.draw.pieces import face, paragraph, stack
from cjmap.draw.theme import Theme
from cjmap.facts.cells import State
from cjmap.facts.curve import PersonaCurve
from cjmap.facts.feelings import Point
from cjmap.facts.index import Item
from cjmap.facts.participation import TouchpointFact
from cjmap.facts.subject import Subject
from cjmap.findings import Path
from cjmap.languages.quantities import format_number, format_quote
from cjmap.messages import tr
from cjmap.vocabulary.coverage import Dimension

STEP: Final = 40.0
"""Height of one point of the score, px."""

LEAD_RADIUS: Final = 10.0
EXTREME_RADIUS: Final = 12.5
OTHER_RADIUS: Final = 7.5
SLOT: Final = 34.0
"""Least width of a touchpoint on the curve, px."""

_QUOTE_SIZE: Final = 12.0
_DOT: Final = 12.0
_QUOTE_BAND: Final = 38.0
_TICKS: Final = 20.0
_MOST_QUOTES: Final = 6


@dataclass(frozen=True, slots=True)
class Column:
    """A stage's place across the map: its number, left edge and width in px."""

    stage: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Mood:
    """The curve laid out in a box of `width` by `height` px.

    `zero` is the y of score 0. `points` are the places of the scores of each line, in the order
    of its points.
    """

    width: float
    height: float
    zero: float
    shapes: tuple[Shape, ...]
    fades: tuple[Fade, ...]
    points: tuple[tuple[PersonaCurve, tuple[tuple[float, float], ...]], ...]


@dataclass(frozen=True)
class Cut:
    """What of a map is drawn: the personas, and the scenes of each stage with their numbers."""

    facts: Subject
    personas: tuple[Item, ...]
    scenes: tuple[tuple[TouchpointFact, ...], ...]
    numbers: dict[Path, int]
    language: str

    @cached_property
    def lines(self) -> tuple[PersonaCurve, ...]:
        """The curves of the personas, in their order."""
        return tuple(entry for entry in self.facts.curve.lines if entry.persona in self.personas)

    def style(self, persona: Item) -> int:
        """The number of a persona's style: its place in the map, so that a cut keeps its colours."""
        return self.facts.participation.personas.index(persona)


def crop(facts: Subject, personas: Sequence[Item], language: str) -> Cut:
    """A map as the given personas see it, touchpoints numbered through; all of them: the whole map."""
    chosen = tuple(personas)
    every = len(chosen) == len(facts.participation.personas)
    scenes = tuple(
        tuple(
            scene
            for scene in facts.participation.stages[stage].touchpoints
            if every or any(persona in chosen for persona in scene.personas)
        )
        for stage in range(len(facts.index.items["stage"]))
    )
    numbers = {
        scene.item.path: number
        for number, scene in enumerate((s for row in scenes for s in row), 1)
    }
    return Cut(facts, chosen, scenes, numbers, language)


def needed_width(cut: Cut, stage: int) -> float:
    """How wide a stage must be for its faces to stand side by side, px."""
    scenes = cut.scenes[stage]
    most = SLOT
    for scene in scenes:
        radii = [_radius(cut, number, point) for number, point in _points_at(cut, scene.item.path)]
        clusters = _cluster(
            [
                (p.score, r)
                for (_, p), r in zip(_points_at(cut, scene.item.path), radii, strict=True)
            ]
        )
        for cluster in clusters:
            most = max(most, sum(2 * radii[number] for number in cluster) + 10)
    return most * max(1, len(scenes))


def lay_out_mood(cut: Cut, columns: Sequence[Column], theme: Theme, prefix: str) -> Mood:
    """The curve of a map across its columns.

    Places are told from the top left corner of the band. The line is broken where a stage says
    nothing of anybody's emotion.
    """
    width = columns[-1].x + columns[-1].width
    quotes = _quotes(cut)
    above = any(high for *_, high in quotes)
    below = any(not high for *_, high in quotes)
    top = (_QUOTE_BAND if above else 8.0) + EXTREME_RADIUS + 3
    zero = top + 2 * STEP
    bottom = zero + 2 * STEP + EXTREME_RADIUS + 3 + (_QUOTE_BAND if below else 8.0)
    height = bottom + _TICKS
    shapes = _ground(columns, zero, bottom, height, width, theme, prefix)
    holes = _holes(cut, columns, bottom, theme)
    places = _place(cut, columns, zero)
    single = len(cut.lines) == 1
    curves: list[Shape] = []
    samples: list[list[tuple[float, float]]] = []
    for number, (entry, points) in reversed(list(enumerate(places))):
        style = theme.persona(cut.style(entry.persona))
        stroke = f"url(#{prefix}-mood)" if single else style.colour
        for run in _runs(entry, points, holes):
            # A level line has no box of its own to fade in, hence a fade over the whole band.
            if number == 0 and len(run) > 1:
                curves.insert(
                    0, Drawing(area_data(run, zero), fill=f"url(#{prefix}-area)", opacity=0.3)
                )
            curves.append(
                Drawing(
                    path_data(run),
                    stroke=stroke,
                    width=3.5 if number == 0 else 2.2,
                    dash="" if single else style.dash,
                )
            )
            samples.append(walk(run, 8))
    faces, obstacles = _faces(cut, places, theme, single=single)
    hole_shapes = [shape for stage in sorted(holes) for shape in holes[stage]]
    hole_boxes = [shape.box for shape in hole_shapes if isinstance(shape, Rect)]
    ticks = _ticks(cut, columns, bottom, theme)
    said = _place_quotes(
        cut,
        quotes,
        places,
        [*obstacles, *hole_boxes],
        samples,
        Box(4, 4, width - 8, bottom - 6),
        zero,
        theme,
    )
    fades = (
        Fade(
            f"{prefix}-mood",
            zero - 2 * STEP,
            zero + 2 * STEP,
            (
                (0, theme.positive),
                (0.3, theme.positive),
                (0.5, theme.neutral),
                (0.7, theme.negative),
                (1, theme.negative),
            ),
        ),
        Fade(
            f"{prefix}-area",
            zero - 2 * STEP,
            zero + 2 * STEP,
            ((0, theme.positive), (0.5, theme.card), (1, theme.negative)),
        ),
        Fade(f"{prefix}-up", 0, zero, ((0, theme.band_positive), (1, theme.card))),
        Fade(f"{prefix}-down", zero, height, ((0, theme.card), (1, theme.band_negative))),
    )
    return Mood(
        width,
        height,
        zero,
        (*shapes, *hole_shapes, *curves, *said, *faces, *ticks),
        fades,
        tuple(places),
    )


def describe(cut: Cut) -> str:
    """The curves in words, for those who cannot see them."""
    parts = []
    for entry in cut.lines:
        low, high, last, mean = entry.lowest, entry.highest, entry.last, entry.mean
        if low is None or high is None or last is None or mean is None:
            continue
        parts.append(
            tr(
                "{persona}: mean {mean}, lowest {low} at “{low_at}”, highest {high} at “{high_at}”, at the end {last}.",
                persona=entry.persona.name,
                mean=_score(mean, cut.language),
                low=_score(low.score, cut.language),
                low_at=low.owner.name,
                high=_score(high.score, cut.language),
                high_at=high.owner.name,
                last=_score(last.score, cut.language),
            ).render(cut.language)
        )
    return " ".join(parts)


def _score(value: float, language: str) -> str:
    return format_number(value, language, most=2, signed=True)


# -- ground -----------------------------------------------------------------------------------


def _ground(
    columns: Sequence[Column],
    zero: float,
    bottom: float,
    height: float,
    width: float,
    theme: Theme,
    prefix: str,
) -> list[Shape]:
    shapes: list[Shape] = [
        Drawing(block(0, 0, width, zero), fill=f"url(#{prefix}-up)"),
        Drawing(block(0, zero, width, height - zero), fill=f"url(#{prefix}-down)"),
    ]
    shapes += [
        Drawing(line(column.x, 0, column.x, height), stroke=theme.line, dash="2 4")
        for column in columns[1:]
    ]
    for score in (2, 1, -1, -2):
        y = zero - score * STEP
        shapes.append(Drawing(line(0, y, width, y), stroke=theme.line, dash="2 4"))
    shapes.append(Drawing(line(0, zero, width, zero), stroke=theme.zero))
    return shapes


def _ticks(cut: Cut, columns: Sequence[Column], bottom: float, theme: Theme) -> list[Shape]:
    """The numbers of the touchpoints under the curve."""
    ticks: list[Shape] = []
    for column in columns:
        for place, scene in enumerate(cut.scenes[column.stage]):
            x = _slot(column, place, len(cut.scenes[column.stage]))
            text = str(cut.numbers[scene.item.path])
            ticks.append(Text(x, bottom + 3, (text,), 10, theme.mute, anchor="middle"))
    return ticks


def _holes(
    cut: Cut, columns: Sequence[Column], bottom: float, theme: Theme
) -> dict[int, list[Shape]]:
    """A dashed box, with what is missing, over each stage where nobody is scored."""
    scored = {point.stage for entry in cut.lines for point in entry.points}
    holes: dict[int, list[Shape]] = {}
    for column in columns:
        if column.stage in scored:
            continue
        cells = cut.facts.coverage.stages[column.stage].cells
        if cells[Dimension.TOUCHPOINTS].state is State.MISSING:
            said, code = tr("No touchpoint"), "CJ301"
        elif cells[Dimension.EMOTIONS].state is State.MISSING:
            said, code = tr("No emotion"), "CJ302"
        else:
            # Somebody looked and found that none applies, or nobody of this cut is here.
            continue
        box = Box(column.x + 10, 12, column.width - 20, bottom - 18)
        words = stack(
            [
                paragraph(
                    said.render(cut.language), box.width - 16, 12.5, theme.gap.ink, anchor="middle"
                ),
                paragraph(code, box.width - 16, 11, theme.gap.ink, anchor="middle"),
            ],
            2,
        )
        holes[column.stage] = [
            Rect(box, theme.gap.fill, theme.gap.line, 10, dash="5 4"),
            *words.at(box.x + 8, box.y + (box.height - words.height) / 2),
        ]
    return holes


# -- lines and faces --------------------------------------------------------------------------


def _slot(column: Column, place: int, count: int) -> float:
    return column.x + column.width * (place + 0.5) / max(1, count)


def _place(
    cut: Cut, columns: Sequence[Column], zero: float
) -> list[tuple[PersonaCurve, tuple[tuple[float, float], ...]]]:
    """Where each score stands; scores of one moment that would hide each other stand side by side."""
    at = {column.stage: column for column in columns}
    shift: dict[tuple[Path, str], float] = {}
    owners = dict.fromkeys(point.owner.path for entry in cut.lines for point in entry.points)
    for path in owners:
        shift |= {(path, persona): dx for persona, dx in _dodge(cut, path)}
    placed = []
    for entry in cut.lines:
        spots = []
        for point in entry.points:
            column = at[point.stage]
            scenes = cut.scenes[point.stage]
            place = next((n for n, s in enumerate(scenes) if s.item.path == point.owner.path), None)
            x = _slot(column, 0, 1) if place is None else _slot(column, place, len(scenes))
            x += shift[point.owner.path, point.persona.id]
            spots.append((x, zero - point.score * STEP))
        placed.append((entry, tuple(spots)))
    return placed


def _points_at(cut: Cut, path: Path) -> list[tuple[int, Point]]:
    return [
        (number, point)
        for number, entry in enumerate(cut.lines)
        for point in entry.points
        if point.owner.path == path
    ]


def _dodge(cut: Cut, path: Path) -> Iterable[tuple[str, float]]:
    points = _points_at(cut, path)
    radii = [_radius(cut, number, point) for number, point in points]
    for cluster in _cluster([(p.score, r) for (_, p), r in zip(points, radii, strict=True)]):
        total = sum(2 * radii[number] for number in cluster)
        x = -total / 2
        for number in sorted(cluster):
            yield points[number][1].persona.id, x + radii[number]
            x += 2 * radii[number]


def _cluster(scores: Sequence[tuple[float, float]]) -> list[list[int]]:
    """Which of the scores, given with the radii of their faces, would overlap one above the other."""
    order = sorted(range(len(scores)), key=lambda number: (-scores[number][0], number))
    clusters: list[list[int]] = []
    for number in order:
        score, radius = scores[number]
        if clusters:
            last, last_radius = scores[clusters[-1][-1]]
            if (last - score) * STEP < radius + last_radius:
                clusters[-1].append(number)
                continue
        clusters.append([number])
    return clusters


def _radius(cut: Cut, number: int, point: Point) -> float:
    entry = cut.lines[number]
    if number:
        return OTHER_RADIUS
    return EXTREME_RADIUS if point in (entry.lowest, entry.highest) else LEAD_RADIUS


def _runs(
    entry: PersonaCurve, points: Sequence[tuple[float, float]], holes: dict[int, list[Shape]]
) -> list[list[tuple[float, float]]]:
    """The points between holes."""
    runs: list[list[tuple[float, float]]] = []
    before: int | None = None
    for point, spot in zip(entry.points, points, strict=True):
        if before is None or any(before < hole < point.stage for hole in holes):
            runs.append([])
        runs[-1].append(spot)
        before = point.stage
    return runs


def _faces(
    cut: Cut,
    places: Sequence[tuple[PersonaCurve, Sequence[tuple[float, float]]]],
    theme: Theme,
    *,
    single: bool,
) -> tuple[list[Shape], list[Box]]:
    shapes: list[Shape] = []
    boxes: list[Box] = []
    for number, (entry, points) in reversed(list(enumerate(places))):
        for point, (x, y) in zip(entry.points, points, strict=True):
            radius = _radius(cut, number, point)
            feeling, tint = theme.feeling(point.score)
            ring = feeling if single else theme.persona(cut.style(entry.persona)).colour
            said = tr(
                "{persona}, {touchpoint}: {score}",
                persona=entry.persona.name,
                touchpoint=point.owner.name,
                score=_score(point.score, cut.language),
            ).render(cut.language)
            shapes.append(
                Group(
                    printable(said),
                    face(x, y, radius, point.score, fill=tint, ring=ring, ink=theme.ink),
                )
            )
            boxes.append(Box(x - radius, y - radius, 2 * radius, 2 * radius).grown(1.5))
    return shapes, boxes


# -- quotes -----------------------------------------------------------------------------------

Quote = tuple[int, int, str, bool]
"""The number of a line, of its point, the words, and whether it is the highest point."""


def _quotes(cut: Cut) -> list[Quote]:
    """What the personas say at their lowest and highest points, each sentence once."""
    quotes: list[Quote] = []
    seen: set[str] = set()
    for number, entry in enumerate(cut.lines):
        low, high = entry.lowest, entry.highest
        for extreme, is_high in ((low, False), (high, True)):
            if extreme is None or (
                low is not None and high is not None and low.score == high.score
            ):
                continue
            said = extreme.words
            if said is None or said in seen:
                continue
            seen.add(said)
            quotes.append(
                (number, entry.points.index(extreme), format_quote(said, cut.language), is_high)
            )
    return quotes[:_MOST_QUOTES]


def _place_quotes(
    cut: Cut,
    quotes: Sequence[Quote],
    places: Sequence[tuple[PersonaCurve, Sequence[tuple[float, float]]]],
    obstacles: Sequence[Box],
    samples: Sequence[Sequence[tuple[float, float]]],
    bounds: Box,
    zero: float,
    theme: Theme,
) -> list[Shape]:
    """Each quote as near to its point as it finds room; one that finds none is left to its lane."""
    shapes: list[Shape] = []
    taken = list(obstacles)
    several = len(places) > 1
    for number, place, words, is_high in quotes:
        entry, spots = places[number]
        spot = spots[place]
        away = (EXTREME_RADIUS if number == 0 else OTHER_RADIUS) + 4
        for text, start, above in _options(words, spot, away, is_high, bounds, zero, theme):
            box = text.box
            if several:
                # Room for the dot that says whose words these are.
                box = Box(box.x - _DOT, box.y, box.width + _DOT, box.height)
            leader = _leader(box, spot, start, away, above)
            if (
                not bounds.contains(box)
                or any(box.overlaps(other) for other in taken)
                or _crosses(box.grown(4), samples)
                or (leader and any(_crosses(other, [_between(*leader)]) for other in taken))
            ):
                continue
            if several:
                text = replace(text, x=text.box.x, anchor="start")
            taken.append(box.grown(3))
            if leader:
                shapes.append(Drawing(line(*leader[0], *leader[1]), stroke=theme.mute, width=0.8))
            if several:
                style = theme.persona(cut.style(entry.persona))
                shapes.append(Circle(box.x + 3.5, box.y + 0.6 * _QUOTE_SIZE, 3.5, style.colour))
            shapes.append(text)
            break
    return shapes


def _options(
    words: str,
    point: tuple[float, float],
    away: float,
    is_high: bool,
    bounds: Box,
    zero: float,
    theme: Theme,
) -> list[tuple[Text, tuple[float, float], bool]]:
    """Ways to set a quote, with the end of its leader and whether it stands above its point.

    The nearest with the fewest lines come first; a high point's quote rather stands above it.
    """
    options: list[tuple[float, int, Text, tuple[float, float], bool]] = []
    for room in (230.0, 170.0, 320.0):
        lines = tuple(wrap(printable(words), min(room, bounds.width - 4), _QUOTE_SIZE, italic=True))
        if not lines or len(lines) > 4:
            continue
        text = Text(
            0, 0, lines, _QUOTE_SIZE, theme.soft, italic=True, anchor="middle", leading=1.25
        )
        size = text.box
        for above in (is_high, not is_high):
            start = (point[0], point[1] - away if above else point[1] + away)
            for step in range(14):
                top = start[1] - size.height - step * 8 if above else start[1] + step * 8
                for side in (0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6):
                    middle = point[0] + side * 30
                    middle = max(middle, bounds.x + size.width / 2)
                    middle = min(middle, bounds.right - size.width / 2)
                    cost = step * 8 + abs(middle - point[0]) * 0.5 + 12 * len(lines)
                    cost += 0 if above is is_high else 60
                    # The line of neutral would strike the words out.
                    cost += 50 if top - 2 < zero < top + size.height + 2 else 0
                    options.append((cost, len(options), text.moved(middle, top), start, above))
    return [option[2:] for option in sorted(options, key=lambda option: option[:2])]


def _leader(
    box: Box, spot: tuple[float, float], start: tuple[float, float], away: float, above: bool
) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """The stroke that ties a quote to its point, straight towards it; None where they touch anyway."""
    edge = box.bottom + 1 if above else box.y - 1
    if abs(edge - start[1]) <= 8 and box.x <= start[0] <= box.right:
        return None
    x = min(max(start[0], box.x + 8), max(box.x + 8, box.right - 8))
    length = math.dist((x, edge), spot)
    share = min(1.0, away / length) if length else 0.0
    return (x, edge), (spot[0] + (x - spot[0]) * share, spot[1] + (edge - spot[1]) * share)


def _between(one: tuple[float, float], other: tuple[float, float]) -> list[tuple[float, float]]:
    """Points along a stroke, close enough to find what it crosses."""
    count = max(2, int(max(abs(one[0] - other[0]), abs(one[1] - other[1])) / 4))
    return [
        (one[0] + (other[0] - one[0]) * n / count, one[1] + (other[1] - one[1]) * n / count)
        for n in range(1, count)
    ]


def _crosses(box: Box, runs: Sequence[Sequence[tuple[float, float]]]) -> bool:
    return any(box.x <= x <= box.right and box.y <= y <= box.bottom for run in runs for x, y in run)
