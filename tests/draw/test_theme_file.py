"""A theme of one's own changes what it names; what is wrong in it is told, and where."""

from __future__ import annotations

import re
import struct
from base64 import b64decode, b64encode

import pytest

from cjmap.draw.logo import MOST_BYTES, LogoError, read_logo
from cjmap.draw.theme import THEMES, Chip
from cjmap.draw.theme_file import ThemeError, read_theme

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 50"><path d="M0,0h200v50Z"/></svg>'


def png(width: int, height: int) -> bytes:
    return (
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height) + b"\x08\2\0\0\0" * 3
    )


def test_a_theme_file_changes_what_it_names() -> None:
    theme = read_theme(
        'base = "dark"\npositive = "#00FF88"\npersonas = ["#ffee00", "#66aaff"]\n'
        'font = "Inter, IBM Plex Sans"\n[pain]\nfill = "#200010"\n'
    )
    dark = THEMES["dark"]
    assert theme.positive == "#00ff88"
    assert theme.pain == Chip("#200010", dark.pain.line, dark.pain.ink)
    assert theme.negative == dark.negative
    assert [style.colour for style in theme.personas] == ["#ffee00", "#66aaff"]
    assert [style.ink for style in theme.personas] == ["#000000", "#000000"]
    assert theme.persona(2).colour == theme.persona(0).colour
    assert len({theme.persona(number) for number in range(16)}) == 16
    assert theme.font == "Inter, 'IBM Plex Sans'"
    assert theme.logo is None


@pytest.mark.parametrize(
    ("text", "said", "place"),
    [
        ("positive = ", "not valid TOML", (1, 12)),
        ('\nbase = "neon"', "Unknown base theme", (2, 1)),
        ("base = 3", "Unknown base theme", (1, 1)),
        ('bar = "#000000"\npostive = "#000000"', "Did you mean “positive”?", (2, 1)),
        ('colour-of-nothing = "#000000"', "has no “colour-of-nothing”. Known: background", (1, 1)),
        ('name = "mine"', "“name”", (1, 1)),
        ('  positive = "red"', "“positive” is a colour", (1, 3)),
        ('positive = "#00000"', "“positive” is a colour", (1, 1)),
        ("positive = 3", "“positive” is a colour", (1, 1)),
        ('ink = "#000000\\" onload=\\"x"', "“ink” is a colour", (1, 1)),
        ('\npain = "#000000"', "“pain” is a table", (2, 1)),
        ('[pain]\n\n  file = "#000000"', "Did you mean “pain.fill”?", (3, 3)),
        ('[gain]\nink = "#000000"\n[pain]\nink = "red"', "“pain.ink” is a colour", (4, 1)),
        ('pain = { ink = "red" }', "“pain.ink” is a colour", (1, 10)),
        ('pain.ink = "red"', "“pain.ink” is a colour", (1, 1)),
        ('stages = ["#000000"]', "list of 2 colours", (1, 1)),
        ("personas = []", "1 to 8", (1, 1)),
        ('personas = ["#000000", "blue"]', "“personas” is a colour", (1, 1)),
        ("font = 3", "names fonts", (1, 1)),
        ('font = "Inter\\" onload=\'x"', "names fonts", (1, 1)),
        ('font = "Inter; } body{display:none}"', "names fonts", (1, 1)),
        ('font = "O\'Reilly"', "names fonts", (1, 1)),
        ('logo = "logo.svg"', "no folder", (1, 1)),
        ("logo = 1", "is the path", (1, 1)),
        ("x = " + "[" * 9000, "not valid TOML", (1, 9005)),
        ("x = " + "9" * 9000, "not valid TOML", (1, 9005)),
        ("a." * 50_000 + "a = 1", "a key has more than 50 parts", (1, 1)),
    ],
)
def test_a_wrong_theme_file_is_told_why_and_where(
    text: str, said: str, place: tuple[int, int]
) -> None:
    with pytest.raises(ThemeError) as caught:
        read_theme(text)
    assert said in caught.value.message.render("en")
    assert (caught.value.line, caught.value.column) == place


