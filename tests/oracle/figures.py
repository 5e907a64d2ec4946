"""Coverage, feelings, pains, priorities and scores from the words of the design: plain dictionaries
and loops over a map as it is written, nothing of cjmap.

Every touchpoint and pain here has an id, personas are listed by name, lists are written as lists.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from tests.oracle import ways

Map = dict[str, Any]
Thing = dict[str, Any]

DIMENSIONS = (
    *("touchpoints", "does", "thoughts", "expectations", "emotions", "pains", "metrics", "owner"),
    *("evidence", "feedback", "frontstage", "backstage", "support"),
)
REQUIRED = ("touchpoints", "does", "thoughts", "emotions", "pains", "metrics", "owner")
ASKED = ("nps", "csat", "ces")


# --- who takes part ------------------------------------------------------------------------------


def people(map: Map) -> list[str]:
    return [persona["name"] for persona in map["personas"]]


def positive(map: Map) -> list[str]:
    return [p["name"] for p in map["personas"] if p.get("type") != "negative"]


def at_touchpoint(map: Map, stage: Thing, touchpoint: Thing) -> list[str]:
    named = touchpoint.get("personas") or stage.get("personas") or positive(map)
    return [name for name in people(map) if name in named]


def in_stage(map: Map, stage: Thing) -> list[str]:
    inside = {p for t in stage["touchpoints"] for p in at_touchpoint(map, stage, t)}
    inside |= set(stage.get("personas") or [])
    if not stage["touchpoints"] and not stage.get("personas"):
        inside |= set(positive(map))
    return [name for name in people(map) if name in inside]


def flat(map: Map) -> list[tuple[int, Thing]]:
    return [(n, t) for n, stage in enumerate(map["stages"]) for t in stage["touchpoints"]]


# --- feelings ------------------------------------------------------------------------------------


def feeling(thing: Thing, persona: str) -> Any:
    """What a touchpoint or stage says of a persona: a number, "none", words, or None for nothing."""
    found = thing.get("emotions", {}).get(persona, thing.get("emotion"))
    return found.get("score", found.get("label")) if isinstance(found, dict) else found


def is_score(felt: Any) -> bool:
    return isinstance(felt, int | float)


def score_at(map: Map, stage: Thing, touchpoint: Thing, persona: str) -> float | None:
    felt = feeling(touchpoint, persona)
    there = persona in at_touchpoint(map, stage, touchpoint)
    return felt if there and is_score(felt) else None


def own_score(map: Map, stage: Thing, persona: str) -> float | None:
    """What a stage says itself of a persona that takes part in it."""
    felt = feeling(stage, persona)
    return felt if persona in in_stage(map, stage) and is_score(felt) else None


def scores_in(map: Map, stage: Thing, persona: str) -> list[tuple[str, float]]:
    """The scores that count, with where they stand: the stage's own where no touchpoint has one."""
    found = [
        (t["id"], score)
        for t in stage["touchpoints"]
        if (score := score_at(map, stage, t, persona)) is not None
    ]
    own = own_score(map, stage, persona)
    return found or ([(stage["id"], own)] if own is not None else [])


def mean(numbers: list[float]) -> float | None:
    return sum(numbers) / len(numbers) if numbers else None


def mean_of(map: Map, persona: str) -> float | None:
    return mean([score for s in map["stages"] for _, score in scores_in(map, s, persona)])


def as_ways(map: Map) -> list[ways.Touchpoint]:
    """The touchpoints as `tests.oracle.ways` takes them."""
    listed = flat(map)
    number = {t["id"]: n for n, (_, t) in enumerate(listed)}
    return [
        {
            "personas": at_touchpoint(map, map["stages"][stage], t),
            "next": None
            if "next" not in t
            else [(number[e["to"]], e.get("type", "happy")) for e in t["next"]],
            "entry": t.get("entry", False),
            "exit": t.get("exit"),
        }
        for stage, t in listed
    ]


