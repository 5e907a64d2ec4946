"""What engines have in common that are spoken to in SQL, out of one expression for all."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final

from cjmap.facts.measured import Reason, Row
from cjmap.measure.engines.engine import DOUBTFUL, Reading, Wanted
from cjmap.measure.plan import NOTHING, Source

if TYPE_CHECKING:
    import ibis.expr.types as ir

# How a time ends that says its zone: otherwise it is read in that of the map. A day does not.
ZONED: Final = r"[Tt ]\d\d:?\d\d(:?\d\d([.,]\d+)?)?\s*(Z|z|UTC|GMT|[+-]\d\d(:?\d\d)?)\s*$"
# How a text ends that is no time, though engines make one of it: of a zone by its name they know
# nothing and pass over it, and `now` is whenever they are asked.
WORDED: Final = r"[A-Za-z]{2,}\s*$"
_TYPES: Final = {
    Reading.TEXT: "string",
    Reading.NUMBER: "float64",
    Reading.TIME: "int64",
    Reading.ZONE: "int64",
}
# Numbers from here on count thousandths of seconds since 1970 (these are in 1973), no seconds.
_MILLISECONDS_FROM: Final = 100_000_000_000
# Up to here they may be seconds, too: 9999 ends, by which databases say that there is no end.
_SECONDS_UNTIL: Final = 253_402_300_800


class SqlEngine:
    """An engine by the SQL that Ibis makes for its dialect.

    `mark` is what names are quoted with, `whole` and `word` the types of whole numbers and of text.
    """

    name: ClassVar[str]
    dialect: ClassVar[str]
    mark: ClassVar[str] = '"'
    whole: ClassVar[str] = "BIGINT"
    word: ClassVar[str] = "VARCHAR"

    @abstractmethod
    def run(self, sql: str) -> Sequence[Sequence[Any]]:
        """The rows that a statement gives. Raises EngineError."""

    @abstractmethod
    def types(self, source: Source) -> Mapping[str, str]:
        """The columns of a source, with the names of their types."""

    @abstractmethod
    def scan(self, source: Source) -> str:
        """What stands behind FROM for a source."""

    @abstractmethod
    def read(self, column: str, type: str, reading: Reading, timezone: str) -> str:
        """A column as it is wanted, in the engine's words."""

    def number(self, source: Source) -> str:
        """The number of a row, in the engine's words; rows of tables have none."""
        return "NULL"

    def find(self, source: Source, row: int) -> Row:
        raise AssertionError("rows without numbers are not looked for")

    def keeps(self, source: Source) -> bool:
        """Whether a source is read once and kept, rather than asked anew each time."""
        return True

    def columns(self, source: Source) -> tuple[str, ...] | None:
        return tuple(self.types(source))

    def table(self, source: Source, wanted: Sequence[Wanted], timezone: str) -> ir.Table:
        import ibis

        types = self.types(source)
        columns = [
            f"{self.read(self.quoted(one.column), types[one.column], one.reading, timezone)} "
            f"AS {self.quoted(one.name)}"
            for one in wanted
        ]
        columns.append(f"CAST({self.number(source)} AS {self.whole}) AS {self.quoted('row')}")
        sql = f"SELECT {', '.join(columns)} FROM {self.scan(source)}"
        self.create(f"cjmap_{source.role}", sql, table=self.keeps(source))
        schema = {one.name: _TYPES[one.reading] for one in wanted}
        return ibis.table({**schema, "row": "int64"}, name=f"cjmap_{source.role}")

    def oddities(self, source: Source) -> Mapping[tuple[Reason, str], tuple[int, Row]]:
        return {}

    def repeated(self, source: Source, wanted: Sequence[Wanted]) -> tuple[int, int | None]:
        if not self.may_repeat(source, wanted):
            return 0, None
        columns = self.types(source)
        names = [f"c{number}" for number in range(len(columns))]
        said = [
            f"CAST({self.quoted(column)} AS {self.word}) AS {name}"
            for column, name in zip(columns, names, strict=True)
        ]
        said.append(f"CAST({self.number(source)} AS {self.whole}) AS r")
        customer = names[list(columns).index(wanted[0].column)]
        # Within a text a backslash is none everywhere.
        words = ", ".join(map(text, ("", *sorted(w for w in NOTHING if "\\" not in w))))
        which = f"trim({customer}) NOT IN ({words})"
        scan, alike = self.scan(source), self.alike(wanted)
        if alike:
            said.append(f"{alike} AS k")
            which += f" AND k IN (SELECT {alike} FROM {scan} GROUP BY 1 HAVING count(*) > 1)"
        rows = self.run(
            "SELECT sum(n - 1), min(r) FROM (SELECT count(*) AS n, max(r) AS r "
            f"FROM (SELECT {', '.join(said)} FROM {scan}) AS told WHERE {which} "
            f"GROUP BY {', '.join(names)} HAVING count(*) > 1) AS again"
        )
        return int(rows[0][0] or 0), rows[0][1]

    def alike(self, wanted: Sequence[Wanted]) -> str:
        """A number that rows share which are alike in some columns, in the engine's words; or nothing.

        By it few rows are left to compare in all columns, and not all of them.
        """
        return ""

    def may_repeat(self, source: Source, wanted: Sequence[Wanted]) -> bool:
        """Whether two rows are alike in some columns; only then they may be in all."""
        names = ", ".join(self.quoted(one.name) for one in wanted)
        return bool(
            self.run(
                f"SELECT 1 FROM {self.quoted(f'cjmap_{source.role}')} "
                f"GROUP BY {names} HAVING count(*) > 1 LIMIT 1"
            )
        )

    def create(self, name: str, sql: str, *, table: bool = True) -> None:
        """Keeps what a query gives, or the query alone."""
        kind = "TABLE" if table else "VIEW"
        self.run(f"CREATE TEMPORARY {kind} {self.quoted(name)} AS {sql}")

    def keep(self, name: str, expression: ir.Table) -> ir.Table:
        import ibis

        self.create(name, self.sql(expression))
        return ibis.table(expression.schema(), name=name)

    def rows(self, expression: ir.Table) -> list[dict[str, Any]]:
        names = list(expression.columns)
        return [dict(zip(names, row, strict=True)) for row in self.run(self.sql(expression))]

    def sql(self, expression: ir.Table) -> str:
        """An expression in the engine's words."""
        import ibis

        return str(ibis.to_sql(expression, dialect=self.dialect, pretty=False))

    def quoted(self, name: str) -> str:
        """A name that nothing breaks out of."""
        return self.mark + name.replace(self.mark, self.mark * 2) + self.mark

    def zone(self, number: str, otherwise: str) -> str:
        """The zone of what may be a number; `otherwise` where it is none of doubt."""
        doubt = f"CASE WHEN {_may_be_both(number)} THEN {DOUBTFUL} ELSE {otherwise} END"
        return f"CAST({doubt} AS {self.whole})"

    def counted(self, number: str) -> str:
        """Seconds since 1970, or thousandths of them, as microseconds; null where it may be both."""
        least, most = _MILLISECONDS_FROM, _MILLISECONDS_FROM * 1000
        return (
            f"CASE WHEN {_may_be_both(number)} THEN NULL WHEN abs({number}) < {least} THEN CAST(round({number} * 1000000) AS {self.whole}) "
            f"WHEN abs({number}) < {most} THEN CAST(round({number} * 1000) AS {self.whole}) END"
        )


def _may_be_both(number: str) -> str:
    return f"{number} >= {_MILLISECONDS_FROM} AND {number} < {_SECONDS_UNTIL}"


def text(value: str) -> str:
    """A text as SQL has it."""
    return "'" + value.replace("'", "''") + "'"
