"""Shapes with places, and the SVG that shows them.

A picture is first a list of shapes in px, whose boxes can be checked, and then text. The SVG is
version 1.1 with plain attributes: no style sheet, no foreignObject, no script, so that browsers,
Inkscape and GitHub show the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from cjmap.draw.curves import decimal
from cjmap.draw.escape import runs_from_right, xml_attribute, xml_text, xml_text_from_right
from cjmap.draw.metrics import FONT_STACK, safe_width
from cjmap.records import dataclass, replace

_ASCENT: Final = 0.95
"""From the top of a line to its baseline, in em: the larger of Arial's and DejaVu's."""

_LINE: Final = 1.2
"""Height of the ink of one line, in em."""

ROUNDED: Final = 'stroke-linecap="round" stroke-linejoin="round"'
"""How every stroke of shapes ends and bends: said once, by the element that holds them."""

TURNED: Final = {"start": "end", "middle": "middle", "end": "start"}
"""The anchor of a text from the left that stands as one from the right does by its own anchor."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, width and height in px, y downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def moved(self, dx: float, dy: float) -> Box:
        return Box(self.x + dx, self.y + dy, self.width, self.height)

    def mirrored(self, width: float) -> Box:
        """Where it stands in a picture `width` px wide that is read from right to left."""
        return Box(width - self.right, self.y, self.width, self.height)

    def grown(self, by: float) -> Box:
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def contains(self, other: Box, slack: float = 0.01) -> bool:
        return (
            self.x - slack <= other.x
            and self.y - slack <= other.y
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def overlaps(self, other: Box, slack: float = 0.01) -> bool:
        return (
            self.x + slack < other.right
            and other.x + slack < self.right
            and self.y + slack < other.bottom
            and other.y + slack < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Text:
    """Lines of one style. `x` is where they start, are centred or end; `y` the top of the first.

    `cell` is the box that the text must stay in; it moves along.
    """

    x: float
    y: float
    lines: tuple[str, ...]
    size: float
    fill: str
    bold: bool = False
    italic: bool = False
    anchor: str = "start"
    leading: float = 1.35
    cell: Box | None = None
    rtl: bool = False

    @property
    def box(self) -> Box:
        """The room that the text takes in any of the usual faces."""
        widths = (
            safe_width(line, self.size, bold=self.bold, italic=self.italic) for line in self.lines
        )
        width = max(widths, default=0.0)
        start, end = (width, 0.0) if self.rtl else (0.0, width)
        shift = {"start": start, "middle": width / 2, "end": end}[self.anchor]
        height = ((len(self.lines) - 1) * self.leading + _LINE) * self.size
        return Box(self.x - shift, self.y, width, height)

    def moved(self, dx: float, dy: float) -> Text:
        # Written out, here and below: `replace` is slow, and a map moves ten thousand shapes.
        return Text(
            self.x + dx,
            self.y + dy,
            self.lines,
            self.size,
            self.fill,
            self.bold,
            self.italic,
            self.anchor,
            self.leading,
            self.cell.moved(dx, dy) if self.cell else None,
            self.rtl,
        )

    def mirrored(self, width: float) -> Text:
        """The text of a picture `width` px wide that is read from right to left."""
        cell = self.cell.mirrored(width) if self.cell else None
        return replace(self, x=width - self.x, cell=cell, rtl=True)

    def svg(self) -> str:
        style = f'font-size="{decimal(self.size)}" fill="{self.fill}"'
        if self.bold:
            style += ' font-weight="bold"'
        if self.italic:
            style += ' font-style="italic"'
        anchor = TURNED[self.anchor] if self.rtl else self.anchor
        # All lines of a text run one way, also those that break off a name in other letters.
        from_right = self.rtl and any(map(runs_from_right, self.lines))
        written = xml_text_from_right if from_right else xml_text
        if anchor != "start":
            style += f' text-anchor="{anchor}"'
        x, y = decimal(self.x), decimal(self.y + _ASCENT * self.size)
        if len(self.lines) == 1:
            return f'<text x="{x}" y="{y}" {style}>{written(self.lines[0])}</text>'
        step = decimal(self.leading * self.size)
        spans = "".join(
            f'<tspan x="{x}" dy="{step if number else 0}">{written(line)}</tspan>'
            for number, line in enumerate(self.lines)
        )
        return f'<text y="{y}" {style}>{spans}</text>'


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle, filled, bordered or both. `fill` may be a colour or `url(#…)`."""

    box: Box
    fill: str = "none"
    stroke: str | None = None
    radius: float = 0
    width: float = 1
    dash: str = ""

    def moved(self, dx: float, dy: float) -> Rect:
        return Rect(
            self.box.moved(dx, dy), self.fill, self.stroke, self.radius, self.width, self.dash
        )

    def mirrored(self, width: float) -> Rect:
        return replace(self, box=self.box.mirrored(width))

    def svg(self) -> str:
        box = self.box
        return (
            f'<rect x="{decimal(box.x)}" y="{decimal(box.y)}" width="{decimal(box.width)}" '
            f'height="{decimal(box.height)}"{_radius(self.radius)} '
            f"{_paint(self.fill, self.stroke, self.width, self.dash)}/>"
        )


@dataclass(frozen=True, slots=True)
class Circle:
    x: float
    y: float
    radius: float
    fill: str = "none"
    stroke: str | None = None
    width: float = 1
    dash: str = ""

    def moved(self, dx: float, dy: float) -> Circle:
        return Circle(
            self.x + dx, self.y + dy, self.radius, self.fill, self.stroke, self.width, self.dash
        )

    def mirrored(self, width: float) -> Circle:
        return replace(self, x=width - self.x)

    def svg(self) -> str:
        return (
            f'<circle cx="{decimal(self.x)}" cy="{decimal(self.y)}" r="{decimal(self.radius)}" '
            f"{_paint(self.fill, self.stroke, self.width, self.dash)}/>"
        )


@dataclass(frozen=True, slots=True)
class Drawing:
    """The `d` of a path, drawn from the point (x, y) at a scale.

    `side` is the width of a sign, before it is scaled, that looks the same in a mirrored picture
    (a tick); 0 where it is mirrored with it. `flipped`: it is.
    """

    d: str
    x: float = 0
    y: float = 0
    scale: float = 1
    fill: str = "none"
    stroke: str | None = None
    width: float = 1
    dash: str = ""
    opacity: float = 1
    side: float = 0
    flipped: bool = False

    def moved(self, dx: float, dy: float) -> Drawing:
        return Drawing(
            self.d,
            self.x + dx,
            self.y + dy,
            self.scale,
            self.fill,
            self.stroke,
            self.width,
            self.dash,
            self.opacity,
            self.side,
            self.flipped,
        )

    def mirrored(self, width: float) -> Drawing:
        if self.side:
            return replace(self, x=width - self.x - self.side * self.scale)
        return replace(self, x=width - self.x, flipped=True)

    def svg(self) -> str:
        steps = []
        if self.x or self.y:
            steps.append(f"translate({decimal(self.x)},{decimal(self.y)})")
        if self.flipped:
            steps.append(f"scale({decimal(-self.scale)},{decimal(self.scale)})")
        elif self.scale != 1:
            steps.append(f"scale({decimal(self.scale)})")
        place = f' transform="{" ".join(steps)}"' if steps else ""
        clear = f' opacity="{decimal(self.opacity)}"' if self.opacity != 1 else ""
        paint = _paint(self.fill, self.stroke, self.width, self.dash)
        return f'<path{place} d="{self.d}" {paint}{clear}/>'


@dataclass(frozen=True, slots=True)
class Group:
    """Shapes that are one thing, with the words that a viewer shows for it."""

    title: str
    shapes: tuple[Shape, ...]

    def moved(self, dx: float, dy: float) -> Group:
        return Group(self.title, tuple(shape.moved(dx, dy) for shape in self.shapes))

    def mirrored(self, width: float) -> Group:
        return Group(self.title, tuple(shape.mirrored(width) for shape in self.shapes))

    def svg(self) -> str:
        inner = "".join(shape.svg() for shape in self.shapes)
        return f"<g><title>{xml_text(self.title)}</title>{inner}</g>"


@dataclass(frozen=True, slots=True)
class Sight:
    """An image of the picture, by its id, in a box; `sides` are its width and height, px.

    It keeps its shape: where the box has another, it is seen whole within it, or `filling` it,
    with what juts out cut off.
    """

    box: Box
    id: str
    sides: tuple[int, int]
    filling: bool = False

    def moved(self, dx: float, dy: float) -> Sight:
        return Sight(self.box.moved(dx, dy), self.id, self.sides, self.filling)

    def mirrored(self, width: float) -> Sight:
        # Its place is turned; what it shows is not.
        return replace(self, box=self.box.mirrored(width))

    def svg(self) -> str:
        box, (width, height) = self.box, self.sides
        return (
            f'<svg x="{decimal(box.x)}" y="{decimal(box.y)}" width="{decimal(box.width)}" '
            f'height="{decimal(box.height)}" viewBox="0 0 {width} {height}" '
            f'preserveAspectRatio="xMidYMid {"slice" if self.filling else "meet"}">'
            f'<use xlink:href="#{self.id}"/></svg>'
        )


Shape = Text | Rect | Circle | Drawing | Group | Sight


@dataclass(frozen=True, slots=True)
class Fade:
    """A ground that passes from one colour to another from `top` to `bottom`.

    Both are px in the space of the drawing that uses it, before it is moved to its place.
    """

    id: str
    top: float
    bottom: float
    stops: tuple[tuple[float, str], ...]

    def svg(self) -> str:
        stops = "".join(
            f'<stop offset="{decimal(offset)}" stop-color="{colour}"/>'
            for offset, colour in self.stops
        )
        return (
            f'<linearGradient id="{self.id}" gradientUnits="userSpaceOnUse" x1="0" x2="0" '
            f'y1="{decimal(self.top)}" y2="{decimal(self.bottom)}">{stops}</linearGradient>'
        )


@dataclass(frozen=True, slots=True)
class Image:
    """An image as a `data:` URI with its width and height in px, held once however often it is seen."""

    id: str
    uri: str
    width: int
    height: int

    def svg(self) -> str:
        return (
            f'<image id="{self.id}" width="{self.width}" height="{self.height}" '
            f'xlink:href="{self.uri}"/>'
        )


@dataclass(frozen=True, slots=True)
class Picture:
    """A laid-out picture, `width` by `height` px, and what it says to those who cannot see it."""

    width: float
    height: float
    background: str
    title: str
    description: str
    language: str
    shapes: tuple[Shape, ...]
    fades: tuple[Fade, ...] = ()
    images: tuple[Image, ...] = ()

    @property
    def texts(self) -> tuple[Text, ...]:
        """Every text of the picture, those in groups too."""
        return tuple(texts_of(self.shapes))

    def svg(self, prefix: str = "cjmap") -> str:
        """The picture as an SVG document. `prefix` begins its ids, for pages with several."""
        width, height = decimal(self.width), decimal(self.height)
        title, description = f"{prefix}-title", f"{prefix}-desc"
        linked = ' xmlns:xlink="http://www.w3.org/1999/xlink"' if self.images else ""
        lines = [
            f'<svg xmlns="http://www.w3.org/2000/svg"{linked} version="1.1" width="{width}" '
            f'height="{height}" viewBox="0 0 {width} {height}" role="img" '
            f'aria-labelledby="{title} {description}" xml:lang="{xml_attribute(self.language)}" '
            f'font-family="{FONT_STACK}" {ROUNDED}>',
            f'<title id="{title}">{xml_text(self.title)}</title>',
            f'<desc id="{description}">{xml_text(self.description)}</desc>',
        ]
        if self.fades or self.images:
            held: tuple[Fade | Image, ...] = (*self.fades, *self.images)
            lines.append(f"<defs>{''.join(each.svg() for each in held)}</defs>")
        lines.append(Rect(Box(0, 0, self.width, self.height), self.background).svg())
        lines += [shape.svg() for shape in self.shapes]
        lines.append("</svg>")
        return "\n".join(lines) + "\n"


def texts_of(shapes: Iterable[Shape]) -> list[Text]:
    found: list[Text] = []
    for shape in shapes:
        if isinstance(shape, Text):
            found.append(shape)
        elif isinstance(shape, Group):
            found += texts_of(shape.shapes)
    return found


def polygon(points: Sequence[tuple[float, float]]) -> str:
    """The `d` of a closed path with straight sides."""
    return "M" + "L".join(f"{decimal(x)},{decimal(y)}" for x, y in points) + "Z"


def block(x: float, y: float, width: float, height: float) -> str:
    """The `d` of a rectangle, for grounds that move together with their fade."""
    return f"M{decimal(x)},{decimal(y)}h{decimal(width)}v{decimal(height)}h{decimal(-width)}Z"


def line(x1: float, y1: float, x2: float, y2: float) -> str:
    """The `d` of a straight stroke."""
    return f"M{decimal(x1)},{decimal(y1)}L{decimal(x2)},{decimal(y2)}"


def _radius(radius: float) -> str:
    return f' rx="{decimal(radius)}"' if radius else ""


def _paint(fill: str, stroke: str | None, width: float, dash: str) -> str:
    parts = [f'fill="{fill}"']
    if stroke is not None:
        parts.append(f'stroke="{stroke}"')
        if width != 1:
            parts.append(f'stroke-width="{decimal(width)}"')
        if dash:
            parts.append(f'stroke-dasharray="{dash}"')
    return " ".join(parts)
