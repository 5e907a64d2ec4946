"""Beside each score the face that it stands for, beside a face or a word its number."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lsprotocol import types

from cjmap.board.feelings import level_of, name_feeling
from cjmap.draw.glyphs import FACES
from cjmap.facts.subject import Subject
from cjmap.facts.things import emotions_of
from cjmap.lsp.desk import Desk
from cjmap.model.scale import Scale
from cjmap.text.tree import Mapping, Scalar


def hints(desk: Desk, file: Path, within: types.Range) -> list[types.InlayHint]:
    """The hints of a stretch of a map."""
    places = desk.places(file)
    subject = desk.session.glimpse(file)
    if subject is None:
        return []
    scale = subject.journey.scale
    start, end = places.index(within.start), places.index(within.end)
    return [
        types.InlayHint(
            position=places.position(index),
            label=label,
            padding_left=True,
            tooltip=tell_score(desk, score, scale),
        )
        for index, score, label in _scores(desk, subject)
        if start <= index <= end
    ]


def _scores(desk: Desk, subject: Subject) -> Iterator[tuple[int, float, str]]:
    """Where each score ends, the score, and what is shown behind it."""
    document, scale = desk.document(subject.file), subject.journey.scale
    for owner in subject.things.owners:
        for path, emotion in emotions_of(owner):
            written, node = document.tree.resolve(document.places.document(path))
            if written != document.places.document(path):
                continue
            if isinstance(node, Mapping):
                _, node = node.entries.get("score", (None, None))
            if isinstance(node, Scalar) and emotion.number is not None:
                known = node.value.strip()[:1] in "0123456789+-\u2212."
                number = scale.show(emotion.number).render(desk.language)
                yield node.end, emotion.number, _face(emotion.number, scale) if known else number


def _face(score: float, scale: Scale) -> str:
    return FACES[level_of(score, scale)]


def tell_score(desk: Desk, score: float, scale: Scale) -> str:
    """A score's face, its level in words, and its number on the scale of its map."""
    number = scale.show(score).render(desk.language)
    return f"{_face(score, scale)} {desk.say(name_feeling(score, scale))} ({number})"
