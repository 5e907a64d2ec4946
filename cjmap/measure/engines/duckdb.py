"""DuckDB, embedded: files of the workspace, nothing else, and no network."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any, Final

from cjmap.measure.engines.engine import EngineError, Reading
from cjmap.measure.engines.sql import SqlEngine, text
from cjmap.measure.plan import Source

_PACKED: Final = (".gz", ".zst", ".zstd")
_JSON: Final = (".json", ".jsonl", ".ndjson")
_PARQUET: Final = (".parquet", ".pq")
# A time with the zone it is in: otherwise it is read in that of the map.
_ZONED: Final = r"\d\d:?\d\d.*(Z|z|[+-]\d\d(:?\d\d)?)$"
_NUMBERS: Final = (
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "HUGEINT",
    "FLOAT",
    "DOUBLE",
    "DECIMAL",
)


class DuckDB(SqlEngine):
    """An engine over files, with a database of its own that is gone when it is closed."""

    name = "duckdb"
    dialect = "duckdb"

    def __init__(self, memory: str | None = None) -> None:
        import duckdb

        self._error = duckdb.Error
        self._folder = tempfile.TemporaryDirectory(prefix="cjmap-")
        config: dict[str, str | bool | int | float | list[str]] = {
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "temp_directory": self._folder.name,
        }
        if memory is not None:
            config["memory_limit"] = memory
        self._connection = duckdb.connect(":memory:", config=config)
        self.run("SET TimeZone = 'UTC'")
        self.run("SET enable_progress_bar = false")
        self._types: dict[str, dict[str, str]] = {}

    def run(self, sql: str) -> Sequence[Sequence[Any]]:
        try:
            return self._connection.execute(sql).fetchall()
        except self._error as error:
            raise EngineError(str(error).partition("\n")[0]) from None

    def close(self) -> None:
        self._connection.close()
        self._folder.cleanup()

    def keeps(self, source: Source) -> bool:
        # Text is read once; columns of Parquet are there whenever they are asked for.
        return not _is_parquet(source)

    def number(self) -> str:
        return "row_number() OVER ()"

    def types(self, source: Source) -> Mapping[str, str]:
        if source.role not in self._types:
            rows = self.run(f"DESCRIBE SELECT * FROM {self.scan(source)}")
            self._types[source.role] = {row[0]: row[1] for row in rows}
        return self._types[source.role]

    def scan(self, source: Source) -> str:
        if not _is_text(source):
            files = f"[{', '.join(map(_file, source.files))}]"
            if _is_parquet(source):
                return f"read_parquet({files}, union_by_name = true)"
            return f"read_json({files}, union_by_name = true, maximum_object_size = 16777216)"
        # Rows that are refused are told of one file alone.
        parts = [
            f"SELECT * FROM read_csv({_file(file)}, header = true, all_varchar = true, "
            "ignore_errors = true, store_rejects = true)"
            for file in source.files
        ]
        return f"({' UNION ALL BY NAME '.join(parts)})"

    def refused(self, source: Source) -> Mapping[str, tuple[int, int]]:
        if not _is_text(source):
            return {}
        # The scan that a table was made of has left here what it refused.
        files = ", ".join(map(text, source.files))
        rows = self.run(
            "SELECT e.error_type, count(DISTINCT (s.file_path, e.line)), min(e.line) "
            "FROM reject_errors e JOIN reject_scans s USING (scan_id, file_id) "
            f"WHERE s.file_path IN ({files}) GROUP BY 1 ORDER BY 1"
        )
        return {str(reason).lower(): (n, line) for reason, n, line in rows}

    def read(self, column: str, type: str, reading: Reading, timezone: str) -> str:
        if reading is Reading.TEXT:
            return f"nullif(trim(CAST({column} AS VARCHAR)), '')"
        number = f"TRY_CAST({column} AS DOUBLE)"
        if reading is Reading.NUMBER:
            return f"CASE WHEN isfinite({number}) THEN {number} END"
        zone = text(timezone)
        if type == "TIMESTAMP WITH TIME ZONE":
            return f"epoch_us({column})"
        if type.startswith(("TIMESTAMP", "DATE")):
            return f"epoch_us(timezone({zone}, CAST({column} AS TIMESTAMP)))"
        if type.removeprefix("U").startswith(_NUMBERS):
            return self.counted(number)
        if type != "VARCHAR":
            return "CAST(NULL AS BIGINT)"
        return (
            f"CASE WHEN {number} IS NOT NULL THEN {self.counted(number)} "
            f"WHEN regexp_matches(trim({column}), {text(_ZONED)}) "
            f"THEN epoch_us(TRY_CAST({column} AS TIMESTAMPTZ)) "
            f"ELSE epoch_us(timezone({zone}, TRY_CAST({column} AS TIMESTAMP))) END"
        )


def _ending(source: Source) -> str:
    """The ending that tells what the files of a source are."""
    endings = [one.lower() for one in PurePath(source.files[0]).suffixes]
    if endings and endings[-1] in _PACKED:
        endings.pop()
    return endings[-1] if endings else ""


def _is_parquet(source: Source) -> bool:
    return _ending(source) in _PARQUET


def _is_text(source: Source) -> bool:
    return not _is_parquet(source) and _ending(source) not in _JSON


def _file(name: str) -> str:
    """A file by its name, in which DuckDB would see a pattern otherwise."""
    return text("".join(f"[{sign}]" if sign in "*?[" else sign for sign in name))
