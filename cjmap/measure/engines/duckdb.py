"""DuckDB, embedded: files of the workspace, nothing else, and no network."""

from __future__ import annotations

import codecs
import os
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Final

from cjmap.facts.measured import Reason, Row
from cjmap.findings.usage import UsageError
from cjmap.measure.engines.engine import EngineError, EngineFullError, Reading, Wanted
from cjmap.measure.engines.sql import WORDED, ZONED, SqlEngine, text
from cjmap.measure.plan import Source
from cjmap.messages import tr
from cjmap.project.disk import read_ends, read_pieces

if TYPE_CHECKING:
    import ibis.expr.types as ir

# The column that says of which of several files a row is, and more rows than any of them has.
_FILE: Final = "cjmap file"
_MOST_ROWS: Final = 2**40
_PACKED: Final = (".gz", ".zst", ".zstd")
_JSON: Final = (".json", ".jsonl", ".ndjson")
# So many bytes at each end tell whether a list is whole.
_LOOK: Final = 4096
# DuckDB takes no longer line.
_LONGEST: Final = 2_000_000
# So many are looked at together for how lines end.
_PIECE: Final = 1024 * 1024
_ENDS: Final = ("CRLF", "LF", "CR")
_PARQUET: Final = (".parquet", ".pq")
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
    """An engine over files, with a database of its own that is gone when it is closed.

    `memory` are the bytes that it may take; what it has to put down meanwhile lies in the folder for
    temporary files.
    """

    name = "duckdb"
    dialect = "duckdb"

    def __init__(self, memory: int | None = None) -> None:
        import duckdb

        self._error = duckdb.Error
        self._full = duckdb.OutOfMemoryException
        self._folder = tempfile.TemporaryDirectory(prefix="cjmap-")
        config: dict[str, str | bool | int | float | list[str]] = {
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "temp_directory": self._folder.name,
        }
        if memory is not None:
            config["memory_limit"] = f"{memory}B"
        self._connection = duckdb.connect(":memory:", config=config)
        self.run("SET TimeZone = 'UTC'")
        self.run("SET enable_progress_bar = false")
        self._types: dict[str, dict[str, str] | None] = {}

    def run(self, sql: str) -> Sequence[Sequence[Any]]:
        try:
            return self._connection.execute(sql).fetchall()
        except self._full as error:
            raise EngineFullError(_told(error)) from None
        except self._error as error:
            raise EngineError(_told(error)) from None

    def close(self) -> None:
        self._connection.close()
        self._folder.cleanup()

    def keeps(self, source: Source) -> bool:
        # Text is read once; columns of Parquet are there whenever they are asked for.
        return not _is_parquet(source)

    def number(self, source: Source) -> str:
        number = "row_number() OVER ()"
        if len(source.files) == 1:
            return number
        # In each file they go on from those of the one before.
        return f"{number} + {_position(source, self.quoted(_FILE))} * {_MOST_ROWS}"

    def find(self, source: Source, row: int) -> Row:
        file, number = divmod(row, _MOST_ROWS)
        if file:
            begin = row - number
            name = self.quoted(f"cjmap_{source.role}")
            ((first,),) = self.run(f'SELECT min("row") FROM {name} WHERE "row" >= {begin}')
            number = row - first + 1
        if _is_text(source):
            # Those that were refused are rows of the file all the same.
            ((refused,),) = self.run(
                "SELECT coalesce(sum(lines), 0) FROM (SELECT lines, "
                "line - 1 - row_number() OVER (ORDER BY line) AS accepted_before "
                f"FROM {_refused(source)} WHERE file = {file}) WHERE accepted_before < {number}"
            )
            number += int(refused)
        return _row(source, file, number)

    def columns(self, source: Source) -> tuple[str, ...] | None:
        types = self._known(source)
        return None if types is None else tuple(types)

    def types(self, source: Source) -> Mapping[str, str]:
        return self._known(source) or {}

    def _known(self, source: Source) -> dict[str, str] | None:
        if source.role not in self._types:
            _refuse_damaged(source)
            if _is_json(source):
                _refuse_cut(source)
            elif _is_text(source):
                _refuse_endless(source)
            with _explaining(source):
                rows = self.run(f"DESCRIBE SELECT * FROM {self.scan(source)}")
            found: dict[str, str] | None = {row[0]: row[1] for row in rows if row[0] != _FILE}
            if _is_json(source):
                found = self._texts(source, list(found or ()))
            elif _is_text(source) and list(found or ()) == ["column0"]:
                # So it calls the one column of a file in which there is nothing.
                found = {}
            self._types[source.role] = found
        return self._types[source.role]

    def _texts(self, source: Source, names: Sequence[str]) -> dict[str, str] | None:
        """The columns of JSON, all of which are read as text; None where there is no entry.

        A number among times that stand there as text would make JSON of all of them, and what
        DuckDB takes for a time in one it does not in another.
        """
        if names == ["json"]:
            # So it calls what are no objects.
            ((n,),) = self.run(f"SELECT count(*) FROM {self.scan(source)}")
            if not n:
                return None
        return dict.fromkeys(names, "VARCHAR")

    def table(self, source: Source, wanted: Sequence[Wanted], timezone: str) -> ir.Table:
        if self.columns(source) is None:
            # Without rows it has whatever columns it is asked for.
            self._types[source.role] = dict.fromkeys((one.column for one in wanted), "VARCHAR")
        with _explaining(source):
            return super().table(source, wanted, timezone)

    def scan(self, source: Source) -> str:
        if _is_parquet(source):
            files = f"[{', '.join(map(_file, source.files))}]"
            return f"read_parquet({files}, union_by_name = true{_naming(source)})"
        if _is_json(source):
            return self._scan_json(source)
        # Rows that are refused are told of one file alone.
        parts = [
            f"SELECT * FROM read_csv({_file(file)}, header = true, all_varchar = true, "
            f"ignore_errors = true, store_rejects = true{_naming(source)})"
            for file in source.files
        ]
        return f"({' UNION ALL BY NAME '.join(parts)})"

    def _scan_json(self, source: Source) -> str:
        # Objects of many keys stay objects: DuckDB would make one column of all.
        whole = "field_appearance_threshold = 0, map_inference_threshold = -1"
        options = f"union_by_name = true, maximum_object_size = 16777216, {whole}{_naming(source)}"
        known = self._types.get(source.role)
        if known:
            named = ", ".join(f"{text(name)}: {text(type)}" for name, type in known.items())
            options += f", columns = {{{named}}}"
        lists = [file for file in source.files if _is_marked_list(file)]
        if not lists:
            files = f"[{', '.join(map(_file, source.files))}]"
            return f"read_json({files}, {options})"
        parts = [
            f"SELECT * FROM read_json({_file(file)}, {options}{', format = ' + text('array') if file in lists else ''})"
            for file in source.files
        ]
        return f"({' UNION ALL BY NAME '.join(parts)})"

    def oddities(self, source: Source) -> Mapping[tuple[Reason, str], tuple[int, Row]]:
        if not _is_text(source):
            return {}
        found = {}
        for reason, n, first in self.run(
            f"SELECT reason, sum(lines), min(file * {_MOST_ROWS} + line) "
            f"FROM {_refused(source)} GROUP BY 1 ORDER BY 1"
        ):
            file, line = divmod(first, _MOST_ROWS)
            ((more,),) = self.run(
                f"SELECT coalesce(sum(lines - 1), 0) FROM {_refused(source)} "
                f"WHERE file = {file} AND line < {line}"
            )
            row = _row(source, file, line - 1 + int(more))
            found[Reason.REFUSED, str(reason).lower()] = int(n), row
        name = self.quoted(f"cjmap_{source.role}")
        texts = [row[0] for row in self.run(f"DESCRIBE {name}") if row[1] == "VARCHAR"]
        # Where the first lines close no quote, it is taken for a sign like any other.
        odd = " OR ".join(
            f"(starts_with({one}, '\"') AND length(replace({one}, '\"', '')) % 2 <> length({one}) % 2)"
            for one in map(self.quoted, texts)
        )
        ((n, row),) = self.run(f'SELECT count(*), min("row") FROM {name} WHERE {odd}')
        return {**found, (Reason.QUOTE, ""): (n, self.find(source, row))} if n else found

    def keep(self, name: str, expression: ir.Table) -> ir.Table:
        # In what order these rows are says nothing, and it takes memory to keep it.
        self.run("SET preserve_insertion_order = false")
        try:
            return super().keep(name, expression)
        finally:
            self.run("SET preserve_insertion_order = true")

    def alike(self, wanted: Sequence[Wanted]) -> str:
        return f"hash({', '.join(self.quoted(one.column) for one in wanted)})"

    def may_repeat(self, source: Source, wanted: Sequence[Wanted]) -> bool:
        # To look for a number twice takes half as long as for a row, and two rows rarely share one.
        kept = self.keeps(source)
        names = ", ".join(self.quoted(one.name if kept else one.column) for one in wanted)
        place = self.quoted(f"cjmap_{source.role}") if kept else self.scan(source)
        ((n, different),) = self.run(f"SELECT count(*), count(DISTINCT hash({names})) FROM {place}")
        return bool(n != different)

    def read(self, column: str, type: str, reading: Reading, timezone: str) -> str:
        if reading is Reading.TEXT:
            if type != "VARCHAR":
                return f"nullif(trim(CAST({column} AS VARCHAR)), '')"
            # Most texts need no trimming, and it takes twice as long as to see that.
            spaced = f"{column} <= '!' OR suffix({column}, ' ')"
            return f"CASE WHEN {spaced} THEN nullif(trim({column}), '') ELSE {column} END"
        number = f"TRY_CAST({column} AS DOUBLE)"
        if reading is Reading.NUMBER:
            return f"CASE WHEN isfinite({number}) THEN {number} END"
        zoned = f"regexp_matches(trim({column}), {text(ZONED)})"
        if reading is Reading.ZONE:
            if type.removeprefix("U").startswith(_NUMBERS):
                return self.zone(number, "NULL")
            if type != "VARCHAR":
                return "CAST(NULL AS BIGINT)"
            said = f"CASE WHEN {number} IS NOT NULL OR {zoned} THEN 1 ELSE 0 END"
            return self.zone(number, said)
        if type == "TIMESTAMP WITH TIME ZONE":
            return f"epoch_us({column})"
        if type.startswith(("TIMESTAMP", "DATE")):
            return _microseconds(f"CAST({column} AS TIMESTAMP)", timezone)
        if type.removeprefix("U").startswith(_NUMBERS):
            return self.counted(number)
        if type != "VARCHAR":
            return "CAST(NULL AS BIGINT)"
        # DuckDB wants what a zone is off at the time that it belongs to, where others leave a space.
        close = f"regexp_replace({column}, '\\s+([+-])', '\\1')"
        return (
            f"CASE WHEN {number} IS NOT NULL THEN {self.counted(number)} "
            f"WHEN {zoned} THEN epoch_us(TRY_CAST({close} AS TIMESTAMPTZ)) "
            f"WHEN regexp_matches({column}, {text(WORDED)}) THEN NULL "
            f"ELSE {_microseconds(f'TRY_CAST({column} AS TIMESTAMP)', timezone)} END"
        )


