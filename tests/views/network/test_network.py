"""The network: who meets which channel how often, who stands behind what, and who hands over to whom."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjmap.board.board import Board
from cjmap.draw.engines import Engine, find_engine
from cjmap.draw.theme import DARK, LIGHT
from cjmap.views.network.diagram import describe, draw
from cjmap.views.network.ties import read_network
from tests.tools.dot import dot_or_skip
from tests.views.flow.test_diagram import HOSTILE
from tests.views.maps import MAPS, board_at, board_of

SVG = "{http://www.w3.org/2000/svg}"
# What YAML allows at all.
LETTERS = st.characters(min_codepoint=32, exclude_categories=["Cc", "Cs", "Cn"])
EMBEDDED = find_engine("embedded")

SHOP: dict[str, Any] = {
    "title": "Buy a coat",
    "personas": ["Laura", "Jorge"],
    "stages": [
        {
            "name": "S",
            "touchpoints": [
                {
                    "name": "Call",
                    "channel": "phone",
                    "emotion": 1,
                    "frontstage": [{"actor": "Agent", "does": "answers", "system": "CRM"}],
                    "handoff": {"from": "Agent", "to": "Driver", "carries": "the address"},
                },
                {"name": "Mail", "channel": ["email", "phone"], "emotion": -1, "personas": "laura"},
                {"name": "Think", "kind": "action", "personas": ["jorge"]},
                {
                    "name": "Door",
                    "channel": "courier",
                    "emotions": {"laura": 2, "jorge": -2},
                    "frontstage": [{"actor": "Driver", "does": "rings"}],
                    "support": [{"actor": "Scanner", "does": "beeps"}],
                },
            ],
        }
    ],
}


def picture(board: Board, engine: Engine = EMBEDDED) -> ElementTree.Element:
    return ElementTree.fromstring(draw(board, LIGHT, engine))


def words(root: ElementTree.Element) -> str:
    return " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))


def tips(root: ElementTree.Element, kind: str) -> list[str]:
    """What a viewer shows of the lines of a kind."""
    return sorted(
        (group.findtext(f"{SVG}title") or "").strip()
        for group in root.iter(f"{SVG}g")
        if kind in (group.get("class") or "").split()
    )


def test_who_meets_what_is_read_from_the_board() -> None:
    network = read_network(board_of(SHOP))
    assert [(one.label, [card.number for card in cards]) for one, cards in network.channels] == [
        ("phone", [1, 2]),
        ("e-mail", [2]),
        ("courier", [4]),
    ]
    assert network.uses == {
        (0, "phone"): 2,
        (1, "phone"): 1,
        (0, "email"): 1,
        (0, "courier"): 1,
        (1, "courier"): 1,
    }
    assert {one.name: (one.system, one.numbers) for one in network.members} == {
        "Agent": (False, (1,)),
        "CRM": (True, (1,)),
        "Driver": (False, (1, 4)),
        "Scanner": (False, (4,)),
    }
    (one,) = network.handovers
    assert one.source is not None
    assert one.target is not None
    assert network.members[one.source].name == "Agent"
    assert network.members[one.target].name == "Driver"
    assert one.carries == ("the address",)


def test_those_behind_the_same_touchpoints_share_a_box_unless_they_hand_over() -> None:
    row = [{"actor": name, "does": "acts"} for name in ("A", "B", "C")]
    touchpoint = {"name": "T", "backstage": row, "handoff": {"from": "C", "to": "D"}}
    board = board_of(
        {"title": "T", "personas": ["P"], "stages": [{"name": "S", "touchpoints": [touchpoint]}]}
    )
    network = read_network(board)
    names = [[network.members[place].name for place in group] for group in network.groups]
    assert sorted(map(sorted, names)) == [["A", "B"], ["C"], ["D"]]


def test_people_and_systems_never_share_a_box() -> None:
    row = [{"actor": "A", "does": "acts"}, {"actor": "B", "does": "acts", "system": "S"}]
    touchpoint = {"name": "T", "backstage": row}
    board = board_of(
        {"title": "T", "personas": ["P"], "stages": [{"name": "S", "touchpoints": [touchpoint]}]}
    )
    network = read_network(board)
    names = [[network.members[place].name for place in group] for group in network.groups]
    assert sorted(map(sorted, names)) == [["A", "B"], ["S"]]


@pytest.mark.parametrize("name", ["embedded", "system"])
def test_the_picture_says_what_ties_whom(name: str) -> None:
    engine = EMBEDDED if name == "embedded" else Engine(Path(dot_or_skip()), "system")
    root = picture(board_of(SHOP), engine)
    said = words(root)
    for due in ("Personas", "Channels", "Touchpoints", "Organization", "Laura", "phone", "Driver"):
        assert due in said
    for due in ("1 · Call", "divided: −2 to +2", "the address", "very negative", "a system"):
        assert due in said
    ties = tips(root, "tie")
    assert "Laura, phone · 2 touchpoints" in ties
    # Where there is no channel a persona meets the touchpoint itself.
    assert "Jorge · Think" in ties and "Laura · Think" not in ties
    assert "courier · Door" in ties and "Door · Driver" in ties
    assert tips(root, "handover") == ["Agent → Driver\nthe address"]


def test_a_screen_reader_is_told_who_carries_how_much() -> None:
    told = picture(board_of(SHOP)).findtext(f"{SVG}desc") or ""
    assert "phone: 2 touchpoints" in told and "Driver: 2 touchpoints" in told


def test_a_map_without_channels_or_organization_has_neither_column() -> None:
    board = board_of({"title": "T", "personas": ["P"], "stages": [{"name": "S"}]})
    said = words(picture(board))
    assert "Personas" in said
    assert not {"Channels", "Organization", "Touchpoints"} & set(said.split())
    assert "hands over" not in said and "wider" not in said


def test_columns_stand_beside_each_other_and_touchpoints_in_their_order() -> None:
    root = picture(board_of(SHOP))
    at = {
        "".join(text.itertext()): (float(text.get("x") or 0), float(text.get("y") or 0))
        for text in root.iter(f"{SVG}text")
    }
    heads = [at[name] for name in ("Personas", "Channels", "Touchpoints", "Organization")]
    assert [x for x, _ in heads] == sorted(x for x, _ in heads)
    assert len({round(y) for _, y in heads}) == 1
    cards = [at[name] for name in ("Touchpoints", "1 · Call", "2 · Mail", "3 · Think", "4 · Door")]
    assert [y for _, y in cards] == sorted(y for _, y in cards)


@pytest.mark.parametrize("file", MAPS, ids=lambda file: file.stem)
def test_every_map_is_drawn_by_both_engines(file: Path) -> None:
    board = board_at(file)
    system = Engine(Path(dot_or_skip()), "system")
    for engine in (EMBEDDED, system):
        root = ElementTree.fromstring(draw(board, DARK, engine))
        sizes = {
            float(text.get("font-size") or 14)
            for text in root.iter(f"{SVG}text")
            if "".join(text.itertext()).strip() not in {"►", "◄"}
        }
        assert min(sizes) >= 11
    ran = subprocess.run(
        [system.program, "-Tsvg"],
        input=describe(board, LIGHT).encode(),
        capture_output=True,
        check=True,
    )
    assert ran.stderr == b""


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(HOSTILE), st.text(LETTERS, min_size=1, max_size=30))
def test_hostile_texts_stay_texts(hostile: str, other: str) -> None:
    name = other if any(char.isalnum() for char in other) else f"x{other}"
    map = {
        "title": hostile,
        "personas": [{"name": hostile, "id": "one"}],
        "channels": [{"name": hostile, "id": "way"}],
        "stages": [
            {
                "name": "S",
                "touchpoints": [
                    {
                        "name": hostile,
                        "channel": "way",
                        "emotion": -1,
                        "frontstage": [{"actor": hostile, "does": "x", "system": name}],
                        "handoff": {"from": hostile, "to": name, "carries": hostile},
                    }
                ],
            }
        ],
    }
    root = picture(board_of(map))
    allowed = ("svg", "title", "desc", "g", "path", "polygon", "polyline", "text", "circle")
    assert {one.tag.removeprefix(SVG) for one in root.iter()} <= {*allowed, "ellipse"}


def test_who_answers_for_touchpoints_stands_behind_them() -> None:
    first, second = SHOP["stages"][0]["touchpoints"][:2]
    stage = {"name": "S", "owner": "Sales", "touchpoints": [first, second | {"owner": "Agent"}]}
    board = board_of(SHOP | {"stages": [stage]})
    owned = {one.name: (one.numbers, one.owned) for one in read_network(board).members}
    assert owned["Sales"] == ((), (1,))
    assert owned["Agent"] == ((1,), (2,))
    root = picture(board)
    assert "who answers for it" in words(root)
    assert any(tip.startswith("Call") and "Sales" in tip for tip in tips(root, "tie"))


@pytest.mark.parametrize(("giver", "taker"), [("Laura", "Agent"), ("Agent", "Laura")])
def test_a_customer_hands_over_and_takes(giver: str, taker: str) -> None:
    touchpoint = {
        "name": "Desk",
        "personas": ["laura"],
        "frontstage": [{"actor": "Agent", "does": "asks"}],
        "handoff": {"from": giver, "to": taker, "carries": "the form"},
    }
    stage = {"name": "S", "touchpoints": [touchpoint]}
    board = board_of(SHOP | {"stages": [stage]})
    (one,) = read_network(board).handovers
    assert [mark.name for mark in one.customers] == ["Laura"]
    assert (one.source is None, one.target is None) == (giver == "Laura", taker == "Laura")
    root = picture(board)
    assert tips(root, "handover") == [f"{giver} → {taker}\nthe form"]
    assert "the form" in words(root)


def test_channels_count_where_personas_are_divided() -> None:
    said = words(picture(board_of(SHOP)))
    assert "divided: some feel good, others bad" in said
