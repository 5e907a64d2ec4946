"""`cjmap format`: what is written, what is said, and what is left alone."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from cjmap.project import Project
from tests.cli.conftest import Cjmap

UGLY = 'personas: [Laura]\ntitle: "Buy"   # short\nstages: [Awareness]\n'
TIDY = "title: Buy  # short\n\npersonas:\n  - Laura\n\nstages:\n  - Awareness\n"


def test_maps_and_libraries_are_written_anew_and_counted(cjmap: Cjmap) -> None:
    ugly = cjmap.write("a.journey.yaml", UGLY)
    cjmap.write("b.journey.yaml", TIDY)
    library = cjmap.write("c.library.yaml", 'personas: [{role: "Cook", name: Ana}]\n')
    result = cjmap("format")
    assert result.exit_code == 0
    assert result.stderr == "2 files reformatted, 1 left as it is.\n"
    assert ugly.read_text() == TIDY
    assert library.read_text() == "personas:\n  - {name: Ana, role: Cook}\n"
    assert cjmap("format").stderr == "0 files reformatted, 3 left as they are.\n"


def test_check_names_the_files_that_would_change_and_changes_none(cjmap: Cjmap) -> None:
    ugly = cjmap.write("a.journey.yaml", UGLY)
    cjmap.write("b.journey.yaml", TIDY)
    result = cjmap("format", "--check")
    assert (result.exit_code, result.stdout) == (1, "a.journey.yaml\n")
    assert result.stderr == "1 file would be reformatted, 1 left as it is.\n"
    assert ugly.read_text() == UGLY
    assert cjmap("format", "--check", "b.journey.yaml").exit_code == 0


def test_diff_shows_what_would_change_and_changes_nothing(cjmap: Cjmap) -> None:
    ugly = cjmap.write("a.journey.yaml", UGLY)
    result = cjmap("format", "--diff", "-q")
    assert result.exit_code == 1
    assert result.stdout.startswith("--- a.journey.yaml\n+++ a.journey.yaml\n@@ ")
    assert '-title: "Buy"   # short\n' in result.stdout
    assert "+title: Buy  # short\n" in result.stdout
    assert result.stderr == ""
    assert ugly.read_text() == UGLY


def test_what_is_piped_in_comes_out(cjmap: Cjmap) -> None:
    result = cjmap("format", "-", "--stdin-filename", "a.journey.yaml", stdin=UGLY)
    assert (result.exit_code, result.stdout, result.stderr) == (0, TIDY, "")
    assert cjmap("format", "-", stdin=TIDY).stdout == TIDY


def test_what_cannot_be_read_is_left_alone_and_told(cjmap: Cjmap) -> None:
    broken = "title: Buy\npersonas: [Laura\nstages: []\n"
    file = cjmap.write("a.journey.yaml", broken)
    double = cjmap.write("b.journey.yaml", "title: A\ntitle: B\n")
    cjmap.write("c.journey.yaml", UGLY)
    result = cjmap("format")
    assert result.exit_code == 2
    assert "a.journey.yaml:2:" in result.stderr and "CJ003" in result.stderr
    assert "CJ004" in result.stderr
    assert result.stderr.endswith(
        "1 file reformatted, 0 left as they are, 2 could not be formatted.\n"
    )
    assert (file.read_text(), double.read_text()) == (broken, "title: A\ntitle: B\n")


def test_a_broken_map_that_is_piped_in_comes_out_as_it_was(cjmap: Cjmap) -> None:
    result = cjmap("format", "-", stdin="title: [a\n")
    assert (result.exit_code, result.stdout) == (2, "title: [a\n")
    assert "CJ003" in result.stderr


def test_a_file_that_is_no_map_is_told(cjmap: Cjmap) -> None:
    cjmap.write("a.yaml", "services: {}\n")
    result = cjmap("format", "a.yaml")
    assert result.exit_code == 2
    assert "CJ007" in result.stderr


def test_what_the_model_refuses_is_formatted_all_the_same(cjmap: Cjmap) -> None:
    file = cjmap.write("a.journey.yaml", "x-a: 1\nfoo: 2\ntitle: Buy\npersonas: []\n")
    assert cjmap("format").exit_code == 0
    assert file.read_text() == "title: Buy\npersonas: []\nfoo: 2\nx-a: 1\n"


def test_line_ends_the_byte_order_mark_the_mode_and_a_link_stay(cjmap: Cjmap) -> None:
    file = cjmap.write("maps/a.journey.yaml", b"\xef\xbb\xbf" + UGLY.replace("\n", "\r\n").encode())
    file.chmod(0o640)
    link = cjmap.folder / "b.journey.yaml"
    link.symlink_to(file)
    assert cjmap("format", "b.journey.yaml").exit_code == 0
    assert file.read_bytes() == b"\xef\xbb\xbf" + TIDY.replace("\n", "\r\n").encode()
    assert link.is_symlink()
    assert stat.S_IMODE(os.stat(file).st_mode) == 0o640  # noqa: PTH116


def test_many_maps_are_written_by_several_processes_as_by_one(cjmap: Cjmap) -> None:
    files = [cjmap.write(f"m{n}.journey.yaml", f"id: m{n}\n{UGLY}") for n in range(60)]
    result = cjmap("format", "--jobs", "2")
    assert result.stderr == "60 files reformatted, 0 left as they are.\n"
    for number, file in enumerate(files):
        assert file.read_text() == TIDY.replace("# short\n", f"# short\nid: m{number}\n", 1)


def test_it_speaks_spanish(cjmap: Cjmap) -> None:
    cjmap.write("a.journey.yaml", UGLY)
    said = cjmap("format", "--lang", "es").stderr
    assert said == "1 archivo reformateado, 0 quedan como están.\n"


def test_one_file_under_two_names_is_written_once(cjmap: Cjmap) -> None:
    file = cjmap.write("a.journey.yaml", UGLY)
    os.link(file, cjmap.folder / "b.journey.yaml")
    cjmap.write("c.journey.yaml", UGLY)
    result = cjmap("format")
    assert (result.exit_code, file.read_text()) == (0, TIDY)
    assert result.stderr == "3 files reformatted, 0 left as they are.\n"


def test_what_cannot_be_written_keeps_nothing_else_from_it(
    cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    cjmap.write("a.journey.yaml", UGLY)
    other = cjmap.write("b.journey.yaml", UGLY)
    saved = Project.saved

    def change(project: Project, file: Path) -> bytes:
        if file.name == "a.journey.yaml":
            return b"title: Somebody was faster\n"
        return saved(project, file)

    monkeypatch.setattr(Project, "saved", change)
    result = cjmap("format")
    assert result.exit_code == 2
    assert result.stderr == (
        "error: a.journey.yaml changed meanwhile; it stays as it is.\n"
        "1 file reformatted, 0 left as they are, 1 could not be formatted.\n"
    )
    assert other.read_text() == TIDY


def test_with_broken_settings_nothing_is_written(cjmap: Cjmap) -> None:
    file = cjmap.write("a.journey.yaml", UGLY)
    cjmap.write("cjmap.toml", 'exclude = ["a.journey.yaml"\n')
    result = cjmap("format")
    assert result.exit_code == 2
    assert "CJ020" in result.stderr
    assert file.read_text() == UGLY
    piped = cjmap("format", "-", "--stdin-filename", "b.journey.yaml", stdin=UGLY)
    assert (piped.exit_code, piped.stdout) == (2, UGLY)
