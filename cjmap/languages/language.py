"""What is known of one language: the words by which it names what a map speaks of, and how it writes figures.

Words are compared as slugs, so accents and capitals do not matter in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Convention:
    """How a language writes figures.

    Thousands are always grouped: figures of four and five digits stand side by side in a map.
    """

    decimal: str
    group: str
    percent: str
    quotes: tuple[str, str]
    inner_quotes: tuple[str, str]
    months: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PhaseNames:
    """By which names of stages the phases of lifecycles are recognised.

    `shared` are those of the seven stages, which the phases of other models take over; `own`
    (a model's name, a phase, its names) come on top, and what `foreign` lists in the same way
    is taken out again, since it means something else there.
    """

    shared: Mapping[str, tuple[str, ...]]
    own: Mapping[str, Mapping[str, tuple[str, ...]]]
    foreign: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EmotionWords:
    """Words for emotions: those of either side, and those that turn the next one round.

    `folds` are endings and what takes their place in the words that the lists hold.
    """

    negative: frozenset[str]
    positive: frozenset[str]
    turning: frozenset[str]
    folds: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Language:
    """One language.

    `channels` gives other names of the built-in channels, as slugs, by the channel's id.
    `small_words` change nothing about what is meant. `conjunctions` join two names in one;
    `prepositions` begin what only adds to a name where the word that counts comes last
    (`head_last`). `insider_names` are what only an organization calls a stage, and
    `outsider_names` what looks like one and is none, both as slugs. `regional` are the
    conventions of regions that differ, by the region's BCP 47 subtag.
    """

    code: str
    convention: Convention
    channels: Mapping[str, tuple[str, ...]]
    phases: PhaseNames
    emotions: EmotionWords
    small_words: frozenset[str]
    conjunctions: tuple[str, ...]
    prepositions: tuple[str, ...]
    head_last: bool
    insider_names: tuple[str, ...]
    outsider_names: tuple[str, ...]
    regional: Mapping[str, Convention] = field(default_factory=dict)


def listed(text: str) -> tuple[str, ...]:
    """The names of a list that commas part."""
    return tuple(" ".join(name.split()) for name in text.split(","))


def worded(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())
