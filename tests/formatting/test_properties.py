"""What formatting must never do: change what a map says, lose a comment, change its mind."""

from __future__ import annotations

import datetime
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cjmap.check import Selection, Session, run
from cjmap.findings.source import Source
from cjmap.formatting.formatting import format_source
from cjmap.formatting.shapes import SENTENCES, journey_shape
from cjmap.project import Project
from cjmap.sieve.grammar import MODELS
from cjmap.text.emitting import EditRefused
from cjmap.text.limits import Limits
from cjmap.text.notes import comments
from cjmap.text.printing import ANY, Shape, print_tree
from cjmap.text.reading import read
from cjmap.text.sameness import is_same
from cjmap.text.tree import Tree
from tests.text.documents import documents

ROOT = Path(__file__).parents[2]
FOLDERS = ("examples", "tests/cases", "tests/corpus", "tests/nasty", "tests/hostile", "tests/rules")
CORPUS = [file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*.y*ml"))]
# To run all rules on all of them twice would take minutes.
CHECKED = [
    file for number, file in enumerate(CORPUS) if "rules" not in file.parts or number % 8 == 0
]
FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def source_of(file: Path) -> Source:
    text = file.read_bytes().decode("utf-8", "replace")
    return Source(str(file), text.removeprefix("\ufeff"), text.startswith("\ufeff"))


def said(tree: Tree) -> list[str]:
    """The comments of a document, in their order."""
    return [tree.source.text[start:end].rstrip() for start, end in comments(tree)]


def findings(file: Path, text: bytes | None) -> Counter[object]:
    """What all rules say of a map, whatever line it is on."""
    project = Project()
    if text is not None:
        project.overlay(file, text)
    session = Session(project, today=datetime.date(2026, 11, 1))
    outcome = run(session, [file], Selection(("CJ",)))
    return Counter(
        (one.code, one.severity, one.path, one.fingerprint, str(one.message), str(one.help))
        for finding in outcome.findings
        for one in finding.members or (finding,)
    )


# Keys in an order that generated documents seldom have.
_RANKS = {key: rank for rank, key in enumerate(("k2", "k 1", "k1", "k0"))}
REORDERED = Shape(_RANKS, each=Shape(_RANKS, each=Shape(_RANKS, each=Shape(_RANKS))))


@FUZZ
@given(documents(), st.sampled_from((ANY, REORDERED)))
# An anchor on nothing: what is empty begins where the next thing does.
@example("k0: &a # c1\n# c2\nk1: 2\n", ANY)
def test_a_document_says_the_same_with_comments_wherever_one_may_stand(
    text: str, shape: Shape
) -> None:
    tree = read(Source("a", text))
    if tree.problems:
        return
    try:
        written = print_tree(tree, shape)
    except EditRefused:
        return
    again = read(Source("a", written))
    assert is_same(tree, again), written
    assert print_tree(again, shape) == written
    if shape is ANY:
        assert said(again) == said(tree)


@pytest.mark.parametrize("file", CHECKED, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_map_is_found_fault_with_as_before(file: Path) -> None:
    source = source_of(file)
    found = format_source(source)
    if found.text is None or found.text == source.text:
        return
    tree, again = read(source), read(Source(source.file, found.text))
    assert is_same(tree, again)
    assert format_source(again.source).text == found.text
    assert findings(file, None) == findings(file, found.text.encode("utf-8"))


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_map_that_can_be_read_can_be_formatted(file: Path) -> None:
    source = source_of(file)
    tree = read(source)
    found = format_source(source)
    assert found.reason is None
    if tree.problems:
        assert found.text is None


def test_a_comment_that_silences_keeps_what_it_silences(tmp_path: Path) -> None:
    file = tmp_path / "a.journey.yaml"
    text = (
        "title: Buy\npersonas: [Laura]\nstages:\n"
        "  - touchpoints:\n"
        "      - emotion: -1  # cjmap: ignore[CJ3, CJ4]\n"
        "        name: Till\n"
        "        pains: [{severity: 3, text: Slow}] # cjmap: ignore[CJ5]\n"
        "    # cjmap: ignore[CJ2]\n"
        "    name: Purchase\n"
    )
    file.write_text(text, encoding="utf-8")
    found = format_source(source_of(file))
    assert found.text is not None and found.text != text
    assert findings(file, None) == findings(file, found.text.encode())


def test_the_keys_whose_lists_hold_sentences_are_those_of_the_models() -> None:
    from cjmap.loading.shape import holds_sentences

    owners = {
        "Journey": (),
        "Lane": ("lanes", 0),
        "Persona": ("personas", 0),
        "Segment": ("personas", 0, "segment"),
        "Stage": ("stages", 0),
        "Touchpoint": ("stages", 0, "touchpoints", 0),
    }
    found = {
        key
        for model, owner in owners.items()
        for key, form in MODELS[model][0].items()
        if form == ("many", ("text",)) and holds_sentences((*owner, key))
    }
    assert found == SENTENCES


def test_keys_stand_in_the_order_of_the_models_and_touchpoints_last() -> None:
    shape = journey_shape()
    assert shape.ranks is not None
    assert list(shape.ranks) == list(MODELS["Journey"][0])
    stage = shape.of("stages").each
    assert stage is not None and stage.ranks is not None
    assert max(stage.ranks, key=stage.ranks.__getitem__) == "touchpoints"


@pytest.mark.parametrize(
    "text",
    [
        # Above the first key, it speaks of that one.
        "# cjmap: ignore[CJ2]\nstages: [Till]\npersonas: [Laura]\ntitle: Buy\n",
        "# cjmap: ignore[CJ2]\n---\nstages: [Till]\ntitle: Buy\npersonas: [Laura]\n",
        # Behind braces that hold all, of all of it.
        "{stages: [Till], title: Buy, personas: [Laura]}  # cjmap: ignore[CJ2]\n",
        "# cjmap: ignore[CJ2]\n{stages: [Till], title: Buy, personas: [Laura]}\n",
        # Behind a text that comes up to its key, it stays on the line.
        "title: Buy\npersonas: [Laura]\nstages:\n  - name: # why\n      Till # cjmap: ignore[CJ3]\n  - Home\n",
        # Deeper than what comes next, it speaks of that all the same.
        "title: Buy\npersonas:\n  -\n    name: Laura\n      # cjmap: ignore[CJ2, CJ3]\nstages: [Till]\n",
        "title: Buy\npersonas: [Laura]\nx-a:\n  # cjmap: ignore[CJ2, CJ3]\nstages: [Till]\n",
    ],
)
def test_a_comment_that_silences_speaks_of_the_same(text: str, tmp_path: Path) -> None:
    file = tmp_path / "a.journey.yaml"
    file.write_text(text, encoding="utf-8")
    found = format_source(source_of(file))
    assert found.text is not None
    assert findings(file, None) == findings(file, found.text.encode())
    loud = findings(file, text.replace("cjmap: ignore", "about").encode())
    assert findings(file, None) != loud


def test_a_comment_for_the_whole_file_does_not_come_above_its_first_key_by_itself(
    tmp_path: Path,
) -> None:
    file = tmp_path / "a.journey.yaml"
    text = "personas: [Laura]\n# cjmap: ignore-file[CJ2]\ntitle: Buy\nstages: [Till]\n"
    file.write_text(text, encoding="utf-8")
    found = format_source(source_of(file))
    assert found.text is not None
    assert findings(file, None) == findings(file, found.text.encode())


def test_what_nests_too_deeply_is_told_so() -> None:
    text = f"title: Buy\npersonas: []\nx-a: {'[' * 160}{']' * 160}\n"
    found = format_source(Source("a", text), Limits(depth=400))
    assert found.text is None
    assert str(found.reason) == "More than 150 levels are nested here."
