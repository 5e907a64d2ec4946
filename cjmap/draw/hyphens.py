"""Where a word that is too wide for its line may part, by the rules of the language it is written in.

The dictionaries are those of pyphen, which LibreOffice and others hyphenate with. They are read here:
pyphen takes half a second to work through that of German before it parts its first word, while a
picture needs a handful of its patterns. So lines are kept as they are written, found by their
letters, and only those that fit into a word are worked out. A break at which a language spells
otherwise (Hungarian, at times German and Spanish) is not made.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from itertools import accumulate
from typing import Concatenate, Final, ParamSpec, Protocol, TypeVar

SOFT: Final = "\u00ad"
HYPHEN: Final = "-"

_LANGUAGE: ContextVar[str] = ContextVar("_LANGUAGE", default="")

_LEAST_BEFORE: Final = 2
_LEAST_AFTER: Final = 3
"""How many letters of a word stand on either side of a break, at least."""

_LONGEST: Final = 48
"""Letters of the longest pattern that is looked for; the longest of all dictionaries has fewer."""

_DIGITS: Final = b"0123456789"
_OTHER_NAMES: Final = {"no": "nb"}
_ENCODINGS: Final = {"microsoft-cp1251": "cp1251"}

# What joins the parts of an address or of a name that programs know: no hyphen belongs there.
_CONNECTORS: Final = frozenset("._@:\\=&?#%+~")

# What is written without hyphens: Thai, Lao, Tibetan, Burmese, Khmer, and Korean.
_BARE: Final = (
    (0x0E00, 0x0FFF),
    (0x1000, 0x109F),
    (0x1100, 0x11FF),
    (0x1780, 0x17FF),
    (0x3130, 0x318F),
    (0xA960, 0xA97F),
    (0xAC00, 0xD7FF),
)


class Written(Protocol):
    """What is in a language, as a board is."""

    @property
    def language(self) -> str: ...


_P = ParamSpec("_P")
_W = TypeVar("_W", bound=Written)
_R = TypeVar("_R")


@contextmanager
def writing_in(language: str) -> Iterator[None]:
    """Within it, what is wrapped is in the language of that BCP 47 tag."""
    before = _LANGUAGE.set(language)
    try:
        yield
    finally:
        _LANGUAGE.reset(before)


def written_in() -> str:
    """The BCP 47 tag of the language that is being written; empty where nobody said."""
    return _LANGUAGE.get()


def in_its_language(
    draw: Callable[Concatenate[_W, _P], _R],
) -> Callable[Concatenate[_W, _P], _R]:
    """What draws a board, its texts wrapped by the rules of the board's language."""

    @wraps(draw)
    def drawn(board: _W, /, *others: _P.args, **named: _P.kwargs) -> _R:
        with writing_in(board.language):
            return draw(board, *others, **named)

    return drawn


class Parting:
    """Where a word, told in clusters, may part, and with which sign at the end of the line.

    A place is the number of the cluster that begins the next line. `places` are those that soft
    hyphens name, where the word has any, else those of the language; a name such as
    `www.example.org` parts behind what joins it.
    """

    __slots__ = ("_technical", "_word", "places")

    def __init__(self, word: Sequence[str], language: str) -> None:
        self._word = word
        self._technical = _is_technical(word)
        soft = {number + 1: HYPHEN for number, part in enumerate(word[:-1]) if part == SOFT}
        if soft:
            self.places = soft
        elif self._technical:
            self.places = {n + 1: "" for n, part in enumerate(word[:-1]) if part in _CONNECTORS}
        else:
            self.places = _joints(word, language)

    def sign(self, place: int) -> str:
        """What ends a line at any place whatever: a hyphen between two letters."""
        if self._word[place - 1] == SOFT:
            return HYPHEN
        return "" if self._technical else _sign(self._word[place - 1], self._word[place])


