"""In which of the older encodings a text is, by the letters that come of its bytes."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

# The likeliest first: what programs for spreadsheets save where they do not save Unicode.
ENCODINGS: Final[Mapping[str, str]] = {
    "cp1252": "Windows-1252",
    "mac_roman": "Mac Roman",
    "cp932": "Shift-JIS",
    "gb2312": "GB 2312",
    "cp1250": "Windows-1250",
    "cp1256": "Windows-1256",
}
"""Encodings as Python names them, by what people call them."""

_FIRST: Final = "cp1252"
_WIDE: Final = frozenset(("cp932", "gb2312"))
# So much of a file is looked at.
_SAMPLE: Final = 64 * 1024
# Letters that words in the languages of the maps have, and signs between them.
_LETTERS: Final = frozenset("äöüßéèêëàâçñáíóúïîôûùœæãõìòåøÿ")
# In Polish these stand beside others of which no such letter would come.
_POLISH: Final = frozenset("ąćęłńśźż")
_SIGNS: Final = frozenset("€£«»“”„‘’‚–—…·•°§©®™½¼²ªº×±\u00a0")


def likely_encoding(data: bytes) -> str:
    """The encoding whose letters fit best together; Windows-1252 where several do as well."""
    sample = data[:_SAMPLE]
    if len(data) > _SAMPLE:
        sample = sample[: sample.rfind(b"\n") + 1] or sample
    best, most = _FIRST, float("-inf")
    for encoding in ENCODINGS:
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            if encoding != _FIRST:
                continue
            text = sample.decode(encoding, "replace")
        # A letter of two bytes stands against two letters of one.
        worth = math.fsum(_worths(text)) * (2 if encoding in _WIDE else 1)
        if worth > most:
            best, most = encoding, worth
    return best


def _worths(text: str) -> Iterable[float]:
    """How much each sign beyond ASCII speaks for what was read, below zero where it speaks against it."""
    before = " "
    for sign, after in zip(text, _shifted(text), strict=True):
        if not sign.isascii():
            yield _worth(sign, before, after)
        before = sign


def _shifted(text: str) -> Iterator[str]:
    yield from text[1:]
    if text:
        yield " "


def _worth(sign: str, before: str, after: str) -> float:
    kind = unicodedata.name(sign, "").partition(" ")[0]
    if kind == "ARABIC":
        # A word is of one script.
        return -2 if _is_ascii_letter(before) or _is_ascii_letter(after) else 1
    if kind in ("HIRAGANA", "KATAKANA", "CJK", "FULLWIDTH", "IDEOGRAPHIC"):
        return 1
    if sign in _LETTERS:
        return 1
    if sign in _POLISH:
        return 0.9
    if sign in "¿¡":
        return 1 if after.isalpha() and not before.isalpha() else -1
    if sign.lower() in _LETTERS | _POLISH:
        # Capitals stand at the head of a word, or among others.
        return -1 if before.islower() else 0.5
    if sign in _SIGNS:
        return -1 if _is_ascii_letter(before) and _is_ascii_letter(after) and sign != "’" else 0
    return -2


def _is_ascii_letter(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()
