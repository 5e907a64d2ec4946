"""Whether the words that stand for feelings can be read: faces, levels, and words of one's own."""

from __future__ import annotations

from collections.abc import Iterable

from cjmap.languages.feelings import is_nearly_a_level, level_of_words
from cjmap.vocabulary.emotions import face_of, is_word, split_faces


def are_levels(words: Iterable[str]) -> bool:
    """Whether each word is a score: a face or a level of some language."""
    return all(map(_is_level, words))


def are_feelings(words: Iterable[str], language: str) -> bool:
    """Whether each text is an emotion, in a map of a language."""
    return all(_is_feeling(word, language) for word in words)


def _is_level(text: str) -> bool:
    return face_of(text) is not None or level_of_words(text) is not None


def _is_feeling(text: str, language: str) -> bool:
    if _is_level(text):
        return True
    faces, words = split_faces(text)
    if len(faces) == 1 and is_word(words):
        return True
    return is_word(text) and not is_nearly_a_level(text, language)
