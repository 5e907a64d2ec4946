"""Rows that cannot be used, or are odd, are told alike wherever they lie."""

from __future__ import annotations

import bz2
import datetime
import gzip
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cjmap.check import Session
from cjmap.facts.measured import Measured, Reason, Row
from cjmap.findings.usage import UsageError
from cjmap.measure.plan import NOTHING
from cjmap.measure.running import measure
from tests.measure.maps import CUSTOMERS, EVENTS, MAP, SURVEYS, lay_out

TODAY = datetime.date(2025, 1, 31)
HEADER, _, ROWS = EVENTS.partition("\n")


def found(file: Path, today: datetime.date = TODAY) -> Measured:
    subject = Session(today=today).subject(file)
    assert subject is not None
    return measure(subject).measured


def told(measured: Measured) -> dict[tuple[str, str], tuple[int, int | None]]:
    return {
        (one.role, one.reason.value): (one.n, None if one.row is None else one.row.number)
        for one in measured.unusable
    }


# -- where rows lie: text, text within JSON, and a database ------------------------------------------


def _csv(folder: Path, events: str, surveys: str) -> Path:
    return lay_out(folder, events=events, surveys=surveys)


def _json(folder: Path, events: str, surveys: str) -> Path:
    import csv

    text = MAP.replace("events.csv", "events.jsonl").replace("surveys.csv", "surveys.jsonl")
    for name, table in (("events", events), ("surveys", surveys)):
        rows = csv.DictReader(table.splitlines())
        lines = [json.dumps({k: v or None for k, v in row.items()}) for row in rows]
        (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return lay_out(folder, text, events=events, surveys=surveys)


@pytest.fixture
def laid(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str, str], Path]]:
    """What writes a map with events and surveys, where the test wants them."""
    if request.param != "postgres":
        write = {"csv": _csv, "json": _json}[request.param]
        yield lambda events, surveys: write(tmp_path, events, surveys)
        return
    import csv

    import psycopg

    address = request.getfixturevalue("postgres")
    monkeypatch.setenv("CJMAP_ODD", address)

    def store(events: str, surveys: str) -> Path:
        text = MAP
        with psycopg.connect(address, autocommit=True) as connection:
            tables = {"events": events, "surveys": surveys, "customers": CUSTOMERS}
            for name, table in tables.items():
                header, *rows = csv.reader(table.splitlines())
                columns = ", ".join(f'"{one}" text' for one in header)
                connection.execute(f"DROP TABLE IF EXISTS odd_{name}".encode())
                connection.execute(f"CREATE TABLE odd_{name} ({columns})".encode())
                for row in rows:
                    marks = ", ".join(["%s"] * len(row))
                    statement = f"INSERT INTO odd_{name} VALUES ({marks})".encode()
                    connection.execute(statement, [value or None for value in row])
                source = f"{{engine: env:CJMAP_ODD, table: odd_{name}}}"
                text = text.replace(f"{{uri: {name}.csv}}", source)
        return lay_out(tmp_path, text)

    yield store


everywhere = pytest.mark.parametrize("laid", ["csv", "json", "postgres"], indirect=True)


