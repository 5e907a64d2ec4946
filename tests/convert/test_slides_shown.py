"""What slides are said not to show: each key, and whether anything on them changes where a map says it."""

from __future__ import annotations

import copy
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from cjmap.check import Session
from cjmap.convert import slides
from cjmap.convert.originals import Original
from cjmap.convert.sheets import write_pptx
from cjmap.model.channel import Channel
from cjmap.model.element import Element
from cjmap.model.evidence import Evidence
from cjmap.model.improvement import Gain, Opportunity, Pain
from cjmap.model.journey import Journey
from cjmap.model.lane import Lane
from cjmap.model.metric import Metric
from cjmap.model.persona import Persona
from cjmap.model.stage import Stage
from cjmap.model.touchpoint import Touchpoint
from cjmap.project import Project
from cjmap.vocabulary.maps import Thing
from tests.views.maps import TODAY

MAP: dict[str, Any] = {
    "title": "Coat",
    "lifecycle": ["Before", "After"],
    "personas": [{"id": "ann", "name": "Ann"}, {"id": "bob", "name": "Bob"}],
    "channels": [{"id": "kiosk", "name": "Kiosk"}],
    "evidence": [{"id": "study", "title": "Study"}],
    "lanes": [{"id": "weather", "name": "Weather"}],
    "pains": ["Rain"],
    "gains": ["Sun"],
    "opportunities": ["Roof"],
    "metrics": [{"type": "nps", "value": 20}],
    "stages": [
        {
            "name": "Search",
            "touchpoints": [
                {
                    "id": "site",
                    "name": "Site",
                    "channel": "kiosk",
                    "emotion": 1,
                    "lanes": {"weather": "rain"},
                    "pains": [{"id": "slow", "text": "Slow"}],
                    "gains": [{"text": "Photos"}],
                    "opportunities": [{"text": "Faster"}],
                    "metrics": [{"type": "csat", "value": 80}],
                },
                {"id": "call", "name": "Call"},
            ],
        },
        {"name": "Buy", "touchpoints": ["Till"]},
    ],
}
# What is said by keys that have no example, or one that would not do in this map.
SAID: dict[tuple[str, str], Any] = {
    ("map", "id"): "coat",
    ("map", "kind"): "experience",
    ("map", "language"): "es",
    ("map", "state"): "future",
    ("map", "status"): "review",
    ("map", "owner"): "Olga",
    ("map", "outcomes"): [{"metric": "nps", "before": 10, "after": 20}],
    ("map", "links"): [{"rel": "next", "to": "other.journey.yaml"}],
    ("map", "lifecycle"): "four-stage",
    ("map", "match"): {"surveys": ["shop"]},
    ("map", "data"): {"timezone": "Europe/Madrid"},
    ("persona", "jobs"): ["When it is cold I want to be warm"],
    ("persona", "photo"): {"src": "https://example.org/ann.png", "alt": "Ann laughs"},
    ("persona", "evidence"): ["study"],
    ("persona", "match"): {"segment": {"kind": "a"}},
    ("stage", "phase"): "After",
    ("stage", "personas"): ["bob"],
    ("stage", "emotions"): {"ann": 2, "bob": -1},
    ("stage", "lanes"): {"weather": "snow"},
    ("stage", "evidence"): ["study"],
    ("stage", "match"): {"events": ["seen"]},
    ("touchpoint", "personas"): ["bob"],
    ("touchpoint", "emotions"): {"ann": 2, "bob": -1},
    ("touchpoint", "handoff"): {"from": "Shop", "to": "Post"},
    ("touchpoint", "automation"): [{"trigger": "Order", "message": "Sends mail"}],
    ("touchpoint", "next"): [{"to": "till", "when": "In a hurry", "type": "exception"}],
    ("touchpoint", "evidence"): ["study"],
    ("touchpoint", "match"): {"events": ["seen"]},
    ("touchpoint", "image"): {"src": "https://example.org/a.png", "alt": "Shop"},
    ("touchpoint", "lanes"): {"weather": "snow"},
    ("touchpoint", "channel"): "Web",
    ("pain", "personas"): ["bob"],
    ("pain", "owner"): "Olga",
    ("pain", "evidence"): ["study"],
    ("gain", "personas"): ["bob"],
    ("gain", "evidence"): ["study"],
    ("opportunity", "pains"): ["slow"],
    ("opportunity", "owner"): "Olga",
    ("opportunity", "expected"): [{"metric": "csat", "change": 5}],
    ("opportunity", "outcome"): [{"metric": "csat", "change": 5}],
    ("opportunity", "customer_value"): 5,
    ("metric", "type"): "ces",
    ("metric", "value"): 70,
    ("metric", "unit"): "pieces",
    ("metric", "personas"): ["bob"],
    ("metric", "source"): "Survey",
    ("metric", "owner"): "Olga",
    ("metric", "evidence"): ["study"],
    ("metric", "from"): "site",
    ("metric", "components"): {"promoters": 10, "passives": 5, "detractors": 1},
    ("metric", "history"): [{"date": "2025-01-01", "value": 3}],
}
# What is said beside, where a key alone would say nothing.
BESIDE: dict[tuple[str, str], dict[str, Any]] = {
    ("opportunity", "customer_value"): {"effort": 2, "business_value": 3},
    ("opportunity", "business_value"): {"effort": 2, "customer_value": 3},
    ("opportunity", "effort"): {"customer_value": "high"},
    ("opportunity", "done"): {"status": "done"},
    ("opportunity", "outcome"): {"status": "done"},
    ("metric", "unit"): {"type": "Orders", "value": 70},
    ("metric", "scale"): {"statistic": "mean", "value": 4},
    ("metric", "sd"): {"statistic": "mean", "value": 4},
}


