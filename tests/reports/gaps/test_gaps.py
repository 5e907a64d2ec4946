"""What `gaps` prints, for people and for machines."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rich.cells import cell_len

from cjmap.check import Selection, Session, run
from cjmap.reports import gaps
from cjmap.reports.blocks.terminal.layout import clip, wrap
from cjmap.reports.collect import gather_sheets
from cjmap.reports.gaps import FORMATS, Request, report
from cjmap.vocabulary.coverage import By

SMALL = """\
title: Buy a coat
goal: A warm coat
personas:
  - name: Laura
    needs: [A coat]
  - Jorge
stages:
  - name: Awareness
    owner: Marketing
    pains: []
    metrics: []
    touchpoints:
      - name: Advert
        channel: instagram
        does: Stops
        thoughts: Nice
        emotion: 1
  - name: Purchase
    touchpoints:
      - name: Till
        does: Pays
        emotions:
          laura: -1
        pains:
          - Queue
"""


def big(stages: int = 12, touchpoints: int = 5) -> str:
    """A map with long names and accents, half filled in."""
    names = ["Conciencia", "Búsqueda de información", "Soporte y atención al cliente", "選択する"]
    lines = ["title: Contratar un programa de contabilidad para la pequeña empresa familiar"]
    lines += ["language: es", "personas:", "  - Laura Fernández de la Reguera y Montoliu", "  - Jo"]
    lines += ["stages:"]
    for number in range(stages):
        lines += [f"  - name: {names[number % len(names)]} {number + 1}", "    touchpoints:"]
        for place in range(touchpoints):
            lines += [
                f"      - name: Punto de contacto número {number}-{place} con un nombre largo",
                f"        channel: [{('web', 'app', 'correo', 'teléfono')[place % 4]}]",
                f"        emotions: {{jo: {(number + place) % 5 - 2}}}",
                f"        pains: [{{text: Un dolor que se cuenta despacio {number}-{place}, severity: 5}}]",
                f"        opportunities: [{{text: Una mejora que se cuenta despacio {number}-{place},"
                " customer_value: 5, business_value: 4, effort: 3}]",
            ]
    return "\n".join(lines) + "\n"


class Printer:
    """Prints maps of a folder in one of the formats."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: list[Path] = []

    def add(self, text: str, name: str = "map.journey.yaml") -> Printer:
        file = self.folder / name
        file.write_text(text, encoding="utf-8")
        self.files.append(file)
        return self

    def request(
        self,
        view: By | None = None,
        *,
        width: int | None = 80,
        color: bool = False,
        language: str = "en",
        minimum: float | None = None,
    ) -> Request:
        session = Session(today=datetime.date(2026, 11, 21))
        outcome = run(session, self.files, Selection(("CJ0", "CJ1", "CJ3", "CJ9")))
        sheets, unreadable = gather_sheets(
            session,
            self.files,
            outcome,
            minimum=minimum,
            language=language,
            pooled=view is By.OPPORTUNITY,
        )
        return Request(sheets, unreadable, view, language, color, width)

    def text(self, view: By | None = None, **options: object) -> str:
        return report(self.request(view, **options), "text")  # type: ignore[arg-type]


@pytest.fixture
def printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Printer:
    monkeypatch.chdir(tmp_path)
    return Printer(tmp_path)


# --- text ------------------------------------------------------------------------------------------


def test_the_heat_map_reads_without_colour(printer: Printer) -> None:
    lines = printer.add(SMALL).text().splitlines()
    start = lines.index("Coverage by stage")
    assert lines[start + 1 : start + 11] == [
        "               Awareness     Purchase        %",
        "  Touchpoints  █████████████ █████████████ 100",
        "  Actions      █████████████ █████████████ 100",
        "  Thoughts     █████████████ ·············  50",
        "  Emotions     █████████████ ▒▒▒▒▒▒▒▒▒▒▒▒▒  75",
        "  Pains        █████████████ █████████████ 100",
        "  Metrics      █████████████ ·············  50",
        "  Owner        █████████████ ·············  50",
        "  Coverage, %  100           50             75",
        "  ────────────────────────────────────────",
    ]
    assert "  ██ full   ▒▒ partial   ·· missing   blank: does not apply" in lines


