"""What people write at the head of a column, or before a row, of a table that tells of a journey.

`data/heads/CODE.txt` has a line for each key with its words, as people write them; the first is what
tables of our own say. `?` stands behind a word that may as well mean another key: such a word is
asked last. `fillers` are words that change nothing about what a head means (`customer`, `main`).
What people write for keys in maps (`keys`) counts behind these.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from cjmap.languages.keys import words_of
from cjmap.languages.known import language_of
from cjmap.messages import DEFAULT_LANGUAGE
from cjmap.text.slugs import slug

_FOLDER: Final = Path(__file__).parent / "data" / "heads"
_FILLERS: Final = "fillers"
_DOUBT: Final = "?"


def heads_meant(words: str, code: str) -> Mapping[str, bool]:
    """The keys that a head (a slug) may mean in a language, the likeliest first; whether surely so."""
    return _heads(code).get(words, {})


def without_fillers(words: str, code: str) -> str:
    """A head (a slug) without what changes nothing about it; as it is where nothing else is left."""
    fillers = _fillers(code)
    kept = "-".join(word for word in words.split("-") if word not in fillers)
    if kept == words and not words.isascii():
        # Where words are written without blanks, such a word stands at the beginning.
        kept = next(
            (
                words.removeprefix(filler).strip("-")
                for filler in sorted(fillers, key=len, reverse=True)
                if words.startswith(filler) and words != filler and not filler.isascii()
            ),
            words,
        )
    return kept or words


def head_of(key: str, tag: str) -> str:
    """What tables call a key in the language of a tag, with a capital where the script has any."""
    code = language_of(tag).code
    own = words_of_heads(code)
    found = own.get(key) or ()
    word = found[0] if found else _plain_word(key, code)
    return word[:1].upper() + word[1:]


def words_of_heads(code: str) -> Mapping[str, tuple[str, ...]]:
    """The words of a language by key, as they are written there; `?` behind what is in doubt."""
    return _read(code)


def _plain_word(key: str, code: str) -> str:
    listed = words_of(code).get(key, ()) if code != DEFAULT_LANGUAGE else ()
    return listed[0].removesuffix(_DOUBT) if listed else key.replace("_", " ")


@cache
def _read(code: str) -> Mapping[str, tuple[str, ...]]:
    lines = (_FOLDER / f"{code}.txt").read_text(encoding="utf-8").splitlines()
    parted = (line.split(": ", 1) for line in lines)
    return {key: tuple(words.split(", ")) for key, words in parted}


@cache
def _fillers(code: str) -> frozenset[str]:
    return frozenset(slug(word) for word in _read(code).get(_FILLERS, ()))


@cache
def _heads(code: str) -> Mapping[str, Mapping[str, bool]]:
    found: dict[str, dict[str, bool]] = {}
    own = ((key, words) for key, words in _read(code).items() if key != _FILLERS)
    _add(found, own, sure=True)
    # The name of a key is a word for it too, in maps of any language.
    _add(found, ((key, (key,)) for key in words_of(code)), sure=True)
    _add(found, words_of(code).items(), sure=False)
    return found


def _add(
    found: dict[str, dict[str, bool]], words: Iterable[tuple[str, tuple[str, ...]]], *, sure: bool
) -> None:
    for key, listed in words:
        for word in listed:
            meant = found.setdefault(slug(word), {})
            meant.setdefault(key, sure and not word.endswith(_DOUBT))
