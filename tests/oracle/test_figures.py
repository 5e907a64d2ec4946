"""Random maps in figures: as the words of the design have them, and as lint, gaps and board do."""

from __future__ import annotations

import datetime
import json
import random
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from cjmap.board.export import write_json
from cjmap.board.reading import read
from cjmap.check import Selection, Session, run
from cjmap.findings import Finding
from cjmap.reports import gaps
from cjmap.reports.collect import gather_sheets
from tests.oracle import figures

EVERY: Any = Selection(select=("ALL",))


def close(found: float | None, due: float | None, within: float = 0.0051) -> bool:
    if found is None or due is None:
        return found is due
    return abs(found - due) <= within


# --- maps at random ------------------------------------------------------------------------------


class Maker:
    """Writes a map of which everything is there or not, by the chances of a seed."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.count = 0
        self.people: list[str] = []

    def chance(self, percent: int) -> bool:
        return self.dice.randrange(100) < percent

    def pick(self, *things: Any) -> Any:
        return self.dice.choice(things)

    def name(self, kind: str) -> str:
        self.count += 1
        return f"{kind}{self.count}"

    def some(self) -> list[str]:
        few = self.dice.sample(self.people, self.dice.randint(1, len(self.people)))
        return [name for name in self.people if name in few]

    def make(self) -> figures.Map:
        self.people = [f"p{n}" for n in range(self.dice.randint(1, 3))]
        personas: list[Any] = [{"name": name} for name in self.people]
        if len(personas) > 1 and self.chance(20):
            personas[-1]["type"] = "negative"
        stages = [self.stage() for _ in range(self.dice.randint(1, 5))]
        map = {
            "title": "T",
            "personas": personas,
            "evidence": [{"id": "e", "title": "E", "type": "interview"}],
            "stages": stages,
        }
        self.add(map, 30)
        self.lead_on(map)
        return map

    def stage(self) -> figures.Thing:
        stage: figures.Thing = {"name": self.name("stage"), "id": f"s{self.count}"}
        if self.chance(20):
            stage["personas"] = self.some()
        listed = [self.touchpoint() for _ in range(self.dice.choice([0, 1, 1, 2, 2, 3, 4]))]
        stage["touchpoints"] = listed
        if self.chance(15):
            stage["expectations"] = self.pick([], ["fast"])
        for key in ("thoughts", "pains", "metrics", "evidence"):
            if self.chance(10):
                stage[key] = []
        self.add(stage, 25)
        return stage

    def touchpoint(self) -> figures.Thing:
        name = self.name("touch")
        touchpoint: figures.Thing = {"name": name, "id": name}
        if self.chance(30):
            touchpoint["personas"] = self.some()
        for key, percent, value in (
            ("kind", 20, "action"),
            ("does", 40, ["looks"]),
            ("expects", 10, ["a word"]),
            ("feedback", 10, ["nps"]),
            ("entry", 8, True),
        ):
            if self.chance(percent):
                touchpoint[key] = value
        if self.chance(12):
            touchpoint["exit"] = self.pick(True, "success", "abandon")
        if self.chance(30):
            touchpoint["pains"] = []
        self.add(touchpoint, 40)
        return touchpoint

    def add(self, thing: figures.Thing, percent: int) -> None:
        """What the journey, a stage and a touchpoint may all say, and what but the last two do."""
        if self.chance(percent) and not thing.get("pains"):
            thing["pains"] = [self.pain() for _ in range(self.dice.randint(1, 2))]
        if self.chance(percent):
            thing["opportunities"] = [self.opportunity() for _ in range(self.dice.randint(1, 2))]
        if self.chance(percent):
            thing["metrics"] = [self.metric() for _ in range(self.dice.randint(1, 2))]
        if self.chance(percent):
            thing["owner"] = "Ann"
        if "personas" in thing and isinstance(thing["personas"][0], dict):
            return
        for key in ("frontstage", "backstage", "support"):
            if self.chance(percent // 2):
                thing[key] = ["answers"]
        if self.chance(percent // 4):
            thing["evidence"] = ["e"]
        if self.chance(percent):
            thing["thoughts"] = [self.words() for _ in range(self.dice.randint(1, 2))]
        if self.chance(percent // 3):
            thing["quote"] = [self.words()]
        if self.chance(percent):
            thing["emotion"] = self.feeling()
        elif self.chance(percent):
            thing["emotions"] = {name: self.feeling() for name in self.some()}

    def words(self) -> Any:
        text = self.name("word")
        return {"text": text, "persona": self.pick(*self.people)} if self.chance(50) else text

    def feeling(self) -> Any:
        kind = self.dice.randrange(10)
        if kind == 0:
            return "none"
        if kind == 1:
            return "bored"
        score = self.pick(-2, -1.5, -1, 0, 0.5, 1, 2)
        if kind == 2:
            return {"score": score, "quote": self.name("quote")}
        return {"score": score, "evidence": ["e"]} if kind == 3 else score

    def pain(self) -> figures.Thing:
        name = self.name("pain")
        pain: figures.Thing = {"text": name, "id": name}
        if self.chance(60):
            pain["severity"] = self.dice.randint(1, 5)
        if self.chance(20):
            pain["status"] = "resolved"
        if self.chance(30):
            pain["effect"] = self.pick("annoyance", "workaround", "abandonment")
        if self.chance(10):
            pain["evidence"] = ["e"]
        return pain

    def opportunity(self) -> figures.Thing:
        name = self.name("idea")
        opportunity: figures.Thing = {"text": name, "id": name}
        for key in ("customer_value", "business_value", "effort"):
            if self.chance(75):
                opportunity[key] = self.dice.randint(1, 5)
        if self.chance(60):
            opportunity["status"] = self.pick("idea", "planned", "doing", "done", "dropped")
        opportunity["named"] = self.chance(30)
        if self.chance(15):
            opportunity["pains"] = []
        return opportunity

    def metric(self) -> figures.Thing:
        n = self.pick(5, 9, 10, 12, 29, 30, 45, 100, 101, 400)
        name = self.name("m")
        kind = self.dice.randrange(6)
        if kind == 0:
            return {"type": "cost", "id": name, "target": 3}
        if kind == 1:
            counts = [self.dice.randint(0, 40) for _ in range(3)]
            counts[self.dice.randrange(3)] += 1
            names = ("promoters", "passives", "detractors")
            return {"type": "nps", "id": name, "components": dict(zip(names, counts, strict=True))}
        if kind == 2:
            metric = {
                "type": "csat",
                "id": name,
                "value": self.pick(4.2, 1.1, 3),
                "sd": 1.3,
                "n": n,
            }
            return {**metric, "statistic": "mean", "scale": [1, 5]}
        if kind == 3:
            return {"type": "ces", "id": name, "value": self.pick(5.5, 6.9), "sd": 0.8, "n": n}
        own: figures.Thing = {"type": self.pick("csat", "retention", "drop-off"), "id": name}
        own |= {"value": self.pick(0, 3, 47.5, 88, 100), "n": n}
        return {**own, "source": "e"} if self.chance(30) else own

    def lead_on(self, map: figures.Map) -> None:
        """Ways between touchpoints, and the pains that opportunities name."""
        ids = [touchpoint["id"] for _, touchpoint in figures.flat(map)]
        for _, touchpoint in figures.flat(map):
            if self.chance(25):
                touchpoint["next"] = [
                    {"to": to, "type": self.pick("happy", "alternative", "exception")}
                    for to in self.dice.sample(ids, min(len(ids), self.dice.randint(0, 2)))
                ]
        known = [pain["id"] for pain in figures.pains(map)]
        for opportunity, _ in list(figures.opportunities(map)):
            if opportunity.pop("named") and known:
                opportunity["pains"] = self.dice.sample(known, min(len(known), 2))


# --- what cjmap says of them ---------------------------------------------------------------------


def told(map: figures.Map) -> tuple[dict[str, Any], dict[str, Any], list[Finding]]:
    """What `gaps` and the board say in JSON, and the findings one by one."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "map.journey.yaml"
        file.write_text(json.dumps(map), encoding="utf-8")
        session = Session(today=datetime.date(2026, 11, 21))
        outcome = run(session, [file], EVERY)
        sheets, unreadable = gather_sheets(session, [file], outcome)
        subject = session.subject(file)
        assert subject is not None
        assert not [f.code for f in outcome.findings if f.code < "CJ102"], outcome.findings
        (shown,) = json.loads(gaps.report(gaps.Request(sheets, unreadable), "json"))["maps"]
        board = json.loads(write_json(read(subject, outcome.findings)))
    return (
        shown,
        board,
        [one for finding in outcome.findings for one in finding.members or (finding,)],
    )


