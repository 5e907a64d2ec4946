"""Spark: tables and files of a cluster, or of this machine, counted there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any, Final

from cjmap.measure.engines.engine import EngineError, Reading
from cjmap.measure.engines.sql import WORDED, ZONED, SqlEngine, text
from cjmap.measure.plan import Source

# Within a text, too, a backslash is none there.
_ZONED: Final = ZONED.replace("\\", "\\\\")
_WORDED: Final = WORDED.replace("\\", "\\\\")
_NUMBERS: Final = ("tinyint", "smallint", "int", "bigint", "float", "double", "decimal")
# On this machine alone: nothing listens to the network, and few rows are not cut in 200 parts, each
# of which costs more than to count it. A cluster has settings of its own.
_LOCAL: Final = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.shuffle.partitions": "8",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}
_FORMATS: Final = {".parquet": "parquet", ".pq": "parquet", ".json": "json", ".jsonl": "json"}


class Spark(SqlEngine):
    """An engine over Spark SQL. `address` is a master such as `local[2]`, behind `spark://` too."""

    name = "spark"
    dialect = "databricks"
    mark = "`"
    word = "STRING"

    def __init__(self, address: str) -> None:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession

        self._error = PySparkException
        builder = SparkSession.builder.appName("cjmap")
        if address.startswith("sc://"):
            builder = builder.remote(address)
        else:
            builder = builder.master(address)
        if address.startswith("local"):
            builder = builder.config(map=_LOCAL)
        try:
            self._session = (
                builder.config("spark.sql.session.timeZone", "UTC")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.ansi.enabled", "false")
                .getOrCreate()
            )
        except Exception as error:  # noqa: BLE001 - what Java raises has no common class
            raise EngineError(f"Spark does not start ({type(error).__name__})") from None
        self._kept: list[str] = []

    def run(self, sql: str) -> Sequence[Sequence[Any]]:
        try:
            return [tuple(row) for row in self._session.sql(sql).collect()]
        except self._error as error:
            raise EngineError(str(error).partition("\n")[0]) from None

    def create(self, name: str, sql: str, *, table: bool = True) -> None:
        try:
            frame = self._session.sql(sql)
            if table:
                frame = frame.persist()
                self._kept.append(name)
            frame.createOrReplaceTempView(name)
        except self._error as error:
            raise EngineError(str(error).partition("\n")[0]) from None

    def close(self) -> None:
        for name in self._kept:
            self._session.catalog.uncacheTable(name)
        self._session.stop()

    def keeps(self, source: Source) -> bool:
        return not source.files or _format(source) != "parquet"

    def types(self, source: Source) -> Mapping[str, str]:
        rows = self.run(f"DESCRIBE QUERY SELECT * FROM {self.scan(source)}")
        return {row[0]: row[1] for row in rows}

    def scan(self, source: Source) -> str:
        if source.files:
            view = f"cjmap_files_{source.role}"
            reader = self._session.read.format(_format(source))
            if _format(source) == "csv":
                reader = reader.options(header="true", inferSchema="false", escape='"')
            try:
                reader.load(list(source.files)).createOrReplaceTempView(view)
            except self._error as error:
                raise EngineError(str(error).partition("\n")[0]) from None
            return self.quoted(view)
        return ".".join(map(self.quoted, (source.table or "").split(".")))

    def read(self, column: str, type: str, reading: Reading, timezone: str) -> str:
        if reading is Reading.TEXT:
            return f"nullif(trim(CAST({column} AS STRING)), '')"
        number = f"TRY_CAST({column} AS DOUBLE)"
        finite = f"CASE WHEN NOT isnan({number}) AND abs({number}) < CAST('Infinity' AS DOUBLE) THEN {number} END"
        if reading is Reading.NUMBER:
            return finite
        said = f"trim({column})"
        zoned = f"{said} RLIKE '{_ZONED}'"
        if reading is Reading.ZONE:
            if type.startswith(_NUMBERS):
                return self.zone(number, "NULL")
            if type != "string":
                return "CAST(NULL AS BIGINT)"
            zone = f"CASE WHEN {number} IS NOT NULL OR {zoned} THEN 1 ELSE 0 END"
            return self.zone(number, zone)
        zone = text(timezone)
        if type == "timestamp":
            return f"unix_micros({column})"
        if type in ("timestamp_ntz", "date"):
            return f"unix_micros(to_utc_timestamp(CAST({column} AS TIMESTAMP), {zone}))"
        if type.startswith(_NUMBERS):
            return self.counted(f"({finite})")
        return (
            f"CASE WHEN {number} IS NOT NULL THEN {self.counted(f'({finite})')} "
            f"WHEN {zoned} THEN unix_micros(TRY_CAST({said} AS TIMESTAMP)) "
            f"WHEN {said} RLIKE '{_WORDED}' THEN NULL "
            f"ELSE unix_micros(to_utc_timestamp(TRY_CAST({said} AS TIMESTAMP), {zone})) END"
        )


def _format(source: Source) -> str:
    return _FORMATS.get(PurePath(source.files[0]).suffix.lower(), "csv")
