"""What may stand without its list, and cannot be read, does not take the map with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjmap.findings.source import Source
from cjmap.loading.loader import load_text

MAP = "title: A\npersonas: [B]\nstages:\n  - name: C\n    touchpoints:\n      - name: D\n        "


@pytest.mark.parametrize(
    "key", ["thoughts", "quote", "next", "backstage", "support", "automation", "match", "image"]
)
@pytest.mark.parametrize("wrong", ["{wrong: 1}", "[[]]", "{wrong: {a: 1}}"])
def test_one_alone_is_told_once_and_the_rest_is_read(key: str, wrong: str) -> None:
    document = load_text(Source("a", f"{MAP}{key}: {wrong}\n"), Path("a.journey.yaml"))
    assert document.journey is not None
    assert document.journey.stages[0].touchpoints is not None
    assert len(document.problems) == 1
