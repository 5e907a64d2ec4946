"""Facts stay the same while what they rest on does, and no longer."""

from __future__ import annotations

import contextlib
import datetime
import itertools
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cjmap.check import Selection, Session, run
from cjmap.facts.subject import Subject
from cjmap.findings import Finding
from cjmap.findings.usage import UsageError
from cjmap.project import Project
from tests.project.counting import Count
from tests.project.files import write

EXAMPLES = Path(__file__).parents[2] / "examples"
TODAY = datetime.date(2026, 11, 21)
EVERYTHING = Selection(select=("ALL",))
BEFORE = "title: Before\nupdated: 2020-01-01\npersonas: [Ana]\nstages: [Buy]\n"
AFTER = "title: After\npersonas: [Ana]\nstages: [Buy]\nlinks:\n  - {to: before.journey.yaml, rel: REL}\n"
OTHER = "title: Other\npersonas: [Ana]\nstages: [Buy]\n"
PEOPLE = "title: People\npersonas:\n  - {name: Ana, age: 40}\nstages: []\n"


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """A session over a map, its baseline, another map and a library, all of them checked once."""
    write(tmp_path, "before.journey.yaml", text=BEFORE)
    write(tmp_path, "after.journey.yaml", text=AFTER.replace("REL", "baseline"))
    write(tmp_path, "other.journey.yaml", text=OTHER)
    write(tmp_path, "people.library.yaml", text=PEOPLE)
    write(tmp_path, "cjmap.toml", text="")
    session = Session(today=TODAY)
    check(session, tmp_path)
    return session


def check(session: Session, folder: Path) -> tuple[Finding, ...]:
    return tuple(run(session, session.project.expand([], folder), EVERYTHING).findings)


def subjects(session: Session, folder: Path) -> dict[str, Subject | None]:
    return {f.name.split(".")[0]: session.subject(f) for f in session.project.expand([], folder)}


def derived(session: Session, folder: Path, before: dict[str, Subject | None]) -> list[str]:
    """The files whose subjects are other ones than before."""
    return [name for name, found in subjects(session, folder).items() if found is not before[name]]


def test_facts_are_worked_out_once(session: Session, tmp_path: Path) -> None:
    before = subjects(session, tmp_path)
    check(session, tmp_path)
    session.project.refresh()
    assert derived(session, tmp_path, before) == []


def test_a_map_that_changes_is_worked_out_alone(session: Session, tmp_path: Path) -> None:
    before = subjects(session, tmp_path)
    session.project.overlay(tmp_path / "other.journey.yaml", OTHER.replace("Buy", "Use").encode())
    assert derived(session, tmp_path, before) == ["other"]
    found = session.subject(tmp_path / "other.journey.yaml")
    assert found is not None
    assert [stage.name for stage in found.journey.stages] == ["Use"]


def test_a_library_that_changes_gives_every_map_of_its_workspace_other_facts(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "own/apart.journey.yaml", text=OTHER)
    write(tmp_path, "own/cjmap.toml", text="")
    session.project.refresh()
    check(session, tmp_path)
    before = subjects(session, tmp_path)
    count = Count(monkeypatch)
    write(tmp_path, "people.library.yaml", text=PEOPLE.replace("40", "51"))
    session.project.refresh()
    assert derived(session, tmp_path, before) == ["after", "before", "other", "people"]
    assert count.both() == (["people.library.yaml"], ["people.library.yaml"])
    found = session.subject(tmp_path / "other.journey.yaml")
    assert found is not None
    assert [persona.age for _, persona in found.things.personas] == ["51"]


