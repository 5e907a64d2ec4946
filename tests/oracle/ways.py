"""The ways of a map from the words of the design: plain dictionaries and loops, nothing of cjmap.

A map here is a list of touchpoints `{name, personas, score, next, entry, exit}`: `personas` are
those who take part, `next` is None or a list of `(target, type)`, all by number.
"""

from __future__ import annotations

import itertools
from typing import Any

Touchpoint = dict[str, Any]


def default(map: list[Touchpoint], here: int, persona: str) -> int | None:
    """The next touchpoint of the file in which a persona takes part."""
    for number in range(here + 1, len(map)):
        if persona in map[number]["personas"]:
            return number
    return None


def steps(map: list[Touchpoint], here: int, persona: str) -> list[tuple[int, str]]:
    """Where a persona may go from a touchpoint, written ways first, and of which kind."""
    touchpoint = map[here]
    found = list(touchpoint["next"] or [])
    happy = [kind for _, kind in found if kind == "happy"]
    if touchpoint["next"] == [] or touchpoint["exit"] or happy:
        return found
    onward = default(map, here, persona)
    return found if onward is None else [*found, (onward, "happy")]


def happy_way(map: list[Touchpoint], persona: str) -> list[int]:
    here: int | None = next(n for n, t in enumerate(map) if persona in t["personas"])
    passed: list[int] = []
    while here is not None:
        passed.append(here)
        onward = [target for target, kind in steps(map, here, persona) if kind == "happy"]
        here = next((target for target in onward if target not in passed), None)
    return passed


def beginnings(map: list[Touchpoint], persona: str) -> list[int]:
    own = [n for n, t in enumerate(map) if persona in t["personas"]]
    return [n for n in own if n == own[0] or map[n]["entry"]]


def closure(ways: dict[int, set[int]], starts: set[int]) -> set[int]:
    found = set(starts)
    while True:
        more = {target for n in found for target in ways.get(n, set())} - found
        if not more:
            return found
        found |= more


def ways_of(
    map: list[Touchpoint], persona: str, kinds: tuple[str, ...] = ()
) -> dict[int, set[int]]:
    return {
        n: {t for t, kind in steps(map, n, persona) if not kinds or kind in kinds}
        for n in range(len(map))
    }


def reached(map: list[Touchpoint], persona: str) -> set[int]:
    return closure(ways_of(map, persona), set(beginnings(map, persona)))


def unreachable(map: list[Touchpoint], personas: list[str]) -> set[int]:
    """Where nobody who takes part there can get."""
    at = {persona: reached(map, persona) for persona in personas}
    return {n for n, t in enumerate(map) if not any(n in at[p] for p in t["personas"])}


def rings(map: list[Touchpoint], persona: str) -> set[frozenset[int]]:
    """Sets of touchpoints that a persona goes round in for ever."""
    ways = ways_of(map, persona)
    found = set()
    for n in reached(map, persona):
        ring = closure(ways, ways[n])
        ends = any(
            map[m]["exit"] or not any(kind == "happy" for _, kind in steps(map, m, persona))
            for m in ring
        )
        if n in ring and not ends and all(n in closure(ways, ways[m]) for m in ring):
            found.add(frozenset(ring))
    return found


def dead(map: list[Touchpoint], personas: list[str]) -> set[int]:
    """The targets of exceptions from which nobody comes back or leaves."""
    everybody: dict[int, set[int]] = {n: set() for n in range(len(map))}
    planned: dict[int, set[int]] = {n: set() for n in range(len(map))}
    starts: set[int] = set()
    for persona in personas:
        there = reached(map, persona) | {n for n, t in enumerate(map) if persona in t["personas"]}
        starts |= set(beginnings(map, persona))
        for n in there:
            everybody[n] |= ways_of(map, persona)[n]
            planned[n] |= ways_of(map, persona, ("happy", "alternative"))[n]
    safe = closure(planned, starts) | {n for n, t in enumerate(map) if t["exit"]}
    come = closure(everybody, starts)
    targets = {t for n in come for t, kind in map[n]["next"] or [] if kind == "exception"}
    return {t for t in targets if not closure(everybody, {t}) & safe}


def branches_on_the_way(map: list[Touchpoint], personas: list[str]) -> set[tuple[int, int]]:
    """Alternatives and exceptions to where somebody goes by default."""
    found = set()
    for n, touchpoint in enumerate(map):
        entries = touchpoint["next"] or []
        if touchpoint["exit"] or touchpoint["next"] == [] or any(k == "happy" for _, k in entries):
            continue
        there = [p for p in personas if p in touchpoint["personas"] or n in reached(map, p)]
        usual = {default(map, n, persona) for persona in there}
        found |= {(n, target) for target, _ in entries if target in usual}
    return found


def story(map: list[Touchpoint], persona: str) -> dict[str, Any]:
    """The scores of a persona's way, and what they tell."""
    way = [n for n in happy_way(map, persona) if persona in map[n]["personas"]]
    way = [n for n in way if map[n]["score"] is not None]
    scores = [map[n]["score"] for n in way]
    everything = [t["score"] for t in map if persona in t["personas"] and t["score"] is not None]
    told: dict[str, Any] = {"mean": sum(everything) / len(everything) if everything else None}
    if not way:
        return told
    strongest = scores[0]
    for score in scores:
        if abs(score) > abs(strongest) or (abs(score) == abs(strongest) and score < strongest):
            strongest = score
    falls = [(b - a, n) for n, (a, b) in enumerate(itertools.pairwise(scores)) if b < a]
    deepest = min(falls, default=None)
    return {
        **told,
        "lows": [n for n in way if map[n]["score"] == min(scores)],
        "highs": [n for n in way if map[n]["score"] == max(scores)],
        "last": way[-1],
        "peak_end": (strongest + scores[-1]) / 2,
        "drop": None if deepest is None else (way[deepest[1]], way[deepest[1] + 1]),
    }
