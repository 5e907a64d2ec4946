"""Characters as a terminal or a log shows them: what is harmless, and how wide it is."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from cjmap.records import dataclass
from cjmap.text.characters import NONCHARACTERS

_TAB = "    "
_ELLIPSIS = "…"
_JOINER = "\N{ZERO WIDTH JOINER}"
_MIN_ROOM = 20
_SURROGATE: Final = "[\ud800-\udfff]"
_LINE_BREAKS: Final = r"\s*[\r\n]+\s*"

# Controls, line ends that only some programs see, overrides of the writing direction (with
# which a line reads differently from what it is), half surrogate pairs, non-characters.
_UNSAFE: Final = (
    f"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff{NONCHARACTERS}]"
)
# What colours text on a terminal and does nothing else.
_COLOUR: Final = r"\x1b\[[0-9;]*m"
# Of text in lines line feeds and tabs stay.
_UNSETTLED: Final = _UNSAFE.replace("\x00-\x1f", "\x00-\x08\x0b-\x1f")
# What the logs of CI services take for a command: GitHub's and others' where a line begins,
# blanks aside, Azure's and TeamCity's anywhere in it.
_COMMAND: Final = rf"(?m)^(?:[^\S\n]|{_COLOUR})*:(?=:)|#(?=#(?:\[|vso\[|teamcity\[))"


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    # When it is first asked for: a line in plain letters needs none.
    return re.compile(expression)


def make_visible(text: str) -> str:
    """The text with a visible sign for each character that could act on a terminal.

    Controls become their picture (`␛`), a tab four spaces, and the rest `<U+202E>`.
    """
    return _compiled(_UNSAFE).sub(lambda match: _picture(match[0]), text)


def flatten(text: str) -> str:
    """The text on one line and safe to print."""
    return make_visible(_compiled(_LINE_BREAKS).sub(" ", text.strip()))


def settle(text: str, *, color: bool = False, commands: bool = False) -> str:
    """Text in lines as it may be printed: visible, encodable, and no command to who keeps a log.

    This is the last step before text leaves; its writer made visible what it took from a map.
    With `color` the sequences that colour text stay, with `commands` those lines that are
    commands (of GitHub's format).
    """
    if text.isascii() and text.replace("\n", "").isprintable() and not _may_command(text):
        return text
    unsafe = _compiled(f"{_COLOUR}|{_UNSETTLED}" if color else _UNSETTLED)
    visible = unsafe.sub(lambda found: _picture(found[0]) if len(found[0]) == 1 else found[0], text)
    return encodable(visible if commands else disarm(visible))


def disarm(text: str) -> str:
    """Text in lines with a space in each sign by which a CI service would know a command."""
    if not _may_command(text):
        return text
    return _compiled(_COMMAND).sub(lambda found: f"{found[0]} ", text)


def _may_command(text: str) -> bool:
    """Whether a text holds what all such signs hold."""
    return "::" in text or "##" in text


def encodable(text: str) -> str:
    """The text with � for each half of a surrogate pair, which UTF-8 cannot hold."""
    return text if text.isascii() else _compiled(_SURROGATE).sub("\N{REPLACEMENT CHARACTER}", text)


@dataclass(frozen=True, slots=True)
class Quote:
    """A line as it is shown, and where in it the marked words stand, in terminal cells."""

    text: str
    offset: int
    width: int


def quote_line(line: str, start: int, end: int, room: int) -> Quote:
    """A line with the code points from `start` to `end` (indexes, `end` exclusive) marked.

    A line wider than `room` cells (20 or more) is cut around the mark, with `…` where
    something is missing. The mark is at least one cell wide and may stand just behind the
    line's end.
    """
    room = max(room, _MIN_ROOM)
    start = min(start, len(line))
    # Only what could be seen is measured, so that a line of megabytes costs no more than
    # another. Four code points a cell leave room for combining marks and joined emoji.
    first = max(0, start - 4 * room)
    last = min(len(line), start + 4 * room)
    clusters = _split(line[first:last])
    begin = sum(first + cluster.end <= start for cluster in clusters)
    stop = max(begin, sum(first + cluster.start < end for cluster in clusters))

    low, high = 0, len(clusters)
    if first > 0 or last < len(line) or _measure(clusters) > room:
        low, high = _choose(clusters, begin, stop, room - 2 * len(_ELLIPSIS))
    before = _ELLIPSIS if low > 0 or first > 0 else ""
    after = _ELLIPSIS if high < len(clusters) or last < len(line) else ""
    text = before + "".join(cluster.text for cluster in clusters[low:high]) + after
    return Quote(
        text.rstrip(),
        len(before) + _measure(clusters[low:begin]),
        max(1, _measure(clusters[begin : min(stop, high)])),
    )


class _Cluster:
    """What a terminal draws as one: its visible text, the indexes it spans, its cells."""

    __slots__ = ("end", "start", "text", "width")

    def __init__(self, text: str, start: int, end: int, width: int) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.width = width


def _picture(char: str) -> str:
    if char == "\t":
        return _TAB
    if char < " ":
        return chr(0x2400 + ord(char))
    return "␡" if char == "\x7f" else f"<U+{ord(char):04X}>"


def _split(text: str) -> list[_Cluster]:
    if text.isascii():
        return [
            _Cluster(visible, index, index + 1, len(visible))
            for index, visible in enumerate(map(make_visible, text))
        ]
    # Imported late: it takes as long as the rest of a reporter, and plain lines need it not.
    from rich.cells import cell_len

    clusters: list[_Cluster] = []
    for index, char in enumerate(text):
        visible = make_visible(char)
        width = cell_len(visible)
        joined = clusters and clusters[-1].text.endswith(_JOINER)
        if clusters and (width == 0 or joined):
            cluster = clusters[-1]
            cluster.text += visible
            cluster.end = index + 1
            cluster.width = cell_len(cluster.text)
        else:
            clusters.append(_Cluster(visible, index, index + 1, width))
    return clusters


def _measure(clusters: list[_Cluster]) -> int:
    return sum(cluster.width for cluster in clusters)


def _choose(clusters: list[_Cluster], begin: int, stop: int, room: int) -> tuple[int, int]:
    """The slice of clusters to show: as much of the mark as fits, the rest shared around it."""
    high = begin
    while high < stop and clusters[high].width <= room:
        room -= clusters[high].width
        high += 1
    low = begin
    spare = room // 2
    while low > 0 and clusters[low - 1].width <= spare:
        low -= 1
        spare -= clusters[low].width
        room -= clusters[low].width
    while high < len(clusters) and clusters[high].width <= room:
        room -= clusters[high].width
        high += 1
    while low > 0 and clusters[low - 1].width <= room:
        low -= 1
        room -= clusters[low].width
    return low, high
