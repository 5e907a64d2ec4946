"""Figures that were written into a file are the same again, as far as the map still is."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cjmap.check import Session
from cjmap.facts.measured import Measured
from cjmap.facts.subject import Subject
from cjmap.findings.usage import UsageError
from cjmap.measure.running import measure
from cjmap.records import replace
from cjmap.reports.measured.recalling import load, recall
from cjmap.reports.measured.request import Request, Told
from cjmap.reports.measured.structured import write
from tests.measure.maps import FILE, MAP, lay_out


def subject_of(file: Path) -> Subject:
    subject = Session(today=datetime.date(2026, 1, 1)).subject(file)
    assert subject is not None
    return subject


def written(measured: Measured) -> str:
    return write(Request((Told(FILE, "Coat", "en", measured, {}, {}, ()),)))


def document(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(written(measure(subject_of(lay_out(folder))).measured))
    return found


def recalled(text: str, subject: Subject) -> Measured:
    (recorded,) = load(text, "m.json")
    return recall(recorded, subject)


def test_what_is_written_comes_back(tmp_path: Path) -> None:
    subject = subject_of(lay_out(tmp_path))
    measured = measure(subject).measured
    text = written(measured)
    found = recalled(text, subject)
    assert written(replace(found, unusable=measured.unusable)) == text
    assert [one.path for one in found.claims] == [one.path for one in measured.claims]
    assert [one.path for one in found.unbound] == [one.path for one in measured.unbound]


@pytest.mark.parametrize(
    ("old", "new", "claims", "targets"),
    [
        ("value: 90", "value: 33", ["nps"], ["conversion", "csat"]),
        ('">= 50"', '">= 51"', ["nps", "conversion"], ["csat"]),
        ('">= 50"', '"> 50"', ["nps", "conversion"], ["csat"]),
        ("type: nps", "type: ces", ["conversion"], ["conversion", "csat"]),
    ],
)
def test_what_is_written_otherwise_now_was_not_judged(
    tmp_path: Path, old: str, new: str, claims: list[str], targets: list[str]
) -> None:
    text = json.dumps(document(tmp_path))
    found = recalled(text, subject_of(lay_out(tmp_path, MAP.replace(old, new))))
    assert [one.type for one in found.claims] == claims
    assert [one.type for one in found.targets] == targets


def put(*path: str | int, value: Any) -> Callable[[Any], None]:
    def change(found: Any) -> None:
        for step in path[:-1]:
            found = found[step]
        found[path[-1]] = value

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (put("version", value=2), "no version 1"),
        (put("maps", value={}), "`maps`"),
        (put("maps", 0, value=[]), "`maps[0]`"),
        (put("maps", 0, "events", value=-1), "`maps[0].events`"),
        (put("maps", 0, "events", value=True), "`maps[0].events`"),
        (put("maps", 0, "first", value="soon"), "`maps[0].first`"),
        (put("maps", 0, "groups", value=[]), "`maps[0].groups`"),
        (put("maps", 0, "groups", 0, "kind", value="some"), "`maps[0].groups[0].kind`"),
        (
            put("maps", 0, "groups", 0, "stages", 1, "conversion", "state", value="?"),
            "`maps[0].groups[0].stages[1].conversion.state`",
        ),
        (
            put("maps", 0, "groups", 0, "stages", 1, "conversion", "value", value="33"),
            "`maps[0].groups[0].stages[1].conversion.value`",
        ),
        (put("maps", 0, "groups", 0, "stages", 1, "reach", value=None), "stages[1].reach`"),
        (put("maps", 0, "claims", 0, "written", value=10**400), "`maps[0].claims[0].written`"),
        (put("maps", 0, "unbound", value=[1]), "`maps[0].unbound`"),
    ],
)
def test_what_is_no_such_file_is_said_with_the_place(
    tmp_path: Path, change: Callable[[Any], None], said: str
) -> None:
    found = document(tmp_path)
    change(found)
    with pytest.raises(UsageError) as refused:
        recalled(json.dumps(found), subject_of(tmp_path / FILE))
    assert said in refused.value.message.render()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"version": 1,\n  oops}', "m.json:2:3"),
        ('{"version": NaN}', "m.json"),
        ("[" * 100_000, "m.json"),
        ("[]", "m.json"),
        ("", "m.json:1:1"),
    ],
)
def test_what_is_no_json_is_said(text: str, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        load(text, "m.json")
    assert said in refused.value.message.render()
