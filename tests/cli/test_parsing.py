"""Wrong calls are answered in one language: the parser of arguments speaks English alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

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
