"""Texts for people: rendered late, and in each language without a hole."""

from __future__ import annotations

import io
import re
import string
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.mofile import read_mo

from cjmap.messages import base_language, locale_language, ntr, tr, verbatim
from tests.tools.messages import (
    CATALOGUES,
    PACKAGE,
    PLURALS,
    extract,
    folder_of,
    is_whole,
    read,
)

WRITTEN = [(domain, code) for domain, codes in CATALOGUES.items() for code in codes]
EACH = pytest.mark.parametrize(("domain", "language"), WRITTEN)


@cache
def wanted(domain: str) -> Catalog:
    return extract(domain)


def entries(domain: str, language: str) -> dict[str, Entry]:
    return {_key(entry.id): entry for entry in read(domain, language) if entry.id}


def _key(id: str | list[str] | tuple[str, ...]) -> str:
    return id if isinstance(id, str) else id[0]


def _strings(value: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (value or "",) if isinstance(value, str | None) else tuple(value)


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def _code(text: str) -> list[str]:
    return sorted(re.findall(r"`[^`]*`", text))


@EACH
def test_every_message_is_translated(domain: str, language: str) -> None:
    """What a language lacks stands here, by its English."""
    known = entries(domain, language)
    missing = [
        _key(entry.id)
        for entry in wanted(domain)
        if entry.id and not (_key(entry.id) in known and is_whole(known[_key(entry.id)].string))
    ]
    assert missing == []


@EACH
def test_no_translation_is_left_over(domain: str, language: str) -> None:
    known = {_key(entry.id) for entry in wanted(domain) if entry.id}
    assert set(entries(domain, language)) - known == set()


@EACH
def test_the_compiled_catalogue_is_that_of_the_text(domain: str, language: str) -> None:
    compiled = read_mo(io.BytesIO((folder_of(language) / f"{domain}.mo").read_bytes()))
    assert {_key(e.id): _strings(e.string) for e in compiled if e.id} == {
        key: texts
        for key, entry in entries(domain, language).items()
        if all(texts := _strings(entry.string))
    }


@EACH
def test_translations_keep_the_places_and_the_code(domain: str, language: str) -> None:
    """A place that is lost raises; a backquoted word that changes misleads."""
    for key, entry in entries(domain, language).items():
        for text in _strings(entry.string):
            assert _code(text) in [_code(source) for source in _strings(entry.id)], key
            if domain == "pages":
                # They have no places, and examples have braces.
                continue
            fields = _places(text)
            sources = set().union(*map(_places, _strings(entry.id)))
            assert fields <= sources, key
            if isinstance(entry.id, str):
                assert fields == sources, key


# How one who is called `usted` would be told what to do, where `tú` is told otherwise.
_FORMAL = (
    "Abra Añada Asegúrese Borre Busque Cambie Cite Complete Compruebe Consulte Copie Corrija Cree "
    "Cuente Decida Deje Diga Divida Ejecute Elija Escriba Evite Guarde Haga Indique Instale Lea "
    "Mida Mueva Permita Ponga Pregunte Pruebe Quite Reemplace Revise Siga Sustituya Use Utilice Vea"
).split()


@pytest.mark.parametrize("domain", CATALOGUES)
def test_spanish_calls_everybody_by_one_word(domain: str) -> None:
    for entry in entries(domain, "es").values():
        for text in _strings(entry.string):
            formal = re.search(rf"\busted\b|(?:^|[.,;:] )(?:{'|'.join(_FORMAL)})\b", text, re.I)
            assert formal is None, text


def test_each_catalogue_has_the_plurals_of_its_language() -> None:
    for domain, language in WRITTEN:
        catalog = read(domain, language)
        assert catalog.num_plurals == int(PLURALS[language].partition("=")[2].partition(";")[0])
        for entry in catalog:
            if entry.id and not isinstance(entry.id, str):
                assert len(_strings(entry.string)) == catalog.num_plurals, entry.id


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("pl", ["1 etap", "3 etapy", "5 etapów", "22 etapy"]),
        ("ar", ["مرحلة واحدة", "3 مراحل", "5 مراحل", "22 مرحلة"]),
        ("fr", ["1 étape", "3 étapes", "5 étapes", "22 étapes"]),
        ("ja", ["ステージ 1 件", "ステージ 3 件", "ステージ 5 件", "ステージ 22 件"]),
    ],
)
def test_plurals_go_by_the_language(language: str, texts: list[str]) -> None:
    assert [
        ntr("{n} stage", "{n} stages", number).render(language) for number in (1, 3, 5, 22)
    ] == texts


def test_what_is_told_to_whoever_runs_the_tool_is_no_word_of_a_reader() -> None:
    told = {_key(entry.id) for entry in wanted("cjmap") if entry.id}
    assert "No lane “{name}”. Known: {known}." in told
    assert not told & {_key(entry.id) for entry in wanted("reader") if entry.id}


def test_a_message_becomes_text_in_the_language_asked_for() -> None:
    message = ntr("{n} error", "{n} errors", 3)
    assert message.render("en") == "3 errors"
    assert message.render("es-MX") == "3 errores"
    assert message.render("fr") == "3 erreurs"
    assert message.render("zz") == message.render("../es") == "3 errors"


def test_words_of_people_are_never_templates() -> None:
    odd = "{n} {0} {} {a.b} %s"
    assert tr("Here: {text}", text=odd).render() == f"Here: {odd}"
    assert verbatim(odd).render("es") == odd


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "es_MX.UTF-8"}, "es"),
        ({"LANG": "es_ES.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANGUAGE": "ca:es", "LANG": "en_US.UTF-8"}, "es"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
    ],
)
def test_the_locale_chooses_the_language(environment: dict[str, str], language: str) -> None:
    assert locale_language(environment) == language


def test_tags_and_locales_read_alike() -> None:
    assert [base_language(tag) for tag in ("es", "es-419", "es_AR.UTF-8", "en-GB", "pt")] == [
        "es",
        "es",
        "es",
        "en",
        "en",
    ]


def test_no_message_is_made_of_an_f_string() -> None:
    """An f-string inside `tr` would never be found by the extractor."""
    bad = [
        str(file)
        for file in Path(PACKAGE).rglob("*.py")
        if re.search(r"\b(?:tr|ntr|hint)\(\s*f[\"']", file.read_text("utf-8"))
    ]
    assert bad == []
