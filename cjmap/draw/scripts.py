"""Writing systems that the fonts which ship lack, and where their letters come from.

Whoever turns a picture into pixels or pages takes letters that a font lacks from another one, but
only where both shape a text into equally many signs. So text is parted here by its script, and
each part names fonts that have it.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import unescape
from itertools import accumulate, groupby
from typing import Final

from cjmap.draw.canvas import ROUNDED
from cjmap.draw.escape import xml_text
from cjmap.draw.fonts import FAMILY
from cjmap.draw.fonts.covered import COVERED
from cjmap.draw.fonts.widths import width_of
from cjmap.draw.icons import DEFAULT, ICONS, SIZE, STROKE
from cjmap.draw.metrics import FONT_STACK, clusters, is_emoji, safe_width
from cjmap.expressions import expression
from cjmap.records import dataclass, replace


@dataclass(frozen=True, slots=True)
class Script:
    """A writing system: a letter of it, fonts that have it, and a package of Debian that brings one.

    `rtl` is read from right to left; `signs` are those of ours that its fonts have, too.
    """

    name: str
    sample: str
    families: tuple[str, ...]
    package: str
    rtl: bool = False
    signs: frozenset[str] = frozenset()

    @property
    def fonts(self) -> str:
        """The value of `font-family` for text in this script."""
        return ", ".join(f"'{family}'" for family in (*self.families, FAMILY))


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text in a picture: where it is anchored, px, and in which style."""

    x: float
    size: float
    anchor: str
    bold: bool
    italic: bool


_BLANKS: Final = frozenset(" \u00a0")
_INDIC: Final = frozenset("!\"#%'()*+,-./0123456789:;<=>?")


def _noto(name: str, sample: str, *families: str, signs: frozenset[str] = _BLANKS) -> Script:
    fonts = (f"Noto Sans {name}", *families)
    return Script(name, sample, fonts, "fonts-noto-core", signs=signs)


def _indic(name: str, sample: str, *families: str) -> Script:
    return _noto(name, sample, *families, signs=_BLANKS | _INDIC)