def where(findings: list[Finding], code: str) -> Iterator[tuple[int, ...]]:
    for finding in findings:
        if finding.code == code:
            yield tuple(step for step in finding.path if isinstance(step, int))


@pytest.mark.parametrize("seed", range(120))
def test_figures_are_those_of_the_design(seed: int) -> None:
    map = Maker(seed).make()
    # On a scale of its own a map says the same.
    check(map, rescale(map) if seed % 4 == 0 else map)


def rescale(map: figures.Map) -> figures.Map:
    """The same map on a scale from 6 (worst) to 1."""

    def turn(felt: Any) -> Any:
        if isinstance(felt, dict):
            return {**felt, "score": turn(felt["score"])}
        return felt if isinstance(felt, str) else 3.5 - felt * 1.25

    def walk(value: Any) -> Any:
        if isinstance(value, list):
            return [walk(one) for one in value]
        if not isinstance(value, dict):
            return value
        told = {key: walk(one) for key, one in value.items()}
        if "emotion" in told:
            told["emotion"] = turn(told["emotion"])
        if "emotions" in told:
            told["emotions"] = {name: turn(felt) for name, felt in told["emotions"].items()}
        return told

    return {**walk(map), "emotion_scale": [6, 1]}


def check(map: figures.Map, written: figures.Map) -> None:
    """Holds what is said of a map as it is `written` against what is due for the map."""
    shown, board, findings = told(written)
    check_coverage(map, shown)
    check_feelings(map, shown, board, findings)
    check_improvement(map, shown, findings)
    check_metrics(map, shown)


