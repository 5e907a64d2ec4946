"""The curves of before and now over each other, as Mermaid draws lines (`xychart-beta`).

Its lines have a value at every mark of the axis. Where one of the two has no score, the value is
that of the straight line between the scores beside it, so that the line is the same as without
it; before the first and behind the last score it stays level.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from cjmap.board.board import Board, Line, PastLine
from cjmap.records import dataclass
from cjmap.views.written.mermaid import safe

_Key: TypeAlias = tuple[int | None, int | None, int]
# Grey for before; blue holds on light and dark grounds.
_COLOURS: Final = "#8a8f98, #2f81f7"
_QUOTES: Final = str.maketrans({'"': "″", "`": "ʼ"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A place along the journey: its `label` on the axis, its name, and the figures there.

    Figures are texts, "" where there is none; `step` is by how much the score changed, on -2 to +2.
    """

    label: str
    name: str
    old: str
    new: str
    step: float | None


@dataclass(frozen=True, slots=True)
class Chart:
    """One persona's curves: the text of the diagram, and what stands along it."""

    persona: str
    text: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class _Score:
    name: str
    score: float
    figure: str


def write(
    board: Board,
    own: Callable[[float], float],
    ends: tuple[float, float],
    title: Callable[[str], str],
) -> Iterator[Chart]:
    """A chart for each persona that is scored before and now.

    `own` makes a score from -2 to +2 one of the scale that is shown, from the lower to the higher
    of its `ends`; `title` says for the name of a persona that the first line, which is grey, is
    before, and the second, which is blue, now.
    """
    before = {line.mark.id: line for line in (board.past.lines if board.past else ())}
    for line in board.curve.lines:
        past = before.get(line.mark.id)
        if past is not None and past.points and line.points:
            yield _write_line(line, past, own, ends, title(line.mark.name))


def _write_line(
    line: Line,
    past: PastLine,
    own: Callable[[float], float],
    ends: tuple[float, float],
    title: str,
) -> Chart:
    now: dict[_Key, _Score] = {
        (point.stage, point.number, 0): _Score(point.place, point.score, point.figure)
        for point in line.points
    }
    old: dict[_Key, _Score] = {}
    for number, one in enumerate(past.points, 1):
        # What is gone is nowhere now; each is its own.
        key = (one.stage, one.number, 0 if one.stage is not None else number)
        old[key] = _Score(one.place, one.score, one.figure)
    order = _merge(list(now), list(old))
    labels = list(_label(order))
    text = "\n".join(
        (
            f'%%{{init: {{"themeVariables": {{"xyChart": {{"plotColorPalette": "{_COLOURS}"}}}}}}}}%%',
            "xychart-beta",
            f"    title {_quoted(title)}",
            f"    x-axis [{', '.join(map(_quoted, labels))}]",
            f"    y-axis {_number(ends[0])} --> {_number(ends[1])}",
            f"    line [{_values(order, old, own)}]",
            f"    line [{_values(order, now, own)}]",
        )
    )
    spots = tuple(
        _spot(label, old.get(key), now.get(key)) for label, key in zip(labels, order, strict=True)
    )
    return Chart(line.mark.name, text, spots)


def _merge(now: Sequence[_Key], old: Sequence[_Key]) -> list[_Key]:
    """The places of both: those of now in their order, each that is gone behind what it came after."""
    order = list(now)
    place = -1
    for key in old:
        if key in now:
            place = order.index(key)
        else:
            place += 1
            order.insert(place, key)
    return order


def _label(order: Sequence[_Key]) -> Iterator[str]:
    """The numbers of touchpoints; of what has none, that of what it comes after, and a sign."""
    last = 0
    for _, number, _ in order:
        last = number or last
        yield str(number) if number is not None else f"{last}+"


def _spot(label: str, old: _Score | None, new: _Score | None) -> Spot:
    found = new or old
    assert found is not None
    step = new.score - old.score if old is not None and new is not None else None
    return Spot(label, found.name, old.figure if old else "", new.figure if new else "", step)


def _values(
    order: Sequence[_Key], scores: Mapping[_Key, _Score], own: Callable[[float], float]
) -> str:
    known = [(n, own(scores[key].score)) for n, key in enumerate(order) if key in scores]
    return ", ".join(_number(_between(known, number)) for number in range(len(order)))


def _between(known: Sequence[tuple[int, float]], place: int) -> float:
    """The value of the line through what is known, at a place."""
    before = [one for one in known if one[0] <= place]
    behind = [one for one in known if one[0] >= place]
    if not before or not behind:
        return (before[-1] if before else behind[0])[1]
    (left, low), (right, high) = before[-1], behind[0]
    return low if left == right else low + (high - low) * (place - left) / (right - left)


def _number(value: float) -> str:
    return f"{round(value, 2):g}"


def _quoted(text: str) -> str:
    return f'"{safe(text).translate(_QUOTES)}"'
