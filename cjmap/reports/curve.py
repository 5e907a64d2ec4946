"""The emotion curve of the page: the band that pictures draw too, as wide as the table is.

It is laid out for the narrowest table. What stands at a place along the journey is put there in
percent and keeps its shape; what runs between such places is drawn out with the table, so that
in a wider one everything only moves apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from markupsafe import Markup

from cjmap.board.board import Board, Mark, Point
from cjmap.draw.canvas import Fade, Shape
from cjmap.draw.curves import decimal
from cjmap.draw.hyphens import in_its_language
from cjmap.draw.metrics import FONT_STACK
from cjmap.draw.pieces import STAR, Piece, mark
from cjmap.messages import Message, tr
from cjmap.records import dataclass
from cjmap.reports.anchors import anchor_finding
from cjmap.reports.colours import VARIABLES
from cjmap.views.curve import band as drawing
from cjmap.views.curve.band import Band, lay_out_band
from cjmap.views.curve.ends import tail_for
from cjmap.views.curve.frame import Frame, Slots
from cjmap.views.curve.legend import curve_signs
from cjmap.views.curve.signs import sample_line
from cjmap.views.curve.words import Pinned
from cjmap.views.parts.pen import Pen

_IDS: Final = "curve"
# However few its stages, a table is seldom narrower than it is on a phone, and than the least
# window that is none.
_PHONE: Final = 226.0
_LEAST: Final = 530.0
_HALO: Final = 2.0
# What a finger or a hand that trembles can meet: half of 24 px.
_TOUCH: Final = 12.0
_HEIGHT: Final = 264.0


@dataclass(frozen=True, slots=True)
class Pin:
    """A drawing that stands at an `x`, in percent of the width; `number` is its touchpoint's, if any."""

    x: str
    drawn: Markup
    number: int | None


@dataclass(frozen=True, slots=True)
class Dot:
    """A score: its face stands at `x` in percent; `y` and the radius of the focus are px.

    `sign` is the id of the drawing of it.
    """

    point: Point
    x: str
    y: str
    halo: str
    sign: str


