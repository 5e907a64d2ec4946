"""Which scale a map's scores were written on, where they are none of -2 to +2."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.findings import Path
from cjmap.loading.paths import Value
from cjmap.model.scalars import read_number


def guess_scale(data: Value) -> str | None:
    """The `emotion_scale` that holds every score of some data; None where none that is usual does."""
    scores = [number for _, number in written_scores(data)]
    if not scores:
        return None
    least, most = min(scores), max(scores)
    if least < 0:
        reach = max(-least, most)
        return next((f"[-{end}, {end}]" for end in (3, 5) if reach <= end), None)
    if most <= 5:
        return "[1, 5]" if least >= 1 else "[0, 5]"
    return "[0, 10]" if most <= 10 else None


def written_scores(data: Value, path: Path = ()) -> Iterator[tuple[Path, float]]:
    """Every number that stands for an emotion, with the place of the emotion."""
    if isinstance(data, list):
        for number, item in enumerate(data):
            yield from written_scores(item, (*path, number))
    if not isinstance(data, dict):
        return
    for key, value in data.items():
        if key == "emotion":
            yield from _number((*path, key), value)
        elif key == "emotions" and isinstance(value, dict):
            for persona, emotion in value.items():
                yield from _number((*path, key, persona), emotion)
        else:
            yield from written_scores(value, (*path, key))


def _number(path: Path, emotion: Value) -> Iterator[tuple[Path, float]]:
    number = read_number(emotion.get("score") if isinstance(emotion, dict) else emotion)
    if number is not None:
        yield path, float(number)
