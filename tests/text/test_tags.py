"""Tags are read alike with and without libyaml."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cjmap.text.scanner import PureParser

native = pytest.mark.skipif(not yaml.__with_libyaml__, reason="there is no libyaml to compare with")


def pure(text: str) -> Iterable[Any]:
    parser = PureParser(text)
    while parser.check_event():
        yield parser.get_event()  # type: ignore[no-untyped-call]


def told(events: Iterable[Any]) -> list[tuple[str, object, object]] | None:
    """The events with tags and values; None where the text is no YAML."""
    try:
        return [(type(e).__name__, getattr(e, "tag", ""), getattr(e, "value", "")) for e in events]
    except yaml.YAMLError:
        return None


@native
@pytest.mark.parametrize(
    "text",
    [
        "a: ![b\n",
        "a: !b[c d\n",
        "[!a, b]\n",
        "[!a]\n",
        "a: !b.c!d e\n",
        "a: !![b c\n",
        "a: !b%41 c\n",
    ],
)
def test_what_a_tag_ends_with(text: str) -> None:
    assert told(pure(text)) == told(yaml.parse(text, Loader=yaml.CSafeLoader))


@native
@given(
    st.sampled_from(["a: ", "[", "- ", "{"]),
    st.text(alphabet="!a<>[],% \n:-1{}x2F.", max_size=8),
    st.sampled_from([" x\n", "\n", "]\n", ", y]\n"]),
)
def test_any_tag(before: str, tag: str, behind: str) -> None:
    text = f"{before}!{tag}{behind}"
    assert told(pure(text)) == told(yaml.parse(text, Loader=yaml.CSafeLoader))
