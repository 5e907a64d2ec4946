"""`cjmap init` in folders that are empty, full, inside others, and in the way."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from cjmap.scaffold import origin
from tests.cli.conftest import Cjmap


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_an_empty_folder_becomes_a_workspace_that_validates(cjmap: Cjmap) -> None:
    result = cjmap("init")
    assert result.exit_code == 0
    assert set(contents(cjmap.folder)) == {
        "cjmap.toml",
        "cjmap.schema.json",
        "maps/buy-running-shoes.journey.yaml",
        ".github/workflows/cjmap.yml",
        ".pre-commit-config.yaml",
    }
    for name in contents(cjmap.folder):
        assert f"  {name} " in result.output
    for step in ("cjmap validate", "cjmap lint", "cjmap report"):
        assert f"\n  {step} " in result.output
    checked = cjmap("validate")
    assert (checked.exit_code, checked.output) == (0, "All good: 1 file, no findings.\n")


def test_files_end_their_lines_with_lf_and_are_the_same_every_time(cjmap: Cjmap) -> None:
    cjmap("init", "one", "--template", "health")
    cjmap("init", "two", "--template", "health")
    one = contents(cjmap.folder / "one")
    assert one == contents(cjmap.folder / "two")
    for name, data in one.items():
        assert b"\r" not in data, name
        assert data.endswith(b"\n"), name


def test_a_second_run_changes_nothing_and_says_so(cjmap: Cjmap) -> None:
    cjmap("init")
    before = contents(cjmap.folder)
    result = cjmap("init")
    assert result.exit_code == 0
    assert contents(cjmap.folder) == before
    assert "Written" not in result.output
    assert result.output.startswith("Left alone, since it was there:\n")
    for name in before:
        assert f"  {name}\n" in result.output


def test_what_is_there_is_never_overwritten(cjmap: Cjmap) -> None:
    own = {
        "cjmap.toml": 'language = "es"\n',
        "maps/buy-running-shoes.journey.yaml": "title: Mine\n",
        ".github/workflows/cjmap.yml": "name: mine\n",
    }
    for name, text in own.items():
        cjmap.write(name, text)
    result = cjmap("init")
    assert result.exit_code == 0
    after = contents(cjmap.folder)
    for name, text in own.items():
        assert after[name] == text.encode()
        assert f"  {name}\n" in result.output.partition("Left alone")[2]
    assert "cjmap.schema.json" in after


def test_a_link_that_leads_nowhere_is_left_alone(cjmap: Cjmap) -> None:
    link = cjmap.folder / "cjmap.toml"
    link.symlink_to(cjmap.folder / "elsewhere.toml")
    assert cjmap("init").exit_code == 0
    assert link.is_symlink()
    assert not (cjmap.folder / "elsewhere.toml").exists()


def test_a_second_template_adds_its_map(cjmap: Cjmap) -> None:
    cjmap("init", "--template", "saas")
    before = contents(cjmap.folder)
    cjmap("init", "--template", "service")
    after = contents(cjmap.folder)
    assert set(after) - set(before) == {"maps/boiler-repair.journey.yaml"}
    assert {name: after[name] for name in before} == before
    assert cjmap("validate").exit_code == 0


@pytest.mark.parametrize(
    "arguments", [("--lang", "es", "init"), ("init", "--lang", "es")], ids=["global", "verb"]
)
def test_spanish_is_one_option_away(cjmap: Cjmap, arguments: tuple[str, ...]) -> None:
    cjmap(*arguments, "--template", "retail")
    text = (cjmap.folder / "maps/comprar-zapatillas.journey.yaml").read_text("utf-8")
    assert "\nlanguage: es\n" in text
    assert 'language = "es"' in (cjmap.folder / "cjmap.toml").read_text("utf-8")


def test_a_map_has_a_language_of_its_own(cjmap: Cjmap) -> None:
    told = cjmap("init", "--lang", "en", "--language", "es", "--template", "retail").output
    assert told.startswith("Written to ")
    text = (cjmap.folder / "maps/comprar-zapatillas.journey.yaml").read_text("utf-8")
    assert "\nlanguage: es\n" in text


@pytest.mark.parametrize("name", ["mis mapas/año nuevo", "a/b/c", "it's"])
def test_a_folder_of_any_name_is_made(cjmap: Cjmap, name: str) -> None:
    result = cjmap("init", name, "--template", "blank")
    assert result.exit_code == 0
    assert (cjmap.folder / name / "maps/first-map.journey.yaml").is_file()
    assert cjmap("validate", name).exit_code == 0
    quoted = {"it's": "'it'\"'\"'s'", "a/b/c": "a/b/c"}.get(name, f"'{name}'")
    assert f"\n  cd {quoted}\n" in result.output


def test_a_file_is_no_folder(cjmap: Cjmap) -> None:
    file = cjmap.write("here", "mine")
    result = cjmap("init", "here")
    assert result.exit_code == 2
    assert result.stderr == "error: here is a file; a folder is needed.\n"
    assert file.read_text() == "mine"


def test_a_file_in_the_way_is_named(cjmap: Cjmap) -> None:
    cjmap.write("maps", "mine")
    result = cjmap("init")
    assert result.exit_code == 2
    assert "maps/buy-running-shoes.journey.yaml cannot be written" in result.stderr
    assert "Traceback" not in result.output


def test_a_folder_that_may_not_be_written_is_named(
    cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Tests may run as root, whom no mode of a folder keeps out.
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    result = cjmap("init")
    assert result.exit_code == 2
    assert result.stderr == "error: cjmap.toml cannot be written: permission is denied.\n"
    assert contents(cjmap.folder) == {}


def test_the_root_of_a_repository_gets_its_checks(cjmap: Cjmap) -> None:
    (cjmap.folder / ".git").mkdir()
    result = cjmap("init")
    assert (cjmap.folder / ".github/workflows/cjmap.yml").is_file()
    assert "To add" not in result.output


def test_inside_a_repository_nothing_is_written_outside_of_the_folder(cjmap: Cjmap) -> None:
    (cjmap.folder / ".git").mkdir()
    result = cjmap("init", "docs/mis mapas")
    assert all(name.startswith("docs/mis mapas/") for name in contents(cjmap.folder))
    assert ".github" not in os.listdir(cjmap.folder / "docs/mis mapas")
    assert "To add to .github/workflows/cjmap.yml at the root of the repository:" in result.output
    assert "cjmap validate 'docs/mis mapas'" in result.output
    # From the root, too, the new maps are found and checked by their own settings.
    assert cjmap("validate").exit_code == 0


def test_gitlab_gets_a_job_to_add(cjmap: Cjmap) -> None:
    cjmap.write(".gitlab-ci.yml", "test:\n  script: make\n")
    result = cjmap("init")
    assert "To add to .gitlab-ci.yml:\n\ncjmap:\n" in result.output
    assert not (cjmap.folder / ".github").exists()
    assert (cjmap.folder / ".gitlab-ci.yml").read_text() == "test:\n  script: make\n"


def test_own_hooks_get_an_entry_to_add(cjmap: Cjmap) -> None:
    cjmap.write(".pre-commit-config.yaml", "repos: []\n")
    result = cjmap("init")
    assert "To add to .pre-commit-config.yaml:\n\n  - repo: local\n" in result.output
    assert (cjmap.folder / ".pre-commit-config.yaml").read_text() == "repos: []\n"


def test_settings_of_a_pyproject_stay_in_force(cjmap: Cjmap) -> None:
    cjmap.write("pyproject.toml", '[tool.cjmap]\nlanguage = "es"\n')
    result = cjmap("init")
    assert "The settings stay in pyproject.toml.\n" in result.output
    assert not (cjmap.folder / "cjmap.toml").exists()


def test_quiet_leaves_out_the_advice(cjmap: Cjmap) -> None:
    assert "cjmap report" not in cjmap("--quiet", "init").output


def test_an_unknown_template_is_wrong_usage(cjmap: Cjmap) -> None:
    result = cjmap("init", "--template", "bank")
    assert result.exit_code == 2
    assert contents(cjmap.folder) == {}


# -- what CI installs ----------------------------------------------------------------------------


def test_one_option_says_what_every_check_installs(cjmap: Cjmap) -> None:
    wanted = "cjmap @ git+https://git.example.org/ux/cjmap@v1"
    result = cjmap("init", "--install", wanted)
    for name, hooks in ((".github/workflows/cjmap.yml", 1), (".pre-commit-config.yaml", 2)):
        assert (cjmap.folder / name).read_text("utf-8").count(wanted) == hooks
    assert "this machine alone" not in result.output


def test_an_install_that_ci_cannot_reach_is_said_until_it_is_written(
    cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(origin, "requirement", lambda: origin.PLACEHOLDER)
    result = cjmap("init")
    said = " in .github/workflows/cjmap.yml, .pre-commit-config.yaml; `--install`"
    assert said in result.output
    assert origin.PLACEHOLDER in result.output
    # What is there already was said then.
    assert origin.PLACEHOLDER not in cjmap("init").output


@pytest.mark.parametrize("install", ["", "  ", "cjmap\nrm -r ~"])
def test_what_pip_cannot_install_is_refused(cjmap: Cjmap, install: str) -> None:
    result = cjmap("init", "--install", install)
    assert result.exit_code == 2
    assert contents(cjmap.folder) == {}


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("template", ["blank", "health", "retail", "saas", "service"])
def test_what_is_written_is_written_in_the_one_way(
    cjmap: Cjmap, template: str, language: str
) -> None:
    assert cjmap("init", "--template", template, "--lang", language).exit_code == 0
    result = cjmap("format", "--check")
    assert (result.exit_code, result.stdout) == (0, "")


def test_a_workspace_begins_with_what_somebody_has(cjmap: Cjmap) -> None:
    cjmap.write("day.mmd", "journey\n  title My day\n  section Go\n    Walk: 4: Me\n    Hm\n")
    result = cjmap("init", "shop", "--from", "day.mmd")
    assert result.exit_code == 0
    text = (cjmap.folder / "shop/maps/my-day.journey.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=../cjmap.schema.json\ntitle: My day\n")
    assert "maps/my-day.journey.yaml" in result.output
    assert "not understood, line 5: “Hm”" in result.stderr
    assert [one.name for one in (cjmap.folder / "shop/maps").iterdir()] == ["my-day.journey.yaml"]
    assert cjmap("validate", "shop").exit_code == 0
    # What is there already stays, and nothing is told of it.
    again = cjmap("init", "shop", "--from", "day.mmd")
    assert "Left alone" in again.output
    assert "not understood" not in again.stderr


def test_what_of_a_file_is_in_no_map_is_said(cjmap: Cjmap) -> None:
    cjmap.write("day.csv", "Stage,Touchpoint,Pain\nA,a,#REF!\nA,b,slow\n")
    said = cjmap("init", "shop", "--from", "day.csv").stderr
    assert "day.csv: 0 pieces taken over" in said and "“#REF!”" in said


def test_a_workspace_begins_with_a_map(cjmap: Cjmap) -> None:
    cjmap.write(
        "day.journey.yaml",
        "# yaml-language-server: $schema=x\ntitle: A\npersonas: [B]\nstages: [C]\n",
    )
    assert cjmap("init", "shop", "--from", "day.journey.yaml").exit_code == 0
    text = (cjmap.folder / "shop/maps/day.journey.yaml").read_text("utf-8")
    assert text == (
        "# yaml-language-server: $schema=../cjmap.schema.json\n"
        "title: A\npersonas: [B]\nstages: [C]\n"
    )


@pytest.mark.parametrize(
    ("name", "said"), [("gone.mmd", "cannot be read"), ("a.bin", "cannot be told")]
)
def test_what_holds_no_map_begins_nothing(cjmap: Cjmap, name: str, said: str) -> None:
    cjmap.write("a.bin", b"\x00")
    result = cjmap("init", "shop", "--from", name)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not (cjmap.folder / "shop").exists()
