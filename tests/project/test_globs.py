"""Which paths a glob of the settings fits."""

from __future__ import annotations

import pytest

from cjmap.project.globs import matches


@pytest.mark.parametrize(
    ("name", "pattern", "fits"),
    [
        ("a/b.yaml", "**/*.yaml", True),
        ("b.yaml", "**/*.yaml", True),
        ("a/b.yaml", "*.yaml", False),
        ("a/b.yaml", "a", True),
        ("ab/b.yaml", "a", False),
        ("a/b/c.yaml", "a/**", True),
        ("a/b.yaml", "a/?.yaml", True),
        ("a/b.yaml", "a?b.yaml", False),
        ("a.yaml", "a.y*", True),
        ("a+b.yaml", "a+b.yaml", True),
        ("aab.yaml", "a+b.yaml", False),
        ("a/b.yaml", "/a/", True),
    ],
)
def test_globs_of_the_settings(name: str, pattern: str, fits: bool) -> None:
    assert matches(name, pattern) is fits
