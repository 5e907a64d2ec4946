"""What every closed choice keeps to, and that nobody spells its values out anywhere else."""

from __future__ import annotations

import ast
import copy
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cjmap.reference.keys import things
from cjmap.vocabulary.choice import Choice
from cjmap.vocabulary.emotions import Face, Level
from cjmap.vocabulary.improvement import OpportunityStatus
from cjmap.vocabulary.lifecycle import LifecycleModel
from cjmap.vocabulary.metrics import MetricType
from tests.vocabulary.walk import choices

CHOICES = sorted(choices(), key=lambda kind: kind.__name__)
PACKAGE = Path(__file__).parents[2] / "cjmap"


@pytest.mark.parametrize("kind", CHOICES)
def test_a_value_is_its_text_and_has_words(kind: type[Choice]) -> None:
    for value in kind:
        assert value == value.value == str(value) == f"{value}"
        assert value.label.render()
        assert value.label.render("es")
        assert value.help
        assert re.fullmatch(r"\d+\.\d+", value.since)
        assert kind.known(value.value) is value
        assert pickle.loads(pickle.dumps(value)) is value
        assert copy.deepcopy(value) is value
    assert kind.known("no such value") is None
    assert kind.known(None) is None


@pytest.mark.parametrize("kind", CHOICES)
def test_no_alias_hides_a_value(kind: type[Choice]) -> None:
    assert list(kind.__members__.values()) == list(kind)


def test_faces_and_levels_stand_for_the_same_scores() -> None:
    assert [level.score for level in Level] == [-2, -1, 0, 1, 2]
    labels = {level.score: level.label for level in Level}
    assert {face.score for face in Face} == set(labels)
    assert all(face.label == labels[face.score] for face in Face)


def test_what_is_settled_and_what_is_accepted() -> None:
    settled = [status.value for status in OpportunityStatus if status.is_settled]
    accepted = [status.value for status in OpportunityStatus if status.is_accepted]
    assert (settled, accepted) == (["done", "dropped"], ["planned", "doing", "done"])


def test_facts_about_metrics_and_models() -> None:
    assert {kind.value for kind in MetricType if kind.percentage} == {
        *("csat", "conversion", "drop-off", "retention")
    }
    assert {kind.value for kind in MetricType if kind.better == "down"} == {
        *("drop-off", "time", "cost")
    }
    for model in LifecycleModel:
        assert model.buying is None or model.buying in model.phases


# --- nobody spells a value out -----------------------------------------------------------------------

# Rooms that the vocabulary stands on, or that have words of their own.
BELOW = ("vocabulary", "languages", "text", "findings", "messages")
VALUES = {value.value for kind in CHOICES for value in kind} - {"", ">=", "<=", ">", "<"}
# Comparisons with texts that happen to be a value's: keys of the format, steps of a path, and
# what options and themes are called.
OTHER_WORDS = {
    # Kinds of actors, acts and arrows of a blueprint, and columns of a network.
    ("board/blueprint.py", "action"),
    ("board/blueprint.py", "ask"),
    ("board/blueprint.py", "automation"),
    ("board/blueprint.py", "system"),
    ("views/blueprint/cells.py", "action"),
    ("views/blueprint/legend.py", "automation"),
    ("views/network/diagram.py", "touchpoints"),
    ("views/network/ties.py", "system"),
    # Where an engine was found.
    ("draw/engines.py", "embedded"),
    ("board/mood.py", "emotions"),
    ("cli/invocation.py", "always"),
    ("cli/invocation.py", "auto"),
    ("loading/extraction.py", "metrics"),
    ("loading/incomplete.py", "touchpoints"),
    ("reports/index.py", "mean"),
    ("sieve/sight.py", "pains"),
    ("loading/paths.py", "event"),
    ("loading/scales.py", "emotion"),
    ("loading/scales.py", "emotions"),
    ("model/binding.py", "event"),
    ("sieve/checks.py", "event"),
    ("loading/incomplete.py", "evidence"),
    ("reports/anchors.py", "library"),
    ("loading/meanings.py", "action"),
    ("loading/mending.py", "emotion"),
    ("rules/references/names.py", "next"),
    ("facts/referring.py", "emotions"),
    ("compare/sentences.py", "owner"),
    # Words that tables of others begin a row with, or columns of data are called.
    ("convert/columns.py", "lane"),
    ("measure/sources.py", "channel"),
    ("measure/counting.py", "customer"),
    ("board/portfolio.py", "mean"),
    ("draw/logo.py", "none"),
}
# Rooms that read and write maps before they are any: there a word that is a key of the format, or
# the thing that has it, is that and no value.
OF_KEYS = ("convert", "lsp")
KEYS = {word for name, thing in things().items() for word in (name, *(k.name for k in thing.keys))}


def compared(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The texts that a module compares something with, matches, or looks up among others."""
    for node in ast.walk(tree):
        operands: list[ast.expr] = []
        if isinstance(node, ast.Compare):
            operands = [node.left, *node.comparators]
        elif isinstance(node, ast.MatchValue):
            operands = [node.value]
        for operand in operands:
            inner = (
                operand.elts if isinstance(operand, ast.Tuple | ast.List | ast.Set) else [operand]
            )
            for part in inner:
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.lineno, part.value


def test_no_value_is_compared_as_a_bare_text() -> None:
    found = {
        (file.relative_to(PACKAGE).as_posix(), line, text)
        for file in PACKAGE.rglob("*.py")
        if file.relative_to(PACKAGE).parts[0] not in BELOW
        for line, text in compared(ast.parse(file.read_text(encoding="utf-8")))
        if text in VALUES
    }
    assert [place for place in sorted(found) if not is_another_word(place[0], place[2])] == []


def is_another_word(file: str, text: str) -> bool:
    return (file, text) in OTHER_WORDS or (file.split("/")[0] in OF_KEYS and text in KEYS)