def check_coverage(map: figures.Map, shown: dict[str, Any]) -> None:
    due = [{key: figures.cell(map, s, key) for key in figures.DIMENSIONS} for s in map["stages"]]
    for stage, cells in zip(shown["stages"], due, strict=True):
        assert {key: state for key, state in stage["cells"].items() if cells[key] != state} == {}
    required = [cells[key] for cells in due for key in figures.REQUIRED]
    assert shown["required"] == list(figures.REQUIRED)
    assert close(shown["coverage"], figures.coverage(required))
    for stage, cells in zip(shown["stages"], due, strict=True):
        assert close(stage["coverage"], figures.coverage([cells[k] for k in figures.REQUIRED]))
    for key in figures.DIMENSIONS:
        column = figures.coverage([cells[key] for cells in due])
        assert close(shown["dimensions"][key], column), key
    lacking = [
        (stage["id"], key)
        for stage, cells in zip(map["stages"], due, strict=True)
        for key in figures.REQUIRED
        if cells[key] in ("partial", "missing")
    ]
    assert [(gap["stage"], gap["dimension"]) for gap in shown["gaps"]] == lacking
    for number, persona in enumerate(figures.people(map)):
        row = shown["personas"][number]["stages"]
        for stage, there in zip(map["stages"], row, strict=True):
            places = [
                t for t in stage["touchpoints"] if persona in figures.at_touchpoint(map, stage, t)
            ]
            assert there["touchpoints"] == len(places)
            scores = [score for _, score in figures.scores_in(map, stage, persona)]
            assert close(there["score"], figures.mean(scores))


def check_feelings(
    map: figures.Map, shown: dict[str, Any], board: dict[str, Any], findings: list[Finding]
) -> None:
    scored = [p for p in figures.people(map) if figures.mean_of(map, p) is not None]
    emotion = shown["emotion"]
    assert [one["id"] for one in emotion["personas"]] == scored
    means = [figures.mean_of(map, persona) for persona in scored]
    assert close(emotion["mean"], figures.mean([m for m in means if m is not None]))
    for one, line in zip(emotion["personas"], board["curve"]["lines"], strict=True):
        check_persona(map, one, line)
    for number, stage in enumerate(map["stages"]):
        own = {p: figures.own_score(map, stage, p) for p in figures.people(map)}
        own = {p: score for p, score in own.items() if score is not None}
        counted = {p for p in own if figures.scores_in(map, stage, p)[0][0] == stage["id"]}
        found = [one for one in shown["stages"][number]["feelings"] if one["score"] is not None]
        assert {one["persona"]: one["score"] for one in found} == own
        assert {one["persona"] for one in found if one["counted"]} == counted
        beside = {one["mark"]["id"]: one["score"] for one in board["stages"][number]["scores"]}
        assert beside == {p: score for p, score in own.items() if p not in counted}
    for (number, touchpoint), card in zip(figures.flat(map), board["touchpoints"], strict=True):
        stage = map["stages"][number]
        felt = [figures.score_at(map, stage, touchpoint, p) for p in figures.people(map)]
        assert close(card["mean"], figures.mean([one for one in felt if one is not None]), 1e-9)
    assert sorted({n for (n, *_) in where(findings, "CJ410")}) == sorted(
        {number for number, _ in figures.strays(map)}
    )
    assert any(where(findings, "CJ708")) is (figures.parts(map) > 1) or not figures.flat(map)


