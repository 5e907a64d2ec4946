"""What people mean by a key that is not known where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cjmap.findings import Path as Path_
from cjmap.findings import Problem
from cjmap.findings.source import Source
from cjmap.languages.keys import words_of
from cjmap.languages.known import CODES
from cjmap.loading.document import Document
from cjmap.loading.loader import load_text
from cjmap.loading.meanings import meaning_of
from cjmap.loading.shape import class_at, keys_of
from cjmap.model.element import Element
from cjmap.model.metric import Metric
from cjmap.text.slugs import slug

# A metric has a source of its own.
OTHERWISE = {(Metric, "sources")}

TOP = "title: T\npersonas:\n  - Ann\n"
STAGE = f"{TOP}stages:\n  - name: S\n"
TOUCHPOINT = f"{STAGE}    touchpoints:\n      - name: A\n"
PAIN = f"{TOUCHPOINT}        pains:\n          - text: P\n"
OPPORTUNITY = f"{TOUCHPOINT}        opportunities:\n          - text: O\n"
PERSONA = "title: T\nstages: [S]\npersonas:\n  - name: Ann\n"


def _places() -> Iterator[Path_]:
    """A place of each thing that has keys."""
    seen: set[type[Element]] = set()
    waiting: list[Path_] = [()]
    while waiting:
        place = waiting.pop(0)
        model = class_at(place)
        if model is None or model in seen:
            continue
        seen.add(model)
        yield place
        # Below a key stands a list, or a mapping from the user's own words.
        waiting += [(*place, key, step) for key in keys_of(place) for step in (0, "own")]


PLACES = tuple(_places())


def load(text: str) -> Document:
    return load_text(Source("a.journey.yaml", text), Path("a.journey.yaml"))


def only(text: str) -> Problem:
    (problem,) = load(text).problems
    assert problem.code == "CJ011"
    return problem


@pytest.mark.parametrize("code", CODES)
def test_each_word_of_a_language_is_read_as_its_key_wherever_that_may_stand(code: str) -> None:
    """Or as another that the place has, of which it is surer: `source`; else both are named."""
    wrong = []
    called: dict[str, dict[str, bool]] = {}
    for key, words in words_of(code).items():
        for word in words:
            called.setdefault(word.rstrip("?"), {})[key] = not word.endswith("?")
    for place in PLACES:
        known = set(keys_of(place))
        for word, keys in called.items():
            here = {key: sure for key, sure in keys.items() if key in known}
            if not here or slug(word).replace("-", "_") in known:
                continue
            sure = {key for key, certain in here.items() if certain}
            meant = meaning_of(place, word, [], code)
            if set(meant.keys) != (sure or set(here)) and (class_at(place), word) not in OTHERWISE:
                wrong.append((place, word, here, meant.keys))
            if not sure and meant.sure:
                wrong.append((place, word, here, ("sure",)))
    assert wrong == []


def test_a_word_may_be_written_without_accents_in_capitals_or_joined() -> None:
    for word in ("Puntos de contacto", "puntos-de-contacto", "PUNTOS_DE_CONTACTO"):
        assert meaning_of(("stages", 0), word, [], "es").keys == ("touchpoints",)
    for word in ("Bedürfnisse", "beduerfnisse", "Bedurfnisse"):
        assert meaning_of(("personas", 0), word, [], "de").keys == ("needs",)


def test_of_two_keys_what_stands_there_tells_which_is_meant() -> None:
    assert meaning_of((), "estado", "borrador", "es").keys == ("status",)
    assert meaning_of((), "estado", "actual", "es").keys == ("state",)
    assert meaning_of((), "estado", "otro", "es").keys == ("state", "status")


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
    assert f"`{meant}" in f"{problem.message} {problem.help}"
    assert load(text.replace(f"{key}:", f"{meant}:")).problems == ()


HOW_RATED = (
    "Write `customer_value`, `business_value` and `effort`, each from 1 to 5 (or `low`, `high` …): "
    "the priority follows from them."
)


@pytest.mark.parametrize(
    ("text", "help"),
    [
        # A rank may count from the top.
        (f"{OPPORTUNITY}            priority: 1\n", HOW_RATED),
        (f"{OPPORTUNITY}            priority: P1\n", HOW_RATED),
        # What is there already is not all that a priority follows from.
        (f"{OPPORTUNITY}            impact: 4\n            customer_value: 3\n", HOW_RATED),
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


def test_no_table_of_words_is_read_for_a_sound_map_nor_all_for_a_slip(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from cjmap.languages import keys

    asked: list[str] = []
    read = keys.words_of
    keys._keys.cache_clear()

    def ask(code: str) -> dict[str, tuple[str, ...]]:
        asked.append(code)
        return read(code)

    monkeypatch.setattr(keys, "words_of", ask)
    assert load(f"language: es\n{TOUCHPOINT}        emotion: 1\n").problems == ()
    assert asked == []
    slip = f"language: es\n{TOUCHPOINT}        frontstagee: Greets\n"
    assert only(slip).replacement == "frontstage"
    assert asked == ["es", "en"]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("es", "espera: 2 días"),
        ("es", "espera: P2D"),
        ("fr", "attente: 2h"),
        ("pt", "espera: PT3H"),
    ],
)
def test_a_time_is_not_mended_into_what_is_expected(language: str, line: str) -> None:
    text = f"title: T\nlanguage: {language}\npersonas: [A]\nstages:\n  - name: S\n    {line}\n"
    document = load_text(Source("m", text), Path("m.journey.yaml"))
    (problem,) = document.problems
    assert problem.help is not None
    assert problem.help.render("en") == "`wait` is a key of a touchpoint."
    assert problem.replacement is None