def test_a_baseline_that_changes_gives_the_map_that_links_it_other_facts(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = subjects(session, tmp_path)
    count = Count(monkeypatch)
    write(tmp_path, "before.journey.yaml", text=BEFORE.replace("Before", "Long before"))
    session.project.refresh()
    assert derived(session, tmp_path, before) == ["after", "before"]
    assert count.both() == (["before.journey.yaml"], ["before.journey.yaml"])


def test_a_baseline_that_comes_is_met(tmp_path: Path) -> None:
    write(tmp_path, "cjmap.toml", text="")
    write(tmp_path, "after.journey.yaml", text=AFTER.replace("REL", "baseline"))
    session = Session(today=TODAY)
    assert "CJ108" in {finding.code for finding in check(session, tmp_path)}
    write(tmp_path, "before.journey.yaml", text=BEFORE)
    session.project.refresh()
    assert "CJ108" not in {finding.code for finding in check(session, tmp_path)}


def test_who_is_a_baseline_follows_the_maps(session: Session, tmp_path: Path) -> None:
    home = session.workspace(tmp_path / "after.journey.yaml")
    assert session.baselines(home) == {tmp_path / "before.journey.yaml"}
    write(tmp_path, "after.journey.yaml", text=AFTER.replace("REL", "next"))
    session.project.refresh()
    assert session.baselines(home) == frozenset()
    assert {f.code for f in check(session, tmp_path) if f.file.endswith("before.journey.yaml")} >= {
        "CJ602"
    }


def test_the_baseline_of_what_shall_be_is_not_past(session: Session, tmp_path: Path) -> None:
    """Nothing has replaced it yet: it grows old, and its improvements come due."""
    write(
        tmp_path,
        "after.journey.yaml",
        text="state: future\n" + AFTER.replace("REL", "baseline"),
    )
    session.project.refresh()
    assert session.baselines(session.workspace(tmp_path / "after.journey.yaml")) == frozenset()
    subject = session.subject(tmp_path / "before.journey.yaml")
    assert subject is not None
    assert not subject.is_past


def test_settings_that_change_give_what_they_govern_other_facts(
    session: Session, tmp_path: Path
) -> None:
    before = subjects(session, tmp_path)
    write(tmp_path, "cjmap.toml", text='language = "es"\n')
    session.project.refresh()
    assert derived(session, tmp_path, before) == ["after", "before", "other", "people"]
    found = session.subject(tmp_path / "other.journey.yaml")
    assert found is not None
    assert found.language == "es"


def test_a_map_that_can_no_longer_be_read_has_no_facts(session: Session, tmp_path: Path) -> None:
    file = tmp_path / "other.journey.yaml"
    session.project.overlay(file, b"- no map")
    assert session.subject(file) is None
    session.project.withdraw(file)
    assert session.subject(file) is not None


# Files of a workspace with others inside, and texts that each may have: what they mean to one
# another changes with every one of them. None is no file, or no overlay.
TEXTS: dict[str, tuple[str | None, ...]] = {
    "a.journey.yaml": (OTHER, AFTER.replace("before", "in/b").replace("REL", "baseline"), None),
    "in/b.journey.yaml": (BEFORE, BEFORE.replace("Buy", "Use"), "title: [\n", None),
    "in/c.yaml": (OTHER, PEOPLE.replace("Ana", "Eva"), None),
    "in/deep/d.journey.yaml": (AFTER.replace("before", "../b").replace("REL", "child"), None),
    "people.library.yaml": (PEOPLE, PEOPLE.replace("40", "51"), None),
    "cjmap.toml": ("", 'maps = ["in"]\n', '[lint]\nper-file-ignores = {"in" = ["CJ3"]}\n', None),
    "in/cjmap.toml": (None, 'library = ["c.yaml"]\n', "[limits]\nnodes = 6\n"),
    "in/pyproject.toml": (None, "[tool.ruff]\n", '[tool.cjmap]\nexclude = ["deep"]\n'),
    "in/.gitignore": (None, "deep\n", "b.*\n"),
}
STEPS = st.lists(
    st.sampled_from(
        [
            (name, text, how)
            for name, texts in TEXTS.items()
            for text in texts
            for how in ("told", "found", "overlay")
        ]
    ),
    min_size=1,
    max_size=8,
)


def take(project: Project, file: Path, text: str | None, how: str) -> None:
    """Writes a file, or lays text over it, and lets the project know."""
    if how == "overlay":
        if text is None:
            project.withdraw(file)
        else:
            project.overlay(file, text.encode())
        return
    if text is None:
        file.unlink(missing_ok=True)
    else:
        write(file.parent, file.name, text=text)
        # Two texts of one size, written within a tick of the clock, would look alike.
        os.utime(file, ns=(1, next(TICKS)))
    if how == "told":
        project.changed(file)
    else:
        project.refresh()


TICKS = itertools.count(10**9, 10**9)


@settings(max_examples=60, deadline=None)
@given(steps=STEPS)
@example(steps=[("cjmap.toml", None, "found"), ("in/cjmap.toml", "[limits]\nnodes = 6\n", "found")])
@example(steps=[("people.library.yaml", PEOPLE, "overlay"), ("people.library.yaml", None, "told")])
@example(steps=[("people.library.yaml", None, "told"), ("people.library.yaml", PEOPLE, "told")])
@example(steps=[("in/b.journey.yaml", None, "told"), ("in/b.journey.yaml", BEFORE, "told")])
def test_a_session_kept_open_says_what_a_new_one_says(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str | None, str]]
) -> None:
    folder = tmp_path_factory.mktemp("workspace")
    (folder / ".git").mkdir()
    (folder / "in/deep").mkdir(parents=True)
    session = Session(today=TODAY)
    for name, texts in TEXTS.items():
        take(session.project, folder / name, texts[0], "told")
    check_all(session, folder)
    for name, text, how in steps:
        take(session.project, folder / name, text, how)
        new = Session(today=TODAY)
        for file in (folder / name for name in TEXTS):
            data = session.project.overlaid(file)
            if data is not None:
                new.project.overlay(file, data)
        assert check_all(session, folder) == check_all(new, folder)


def check_all(session: Session, folder: Path) -> tuple[Finding, ...]:
    """What is found in every file that may be there, found by discovery or not."""
    found = [folder / name for name in TEXTS if name.endswith(".yaml")]
    with contextlib.suppress(UsageError):
        found += session.project.expand([], folder)
    return tuple(run(session, found, EVERYTHING).findings)


def test_eight_threads_find_what_one_finds() -> None:
    alone = check(Session(today=TODAY), EXAMPLES)
    session = Session(Project(), today=TODAY)
    start = Barrier(8)

    def work(number: int) -> tuple[Finding, ...]:
        files = session.project.expand([], EXAMPLES)
        start.wait()
        # Each begins elsewhere, so that they meet in the middle of one another's maps.
        for file in (*files[number:], *files[:number]):
            session.subject(file)
        return tuple(run(session, files, EVERYTHING).findings)

    with ThreadPoolExecutor(8) as pool:
        assert all(found == alone for found in pool.map(work, range(8)))


def test_threads_that_lay_text_over_files_do_not_meet(tmp_path: Path) -> None:
    write(tmp_path, "cjmap.toml", text="")
    write(tmp_path, "a.journey.yaml", text=OTHER)
    file = tmp_path / "a.journey.yaml"
    session = Session(today=TODAY)
    start = Barrier(4)

    def work(number: int) -> set[str]:
        start.wait()
        titles = set()
        for _ in range(20):
            with session.project.trial():
                session.project.overlay(file, OTHER.replace("Other", f"T{number}").encode())
                found = session.subject(file)
                titles.add(found.journey.title if found else "none")
        return titles

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(work, range(4))) == [{f"T{number}"} for number in range(4)]
    found = session.subject(file)
    assert found is not None
    assert found.journey.title == "Other"