def _joints(word: Sequence[str], language: str) -> dict[int, str]:
    letters = [unicodedata.normalize("NFC", part) for part in word]
    starts = {start: number for number, start in enumerate(accumulate(map(len, letters)), 1)}
    return {
        starts[place]: _sign(word[starts[place] - 1], word[starts[place]])
        for place in _places("".join(letters), language)
        if place in starts
    }


def _sign(before: str, after: str) -> str:
    """A hyphen where both are of letters, and of a script that has hyphens."""
    last, first = before[0], after[0]
    if not (last.isalpha() or _is_mark(last)) or not (first.isalpha() or _is_mark(first)):
        return ""
    code = ord(first)
    bare = any(low <= code <= high for low, high in _BARE)
    return "" if bare or unicodedata.east_asian_width(first) in "WF" else HYPHEN


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M"


def _is_technical(word: Sequence[str]) -> bool:
    """Whether what joins the parts of an address stands within, between letters or digits."""
    return any(
        part in _CONNECTORS and word[number][-1].isalnum() and word[number + 2][0].isalnum()
        for number, part in enumerate(word[1:-1])
    )


def _places(text: str, language: str) -> Iterator[int]:
    """The places within a text at which its language lets its words part."""
    for start, end in _runs(text):
        word = text[start:end].lower()
        # Few letters have a small one of another length; a word with one stays whole.
        for place in _parted(word, language) if len(word) == end - start else ():
            if _LEAST_BEFORE <= place <= len(word) - _LEAST_AFTER:
                yield start + place


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Where runs of letters begin and end."""
    start = None
    for place, char in enumerate(text):
        if char.isalpha() or (start is not None and _is_mark(char)):
            start = place if start is None else start
        elif start is not None:
            yield start, place
            start = None
    if start is not None:
        yield start, len(text)


@lru_cache(maxsize=2048)
def _parted(word: str, language: str) -> tuple[int, ...]:
    """Before which letters of a word in lower case its language lets it part (Liang's method)."""
    patterns = _patterns_of(language)
    if patterns is None:
        return ()
    dotted = f".{word}."
    weights = [0] * (len(dotted) + 1)
    for start in range(len(dotted)):
        for end in range(start + 1, min(start + _LONGEST, len(dotted)) + 1):
            pattern = patterns.get(dotted[start:end])
            if pattern is not None:
                _weigh(pattern, weights, start)
    return tuple(place - 1 for place, weight in enumerate(weights) if weight % 2)


def _weigh(pattern: str, weights: list[int], place: int) -> None:
    """Puts the digits of a pattern at their places, where they are more than what stands there."""
    for char in pattern:
        if char.isdigit():
            weights[place] = max(weights[place], int(char))
        else:
            place += 1


@lru_cache(maxsize=16)
def _patterns_of(language: str) -> dict[str, str] | None:
    """The patterns of a language, by its BCP 47 tag, by their letters; None where nobody made any."""
    if not language:
        return None
    # Imported late: most pictures have no word that is wider than its line.
    import pyphen

    first, *others = language.replace("_", "-").split("-")
    name = pyphen.language_fallback("-".join([_OTHER_NAMES.get(first.lower(), first), *others]))
    return None if name is None else _read(pyphen.LANGUAGES[name].read_bytes())


def _read(data: bytes) -> dict[str, str]:
    """The patterns of a dictionary's file by their letters."""
    head, _, body = data.replace(b"\r", b"").partition(b"\n")
    name = head.decode("ascii").strip().lower()
    encoding = _ENCODINGS.get(name, name)
    lines = body.decode(encoding).split("\n")
    found = dict(
        zip(body.translate(None, _DIGITS).decode(encoding).split("\n"), lines, strict=True)
    )
    for line in lines if b"/" in body else ():
        pattern, _, spelling = line.partition("/")
        if spelling:
            # What would be spelt otherwise at an odd digit stays whole there.
            letters = "".join(char for char in pattern if not char.isdigit())
            found[letters] = "".join(
                str(min(8, int(char) + int(char) % 2)) if char.isdigit() else char
                for char in pattern
            )
    return found