def test_the_first_lines_say_the_most(printer: Printer) -> None:
    assert (
        printer.add(SMALL)
        .text()
        .startswith(
            "Buy a coat\n"
            "==========\n"
            "map.journey.yaml · coverage 75% · 0 of 1 pain answered · unanswered: 1 · 3 of 9\nsteps done\n"
        )
    )


def test_gaps_stand_with_their_places(printer: Printer) -> None:
    text = printer.add(SMALL).text()
    assert (
        "4 gaps\n"
        "  ○ Purchase  line 18\n"
        "    missing: Thoughts, Metrics, Owner\n"
        "    Emotions: no score of “Jorge”\n"
    ) in text
    # In full where that is asked for.
    assert "    Metrics: no metric\n" in printer.text(By.STAGE)


def test_colour_adds_nothing_but_colour(printer: Printer) -> None:
    printer.add(SMALL)
    colored = printer.text(color=True)
    assert "\x1b[31m" in colored
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == printer.text()


@pytest.mark.parametrize("width", [80, 160])
@pytest.mark.parametrize("view", [None, *By])
@pytest.mark.parametrize("stages", [1, 12, 30])
def test_no_line_is_wider_than_the_terminal(
    printer: Printer, view: By | None, width: int, stages: int
) -> None:
    text = printer.add(big(stages)).text(view, width=width)
    assert {line for line in text.splitlines() if cell_len(line) > width} == set()


def test_twelve_stages_stand_side_by_side_in_80_columns(printer: Printer) -> None:
    lines = printer.add(big()).text().splitlines()
    heading = lines[lines.index("Coverage by stage") + 1]
    assert heading.split() == [*map(str, range(1, 13)), "%"]
    # The numbers are explained.
    assert any(line.startswith("  1 Conciencia 1 · 2 Búsqueda de información 2") for line in lines)


def test_more_stages_than_fit_stand_in_blocks(printer: Printer) -> None:
    text = printer.add(big(30)).text()
    assert text.count("  Touchpoints  ") == 2


def test_maps_of_several_scales_are_compared_on_one(printer: Printer) -> None:
    five = SMALL.replace("Buy a coat", "Return a coat") + "emotion_scale: [-4, 4]\n"
    printer.add(SMALL, "a.journey.yaml")
    printer.add(five, "b.journey.yaml")
    lines = printer.text().splitlines()
    assert lines[2] == "2 maps · Mean score: from −2 to +2"
    means = [line.split()[-3] for line in lines if line.endswith(".journey.yaml")]
    assert means[:2] == ["+0.5", "+0.25"]


def test_several_maps_have_a_line_each_and_their_matrix(printer: Printer) -> None:
    printer.add(SMALL, "a.journey.yaml")
    printer.add(SMALL.replace("Buy a coat", "Return a coat"), "b.journey.yaml")
    lines = printer.text().splitlines()
    assert lines[:3] == ["Portfolio", "=========", "2 maps"]
    assert [line.split() for line in lines if line.startswith("  2 Return")] == [
        ["2", "Return", "a", "coat", "75%", "0/1", "3/9", "+0.5", "–", "b.journey.yaml"],
        ["2", "Return", "a", "coat", "100", "100", "50", "75", "100", "50", "50", "75"],
    ]


def test_a_map_below_its_minimum_is_marked(printer: Printer) -> None:
    printer.add(SMALL)
    assert "below the minimum of 80%" in printer.text(minimum=80)
    assert "below" not in printer.text(minimum=75)


