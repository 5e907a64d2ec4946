"""What an earlier run found is found again without checking, and nothing else is."""

from __future__ import annotations

import datetime
import json
import os
import re
import shutil
import stat
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjmap.check import (
    Selection,
    Session,
    footing,
    keeping,
    linting,
    meeting,
    recording,
    store,
    validating,
)
from cjmap.check.linting import lint, lint_together
from cjmap.check.store import Store
from cjmap.check.validating import validate
from cjmap.findings import Outcome
from cjmap.project import Project
from cjmap.project.workspace import CONFIG_NAME, Workspace
from tests.corpus.test_corpus import MAPS as CORPUS

TODAY = datetime.date(2026, 11, 28)
PERSON = "personas: [Laura]\n"
STAGES = "stages: [{name: Purchase, touchpoints: [Cart, {name: Confirmation, id: end}]}]\n"
PLAIN = f"title: Buy a coat\n{PERSON}{STAGES}"
OLD = f"title: Buy a coat\nupdated: 2025-12-30\n{PERSON}{STAGES}"

Check = Callable[..., Outcome]


def choose(select: tuple[str, ...], workspace: Workspace) -> Selection:
    return Selection.of_lint(workspace.settings.lint, select)


def linted(
    folder: Path, kept: Store | None, today: datetime.date = TODAY, select: tuple[str, ...] = ()
) -> Outcome:
    files = sorted(folder.rglob("*.journey.yaml"))
    return lint(Project(), files, partial(choose, select), today, store=kept)


def one_linted(folder: Path, kept: Store | None, today: datetime.date = TODAY) -> Outcome:
    """What is found in one map among the others."""
    return lint(Project(), [folder / "a.journey.yaml"], partial(choose, ()), today, store=kept)


def one_linted_together(folder: Path, kept: Store | None, today: datetime.date = TODAY) -> Outcome:
    """The same as those ask who hold a baseline against it."""
    session = Session(Project(), today=today)
    files = [folder / "a.journey.yaml"]
    return lint_together(session, files, partial(choose, ()), known=lambda found: (), store=kept)


def validated(folder: Path, kept: Store | None, today: datetime.date = TODAY) -> Outcome:
    return validate(Project(), sorted(folder.rglob("*.journey.yaml")), today, store=kept)


VERBS = pytest.mark.parametrize("check", [linted, validated])


@pytest.fixture(autouse=True)
def _many(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few maps count as many, and what was written a moment ago as old."""
    monkeypatch.setattr(linting, "SIZE", 2)
    monkeypatch.setattr(validating, "_BATCH", 2)
    monkeypatch.setattr(footing, "_MARGIN", -3_600_000_000_000)


def lay_out(folder: Path, **texts: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / CONFIG_NAME).touch()
    for name, text in texts.items():
        (folder / f"{name}.journey.yaml").write_text(text)


def count_checks(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that are checked from now on, as they are."""
    checked: list[Path] = []
    record = recording.record
    sift = validating._Checker._sift

    def note(session: object, files: list[Path], *rest: object) -> object:
        checked.extend(files)
        return record(session, files, *rest)  # type: ignore[arg-type]

    def note_sifted(self: validating._Checker, files: list[Path]) -> object:
        checked.extend(files)
        return sift(self, files)

    monkeypatch.setattr(linting, "record", note)
    monkeypatch.setattr(validating._Checker, "_sift", note_sifted)
    return checked


@VERBS
def test_what_has_not_changed_is_not_checked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, check: Check
) -> None:
    lay_out(tmp_path / "w", a=PLAIN, b=PLAIN + "pain: []\n", c=OLD, d="title: [", e=PLAIN + "# 1\n")
    kept = Store(tmp_path / "cache")
    first = check(tmp_path / "w", kept)
    assert first.findings
    checked = count_checks(monkeypatch)
    again = check(tmp_path / "w", kept)
    # Some are laid side by side once more; none is checked for its own sake.
    assert not [
        file
        for file in checked
        if file.stem not in ("a.journey", "b.journey", "c.journey", "e.journey")
    ]
    assert again == first == check(tmp_path / "w", None)