def _naming(source: Source) -> str:
    """The option by which rows say the file that they are of, where there are several."""
    return "" if len(source.files) == 1 else f", filename = {text(_FILE)}"


def _position(source: Source, name: str) -> str:
    """The number of a file of a source, from 0, by an expression for its name."""
    files = ", ".join(map(text, source.files))
    return f"(list_position([{files}], {name}) - 1)"


def _refused(source: Source) -> str:
    """What the scan that a table was made of has left: by file and line what it refused, and why.

    DuckDB counts lines by rows: what has line ends in it is one, and so is a quote that opens and
    does not close with all `lines` that it takes along.
    """
    files = ", ".join(map(text, source.files))
    return (
        f"(SELECT {_position(source, 's.file_path')} AS file, e.line, min(e.error_type) AS reason, "
        "max(1 + length(regexp_replace(rtrim(e.csv_line, chr(10)), '[^\n]', '', 'g'))) AS lines "
        "FROM reject_errors e JOIN reject_scans s USING (scan_id, file_id) "
        f"WHERE s.file_path IN ({files}) GROUP BY s.file_path, e.line)"
    )


def _row(source: Source, file: int, number: int) -> Row:
    folder = os.path.commonpath([str(PurePath(one).parent) for one in source.files])
    name = PurePath(source.files[file]).relative_to(folder).as_posix()
    return Row(number, name, _is_text(source))


