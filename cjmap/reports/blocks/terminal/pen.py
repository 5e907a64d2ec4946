"""What lines of a terminal are written with: so many cells, with colour or without."""

from __future__ import annotations

from cjmap.records import dataclass
from cjmap.reports.blocks.blocks import Tone

BOLD = "1"
QUIET = "2"
_COLORS = {Tone.GOOD: "32", Tone.FAIR: "33", Tone.POOR: "31", Tone.QUIET: QUIET, Tone.PLAIN: ""}


@dataclass(frozen=True, slots=True)
class Pen:
    """`width` is that of a line, in cells."""

    width: int
    color: bool
    language: str

    def paint(self, text: str, style: str) -> str:
        """The text in a style of the terminal, where that has any."""
        painted = self.color and style and text.strip()
        return f"\x1b[{style}m{text}\x1b[0m" if painted else text

    def tint(self, text: str, tone: Tone) -> str:
        """The text in the colour of its tone."""
        return self.paint(text, _COLORS[tone])
