"""Which fonts text names that those which ship do not have, and where its parts stand."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cjmap.draw.canvas import Picture, Text
from cjmap.draw.fonts import FAMILY
from cjmap.draw.fonts.widths import width_of
from cjmap.draw.scripts import asks_for_others, part_by_script, script_of


def drawing(*lines: str, language: str = "en", **style: object) -> str:
    text = Text(10, 20, lines, 16, "#000000", **style)  # type: ignore[arg-type]
    return Picture(200, 60, "#ffffff", "T", "D", language, (text,)).svg()


def parts(svg: str) -> list[tuple[str, float, str]]:
    """The parts of lines that have a font of their own: its first name, where it stands, what it says."""
    found = re.findall(r'<tspan x="([\d.-]+)" font-family="\'?([^\',"]*)[^>]*>([^<]*)<', svg)
    return [(family, float(x), text) for x, family, text in found]


def test_latin_greek_and_cyrillic_take_the_fonts_that_ship() -> None:
    svg, scripts = part_by_script(drawing("Año Ωμέγα Щука – “x” 5 €"))
    assert scripts == ()
    assert f"font-family=\"'{FAMILY}'\"" in svg
    assert "Arial" not in svg
    assert not asks_for_others(svg)


def test_a_theme_s_own_font_goes_before_those_that_ship() -> None:
    own = drawing("Hello").replace('font-family="', 'font-family="Inter, ', 1)
    svg, _ = part_by_script(own)
    assert f"font-family=\"Inter, '{FAMILY}'\"" in svg
    assert asks_for_others(svg)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("日本", "Chinese"),
        ("カード", "Japanese"),
        ("한국", "Hangul"),
        ("مرحبا", "Arabic"),
        ("नमस्ते", "Devanagari"),
        ("สวัสดี", "Thai"),
        ("\U0001f600", "Emoji"),
        ("❤\ufe0f", "Emoji"),
        ("1\ufe0f\u20e3", "Emoji"),
        ("\U0001d11e", "Emoji"),
        ("✓", "Symbols"),
    ],
)
def test_each_script_is_known(text: str, name: str) -> None:
    _, scripts = part_by_script(drawing(text))
    assert [script.name for script in scripts] == [name]


def test_what_unicode_shows_as_an_emoji_by_itself_is_one() -> None:
    """The black-and-white stars of text fonts are hollow: five of them read as none."""
    emoji = "⌚⌛⏩⏰⏳☔☕♈♿⚓⚡⚪⚫⚽⛄⛎⛔⛪⛲⛳⛵⛺⛽✅✊✨❌❎❓❗➕➖➗➰➿⬛⬜⭐⭕"
    for sign in emoji:
        told = script_of(sign)
        assert told is not None, sign
        assert told.name == "Emoji", sign
        assert script_of(f"{sign}\ufe0e") != told, sign
    for sign in "⚠✔☀♥✓★":
        assert script_of(sign) is None or script_of(sign) != script_of("⭐"), sign


def test_han_is_japanese_on_a_japanese_map() -> None:
    for language, name in (("ja", "Japanese"), ("zh", "Chinese"), ("ko", "Hangul")):
        _, scripts = part_by_script(drawing("日本", language=language))
        assert [script.name for script in scripts] == [name]


def test_parts_follow_one_another() -> None:
    svg, _ = part_by_script(drawing("ab \U0001f600 cd"))
    (first, x1, said1), (second, x2, said2), (third, x3, said3) = parts(svg)
    assert (first, second, third) == (FAMILY, "Noto Color Emoji", FAMILY)
    assert (said1, said2, said3) == ("ab\u00a0", "\U0001f600", "\u00a0cd")
    assert x1 == 10
    assert x2 == pytest.approx(10 + width_of("ab ", 16), abs=0.01)
    assert x3 == pytest.approx(x2 + 1.25 * 16, abs=0.01)


@pytest.mark.parametrize("text", ["مرحبا", "日本", "a 日本"])
def test_scripts_without_italics_stand_upright(text: str) -> None:
    plain = drawing(text)
    italic = plain.replace("<text ", '<text font-style="italic" ', 1)
    assert 'font-style="normal"' in part_by_script(italic)[0]
    assert 'font-style="normal"' not in part_by_script(plain)[0]


def test_a_line_from_right_to_left_stays_whole() -> None:
    svg, scripts = part_by_script(drawing("شراء iPhone 15", rtl=True))
    assert [script.name for script in scripts] == ["Arabic"]
    assert not parts(svg)


# What is written as a reference, what becomes one character with what stands before it, and both.
_JOINED = st.lists(
    st.sampled_from(["&", "<", ">", "&amp;", "&#60;", ";", "::", "\u202e", " "])
    | st.sampled_from(
        ["\u20e3", "\ufe0f", "\u0338", "\u093f", "\u200d", "\U0001f600", "\u6f22", "e"]
    ),
    max_size=8,
).map("".join)


@given(
    st.lists(st.text(max_size=20) | _JOINED, min_size=1, max_size=3),
    st.sampled_from(["en", "ja", "ar"]),
)
@example(["Q&\u20e3A", "<\ufe0f", ">\u20e3"], "en")
def test_no_text_is_lost(lines: list[str], language: str) -> None:
    def said(svg: str) -> str:
        text = ElementTree.fromstring(svg).find("{http://www.w3.org/2000/svg}text")
        assert text is not None
        return "".join(text.itertext()).replace("\u00a0", " ")

    svg = drawing(*lines, language=language)
    assert said(part_by_script(svg)[0]) == said(svg)


def test_widths_are_those_of_arial() -> None:
    # Of Arial's own tables, in 1/2048 em.
    assert width_of("A", 2048) == 1366
    assert width_of("A", 2048, bold=True) == 1479
    assert width_of("A", 2048, italic=True) == 1366
    assert width_of("Wi", 2048, bold=True, italic=True) == 1933 + 569
    assert width_of("é", 2048) == 1139


def test_what_is_seen_as_one_character_has_one_script() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    found = script_of(family)
    assert found is not None
    assert found.name == "Emoji"
    assert script_of("e\u0301") is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("ग्राहक की यात्रा: 12 पहली", 0),
        ("अंतर्राष्ट्रीयकरण-", 0),
        ("1 · ग्राहक की", 2),
        ("UPI ग्राहक", 2),
        ("ครอบครัว ครอบครัว", 0),
        ("ครอบครัว · ग्राहक की", 3),
    ],
)
def test_blanks_and_signs_stand_with_the_letters_beside_them(text: str, count: int) -> None:
    """Letters that join are narrower than we reckon: a part of its own behind them would leave a hole."""
    svg, _ = part_by_script(drawing(text))
    assert svg.count('<tspan x="') == count


def test_figures_beside_han_are_drawn_in_our_font() -> None:
    svg, _ = part_by_script(drawing("2024年12月31日23:59"))
    ours = [said for font, _, said in parts(svg) if font == FAMILY]
    assert ours == ["2024", "12", "31", "23:59"]


@pytest.mark.parametrize("text", ["يتصل العميل بخدمة", "המבקר מתקשר", "日本", "ग्राहक"])
def test_each_line_says_how_high_it_stands(text: str) -> None:
    """Steps down from line to line are lost where letters run from right to left."""
    svg = drawing("x").replace(
        ">x<", f'><tspan x="10" dy="0">{text}</tspan><tspan x="10" dy="20">{text}</tspan><'
    )
    parted, _ = part_by_script(svg)
    first = float(re.findall(r'<text[^>]* y="([\d.]+)"', parted)[0])
    heights = [float(y) for y in re.findall(r'<tspan[^>]* y="([\d.]+)"', parted)]
    assert "dy=" not in parted
    assert heights == [first, first + 20]
