"""Which known word a mistyped one was meant to be."""

from __future__ import annotations

from collections.abc import Iterable


def distance(first: str, second: str, most: int) -> int:
    """Edits between two words (insert, delete, replace, swap neighbours); `most` + 1 where more.

    The restricted Damerau-Levenshtein distance (optimal string alignment).
    """
    if abs(len(first) - len(second)) > most:
        return most + 1
    # Every letter that the other word lacks takes an edit.
    if sum(letter not in second for letter in first) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        last, before, row = before, row, [i]
        for j, b in enumerate(second, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def same_digits(one: str, other: str) -> bool:
    """Whether two words have the same digits in the same order: `talks-2025` is not `talks-2026`."""
    return [c for c in one if c.isdigit()] == [c for c in other if c.isdigit()]


def nearest(word: str, known: Iterable[str], *, most: int | None = None) -> tuple[str, ...]:
    """The known words nearest to `word`, within `most` edits (by default a third of its length).

    Several only where they are equally near; in the order given.
    """
    word = word.casefold()
    limit = most if most is not None else max(1, min(3, len(word) // 3))
    best: dict[str, int] = {}
    for candidate in known:
        edits = distance(word, candidate.casefold(), limit)
        # One edit turns any single letter into any other: no hint.
        if edits <= limit and edits < len(candidate):
            best[candidate] = edits
    if not best:
        return ()
    least = min(best.values())
    return tuple(candidate for candidate, edits in best.items() if edits == least)
