"""Values in the writer's own words, numbers and days as they are written elsewhere, names."""

from __future__ import annotations

from tests.wrong_lines.sheet import Wrong


def _two(line: str) -> str:
    """A map of two personas with a line at its touchpoint."""
    return f"""\
title: Comprar un abrigo
language: es
personas: [Laura, Diego]
stages:
  - name: Mirar
    touchpoints:
      - name: Ficha
        {line}
"""


LINES = (
    # Ratings, choices: in other words, in the plural, of either gender.
    Wrong("es", "opportunity", "effort: bajo", instead="effort"),
    Wrong("es", "opportunity", "effort: Baja", instead="effort"),
    Wrong("en", "opportunity", "effort: bajo", instead="effort"),
    Wrong("de", "opportunity", "effort: niedrig", instead="effort"),
    Wrong("fr", "opportunity", "effort: élevés", instead="effort"),
    Wrong("pt", "opportunity", "effort: médio", instead="effort"),
    Wrong("es", "opportunity", "customer_value: alto"),
    Wrong("es", "pain", "severity: graves", instead="severity"),
    Wrong("es", "pain", "severity: muy grave", instead="severity"),
    Wrong("es", "pain", "severity: 4/5", instead="severity"),
    Wrong("en", "pain", "severity: 4 of 5", instead="severity"),
    Wrong("de", "pain", "severity: 4 von 5", instead="severity"),
    Wrong("es", "pain", "severity: 8", instead="severity"),
    Wrong("es", "pain", "severity: 3.5", instead="severity"),
    Wrong("es", "pain", "frequency: frecuentemente"),
    Wrong("de", "pain", "frequency: häufig"),
    Wrong("fr", "pain", "frequency: souvent"),
    Wrong("pt", "pain", "frequency: às vezes"),
    Wrong("es", "pain", "effect: abandona"),
    Wrong("de", "pain", "effect: Abbruch"),
    Wrong("es", "pain", "status: resueltos"),
    Wrong("fr", "pain", "status: résolue"),
    Wrong("es", "opportunity", "status: en curso"),
    Wrong("es", "opportunity", "status: pendiente"),
    Wrong("de", "opportunity", "status: erledigt"),
    Wrong("pt", "opportunity", "status: concluída"),
    Wrong("en", "opportunity", "status: in progress"),
    Wrong("es", "opportunity", "confidence: alta"),
    Wrong("es", "evidence", "type: entrevista", instead="type"),
    Wrong("es", "evidence", "type: suposiciones", instead="type"),
    Wrong("es", "evidence", "type: soporte", instead="type"),
    Wrong("es", "evidence", "type: prueba de usuario", instead="type"),
    Wrong("de", "evidence", "type: Annahmen", instead="type"),
    Wrong("fr", "evidence", "type: entretien", instead="type"),
    Wrong("pt", "evidence", "type: pesquisas", instead="type"),
    Wrong("en", "evidence", "type: assumptions", instead="type"),
    Wrong("es", "touchpoint", "kind: acción"),
    Wrong("pt", "touchpoint", "kind: ação"),
    Wrong("es", "touchpoint", "initiator: empresa"),
    Wrong("es", "touchpoint", "exit: éxito"),
    Wrong("es", "touchpoint", "entry: sí"),
    Wrong("de", "touchpoint", "moment_of_truth: Ja"),
    Wrong("es", "map", "status: borrador"),
    Wrong("fr", "map", "state: futur"),
    Wrong("es", "map", "kind: viaje del cliente"),
    Wrong("es", "persona", "type: principal"),
    Wrong("es", "channel", "type: en línea", instead="type"),
    Wrong("es", "stage", "phase: compras"),
    # Numbers.
    Wrong("es", "metric", "value: 54,2", instead="value"),
    Wrong("de", "metric", 'value: "54,2"', instead="value"),
    Wrong("es", "metric", 'value: "45"', instead="value"),
    Wrong("es", "metric", "value: 45 puntos", instead="value"),
    Wrong("es", "metric", "n: 1.200 clientes"),
    Wrong("es", "touchpoint", "emotion: 1,5", instead="emotion"),
    Wrong("fr", "touchpoint", 'emotion: "1,5"', instead="emotion"),
    Wrong("pt", "touchpoint", "emotion: 4", instead="emotion"),
    Wrong("es", "touchpoint", "emotion: negatvo", instead="emotion"),
    # Days.
    Wrong("es", "opportunity", "due: 5/11/2026"),
    Wrong("es", "opportunity", "due: 25/11/2026"),
    Wrong("de", "opportunity", "due: 5.11.2026"),
    Wrong("fr", "opportunity", "due: 5 novembre 2026"),
    Wrong("pt", "opportunity", "due: 5 de novembro de 2026"),
    Wrong("en", "opportunity", "due: November 5, 2026"),
    Wrong("es", "opportunity", "due: 2026-11"),
    Wrong("es", "opportunity", "due: 2026-1-5"),
    Wrong("es", "opportunity", "due: Q1 2027"),
    Wrong("es", "opportunity", "due: primer trimestre de 2027"),
    Wrong("de", "opportunity", "due: 2. Halbjahr 2027"),
    Wrong("es", "opportunity", "due: finales de 2026"),
    Wrong("es", "opportunity", "due: 2026-02-30"),
    Wrong("es", "opportunity", "due: cuanto antes"),
    Wrong("es", "evidence", "date: noviembre 2026"),
    Wrong("de", "map", "updated: 5.11.26"),
    # Names, ways, and what is meant by a key that is none.
    Wrong("es", "touchpoint", "personas: Lara"),
    Wrong("es", "touchpoint", "personas: todos"),
    Wrong("es", "touchpoint", "emotion: {laura: 1}", instead="emotion"),
    Wrong("es", "first touchpoint", "next: fin"),
    Wrong("de", "first touchpoint", "next: Erfolg"),
    Wrong("es", "first touchpoint", "next: abandono"),
    Wrong("en", "first touchpoint", "next: none"),
    Wrong("es", "opportunity", "priority: 1"),
    Wrong("es", "opportunity", "impacto: alto"),
    Wrong("es", "opportunity", "impacto: alto\ncustomer_value: 3"),
    Wrong("es", "opportunity", "benefit: 5"),
    Wrong("es", "opportunity", "valor: 45%"),
    # What the template says, where one's own words are asked for.
    Wrong("es", "touchpoint", "does: Lo que hace el cliente", instead="does"),
    Wrong("es", "first touchpoint", "thoughts: Lo que piensa el cliente"),
    Wrong("en", "stage", "owner: Your team"),
    Wrong("fr", "map", "scenario: Who does what, in which situation"),
    # A word for nothing in a list, one text for several, several for one.
    Wrong("es", "touchpoint", "pains:\n  - ninguna"),
    Wrong("de", "touchpoint", "thoughts: keine"),
    Wrong("fr", "stage", "expectations: [aucune]"),
    Wrong("en", "opportunity", "pains: n/a"),
    Wrong("es", "map", "owner: [Ana, Luis]"),
    Wrong("es", "touchpoint", "personas: Laura y Diego", whole=_two("personas: Laura y Diego")),
    Wrong("es", "touchpoint", "personas: Laura, Diego", whole=_two("personas: Laura, Diego")),
    Wrong("es", "touchpoint", "personas: [laura y diego]", whole=_two("personas: [laura y diego]")),
    Wrong("es", "touchpoint", "channel:\n  - correo\n  - instagram, whatsapp"),
    Wrong("es", "touchpoint", "pains:\n  - - - Es cara"),
    # Texts where keys are needed, keys by what another thing calls them, types by their words.
    Wrong("es", "opportunity", "outcome: Menos llamadas"),
    Wrong("en", "opportunity", "expected: Fewer calls"),
    Wrong("es", "first touchpoint", "next:\n  - to: pagar\n    label: si paga"),
    Wrong("es", "touchpoint", "backstage:\n  - text: Prepara el pedido"),
    Wrong("es", "opportunity", "fecha: 2026-12-01"),
    Wrong("es", "metric", "- name: Visitas", instead="- type"),
    Wrong("es", "metric", "- type: conversión", instead="- type"),
    Wrong("pt", "metric", "- type: retenção", instead="- type"),
    Wrong("en", "metric", "- type: CSAT", instead="- type"),
    Wrong("es", "map", "emotion_scale: 1 a 5"),
    Wrong("de", "map", "emotion_scale: 0-10"),
    Wrong("es", "metric", "value: 3.9\ntarget: 4.5", instead="value"),
)
