from __future__ import annotations

import os
from pathlib import Path

import pytest

from cjmap.findings import Severity
from cjmap.project import workspace
from cjmap.project.workspace import UsageError, Workspace, discover, expand, load_config, matches

MAP = "title: T\npersonas: [A]\nstages: [B]\n"


def write(folder: Path, *names: str, text: str = MAP) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


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
    write(tmp_path, "cjmap.toml", text='exclude = ["old", "**/d.*"]\n')
    assert found(tmp_path) == ["a.journey.yaml", "x/old/c.journey.yaml"]


def test_libraries_are_what_the_setting_says(tmp_path: Path) -> None:
    write(tmp_path, "shared/people.yaml", "a.library.yaml", "other/people.yaml")
    write(tmp_path, "cjmap.toml", text='library = ["shared/*.yaml"]\n')
    own = workspace.find(tmp_path)
    assert own.is_library(tmp_path / "shared/people.yaml")
    assert own.is_library(tmp_path / "a.library.yaml")
    assert not own.is_library(tmp_path / "other/people.yaml")
    assert found(tmp_path) == ["a.library.yaml", "shared/people.yaml"]


@pytest.mark.parametrize(
    ("name", "pattern", "fits"),
    [
        ("a/b.yaml", "**/*.yaml", True),
        ("b.yaml", "**/*.yaml", True),
        ("a/b.yaml", "*.yaml", False),
        ("a/b.yaml", "a", True),
        ("ab/b.yaml", "a", False),
        ("a/b/c.yaml", "a/**", True),
        ("a/b.yaml", "a/?.yaml", True),
        ("a/b.yaml", "a?b.yaml", False),
        ("a.yaml", "a.y*", True),
        ("a+b.yaml", "a+b.yaml", True),
        ("aab.yaml", "a+b.yaml", False),
        ("a/b.yaml", "/a/", True),
    ],
)
def test_globs_of_the_settings(name: str, pattern: str, fits: bool) -> None:
    assert matches(name, pattern) is fits


# --- the workspace of a file ---------------------------------------------------------------------


def test_the_nearest_settings_hold_up_to_the_repository(tmp_path: Path) -> None:
    write(tmp_path, "cjmap.toml", text='language = "es"\n')
    repository = tmp_path / "repo"
    (repository / ".git").mkdir(parents=True)
    write(repository, "maps/deep/a.journey.yaml")
    assert workspace.find(repository / "maps/deep").root == repository
    assert workspace.find(repository / "maps/deep").settings.language is None
    write(repository, "maps/cjmap.toml", text='language = "en"\n')
    assert workspace.find(repository / "maps/deep").root == repository / "maps"


def test_without_settings_or_repository_the_files_folder_is_the_workspace(tmp_path: Path) -> None:
    assert workspace.find(tmp_path).root == tmp_path


def test_cjmap_toml_wins_over_pyproject(tmp_path: Path) -> None:
    write(tmp_path, "pyproject.toml", text='[tool.cjmap]\nlanguage = "es"\n')
    assert workspace.find(tmp_path).settings.language == "es"
    write(tmp_path, "cjmap.toml", text='language = "en"\n')
    assert workspace.find(tmp_path).settings.language == "en"


def test_a_pyproject_that_does_not_speak_of_cjmap_is_none(tmp_path: Path) -> None:
    write(tmp_path, "pyproject.toml", text="[tool.ruff]\nline-length = 3\n")
    assert workspace.find(tmp_path).config is None


def test_a_folder_below_may_be_a_workspace_of_its_own(tmp_path: Path) -> None:
    write(tmp_path, "a.journey.yaml", "own/b.yaml", "own/c.journey.yaml", "maps/d.yaml")
    write(tmp_path, "cjmap.toml", text='maps = ["maps"]\n')
    write(tmp_path, "own/cjmap.toml", text='maps = ["."]\nexclude = ["c.*"]\n')
    assert found(tmp_path) == ["a.journey.yaml", "maps/d.yaml", "own/b.yaml"]


# --- paths ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("a.png", "maps/a.png"),
        ("./x/../a.png", "maps/a.png"),
        ("../a.png", "a.png"),
        ("..", "."),
        ("x\\a.png", "maps/x/a.png"),
        ("a b ñ 🙂.png", "maps/a b ñ 🙂.png"),
        ("~/a.png", "maps/~/a.png"),
    ],
)
def test_paths_that_stay_inside(tmp_path: Path, written: str, target: str) -> None:
    (tmp_path / "maps").mkdir()
    contained = Workspace(tmp_path).contain(tmp_path / "maps", written)
    assert contained == Path(os.path.normpath(tmp_path / target))


