"""`cjmap measure`: what it prints, what it fails for, and what it leaves alone."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cjmap.cli.measure import MeasureFormat
from cjmap.views.catalogue import BINARY, DRAWINGS, shows_measured
from tests.cli.conftest import Cjmap
from tests.measure.maps import EVENTS, FILE, MAP, lay_out

MANY = EVENTS + "".join(f"e{n},2025-01-01T00:00:00Z,look,web,\n" for n in range(200))


@pytest.fixture
def folder(cjmap: Cjmap) -> Path:
    lay_out(cjmap.folder, events=MANY)
    return cjmap.folder


def test_a_person_reads_stages_answers_and_verdicts(cjmap: Cjmap, folder: Path) -> None:
    result = cjmap("measure", FILE)
    assert result.exit_code == 0, result.output
    for said in ("Look", "Buy", "contradicted", "missed", "CJ621", "CJ622", "204 customers"):
        assert said in result.stdout


def test_programs_read_json(cjmap: Cjmap, folder: Path) -> None:
    result = cjmap("measure", FILE, "--output-format", "json")
    document = json.loads(result.stdout)
    assert document["version"] == 1
    (told,) = document["maps"]
    assert (told["file"], told["engine"], told["window"]) == (FILE, "duckdb", 86400)
    assert [group["kind"] for group in told["groups"]] == ["all", "persona", "segment", "segment"]
    everybody = told["groups"][0]
    assert everybody["stages"][0]["reach"] == 204
    assert everybody["stages"][1]["conversion"] == {
        "value": 0.49,
        "n": 203,
        "low": 0.09,
        "high": 2.74,
        "state": "ok",
    }
    assert {one["code"] for one in told["findings"]} >= {"CJ621", "CJ622", "CJ623"}
    claim = next(one for one in told["claims"] if one["type"] == "conversion")
    assert (claim["written"], claim["verdict"]) == (90, "contradicted")


@pytest.mark.parametrize("sign", ["", "%", " %"])
@pytest.mark.parametrize("value", ["90", "90.5", "4.50"])
def test_a_share_may_be_written_in_percent(
    cjmap: Cjmap, folder: Path, value: str, sign: str
) -> None:
    shares = MAP.replace("value: 90,", f"value: {value}{sign},").replace(
        '">= 50"', f'">= {value}{sign}"'
    )
    (folder / FILE).write_text(shares)
    for form in MeasureFormat:
        result = cjmap("measure", FILE, "--output-format", form)
        assert result.exit_code == 0, result.output
        # A table of figures holds what was measured alone.
        assert form is MeasureFormat.CSV or value.removesuffix("0") in result.stdout
    (told,) = json.loads(cjmap("measure", FILE, "--output-format", "json").stdout)["maps"]
    (claim,) = (one for one in told["claims"] if one["type"] == "conversion")
    (promise,) = (one for one in told["targets"] if one["type"] == "conversion")
    assert (claim["written"], promise["target"]) == (float(value), f">= {value}")
    assert (claim["verdict"], promise["verdict"]) == ("contradicted", "missed")
    # What was measured once is found again by what is written.
    cjmap("measure", FILE, "--output-format", "json", "-o", "m.json")
    page = cjmap("report", FILE, "--measured", "m.json", "-o", "page.html")
    assert page.exit_code == 0, page.output
    assert page.stderr == "1 page written: page.html\n"


def test_spreadsheets_read_csv(cjmap: Cjmap, folder: Path) -> None:
    result = cjmap("measure", FILE, "--output-format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    reach = next(row for row in rows if (row["place"], row["figure"]) == ("look", "reach"))
    assert (reach["group"], reach["value"]) == ("all", "204")


def test_a_wiki_reads_markdown(cjmap: Cjmap, folder: Path) -> None:
    assert "| Look |" in cjmap("measure", FILE, "--output-format", "markdown").stdout


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], 0),
        (["--check"], 1),
        (["--fail-on", "missed"], 1),
        (["--fail-on", "contradicted"], 1),
        (["--fail-on", "unmapped-share=1"], 0),
        (["--fail-on", "unmapped-share=0"], 1),
        (["--fail-on", "everything"], 2),
        (["--fail-on", "unmapped-share=lots"], 2),
        (["--engine", "oracle"], 2),
        (["--engine", "env:CJMAP_NOT_SET"], 2),
        (["--memory-limit", "512 MiB"], 0),
        (["--memory-limit", "lots"], 2),
    ],
)
def test_exit_codes(cjmap: Cjmap, folder: Path, options: list[str], code: int) -> None:
    result = cjmap("measure", FILE, *options)
    assert result.exit_code == code, result.output


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "`` is no size of memory"),
        ("4", "`4` is no size of memory"),
        ("-1GB", "`-1GB` is no size of memory"),
        ("nanGB", "`nanGB` is no size of memory"),
        ("80%", "`80%` is no size of memory"),
        (f"{'9' * 400}GB", "is no size of memory"),
        ("9999999TiB", "`9999999TiB` is no size of memory"),
        ("0GB", "cannot work with 0GB of memory"),
        ("15.9MB", "cannot work with 15.9MB of memory"),
        ("16MB", "The data need more memory than DuckDB has"),
    ],
)
def test_a_limit_of_memory_that_cannot_be_kept_to_is_told(
    cjmap: Cjmap, folder: Path, written: str, said: str
) -> None:
    rows = "".join(f"customer {n},2025-01-01T00:00:00Z,look,web,\n" for n in range(200_000))
    (folder / "events.csv").write_text(EVENTS + rows, encoding="utf-8")
    result = cjmap("measure", FILE, "--memory-limit", written)
    assert result.exit_code == 2
    assert said in result.stderr


def test_another_engine_has_limits_of_its_own(
    cjmap: Cjmap, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CJMAP_WAREHOUSE", "postgresql://127.0.0.1:1/none")
    result = cjmap("measure", FILE, "--memory-limit", "1GB", "--engine", "env:CJMAP_WAREHOUSE")
    assert result.exit_code == 2
    assert "`--memory-limit` is for DuckDB" in result.stderr


def test_kept_promises_pass(cjmap: Cjmap, folder: Path) -> None:
    lay_out(folder, MAP.replace('target: ">= 50"', 'target: ">= 0"'), events=MANY)
    assert cjmap("measure", FILE, "--check").exit_code == 0


def test_a_diff_changes_nothing_and_a_second_writing_neither(cjmap: Cjmap, folder: Path) -> None:
    before = (folder / FILE).read_bytes()
    shown = cjmap("measure", FILE, "--diff").stdout
    assert "+          - {type: conversion, value: 0.49" in shown
    assert (folder / FILE).read_bytes() == before
    assert cjmap("measure", FILE, "--write").exit_code == 0
    written = (folder / FILE).read_bytes()
    assert b"value: 0.49" in written
    assert cjmap("measure", FILE, "--write").exit_code == 0
    assert (folder / FILE).read_bytes() == written


def test_values_that_go_into_no_history_are_counted(cjmap: Cjmap, folder: Path) -> None:
    text = (folder / FILE).read_text("utf-8")
    dated = re.sub(r"(type: \w+, value: \d+)", r"\1, date: 2024-01-01", text)
    number = dated.count("date: 2024-01-01")
    assert number
    for options in ("--diff", "--write"):
        said = " ".join(cjmap("measure", FILE, options).stderr.split())
        assert "in no `history`" not in said
        assert re.search(r"\d values? of before says? no earlier day", said), said
    cjmap.write(FILE, dated)
    result = cjmap("measure", FILE, "--write")
    assert "no earlier day" not in result.stderr
    assert (folder / FILE).read_text("utf-8").count("history:") == number


def test_findings_can_be_left_out_where_they_stand(cjmap: Cjmap, folder: Path) -> None:
    text = MAP.replace('target: ">= 50"}', 'target: ">= 50"} # cjmap: ignore[CJ62] known')
    lay_out(folder, text, events=MANY)
    told = json.loads(cjmap("measure", FILE, "--output-format", "json").stdout)["maps"][0]
    assert not {one["code"] for one in told["findings"]} & {"CJ621", "CJ622"}
    # Lint asks no data, so it cannot say that the comment silences nothing.
    assert "CJ801" not in cjmap("lint", FILE, "--notes").stdout


def test_maps_without_data_are_passed_over_unless_named(cjmap: Cjmap, folder: Path) -> None:
    cjmap.write("hat.journey.yaml", "title: Hat\npersonas: [Ana]\nstages: [Look]\n")
    assert cjmap("measure").exit_code == 0
    result = cjmap("measure", "hat.journey.yaml")
    assert result.exit_code == 2
    assert "`data`" in result.stderr


def test_a_map_that_cannot_be_read_is_not_measured(cjmap: Cjmap, folder: Path) -> None:
    cjmap.write(FILE, "title: [\n")
    result = cjmap("measure", FILE)
    assert result.exit_code == 1
    assert "CJ003" in result.stderr


def test_the_data_are_not_written_over(cjmap: Cjmap, folder: Path) -> None:
    for name in ("events.csv", "surveys.csv", "customers.csv"):
        before = (folder / name).read_bytes()
        result = cjmap("measure", FILE, "-o", name)
        assert result.exit_code == 2
        assert name in result.stderr
        assert (folder / name).read_bytes() == before


def test_a_map_that_cannot_be_measured_holds_no_others_figures_back(
    cjmap: Cjmap, folder: Path
) -> None:
    text = (folder / FILE).read_text("utf-8")
    cjmap.write("a.journey.yaml", text.replace("events.csv", "gone.csv"))
    result = cjmap("measure")
    assert result.exit_code == 2
    assert "204 customers" in result.stdout
    assert "a.journey.yaml: " in result.stderr
    assert "gone.csv" in result.stderr


@pytest.mark.parametrize("asked", ["missed", "contradicted", "unmapped-share=20"])
def test_nothing_to_count_keeps_no_promise(cjmap: Cjmap, folder: Path, asked: str) -> None:
    for name in ("events.csv", "surveys.csv"):
        head, *_ = (folder / name).read_text("utf-8").splitlines()
        cjmap.write(name, f"{head}\n")
    result = cjmap("measure", FILE, "--check", "--fail-on", asked)
    assert result.exit_code == 1
    assert "no event and no answer" in result.stderr
    assert cjmap("measure", FILE).exit_code == 0


def test_answers_to_surveys_that_no_place_names_are_told(cjmap: Cjmap, folder: Path) -> None:
    head, *rows = (folder / "surveys.csv").read_text("utf-8").splitlines()
    survey = head.split(",").index("touchpoint")
    lost = [row.split(",") for row in rows[:2]]
    for row in lost:
        row[survey] = "Elsewhere"
    cjmap.write("surveys.csv", "\n".join([head, *map(",".join, lost), *rows]) + "\n")
    result = cjmap("measure", FILE)
    assert "2 answers in `data.surveys`" in " ".join(result.stdout.split())
    assert "(Elsewhere)" in result.stdout


@pytest.mark.parametrize("end", ["", ",", ",\n", ",\n  "])
def test_a_list_of_json_that_is_cut_off_is_not_read_as_whole(
    cjmap: Cjmap, folder: Path, end: str
) -> None:
    rows = [*csv.DictReader(io.StringIO((folder / "events.csv").read_text("utf-8")))]
    whole = json.dumps(rows)
    cjmap.write("events.json", whole)
    text = (folder / FILE).read_text("utf-8").replace("events.csv", "events.json")
    cjmap.write(FILE, text)
    assert "204 customers" in cjmap("measure", FILE).stdout
    cut = whole.rindex("},", 0, len(whole) // 2) + 1
    cjmap.write("events.json", whole[:cut] + end)
    result = cjmap("measure", FILE)
    assert result.exit_code == 2
    assert "events.json" in result.stderr


def test_settings_hold_for_every_map(cjmap: Cjmap, folder: Path) -> None:
    own = MAP.index("  window")
    lay_out(folder, MAP[: MAP.index("data:")] + "data:\n" + MAP[own:], events=MANY)
    cjmap.write(
        "cjmap.toml",
        "[measure]\n"
        + "".join(
            f'{role} = {{uri = "{role}.csv"}}\n' for role in ("events", "surveys", "customers")
        ),
    )
    told = json.loads(cjmap("measure", FILE, "--output-format", "json").stdout)["maps"][0]
    assert told["customers"] == 204


def test_without_the_extra_it_says_what_to_install(
    cjmap: Cjmap, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ibis", None)
    result = cjmap("measure", FILE)
    assert result.exit_code == 2
    assert "pip install 'cjmap[measure]'" in result.stderr


def test_nothing_of_an_address_is_told(
    cjmap: Cjmap, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CJMAP_WAREHOUSE", "postgresql://ana:geheim@127.0.0.1:1/none")
    text = MAP.replace("{uri: events.csv}", "{engine: env:CJMAP_WAREHOUSE, table: events}")
    for role in ("surveys", "customers"):
        text = text.replace(f"  {role}: {{uri: {role}.csv}}\n", "")
    text = text.replace("  segments: {plan: customers.plan}\n", "")
    cjmap.write(FILE, text)
    result = cjmap("measure", FILE)
    assert result.exit_code == 2
    assert "geheim" not in result.output + result.stderr
    assert "The engine does not answer" in result.stderr


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Buy headphones"), ("es", "Comprar auriculares")]
)
def test_the_sample_is_a_map_with_its_data(cjmap: Cjmap, language: str, title: str) -> None:
    assert cjmap("measure", "--sample", "shop", "--lang", language).exit_code == 0
    again = cjmap("measure", "--sample", "shop", "--lang", language)
    assert again.exit_code == 2
    assert title in (cjmap.folder / "shop" / "headphones.journey.yaml").read_text("utf-8")
    assert cjmap("validate", "shop").exit_code == 0
    assert (
        len((cjmap.folder / "shop" / "data" / "customers.csv").read_text("utf-8").splitlines())
        == 50_001
    )


def test_the_first_and_the_last_day_are_those_of_the_map_s_time_zone(cjmap: Cjmap) -> None:
    text = MAP.replace("  window: P1D", "  window: P1D\n  timezone: Europe/Madrid")
    lay_out(cjmap.folder, text, events=EVENTS + "d,2025-01-31T23:30:00Z,pay,web,5\n")
    assert "1 Jan 2025 – 1 Feb 2025" in cjmap("measure", FILE).stdout
    told = cjmap("measure", FILE, "--output-format", "json").stdout
    assert json.loads(told)["maps"][0]["last"] == "2025-02-01T00:30:00+01:00"


def test_the_first_day_of_all_is_one_in_every_time_zone(cjmap: Cjmap) -> None:
    text = MAP.replace("  window: P1D", "  timezone: America/Lima")
    header = EVENTS.partition("\n")[0]
    lay_out(cjmap.folder, text, events=f"{header}\nd,0001-01-01T00:30:00Z,look,web,\n")
    result = cjmap("measure", FILE)
    assert result.exit_code == 0, result.output
    assert "1 Jan 1" in result.stdout


def test_no_shares_are_told_of_parts_that_are_too_small(cjmap: Cjmap) -> None:
    text = MAP.replace("{suppress: 1, indicative: 2}", "{suppress: 3, indicative: 4}")
    lay_out(cjmap.folder, text, customers="customer,plan\na,gold\nb,tin\nc,tin\nd,tin\n")
    rows = cjmap("measure", FILE).stdout.splitlines()
    parts = {
        row.split()[0]: row.split()[1:]
        for row in rows[rows.index("Parts of the customers") :]
        if row
    }
    assert parts["plan=gold"] == ["1", *["too", "few"] * 3]
    assert parts["plan=tin"][:3] == ["3", "100%", "33%"]
    assert parts["Everybody"][:3] == ["4", "100%", "50%"]
    told = cjmap("measure", FILE, "--output-format", "json", "-o", "m.json")
    assert told.exit_code == 0
    document = json.loads((cjmap.folder / "m.json").read_text("utf-8"))
    groups = {one["id"]: one for one in document["maps"][0]["groups"]}
    assert {name: one["few"] for name, one in groups.items()} == {
        "all": False,
        "ana": True,
        "plan=gold": True,
        "plan=tin": False,
    }
    shown = cjmap("report", FILE, "--measured", "m.json", "-o", "page.html")
    assert shown.exit_code == 0
    page = (cjmap.folder / "page.html").read_text("utf-8")
    (row,) = re.findall(r'<tr><th scope="row">plan=gold</th>.*?</tr>', page)
    assert row.count("too few to show a figure") == 3
    assert "%<" not in row
    # What was measured before that was told is shown all the same.
    for one in groups.values():
        del one["few"]
    cjmap.write("m.json", json.dumps(document))
    assert cjmap("report", FILE, "--measured", "m.json", "-o", "page.html").exit_code == 0
    page = (cjmap.folder / "page.html").read_text("utf-8")
    (row,) = re.findall(r'<tr><th scope="row">plan=gold</th>.*?</tr>', page)
    assert row.count("100%<") == 2


@pytest.fixture
def recorded(cjmap: Cjmap, folder: Path) -> Path:
    assert cjmap("measure", FILE, "--output-format", "json", "-o", "m.json").exit_code == 0
    return folder / "m.json"


def test_pictures_and_pages_show_what_was_measured_once(cjmap: Cjmap, recorded: Path) -> None:
    # Pictures and pages query nothing.
    (recorded.parent / "events.csv").unlink()
    page = cjmap("report", FILE, "--measured", "m.json", "-o", "page.html")
    picture = cjmap("render", FILE, "--measured", "m.json", "-o", "map.svg")
    curve = cjmap("render", FILE, "--measured", "m.json", "--view", "curve", "-o", "curve.svg")
    assert (page.exit_code, picture.exit_code, curve.exit_code) == (0, 0, 0), page.output
    for name in ("page.html", "map.svg"):
        text = (recorded.parent / name).read_text(encoding="utf-8")
        for said in ("Ways taken", "the data contradict it", "target missed", "n = 203"):
            assert said in text.replace("\u00a0", " "), (name, said)
    assert "99.5% leave" in (recorded.parent / "curve.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("view", "form"), [kind for kind in DRAWINGS if kind[1] not in (*BINARY, "html")]
)
def test_pictures_that_show_nothing_measured_are_named(
    cjmap: Cjmap, recorded: Path, view: str, form: str
) -> None:
    asked = ("render", FILE, "--view", view, "-f", form)
    plain, measured = cjmap(*asked), cjmap(*asked, "--measured", "m.json")
    assert (plain.exit_code, measured.exit_code) == (0, 0)
    # Names within a picture are made of all that its board holds.
    same, shown = (re.sub("cjmap-[0-9a-f]{8}", "", one.stdout) for one in (plain, measured))
    assert shows_measured(view, form) is (same != shown)
    said = "Nothing measured is shown in" in measured.stderr
    assert said is (same == shown)
    if said:
        assert f"--view {view} -f {form}. It is in --view map" in measured.stderr


def test_of_several_pictures_those_are_named_that_show_nothing_measured(
    cjmap: Cjmap, recorded: Path
) -> None:
    result = cjmap(
        *("render", FILE, "--view", "map,flow,network", "-f", "svg"),
        *("--measured", "m.json", "-o", "pictures/"),
    )
    assert result.exit_code == 0, result.output
    told = " ".join(result.stderr.split())
    assert "shown in --view flow -f svg, --view network -f svg. It is in" in told


@pytest.mark.parametrize("more", ["", "--measured m.json"])
@pytest.mark.parametrize("verb", ["report", "render", "render --view flow", "gaps", "lint"])
def test_who_has_no_engine_sees_what_was_measured_elsewhere(
    recorded: Path, verb: str, more: str
) -> None:
    """The figures come from CI; whoever draws them has not installed what counted them."""
    if more and not verb.startswith("re"):
        return
    code = (
        "import sys\n"
        "for name in ('ibis', 'duckdb', 'psycopg', 'pyspark'):\n    sys.modules[name] = None\n"
        "from cjmap.cli.app import main\nmain()\n"
    )
    words = [
        *verb.split(),
        FILE,
        *more.split(),
        "-o",
        "out.html" if verb == "report" else "out.svg",
    ]
    done = subprocess.run(
        [sys.executable, "-c", code, *words], cwd=recorded.parent, capture_output=True, text=True
    )
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("verb", ["report", "render -o x.svg"])
def test_that_the_stages_are_others_now_is_said(
    cjmap: Cjmap, folder: Path, recorded: Path, verb: str
) -> None:
    text = (folder / FILE).read_text("utf-8")
    asked = (*verb.split(), FILE, "--measured", str(recorded))
    assert "other stages" not in cjmap(*asked).stderr
    cjmap.write(FILE, text.replace("name: Look", "name: Look around"))
    result = cjmap(*asked)
    assert result.exit_code == 0
    assert "other stages" in result.stderr
    assert "look" in result.stderr


def test_without_it_nothing_measured_is_shown(cjmap: Cjmap, recorded: Path) -> None:
    assert cjmap("report", FILE, "-o", "page.html").exit_code == 0
    text = (recorded.parent / "page.html").read_text(encoding="utf-8")
    assert "What customers did and said" not in text
    assert ".whisker" not in text


def test_it_is_found_from_another_folder(
    cjmap: Cjmap, recorded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (recorded.parent / "away").mkdir()
    monkeypatch.chdir(recorded.parent / "away")
    result = cjmap("render", f"../{FILE}", "--measured", "../m.json", "-o", "map.svg")
    assert result.exit_code == 0, result.output
    assert "Ways taken" in (recorded.parent / "away" / "map.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("verb", ["report", "render"])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "There is no file `m.json`."),
        ("{", "m.json:1:2"),
        ('{"version": 1, "maps": []}', "tells of none of these maps"),
        ('{"version": 1, "maps": [{"file": "coat.journey.yaml"}]}', "see `maps[0]"),
        ("\udcff", "m.json cannot be read"),
    ],
)
def test_what_is_no_such_file_is_wrong_usage(
    cjmap: Cjmap, folder: Path, verb: str, text: str | None, said: str
) -> None:
    if text is not None:
        (folder / "m.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    result = cjmap(verb, FILE, "--measured", "m.json", "-o", "out.html")
    assert result.exit_code == 2, result.output
    assert said in result.stderr
    assert not (folder / "out.html").exists()


def test_maps_that_cannot_be_read_are_told_beside_the_others(cjmap: Cjmap, folder: Path) -> None:
    cjmap.write("broken.journey.yaml", "title: Broken\nstages: 3\n")
    result = cjmap("measure")
    assert result.exit_code == 1, result.output
    assert "204 customers" in result.stdout
    assert "broken.journey.yaml:2:9" in result.stderr
    assert "1 of 2 maps cannot be read" in result.stderr


def test_who_begins_and_ends_where_is_told(cjmap: Cjmap, folder: Path) -> None:
    result = cjmap("measure", FILE)
    look = next(line.split() for line in result.stdout.splitlines() if line.startswith("  Look"))
    assert look[-2:] == ["204", "201"], look


def test_of_rows_that_cannot_be_used_one_is_named(cjmap: Cjmap) -> None:
    lay_out(cjmap.folder, events=EVENTS + "z,9999-12-31T00:00:00Z,look,web,\n")
    for form in ("text", "markdown"):
        result = cjmap("measure", FILE, "--output-format", form, "--today", "2025-03-31")
        assert "lies after 2025-03-31, which is today" in " ".join(result.stdout.split())
        said = " ".join(result.stdout.replace("\\", "").split())
        assert "Row 9 below the header of `events.csv` is one of them." in said


def test_an_address_that_is_given_for_a_name_is_not_repeated(cjmap: Cjmap, folder: Path) -> None:
    result = cjmap("measure", FILE, "--engine", "postgresql://bob:hunter2@db/shop")
    assert result.exit_code == 2
    assert "`postgresql:…` is no engine" in result.stderr
    assert "hunter2" not in result.output
