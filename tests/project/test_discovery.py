"""Which workspace a file belongs to, and which files there are."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from cjmap.findings.usage import UsageError
from cjmap.project import Project
from cjmap.project.discovery import Discovery
from cjmap.project.reader import Reader
from cjmap.project.workspace import Workspace
from tests.project.files import write


def find(folder: Path) -> Workspace:
    return Discovery(Reader()).home(folder)


def discover(folder: Path) -> tuple[Path, ...]:
    return Discovery(Reader()).below(folder)


def company(folder: Path) -> list[str]:
    discovery = Discovery(Reader())
    return [file.name for file in discovery.company(discovery.home(folder))]


def found(folder: Path) -> list[str]:
    return [file.relative_to(folder).as_posix() for file in discover(folder)]


# --- finding files -------------------------------------------------------------------------------


def test_maps_and_libraries_are_found_in_order(tmp_path: Path) -> None:
    write(
        tmp_path,
        *("b.journey.yaml", "a/c.journey.yml", "a/b.library.yaml", "z.yaml", "journey.yaml"),
        *("c.journey.json", "notes.md"),
    )
    assert found(tmp_path) == ["a/b.library.yaml", "a/c.journey.yml", "b.journey.yaml"]


def test_hidden_and_ignored_files_are_left_out(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write(
        tmp_path,
        *("a.journey.yaml", ".b.journey.yaml", ".c/d.journey.yaml", "build/e.journey.yaml"),
        *("drafts/f.journey.yaml", "drafts/keep.journey.yaml", "sub/g.journey.yaml"),
        *("sub/old-h.journey.yaml", "sub/deep/i.journey.yaml", "sub/deep/build/j.journey.yaml"),
    )
    write(tmp_path, ".gitignore", text="build/\n/drafts/*\n!/drafts/keep.journey.yaml\n# no\n")
    write(tmp_path, "sub/.gitignore", text="old-*\ndeep/*\n!deep/i.*\n")
    assert found(tmp_path) == [
        *("a.journey.yaml", "drafts/keep.journey.yaml", "sub/deep/i.journey.yaml"),
        "sub/g.journey.yaml",
    ]
    # What stands above a folder holds in it.
    assert found(tmp_path / "drafts") == ["keep.journey.yaml"]


def test_a_nested_file_may_take_back_what_one_above_ignores(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write(tmp_path, "a/x.journey.yaml", "b/x.journey.yaml")
    write(tmp_path, ".gitignore", text="x.*\n")
    write(tmp_path, "a/.gitignore", text="!x.*\n")
    assert found(tmp_path) == ["a/x.journey.yaml"]


def test_linked_folders_are_not_entered_and_linked_files_must_stay_inside(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    write(inside, "maps/a.journey.yaml")
    write(outside, "b.journey.yaml")
    write(inside, "cjmap.toml", text="")
    (inside / "link").symlink_to(outside)
    (inside / "loop").symlink_to(inside)
    (inside / "c.journey.yaml").symlink_to(outside / "b.journey.yaml")
    (inside / "d.journey.yaml").symlink_to(inside / "maps/a.journey.yaml")
    (inside / "e.journey.yaml").symlink_to(inside / "gone")
    assert found(inside) == ["d.journey.yaml", "maps/a.journey.yaml"]


def test_the_maps_setting_takes_every_yaml_file_below_its_folders(tmp_path: Path) -> None:
    write(tmp_path, "maps/a.yaml", "maps/b/c.yml", "other/d.yaml", "other/e.journey.yaml")
    write(tmp_path, "maps.yaml", "maps/f.txt")
    write(tmp_path, "cjmap.toml", text='maps = ["./maps/"]\n')
    assert found(tmp_path) == ["maps/a.yaml", "maps/b/c.yml", "other/e.journey.yaml"]
    assert found(tmp_path / "maps" / "b") == ["c.yml"]


def test_the_exclude_setting_leaves_files_and_folders_out(tmp_path: Path) -> None:
    write(
        tmp_path, "a.journey.yaml", "old/b.journey.yaml", "x/old/c.journey.yaml", "x/d.journey.yaml"
    )
    write(tmp_path, "cjmap.toml", text='exclude = ["/old/", "**/d.*"]\n')
    assert found(tmp_path) == ["a.journey.yaml", "x/old/c.journey.yaml"]
    # A pattern without a slash speaks of every folder, as in a `.gitignore`.
    write(tmp_path, "cjmap.toml", text='exclude = ["old", "*.journey.yaml", "!d.*"]\n')
    assert found(tmp_path) == ["x/d.journey.yaml"]
    write(tmp_path, "cjmap.toml", text='exclude = ["x", "!x/d.journey.yaml"]\n')
    assert found(tmp_path) == ["a.journey.yaml", "old/b.journey.yaml"]


def test_libraries_are_what_the_setting_says(tmp_path: Path) -> None:
    write(tmp_path, "shared/people.yaml", "a.library.yaml", "other/people.yaml")
    write(tmp_path, "cjmap.toml", text='library = ["shared/*.yaml"]\n')
    own = find(tmp_path)
    assert own.is_library(tmp_path / "shared/people.yaml")
    assert own.is_library(tmp_path / "a.library.yaml")
    assert not own.is_library(tmp_path / "other/people.yaml")
    assert found(tmp_path) == ["a.library.yaml", "shared/people.yaml"]


def test_a_link_that_leads_round_in_a_ring_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "cjmap.toml").write_text("")
    (tmp_path / "loop.journey.yaml").symlink_to(tmp_path / "loop.journey.yaml")
    (tmp_path / "coat.journey.yaml").write_text("title: Coat\n")
    assert [file.name for file in discover(tmp_path)] == ["coat.journey.yaml"]


def test_a_folder_that_nobody_made_a_workspace_is_not_searched_through(tmp_path: Path) -> None:
    (tmp_path / "coat.journey.yaml").write_text("title: Coat\n")
    (tmp_path / "people.library.yaml").write_text("title: People\n")
    (tmp_path / "loop.library.yaml").symlink_to(tmp_path / "loop.library.yaml")
    deep = tmp_path / "elsewhere"
    deep.mkdir()
    (deep / "others.library.yaml").write_text("title: Others\n")
    names = ["coat.journey.yaml", "people.library.yaml"]
    assert company(tmp_path) == names
    (tmp_path / "cjmap.toml").write_text("")
    assert company(tmp_path) == [
        names[0],
        "others.library.yaml",
        names[1],
    ]


# --- the workspace of a file ---------------------------------------------------------------------


def test_the_nearest_settings_hold_up_to_the_repository(tmp_path: Path) -> None:
    write(tmp_path, "cjmap.toml", text='language = "es"\n')
    repository = tmp_path / "repo"
    (repository / ".git").mkdir(parents=True)
    write(repository, "maps/deep/a.journey.yaml")
    assert find(repository / "maps/deep").root == repository
    assert find(repository / "maps/deep").settings.language is None
    write(repository, "maps/cjmap.toml", text='language = "en"\n')
    assert find(repository / "maps/deep").root == repository / "maps"


def test_without_settings_or_repository_the_files_folder_is_the_workspace(tmp_path: Path) -> None:
    assert find(tmp_path).root == tmp_path


def test_cjmap_toml_wins_over_pyproject(tmp_path: Path) -> None:
    write(tmp_path, "pyproject.toml", text='[tool.cjmap]\nlanguage = "es"\n')
    assert find(tmp_path).settings.language == "es"
    write(tmp_path, "cjmap.toml", text='language = "en"\n')
    assert find(tmp_path).settings.language == "en"


def test_a_pyproject_that_does_not_speak_of_cjmap_is_none(tmp_path: Path) -> None:
    write(tmp_path, "pyproject.toml", text="[tool.ruff]\nline-length = 3\n")
    assert find(tmp_path).config is None


def test_a_folder_below_may_be_a_workspace_of_its_own(tmp_path: Path) -> None:
    write(tmp_path, "a.journey.yaml", "own/b.yaml", "own/c.journey.yaml", "maps/d.yaml")
    write(tmp_path, "cjmap.toml", text='maps = ["maps"]\n')
    write(tmp_path, "own/cjmap.toml", text='maps = ["."]\nexclude = ["c.*"]\n')
    assert found(tmp_path) == ["a.journey.yaml", "maps/d.yaml", "own/b.yaml"]


# --- arguments -----------------------------------------------------------------------------------


def named(arguments: list[str], here: Path) -> list[str]:
    return [
        file.relative_to(here).as_posix() for file in Discovery(Reader()).expand(arguments, here)
    ]


def test_files_folders_and_globs(tmp_path: Path) -> None:
    write(tmp_path, "a.journey.yaml", "b/c.journey.yaml", "b/d.yaml", "b/e.txt", "[x].journey.yaml")
    assert named([], tmp_path) == ["[x].journey.yaml", "a.journey.yaml", "b/c.journey.yaml"]
    assert named(["b"], tmp_path) == ["b/c.journey.yaml"]
    assert named(["b/d.yaml"], tmp_path) == ["b/d.yaml"]
    assert named(["b/*"], tmp_path) == ["b/c.journey.yaml", "b/d.yaml"]
    assert named(["**/*.journey.yaml"], tmp_path) == [
        *("[x].journey.yaml", "a.journey.yaml", "b/c.journey.yaml")
    ]
    assert named(["b", "./b/../b/c.journey.yaml"], tmp_path) == ["b/c.journey.yaml"]
    assert named(["[x].journey.yaml"], tmp_path) == ["[x].journey.yaml"]
    # A file that is not there is a finding (CJ001), not wrong usage.
    assert named(["gone.yaml"], tmp_path) == ["gone.yaml"]


@pytest.mark.parametrize("argument", ["", "*.none", "empty", "a\0b", "empty/**"])
def test_an_argument_that_matches_nothing_is_wrong_usage(tmp_path: Path, argument: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError):
        Discovery(Reader()).expand([argument], tmp_path)


def test_a_workspace_without_a_map_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "cjmap.toml").touch()
    with pytest.raises(UsageError, match="There is no map below"):
        Discovery(Reader()).expand([], tmp_path)


def test_a_glob_follows_no_link_to_a_folder(tmp_path: Path) -> None:
    write(tmp_path, "w/a/x.yaml", "w/a/b/x.yaml", "w/.h/x.yaml", "out/x.yaml")
    (tmp_path / "w" / "out").symlink_to(tmp_path / "out")
    (tmp_path / "w" / "a" / "ring").symlink_to(tmp_path / "w")
    (tmp_path / "w" / "a" / "round").symlink_to("round")
    (tmp_path / "w" / "a" / "led.yaml").symlink_to(tmp_path / "out" / "x.yaml")
    (tmp_path / "w" / "a" / "same.yaml").symlink_to("x.yaml")
    here = tmp_path / "w"
    given = Project().expand(["**/*.yaml"], here)
    assert [file.relative_to(here).as_posix() for file in given] == [
        "a/b/x.yaml",
        "a/same.yaml",
        "a/x.yaml",
    ]
    assert [file.name for file in Project().expand([".h/*.yaml"], here)] == ["x.yaml"]
    assert [file.name for file in Project().expand([".*/*"], here)] == ["x.yaml"]
    with pytest.raises(UsageError):
        Project().expand(["*/x.y"], here)


@pytest.mark.parametrize(("length", "levels"), [(1, 1200), (200, 25)])
def test_folders_may_be_nested_deeper_than_calls_or_names_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, length: int, levels: int
) -> None:
    write(tmp_path, "a.journey.yaml")
    monkeypatch.chdir(tmp_path)
    for _ in range(levels):
        Path("d" * length).mkdir()
        os.chdir("d" * length)
    monkeypatch.chdir(tmp_path)
    project = Project()
    try:
        assert project.expand([], tmp_path) == (tmp_path / "a.journey.yaml",)
        assert project.expand(["**/*.yaml"], tmp_path) == (tmp_path / "a.journey.yaml",)
        # A path of more characters than the system allows cannot be looked into, and is named.
        assert len(project.unread) == (length > 1)
    finally:
        # Neither can Python's own tools remove them.
        subprocess.run(["rm", "-rf", tmp_path / ("d" * length)], check=True)


def test_a_folder_without_permission_is_left_out_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a.journey.yaml", "no/b.journey.yaml", "z/c.journey.yaml")
    scandir = os.scandir

    # Tests may run as root, whom no mode of a folder keeps out.
    def refuse(folder: Path) -> object:
        if Path(folder).name == "no":
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    project = Project()
    given = project.expand([], tmp_path)
    assert [file.name for file in given] == ["a.journey.yaml", "c.journey.yaml"]
    assert [(k, str(v)) for k, v in project.unread.items()] == [
        (tmp_path / "no", "permission is denied")
    ]


@pytest.mark.parametrize("arguments", [[], ["."], ["maps"], ["maps/a", "maps/b"], ["maps/**"]])
def test_a_run_looks_into_each_folder_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    write(tmp_path, "cjmap.toml", text="")
    names = ["top", "maps/a/one", "maps/a/deep/two", "maps/b/three", "more/four"]
    write(tmp_path, *(f"{name}.journey.yaml" for name in names))
    looked: list[str] = []
    scan = os.scandir

    def count(folder: Path) -> object:
        looked.append(os.fspath(folder))
        return scan(folder)

    monkeypatch.setattr(os, "scandir", count)
    project = Project()
    files = project.expand(arguments, tmp_path)
    home = project.workspace(files[0])
    assert len(project.company(home)) == len(names)
    project.idle(home)
    walked = [folder for folder in looked if not arguments or "*" not in arguments[0]]
    assert sorted(set(walked)) == sorted(walked)


def test_what_a_walk_found_serves_another_where_the_same_is_left_out(tmp_path: Path) -> None:
    # Outside of a repository what git would ignore is told by the folders that are walked.
    write(tmp_path, "cjmap.toml", text="")
    write(tmp_path, ".gitignore", text="old.*\n")
    write(tmp_path, "maps/new.journey.yaml", "maps/old.journey.yaml")
    project = Project()
    named = project.expand(["maps"], tmp_path)
    assert [file.name for file in named] == ["new.journey.yaml", "old.journey.yaml"]
    company = project.company(project.workspace(named[0]))
    assert [file.name for file in company] == ["new.journey.yaml"]
    # Who asks again is told what has come meanwhile.
    write(tmp_path, "maps/newer.journey.yaml")
    assert len(project.expand(["maps"], tmp_path)) == 3


@pytest.mark.skipif(os.name == "nt", reason="no such names on Windows")
def test_a_name_that_is_a_path_elsewhere_is_no_maps(tmp_path: Path) -> None:
    write(tmp_path, "cjmap.toml", text="")
    write(tmp_path, "a.journey.yaml", "\\\\b.journey.yaml", "c:d.journey.yaml")
    assert [file.name for file in Project().expand(["."], tmp_path)] == ["a.journey.yaml"]


def test_a_folder_that_leads_out_holds_no_maps(tmp_path: Path) -> None:
    write(tmp_path, "outside/b.journey.yaml")
    write(tmp_path, "work/cjmap.toml", text="")
    write(tmp_path, "work/a.journey.yaml")
    (tmp_path / "work" / "link").symlink_to(tmp_path / "outside")
    project = Project()
    with pytest.raises(UsageError):
        project.expand(["link"], tmp_path / "work")
    assert len(project.expand(["."], tmp_path / "work")) == 1