@everywhere
@pytest.mark.parametrize(
    ("events", "surveys", "expected"),
    [
        ("z,9999-12-31T00:00:00Z,look,web,\n", "", {("events", "future"): 1}),
        ("z,2025-02-01T12:00:00Z,look,web,\n", "", {("events", "future"): 1}),
        # Somewhere it is still today.
        ("z,2025-02-01T11:59:59Z,wave,web,\n", "", {}),
        ("", "a,2025-03-03,till,csat,1\n", {("surveys", "future"): 1}),
        ("z,infinity,look,web,\n", "", {("events", "time"): 1}),
        ("z,0001-01-01T00:00:00Z,look,web,\n", "", {("events", "early"): 1}),
        ("z,1970-01-01,look,web,\n", "", {("events", "early"): 1, ("events", "zone"): 1}),
        # Taken for seconds: a day without its lines.
        ("z,20250101,look,web,\n", "", {("events", "early"): 1}),
        # Before there were days that have a name, and after.
        ("z,-99999999999,look,web,\nz,-99999999999999,look,web,\n", "", {("events", "time"): 2}),
        ("", "a,-99999999999,till,csat,1\n", {("surveys", "time"): 1}),
        ("z,1e308,look,web,\nz,100000000000000,look,web,\n", "", {("events", "time"): 2}),
        ("z,4000-01-01 BC,look,web,\nz,4000-01-01 (BC),look,web,\n", "", {("events", "time"): 2}),
        ("z,20000-01-01T00:00:00Z,look,web,\n", "", {("events", "time"): 1}),
        # A zone that is passed over, a time that is another one tomorrow.
        ("z,2025-01-01 00:00:00 Europe/Madrid,look,web,\n", "", {("events", "time"): 1}),
        ("z,2025-01-01 00:00:00 CET,look,web,\nz,now,look,web,\n", "", {("events", "time"): 2}),
        ("z,epoch,look,web,\nz,today,look,web,\n", "", {("events", "time"): 2}),
        ("z,2025-01-01 01:00:00 PM,look,web,\n", "", {("events", "time"): 1}),
        # The end of 9999 in seconds, or a day of 1978 in thousandths.
        ("z,253402300799,look,web,\n", "", {("events", "doubtful"): 1}),
        ("z,100000000000.5,look,web,\n", "", {("events", "doubtful"): 1}),
        ("z,253402300800,look,web,\n", "", {}),
        ("z,99999999999,look,web,\n", "", {("events", "future"): 1}),
        ("", "a,253402300799,till,csat,1\n", {("surveys", "doubtful"): 1}),
        ("", "a,1900-01-01,till,csat,1\n", {("surveys", "early"): 1}),
        ("z,2025-01-01 00:00:00,look,web,\n", "", {("events", "zone"): 1}),
        ("", "a,2025-01-03T00:00:00+02:00,till,csat,1\n", {("surveys", "zone"): 4}),
        (ROWS, "", {("events", "repeated"): 8}),
        # Of another amount: two things that a customer did at once.
        ("a,2025-01-01T01:00:00Z,pay,web,6\n", "", {}),
        ("", SURVEYS.partition("\n")[2] * 2, {("surveys", "repeated"): 8}),
        (
            "",
            "a,2025-01-03,all,nps,1e308\na,2025-01-03,till,csat,-1e308\n",
            {("surveys", "scale"): 2},
        ),
        ("", "a,2025-01-03,all,nps,9.5\na,2025-01-03,till,csat,4.5\n", {("surveys", "whole"): 1}),
        (
            "",
            "a,2025-01-03,all,nps,10.5\na,2025-01-03,all,nps,0.5\na,2025-01-03,all,nps,-0.5\n",
            {("surveys", "scale"): 2, ("surveys", "whole"): 1},
        ),
        ("", "a,2025-01-03,all,nps,NaN\na,2025-01-03,all,nps,inf\n", {("surveys", "score"): 2}),
        ("NULL,2025-01-01T00:00:00Z,look,web,\n" * 2, "", {("events", "word"): 2}),
        ("z,2025-01-01T00:00:00Z,\\N,web,\n", "", {("events", "word"): 1}),
        ("z,2025-01-01T00:00:00Z,look,n/a,\n", "", {("events", "blank"): 1}),
        ("", "None,2025-01-03,till,csat,5\n", {("surveys", "customer"): 1}),
        # Nobody knows whether they are one.
        ("", ",2025-01-03,till,csat,5\n" * 2, {("surveys", "customer"): 2}),
    ],
)
def test_odd_rows_are_told(
    laid: Callable[[str, str], Path],
    events: str,
    surveys: str,
    expected: dict[tuple[str, str], int],
) -> None:
    measured = found(laid(EVENTS + events, SURVEYS + surveys))
    assert {key: n for key, (n, _) in told(measured).items()} == expected


@everywhere
def test_a_word_for_nothing_is_no_customer_and_no_event(
    laid: Callable[[str, str], Path],
) -> None:
    plain = found(laid(EVENTS, SURVEYS))
    time = "2025-01-01T00:00:00Z"
    odd = [f"{word},{time},look,web,\nz,{time},{word},web,\n" for word in sorted(NOTHING)]
    measured = found(laid(EVENTS + "".join(odd), SURVEYS))
    assert measured.groups == plain.groups
    assert (measured.events, measured.customers) == (8, 4)
    assert measured.unmapped == plain.unmapped
    assert [(one.reason.value, one.detail, one.n) for one in measured.unusable] == [
        (Reason.WORD, "customer", len(NOTHING)),
        (Reason.WORD, "event", len(NOTHING)),
    ]


