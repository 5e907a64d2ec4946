"""The colours of a page: by day, by night and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from cjmap.draw.metrics import FONT_STACK
from cjmap.draw.theme import DARK, LIGHT, PRINT, Chip, PersonaStyle, Theme, contrast
from cjmap.records import dataclass

if TYPE_CHECKING:
    from cjmap.draw.logo import Logo

Palette = tuple[tuple[str, str], ...]
"""The names and values of custom properties of CSS."""

_WHITE: Final = "#ffffff"
_BLACK: Final = "#000000"


@dataclass(frozen=True, slots=True)
class Colours:
    """The palettes of a page, for so many `personas` and `stages`, its font and its logo.

    `begins` is the one that it opens with, light or dark, and empty where the reader's system
    says. `switches` says that there are two to choose from.
    """

    light: Palette
    dark: Palette
    paper: Palette
    begins: str
    switches: bool
    personas: int
    stages: int
    font: str
    logo: Logo | None


def choose_colours(theme: Theme, personas: int, stages: int) -> Colours:
    """The palettes of a page in a theme.

    A theme with a dark ground takes the place of the dark palette, and the page opens in it. One
    for paper is the only one. Any other takes the place of the light palette, and the reader's
    system says which of the two the page opens in. Paper always has its own.
    """
    light, dark, begins = pair_up(theme)
    first, second, paper = (list_colours(one, personas, stages) for one in (light, dark, PRINT))
    return Colours(
        first,
        second,
        paper,
        begins,
        first != second,
        personas,
        stages,
        f"{theme.font}, {FONT_STACK}" if theme.font else FONT_STACK,
        theme.logo,
    )


def pair_up(theme: Theme) -> tuple[Theme, Theme, str]:
    """What a theme is by day and by night, and which of the two is meant: empty, or `dark`."""
    if theme.name == PRINT.name:
        return theme, theme, ""
    return (LIGHT, theme, "dark") if _is_dark(theme) else (theme, DARK, "")


def _is_dark(theme: Theme) -> bool:
    return contrast(theme.background, _WHITE) > contrast(theme.background, _BLACK)


def list_colours(theme: Theme, personas: int, stages: int) -> Palette:
    """A theme as custom properties; `p3-dash` and the like are those of a persona, `s3` of a stage."""
    return (
        *_plain(theme),
        *(pair for number in range(personas) for pair in _persona(theme, number)),
        *((f"s{number}", theme.stage(number, stages)) for number in range(stages)),
    )


class _Variables(Theme):
    """A theme whose colours are the custom properties that hold those of the palette in force."""

    __slots__ = ()

    def persona(self, number: int) -> PersonaStyle:
        own = f"p{number}"
        return PersonaStyle(f"var(--{own})", f"var(--{own}-dash)", f"var(--{own}-ink)")


def _name_variables(theme: Theme) -> _Variables:
    values = {name: getattr(theme, name) for name in Theme.__dataclass_fields__}
    for name, value in values.items():
        key = f"--{_key(name)}"
        if isinstance(value, Chip):
            values[name] = Chip(*(f"var({key}-{part})" for part in ("fill", "line", "text")))
        elif isinstance(value, str) and value.startswith("#"):
            values[name] = f"var({key})"
    return _Variables(**values)


def _key(name: str) -> str:
    return name.replace("_", "-")


def _plain(theme: Theme) -> Iterator[tuple[str, str]]:
    for name in Theme.__dataclass_fields__:
        value = getattr(theme, name)
        key = _key(name)
        if isinstance(value, Chip):
            yield f"{key}-fill", value.fill
            yield f"{key}-line", value.line
            yield f"{key}-text", value.ink
        elif isinstance(value, str) and value.startswith("#"):
            yield key, value


def _persona(theme: Theme, number: int) -> Iterator[tuple[str, str]]:
    style = theme.persona(number)
    yield f"p{number}", style.colour
    yield f"p{number}-ink", style.ink
    yield f"p{number}-dash", style.dash or "none"


VARIABLES: Final = _name_variables(LIGHT)
"""What is drawn in a page in these is seen in the colours of the palette in force."""
