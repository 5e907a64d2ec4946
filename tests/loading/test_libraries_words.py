"""What a library lacks is told in a library's words."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjmap.findings.source import Source
from cjmap.loading.loader import load_text


@pytest.mark.parametrize(
    ("text", "code"), [("personas: [Ana]\n", "CJ010"), ("- Ana\n", "CJ007"), ("", "CJ007")]
)
def test_the_help_for_a_library_speaks_of_libraries(text: str, code: str) -> None:
    (problem,) = load_text(Source("a.library.yaml", text), Path("a.library.yaml")).problems
    assert problem.code == code
    assert "library" in str(problem.help)
    assert "stages" not in str(problem.help)