def check_persona(map: figures.Map, one: dict[str, Any], line: dict[str, Any]) -> None:
    persona = one["id"]
    assert close(one["mean"], figures.mean_of(map, persona))
    everything = [score for s in map["stages"] for score in figures.scores_in(map, s, persona)]
    way = figures.scored_way(map, persona)
    assert (one["scored"], one["on_the_way"]) == (len(everything), len(way))
    passed = {place for place, _ in way}
    assert [(point["score"], point["off"]) for point in line["points"]] == [
        (score, place not in passed) for place, score in everything
    ]
    if not way:
        assert (one["lowest"], one["last"], one["peak_end"]) == (None, None, None)
        return
    scores = [score for _, score in way]
    low, high = min(scores), max(scores)
    assert [m["at"] for m in one["lows"]] == [place for place, score in way if score == low]
    assert [m["at"] for m in one["highs"]] == [p for p, s in way if s == high]
    assert (one["lowest"]["score"], one["highest"]["score"]) == (low, high)
    assert (one["last"]["at"], one["last"]["score"]) == way[-1]
    strongest = max(scores, key=lambda score: (abs(score), -score))
    assert close(one["peak_end"], (strongest + scores[-1]) / 2)
    falls = [(b - a, n) for n, (a, b) in enumerate(pairwise(scores)) if b < a]
    if not falls:
        assert one["biggest_drop"] is None
        return
    _, first = min(falls)
    drop = one["biggest_drop"]
    assert (drop["from"]["at"], drop["to"]["at"]) == (way[first][0], way[first + 1][0])


def check_improvement(map: figures.Map, shown: dict[str, Any], findings: list[Finding]) -> None:
    states = [figures.state_of(map, pain) for pain in figures.pains(map)]
    for state in ("resolved", "in-hand", "idea", "unanswered"):
        assert shown["pains"][state.replace("-", "_")] == states.count(state)
    assert shown["pains"]["answered"] == len(states) - states.count("unanswered")
    unanswered = sum(1 for _ in where(findings, "CJ501"))
    assert unanswered == states.count("unanswered")
    severe = [
        pain
        for pain, state in zip(figures.pains(map), states, strict=True)
        if state == "idea" and pain.get("severity", 3) >= 4
    ]
    assert sum(1 for _ in where(findings, "CJ505")) == len(severe)
    due = {
        o["id"]: (figures.priority(o), figures.quadrant(o), sorted(served))
        for o, served in figures.opportunities(map)
    }
    assert {one["id"] for one in shown["opportunities"]} == set(due)
    ranks = figures.ranks(map)
    for one in shown["opportunities"]:
        priority, quadrant, served = due[one["id"]]
        assert close(one["priority"], priority)
        assert one["quadrant"] == quadrant or one["assumed"]
        assert one["rank"] == ranks.get(one["id"])
        assert one["assumed"] == (priority is None and one["rank"] is not None)
        assert sorted(one["pains"]) == served


def check_metrics(map: figures.Map, shown: dict[str, Any]) -> None:
    listed = [m for thing, _ in figures.owners(map) for m in thing.get("metrics", [])]
    measured = {m["id"]: m for m in listed if "value" in m or "components" in m}
    # A metric's id need be its own only where it stands, so it goes by the way down to it.
    ratings = {one["id"].rsplit("/", 1)[-1]: one for one in shown["figures"]["metrics"]}
    assert set(ratings) == set(measured)
    for id, one in ratings.items():
        metric = measured[id]
        if "value" in metric:
            assert one["value"] == metric["value"]
        else:
            assert close(one["value"], figures.nps(metric["components"]))
        assert one["standing"] == figures.standing(metric)
        interval = figures.interval(metric)
        assert (one["interval"] is None) is (interval is None), (metric, one)
        if interval is not None:
            assert all(close(*ends) for ends in zip(one["interval"], interval, strict=True))
