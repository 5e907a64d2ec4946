"""Every thing of a map has a place in its page that links lead to, and it is its own."""

from __future__ import annotations

import pytest

from cjmap.findings import Path
from cjmap.reports.anchors import anchor_finding, anchor_of, href_of, safe_link


@pytest.mark.parametrize(
    ("path", "anchor"),
    [
        (("personas", 1), "persona-1"),
        (("stages", 0), "stage-0"),
        (("stages", 0, "touchpoints", 2), "touchpoint-0-2"),
        (("pains", 3), "pain-3"),
        (("stages", 0, "pains", 2), "pain-0-2"),
        (("stages", 0, "touchpoints", 2, "opportunities", 1), "opportunity-0-2-1"),
        (("evidence", 0), "evidence-0"),
        (("library", "personas", 1), "library-persona-1"),
        (("library", "evidence", 4), "library-evidence-4"),
    ],
)
def test_a_place_is_named_by_its_kind_and_its_numbers(path: Path, anchor: str) -> None:
    assert anchor_of(path) == anchor
    assert href_of(path) == f"#{anchor}"


def test_the_journey_itself_needs_no_link() -> None:
    assert href_of(()) == ""
    assert anchor_finding(7) == "finding-7"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=c", True),
        ("HTTP://example.org", True),
        ("mailto:a@example.org", False),
        ("javascript:alert(1)", False),
        ("data/log.csv", False),
        ("", False),
    ],
)
def test_only_addresses_of_the_web_are_linked(url: str, kept: bool) -> None:
    assert safe_link(url) == (url if kept else "")
