"""What a writer writes in other words is read as it was meant, and answered with one finding."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cjmap.findings import Problem
from cjmap.findings.source import Source
from cjmap.languages.known import CODES, language_of
from cjmap.loading.document import Document
from cjmap.loading.loader import load_text
from cjmap.loading.shape import example_of
from cjmap.loading.wording import describe_missing
from cjmap.model.element import Element
from cjmap.text.slugs import slug
from cjmap.vocabulary.channels import ChannelType, Ownership
from cjmap.vocabulary.choice import Choice
from cjmap.vocabulary.emotions import Intensity
from cjmap.vocabulary.evidence import EvidenceType
from cjmap.vocabulary.improvement import (
    Effect,
    Frequency,
    Gravity,
    OpportunityStatus,
    PainStatus,
    Rate,
)
from cjmap.vocabulary.maps import MapKind, MapState, MapStatus, Relation
from cjmap.vocabulary.metrics import Direction, Statistic
from cjmap.vocabulary.personas import JobType, PersonaType
from cjmap.vocabulary.touchpoints import Exit, Initiator, TouchpointKind, WayType

HEAD = "title: Buy\n{top}\npersonas: [Laura]\nstages:\n  - name: One\n    touchpoints:\n"


def read(touchpoint: str, top: str = "") -> Document:
    indented = "".join(f"        {line}\n" for line in touchpoint.splitlines())
    text = f"{HEAD.format(top=top)}      - name: Ad\n{indented}"
    return load_text(Source("m.journey.yaml", text), Path("m.journey.yaml"))


def read_in_braces(field: str) -> Document:
    text = f"{HEAD.format(top='')}      - {{name: Ad, {field}}}\n"
    return load_text(Source("m.journey.yaml", text), Path("m.journey.yaml"))


def only(document: Document) -> Problem:
    (problem,) = document.problems
    return problem


def touchpoint_of(document: Document) -> Any:
    assert document.journey is not None
    return document.journey.stages[0].touchpoints[0]


@pytest.mark.parametrize("key", ["quote", "thoughts", "next", "pains", "metrics", "evidence"])
@pytest.mark.parametrize("listed", [False, True])
def test_a_thing_of_unknown_keys_takes_nothing_with_it(key: str, listed: bool) -> None:
    found = read(f"{key}: [{{zzz: b}}]" if listed else f"{key}: {{zzz: b}}")
    assert only(found).path[3:5] == (0, key)
    assert touchpoint_of(found).name == "Ad"


def test_the_language_by_another_name_settles_the_other_keys() -> None:
    found = read("points-de-douleur:\n  - text: lent\n    sévérité: 4", "langue: fr")
    assert found.journey is not None
    assert found.journey.language == "fr"
    assert [problem.replacement for problem in found.problems] == ["language", "pains", "severity"]


CLOSED: list[tuple[str, tuple[type[Choice], ...]]] = [
    ("pains:\n  - text: x\n    severity: '{}'", (Rate, Gravity)),
    ("pains:\n  - text: x\n    frequency: '{}'", (Frequency,)),
    ("pains:\n  - text: x\n    effect: '{}'", (Effect,)),
    ("pains:\n  - text: x\n    status: '{}'", (PainStatus,)),
    ("opportunities:\n  - text: x\n    effort: '{}'", (Rate,)),
    ("opportunities:\n  - text: x\n    status: '{}'", (OpportunityStatus,)),
    ("initiator: '{}'", (Initiator,)),
    ("exit: '{}'", (Exit,)),
    ("next:\n  - to: x\n    type: '{}'", (WayType,)),
    ("emotion:\n  score: 1\n  intensity: '{}'", (Intensity,)),
]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(("field", "kinds"), CLOSED)
def test_the_words_of_a_language_for_values_are_fixable(
    field: str, kinds: tuple[type[Choice], ...], code: str
) -> None:
    allowed = {word for kind in kinds for value in kind for word in (value.value, slug(value))}
    for value in (value for kind in kinds for value in kind):
        for word in (value.label.render(code), *language_of(code).values.get(value, ())):
            if word in allowed:
                continue
            found = read(field.format(word.replace("'", "''")), f"language: {code}")
            problem = only(found)
            assert (problem.code, problem.severity) == ("CJ014", None)
            # One word may be that of two values, of which the other is meant as often.
            if problem.replacement is not None:
                assert str(problem.help).startswith("That is `")
                assert touchpoint_of(found).name == "Ad"


@pytest.mark.parametrize(
    ("field", "top", "meant"),
    [
        ("pains:\n  - text: x\n    severity: alta", "language: es", "high"),
        ("pains:\n  - text: x\n    severity: Alta", "", "high"),
        ("pains:\n  - text: x\n    severity: mittel", "language: de", "medium"),
        ("pains:\n  - text: x\n    severity: 高", "language: ja", "high"),
        ("opportunities:\n  - text: x\n    status: en curso", "language: es", "doing"),
        ("opportunities:\n  - text: x\n    status: erledigt", "language: de", "done"),
        ("pains:\n  - text: x\n    status: erledigt", "language: de", "resolved"),
        ("pains:\n  - text: x\n    frequency: souvent", "language: fr", "often"),
        ("feedback: entrevista", "language: es", "interview"),
        ("exit: éxito", "language: es", "success"),
        ("exit: yes", "", True),
        ("entry: 'Ja'", "language: nl", True),
        ("", "status: Entwurf\nlanguage: de", "draft"),
        # In the singular and the plural, of either gender.
        ("", "evidence: [{title: T, type: entrevista}]\nlanguage: es", "interview"),
        ("", "evidence: [{title: T, type: suposiciones}]\nlanguage: es", "assumption"),
        ("", "evidence: [{title: T, type: soporte}]\nlanguage: es", "support"),
        ("", "evidence: [{title: T, type: Annahmen}]\nlanguage: de", "assumption"),
        ("", "evidence: [{title: T, type: suposições}]\nlanguage: pt", "assumption"),
        ("", "evidence: [{title: T, type: interviste}]\nlanguage: it", "interview"),
        ("", "evidence: [{title: T, type: entretien}]\nlanguage: fr", "interview"),
        ("", "evidence: [{title: T, type: wywiady}]\nlanguage: pl", "interview"),
        ("kind: acción", "language: es", "action"),
        ("kind: Aktionen", "language: de", "action"),
        ("pains:\n  - text: x\n    severity: élevées", "language: fr", "high"),
        ("pains:\n  - text: x\n    status: resueltos", "language: es", "resolved"),
        ("", "state: as is", "current"),
    ],
)
def test_a_value_in_other_words_is_the_one_that_is_meant(
    field: str, top: str, meant: object
) -> None:
    assert only(read(field, top)).replacement == meant


def test_closed_choices_are_walked_for_every_language_with_words_of_its_own() -> None:
    kinds: list[type[Choice]] = [kind for _, walked in CLOSED for kind in walked]
    kinds += [EvidenceType, MapKind, MapState, MapStatus, ChannelType, Ownership, JobType, Relation]
    kinds += [TouchpointKind, PersonaType, Direction, Statistic]
    known = {value.value for kind in kinds for value in kind} | {"true", "false"}
    for code in CODES:
        values = language_of(code).values
        assert {"low", "medium", "high", "open", "resolved", "doing", "done"} <= values.keys()
        assert values.keys() <= known
        assert all(word == slug(word) for words in values.values() for word in words)


@pytest.mark.parametrize(
    ("field", "key", "meant"),
    [
        ("emotion: 1,5", "emotion", 1.5),
        ("emotion: '1,5'", "emotion", 1.5),
        ("emotion: {score: 1,5}", "score", 1.5),
        ("emotion: {score: '1,5', label: x}", "score", 1.5),
        ("metrics:\n  - type: csat\n    value: 5,3", "value", 5.3),
        ("metrics:\n  - {type: csat, value: 5,3}", "value", 5.3),
        ("metrics:\n  - {type: csat, value: 5,3 %}", "value", "5.3%"),
        ("metrics:\n  - {type: csat, value: '5,3 %'}", "value", "5.3%"),
        ("metrics:\n  - {type: csat, target: '> 90,5'}", "target", "> 90.5"),
        ("next: {to: x, share: 2,5}", "share", 2.5),
    ],
)
def test_a_decimal_comma_is_one_finding_that_is_fixable(
    field: str, key: str, meant: float | str
) -> None:
    found = only(read(field))
    shown = f'"{meant}"' if key == "target" else meant
    assert str(found.help) == f"A point, not a comma: `{key}: {shown}`."
    assert str(meant) == found.rewritten or meant == found.replacement


@pytest.mark.parametrize(
    ("field", "codes"),
    [
        # Read as the key that was meant: it is called so, and the comma is told too.
        ("emoción: 1,5", ["CJ011", "CJ012"]),
        ("metrics: [{type: csat, valor: 5,3}]", ["CJ011", "CJ012"]),
        # Left out: with it goes what is behind the comma.
        ("metrics: [{type: visits, vulea: 1,200}]", ["CJ011"]),
        ("xyz: 1,5", ["CJ011"]),
        ("emotion: {scroe: 1,5}", ["CJ011", "CJ012"]),
        ("emotion: {label: x, xyz: 1,5}", ["CJ011"]),
    ],
)
def test_a_comma_behind_a_key_that_is_none_is_told_beside_it(field: str, codes: list[str]) -> None:
    document = read_in_braces(field)
    assert [one.code for one in document.problems] == codes
    assert document.journey is not None


def test_a_number_that_a_comma_makes_two_is_not_guessed() -> None:
    found = only(read("metrics:\n  - {type: visits, value: 1,200}"))
    assert found.rewritten is None
    assert str(found.help) == "Write `value: 1200` or `value: 1.200`."


@pytest.mark.parametrize(
    "field", ["pains:\n  - {text: a, severity: 2,5}", "metrics:\n  - {type: nps, value: 3, n: 2,5}"]
)
def test_a_decimal_that_the_field_cannot_hold_is_not_written(field: str) -> None:
    assert only(read(field)).rewritten is None


def models(root: type[Element]) -> set[type[Element]]:
    found: set[type[Element]] = set()
    waiting = [root]
    while waiting:
        model = waiting.pop()
        found.add(model)
        waiting += [one for one in model.__subclasses__() if one not in found]
    return found - {root}


def test_every_missing_key_is_told_with_an_example() -> None:
    for model in models(Element):
        for name, info in model.model_fields.items():
            key = info.alias or name
            if not info.is_required() or key == "stages":
                continue
            assert example_of(model, key), (model, key)
            assert "…" not in str(describe_missing(model, key).help) or key == "personas"


@pytest.mark.parametrize("language", ["en", "es", "pt", "de"])
def test_a_certain_word_is_read_though_it_is_one_slip_from_its_value(language: str) -> None:
    found = read("exit: abandono", f"language: {language}")
    assert only(found).replacement == touchpoint_of(found).exit == Exit.ABANDON


# The languages that group thousands by points, and a region that does not.
@pytest.mark.parametrize(
    ("language", "certain"),
    [("es", False), ("de", False), ("pt-BR", False), ("en", True), ("es-MX", True), ("fr", True)],
)
@pytest.mark.parametrize("key", ["value", "target", "before"])
def test_a_point_that_may_group_is_not_mended(language: str, certain: bool, key: str) -> None:
    thing = "outcomes: [{metric: reach, " if key == "before" else "metrics: [{type: reach, "
    more = ", after: 3}]" if key == "before" else ", value: 3}]" if key == "target" else "}]"
    top = f'language: {language}\n{thing}{key}: "1.200"{more}'
    problem = only(read("channel: web", top))
    help = str(problem.help)
    assert (problem.replacement is not None) is certain, help
    assert certain or (f"{key}: 1200" in help and f"{key}: 1.2`" in help), help


def test_a_count_whose_point_must_group_is_shown_without_it() -> None:
    problem = only(read("metrics: [{type: reach, value: 3, n: '1.240'}]", "language: es"))
    assert problem.replacement is None
    assert "n: 1240" in str(problem.help)
