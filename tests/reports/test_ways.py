"""The ways of a page: what branches off stands above the line, and in words below it."""

from __future__ import annotations

from pathlib import Path

from tests.reports.maps import COAT, tree_of

WAYS = {
    **COAT,
    "stages": [
        {
            "name": "Look",
            "touchpoints": [
                {"name": "Window", "next": [{"to": "door"}, {"to": "street", "type": "exception", "when": "too dear"}]},
                {"name": "Door", "exit": "success"},
                {"name": "Street", "exit": "abandon"},
            ],
        }
    ],
}  # fmt: skip


def test_a_branch_has_a_letter_and_its_condition(tmp_path: Path) -> None:
    section = tree_of(WAYS, tmp_path).one("section", id="ways")
    (aside,) = section.all("g", "exception")
    assert aside.one("text").text == "a"
    first = section.all("ul", "waylist")[0].all("li")[0]
    assert first.text == "a 1 Window → 3 Street exception too dear"
    assert [a.attributes["href"] for a in first.all("a")] == [
        "#touchpoint/look/window",
        "#touchpoint/look/street",
    ]


def test_beginnings_and_ends_are_told(tmp_path: Path) -> None:
    section = tree_of(WAYS, tmp_path).one("section", id="ways")
    ends = [line.text for line in section.all("ul", "waylist")[1].all("li")]
    assert any(line.startswith("2 Door") for line in ends)
    assert any(line.startswith("3 Street") for line in ends)
    assert len(section.all("", "end-abandon")) == 2


def test_every_touchpoint_stands_on_the_line(tmp_path: Path) -> None:
    section = tree_of(WAYS, tmp_path).one("section", id="ways")
    nodes = section.all("a", "node")
    assert [node.one("title").children for node in nodes] == [
        ["1 · Window"],
        ["2 · Door"],
        ["3 · Street"],
    ]
    places = [float(node.one("circle").attributes["cx"]) for node in nodes]
    assert places == sorted(places)


def test_one_touchpoint_has_no_ways(tmp_path: Path) -> None:
    alone = {**COAT, "stages": [{"name": "Look", "touchpoints": ["Window"]}]}
    assert not tree_of(alone, tmp_path).all("section", id="ways")


def test_only_ways_and_rings_that_there_are_are_explained(tmp_path: Path) -> None:
    def key_of(data: dict[str, object], folder: str) -> str:
        return tree_of(data, tmp_path / folder).one("section", id="ways").one("p", "key").text

    branched = key_of(WAYS, "branched")
    assert "exception" in branched
    assert "alternative" not in branched
    assert "broken ring" not in branched
    split = {"name": "Window", "emotions": {"laura": 2, "jorge": -2}}
    torn = key_of({**COAT, "stages": [{"name": "Look", "touchpoints": [split, "Door"]}]}, "torn")
    assert "broken ring" in torn
    assert "exception" not in torn
