"""Texts for people: rendered late, and in Spanish without a hole."""

from __future__ import annotations

import io
import re
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Message as Entry
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from cjmap.messages import base_language, locale_language, ntr, tr, verbatim
from tests.tools.messages import PACKAGE, extract

FOLDER = PACKAGE / "messages" / "locales" / "es" / "LC_MESSAGES"


def spanish() -> dict[str, Entry]:
    catalog = read_po(io.BytesIO((FOLDER / "cjmap.po").read_bytes()), locale="es")
    return {_key(entry.id): entry for entry in catalog if entry.id}


def _key(id: str | list[str] | tuple[str, ...]) -> str:
    return id if isinstance(id, str) else id[0]


def _strings(value: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (value or "",) if isinstance(value, str | None) else tuple(value)


def _code(text: str) -> list[str]:
    return sorted(re.findall(r"`[^`]*`", text))


def test_every_message_has_its_spanish() -> None:
    known = spanish()
    missing = [
        _key(entry.id)
        for entry in extract()
        if entry.id
        and not (_key(entry.id) in known and all(_strings(known[_key(entry.id)].string)))
    ]
    assert missing == []


def test_no_translation_is_left_over() -> None:
    wanted = {_key(entry.id) for entry in extract() if entry.id}
    assert set(spanish()) - wanted == set()


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    compiled = read_mo(io.BytesIO((FOLDER / "cjmap.mo").read_bytes()))
    assert {_key(e.id): _strings(e.string) for e in compiled if e.id} == {
        key: texts for key, entry in spanish().items() if all(texts := _strings(entry.string))
    }


def test_translations_keep_the_places_and_the_code() -> None:
    """A place that is lost raises; a backquoted word that changes misleads."""
    for key, entry in spanish().items():
        for text in _strings(entry.string):
            fields = {name for _, name, _, _ in string.Formatter().parse(text) if name}
            sources = {
                name
                for source in _strings(entry.id)
                for _, name, _, _ in string.Formatter().parse(source)
                if name
            }
            assert fields <= sources, key
            assert _code(text) in [_code(source) for source in _strings(entry.id)], key
            if isinstance(entry.id, str):
                assert fields == sources, key


def test_a_message_becomes_text_in_the_language_asked_for() -> None:
    message = ntr("{n} error", "{n} errors", 3)
    assert message.render("en") == "3 errors"
    assert message.render("es-MX") == "3 errores"
    assert message.render("fr") == "3 errors"


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