@pytest.mark.parametrize(
    ("settings", "asked", "map_minimum", "minimum"),
    [
        ("min-coverage = 50", None, 50, 50),
        ("min-coverage = 50", 80, 80, 80),
        ("min-coverage = 50", 0, 0, 0),
        ("", None, None, None),
        ("min-coverage = {draft = 20, validated = 90}", None, 20, 90),
        ("min-coverage = {draft = 20, validated = 90}", 30, 30, 30),
    ],
)
def test_what_cannot_be_read_is_held_to_the_most_that_its_folder_asks_for(
    printer: Printer,
    settings: str,
    asked: float | None,
    map_minimum: float | None,
    minimum: float | None,
) -> None:
    (printer.folder / "cjmap.toml").write_text(f"[gaps]\n{settings}\n", encoding="utf-8")
    printer.add(SMALL.replace("title:", "status: draft\ntitle:"), "a.journey.yaml")
    request = printer.add("- no map\n", "b.journey.yaml").request(minimum=asked)
    assert [sheet.minimum for sheet in request.sheets] == [map_minimum]
    assert [one.minimum for one in request.unreadable] == [minimum]


def test_personas_and_channels_by_stage(printer: Printer) -> None:
    printer.add(SMALL)
    personas = [" ".join(line.split()) for line in printer.text(By.PERSONA).splitlines()]
    assert "Laura 1: +1 1: −1 2: 0" in personas
    assert "Jorge 1: +1 1: – 2: +1" in personas
    channels = [" ".join(line.split()) for line in printer.text(By.CHANNEL).splitlines()]
    assert "Instagram 1 · 1" in channels


def test_opportunities_of_several_maps_are_one_backlog(printer: Printer) -> None:
    one = "title: {0}\npersonas: [A]\nstages:\n  - name: S\n    opportunities:\n      - {{text: From {0}, {1}}}\n"
    valued = "customer_value: {0}, business_value: {0}, effort: 1"
    printer.add(one.format("low", valued.format(2)), "a.journey.yaml")
    printer.add(one.format("high", valued.format(5)), "b.journey.yaml")
    printer.add(one.format("none", "effort: 1"), "c.journey.yaml")
    text = printer.text(By.OPPORTUNITY)
    # Without a pain a value of 3 is assumed, which is a quick win where the effort is 1.
    assert text.index("From high") < text.index("From none") < text.index("From low")
    assert "b.journey.yaml:6" in text
    assert "missing: customer_value, business_value" in text


def test_what_could_harm_a_terminal_is_made_visible(printer: Printer) -> None:
    name = '"Buy \\e[31m \\u202e a\\ncoat"'
    text = printer.add(SMALL.replace("Buy a coat", name).replace("Till", name)).text()
    assert re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text) is None
    assert "a coat" in text


@pytest.mark.parametrize("view", [None, *By])
def test_a_text_of_any_length_is_laid_out(printer: Printer, view: By | None) -> None:
    endless = "選a" * 100_000
    text = printer.add(SMALL.replace("Till", endless).replace("Purchase", endless)).text(view)
    assert max(map(cell_len, text.splitlines())) <= 80


def test_words_wrap_and_clip_by_cells() -> None:
    assert wrap("un recorrido largo", 9) == ["un", "recorrido", "largo"]
    assert wrap("選択選択選択", 5) == ["選択", "選択", "選択"]
    assert wrap("un re-co-rri-do", 4) == ["un", "re-c", "o-rr", "i-do"]
    assert clip("選択選択", 5) == "選択…"
    assert wrap("uno dos tres cuatro", 8, 2) == ["uno dos", "tres cu…"]
    # Of characters of two cells one stands in three.
    assert wrap("選択選", 3) == ["選", "択", "選"]
    assert wrap("選択", 1) == ["選", "択"]
    assert wrap("", 8) == [""]


def test_marks_upon_a_letter_are_cut_where_they_are_more_than_any_script_has() -> None:
    letter = "a" + "\u0301" * 11
    assert clip(letter, 3) == letter
    assert clip(letter + "\u0301", 3) == letter + "…"


def test_everything_that_is_offered_is_there() -> None:
    assert [name for name in gaps.__all__ if not hasattr(gaps, name)] == []


# --- machines ----------------------------------------------------------------------------------------