@VERBS
def test_an_edited_map_alone_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, check: Check
) -> None:
    folder = tmp_path / "w"
    texts = {name: PLAIN.replace("Laura", f"Laura {name}") for name in "abcd"}
    lay_out(folder, **texts)
    kept = Store(tmp_path / "cache")
    rules = {"select": ("CJ0",)} if check is linted else {}
    check(folder, kept, **rules)
    lay_out(folder, b=texts["b"].replace("title", "titel"))
    checked = count_checks(monkeypatch)
    found = check(folder, kept, **rules)
    assert checked == [folder / "b.journey.yaml"]
    assert {finding.code for finding in found.findings} == {"CJ011"}


@pytest.mark.parametrize("check", [one_linted, one_linted_together])
def test_naming_one_map_again_and_again_reads_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, check: Check
) -> None:
    folder = tmp_path / "w"
    texts = {name: PLAIN.replace("Laura", f"Laura {name}") for name in "abcd"}
    lay_out(folder, **texts)
    kept = Store(tmp_path / "cache")
    first = check(folder, kept)
    introduced: list[Path] = []
    meet = meeting.meet

    def note(session: Session, files: list[Path]) -> object:
        introduced.extend(files)
        return meet(session, files)

    monkeypatch.setattr(linting, "meet", note)
    assert check(folder, kept) == first
    assert introduced == []
    lay_out(folder, c=texts["c"].replace("Cart", "Basket"))
    assert check(folder, kept) == check(folder, None)
    # Once with the store, and all of them without.
    assert introduced == [folder / f"{name}.journey.yaml" for name in "cbcd"]
    # What was kept of a map among others is not taken for what is found in it.
    assert linted(folder, kept) == linted(folder, None)


# What may happen to a workspace between two runs: each changes what is found somewhere.
LINKED = "links: [{to: %s.journey.yaml#end, rel: %s}]\n"
TEXTS = {
    "plain": PLAIN,
    "old": OLD,
    "broken": "title: [",
    "wrong": PLAIN + "pain: []\n",
    "photo": PLAIN + "evidence: [{title: Talk, file: talk.txt}]\n",
    "silent": f"# cjmap: ignore-file[CJ807]\n{PLAIN}",
    "future": PLAIN + "state: future\n",
    "shared": PLAIN.replace("[Laura]", "[Laurra]"),
    **{
        f"{rel} {to}": PLAIN + LINKED % (to, rel)
        for rel in ("parent", "child", "baseline", "next")
        for to in "abc"
    },
    "nowhere": PLAIN + LINKED % ("gone", "next"),
    "other end": PLAIN.replace("id: end", "id: finish"),
}
SETTINGS = (
    "",
    "[lint]\nignore = ['CJ2']\n",
    "language = 'es'\n",
    "lnguage = 'en'\n",
    "[lint]\nstale-after = 'P6M'\n",
)
LIBRARIES = (
    None,
    "title: Shared\nkind: library\npersonas: [{name: Laura, type: negative}]\n",
    "title: Shared\nkind: library\npersonas: [{name: Jorge}, Laura]\n",
    "title: Shared\nkind: library\npersonas: [",
)
Edit = tuple[str, object]
EDITS: st.SearchStrategy[Edit] = st.one_of(
    st.tuples(st.sampled_from("abcd"), st.sampled_from(sorted(TEXTS))),
    st.tuples(st.just("settings"), st.sampled_from(SETTINGS)),
    st.tuples(st.just("library"), st.sampled_from(LIBRARIES)),
    st.tuples(st.just("talk"), st.booleans()),
    st.tuples(st.just("day"), st.sampled_from([0, 40, 400])),
)


def change(folder: Path, edit: Edit) -> None:
    what, value = edit
    place = {
        "settings": folder / CONFIG_NAME,
        "library": folder / "shared.library.yaml",
        "talk": folder / "talk.txt",
    }.get(what, folder / f"{what}.journey.yaml")
    if value in (None, False):
        place.unlink(missing_ok=True)
    elif what != "day":
        place.write_text(TEXTS.get(str(value), str(value)))


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(edits=st.lists(EDITS, min_size=1, max_size=8))
def test_the_outcome_is_that_without_a_store(
    tmp_path_factory: pytest.TempPathFactory, edits: list[Edit]
) -> None:
    folder = tmp_path_factory.mktemp("w")
    kept = Store(tmp_path_factory.mktemp("cache"))
    (folder / ".git").mkdir()
    lay_out(folder, **dict.fromkeys("abcd", PLAIN))
    today = TODAY
    for edit in edits:
        change(folder, edit)
        if edit[0] == "day":
            today = TODAY + datetime.timedelta(days=int(str(edit[1])))
        for check in (one_linted, one_linted_together, linted, validated):
            assert check(folder, kept, today) == check(folder, None, today)


