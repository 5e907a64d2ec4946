"""The wheel holds what it needs, and works in an empty environment outside the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.xdist_group("environment")

MAP = "title: Buy a coat\npersonas:\n  - Laura\nstages:\n  - name: Awareness\n    touchpoints:\n      - name: Ad\n        channel: web\n        emotion: 1\n"


def test_it_holds_the_catalogues_templates_and_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package = ROOT / "cjmap"
    ours = {
        file.relative_to(ROOT).as_posix()
        for file in package.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    # The extension for an editor is packed for itself.
    apart = {name for name in ours if name.startswith("cjmap/lsp/vscode/")}
    assert ours - apart <= names
    assert not apart & names
    assert not [name for name in names if name.startswith(("tests/", "examples/"))]
    assert any(name.endswith("licenses/LICENSE") for name in names)


def _tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    )
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="what belongs to it is known to git alone")
def test_what_is_built_anew_elsewhere_and_later_is_the_same_and_all_of_it(tmp_path: Path) -> None:
    """Others have another folder, another mask of rights and another time on every file."""
    tracked = _tracked()
    made: list[dict[str, bytes]] = []
    for name, mask, day in (("one", 0o022, 1_600_000_000), ("other", 0o077, 1_700_000_000)):
        source, target = tmp_path / name / "source", tmp_path / name / "made"
        for file in tracked:
            copy = source / file
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / file, copy)
            copy.chmod((0o777 if os.access(ROOT / file, os.X_OK) else 0o666) & ~mask)
            os.utime(copy, (day, day))
        command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(target)]
        subprocess.run(command, cwd=source, check=True, capture_output=True)
        made.append({one.name: one.read_bytes() for one in target.iterdir()})
    assert len(made[0]) == 2
    assert made[0] == made[1]
    (packed,) = (tmp_path / "one" / "made").glob("*.tar.gz")
    with tarfile.open(packed) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    assert held == {*tracked, "PKG-INFO"}


def test_it_works_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "empty"
    venv.create(place, with_pip=True)
    scripts = place / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run(
        [
            scripts / "python",
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            wheel,
        ],
        check=True,
    )
    work = tmp_path / "work"
    work.mkdir()
    (work / "a.journey.yaml").write_text(MAP)
    environment = {"PATH": "", "HOME": str(tmp_path), "LANG": "es_ES.UTF-8"}
    if os.name == "nt":
        environment = {**os.environ, **environment}

    def cjmap(*arguments: str) -> str:
        return subprocess.run(
            [scripts / "cjmap", *arguments],
            cwd=work,
            env=environment,
            check=True,
            capture_output=True,
            encoding="utf-8",
        ).stdout

    assert "sin hallazgos" in cjmap("validate")
    svg = cjmap("render", "a.journey.yaml", "--view", "flow")
    assert svg.startswith(("<svg", "<?xml"))
    assert "Ad" in svg
