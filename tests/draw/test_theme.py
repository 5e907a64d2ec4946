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
    contrast,
    ink_on,
    mix,
    pairs_of,
)
from cjmap.vocabulary.emotions import Band
from cjmap.vocabulary.improvement import OpportunityStatus
from tests.draw.sight import GREY, SIGHTS, Lab, difference, seen

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
            elif field.name not in ("name", "dash", "font", "logo"):
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


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # Of the data that the authors of CIEDE2000's reference give.
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (58, 24, 15), 19.4535),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
        ((50, 0, 0), (50, -1, 2), 2.3669),
    ],
)
def test_difference_is_that_of_ciede2000(one: Lab, other: Lab, expected: float) -> None:
    assert difference(one, other) == pytest.approx(expected, abs=0.0001)
    assert difference(other, one) == pytest.approx(expected, abs=0.0001)


@themes
@pytest.mark.parametrize("sight", SIGHTS)
def test_personas_are_told_apart_by_colour(theme: Theme, sight: str) -> None:
    colours = [seen(style.colour, SIGHTS[sight]) for style in theme.personas]
    for one, other in combinations(colours, 2):
        assert math.dist(one, other) >= 20
        assert difference(one, other) >= 9
    # Most maps have few.
    for one, other in combinations(colours[:3], 2):
        assert difference(one, other) >= 13


@themes
@pytest.mark.parametrize("sight", SIGHTS)
def test_feelings_are_told_apart_by_colour(theme: Theme, sight: str) -> None:
    positive, neutral, negative = (
        seen(colour, SIGHTS[sight]) for colour in (theme.positive, theme.neutral, theme.negative)
    )
    assert difference(positive, negative) >= 14
    assert min(difference(neutral, one) for one in (positive, negative)) >= 6.5


def test_badges_of_paper_are_told_apart_in_grey() -> None:
    paper = THEMES["print"]
    fills = [seen(chip(paper, name).fill, GREY) for name in ("idea", "planned", "doing", "done")]
    for one, other in combinations(fills, 2):
        assert difference(one, other) >= 4


@themes
def test_pairs_that_a_theme_is_held_against_are_those_that_hold(theme: Theme) -> None:
    assert [pair for pair in pairs_of(theme) if contrast(pair.ink, pair.ground) < pair.least] == []
    assert {pair.least for pair in pairs_of(theme)} == {TEXT, GRAPHIC}


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


def test_ink_is_what_reads_better() -> None:
    assert ink_on("#ffee00") == "#000000"
    assert ink_on("#112233") == "#ffffff"
