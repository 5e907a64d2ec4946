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


@pytest.mark.parametrize("word", ["none", "Ninguna", "keine", "aucune", "nenhuma", "なし", "n/a"])
@pytest.mark.parametrize("key", ["pains", "gains", "opportunities", "metrics"])
def test_a_word_for_none_is_a_list_of_nothing(key: str, word: str) -> None:
    document = load_text(Source("a", f"{MAP}{key}: {word}\n"), Path("a.journey.yaml"))
    assert document.journey is not None
    (problem,) = document.problems
    assert problem.help is not None
    assert f"`{key}: []`" in problem.help.render("en")
    touchpoint = document.journey.stages[0].touchpoints[0]
    assert key in touchpoint.model_fields_set
    assert not getattr(touchpoint, key)
