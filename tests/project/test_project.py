"""What a project reads, and above all what it does not read again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cjmap.project import Project
from cjmap.project.workspace import Workspace
from tests.project.counting import Count
from tests.project.files import MAP, write

PEOPLE = "title: People\npersonas:\n  - {name: Ana, age: 40}\nstages: []\n"
OTHER = MAP.replace("title: T", "title: Other")


@pytest.fixture
def count(monkeypatch: pytest.MonkeyPatch) -> Count:
    return Count(monkeypatch)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace of two maps and a library, with another workspace in it."""
    write(tmp_path, "a.journey.yaml", "maps/b.journey.yaml", "own/c.journey.yaml")
    write(tmp_path, "people.library.yaml", text=PEOPLE)
    write(tmp_path, "cjmap.toml", "own/cjmap.toml", text="")
    return tmp_path


def ask(project: Project, folder: Path) -> dict[str, str]:
    """The titles of the maps below a folder, by name, once everything was asked for."""
    titles = {}
    for file in project.expand([], folder):
        workspace = project.workspace(file)
        project.company(workspace)
        project.library(workspace)
        project.revision(file)
        journey = project.document(file).journey
        titles[file.name] = journey.title if journey else "none"
    return titles


ALL = ["a.journey.yaml", "b.journey.yaml", "c.journey.yaml", "people.library.yaml"]


# --- open once, ask many times -------------------------------------------------------------------


def test_everything_is_read_once(folder: Path, count: Count) -> None:
    project = Project()
    first = ask(project, folder)
    assert count.both() == (
        [
            "a.journey.yaml",
            "b.journey.yaml",
            "c.journey.yaml",
            "cjmap.toml",
            "cjmap.toml",
            "people.library.yaml",
        ],
        ALL,
    )
    assert ask(project, folder) == first
    assert project.mentions(folder / "a.journey.yaml", "personas")
    assert count.both() == ([], [])


def test_looking_for_a_word_parses_nothing_and_keeps_nothing(folder: Path, count: Count) -> None:
    project = Project()
    file = folder / "own/c.journey.yaml"
    assert project.mentions(file, "title: T")
    assert count.both() == (["c.journey.yaml", "cjmap.toml"], [])
    assert not project.mentions(file, "baseline")
    assert count.both() == (["c.journey.yaml"], [])
    assert project.files == ()


def test_what_is_not_asked_for_is_not_read(folder: Path, count: Count) -> None:
    project = Project()
    project.document(folder / "maps/b.journey.yaml")
    assert count.read() == ["b.journey.yaml", "cjmap.toml"]
    assert [file.name for file in project.files] == ["b.journey.yaml"]
    assert [source.text for source in project.sources] == [MAP]


# --- a file changes ------------------------------------------------------------------------------


def test_a_map_that_changes_is_read_alone(folder: Path, count: Count) -> None:
    project = Project()
    ask(project, folder)
    file = folder / "a.journey.yaml"
    other = folder / "maps/b.journey.yaml"
    before, kept = project.revision(file), project.revision(other)
    library = project.library(project.workspace(file))
    count.both()
    write(folder, "a.journey.yaml", text=OTHER)
    assert ask(project, folder)["a.journey.yaml"] == "T"
    assert project.refresh() == (file,)
    assert ask(project, folder)["a.journey.yaml"] == "Other"
    assert count.both() == (["a.journey.yaml"], ["a.journey.yaml"])
    assert project.revision(file) > before
    assert project.revision(other) == kept
    assert project.library(project.workspace(file)) is library
    assert project.refresh() == ()


def test_a_change_may_be_told_too(folder: Path, count: Count) -> None:
    project = Project()
    ask(project, folder)
    count.both()
    write(folder, "a.journey.yaml", text=OTHER)
    project.changed(folder / "a.journey.yaml")
    assert ask(project, folder)["a.journey.yaml"] == "Other"
    assert count.read() == ["a.journey.yaml"]
    assert project.refresh() == ()


def test_a_file_that_was_only_touched_keeps_its_document(folder: Path, count: Count) -> None:
    project = Project()
    ask(project, folder)
    file = folder / "a.journey.yaml"
    document, revision = project.document(file), project.revision(file)
    count.both()
    os.utime(file, ns=(1, 1))
    assert project.refresh() == (file,)
    assert project.document(file) is document
    assert project.revision(file) == revision
    assert count.both() == (["a.journey.yaml"], [])


