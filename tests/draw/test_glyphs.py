"""A sign in DOT is one character, and each has one drawing in its place."""

from __future__ import annotations

import pytest

from cjmap.draw import glyphs
from cjmap.draw.icons import DEFAULT, ICONS, SIZE
from cjmap.draw.metrics import clusters
from cjmap.draw.pieces import MARK
from cjmap.vocabulary.channels import ChannelType
from tests.draw.test_icons import corners

OURS = ("STAR", "WAIT", "HANDOFF", "ALONE", "WAY", "WAY_LEFT", "PERSON")


def test_every_sign_is_one_character_and_no_two_are_alike() -> None:
    signs = [*(getattr(glyphs, name) for name in OURS), *glyphs.CHANNELS.values(), *glyphs.SCORES]
    assert [sign for sign in signs if len(clusters(sign)) != 1 or sign.isascii()] == []
    assert len(set(signs)) == len(signs)


@pytest.mark.parametrize("name", ICONS)
def test_a_channel_becomes_the_drawing_of_its_icon(name: str) -> None:
    sign = glyphs.sign_of(name, "")
    assert sign == glyphs.CHANNELS[name]
    assert glyphs.DRAWINGS[sign] == glyphs.Drawing(ICONS[name], SIZE, filled=False)


def test_a_channel_without_an_icon_has_the_sign_of_its_type_or_its_own_emoji() -> None:
    assert glyphs.sign_of("🏪", "voice") == "🏪"
    assert glyphs.sign_of("", "voice") == glyphs.CHANNELS["phone"]
    assert glyphs.sign_of("", "") == glyphs.CHANNELS[DEFAULT]
    assert {glyphs.sign_of("", kind) for kind in ChannelType} <= {*glyphs.CHANNELS.values()}


def test_faces_stand_for_their_scores() -> None:
    assert glyphs.FACES == {-2: "😡", -1: "🙁", 0: "😐", 1: "🙂", 2: "😍"}
    assert {score: face for face, score in glyphs.SCORES.items()} == glyphs.FACES


@pytest.mark.parametrize("name", OURS)
def test_our_own_signs_fill_their_square(name: str) -> None:
    drawing = glyphs.DRAWINGS[getattr(glyphs, name)]
    assert drawing.side == (MARK if name == "STAR" else SIZE)
    assert drawing.filled == (name in ("STAR", "PERSON"))
    points = corners(drawing.path)
    assert all(0 <= x <= drawing.side and 0 <= y <= drawing.side for x, y in points)
    assert max(max(x for x, _ in points) - min(x for x, _ in points),
               max(y for _, y in points) - min(y for _, y in points)) >= 0.5 * drawing.side  # fmt: skip
