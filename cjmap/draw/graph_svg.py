"""The SVG that an engine returns, made fit to publish.

Nothing is passed on but shapes and text: an element or attribute that is not on the lists below
is dropped, whoever wrote the engine. The result is the same for the same drawing, names no
program or file, fetches nothing, and can stand inside an HTML page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final
from xml.etree import ElementTree

from cjmap.draw.canvas import ROUNDED, TURNED
from cjmap.draw.corners import round_corners
from cjmap.draw.engines import EngineError
from cjmap.draw.escape import (
    link,
    runs_from_right,
    xml_attribute,
    xml_text,
    xml_text_from_right,
)
from cjmap.draw.glyphs import DRAWINGS, SCORES, Drawing
from cjmap.draw.icons import STROKE
from cjmap.draw.metrics import FONT_STACK
from cjmap.draw.pieces import face
from cjmap.expressions import expression
from cjmap.languages.conventions import is_rtl
from cjmap.messages import tr

_NAMESPACE: Final = "http://www.w3.org/2000/svg"
_XLINK: Final = "{http://www.w3.org/1999/xlink}"
_SHAPES: Final = frozenset({"path", "polygon", "polyline", "ellipse", "circle", "rect", "line"})
_PAINT: Final = (
    "fill",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "fill-opacity",
    "stroke-opacity",
)
_KEPT: Final[dict[str, tuple[str, ...]]] = {
    "g": ("class", "transform"),
    "text": ("x", "y", "text-anchor", "font-size", "font-weight", "font-style", "fill"),
    "path": ("d", *_PAINT),
    "polygon": ("points", *_PAINT),
    "polyline": ("points", *_PAINT),
    "ellipse": ("cx", "cy", "rx", "ry", *_PAINT),
    "circle": ("cx", "cy", "r", *_PAINT),
    "rect": ("x", "y", "width", "height", "rx", "ry", *_PAINT),
    "line": ("x1", "y1", "x2", "y2", *_PAINT),
}
# Numbers, path commands, colours, words: nothing that could refer to something else.
_VALUE = expression(r"[\w#.,%+ -]*|(?:(?:translate|scale|rotate)\([\d., -]*\) ?)*")
_COLOUR = expression(r"#[0-9a-fA-F]{6}|[a-z]+")
_NUMBER = expression(r"-?\d+(?:\.\d+)?")
# Engines' own dots are too small to be told from a pale line.
_DASHES: Final = {"1,5": "2,4", "5,2": "6,3"}
# An icon's side and its rise above the line of writing, in parts of the font size.
_ICON_SIDE: Final = 1.25
_ICON_RISE: Final = 1.0


def clean(
    answer: bytes,
    *,
    title: str,
    description: str,
    language: str,
    prefix: str = "cjmap",
    rearrange: Callable[[ElementTree.Element], None] | None = None,
) -> str:
    """The engine's SVG with our own head, tooltips, fonts and drawings in place of signs.

    In a language that is written from right to left it is mirrored, all but its text and signs:
    an engine knows where a line begins on the left, and where it ends only by a guess.

    `title` and `description` are what a screen reader says of the whole picture; `language` is
    the BCP 47 tag of its text; `prefix` begins its ids; `rearrange` may move what the engine drew,
    whose words and names are all there yet, within what it covers. Width and height are in px and fit the view box.

    Raises EngineError where the answer is no SVG.
    """
    no_svg = EngineError(tr("The engine's answer is no SVG."))
    if b"<!ENTITY" in answer:
        # No engine writes entities; expanded they can fill the memory.
        raise no_svg
    try:
        root = ElementTree.fromstring(answer)  # noqa: S314 - without entities nothing expands
    except (ElementTree.ParseError, LookupError, ValueError):
        raise no_svg from None
    box = _NUMBER.findall(root.get("viewBox", ""))
    if local_name(root) != "svg" or len(box) != 4:
        raise no_svg
    left, top, width, height = (_figure(float(number)) for number in box)
    head = (
        f'<svg xmlns="{_NAMESPACE}" width="{width}" height="{height}" '
        f'viewBox="{left} {top} {width} {height}" role="img" '
        f'aria-labelledby="{prefix}-title {prefix}-desc" xml:lang="{xml_attribute(language)}" '
        f'font-family="{FONT_STACK}">\n<title id="{prefix}-title">{xml_text(title)}</title>\n'
        f'<desc id="{prefix}-desc">{xml_text(description)}</desc>\n'
    )
    if rearrange is not None:
        rearrange(root)
    rtl = is_rtl(language)
    body = "".join(part for child in root for part in _write(child, rtl))
    if rtl:
        across = _figure(2 * float(left) + float(width))
        body = f'<g transform="translate({across} 0) scale(-1 1)">\n{body}</g>\n'
    return f"{head}{body}</svg>\n"


def _write(element: ElementTree.Element, rtl: bool) -> Iterator[str]:
    """An element and what stands in it, as text."""
    name = local_name(element)
    if name == "g":
        yield from _write_group(element, rtl)
    elif name == "a":
        yield from _write_link(element, rtl)
    elif name == "text":
        yield _write_text(element, rtl)
    elif name in _SHAPES:
        yield f"<{name}{_attributes(element, name)}/>\n"


def _write_group(element: ElementTree.Element, rtl: bool) -> Iterator[str]:
    inner = "".join(part for child in element for part in _write(child, rtl))
    if not inner:
        return
    kind = element.get("class", "").partition(" ")[0]
    # A label's group says the same as the group around it and stays without a tooltip.
    tooltip = _tooltip(element) if kind in ("node", "edge", "cluster") else None
    title = f"<title>{xml_text(tooltip)}</title>\n" if tooltip else ""
    attributes = _attributes(element, "g")
    if not attributes and not title:
        yield inner
        return
    yield f"<g{attributes}>\n{title}{inner}</g>\n"


def _tooltip(element: ElementTree.Element) -> str | None:
    """What an engine was told to show of a node or an edge; never its generated name."""
    for inner in element.iter():
        if local_name(inner) == "a":
            text = inner.get(f"{_XLINK}title") or inner.get("title")
            if text:
                return text
    return None


def _write_link(element: ElementTree.Element, rtl: bool) -> Iterator[str]:
    inner = "".join(part for child in element for part in _write(child, rtl))
    target = link(element.get(f"{_XLINK}href") or element.get("href") or "")
    if target is None:
        yield inner
    else:
        yield f'<a href="{xml_attribute(target)}" target="_blank" rel="noopener">\n{inner}</a>\n'


def _write_text(element: ElementTree.Element, rtl: bool) -> str:
    content = "".join(element.itertext()).strip()
    if content in SCORES:
        return _write_face(element, SCORES[content])
    if content in DRAWINGS:
        return _write_drawing(element, DRAWINGS[content], rtl)
    turn = _turn(element) if rtl else ""
    attributes = _attributes(element, "text") + turn
    written = xml_text_from_right if rtl and runs_from_right(content) else xml_text
    return f"<text{attributes}>{written(content)}</text>\n" if content else ""


def _turn(element: ElementTree.Element) -> str:
    """What makes a text legible in a mirrored picture; it keeps its place."""
    element.set("text-anchor", TURNED[element.get("text-anchor") or "start"])
    return f' transform="translate({_figure(2 * _read(element, "x"))} 0) scale(-1 1)"'


def _write_drawing(element: ElementTree.Element, drawing: Drawing, rtl: bool) -> str:
    x, y, side, colour = _place(element)
    paint = (
        f'fill="{colour}"'
        if drawing.filled
        else f'fill="none" stroke="{colour}" stroke-width="{STROKE:g}" {ROUNDED}'
    )
    scale = f"{side / drawing.side:.4g}"
    place = (
        f"translate({_figure(x + side)} {_figure(y)}) scale(-{scale} {scale})"
        if rtl
        else f"translate({_figure(x)} {_figure(y)}) scale({scale})"
    )
    return f'<path d="{drawing.path}" transform="{place}" {paint}/>\n'


def _write_face(element: ElementTree.Element, score: int) -> str:
    x, y, side, colour = _place(element)
    middle, radius = side / 2, side * 0.42
    shapes = face(x + middle, y + middle, radius, score, fill="none", ring=colour, ink=colour)
    return f"<g {ROUNDED}>{''.join(shape.svg() for shape in shapes)}</g>\n"


def _place(element: ElementTree.Element) -> tuple[float, float, float, str]:
    """Left, top, side and colour of the drawing that takes the place of a sign."""
    x, y, size = (_read(element, name) for name in ("x", "y", "font-size"))
    side = size * _ICON_SIDE
    x -= {"middle": side / 2, "end": side}.get(element.get("text-anchor", ""), 0.0)
    colour = element.get("fill", "")
    return x, y - size * _ICON_RISE, side, colour if _COLOUR.fullmatch(colour) else "#000000"


def _attributes(element: ElementTree.Element, name: str) -> str:
    parts = []
    for key in _KEPT[name]:
        value = " ".join((element.get(key) or "").split())
        if key == "stroke-dasharray":
            value = _DASHES.get(value, value)
        if key == "d":
            value = round_corners(value)
        if value and _VALUE.fullmatch(value):
            parts.append(f' {key}="{xml_attribute(value)}"')
    return "".join(parts)


def local_name(element: ElementTree.Element) -> str:
    """The name of an element without its namespace; empty for what is none."""
    # Comments and processing instructions have a function for a tag.
    tag = element.tag if isinstance(element.tag, str) else ""
    return tag.rpartition("}")[2]


def _read(element: ElementTree.Element, key: str) -> float:
    found = _NUMBER.match(element.get(key) or "")
    return float(found[0]) if found else 0.0


def _figure(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
