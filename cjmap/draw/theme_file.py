"""A theme of one's own: a small TOML file with colours, a font and a logo."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Final

from cjmap.draw.logo import Logo, LogoError, read_logo
from cjmap.draw.theme import (
    DASHES,
    THEMES,
    Chip,
    Pair,
    PersonaStyle,
    Theme,
    contrast,
    ink_on,
    pairs_of,
)
from cjmap.draw.typefaces import Typeface, TypefaceError
from cjmap.expressions import expression
from cjmap.messages import Message, join, tr
from cjmap.records import dataclass, replace
from cjmap.text.spelling import nearest
from cjmap.text.toml import NotToml, read_toml

_COLOUR: Final = expression(r"#[0-9a-fA-F]{6}")
_FONT: Final = expression(r"[\w' -]+(?:,[\w' -]+)*")
_TABLE: Final = expression(r"\s*\[\s*([^\[\]]+?)\s*\]")

MOST_BYTES: Final = 16 * 1024
"""Of a theme. What reads TOML takes long over what is long and odd."""

Files = Callable[[str], bytes]
"""What a path of a theme holds. Raises LogoError where it may not or cannot be read."""

Faces = Callable[[str], Typeface]
"""The font in the file that a path of a theme leads to. Raises TypefaceError."""

_MOST_FACES: Final = 8


class ThemeError(Exception):
    """A theme file cannot be used; `message` says why, `line` and `column` (from 1) where."""

    def __init__(self, message: Message, line: int = 1, column: int = 1) -> None:
        super().__init__(message.render())
        self.message = message
        self.line = line
        self.column = column


class _Wrong(Exception):
    """A value that cannot hold, under the key that leads to it."""

    def __init__(self, key: str, message: Message) -> None:
        super().__init__(message.render())
        self.key = key
        self.message = message


def read_theme(text: str, files: Files | None = None, faces: Faces | None = None) -> Theme:
    """The theme that a TOML text describes: `base` (light, dark or print) and what differs from it.

    Keys are the fields of `Theme` in kebab-case: `positive = "#0e9384"`, `stages = ["#…", "#…"]`,
    `personas = ["#…", …]` (one to eight colours), `[pain] fill = "#…"`, `font = "Inter, Arial"`,
    `logo = "logo.svg"`, `font-files = ["fonts/noto-jp.otf", …]`. Colours are `#rrggbb` and nothing
    else, for they are written into markup. `files` reads what a logo's path holds, `faces` fonts.

    Raises ThemeError, also where text or lines would hardly be seen on what they stand on.
    """
    try:
        written = read_toml(text)
    except NotToml as error:
        message = tr("This theme is not valid TOML: {reason}.", reason=error.reason)
        raise ThemeError(message, error.line, error.column) from None
    try:
        theme = _read(written, _Sources(files, faces))
        _check_contrast(theme, written)
    except _Wrong as wrong:
        raise ThemeError(wrong.message, *_locate(text, wrong.key)) from None
    return theme


@dataclass(frozen=True, slots=True)
class _Sources:
    """What reads the files that a theme names; None where there is no folder to look in."""

    files: Files | None
    faces: Faces | None


def _read(written: dict[str, Any], sources: _Sources) -> Theme:
    name = written.get("base", "light")
    if not isinstance(name, str) or name not in THEMES:
        unknown = tr(
            "Unknown base theme “{name}”. Known: {known}.", name=str(name), known=join([*THEMES])
        )
        raise _Wrong("base", unknown)
    base = THEMES[name]
    known = {field.name.replace("_", "-"): field.name for field in fields(Theme)}
    del known["name"]
    changes: dict[str, Any] = {}
    for key, value in written.items():
        if key == "base":
            continue
        if key not in known:
            raise _Wrong(key, _say_unknown(key, [*known, "base"]))
        default = getattr(base, known[key])
        changes[known[key]] = _reader_of(key, default)(key, value, default, sources)
    return replace(base, name="custom", **changes)


def _say_unknown(key: str, known: list[str]) -> Message:
    near = nearest(key, known)
    if near:
        return tr("A theme has no “{key}”. Did you mean “{name}”?", key=key, name=near[0])
    return tr("A theme has no “{key}”. Known: {known}.", key=key, known=join(sorted(known)))


# -- values -----------------------------------------------------------------------------------

_Reader = Callable[[str, object, Any, _Sources], Any]


def _reader_of(key: str, default: object) -> _Reader:
    by_key: dict[str, _Reader] = {
        "personas": _read_personas,
        "stages": _read_stages,
        "font": _read_font,
        "font-files": _read_font_files,
        "logo": _read_logo,
    }
    return by_key.get(key, _read_chip if is_dataclass(default) else _read_plain)


def _read_plain(key: str, value: object, default: str, sources: _Sources) -> str:
    return _read_colour(key, value)


def _read_chip(key: str, value: object, default: Chip, sources: _Sources) -> Chip:
    if not isinstance(value, Mapping):
        raise _Wrong(key, tr("“{key}” is a table with fill, line and ink.", key=key))
    names = [field.name for field in fields(Chip)]
    for name in value:
        if name not in names:
            full = f"{key}.{name}"
            raise _Wrong(full, _say_unknown(full, [f"{key}.{each}" for each in names]))
    colours = {name: _read_colour(f"{key}.{name}", each) for name, each in value.items()}
    return replace(default, **colours)


def _read_stages(key: str, value: object, default: Any, sources: _Sources) -> tuple[str, ...]:
    return _read_colours(key, value, 2, 2)


def _read_personas(
    key: str, value: object, default: Any, sources: _Sources
) -> tuple[PersonaStyle, ...]:
    colours = _read_colours(key, value, 1, len(DASHES))
    return tuple(
        PersonaStyle(colour, dash, ink_on(colour))
        for colour, dash in zip(colours, DASHES, strict=False)
    )


def _read_colours(key: str, value: object, least: int, most: int) -> tuple[str, ...]:
    if not isinstance(value, list) or not least <= len(value) <= most:
        wanted = (
            tr("“{key}” is a list of {n} colours.", key=key, n=most)
            if least == most
            else tr(
                "“{key}” is a list of {least} to {most} colours.", key=key, least=least, most=most
            )
        )
        raise _Wrong(key, wanted)
    return tuple(_read_colour(key, each) for each in value)


def _read_colour(key: str, value: object) -> str:
    if not isinstance(value, str) or not _COLOUR.fullmatch(value):
        raise _Wrong(key, tr("“{key}” is a colour such as #0e9384.", key=key))
    return value.lower()


def _read_font(key: str, value: object, default: str, sources: _Sources) -> str:
    if not isinstance(value, str) or not _FONT.fullmatch(value) or value.count("'") % 2:
        wanted = tr("“{key}” names fonts, parted by commas, such as “Inter, Arial”.", key=key)
        raise _Wrong(key, wanted)
    return ", ".join(_quote(family) for family in value.split(","))


def _quote(family: str) -> str:
    """A family's name as it stands in an attribute or a style sheet."""
    plain = family.strip().strip("'").strip()
    return plain if plain.isidentifier() else f"'{plain}'"


