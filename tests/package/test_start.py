"""What a start-up costs: which modules each command leaves alone."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

HEAVY = (
    "pydantic",
    "jinja2",
    "graphviz",
    "pygls",
    "rich",
    "yaml",
    "email",
    "importlib.metadata",
)


# A verb without any work of its own, with an option before it as ours have.
BARE = """
import typer
app = typer.Typer(rich_markup_mode=None)
@app.callback()
def root(config: str | None = None) -> None: ...
@app.command()
def validate() -> None: ...
def main() -> None: app()
"""
OURS = "from cjmap.cli.app import main"


def modules(*arguments: str, folder: Path, program: str = OURS, check: bool = True) -> set[str]:
    """The modules that a fresh process has loaded once the command is done."""
    code = (
        "import sys, atexit\n"
        "atexit.register(lambda: open('loaded', 'w').write('\\n'.join(sys.modules)))\n"
        f"sys.argv = ['cjmap', *{list(arguments)!r}]\n"
        f"{program}\n"
        "main()\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=folder, check=check, capture_output=True)
    return set((folder / "loaded").read_text().split())


@pytest.mark.parametrize("arguments", [("--version",), ("--help",)])
def test_light_commands_import_nothing_heavy(arguments: tuple[str, ...], tmp_path: Path) -> None:
    loaded = modules(*arguments, folder=tmp_path)
    assert "cjmap.cli.app" in loaded
    assert not loaded & set(HEAVY)


def test_help_imports_nothing_heavy_that_typer_does_not(tmp_path: Path) -> None:
    loaded = modules("validate", "--help", folder=tmp_path)
    assert "cjmap.cli.app" in loaded
    bare = modules("validate", "--help", folder=tmp_path, program=BARE)
    assert not (loaded - bare) & set(HEAVY)


def test_the_typer_that_we_ask_for_imports_nothing_heavy(tmp_path: Path) -> None:
    bound = next(r for r in map(Requirement, requires("cjmap") or ()) if r.name == "typer")
    bare = modules("validate", "--help", folder=tmp_path, program=BARE)
    assert not bare & set(HEAVY) or version("typer") not in bound.specifier


def test_validate_draws_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.journey.yaml").write_text("title: A\npersonas: [L]\nstages: [S]\n")
    # A clean map needs no models.
    assert not modules("validate", folder=tmp_path) & {"pydantic", *HEAVY} - {"yaml"}
    # One with an anchor is read in full, though nothing is wrong with it.
    text = "title: A\npersonas: [L]\nstages: [{name: S, owner: &a B, goal: *a}]\n"
    (tmp_path / "a.journey.yaml").write_text(text)
    loaded = modules("validate", folder=tmp_path)
    assert "pydantic" in loaded
    assert not loaded & {"jinja2", "graphviz", "rich"}
    # Nor does it load the rules that only `lint` runs, and what they work out.
    assert "cjmap.rules.references" in loaded
    assert not loaded & {"cjmap.rules.coverage", "cjmap.rules.evidence", "cjmap.facts.coverage"}


@pytest.mark.parametrize("verb", ["validate", "lint", "gaps", "render", "report"])
def test_a_call_in_plain_words_is_carried_out_without_typer(verb: str, tmp_path: Path) -> None:
    (tmp_path / "a.journey.yaml").write_text("title: A\npersonas: [L]\nstages: [S]\n")
    whole = "from cjmap.__main__ import main"
    plain, odd = (
        modules(verb, *words, folder=tmp_path, program=whole, check=False)
        for words in (["a.journey.yaml", "--quiet"], ["--quiet="])
    )
    assert "typer" in odd
    # Nor with what other processes, and plugins of other packages, would be looked for with.
    needless = {"typer", "multiprocessing", "concurrent.futures", "importlib.metadata", "email"}
    assert not plain & needless


def test_the_interface_is_loaded_when_it_is_asked_for(tmp_path: Path) -> None:
    code = "import sys, cjmap; assert 'pydantic' not in sys.modules; cjmap.load; assert 'pydantic' in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=tmp_path)


def test_a_defect_is_said_in_one_line(tmp_path: Path) -> None:
    code = (
        "import sys, cjmap.project.discovery\n"
        "def fail(*_): raise ZeroDivisionError('oh')\n"
        "cjmap.project.discovery.Discovery.expand = fail\n"
        "sys.argv = ['cjmap', 'validate', 'a.journey.yaml']\n"
        "from cjmap.cli.app import main\n"
        "main()\n"
    )
    environment = {k: v for k, v in os.environ.items() if k != "CJMAP_DEBUG"} | {"LANG": "C"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("error: cjmap failed: ZeroDivisionError: oh.")
    assert "Traceback" not in done.stderr
