"""What an engine is to `measure`: it makes tables of a source, keeps results, and gives rows back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from cjmap.measure.plan import Source
from cjmap.records import dataclass

if TYPE_CHECKING:
    import ibis.expr.types as ir


class Reading(StrEnum):
    """As what a column is read: `time` is microseconds since 1970, UTC."""

    TEXT = "text"
    NUMBER = "number"
    TIME = "time"


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

    def columns(self, source: Source) -> tuple[str, ...]:
        """What the columns of a source are called."""

    def table(self, source: Source, wanted: Sequence[Wanted], timezone: str) -> ir.Table:
        """A source as a table of the wanted columns and `row`, the number of a row from 1, null
        where rows have none."""

    def refused(self, source: Source) -> Mapping[str, tuple[int, int]]:
        """Rows that are none at all: by reason how many, and the number of the first."""

    def keep(self, name: str, expression: ir.Table) -> ir.Table:
        """A result that later questions stand on, under a name of its own."""

    def rows(self, expression: ir.Table) -> list[dict[str, Any]]:
        """What an expression gives."""

    def close(self) -> None:
        """Lets go of everything."""


class EngineError(Exception):
    """Why an engine did not do what was asked, in its own words."""
