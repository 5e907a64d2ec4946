"""Wrong calls are answered in one language: the parser of arguments speaks English alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup
from typer.testing import CliRunner

from cjmap.cli.app import app

CALLS = [
    (("validate", "--foo"), "No existe la opción --foo."),
    (("validate", "--outptu", "x"), "No existe la opción --outptu. ¿Querías decir"),
    (("nada",), "No existe el verbo `nada`."),
    (("rule",), "Falta CODE."),
    (("validate", "--jobs", "x"), "--jobs necesita un número entero, no `x`."),
    (("validate", "--jobs", "0"), "--jobs no puede ser 0: se admite x>=1."),
    (("gaps", "--min-coverage", "x"), "--min-coverage necesita un número, no `x`."),
    (
        ("lint", "--fail-on", "x"),
        "--fail-on no puede ser `x`; puede ser 'error', 'warning', 'info'.",
    ),
    (("init", "--template", "x"), "--template no puede ser `x`; puede ser 'blank'"),
    (("render", "--persona"), "--persona necesita un valor."),
    (("validate", "--quiet=3"), "--quiet no admite ningún valor."),
    (("init", "a", "b"), "Sobra b."),
    (("--today", "x", "validate"), "--today: `x` no es una fecha; escríbela así: 2026-03-31."),
]
ENGLISH = ("Usage", "Try ", "Error", "Invalid", "No such", "requires", "valid", "Missing")


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cjmap", "--lang", "es", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd)


@pytest.mark.parametrize(("arguments", "told"), CALLS, ids=lambda one: " ".join(one)[:30])
def test_a_wrong_call_is_told_in_spanish(
    arguments: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    last = done.stderr.splitlines()[-1]
    assert last.startswith(f"error: {told}")
    without = done.stderr.replace("validate", "").replace("[OPTIONS]", "")
    assert [word for word in ENGLISH if word in without] == []


def test_what_the_system_says_is_told_in_spanish(tmp_path: Path) -> None:
    done = run("validate", "gone.yaml", cwd=tmp_path)
    assert "no existe ese archivo ni esa carpeta" in done.stdout + done.stderr
    assert "No such file" not in done.stdout + done.stderr


def _options() -> list[tuple[str, str]]:
    """Each verb with each of its options that takes a value."""
    root = typer.main.get_command(app)
    assert isinstance(root, TyperGroup)
    return [
        (verb, name)
        for verb, command in root.commands.items()
        for one in command.params
        if one.param_type_name == "option" and not getattr(one, "is_flag", True)
        for name in one.opts
    ]


@pytest.mark.parametrize(("verb", "option"), _options(), ids=" ".join)
@pytest.mark.parametrize("following", ["--quiet", "-q", "--lang=es"])
def test_an_option_without_its_value_does_not_take_the_next_for_one(
    verb: str, option: str, following: str
) -> None:
    result = CliRunner().invoke(app, [verb, option, following])
    assert result.exit_code == 2
    assert f"Option '{option}' requires an argument." in result.stderr


def test_a_value_that_is_called_as_an_option_is_written_behind_a_sign(tmp_path: Path) -> None:
    (tmp_path / "a.journey.yaml").write_text("title: A\npersonas: []\nstages: []\n")
    done = run("render", "a.journey.yaml", "--view=curve", "-o", "--view", cwd=tmp_path)
    assert done.returncode == 2
    done = run(
        "gaps", "a.journey.yaml", "--output-format", "json", "--output=--quiet", cwd=tmp_path
    )
    assert (done.returncode, (tmp_path / "--quiet").exists()) == (0, True)
