"""Tags are read alike with and without libyaml."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from cjmap.findings.source import Source
from cjmap.text.reading import read
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


SIGNS = ("00", "28", "80", "a0", "bf", "c1", "c3", "da", "e0", "ed", "f4", "f8", "zz", "")


@native
@pytest.mark.parametrize(
    "shape", ["!%{} x\n", "title: !a%{} x\n", "!<%{}> x\n", "%TAG !e! a%{}\n--- !e!a x\n"]
)
@pytest.mark.parametrize("first", SIGNS)
def test_what_percent_signs_of_a_tag_begin_is_told_alike_and_with_its_place(
    shape: str, first: str
) -> None:
    """libyaml lets some of them through that cannot be decoded, and the two point elsewhere."""
    for second in SIGNS:
        source = Source("a", shape.format(f"{first}%{second}" if second else first))
        told = [
            [(one.code, str(one.message), one.span) for one in read(source, pure=pure).problems]
            for pure in (False, True)
        ]
        assert told[0] == told[1], source.text
        assert all("escape" not in message for _, message, _ in told[0]), source.text
        assert all(span is not None and span[1] > span[0] for _, _, span in told[0]), source.text


@native
@given(st.text(alphabet="[]{}?:, a\n", max_size=12))
@example("[? :b]")
@example("[?, :]")
@example("[a, ? : b]")
def test_what_stands_behind_a_question_mark_in_brackets(inside: str) -> None:
    """libyaml loses the sign behind a key that is none: what is refused there is refused here."""
    for text in (f"[{inside}]", f"a: [? {inside}]\n", f"[?\n:{inside}"):
        assert told(pure(text)) == told(yaml.parse(text, Loader=yaml.CSafeLoader)), text
