"""Marks that the parsers take for more than YAML 1.2 does: `?`, `:` and `#` that touch text.

libyaml reads `?` in brackets as the sign of a key even where a letter follows, stops at `:`
before one, and takes a `#` for a comment that touches what stands before it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

# Before a comma or a bracket that closes, YAML 1.2 has an empty key, which nobody means and of
# which libyaml loses the comma.
_QUESTION = re.compile(r"\?(?<![^\s\[{,:]\?)(?=[^\s\[{])")
_COLON = re.compile(r":(?<=[\s\[{,]:)(?=[^\s,\[\]{}])")
# What a token may end with that a comment must not touch; others would hold the `#` themselves.
_GLUED = re.compile(r"""#(?<=[\[\]{},"':|>+\-\d]#)""")
_PRIVATE = range(0xE000, 0xF900)


def is_unmarked(text: str) -> bool:
    """Whether no mark of a text could be one of these; one in quotes or comments may be, too."""
    return not (_QUESTION.search(text) or _COLON.search(text) or _GLUED.search(text))


class Shield:
    """A text with stand-ins for marks that begin a text, and the way back.

    Each is one character for another, so that indexes stay. A stand-in occurs nowhere else in
    the text: what holds one, in quotes or in a comment, becomes what it was.
    """

    def __init__(self, text: str) -> None:
        questions = [match.start() for match in _QUESTION.finditer(text)]
        colons = [match.start() for match in _COLON.finditer(text) if _begins(text, match.start())]
        self.text = text
        self._back: dict[int, str] = {}
        if questions or colons:
            free = (code for code in _PRIVATE if chr(code) not in text)
            self._replace(questions, "?", next(free, None))
            self._replace(colons, ":", next(free, None))

    def _replace(self, places: list[int], mark: str, code: int | None) -> None:
        if not places or code is None:
            return
        characters = list(self.text)
        for place in places:
            characters[place] = chr(code)
        self.text = "".join(characters)
        self._back[code] = mark

    def restore(self, value: str) -> str:
        """A value as it was written."""
        return value.translate(self._back) if self._back else value


def _begins(text: str, index: int) -> bool:
    """Whether a colon stands where a text begins: behind a bracket, a comma or a key's colon."""
    before = index - 1
    while before >= 0 and text[before] in " \t\r\n":
        before -= 1
    if before < 0:
        return False
    return text[before] in "[{," or (text[before] == ":" and before < index - 1)


def glued_comments(text: str, scalars: Sequence[tuple[int, int]], end: int) -> Iterator[int]:
    """The indexes before `end` of a `#` that a parser took for a comment and YAML 1.2 does not.

    Args:
        scalars: the stretches of the text that hold scalars, in order.
    """
    starts = [start for start, _ in scalars]
    for match in _GLUED.finditer(text, 0, end):
        index = match.start()
        line = max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1
        hashes = (place.start() for place in re.finditer("#", text[line : index + 1]))
        first = next((at + line for at in hashes if not _within(at + line, starts, scalars)), None)
        if first == index:
            yield index


def _within(index: int, starts: list[int], scalars: Sequence[tuple[int, int]]) -> bool:
    nearest = bisect_right(starts, index) - 1
    return nearest >= 0 and index < scalars[nearest][1]