def scored_way(map: Map, persona: str) -> list[tuple[str, float]]:
    """The scores on the happy way of a persona, in its order."""
    listed, plain = flat(map), as_ways(map)
    walked = ways.happy_way(plain, persona) if any(persona in t["personas"] for t in plain) else []
    way: list[tuple[str, float]] = []
    done: set[int] = set()

    def tell_stage(number: int) -> None:
        done.add(number)
        stage = map["stages"][number]
        way.extend(one for one in scores_in(map, stage, persona) if one[0] == stage["id"])

    def is_inside(number: int) -> bool:
        stage = map["stages"][number]
        return any(persona in at_touchpoint(map, stage, t) for t in stage["touchpoints"])

    for n in walked:
        number, touchpoint = listed[n]
        for before in range(number):
            if before not in done and not is_inside(before):
                tell_stage(before)
        stage = map["stages"][number]
        if persona in at_touchpoint(map, stage, touchpoint):
            if number not in done:
                tell_stage(number)
            score = score_at(map, stage, touchpoint, persona)
            if score is not None:
                way.append((touchpoint["id"], score))
    for number in range(len(map["stages"])):
        if number not in done and not is_inside(number):
            tell_stage(number)
    return way


def strays(map: Map) -> list[tuple[int, str]]:
    """The stages whose own score of a persona strays by more than 1.5 from its touchpoints' mean."""
    found = []
    for number, stage in enumerate(map["stages"]):
        for persona in people(map):
            own = own_score(map, stage, persona)
            scores = [score_at(map, stage, t, persona) for t in stage["touchpoints"]]
            inside = mean([score for score in scores if score is not None])
            if own is not None and inside is not None and abs(own - inside) > 1.5:
                found.append((number, persona))
    return found


def parts(map: Map) -> int:
    """The parts of the map that somebody reaches and that no way joins."""
    plain = as_ways(map)
    joined: dict[int, set[int]] = {n: set() for n in range(len(plain))}
    come: set[int] = set()
    for persona in people(map):
        own = {n for n, t in enumerate(plain) if persona in t["personas"]}
        if not own:
            continue
        reached = ways.reached(plain, persona)
        come |= reached
        for n in reached | own:
            for target, _ in ways.steps(plain, n, persona):
                joined[n].add(target)
                joined[target].add(n)
    left, count = set(range(len(plain))), 0
    while left:
        part = ways.closure(joined, {min(left)})
        count += bool(part & come)
        left -= part
    return count


# --- coverage ------------------------------------------------------------------------------------


def speaks(thing: Thing, persona: str, present: list[str]) -> bool:
    """Whether a thought or quote of a persona stands at a touchpoint or stage."""
    if persona not in present:
        return False
    said = [*thing.get("thoughts", []), *thing.get("quote", [])]
    for one in said:
        whose = one.get("persona") if isinstance(one, dict) else None
        if whose in (None, persona):
            return True
    felt = thing.get("emotions", {}).get(persona, thing.get("emotion"))
    return isinstance(felt, dict) and "quote" in felt


def share(done: int, of: int) -> str:
    return "missing" if not done else "full" if done == of else "partial"


def cell(map: Map, stage: Thing, dimension: str) -> str:
    return _CELLS.get(dimension, _layer)(map, stage, dimension)


def _touchpoints(map: Map, stage: Thing, _: str) -> str:
    return "full" if stage["touchpoints"] else "missing"


def _does(map: Map, stage: Thing, _: str) -> str:
    said = any(t.get("does") or t.get("kind") == "action" for t in stage["touchpoints"])
    return "full" if said else "missing"


def _thoughts(map: Map, stage: Thing, _: str) -> str:
    if stage.get("thoughts") == []:
        return "full"
    everyone = in_stage(map, stage)
    having = [
        p
        for p in everyone
        if speaks(stage, p, everyone)
        or any(speaks(t, p, at_touchpoint(map, stage, t)) for t in stage["touchpoints"])
    ]
    return share(len(having), len(everyone))


def _expectations(map: Map, stage: Thing, _: str) -> str:
    if stage.get("expectations") == []:
        return "full"
    said = stage.get("expectations") or any(t.get("expects") for t in stage["touchpoints"])
    return "full" if said else "missing"


def _emotions(map: Map, stage: Thing, _: str) -> str:
    everyone = in_stage(map, stage)
    looked, worded = 0, False
    for persona in everyone:
        felt = [feeling(stage, persona)]
        felt += [
            feeling(t, persona)
            for t in stage["touchpoints"]
            if persona in at_touchpoint(map, stage, t)
        ]
        looked += any(is_score(one) or one == "none" for one in felt)
        worded |= any(isinstance(one, str) and one != "none" for one in felt)
    if looked and looked == len(everyone):
        return "full"
    return "partial" if looked or worded else "missing"


def _pains(map: Map, stage: Thing, _: str) -> str:
    own = stage.get("pains")
    listed = [t.get("pains") for t in stage["touchpoints"]]
    if own or any(listed) or own == [] or (listed and all(pains == [] for pains in listed)):
        return "full"
    return "missing"


