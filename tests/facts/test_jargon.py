"""Words of builders are found in customers' lanes, and everyday words that look like them are not."""

from __future__ import annotations

import pytest

from cjmap.facts.jargon import find_jargon, is_technical


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Calls the payment API and waits", ("API",)),
        ("Usa las APIs del banco", ("APIs",)),
        ("Reads from the REST API", ("REST API",)),
        ("The endpoint and the End-points", ("endpoint",)),
        ("El back-end y el frontend", ("back-end", "frontend")),
        ("Writes SQL, then more SQL", ("SQL",)),
        ("El evento llega a una cola de Kafka", ("Kafka",)),
        ("Publishes the order to Kafka", ("Kafka",)),
        ("Guarda la foto en S3", ("S3",)),
        ("Opens the S3 bucket", ("S3",)),
        ("POST /orders returns nothing", ("POST /orders",)),
        ("Waits for CRM-118", ("CRM-118",)),
        ("Lee la respuesta al ticket nº 48213", ("ticket nº 48213",)),
        ("Escribe una historia de usuario", ("historia de usuario",)),
    ],
)
def test_finds(text: str, words: tuple[str, ...]) -> None:
    assert find_jargon(text) == words


# One of each kind of technical word: what rules texts out at first sight knows all of them.
EVERY_WORD = (
    *("endpoint", "backend", "back-end", "front-end", "frontends", "webhooks", "microservice"),
    *("micro-servicios", "middleware", "payload", "Kubernetes", "k8s", "RabbitMQ", "Redis"),
    *("postgresql", "mysql", "mongodb", "elasticsearch", "dynamodb", "localhost", "cron job"),
    *("cronjobs", "user story", "historias de usuario", "kafka topic", "events in kafka"),
    *("s3 bucket", "aws s3", "asks kafka", "ticket #48213", "issue no. 1234", "tíquet nº 9999"),
    *("INC12345", "API", "SDKs", "SQL", "NoSQL", "JWT", "OAuth2", "ETL", "UUID", "SKU", "MQL"),
    *("JSON", "CI/CD", "GET /orders", "DELETE /x", "SHOP-42"),
)


@pytest.mark.parametrize("word", EVERY_WORD)
def test_every_word_is_found_among_others(word: str) -> None:
    assert find_jargon(f"First ({word}), then nothing")


@pytest.mark.parametrize("word", ["ENDPOİNT", "mıcroservices", "PAYLOAD", "KAFKA TOPİC"])
def test_a_word_is_found_in_whatever_letters_count_for_its_own(word: str) -> None:
    assert find_jargon(f"sees a {word}")


@pytest.mark.parametrize(
    "text",
    [
        "Reads a novel by Kafka",
        "Lee a Kafka en el tren S3",
        "Changes from S2 to S3 at the main station",
        "Se toma un api morado",
        "Needs some rest, rests a while",
        "Draws ticket number 47 at the counter",
        "Shows ticket no. 12 on the train",
        "Has a COVID-19 test and reads ISO-9001 on the door",
        "Enters the promo code WINTER-2026",
        "Introduce el código VERANO-26",
        "Takes flight IBE-3170",
        "Sees error 500, tries again on the web server's page",
        "Stands at the front end of the queue",
        "Backs the car into the yard; ends the call",
        "",
    ],
)
def test_leaves_everyday_words_alone(text: str) -> None:
    assert find_jargon(text) == ()


@pytest.mark.parametrize(
    ("description", "technical"),
    [
        ("Backend developer", True),
        ("Ingeniera de datos", True),
        ("Programador autónomo", True),
        ("Head of IT", True),
        ("She likes it when it is quiet", False),
        ("Técnico de mantenimiento", False),
        ("Reader", False),
    ],
)
def test_knows_who_works_with_such_words(description: str, technical: bool) -> None:
    assert is_technical(description) is technical