EMOJI: Final = Script(
    "Emoji",
    # DejaVu Sans has faces, and nothing else of these.
    "\N{BELLHOP BELL}",
    ("Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji", "Noto Emoji"),
    "fonts-noto-color-emoji",
)
_KOREAN: Final = Script(
    "Hangul",
    "\ud55c",
    ("Noto Sans CJK KR", "Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic", "NanumGothic"),
    "fonts-noto-cjk",
)
_JAPANESE: Final = Script(
    "Japanese",
    "\u3042",
    ("Noto Sans CJK JP", "Noto Sans JP", "Hiragino Sans", "Yu Gothic", "IPAGothic", "TakaoGothic"),
    "fonts-noto-cjk",
)
_CHINESE: Final = Script(
    "Chinese",
    "\u4e2d",
    (
        *("Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei"),
        *("WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "Droid Sans Fallback"),
    ),
    "fonts-noto-cjk",
)
_SIGNS: Final = Script(
    "Symbols",
    "\u2713",
    ("Noto Sans Symbols", "Noto Sans Symbols 2", "Segoe UI Symbol", "Apple Symbols", "DejaVu Sans"),
    "fonts-dejavu-core",
)
# Fonts that have Latin letters and figures too: a line is drawn in one of them as a whole.
_FROM_RIGHT: Final = ("Arial", "Segoe UI", "DejaVu Sans", "Tahoma")
_ARABIC: Final = Script(
    "Arabic",
    "\u0645",
    (*_FROM_RIGHT, "Geeza Pro", "Noto Sans Arabic", "Noto Naskh Arabic"),
    "fonts-dejavu-core",
    rtl=True,
)
_HEBREW: Final = Script(
    "Hebrew", "\u05d0", (*_FROM_RIGHT, "Noto Sans Hebrew"), "fonts-dejavu-core", rtl=True
)

# First and last code points of a script, in their order.
_BLOCKS: Final = (
    (0x0530, 0x058F, _noto("Armenian", "\u0531", "Segoe UI", "DejaVu Sans")),
    (0x0590, 0x05FF, _HEBREW),
    (0x0600, 0x08FF, _ARABIC),
    (0x0900, 0x097F, _indic("Devanagari", "\u0915", "Kohinoor Devanagari", "Nirmala UI", "Mangal")),
    (0x0980, 0x09FF, _indic("Bengali", "\u0995", "Kohinoor Bangla", "Nirmala UI", "Vrinda")),
    (0x0A00, 0x0A7F, _indic("Gurmukhi", "\u0a15", "Gurmukhi MN", "Nirmala UI", "Raavi")),
    (0x0A80, 0x0AFF, _indic("Gujarati", "\u0a95", "Kohinoor Gujarati", "Nirmala UI", "Shruti")),
    (0x0B00, 0x0B7F, _indic("Oriya", "\u0b15", "Oriya MN", "Nirmala UI", "Kalinga")),
    (0x0B80, 0x0BFF, _indic("Tamil", "\u0b95", "Tamil MN", "Nirmala UI", "Latha")),
    (0x0C00, 0x0C7F, _indic("Telugu", "\u0c15", "Kohinoor Telugu", "Nirmala UI", "Gautami")),
    (0x0C80, 0x0CFF, _indic("Kannada", "\u0c95", "Kannada MN", "Nirmala UI", "Tunga")),
    (0x0D00, 0x0D7F, _indic("Malayalam", "\u0d15", "Malayalam MN", "Nirmala UI", "Kartika")),
    (0x0D80, 0x0DFF, _noto("Sinhala", "\u0d9a", "Sinhala MN", "Nirmala UI", "Iskoola Pota")),
    (0x0E00, 0x0E7F, _noto("Thai", "\u0e01", "Thonburi", "Leelawadee UI", "Loma", "Garuda")),
    (0x0E80, 0x0EFF, _noto("Lao", "\u0e81", "Lao MN", "Leelawadee UI", "DejaVu Sans")),
    (0x1000, 0x109F, _noto("Myanmar", "\u1000", "Myanmar MN", "Myanmar Text", "Padauk")),
    (0x10A0, 0x10FF, _noto("Georgian", "\u10d0", "Helvetica", "Segoe UI", "DejaVu Sans")),
    (0x1100, 0x11FF, _KOREAN),
    (0x1200, 0x139F, _noto("Ethiopic", "\u1200", "Kefa", "Ebrima", "Nyala")),
    (0x1780, 0x17FF, _noto("Khmer", "\u1780", "Khmer MN", "Leelawadee UI", "Khmer OS")),
    (0x2E80, 0x303F, _CHINESE),
    (0x3040, 0x30FF, _JAPANESE),
    (0x3100, 0x312F, _CHINESE),
    (0x3130, 0x318F, _KOREAN),
    (0x3190, 0x9FFF, _CHINESE),
    (0xA960, 0xA97F, _KOREAN),
    (0xAC00, 0xD7FF, _KOREAN),
    (0xF900, 0xFAFF, _CHINESE),
    (0xFB50, 0xFDFF, _ARABIC),
    (0xFE30, 0xFE4F, _CHINESE),
    (0xFE70, 0xFEFE, _ARABIC),
    (0xFF00, 0xFFEF, _CHINESE),
    (0x1F000, 0x1FAFF, EMOJI),
    (0x20000, 0x3FFFF, _CHINESE),
)
_FIRST: Final = tuple(first for first, _, _ in _BLOCKS)
_COVERED_FIRST: Final = tuple(first for first, _ in COVERED)

# What joins and styles other characters is nobody's letter.
_INVISIBLE: Final = frozenset(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0x00AD, 0xFEFF, 0x0A]
)
_EMOJI_STYLE: Final = "\ufe0f"
_TEXT_STYLE: Final = "\ufe0e"
_KEYCAP: Final = "\u20e3"
# Han is written as the map's other text is.
_HAN_OF: Final = {"ja": _JAPANESE, "ko": _KOREAN}
_TEXT: Final = expression(r"(<text\b[^>]*>)(.*?)(</text>)", re.S)
_TAG: Final = expression(r"(<[^>]*>)")
_X: Final = expression(r'\sx="(-?[\d.]+)"')
_SIZE: Final = expression(r'\sfont-size="([\d.]+)')
_Y: Final = expression(r'\sy="(-?[\d.]+)"')
_DOWN: Final = expression(r'\sdy="(-?[\d.]+)"')
_FILL: Final = expression(r'\sfill="(#[0-9a-fA-F]+)"')
_TURNED: Final = expression(r'\stransform="([^"]*)"')
_LONE: Final = expression(r"(<text\b[^>]*>)<tspan\b[^>]*>([^<]*)</tspan></text>")
_ANCHOR: Final = expression(r'\stext-anchor="(\w+)"')
# Of Noto Color Emoji and of Apple's, em.
_EMOJI_WIDTH: Final = 1.25
_LANGUAGE: Final = expression(r'<svg\b[^>]*\sxml:lang="([A-Za-z]+)')


