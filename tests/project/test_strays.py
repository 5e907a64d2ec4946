"""What looks like a map beside maps and is not read, and settings that meet nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjmap.findings.usage import UsageError
from cjmap.languages.keys import words_of
from cjmap.languages.known import CODES
from cjmap.project import Project
from cjmap.project.strays import looks_like_map, map_name
from tests.project.files import write


def strays(folder: Path) -> list[str]:
    project = Project()
    project.expand([str(folder)], folder)
    return [file.relative_to(folder).as_posix() for file in project.strays]


def test_maps_by_another_name_beside_maps_are_strays(tmp_path: Path) -> None:
    write(tmp_path, "a.journey.yaml", "b.yaml", "c.journey.yaml.txt", "d.yml", "e.txt", "in/f.yaml")
    write(tmp_path, "old/g.yaml", "old/h.journey.yaml", ".hidden/i.yaml", ".hidden/j.journey.yaml")
    write(tmp_path, "k.library.yaml", "maps/l.yaml")
    write(tmp_path, "cjmap.toml", text="exclude = ['old']\nmaps = ['maps']\n")
    write(tmp_path, "ci.yaml", text="stages: [build]\n")
    assert strays(tmp_path) == ["b.yaml", "c.journey.yaml.txt", "d.yml"]


def test_naming_files_names_no_strays(tmp_path: Path) -> None:
    write(tmp_path, "a.journey.yaml", "b.yaml")
    project = Project()
    project.expand([str(tmp_path / "a.journey.yaml")], tmp_path)
    assert project.strays == ()


@pytest.mark.parametrize(
    ("text", "is_map"),
    [
        ("title: A\nstages:\n  - name: B\n", True),
        ("stages:\n\n  # one\n  - name: B\n", True),
        ("stages:\n- touchpoints:\n    - name: B\n", True),
        ("phases: [A]\npersonas: [B]\n", True),
        ("stages:\n  - build\n  - test\n", False),
        ("stages:\n  - stage: Build\n    jobs: []\nvariables:\n- name: x\n", False),
        ("stages:\n  prepare:\n    cmd: python x.py\n", False),
        ("title: A\nsteps_of: [B]\n", False),
        ("a:\n  stages:\n    - name: B\n", False),
        ("title: A\n# stages: []\n", False),
        ("", False),
    ],
)
def test_what_looks_like_a_map(text: str, is_map: bool) -> None:
    assert looks_like_map(text) is is_map


def test_maps_with_keys_in_any_language_look_like_maps() -> None:
    for code in CODES:
        words = words_of(code)
        for stages in words["stages"]:
            for title in (*words["title"], "title"):
                assert looks_like_map(f"{title}: A\n{stages}:\n  - B\n"), (code, stages)


@pytest.mark.parametrize("name", ["a.yaml", "a.yml", "a.journey.yaml.txt", "a.yaml.txt", "a.YAML"])
def test_how_a_map_is_to_be_called(name: str) -> None:
    assert map_name(Path(name)) == "a.journey.yaml"


def test_where_nothing_but_a_stray_stands_it_is_named(tmp_path: Path) -> None:
    write(tmp_path, "b.yaml")
    with pytest.raises(UsageError, match=r"b\.yaml looks like one and is to be named b\.journey"):
        Project().expand([str(tmp_path)], tmp_path)


SETTINGS = """\
maps = ["maps", "./none/"]
exclude = ["old", "gone", "!b.*", "!nowhere", ".venv"]
library = ["people.yaml", "shared/*"]

[lint]
per-file-ignores = { "a.*" = ["CJ2"], "z.*" = ["CJ2"], "old/**" = ["CJ2"] }
"""


def test_patterns_that_meet_nothing(tmp_path: Path) -> None:
    write(tmp_path, "a.journey.yaml", "b.journey.yaml", "maps/c.yaml", "people.yaml")
    write(tmp_path, "old/d.journey.yaml", ".venv/e.yaml")
    write(tmp_path, "cjmap.toml", text=SETTINGS)
    project = Project()
    (file, *_) = project.expand([str(tmp_path)], tmp_path)
    assert project.idle(project.workspace(file)) == (
        ("maps", "./none/"),
        ("exclude", "gone"),
        ("exclude", "!nowhere"),
        ("library", "shared/*"),
        ("lint.per-file-ignores", "z.*"),
        ("lint.per-file-ignores", "old/**"),
    )


def test_of_a_folder_of_the_workspace_nothing_is_said_of_its_patterns(tmp_path: Path) -> None:
    write(tmp_path, "a.journey.yaml", "in/b.journey.yaml")
    write(tmp_path, "cjmap.toml", text='exclude = ["gone"]\n')
    project = Project()
    (file,) = project.expand([str(tmp_path / "in")], tmp_path)
    assert project.idle(project.workspace(file)) == ()
