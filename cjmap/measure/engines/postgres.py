"""PostgreSQL: tables of a database, counted there; an address comes from the environment alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from cjmap.measure.engines.engine import EngineError, Reading
from cjmap.measure.engines.sql import WORDED, ZONED, SqlEngine, text
from cjmap.measure.plan import Source

# What text says, where it says it; PostgreSQL has no cast that gives up quietly.
_FUNCTIONS: Final = """
CREATE FUNCTION pg_temp.cjmap_number(said text) RETURNS double precision LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN RETURN CAST(said AS double precision); EXCEPTION WHEN others THEN RETURN NULL; END $$;
CREATE FUNCTION pg_temp.cjmap_moment(said text) RETURNS timestamp LANGUAGE plpgsql STABLE AS $$
BEGIN RETURN CAST(said AS timestamp); EXCEPTION WHEN others THEN RETURN NULL; END $$;
CREATE FUNCTION pg_temp.cjmap_instant(said text) RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
BEGIN RETURN CAST(said AS timestamptz); EXCEPTION WHEN others THEN RETURN NULL; END $$;
"""
_TEXTS: Final = ("text", "character varying", "character", "bpchar")
_NUMBERS: Final = ("smallint", "integer", "bigint", "numeric", "real", "double precision")


class PostgreSQL(SqlEngine):
    """An engine over the tables of a database. It writes temporary tables and nothing else."""

    name = "postgres"
    dialect = "postgres"

    def __init__(self, address: str) -> None:
        import psycopg

        self._error = psycopg.Error
        try:
            self._connection = psycopg.connect(address, autocommit=True)
        except psycopg.Error:
            # What the driver says may hold the address, and that a password.
            raise EngineError("no connection to PostgreSQL") from None
        self.run("SET TIME ZONE 'UTC'")
        self.run("SET DateStyle = 'ISO, YMD'")
        self.run(_FUNCTIONS)

    def run(self, sql: str) -> Sequence[Sequence[Any]]:
        try:
            with self._connection.cursor() as cursor:
                cursor.execute(sql.encode("utf-8"))
                return cursor.fetchall() if cursor.description else ()
        except self._error as error:
            raise EngineError(str(error).partition("\n")[0]) from None

    def close(self) -> None:
        self._connection.close()

    def types(self, source: Source) -> Mapping[str, str]:
        rows = self.run(
            "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute "
            f"WHERE attrelid = {text(self.scan(source))}::regclass "
            "AND attnum > 0 AND NOT attisdropped ORDER BY attnum"
        )
        return {row[0]: row[1] for row in rows}

    def scan(self, source: Source) -> str:
        return ".".join(map(self.quoted, (source.table or "").split(".")))

    def read(self, column: str, type: str, reading: Reading, timezone: str) -> str:
        if reading is Reading.TEXT:
            return f"nullif(trim(CAST({column} AS text)), '')"
        number = f"pg_temp.cjmap_number(CAST({column} AS text))"
        if type in _NUMBERS:
            number = f"CAST({column} AS double precision)"
        ends = "('NaN', 'Infinity', '-Infinity')"
        finite = f"CASE WHEN CAST({number} AS text) NOT IN {ends} THEN {number} END"
        if reading is Reading.NUMBER:
            return finite
        written = f"CAST({column} AS text)"
        zoned = f"{written} ~ {text(ZONED)}"
        if reading is Reading.ZONE:
            if type in _NUMBERS:
                return self.zone(number, "NULL")
            if type not in _TEXTS:
                return "CAST(NULL AS bigint)"
            said = f"CASE WHEN {number} IS NOT NULL OR {zoned} THEN 1 ELSE 0 END"
            return self.zone(number, said)
        zone = text(timezone)
        if type == "timestamp with time zone":
            return _microseconds(column)
        if type in ("timestamp without time zone", "date"):
            return _microseconds(f"(CAST({column} AS timestamp) AT TIME ZONE {zone})")
        if type in _NUMBERS:
            return self.counted(f"({finite})")
        instant = _microseconds(f"pg_temp.cjmap_instant({written})")
        plain = _microseconds(f"(pg_temp.cjmap_moment({written}) AT TIME ZONE {zone})")
        return (
            f"CASE WHEN {number} IS NOT NULL THEN {self.counted(f'({finite})')} "
            f"WHEN {zoned} THEN {instant} "
            f"WHEN {written} ~ {text(WORDED)} THEN NULL ELSE {plain} END"
        )


def _microseconds(moment: str) -> str:
    return (
        f"CASE WHEN isfinite({moment}) "
        f"THEN CAST(extract(epoch FROM {moment}) * 1000000 AS bigint) END"
    )
