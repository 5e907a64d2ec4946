"""Running `cjmap` in this process, in a folder of the test's own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result


class Cjmap:
    """The command line, called from `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._runner = CliRunner()

    def __call__(self, *arguments: str, stdin: bytes | str | None = None) -> Result:
        from cjmap.cli.app import app

        return self._runner.invoke(app, list(arguments), input=stdin, catch_exceptions=False)

    def write(self, name: str, text: str | bytes) -> Path:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
        return file


@pytest.fixture
def cjmap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cjmap]:
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in (
        "GITHUB_ACTIONS",
        "SOURCE_DATE_EPOCH",
        "FORCE_COLOR",
        "NO_COLOR",
        "CJMAP_DOT",
        "CJMAP_DEBUG",
    ):
        monkeypatch.delenv(name, raising=False)
    assert Path.cwd() == Path(os.path.realpath(folder))
    yield Cjmap(folder)