def _read_logo(key: str, value: object, default: Any, sources: _Sources) -> Logo:
    if not isinstance(value, str) or not value:
        raise _Wrong(key, tr("“{key}” is the path of an SVG or PNG file.", key=key))
    try:
        if sources.files is None:
            raise LogoError(tr("there is no folder to look for it in"))
        return read_logo(sources.files(value))
    except LogoError as error:
        unreadable = tr(
            "The logo {file} cannot be used: {reason}.", file=value, reason=error.message
        )
        raise _Wrong(key, unreadable) from None


def _read_font_files(
    key: str, value: object, default: Any, sources: _Sources
) -> tuple[Typeface, ...]:
    paths = value if isinstance(value, list) else []
    if not 0 < len(paths) <= _MOST_FACES or not all(isinstance(each, str) for each in paths):
        wanted = tr(
            "“{key}” is a list of the paths of one to {most} fonts.", key=key, most=_MOST_FACES
        )
        raise _Wrong(key, wanted)
    return tuple(_read_font_file(key, each, sources.faces) for each in paths)


def _read_font_file(key: str, path: str, faces: Faces | None) -> Typeface:
    try:
        if faces is None:
            raise TypefaceError(tr("there is no folder to look for it in"))
        return faces(path)
    except TypefaceError as error:
        unreadable = tr(
            "The font {file} cannot be used: {reason}.", file=path, reason=error.message
        )
        raise _Wrong(key, unreadable) from None


# -- contrast ---------------------------------------------------------------------------------


def _check_contrast(theme: Theme, written: Mapping[str, Any]) -> None:
    """Raises for the first pair that is hardly seen, under a key of it that is written."""
    for pair in pairs_of(theme):
        found = contrast(pair.ink, pair.ground)
        if found < pair.least:
            raise _Wrong(_key_of(pair, written), _say_pale(pair, found))


def _say_pale(pair: Pair, found: float) -> Message:
    # Rounded down, so that what is just too little is not said to be enough.
    return tr(
        "“{ink}” ({colour}) is hardly seen on “{ground}” ({under}): their contrast is {found} : 1, and {least} : 1 is needed.",
        ink=pair.name,
        colour=pair.ink,
        ground=pair.on,
        under=pair.ground,
        found=f"{int(found * 100) / 100:g}",
        least=f"{pair.least:g}",
    )


def _key_of(pair: Pair, written: Mapping[str, Any]) -> str:
    for name in (pair.name, pair.on):
        key, _, inner = name.partition(".")
        value = written.get(key)
        if value is not None and (not inner or (isinstance(value, Mapping) and inner in value)):
            return name
    return "base"


# -- places -----------------------------------------------------------------------------------


def _locate(text: str, key: str) -> tuple[int, int]:
    """Line and column of a key; TOML's reader keeps no places. The first of the text where it is not found."""
    table, _, name = key.rpartition(".")
    here, braces = "", (0, 0)
    for number, line in enumerate(text.splitlines(), 1):
        header = _TABLE.match(line)
        if header:
            here = header[1].strip("\"' ")
            if here == key:
                return number, header.start(1) + 1
            continue
        start = len(line) - len(line.lstrip())
        written, _, value = line.partition("=")
        bare = written.strip().strip("\"'").replace(" ", "")
        if f"{here}.{bare}".lstrip(".") == key:
            return number, start + 1
        if table and not here and bare == table and name in value:
            braces = number, len(written) + 2 + value.index(name)
    return braces if braces[0] else (1, 1)
