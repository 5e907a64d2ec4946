"""What `gaps` is asked to show: maps, how they are looked at, and for whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cjmap.board.assessment import Assessment
from cjmap.findings import Path
from cjmap.findings.source import Position
from cjmap.languages.quantities import format_labelled, format_list, format_share, round_half
from cjmap.messages import DEFAULT_LANGUAGE, Message, tr
from cjmap.records import dataclass
from cjmap.vocabulary.coverage import By

# The family of checks that stands beside the matrices.
FAMILY = "CJ3"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One map and what there is to say about it.

    `file` is its name for people, `minimum` the coverage that it is held to, in percent.
    `locate` finds the position of a path.
    """

    file: str
    assessment: Assessment
    minimum: float | None
    locate: Callable[[Path], Position | None]

    @property
    def title(self) -> str:
        return self.assessment.title

    @property
    def percent(self) -> float | None:
        """Its coverage, 0 to 100, as it is shown and compared; None where no cell applies."""
        return rounded(self.assessment.coverage.percent.value)

    def tell_coverage(self, language: str) -> str:
        """Its coverage in words, as short as it stays true beside its minimum."""
        percent = self.assessment.coverage.percent
        if self.percent is None:
            return percent.text
        return format_share(self.percent, language, beside=self.minimum)

    @property
    def missed(self) -> bool:
        """Whether its coverage is below its minimum."""
        return self.minimum is not None and self.percent is not None and self.percent < self.minimum


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file of which nothing could be read, and the coverage that its map would be held to.

    `left` says that nobody tried, since its workspace asks for another version of cjmap.
    """

    file: str
    minimum: float | None
    left: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """Sheets and how to show them.

    `by` is the side that is shown in full, None for an overview with a bit of everything.
    `width` is the terminal's in cells, None where there is none.
    """

    sheets: tuple[Sheet, ...]
    unreadable: tuple[Unreadable, ...] = ()
    by: By | None = None
    language: str = DEFAULT_LANGUAGE
    color: bool = False
    width: int | None = None

    @property
    def pooled(self) -> bool:
        """Whether the opportunities of several maps stand in one order."""
        return self.by is By.OPPORTUNITY and len(self.sheets) > 1

    def say(self, message: Message) -> str:
        return message.render(self.language)

    def list(self, items: Iterable[str]) -> str:
        return format_list(items, self.language)

    def label(self, label: str, what: str) -> str:
        return format_labelled(label, what, self.language)

    def tell_place(self, sheet: Sheet, path: Path) -> str:
        """`line 12` below the map's own heading, `file:12` where maps are mixed."""
        position = sheet.locate(path)
        if self.pooled:
            return f"{sheet.file}:{position.line}" if position else sheet.file
        return self.say(tr("line {n}", n=position.line)) if position else ""


def rounded(value: float | None) -> float | None:
    """A percentage or score as it is shown and compared: with two decimals."""
    return None if value is None else round_half(value, 2)
