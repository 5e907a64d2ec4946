"""The README's commands do what it says they do.

Its fences say what they are: `console` holds commands behind `$ ` and, below each, what they
print (a line that is only `…` stands for any lines); `yaml file=NAME` is a file that later
commands use; `python` is run. The one `sh` fence installs, which tests/package does.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from cjmap.scaffold.origin import PLACEHOLDER
from cjmap.scaffold.repository import ATTRIBUTES, LINES, SETTINGS
from cjmap.views.catalogue import VIEWS
from tests.tools.readme import PICTURES, picture, with_table

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
_FENCE = re.compile(r"^```([^\n`]*)\n(.*?)^```$", re.M | re.S)


@dataclass(frozen=True)
class Fence:
    """A fenced block: what it says it is, its text, and its line in the README."""

    info: str
    text: str
    line: int

    @property
    def kind(self) -> str:
        return self.info.split()[0] if self.info.split() else ""

    @property
    def file(self) -> str | None:
        found = re.search(r"\bfile=(\S+)", self.info)
        return found.group(1) if found else None


FENCES = [
    Fence(match.group(1), match.group(2), README.count("\n", 0, match.start()) + 1)
    for match in _FENCE.finditer(README)
]


def steps(text: str) -> list[tuple[str, str]]:
    """The commands of a console fence, each with what it prints."""
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return [(command, "\n".join(lines)) for command, lines in found]


def fits(printed: str, expected: str) -> bool:
    """Whether output is as the README shows it, `…` alone on a line for any lines."""
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == "…" else re.escape(line.rstrip()) + r"[ ]*\n"
        for line in expected.strip("\n").splitlines()
    )
    lines = printed.strip("\n")
    return re.fullmatch(pattern, f"{lines}\n" if lines else "") is not None


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "examples", place / "examples")
    return place


def environment(folder: Path) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))
    }
    for name in ("GITHUB_ACTIONS", "FORCE_COLOR", "NO_COLOR"):
        kept.pop(name, None)
    return {
        **kept,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
        "LANG": "C.UTF-8",
        "HOME": str(folder),
        # The day of the examples, so that nothing gets stale or overdue while time goes by.
        "SOURCE_DATE_EPOCH": "1795219200",
    }


@pytest.mark.xdist_group("readme")
@pytest.mark.skipif(os.name == "nt", reason="the commands are for a POSIX shell")
def test_every_block_does_what_it_says(folder: Path) -> None:
    ran = 0
    for fence in FENCES:
        if fence.file is not None:
            target = folder / fence.file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(fence.text, "utf-8")
        elif fence.kind == "python":
            subprocess.run(
                [sys.executable, "-c", fence.text], cwd=folder, env=environment(folder), check=True
            )
            ran += 1
        elif fence.kind == "console":
            for command, expected in steps(fence.text):
                done = subprocess.run(
                    ["sh", "-c", command],
                    cwd=folder,
                    env=environment(folder),
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    stdin=subprocess.DEVNULL,
                    encoding="utf-8",
                )
                assert fits(done.stdout, expected), (
                    f"README.md:{fence.line}: `{command}` (exit {done.returncode}) printed\n{done.stdout}"
                )
                ran += 1
    assert ran > 5


def test_no_block_escapes() -> None:
    kinds = {fence.kind for fence in FENCES}
    assert kinds <= {"console", "csv", "mermaid", "yaml", "python", "sh", "toml", "jinja"}
    install, git = [fence.text for fence in FENCES if fence.kind == "sh"]
    # How to install is tried by the tests of the wheel; the address is a person's own.
    assert install.splitlines() == [
        "pip install .",
        "make wheel && pip install dist/cjmap-*.whl",
        f'pip install "{PLACEHOLDER}"',
    ]
    # What `init --git` does, which its own tests try.
    assert [shlex.split(line) for line in git.splitlines()] == [
        *(["git", "config", name, value] for name, value in SETTINGS.items()),
        *(["echo", line, ">>", ATTRIBUTES] for line in LINES),
    ]


def read_by_ci(fence: Fence) -> tuple[str, dict[str, Any]] | None:
    """A fence as the file that CI reads, after the schema of that; None for hooks."""
    found = yaml.safe_load(fence.text)
    if "repos" in found:
        return None
    if "jobs" in found:
        # A key of YAML 1.1 that PyYAML takes for true.
        return "vendor.github-workflows", {"on": found.pop(True), **found}
    if "steps" in found:
        job = {"runs-on": "ubuntu-latest", **found}
        return "vendor.github-workflows", {"on": "push", "jobs": {"maps": job}}
    return "vendor.gitlab-ci", found


def test_its_ci_is_what_ci_reads(tmp_path: Path) -> None:
    fences = [fence for fence in FENCES if fence.kind == "yaml" and fence.file is None]
    files = [found for fence in fences if (found := read_by_ci(fence)) is not None]
    assert [schema for schema, _ in files] == [
        *["vendor.github-workflows"] * 2,
        "vendor.gitlab-ci",
        "vendor.github-workflows",
        "vendor.gitlab-ci",
    ]
    for number, (schema, content) in enumerate(files):
        file = tmp_path / f"{number}.yml"
        file.write_text(yaml.safe_dump(content), "utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout


def test_its_ci_asks_for_what_there_is() -> None:
    found = [yaml.safe_load(fence.text) for fence in FENCES if fence.kind == "yaml"]
    (asked,) = [
        step["with"]
        for one in found
        for step in one.get("steps", ())
        if "/cjmap@" in step.get("uses", "")
    ]
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    assert asked.keys() <= action["inputs"].keys()
    hooks = [hook["id"] for one in found for repo in one.get("repos", ()) for hook in repo["hooks"]]
    manifest = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hooks == [hook["id"] for hook in manifest]


def test_its_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#\s]+)\)", README) + re.findall(r'src="([^"]+)"', README):
        if not target.startswith(("http://", "https://")):
            assert (ROOT / target).exists(), target


def test_its_table_of_checks_is_the_catalogue() -> None:
    assert with_table(README) == README, "run `make readme`"


@pytest.mark.parametrize("view", PICTURES)
def test_its_pictures_are_what_the_example_draws(view: str) -> None:
    stored, drawn = PICTURES[view].read_text("utf-8"), picture(view)
    # Where Graphviz puts things differs between its versions, what they say does not.
    read = _words if view in ("flow", "network") else str
    assert read(stored) == read(drawn), "run `make readme`"
    assert PICTURES[view].name in README


def _words(svg: str) -> list[str]:
    return sorted(re.findall(r">([^<\n]+)<", svg))


def test_it_shows_every_view() -> None:
    assert set(PICTURES) == set(VIEWS)
