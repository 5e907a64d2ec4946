"""Every theme can be read, by people with any kind of sight."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import combinations

import pytest

from cjmap.draw.theme import (
    THEMES,
    Chip,
    Theme,
    ThemeError,
    contrast,
    ink_on,
    mix,
    read_theme,
)
from cjmap.vocabulary.emotions import Band
from cjmap.vocabulary.improvement import OpportunityStatus

CHIPS = (
    "pain", "resolved", "gain", "opportunity", "gap", "tag", "idea", "planned", "doing", "done",
    "dropped",
)  # fmt: skip
TEXT, GRAPHIC = 4.5, 3.0

themes = pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))


def chip(theme: Theme, name: str) -> Chip:
    found: Chip = getattr(theme, name)
    return found


def colours_of(thing: object) -> Iterator[str]:
    """Every colour of a theme, those of its chips and personas too."""
    for field in fields(thing):  # type: ignore[arg-type]
        value = getattr(thing, field.name)
        for each in value if isinstance(value, tuple) else (value,):
            if is_dataclass(each):
                yield from colours_of(each)
            elif field.name not in ("name", "dash"):
                yield each


@themes
def test_every_colour_is_one(theme: Theme) -> None:
    colours = [*colours_of(theme)]
    assert len(colours) > 70
    assert [one for one in colours if not re.fullmatch("#[0-9a-f]{6}", one)] == []


@themes
def test_each_status_has_its_badge_and_another_is_a_plain_tag(theme: Theme) -> None:
    for status in OpportunityStatus:
        assert theme.status(status) is chip(theme, status)
    assert theme.status("another") is theme.tag


@themes
def test_stage_headers_lead_from_one_colour_to_the_other(theme: Theme) -> None:
    first, last = theme.stages
    assert [theme.stage(n, 3) for n in range(3)] == [first, mix(first, last, 0.5), last]
    assert theme.stage(0, 1) == first


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert contrast("#123456", "#123456") == 1


@themes
def test_text_is_legible_wherever_it_stands(theme: Theme) -> None:
    for ground in (theme.card, theme.background, theme.label):
        for ink in (theme.ink, theme.soft, theme.mute):
            assert contrast(ink, ground) >= TEXT, (ink, ground)
        for ink in (theme.positive_ink, theme.negative_ink):
            assert contrast(ink, ground) >= TEXT, (ink, ground)
    for ground in (theme.band_positive, theme.band_negative):
        for ink in (theme.soft, theme.mute):
            assert contrast(ink, ground) >= TEXT, (ink, ground)


@themes
def test_chips_and_badges_are_legible(theme: Theme) -> None:
    for name in CHIPS:
        assert contrast(chip(theme, name).ink, chip(theme, name).fill) >= TEXT, name
    # What stands on chips besides their own ink: numbers, dates, ticks.
    for name in ("pain", "resolved", "gain", "opportunity"):
        assert contrast(theme.mute, chip(theme, name).fill) >= TEXT, name
    assert contrast(theme.positive_ink, theme.resolved.fill) >= TEXT
    assert contrast(theme.negative, theme.pain.fill) >= GRAPHIC


@themes
@pytest.mark.parametrize("count", [1, 2, 7, 12])
def test_every_stage_header_is_legible(theme: Theme, count: int) -> None:
    for number in range(count):
        assert contrast(theme.stage_ink, theme.stage(number, count)) >= TEXT


@themes
def test_what_is_drawn_stands_out(theme: Theme) -> None:
    for colour in (theme.positive, theme.neutral, theme.negative, theme.star, theme.bar):
        assert contrast(colour, theme.card) >= GRAPHIC, colour
    for style in theme.personas:
        assert contrast(style.colour, theme.card) >= GRAPHIC, style.colour
        assert contrast(style.ink, style.colour) >= TEXT, style.colour
    for band in Band:
        _, tint = theme.feeling(band)
        assert contrast(theme.ink, tint) >= TEXT


# Machado, Oliveira, Fernandes 2009, severity 1.0.
SIGHTS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def seen(colour: str, sight: str) -> tuple[float, float, float]:
    """A colour as somebody sees it, in CIE L*a*b*."""
    linear = []
    for place in (1, 3, 5):
        value = int(colour[place : place + 2], 16) / 255
        linear.append(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
    red, green, blue = (
        min(1.0, max(0.0, sum(w * v for w, v in zip(row, linear, strict=True))))
        for row in SIGHTS[sight]
    )
    white = (0.95047, 1.0, 1.08883)
    xyz = (
        0.4124 * red + 0.3576 * green + 0.1805 * blue,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        0.0193 * red + 0.1192 * green + 0.9505 * blue,
    )
    x, y, z = (
        v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116
        for v in (value / w for value, w in zip(xyz, white, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@themes
@pytest.mark.parametrize("sight", SIGHTS)
def test_personas_are_told_apart_by_colour(theme: Theme, sight: str) -> None:
    colours = [style.colour for style in theme.personas]
    for one, other in combinations(colours, 2):
        assert math.dist(seen(one, sight), seen(other, sight)) >= 20, (one, other)


@themes
def test_personas_are_told_apart_without_colour(theme: Theme) -> None:
    assert len(theme.personas) == 8
    assert len({style.dash for style in theme.personas}) == 8


@themes
def test_more_personas_than_colours_differ_in_dashes(theme: Theme) -> None:
    pairs = [(style.colour, style.dash) for style in map(theme.persona, range(64))]
    assert len(set(pairs)) == 64
    assert [colour for colour, _ in pairs[:8]] == [colour for colour, _ in pairs[8:16]]
    assert pairs[:8] == [(style.colour, style.dash) for style in theme.personas]


def test_feelings_have_their_colours() -> None:
    theme = THEMES["light"]
    assert theme.feeling(Band.POSITIVE) == (theme.positive, theme.positive_tint)
    assert theme.feeling(Band.NEUTRAL) == (theme.neutral, theme.neutral_tint)
    assert theme.feeling(Band.NEGATIVE) == (theme.negative, theme.negative_tint)


def test_colours_are_mixed_between_their_ends() -> None:
    assert mix("#000000", "#ffffff", 0) == "#000000"
    assert mix("#000000", "#ffffff", 1) == "#ffffff"
    assert mix("#000000", "#204060", 0.5) == "#102030"


def test_a_theme_file_changes_what_it_names() -> None:
    theme = read_theme(
        'base = "dark"\npositive = "#00FF88"\npersonas = ["#ffee00", "#112233"]\n'
        '[pain]\nfill = "#200010"\n'
    )
    dark = THEMES["dark"]
    assert theme.positive == "#00ff88"
    assert theme.pain == Chip("#200010", dark.pain.line, dark.pain.ink)
    assert theme.negative == dark.negative
    assert [style.colour for style in theme.personas] == ["#ffee00", "#112233"]
    assert [style.ink for style in theme.personas] == ["#000000", "#ffffff"]
    assert theme.persona(2).colour == theme.persona(0).colour
    assert len({theme.persona(number) for number in range(16)}) == 16


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("positive = ", "not valid TOML"),
        ('base = "neon"', "Unknown base theme"),
        ("base = 3", "Unknown base theme"),
        ('postive = "#000000"', "“postive”"),
        ('name = "mine"', "“name”"),
        ('positive = "red"', "“positive” is a colour"),
        ('positive = "#00000"', "“positive” is a colour"),
        ("positive = 3", "“positive” is a colour"),
        ('ink = "#000000\\" onload=\\"x"', "“ink” is a colour"),
        ('pain = "#000000"', "“pain” is a table"),
        ('[pain]\nground = "#000000"', "pain.ground"),
        ('stages = ["#000000"]', "2 to 2"),
        ("personas = []", "1 to 8"),
        ('personas = ["#000000", "blue"]', "“personas” is a colour"),
    ],
)
def test_a_wrong_theme_file_is_told_why(text: str, said: str) -> None:
    with pytest.raises(ThemeError) as caught:
        read_theme(text)
    assert said in caught.value.message.render("en")


def test_ink_is_what_reads_better() -> None:
    assert ink_on("#ffee00") == "#000000"
    assert ink_on("#112233") == "#ffffff"