def test_json_has_the_promised_fields(printer: Printer) -> None:
    document = json.loads(report(printer.add(SMALL).request(), "json"))
    assert document["version"] == 1
    (found,) = document["maps"]
    assert (found["file"], found["title"], found["coverage"]) == (
        "map.journey.yaml",
        "Buy a coat",
        75,
    )
    assert found["pains"] == {
        "answered": 0,
        "resolved": 0,
        "in_hand": 0,
        "idea": 0,
        "unanswered": 1,
        "open": 1,
    }
    assert found["stages"][1]["coverage"] == 50
    assert found["stages"][1]["id"] == "purchase"
    assert found["stages"][1]["cells"] == {
        "touchpoints": "full",
        "does": "full",
        "thoughts": "missing",
        "expectations": "missing",
        "emotions": "partial",
        "pains": "full",
        "metrics": "missing",
        "owner": "missing",
        "evidence": "missing",
        "feedback": "missing",
        "frontstage": "missing",
        "backstage": "missing",
        "support": "missing",
    }
    assert found["dimensions"]["emotions"] == 75
    assert found["personas"][1] == {
        "id": "jorge",
        "stages": [
            {"id": "awareness", "touchpoints": 1, "score": 1},
            {"id": "purchase", "touchpoints": 1, "score": None},
        ],
    }
    assert found["channels"] == [
        {
            "id": "instagram",
            "stages": [{"id": "awareness", "touchpoints": 1}, {"id": "purchase", "touchpoints": 0}],
        }
    ]
    assert found["lifecycle"][0] == {"phase": "awareness", "stages": ["awareness"]}
    assert found["lifecycle"][-1] == {"phase": "advocacy", "stages": []}
    assert [step["step"] for step in found["steps"]] == list(range(1, 10))
    assert found["steps"][0]["state"] == "partial"
    assert found["steps"][0]["missing"] == ["“Jorge” has neither goals, needs nor jobs."]
    assert found["steps"][0]["places"][0]["line"] == 6
    assert {finding["code"][:3] for finding in found["findings"]} == {"CJ3"}


def test_percentages_have_two_decimals(printer: Printer) -> None:
    # 19 of 42 cells: 45.238… %.
    stages = ["a", "b", "c", "d", "e", "f"]
    text = "title: T\npersonas: [A]\nstages:\n"
    for number, name in enumerate(stages):
        text += f"  - name: {name}\n    pains: []\n    metrics: []\n    owner: X\n"
        text += "    thoughts: []\n" if number == 0 else ""
    document = json.loads(report(printer.add(text).request(), "json"))
    assert document["maps"][0]["coverage"] == 45.24


