"""Which versions fit what a settings file asks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmap.project.requirement import is_requirement, meets


@pytest.mark.parametrize(
    ("asked", "version", "fits"),
    [
        (">=0.2", "0.2.0", True),
        (">=0.2", "0.10", True),
        (">=0.2", "0.1.9", False),
        (">0.2", "0.2.0", False),
        ("<=0.2", "0.2.0", True),
        ("<1", "0.99", True),
        ("==0.2", "0.2.0", True),
        ("0.2", "0.2.1", False),
        ("!=0.2.1", "0.2.1", False),
        (" >= 0.2 , <2 ", "1.9", True),
        (">=0.2, <2", "2.0", False),
        (">=0.2", "0.2.0.dev3", True),
    ],
)
def test_versions_that_fit(asked: str, version: str, fits: bool) -> None:
    assert is_requirement(asked)
    assert meets(asked, version) is fits


@pytest.mark.parametrize("asked", ["", "?", ">=", "~=1.2", ">=0.2;<1", "latest", ">=0.2,", "٣"])
def test_what_asks_for_no_version(asked: str) -> None:
    assert not is_requirement(asked)


VERSIONS = st.lists(st.integers(0, 30), min_size=1, max_size=4).map(
    lambda numbers: ".".join(map(str, numbers))
)


@given(VERSIONS, VERSIONS)
def test_of_any_two_versions_one_is_at_least_the_other(one: str, other: str) -> None:
    assert meets(f">={one}", other) != meets(f"<{one}", other)
    assert meets(f"=={one}", other) != meets(f"!={one}", other)
    assert meets(f">={one}, <={one}", other) == meets(one, other)
