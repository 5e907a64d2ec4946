"""The touchpoints of a page: the rows of its table, met with the tasks of its diagram."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from cjmap.convert.drafts import Fate, Remark
from cjmap.convert.own.record import (
    BESIDE,
    NAMES,
    Record,
    as_drawn,
    mappings,
    plain,
    touchpoints_of,
)
from cjmap.convert.own.scores import Scored, felt_in, figure_of, score
from cjmap.convert.own.tasks import OURS, on_table, pair
from cjmap.convert.recognition.cells import choice_of
from cjmap.convert.tables import Cell
from cjmap.findings import Path
from cjmap.messages import tr
from cjmap.text.slugs import slug
from cjmap.vocabulary.touchpoints import MomentOfTruth, name_moment


def read_touchpoints(page: Record) -> None:
    if page.journey.table is None:
        _read_diagram(page)
        return
    rows = page.journey.table.rows
    page.lines.add(rows[0][0].spot.line or 0)
    people = [cell.text for cell in rows[0][4:]]
    by_stage: dict[str, list[Sequence[Cell]]] = {}
    last = ""
    for row in rows[1:]:
        last = row[1].text.strip() or last
        if not last or not row[2].text.strip():
            for cell in row[1:]:
                page.miss(cell.text, cell.spot, tr("Nothing says what this row is about."))
            continue
        by_stage.setdefault(last, []).append(row)
    _meet_stages(page, by_stage)
    scored: list[Scored] = []
    for name, its in by_stage.items():
        stage, path = page.places[as_drawn(name)]
        scored += _meet(page, stage, path, its, people)
    page.settle_lines()
    score(page, scored)


def _read_diagram(page: Record) -> None:
    """Takes what the diagram says where no table says more: tasks of one name are one touchpoint."""
    scale = page.told_scale()
    if scale == OURS:
        page.values.pop("emotion_scale", None)
    elif scale is not None:
        page.values["emotion_scale"] = [plain(end) for end in scale]
    for number, stage in enumerate(mappings(page.values.get("stages"))):
        page.places[str(stage["name"])] = (stage, ("stages", number))
        listed: list[dict[str, Any]] = []
        for name, its in groupby(touchpoints_of(stage), lambda one: str(one["name"])):
            tasks = [*its]
            one = _joined(page, tasks, name)
            lines = [line for it in tasks for line in page.drawn_lines.pop(id(it), ())]
            page.drawn_lines[id(one)] = lines
            listed.append(one)
            felt = one.get("emotions", {})
            if scale is not None:
                felt.update((who, plain(on_table(said, scale))) for who, said in felt.items())
                if "emotion" in one:
                    one["emotion"] = plain(on_table(one["emotion"], scale))
        if listed:
            stage["touchpoints"] = listed
    page.settle_lines()


def _meet_stages(page: Record, by_stage: Mapping[str, Sequence[Sequence[Cell]]]) -> None:
    """Makes the stages those of the table, in its order; what the diagram alone has stands between."""
    drawn = list(mappings(page.values.get("stages")))
    names = [*by_stage]
    pairs = pair([as_drawn(name) for name in names], [str(one["name"]) for one in drawn])
    listed: list[dict[str, Any]] = []
    page.places = {}
    for one in pairs:
        stage: dict[str, Any] = {"name": ""}
        if one.tasks:
            stage, *more = (drawn[number] for number in one.tasks)
            for other in more:
                # Sections of one name are one stage, as they are in the table.
                stage["touchpoints"] = [*touchpoints_of(stage), *touchpoints_of(other)]
                page.drawn_lines.setdefault(id(stage), []).extend(
                    page.drawn_lines.pop(id(other), ())
                )
        if one.row is not None:
            if one.anew:
                page.mark_differing(stage)
            stage["name"] = names[one.row]
        elif stage.get("touchpoints"):
            page.mark_alone(stage)
        page.places[as_drawn(str(stage["name"]))] = (stage, ("stages", len(listed)))
        listed.append(stage)
    page.values["stages"] = listed


def _meet(
    page: Record,
    stage: dict[str, Any],
    path: Path,
    rows: Sequence[Sequence[Cell]],
    people: Sequence[str],
) -> Iterator[Scored]:
    """Makes the touchpoints of a stage those of the table's rows, with what the diagram says of each."""
    tasks = touchpoints_of(stage)
    names = [row[2].text.partition("\n")[0] for row in rows]
    pairs = pair([as_drawn(name) for name in names], [one["name"] for one in tasks])
    listed: list[dict[str, Any]] = []
    stage["touchpoints"] = listed
    for each in pairs:
        its = [tasks[number] for number in each.tasks]
        where = (*path, "touchpoints", len(listed))
        if each.row is None:
            (one,) = its
            page.mark_alone(one)
            listed.append(one)
            continue
        row = rows[each.row]
        one = _joined(page, its, names[each.row])
        listed.append(one)
        page.drawn_lines[id(one)] = [
            line for it in its for line in page.drawn_lines.pop(id(it), ())
        ]
        if each.anew:
            page.mark_differing(one)
        if not its:
            note = tr("It stands in the table alone, and not in the diagram.")
            page.remarks.append(Remark(Fate.TAKEN, names[each.row], row[2].spot, where, note))
        yield _read_row(page, row, one, where, its, people)


def _read_row(
    page: Record,
    row: Sequence[Cell],
    one: dict[str, Any],
    path: Path,
    tasks: Sequence[dict[str, Any]],
    people: Sequence[str],
) -> Scored:
    """Takes what a row says of a touchpoint, but for the scores of each persona."""
    for part in filter(None, row[2].text.partition("\n")[2].split(BESIDE)):
        moment: object = choice_of(part, tuple(MomentOfTruth), page.code)
        if moment is None and part == name_moment(True).render(page.code):
            moment = True
        page.set(one, "moment_of_truth", moment, part, row[2].spot, path)
    if row[3].text:
        one["channel"] = NAMES.split(row[3].text)
        page.take(row[3], (*path, "channel"))
    cells = {who: cell for who, cell in zip(people, row[4:], strict=True) if cell.text.strip()}
    felt = {who: felt_in(page, cell.text) for who, cell in cells.items()}
    figures = {who: figure for who, one in felt.items() if (figure := figure_of(one)) is not None}
    return Scored(one, path, tasks, cells, felt, figures)


def _joined(page: Record, tasks: Sequence[dict[str, Any]], name: str) -> dict[str, Any]:
    """The tasks of a diagram that are one touchpoint: one for each feeling of those who are divided."""
    one = {**(tasks[0] if tasks else {}), "name": name}
    if len(tasks) > 1:
        people = [who for task in tasks for who in task.get("personas") or ()]
        one.pop("emotion", None)
        one["emotions"] = {
            slug(str(who)): task["emotion"]
            for task in tasks
            for who in task.get("personas") or ()
            if "emotion" in task
        }
        one["personas"] = people
        if len(set(people)) == len(page.values.get("personas") or ()):
            del one["personas"]
    return one
