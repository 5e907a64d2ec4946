"""Text is measured as viewers draw it, and wrapped without loss or overflow."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmap.draw.hyphens import writing_in, written_in
from cjmap.draw.metrics import (
    ELLIPSIS,
    FONT_STACK,
    clusters,
    safe_width,
    wrap,
)

FAMILY = "👩‍👩‍👧‍👦"
SCOTLAND = "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
SPACES = " \t\n\r\v\f\x1c\x1d\x1e\x85\u1680\u2028\u2029\u205f\u3000" + "".join(
    chr(code) for code in range(0x2000, 0x200B) if code != 0x2007
)

# Ordinary letters, and everything that breaks, joins or has no width.
TEXTS = st.text(
    st.one_of(
        st.sampled_from("aeiou mnWí ñ12%«»-—/.,:;!?…\n"),
        st.sampled_from("漢字。「」、あっー한국क्षित्र्แผนที่\u0301\u0327"),
        st.sampled_from("😀👩👍🏽🇪🇸\u200d\ufe0f\u20e3❤1\u200b\u00a0\u2060\t\r\x85\u2028"),
        st.characters(codec="utf-8"),
    ),
    max_size=60,
)
WIDTHS = st.floats(0, 200)
FLAGS = st.booleans()


def visible(text: str) -> str:
    """A text without spaces, and without the hyphens that may be written or come with a break."""
    return "".join(char for char in text if char not in f"{SPACES}-\u00ad")


# Adobe's metrics of Helvetica and Helvetica-Bold, in 1/1000 em, which Arial shares.
@pytest.mark.parametrize(
    ("text", "bold", "expected"),
    [
        (" ", False, 278),
        ("A", False, 667),
        ("a", False, 556),
        ("m", False, 833),
        ("W", False, 944),
        ("ñ", False, 556),
        ("«", False, 556),
        ("0", False, 556),
        ("A", True, 722),
        ("m", True, 889),
        ("ó", True, 611),
        ("…", True, 1000),
        ("@", False, 1015),
    ],
)
@pytest.mark.parametrize("italic", [False, True])
def test_letters_have_room_for_the_advances_of_helvetica(
    text: str, bold: bool, italic: bool, expected: int
) -> None:
    assert expected - 1 <= safe_width(text, 1000, bold=bold, italic=italic) <= 1.42 * expected


@pytest.mark.parametrize("text", ["Evaluación", "Путь клиента", "Διαδρομή", "Łódź → Đặng", "₡ €"])
def test_alphabets_and_arrows_are_in_the_table(text: str) -> None:
    average = safe_width(text, 1) / len(text)
    assert 0.45 < average < 0.8


# Advances of DejaVu Sans 2.37 in 1/2048 em; in it this text is 13 % wider than in Arial.
def test_room_is_planned_for_the_widest_common_fallback() -> None:
    dejavu = {"m": 1995, "i": 569, "n": 1298, "u": 1298, "t": 803, "o": 1253, "s": 1067}
    text = "minutos"
    assert safe_width(text, 2048) == pytest.approx(sum(dejavu[char] for char in text))


# DejaVu Sans Bold: digits 1425, full stop 778, in 1/2048 em; the worst ordinary case, 26 % wider.
def test_room_for_bold_figures() -> None:
    assert safe_width("12.400", 2048, bold=True) == pytest.approx(5 * 1425 + 778)


@pytest.mark.parametrize(
    "emoji",
    ["😀", FAMILY, "🇪🇸", "1️⃣", "❤️", "❤️‍🔥", "👍🏽", SCOTLAND, "🧑🏽‍⚕️", "⭐", "\U0001fae8"],
)
def test_an_emoji_is_one_cluster_of_one_emoji_width(emoji: str) -> None:
    assert clusters(f"a{emoji}b") == ["a", emoji, "b"]
    assert safe_width(emoji, 10) == pytest.approx(13.75)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("año", ["a", "ñ", "o"]),
        ("an\u0303o", ["a", "n\u0303", "o"]),
        ("a\r\nb", ["a", "\r\n", "b"]),
        ("🇪🇸🇲🇽🇦", ["🇪🇸", "🇲🇽", "🇦"]),
        ("👍👍🏿", ["👍", "👍🏿"]),
        ("각나", ["각", "나"]),
        ("\u1112\u1161\u11ab\u1100\u1173", ["\u1112\u1161\u11ab", "\u1100\u1173"]),
        ("क्षत्रिय", ["क्ष", "त्रि", "य"]),
        ("ที่นำ", ["ที่", "นำ"]),
        ("a\u200d😀", ["a\u200d", "😀"]),
        ("\u2028\u0301", ["\u2028", "\u0301"]),
        ("\u200b\u0301", ["\u200b", "\u0301"]),
        ("Ⰰ\u200d😀", ["Ⰰ\u200d", "😀"]),
        ("⯿\u200d😀", ["⯿\u200d😀"]),
    ],
)
def test_clusters(text: str, expected: list[str]) -> None:
    assert clusters(text) == expected


@pytest.mark.parametrize(
    ("text", "ems"),
    [
        ("漢字", 2),
        ("ＡＢ", 2),
        ("ｱｲ", 1),
        ("한국", 2),
        ("\u1112\u1161\u11ab", 1),
        ("\u200b\u2060\ufeff\u00ad", 0),
    ],
)
def test_wide_half_wide_and_invisible_characters(text: str, ems: float) -> None:
    assert safe_width(text, 10) == pytest.approx(10 * ems)


def test_marks_have_no_width() -> None:
    assert safe_width("n\u0303\u0323", 12) == safe_width("n", 12)


@pytest.mark.parametrize("text", ["السعر", "ग्राहक", "แผนที่", "ლარი", "𐐀𐐁"])
def test_scripts_without_a_table_get_a_plausible_width(text: str) -> None:
    assert 0.3 < safe_width(text, 1) / len(clusters(text)) < 1.4


def test_lines_break_at_spaces() -> None:
    text = "Falta de comunicación en la evaluación"
    lines = ["Falta de", "comunicación en", "la evaluación"]
    assert wrap(text, safe_width("comunicación en", 12), 12) == lines
    assert wrap(text, safe_width(text, 12), 12) == [text]


def test_bold_text_needs_more_lines() -> None:
    text = "Falta de comunicación"
    width = safe_width(text, 12)
    assert wrap(text, width, 12) == [text]
    assert len(wrap(text, width, 12, bold=True)) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("follow-up", ["follow-", "up"]),
        ("etapa/canal", ["etapa/", "canal"]),
        ("antes—después", ["antes—", "después"]),
        ("son e-mail", ["son", "e-mail"]),
        ("es −5", ["es −5"]),
        ("es 24/7", ["es 24/7"]),
        ("hay 18-24", ["hay", "18-24"]),
        ("sí --y no", ["sí --y", "no"]),
        ("no\u00a0es\u00a0o", ["no\u00a0es\u00a0o"]),
        ("larga\u200bmente", ["larga\u200b", "mente"]),
    ],
)
def test_breaks_inside_words(text: str, expected: list[str]) -> None:
    width = max(safe_width(line, 12) for line in expected)
    assert wrap(text, width, 12) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("付款页面很慢", ["付款页", "面很慢"]),
        ("付款页。很慢", ["付款", "页。", "很慢"]),
        ("付款「页面」", ["付款", "「页", "面」"]),
        ("アイデー", ["アイ", "デー"]),
        ("고객이 결제", ["고객이", "결제"]),
        ("😀😀😀😀", ["😀😀", "😀😀"]),
    ],
)
def test_east_asian_text_breaks_between_characters(text: str, expected: list[str]) -> None:
    assert wrap(text, 36, 12) == expected


@pytest.mark.parametrize(
    ("char", "alone"),
    [
        *[("ᄀ", False), ("ᇿ", False), ("ㄯ", True), ("ㄱ", False), ("ㆎ", False)],
        *[("㆐", True), ("가", False), ("힣", False), ("漢", True)],
    ],
)
def test_korean_breaks_at_its_spaces_and_its_neighbours_between_characters(
    char: str, alone: bool
) -> None:
    text = f"a{char} {char}bc"
    width = safe_width(f"m{char} {char}", 12)
    assert wrap(text, width, 12) == (
        [f"a{char} {char}", "bc"] if alone else [f"a{char}", f"{char}bc"]
    )


@pytest.mark.parametrize(
    ("language", "word", "expected"),
    [
        ("es", "Otorrinolaringología", ["Otorrinola-", "ringología"]),
        ("es-MX", "Otorrinolaringología", ["Otorrinola-", "ringología"]),
        ("es", "Otorrinolaringologi\u0301a", ["Otorrinola-", "ringologi\u0301a"]),
        ("pt", "Acompanhamento", ["Acompanha-", "mento"]),
        ("de", "GRUNDSTÜCKSGRÖSSE", ["GRUNDSTÜCKS-", "GRÖSSE"]),
        ("nl", "Verkeersongeschiktheid", ["Verkeers-", "ongeschikt-", "heid"]),
        ("no", "Hovedstadsområdet", ["Hovedstads-", "området"]),
        # Behind the letters that belong together, signs of punctuation where they stand.
        ("es", "«Otorrinolaringología»?", ["«Otorrinola-", "ringología»?"]),
        # `hosz-szabb`: a break at which a word is spelt otherwise is not made.
        ("hu", "meghosszabbít", ["meg-", "hosszab-", "bít"]),
    ],
)
def test_a_word_wider_than_the_line_parts_as_its_language_has_it(
    language: str, word: str, expected: list[str]
) -> None:
    width = max(safe_width(line, 12) for line in expected)
    with writing_in(language):
        assert wrap(word, width, 12) == expected
        # And so it does behind others.
        assert wrap(f"a {word} b", width, 12)[1 : len(expected)] == expected[:-1]


@pytest.mark.parametrize("language", ["", "zh", "xx", "tlh-Latn"])
def test_where_nobody_knows_the_language_a_word_parts_between_letters(language: str) -> None:
    with writing_in(language):
        assert wrap("Otorrinolaringología", 90, 12) == ["Otorrinolaring-", "ología"]
        # Never one letter alone: those before it come along.
        assert wrap("Otorrinolaringología", safe_width("Otorrinolaringologí-", 12), 12) == [
            "Otorrinolaringolo-",
            "gía",
        ]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("Fahr\u00adkartenautomat", 90, ["Fahr-", "kartenautomat"]),
        ("Fahr\u00adkarten\u00adautomat", 90, ["Fahrkarten-", "automat"]),
        ("ein Soft\u00adware", 90, ["ein Software"]),
        ("x\u00ad", 90, ["x"]),
    ],
)
def test_soft_hyphens_say_where_a_word_parts_and_are_not_seen_elsewhere(
    text: str, width: float, expected: list[str]
) -> None:
    with writing_in("de"):
        assert wrap(text, width, 12) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("www.example.org", ["www.", "example.", "org"]),
        ("ana.garcia@example.org", ["ana.garcia@", "example.org"]),
        ("some_long_name", ["some_long_", "name"]),
        ("12345678901234567890", ["12345678901", "234567890"]),
        ("개인정보수집이용동의서", ["개인정보수집", "이용동의서"]),
        ("การรับรู้และการค้นหา", ["การรับรู้และ", "การค้นหา"]),
    ],
)
def test_no_hyphen_stands_where_it_would_be_read_as_written(text: str, expected: list[str]) -> None:
    with writing_in("th" if text[0] == "ก" else "en"):
        assert wrap(text, max(safe_width(line, 12) for line in expected), 12) == expected


@pytest.mark.parametrize(
    ("language", "text", "width", "expected"),
    [
        ("en", "the best of plan B", 105, ["the best of", "plan B"]),
        ("zh", "付款页很", 36, ["付款", "页很"]),
        ("fr", "Vraiment, pourquoi ?", 113, ["Vraiment,", "pourquoi ?"]),
        ("pl", "Pudło w sklepie", 65, ["Pudło", "w sklepie"]),
        ("en", "Pudło w sklepie", 65, ["Pudło w", "sklepie"]),
        # There is nothing that could come along.
        ("en", "plan B", 30, ["plan", "B"]),
    ],
)
def test_nothing_stands_alone_that_should_not(
    language: str, text: str, width: float, expected: list[str]
) -> None:
    with writing_in(language):
        assert wrap(text, width, 12) == expected


def test_a_cluster_is_never_parted() -> None:
    assert wrap(FAMILY * 2, 5, 12) == [FAMILY, FAMILY]
    assert wrap("i\u0301i\u0301i\u0301", 3, 12) == ["i\u0301"] * 3


def test_a_language_is_written_until_another_is() -> None:
    with writing_in("es"):
        with writing_in("de"):
            assert written_in() == "de"
        assert written_in() == "es"
    assert written_in() == ""


def test_line_ends_of_the_text_are_kept() -> None:
    assert wrap("\nuno\n\n dos \r\ntres\n \n", 500, 12) == ["uno", "", "dos", "tres"]


def test_a_space_that_carries_a_mark_is_not_dropped() -> None:
    assert wrap(" \u0301a", 100, 12) == [" \u0301a"]


@pytest.mark.parametrize("text", ["", "  ", "\n \n"])
def test_blank_text_has_no_lines(text: str) -> None:
    assert wrap(text, 100, 12) == []


def test_only_cut_text_ends_in_an_ellipsis() -> None:
    text = "Falta de comunicación en la evaluación"
    assert wrap(text, 100, 12, max_lines=3) == wrap(text, 100, 12)
    width = safe_width("comunicación en…", 12)
    assert wrap(text, width, 12, max_lines=2) == ["Falta de", "comunicación en…"]
    assert wrap(text, width - 1, 12, max_lines=2) == ["Falta de", "comunicación e…"]
    assert wrap("uno\ndos", 100, 12, max_lines=1) == ["uno…"]
    assert wrap(text, 3, 12, max_lines=1) == [ELLIPSIS]


def test_no_lines_at_all_cannot_be_asked_for() -> None:
    with pytest.raises(ValueError, match="max_lines"):
        wrap("a", 100, 12, max_lines=0)


def test_the_font_stack_fits_into_an_attribute() -> None:
    assert not set(FONT_STACK) & set('"<>&')
    assert FONT_STACK.endswith(", sans-serif")


def test_measuring_needs_no_font_library() -> None:
    code = (
        "import sys, cjmap.draw.metrics; "
        "print([name for name in ('fontTools', 'json', 'pydantic', 're') if name in sys.modules])"
    )
    heavy = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}; {code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    # `typing` itself imports `re`; nothing else may.
    assert heavy.stdout.strip() in ("[]", "['re']")


def test_the_table_is_read_in_the_order_that_its_bytes_have_on_every_machine() -> None:
    # Here a machine of the other kind reads each width with its two bytes turned.
    code = (
        f"import sys; sys.byteorder = {'little' if sys.byteorder == 'big' else 'big'!r}; "
        "from cjmap.draw.metrics import safe_width; print(safe_width('W', 2048))"
    )
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    here = int(safe_width("W", 2048))
    assert float(other.stdout) == int.from_bytes(here.to_bytes(2, "little"), "big")


@given(TEXTS)
def test_clusters_join_back_to_the_text(text: str) -> None:
    parts = clusters(text)
    assert "".join(parts) == text
    assert all(parts)


@given(TEXTS, WIDTHS, FLAGS, FLAGS)
def test_wrapping_loses_nothing_but_white_space(
    text: str, width: float, bold: bool, italic: bool
) -> None:
    lines = wrap(text, width, 12, bold=bold, italic=italic)
    assert visible("".join(lines)) == visible(text)


@given(TEXTS, WIDTHS, FLAGS)
def test_no_line_is_wider_than_allowed_unless_one_cluster_is(
    text: str, width: float, bold: bool
) -> None:
    for line in wrap(text, width, 12, bold=bold):
        assert safe_width(line, 12, bold=bold) <= width or len(clusters(line)) == 1


@given(TEXTS, WIDTHS)
def test_lines_break_between_clusters_only(text: str, width: float) -> None:
    whole = [cluster for cluster in clusters(text) if visible(cluster)]
    lines = wrap(text, width, 12)
    assert [part for line in lines for part in clusters(line) if visible(part)] == whole


@given(TEXTS, WIDTHS, st.integers(1, 4))
def test_a_limit_of_lines_cuts_only_what_is_too_long(text: str, width: float, limit: int) -> None:
    full = wrap(text, width, 12)
    cut = wrap(text, width, 12, max_lines=limit)
    if len(full) <= limit:
        assert cut == full
    else:
        assert len(cut) == limit
        assert cut[:-1] == full[: limit - 1]
        assert cut[-1].endswith(ELLIPSIS)
        assert cut[-1] == ELLIPSIS or safe_width(cut[-1], 12) <= width


# -- all characters -----------------------------------------------------------------------------------

GOLDEN = Path(__file__).parent / "goldens" / "widths.txt"
# What Unicode 3.2 had is the same in every version of Python; what may be an emoji is told apart above.
_OLD = unicodedata.ucd_3_2_0
_SYMBOLS = range(0x2300, 0x2C00)


def tell_widths() -> str:
    """The widths of single characters in 1/1000 em, plain, bold, italic and both, in runs."""
    lines: list[str] = []
    first = last = -1
    before: tuple[int, ...] = ()
    known = [c for c in range(0x20, 0x1D800) if _OLD.category(chr(c)) not in ("Cn", "Cs", "Co")]
    for code in [c for c in known if c not in _SYMBOLS] + [-1]:
        char = chr(code) if code >= 0 else ""
        here = tuple(
            round(safe_width(char, 1000, bold=bold, italic=italic))
            for italic in (False, True)
            for bold in (False, True)
        )
        if here != before or code < 0:
            if first >= 0:
                lines.append(f"{first:04X}–{last:04X} {' '.join(map(str, before))}\n")
            first, before = code, here
        last = code
    return "".join(lines)


def test_every_character_takes_the_room_that_is_written_down(
    request: pytest.FixtureRequest,
) -> None:
    text = tell_widths()
    if request.config.getoption("--regenerate", default=False):
        GOLDEN.write_text(text, encoding="utf-8")
    assert GOLDEN.is_file(), "run `make goldens`, and read what it writes"
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_a_character_that_nobody_knows_takes_an_em() -> None:
    assert safe_width("\u13a0\u1800\ua000", 100) == pytest.approx(100 + 100 + 100)