def test_csv_guards_against_formulas(printer: Printer) -> None:
    text = SMALL.replace("name: Purchase", "name: '=1+1'").replace(
        "title: Buy a coat", "title: '@x'"
    )
    rows = list(csv.reader(io.StringIO(report(printer.add(text).request(By.STAGE), "csv"))))
    assert rows[0][:6] == ["file", "title", "stage", "name", "phase", "coverage"]
    assert rows[2][1:6] == ["'@x", "1-1", "'=1+1", "", "50"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\\t", "\\r"])
@pytest.mark.parametrize(
    ("view", "columns"),
    [
        (None, {"title"}),
        (By.STAGE, {"title", "name"}),
        (By.OPPORTUNITY, {"title", "text"}),
    ],
)
def test_no_text_of_a_map_is_a_formula(
    printer: Printer, view: By | None, columns: set[str], sign: str
) -> None:
    hostile = f'"{sign}1+1"'
    text = SMALL.replace("Purchase", hostile).replace("Buy a coat", hostile)
    text = text.replace("- Queue", "- Queue\n        opportunities:\n          - " + hostile)
    table = csv.DictReader(io.StringIO(report(printer.add(text).request(view), "csv")))
    row = list(table)[-1]
    # A lone return would end the row for some readers: it is a line break as others are.
    raw = {"\\t": "\t", "\\r": "\n"}.get(sign, sign) + "1+1"
    assert {name for name in row if row[name] == "'" + raw} == columns
    assert raw not in row.values()


def test_a_number_below_zero_stays_a_number(printer: Printer) -> None:
    rows = list(csv.DictReader(io.StringIO(report(printer.add(SMALL).request(By.PERSONA), "csv"))))
    assert [row["score"] for row in rows] == ["1", "-1", "1", ""]


@pytest.mark.parametrize("view", [None, *By])
def test_every_view_of_csv_is_a_table(printer: Printer, view: By | None) -> None:
    rows = list(csv.reader(io.StringIO(report(printer.add(big(3)).request(view), "csv"))))
    assert len(rows) > 1
    assert len({len(row) for row in rows}) == 1


# --- pages -------------------------------------------------------------------------------------------

HOSTILE = '"<script>alert(1)</script> | `x` [a](javascript:b) *b* @ana #12 \\" onload=x"'


def test_markdown_shows_what_is_written_and_calls_nobody(printer: Printer) -> None:
    text = report(
        printer.add(SMALL.replace("Till", HOSTILE).replace("Buy a coat", HOSTILE)).request(),
        "markdown",
    )
    assert "<script" not in re.sub(r"\\<", "", text)
    assert "@ana" not in text
    assert re.search(r"(?<!\\)\]\(", text) is None


def test_markdown_tables_are_whole(printer: Printer) -> None:
    text = report(printer.add(SMALL.replace("Purchase", "'Pay | go'")).request(), "markdown")
    tables = re.findall(r"(?:^\|.*\n)+", text, re.M)
    assert tables
    for table in tables:
        widths = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(widths) == 1
    assert "| Emotions | ● | ◐ | 75 |" in text


def test_markdown_fits_a_comment(printer: Printer) -> None:
    for number in range(3):
        printer.add(big(12, 40), f"{number}.journey.yaml")
    text = report(printer.request(By.OPPORTUNITY), "markdown")
    assert 50_000 < len(text) < 65_536
    assert text.endswith("… and more: run `cjmap gaps` to see all.\n")


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("view", [None, *By])
def test_the_page_is_well_formed_and_harmless(printer: Printer, view: By | None) -> None:
    printer.add(
        SMALL.replace("Till", HOSTILE).replace("Buy a coat", HOSTILE).replace("Laura", "'<b>'")
    )
    text = report(printer.request(view), "html")
    tags = Tags()
    tags.feed(text)
    assert tags.open == []
    assert not tags.seen & {"script", "b", "a", "img"}
    assert "onload" not in tags.attributes
    assert "default-src 'none'" in text


@pytest.mark.parametrize("output_format", FORMATS)
def test_the_same_map_gives_the_same_bytes(printer: Printer, output_format: str) -> None:
    printer.add(big())
    assert report(printer.request(), output_format) == report(printer.request(), output_format)


@pytest.mark.parametrize("output_format", FORMATS)
@pytest.mark.parametrize("view", [None, *By])
def test_maps_with_nothing_in_them(printer: Printer, output_format: str, view: By | None) -> None:
    printer.add("title: T\npersonas: []\nstages: []\n", "a.journey.yaml")
    assert output_format == "csv" or "T" in report(printer.request(view), output_format)
    printer.add("- no map\n", "b.journey.yaml")
    request = printer.request(view)
    assert [one.file for one in request.unreadable] == ["b.journey.yaml"]
    assert output_format == "csv" or "b.journey.yaml" in report(request, output_format)


OWNED = """\
title: Buy a coat
personas: [Laura]
pains: [Everything takes long]
stages:
  - name: Purchase
    owner: Sales
    metrics: [{type: csat, target: 80, owner: "=Insight"}]
    opportunities:
      - {text: Open a second till, customer_value: 4, owner: Stores}
      - {text: Drop it, status: dropped}
    touchpoints:
      - name: Till
        owner: Stores
        pains:
          - Queue
          - {text: Parcels stay open, owner: Sales, status: resolved}
      - name: Receipt
  - name: Care
"""


def test_owners_for_programs(printer: Printer) -> None:
    printer.add(OWNED)
    (only,) = json.loads(report(printer.request(By.OWNER), "json"))["maps"]
    told = {
        one["owner"]: [(thing["kind"], thing["name"]) for thing in one["things"]]
        for one in only["owners"]
    }
    assert told == {
        "Sales": [
            ("stage", "Purchase"),
            ("touchpoint", "Receipt"),
            ("pain", "Parcels stay open"),
            ("opportunity", "Drop it"),
        ],
        "Stores": [
            ("touchpoint", "Till"),
            ("pain", "Queue"),
            ("opportunity", "Open a second till"),
        ],
        "=Insight": [("metric", "CSAT")],
        None: [("stage", "Care"), ("pain", "Everything takes long")],
    }
    lacks = {thing["name"]: thing["lacks"] for one in only["owners"] for thing in one["things"]}
    assert lacks["Parcels stay open"] == lacks["Drop it"] == lacks["Till"] == []
    assert lacks["Queue"] == ["idea"]
    assert lacks["Everything takes long"] == ["unanswered"]
    assert lacks["Open a second till"] == ["business_value", "effort"]
    assert lacks["CSAT"] == ["not measured yet"]
    assert "Owner: no owner" in lacks["Care"]
    rows = list(csv.DictReader(io.StringIO(report(printer.request(By.OWNER), "csv"))))
    assert [(row["owner"], row["name"]) for row in rows][7] == ("'=Insight", "CSAT")
    assert rows[6]["lacks"] == "business_value; effort"
    assert rows[-1]["owner"] == ""


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_owners_for_people(printer: Printer, form: str) -> None:
    written = report(printer.add(OWNED).request(By.OWNER), form)
    order = ("Sales", "Stores", "Insight", "Nobody", "Everything takes long")
    places = [written.index(f"{words}") for words in order]
    assert places == sorted(places)
    assert "Pain: Queue" in written


STORY = """\
title: Move
personas: [Ana, Leo]
stages:
  - name: Look
    emotions:
      ana: {score: -1.5, label: tense}
      leo: bored
    touchpoints:
      - {name: Desk, emotions: {ana: 1}, next: [van, train, {to: bus, type: alternative}]}
      - {name: Bus, emotions: {ana: -2}}
      - {name: Van, emotions: {ana: 0}}
      - {name: Train}
"""


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@pytest.mark.parametrize("view", [None, By.PERSONA])
def test_people_read_what_the_story_leaves_aside(
    printer: Printer, form: str, view: By | None
) -> None:
    printer.add(STORY)
    said = " ".join(report(printer.request(view), form).split())
    assert "“Look” as a whole: Ana: −1.5, tense · Leo: bored" in said
    assert "“Desk” leads on to Van, Train; the story follows Van." in said
    assert "The mean is of all scores, that of several personas the mean of theirs" in said


def test_programs_read_what_the_story_leaves_aside(printer: Printer) -> None:
    printer.add(STORY)
    (map,) = json.loads(report(printer.request(), "json"))["maps"]
    assert map["stages"][0]["feelings"] == [
        {"persona": "ana", "score": -1.5, "label": "tense", "counted": False},
        {"persona": "leo", "score": None, "label": "bored", "counted": False},
    ]
    (fork,) = map["emotion"]["forks"]
    assert (fork["at"], fork["taken"], fork["others"], fork["line"]) == (
        "look/desk",
        ["look/van"],
        ["look/train"],
        9,
    )
    assert (map["emotion"]["scored"], map["emotion"]["on_the_way"]) == (3, 2)
    assert (map["emotion"]["mean"], map["emotion"]["lowest"]["score"]) == (-0.33, 0)


def test_a_stages_own_words_are_told_where_nobody_is_scored(printer: Printer) -> None:
    printer.add("title: T\npersonas: [A]\nstages: [{name: S, emotion: calm}]\n")
    said = printer.text()
    assert "“S” as a whole: A: calm" in said


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_coverage_reads_alike_in_gaps_and_on_the_map(printer: Printer, form: str) -> None:
    printer.add(SMALL.replace("    owner: Marketing\n", ""))
    (map,) = json.loads(report(printer.request(), "json"))["maps"]
    assert map["coverage"] == 67.86
    assert "coverage 68% ·" in " ".join(report(printer.request(), form).split())
    # Beside a minimum it must not read as if it reached it.
    beside = " ".join(report(printer.request(minimum=68), form).split())
    assert "coverage 67.9% ·" in beside
