"""Words part where dictionaries let them, as pyphen itself reads them, and no dictionary is read in vain."""

from __future__ import annotations

import subprocess
import sys

import pyphen
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjmap.draw.hyphens import Parting
from cjmap.draw.metrics import clusters

WORDS = {
    "de": "Donaudampfschifffahrtsgesellschaft Grundstücksverkehrsgenehmigung Straßenbahnhaltestelle",
    "en": "acknowledgement incomprehensibility responsibilities",
    "es": "electroencefalografista Otorrinolaringología anticonstitucionalmente",
    "fr": "anticonstitutionnellement développement",
    "it": "precipitevolissimevolmente",
    "nl": "arbeidsongeschiktheidsverzekering",
    "pl": "odpowiedzialności konstantynopolitańczykowianeczka",
    "pt-PT": "Acompanhamento desenvolvimento",
    "ru": "достопримечательность",
    "el": "ηλεκτροεγκεφαλογράφημα",
    "sv": "realisationsvinstbeskattning",
}


@pytest.mark.parametrize(
    ("language", "word"), [(code, word) for code, words in WORDS.items() for word in words.split()]
)
def test_words_part_as_the_dictionary_has_it(language: str, word: str) -> None:
    # Two letters before and three behind stay together.
    expected = [n for n in pyphen.Pyphen(lang=language).positions(word) if n <= len(word) - 3]
    assert expected
    assert Parting(word, language).places == dict.fromkeys(map(int, expected), "-")


@pytest.mark.parametrize("name", sorted(pyphen.LANGUAGES))
def test_every_dictionary_is_read(name: str) -> None:
    assert isinstance(Parting(clusters("konstantinopolis"), name).places, dict)


# A dictionary is read for the first of its words.
@settings(deadline=None)
@given(st.text(max_size=40), st.sampled_from(sorted(pyphen.LANGUAGES)))
def test_a_place_lies_within_the_word_and_its_sign_is_a_hyphen_or_none(
    text: str, language: str
) -> None:
    word = clusters(text)
    for place, sign in Parting(word, language).places.items():
        assert 0 < place < len(word)
        assert sign in ("", "-")


def test_only_a_word_wider_than_its_line_costs_a_dictionary() -> None:
    code = (
        "import sys; from cjmap.draw.metrics import wrap; from cjmap.draw.hyphens import writing_in\n"
        "with writing_in('de'):\n"
        "    wrap('Kein Wort ist zu lang, auch Straßenbahn nicht', 90, 12)\n"
        "    print('pyphen' in sys.modules)\n"
        "    wrap('Straßenbahnhaltestelle', 90, 12)\n"
        "    print('pyphen' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
