"""What we show people is written in the one way, too."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjmap.formatting.formatting import format_source
from tests.formatting.test_properties import ROOT, source_of

FOLDERS = (ROOT / "examples", ROOT / "cjmap" / "scaffold" / "templates")
# Broken maps show what is wrong with them, some of it how they are written.
FILES = [
    file
    for folder in FOLDERS
    for pattern in ("*.journey.yaml", "*.library.yaml")
    for file in sorted(folder.rglob(pattern))
    if "broken" not in file.parts
]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_examples_and_templates_are_written_in_the_one_way(file: Path) -> None:
    source = source_of(file)
    assert format_source(source).text == source.text
