"""`cjmap` as a user calls it, in a folder of the test's own: always in English, on one day."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner, Result

from cjmap.cli.app import app

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
EXAMPLES = ROOT / "examples"
MAPS = HERE / "maps"
TODAY = "2026-11-21"
GLOBAL = ("--lang", "en", "--today", TODAY, "--color", "never")


class Command:
    """The command line, called from `folder`, which is the current one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._runner = CliRunner()

    def __call__(self, *arguments: str | Path, stdin: str | None = None) -> Result:
        words = [*GLOBAL, *map(str, arguments)]
        return self._runner.invoke(app, words, input=stdin)

    def json(self, *arguments: str | Path) -> object:
        """The JSON that a call writes to standard output."""
        parsed: object = json.loads(self(*arguments).stdout)
        return parsed

    def write(self, name: str, text: str) -> Path:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
        return file
