"""YAML ↔ JSON: what a map writes is what comes back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cjmap.convert.drafts import Given
from cjmap.convert.trees import read_json, values_of, write_json
from cjmap.convert.writing import write_yaml
from cjmap.findings.source import Source
from cjmap.findings.usage import UsageError
from cjmap.loading.loader import load_text
from cjmap.text.reading import read
from tests.views.maps import MAPS


def as_json(text: str) -> str:
    return write_json(values_of(read(Source("", text))))


@pytest.mark.parametrize("file", MAPS, ids=lambda file: file.name.partition(".")[0])
def test_a_map_comes_back_as_it_was(file: Path) -> None:
    text = as_json(file.read_text("utf-8"))
    (draft,) = read_json(Given(text.encode(), "a.json")).drafts
    back = as_json(write_yaml(draft))
    # Keys stand in the format's order now; numbers have the decimals that they had.
    assert json.loads(back, parse_float=str) == json.loads(text, parse_float=str)
    assert (
        load_text(Source("", text), file).journey
        == load_text(Source("", file.read_text("utf-8")), file).journey
    )


def test_fields_decide_what_a_scalar_is() -> None:
    text = as_json(
        "title: 014\nversion: 1.10\nupdated: 2026-01-31\ntags: [no, 5, true]\n"
        "emotion_scale: [1, 5]\nx-own: [5, true, no, ~, 1.50]\n"
        "metrics:\n  - type: nps\n    value: 34.0\n    n: 12\n"
        "pains:\n  - text: 7\n    severity: high\n  - text: a\n    severity: 3\n"
    )
    found = json.loads(text, parse_float=str)
    assert found["title"] == "014"
    assert (found["version"], found["updated"], found["tags"]) == (
        "1.10",
        "2026-01-31",
        ["no", "5", "true"],
    )
    assert (found["emotion_scale"], found["x-own"]) == ([1, 5], [5, True, "no", None, "1.50"])
    assert found["metrics"] == [{"type": "nps", "value": "34.0", "n": 12}]
    assert [one["severity"] for one in found["pains"]] == ["high", 3]


def test_aliases_are_written_out() -> None:
    found = json.loads(as_json("title: &t A\ngoal: *t\n"))
    assert found == {"title": "A", "goal": "A"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1, column 1: this is no JSON"),
        # Python 3.13 and later point at the comma.
        ('{"title": "A",}', "column 1[45]"),
        ("[]", "holds no map"),
        ('"title"', "holds no map"),
        ("[1]", "holds no map"),
        ('{"a": 1, "a": 2}', "`a` stands twice"),
        ('{"a": NaN}', "the number NaN"),
        ('{"a": 1e400}', "the number 1e400"),
        ("[" * 100_000, "levels"),
        ('{"a":' * 300 + "1" + "}" * 300, "levels"),
    ],
)
def test_what_is_no_map_is_refused(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read_json(Given(text.encode(), "a.json"))


def test_a_list_of_maps_is_several() -> None:
    drafts = read_json(Given(b'[{"title": "A"}, {"title": "B"}]', "a.json")).drafts
    assert [draft.values["title"] for draft in drafts] == ["A", "B"]
