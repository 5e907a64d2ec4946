"""Several names in one text, in any language."""

from __future__ import annotations

import pytest

from cjmap.languages.enumerations import enumerated


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ana", ("Ana",)),
        ("Ana, Ben and Eva", ("Ana", "Ben", "Eva")),
        ("Mariana y Diego", ("Mariana", "Diego")),
        ("Anna und Ben", ("Anna", "Ben")),
        ("Anne et Luc", ("Anne", "Luc")),
        ("web/correo", ("web", "correo")),
        ("Ana & Ben", ("Ana", "Ben")),
        ("安娜、本", ("安娜", "本")),
        ("Ana,", ("Ana",)),
        # A word within a name joins nothing.
        ("Yolanda Andrade", ("Yolanda Andrade",)),
        ("", ()),
    ],
)
def test_names_are_parted_by_signs_and_by_words(text: str, names: tuple[str, ...]) -> None:
    assert enumerated(text) == names
