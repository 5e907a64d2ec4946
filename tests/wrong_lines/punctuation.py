"""Commas, `#` and points of thousands, which YAML or a reader takes otherwise than they were meant."""

from __future__ import annotations

from tests.wrong_lines.sheet import Wrong

LINES = (
    # A comma in braces or brackets.
    Wrong("es", "touchpoint", "pains:\n  - {text: Es lenta, confusa, severity: 4}"),
    Wrong("en", "touchpoint", "pains:\n  - {text: It is slow, confusing and old, severity: 4}"),
    Wrong("de", "touchpoint", "pains:\n  - {text: Zu langsam, unklar}"),
    Wrong("es", "persona", "goals: [Dar con su talla, sin ir a la tienda]", instead="goals"),
    Wrong("en", "persona", "needs: [Help with sizes, not forms]"),
    Wrong("fr", "persona", "needs: [Aller vite, sans attendre]"),
    Wrong("es", "touchpoint", "channel: web, instagram"),
    Wrong("en", "touchpoint", "channel: web, phone"),
    Wrong("de", "persona", "channels: web, instagram"),
    Wrong("pt", "touchpoint", "channel: web, whatsapp"),
    Wrong("en", "touchpoint", "metrics:\n  - {type: csat, value: 54,2}"),
    # A `#` that touches a word.
    Wrong("es", "persona", "bio: La clienta #1 de la tienda"),
    Wrong("en", "stage", "goal: Call #1 support", instead="goal"),
    Wrong("de", "touchpoint", "does: Nennt Beleg #4711 am Telefon", instead="does"),
    Wrong("fr", "pain", "- text: Le bouton #acheter est caché", instead="- text"),
    Wrong("en", "opportunity", "ticket: #1423"),
    Wrong("es", "stage", "goal: #compras", instead="goal"),
    Wrong("pt", "map", "tags: [#compras, casaco]"),
    Wrong("en", "persona", 'quote: "Fine"#2'),
    # Points of thousands, and decimal commas.
    Wrong("es", "touchpoint", "metrics:\n  - type: visits\n    value: 1.200"),
    Wrong("de", "touchpoint", "metrics:\n  - type: visits\n    value: 12.500"),
    Wrong("pt", "touchpoint", "metrics:\n  - type: visits\n    target: 1.200"),
    Wrong("es", "touchpoint", "metrics:\n  - type: visits\n    value: 1.200.000"),
    Wrong("en", "touchpoint", "metrics:\n  - type: visits\n    value: 1,200"),
    Wrong("de", "metric", "value: 54,2", instead="value"),
    Wrong("fr", "metric", "value: 54,2", instead="value"),
    Wrong("en", "touchpoint", 'quote: "Fine"#2'),
    Wrong("en", "touchpoint", 'thoughts: [It is slow, "Fine" she said]'),
)