def _told(error: Exception) -> str:
    """The words of an error that say what is wrong; of a line of text it is said after the line."""
    first, *more = str(error).split("\n")
    told = [one for one in more[:2] if not one.startswith("Original Line:")]
    return f"{first}: {told[0]}" if "CSV Error on Line" in first and told else first


def _microseconds(moment: str, timezone: str) -> str:
    """When a time of a zone was, since 1970; to ask for UTC's difference takes longer than all else."""
    return f"epoch_us({moment if timezone == 'UTC' else f'timezone({text(timezone)}, {moment})'})"


@contextmanager
def _explaining(source: Source) -> Iterator[None]:
    """Says of text that DuckDB does not read what is wrong with it, where that can be seen."""
    try:
        yield
    except EngineFullError:
        raise
    except EngineError as error:
        for file in source.files if _is_text(source) else ():
            ends = _line_ends(file)
            if len(ends) > 1:
                raise UsageError(
                    tr(
                        "The data cannot be read: {file} ends its lines in several ways ({ends}). Save it with one of them.",
                        file=PurePath(file).name,
                        ends=", ".join(ends),
                    )
                ) from None
        if any(PurePath(file).name in str(error) for file in source.files):
            raise
        raise EngineError(f"{source.address}: {error}") from None


def _line_ends(file: str) -> list[str]:
    """With what the lines of a file end, outside of quotation marks: `CRLF`, `LF`, `CR`."""
    if PurePath(file).suffix.lower() in _PACKED[1:]:
        # They are not unpacked here, and what is packed has no lines.
        return []
    unpack = _unpacker(file)
    found: set[str] = set()
    inside, rest = 0, b""
    with suppress(OSError, ValueError, zlib.error):
        for packed in read_pieces(Path(file), _PIECE):
            parts = unpack(packed).split(b'"')
            said = rest + b'"'.join(parts[inside::2])
            inside = (inside + len(parts) - 1) % 2
            # What follows tells what it is.
            rest = b"\r" if said.endswith(b"\r") else b""
            said = said.removesuffix(rest)
            both = said.count(b"\r\n")
            counted = {"CRLF": both, "LF": said.count(b"\n") - both, "CR": said.count(b"\r") - both}
            found.update(name for name, n in counted.items() if n)
    return sorted(found | ({"CR"} if rest else set()), key=_ENDS.index)