def test_the_corpus_is_found_again(tmp_path: Path) -> None:
    (tmp_path / "w").mkdir()
    for file in CORPUS:
        shutil.copy(file, tmp_path / "w")
    kept = Store(tmp_path / "cache")
    for check in (linted, validated):
        expected = check(tmp_path / "w", None)
        assert check(tmp_path / "w", kept) == expected
        assert check(tmp_path / "w", kept) == expected


@VERBS
def test_what_is_as_new_as_the_run_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, check: Check
) -> None:
    monkeypatch.setattr(footing, "_MARGIN", 3_600_000_000_000)
    lay_out(tmp_path / "w", a=PLAIN, b=PLAIN, c=PLAIN)
    kept = Store(tmp_path / "cache")
    check(tmp_path / "w", kept)
    assert kept.clean() == (0, 0)


def test_only_maps_of_which_a_rule_asked_for_the_day_are_checked_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(tmp_path / "w", a=PLAIN, b=OLD, c=PLAIN + "# 1\n")
    kept = Store(tmp_path / "cache")
    linted(tmp_path / "w", kept, select=("CJ6",))
    checked = count_checks(monkeypatch)
    later = TODAY + datetime.timedelta(days=60)
    found = linted(tmp_path / "w", kept, later, select=("CJ6",))
    assert checked == [tmp_path / "w" / "b.journey.yaml"]
    assert {finding.code for finding in found.findings} == {"CJ602"}


def test_other_rules_and_folders_have_entries_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(tmp_path / "w", a=PLAIN, b=PLAIN, c=PLAIN)
    kept = Store(tmp_path / "cache")
    for select in ("CJ2", "CJ3"):
        found = linted(tmp_path / "w", kept, select=(select,))
        assert {finding.code[:3] for finding in found.findings} == {select}
    monkeypatch.chdir(tmp_path / "w")
    assert {f.file for f in linted(tmp_path / "w", kept).findings} == {
        f"{name}.journey.yaml" for name in "abc"
    }


@VERBS
@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[:-3],
        lambda data: data.replace(b"a", b"b"),
        lambda data: sealed(b"[" * 100_000),
        lambda data: sealed(b"{}"),
        lambda data: sealed(json.dumps([[], "", None, [[], None]]).encode()),
        lambda data: sealed(data[64:].replace(b'"CJ', b"1,").replace(b"null", b'"x"')),
        lambda data: sealed(re.sub(rb"\[(\d+,){3}\d+\]", b"[1,1,999999999999,1]", data[64:])),
        lambda data: sealed(re.sub(rb"\[(\d+,){3}\d+\]", b"[0,1,1,999999999999]", data[64:])),
    ],
)
def test_broken_entries_were_never_there(
    tmp_path: Path, check: Check, spoil: Callable[[bytes], bytes]
) -> None:
    lay_out(tmp_path / "w", a=PLAIN, b=OLD + "pain: []\n", c="title: [")
    kept = Store(tmp_path / "cache")
    expected = check(tmp_path / "w", kept)
    entries = [file for file in kept.folder.rglob("*") if file.is_file()]
    assert len(entries) == 3
    for file in entries:
        file.write_bytes(spoil(file.read_bytes()))
    assert check(tmp_path / "w", kept) == expected


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
@pytest.mark.parametrize("kind", ["pipe", "huge", "folder"])
def test_what_no_entry_can_be_is_neither_read_nor_waited_for(tmp_path: Path, kind: str) -> None:
    kept = Store(tmp_path)
    kept.put("a" * 64, "x")
    file = kept._file("a" * 64)
    file.unlink()
    if kind == "pipe":
        os.mkfifo(file)
    elif kind == "folder":
        file.mkdir()
    else:
        with file.open("wb") as stream:
            stream.truncate(1 << 40)
    assert kept.get("a" * 64) is None


def test_a_store_that_is_a_link_or_a_file_is_taken_away_alone(tmp_path: Path) -> None:
    (tmp_path / "others").mkdir()
    (tmp_path / "others" / "theirs").write_text("x")
    kept = Store(tmp_path / "cache")
    kept.folder.mkdir()
    (kept.folder / "maps-1").symlink_to(tmp_path / "others")
    assert kept.clean() == (0, 0)
    assert (tmp_path / "others" / "theirs").exists()
    (kept.folder / "maps-1").write_text("no folder")
    assert kept.clean() == (0, 0)
    kept.put("a" * 64, "x")
    assert kept.get("a" * 64) == "x"


