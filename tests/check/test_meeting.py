"""What others are to know of a map is the same, however lightly it was read."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from cjmap.check.meeting import meet
from cjmap.check.recording import name_all, name_seen
from cjmap.check.session import Session
from cjmap.facts.members import introduce

TESTS = Path(__file__).parents[1]
FOLDERS = (
    TESTS / "corpus",
    TESTS.parent / "examples",
    *sorted(path for path in (TESTS / "rules").glob("CJ8*") if path.is_dir()),
)
PEOPLE = "kind: library\ntitle: People\npersonas: [{name: Ana, id: ana, role: Buyer}]\n"
ENDING = "stages: [{name: Buy, touchpoints: [Web, {name: Pay, emotion: 1}]}]\n"


def _session() -> Session:
    return Session(today=datetime.date(2026, 3, 1))


def _check(files: list[Path]) -> int:
    """How many of the files, which are a workspace, were not read in full."""
    session = _session()
    light = 0
    met = {member.file: (member, sight) for member, sight in meet(_session(), files)}
    for file in files:
        subject = session.subject(file)
        if subject is None:
            assert file not in met
            continue
        member, sight = met[file]
        assert member == introduce(subject, asked=False)
        if sight is not None:
            light += 1
            assert name_seen(sight) == name_all(session, file)
    return light


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_light_reading_tells_what_a_full_one_does(folder: Path) -> None:
    _check(sorted(folder.rglob("*.journey.yaml")))


@pytest.mark.parametrize(
    ("head", "light"),
    [
        ("title: A\npersonas: [Bea]\n", True),
        ("title: A\nid: own\norganization: 'Uno'\nlanguage: es-MX\npersonas: [Bea]\n", True),
        ("title: A\nlifecycle: aida\npersonas: [{name: Bea, age: 34, segment: Young}]\n", True),
        ("title: A\nlifecycle: [Buy, Use]\npersonas: [{name: Bea, segment: {name: Y}}]\n", True),
        ("title: A\nkind: employee\npersonas: [{name: Bea, id: b, role: Clerk}, Cid]\n", True),
        ("title: A\npersonas: [Bea]\nlinks: [{to: b.journey.yaml, rel: variant}]\n", True),
        ("title: A\npersonas: [Bea]\nlinks: [{to: b.journey.yaml, rel: parent}]\n", True),
        # Who is meant is for the library to say, and what two are called for the full reading.
        ("title: A\npersonas: [ana]\n", False),
        ("title: A\npersonas: [{id: ana, name: Ana, role: Thief}]\n", False),
        ("title: A\npersonas: [Bea, Bea]\n", False),
        ("title: A\npersonas: [Bea]\nnonsense: true\n", False),
    ],
)
def test_where_a_light_reading_does_not_tell_the_map_is_read_in_full(
    tmp_path: Path, head: str, light: bool
) -> None:
    (tmp_path / "cjmap.toml").touch()
    (tmp_path / "people.library.yaml").write_text(PEOPLE, "utf-8")
    (tmp_path / "b.journey.yaml").write_text("title: B\npersonas: [Bea]\n" + ENDING, "utf-8")
    file = tmp_path / "a.journey.yaml"
    file.write_text(head + ENDING, "utf-8")
    assert _check([file]) == light
