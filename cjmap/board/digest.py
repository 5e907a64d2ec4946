"""A map in short, for who reads nothing else: the types of what stands above everything.

Texts are ready in the board's language and nothing is escaped. `about` is the path of the thing
on the map that is meant, () for the journey itself.
"""

from __future__ import annotations

from enum import StrEnum

from cjmap.findings import Path
from cjmap.records import dataclass


class Theme(StrEnum):
    """What a sentence or a highlight of the digest is about."""

    JOURNEY = "journey"
    HURT = "hurt"
    PAIN = "pain"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A whole sentence, which leads to what it is about."""

    theme: Theme
    text: str
    about: Path


@dataclass(frozen=True, slots=True)
class Highlight:
    """One thing that a reader should have seen.

    `figure` is what stands largest: a score, a severity, how far something has come. `text` is
    what is meant, `words` are the customer's in quotation marks ("" without any), `notes` say
    where, for whom, by whom, by when. `level` is the face of a score, -2 to +2, `severity` that of
    a pain, 1 to 5; None for what has none.
    """

    theme: Theme
    label: str
    figure: str
    text: str
    words: str
    notes: tuple[str, ...]
    about: Path
    level: int | None = None
    severity: int | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """What the journey is, where it hurts most and for whom, and what is in hand about it."""

    sentences: tuple[Sentence, ...]
    highlights: tuple[Highlight, ...]