@dataclass(frozen=True, slots=True)
class Trace:
    """One persona's line, what it says, tied to that by `leaders` of a touchpoint, and its scores."""

    mark: Mark
    lines: Markup
    leaders: tuple[tuple[int | None, Markup], ...]
    pins: tuple[Pin, ...]
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Hole:
    """A stage in which nobody is scored: its place in percent, its box in px, and its words.

    `href` leads to the finding that says so.
    """

    x: str
    width: str
    y: str
    height: str
    words: Markup
    href: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A sample of `width` by `height` px, with what it is of."""

    width: str
    height: str
    drawn: Markup
    text: str


@dataclass(frozen=True, slots=True)
class Person:
    """A persona that can be shown or not: `mean` is empty where nobody scored it.

    `sample` is its line on the curve, None where there is no curve or no other persona.
    """

    mark: Mark
    mean: str
    sample: Sign | None


@dataclass(frozen=True, slots=True)
class CurveView:
    """The whole drawing, `span` by `height` px before it is drawn out.

    `scale` are the five scores with their heights, `faces` the drawings by their ids.
    """

    height: str
    span: str
    font: str
    fades: Markup
    faces: tuple[tuple[str, Markup], ...]
    ground: Markup
    traces: tuple[Trace, ...]
    ticks: tuple[Pin, ...]
    holes: tuple[Hole, ...]
    scale: tuple[tuple[str, str], ...]
    signs: tuple[Sign, ...]
    spoken: str


@in_its_language
def draw_curve(drawn: Board, column: float) -> CurveView | None:
    """The curve of a map whose stages are at least `column` pixels wide; None without a score."""
    if not drawn.curve.lines:
        return None
    pen = Pen(VARIABLES, drawn.language, len(drawn.personas) > 1, 0)
    band = lay_out_band(_set_frame(drawn, column, pen), pen, _IDS)
    faces: dict[Markup, str] = {}
    traces = tuple(_trace(band, number, faces) for number in range(len(band.traces)))
    return CurveView(
        decimal(band.height),
        decimal(band.width),
        FONT_STACK,
        _write(band.fades),
        tuple((sign, face) for face, sign in faces.items()),
        _write(band.grounds),
        traces,
        tuple(_pin(band, tick) for tick in band.ticks),
        tuple(_hole(band, cover) for cover in band.covers),
        tuple(
            (text, decimal(band.zero - score * band.frame.step))
            for score, text in drawn.curve.scale
        ),
        tuple(_sign(piece, said, pen) for piece, said in _signs(drawn, pen)),
        drawn.curve.spoken,
    )


def _set_frame(drawn: Board, column: float, pen: Pen) -> Frame:
    count = len(drawn.stages)
    width = max(column * count, min(_PHONE * count, _LEAST))
    edges = tuple(width * number / count for number in range(count + 1))
    return Frame(
        Slots(drawn), edges, least=_HEIGHT, tail=tail_for(drawn.curve.lines, pen, named=False)
    )


def _write(drawn: Iterable[Shape | Fade]) -> Markup:
    """What is drawn as markup: what writes it has escaped every text.

    Lines are parted for whoever copies them from the page, or searches it.
    """
    written = "".join(each.svg() for each in drawn).replace("</tspan><tspan", "</tspan> <tspan")
    return Markup(written)  # noqa: S704 - every text is escaped


def _percent(band: Band, x: float) -> str:
    return decimal(100 * x / band.width)


def _pin(band: Band, pin: Pinned) -> Pin:
    return Pin(_percent(band, pin.x), _write(pin.shapes), pin.number)


def _trace(band: Band, number: int, faces: dict[Markup, str]) -> Trace:
    trace = band.traces[number]
    return Trace(
        trace.mark,
        _write((*trace.grounds, *trace.strokes)),
        tuple((number, _write([leader])) for number, leader in trace.leaders),
        tuple(_pin(band, pin) for pin in trace.pins),
        tuple(_dot(band, dot, faces) for dot in band.dots[number]),
    )


def _dot(band: Band, dot: drawing.Dot, faces: dict[Markup, str]) -> Dot:
    """A score. Many have the same face, which is drawn once, around (0, 0), and kept by its id."""
    x, y = _percent(band, dot.spot.x), decimal(dot.y)
    halo = decimal(max(dot.spot.reach + _HALO, _TOUCH))
    face = _write(shape.moved(0, -dot.y) for shape in (*dot.face, *dot.ring))
    sign = faces.setdefault(face, f"{_IDS}-{len(faces)}")
    return Dot(dot.point, x, y, halo, sign)


def _hole(band: Band, cover: drawing.Cover) -> Hole:
    left, right = band.frame.edges[cover.hole.stage : cover.hole.stage + 2]
    finding = cover.hole.gap.finding
    return Hole(
        _percent(band, left),
        _percent(band, right - left),
        decimal(cover.box.y),
        decimal(cover.box.height),
        _write(cover.words),
        f"#{anchor_finding(finding)}" if finding is not None else "",
    )


def draw_people(drawn: Board, *, curved: bool) -> Iterable[Person]:
    """Who can be shown or not, each with its line where there is a curve; nobody of one without."""
    if not curved and len(drawn.personas) < 2:
        return
    pen = Pen(VARIABLES, drawn.language, len(drawn.personas) > 1, 0)
    lines = {line.mark.id: line for line in drawn.curve.lines}
    lead = drawn.curve.lines[0].mark if drawn.curve.lines else None
    for persona in drawn.personas:
        line = lines.get(persona.mark.id)
        several = curved and len(lines) > 1 and line is not None
        piece = sample_line(persona.mark, pen, lead=persona.mark == lead)
        sample = Sign(decimal(piece.width), decimal(piece.height), _write(piece.shapes), "")
        yield Person(persona.mark, line.mean if line else "", sample if several else None)


def _signs(drawn: Board, pen: Pen) -> Iterable[tuple[Piece, Message]]:
    yield from curve_signs(drawn, pen)
    if any(card.moment for card in drawn.touchpoints):
        yield mark(STAR, 12, pen.theme.star, filled=True), tr("moment of truth")


def _sign(piece: Piece, said: Message, pen: Pen) -> Sign:
    return Sign(decimal(piece.width), decimal(piece.height), _write(piece.shapes), pen.say(said))
