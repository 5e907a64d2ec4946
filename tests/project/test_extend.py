"""Settings that stand on those of a folder above: what is known, what holds, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjmap.findings import Severity
from cjmap.project import Project
from cjmap.project.settings import Settings
from cjmap.project.workspace import Workspace

MAP = "title: T\npersonas: [P]\nstages: [S]\n"
ABOVE = """
language = "de"
exclude = ["drafts", "/teams/a/old", "*.tmp.yaml"]
library = ["shared/*.yaml"]
[lint]
select = ["CJ2", "CJ3"]
extend-select = ["CJ401"]
ignore = ["CJ309"]
severity = { CJ305 = "error", CJ202 = "info" }
per-file-ignores = { "archive/**" = ["CJ2"] }
[gaps]
min-coverage = { draft = 10, review = 60 }
[render]
theme = "look.toml"
[words]
touchpoints = "Kontaktpunkte"
[measure]
min-n = { suppress = 4 }
"""
TEAM = """
extend = "../../cjmap.toml"
maps = ["maps"]
[lint]
ignore = ["CJ310"]
extend-select = ["CJ402"]
severity = { CJ202 = "error" }
per-file-ignores = { "sketches/**" = ["CJ3"], "loose" = ["CJ4"] }
[gaps]
min-coverage = { review = 70 }
[words]
aarrr = "Piraten"
[measure]
min-n = { indicative = 50 }
"""


def repository(folder: Path, **files: str) -> Path:
    """A repository with settings at its root and of one team."""
    (folder / ".git").mkdir()
    for name, text in {"cjmap.toml": ABOVE, "teams/a/cjmap.toml": TEAM, **files}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return folder


def team(folder: Path) -> Workspace:
    return Project().workspace(folder / "teams/a/maps/x.yaml")


def test_tables_hold_the_keys_of_both_and_all_else_takes_the_place(tmp_path: Path) -> None:
    settings = team(repository(tmp_path)).settings
    assert settings.language == "de"
    assert settings.library == ("shared/*.yaml",)
    assert settings.lint.select == ("CJ2", "CJ3")
    assert settings.lint.ignore == ("CJ310",)
    assert settings.lint.extend_select == ("CJ401", "CJ402")
    assert dict(settings.lint.severity) == {"CJ305": Severity.ERROR, "CJ202": Severity.ERROR}
    assert settings.gaps.min_coverage == (("draft", 10.0), ("review", 70.0))
    assert settings.words[""] == {"touchpoints": ("Kontaktpunkte",), "aarrr": ("Piraten",)}
    assert settings.measure["min-n"] == {"suppress": 4, "indicative": 50}


def test_the_files_of_data_count_from_the_settings_that_name_them(tmp_path: Path) -> None:
    folder = repository(tmp_path)
    with (folder / "cjmap.toml").open("a") as stream:
        stream.write("surveys = 'data/surveys.csv'\nevents = { uri = 'data/*.parquet' }\n")
    with (folder / "teams/a/cjmap.toml").open("a") as stream:
        stream.write("customers = { uri = './own/customers.csv', columns = { customer = 'id' } }\n")
    measure = team(folder).settings.measure
    assert measure["surveys"] == "data/surveys.csv"
    assert measure["events"] == {"uri": "data/*.parquet"}
    assert measure["customers"] == {
        "uri": "teams/a/./own/customers.csv",
        "columns": {"customer": "id"},
    }


def test_what_the_settings_above_hold_alone_stays_theirs(tmp_path: Path) -> None:
    folder = repository(tmp_path)
    above = Project().workspace(folder / "x.journey.yaml").settings
    assert above.lint.ignore == ("CJ309",)
    assert "aarrr" not in above.words[""]


def test_the_topmost_folder_is_known_and_the_nearest_reported(tmp_path: Path) -> None:
    folder = repository(tmp_path)
    home = team(folder)
    assert (home.root, home.folder) == (folder, folder / "teams/a")
    assert home.contain(folder / "teams/a/maps", "../../../shared/photo.png") is not None
    assert [level.file for level in home.levels] == [
        folder / "teams/a/cjmap.toml",
        folder / "cjmap.toml",
    ]


@pytest.mark.parametrize(
    ("name", "out"),
    [
        ("teams/a/drafts/x.yaml", True),
        ("teams/a/old/x.yaml", True),
        ("teams/a/maps/old/x.yaml", False),
        ("teams/a/maps/x.tmp.yaml", True),
        ("teams/a/maps/x.yaml", False),
    ],
)
def test_patterns_from_above_count_from_above(tmp_path: Path, name: str, out: bool) -> None:
    assert team(repository(tmp_path)).excludes(tmp_path / name) is out


@pytest.mark.parametrize(
    ("pattern", "inside", "outside"),
    [
        ("drafts", "teams/a/x/drafts/m.yaml", "drafts/m.yaml"),
        ("drafts/", "teams/a/drafts/m.yaml", "teams/b/drafts/m.yaml"),
        ("/drafts", "teams/a/drafts/m.yaml", "teams/a/x/drafts/m.yaml"),
        ("x/drafts", "teams/a/x/drafts/m.yaml", "x/drafts/m.yaml"),
        ("**/old-*", "teams/a/x/old-1/m.yaml", "old-1/m.yaml"),
    ],
)
def test_patterns_of_a_team_count_from_its_folder(
    tmp_path: Path, pattern: str, inside: str, outside: str
) -> None:
    text = f'extend = "../../cjmap.toml"\nexclude = ["{pattern}"]\n'
    home = team(repository(tmp_path, **{"teams/a/cjmap.toml": text}))
    assert home.excludes(tmp_path / inside)
    assert not home.excludes(tmp_path / outside)


def test_folders_libraries_and_rules_of_files_count_from_the_file_that_writes_them(
    tmp_path: Path,
) -> None:
    text = TEAM + '[render]\ntheme = "own.toml"\n'
    home = team(repository(tmp_path, **{"teams/a/cjmap.toml": 'library = ["kit/*.yaml"]\n' + text}))
    assert home.is_map(tmp_path / "teams/a/maps/x.yaml")
    assert not home.is_map(tmp_path / "maps/x.yaml")
    assert home.is_library(tmp_path / "teams/a/kit/x.yaml")
    assert not home.is_library(tmp_path / "shared/x.yaml")
    assert home.settings.lint.per_file_ignores == (
        ("archive/**", ("CJ2",)),
        ("/teams/a/sketches/**", ("CJ3",)),
        ("/teams/a/**/loose", ("CJ4",)),
    )
    assert (home.settings.render.theme, home.settings.render.theme_from) == (
        "own.toml",
        "teams/a",
    )


def test_folder_names_are_no_patterns(tmp_path: Path) -> None:
    text = 'extend = "../../cjmap.toml"\nexclude = ["drafts"]\n'
    folder = repository(tmp_path, **{"teams/[ab]*/cjmap.toml": text})
    home = Project().workspace(folder / "teams/[ab]*/x.journey.yaml")
    assert home.excludes(folder / "teams/[ab]*/drafts")
    assert not home.excludes(folder / "teams/a/drafts")


def test_chains_are_followed(tmp_path: Path) -> None:
    folder = repository(
        tmp_path,
        **{
            "teams/cjmap.toml": 'extend = "../cjmap.toml"\nlanguage = "es"\nexclude = ["x"]\n',
            "teams/a/cjmap.toml": 'extend = "../cjmap.toml"\n',
        },
    )
    home = team(folder)
    assert home.root == folder
    assert home.settings.language == "es"
    assert home.settings.library == ("shared/*.yaml",)
    assert home.settings.exclude == ("/teams/**/x",)


def test_a_pyproject_may_extend_and_be_extended(tmp_path: Path) -> None:
    folder = repository(
        tmp_path,
        **{
            "pyproject.toml": '[tool.cjmap]\nlanguage = "es"\n',
            "teams/b/pyproject.toml": '[tool.cjmap]\nextend = "../../pyproject.toml"\n',
        },
    )
    home = Project().workspace(folder / "teams/b/x.journey.yaml")
    assert (home.settings.language, home.root) == ("es", folder)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("cjmap.toml", "above"),
        ("./cjmap.toml", "above"),
        ("../b/cjmap.toml", "above"),
        ("../../../cjmap.toml", "outside"),
        ("../../none.toml", "no file"),
        ("/etc/cjmap.toml", "above"),
        ("..", "no file"),
        ("../a/cjmap.toml", "above"),
    ],
)
def test_what_cannot_be_extended_is_said_and_the_rest_holds(
    tmp_path: Path, written: str, why: str
) -> None:
    (tmp_path / "cjmap.toml").write_text("")
    folder = tmp_path / "repository"
    folder.mkdir()
    repository(folder, **{"teams/b/cjmap.toml": ""})
    (folder / "teams/a/cjmap.toml").write_text(f'extend = "{written}"\nlanguage = "es"\n')
    home = team(folder)
    assert [problem.code for problem in home.problems] == ["CJ020"]
    assert why in str(home.problems[0].message)
    assert home.problems[0].span == (0, 6)
    assert home.root == home.folder == folder / "teams/a"
    assert home.settings.language == "es"


def test_a_link_that_leads_out_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "repository"
    folder.mkdir()
    (tmp_path / "other.toml").write_text('language = "fr"\n')
    repository(folder)
    (folder / "base.toml").symlink_to(tmp_path / "other.toml")
    (folder / "teams/a/cjmap.toml").write_text('extend = "../../base.toml"\n')
    assert team(folder).settings.language is None
    assert len(team(folder).problems) == 1


def test_where_there_is_no_repository_a_folder_above_is_enough(tmp_path: Path) -> None:
    folder = repository(tmp_path)
    (folder / ".git").rmdir()
    assert team(folder).settings.language == "de"


@pytest.mark.parametrize("key", ["library", "exclude", "maps"])
def test_what_leads_up_is_told_of_extend(tmp_path: Path, key: str) -> None:
    text = f'{key} = ["../../shared"]\n'
    home = team(repository(tmp_path, **{"teams/a/cjmap.toml": text}))
    assert "extend" in str(home.problems[0].help)


def test_settings_above_for_another_version_keep_the_team_from_being_read(tmp_path: Path) -> None:
    folder = repository(tmp_path, **{"cjmap.toml": 'required-version = ">=99"\n'})
    home = team(folder)
    assert not home.suits
    assert [problem.code for level in home.levels for problem in level.problems] == ["CJ020"]


def test_a_change_above_is_noticed(tmp_path: Path) -> None:
    folder = repository(tmp_path, **{"teams/a/maps/x.yaml": MAP, "b/y.journey.yaml": MAP})
    (folder / "b/cjmap.toml").write_text("")
    project = Project()
    file, other = folder / "teams/a/maps/x.yaml", folder / "b/y.journey.yaml"
    before, apart = project.workspace(file), project.workspace(other)
    project.document(file)
    (folder / "cjmap.toml").write_text('language = "fr"\n')
    project.changed(folder / "cjmap.toml")
    assert before.settings.language == "de"
    assert project.workspace(file).settings.language == "fr"
    # What does not stand on it stays as it is.
    assert project.workspace(other) is apart
    (folder / "base.toml").write_text('language = "pl"\n')
    (folder / "teams/a/cjmap.toml").write_text('extend = "../../base.toml"\n')
    project.changed(folder / "teams/a/cjmap.toml")
    assert project.workspace(file).settings.language == "pl"
    (folder / "base.toml").write_text('language = "it"\n')
    project.changed(folder / "base.toml")
    assert project.workspace(file).settings.language == "it"


def test_every_team_speaks_of_what_it_wrote_itself(tmp_path: Path) -> None:
    folder = repository(
        tmp_path,
        **{
            "cjmap.toml": 'exclude = ["nowhere"]\n',
            "teams/a/cjmap.toml": 'extend = "../../cjmap.toml"\nexclude = ["gone", "maps/old"]\n'
            'maps = ["maps", "plans"]\n',
            "teams/a/maps/x.yaml": MAP,
            "teams/a/maps/old/x.yaml": MAP,
        },
    )
    project = Project()
    project.expand([], folder / "teams/a")
    assert project.idle(project.workspace(folder / "teams/a/maps/x.yaml")) == (
        ("maps", "plans"),
        ("exclude", "gone"),
    )
    project.expand([], folder)
    assert project.idle(project.workspace(folder / "x.journey.yaml")) == (("exclude", "nowhere"),)


def test_settings_without_extend_are_as_before(tmp_path: Path) -> None:
    (tmp_path / "cjmap.toml").write_text('language = "es"\n')
    home = Project().workspace(tmp_path / "x.journey.yaml")
    assert home == Workspace(
        tmp_path, Settings(language="es"), home.config, file=tmp_path / "cjmap.toml"
    )
    assert home.levels == (home,)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("cjmap.toml", "[default]\nkey = hunter4\n"),
        ("pyproject.toml", "[tool.cjmap]\nkey = 'hunter4'\n"),
    ],
)
def test_settings_that_a_link_leads_to_out_of_the_repository_are_not_read(
    tmp_path: Path, name: str, text: str
) -> None:
    (tmp_path / "secret").write_text(text)
    (tmp_path / "repository/.git").mkdir(parents=True)
    (tmp_path / "repository" / name).symlink_to(tmp_path / "secret")
    workspace = Project().workspace(tmp_path / "repository/m.journey.yaml")
    assert [problem.code for problem in workspace.problems] == ["CJ020"] * (name == "cjmap.toml")
    assert workspace.config is None or "hunter4" not in workspace.config.text
    assert "hunter4" not in str(workspace.problems)


def test_settings_that_a_link_leads_to_inside_the_repository_are_read(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "team").mkdir()
    (tmp_path / "shared.toml").write_text('language = "de"\n')
    (tmp_path / "team/cjmap.toml").symlink_to(tmp_path / "shared.toml")
    assert Project().workspace(tmp_path / "team/m.journey.yaml").settings.language == "de"
