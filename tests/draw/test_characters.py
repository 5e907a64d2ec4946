from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from cjmap.draw.characters import (
    Quote,
    disarm,
    encodable,
    flatten,
    make_visible,
    quote_line,
    settle,
)


@pytest.mark.parametrize(
    ("line", "words", "offset", "width"),
    [
        ("name: Web", "Web", 6, 3),
        ("name: 意识阶段 # x", "意识阶段", 6, 8),
        ("name: 意识阶段 # x", "# x", 15, 3),
        ("👩\u200d👩\u200d👧\u200d👦 web", "web", 3, 3),
        ("👩\u200d👩\u200d👧\u200d👦 web", "👩\u200d👩\u200d👧\u200d👦", 0, 2),
        ("❤\ufe0f👍🏽 web", "web", 5, 3),
        ("cafe\u0301 web", "web", 5, 3),
        ("cafe\u0301 web", "e\u0301", 3, 1),
        ("\ta\tb", "b", 9, 1),
        ("\ta", "\t", 0, 4),
        ("\x1b[1mx", "x", 4, 1),
    ],
)
def test_marks_stand_under_the_words(line: str, words: str, offset: int, width: int) -> None:
    start = line.index(words)
    quote = quote_line(line, start, start + len(words), 80)
    assert (quote.offset, quote.width) == (offset, width)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (3, 9), (8, 9)])
def test_a_mark_may_stand_behind_the_line(start: int, end: int) -> None:
    assert quote_line("abc", start, end, 80) == Quote("abc", 3, 1)


def test_an_empty_mark_is_one_cell() -> None:
    assert quote_line("abc", 1, 1, 80) == Quote("abc", 1, 1)


def test_a_long_line_is_cut_on_the_side_that_is_too_long() -> None:
    line = "a" * 50 + "MARK" + "b" * 50
    assert quote_line(line, 50, 54, 20) == Quote("…aaaaaaaMARKbbbbbbb…", 8, 4)
    assert quote_line(line, 0, 4, 20) == Quote("aaaaaaaaaaaaaaaaaa…", 0, 4)
    assert quote_line(line, 103, 104, 20) == Quote("…bbbbbbbbbbbbbbbbbb", 18, 1)
    assert quote_line(line, 104, 104, 20) == Quote("…bbbbbbbbbbbbbbbbbb", 19, 1)


def test_a_mark_longer_than_the_room_is_cut_too() -> None:
    assert quote_line("x" * 10 + "y" * 90, 10, 100, 20) == Quote("…" + "y" * 18 + "…", 1, 18)


def test_wide_characters_are_never_halved() -> None:
    quote = quote_line("意" * 40 + "X" + "识" * 40, 40, 41, 20)
    assert quote == Quote("…意意意意X识识识识…", 9, 1)


@given(
    before=st.text(alphabet=st.characters(exclude_characters="X\u200d\r\n")),
    after=st.text(alphabet=st.characters(exclude_characters="X\r\n")),
    room=st.integers(20, 60),
)
def test_the_mark_is_seen_and_the_line_fits(before: str, after: str, room: int) -> None:
    quote = quote_line(f"{before}X{after}", len(before), len(before) + 1, room)
    place = quote.text.index("X")
    assert cell_len(quote.text[:place]) == quote.offset
    assert cell_len(quote.text) <= room


def test_what_could_act_on_a_terminal_is_made_visible() -> None:
    assert make_visible("a\x00\x1b\x7f\x9b\u202e\ud800z") == "a␀␛␡<U+009B><U+202E><U+D800>z"
    assert make_visible("ñ 意 👩\u200d👧 ❤\ufe0f") == "ñ 意 👩\u200d👧 ❤\ufe0f"


def test_a_text_of_several_lines_becomes_one() -> None:
    assert flatten(" one \r\n  two\n\nthree\n") == "one two three"


@pytest.mark.parametrize("start", [0, 1, 5, 9, 10, 11, 30, 50, 70, 90, 94, 98, 99])
@pytest.mark.parametrize("wide", [1, 4, 30])
def test_a_cut_line_shows_as_much_as_there_is_room_for(start: int, wide: int) -> None:
    line = "".join(chr(ord("a") + number % 26) for number in range(100))
    found = quote_line(line, start, start + wide, 20)
    kept = found.text.strip("…")
    low = (
        line.index(kept) if len(kept) > 26 else start - (found.offset - found.text.startswith("…"))
    )
    assert line[low : low + len(kept)] == kept
    assert found.text.startswith("…") == (low > 0)
    assert found.text.endswith("…") == (low + len(kept) < 100)
    assert len(kept) == 18
    assert found.width == min(wide, 18, 100 - start)


@pytest.mark.parametrize("length", [18, 19, 20])
def test_a_line_that_fits_to_the_cell_is_whole(length: int) -> None:
    line = "é" * length
    assert quote_line(line, 3, 5, 20) == Quote(line, 3, 2)
    assert quote_line("x" * length, length - 1, length, 20) == Quote("x" * length, length - 1, 1)
    assert quote_line("x" * 21, 0, 1, 20).text == "x" * 18 + "…"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one\n\ttwo\n", "one\n\ttwo\n"),
        ("a\x1b[2Jb\rc\x7f", "a␛[2Jb␍c␡"),
        ("a\u202eb", "a<U+202E>b"),
        ("a\udce9b", "a<U+DCE9>b"),
        ("\x1b[1;31mred\x1b[0m", "␛[1;31mred␛[0m"),
        ("::error::x", ": :error::x"),
        ("a ::error::x", "a ::error::x"),
        ("one\n  ::warning::x", "one\n  : :warning::x"),
        ("a ##vso[x] ##[y] ##teamcity[z] ## b", "a # #vso[x] # #[y] # #teamcity[z] ## b"),
    ],
)
def test_what_leaves_acts_on_no_terminal_and_no_log(text: str, shown: str) -> None:
    assert settle(text) == shown


def test_colours_and_commands_of_our_own_stay_where_they_are_meant() -> None:
    red = "\x1b[1;31mred\x1b[0m"
    assert settle(f"{red}\x1b[2J::x", color=True) == f"{red}␛[2J::x"
    assert settle("\x1b[1m::x", color=True) == "\x1b[1m: :x"
    assert settle("::error::x\n##[y]\x1b", commands=True) == "::error::x\n##[y]␛"


def test_what_is_no_whole_character_is_shown_as_lost_and_all_else_stays() -> None:
    assert encodable("a\udc80\ud83db\n\x1b 👍🏽") == "a\ufffd\ufffdb\n\x1b 👍🏽"


@pytest.mark.parametrize(
    ("text", "harmless"),
    [
        ("::error::x", ": :error::x"),
        ("a\n  ::set-env", "a\n  : :set-env"),
        ("\x1b[31m::error::x", "\x1b[31m: :error::x"),
        ("a ##[error]b", "a # #[error]b"),
        ("##vso[task]", "# #vso[task]"),
        ("##teamcity[x]", "# #teamcity[x]"),
        ("a :: b ## c :x", "a :: b ## c :x"),
    ],
)
def test_no_line_is_a_command_of_a_service(text: str, harmless: str) -> None:
    assert disarm(text) == settle(text, color=True) == harmless
