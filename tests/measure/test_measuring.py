"""A map is bound to its data, and what it writes is held against them."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from cjmap.check import Session
from cjmap.facts.measured import Measured, Reason, Row, Verdict
from cjmap.findings.usage import UsageError
from cjmap.measure.running import Result, measure
from tests.measure.maps import CUSTOMERS, EVENTS, MAP, SURVEYS, lay_out


def ask(file: Path) -> Result:
    subject = Session(today=datetime.date(2026, 1, 1)).subject(file)
    assert subject is not None
    return measure(subject)


def found(file: Path) -> Measured:
    return ask(file).measured


def test_what_customers_did_is_counted_by_stage(tmp_path: Path) -> None:
    measured = found(lay_out(tmp_path))
    everybody = measured.groups[0]
    look, buy = everybody.stages
    assert (measured.events, measured.customers) == (8, 4)
    assert (look.reach, buy.reach) == (4, 2)
    # b paid nothing, c a week later; d looked within the last day, so that nobody knows yet.
    assert buy.conversion is not None
    assert buy.conversion.value == pytest.approx(100 / 3)
    assert buy.conversion.n == 3
    assert look.drop_off is not None
    assert look.drop_off.value == pytest.approx(200 / 3)
    assert look.time_to_next is not None
    assert look.time_to_next.median == pytest.approx(3600, rel=0.01)
    assert look.channels == (("web", 3), ("app", 1))
    assert [(flow.origin, flow.target, flow.n) for flow in everybody.flows] == [("look", "buy", 2)]
    assert dict(measured.unmapped.events) == {"wave": 1, "pay": 1}


def test_a_persona_is_the_customers_of_its_segment(tmp_path: Path) -> None:
    groups = {group.id: group for group in found(lay_out(tmp_path)).groups}
    assert list(groups) == ["all", "ana", "plan=gold", "plan=tin"]
    assert groups["ana"].customers == groups["plan=gold"].customers == 2
    assert groups["ana"].stages == groups["plan=gold"].stages
    assert groups["plan=tin"].stages[1].reach == 0


def test_everybody_is_counted_alike_whether_there_are_parts_or_not(tmp_path: Path) -> None:
    text = MAP.replace("  segments: {plan: customers.plan}\n", "")
    text = text.replace("{name: Ana, match: {segment: {plan: gold}}}", "Ana")
    (everybody,) = found(lay_out(tmp_path, text)).groups
    assert everybody == found(lay_out(tmp_path)).groups[0]


def test_answers_belong_to_the_place_that_asks_for_them(tmp_path: Path) -> None:
    everybody = found(lay_out(tmp_path)).groups[0]
    pay = everybody.touchpoints[1]
    assert pay.scores.csat is not None
    assert (pay.scores.csat.value, pay.scores.csat.n) == (50.0, 2)
    assert pay.scores.nps is None
    assert everybody.scores.nps is not None
    assert (everybody.scores.nps.value, everybody.scores.nps.n) == (0.0, 2)


def test_claims_and_promises_are_judged(tmp_path: Path) -> None:
    more = "".join(f"e{n},2025-01-01T00:00:00Z,look,web,\n" for n in range(200))
    measured = found(lay_out(tmp_path, events=EVENTS + more))
    claims = {one.type: one.verdict for one in measured.claims}
    assert claims == {"nps": Verdict.SUPPORTED, "conversion": Verdict.CONTRADICTED}
    targets = {one.type: one.verdict for one in measured.targets}
    assert targets == {"conversion": Verdict.MISSED, "csat": Verdict.UNDECIDED}


@pytest.mark.parametrize(
    ("written", "verdict"),
    [(33, "supported"), (34, "supported"), (33.4, "supported"), (36, "contradicted")],
)
def test_a_claim_stands_for_all_that_rounds_to_it(
    tmp_path: Path, written: float, verdict: str
) -> None:
    # 3,000 looked, a third of them paid: 31.7 to 35.1 at 95 %.
    rows = []
    for n in range(3000):
        rows.append(f"x{n},2025-01-01T00:00:00Z,look,web,\n")
        if n % 3 == 0:
            rows.append(f"x{n},2025-01-01T01:00:00Z,pay,web,5\n")
    rows.append("end,2025-02-01T00:00:00Z,wave,web,\n")
    events = EVENTS.partition("\n")[0] + "\n" + "".join(rows)
    text = MAP.replace("value: 90", f"value: {written}")
    claims = found(lay_out(tmp_path, text, events=events)).claims
    assert [one.verdict for one in claims if one.type == "conversion"] == [verdict]


NEW_YORK = MAP.replace("  window: P1D", "  window: P1D\n  timezone: America/New_York")


def test_times_without_a_zone_are_in_that_of_the_map(tmp_path: Path) -> None:
    events = EVENTS.replace("T00:00:00Z", " 00:00:00").replace("Z,", ",")
    measured = found(lay_out(tmp_path, NEW_YORK, events=events))
    # As it is there, at five in the morning of the first in UTC.
    assert measured.first == "2025-01-01T00:00:00-05:00"
    assert measured.last == "2025-01-10T01:00:00-05:00"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2025-01-01", "2025-01-01T05:00:00Z"),
        ("2025-01-01 12:00", "2025-01-01T17:00:00Z"),
        ("2025-01-01T12:00:00.250", "2025-01-01T17:00:00Z"),
        ("2025-01-01T12:00:00Z", "2025-01-01T12:00:00Z"),
        ("2025-01-01 12:00:00.5 UTC", "2025-01-01T12:00:00Z"),
        ("2025-01-01 12:00:00+02", "2025-01-01T10:00:00Z"),
        ("2025-01-01T12:00:00-0230", "2025-01-01T14:30:00Z"),
        ("2025-01-01T12:00:00 +02:00", "2025-01-01T10:00:00Z"),
    ],
)
@pytest.mark.parametrize("engine", ["duckdb", "postgres"])
def test_a_time_is_in_the_zone_that_it_says(
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    engine: str,
    written: str,
    meant: str,
) -> None:
    text = NEW_YORK
    if engine == "postgres":
        import psycopg

        address = request.getfixturevalue("postgres")
        monkeypatch.setenv("CJMAP_ZONES", address)
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("DROP TABLE IF EXISTS zones")
            connection.execute("CREATE TABLE zones (customer text, time text, event text)")
            connection.execute("INSERT INTO zones VALUES ('a', %s, 'look')", [written])
        text = text.replace("uri: events.csv", "engine: env:CJMAP_ZONES, table: zones")
        for name in ("surveys", "customers"):
            text = text.replace(f"  {name}: {{uri: {name}.csv}}\n", "")
        text = text.replace("  segments: {plan: customers.plan}\n", "").replace(
            ", where: {amount: {gt: 0}}", ""
        )
    events = f"customer,time,event,amount\na,{written},look,\n"
    measured = found(lay_out(tmp_path, text, events=events))
    assert measured.first is not None
    first, instant = map(datetime.datetime.fromisoformat, (measured.first, meant))
    assert (first, measured.unusable) == (instant, ())


@pytest.mark.parametrize("seconds", ["1735689600", "1735689600000", "1735689600.0"])
def test_times_may_be_seconds_or_thousandths(tmp_path: Path, seconds: str) -> None:
    measured = found(lay_out(tmp_path, events=f"customer,time,event,amount\na,{seconds},look,\n"))
    assert measured.first == "2025-01-01T00:00:00Z"


def test_rows_that_cannot_be_used_are_told_with_one_of_them(tmp_path: Path) -> None:
    events = (
        EVENTS
        + ",2025-01-02T00:00:00Z,look,web,\nx,soon,look,web,\n"
        + "y,2025-01-02T00:00:00Z,,web,\nz,2025-01-02T00:00:00Z,pay,web,lots\n"
    )
    surveys = (
        SURVEYS
        + "a,2025-01-03,till,csat,6\na,2025-01-03,till,stars,3\na,2025-01-03,till,nps,NaN\na,2025-01-03,,nps,3\na,,till,nps,3\n"
    )
    measured = found(
        lay_out(tmp_path, events=events, surveys=surveys, customers=CUSTOMERS + "a,tin\n")
    )
    told = {
        (one.role, one.reason): (one.n, one.row and one.row.number) for one in measured.unusable
    }
    assert told == {
        ("events", "customer"): (1, 9),
        ("events", "time"): (1, 10),
        ("events", "event"): (1, 11),
        ("events", "number"): (1, 12),
        ("surveys", "scale"): (1, 5),
        ("surveys", "kind"): (1, 6),
        ("surveys", "score"): (1, 7),
        ("surveys", "place"): (1, 8),
        ("surveys", "time"): (1, 9),
        ("customers", "twice"): (1, 5),
    }
    assert measured.groups[0].customers == 4


def test_lines_that_are_no_rows_are_told(tmp_path: Path) -> None:
    measured = found(lay_out(tmp_path, events=EVENTS + "d,2025-01-10,look,web,1,2,3\n"))
    assert [(one.reason, one.n) for one in measured.unusable] == [("refused", 1)]


def test_no_rows_are_no_figures_and_no_fault(tmp_path: Path) -> None:
    measured = found(lay_out(tmp_path, events="customer,time,event,amount\n"))
    assert (measured.events, measured.first) == (0, None)
    assert measured.groups[0].stages[0].reach == 0
    assert measured.groups[0].stages[1].conversion is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("uri: events.csv", "uri: gone.csv", "There is no file `gone.csv`."),
        ("uri: events.csv", "uri: gone/*.csv", "No file fits `gone/*.csv`."),
        ("uri: events.csv", "uri: events.csv, columns: {time: when}", "has no column `when`"),
        ("window: P1D", "window: P1M", "`window: P1M` has no certain length"),
        ("window: P1D", "timezone: Mars/Olympus", "There is no time zone `Mars/Olympus`."),
        ("plan: customers.plan", "plan: customers.tier", "has no column `tier`"),
        ("plan: customers.plan", "plan: people.plan", "has no column `people.plan`"),
        (
            "events: {uri: events.csv}",
            "events: {engine: env:CJMAP_NOWHERE, table: x}",
            "All sources must be in one engine",
        ),
    ],
)
def test_what_cannot_be_measured_is_said(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in MAP
    with pytest.raises(UsageError) as caught:
        found(lay_out(tmp_path, MAP.replace(old, new)))
    assert said in caught.value.message.render("en")


def test_files_with_names_that_look_like_patterns_are_read(tmp_path: Path) -> None:
    file = lay_out(tmp_path, MAP.replace("uri: events.csv", 'uri: "e[1].csv"'))
    (tmp_path / "e[1].csv").write_text(EVENTS, encoding="utf-8")
    with pytest.raises(UsageError):
        found(file)
    file = lay_out(tmp_path, MAP.replace("uri: events.csv", 'uri: "e[[]1].csv"'))
    assert found(file).events == 8


def test_several_files_are_one_table(tmp_path: Path) -> None:
    file = lay_out(tmp_path, MAP.replace("uri: events.csv", "uri: 'data/*.csv'"))
    lines = EVENTS.splitlines(keepends=True)
    (tmp_path / "data").mkdir()
    for number in (1, 2):
        part = [lines[0], *lines[number::2]]
        (tmp_path / "data" / f"{number}.csv").write_text("".join(part), encoding="utf-8")
    assert found(file).groups == found(lay_out(tmp_path)).groups


def test_an_event_of_two_neighbours_is_told(tmp_path: Path) -> None:
    text = MAP.replace("match: [look]", "match: [look, pay]")
    shared = found(lay_out(tmp_path, text)).shared
    assert [(one.event, one.second) for one in shared] == [("pay", ("stages", 1))]


def test_a_way_that_nobody_goes_and_a_place_that_is_nowhere(tmp_path: Path) -> None:
    text = MAP + "  - name: Keep\n    match: [keep]\n    touchpoints: [Wear]\n"
    measured = found(lay_out(tmp_path, text))
    assert [(one.id, one.named) for one in measured.unbound if len(one.path) == 2] == [
        ("keep", True)
    ]
    assert measured.idle == (("buy", "keep"),)


def test_an_answer_beyond_the_scale_of_its_place_is_told(tmp_path: Path) -> None:
    # Elsewhere on the map seven is an answer; at the till it is none.
    wide = """
      - name: Thank
        channel: web
        match: {surveys: [after]}
        metrics: [{type: csat, scale: [1, 7], value: 50}]
"""
    surveys = (
        SURVEYS + "a,2025-01-03,after,csat,7\nc,2025-01-03,till,csat,7\nc,2025-01-03,lost,csat,6\n"
    )
    measured = found(lay_out(tmp_path, MAP.rstrip("\n") + wide, surveys=surveys))
    off = next(one for one in measured.unusable if one.reason is Reason.SCALE)
    assert (off.n, off.row) == (2, Row(6, "surveys.csv", headed=True))
    touchpoints = {one.id: one.scores.csat for one in measured.groups[0].touchpoints}
    assert [one.n for one in touchpoints.values() if one is not None] == [2, 1]


def test_channels_have_the_ids_of_the_map_however_they_are_spelt(tmp_path: Path) -> None:
    events = EVENTS.replace("look,web", "look,Web", 1).replace("look,app", "look,Kiosk 9")
    look = found(lay_out(tmp_path, events=events)).groups[0].stages[0]
    assert look.channels == (("web", 3), ("Kiosk 9", 1))
    text = MAP.replace("personas:", "channels:\n  - {id: shopfront, name: Kiosk 9}\npersonas:")
    look = found(lay_out(tmp_path, text, events=events)).groups[0].stages[0]
    assert look.channels == (("web", 3), ("shopfront", 1))
