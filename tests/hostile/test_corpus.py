"""Any bytes give findings, the same ones on every machine, and end with exit code 1 or 2."""

from __future__ import annotations

import copy
import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from cjmap.check import Selection, Session, run
from cjmap.cli.app import app
from cjmap.findings import Problem
from cjmap.findings.source import Source
from cjmap.loading import decoding, loader
from cjmap.loading.document import Document
from cjmap.reporters import report
from cjmap.text import reading, tree
from cjmap.text.limits import Limits
from tests.hostile.corpus import CASES, MAP, STAGE, Case, Said
from tests.model.schema.maps import examples

FILE = Path("/map/coat.journey.yaml")
NAMES = [case.name for case in CASES]


def load(data: bytes, *, pure: bool = False) -> Document:
    source, unreadable = decoding.decode(data, FILE.name, Limits())
    return loader.load_text(source, FILE, unreadable=unreadable, pure=pure)


def place(source: Source, problem: Problem) -> Said:
    if problem.span is None:
        return problem.code, 0, 0
    position = source.position(problem.span[0])
    return problem.code, position.line, position.column


def said(document: Document) -> list[Said]:
    return sorted((place(document.source, p) for p in document.problems), key=lambda s: s[1:])


def shape(node: tree.Node | None) -> Any:
    """A tree as plain data, places included."""
    match node:
        case None:
            return None
        case tree.Alias():
            return "alias", node.start, node.end
        case tree.Scalar():
            return node.value, node.plain, node.start, node.end
        case tree.Sequence():
            return node.flow, node.start, node.end, [shape(item) for item in node.items]
        case tree.Mapping():
            entries = [(shape(key), shape(value)) for key, value in node.entries.values()]
            return node.flow, node.start, node.end, entries
    raise AssertionError(node)


def told(read: tree.Tree) -> list[tuple[str, tuple[int, int] | None, str]]:
    return [(problem.code, problem.span, str(problem.message)) for problem in read.problems]


# --- each file -----------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_what_is_said_and_where(case: Case) -> None:
    assert said(load(case.data)) == list(case.said)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_both_readers_see_the_same(case: Case) -> None:
    source, unreadable = decoding.decode(case.data, FILE.name, Limits())
    if unreadable is not None:
        return
    with_libyaml, without = reading.read(source), reading.read(source, pure=True)
    assert shape(with_libyaml.root) == shape(without.root)
    assert told(with_libyaml) == told(without)
    assert said(load(case.data)) == said(load(case.data, pure=True))


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_a_run_ends_with_findings_and_no_traceback(case: Case, tmp_path: Path) -> None:
    file = tmp_path / FILE.name
    file.write_bytes(case.data)
    result = CliRunner().invoke(app, ["--today", "2026-11-21", "validate", str(file)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code == (1 if case.said else 0)
    assert "CJ901" not in result.stdout
    for code, _, _ in case.said:
        assert f"error[{code}]" in result.stdout


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_messages_stay_short_and_advise(case: Case) -> None:
    for problem in load(case.data).problems:
        assert len(str(problem.message)) <= 200
        assert problem.help is not None
        assert len(str(problem.help)) <= 600


# --- many mistakes -------------------------------------------------------------------------------

MANY = {
    "empty items": (f"{MAP}x-a: 1\npersonas_: 1\nevidence:\n" + "  -\n" * 20_000, 20_001),
    "wrong items": (f"{MAP}gains:\n" + "  - []\n" * 20_000, 20_000),
    "unknown keys": (STAGE + "".join(f"k{n}: 1\n    " for n in range(20_000)), 20_000),
    "keys again": (STAGE + "goal: a\n    " * 20_000, 19_999),
    "equal names": (f"{STAGE}touchpoints:\n" + "      - Web\n" * 20_000, 0),
    "comments": (f"{MAP}" + "# cjmap: ignore[CJ1]\n" * 50_000, 0),
    "references": (
        f"{STAGE}personas:\n" + "".join(f"      - p{n}\n" for n in range(20_000)),
        20_000,
    ),
}


@pytest.mark.parametrize("name", MANY)
def test_many_mistakes_are_all_found(name: str, tmp_path: Path) -> None:
    text, count = MANY[name]
    file = tmp_path / FILE.name
    file.write_text(text, encoding="utf-8")
    outcome = run(Session(today=datetime.date(2026, 11, 21)), [file], Selection())
    assert len(outcome.findings) == count
    report(outcome, "concise")


# --- whatever comes ------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *("\n", "\n  ", "\n    ", " ", "- ", "? ", ": ", ":", '"', "'", "[", "]", "{", "}", ","),
        *("#", " # ", "&a ", "*a", "!t ", "|", ">", "%", "@", "`", "\t", "\r\n", "\r", "~", "<<"),
        *("---\n", "...\n", "é", "😡", "\u2028", "\0", "\ufeff", "\\", "\\u00e9", "0", "−1", "x-"),
        *(
            "title",
            "personas: ",
            "stages:\n  - ",
            "name: A",
            "emotion: ",
            "next: ",
            "kind: library",
        ),
    ]
)
RANDOM = settings(
    max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


def check(data: bytes) -> None:
    document = load(data)
    again = load(data)
    assert said(document) == said(again)
    assert document.journey is not None or document.problems
    for problem in document.problems:
        assert problem.span is None or 0 <= problem.span[0] <= len(document.source.text)
        problem.message.render("es")
    with_libyaml, without = reading.read(document.source), reading.read(document.source, pure=True)
    assert shape(with_libyaml.root) == shape(without.root)
    assert [p.code for p in with_libyaml.problems] == [p.code for p in without.problems]


@RANDOM
@given(st.binary(max_size=300))
def test_random_bytes(data: bytes) -> None:
    check(data)


@RANDOM
@given(st.text(max_size=200))
def test_random_text(text: str) -> None:
    check(text.encode("utf-8", "surrogatepass"))


@RANDOM
@given(st.lists(PIECES, max_size=40))
def test_pieces_of_yaml(pieces: list[str]) -> None:
    check("".join(pieces).encode())


@st.composite
def broken_examples(draw: st.DrawFn) -> bytes:
    """A stretch of an example, cut and patched where nobody would."""
    text = draw(st.sampled_from(examples())).read_text(encoding="utf-8")
    start = draw(st.integers(0, max(0, len(text) - 400)))
    whole = draw(st.booleans())
    text = text if whole else text[start : start + 400]
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(PIECES) + text[at + draw(st.integers(0, 12)) :]
    return text.encode()


@RANDOM
@given(broken_examples())
def test_examples_that_were_torn(data: bytes) -> None:
    check(data)


@settings(RANDOM, max_examples=60)
@given(broken_examples())
def test_rules_bear_what_reading_lets_through(tmp_path_factory: Any, data: bytes) -> None:
    file = tmp_path_factory.mktemp("torn") / FILE.name
    file.write_bytes(data)
    outcome = run(Session(today=datetime.date(2026, 11, 21)), [file], Selection(select=("ALL",)))
    assert [f for f in outcome.findings if f.code == "CJ901"] == []
    assert report(copy.copy(outcome), "text")
