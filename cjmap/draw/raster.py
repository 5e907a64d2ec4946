"""A picture in pixels: PNG, drawn here with the fonts that ship, without any program of the system."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Final

from cjmap.draw.escape import printable
from cjmap.draw.fonts import FAMILY, FILES
from cjmap.draw.scripts import (
    EMOJI,
    Prefer,
    Script,
    asks_for_others,
    part_by_script,
    replace_lone_emoji,
)
from cjmap.draw.typefaces import Typeface
from cjmap.expressions import expression
from cjmap.findings.usage import UsageError
from cjmap.messages import Message, join, tr

MOST_PIXELS: Final = 150_000_000
"""Four bytes each are held in memory."""

_LONGEST: Final = 65_000
"""Pixels of a side; programs that read PNG take no more."""

_DPI: Final = 96
"""Pixels of an inch, as in CSS."""

_SIZE: Final = expression(r'<svg\b[^>]*?\swidth="([\d.]+)"[^>]*?\sheight="([\d.]+)"')
# Of nobody: what no font has looks alike.
_NOTHING: Final = "\U000f0000"


def size_of(svg: str) -> tuple[float, float]:
    """Width and height of a picture of ours, px."""
    match = _SIZE.search(svg)
    assert match is not None, "every picture of ours says how large it is"
    return float(match[1]), float(match[2])


def to_png(
    svg: str,
    scale: float = 1.0,
    faces: tuple[Typeface, ...] = (),
    *,
    tell: Callable[[Message], None] = lambda _: None,
) -> bytes:
    """A picture of ours as PNG, `scale` pixels for each px.

    `faces` serve for letters that the fonts which ship lack, and for what these lack the system's;
    `tell` hears of scripts that none has. Raises UsageError for a picture of more than `MOST_PIXELS` pixels, or of more parts
    than can be drawn.
    """
    _refuse_large(svg, scale)
    parted, scripts = part_by_script(svg, prefer(faces))
    if EMOJI in warn_of_missing(scripts, faces, tell):
        parted = replace_lone_emoji(parted)
    try:
        return _draw(parted, scale, faces, system=bool(scripts) or asks_for_others(parted))
    except ValueError as error:
        reason = printable(str(error))
        raise UsageError(
            tr("This picture cannot be written as {format}: {reason}.", format="png", reason=reason)
        ) from None


def prefer(faces: tuple[Typeface, ...]) -> Prefer:
    """The families among `faces` that have the letters of a script, to be asked first."""
    return lambda script: [face.family for face in faces if _has(face, script)]


def warn_of_missing(
    scripts: Iterable[Script], faces: tuple[Typeface, ...], tell: Callable[[Message], None]
) -> list[Script]:
    """Tells of scripts that no font at hand has, and what brings one; which these are."""
    missing = [
        script
        for script in scripts
        if not any(_has(face, script) for face in faces) and not _is_found(script)
    ]
    if missing:
        tell(
            tr(
                "No font here has letters of: {scripts}. Install one; on Debian and Ubuntu: {packages}.",
                scripts=join([script.name for script in missing]),
                packages=" ".join(dict.fromkeys(script.package for script in missing)),
            )
        )
    return missing


def _refuse_large(svg: str, scale: float) -> None:
    width, height = (side * scale for side in size_of(svg))
    if width * height > MOST_PIXELS or max(width, height) > _LONGEST:
        raise UsageError(
            tr(
                "This picture would have {width} × {height} pixels, more than can be drawn: choose a smaller `--scale`, or svg or pdf.",
                width=round(width),
                height=round(height),
            )
        )


@cache
def _is_found(script: Script) -> bool:
    """Whether a letter of a script looks otherwise than what no font has."""
    here, nowhere = (
        _draw(_specimen(script.fonts, letter), 1.0, system=True)
        for letter in (script.sample, _NOTHING)
    )
    return here != nowhere


@cache
def _has(face: Typeface, script: Script) -> bool:
    """Whether a font that a theme names has the letters of a script."""
    here, nowhere = (
        _draw(_specimen(f"'{face.family}'", letter), 1.0, (face,), system=False)
        for letter in (script.sample, _NOTHING)
    )
    return here != nowhere


def _specimen(fonts: str, letter: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32">'
        f'<text x="4" y="24" font-size="20" font-family="{fonts}">{letter}</text></svg>'
    )


def _draw(svg: str, scale: float, faces: tuple[Typeface, ...] = (), *, system: bool) -> bytes:
    # Imported late: only PNG needs it.
    import resvg_py

    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            dpi=_DPI,
            zoom=scale,
            skip_system_fonts=not system,
            font_files=[str(file) for file in (*FILES, *(face.file for face in faces))],
            font_family=FAMILY,
            sans_serif_family=FAMILY,
        )
    )
