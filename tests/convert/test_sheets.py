"""Maps go out as workbooks, CSV and slides, and come back as they were."""

from __future__ import annotations

import copy
import csv
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from cjmap import load
from cjmap.api.journey import examine
from cjmap.cli.app import app
from cjmap.convert.delimited import read_delimited
from cjmap.convert.drafts import Draft, Given
from cjmap.convert.lists import lists_of, touchpoints_of
from cjmap.convert.originals import Original
from cjmap.convert.recognition.recognise import recognise
from cjmap.convert.sheets import (
    read_csv,
    read_tsv,
    read_xlsx,
    write_csv,
    write_pptx,
    write_tsv,
    write_xlsx,
)
from cjmap.convert.tables import Cell, Spot, Table, cell_name
from cjmap.findings.usage import UsageError
from cjmap.model.journey import Journey
from cjmap.reports.rows import write_rows
from tests.cli.conftest import Cjmap
from tests.cli.test_planted import CARRIED_MAP
from tests.convert.tables import stages_of

EXAMPLES = Path(__file__).parents[2] / "examples"
MAPS = sorted(file for file in EXAMPLES.glob("*/*.journey.yaml") if "broken" not in file.parts)


def original(file: Path) -> Original:
    session, subject = examine(load(file))
    return Original(session.document(file), subject)


def written(tmp_path: Path, text: str) -> Original:
    file = tmp_path / "map.journey.yaml"
    file.write_text(text, encoding="utf-8")
    return original(file)


def plain(values: Any) -> Any:
    """A map as its model has it; in which order several people think is no part of it."""
    read = Journey.model_validate(json.loads(json.dumps(values, default=float)))
    dumped = read.model_dump(mode="json", by_alias=True)
    dumped["cjmap"] = None
    for place in _places(dumped):
        for key in ("thoughts", "quote"):
            place[key] = sorted(place.get(key) or (), key=str)
    return dumped


def _places(journey: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for stage in journey["stages"]:
        yield stage
        yield from stage.get("touchpoints") or ()


def values(one: Original) -> Any:
    from cjmap.convert.trees import values_of

    return values_of(one.document.tree)


@pytest.mark.parametrize("file", MAPS, ids=lambda file: file.name.removesuffix(".journey.yaml"))
def test_a_workbook_brings_back_all_of_a_map(file: Path) -> None:
    one = original(file)
    data = write_xlsx([one])
    (draft,) = read_xlsx(Given(data, "map.xlsx")).drafts
    assert plain(draft.values) == plain(values(one))


def test_the_same_map_gives_the_same_bytes() -> None:
    one = original(MAPS[0])
    assert write_xlsx([one]) == write_xlsx([one])
    assert write_csv([one]) == write_csv([one])


# What a table of touchpoints says of the things in it.
HELD = {
    "pains": {"text", "severity", "frequency", "effect", "cause"},
    "gains": {"text"},
    "opportunities": {
        *("text", "status", "customer_value", "business_value", "effort", "due"),
    },
    "metrics": {"type", "value", "unit"},
}


def held(stages: Any) -> Any:
    """Stages with what a table of touchpoints holds of them."""
    for place in _places({"stages": stages}):
        for key, kept in HELD.items():
            place[key] = [
                {name: value for name, value in one.items() if name in kept}
                for one in place.get(key) or ()
            ]
    return stages


@pytest.mark.parametrize("name", ["minimal/buy-a-coat", "estilo-unico/estilo-unico"])
@pytest.mark.parametrize("write", [write_csv, write_tsv])
def test_csv_brings_back_what_stands_at_touchpoints(write: Any, name: str) -> None:
    one = original(EXAMPLES / f"{name}.journey.yaml")
    reader = read_csv if write is write_csv else read_tsv
    (draft,) = reader(Given(write([one]).encode("utf-8"), "map.csv")).drafts
    assert held(plain(draft.values)["stages"]) == held(plain(values(one))["stages"])


HOSTILE = """
title: "=HYPERLINK(1)"
personas: [Laura]
stages:
  - name: "+Stage"
    touchpoints:
      - name: "@cmd"
        does: ["-1+1", "- a dash; and more", "none"]
        pains: [{text: "=1+1", severity: 3}]
"""


def test_texts_are_no_formulas(tmp_path: Path) -> None:
    one = written(tmp_path, HOSTILE)
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx([one])))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    rows = csv.reader(io.StringIO(write_csv([one]).removeprefix("\ufeff")))
    assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+-@")]
    for data, read in ((write_xlsx([one]), read_xlsx), (write_csv([one]).encode(), read_csv)):
        (draft,) = read(Given(data, "map")).drafts
        stage = stages_of(draft)["+Stage"]
        assert stage["touchpoints"][0]["name"] == "@cmd"
        assert stage["touchpoints"][0]["does"] == ["-1+1", "- a dash; and more", "none"]