def test_files_that_come_and_go(folder: Path, count: Count) -> None:
    project = Project()
    ask(project, folder)
    count.both()
    write(folder, "maps/new.journey.yaml")
    (folder / "own/c.journey.yaml").unlink()
    assert set(project.refresh()) == {
        folder / "maps",
        folder / "own",
        folder / "own/c.journey.yaml",
    }
    assert sorted(ask(project, folder)) == [
        *("a.journey.yaml", "b.journey.yaml", "new.journey.yaml", "people.library.yaml")
    ]
    assert count.read() == ["new.journey.yaml"]
    (folder / "a.journey.yaml").unlink()
    project.changed(folder / "a.journey.yaml")
    home = project.workspace(folder / "a.journey.yaml")
    assert [file.name for file in project.company(home)] == [
        *("b.journey.yaml", "new.journey.yaml", "people.library.yaml")
    ]
    (problem,) = project.document(folder / "a.journey.yaml").problems
    assert problem.code == "CJ001"


def test_files_come_and_go_beside_a_map_that_is_in_no_workspace(tmp_path: Path) -> None:
    write(tmp_path, "a.journey.yaml")
    project = Project()
    home = project.workspace(tmp_path / "a.journey.yaml")
    assert project.library(home).personas == ()
    write(tmp_path, "people.library.yaml", text=PEOPLE)
    assert project.refresh() == (tmp_path,)
    assert [persona.name for persona in project.library(home).personas] == ["Ana"]


def test_another_file_may_come_to_fit_a_pattern(folder: Path) -> None:
    project = Project()
    assert len(project.expand(["maps/*.yaml"], folder)) == 1
    write(folder, "maps/new.yaml")
    assert project.refresh() == (folder / "maps",)
    assert len(project.expand(["maps/*.yaml"], folder)) == 2


def test_what_git_ignores_may_change(folder: Path, count: Count) -> None:
    (folder / ".git").mkdir()
    write(folder, "maps/.gitignore", text="b.*\n")
    project = Project()
    assert "b.journey.yaml" not in ask(project, folder)
    count.both()
    write(folder, "maps/.gitignore", text="c.*\nd.*\n")
    project.refresh()
    assert "b.journey.yaml" in ask(project, folder)
    assert count.read() == [".gitignore", "b.journey.yaml"]


def test_a_library_that_changes_is_read_alone(folder: Path, count: Count) -> None:
    project = Project()
    ask(project, folder)
    home = project.workspace(folder / "a.journey.yaml")
    before = project.library(home)
    assert [persona.age for persona in before.personas] == ["40"]
    count.both()
    write(folder, "people.library.yaml", text=PEOPLE.replace("40", "51"))
    project.refresh()
    ask(project, folder)
    assert count.both() == (["people.library.yaml"], ["people.library.yaml"])
    after = project.library(home)
    assert after is not before
    assert [persona.age for persona in after.personas] == ["51"]


def test_a_library_may_come_and_go(folder: Path, count: Count) -> None:
    project = Project()
    ask(project, folder)
    count.both()
    write(folder, "maps/z.library.yaml", text=PEOPLE.replace("Ana", "Eva"))
    project.refresh()
    home = project.workspace(folder / "a.journey.yaml")
    assert [persona.name for persona in project.library(home).personas] == ["Eva", "Ana"]
    assert count.read() == ["z.library.yaml"]
    (folder / "people.library.yaml").unlink()
    project.refresh()
    assert [persona.name for persona in project.library(home).personas] == ["Eva"]


# --- settings change -----------------------------------------------------------------------------


def test_settings_that_change_let_what_they_govern_be_read_anew(folder: Path, count: Count) -> None:
    project = Project()
    ask(project, folder)
    within = project.workspace(folder / "own/c.journey.yaml")
    revision = project.revision(folder / "a.journey.yaml")
    count.both()
    write(folder, "cjmap.toml", text='language = "es"\n')
    project.refresh()
    ask(project, folder)
    assert count.both() == (
        ["a.journey.yaml", "b.journey.yaml", "cjmap.toml", "people.library.yaml"],
        [],
    )
    assert project.workspace(folder / "maps/b.journey.yaml").settings.language == "es"
    assert project.workspace(folder / "own/c.journey.yaml") is within
    # The text is the same, and so is what was read from it.
    assert project.revision(folder / "a.journey.yaml") == revision


def test_new_limits_are_a_new_reading(folder: Path, count: Count) -> None:
    project = Project()
    ask(project, folder)
    revision = project.revision(folder / "a.journey.yaml")
    count.both()
    write(folder, "cjmap.toml", text="[limits]\nnodes = 3\n")
    project.refresh()
    (problem,) = project.document(folder / "a.journey.yaml").problems
    assert problem.code == "CJ006"
    assert count.both()[1] == ["a.journey.yaml"]
    assert project.revision(folder / "a.journey.yaml") > revision


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("cjmap.toml", 'language = "es"\n'),
        ("pyproject.toml", '[tool.cjmap]\nlanguage = "es"\n'),
    ],
)
def test_settings_may_come_and_go(folder: Path, count: Count, name: str, text: str) -> None:
    project = Project()
    ask(project, folder)
    file = folder / "maps/b.journey.yaml"
    count.both()
    write(folder, f"maps/{name}", text=text)
    project.refresh()
    ask(project, folder)
    assert project.workspace(file).root == folder / "maps"
    assert project.workspace(file).settings.language == "es"
    assert count.read() == ["b.journey.yaml", name]
    (folder / f"maps/{name}").unlink()
    project.refresh()
    ask(project, folder)
    assert project.workspace(file).root == folder
    assert count.read() == ["b.journey.yaml"]


