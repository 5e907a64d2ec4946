"""The journey as Mermaid draws one: stages, touchpoints, a score from 1 to 5, and who feels so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import fsum
from typing import Final

from cjmap.board.board import Board, Score, Touchpoint
from cjmap.draw.escape import printable
from cjmap.expressions import expression
from cjmap.findings.usage import NothingToDraw
from cjmap.messages import tr

NO_SCORE: Final = tr("no score")
"""Stands in brackets behind a touchpoint that nobody scored."""
MIDDLE: Final = 3
"""Mermaid's score for what is neither good nor bad; ours of 0."""
_DECIMALS: Final = 2

_INDENT: Final = "    "
# Mermaid ends a text at these, reads them as its own marks, or takes them for HTML. What stands
# for them looks alike.
_LOOKALIKES: Final = str.maketrans(
    {
        ":": "\N{RATIO}",
        ";": "\N{MIDDLE DOT}",
        "#": "\N{MUSIC SHARP SIGN}",
        "<": "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}",
        ">": "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}",
    }
)
_PARTS_NAMES: Final = str.maketrans({",": "\N{MIDDLE DOT}"})
_BLANKS: Final = expression(r"[\s\ufeff]+")
# Words that begin a line of another kind, in any capitals.
_MISREAD: Final = expression(r"(?i)(?:journey|title|section|accTitle|accDescr|.?%)")
# Two begin a comment; at the first or second place of a text one does.
_PERCENT: Final = expression(r"%(?=%)")
# Draws nothing, and no word or mark of Mermaid holds it.
_NOTHING: Final = "\N{WORD JOINER}"


def write(board: Board) -> str:
    """The journey as a document of Mermaid. Raises NothingToDraw for a map without touchpoints.

    A touchpoint where personas are divided stands once for each feeling, and one without a score
    in the middle, with a word that says so.
    """
    if not board.touchpoints:
        # Tool: why there is no picture.
        raise NothingToDraw(tr("This map has no touchpoints, so there is no journey to write."))
    lines = ["journey", f"{_INDENT}title {safe(board.heading.title)}"]
    for stage, cards in groupby(board.touchpoints, lambda card: card.stage):
        lines.append(f"{_INDENT}section {safe(board.stages[stage].name)}")
        lines += (line for card in cards for line in _tasks(card, board.language))
    return "\n".join(lines) + "\n"


def _tasks(card: Touchpoint, language: str) -> Iterator[str]:
    name = safe(card.name)
    if not card.scores:
        who = _people([mark.name for mark in card.who])
        said = f"{name} ({safe(NO_SCORE.render(language))})"
        yield f"{_INDENT}{_INDENT}{said}: {MIDDLE}{who}"
        return
    for scores in _by_level(card):
        who = _people([score.mark.name for score in scores])
        yield f"{_INDENT}{_INDENT}{name}: {_score(scores)}{who}"


def _by_level(card: Touchpoint) -> list[tuple[Score, ...]]:
    """All who are scored at a touchpoint; where they are divided, those of each face."""
    if card.level is not None:
        return [card.scores]
    levels = sorted({score.level for score in card.scores})
    return [tuple(score for score in card.scores if score.level == level) for level in levels]


def _score(scores: Sequence[Score]) -> str:
    """The mean of scores on Mermaid's scale, which takes decimals."""
    mean = fsum(score.score for score in scores) / len(scores)
    return f"{MIDDLE + mean:.{_DECIMALS}f}".rstrip("0").rstrip(".")


def _people(names: list[str]) -> str:
    if not names:
        return ""
    return ": " + ", ".join(safe(name).translate(_PARTS_NAMES) for name in names)


def safe(text: str) -> str:
    """A text on one line that means nothing to Mermaid but itself."""
    line = _BLANKS.sub(" ", printable(text)).strip().translate(_LOOKALIKES) or "–"
    line = _PERCENT.sub(f"%{_NOTHING}", line)
    return f"{_NOTHING * 2}{line}" if _MISREAD.match(line) else line