def test_lists_have_filters_and_frozen_heads() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx([original(MAPS[0])])))
    lists = [sheet for sheet in book if sheet.auto_filter.ref]
    assert len(lists) >= 5
    assert all(sheet.freeze_panes for sheet in lists)


def test_slides_hold_stages_pains_and_opportunities_as_text() -> None:
    import pptx

    one = original(EXAMPLES / "estilo-unico" / "estilo-unico.journey.yaml")
    data = write_pptx([one])
    deck = pptx.Presentation(io.BytesIO(data))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    stages = [stage.name for stage in one.board.stages]
    assert titles[0] == one.board.heading.title
    assert [title for title in titles if title in stages] == stages
    cells = {
        cell.text_frame.text
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    }
    told = "\n".join(cells)
    for card in one.board.touchpoints:
        assert f"{card.number}. {card.name}" in told
    assert any(shape.shape_type == 13 for shape in deck.slides[1].shapes)
    assert write_pptx([one]) == data


@pytest.mark.parametrize("seconds", ["-99999999", "0", "99999999999"])
def test_slides_and_workbooks_are_made_on_any_day(
    seconds: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their archives hold days from 1980 to 2107 alone, and newer Pythons take SOURCE_DATE_EPOCH's."""
    one = original(EXAMPLES / "estilo-unico" / "estilo-unico.journey.yaml")
    expected = write_pptx([one]), write_xlsx([one])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    monkeypatch.setattr("time.time", lambda: float(seconds))
    assert (write_pptx([one]), write_xlsx([one])) == expected


def test_a_title_of_any_length_is_that_of_slides_and_workbook(tmp_path: Path) -> None:
    file = tmp_path / "long.journey.yaml"
    file.write_text(
        f"title: {'A long way ' * 60}\npersonas: [Ann]\nstages: [{{name: S, touchpoints: [T]}}]\n"
    )
    for form in ("pptx", "xlsx"):
        done = CliRunner().invoke(app, ["convert", str(file), str(tmp_path / f"long.{form}")])
        assert done.exit_code == 0, done.output


def test_a_row_of_a_slide_is_as_tall_as_its_words_are_long(tmp_path: Path) -> None:
    import pptx

    # Two of these words are wider than the cell together, and not much wider than it as letters are counted.
    word = "Mediterranean"
    words = " ".join([word] * 4)
    one = written(
        tmp_path,
        "title: A\npersonas: [B]\nstages:\n  - name: C\n    touchpoints:\n      - name: D\n"
        f"        does: E\n        thoughts: {words}\n        expects: F\n        emotion: 1\n"
        "        pains: [G]\n        opportunities: [H]\n",
    )
    deck = pptx.Presentation(io.BytesIO(write_pptx([one])))
    (table,) = [
        shape.table
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_table and slide.shapes.title.text_frame.text == "C"
    ]
    row = table.rows[1]
    (said,) = [cell for cell in row.cells if word in cell.text_frame.text]
    size = said.text_frame.paragraphs[0].runs[0].font.size.pt
    assert row.height.pt >= 4 * size * 1.3


@pytest.mark.parametrize(
    ("module", "write", "extra"),
    [("xlsxwriter", write_xlsx, "xlsx"), ("pptx", write_pptx, "pptx")],
)
def test_without_a_writer_one_line_says_what_to_install(
    module: str, write: Any, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UsageError, match=rf"pip install 'cjmap\[{extra}\]'"):
        write([original(MAPS[0])])


ODD: list[Any] = [None, True, [], {}, [[]], {"a": 1}, [None, "a", 3]]


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, dict | list):
        for step, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield (*path, step)
            yield from _paths(item, (*path, step))


