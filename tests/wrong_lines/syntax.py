"""What YAML takes otherwise than it was meant, or not at all."""

from __future__ import annotations

from tests.wrong_lines.sheet import Wrong

THREE_COLONS = """\
title: Comprar: un abrigo
language: es
personas:
  - name: Laura
stages:
  - name: Mirar: comparar
    goal: Ver: tocar
"""
SEVERAL_TABS = """\
title: Buy a coat
personas:
  - name: Laura
stages:
\t- name: Look around
\t\tgoal: See
\t\ttouchpoints:
\t\t\t- name: Page
"""

LINES = (
    # A colon in a text.
    Wrong("es", "map", "title: Comprar: un abrigo", instead="title"),
    Wrong("es", "map", "scenario: Laura: compra un abrigo"),
    Wrong("es", "stage", "- name: Mirar: comparar", instead="- name"),
    Wrong("es", "map", "", whole=THREE_COLONS, mistakes=3),
    Wrong("en", "touchpoint", "does: Pays: types the number", instead="does"),
    Wrong("de", "pain", "- text: Zu langsam: niemand wartet", instead="- text"),
    Wrong("fr", "persona", "quote: Je me dis : trop cher"),
    Wrong("pt", "touchpoint", "does: Paga: digita o cartão # devagar", instead="does"),
    # A text that begins like something of YAML's.
    Wrong("es", "persona", 'quote: "Es caro" dijo'),
    Wrong("es", "touchpoint", "does: [Suspira] ya no", instead="does"),
    Wrong("es", "touchpoint", "does: {nombre}, hola", instead="does"),
    Wrong("es", "touchpoint", "quote: 'x' dijo"),
    Wrong("es", "persona", "quote: *no* quiero"),
    Wrong("es", "persona", "quote: *x"),
    Wrong("es", "persona", "quote: &x"),
    Wrong("es", "persona", "quote: & ya está"),
    Wrong("es", "persona", "quote: !ya"),
    Wrong("es", "persona", "quote: %x"),
    Wrong("es", "persona", "quote: @ana"),
    Wrong("en", "persona", "role: @ana, @bob"),
    Wrong("en", "persona", "quote: `code`"),
    Wrong("en", "persona", "goals: - Find a coat", instead="goals"),
    Wrong("en", "persona", "quote: ? really"),
    Wrong("en", "touchpoint", "does: | Types the number", instead="does"),
    Wrong("en", "metric", "target: >= 40"),
    Wrong("de", "touchpoint", "thoughts: > 40 Euro?"),
    Wrong("de", "persona", "quote: „Zu teuer“: sagt sie"),
    Wrong("de", "persona", 'quote: "Zu teuer", sagt sie'),
    Wrong("fr", "persona", "quote: 'Trop cher' dit-elle"),
    Wrong("fr", "touchpoint", "does: [Soupire] tant pis # encore", instead="does"),
    Wrong("pt", "persona", "quote: {suspira} não"),
    Wrong("en", "persona", "quote: , and then"),
    # Quotes and brackets that stay open.
    Wrong("es", "persona", 'quote: "Es caro'),
    Wrong("en", "persona", "quote: 'tis late"),
    Wrong("en", "persona", "goals: [Find a coat", instead="goals"),
    Wrong("en", "map", "tags: {a: b"),
    Wrong("en", "persona", 'photo: "C:\\photos\\laura.png"'),
    # A space that is missing.
    Wrong("es", "touchpoint", "emotion:1", instead="emotion"),
    Wrong("es", "touchpoint", "does:Teclea la tarjeta", instead="does"),
    Wrong("es", "pain", "- text:Es lenta", instead="- text"),
    Wrong("de", "touchpoint", "emotion:-1", instead="emotion"),
    Wrong("en", "touchpoint", "emotion\uff1a1", instead="emotion"),
    Wrong("es", "touchpoint", "-name: Pagar", instead="- name"),
    Wrong("es", "touchpoint", "expects:\n  -Rapidez\n  -Claridad"),
    Wrong("fr", "touchpoint", "-name: Payer", instead="- name"),
    # What is no dash.
    Wrong("es", "touchpoint", "• name: Pagar", instead="- name"),
    Wrong("es", "touchpoint", "expects:\n  • Rapidez\n  • Claridad"),
    Wrong("es", "touchpoint", "expects:\n  • Rapidez"),
    Wrong("fr", "touchpoint", "– name: Payer", instead="- name"),
    Wrong("fr", "touchpoint", "expects:\n  – Aller vite\n  – Comprendre"),
    Wrong("de", "touchpoint", "— name: Bezahlen", instead="- name"),
    Wrong("pt", "touchpoint", "* name: Pagar", instead="- name"),
    Wrong("en", "touchpoint", "expects:\n  * Speed\n  * Clarity", mistakes=2),
    # A colon that is missing.
    Wrong("en", "touchpoint", "emotion 1", instead="emotion"),
    Wrong("es", "stage", "goal Ver y tocar", instead="goal"),
    # Indentation.
    Wrong("es", "touchpoint", "\temotion: 1", instead="emotion", bare=True),
    Wrong("en", "touchpoint", "      \temotion: 1", instead="emotion", bare=True),
    Wrong("en", "map", "", whole=SEVERAL_TABS),
    Wrong("en", "touchpoint", "                emotion: 1", instead="emotion", bare=True),
    Wrong("es", "touchpoint", "         emotion: 1", instead="emotion", bare=True),
    Wrong("es", "touchpoint", "       emotion: 1", instead="emotion", bare=True),
    Wrong("de", "persona", "     goals: [Einen finden]", instead="goals", bare=True),
    Wrong("fr", "touchpoint", "       - name: Payer", instead="- name", bare=True),
    # What nobody sees.
    Wrong("es", "touchpoint", "emo\u200btion: 1", instead="emotion"),
    Wrong("es", "touchpoint", "emotion\u00ad: 1", instead="emotion"),
    Wrong("es", "touchpoint", "emotion\u00a0: 1", instead="emotion"),
    Wrong("fr", "touchpoint", "emotion:\u00a01", instead="emotion"),
    Wrong("fr", "touchpoint", "-\u00a0name: Payer", instead="- name"),
    Wrong("de", "touchpoint", "\u00a0       emotion: 1", instead="emotion", bare=True),
    Wrong("en", "touchpoint", "\ufeffemotion: 1", instead="emotion"),
    Wrong("en", "touchpoint", "does: Types\u2028the number", instead="does"),
    Wrong("pt", "touchpoint", "\u200bemotion: 1", instead="emotion"),
)
