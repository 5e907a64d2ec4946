"""Marks that the parsers take for more than YAML 1.2 does: `?`, `:` and `#` that touch text.

libyaml reads `?` in brackets as the sign of a key even where a letter follows, stops at `:`
before one, and takes a `#` for a comment that touches what stands before it. Both parsers refuse
the two escapes in which JSON writes a character beyond U+FFFF.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from cjmap.expressions import expression
from cjmap.text.characters import BLANKS, ZERO_WIDTH

# Before a comma or a bracket that closes, YAML 1.2 has an empty key, which nobody means and of
# which libyaml loses the comma.
_QUESTION = expression(r"\?(?<![^\s\[{,:]\?)(?=[^\s\[{])")
_COLON = expression(r":(?<=[\s\[{,]:)(?=[^\s,\[\]{}])")
# What a token may end with that a comment must not touch; others would hold the `#` themselves.
_GLUED = expression(r"""#(?<=[\[\]{},"':|>+\-\d]#)""")
# A face as JSON's writers escape it: the halves of a surrogate pair.
_PAIR = expression(r"(\\u[dD][89abAB][0-9a-fA-F]{2})(\\u[dD][c-fC-F][0-9a-fA-F]{2})")
# A bullet, a dash or a colon without its space, what looks like a space: YAML takes such a line
# for a text, or for a key.
_TIGHT = expression(
    rf"^[ ]*(?:[•‣▪●○◦]|-[^\W\d_]|[-*+–—·][{BLANKS}]|[–—·][ ]|[{BLANKS}{ZERO_WIDTH}]|(?:- )+[a-z_]+[:\uff1a][^\s/])",
    re.M,
)
_PRIVATE = range(0xE000, 0xF900)


def is_unmarked(text: str) -> bool:
    """Whether no mark of a text could be one of these; one in quotes or comments may be, too."""
    return not (_QUESTION.search(text) or _COLON.search(text) or _GLUED.search(text))


def looks_tight(text: str) -> bool:
    """Whether a line may begin with what somebody took for a dash, or for a key with its colon."""
    return _TIGHT.search(text) is not None


def has_pairs(text: str) -> bool:
    """Whether a text writes a character as the escapes of two halves."""
    return "\\u" in text and _PAIR.search(text) is not None


class Shield:
    """A text with stand-ins for marks that begin a text and for halves of pairs, and the way back.

    Each is one character for another, or one escape for another, so that indexes stay. A stand-in
    occurs nowhere else in the text: what holds one, in quotes or in a comment, becomes what it was.
    """

    def __init__(self, text: str) -> None:
        questions = [match.start() for match in _QUESTION.finditer(text)]
        colons = [match.start() for match in _COLON.finditer(text) if _begins(text, match.start())]
        self.text = text
        self._back: dict[int, str] = {}
        self._halves: dict[str, str] = {}
        free = _free_codes(text)
        if questions or colons:
            self._replace(questions, "?", next(free, None))
            self._replace(colons, ":", next(free, None))
        if has_pairs(text):
            self.text = _PAIR.sub(lambda pair: self._hide(pair, free), self.text)

    @property
    def changed(self) -> bool:
        """Whether anything was replaced, so that values have to be restored."""
        return bool(self._back or self._halves)

    def _replace(self, places: list[int], mark: str, code: int | None) -> None:
        if not places or code is None:
            return
        characters = list(self.text)
        for place in places:
            characters[place] = chr(code)
        self.text = "".join(characters)
        self._back[code] = mark

    def _hide(self, pair: re.Match[str], free: Iterator[int]) -> str:
        """Escapes that the parsers read, for the halves of a pair; itself where `\\` stands before."""
        if _is_escaped(pair.string, pair.start()):
            return pair.group()
        hidden = ""
        for half in pair.groups():
            if half not in self._halves:
                code = next(free, None)
                if code is None:
                    return pair.group()
                self._halves[half] = f"\\u{code:04x}"
            hidden += self._halves[half]
        return hidden

    def restore(self, value: str) -> str:
        """A value as it was written."""
        for half, escape in self._halves.items():
            # Read as an escape in double quotes, and as six characters anywhere else.
            value = value.replace(chr(int(escape[2:], 16)), chr(int(half[2:], 16)))
            value = value.replace(escape, half)
        if self._halves:
            value = value.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
        return value.translate(self._back) if self._back else value


def _is_escaped(text: str, index: int) -> bool:
    """Whether an odd number of backslashes stands before an index."""
    before = index
    while before and text[before - 1] == "\\":
        before -= 1
    return (index - before) % 2 == 1


def _free_codes(text: str) -> Iterator[int]:
    """Characters for private use that a text neither holds nor writes as an escape."""
    escaped = text.lower()
    return (code for code in _PRIVATE if chr(code) not in text and f"{code:04x}" not in escaped)


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
