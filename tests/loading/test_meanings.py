"""What people mean by a key that is not known where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjmap.findings import Problem
from cjmap.findings.source import Source
from cjmap.languages.known import every_language
from cjmap.languages.language import Language
from cjmap.loading.document import Document
from cjmap.loading.loader import load_text
from cjmap.loading.meanings import meaning_of
from cjmap.loading.shape import class_at, keys_of
from cjmap.model.metric import Metric
from cjmap.text.slugs import slug

TOP = "title: T\npersonas:\n  - Ann\n"
STAGE = f"{TOP}stages:\n  - name: S\n"
TOUCHPOINT = f"{STAGE}    touchpoints:\n      - name: A\n"
PAIN = f"{TOUCHPOINT}        pains:\n          - text: P\n"
OPPORTUNITY = f"{TOUCHPOINT}        opportunities:\n          - text: O\n"
PERSONA = "title: T\nstages: [S]\npersonas:\n  - name: Ann\n"

# A place of each thing of which people write the keys.
PLACES = (
    (),
    ("personas", 0),
    ("personas", 0, "segment"),
    ("stages", 0),
    ("stages", 0, "touchpoints", 0),
    ("stages", 0, "touchpoints", 0, "emotion"),
    ("stages", 0, "pains", 0),
    ("stages", 0, "opportunities", 0),
    ("metrics", 0),
    ("evidence", 0),
)

# A metric has a source of its own.
OTHERWISE = {(Metric, "sources")}


def load(text: str) -> Document:
    return load_text(Source("a.journey.yaml", text), Path("a.journey.yaml"))


def only(text: str) -> Problem:
    (problem,) = load(text).problems
    assert problem.code == "CJ011"
    return problem


@pytest.mark.parametrize("language", every_language(), ids=lambda language: language.code)
def test_each_word_of_a_language_is_read_as_its_key_wherever_that_may_stand(
    language: Language,
) -> None:
    wrong = []
    for place in PLACES:
        known = keys_of(place)
        assert known
        for key, words in language.keys.items():
            for word in words:
                if key not in known or word.replace("-", "_") in known:
                    continue
                meant = meaning_of(place, word, "", language.code).keys
                if meant != (key,) and (class_at(place), word) not in OTHERWISE:
                    wrong.append((place, word, key, meant))
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "key", "meant"),
    [
        (f"{TOUCHPOINT}        actions: [Looks]\n", "actions", "does"),
        (f"{TOP}phases:\n  - S\n", "phases", "stages"),
        (f"{TOUCHPOINT}        expectations: [Fast]\n", "expectations", "expects"),
        (f"{TOUCHPOINT}        erwartungen: [Fast]\n", "erwartungen", "expects"),
        (f"{STAGE}    expects: [Fast]\n", "expects", "expectations"),
        (f"{TOUCHPOINT}        thinks: Hm\n", "thinks", "thoughts"),
        (f"{TOUCHPOINT}        painPoints: [Slow]\n", "painPoints", "pains"),
        (f"{PERSONA}    segment:\n      behavioral: [b]\n", "behavioral", "behavioural"),
        (f"{PERSONA}    pains: [Slow]\n", "pains", "frustrations"),
        (f"{PERSONA}    objectif: Fast\n", "objectif", "goals"),
        ("título: T\npersonas: [A]\nstages: [S]\n", "título", "title"),
        ("titel: T\npersonas: [A]\nstages: [S]\n", "titel", "title"),
        ("name: T\npersonas: [A]\nstages: [S]\n", "name", "title"),
        ("title: T\npersonas: [A]\nétapes: [S]\n", "étapes", "stages"),
        ("title: T\nlanguage: fr\npersonas: [A]\nétapes: [S]\n", "étapes", "stages"),
        (f"{TOP}stages:\n  - nombre: S\n", "nombre", "name"),
        (f"{TOP}stages:\n  - titre: S\n", "titre", "name"),
        (f"{TOP}stages: [S]\npains:\n  - name: Slow\n", "name", "text"),
    ],
)
def test_a_word_for_a_key_is_read_as_that_key_and_mended(text: str, key: str, meant: str) -> None:
    problem = only(text)
    assert problem.replacement == meant
    assert str(problem.help) == f"Did you mean `{meant}`?"
    assert load(text.replace(f"{key}:", f"{meant}:")).problems == ()


@pytest.mark.parametrize(
    ("text", "help"),
    [
        # A rank may count from the top.
        (f"{OPPORTUNITY}            priority: 1\n", "Did you mean `customer_value`?"),
        (f"{OPPORTUNITY}            priority: P1\n", "Did you mean `customer_value`?"),
        (f"{TOUCHPOINT}        action: true\n", "Write `kind: action`."),
        (f"{TOUCHPOINT}        action: false\n", "Write `kind: interaction`."),
        (
            f"{TOUCHPOINT}        trigger: Order paid\n",
            "Write `automation:` and below it `trigger: …`.",
        ),
        # The key that was meant is there.
        (
            f"{TOUCHPOINT}        does: [Looks]\n        actions: [Buys]\n",
            "`does` is here already: keep one of the two.",
        ),
        (
            f"{TOUCHPOINT}        kind: action\n        action: true\n",
            "`kind` is here already: keep one of the two.",
        ),
        # A slip, or a word of another language than the map's.
        (f"{TOUCHPOINT}        dores: [Slow]\n", "Did you mean one of `pains`, `does`?"),
        # It belongs to something else.
        (f"{STAGE}    channel: web\n", "`channel` is a key of a touchpoint."),
        (f"{STAGE}    canal: web\n", "`channel` is a key of a touchpoint."),
        (f"{TOUCHPOINT}        severity: 4\n", "`severity` is a key of a pain."),
        (f"{TOP}stages: [S]\nemotion: 1\n", "`emotion` is a key of a stage, a touchpoint."),
        (f"{TOP}stages: [S]\ndelay: 1 d\n", "`delay` is a key of an automation."),
        (f"{PAIN}            touchpoints: [A]\n", "`touchpoints` is a key of a stage."),
    ],
)
def test_what_nobody_can_be_sure_of_is_told_once_and_left(text: str, help: str) -> None:
    problem = only(text)
    assert problem.replacement is None
    assert str(problem.help) == help


def test_what_was_meant_is_read() -> None:
    journey = load(f"{TOUCHPOINT}        action: true\n        trigger: Order paid\n").journey
    assert journey is not None
    (touchpoint,) = journey.stages[0].touchpoints
    assert touchpoint.kind == "action"
    assert [one.trigger for one in touchpoint.automation] == ["Order paid"]


@pytest.mark.parametrize("place", PLACES)
def test_a_key_that_is_known_is_its_own_meaning(place: tuple[str | int, ...]) -> None:
    assert class_at(place) is not None
    for key in keys_of(place):
        assert meaning_of(place, slug(key).upper(), "", "en").keys == (key,)
