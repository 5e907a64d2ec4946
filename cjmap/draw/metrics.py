"""How wide a text will be, and where it has to break.

Pictures are laid out before anyone opens them, so text is measured here and not by a browser:
with the wider of Arial and DejaVu Sans, character by character. `FONT_STACK` gives nearly everybody
Arial's metrics, which Helvetica, Liberation Sans, Arimo and Nimbus Sans share. DejaVu is what a
Linux machine without any of those falls back to, and the widest face in common use there: running
Spanish and English text is 13 to 14 % wider in it than in Arial, bold 19 %, bold figures 26 %, a
single bold word up to 30 %, capitals 1 %. Because the ratio differs so much from text to text
there is no one safety factor: the wider advances are summed instead, which on running text comes
to the same 13 to 14 % and 19 %. Noto Sans (about 5 % wider than Arial) and Roboto (narrower) stay
inside.

``wrap`` goes by ``safe_width``, so what it returns fits for all these viewers and leaves some air
for most. Text therefore needs no ``textLength``: that would squeeze or stretch the
letters, and some programs that draw SVG ignore it.

Kerning is left out: in these faces it nearly always brings letters together. Ink of an italic may
lean out of its advance by 0.1 em on the right; leave that much room where something would cut it.
Scripts that neither family has (Devanagari, Thai, Han, …) get a usual width for each character.
"""

from __future__ import annotations

import sys
import unicodedata
import zlib
from array import array
from binascii import a2b_base64
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

from cjmap.draw.data import advances
from cjmap.draw.hyphens import HYPHEN, SOFT, Parting, written_in

# Arial before Helvetica: on Linux the latter may be found as an ancient bitmap font. DejaVu Sans is
# left to the generic family: where it is named, Chromium takes its black-and-white emoji.
FONT_STACK: Final = "Arial, 'Liberation Sans', Arimo, Helvetica, 'Nimbus Sans', sans-serif"
"""Value for ``font-family`` in every picture; safe inside a double-quoted attribute."""

ELLIPSIS: Final = "…"

_EM: Final = advances.UNITS
# Noto Color Emoji is 1.245 em wide, Apple's about 1.25, Segoe UI Emoji 1.37.
_EMOJI: Final = _EM * 11 // 8

_WIDTHS: Final = array("H", zlib.decompress(a2b_base64(advances.DATA)))
if sys.byteorder == "big":
    _WIDTHS.byteswap()
_PAGE_AT: Final = {page: index * 256 for index, page in enumerate(advances.PAGES)}
_FACE_SIZE: Final = len(advances.PAGES) * 256

# First and last code point, then a generous advance of one character in 1/100 em: the upper
# quartile of the letters in Noto Sans' fonts for the script, Arabic less because joined letters are
# narrower than those that stand alone.
_SCRIPTS: Final = (
    (0x0590, 0x05FF, 70),  # Hebrew: the rare characters that the table lacks
    (0x0600, 0x08FF, 75),  # Arabic, Syriac
    (0x0900, 0x0B7F, 85),  # Devanagari, Bengali, Gurmukhi, Gujarati, Odia
    (0x0B80, 0x0BFF, 130),  # Tamil
    (0x0C00, 0x0CFF, 95),  # Telugu, Kannada
    (0x0D00, 0x0DFF, 130),  # Malayalam, Sinhala
    (0x0E00, 0x0EFF, 65),  # Thai, Lao
    (0x1000, 0x109F, 110),  # Burmese
    (0x10A0, 0x10FF, 80),  # Georgian
    (0x1200, 0x139F, 85),  # Ethiopic
    (0x1780, 0x17FF, 90),  # Khmer
    (0xFB50, 0xFDFF, 90),  # Arabic presentation forms
    (0xFE70, 0xFEFE, 90),
)
_UNKNOWN: Final = 100
_BOLDER: Final = 108  # percent: how much wider the bold of those fonts is

