"""Counts what is read from the disk and what is parsed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cjmap.loading import loader
from cjmap.loading.document import Document
from cjmap.project import disk


class Count:
    """The names of the files that were read, and of those that were parsed, since last asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._read: list[str] = []
        self._parsed: list[str] = []
        read_bytes = disk.read_bytes
        load_text: Callable[..., Document] = loader.load_text

        def read(file: Path, most: int = -1) -> bytes:
            self._read.append(file.name)
            return read_bytes(file, most)

        def parse(source: object, file: Path, **more: object) -> Document:
            self._parsed.append(file.name)
            return load_text(source, file, **more)

        monkeypatch.setattr(disk, "read_bytes", read)
        monkeypatch.setattr(loader, "load_text", parse)

    def read(self) -> list[str]:
        """The files that were read; both counts begin anew."""
        return self.both()[0]

    def both(self) -> tuple[list[str], list[str]]:
        """The files that were read and those that were parsed; the counts begin anew."""
        counted = sorted(self._read), sorted(self._parsed)
        self._read.clear()
        self._parsed.clear()
        return counted
