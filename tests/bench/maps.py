"""Maps for measuring: like those that people write, of any size, and the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator

# Seven stages of six touchpoints are a map of about fifty kilobytes, as large ones are.
STAGES = 7
TOUCHPOINTS = 6
_WORDS = """
the customer looks for a coat that fits compares sizes asks a friend reads what others say waits
for an answer opens the parcel sends it back pays by card finds the store closed calls the hotline
busca una talla pregunta por el envío espera la respuesta compara precios abre el paquete devuelve
la prenda paga con tarjeta llama a la tienda lee las reseñas guarda el recibo
""".split()
_PEOPLE = ("laura", "jorge", "mariana")
_CHANNELS = ("web", "app", "email", "store", "phone", "whatsapp", "instagram", "courier", "sms")


def write_map(seed: int, stages: int = STAGES, touchpoints: int = TOUCHPOINTS) -> str:
    """The text of a map with nothing wrong in it."""
    return "\n".join(_Writer(seed).lines(stages, touchpoints)) + "\n"


class _Writer:
    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._seed = seed

    def _say(self, least: int = 4, most: int = 12) -> str:
        words = self._chance.choices(_WORDS, k=self._chance.randint(least, most))
        return " ".join(words).capitalize()

    def lines(self, stages: int, touchpoints: int) -> Iterator[str]:
        yield f"title: Map {self._seed}, {self._say(2, 4)}"
        yield "language: en"
        yield "status: validated"
        yield f"scenario: {self._say(12, 24)}"
        yield "personas:"
        for person in _PEOPLE:
            yield f"  - name: {person.capitalize()}"
            yield f"    id: {person}"
            yield "    goals:"
            yield from (f"      - {self._say()}" for _ in range(3))
            yield f'    quote: "{self._say()}, or so"'
        yield "evidence:"
        yield '  - {id: talks, title: Eight talks, type: interview, n: 8, date: "2026-03-14"}'
        yield "stages:"
        for stage in range(stages):
            yield from self._stage(stage, touchpoints, last=stage == stages - 1)

    def _stage(self, number: int, touchpoints: int, *, last: bool) -> Iterator[str]:
        yield f"  - name: Stage {number + 1}"
        yield f"    id: stage-{number + 1}"
        yield f"    goal: {self._say()}"
        yield "    owner: E-commerce"
        yield "    metrics:"
        yield f'      - {{type: conversion, value: {self._chance.randint(1, 99)}, unit: "%", n: 240}}'
        yield "    touchpoints:"
        for touchpoint in range(touchpoints):
            end = last and touchpoint == touchpoints - 1
            yield from self._touchpoint(f"{number + 1}-{touchpoint + 1}", end=end)

    def _touchpoint(self, name: str, *, end: bool) -> Iterator[str]:
        yield f"      - name: Touchpoint {name}"
        yield f"        id: t-{name}"
        channels = ", ".join(self._chance.sample(_CHANNELS, 2))
        yield f"        channel: [{channels}]"
        for key in ("does", "expects"):
            yield f"        {key}:"
            yield from (f"          - {self._say()}" for _ in range(3))
        yield f'        thoughts: "{self._say()}?"'
        yield "        emotions:"
        for person in _PEOPLE:
            score, word = self._chance.randint(-20, 20) / 10, self._say(1, 2)
            yield f"          {person}: {{score: {score}, label: {word}}}"
        yield "        pains:"
        yield f"          - text: {self._say()}"
        yield f"            id: p-{name}"
        yield f"            severity: {self._chance.randint(1, 5)}"
        yield "            evidence: talks"
        yield "        opportunities:"
        yield f"          - text: {self._say()}"
        yield f"            pains: [p-{name}]"
        yield f"            effort: {self._chance.randint(1, 5)}"
        yield "            status: planned"
        yield f"        wait: {self._chance.randint(1, 9)} min"
        if end:
            yield "        exit: success"
