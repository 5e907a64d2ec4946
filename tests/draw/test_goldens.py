"""Every building block in every theme, to the pixel, as a person has looked at it.

`pytest tests/draw/test_goldens.py --regenerate` writes the pictures anew: open them and look.
What the blocks mean is tested beside them; these hold their sizes, their strokes and their colours.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cjmap.draw.canvas import Box, Drawing, Fade, Picture, Rect, Shape, block
from cjmap.draw.curves import area_data, path_data, walk
from cjmap.draw.icons import ICONS, choose_icon
from cjmap.draw.pieces import (
    CHECK,
    CROSS,
    STAR,
    Piece,
    badge,
    bar,
    beside,
    boxed,
    dots,
    face,
    flow,
    gap_chip,
    icon,
    mark,
    paragraph,
    phrase,
    spread,
    stack,
    sunk,
    titled,
)
from cjmap.draw.theme import DARK, LIGHT, PRINT, Chip, Theme
from cjmap.vocabulary.emotions import Band
from cjmap.vocabulary.improvement import OpportunityStatus

GOLDENS = Path(__file__).parent / "goldens"
WORDS = "Waits at the counter & hears nothing for a long, long while; Otorrinolaringología."
POINTS = [(0.0, 20.0), (60.0, 70.0), (90.0, 70.0), (130.0, 5.0), (200.0, 40.0), (260.0, 38.0)]
# A score on both sides of where the mouth and the brows change.
SCORES = (-2, -1, 0, 1, 2)
CHIPS = ("pain", "resolved", "gain", "opportunity", "gap", "tag")


def _texts(theme: Theme) -> Iterator[Piece]:
    yield paragraph(WORDS, 120, 12, theme.ink)
    yield paragraph(WORDS, 120, 12, theme.soft, italic=True, anchor="end", leading=1.6)
    yield paragraph(WORDS, 120, 11, theme.mute, bold=True, anchor="middle")
    yield phrase("Two  words", 200, 12, theme.ink, bold=True)
    yield phrase(WORDS, 90, 12, theme.ink)
    yield titled(sunk(paragraph("Below", 60, 12, theme.positive_ink), 9), "Said \x07")
    yield beside(
        paragraph("Left", 40, 12, theme.negative_ink), paragraph("Right", 40, 14, theme.ink), 6
    )


def _chips(theme: Theme) -> Iterator[Piece]:
    chips: list[tuple[str, Chip]] = [
        *((name, getattr(theme, name)) for name in CHIPS),
        *((status, theme.status(status)) for status in OpportunityStatus),
        ("another", theme.status("another")),
    ]
    for name, chip in chips:
        yield badge(name, chip, 200)
        yield boxed(paragraph(name, 70, 12, chip.ink), chip)
    yield badge("  A badge that is too long for its line  ", theme.tag, 90, 9)
    yield boxed(paragraph("Tight", 50, 12, theme.ink), theme.idea, pad=(1, 2), radius=3, dash="2 2")
    yield gap_chip("No touchpoint", "CJ301", 150, theme)
    yield gap_chip("No emotion", "", 80, theme)


def _signs(theme: Theme) -> Iterator[Piece]:
    for d, filled in ((CHECK, False), (CROSS, False), (STAR, True)):
        yield mark(d, 14, theme.star, filled=filled)
    for name in ICONS:
        yield icon(choose_icon(name, ""), 20, theme.ink)
    yield icon(choose_icon("🏪", ""), 20, theme.ink)
    yield from (dots(filled, 5, theme.negative, theme.card) for filled in (0, 3, 5))
    yield from (bar(80, share, theme.bar, theme.track) for share in (0, 0.01, 0.5, 1, 1.4))
    yield bar(80, 0.25, theme.positive, theme.track, height=3)
    for score in SCORES:
        band = Band.POSITIVE if score > 0 else Band.NEGATIVE if score < 0 else Band.NEUTRAL
        ring, tint = theme.feeling(band)
        yield Piece(28, 28, face(14, 14, 12, score, ring, tint, theme.ink))
    yield Piece(28, 28, face(14, 14, 12, 1, ring, theme.card, theme.ink, dash="3 2"))
    yield Piece(12, 12, face(6, 6, 5, -2, theme.neutral, theme.card, theme.ink, width=0.5))


def _columns(theme: Theme) -> Iterator[Piece]:
    tiles = [
        Piece(40, height, (Rect(Box(0, 0, 40, height), theme.stage(number, 6), theme.hairline),))
        for number, height in enumerate((30.0, 10.0, 10.0, 40.0, 12.0, 20.0))
    ]
    for columns in (1, 2, 3):
        yield spread(tiles, columns, 160, 8)
    yield flow(tiles, 100, 6)
    yield flow(tiles, 144, 8, leading=11)
    yield stack([tiles[1], Piece(90, 0), tiles[2]], 5)
    yield spread(tiles[:1], 3, 160, 8)


def _lines(theme: Theme) -> Iterator[Piece]:
    ground = Drawing(block(0, 0, 260, 80), fill="url(#up)", opacity=0.5)
    for number in range(9):
        style = theme.persona(number)
        walked = "".join(f"M{x:.1f},{y:.1f}h.01" for x, y in walk(POINTS, 25))
        shapes: list[Shape] = [
            ground,
            Drawing(area_data(POINTS, 45), fill=style.colour, opacity=0.2),
            Drawing(path_data(POINTS), stroke=style.colour, width=2, dash=style.dash),
            Drawing(walked, stroke=style.ink, width=3),
        ]
        yield Piece(260, 80, tuple(shapes))


def sample(theme: Theme) -> Picture:
    """A sheet of everything there is."""
    parts = (_texts, _chips, _signs, _columns, _lines)
    sheet = stack([flow([*part(theme)], 860, 12, leading=12) for part in parts], 24)
    fade = Fade(
        "up", 0, 80, ((0, theme.band_positive), (0.5, theme.card), (1, theme.band_negative))
    )
    return Picture(
        *(900, sheet.height + 40, theme.background, f"Building blocks, {theme.name}"),
        *("Everything that a map is put together from.", "en", sheet.at(20, 20), (fade,)),
    )


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=lambda theme: theme.name)
def test_the_building_blocks_look_as_they_did(theme: Theme, request: pytest.FixtureRequest) -> None:
    golden = GOLDENS / f"{theme.name}.svg"
    text = sample(theme).svg()
    if request.config.getoption("--regenerate", default=False):
        golden.write_text(text, encoding="utf-8")
    assert golden.is_file(), "run `make goldens`, and look at what it writes"
    assert text == golden.read_text(encoding="utf-8")
