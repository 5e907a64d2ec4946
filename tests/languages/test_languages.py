"""Each language has what the others have."""

from __future__ import annotations

import pytest

from cjmap import messages
from cjmap.languages.known import LANGUAGES, language_of
from cjmap.languages.language import Language
from cjmap.text.slugs import is_slug, slug
from cjmap.vocabulary.channels import BuiltInChannel
from cjmap.vocabulary.lifecycle import LifecycleModel

# Names that are the same everywhere need no other.
WITHOUT_OTHER_NAMES = {"whatsapp", "instagram", "facebook", "linkedin", "youtube"}
# What one language alone needs: there is no other name for it in the rest.
UNTRANSLATED = {"en": set(), "es": {"radio", "display", "tiktok", "x"}}


def lacks(language: Language) -> list[str]:
    """What a language does not say yet."""
    channels = {channel.value for channel in BuiltInChannel} - WITHOUT_OTHER_NAMES
    found = [f"channel {name}" for name in sorted(channels - set(language.channels))]
    names = language.phases
    found += [f"phase {p}" for p in LifecycleModel.SEVEN_STAGE.phases if not names.shared.get(p)]
    for other in LANGUAGES:
        for model, phases in other.phases.own.items():
            found += [
                f"phase {model} {phase}"
                for phase in phases
                if phase not in names.own.get(model, ())
            ]
    for part in ("negative", "positive", "turning"):
        if not getattr(language.emotions, part):
            found.append(f"{part} emotions")
    for part in ("small_words", "conjunctions", "insider_names"):
        if not getattr(language, part):
            found.append(part)
    if language.head_last and not language.prepositions:
        found.append("prepositions")
    return found


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_nothing_is_lacking(language: Language) -> None:
    known = [f"channel {name}" for name in sorted(UNTRANSLATED[language.code])]
    assert lacks(language) == known


def test_the_languages_are_those_of_the_catalogues() -> None:
    assert tuple(language.code for language in LANGUAGES) == messages.LANGUAGES
    assert language_of("es-MX").code == "es"
    assert language_of("zz").code == messages.DEFAULT_LANGUAGE


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_names_are_of_what_the_format_knows(language: Language) -> None:
    assert set(language.channels) <= {channel.value for channel in BuiltInChannel}
    models = {model.value: {phase.value for phase in model.phases} for model in LifecycleModel}
    assert set(language.phases.shared) == models["seven-stage"]
    for listed in (language.phases.own, language.phases.foreign):
        for model, phases in listed.items():
            assert set(phases) <= models[model]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_words_are_written_as_they_are_compared(language: Language) -> None:
    slugs = [name for names in language.channels.values() for name in names]
    slugs += [*language.small_words, *language.insider_names, *language.outsider_names]
    emotions = language.emotions
    slugs += [*emotions.negative, *emotions.positive, *emotions.turning]
    assert [name for name in slugs if not is_slug(name) or slug(name) != name] == []
    assert not emotions.negative & emotions.positive


def test_no_name_means_two_channels() -> None:
    names = [
        (name, channel)
        for language in LANGUAGES
        for channel, listed in language.channels.items()
        for name in (channel, *listed)
    ]
    assert len({name for name, _ in names}) == len(set(names))
