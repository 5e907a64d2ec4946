"""Names over the columns of a chart: broken or cut to the room there is, never run over."""

from __future__ import annotations

from typing import Final

from cjmap.draw.metrics import wrap
from cjmap.records import dataclass

SIZE: Final = 12.0
"""The size of a heading of a chart, in px; it is bold."""

LEADING: Final = 15.0
"""From one line to the next, in px."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A name and the lines that stand for it; where they are `cut`, a title says it whole."""

    name: str
    lines: tuple[str, ...]

    @property
    def cut(self) -> bool:
        return bool(self.lines) and self.lines[-1].endswith("…") and not self.name.endswith("…")


def fit_heading(name: str, room: float, most: int = 1) -> Heading:
    """A name in at most so many lines of `room` px, by the rules of the language being written."""
    return Heading(name, tuple(wrap(name, room, SIZE, bold=True, max_lines=most)))