@pytest.mark.parametrize("name", ["Null", "Nan", "none", "nil", "N", "NONE"])
def test_whoever_is_called_like_it_is_somebody(tmp_path: Path, name: str) -> None:
    events = EVENTS + f"{name},2025-01-01T00:00:00Z,look,web,\n"
    measured = found(lay_out(tmp_path, events=events))
    assert (measured.customers, measured.unusable) == (5, ())


def test_an_event_that_the_map_matches_is_one_whatever_it_is_called(tmp_path: Path) -> None:
    file = lay_out(
        tmp_path,
        MAP.replace("match: [look]", 'match: [look, "None"]'),
        events=EVENTS + "z,2025-01-01T00:00:00Z,None,web,\n",
    )
    measured = found(file)
    assert (measured.groups[0].stages[0].reach, measured.unusable) == (5, ())


def _plans(word: str) -> str:
    return f"customer,plan\na,gold\nb,{word}\nc,gold\nd,tin\nNULL,gold\n"


@pytest.mark.parametrize("word", sorted(NOTHING))
def test_a_word_for_nothing_is_the_value_of_no_segment(tmp_path: Path, word: str) -> None:
    measured = found(lay_out(tmp_path, customers=_plans(word)))
    parts = {one.id: one.customers for one in measured.groups if one.kind == "segment"}
    said = {(one.role, one.reason, one.detail): one.n for one in measured.unusable}
    nobody = {("customers", Reason.WORD, "customer"): 1}
    if word in ("None", "NA"):
        # Whoever has no plan, whoever is in North America.
        assert parts == {"plan=gold": 2, f"plan={word}": 1, "plan=tin": 1}
        assert said == nobody
    else:
        assert parts == {"plan=gold": 2, "plan=tin": 1}
        assert said == nobody | {("customers", Reason.BLANK, "plan"): 1}


def test_a_word_by_which_the_map_knows_a_persona_is_a_value(tmp_path: Path) -> None:
    text = MAP.replace("segment: {plan: gold}", 'segment: {plan: "N/A"}')
    measured = found(lay_out(tmp_path, text, customers=_plans("N/A")))
    assert {one.id: one.customers for one in measured.groups if one.kind == "persona"} == {"ana": 1}


def test_the_value_of_a_segment_that_an_event_says_may_be_a_word_for_nothing_too(
    tmp_path: Path,
) -> None:
    text = MAP.replace("segments: {plan: customers.plan}", "segments: {plan: events.tier}")
    header, *rows = EVENTS.splitlines()
    tiers = ["NULL", "gold", "NULL", *["tin"] * 5]
    lines = [f"{header},tier", *(f"{row},{tier}" for row, tier in zip(rows, tiers, strict=True))]
    measured = found(lay_out(tmp_path, text, events="\n".join(lines) + "\n"))
    parts = {one.id: one.customers for one in measured.groups if one.kind == "segment"}
    assert parts == {"plan=gold": 1, "plan=tin": 3}
    assert told(measured) == {("events", "blank"): (2, 1)}


@everywhere
def test_customers_with_several_values_of_a_segment_are_told(
    laid: Callable[[str, str], Path],
) -> None:
    """Also where one is empty, which is none, and with two segments of which one has several."""
    file = laid(
        EVENTS + "e,2025-01-02T00:00:00Z,look,,\ne,2025-01-03T00:00:00Z,look,app,\n", SURVEYS
    )
    segments = "segments: {plan: customers.plan, way: events.channel, what: events.event}"
    text = file.read_text("utf-8").replace("segments: {plan: customers.plan}", segments)
    file.write_text(text, encoding="utf-8")
    measured = found(file)
    said = [(one.role, one.reason.value, one.detail, one.n) for one in measured.unusable]
    assert said == [("events", "several", "what", 4)]


def test_periods_that_share_days_are_told(tmp_path: Path) -> None:
    days = "periods: {a: [2025-01-01, 2025-01-05], b: [2025-01-05, 2025-01-09], c: [2025-01-04, 2025-02-01]}"
    file = lay_out(tmp_path, MAP.replace("  window: P1D", f"  window: P1D\n  {days}"))
    (one,) = found(file).unusable
    assert (one.role, one.reason, one.detail) == ("periods", Reason.OVERLAP, "a, c")


