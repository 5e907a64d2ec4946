"""JSON in pieces is JSON."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cjmap.findings.json_text import json_around, json_list, json_text

ITEMS: st.SearchStrategy[list[object]] = st.lists(
    st.dictionaries(st.text(max_size=5), st.text(max_size=8) | st.none() | st.integers())
    | st.just({"found": []}),
    max_size=4,
)


@given(ITEMS)
def test_a_list_in_pieces_is_the_list(items: list[object]) -> None:
    assert "".join(json_list(iter(items))) == json_text(items)


@given(ITEMS, st.sampled_from(["found", '"found": []']))
def test_a_document_around_items_is_the_document_with_them(items: list[object], said: str) -> None:
    def document(found: list[object]) -> dict[str, object]:
        return {"said": said, "runs": [{"told": [said], "found": found, "after": 1}]}

    assert "".join(json_around(document([]), "found", iter(items))) == json_text(document(items))