def asks_for_others(parted: str) -> bool:
    """Whether a picture names fonts of the system for all of its text, as a theme may."""
    return f"font-family=\"'{FAMILY}'\"" not in parted.partition(">")[0]


Prefer = Callable[[Script], Sequence[str]]
"""The families that are asked before those which a script names itself."""


def _prefer_none(script: Script) -> Sequence[str]:
    return ()


def part_by_script(svg: str, prefer: Prefer = _prefer_none) -> tuple[str, tuple[Script, ...]]:
    """A picture of ours drawn in the fonts that ship, and the scripts that these lack.

    Text in such a script names fonts that have it, those of `prefer` first and then the system's,
    and stands in a part of its line of its own.
    """
    found: dict[str, Script] = {}
    # Only the root names it, behind the families of a theme's own.
    named = svg.replace(FONT_STACK, f"'{FAMILY}'", 1)
    if named.isascii():
        return named, ()
    match = _LANGUAGE.match(named.lstrip())
    han = _HAN_OF.get(match[1].lower() if match else "", _CHINESE)
    parting = _Parting(han, prefer, found)
    parted = _TEXT.sub(lambda text: _part(text[0], parting), named)
    return parted, tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Parting:
    """How a picture is parted: what Han is written as, who is asked first, and the scripts `found`."""

    han: Script
    prefer: Prefer
    found: dict[str, Script]

    def fonts(self, script: Script) -> str:
        """The value of `font-family` for text in a script."""
        return replace(script, families=(*self.prefer(script), *script.families)).fonts


def _part(element: str, parting: _Parting) -> str:
    """An element of text with its lines in parts."""
    if element.isascii():
        return element
    pieces = _TAG.split(element)
    # Tags stand at odd places; the first one is that of the text.
    style = _read_style(pieces[1])
    y = _Y.search(pieces[1])
    height = float(y[1]) if y else 0.0
    for place in range(3, len(pieces), 2):
        step = _DOWN.search(pieces[place])
        if step is not None:
            # Whoever draws counts steps by letters in the order in which they are read: those of a line
            # from right to left would move others.
            height += float(step[1])
            pieces[place] = _DOWN.sub(f' y="{height:.2f}"', pieces[place], count=1)
    for place in range(2, len(pieces), 2):
        if not pieces[place].isascii():
            x = _X.search(pieces[place - 1])
            line = replace(style, x=float(x[1])) if x else style
            pieces[place] = _part_line(pieces[place], line, parting)
    return "".join(pieces)


def _part_line(text: str, line: _Line, parting: _Parting) -> str:
    # Of what the line says, not of how it is written: a mark behind `&` must not part `&amp;`.
    runs = [*_merge(_runs(unescape(text), parting.han))]
    scripts = [script for script, _ in runs if script is not None]
    parting.found.update((script.name, script) for script in scripts)
    if not scripts:
        return text
    # They have no italics; whoever looks for some draws in a font of another width, or nothing.
    upright = ' font-style="normal"' if line.italic else ""
    rightward = next((script for script in scripts if script.rtl), None)
    if rightward is not None or len(runs) == 1:
        # The order of such a line's parts is for its reader to find.
        fonts = parting.fonts(rightward or scripts[0])
        return f'<tspan font-family="{fonts}"{upright}>{text}</tspan>'
    widths = [_measure(script, run, line) for script, run in runs]
    shift = {"start": 0.0, "middle": math.fsum(widths) / 2, "end": math.fsum(widths)}[line.anchor]
    parts = []
    for (script, run), width, before in zip(
        runs, widths, accumulate(widths, initial=0), strict=False
    ):
        own = {"start": 0.0, "middle": width / 2, "end": width}[line.anchor]
        fonts = f'"{parting.fonts(script)}"{upright}' if script else f'"{FAMILY}"'
        at = line.x - shift + before + own
        said = xml_text(_keep_blanks(run))
        parts.append(f'<tspan x="{at:.2f}" font-family={fonts}>{said}</tspan>')
    return "".join(parts)


