"""Which paths stay inside a workspace."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cjmap.project.containment import contain
from tests.project.files import write

NOT_ON_WINDOWS = pytest.mark.skipif(os.name != "posix", reason="Windows takes none of these names")


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
        *(
            pytest.param(name, f"maps/{name}", marks=NOT_ON_WINDOWS)
            for name in ("::a.png", "\u00e9:a.png", "1:a.png", "ab:c.png", ":")
        ),
    ],
)
def test_paths_that_stay_inside(tmp_path: Path, written: str, target: str) -> None:
    (tmp_path / "maps").mkdir()
    contained = contain(tmp_path, tmp_path / "maps", written)
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
    assert contain(root, root / "maps", written) is None


def test_a_neighbour_with_a_longer_name_is_outside(tmp_path: Path) -> None:
    (tmp_path / "ws").mkdir()
    (tmp_path / "ws-other").mkdir()
    assert contain(tmp_path / "ws", tmp_path / "ws", "../ws-other/a") is None


def test_a_workspace_behind_a_link_is_inside_itself(tmp_path: Path) -> None:
    write(tmp_path, "real/a.png")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    root = tmp_path / "link"
    assert contain(root, root, "a.png") == root / "a.png"


def test_a_name_with_accents_of_its_own_is_the_same_name(tmp_path: Path) -> None:
    """A Mac writes the accents of file names as characters of their own."""
    write(tmp_path, "maps/Cancio\u0301n/Jose\u0301.png")
    found = contain(tmp_path, tmp_path / "maps", "Canci\u00f3n/Jos\u00e9.png")
    assert found == tmp_path / "maps/Cancio\u0301n/Jose\u0301.png"
    # Where both are there, the one that is written is meant, and what is not there keeps its name.
    write(tmp_path, "maps/Canci\u00f3n/Jos\u00e9.png")
    found = contain(tmp_path, tmp_path / "maps", "Canci\u00f3n/Jos\u00e9.png")
    assert found == tmp_path / "maps/Canci\u00f3n/Jos\u00e9.png"
    missing = contain(tmp_path, tmp_path / "maps", "Cancio\u0301n/Zoe\u0301.png")
    assert missing == tmp_path / "maps/Cancio\u0301n/Zoe\u0301.png"


def test_a_link_among_such_names_leads_out_no_more_than_another(tmp_path: Path) -> None:
    root = tmp_path / "ws"
    root.mkdir()
    write(tmp_path, "secret.png")
    (root / "Jose\u0301.png").symlink_to(tmp_path / "secret.png")
    assert contain(root, root, "Jos\u00e9.png") is None