@VERBS
def test_the_settings_of_a_library_are_what_an_entry_rests_on(tmp_path: Path, check: Check) -> None:
    folder = tmp_path / "w"
    person = "personas: [{name: Laura, age: 40}]\n"
    lay_out(folder, **dict.fromkeys("abc", f"title: A\n{person}{STAGES}"))
    (folder / "lib").mkdir()
    (folder / "lib" / CONFIG_NAME).write_text('extend = "../cjmap.toml"\n')
    (folder / "lib" / "people.library.yaml").write_text(
        "title: S\npersonas: [{id: laura, name: Laura, age: 30}]\n"
    )
    kept = Store(tmp_path / "cache")
    before = check(folder, kept)
    assert before == check(folder, None)
    with (folder / "lib" / CONFIG_NAME).open("a") as stream:
        stream.write("[limits]\nnodes = 3\n")
    assert check(folder, kept) == check(folder, None)


@VERBS
@pytest.mark.parametrize("meanwhile", ["d", "later"])
def test_what_is_edited_during_a_run_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, check: Check, meanwhile: str
) -> None:
    """Between the look at the entries and the reading of the maps, and put back behind it."""
    folder = tmp_path / "w"
    linked = PLAIN + "links: [{rel: parent, to: p.journey.yaml}]\n"
    old = linked.replace(PLAIN, OLD.replace("2025", "2019"))
    lay_out(folder, p=PLAIN, d=old, later=linked, **dict.fromkeys("abc", linked))
    kept = Store(tmp_path / "cache")
    check(folder, kept)
    (folder / "p.journey.yaml").write_text(PLAIN + "# another\n")
    place = folder / f"{meanwhile}.journey.yaml"
    wrong = {
        "d": old.replace("Cart", "{name: Cart, emotion: 7}"),
        "later": linked.replace("links: [", "links: [{rel: baseline, to: d.journey.yaml}, "),
    }[meanwhile]

    def write(text: str) -> None:
        place.write_text(text)
        soon = place.stat().st_mtime + 7200
        os.utime(place, (soon, soon))

    recall = keeping.Keeper.recall

    def edit_behind(self: keeping.Keeper, files: Iterable[Path]) -> recording.Checked:
        known = recall(self, files)
        write(wrong)
        return known

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(keeping.Keeper, "recall", edit_behind)
        check(folder, kept)
    write(old if meanwhile == "d" else linked)
    assert check(folder, kept) == check(folder, None)


def sealed(data: bytes) -> bytes:
    import hashlib

    return hashlib.sha256(data).hexdigest().encode() + data


@VERBS
def test_a_store_that_cannot_be_written_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, check: Check
) -> None:
    lay_out(tmp_path / "w", a=PLAIN, b=PLAIN, c="title: [")
    (tmp_path / "cache").write_text("no folder")
    kept = Store(tmp_path / "cache")
    assert check(tmp_path / "w", kept) == check(tmp_path / "w", None)

    def full(*arguments: object, **named: object) -> object:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", full)
    assert check(tmp_path / "w", Store(tmp_path / "other")) == check(tmp_path / "w", None)


def test_the_entries_used_longest_ago_go_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Store(tmp_path)
    keys = [f"{number:064x}" for number in range(10)]
    for age, key in enumerate(keys):
        kept.put(key, "x" * 936)
        os.utime(kept._file(key), (10_000 - age, 10_000 - age))
    assert kept.get(keys[9]) is not None  # It was the oldest, and is the newest by that.
    monkeypatch.setattr(store, "LIMIT", 5_100)
    kept.trim()
    assert [key for key in keys if kept.get(key)] == [*keys[:3], keys[9]]


def test_nobody_else_may_write_in_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    kept = store.open_store()
    assert kept is not None
    assert kept.folder == tmp_path / "cjmap"
    assert stat.S_IMODE(kept.folder.stat().st_mode) == 0o700
    kept.folder.chmod(0o777)
    assert store.open_store() is None


def test_a_home_that_is_no_folder_is_no_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert store.open_store() is None
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert store.cache_folder() == tmp_path / ".cache" / "cjmap"
