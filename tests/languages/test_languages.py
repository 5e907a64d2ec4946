"""Each language has what the others have."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from cjmap import messages
from cjmap.facts.index import Item
from cjmap.facts.lifecycle import follow, phase_names
from cjmap.facts.things import Listing
from cjmap.languages.denials import WORDS, denial
from cjmap.languages.feelings import score_of_label
from cjmap.languages.keys import words_of
from cjmap.languages.known import CODES, every_language, language_of
from cjmap.languages.language import Language, StandIn
from cjmap.languages.standing_in import stands_for
from cjmap.messages import tr
from cjmap.model.element import Element
from cjmap.model.journey import Journey
from cjmap.model.stage import Stage
from cjmap.text.durations import SECONDS
from cjmap.text.slugs import is_slug, slug
from cjmap.vocabulary.channels import BuiltInChannel
from cjmap.vocabulary.choice import Choice
from cjmap.vocabulary.emotions import Level, NoEmotion
from cjmap.vocabulary.lifecycle import LifecycleModel
from cjmap.vocabulary.maps import Thing

LANGUAGES = every_language()
MAP = Path(__file__).parent / "maps" / "en.journey.yaml"


def _models(model: type[Element]) -> Iterator[type[Element]]:
    below: type[Element]
    for below in model.__subclasses__():
        yield below
        yield from _models(below)


# Reading the journey's model reads all others.
MODELS = [model for model in _models(Element) if model is not Journey] + [Journey]
# Signs of a condition, and what is the same word in every language.
SIGNS = {"eq", "ne", "in", "gt", "ge", "lt", "le", "uri", "cjmap", "x-"}
KEYS = {field.alias or name for model in MODELS for name, field in model.model_fields.items()}


def lacks(language: Language) -> list[str]:
    """What a language does not say yet."""
    scores = set(language.emotions.scores.values())
    found = [f"emotions of {score}" for score in (-2, -1, 0, 1, 2) if score not in scores]
    found += [part for part in ("turning", "degrees") if not getattr(language.emotions, part)]
    found += [f"word for {unit}" for unit in SECONDS if not language.time.units.get(unit)]
    found += [f"word for {n}" for n in (0.5, 1, 3, 5, 10) if not language.time.amounts.get(n)]
    for part in ("like", "ways", "small_words", "stage_words", "conjunctions", "insider_names"):
        if not getattr(language, part):
            found.append(part)
    return found


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_nothing_is_lacking(language: Language) -> None:
    assert lacks(language) == []


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_what_a_language_shows_is_what_it_reads(language: Language) -> None:
    """A word that stands on a map may be written in one."""

    def shown(choice: Choice) -> str:
        return slug(choice.label.render(language.code))

    unread = [
        choice
        for choices, words in (
            (BuiltInChannel, language.same),
            (Level, language.levels),
            (NoEmotion, language.levels),
        )
        for choice in choices
        if shown(choice) not in (choice, *words.get(choice, ()))
    ]
    phases = [
        phase
        for model in LifecycleModel
        for phase in model.phases
        if shown(phase) not in map(slug, phase_names(model, phase, language))
    ]
    assert [*unread, *phases] == []


def test_every_language_has_a_catalogue() -> None:
    assert set(messages.LANGUAGES) <= set(CODES)
    assert language_of("es-MX").code == "es"
    assert language_of("zz").code == messages.DEFAULT_LANGUAGE
    for code in CODES[1:]:
        assert tr("Stage").render(code) != "Stage"


def test_a_language_is_read_when_somebody_asks_for_it() -> None:
    code = (
        "import sys; from cjmap import validate; assert not validate(sys.argv[1]).findings;"
        "print([name for name in sys.modules if name in {CODES}])"
    )
    names = {f"cjmap.languages.{code}" for code in CODES[2:]}
    told = subprocess.check_output(
        [sys.executable, "-c", code.replace("{CODES}", str(names)), str(MAP)]
    )
    assert told.decode().strip() == "[]"


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_names_are_of_what_the_format_knows(language: Language) -> None:
    assert set(language.same) | set(language.like) <= {channel.value for channel in BuiltInChannel}
    models = {model.value: {phase.value for phase in model.phases} for model in LifecycleModel}
    assert set(language.phases.shared) == models["seven-stage"]
    for listed in (language.phases.own, language.phases.foreign):
        for model, phases in listed.items():
            assert set(phases) <= models[model]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_words_are_written_as_they_are_compared(language: Language) -> None:
    slugs = [
        name
        for table in (language.same, language.like, language.levels)
        for names in table.values()
        for name in names
    ]
    slugs += [*language.ways, *language.small_words, *language.stage_words]
    slugs += [*language.insider_names, *language.outsider_names]
    slugs += [*language.emotions.scores, *language.emotions.turning]
    times = (language.time.units, language.time.amounts)
    slugs += [word for table in times for words in table.values() for word in words]
    assert [name for name in slugs if not is_slug(name) or slug(name) != name] == []


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_no_word_of_a_language_means_two_things(language: Language) -> None:
    channels = [name for names in language.same.values() for name in names]
    channels += [name for names in language.like.values() for name in names]
    channels += language.ways
    levels = [name for names in language.levels.values() for name in names]
    times = [word for words in language.time.units.values() for word in words]
    times += [word for words in language.time.amounts.values() for word in words]
    for words in (channels, levels, times):
        assert [name for name, count in Counter(words).items() if count > 1] == []


def test_no_emotion_is_good_in_one_language_and_bad_in_another() -> None:
    sides: dict[str, set[bool]] = {}
    for language in LANGUAGES:
        for word, score in language.emotions.scores.items():
            if score:
                sides.setdefault(word, set()).add(score > 0)
    assert [word for word, side in sides.items() if len(side) > 1] == []


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
@pytest.mark.parametrize("model", LifecycleModel)
def test_the_label_of_a_phase_may_be_written_as_the_phase(
    model: LifecycleModel, language: Language
) -> None:
    # The list of an unknown phase shows the labels.
    named = Stage(name="1", phase="x")
    for phase in model.phases:
        stage = named.model_copy(update={"phase": phase.label.render(language.code)})
        item = Item(Thing.STAGE, "1", "1", ("stages", 0), (), 0)
        found = follow(
            model, Listing([item], [stage]), language=language.code, chosen=True, fitting=True
        )
        assert found.stages[0].phase is not None, stage.phase
        assert found.stages[0].phase.id == phase


@pytest.mark.parametrize("code", CODES)
def test_every_key_has_words_and_no_word_is_the_key_itself(code: str) -> None:
    words = words_of(code)
    # `emotions` are `feelings` in English, which may as well be one: `emotion`.
    own = {"emotions"} if code == "en" else set()
    assert set(words) | own == KEYS - SIGNS
    for key, names in words.items():
        assert len(names) == len(set(names)), key
        assert [name for name in names if not slug(name)] == []
        assert key not in {name.lower().replace(" ", "_").replace("-", "_") for name in names}


@pytest.mark.parametrize("code", CODES)
def test_how_much_of_a_feeling_there_is_changes_nothing_about_which_it_is(code: str) -> None:
    emotions = language_of(code).emotions
    assert emotions.degrees
    assert not emotions.degrees & set(emotions.scores)
    for score in set(emotions.scores.values()):
        # Of each score one word: all of them times all degrees would be thousands.
        word = next(w for w, s in emotions.scores.items() if s == score and "-" not in w)
        for degree in emotions.degrees - emotions.turning:
            assert score_of_label(f"{degree} {word}", code) == score_of_label(word, code), degree


def test_words_for_nothing_are_those_of_every_language() -> None:
    assert {word for language in every_language() for word in language.levels["none"]} == WORDS


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("ninguna", "ninguna"),
        (["Ninguno"], "Ninguno"),
        (["N/A"], "N/A"),
        ("niet van toepassing", "niet van toepassing"),
        (["none", "none"], None),
        (["None of them answers"], None),
        ([{"text": "none"}], None),
        ([], None),
        ("nada que ver con nosotros aquí", None),
    ],
)
def test_a_word_alone_may_say_that_there_is_none(value: object, word: str | None) -> None:
    assert denial(value) == word


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_what_stands_in_for_an_id_is_known_in_every_language(language: Language) -> None:
    assert set(language.stand_ins) == set(StandIn)
    for meant, words in language.stand_ins.items():
        assert words
        for word in words:
            assert slug(word) == word
            assert meant in stands_for(word.replace("-", " ").capitalize())
    assert stands_for("Mariana") == frozenset()
