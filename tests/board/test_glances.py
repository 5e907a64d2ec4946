"""A map in short for each of its personas alone."""

from __future__ import annotations

from pathlib import Path

from cjmap.board.glances import read_glances
from cjmap.board.reading import read
from cjmap.facts.subject import Subject
from tests.reports.maps import facts_of

TWO = {
    "title": "Two",
    "language": "en",
    "personas": ["Laura", "Jorge"],
    "stages": [
        {
            "name": "Buy",
            "touchpoints": [
                {"name": "Shop", "emotions": {"laura": 2, "jorge": -2}},
                {
                    "name": "Web",
                    "emotions": {"laura": -1, "jorge": 1},
                    "pains": [{"text": "No size", "severity": 4, "personas": ["laura"]}],
                },
            ],
        }
    ],
}


def made(tmp_path: Path, **more: object) -> Subject:
    return facts_of({**TWO, **more}, tmp_path)


def test_each_persona_has_its_own_lowest_point_pain_and_mean(tmp_path: Path) -> None:
    laura, jorge = read_glances(made(tmp_path))
    assert [one.mark.id for one in (laura, jorge)] == ["laura", "jorge"]
    assert "“Web”: −1" in laura.digest.sentences[1].text
    assert "“Shop”: −2" in jorge.digest.sentences[1].text
    assert "No size" in [one.text for one in laura.digest.highlights]
    assert "No size" not in [one.text for one in jorge.digest.highlights]
    means = [next(t.value for t in one.experience if t.key == "mean") for one in (laura, jorge)]
    assert means == ["+0.5", "−0.5"]


def test_a_glance_says_what_a_map_read_for_that_persona_says(tmp_path: Path) -> None:
    subject = made(tmp_path)
    for glance in read_glances(subject):
        board = read(subject, personas=(glance.mark.id,))
        assert (glance.digest, glance.journey, glance.experience) == (
            board.digest,
            board.journey,
            board.experience,
        )


def test_one_persona_is_everybody(tmp_path: Path) -> None:
    assert read_glances(made(tmp_path, personas=["Laura"], stages=["Buy"])) == ()