def test_a_map_with_a_mistake_anywhere_is_written_as_far_as_it_can_be_read() -> None:
    """A name in another place than its own ended the run: the mistake is told all the same."""
    whole = copy.deepcopy(CARRIED_MAP)
    whole["stages"][0]["touchpoints"][0] |= {
        "emotions": {"a": 1, "b": {"score": 2, "label": "glad"}},
        "lanes": {"weather": ["rain"]},
        "quote": [{"text": "Oh", "persona": "a"}],
        "evidence": ["study"],
        "personas": ["a"],
    }
    whole["evidence"] = [{"id": "study", "title": "Study", "n": 3}]
    whole["emotion_scale"] = [1, 5]
    paths = list(_paths(whole))
    assert len(paths) > 60
    for path in paths:
        for number, odd in enumerate([*ODD, None]):
            map = copy.deepcopy(whole)
            place: Any = map
            for step in path[:-1]:
                place = place[step]
            if number < len(ODD):
                place[path[-1]] = odd
            else:
                del place[path[-1]]
            touchpoints_of(map, "en")
            lists_of(map, "en")


def test_a_stage_whose_name_is_under_another_key_keeps_its_touchpoints(tmp_path: Path) -> None:
    file = tmp_path / "a.journey.yaml"
    file.write_text("title: T\npersonas: [A]\nstages: [{nam: a, touchpoints: [b, {nam: c}]}]\n")
    done = Cjmap(tmp_path)("convert", str(file), str(tmp_path / "a.csv"))
    assert done.exit_code == 1
    assert done.output.count("CJ011") == 2
    assert ",b" in (tmp_path / "a.csv").read_text("utf-8-sig")


def test_a_table_of_something_else_is_refused() -> None:
    with pytest.raises(UsageError, match="holds no journey"):
        read_csv(Given(b"Item,Price\nCoat,100\n", "prices.csv"))


# --- generated maps -----------------------------------------------------------------------------------

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12
).map(lambda text: " ".join(text.split()))
TEXTS = (
    st.lists(WORDS.filter(bool), min_size=1, max_size=3)
    .map(" ".join)
    .filter(lambda text: any(sign.isalnum() for sign in text))
)


def _lists(of: Any) -> Any:
    return st.lists(of, min_size=1, max_size=3, unique=True)


def _mapping(always: dict[str, Any], maybe: dict[str, Any]) -> Any:
    return st.fixed_dictionaries(always, optional=maybe)


RATING = st.integers(1, 5) | st.sampled_from(["low", "high"])
PAIN = _mapping(
    {"text": TEXTS},
    {"severity": RATING, "status": st.just("resolved"), "cause": TEXTS, "owner": TEXTS},
)
CHANCE = _mapping(
    {"text": TEXTS},
    {
        "effort": RATING,
        "customer_value": RATING,
        "status": st.sampled_from(["planned", "done"]),
        "cost": TEXTS,
    },
)
METRIC = _mapping(
    {"type": st.sampled_from(["nps", "csat"])},
    {
        "value": st.integers(0, 100),
        "n": st.integers(1, 900),
        "target": st.integers(1, 99),
        "name": TEXTS,
    },
)