def metrics_in(stage: Thing) -> list[Thing]:
    return [m for thing in (stage, *stage["touchpoints"]) for m in thing.get("metrics", [])]


def _metrics(map: Map, stage: Thing, _: str) -> str:
    if stage.get("metrics") == []:
        return "full"
    listed = metrics_in(stage)
    if any("value" in m or "components" in m or "history" in m for m in listed):
        return "full"
    return "partial" if listed and all("target" in m for m in listed) else "missing"


def _owner(map: Map, stage: Thing, _: str) -> str:
    if stage.get("owner"):
        return "full"
    owners = [t for t in stage["touchpoints"] if t.get("owner")]
    return share(len(owners), len(stage["touchpoints"]))


def _evidence(map: Map, stage: Thing, _: str) -> str:
    if stage.get("evidence") == []:
        return "full"
    known = {one["id"] for one in map["evidence"]}
    for thing in (stage, *stage["touchpoints"]):
        inside = [*thing.get("pains", []), *thing.get("metrics", []), thing]
        felt = [thing.get("emotion"), *thing.get("emotions", {}).values()]
        inside += [one for one in felt if isinstance(one, dict)]
        if any(one.get("evidence") or one.get("source") in known for one in inside):
            return "full"
    return "missing"


def _feedback(map: Map, stage: Thing, _: str) -> str:
    asked = any(t.get("feedback") for t in stage["touchpoints"])
    return "full" if asked or any(m["type"] in ASKED for m in metrics_in(stage)) else "missing"


def _layer(map: Map, stage: Thing, dimension: str) -> str:
    if stage.get(dimension):
        return "full"
    others = [t for t in stage["touchpoints"] if t.get("kind") != "action"]
    if stage["touchpoints"] and not others:
        return "full" if any(t.get(dimension) for t in stage["touchpoints"]) else "n/a"
    return share(sum(bool(t.get(dimension)) for t in others), len(others))


_CELLS = {
    "touchpoints": _touchpoints,
    "does": _does,
    "thoughts": _thoughts,
    "expectations": _expectations,
    "emotions": _emotions,
    "pains": _pains,
    "metrics": _metrics,
    "owner": _owner,
    "evidence": _evidence,
    "feedback": _feedback,
}


def coverage(states: list[str]) -> float | None:
    counted = [state for state in states if state != "n/a"]
    if not counted:
        return None
    return 100 * (counted.count("full") + counted.count("partial") / 2) / len(counted)


# --- pains and opportunities ---------------------------------------------------------------------


def owners(map: Map) -> Iterator[tuple[Thing, list[Thing]]]:
    """The journey, each stage and each touchpoint, with those whose pains stand beside it."""
    yield map, [map]
    for stage in map["stages"]:
        yield stage, [stage, *stage["touchpoints"]]
        for touchpoint in stage["touchpoints"]:
            yield touchpoint, [touchpoint]


def opportunities(map: Map) -> Iterator[tuple[Thing, list[str]]]:
    """Every opportunity with the ids of the pains that it serves."""
    for thing, beside in owners(map):
        around = [pain["id"] for one in beside for pain in one.get("pains", [])]
        for opportunity in thing.get("opportunities", []):
            yield opportunity, opportunity.get("pains", around)


def pains(map: Map) -> list[Thing]:
    return [pain for thing, _ in owners(map) for pain in thing.get("pains", [])]


def state_of(map: Map, pain: Thing) -> str:
    if pain.get("status") == "resolved":
        return "resolved"
    serving = [o.get("status", "idea") for o, served in opportunities(map) if pain["id"] in served]
    if any(status in ("planned", "doing", "done") for status in serving):
        return "in-hand"
    return "idea" if "idea" in serving else "unanswered"


def priority(opportunity: Thing) -> float | None:
    figures = ("customer_value", "business_value", "effort")
    if any(figure not in opportunity for figure in figures):
        return None
    value = (opportunity["customer_value"] + opportunity["business_value"]) / 2
    return float(value / opportunity["effort"])


def quadrant(opportunity: Thing) -> str | None:
    if priority(opportunity) is None:
        return None
    value = (opportunity["customer_value"] + opportunity["business_value"]) / 2
    if value >= 3:
        return "quick-win" if opportunity["effort"] < 3 else "big-bet"
    return "fill-in" if opportunity["effort"] < 3 else "time-sink"


