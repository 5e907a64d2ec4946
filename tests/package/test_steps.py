"""What `init` writes for CI, the action and the hooks do their work with the wheel."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from cjmap.scaffold import GITLAB, HOOKS, WORKFLOW

ROOT = Path(__file__).parents[2]

pytestmark = [
    pytest.mark.xdist_group("environment"),
    pytest.mark.skipif(os.name == "nt", reason="the steps are for a POSIX shell"),
]


@dataclass(frozen=True)
class Runner:
    """A machine of CI: an environment that has what cjmap requires but not cjmap."""

    environment: Path
    site: Path

    def run(self, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Runs a step as GitHub does; no index is within reach.

        What is there serves at whatever version: `make test-newest` sets our own bounds aside.
        """
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHON"))}
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.site,
            env={
                **kept,
                "PATH": f"{self.environment / 'bin'}{os.pathsep}{os.environ['PATH']}",
                "PIP_NO_INDEX": "1",
                "PIP_NO_DEPS": "1",
                "PIP_CONFIG_FILE": os.devnull,
                "PIP_DISABLE_PIP_VERSION_CHECK": "1",
                "GITHUB_ACTIONS": "true",
                "LANG": "C.UTF-8",
                **variables,
            },
            capture_output=True,
            text=True,
            check=False,
        )

    def passes(self, script: str, **variables: str) -> str:
        done = self.run(script, **variables)
        assert done.returncode == 0, f"{script}\n{done.stdout}\n{done.stderr}"
        return done.stdout


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    environment = tmp_path / "environment"
    venv.create(environment)
    (packages,) = environment.glob("lib/python*/site-packages")
    # What cjmap requires is there already, and pip; cjmap itself is not.
    required = tmp_path / "required"
    required.mkdir()
    for thing in Path(sysconfig.get_path("purelib")).iterdir():
        if "cjmap" not in thing.name:
            (required / thing.name).symlink_to(thing)
    (packages / "required.pth").write_text(f"{required}\n")
    site = tmp_path / "site"
    site.mkdir()
    made = Runner(environment, site)
    assert made.run("cjmap --version").returncode != 0
    return made


def initialize(runner: Runner, wheel: Path, folder: str = ".") -> str:
    """Starts a workspace whose checks install the wheel; returns what `init` says."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "cjmap", "init", folder),
            *("--install", f"cjmap @ {wheel.as_uri()}"),
        ],
        cwd=runner.site,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def read(file: Path) -> Any:
    return yaml.safe_load(file.read_text("utf-8"))


def spoil(runner: Runner) -> None:
    (file,) = runner.site.glob("maps/*.journey.yaml")
    file.write_text(file.read_text("utf-8") + "chanel: web\n", "utf-8")


def test_the_workflow_checks_the_maps(runner: Runner, wheel: Path) -> None:
    initialize(runner, wheel)
    steps = read(runner.site / WORKFLOW)["jobs"]["cjmap"]["steps"]
    assert [step["uses"].partition("@")[0] for step in steps if "uses" in step] == [
        "actions/checkout",
        "actions/setup-python",
    ]
    install, validate, lint, form = (step["run"] for step in steps if "run" in step)
    runner.passes(install)
    assert "All good" in runner.passes(validate)
    runner.passes(lint)
    runner.passes(form)
    spoil(runner)
    failed = runner.run(validate)
    assert failed.returncode == 1
    assert failed.stdout.startswith("::error file=maps/")


def test_gitlab_checks_the_maps(runner: Runner, wheel: Path) -> None:
    (runner.site / GITLAB).write_text("stages: [test]\n")
    said = initialize(runner, wheel)
    for line in yaml.safe_load(said[said.index("\ncjmap:\n") :].split("\n\nMake ")[0])["cjmap"][
        "script"
    ]:
        runner.passes(line)


def test_the_local_hook_checks_the_maps(runner: Runner, wheel: Path) -> None:
    initialize(runner, wheel)
    hook, form = read(runner.site / HOOKS)["repos"][0]["hooks"]
    (requirement,) = hook["additional_dependencies"]
    assert form["additional_dependencies"] == [requirement]
    runner.passes('python -m pip install "$REQUIREMENT"', REQUIREMENT=requirement)
    assert "All good" in runner.passes(hook["entry"])
    runner.passes(form["entry"])
    spoil(runner)
    assert runner.run(hook["entry"]).returncode == 1


def test_the_hooks_of_the_repository_check_the_maps(runner: Runner, wheel: Path) -> None:
    initialize(runner, wheel)
    runner.passes('python -m pip install "$REPOSITORY"', REPOSITORY=str(wheel))
    for hook in read(ROOT / ".pre-commit-hooks.yaml"):
        assert hook["language"] == "python"
        runner.passes(hook["entry"])


def test_the_action_checks_the_maps(runner: Runner, wheel: Path, tmp_path: Path) -> None:
    initialize(runner, wheel)
    (runner.site / "strict.toml").write_text("[limits]\nnodes = 3\n")
    action = read(ROOT / "action.yml")
    inputs = {name: given["default"] for name, given in action["inputs"].items()}
    install, check = (step for step in action["runs"]["steps"] if "run" in step)
    assert {step["shell"] for step in (install, check)} == {"bash"}
    assert check["working-directory"] == "${{ inputs.working-directory }}"
    home = {"RUNNER_TEMP": str(tmp_path / "temp")}

    def step(**changed: str) -> subprocess.CompletedProcess[str]:
        given = {name.replace("_", "-"): text for name, text in changed.items()}
        values = {f"${{{{ inputs.{name} }}}}": text for name, text in (inputs | given).items()}
        variables = {name: values[expression] for name, expression in check["env"].items()}
        return runner.run(check["run"], **variables, **home)

    runner.passes(install["run"], GITHUB_ACTION_PATH=str(wheel), **home)
    # The job's own Python has no cjmap: it was installed beside.
    assert runner.run("cjmap --version").returncode != 0
    assert runner.run("python -c 'import cjmap'").returncode != 0
    assert step().returncode == 0
    assert step(paths="maps\n", lint="false").returncode == 0
    assert step(paths="nowhere").returncode == 2
    assert step(paths="maps", config="strict.toml", lint="false").returncode == 1
    assert step(paths="maps", min_coverage="0").returncode == 0
    (runner.site / "team").mkdir()
    (runner.site / "team/a.journey.yaml").write_text("title: A\npersonas: [P]\nstages: [S]\n")
    missed = step(paths="team", min_coverage="99", fail_on="error")
    assert missed.returncode == 1
    assert "::error file=" in missed.stderr
    assert missed.stderr.endswith("error: 1 map misses its minimum of coverage.\n")
    assert step(paths="team", lint="false").returncode == 0
    assert step(paths="team").returncode == 1
    written = step(paths="team", output_format="sarif", output="found.sarif")
    assert written.returncode == 1
    assert '"2.1.0"' in (runner.site / "found.sarif").read_text("utf-8")
    runner.run(
        f"PYTHONPATH={tmp_path}/temp/cjmap-action python -m cjmap lint team --write-baseline known.json"
    )
    assert step(paths="team", baseline="known.json").returncode == 0
    spoil(runner)
    failed = step()
    assert failed.returncode == 1
    # What fails at first does not hide what lint says.
    assert "CJ011" in failed.stdout
    assert "All good" not in failed.stdout
    assert failed.stdout.count("Found ") == 2
