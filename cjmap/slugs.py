"""Names made into ids."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Latin letters that Unicode does not decompose.
_LATIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}
)


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """The id that a name gives: lower case, Latin accents folded, all else between words a hyphen.

    Letters and digits of other scripts are kept (`选择租车日期`), and so are the marks that
    belong to them. Empty where the text has neither letter nor digit.
    """
    pieces: list[str] = []
    for character in unicodedata.normalize("NFC", text).lower().translate(_LATIN):
        if character.isascii():
            pieces.append(character if character.isalnum() else "-")
            continue
        base = unicodedata.normalize("NFKD", character)
        if base[0].isascii() and any(part.isalnum() for part in base):
            folded = "".join(part for part in base if not unicodedata.combining(part))
            pieces.append(
                "".join(p if p.isascii() and p.isalnum() else "-" for p in folded.lower())
            )
        elif unicodedata.category(character)[0] in "LNM":
            pieces.append(character)
        else:
            pieces.append("-")
    joined = "".join(pieces)
    # A mark alone (a variation selector behind an emoji, say) is no letter.
    words = [word for word in joined.split("-") if any(c.isalnum() for c in word)]
    return "-".join(words)


def is_slug(text: str) -> bool:
    """Whether a written id is one that `slug` could have made."""
    return bool(text) and slug(text) == text
