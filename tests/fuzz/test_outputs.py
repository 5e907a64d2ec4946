"""Every verb writes what its format's own reader takes, of maps that nobody would write."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.main import get_command

from cjmap.cli.app import app
from tests.fuzz.maps import Maker
from tests.fuzz.outputs import WRITERS, folder

# More of them, and for as long as one likes: `make fuzz-outputs`.
MAPS = 2
# A base and two that came of it.
MERGED = 3
# These take a second a map.
SLOW = ("pdf", "png", "pptx", "xlsx")


# These say the same of every map, or speak to an editor or a browser: their own rooms try them.
NO_WRITERS = {"cache", "explain", "lsp", "preview", "rule", "rules", "schema", "words"}


def test_every_verb_and_view_is_walked() -> None:
    walked = {name.split()[0] for name in WRITERS}
    assert walked | NO_WRITERS == set(get_command(app).commands)  # type: ignore[attr-defined]
    assert not walked & NO_WRITERS


@pytest.fixture(scope="module")
def texts() -> list[bytes]:
    return Maker(2030).states(MERGED)


@pytest.mark.parametrize("writer", WRITERS)
def test_what_is_written_can_be_read(writer: str, texts: list[bytes], tmp_path: Path) -> None:
    given = texts[: 1 if writer.endswith(SLOW) else MERGED if writer == "merge" else MAPS]
    with folder(given, tmp_path / "work") as files:
        assert WRITERS[writer](files)
