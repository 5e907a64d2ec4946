"""What an engine is to `measure`: it makes tables of a source, keeps results, and gives rows back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Final, Protocol

from cjmap.facts.measured import Reason, Row
from cjmap.measure.plan import Source
from cjmap.records import dataclass

if TYPE_CHECKING:
    import ibis.expr.types as ir


class Reading(StrEnum):
    """As what a column is read: `time` is microseconds since 1970, UTC.

    `zone` is of a time that stands there as text: 1 where it says when it was, 0 where it takes a
    time zone to know that; null where it is no text. A number that may be seconds or thousandths of
    them is no time, and its zone is `DOUBTFUL`, in whatever column it stands.
    """

    TEXT = "text"
    NUMBER = "number"
    TIME = "time"
    ZONE = "zone"


DOUBTFUL: Final = 2
"""The zone of a number of which nobody knows what time it is."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A column as it is to be called, what it is called in the source, and as what it is read.

    What cannot be read so is null; so is blank text, and a number that is none or endless.
    """

    name: str
    column: str
    reading: Reading


class Engine(Protocol):
    """Runs what is asked, where the data are. Each method may raise `EngineError`."""

    name: ClassVar[str]
    dialect: ClassVar[str]

    def columns(self, source: Source) -> tuple[str, ...] | None:
        """What the columns of a source are called; none where it is a file with nothing in it.

        None where it has no rows, and they alone would say what columns they have.
        """

    def table(self, source: Source, wanted: Sequence[Wanted], timezone: str) -> ir.Table:
        """A source as a table of the wanted columns and `row`, a number that grows from row to row
        and that `find` knows, null where rows have none."""

    def find(self, source: Source, row: int) -> Row:
        """Where the row of a source is that has a number in its table."""

    def oddities(self, source: Source) -> Mapping[tuple[Reason, str], tuple[int, Row]]:
        """What the reading of a source's table came upon: lines that are no rows, quotes that do not
        close. By reason and what the engine says of it, how many and the first of them."""

    def repeated(self, source: Source, wanted: Sequence[Wanted]) -> tuple[int, int | None]:
        """How many rows of a source repeat another in all columns, and the number of one.

        `wanted` are columns that were read. The first is the customer, of whom a row must say
        something: of two answers without a name nobody knows whether they are one.
        """

    def keep(self, name: str, expression: ir.Table) -> ir.Table:
        """A result that later questions stand on, under a name of its own."""

    def rows(self, expression: ir.Table) -> list[dict[str, Any]]:
        """What an expression gives."""

    def close(self) -> None:
        """Lets go of everything."""


class EngineError(Exception):
    """Why an engine did not do what was asked, in its own words."""


class EngineFullError(EngineError):
    """It has not the memory that it takes."""