@pytest.mark.parametrize("laid", ["csv", "postgres"], indirect=True)
def test_tables_without_rows_are_told(laid: Callable[[str, str], Path]) -> None:
    measured = found(laid(HEADER + "\n", SURVEYS.partition("\n")[0] + "\n"))
    assert told(measured) == {("events", "empty"): (0, None), ("surveys", "empty"): (0, None)}


@everywhere
def test_what_is_to_come_changes_no_figure(laid: Callable[[str, str], Path]) -> None:
    """An event that stands for “never” ends no window: whoever looked last may still pay."""
    plain = found(laid(EVENTS, SURVEYS))
    later = found(
        laid(
            EVENTS + "z,9999-12-31T00:00:00Z,wave,web,\nd,9999-12-31T00:00:00Z,pay,web,5\n",
            SURVEYS + "a,9999-12-31,till,csat,1\n",
        )
    )
    assert plain.unusable == ()
    assert later.groups == plain.groups
    assert (later.events, later.customers, later.last) == (8, 4, plain.last)
    assert later.unmapped == plain.unmapped
    assert told(later).keys() == {("events", "future"), ("surveys", "future")}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("events.csv.bz2", bz2.compress(EVENTS.encode()), "events.csv.bz2"),
        ("events.csv.zst", b"\x28\xb5\x2f\xfd" + bytes(range(40)), "events.csv.zst"),
        ("events.csv.gz", gzip.compress(EVENTS.encode(), mtime=0)[:40], "events.csv.gz"),
        ("events.parquet", b"PAR1" + bytes(40) + b"PAR1", "events.parquet"),
        ("events.json.gz", gzip.compress(b'[{"customer": "a"},', mtime=0), "as if it were cut off"),
        ("events.json", b'[{"customer": "a"},', "as if it were cut off"),
    ],
)
def test_a_file_that_is_broken_is_named(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UsageError) as caught:
        found(lay_out(tmp_path, MAP.replace("events.csv", name)))
    assert said in caught.value.message.render("en")


PACKED = gzip.compress(EVENTS.encode() * 40, mtime=0)


