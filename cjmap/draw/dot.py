"""HTML-like labels of DOT: tables of text whose width is known before an engine measures it.

Engines measure text themselves, and badly where it is not plain Latin. Text is therefore broken
into lines here and every cell says how wide it is. Sizes are in points, which become the pixels
of the SVG.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from cjmap.draw.escape import dot_html
from cjmap.draw.metrics import safe_width
from cjmap.records import dataclass

FONT: Final = "Arial"
"""The face by which engines lay out; pictures name `metrics.FONT_STACK` in its place."""

# No text of a map looks so: its quotes are escaped.
_FIXED: Final = ' FIXEDSIZE="TRUE"'
_EMPTY: Final = "\N{NO-BREAK SPACE}"
# Up to here engines know how wide characters are, about.
_LAST_PLAIN: Final = "\N{LATIN SMALL LETTER Z WITH CARON}"


@dataclass(frozen=True, slots=True)
class Style:
    """How text looks: its size in points, whole ones as engines want, colour (`#rrggbb`), weight."""

    size: int
    colour: str
    bold: bool = False
    italic: bool = False

    def width(self, text: str) -> float:
        """How wide a line is at most, in points."""
        return safe_width(text, self.size, bold=self.bold, italic=self.italic)


def line_height(size: int) -> int:
    """Height of a line of text, in points."""
    return math.ceil(size * 1.22)


def cell(content: str, **attributes: str | float) -> str:
    """A cell around ready markup; attributes are written in capitals, in the order given."""
    return f"<TD{_attributes(attributes)}>{content}</TD>"


def text_cell(lines: Sequence[str], style: Style, align: str = "LEFT", width: float = 0) -> str:
    """A cell of text that is as wide as its longest line, or as `width` where that is more.

    `align` is LEFT, CENTER or RIGHT. Each line is a cell of its own: engines differ in the height
    that they give to several lines.
    """
    widest = max((style.width(line) for line in lines), default=0.0)
    room = max(math.ceil(widest), math.ceil(width), 1)
    if len(lines) < 2:
        return _line_cell("".join(lines), style, align, room)
    rows = [row([_line_cell(line, style, align, room)]) for line in lines]
    return cell(table(rows), align=align)


def sign_cell(sign: str, style: Style, width: int, align: str = "LEFT") -> str:
    """A cell for one sign, such as an emoji, that takes `width` points whatever engines think."""
    return _line_cell(sign, style, align, width, fixed=True)


def _line_cell(line: str, style: Style, align: str, width: int, *, fixed: bool = False) -> str:
    settings: dict[str, str | float] = {
        "align": align,
        "width": width,
        "height": line_height(style.size),
    }
    if fixed or any(char > _LAST_PLAIN for char in line):
        settings["fixedsize"] = "TRUE"
    return cell(_font(line, style, align), **settings)


def _font(line: str, style: Style, align: str) -> str:
    # A line end after the line: only then is it anchored on its side.
    body = f'{dot_html(line) or _EMPTY}<BR ALIGN="{align}"/>'
    if style.italic:
        body = f"<I>{body}</I>"
    if style.bold:
        body = f"<B>{body}</B>"
    return f'<FONT POINT-SIZE="{style.size}" COLOR="{style.colour}">{body}</FONT>'


def row(cells: Iterable[str]) -> str:
    return f"<TR>{''.join(cells)}</TR>"


def table(rows: Iterable[str], **attributes: str | float) -> str:
    """A table without borders and gaps unless `attributes` say otherwise."""
    settings: dict[str, str | float] = {
        "border": 0,
        "cellborder": 0,
        "cellspacing": 0,
        "cellpadding": 0,
    }
    return f"<TABLE{_attributes(settings | attributes)}>{''.join(rows)}</TABLE>"


def loose(markup: str) -> str:
    """Markup whose cells grow with their text, for engines that measure with the fonts they have."""
    return markup.replace(_FIXED, "")


def label(markup: str) -> str:
    """Markup as the value of a `label` attribute."""
    return f"<{markup}>"


def _attributes(values: dict[str, str | float]) -> str:
    return "".join([_attribute(name, value) for name, value in values.items()])


@lru_cache(maxsize=4096)
def _attribute(name: str, value: str | float) -> str:
    # A picture has thousands of them, and few that differ.
    written = dot_html(value) if isinstance(value, str) else f"{value:g}"
    return f' {name.upper()}="{written}"'