@pytest.mark.parametrize(
    ("text", "said", "line"),
    [
        (
            'base = "light"\nmute = "#999999"',
            "“mute” (#999999) is hardly seen on “card” (#ffffff): their contrast is 2.84 : 1, and 4.5 : 1",
            2,
        ),
        ('background = "#101418"', "“ink” (#1c2430) is hardly seen on “background” (#101418)", 1),
        ('[done]\nfill = "#ffffff"', "“done.ink” (#ffffff) is hardly seen on “done.fill”", 2),
        ('stages = ["#ffffff", "#0b7a86"]', "“stage-ink” (#ffffff) is hardly seen on “stages”", 1),
        # Between its ends.
        ('stage-ink = "#000000"\nstages = ["#ffffff", "#000080"]', "on “stages”", 1),
        ('\npersonas = ["#3538cd", "#ffee00"]', "“personas” (#ffee00) is hardly seen on “card”", 2),
        ('star = "#ffee00"', "and 3 : 1 is needed", 1),
        # Just too little is not said to be enough.
        ('ink = "#777777"\nsoft = "#777777"', "4.47 : 1, and 4.5 : 1", 1),
    ],
)
def test_what_would_hardly_be_seen_is_refused(text: str, said: str, line: int) -> None:
    with pytest.raises(ThemeError) as caught:
        read_theme(text)
    assert said in caught.value.message.render("en")
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("data", "kind", "size"),
    [
        (SVG, "svg+xml", (160, 40)),
        (SVG.replace(b' viewBox="0 0 200 50"', b' width="30px" height="60"'), "svg+xml", (20, 40)),
        (png(1000, 100), "png", (220, 22)),
        (png(64, 64), "png", (40, 40)),
    ],
)
def test_a_logo_is_carried_along_and_fits(
    data: bytes, kind: str, size: tuple[float, float]
) -> None:
    logo = read_theme('logo = "a/logo"', {"a/logo": data}.__getitem__).logo
    assert logo is not None
    assert (logo.width, logo.height) == size
    found = re.fullmatch(r"data:image/([a-z+]+);base64,(.*)", logo.uri)
    assert found is not None
    assert (found[1], b64decode(found[2])) == (kind, data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"GIF89a", "neither SVG nor PNG"),
        (b"<html/>", "neither SVG nor PNG"),
        (b"\x89PNG\r\n\x1a\n", "neither SVG nor PNG"),
        (png(0, 10), "width or height"),
        (png(10, 100000), "width or height"),
        (SVG.replace(b"0 0 200 50", b"0 0 x y"), "width or height"),
        (SVG.replace(b"<path", b"<script/><path"), "scripts or names other files"),
        (SVG.replace(b"<path", b'<path onclick="x"'), "scripts or names other files"),
        (SVG.replace(b"<path", b'<image href="http://example.org/x.png"/><path'), "other files"),
        (SVG.replace(b"<path", b'<a href="javascript:x"/><path'), "other files"),
        (SVG.replace(b"<path", b"<style>@import 'x.css';</style><path"), "other files"),
        (SVG.replace(b"<path", b"<style>path{fill:url( 'x.svg#a' )}</style><path"), "other files"),
        (SVG.replace(b"<path", b'<path style="fill:URL(http://example.org/x#a)"'), "other files"),
        (SVG.replace(b"<path", b'<path filter="url(//example.org/x#a)"'), "other files"),
        (
            SVG.replace(b"<path", b'<image href="data:image/svg+xml;base64,AA"/><path'),
            "other files",
        ),
        (SVG.replace(b"<path", b"<style>path{mask:u\\72l(#a)}</style><path"), "other files"),
        (SVG.replace(b"<path", b'<path style="fill:\\75rl(#a)"'), "other files"),
        (SVG.replace(b"<path", b'<filter id="a"/><path'), "a filter"),
        (SVG.replace(b"<path", b'<path filter="blur(900)"'), "a filter"),
        (SVG.replace(b"<path", b'<path style="fill:red; filter : blur(9)"'), "a filter"),
        (SVG.replace(b"<path", b"<style>path{filter:blur(9)}</style><path"), "a filter"),
        (SVG.replace(b"<path", b"<g>" * 9000 + b"</g>" * 9000 + b"<path"), "nested more than"),
        (b'<?xml-stylesheet href="x.css"?>' + SVG, "other files"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG, "DOCTYPE"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * MOST_BYTES, "larger than 256 KiB"),
    ],
)
def test_what_is_no_logo_is_told_why(data: bytes, said: str) -> None:
    with pytest.raises(LogoError) as caught:
        read_logo(data)
    assert said in caught.value.message.render("en")


