"""Keys in the writer's own language."""

from __future__ import annotations

from tests.wrong_lines.sheet import Wrong

LINES = (
    Wrong("es", "map", "título: Comprar un abrigo", instead="title"),
    Wrong("es", "persona", "objetivos: [Dar con su talla]", instead="goals"),
    Wrong("es", "touchpoint", "emoción: 1", instead="emotion"),
    Wrong("de", "pain", "schweregrad: 4", instead="severity"),
)