@pytest.mark.parametrize(
    "written",
    [
        *("", "/etc/passwd", "//host/share", "../../a.png", "../..", "x/../../../a.png"),
        *("C:\\maps\\a.png", "C:a.png", "c:/a.png", "\\\\host\\share\\a", "\\a.png", "..\\..\\a"),
        *("a\0b", "link/a.png", "link", "file.png"),
    ],
)
def test_paths_that_lead_out(tmp_path: Path, written: str) -> None:
    root = tmp_path / "ws"
    (root / "maps").mkdir(parents=True)
    write(tmp_path, "secret.png")
    (root / "maps/link").symlink_to(tmp_path)
    (root / "maps/file.png").symlink_to(tmp_path / "secret.png")
    assert Workspace(root).contain(root / "maps", written) is None


def test_a_neighbour_with_a_longer_name_is_outside(tmp_path: Path) -> None:
    (tmp_path / "ws").mkdir()
    (tmp_path / "ws-other").mkdir()
    assert Workspace(tmp_path / "ws").contain(tmp_path / "ws", "../ws-other/a") is None


def test_a_workspace_behind_a_link_is_inside_itself(tmp_path: Path) -> None:
    write(tmp_path, "real/a.png")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    root = tmp_path / "link"
    assert Workspace(root).contain(root, "a.png") == root / "a.png"


# --- settings ------------------------------------------------------------------------------------

SETTINGS = """\
maps = ["maps"]
exclude = ["old"]
library = ["shared/*.yaml"]
language = "es-MX"
lifecycle = ["try", "buy"]

[lint]
select = ["ALL"]
ignore = ["CJ7"]
extend-select = ["CJ701"]
per-file-ignores = { "drafts/**" = ["CJ2"] }
severity = { CJ305 = "error" }

[gaps]
require = ["touchpoints", "pains"]
min-coverage = 62.5

[render]
theme = "dark"
lanes = ["emotion"]
engine = "system"

[limits]
file-size = 1000
nodes = 500
depth = 20

[measure]
anything = "goes"
"""


def test_every_setting_is_read(tmp_path: Path) -> None:
    write(tmp_path, "cjmap.toml", text=SETTINGS)
    own = load_config(tmp_path / "cjmap.toml")
    settings = own.settings
    assert own.problems == ()
    assert settings.maps == ("maps",)
    assert settings.exclude == ("old",)
    assert settings.library == ("shared/*.yaml",)
    assert (settings.language, settings.lifecycle) == ("es-MX", ("try", "buy"))
    assert settings.lint.select == ("ALL",)
    assert settings.lint.ignore == ("CJ7",)
    assert settings.lint.extend_select == ("CJ701",)
    assert settings.lint.per_file_ignores == (("drafts/**", ("CJ2",)),)
    assert settings.lint.severity == (("CJ305", Severity.ERROR),)
    assert (settings.gaps.require, settings.gaps.min_coverage) == (("touchpoints", "pains"), 62.5)
    assert (settings.render.theme, settings.render.lanes) == ("dark", ("emotion",))
    assert settings.render.engine == "system"
    limits = settings.limits
    assert (limits.file_size, limits.nodes, limits.depth) == (1000, 500, 20)


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("langage = 'es'", 1, 1, "There is no setting `langage`."),
        ("\n[lint]\nselekt = []", 3, 1, "There is no setting `lint.selekt`."),
        ("[nothing]\na = 1", 1, 2, "There is no setting `nothing`."),
        ("maps = 'maps'", 1, 1, "a list of texts is needed"),
        ("maps = ['../x']", 1, 1, "lies outside the workspace"),
        ("maps = ['/x']", 1, 1, "lies outside the workspace"),
        ("language = 3", 1, 1, "a text in quotes is needed"),
        ("language = 'spanish'", 1, 1, "a language tag is needed"),
        ("lifecycle = 'eight'", 1, 1, "one of seven-stage, four-stage"),
        ("[lint]\nselect = ['E501']", 2, 1, "`E501` is no code of a check"),
        ("[lint]\nseverity = { CJ1 = 'bad' }", 2, 1, "`CJ1`: a code and error, warning"),
        ("[lint.severity]\nCJ1 = 'bad'", 1, 7, "`CJ1`: a code and error, warning"),
        ("[lint]\nper-file-ignores = 3", 2, 1, "a table is needed"),
        ("lint = 3", 1, 1, "a table is needed"),
        ("[gaps]\nmin-coverage = 101", 2, 1, "a number from 0 to 100 is needed"),
        ("[gaps]\nmin-coverage = true", 2, 1, "a number from 0 to 100 is needed"),
        ("[gaps]\nrequire = ['looks']", 2, 1, "`looks` is none of touchpoints"),
        ("[render]\nengine = '/bin/sh'", 2, 1, "one of auto, embedded, system"),
        ("[limits]\nnodes = 0", 2, 1, "a whole number from 1 on is needed"),
        ("[limits]\ndepth = 5000", 2, 1, "a whole number from 1 to 400 is needed"),
        ("a = ", 1, 5, "This is not TOML: invalid value."),
        ("a = 1\na = 2", 2, 6, "This is not TOML: cannot overwrite a value."),
        (f"a = {'[' * 20_000}", 1, 20_005, "This is not TOML"),
        (f"a = {'9' * 9_000}", 1, 9_005, "This is not TOML"),
    ],
)
def test_a_setting_that_cannot_hold_is_told_at_its_place(
    tmp_path: Path, text: str, line: int, column: int, words: str
) -> None:
    write(tmp_path, "cjmap.toml", text=text)
    own = load_config(tmp_path / "cjmap.toml")
    (problem,) = own.problems
    assert problem.code == "CJ020"
    assert words in str(problem.message)
    assert own.config is not None
    assert problem.span is not None
    place = own.config.position(problem.span[0])
    assert (place.line, place.column) == (line, column)


