"""Names made into ids."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from cjmap.expressions import expression

# Latin letters that Unicode does not decompose.
_LATIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}
)
_ASCII_WORDS = expression(r"[a-z0-9]+")


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """The id that a name gives: lower case, Latin accents folded, all else between words a hyphen.

    Letters and digits of other scripts are kept (`选择租车日期`), and so are the marks that
    belong to them. Empty where the text has neither letter nor digit.
    """
    if text.isascii():
        return "-".join(_ASCII_WORDS.findall(text.lower()))
    pieces: list[str] = []
    for character in unicodedata.normalize("NFKC", text).lower().translate(_LATIN):
        if character.isascii():
            pieces.append(character if character.isalnum() else "-")
            continue
        base = unicodedata.normalize("NFKD", character)
        if base[0].isascii() and any(part.isalnum() for part in base):
            folded = "".join(part for part in base if not unicodedata.combining(part))
            pieces.append(
                "".join(p if p.isascii() and p.isalnum() else "-" for p in folded.lower())
            )
        elif unicodedata.category(character)[0] in "LN":
            pieces.append(character)
        elif not unicodedata.category(character).startswith("M"):
            pieces.append("-")
        elif pieces and not pieces[-1].isascii() and not _is_selector(character):
            # A mark belongs to the letter before it; behind a Latin one it is an accent.
            pieces.append(character)
    words = [word for word in "".join(pieces).split("-") if any(c.isalnum() for c in word)]
    return unicodedata.normalize("NFKC", "-".join(words))


def holds_words(name: str, words: str) -> bool:
    """Whether a slug is whole words of another: `ana` of `ana-lopez`, and not of `anabel`."""
    return bool(words) and f"-{words}-" in f"-{name}-"


def _is_selector(character: str) -> bool:
    """Whether a mark chooses between two looks of a character, as behind many emoji."""
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def is_slug(text: str) -> bool:
    """Whether a written id is one that `slug` could have made, however its accents are written."""
    return bool(text) and slug(text) == composed(text)


def composed(text: str) -> str:
    """A text in normal form C, in which ids, names, references and paths are compared.

    A Mac writes the accents of file names as characters of their own.
    """
    return unicodedata.normalize("NFC", text)