@pytest.mark.parametrize(
    "content",
    [
        # A bit of what is packed, of the check sum, and of the size, is another; and a cut end.
        PACKED[:60] + bytes([PACKED[60] ^ 1]) + PACKED[61:],
        PACKED[:-8] + bytes([PACKED[-8] ^ 1]) + PACKED[-7:],
        PACKED[:-1] + bytes([PACKED[-1] ^ 1]),
        PACKED[:-1],
        PACKED[:-8],
    ],
)
@pytest.mark.parametrize("name", ["events.csv.gz", "events.jsonl.gz"])
def test_what_is_damaged_is_not_measured(tmp_path: Path, name: str, content: bytes) -> None:
    """DuckDB takes what it can unpack of it, and looks at no check sum."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UsageError) as caught:
        found(lay_out(tmp_path, MAP.replace("events.csv", name)))
    assert f"{name} is no whole gzip file" in caught.value.message.render("en")


def test_a_gzip_file_of_several_parts_is_whole(tmp_path: Path) -> None:
    head, _, rest = EVENTS.partition("\n")
    parts = gzip.compress(f"{head}\n".encode()) + gzip.compress(rest.encode())
    (tmp_path / "events.csv.gz").write_bytes(parts)
    assert found(lay_out(tmp_path, MAP.replace("events.csv", "events.csv.gz"))).events == 8


@pytest.mark.parametrize("keys", [1, 40, 250])
def test_objects_of_many_keys_that_few_have_are_read(tmp_path: Path, keys: int) -> None:
    """DuckDB would make one column of all, and none of them was found."""
    lines = [
        json.dumps(
            {
                "customer": f"c{n}",
                "time": "2025-01-01",
                "event": "look",
                "amount": 5,
                f"k{n % keys}": n,
            }
        )
        for n in range(3000)
    ]
    (tmp_path / "events.jsonl").write_text("\n".join(lines), "utf-8")
    measured = found(lay_out(tmp_path, MAP.replace("events.csv", "events.jsonl")))
    assert (measured.events, measured.customers) == (3000, 3000)


@pytest.mark.skipif(os.name == "nt", reason="links and pipes are made otherwise on Windows")
@pytest.mark.parametrize("kind", ["link", "folder", "gone", "pipe"])
def test_no_file_of_many_is_left_out_without_a_word(tmp_path: Path, kind: str) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/z.csv").write_text(EVENTS, "utf-8")
    home = tmp_path / "home"
    (home / "e").mkdir(parents=True)
    (home / "cjmap.toml").touch()
    file = lay_out(home, MAP.replace("events.csv", '"e/**/*.csv"'))
    (home / "e/a.csv").write_text(EVENTS, "utf-8")
    (home / "e/folder.csv").mkdir()
    assert found(file).events == 8
    odd = home / "e/z.csv"
    match kind:
        case "link":
            odd.symlink_to("../../outside/z.csv")
        case "folder":
            odd = home / "e/z"
            odd.mkdir()
            (odd / "z.csv").symlink_to("../../../outside/z.csv")
        case "gone":
            odd.symlink_to("nowhere.csv")
        case "pipe":
            os.mkfifo(odd)
    with pytest.raises(UsageError) as caught:
        found(file)
    assert "z.csv" in caught.value.message.render("en")


MARK = b"\xef\xbb\xbf"
OBJECTS: list[dict[str, object]] = [
    {"customer": "a", "time": "2025-01-01T00:00:00Z", "event": "look", "amount": None},
    {"customer": "a", "time": 1735693200, "event": "pay", "amount": 5},
    {"customer": 7, "time": "2025-01-02 00:00:00", "event": "look", "amount": "none"},
]
LINES = "\n".join(map(json.dumps, OBJECTS)).encode()
LIST = json.dumps(OBJECTS).encode()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("e.json", LIST),
        ("e.json", MARK + LIST),
        ("e.json", MARK + b"\n " + LIST),
        ("e.json.gz", gzip.compress(MARK + LIST, mtime=0)),
        ("e.jsonl", LINES),
        ("e.jsonl", MARK + LINES),
        ("e.jsonl.gz", gzip.compress(MARK + LINES, mtime=0)),
    ],
)
def test_values_of_several_kinds_in_json_are_read_as_in_a_table_of_text(
    tmp_path: Path, name: str, content: bytes
) -> None:
    text = "customer,time,event,amount\n" + "".join(
        ",".join("" if value is None else str(value) for value in row.values()) + "\n"
        for row in OBJECTS
    )
    plain = found(lay_out(tmp_path, events=text))
    (tmp_path / name).write_bytes(content)
    # A day without events is a list without entries.
    for more in ("e0.json", "ez.json"):
        (tmp_path / more).write_bytes(b"[]")
    for address in (name, "'e[0.z]*json*'"):
        measured = found(lay_out(tmp_path, MAP.replace("events.csv", address), events=text))
        assert (measured.events, measured.customers) == (3, 2)
        assert measured.groups == plain.groups
        assert told(measured) == told(plain)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("events.json", b"[]"),
        ("events.json", b" [ ]\n"),
        ("events.json", MARK + b"[]"),
        ("events.json.gz", gzip.compress(b"[]", mtime=0)),
        ("events.jsonl", b""),
        ("events.jsonl", b"\n"),
    ],
)
def test_json_without_rows_is_told(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    measured = found(lay_out(tmp_path, MAP.replace("events.csv", name)))
    assert told(measured) == {("events", "empty"): (0, None)}
    assert measured.events == 0


@pytest.mark.parametrize("content", [b"42", b"null", b'["a", "b"]', b"[{}]", b'{"rows": []}'])
def test_json_that_is_no_table_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "events.json").write_bytes(content)
    with pytest.raises(UsageError) as caught:
        found(lay_out(tmp_path, MAP.replace("events.csv", "events.json")))
    assert "`data.events` has no column `customer`" in caught.value.message.render("en")


def test_an_odd_row_is_told_with_its_number(tmp_path: Path) -> None:
    events = EVENTS + "z,9999-12-31T00:00:00Z,look,web,\n" + "z,2025-01-01 00:00:00,look,web,\n"
    events += ROWS.splitlines(keepends=True)[2]
    measured = found(lay_out(tmp_path, events=events))
    assert told(measured) == {
        ("events", "future"): (1, 9),
        ("events", "zone"): (1, 10),
        ("events", "repeated"): (1, 11),
    }
    assert {one.detail for one in measured.unusable} == {"2025-01-31", "UTC", ""}


def test_times_of_typed_columns_are_told_too(tmp_path: Path) -> None:
    import duckdb

    events = EVENTS + "z,9999-12-31T00:00:00Z,look,web,\nz,1969-12-31T00:00:00Z,look,web,\n" + ROWS
    file = lay_out(tmp_path, MAP.replace("uri: events.csv", "uri: events.parquet"), events=events)
    csv, parquet = tmp_path / "events.csv", tmp_path / "events.parquet"
    duckdb.sql(f"copy (select * from read_csv('{csv}')) to '{parquet}' (format parquet)")
    assert told(found(file)) == {
        ("events", "future"): (1, 9),
        ("events", "early"): (1, 10),
        ("events", "repeated"): (8, 11),
    }


NUMBERS = "SELECT customer, CAST(time AS bigint) AS time, event, amount FROM "


def test_numbers_of_doubt_are_told_of_columns_of_numbers_too(
    tmp_path: Path, postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import duckdb
    import psycopg

    rows = [("a", 1735689600, "look", 1), ("b", 253402300799, "look", 1)]
    values = ", ".join(map(str, rows))
    read = NUMBERS + f"(VALUES {values}) AS t (customer, time, event, amount)"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS odd_numbers")
        connection.execute(f"CREATE TABLE odd_numbers AS {read}".encode())
    monkeypatch.setenv("CJMAP_ODD", postgres)
    duckdb.sql(f"copy ({read}) to '{tmp_path / 'events.parquet'}' (format parquet)")
    for source, row in (
        ("uri: events.parquet", 2),
        ("engine: env:CJMAP_ODD, table: odd_numbers", None),
    ):
        text = MAP.replace("uri: events.csv", source).split("  surveys")[0]
        measured = found(lay_out(tmp_path, text + "stages:\n  - {name: Look, match: [look]}\n"))
        assert told(measured) == {("events", "doubtful"): (1, row)}
        assert measured.last == "2025-01-01T00:00:00Z"


@pytest.mark.parametrize(
    ("events", "said"),
    [
        (EVENTS.encode("utf-16"), "`events.csv` is no text in UTF-8"),
        (EVENTS.encode("utf-16-be"), "`events.csv` is no text in UTF-8"),
        (EVENTS.encode("utf-32"), "`events.csv` is no text in UTF-8"),
        (b"PK\x03\x04\x14\0\x06\0" + bytes(range(14, 99)), "`events.csv` is no text in UTF-8"),
        (b"", "`events.csv` is empty."),
        (b"\n \n\n", "`events.csv` is empty."),
        (b"\xef\xbb\xbf", "`events.csv` is empty."),
        (bytes(range(256)) * 9, "events.csv"),
        (f"{HEADER}\na,{'x' * 3_000_000},look,web,1\n".encode(), "Maximum line size"),
        (ROWS.encode(), "`data.events` has no column `customer`"),
    ],
)
def test_a_file_that_is_no_table_is_named(tmp_path: Path, events: bytes, said: str) -> None:
    file = lay_out(tmp_path)
    (tmp_path / "events.csv").write_bytes(events)
    with pytest.raises(UsageError) as caught:
        found(file)
    assert said in caught.value.message.render("en")


def _ended(*ends: str, rows: int = 40) -> bytes:
    """Events whose first lines all end by the first of these, and one of the last by each other."""
    value = '"1\n2"' if rows < 1000 else "1"
    lines = [f"c{n},2025-01-01,look,web,{value}" for n in range(rows)]
    said = [f"{line}{ends[0]}" for line in (HEADER, *lines)]
    said[-len(ends) :] = [line + end for line, end in zip(lines[-len(ends) :], ends, strict=True)]
    return "".join(said).encode()


@pytest.mark.parametrize("rows", [40, 30_000])
@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    ("ends", "said"),
    [
        (("\r\n", "\n"), "(CRLF, LF)"),
        (("\n", "\r\n"), "(CRLF, LF)"),
        (("\n", "\r", "\n"), "(LF, CR)"),
        (("\r\n", "\r", "\n"), "(CRLF, LF, CR)"),
    ],
)
def test_lines_that_end_in_several_ways_are_told(
    tmp_path: Path, ends: tuple[str, ...], said: str, packed: bool, rows: int
) -> None:
    content = _ended(*ends, rows=rows)
    name = "events.csv.gz" if packed else "events.csv"
    file = lay_out(tmp_path, MAP.replace("events.csv", name))
    (tmp_path / name).write_bytes(gzip.compress(content, mtime=0) if packed else content)
    with pytest.raises(UsageError) as caught:
        found(file)
    message = caught.value.message.render("en")
    assert f"{name} ends its lines in several ways {said}" in message


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_one_way(tmp_path: Path, end: str) -> None:
    file = lay_out(tmp_path)
    (tmp_path / "events.csv").write_bytes(_ended(end))
    assert found(file).events == 40


def test_line_ends_within_values_are_not_to_blame(tmp_path: Path) -> None:
    file = lay_out(tmp_path)
    long = f'{HEADER}\r\na,{"x" * 3_000_000},look,web,"1\n2"\r\n'
    (tmp_path / "events.csv").write_bytes(long.encode())
    with pytest.raises(UsageError, match="Error when sniffing"):
        found(file)


def test_rows_are_numbered_as_they_lie_in_the_file_however_many_they_are(tmp_path: Path) -> None:
    """Also where several threads read them."""
    import duckdb

    parquet = tmp_path / "events.parquet"
    duckdb.sql(
        "copy (select 'c' || i as customer, timestamp '2025-01-01' + to_seconds(i) as time, "
        "case when i = 399999 then '' when i = 299999 then null else 'look' end as event, "
        f"'' as amount from range(400000) as t(i)) to '{parquet}' "
        "(format parquet, row_group_size 20000)"
    )
    lay_out(tmp_path, MAP.replace("uri: events.csv", "uri: events.parquet"))
    assert told(found(tmp_path / "coat.journey.yaml")) == {("events", "event"): (2, 300_000)}


def _write_rows(file: Path, rows: list[tuple[str, str, str]]) -> None:
    import duckdb

    packed = file.name.endswith(".gz")
    if file.suffix == ".parquet":
        columns = "customer, time, event"
        values = ", ".join(map(str, rows))
        query = f"SELECT *, '' AS amount FROM (VALUES {values}) AS t ({columns})"
        named = str(file).replace("'", "''")
        duckdb.sql(f"copy ({query}) to '{named}' (format parquet)")
        return
    if ".csv" in file.suffixes:
        text = "customer,time,event,amount\n" + "".join(",".join((*row, "\n")) for row in rows)
    else:
        table = [dict(zip(("customer", "time", "event"), row, strict=True)) for row in rows]
        text = json.dumps([{**one, "amount": ""} for one in table])
        if file.suffix == ".jsonl":
            text = text.strip("[]").replace("}, ", "}\n")
    content = text.encode()
    file.write_bytes(gzip.compress(content, mtime=0) if packed else content)


@pytest.mark.parametrize("ending", ["csv", "csv.gz", "json", "json.gz", "jsonl", "parquet"])
@pytest.mark.parametrize("files", [1, 3])
@pytest.mark.parametrize("stem", ["day", "[d] a'y"])
def test_a_row_is_told_by_its_file_and_its_number_there(
    tmp_path: Path, ending: str, files: int, stem: str
) -> None:
    text = MAP.replace("uri: events.csv", f"uri: '**/*y.{ending}'").split("  surveys")[0]
    text += "stages:\n  - {name: Look, match: [look]}\n"
    for odd in range(files):
        for day in range(files):
            rows = [(f"c{day}-{n}", "2025-01-01", "look") for n in range(40 + day)]
            if day == odd:
                rows[4] = ("z", "never", "look")
                rows[9] = rows[8]
            folder = tmp_path / f"of{day}"
            folder.mkdir(exist_ok=True)
            _write_rows(folder / f"{stem}.{ending}", rows)
        measured = found(lay_out(tmp_path, text))
        name = f"of{odd}/{stem}.{ending}" if files > 1 else f"{stem}.{ending}"
        headed = ending.startswith("csv")
        assert [(one.reason, one.row) for one in measured.unusable] == [
            (Reason.TIME, Row(5, name, headed)),
            (Reason.REPEATED, Row(10, name, headed)),
        ]


@pytest.mark.parametrize("files", [1, 2])
def test_rows_of_text_that_were_refused_are_counted_on(tmp_path: Path, files: int) -> None:
    """Before others, one after the other, with the lines that a quote takes along."""
    for day in range(files):
        rows = [f'"c{day}-{n}","2025-01-01T00:00:00Z","look","web","1"\n' for n in range(30_000)]
        for n in (3, 7, 8, 25_020):
            rows[n] = '"short","line"\n'
        rows[25_000] = '"c,2025-01-01T00:00:00Z,look,web,1\n'
        for n in (2, 9):
            rows[n] = rows[n].replace("look", "look\naround")
        if day == files - 1:
            rows[25_005] = rows[25_005].replace("2025-01-01T00:00:00Z", "never")
            rows[25_030] = rows[25_030].replace('"look"', '""')
        (tmp_path / f"[d'ay]{day}.csv").write_text(HEADER + "\n" + "".join(rows), encoding="utf-8")
    measured = found(lay_out(tmp_path, MAP.replace("events.csv", "'*ay*.csv'")))
    rows_told = {(one.reason, one.detail): one.row for one in measured.unusable}
    first, last = "[d'ay]0.csv", f"[d'ay]{files - 1}.csv"
    assert rows_told == {
        (Reason.REFUSED, "missing columns"): Row(4, first, headed=True),
        (Reason.REFUSED, "unquoted value"): Row(25_001, first, headed=True),
        (Reason.TIME, ""): Row(25_006, last, headed=True),
        (Reason.EVENT, ""): Row(25_031, last, headed=True),
    }


def test_of_several_files_some_may_be_empty(tmp_path: Path) -> None:
    file = lay_out(tmp_path, MAP.replace("uri: events.csv", "uri: 'event*.csv'"))
    (tmp_path / "event0.csv").write_text("", encoding="utf-8")
    (tmp_path / "eventz.csv").write_text(HEADER + "\n", encoding="utf-8")
    measured = found(file)
    assert (measured.events, measured.unusable) == (8, ())


def test_a_quotation_mark_that_does_not_close_is_told(tmp_path: Path) -> None:
    lines = ROWS.splitlines(keepends=True)
    sound, lines[4] = lines[4], '"' + lines[4]
    measured = found(lay_out(tmp_path, events=HEADER + "\n" + "".join(lines)))
    assert told(measured) == {("events", "quote"): (1, 5)}
    # It is no fault to be called so.
    lines[4] = '"""' + sound.replace("c", 'c"""', 1)
    measured = found(lay_out(tmp_path, events=HEADER + "\n" + "".join(lines)))
    assert told(measured) == {}
    assert measured.customers == 5


def test_lines_that_a_quotation_mark_takes_along_are_told(tmp_path: Path) -> None:
    """Behind more lines than DuckDB looks at to see how they are written."""
    rows = [f'"c{n}","2025-01-01T00:00:00Z","look","web","1"\n' for n in range(30_000)]
    rows[25_000] = '"c,2025-01-01T00:00:00Z,look,web,1\n'
    measured = found(lay_out(tmp_path, events=HEADER + "\n" + "".join(rows)))
    (one,) = measured.unusable
    assert (one.reason, one.detail) == (Reason.REFUSED, "unquoted value")
    assert one.row == Row(25_001, "events.csv", headed=True)
    assert one.n + measured.events == 30_000


@pytest.mark.parametrize("type", ["timestamp", "timestamptz", "date"])
def test_a_time_without_end_is_none(
    postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, type: str
) -> None:
    import psycopg

    monkeypatch.setenv("CJMAP_ENDLESS", postgres)
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS endless")
        connection.execute(
            f"CREATE TABLE endless (customer text, event text, time {type})".encode()
        )
        connection.execute(
            "INSERT INTO endless VALUES "
            "('a', 'look', '2025-01-01'), ('a', 'look', 'infinity'), ('a', 'look', '-infinity')"
        )
    text = MAP.replace("{uri: events.csv}", "{engine: env:CJMAP_ENDLESS, table: endless}")
    text = text.replace("  surveys: {uri: surveys.csv}\n  customers: {uri: customers.csv}\n", "")
    text = text.replace("  segments: {plan: customers.plan}\n", "")
    text = text.replace(", where: {amount: {gt: 0}}", "")
    measured = found(lay_out(tmp_path, text))
    assert told(measured) == {("events", "time"): (2, None)}
    assert measured.last == "2025-01-01T00:00:00Z"
