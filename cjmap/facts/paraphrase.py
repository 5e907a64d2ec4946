"""When two short texts say the same in nearly the same words, in English or Spanish."""

from __future__ import annotations

from cjmap.text.slugs import slug
from cjmap.vocabulary.channels import aliases

# Words that change nothing about what is meant, as slugs.
_SMALL_WORDS = frozenset(
    (
        *("a", "an", "the", "of", "to", "in", "on", "at", "for", "by", "with", "and", "or"),
        *("our", "your", "their", "its", "this", "that", "is", "be"),
        *("el", "la", "los", "las", "un", "una", "unos", "unas", "lo", "al", "del", "de", "en"),
        *("por", "para", "con", "y", "e", "o", "u", "su", "sus", "nuestro", "nuestra"),
        *("este", "esta", "ese", "esa", "que", "se", "es"),
    )
)


def content_words(text: str) -> tuple[str, ...]:
    """The words of a text that carry its meaning, in their order, without plurals.

    Channels go by their ids: `E-mails de bienvenida` and `Correo de bienvenida` give the same.
    """
    known = aliases()
    pieces = slug(text).split("-")
    words: list[str] = []
    place = 0
    while place < len(pieces):
        length = 1
        for longer in (3, 2):
            if place + longer <= len(pieces) and _known(pieces[place : place + longer]):
                length = longer
                break
        word = "-".join(pieces[place : place + length])
        place += length
        if word and word not in _SMALL_WORDS:
            words.append(known.get(word) or known.get(_singular(word)) or _stem(word))
    return tuple(words)


def _known(pieces: list[str]) -> bool:
    word = "-".join(pieces)
    return word in aliases() or _singular(word) in aliases()


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _stem(word: str) -> str:
    """Without the ending of a plural, for comparison alone: `opciones` and `opción` give `opcion`."""
    singular = _singular(word)
    return singular[:-1] if len(singular) > 4 and singular.endswith("e") else singular