def ranks(map: Map) -> dict[str, int]:
    """The rank of every opportunity that is still to be done, from 1, by its id."""
    pains_by_id = {pain["id"]: pain for pain in pains(map)}
    keys = []
    for place, (opportunity, served) in enumerate(opportunities(map)):
        if opportunity.get("status") in ("done", "dropped"):
            continue
        felt = [pains_by_id[one] for one in served if pains_by_id[one].get("status") != "resolved"]
        full = rated(opportunity, felt)
        weights = [
            pain.get("severity", 3) + (1 if pain.get("effect") == "abandonment" else 0)
            for pain in felt
        ]
        order = ("quick-win", "big-bet", "fill-in", "time-sink").index(quadrant(full) or "")
        key = (order, -max([0, *weights]), -(priority(full) or 0.0), place)
        keys.append((key, opportunity["id"]))
    return {name: number for number, (_, name) in enumerate(sorted(keys), 1)}


def rated(opportunity: Thing, felt: list[Thing]) -> Thing:
    """An opportunity with the ratings that are assumed where it has none."""
    full = dict(opportunity)
    gravest = max((pain.get("severity", 3) for pain in felt), default=3)
    full.setdefault("customer_value", gravest)
    full.setdefault("business_value", full["customer_value"])
    full.setdefault("effort", 3)
    return full


# --- scores and their intervals ------------------------------------------------------------------

_Z = 1.96


def nps(components: Thing) -> float:
    n = sum(components.values())
    return float(100 * (components["promoters"] - components["detractors"]) / n)


def _adjusted_wald(components: Thing) -> tuple[float, float]:
    n = sum(components.values()) + 3
    p, d = (components["promoters"] + 0.75) / n, (components["detractors"] + 0.75) / n
    spread = _Z * math.sqrt((p + d - (p - d) ** 2) / n)
    return max(-100, 100 * (p - d - spread)), min(100, 100 * (p - d + spread))


def _wilson(percent: float, n: float) -> tuple[float, float]:
    p = percent / 100
    centre = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    spread = _Z * math.sqrt(p * (1 - p) / n + _Z**2 / (4 * n * n)) / (1 + _Z**2 / n)
    return max(0, 100 * (centre - spread)), min(100, 100 * (centre + spread))


def quantile_of_t(degrees: int) -> float:
    """Where Student's t with so many degrees of freedom has 97.5 % below it, by halving."""

    def below(x: float, pieces: int = 2000) -> float:
        scale: float = math.exp(math.lgamma((degrees + 1) / 2) - math.lgamma(degrees / 2))
        scale /= math.sqrt(degrees * math.pi)
        step = x / pieces
        inner: float = sum(
            (2 if i % 2 == 0 else 4) * (1 + (i * step) ** 2 / degrees) ** (-(degrees + 1) / 2)
            for i in range(1, pieces)
        )
        end: float = (1 + x * x / degrees) ** (-(degrees + 1) / 2)
        return 0.5 + scale * step / 3 * (1 + inner + end)

    low, high = 0.0, 13.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) < 0.975 else (low, middle)
    return low


def interval(metric: Thing) -> tuple[float, float] | None:
    """The 95 % interval of a written metric, None where it takes none or has too few answers."""
    n = metric.get("n", 0)
    if metric["type"] == "nps":
        counts = metric.get("components")
        return _adjusted_wald(counts) if counts and sum(counts.values()) >= 10 else None
    if n < 10 or "value" not in metric:
        return None
    statistic = metric.get("statistic", "mean" if metric["type"] == "ces" else "percent")
    if statistic == "percent":
        return _wilson(metric["value"], n)
    if "sd" not in metric:
        return None
    spread = quantile_of_t(n - 1) * metric["sd"] / math.sqrt(n)
    least, most = metric.get("scale", [1, 5] if metric["type"] == "csat" else [1, 7])
    value = metric["value"]
    return max(least, value - spread), min(most, value + spread)


def standing(metric: Thing) -> str:
    """Whether so few answers are suppressed, indicative, or enough; a mean wants more than 100."""
    n = sum(metric["components"].values()) if "components" in metric else metric.get("n")
    if n is None:
        return "unknown"
    statistic = metric.get("statistic", "mean" if metric["type"] == "ces" else "percent")
    enough = 101 if statistic == "mean" and metric["type"] != "nps" else 30
    return "too-few" if n < 10 else "indicative" if n < enough else "solid"
