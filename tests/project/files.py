"""Files to find and to read."""

from __future__ import annotations

from pathlib import Path

MAP = "title: T\npersonas: [A]\nstages: [B]\n"


def write(folder: Path, *names: str, text: str = MAP) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
