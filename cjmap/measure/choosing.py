"""Which engine answers, by its name or by the address that an environment variable holds."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from cjmap.expressions import expression
from cjmap.findings.usage import UsageError
from cjmap.messages import tr
from cjmap.records import dataclass

if TYPE_CHECKING:
    from cjmap.measure.engines.engine import Engine

# Addresses of engines that questions are written for, and that nobody has asked yet.
_UNTRIED = ("bigquery", "snowflake", "databricks")
_SIZE: Final = expression(r"(\d+(?:\.\d+)?)\s*([kmgt])(i?)b", re.IGNORECASE)
_POWERS: Final = "kmgt"
# With less DuckDB does not begin.
_LEAST: Final = 16 * 1000**2
_MOST: Final = 2**63


@dataclass(frozen=True, slots=True)
class Chosen:
    """What whoever asks chose: an engine, `duckdb` or `env:NAME`, in the place of what maps name, and
    how many bytes of memory DuckDB may take."""

    engine: str | None = None
    memory: int | None = None


def read_size(written: str) -> int:
    """The bytes of a size such as `4GB`, `512 MiB`. Raises UsageError for what is none, or too small."""
    found = _SIZE.fullmatch(written.strip())
    number, unit, binary = found.groups() if found is not None else ("inf", "k", "")
    size = float(number) * (1024 if binary else 1000) ** (_POWERS.index(unit.lower()) + 1)
    if size >= _MOST:
        raise UsageError(
            tr("`{written}` is no size of memory: write it as 512MB, 4GB or 4GiB.", written=written)
        )
    if size < _LEAST:
        raise UsageError(
            tr("DuckDB cannot work with {written} of memory: 16MB are the least.", written=written)
        )
    return int(size)


def open_engine(name: str, memory: int | None = None) -> Engine:
    """An engine: `duckdb`, or `env:NAME` for the address in an environment variable.

    `memory` are the bytes that DuckDB may take.

    Raises:
        UsageError: there is no such variable or engine, it is not installed, or it does not answer,
            or another than DuckDB is to keep to a limit.
    """
    with _needing("cjmap[measure]"):
        import ibis  # noqa: F401
    if name == "duckdb":
        from cjmap.measure.engines.duckdb import DuckDB

        with _needing("cjmap[measure]"):
            return DuckDB(memory)
    if memory is not None:
        raise UsageError(
            tr("`--memory-limit` is for DuckDB: another engine has limits of its own.")
        )
    variable = name.removeprefix("env:")
    address = os.environ.get(variable, "") if name.startswith("env:") else ""
    if not address:
        raise UsageError(
            tr("The environment variable `{name}` holds no address of an engine.", name=variable)
            if name.startswith("env:")
            # What looks like an address may hold a password.
            else tr(
                "`{name}` is no engine: `duckdb`, or `env:` and a variable.",
                name=f"{name.partition(':')[0]}:…" if ":" in name else name,
            )
        )
    return _answering(_maker(variable, address))


def _maker(variable: str, address: str) -> Callable[[], Engine]:
    """What opens the engine of an address, which is never told."""
    scheme = address.partition(":")[0].lower()
    if scheme in ("postgresql", "postgres"):
        from cjmap.measure.engines.postgres import PostgreSQL

        return lambda: PostgreSQL(address)
    if scheme in ("spark", "sc") or address.startswith("local"):
        from cjmap.measure.engines.spark import Spark

        return lambda: Spark(address)
    if scheme in _UNTRIED:
        raise UsageError(
            tr("cjmap writes its questions for {engine}, but cannot ask them yet.", engine=scheme)
        )
    raise UsageError(
        tr(
            "The address in `{name}` is of no engine that cjmap knows: {known}.",
            name=variable,
            known="postgresql://, spark://, sc://, local[2]",
        )
    )


def _answering(make: Callable[[], Engine]) -> Engine:
    from cjmap.measure.engines.engine import EngineError

    with _needing("cjmap[measure-postgres]", "cjmap[measure-spark]"):
        try:
            return make()
        except EngineError as error:
            raise UsageError(tr("The engine does not answer: {error}.", error=str(error))) from None


@contextmanager
def _needing(*extras: str) -> Iterator[None]:
    """Says what to install where something is not."""
    try:
        yield
    except ImportError as error:
        extra = extras[-1] if "spark" in str(error.name) else extras[0]
        raise UsageError(
            tr(
                "`cjmap measure` needs more than is installed here: `pip install '{extra}'`.",
                extra=extra,
            )
        ) from None