def test_settings_that_come_to_a_folder_without_any_govern_what_is_below(
    tmp_path: Path, count: Count
) -> None:
    write(tmp_path, "maps/a.journey.yaml")
    project = Project()
    file = tmp_path / "maps/a.journey.yaml"
    project.document(file)
    assert not project.workspace(file).made
    count.both()
    write(tmp_path, "cjmap.toml", text='language = "es"\n')
    project.refresh()
    project.document(file)
    assert project.workspace(file).settings.language == "es"
    assert count.read() == ["a.journey.yaml", "cjmap.toml"]


def test_a_pyproject_that_does_not_speak_of_cjmap_may_change(folder: Path, count: Count) -> None:
    write(folder, "maps/pyproject.toml", text="[tool.ruff]\n")
    project = Project()
    ask(project, folder)
    count.both()
    write(folder, "maps/pyproject.toml", text="[tool.ruff]\nline-length = 3\n")
    project.refresh()
    ask(project, folder)
    assert count.read() == ["pyproject.toml"]


def test_settings_that_were_named_hold_everywhere_until_they_change(
    folder: Path, count: Count
) -> None:
    write(folder, "elsewhere/strict.toml", text='language = "es"\n')
    project = Project.governed_by(folder / "elsewhere/strict.toml")
    ask(project, folder)
    within = folder / "own/c.journey.yaml"
    assert project.workspace(within).settings.language == "es"
    # The workspace stays the one that it is without them.
    assert project.workspace(within).root == folder / "own"
    count.both()
    write(folder, "own/cjmap.toml", text='language = "fr"\n')
    project.changed(folder / "own/cjmap.toml")
    ask(project, folder)
    assert project.workspace(within).settings.language == "es"
    # Read for where the workspace ends, and not for what it says.
    assert count.read() == ["cjmap.toml"]
    write(folder, "elsewhere/strict.toml", text='language = "de-AT"\n')
    project.refresh()
    ask(project, folder)
    assert project.workspace(within).settings.language == "de-AT"
    assert count.read() == [*ALL, "strict.toml"]


def test_settings_that_were_named_may_be_overlaid(folder: Path) -> None:
    write(folder, "strict.toml", text="")
    project = Project.governed_by(folder / "strict.toml")
    home = project.workspace(folder / "a.journey.yaml")
    assert len(project.company(home)) == 4
    project.overlay(folder / "strict.toml", b'exclude = ["own"]\n')
    home = project.workspace(folder / "a.journey.yaml")
    assert len(project.company(home)) == 3


def test_a_project_without_settings_reads_none(folder: Path, count: Count) -> None:
    write(folder, "own/cjmap.toml", text='language = "fr"\n')
    (folder / ".git").mkdir()
    project = Project.without_settings(folder / "maps")
    assert len(ask(project, folder)) == 4
    assert project.workspace(folder / "own/c.journey.yaml") == Workspace(folder)
    assert "cjmap.toml" not in count.read()


# --- text that lies over files -------------------------------------------------------------------


def test_an_overlay_is_parsed_alone_and_nothing_is_read(folder: Path, count: Count) -> None:
    project = Project()
    ask(project, folder)
    file = folder / "a.journey.yaml"
    count.both()
    project.overlay(file, OTHER.encode())
    assert ask(project, folder)["a.journey.yaml"] == "Other"
    assert project.overlaid(file) == OTHER.encode()
    assert project.saved(file) == MAP.encode()
    assert count.both() == (["a.journey.yaml"], ["a.journey.yaml"])


def test_an_overlay_that_is_withdrawn_shows_the_file_again(folder: Path, count: Count) -> None:
    project = Project()
    file = folder / "a.journey.yaml"
    ask(project, folder)
    project.overlay(file, OTHER.encode())
    ask(project, folder)
    revision = project.revision(file)
    write(folder, "a.journey.yaml", text=MAP.replace("T", "Saved"))
    assert project.refresh() == ()
    count.both()
    project.withdraw(file)
    assert project.overlaid(file) is None
    assert ask(project, folder)["a.journey.yaml"] == "Saved"
    assert count.both() == (["a.journey.yaml"], ["a.journey.yaml"])
    assert project.revision(file) > revision


