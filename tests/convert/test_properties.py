"""Whatever is brought in: it is read or refused, and what is read is what the map says."""

from __future__ import annotations

import json
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjmap.convert import cjml, markdown, mermaid
from cjmap.convert.drafts import Draft, Fate, Given
from cjmap.convert.trees import read_json, values_of, write_json
from cjmap.convert.writing import write_yaml
from cjmap.findings.source import Source
from cjmap.findings.usage import UsageError
from cjmap.text.reading import read

READERS = [mermaid.read, markdown.read, cjml.read, read_json]
# What means something to one of the forms.
PIECES = st.sampled_from(
    [
        *(
            "journey\n",
            "title ",
            "section ",
            ": 5: ",
            "%%",
            "%%{init: {}}%%",
            "#",
            ";",
            "accDescr {",
        ),
        *("---\n", "```mermaid\n", "```\n", "# ", "- ", "| a | b |\n|---|---|\n", "| c | d |\n"),
        *("<CJML>", "</CJML>", "<actualJourney>", "<!DOCTYPE a>", "&a;", "<touchpoints>", "<a"),
        *("{", "}", "[", '"title"', ": ", ",", "1e999", "\n", "  ", "\t", "#colon;", "\ue000"),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=25).map("".join)
# A name as people write one: it means nothing to Mermaid.
NAMES = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=("C", "Z"),
        exclude_characters="#;:,%<>&`|*_\\[]()!~$^\"'{}@",
    ),
    min_size=1,
    max_size=12,
).filter(lambda name: not name.lower().startswith(("title", "section", "acc", "journey", "-")))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("reader", READERS, ids=lambda one: one.__module__.rpartition(".")[2])
@given(text=TEXTS)
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_or_refused(reader: Any, text: str) -> None:
    try:
        reading = reader(Given(text.encode("utf-8", "replace"), "a.txt"))
    except UsageError:
        return
    for draft in reading.drafts:
        assert not read(Source("", write_yaml(draft))).problems


@given(data=st.binary(max_size=60))
@settings(deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for reader in READERS:
        try:
            reader(Given(data, "a"))
        except UsageError:
            continue


@given(
    title=NAMES,
    sections=st.lists(
        st.tuples(
            NAMES,
            # Neighbours of one name, of other people each, are one touchpoint.
            st.lists(
                st.tuples(NAMES, st.integers(1, 5), st.lists(NAMES, max_size=3, unique=True)),
                min_size=1,
                max_size=4,
                unique_by=lambda task: task[0],
            ),
        ),
        min_size=1,
        max_size=4,
    ),
)
@settings(max_examples=60, deadline=None)
def test_a_journey_says_as_a_map_what_it_said(
    title: str, sections: list[tuple[str, list[tuple[str, int, list[str]]]]]
) -> None:
    lines = ["journey", f"title {title}"]
    for name, tasks in sections:
        lines.append(f"section {name}")
        lines += (f"{task}: {score}: {', '.join(who)}" for task, score, who in tasks)
    (draft,) = mermaid.read(Given("\n".join(lines).encode(), "a.mmd")).drafts
    assert draft.values["title"] == title
    stages = cast("list[dict[str, Any]]", draft.values["stages"])
    assert [
        (stage["name"], [(one["name"], one["emotion"]) for one in stage["touchpoints"]])
        for stage in stages
    ] == [(name, [(task, score) for task, score, _ in tasks]) for name, tasks in sections]
    assert not [one for one in draft.remarks if one.fate is Fate.UNKNOWN]


@given(values=st.dictionaries(st.sampled_from(["title", "x-a", "x-b", "tags"]), VALUES, min_size=1))
@settings(max_examples=150, deadline=None)
def test_what_a_draft_says_stands_in_the_file(values: dict[str, Any]) -> None:
    values["title"] = "T"
    tree = read(Source("", write_yaml(Draft(values))))
    assert not tree.problems
    found = values_of(tree)
    for key in ("x-a", "x-b"):
        if key in values:
            assert settled(found[key]) == settled(values[key])
    assert json.loads(write_json(found))["title"] == "T"


def settled(value: Any) -> Any:
    """A value with the characters that YAML cannot hold as they are replaced."""
    if isinstance(value, str):
        from cjmap.text.characters import replace_refused

        for end in ("\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"):
            value = value.replace(end, "\n")
        return replace_refused(value)
    if isinstance(value, list):
        return [settled(one) for one in value]
    if isinstance(value, dict):
        return {settled(key): settled(one) for key, one in value.items()}
    return value