# Where a line may break and the character vanish; no-break, figure and narrow no-break space are
# not here. Line ends are handled apart.
_SPACES: Final = " \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
_LINE_ENDS: Final = "\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"
_ZERO_WIDTH_SPACE: Final = "\u200b"
_GLUE: Final = "\u00a0\u2007\u202f\u2011\u2060\ufeff"
_HYPHENS: Final = "-\u2010\u2013\u2014/"
# What must not begin a line of Chinese or Japanese, beside closing brackets and quotes; what must
# not end one, beside opening ones. Straight quotes may be either.
_CLOSING: Final = (
    ".,:;!?%…‥'\"、。，．：；！？％・･｡､ーｰ々〻ゝゞヽヾ゛゜〜"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
)
_OPENING: Final = "¿¡'\"#$＃＄"

# Signs that French and others part from their word by a space; a dot between two facts.
_STICKING: Final = frozenset("!?;:»%·")
# Languages in which no line ends in a preposition of one letter.
_CLINGING: Final = frozenset({"pl", "cs", "sk", "uk", "ru", "be"})
# Letters of a long word on the last of its lines, at least.
_LEAST: Final = 3

_JOINER: Final = "\u200d"
_EMOJI_STYLE: Final = "\ufe0f"
_VIRAMA: Final = 9  # the canonical combining class of all signs that join two consonants


