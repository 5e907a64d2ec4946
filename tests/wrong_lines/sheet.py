"""A wrong line, and the small map that it stands in.

A line is one mistake as a person makes it. It is put into a sound map of its language: below the
head of the thing that it belongs to, or in place of a line of that thing.
"""

from __future__ import annotations

from typing import Final

from cjmap.records import dataclass

_MAP: Final = """\
title: {title}
language: {language}
description: {title}
personas:
  - name: {persona}
    goals: {goal}
channels:
  - name: {channel}
    type: digital
stages:
  - name: {stage}
    goal: {goal}
    touchpoints:
      - name: {first}
        channel: web
        emotion: -1
        pains:
          - text: {pain}
            severity: 4
        opportunities:
          - text: {opportunity}
            effort: 2
        metrics:
          - type: csat
            value: 80
      - name: {second}
        does: {does}
        emotion: 1
evidence:
  - title: {evidence}
    type: interview
"""
_NAMES: Final = (
    *("title", "persona", "goal", "channel", "stage", "first", "pain", "opportunity", "second"),
    *("does", "evidence"),
)
_WORDS: Final = {
    "en": "Buy a coat|Laura|Find a coat that fits|Web|Look around|Product page|It is slow"
    "|Show sizes|Pay|Types the card number|Eight interviews",
    "es": "Comprar un abrigo|Laura|Dar con su talla|Web|Mirar|Ficha de producto|Es lenta"
    "|Mostrar tallas|Pagar|Teclea la tarjeta|Ocho entrevistas",
    "de": "Mantel kaufen|Laura|Einen finden, der passt|Web|Umsehen|Produktseite|Sie ist langsam"
    "|Größen zeigen|Bezahlen|Tippt die Kartennummer|Acht Interviews",
    "fr": "Acheter un manteau|Laura|Trouver sa taille|Web|Regarder|Fiche produit|Elle est lente"
    "|Montrer les tailles|Payer|Saisit sa carte|Huit entretiens",
    "pt": "Comprar um casaco|Laura|Achar o tamanho|Web|Olhar|Página do produto|É lenta"
    "|Mostrar tamanhos|Pagar|Digita o cartão|Oito entrevistas",
}
# The head of each thing, of which a line below it is a key, and where the things end.
_HEADS: Final = {
    "map": "title:",
    "persona": "  - name: {persona}",
    "channel": "  - name: {channel}",
    "stage": "  - name: {stage}",
    "touchpoint": "      - name: {second}",
    "first touchpoint": "      - name: {first}",
    "pain": "          - text: {pain}",
    "opportunity": "          - text: {opportunity}",
    "metric": "          - type: csat",
    "evidence": "  - title: {evidence}",
}


@dataclass(frozen=True, slots=True)
class Wrong:
    """One wrong line, or a few that are one mistake.

    `place` is the thing that it belongs to; `instead` the beginning of the line of that thing
    whose place it takes, below whose head it stands otherwise. It is indented as its neighbours
    are, unless it is `bare`. `whole` is a map of its own, where the mistake needs one. `mistakes`
    is how many there are in it, where it is not one.
    """

    language: str
    place: str
    line: str
    instead: str = ""
    bare: bool = False
    whole: str = ""
    mistakes: int = 1

    @property
    def text(self) -> str:
        """The whole map with the line in it."""
        if self.whole:
            return self.whole
        lines = sound_map(self.language).splitlines()
        words = _words(self.language)
        head = _HEADS[self.place].format(**words)
        at = next(number for number, line in enumerate(lines) if line.startswith(head))
        if self.instead:
            at = next(
                n for n in range(at, len(lines)) if lines[n].lstrip().startswith(self.instead)
            )
            margin = len(lines[at]) - len(lines[at].lstrip())
            del lines[at]
        else:
            margin = len(head) - len(head.lstrip(" -"))
            at += 1
        written = self.line.split("\n")
        lines[at:at] = written if self.bare else [" " * margin + line for line in written]
        return "\n".join([*lines, ""])


def sound_map(language: str) -> str:
    """The map of a language before anything is wrong in it."""
    return _MAP.format(language=language, **_words(language))


def _words(language: str) -> dict[str, str]:
    return dict(zip(_NAMES, _WORDS[language].split("|"), strict=True))
