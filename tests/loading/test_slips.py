"""Commas, colons and hashes that a writer meant as text."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjmap.findings import format_path
from cjmap.findings.source import Source
from cjmap.loading import loader
from cjmap.loading.document import Document
from cjmap.model.remarks import Slip

HEAD = "title: T\npersonas: [Ann]\nstages:\n"


def load(text: str) -> Document:
    return loader.load_text(Source("a", text), Path("/map/a.journey.yaml"))


def stage(*lines: str) -> Document:
    return load(HEAD + "  - name: S\n" + "".join(f"    {line}\n" for line in lines))


def told(document: Document) -> list[tuple[str, str, str]]:
    """Code, what is marked, and the help of each problem."""
    text = document.source.text
    return [(p.code, text[slice(*(p.span or (0, 0)))], str(p.help)) for p in document.problems]


def remarks(document: Document) -> list[tuple[Slip, str, str, str]]:
    return [(r.slip, format_path(r.path), r.written, r.meant) for r in document.remarks]


# --- a comma in braces -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pain", "marked", "meant"),
    [
        ("{text: Slow, confusing, severity: 3}", "confusing", '"Slow, confusing"'),
        ("{text: Slow, confusing}", "confusing", '"Slow, confusing"'),
        ("{text: A, b, and c, severity: 3}", "b", '"A, b, and c"'),
        ("{text: 'A', b}", "b", '"A, b"'),
        ("{text: A,\n        b,  # c\n        severity: 3}", "b", '"A, b"'),
        ("{text: A, severety}", "severety", '"A, severety"'),
        ("{severity: 3, text: A, x, owner: O}", "x", '"A, x"'),
    ],
)
def test_a_comma_in_braces_ends_a_text_and_one_finding_says_so(
    pain: str, marked: str, meant: str
) -> None:
    document = stage("pains:", f"  - {pain}")
    ((code, found, help),) = told(document)
    assert (code, found) == ("CJ011", marked)
    assert f"`text: {meant}`" in help
    assert document.journey is not None


@pytest.mark.parametrize(
    "pain",
    ["{text: A, confusing: }", "{text: A, confusing: null}", "{confusing, text: A}"],
)
def test_what_no_comma_made_a_key_is_an_unknown_key(pain: str) -> None:
    ((code, _, help),) = told(stage("pains:", f"  - {pain}"))
    assert code == "CJ011"
    assert help.startswith("Known here")


def test_a_known_key_that_stands_alone_behind_a_text_is_remarked() -> None:
    document = stage("pains:", "  - {text: Slow, owner, severity: 3}")
    assert told(document) == []
    assert remarks(document) == [
        (Slip.STANDS_ALONE, "stages[0].pains[0].owner", "owner", "Slow, owner")
    ]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("pains: [Two calls, no continuity]", [("stages[0].pains[1]", "Two calls, no continuity")]),
        (
            "expectations: [A, b, c]",
            [("stages[0].expectations[1]", "A, b"), ("stages[0].expectations[2]", "b, c")],
        ),
        ("expectations: [A, B]", []),
        ("expectations: [a, b]", []),
        ("expectations: [A, 12]", []),
        ("expectations: [Ä, ö]", [("stages[0].expectations[1]", "Ä, ö")]),
        # Names and ids are not sentences.
        ("personas: [Ann, bob]", []),
        ("touchpoints: [{name: F, channel: [App, web], tags: [UX, mobile]}]", []),
        ("expectations: [A, {b: c}]", []),
    ],
)
def test_an_item_in_brackets_that_goes_on_is_remarked(
    line: str, found: list[tuple[str, str]]
) -> None:
    listed = [r for r in remarks(stage(line)) if r[0] is Slip.GOES_ON]
    assert [(path, meant) for _, path, _, meant in listed] == found


def test_items_on_lines_of_their_own_hold_commas() -> None:
    assert remarks(stage("expectations:", "  - A", "  - b")) == []


# --- a colon in an item ----------------------------------------------------------------------------


@pytest.mark.parametrize("item", ["Too slow: nobody", "Too slow:", '"Too: slow": x'])
@pytest.mark.parametrize("key", ["pains", "thoughts", "expectations", "touchpoints", "gains"])
def test_a_colon_in_an_item_is_one_finding(key: str, item: str) -> None:
    document = stage(f"{key}:", "  - One", f"  - {item}  # why")
    (problem,) = document.problems
    assert problem.code == "CJ012"
    assert str(problem.message) == "The colon makes this a key: quote it."
    assert problem.quoted == item
    assert document.source.text[slice(*(problem.span or (0, 0)))] == item


@pytest.mark.parametrize(
    ("item", "codes"),
    [
        ("text: Slow", []),
        ("Text: Slow", ["CJ011"]),
        ("a: [b]", ["CJ011"]),
        ("a:\n          b", ["CJ011"]),
        ("{a: b}", ["CJ011"]),
        ("{a, b}", ["CJ011", "CJ011"]),
        ("a: b\n        c: d", ["CJ011", "CJ011"]),
    ],
)
def test_other_keys_are_told_and_nothing_is_missing_besides(item: str, codes: list[str]) -> None:
    assert [code for code, _, _ in told(stage("pains:", f"  - {item}"))] == codes


# --- a comment that cuts a text ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "cut"),
    [
        ("goal: Call #1 support", "#1 support"),
        ("goal: Call  #1  ", "#1"),
        ("goal: Call #été", "#été"),
        ("expectations: [Call #1\n      ]", "#1"),
        ("thoughts: Call #1", "#1"),
        ("expectations: Call #1", "#1"),
        ("pains: [{text: Call #1\n      }]", "#1"),
        ("goal: Call\n      me #1", "#1"),
        ("opportunities: [{text: A, ticket: See #12\n      }]", "#12"),
    ],
)
def test_a_hash_that_touches_a_letter_or_digit_cuts_a_text(line: str, cut: str) -> None:
    document = stage(line)
    assert [(r.slip, r.written) for r in document.remarks] == [(Slip.COMMENT, cut)]
    (remark,) = document.remarks
    assert document.source.text[slice(*remark.span)].endswith(cut)
    assert remark.meant.endswith(cut)


@pytest.mark.parametrize(
    "line",
    [
        "goal: Call # me",
        "goal: Call #",
        "goal: Call #-- me",
        "goal: 'Call' #me",
        "goal: a#b",
        "goal: 'Call #1'",
        "goal: |\n      Call #1",
        "pains: [{text: A, severity: 3 #high\n      }]",
        "goal: A\n    # cjmap: ignore[CJ1]",
        "x-own: Call #1",
        "emotion: 1 #fine",
    ],
)
def test_other_comments_cut_nothing(line: str) -> None:
    assert stage(line).remarks == ()
