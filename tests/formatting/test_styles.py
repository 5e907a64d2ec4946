"""Maps written by hand in awkward styles, and what becomes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjmap.findings.source import Source
from cjmap.formatting.formatting import format_source

FOLDER = Path(__file__).parent / "styles"
STYLES = sorted(FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("file", STYLES, ids=lambda file: file.stem)
def test_style(file: Path, pytestconfig: pytest.Config) -> None:
    text = file.read_bytes().decode("utf-8")
    found = format_source(Source(file.name, text))
    assert found.text is not None
    golden = file.with_suffix(".formatted")
    if pytestconfig.getoption("regenerate"):
        golden.write_bytes(found.text.encode("utf-8"))
    assert found.text == golden.read_bytes().decode("utf-8")
    assert format_source(Source(file.name, found.text)).text == found.text
