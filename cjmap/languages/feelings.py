"""What words say of a feeling, in any of the languages: a level, or the score of an emotion."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from cjmap.expressions import expression
from cjmap.languages.known import CODES, every_language, language_of
from cjmap.languages.language import Language
from cjmap.text.slugs import slug
from cjmap.text.spelling import distance

_PARTS: Final = expression(r"[,;/·+&、，；・]|\s[-–—]\s")


@cache
def _levels_of(code: str) -> dict[str, str]:
    levels = language_of(code).levels
    return {word: level for level, words in levels.items() for word in (level, *words)}


def level_of_words(text: str) -> str | None:
    """The level, or that none applies, which a text names in any language, whatever its case."""
    word = slug(text)
    # English first: most maps need no other language read.
    found = (_levels_of(code).get(word) for code in CODES)
    return next((level for level in found if level is not None), None)


def says_none(text: str) -> bool:
    """Whether a text says in any language that there is none, or that it does not apply."""
    return level_of_words(text) == _NO_LEVEL


def is_nearly_a_level(text: str, language: str) -> bool:
    """Whether a word is one slip away from a level of a language or of English, and no emotion."""
    word = slug(text)
    known = {
        name
        for spoken in (language_of(language), language_of("en"))
        for name, level in _levels_of(spoken.code).items()
        # One slip turns short words into any other, and `keine` into feelings: `feine`.
        if len(name) > _SHORT and level != _NO_LEVEL
    }
    near = any(distance(word, name, 1) == 1 for name in known)
    return near and not any(_score(word, spoken) is not None for spoken in every_language())


_SHORT: Final = 4
_NO_LEVEL: Final = "none"


@lru_cache(maxsize=10_000)
def score_of_label(label: str, language: str) -> float | None:
    """The score, -2 to 2, of the emotion that a label names; None where that is not plain.

    An emotion counts where it stands as the feeling itself: `very frustrated`, and neither `no
    stress` nor `Trust is low`. Of several the strongest counts; of two sides none. The words are
    looked for in the given language, then in English, then in the others.
    """
    words = [(word, slug(word)) for word in _PARTS.sub(" , ", label).split()]
    knowing = frozenset().union(*(_who_knows(plain) for _, plain in words))
    if not knowing:
        return None
    own, english = language_of(language), language_of("en")
    others = [one for one in every_language() if one not in (own, english)]
    for spoken in (own, english, *others):
        scores = _scores(words, spoken) if spoken.code in knowing else []
        if scores:
            one_side = min(scores) > 0 or max(scores) < 0
            return max(scores, key=abs) if one_side else None
    return None


@lru_cache(maxsize=10_000)
def _who_knows(word: str) -> frozenset[str]:
    """The codes of the languages in which a word names an emotion."""
    return frozenset(one.code for one in every_language() if _score(word, one) is not None)


def _scores(words: Sequence[tuple[str, str]], language: Language) -> list[float]:
    """The scores of the emotions that a label lists; its words come with their slugs."""
    slugs = [plain for _, plain in words]
    if not language.emotions.may_know(slugs) or not language.emotions.turning.isdisjoint(slugs):
        return []
    joints = {",", *language.conjunctions}
    phrase: list[str] = []
    found: list[float] = []
    for word, plain in (*words, (",", "")):
        if word in joints or plain in joints:
            score = _score_of_phrase(phrase, language)
            found += [] if score is None else [score]
            phrase = []
        else:
            phrase.append(plain)
    return found


def _score_of_phrase(phrase: list[str], language: Language) -> float | None:
    """The strongest emotion of a phrase that says nothing but emotions, and how much."""
    light = language.small_words | language.emotions.degrees
    told = [word for word in phrase if word and word not in light]
    scores = [_score(word, language) for word in told]
    known = [score for score in scores if score is not None]
    if not known or len(known) < len(scores):
        return None
    return max(known, key=abs) if min(known) > 0 or max(known) < 0 else 0.0


def _score(word: str, language: Language) -> float | None:
    """The score of one word, also in one of the forms that the list leaves out."""
    emotions = language.emotions
    if word in emotions.scores:
        return emotions.scores[word]
    for ending, base in emotions.folds:
        folded = word.removesuffix(ending) + base
        if word.endswith(ending) and folded in emotions.scores:
            return emotions.scores[folded]
    return None
