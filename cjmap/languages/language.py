"""What is known of one language: the words by which it names what a map speaks of, and how it writes figures.

Words are compared as slugs, so accents and capitals do not matter in them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from cjmap.records import dataclass, field


@dataclass(frozen=True, slots=True)
class Convention:
    """How a language writes figures, dates and quotes.

    Thousands are always grouped: figures of four and five digits stand side by side in a map.
    `next_groups` is how many digits the groups before the last three have. `date` has the places
    `{day}`, `{month}` (the word) or
    `{number}`, and `{year}`. `fractions` is the whole number whose plural a number with a
    fraction takes, None where that goes by its whole part. `comma` parts what is listed. `rtl`: it is written from right to left.
    """

    decimal: str
    group: str
    percent: str
    quotes: tuple[str, str]
    inner_quotes: tuple[str, str]
    months: tuple[str, ...]
    date: str = "{day} {month} {year}"
    comma: str = ", "
    next_groups: int = 3
    fractions: int | None = 2
    rtl: bool = False


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
    """Words for emotions, as slugs: the score that each stands for, and what turns the next round.

    Scores are -2 (very negative) to 2 (very positive). `folds` are endings and what takes their
    place in the words that `scores` holds; `degrees` say how much of it there is.
    """

    scores: Mapping[str, float]
    turning: frozenset[str]
    folds: tuple[tuple[str, str], ...] = ()
    degrees: frozenset[str] = frozenset()

    def may_know(self, words: Sequence[str]) -> bool:
        """Whether one of several words is known, or may be one of the forms of such a word."""
        if not self.scores.keys().isdisjoint(words):
            return True
        endings = tuple(ending for ending, _ in self.folds)
        return any(word.endswith(endings) for word in words)


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Words in durations, as slugs: by the unit (see `TimeUnit`), and by the amount."""

    units: Mapping[str, tuple[str, ...]]
    amounts: Mapping[float, tuple[str, ...]]


class StandIn(StrEnum):
    """What people mean who write a word where an id belongs."""

    EVERYBODY = "everybody"
    NOTHING = "nothing"
    END = "end"
    GIVEN_UP = "given-up"


@dataclass(frozen=True, slots=True)
class Language:
    """One language.

    `same` gives other names of the built-in channels, `like` names of channels that share their
    type and drawing alone, both as slugs, by the built-in's id; `ways` are right words for ways
    to meet that are neither, as slugs. `stand_ins` are words that people write where an id of the
    map belongs, as slugs, by what they mean. `levels` are the words for the levels of an emotion, and
    for `none` of one, as slugs, by the level. `values` are words that people write for values of
    closed choices, as slugs, by the value, beside the words that readers see.

    `endings` are what words end in by number and gender, as slugs: two that differ in nothing else
    say the same. `small_words` change nothing about what is meant, nor do `stage_words` in the name of a
    stage. `conjunctions` join two names in one. `insider_names` are what only an organization
    calls a stage, and `outsider_names` what looks like one and is none, both as slugs. `regional` are
    the conventions of regions that differ, by the region's (or script's) BCP 47 subtag, in lower
    case. `prompts` are the texts of the templates in that language that ask a person to write
    something else there, by the key (of a pain or an opportunity that of their list).
    """

    code: str
    convention: Convention
    same: Mapping[str, tuple[str, ...]]
    like: Mapping[str, tuple[str, ...]]
    ways: frozenset[str]
    stand_ins: Mapping[StandIn, frozenset[str]]
    phases: PhaseNames
    emotions: EmotionWords
    levels: Mapping[str, tuple[str, ...]]
    values: Mapping[str, tuple[str, ...]]
    endings: frozenset[str]
    time: TimeWords
    small_words: frozenset[str]
    stage_words: frozenset[str]
    conjunctions: tuple[str, ...]
    insider_names: tuple[str, ...]
    outsider_names: tuple[str, ...]
    regional: Mapping[str, Convention] = field(default_factory=dict)
    prompts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def listed(text: str) -> tuple[str, ...]:
    """The names of a list that commas part."""
    return tuple(" ".join(name.split()) for name in text.split(","))


def worded(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def scored(words: Mapping[float, str]) -> Mapping[str, float]:
    """Each word of the texts that scores have, to its score."""
    return {word: score for score, text in words.items() for word in text.split()}
