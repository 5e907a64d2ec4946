"""Random maps, told by the words of the design and by cjmap."""

from __future__ import annotations

import datetime
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cjmap.check import Selection, Session, run
from cjmap.facts.subject import Subject
from cjmap.findings import Finding
from tests.oracle import ways

PERSONAS = ["ana", "leo", "mia"]
TYPES = ["happy", "alternative", "exception"]


@st.composite
def maps(draw: st.DrawFn) -> list[ways.Touchpoint]:
    count = draw(st.integers(2, 7))
    entry = st.tuples(st.integers(0, count - 1), st.sampled_from(TYPES))
    nexts = st.none() | st.lists(entry, max_size=3, unique=True)
    return [
        {
            "name": f"t{number}",
            "personas": draw(st.lists(st.sampled_from(PERSONAS), min_size=1, unique=True)),
            "score": draw(st.none() | st.sampled_from([-2, -1, 0, 1, 2])),
            "next": draw(st.none() | nexts),
            "entry": draw(st.sampled_from([False, False, False, True])),
            "exit": draw(st.sampled_from([None, None, None, "success", "abandon"])),
        }
        for number in range(count)
    ]


def write(map: list[ways.Touchpoint]) -> str:
    def plain(touchpoint: ways.Touchpoint) -> dict[str, Any]:
        told = {"name": touchpoint["name"], "personas": touchpoint["personas"], "pains": []}
        if touchpoint["score"] is not None:
            told["emotion"] = touchpoint["score"]
        if touchpoint["next"] is not None:
            told["next"] = [{"to": f"t{t}", "type": kind} for t, kind in touchpoint["next"]]
        for key in ("entry", "exit"):
            if touchpoint[key]:
                told[key] = touchpoint[key]
        return told

    stages = [{"name": "One", "touchpoints": [plain(t) for t in map]}]
    return json.dumps({"title": "T", "personas": PERSONAS, "stages": stages})


def read(map: list[ways.Touchpoint]) -> tuple[Subject, list[Finding]]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "map.journey.yaml"
        file.write_text(write(map), encoding="utf-8")
        session = Session(today=datetime.date(2026, 11, 21))
        outcome = run(session, [file], Selection(select=("ALL",)))
        subject = session.subject(file)
    assert subject is not None
    return subject, list(flatten(outcome.findings))


def flatten(findings: Any) -> Iterator[Finding]:
    for finding in findings:
        yield from finding.members or (finding,)


def places(findings: list[Finding], code: str) -> set[int]:
    return {int(f.path[3]) for f in findings if f.code == code}


@settings(max_examples=120, deadline=None)
@given(maps())
def test_ways_story_and_rules_are_those_of_the_design(map: list[ways.Touchpoint]) -> None:
    subject, findings = read(map)
    present = [p for p in PERSONAS if any(p in t["personas"] for t in map)]
    for walk in subject.flow.walks:
        for persona in walk.personas:
            assert [path[3] for path in walk.happy] == ways.happy_way(map, persona.id)
            assert {path[3] for path in walk.reached} == ways.reached(map, persona.id)
    for line in subject.curve.lines:
        told = ways.story(map, line.persona.id)
        assert abs(line.mean - told["mean"]) < 1e-9
        assert [point.owner.path[3] for point in line.lows] == told.get("lows", [])
        assert [point.owner.path[3] for point in line.highs] == told.get("highs", [])
        assert line.peak_end == told.get("peak_end")
        assert (line.last.owner.path[3] if line.last else None) == told.get("last")
        drop = line.biggest_drop
        assert (drop and tuple(point.owner.path[3] for point in drop)) == told.get("drop")
    check_rules(map, present, findings)


def check_rules(map: list[ways.Touchpoint], present: list[str], findings: list[Finding]) -> None:
    nowhere = ways.unreachable(map, present)
    assert places(findings, "CJ701") <= nowhere
    assert bool(places(findings, "CJ701")) is bool(nowhere)
    dead = ways.dead(map, present)
    assert places(findings, "CJ702") <= dead
    assert bool(places(findings, "CJ702")) is bool(dead)
    on_the_way = {n for n, _ in ways.branches_on_the_way(map, present)}
    assert places(findings, "CJ709") == on_the_way
    behind = {m for p in present for n in dead for m in ways.closure(ways.ways_of(map, p), {n})}
    rings = {ring for p in present for ring in ways.rings(map, p)}
    open_rings = {ring for ring in rings if not ring & behind}
    told = places(findings, "CJ703")
    assert all(any(n in ring for n in told) for ring in open_rings)
    assert told <= {n for ring in rings for n in ring}
    # `pains: []` stands everywhere, so CJ403 is silent and CJ404 speaks of every low.
    stories = {p: ways.story(map, p) for p in present}
    scored = {
        p: [
            n
            for n in ways.happy_way(map, p)
            if p in map[n]["personas"] and map[n]["score"] is not None
        ]
        for p in present
    }
    lows = {
        n for p in present if len(scored[p]) > 1 for n in stories[p]["lows"] if map[n]["score"] < 0
    }
    assert places(findings, "CJ404") == lows
    ends = {stories[p]["last"] for p in present if len(scored[p]) > 1}
    assert places(findings, "CJ405") == {n for n in ends if map[n]["score"] < 0} - lows
