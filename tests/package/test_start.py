"""What a start-up costs: which modules each command leaves alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "pydantic",
    "jinja2",
    "graphviz",
    "rich",
    "yaml",
    "pathspec",
    "email",
    "importlib.metadata",
)


def modules(*arguments: str, folder: Path) -> set[str]:
    """The modules that a fresh process has loaded once the command is done."""
    code = (
        "import sys, atexit\n"
        "atexit.register(lambda: open('loaded', 'w').write('\\n'.join(sys.modules)))\n"
        f"sys.argv = ['cjmap', *{list(arguments)!r}]\n"
        "from cjmap.cli.app import main\n"
        "main()\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=folder, check=True, capture_output=True)
    return set((folder / "loaded").read_text().split())


@pytest.mark.parametrize("arguments", [("--version",), ("--help",), ("validate", "--help")])
def test_light_commands_import_nothing_heavy(arguments: tuple[str, ...], tmp_path: Path) -> None:
    loaded = modules(*arguments, folder=tmp_path)
    assert "cjmap.cli.app" in loaded
    assert not loaded & set(HEAVY)


def test_validate_draws_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.journey.yaml").write_text("title: A\npersonas: [L]\nstages: [S]\n")
    loaded = modules("validate", folder=tmp_path)
    assert "pydantic" in loaded
    assert not loaded & {"jinja2", "graphviz", "rich"}


def test_the_interface_is_loaded_when_it_is_asked_for(tmp_path: Path) -> None:
    code = "import sys, cjmap; assert 'pydantic' not in sys.modules; cjmap.load; assert 'pydantic' in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=tmp_path)