def _at(*path: str | int) -> Callable[[Any], dict[str, Any]]:
    def find(found: Any) -> Any:
        for step in path:
            found = found[step]
        return found

    return find


_TOUCHPOINT = ("stages", 0, "touchpoints", 0)
PLACES: dict[str, tuple[type[Element], Callable[[Any], dict[str, Any]]]] = {
    "map": (Journey, _at()),
    Thing.PERSONA: (Persona, _at("personas", 0)),
    Thing.CHANNEL: (Channel, _at("channels", 0)),
    Thing.EVIDENCE: (Evidence, _at("evidence", 0)),
    Thing.LANE: (Lane, _at("lanes", 0)),
    Thing.STAGE: (Stage, _at("stages", 0)),
    Thing.TOUCHPOINT: (Touchpoint, _at(*_TOUCHPOINT)),
    Thing.PAIN: (Pain, _at(*_TOUCHPOINT, "pains", 0)),
    Thing.GAIN: (Gain, _at(*_TOUCHPOINT, "gains", 0)),
    Thing.OPPORTUNITY: (Opportunity, _at(*_TOUCHPOINT, "opportunities", 0)),
    Thing.METRIC: (Metric, _at(*_TOUCHPOINT, "metrics", 0)),
}
# Things of their own, which are asked for by themselves.
_OWN = ("personas", "channels", "evidence", "lanes", "stages", "touchpoints")
_OWN_THINGS = ("pains", "gains", "opportunities", "metrics")


def _changed(kind: str, key: str | None, said: Any, beside: dict[str, Any]) -> Any:
    journey = copy.deepcopy(MAP)
    place = PLACES[kind][1]
    place(journey).update(beside)
    if key is not None:
        place(journey)[key] = said
    return journey


@pytest.fixture
def look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], tuple[str, ...]]:
    """What stands on the slides of a map: their words, those of their notes, and of the picture."""
    pictures: list[str] = []
    blank = io.BytesIO()
    Image.new("RGB", (1, 1)).save(blank, "PNG")

    def draw(picture: str, _: float) -> bytes:
        pictures.append(picture)
        return blank.getvalue()

    monkeypatch.setattr(slides, "to_png", draw)

    def see(journey: Any) -> tuple[str, ...]:
        project, file = Project(), tmp_path / "coat.journey.yaml"
        project.overlay(file, json.dumps(journey).encode("utf-8"))
        session = Session(project, today=TODAY)
        subject = session.subject(file)
        assert subject is not None
        document = project.document(file)
        assert not document.problems, (journey, [str(one.message) for one in document.problems])
        deck = zipfile.ZipFile(io.BytesIO(write_pptx([Original(document, subject)])))
        parts = sorted(
            name for name in deck.namelist() if re.match(r"ppt/\w*[sS]lides/[^/]+$", name)
        )
        words = [re.findall(r"<a:t>([^<]*)", deck.read(part).decode("utf-8")) for part in parts]
        return (*(word for part in words for word in part), *re.findall(r">([^<]+)<", pictures[-1]))

    return see


@pytest.mark.parametrize("kind", PLACES)
def test_slides_show_every_key_but_those_that_are_said_to_be_hidden(
    kind: str, look: Callable[[Any], tuple[str, ...]]
) -> None:
    model, _ = PLACES[kind]
    hidden = set()
    without: dict[str, tuple[str, ...]] = {}
    for name, info in model.model_fields.items():
        key = "x-own" if name == "extensions" else info.alias or name
        skipped = _OWN if kind in ("map", Thing.STAGE) else ()
        if key in _OWN_THINGS or (key in skipped and (kind, key) not in SAID):
            continue
        said = SAID[kind, key] if (kind, key) in SAID else (info.examples or ["Hello"])[0]
        if said == PLACES[kind][1](MAP).get(key):
            said = "Other"
        beside = BESIDE.get((kind, key), {})
        before = json.dumps(beside)
        if before not in without:
            without[before] = look(_changed(kind, None, None, beside))
        if look(_changed(kind, key, said, beside)) == without[before]:
            hidden.add(key)
    thing = Thing.known(kind)
    assert hidden - {"x-own"} == set(slides.HIDDEN[thing])
    assert "x-own" in hidden
