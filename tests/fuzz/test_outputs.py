"""Every verb writes what its format's own reader takes, of maps that nobody would write."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.maps import Maker
from tests.fuzz.outputs import WRITERS, folder

# More of them, and for as long as one likes: `make fuzz-outputs`.
MAPS = 2
# These take a second a map.
SLOW = ("pdf", "png", "pptx", "xlsx")


@pytest.fixture(scope="module")
def texts() -> list[bytes]:
    return Maker(2026).states(MAPS)


@pytest.mark.parametrize("writer", WRITERS)
def test_what_is_written_can_be_read(writer: str, texts: list[bytes], tmp_path: Path) -> None:
    given = texts[:1] if writer.endswith(SLOW) else texts
    with folder(given, tmp_path / "work") as files:
        assert WRITERS[writer](files)