def _texts_apart(things: Any) -> Any:
    return st.lists(things, min_size=1, max_size=3, unique_by=lambda one: one["text"])


TOUCHPOINT = _mapping(
    {"name": TEXTS},
    {
        "channel": _lists(TEXTS),
        "does": _lists(TEXTS),
        "thoughts": _lists(TEXTS),
        "emotion": st.integers(-2, 2) | st.sampled_from(["🙂", "very-negative", "none"]),
        "owner": TEXTS,
        "moment_of_truth": st.just(True) | st.just("zmot"),
        "backstage": _lists(TEXTS),
        "next": st.lists(_mapping({"to": TEXTS}, {"when": TEXTS}), max_size=2),
        "pains": _texts_apart(PAIN),
        "opportunities": _texts_apart(CHANCE),
        "metrics": st.lists(METRIC, min_size=1, max_size=2),
        "x-own": TEXTS | st.lists(st.integers(), max_size=3),
    },
)
STAGE = _mapping(
    {"name": TEXTS, "touchpoints": st.lists(TOUCHPOINT, max_size=3)},
    {"goal": TEXTS, "expectations": _lists(TEXTS), "pains": _texts_apart(PAIN)},
)
JOURNEY = _mapping(
    {
        "title": TEXTS,
        "personas": st.just([{"name": "Laura"}, {"name": "Jorge", "role": "Buyer"}]),
        "stages": st.lists(STAGE, min_size=1, max_size=3),
    },
    {"scenario": TEXTS, "tags": _lists(TEXTS), "opportunities": _texts_apart(CHANCE)},
)


def _as_tables(sheets: Any) -> list[Table]:
    found = []
    for sheet in sheets:
        rows = [*([list(sheet.heads)] if sheet.heads else []), *(list(row) for row in sheet.rows)]
        width = max(map(len, rows))
        found.append(
            Table(
                tuple(
                    tuple(
                        Cell(
                            "" if value is None else str(value),
                            number,
                            column,
                            Spot(cell=cell_name(number, column), sheet=sheet.title),
                            number=value if isinstance(value, int | float) else None,
                        )
                        for column, value in enumerate([*row, *[None] * (width - len(row))])
                    )
                    for number, row in enumerate(rows)
                ),
                sheet.title,
            )
        )
    return found


def _apart(journey: Any) -> bool:
    """Whether names tell stages and touchpoints apart, and names of people are nobody else's."""
    from cjmap.text.slugs import slug

    names = [slug(stage["name"]) for stage in journey["stages"]]
    return len(set(names)) == len(names) and all(names)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(JOURNEY.filter(_apart), st.sampled_from(["en", "es", "de", "ja", "ar"]))
def test_lists_of_any_map_are_read_as_it_was(journey: Any, language: str) -> None:
    journey = {**journey, "language": language}
    reading = recognise(_as_tables(lists_of(journey, language)), name="x")
    (draft,) = reading.drafts
    assert plain(draft.values) == plain(journey)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(JOURNEY.filter(_apart))
def test_csv_of_any_map_keeps_its_touchpoints(journey: Any) -> None:
    sheet = touchpoints_of(journey, "en")
    table = read_delimited(write_rows(sheet.heads, sheet.rows).encode("utf-8"))
    reading = recognise([table], name="x")
    touchpoints = [
        (stage["name"], one["name"], one.get("does"), one.get("channel"))
        for stage in journey["stages"]
        for one in stage["touchpoints"]
    ]
    assert _told(reading.drafts) == touchpoints


def _told(drafts: tuple[Draft, ...]) -> list[tuple[Any, ...]]:
    return [
        (stage["name"], one["name"], one.get("does"), one.get("channel"))
        for draft in drafts
        for stage in plain(draft.values)["stages"]
        for one in stage.get("touchpoints") or ()
    ]
