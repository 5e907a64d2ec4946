"""Sheets that others have beside a journey: of people, and of what is to be done."""

from __future__ import annotations

from typing import Any

import pytest

from cjmap.convert.drafts import Fate
from cjmap.convert.tables import Table
from tests.convert.tables import drawn, fates, only, read, stages_of, untold

JOURNEY = drawn("Stage | Touchpoint | Emotion\nLook | Window | 2\nPay | Till | -1", "Journey")
ROWS = """
Name | Age | Occupation | Goals | Pain points | Tech level
Laura | 34 | Nurse | Save time | Queues | High
Tom | 50 | Driver | Safe | Noise | Low
"""
TURNED = """
Persona | Laura | Tom
Age | 34 | 50
Occupation | Nurse | Driver
Goals | Save time | Safe
Pain points | Queues | Noise
Tech level | High | Low
"""
UNNAMED = TURNED.replace("Persona |", " |")
ONE = """
Laura |
Age | 34
Occupation | Nurse
Goals | Save time
Pain points | Queues
Tech level | High
"""
LAURA: dict[str, Any] = {"name": "Laura", "age": "34", "role": "Nurse", "goals": ["Save time"]}
LAURA |= {"frustrations": ["Queues"], "x-tech-level": "High"}
TOM: dict[str, Any] = {"name": "Tom", "age": "50", "role": "Driver", "goals": ["Safe"]}
TOM |= {"frustrations": ["Noise"], "x-tech-level": "Low"}


@pytest.mark.parametrize(
    ("text", "people"),
    [(ROWS, [LAURA, TOM]), (TURNED, [LAURA, TOM]), (UNNAMED, [LAURA, TOM]), (ONE, [LAURA])],
)
def test_people_are_told_row_by_row_and_column_by_column(
    text: str, people: list[dict[str, Any]]
) -> None:
    sheet = drawn(text, "Personas")
    draft = only(JOURNEY, sheet)
    assert draft.values["personas"] == people
    assert list(stages_of(draft)) == ["Look", "Pay"]
    assert untold(sheet, read(JOURNEY, sheet)) == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Nombre | Ocupación | Metas\nLaura | Enfermera | Ahorrar"),
        ("de", "Name | Beruf | Ziele\nLaura | Enfermera | Ahorrar"),
        ("fr", "Nom | Profession | Objectifs\nLaura | Enfermera | Ahorrar"),
        ("it", "Nome | Professione | Obiettivi\nLaura | Enfermera | Ahorrar"),
        ("pt", "Nome | Profissão | Objetivos\nLaura | Enfermera | Ahorrar"),
        ("nl", "Naam | Beroep | Doelen\nLaura | Enfermera | Ahorrar"),
        ("pl", "Imię | Zawód | Cele\nLaura | Enfermera | Ahorrar"),
        ("ja", "名前 | 職業 | 目標\nLaura | Enfermera | Ahorrar"),
        ("zh", "姓名 | 职业 | 目标\nLaura | Enfermera | Ahorrar"),
        ("ar", "الاسم | المهنة | الأهداف\nLaura | Enfermera | Ahorrar"),
    ],
)
def test_what_people_do_for_a_living_is_known(language: str, text: str) -> None:
    people: Any = only(JOURNEY, drawn(text), language=language).values["personas"]
    assert [one["role"] for one in people] == ["Enfermera"]


WORK = """
Task | Priority | Due date | Assignee | Status | Related pain point
Self checkout | High | 2026-12-01 | Ann | In progress | Queue
Better light | Low | 2026-12-05 | Bob | Done | Dark
"""
ACCIONES = """
Acción | Prioridad | Fecha | Responsable | Estado | Sprint
Self checkout | Alta | 2026-12-01 | Ann | En curso | Queue
Better light | Baja | 2026-12-05 | Bob | Hecho | Dark
"""


def _work(*tables: Table, language: str | None = None) -> list[dict[str, Any]]:
    found: Any = only(JOURNEY, *tables, language=language).values["opportunities"]
    return list(found)


@pytest.mark.parametrize(("text", "language"), [(WORK, "en"), (ACCIONES, "es")])
def test_lists_of_work_are_opportunities(text: str, language: str) -> None:
    sheet = drawn(text, "Backlog")
    first, second = _work(sheet, language=language)
    assert (first["text"], second["text"]) == ("Self checkout", "Better light")
    assert (first["status"], second["status"]) == ("doing", "done")
    assert (first["owner"], first["due"], first["customer_value"]) == ("Ann", "2026-12-01", "high")
    assert "Queue" in first.values()
    assert untold(sheet, read(JOURNEY, sheet)) == set()


def test_work_with_a_stage_stands_at_it() -> None:
    text = "Idea | Stage | Impact | Effort | Sprint\nSelf checkout | Pay | High | Low | S1"
    stage = stages_of(only(JOURNEY, drawn(text)))["Pay"]
    (chance,) = stage["opportunities"]
    assert (chance["customer_value"], chance["effort"], chance["x-sprint"]) == ("high", "low", "S1")


@pytest.mark.parametrize(("name", "at"), [("Till", ("stages", 1, "touchpoints", 0)), ("Attic", ())])
def test_a_touchpoint_that_a_thing_names_without_a_stage_is_found_or_kept(
    name: str, at: tuple[Any, ...]
) -> None:
    sheet = drawn(f"Touchpoint | Pain | Severity\n{name} | Queue | 3")
    draft = only(JOURNEY, sheet)
    place: Any = draft.values
    for key in at:
        place = place[key]
    (pain,) = place["pains"]
    assert pain["severity"] == 3
    assert ("Attic" in str(pain)) == (not at)


@pytest.mark.parametrize(
    ("head", "said"),
    [("Status", "In progress"), ("Effort", "3"), ("Due date", "2026-12-01")],
)
def test_what_a_pain_cannot_have_is_kept_beside_it(head: str, said: str) -> None:
    sheet = drawn(f"Pain | Stage | Severity | {head}\nQueue | Pay | 3 | {said}")
    (pain,) = stages_of(only(JOURNEY, sheet))["Pay"]["pains"]
    assert set(pain) - {"text", "severity"} == {f"x-{head.lower().replace(' ', '-')}"}


def test_rows_of_a_table_that_nobody_knows_are_kept_as_they_are() -> None:
    sheet = drawn("Colour | Owner | Shape\nRed | Ann | Round\nBlue | Bob | Flat", "Other")
    draft = only(JOURNEY, sheet)
    assert "owner" not in draft.values
    assert fates(draft, Fate.KEPT) == [cell.text for cell in sheet.cells()]