def test_the_good_settings_hold_beside_a_bad_one(tmp_path: Path) -> None:
    write(tmp_path, "cjmap.toml", text="language = 'es'\n[lint]\nselect = ['CJ1']\nignore = 3\n")
    own = load_config(tmp_path / "cjmap.toml")
    assert len(own.problems) == 1
    assert own.settings.language == "es"
    assert own.settings.lint.select == ("CJ1",)


@pytest.mark.parametrize(
    "text",
    [
        "[[tool.cjmap]]\nlanguage = 'es'\n",
        "[tool]\nother = 1\n# [tool.cjmap]\n",
        "# [tool.cjmap]\ntool = 3\n",
    ],
)
def test_a_pyproject_of_any_shape_can_be_read(tmp_path: Path, text: str) -> None:
    write(tmp_path, "pyproject.toml", text=text)
    assert workspace.find(tmp_path).settings.language is None


def test_settings_that_are_no_utf_8_or_no_file(tmp_path: Path) -> None:
    (tmp_path / "cjmap.toml").write_bytes(b"language = '\xff'")
    (problem,) = load_config(tmp_path / "cjmap.toml").problems
    assert str(problem.message) == "The settings cannot be read: it is not UTF-8."
    (problem,) = load_config(tmp_path).problems
    assert problem.code == "CJ020"


def test_settings_with_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "cjmap.toml").write_bytes(b"\xef\xbb\xbflanguage = 'es'")
    assert load_config(tmp_path / "cjmap.toml").settings.language == "es"


# --- arguments -----------------------------------------------------------------------------------


def named(arguments: list[str], here: Path) -> list[str]:
    return [file.relative_to(here).as_posix() for file in expand(arguments, here)]


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
        expand([argument], tmp_path)


def test_a_workspace_without_a_map_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "cjmap.toml").touch()
    with pytest.raises(UsageError, match="There is no map below"):
        expand([], tmp_path)


def test_a_link_that_leads_round_in_a_ring_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "cjmap.toml").write_text("")
    (tmp_path / "loop.journey.yaml").symlink_to(tmp_path / "loop.journey.yaml")
    (tmp_path / "coat.journey.yaml").write_text("title: Coat\n")
    assert [file.name for file in workspace.discover(tmp_path)] == ["coat.journey.yaml"]


def test_a_folder_that_nobody_made_a_workspace_is_not_searched_through(tmp_path: Path) -> None:
    (tmp_path / "coat.journey.yaml").write_text("title: Coat\n")
    (tmp_path / "people.library.yaml").write_text("title: People\n")
    (tmp_path / "loop.library.yaml").symlink_to(tmp_path / "loop.library.yaml")
    deep = tmp_path / "elsewhere"
    deep.mkdir()
    (deep / "others.library.yaml").write_text("title: Others\n")
    names = ["coat.journey.yaml", "people.library.yaml"]
    assert [file.name for file in workspace.find(tmp_path).company()] == names
    (tmp_path / "cjmap.toml").write_text("")
    assert [file.name for file in workspace.find(tmp_path).company()] == [
        names[0],
        "others.library.yaml",
        names[1],
    ]