def test_settings_and_libraries_may_be_overlaid(folder: Path) -> None:
    project = Project()
    ask(project, folder)
    home = project.workspace(folder / "a.journey.yaml")
    project.overlay(folder / "people.library.yaml", PEOPLE.replace("Ana", "Eva").encode())
    assert [persona.name for persona in project.library(home).personas] == ["Eva"]
    project.overlay(folder / "maps/cjmap.toml", b'language = "es"\n')
    assert project.workspace(folder / "maps/b.journey.yaml").settings.language == "es"
    project.withdraw(folder / "maps/cjmap.toml")
    assert project.workspace(folder / "maps/b.journey.yaml").settings.language is None


def test_overlaid_settings_say_which_files_there_are(folder: Path) -> None:
    (folder / ".git").mkdir()
    project = Project()
    home = project.workspace(folder / "a.journey.yaml")
    assert len(project.company(home)) == 3
    project.overlay(folder / "cjmap.toml", b'exclude = ["maps"]\n')
    home = project.workspace(folder / "a.journey.yaml")
    assert [file.name for file in project.company(home)] == [
        "a.journey.yaml",
        "people.library.yaml",
    ]
    project.overlay(folder / ".gitignore", b"a.*\n")
    assert [file.name for file in project.company(home)] == ["people.library.yaml"]
    project.withdraw(folder / ".gitignore")
    project.withdraw(folder / "cjmap.toml")
    assert len(project.company(project.workspace(folder / "a.journey.yaml"))) == 3


def test_an_overlay_may_lie_where_no_file_is(folder: Path) -> None:
    project = Project()
    file = folder / "draft.journey.yaml"
    project.overlay(file, OTHER.encode())
    assert project.document(file).journey is not None
    assert file not in project.company(project.workspace(file))
    project.withdraw(file)
    (problem,) = project.document(file).problems
    assert problem.code == "CJ001"


def test_a_trial_leaves_nothing_behind(folder: Path, count: Count) -> None:
    project = Project()
    a, b = folder / "a.journey.yaml", folder / "maps/b.journey.yaml"
    project.overlay(a, b"title: Unsaved\n")
    with pytest.raises(KeyError), project.trial():
        project.overlay(a, OTHER.encode())
        project.overlay(b, OTHER.encode())
        assert ask(project, folder)["b.journey.yaml"] == "Other"
        raise KeyError
    assert project.overlaid(a) == b"title: Unsaved\n"
    assert project.overlaid(b) is None
    assert ask(project, folder)["a.journey.yaml"] == "Unsaved"
    assert ask(project, folder)["b.journey.yaml"] == "T"


def test_what_is_piped_in_is_called_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    project = Project()
    for name in ("-", "maps/b.journey.yaml"):
        project.overlay(folder / name, MAP.encode())
    names = [project.document(folder / name).source.file for name in ("-", "maps/b.journey.yaml")]
    assert names == ["<stdin>", "maps/b.journey.yaml"]
    write(folder, "-")
    assert Project().document(folder / "-").source.file == "-"


# --- files that cannot be read -------------------------------------------------------------------


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "maps.journey.yaml"
    folder.mkdir()
    link = tmp_path / "link.journey.yaml"
    link.symlink_to(tmp_path / "gone")
    loop = tmp_path / "loop.journey.yaml"
    loop.symlink_to(loop)
    pipe = tmp_path / "pipe.journey.yaml"
    os.mkfifo(pipe)
    none = tmp_path / "none.journey.yaml"
    project = Project()
    reasons = []
    for file in (folder, link, loop, pipe, none, Path("/dev/zero"), tmp_path / "a\0b"):
        (problem,) = project.document(file).problems
        assert problem.code == "CJ001"
        reasons.append(str(problem.message))
    assert reasons[0] == "The file cannot be read: it is a folder."
    assert (
        reasons[3] == reasons[5] == "The file cannot be read: it is a pipe or a device, not a file."
    )
    assert reasons[4] == "The file cannot be read: there is no such file or folder."


def test_a_file_over_its_limit_is_not_read_further(tmp_path: Path) -> None:
    write(tmp_path, "cjmap.toml", text="[limits]\nfile-size = 20\n")
    write(tmp_path, "a.journey.yaml", "b.journey.yaml", text="title: Of 20 bytes.\n")
    write(tmp_path, "b.journey.yaml", text="title: Of 21 bytes..\n")
    project = Project()
    codes = [
        {problem.code for problem in project.document(tmp_path / f"{name}.journey.yaml").problems}
        for name in "ab"
    ]
    assert "CJ006" not in codes[0]
    assert codes[1] == {"CJ006"}
