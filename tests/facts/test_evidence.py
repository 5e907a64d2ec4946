"""What a statement rests on: its own evidence, its touchpoint's and its stage's."""

from __future__ import annotations

from cjmap.facts.evidence import evidence_behind, is_looked_at
from cjmap.findings import Path
from tests.facts.given import Given

MAP = """
    title: Buy a coat
    personas: [Laura]
    evidence:
      - {id: diary, title: Diary study, type: diary}
      - {id: guess, title: Workshop, type: assumption}
      - Web analytics
    metrics:
      - {type: nps, value: 3}
    stages:
      - name: Awareness
        evidence: guess
        pains: [No price]
        touchpoints:
          - name: Advert
            evidence: [diary, guess]
            emotion: {score: 1, evidence: Web analytics}
          - name: Window
            emotion: 1
      - name: Purchase
        pains: [Slow]
"""


def test_evidence_is_inherited_from_touchpoint_and_stage(given: Given) -> None:
    subject = given(MAP)

    def behind(*path: str | int, own: tuple[str, ...] = ()) -> list[str]:
        place: Path = path
        return [item.id for item in evidence_behind(subject.index, subject.evidence, place, own)]

    advert = ("stages", 0, "touchpoints", 0)
    assert behind(*advert, "emotion", own=("Web analytics",)) == ["web-analytics", "diary", "guess"]
    assert behind("stages", 0, "touchpoints", 1, "emotion") == ["guess"]
    assert behind("stages", 0, "pains", 0) == ["guess"]
    assert behind("stages", 1, "pains", 0) == []
    assert behind("metrics", 0) == []
    assert behind(*advert, "emotion", own=("nothing",)) == ["diary", "guess"]


def test_an_assumption_alone_is_not_looked_at(given: Given) -> None:
    items = {item.id: piece for item, piece in given(MAP).things.evidence}
    assert not is_looked_at([])
    assert not is_looked_at([items["guess"]])
    assert is_looked_at([items["guess"], items["diary"]])
    # Nobody said what kind it is, so nobody said that it is an assumption.
    assert is_looked_at([items["web-analytics"]])


def test_what_is_cited_twice_at_one_place_is_cited_once(given: Given) -> None:
    text = MAP.replace("evidence: [diary, guess]", "evidence: [diary, diary, Diary study]")
    subject = given(text)
    (diary,) = (item for item in subject.index.items["evidence"] if item.id == "diary")
    assert subject.evidence.cited[diary.path] == 1