def _unpacker(file: str) -> Callable[[bytes], bytes]:
    """What unpacks the pieces of a file, one after the other; those of some remain as they are."""
    if PurePath(file).suffix.lower() == ".gz":
        return zlib.decompressobj(wbits=31).decompress
    return bytes


def _refuse_damaged(source: Source) -> None:
    """Refuses what gzip's own check sum says is not what was packed: DuckDB does not look at it."""
    for file in source.files:
        if PurePath(file).suffix.lower() == ".gz" and not _is_whole(file):
            raise UsageError(
                tr(
                    "The data cannot be read: {file} is no whole gzip file; `gzip -t` says what is wrong with it.",
                    file=PurePath(file).name,
                )
            )


def _is_whole(file: str) -> bool:
    """Whether all parts of a gzip file (RFC 1952) end, and are what their check sums say."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        for piece in read_pieces(Path(file), _PIECE):
            rest = piece
            while rest:
                if unpacker.eof:
                    # Another part.
                    unpacker = zlib.decompressobj(wbits=31)
                unpacker.decompress(rest, _PIECE)
                rest = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
        unpacker.flush()
    except zlib.error:
        return False
    return unpacker.eof


def _refuse_cut(source: Source) -> None:
    """Refuses lists of JSON that are cut off behind an entry: DuckDB takes them for whole."""
    for file in source.files:
        if PurePath(file).suffix.lower() == ".gz":
            first, last = _unpacked_ends(file)
        elif PurePath(file).suffix.lower() in _PACKED:
            continue
        else:
            first, last = _ends(file)
        begins = first.removeprefix(codecs.BOM_UTF8).lstrip()
        if begins.startswith(b"[") and not last.rstrip().endswith(b"]"):
            raise UsageError(
                tr(
                    "The data cannot be read: {file} begins a list and does not end it, as if it were cut off.",
                    file=PurePath(file).name,
                )
            )


def _refuse_endless(source: Source) -> None:
    """Refuses text whose first line is none: DuckDB reads on to the end of it, whatever its size.

    It begins with zeros, as what is no text and a file that was never filled do; or goes on for
    longer than DuckDB takes a line.
    """
    for file in source.files:
        line = _head(file).partition(b"\n")[0].partition(b"\r")[0]
        if b"\0" in line:
            raise UsageError(
                tr("`{path}` is no text in UTF-8: write it as that.", path=PurePath(file).name)
            )
        if len(line) >= _LONGEST:
            raise UsageError(
                tr(
                    "The data cannot be read: {file} has a first line of more than {n} bytes.",
                    file=PurePath(file).name,
                    n=_LONGEST,
                )
            )


def _head(file: str) -> bytes:
    """The first bytes of what is in a file, unpacked; none where whoever reads it says why not."""
    with suppress(OSError, ValueError, zlib.error):
        head = next(read_pieces(Path(file), _LONGEST), b"")
        if PurePath(file).suffix.lower() == ".gz":
            return zlib.decompressobj(wbits=31).decompress(head, _LONGEST)
        return b"" if PurePath(file).suffix.lower() in _PACKED else head
    return b""


def _is_marked_list(file: str) -> bool:
    """Whether a list of JSON has a mark of its encoding before it: DuckDB takes it for one value."""
    first, _ = _ends(file)
    with suppress(zlib.error):
        first = _unpacker(file)(first)
    return first.startswith(codecs.BOM_UTF8) and first[3:].lstrip().startswith(b"[")


def _ends(file: str) -> tuple[bytes, bytes]:
    """The first and the last bytes of a file; none where whoever reads it says why it cannot be read."""
    try:
        return read_ends(Path(file), _LOOK)
    except (OSError, ValueError):
        return b"", b""


def _unpacked_ends(file: str) -> tuple[bytes, bytes]:
    """The first and the last bytes of what is packed in a file, all of which is unpacked for it."""
    unpack = _unpacker(file)
    first = last = b""
    with suppress(OSError, ValueError, zlib.error):
        for packed in read_pieces(Path(file), _PIECE):
            piece = unpack(packed)
            first = first or piece[:_LOOK]
            last = (last + piece[-_LOOK:])[-_LOOK:]
            if not first.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"["):
                break
    return first, last


def _ending(source: Source) -> str:
    """The ending that tells what the files of a source are."""
    endings = [one.lower() for one in PurePath(source.files[0]).suffixes]
    if endings and endings[-1] in _PACKED:
        endings.pop()
    return endings[-1] if endings else ""


def _is_parquet(source: Source) -> bool:
    return _ending(source) in _PARQUET


def _is_text(source: Source) -> bool:
    return not _is_parquet(source) and not _is_json(source)


def _is_json(source: Source) -> bool:
    return _ending(source) in _JSON


def _file(name: str) -> str:
    """A file by its name, in which DuckDB would see a pattern otherwise."""
    return text("".join(f"[{sign}]" if sign in "*?[" else sign for sign in name))
