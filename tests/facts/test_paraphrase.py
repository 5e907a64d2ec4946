"""Two names of one thing give the same words, two things do not."""

from __future__ import annotations

import pytest

from cjmap.facts.paraphrase import content_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Confirmation e-mail", "The confirmation email"),
        ("E-mails de bienvenida", "Correo electrónico de bienvenida"),
        ("Opciones de envío", "Opción de envío"),
        ("Size guides", "A size guide"),
        ("Página de Producto", "pagina de producto"),
    ],
)
def test_the_same_in_other_words(one: str, other: str) -> None:
    assert sorted(content_words(one)) == sorted(content_words(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Step 1", "Step 2"),
        ("Answer chats until 8 pm", "Answer chats until 10 pm"),
        ("With an account", "Without an account"),
        ("Order confirmation", "Order confirmed"),
        ("选择", "租车"),
        ("Pago con tarjeta", "Pago sin tarjeta"),
    ],
)
def test_something_else(one: str, other: str) -> None:
    assert sorted(content_words(one)) != sorted(content_words(other))


@pytest.mark.parametrize("text", ["", "the of", "…", "🙂"])
def test_nothing_to_say(text: str) -> None:
    assert content_words(text) == ()
