"""The pains, gains, opportunities and metrics of a page, which stand at their stage."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import Any, Final

from cjmap.convert.drafts import Fate, Remark
from cjmap.convert.own.finding import FIGURE, LANE_COLUMNS
from cjmap.convert.own.record import BESIDE, MARKS, STAGELESS, Record
from cjmap.convert.recognition.cells import choice_of
from cjmap.convert.recognition.figures import metric_of
from cjmap.convert.recognition.values import value_of_thing
from cjmap.convert.tables import Cell, Spot, Table
from cjmap.expressions import expression
from cjmap.findings import Path
from cjmap.languages.quantities import format_date
from cjmap.messages import tr
from cjmap.vocabulary.improvement import Effect, Frequency, OpportunityStatus
from cjmap.vocabulary.lanes import LaneName

_FULL, _EMPTY = "●", "○"
_MOST_SEVERE: Final = 5
_YEAR: Final = expression(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def read_lanes(page: Record) -> None:
    """Takes the tables of pains, opportunities and metrics, and the list of gains."""
    readers = {
        LaneName.PAINS: _read_pain,
        LaneName.OPPORTUNITIES: _read_opportunity,
        LaneName.METRICS: _read_metric,
    }
    for lane, reader in readers.items():
        section = page.section(lane.label.render(page.code))
        if section is not None and section.tables:
            _read_lane(page, section.tables[0], str(lane), reader)
    _read_gains(page)


def _read_lane(
    page: Record,
    table: Table,
    lane: str,
    reader: Callable[[Record, Sequence[Cell], Path], dict[str, Any]],
) -> None:
    """Takes a table of pains, opportunities or metrics, one a row."""
    heads, *rows = (_filled(row) for row in table.rows)
    page.lines.add(heads[0].spot.line or 0)
    for cell in heads[LANE_COLUMNS:]:
        page.miss(cell.text, cell.spot, tr("No page of ours has this column."))
    for row in rows:
        if not row[1].text.strip():
            for cell in row:
                page.miss(cell.text, cell.spot, tr("Nothing says what this row is about."))
            continue
        place, path = page.place(row[0].text)
        listed = place.setdefault(lane, [])
        at = (*path, lane, len(listed))
        page.take_place(row[0], row[1], path)
        listed.append(reader(page, row, at))
        for cell in row[LANE_COLUMNS:]:
            page.miss(cell.text, cell.spot, tr("No page of ours has this column."))


def _read_pain(page: Record, row: Sequence[Cell], path: Path) -> dict[str, Any]:
    pain, more = _name_thing(page, row[1], path)
    for part in more:
        often = choice_of(part, tuple(Frequency), page.code)
        effect = choice_of(part, tuple(Effect), page.code)
        key, found = ("frequency", often) if often is not None else ("effect", effect)
        page.set(pain, key, found, part, row[1].spot, path)
    if row[2].text:
        severity = _severity_in(row[2].text, page.code, comma=page.comma)
        page.set(pain, "severity", severity, row[2].text, row[2].spot, path)
    # What is done about a pain follows from the opportunities that answer it.
    page.miss(row[3].text, row[3].spot)
    _take_owner(page, pain, row[4], path)
    return pain


def _read_opportunity(page: Record, row: Sequence[Cell], path: Path) -> dict[str, Any]:
    chance, more = _name_thing(page, row[1], path)
    for part in more:
        page.miss(part, row[1].spot)
    if row[2].text:
        status = choice_of(row[2].text, tuple(OpportunityStatus), page.code)
        page.set(chance, "status", status, row[2].text, row[2].spot, path)
    if row[3].text:
        key = "done" if chance.get("status") == OpportunityStatus.DONE else "due"
        day = _day_in(row[3].text, page.code)
        page.set(chance, key, day, row[3].text, row[3].spot, path)
    _take_owner(page, chance, row[4], path)
    return chance


def _read_metric(page: Record, row: Sequence[Cell], path: Path) -> dict[str, Any]:
    name, _, beside = row[1].text.partition("\n")
    value = row[2].text.translate(MARKS).removeprefix("+")
    metric: dict[str, Any] = metric_of(
        f"{name}: {value}" if value else name, page.code, comma=page.comma
    )
    page.take(row[1], (*path, "type"))
    if value and "value" not in metric:
        page.miss(row[2].text, row[2].spot)
    else:
        page.take(row[2], (*path, "value"))
    answers, _, more = beside.translate(MARKS).partition(BESIDE)
    digits = FIGURE.fullmatch(answers.removeprefix("n = ").strip())
    if answers.startswith("n = ") and digits is not None:
        metric["n"] = value_of_thing("n", digits[0], page.code, comma=page.comma)
        beside = more
    page.miss(beside, row[1].spot)
    if row[3].text:
        said = row[3].text.translate(MARKS).replace("+", "")
        start = next((at for at, sign in enumerate(said) if sign in "<>≤≥"), 0)
        said = said[start:].removesuffix(str(metric.get("unit", "")))
        said = said.strip() + ("%" if metric.get("unit") == "%" else "")
        target = value_of_thing("target", said, page.code, comma=page.comma)
        page.set(metric, "target", target, row[3].text, row[3].spot, path)
    return metric


def _read_gains(page: Record) -> None:
    section = page.section(LaneName.GAINS.label.render(page.code))
    for item in section.items if section is not None else ():
        names = [str(stage["name"]) for stage, _ in page.places.values()]
        names.append(tr("whole journey").render(page.code))
        name = max((one for one in names if item.text.startswith(one)), key=len, default="")
        label, text = item.label or ("", item.text)
        if name:
            label, text = name, item.text[len(name) :].lstrip(" :：")
        place, path = page.place(label)
        listed = place.setdefault("gains", [])
        listed.append({"text": text})
        where = (*path, "gains", len(listed) - 1)
        note = None if label.strip() else STAGELESS
        page.remarks.append(Remark(Fate.TAKEN, item.text, Spot(item.line), where, note))


def _name_thing(page: Record, cell: Cell, path: Path) -> tuple[dict[str, Any], list[str]]:
    """A thing by its text, and what stands in small below it."""
    text, _, beside = cell.text.partition("\n")
    page.take(cell, (*path, "text"))
    return {"text": text}, [part for part in beside.split(BESIDE) if part]


def _take_owner(page: Record, thing: dict[str, Any], cell: Cell, path: Path) -> None:
    """Takes the owner, before whom a word may say so."""
    label = LaneName.OWNER.label.render(page.code)
    name = cell.text.removeprefix(label).lstrip(" :：") if cell.text else ""
    if name:
        page.set(thing, "owner", name, cell.text, cell.spot, path)


def _severity_in(text: str, code: str, *, comma: bool) -> object | None:
    """How severe a pain is: by its dots, or as somebody typed it: `5`, `4/5`, `high`."""
    dots = text.strip()
    full = dots.count(_FULL)
    if full and len(dots) <= _MOST_SEVERE and not dots.strip(_FULL + _EMPTY):
        return full
    return value_of_thing("severity", dots, code, comma=comma)


def _filled(row: Sequence[Cell]) -> Sequence[Cell]:
    """A row that has all columns of our tables of lanes, also where somebody took one out."""
    last = row[-1]
    more = range(last.column + 1, LANE_COLUMNS)
    return [*row, *(Cell("", last.row, column, last.spot) for column in more)]


def _day_in(text: str, code: str) -> str | None:
    """The day that a text of a page names, as the page writes days."""
    years = _YEAR.findall(text)
    if len(years) != 1:
        return None
    day = datetime.date(int(years[0]), 12, 31)
    while day.year == int(years[0]):
        # From the end: the 21st is no 1st.
        found = text.find(format_date(day, code))
        if found >= 0 and not text[:found][-1:].isdigit():
            return day.isoformat()
        day -= datetime.timedelta(days=1)
    return None
