"""What a theme adds to a finished picture of any view: its font, and its logo in a band at the top."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjmap.draw.curves import decimal
from cjmap.draw.metrics import FONT_STACK
from cjmap.draw.theme import Theme
from cjmap.expressions import expression

if TYPE_CHECKING:
    from cjmap.draw.logo import Logo

_ROOT: Final = expression(
    r'width="([\d.]+)"\s+height="([\d.]+)"\s+viewBox="(-?[\d.]+) (-?[\d.]+) ([\d.]+) ([\d.]+)"'
)
_HEAD: Final = "</desc>\n"
_ABOVE: Final = 20.0
_ASIDE: Final = 32.0
"""Air above a logo and at its side, px."""


def dress(svg: str, theme: Theme, *, rtl: bool) -> str:
    """A picture of ours in a theme's font, with its logo where lines end."""
    if theme.font:
        named = f'font-family="{theme.font}, {FONT_STACK}"'
        svg = svg.replace(f'font-family="{FONT_STACK}"', named, 1)
    return svg if theme.logo is None else _crown(svg, theme, theme.logo, rtl=rtl)


def _crown(svg: str, theme: Theme, logo: Logo, *, rtl: bool) -> str:
    root = _ROOT.search(svg)
    assert root is not None
    left, top, across, down = map(float, root.group(3, 4, 5, 6))
    # Of a flow a px of the page is a point of the engine's.
    scale = across / float(root[1])
    band = (_ABOVE + logo.height) * scale
    x = left + _ASIDE * scale if rtl else left + across - (_ASIDE + logo.width) * scale
    sides = f'width="{root[1]}" height="{decimal(float(root[2]) + band / scale)}"'
    box = " ".join(map(decimal, (left, top - band, across, down + band)))
    ground = (
        f'<rect x="{decimal(left)}" y="{decimal(top - band)}" width="{decimal(across)}" '
        f'height="{decimal(band + 1)}" fill="{theme.background}"/>\n'
    )
    image = (
        f'<image x="{decimal(x)}" y="{decimal(top - logo.height * scale)}" '
        f'width="{decimal(logo.width * scale)}" height="{decimal(logo.height * scale)}" '
        f'href="{logo.uri}"/>\n'
    )
    svg = f'{svg[: root.start()]}{sides} viewBox="{box}"{svg[root.end() :]}'
    at = svg.index(_HEAD) + len(_HEAD)
    return f"{svg[:at]}{ground}{image}{svg[at:]}"
