"""Which scale a map's scores were written on, where they are none of -2 to +2."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.loading.paths import Value
from cjmap.model.scalars import read_number


def guess_scale(data: Value) -> str | None:
    """The `emotion_scale` that holds every score of some data; None where none that is usual does."""
    scores = list(_scores(data))
    if not scores:
        return None
    least, most = min(scores), max(scores)
    if least < 0:
        reach = max(-least, most)
        return next((f"[-{end}, {end}]" for end in (3, 5) if reach <= end), None)
    if most <= 5:
        return "[1, 5]" if least >= 1 else "[0, 5]"
    return "[0, 10]" if most <= 10 else None


def _scores(data: Value) -> Iterator[float]:
    """Every number that stands for an emotion."""
    if isinstance(data, list):
        for item in data:
            yield from _scores(item)
    if not isinstance(data, dict):
        return
    for key, value in data.items():
        if key == "emotion":
            yield from _numbers([value])
        elif key == "emotions" and isinstance(value, dict):
            yield from _numbers(list(value.values()))
        else:
            yield from _scores(value)


def _numbers(emotions: list[Value]) -> Iterator[float]:
    for emotion in emotions:
        number = read_number(emotion.get("score") if isinstance(emotion, dict) else emotion)
        if number is not None:
            yield float(number)
