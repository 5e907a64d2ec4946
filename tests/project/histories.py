"""Real repositories of git, made for a test."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.project.files import write

_APART = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Ana",
    "GIT_AUTHOR_EMAIL": "ana@example.org",
    "GIT_COMMITTER_NAME": "Ben",
    "GIT_COMMITTER_EMAIL": "ben@example.org",
}


def set_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Git as it is where nobody has set anything up, for what the test itself runs too."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in _APART.items():
        monkeypatch.setenv(name, value)


class History:
    """A repository in a folder. Its commits are a day apart from 2026-01-01 on; `day` is 0 then."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self.day = 0
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main", *options)

    def git(self, *arguments: str, here: Path | None = None) -> str:
        """What git prints; the test fails where git does."""
        day = f"2026-01-{self.day + 1:02}T12:00:00+00:00"
        dates = {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
        run = subprocess.run(
            ["git", *arguments],
            cwd=here or self.folder,
            env={**os.environ, **_APART, **dates},
            check=True,
            capture_output=True,
        )
        return run.stdout.decode().strip()

    def commit(self, files: Mapping[str, str | None] | None = None, subject: str = "More") -> str:
        """Writes files (None: takes one away) and commits everything; the name of the commit."""
        for name, text in (files or {}).items():
            if text is None:
                (self.folder / name).unlink()
            else:
                write(self.folder, name, text=text)
        self.git("add", "-A", "-f")
        self.git("commit", "-q", "--allow-empty", "-m", subject)
        self.day += 1
        return self.git("rev-parse", "HEAD")
