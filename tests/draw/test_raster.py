"""Pictures in pixels: what is drawn with which fonts, how large, and always the same."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from cjmap.draw.canvas import Picture, Text
from cjmap.draw.raster import size_of, to_png
from cjmap.findings.usage import UsageError
from cjmap.messages import Message
from tests.views.maps import NASTY, board_at, picture


def drawing(*texts: Text, width: float = 200, height: float = 60) -> str:
    return Picture(width, height, "#ffffff", "T", "D", "en", texts).svg()


def line(text: str, x: float = 10, **style: object) -> Text:
    return Text(x, 20, (text,), 16, "#000000", **style)  # type: ignore[arg-type]


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("L")


def ink(png: bytes) -> tuple[int, int, int, int] | None:
    """The box of what is not white."""
    return ImageChops.invert(opened(png)).getbbox()


def test_text_is_drawn_without_any_font_of_the_system() -> None:
    box = ink(to_png(drawing(line("Hello"))))
    assert box is not None
    # Arial's Hello of 16 px is 36.4 px wide.
    assert box[2] - box[0] == pytest.approx(36, abs=2)


def test_bold_and_italic_have_faces_of_their_own() -> None:
    styles = [{}, {"bold": True}, {"italic": True}, {"bold": True, "italic": True}]
    assert len({to_png(drawing(line("Hello", **style))) for style in styles}) == 4


@pytest.mark.parametrize("text", ["ñandú", "Ωμέγα", "Щука", "Đường", "שלום", "→ ½ € ✓"])
def test_letters_that_ship_differ_from_what_no_font_has(text: str) -> None:
    told: list[Message] = []
    drawn = to_png(drawing(line(text.removesuffix(" ✓"))), tell=told.append)
    assert told == []
    assert drawn != to_png(drawing(line("\ue000" * len(text))))


@pytest.mark.parametrize("scale", [0.5, 1, 2, 3.5])
def test_a_scale_multiplies_the_pixels(scale: float) -> None:
    svg = drawing(line("Hello"))
    assert opened(to_png(svg, scale)).size == (200 * scale, 60 * scale)


def test_too_many_pixels_are_refused_before_they_are_drawn() -> None:
    for svg, scale in (
        (drawing(width=20_000, height=20_000), 1),
        (drawing(width=5_000, height=5_000), 8),
        (drawing(width=70_000, height=1), 1),
    ):
        with pytest.raises(UsageError) as caught:
            to_png(svg, scale)
        assert "--scale" in caught.value.message.render("en")


def test_scripts_that_no_font_has_are_named_with_a_package_that_brings_one() -> None:
    told: list[Message] = []
    # Nobody's letters: cuneiform has no font here, or would be drawn.
    to_png(drawing(line("Buy \U00012000 now"), line("plain")), tell=told.append)
    for message in told:
        assert "fonts-" in message.render("en")


@pytest.mark.parametrize("anchor", ["start", "middle", "end"])
def test_a_line_of_several_scripts_keeps_its_order_and_place(anchor: str) -> None:
    svg = drawing(line("ab \U0001f600 cd", x=100, anchor=anchor))
    box = ink(to_png(svg))
    plain = ink(to_png(drawing(line("ab mm cd", x=100, anchor=anchor))))
    assert box is not None
    assert plain is not None
    assert box[0] == pytest.approx(plain[0], abs=8)
    assert box[2] == pytest.approx(plain[2], abs=8)


@pytest.mark.parametrize("file", NASTY, ids=lambda file: file.name.partition(".")[0])
@pytest.mark.parametrize("view", ["map", "flow"])
def test_what_is_hard_to_draw(view: str, file: Path) -> None:
    svg = picture(view, board_at(file))
    png = to_png(svg)
    width, height = size_of(svg)
    across, down = opened(png).size
    assert abs(across - width) <= 1
    assert abs(down - height) <= 1
    assert to_png(svg) == png