def test_a_logo_may_refer_to_its_own_parts() -> None:
    own = b'<style>path{fill:url("#a");mask:url( #b )}</style><path fill="url(#a)" '
    assert read_logo(SVG.replace(b"<path ", own)).uri
    parts = (
        b"<style>.a{fill:url(#a);mask:url(#m)}.b{clip-path:url(#c)}</style><defs>"
        b'<linearGradient id="a"/><mask id="m"><rect class="b"/></mask>'
        b'<clipPath id="c"><rect class="a"/></clipPath><g id="g"><path/></g></defs>'
        + b'<use href="#g" class="a"/>' * 500
        + b'<image href="data:image/png;base64,'
        + b64encode(png(10, 10))
        + b'"/><path '
    )
    assert read_logo(SVG.replace(b"<path ", parts)).uri


def _often(drawn: str, *, opening: str = "", many: str = "", closing: str = "") -> bytes:
    """An SVG of nine things, each of which draws the one before ten times."""
    things = [f'<g id="a0">{drawn}</g>']
    for number in range(1, 10):
        before = many.format(number - 1)
        things.append(f"{opening.format(number)}{before * 10}{closing}")
    return SVG.replace(b"<path", f"<defs>{''.join(things)}</defs>{many.format(9)}<path".encode())


@pytest.mark.parametrize(
    ("opening", "many", "closing"),
    [
        ('<g id="a{}">', '<use href="#a{}"/>', "</g>"),
        ('<symbol id="a{}">', '<use xlink:href=" #a{}"/>', "</symbol>"),
        ('<g id="a{}">', '<use href="#a{}"></use>', "</g>"),
        ('<pattern id="a{}">', '<rect fill="url(#a{})"/>', "</pattern>"),
        ('<mask id="a{}">', "<rect style=\"mask: URL( '#a{}' )\"/>", "</mask>"),
        ('<clipPath id="a{}">', '<rect clip-path="url(#a{})"/>', "</clipPath>"),
    ],
)
def test_a_logo_draws_no_thing_of_its_own_without_end(
    opening: str, many: str, closing: str
) -> None:
    """Nine hundred letters that are a milliard of rectangles keep every browser busy."""
    data = _often("<rect/>", opening=opening, many=many, closing=closing)
    data = data.replace(b"<svg ", b'<svg xmlns:xlink="http://www.w3.org/1999/xlink" ', 1)
    with pytest.raises(LogoError, match="draws more than"):
        read_logo(data)


def test_a_logo_is_in_no_part_of_itself() -> None:
    round_about = b'<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g><path'
    with pytest.raises(LogoError, match="nested more than"):
        read_logo(SVG.replace(b"<path", round_about))
    chain = b"".join(b'<g id="a%d"><use href="#a%d"/></g>' % (n, n + 1) for n in range(3000))
    with pytest.raises(LogoError, match="nested more than"):
        read_logo(SVG.replace(b"<path", chain + b"<path"))


def test_markers_of_a_logo_stand_at_every_end_of_a_line() -> None:
    lines = (
        b'<marker id="m">' + b"<rect/>" * 100 + b"</marker>"
        b'<path marker-mid="url(#m)" d="M0 0' + b"l1 1" * 500 + b'"/><path'
    )
    with pytest.raises(LogoError, match="draws more than"):
        read_logo(SVG.replace(b"<path", lines))


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        (b"data:image/png;base64," + b64encode(png(60_000, 60_000)), "beyond 8192 px"),
        (b"data:image/png;base64,AAAA", "no PNG, JPEG, GIF or WebP"),
        (b"data:image/png,x", "no PNG, JPEG, GIF or WebP"),
        (b"data:image/avif;base64,AAAA", "no PNG, JPEG, GIF or WebP"),
    ],
)
def test_a_picture_in_a_logo_is_one_of_pixels_and_no_larger(inner: bytes, said: str) -> None:
    for within in (b'<image href="%s"/>', b'<style>path{fill:url("%s")}</style>'):
        with pytest.raises(LogoError, match=said):
            read_logo(SVG.replace(b"<path", within % inner + b"<path"))
