"""Who uses the package from Python is told the types of what it gives."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import cjmap
from tests.package.test_readme import FENCES
from tests.tools.node import FOLDER, node_or_skip

PACKAGE = Path(cjmap.__file__).parent


def test_the_types_of_nearly_all_that_is_exported_are_known(tmp_path: Path) -> None:
    node = node_or_skip("pyright")
    checker = FOLDER / "node_modules/pyright/index.js"
    # It looks at installed packages, and does not follow an editable one.
    shutil.copytree(PACKAGE, tmp_path / "cjmap", ignore=shutil.ignore_patterns("__pycache__"))
    ran = subprocess.run(
        [
            node,
            str(checker),
            "--pythonpath",
            sys.executable,
            "--verifytypes",
            "cjmap",
            "--ignoreexternal",
            "--outputjson",
        ],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        check=False,
        cwd=tmp_path,
    )
    told = json.loads(ran.stdout)["typeCompleteness"]
    assert told["exportedSymbolCounts"]["withKnownType"] > 1000
    assert told["completenessScore"] > 0.98


def test_the_readmes_python_holds_before_a_strict_checker(tmp_path: Path) -> None:
    codes = [fence.text for fence in FENCES if fence.kind == "python"]
    names = [f"use{number}.py" for number in range(len(codes))]
    for name, code in zip(names, codes, strict=True):
        (tmp_path / name).write_text(code, "utf-8")
    ran = subprocess.run(
        # Whoever writes a rule of their own need not say what its parameters are.
        [
            sys.executable,
            "-m",
            "mypy",
            "--strict",
            "--allow-untyped-defs",
            "--config-file=",
            *names,
        ],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        text=True,
    )
    assert ran.stdout == f"Success: no issues found in {len(names)} source files\n", ran.stdout