def _merge(
    runs: Iterable[tuple[Script | None, str]],
) -> Iterator[tuple[Script | None, str]]:
    """The runs, with signs that a script's fonts have in the parts of its letters.

    Letters that join are narrower than we reckon: what stands in a part of its own behind them stands
    too far away.
    """
    held: tuple[Script | None, str] | None = None
    for script, run in runs:
        if held is not None and _joins(held, (script, run)):
            held = (held[0] or script, held[1] + run)
        else:
            if held is not None:
                yield held
            held = (script, run)
    if held is not None:
        yield held


def _joins(one: tuple[Script | None, str], other: tuple[Script | None, str]) -> bool:
    """Whether two neighbours stand in one part: of one script, or one of them signs that it has, too."""
    (first, before), (second, behind) = one, other
    if first is not None and second is not None:
        return first == second
    if first is not None:
        return first.signs.issuperset(behind)
    return second is not None and second.signs.issuperset(before)


def _keep_blanks(run: str) -> str:
    """A part of a line with the blanks at its ends, which would not count."""
    inner = run.strip(" ")
    first, last = len(run) - len(run.lstrip(" ")), len(run) - len(run.rstrip(" "))
    return "\u00a0" * first + inner + "\u00a0" * last if inner else "\u00a0" * len(run)


def _measure(script: Script | None, run: str, line: _Line) -> float:
    if script is None:
        return width_of(run, line.size, bold=line.bold, italic=line.italic)
    if script is EMOJI:
        return len(clusters(run)) * _EMOJI_WIDTH * line.size
    return safe_width(run, line.size, bold=line.bold, italic=line.italic)


def _read_style(tag: str) -> _Line:
    x, size, anchor = (pattern.search(tag) for pattern in (_X, _SIZE, _ANCHOR))
    return _Line(
        float(x[1]) if x else 0.0,
        float(size[1]) if size else 16.0,
        anchor[1] if anchor else "start",
        'font-weight="bold"' in tag,
        'font-style="italic"' in tag,
    )


def _runs(text: str, han: Script) -> Iterator[tuple[Script | None, str]]:
    """The text in parts of one script each; None for what the fonts that ship have."""
    told = ((script_of(cluster, han), cluster) for cluster in clusters(text))
    for script, group in groupby(told, lambda one: one[0]):
        yield script, "".join(cluster for _, cluster in group)


def script_of(cluster: str, han: Script = _CHINESE) -> Script | None:
    """The script of what a reader sees as one character; None where the fonts that ship have it."""
    shown = is_emoji(ord(cluster[0])) and _TEXT_STYLE not in cluster
    if shown or _EMOJI_STYLE in cluster or _KEYCAP in cluster:
        return EMOJI
    missing = next((char for char in cluster if not _is_covered(ord(char))), None)
    if missing is None:
        return None
    code = ord(missing)
    place = bisect_right(_FIRST, code) - 1
    if place < 0 or code > _BLOCKS[place][1]:
        return EMOJI if code > 0xFFFF else _SIGNS
    script = _BLOCKS[place][2]
    return han if script is _CHINESE else script


def replace_lone_emoji(parted: str) -> str:
    """A picture that `part_by_script` has parted, with our plain sign where an emoji is all of a text.

    Such are the signs of channels and of personas, for which a box would stand where no font has them.
    """
    return _LONE.sub(lambda found: _draw_lone(found[1], found[2]) or found[0], parted)


def _draw_lone(tag: str, said: str) -> str:
    """Our plain sign in the place of a text; empty for one that is no single emoji."""
    text = unescape(said)
    if len(clusters(text)) != 1 or script_of(text) is not EMOJI:
        return ""
    style = _read_style(tag)
    y, colour, turned = (pattern.search(tag) for pattern in (_Y, _FILL, _TURNED))
    side = style.size * 1.2
    left = style.x - {"start": 0.0, "middle": side / 2, "end": side}[style.anchor]
    top = (float(y[1]) if y else 0.0) - side * 0.85
    path = (
        f'<path d="{ICONS[DEFAULT]}" transform="translate({left:.2f} {top:.2f}) '
        f'scale({side / SIZE:.4g})" fill="none" stroke="{colour[1] if colour else "#000000"}" '
        f'stroke-width="{STROKE:g}" {ROUNDED}/>'
    )
    return f'<g transform="{turned[1]}">{path}</g>' if turned else path


def _is_covered(code: int) -> bool:
    if code < 0x0250 or code in _INVISIBLE:
        return True
    place = bisect_right(_COVERED_FIRST, code) - 1
    return code <= COVERED[place][1]