def safe_width(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """Width in px that `text` does not exceed in any face that `FONT_STACK` commonly leads to.

    `text` is one line and `size` the font's in px. Each character counts with its widest advance, a
    cluster that shows as an emoji 1.375 em, a wide East Asian character 1 em, combining marks and
    format characters nothing, tabs and line ends as a space.
    """
    return _to_px(_measure_text(text, bold + 2 * italic), size)


def clusters(text: str) -> list[str]:
    """Split `text` into what a reader sees as single characters; joined they give `text` again.

    Follows the extended grapheme clusters of Unicode's annex 29 as far as pictures need it: marks
    with their base, emoji with variation selector, keycap, skin tone or tags, joined emoji, pairs
    of regional indicators (flags), Hangul from single letters, consonants joined by a virama, and
    CR LF.
    """
    # Below U+0300 nothing joins but the two signs of a line's end.
    if text and max(text) < "\u0300" and "\r" not in text:
        return list(text)
    found: list[str] = []
    start = 0
    for index in range(1, len(text)):
        if not _joins(text, start, index):
            found.append(text[start:index])
            start = index
    if text:
        found.append(text[start:])
    return found


def wrap(
    text: str,
    width: float,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    max_lines: int | None = None,
) -> list[str]:
    """Break `text` into lines whose `safe_width` at font size `size` (px) is at most `width` (px).

    Lines take as many words as fit. They break at spaces, after hyphens, dashes and slashes that
    follow at least two characters and precede no digit (``follow-up``, but not ``e-mail``, ``-5``,
    ``24/7``), and between Chinese or Japanese characters or emoji, yet never before closing or
    after opening punctuation.
    A word that is wider than a line is parted at its soft hyphens, else as the language that is
    being written has it (`cjmap.draw.hyphens`), else between clusters, with at least two letters on
    either side where there is room; a hyphen shows it, save in scripts and names that have none.
    A single cluster wider than `width` stands alone on its line.
    No line begins with a spaced sign of French or with the last letter of a text alone, where the
    word before can come along.

    Line ends in the text are kept, an empty line too. White space at the ends of a line and of the
    whole text is dropped, and so are soft hyphens; nothing else ever is, unless `max_lines` (1 or more) is given and too
    small: then, and only then, the last line ends in “…” (and is “…” alone where no more fits).
    Better to grow the picture than to cut the text. Blank text has no lines.

    Raises ValueError when `max_lines` is below 1.
    """
    if max_lines is not None and max_lines < 1:
        raise ValueError("max_lines must be 1 or more")
    face = bold + 2 * italic
    lines: list[str] = []
    for paragraph in _split_lines(text):
        lines += _fill(paragraph, width, size, face)
        if max_lines is not None and len(lines) > max_lines:
            lines[max_lines - 1 :] = [_cut(clusters(lines[max_lines - 1]), width, size, face)]
            break
    return lines


def _split_lines(text: str) -> list[list[tuple[str, str]]]:
    """Of each line of `text` its words with the spaces before them, without blank outer lines."""
    lines = [list(_split_words(line)) for line in text.splitlines()]
    filled = [number for number, line in enumerate(lines) if line]
    return lines[filled[0] : filled[-1] + 1] if filled else []


def _split_words(line: str) -> Iterator[tuple[str, str]]:
    """Pairs of the spaces before and the signs of each word of a line, the first without spaces."""
    # Nothing that is printable is a space but the usual one.
    if line.isprintable() and "  " not in line:
        words = line.strip(" ").split(" ")
        if line.isascii() or not any(_extends(word[0]) for word in words if word):
            yield from ((" " if number else "", word) for number, word in enumerate(words) if word)
            return
    # Clusters first: a space that carries a mark is no space.
    gap = word = ""
    for cluster in clusters(line):
        if cluster not in _SPACES:
            word += cluster
            continue
        if word:
            yield gap, word
            gap = word = ""
        gap += cluster
    if word:
        yield gap, word


def _to_px(units: int, size: float) -> float:
    return units * size / _EM


def _cut(line: list[str], width: float, size: float, face: int) -> str:
    """The longest beginning of `line` that fits with “…” behind it."""
    used = _measure(ELLIPSIS, face)
    kept: list[str] = []
    for cluster in line:
        used += _measure(cluster, face)
        if _to_px(used, size) > width:
            break
        kept.append(cluster)
    return "".join(kept).rstrip(_SPACES) + ELLIPSIS


class _Piece(NamedTuple):
    """What stays on one line where it can: its text, the spaces before it, and the units of both."""

    gap: str
    text: str
    before: int
    units: int


def _fill(words: list[tuple[str, str]], width: float, size: float, face: int) -> list[str]:
    """The lines of one paragraph."""
    rows: list[list[_Piece]] = []
    row: list[_Piece] = []
    used = 0
    for piece in _pieces(words, face):
        if row and _to_px(used + piece.before + piece.units, size) <= width:
            row.append(piece)
            used += piece.before + piece.units
            continue
        if row:
            rows.append(row)
        row = [piece]
        if _to_px(piece.units, size) > width:
            *whole, last = _part(piece.text, width, size, face, written_in())
            rows += [[_Piece("", text, 0, 0)] for text in whole]
            row = [_Piece("", last, 0, _measure_text(last, face))]
        elif rows:
            _bring_along(rows, row, width, size, alone=piece.text in _STICKING)
        used = _units(row)
    if rows and row:
        _bring_along(rows, row, width, size, alone=_is_orphan(row))
    rows.append(row)
    return [_join(row) for row in rows]


def _units(row: list[_Piece]) -> int:
    return sum(piece.before + piece.units for piece in row) - row[0].before if row else 0


def _join(row: list[_Piece]) -> str:
    text = "".join(piece.gap + piece.text for piece in row)[len(row[0].gap) if row else 0 :]
    return text.replace(SOFT, "") if SOFT in text else text


def _bring_along(
    rows: list[list[_Piece]], row: list[_Piece], width: float, size: float, *, alone: bool
) -> None:
    """Takes the last word of the line above down, where what follows must not stand alone.

    So it does too where that is a preposition of one letter, in languages that leave none behind.
    """
    above = rows[-1]
    while len(above) > 1 and (alone or _clings(above[-1].text)):
        if _to_px(above[-1].units + row[0].before + _units(row), size) > width:
            return
        row.insert(0, above.pop())
        alone = False


def _clings(text: str) -> bool:
    return len(text) == 1 and text.isalpha() and written_in()[:2] in _CLINGING


def _is_orphan(row: list[_Piece]) -> bool:
    """Whether a line is a single letter or character, with the signs behind it."""
    return len(row) == 1 and sum(char.isalnum() for char in row[0].text) == 1


def _pieces(words: list[tuple[str, str]], face: int) -> Iterator[_Piece]:
    for gap, word in words:
        before = _measure_text(gap, face)
        for text, units in _split(word, face):
            yield _Piece(gap, text, before, units)
            gap, before = "", 0


@lru_cache(maxsize=8192)
def _split(word: str, face: int) -> tuple[tuple[str, int], ...]:
    """What a word breaks into where there is no room for all of it, with the units of each part."""
    if word.isascii() and word.isalnum():
        return ((word, _measure_text(word, face)),)
    parts: list[list[str]] = []
    for cluster in clusters(word):
        if parts and not _may_break(parts[-1], cluster):
            parts[-1].append(cluster)
        else:
            parts.append([cluster])
    return tuple(("".join(part), sum(_measure(one, face) for one in part)) for part in parts)


@lru_cache(maxsize=1024)
def _part(word: str, width: float, size: float, face: int, language: str) -> tuple[str, ...]:
    """The lines of a word that is wider than one, the last as far as it comes."""
    parts = clusters(word)
    ends = [0, *accumulate(_measure(part, face) for part in parts)]
    hyphen = _measure(HYPHEN, face)
    parting = Parting(parts, language)
    # Signs behind the last letter do not keep it company.
    most = max((n for n, part in enumerate(parts) if part[0].isalnum()), default=0) + 1 - _LEAST

    def fits(start: int, end: int, sign: str) -> bool:
        return _to_px(ends[end] - ends[start] + (hyphen if sign else 0), size) <= width

    lines: list[str] = []
    start = 0
    while start + 1 < len(parts) and not fits(start, len(parts), ""):
        end, sign = _choose_end(start, most, parting, fits)
        lines.append("".join(parts[start:end]) + sign)
        start = end
    return (*lines, "".join(parts[start:]))


def _choose_end(
    start: int, most: int, parting: Parting, fits: Callable[[int, int, str], bool]
) -> tuple[int, str]:
    """Where the line of a long word ends that begins at `start`, and the sign at its end."""
    full = start + 1
    while fits(start, full + 1, ""):
        full += 1
    for end in range(full, start + 1, -1):
        # A break of the dictionary's that leaves most of the line empty is worse than none.
        if 3 * (end - start) < full - start:
            break
        if end in parting.places and fits(start, end, parting.places[end]):
            return end, parting.places[end]
    end = max(start + 1, min(full, most))
    while end > start + 1 and not fits(start, end, parting.sign(end)):
        end -= 1
    sign = parting.sign(end)
    return end, sign if fits(start, end, sign) else ""


def _may_break(word: list[str], after: str) -> bool:
    """Whether a line may end between `word` and the cluster `after` that follows it unspaced."""
    before = word[-1]
    if before.isalnum() and after.isalnum() and before.isascii() and after.isascii():
        # As nearly everywhere.
        return False
    last, first = before[0], after[0]
    if before == _ZERO_WIDTH_SPACE:
        return True
    if last in _GLUE or first in _GLUE or first in _HYPHENS or first == _ZERO_WIDTH_SPACE:
        return False
    if first in _CLOSING or unicodedata.category(first) in ("Pe", "Pf"):
        return False
    if last in _HYPHENS:
        return not first.isdigit() and sum(cluster[0] not in _HYPHENS for cluster in word) > 1
    if last in _OPENING or unicodedata.category(last) in ("Ps", "Pi"):
        return False
    return _stands_alone(last) or _stands_alone(first)


def _stands_alone(char: str) -> bool:
    """Whether lines may break at both sides: Han, kana, emoji. Korean breaks at its spaces."""
    code = ord(char)
    if 0x1100 <= code < 0x1200 or 0x3130 <= code < 0x3190 or 0xAC00 <= code < 0xD7B0:
        return False
    return is_emoji(code) or unicodedata.east_asian_width(char) in "WF"


@lru_cache(maxsize=8192)
def _measure_text(text: str, face: int) -> int:
    if text.isascii():
        return sum(map(_ascii_widths(face).__getitem__, text.encode()))
    return sum(_measure(cluster, face) for cluster in clusters(text))


@lru_cache(maxsize=4)
def _ascii_widths(face: int) -> tuple[int, ...]:
    return tuple(_measure_char(chr(code), face) for code in range(128))


@lru_cache(maxsize=8192)
def _measure(cluster: str, face: int) -> int:
    """The widest advance of a cluster in units of the table."""
    if len(cluster) == 1:
        return _measure_char(cluster, face)
    if any(is_emoji(ord(char)) for char in cluster) or _EMOJI_STYLE in cluster:
        return _EMOJI
    return sum(_measure_char(char, face) for char in cluster)


def _measure_char(char: str, face: int) -> int:
    if char in "\t" + _LINE_ENDS:
        char = " "
    code = ord(char)
    if unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc") or _is_hangul_tail(code):
        return 0
    if is_emoji(code):
        return _EMOJI
    page = _PAGE_AT.get(code >> 8)
    if page is not None:
        width = _WIDTHS[face * _FACE_SIZE + page + (code & 0xFF)]
        if width:
            return width
    east_asian = unicodedata.east_asian_width(char)
    if east_asian in "WF":
        return _EM
    if east_asian == "H":
        return _EM // 2
    usual = next((width for first, last, width in _SCRIPTS if first <= code <= last), _UNKNOWN)
    percent = _BOLDER if face & 1 else 100
    if unicodedata.category(char) == "Mc":
        percent //= 2  # vowel signs beside a letter
    return _EM * usual * percent // 10000


def _joins(text: str, start: int, index: int) -> bool:
    """Whether text[index] belongs to the cluster that began at `start`."""
    char, before = text[index], text[index - 1]
    code = ord(char)
    if code < 0x300:
        return char == "\n" and before == "\r"
    if unicodedata.category(before) in ("Cc", "Zl", "Zp") or before == _ZERO_WIDTH_SPACE:
        return False
    if _is_hangul_tail(code):
        return 0x1100 <= ord(before) < 0x1200 or 0xAC00 <= ord(before) <= 0xD7FB
    if 0x1F1E6 <= code <= 0x1F1FF:
        return index - start == 1 and 0x1F1E6 <= ord(before) <= 0x1F1FF
    if _extends(char):
        return True
    if 0x1F3FB <= code <= 0x1F3FF or before == _JOINER:
        return _is_pictographic(ord(text[start])) and _is_pictographic(code)
    return (
        0x0900 <= code <= 0x0D7F
        and unicodedata.combining(before) == _VIRAMA
        and unicodedata.category(char) == "Lo"
    )


def _extends(char: str) -> bool:
    """Marks, joiners, tags of flags, and the vowels and voice marks that stand behind a letter."""
    return (
        unicodedata.category(char) in ("Mn", "Mc", "Me")
        or char in "\u200c\u200d\u0e33\u0eb3\uff9e\uff9f"
        or 0xE0020 <= ord(char) <= 0xE007F
    )


def _is_hangul_tail(code: int) -> bool:
    """Vowels and final consonants of Hangul written letter by letter."""
    return 0x1160 <= code <= 0x11FF or 0xD7B0 <= code <= 0xD7FB


def is_emoji(code: int) -> bool:
    """Whether a character shows as a colour emoji by itself.

    Whole planes of symbols count, so that emoji newer than Python's tables do too. Below them
    Unicode makes exactly the default emoji wide (annex 11).
    """
    if 0x1F000 <= code <= 0x1FAFF:
        return True
    return 0x2300 <= code <= 0x2BFF and unicodedata.east_asian_width(chr(code)) == "W"


def _is_pictographic(code: int) -> bool:
    """Whether joiners and skin tones may bind a character; wider than Unicode's own list."""
    return 0x1F000 <= code <= 0x1FAFF or 0x2190 <= code <= 0x2BFF
