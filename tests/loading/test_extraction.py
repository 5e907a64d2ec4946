"""The first step by itself: what a tree says, and what it lost, as plain data."""

from __future__ import annotations

from cjmap.findings.source import Source
from cjmap.loading.extraction import Extract, extract
from cjmap.loading.incomplete import Loss
from cjmap.text.reading import read
from cjmap.text.scalars import Plain
from cjmap.text.tree import Mapping


def take(text: str) -> Extract:
    source = Source("a.yaml", text)
    root = read(source).root
    assert isinstance(root, Mapping)
    return extract(source, root)


def test_scalars_stay_as_they_are_written_and_remember_their_quotes() -> None:
    data = take("title: &t 12\nid: '12'\npersonas: [*t, b]\n").data
    assert data == {"title": "12", "id": "12", "personas": ["12", "b"]}
    assert type(data["title"]) is Plain
    assert type(data["id"]) is str


def test_empty_values_are_left_out_and_empty_items_told() -> None:
    found = take("title:\npersonas:\n  - A\n  -\n  - ~\n  - B\n")
    assert found.data == {"personas": ["A", "B"]}
    assert found.removed == {("personas",): [1, 2]}
    assert [(p.code, p.path) for p in found.problems] == [
        ("CJ012", ("personas", 1)),
        ("CJ012", ("personas", 2)),
    ]
    assert found.incomplete == {
        Loss(what, ("personas", number)) for what in ("personas:", "persona") for number in (1, 2)
    }


def test_a_key_that_is_not_known_stays_without_its_value() -> None:
    assert take("titel:\ntitle:\nx-own:\n").data == {"titel": None}


def test_what_is_the_users_own_is_taken_whole() -> None:
    found = take("x-own:\n  - ~\n  - {a: , b: 1}\n")
    assert found.data == {"x-own": [None, {"a": None, "b": "1"}]}
    assert (found.problems, found.removed) == ((), {})


def test_a_word_taken_for_a_comment_is_told_and_counts_as_there() -> None:
    found = take("title: #1 coat\nowner: # who knows\n")
    (problem,) = found.problems
    assert (problem.code, problem.path, problem.span) == ("CJ019", ("title",), (7, 14))
    assert found.told == {("title",)}
    assert found.incomplete == {Loss("title:", ("title",))}
