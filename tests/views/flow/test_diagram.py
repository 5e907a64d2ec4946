"""The flow: its DOT is held against golden files, its picture is asked what it shows.

`make goldens` writes the golden files anew.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from cjmap.board.board import Board
from cjmap.draw import glyphs
from cjmap.draw.engines import find_engine, run_engine
from cjmap.draw.escape import printable
from cjmap.draw.theme import DARK, LIGHT, PRINT, THEMES, Theme
from cjmap.findings.usage import UsageError
from cjmap.views.flow.diagram import describe, draw
from tests.tools.dot import dot_or_skip
from tests.views.maps import MAPS, board_at, board_of

SVG = "{http://www.w3.org/2000/svg}"
GOLDENS = Path(__file__).parent / "goldens"
CORPUS = Path(__file__).parents[2] / "corpus"
ENGINE = find_engine("embedded")

COAT: dict[str, Any] = {
    "title": "Buy a coat",
    "organization": "Estilo Único",
    "personas": ["Laura", "Jorge"],
    "stages": [
        {
            "name": "Awareness",
            "goal": "Find a coat",
            "duration": "P3D",
            "touchpoints": [
                {
                    "name": "Instagram ad",
                    "channel": "instagram",
                    "personas": ["laura"],
                    "emotion": 1,
                },
                {"name": "Shop window", "channel": "store", "personas": ["jorge"], "entry": True},
            ],
        },
        {
            "name": "Decision",
            "touchpoints": [
                {
                    "name": "Size chat",
                    "channel": ["chat", "web"],
                    "emotions": {"laura": -2, "jorge": -1},
                    "moment_of_truth": True,
                    "wait": "PT2H",
                    "handoff": {"from": "Web", "to": "Shop"},
                    "next": [
                        {"to": "elsewhere", "when": "nobody answers", "type": "exception"},
                        {"to": "shop-window", "when": "wants to touch it", "type": "alternative"},
                        "checkout",
                    ],
                },
                {"name": "Elsewhere", "kind": "action", "exit": "abandon", "emotion": "none"},
                {"name": "Checkout", "channel": "web", "emotion": 2, "exit": "success"},
            ],
        },
        {"name": "Loyalty"},
    ],
}
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
LONG_WORDS: dict[str, Any] = {
    "title": LONG,
    "organization": LONG,
    "personas": [{"name": LONG, "id": "a"}, {"name": "B", "id": "b"}],
    "stages": [
        {
            "name": LONG,
            "goal": LONG,
            "duration": LONG,
            "touchpoints": [
                {
                    "name": LONG,
                    "id": "one",
                    "personas": ["a"],
                    "channel": LONG,
                    "emotion": -1,
                    "wait": LONG,
                    "handoff": {"from": LONG, "to": LONG},
                    "next": [{"to": "two", "when": LONG}],
                },
                {"name": LONG, "id": "two", "exit": True},
            ],
        },
        {"name": "Short"},
    ],
}
HOSTILE = (
    "</TD></TABLE>",
    "\\N",
    "ends with \\",
    "a:b",
    'a "quote"',
    "<b>",
    "<<i>x</i>>",
    "&amp; &#65;",
    "مرحبا بالعالم هذا نص طويل",
    "选择租车日期并且支付订单",
    "x" * 200,
    LONG,
    "👩‍👩‍👧‍👦 🏳️‍🌈",
    "\u200b",
)


def shown(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def words(root: ElementTree.Element) -> list[str]:
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


def cards(root: ElementTree.Element) -> dict[str, ElementTree.Element]:
    """The nodes by the first line of their tooltips."""
    found = {}
    for group in root.iter(f"{SVG}g"):
        title = group.find(f"{SVG}title")
        if group.get("class") == "node" and title is not None:
            found[(title.text or "").splitlines()[0]] = group
    return found


def ways(root: ElementTree.Element) -> list[tuple[str, str]]:
    """Every way with its kind."""
    return sorted(
        ((title.text or "").splitlines()[0], (group.get("class") or "").removeprefix("edge "))
        for group in root.iter(f"{SVG}g")
        if (group.get("class") or "").startswith("edge")
        and (title := group.find(f"{SVG}title")) is not None
    )


def places(board: Board) -> dict[str, tuple[float, float]]:
    """Centre of each node in inches, y upwards."""
    plain = run_engine(ENGINE, describe(board, LIGHT), "plain").decode()
    return {
        fields[1]: (float(fields[2]), float(fields[3]))
        for fields in (line.split() for line in plain.splitlines())
        if fields[0] == "node"
    }


def at(name: str) -> Board:
    return board_at(next(file for file in MAPS if file.name == f"{name}.journey.yaml"))


@pytest.mark.parametrize(
    ("name", "board", "theme"),
    [
        ("coat", board_of(COAT), LIGHT),
        ("coat-jorge-print", board_of(COAT, personas=("jorge",)), PRINT),
        ("day-surgery", at("day-surgery"), LIGHT),
        ("everything", at("everything"), DARK),
        ("long-words", board_of(LONG_WORDS), LIGHT),
    ],
)
def test_dot(name: str, board: Board, theme: Theme, request: pytest.FixtureRequest) -> None:
    dot = describe(board, theme)
    golden = GOLDENS / f"{name}.dot"
    if request.config.getoption("--regenerate", default=False):
        golden.write_text(dot, encoding="utf-8", newline="\n")
    assert dot == golden.read_text(encoding="utf-8")


def test_the_same_map_gives_the_same_bytes_in_every_process() -> None:
    code = (
        "from tests.views.flow.test_diagram import *\n"
        "board = board_of(COAT)\n"
        "sys.stdout.buffer.write((describe(board, PRINT) + draw(board, PRINT, ENGINE)).encode())"
    )
    answers = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
        ).stdout
        for seed in ("1", "2")
    ]
    assert answers[0] == answers[1] != b""


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_a_picture_shows_what_the_map_says(theme: Theme) -> None:
    root = shown(draw(board_of(COAT), theme, ENGINE))
    text = words(root)
    for said in (
        "Buy a coat",
        "Estilo Único · current state · 3 stages · 5 touchpoints",
        "Awareness",
        "Find a coat",
        "3 days",
        "Size chat",
        "Instagram",
        "chat",
        "website",
        "−1.5",
        "+2",
        "Laura",
        "wait: 2 hours",
        "Web → Shop",
        "nobody answers",
        "wants to touch it",
        "No touchpoints yet",
        "on their own",
    ):
        assert said in text, said
    assert [word for word in text if "Starts here" in word]
    assert [word for word in text if "Ends well" in word]
    assert [word for word in text if "Gives up" in word]


def test_a_screen_reader_is_told_what_the_picture_shows() -> None:
    root = shown(draw(board_of(COAT), LIGHT, ENGINE))
    assert root.findtext(f"{SVG}title") == "Buy a coat"
    assert root.findtext(f"{SVG}desc") == (
        "Estilo Único · current state · 3 stages · 5 touchpoints. "
        "Stages in order: Awareness, Decision, Loyalty."
    )


def test_ways_are_drawn_by_their_kind() -> None:
    assert ways(shown(draw(board_of(COAT), LIGHT, ENGINE))) == [
        ("Instagram ad → Size chat", "happy"),
        ("Shop window → Size chat", "happy"),
        ("Size chat → Checkout", "happy"),
        ("Size chat → Elsewhere", "exception"),
        ("Size chat → Shop window", "alternative"),
    ]
    edges = re.findall(r"class=(\w+) .*?style=(\w+)", describe(board_of(COAT), LIGHT))
    assert set(edges) == {("happy", "solid"), ("alternative", "dashed"), ("exception", "dotted")}


def test_arrows_point_where_the_customer_goes() -> None:
    """The tip of each arrow lies at its target, though half the edges are written the other way."""
    facts = board_of(COAT)
    root = shown(draw(facts, LIGHT, ENGINE))
    boxes = {name: _box(group) for name, group in cards(root).items()}
    for group in root.iter(f"{SVG}g"):
        if not re.match("edge (?!part)", group.get("class") or ""):
            continue
        title = group.find(f"{SVG}title")
        assert title is not None
        source, _, target = (title.text or "").splitlines()[0].partition(" → ")
        tips = [_points(polygon.get("points") or "") for polygon in group.iter(f"{SVG}polygon")]
        assert len(tips) == 1
        assert min(_distance(boxes[target], point) for point in tips[0]) < 8
        assert min(_distance(boxes[source], point) for point in tips[0]) > 8


def test_colour_face_and_figure_say_the_same() -> None:
    found = cards(shown(draw(board_of(COAT), LIGHT, ENGINE)))
    frame = {name: group.find(f"{SVG}path") for name, group in found.items()}
    assert {name: path.get("stroke") for name, path in frame.items() if path is not None} | {} == {
        "Awareness": LIGHT.stage(0, 3),
        "Decision": LIGHT.stage(1, 3),
        "Loyalty": LIGHT.stage(2, 3),
        "Instagram ad": LIGHT.positive,
        "Shop window": LIGHT.neutral,
        "Size chat": LIGHT.negative,
        "Elsewhere": LIGHT.neutral,
        "Checkout": LIGHT.positive,
    }
    heads = {
        name: [c for c in group.iter(f"{SVG}circle") if c.get("fill") == "none"]
        for name, group in found.items()
    }
    assert {name for name, circles in heads.items() if circles} == {
        "Instagram ad",
        "Size chat",
        "Checkout",
    }


def test_stages_go_right_and_touchpoints_down() -> None:
    at = places(board_of(COAT))
    assert at["s1"][0] < at["s2"][0] < at["s3"][0]
    assert at["s1"][1] > at["t1"][1] > at["t2"][1]
    assert at["s2"][1] > at["t3"][1] > at["t4"][1] > at["t5"][1]
    assert {round(at[f"s{n}"][1], 2) for n in (1, 2, 3)} == {round(at["s1"][1], 2)}


@pytest.mark.parametrize("seed", range(12))
def test_order_holds_however_tangled_the_ways(seed: int) -> None:
    map, sizes = tangle(seed)
    at = places(board_of(map))
    number = 0
    for stage, size in enumerate(sizes, start=1):
        column = [f"s{stage}", *(f"t{number + n}" for n in range(1, size + 1))]
        number += size
        heights = [at[name][1] for name in column]
        assert heights == sorted(heights, reverse=True)
        assert max(at[name][0] for name in column) - min(at[name][0] for name in column) < 0.1
        assert at[column[0]][1] == pytest.approx(at["s1"][1], abs=0.05)
    assert [at[f"s{n}"][0] for n in range(1, len(sizes) + 1)] == sorted(
        at[f"s{n}"][0] for n in range(1, len(sizes) + 1)
    )


def tangle(seed: int) -> tuple[dict[str, Any], list[int]]:
    """A map whose ways go anywhere, and how many touchpoints its stages have."""
    dice = random.Random(seed)
    sizes = [dice.randint(0, 6) for _ in range(dice.choice([1, 2, 5, 8]))] + [2]
    ids = [f"t{stage}-{n}" for stage, size in enumerate(sizes) for n in range(size)]
    kinds = ["happy", "alternative", "exception"]

    def touchpoint(name: str) -> dict[str, Any]:
        made: dict[str, Any] = {"name": name, "emotion": dice.randint(-2, 2)}
        if dice.random() < 0.4:
            made["next"] = [
                {"to": to, "type": dice.choice(kinds), "when": "if " * dice.randint(1, 30)}
                for to in dice.sample(ids, min(len(ids), dice.randint(1, 3)))
            ]
        if dice.random() < 0.3:
            made["personas"] = [dice.choice("AB")]
        return made

    stages = [
        {"name": f"S{n}", "touchpoints": [touchpoint(f"t{n}-{k}") for k in range(size)]}
        for n, size in enumerate(sizes)
    ]
    return {"title": "T", "personas": ["A", "B"], "stages": stages}, sizes


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_shown_as_they_are(text: str) -> None:
    map = {
        "title": text,
        "organization": text,
        "personas": [{"name": text, "id": "one"}, {"name": "Other", "id": "other"}],
        "channels": [{"name": text, "id": "way", "icon": "👩‍👩‍👧‍👦"}],
        "stages": [
            {
                "name": text,
                "goal": text,
                "touchpoints": [
                    {
                        "name": text,
                        "id": "first",
                        "personas": ["one"],
                        "channel": "way",
                        "emotion": {"score": -1, "quote": text, "label": text},
                        "pains": [text],
                        "wait": text,
                        "handoff": text,
                        "next": [{"to": "second", "when": text, "type": "exception"}],
                    },
                    {"name": "Second", "id": "second"},
                ],
            }
        ],
    }
    root = shown(draw(board_of(map, personas=("one", "other")), LIGHT, ENGINE))
    joined = "".join("".join(word for word in words(root) if word != "−1").split())
    # Title, organization, stage, goal, name, persona, channel, wait, handoff, condition.
    # Lines that a word is too wide for end in a hyphen.
    said = "".join(printable(text).split()).replace("-", "")
    assert joined.replace("-", "").count(said) >= 10 or not text.strip("\u200b")
    assert not {element.tag.removeprefix(SVG) for element in root.iter()} - {
        *("svg", "title", "desc", "g", "path", "polygon", "polyline", "text", "circle", "ellipse"),
    }
    columns = [_box(group) for group in cards(root).values()]
    assert max(right - left for left, _, right, _ in columns) < 260


def test_a_persona_goes_her_own_way() -> None:
    root = shown(draw(board_of(COAT, personas=("jorge",)), LIGHT, ENGINE))
    assert set(cards(root)) == {
        *("Awareness", "Decision", "Loyalty"),
        *("Shop window", "Size chat", "Elsewhere", "Checkout"),
    }
    assert "−1" in words(root)
    assert ("Instagram ad → Size chat", "happy") not in ways(root)
    assert any("Jorge" in text for text in words(root))


def test_ways_that_only_others_go_are_left_out() -> None:
    touchpoints = [
        {"name": "One"},
        {"name": "Two", "personas": ["a"]},
        {"name": "Three", "personas": ["a", "b"]},
    ]
    map = {
        "title": "T",
        "personas": ["A", "B"],
        "stages": [{"name": "S", "touchpoints": touchpoints}],
    }
    assert ("One → Three", "happy") in ways(shown(draw(board_of(map), LIGHT, ENGINE)))
    assert ways(shown(draw(board_of(map, personas=("a",)), LIGHT, ENGINE))) == [
        ("One → Two", "happy"),
        ("Two → Three", "happy"),
    ]


def test_a_stage_where_a_persona_is_not_is_no_hole() -> None:
    only = {"name": "One", "personas": ["b"]}
    stages = [{"name": "S", "touchpoints": [only]}, {"name": "Empty"}]
    map = {"title": "T", "personas": ["A", "B"], "stages": stages}
    text = words(shown(draw(board_of(map, personas=("a",)), LIGHT, ENGINE)))
    assert text.count("Takes no part here") == 1
    assert text.count("No touchpoints yet") == 1


def test_an_unknown_persona_is_named_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"(?s)“Ana”.*laura, jorge"):
        board_of(COAT, personas=("Ana",))


def test_figures_are_written_as_in_the_maps_language() -> None:
    root = shown(draw(board_of(COAT | {"language": "es"}), LIGHT, ENGINE))
    assert "−1,5" in words(root)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "es"


def test_nothing_leads_on_from_an_end() -> None:
    touchpoints = [{"name": "One", "next": []}, {"name": "Two"}]
    map = {"title": "T", "personas": ["A"], "stages": [{"name": "S", "touchpoints": touchpoints}]}
    text = words(shown(draw(board_of(map), PRINT, ENGINE)))
    # Each card is a whole way or the end of one; the legend has the marks that are there.
    assert sum("Ends here" in word for word in text) == 2
    assert sum("Begins and ends here" in word for word in text) == 2
    assert not any("Starts here" in word for word in text)


def test_a_beginning_and_an_end_say_whose_they_are() -> None:
    touchpoints = [
        {"name": "Form", "personas": ["Buyer"]},
        {"name": "Check", "personas": ["Approver"]},
        {"name": "Mail"},
        {"name": "Desk", "personas": ["Buyer"]},
    ]
    map = {
        "title": "T",
        "personas": ["Buyer", "Approver"],
        "stages": [{"name": "S", "touchpoints": touchpoints}],
    }
    apart = {**map, "stages": [{"name": "S", "touchpoints": touchpoints[:2]}]}
    text = " ".join(words(shown(draw(board_of(map), PRINT, ENGINE))))
    # Each begins at a card of its own; only the Approver ends at the mail.
    assert text.count("tarts here") == 3
    assert text.count("Approver: ends here") == 1
    # Where the story goes on from one to the other it begins and ends once.
    picture = shown(draw(board_of(apart), PRINT, ENGINE))
    text = " ".join(words(picture))
    assert "Buyer: starts here" in text and "Approver: ends here" in text
    assert "begins and ends here" not in text and "separate ways" not in text
    assert ways(picture) == [("goes on with others", "relay")]


def test_a_legend_explains_only_what_is_there() -> None:
    map = {
        "title": "T",
        "personas": ["A"],
        "stages": [{"name": "S", "touchpoints": ["One", "Two"]}],
    }
    text = words(shown(draw(board_of(map), LIGHT, ENGINE)))
    assert "usual way" in text
    assert not {"exception", "alternative", "moment of truth", "positive", "negative"} & set(text)


def test_a_way_from_a_touchpoint_to_itself_is_drawn() -> None:
    once = {"name": "One", "next": [{"to": "one", "when": "again", "type": "alternative"}]}
    map = {"title": "T", "personas": ["A"], "stages": [{"name": "S", "touchpoints": [once]}]}
    assert ways(shown(draw(board_of(map), LIGHT, ENGINE))) == [("One → One", "alternative")]


def moods(*touchpoints: dict[str, Any], **stage: Any) -> Board:
    stages = [{"name": "S", "touchpoints": list(touchpoints), **stage}]
    return board_of({"title": "T", "personas": ["A"], "stages": stages})


def test_how_a_stage_feels_as_a_whole_stands_in_its_head() -> None:
    uneasy = {"score": -0.75, "label": "Uneasy"}
    for board in (moods({"name": "One", "emotion": 2}, emotion=uneasy),
                  moods({"name": "One"}, emotion=uneasy)):  # fmt: skip
        root = shown(draw(board, LIGHT, ENGINE))
        head = cards(root)["S"]
        assert "−0.75, Uneasy" in words(head)
        assert len(list(head.iter(f"{SVG}circle"))) == 1
        assert "negative" in words(root)
    told = shown(draw(moods({"name": "One"}, emotion="Uneasy"), LIGHT, ENGINE))
    assert "feels: Uneasy" in words(cards(told)["S"])


def test_scores_are_shown_as_written() -> None:
    board = moods({"name": "One", "emotion": 1.75}, {"name": "Two", "emotion": -0.25})
    text = words(shown(draw(board, LIGHT, ENGINE)))
    assert {"+1.75", "−0.25"} < set(text)


def test_a_feeling_without_a_score_is_a_word_and_no_neutral_face() -> None:
    card = cards(shown(draw(moods({"name": "One", "emotion": "Ashamed"}), LIGHT, ENGINE)))["One"]
    assert "feels: Ashamed" in words(card)
    assert not list(card.iter(f"{SVG}circle"))


def test_of_a_crowd_three_are_named_and_the_others_counted() -> None:
    names = [f"P{number}" for number in range(12)]
    one = {"name": "One", "personas": names[1:], "emotion": 1}
    stages = [{"name": "S", "emotion": -1, "touchpoints": [one, {"name": "Two"}]}]
    board = board_of({"title": "T", "personas": names, "stages": stages})
    found = cards(shown(draw(board, LIGHT, ENGINE)))
    assert [word for word in words(found["One"]) if re.fullmatch(r"P\d+|\+\d+", word)] == [
        *("+1", "P1", "P2", "P3"),
        "+8",
    ]
    title = found["One"].find(f"{SVG}title")
    assert title is not None
    assert all(name in (title.text or "") for name in names[1:])
    # The one who is not there is told apart; who has one feeling in common, once.
    assert [word for word in words(found["S"]) if "−1" in word] == ["−1, negative"]


ARABIC = {
    "title": "شراء معطف",
    "language": "ar",
    "personas": ["ليلى"],
    "stages": [
        {"name": "الوعي", "touchpoints": [{"name": "إعلان", "channel": "web", "emotion": -1.5}]},
        {
            "name": "الشراء",
            "touchpoints": [
                {
                    "name": "الدفع",
                    "id": "pay",
                    "next": [{"to": "pay", "when": "مرة أخرى"}],
                    "handoff": {"from": "متجر", "to": "سائق"},
                }
            ],
        },
    ],
}


def test_from_right_to_left_the_picture_and_its_cards_are_mirrored() -> None:
    root = shown(draw(board_of(ARABIC), LIGHT, ENGINE))
    (turned,) = root.findall(f"{SVG}g")
    assert re.fullmatch(r"translate\([\d.]+ 0\) scale\(-1 1\)", turned.get("transform") or "")
    text = list(root.iter(f"{SVG}text"))
    for one in text:
        said, x = "".join(one.itertext()), float(one.get("x") or 0)
        # Turned back around its own place, and from there to the left.
        assert one.get("transform") == f"translate({2 * x:g} 0) scale(-1 1)"
        letters = re.search("[\u0600-\u06ff]", said)
        assert (said[:1] + said[-1:] == "\u2067\u2069") == bool(letters)
        assert one.get("text-anchor") == "end"
    joined = "\n".join("".join(one.itertext()) for one in text)
    assert "متجر ← سائق" in joined
    assert "◀" in joined and "◄" in joined
    assert not set("→►▶") & set(joined)


def test_dot_for_other_engines_runs_from_right_to_left_by_itself() -> None:
    dot = describe(board_of(ARABIC), LIGHT)
    assert "rankdir=RL" in dot
    found = {
        said: side
        for side, said in re.findall(r'<TD ALIGN="(\w+)" [^>]*><FONT[^>]*>(?:<.>)?([^<]+)', dot)
    }
    # The figure stands on the side where a line ends.
    assert (found["إعلان"], found["▪"], found["−1.5"]) == ("RIGHT", "RIGHT", "LEFT")
    assert "→" not in dot


@pytest.mark.parametrize("file", MAPS, ids=lambda file: file.stem)
def test_dot_needs_no_emoji_no_size_that_fonts_may_break_and_no_ports_in_names(file: Path) -> None:
    board = board_at(file)
    dot = describe(board, LIGHT)
    emoji = {*glyphs.CHANNELS.values(), *glyphs.FACES.values(), glyphs.WAIT, glyphs.HANDOFF}
    written = file.read_text("utf-8")
    assert not {sign for sign in emoji if sign in dot and sign not in written}
    assert "FIXEDSIZE" not in dot
    names = set(re.findall(r"^\s*([\w:]+) -> ([\w:]+)", dot, re.M))
    assert not [edge for edge in names if ":" in "".join(edge)]
    assert len(re.findall("tailport=", dot)) == len(re.findall("headport=", dot))
    # What a face says a figure does.
    for card in board.touchpoints:
        figure = card.figure.replace("\u200e", "")
        assert card.level is None or f">{figure}<" in dot.replace("\u200e", "")


@pytest.mark.parametrize("file", MAPS, ids=lambda file: file.stem)
def test_programs_that_read_dot_find_touchpoints_as_nodes_and_ways_as_edges(file: Path) -> None:
    board = board_at(file)
    dot = describe(board, LIGHT)
    empty = set(range(len(board.stages))) - {card.stage for card in board.touchpoints}
    assert sorted(re.findall(r"^\s*(\w+) \[label=", dot, re.M)) == sorted(
        [f"t{card.number}" for card in board.touchpoints]
        + [f"s{number + 1}" for number in range(len(board.stages))]
        + [f"g{number + 1}" for number in empty]
    )
    # What only keeps the order is not seen and has no kind; a way runs as the customer goes.
    edges = re.findall(r"^\s*(\w+) -> (\w+) \[([^\]]*)", dot, re.M)
    seen = [(start, end, said) for start, end, said in edges if "style=invis" not in said]
    due = [(f"t{way.source}", f"t{way.target}", str(way.kind)) for way in board.flow.ways]
    due += [(f"t{one.source}", f"t{one.target}", "relay") for one in board.flow.relays]
    kinds = [re.findall(r"class=(\w+)", said) for _, _, said in seen]
    assert [(start, end, *kind) for (start, end, _), kind in zip(seen, kinds, strict=True)] == due
    assert dot.count(" dir=") == len(board.flow.relays)


@pytest.mark.parametrize("seed", [None, *range(8)])
def test_graphviz_itself_has_nothing_to_say(seed: int | None) -> None:
    program = dot_or_skip()
    files = [*MAPS, *sorted(CORPUS.glob("*.journey.yaml"))]
    boards = map(board_at, files) if seed is None else [board_of(tangle(seed)[0])]
    for board in boards:
        ran = subprocess.run(
            [program, "-Tsvg"],
            input=describe(board, LIGHT).encode(),
            capture_output=True,
            check=True,
        )
        assert ran.stderr == b"", board.heading.title


def _box(group: ElementTree.Element) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a node's frame."""
    frame = group.find(f"{SVG}path")
    assert frame is not None
    points = _points(frame.get("d") or "")
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _points(text: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", text)]


def _distance(box: tuple[float, float, float, float], point: tuple[float, float]) -> float:
    left, top, right, bottom = box
    dx = max(left - point[0], 0, point[0] - right)
    dy = max(top - point[1], 0, point[1] - bottom)
    return max(dx, dy)


def test_a_crowd_of_ways_runs_in_curves() -> None:
    """Engines take minutes for hundreds of ways along and across."""
    names = [f"t{number}" for number in range(40)]
    for each, lines in ((1, "ortho"), (9, "spline")):
        touchpoints = [
            {
                "id": name,
                "name": name,
                "next": [{"to": to, "type": "alternative"} for to in names[:each]],
            }
            for name in names
        ]
        board = board_of(
            {"title": "T", "personas": ["P"], "stages": [{"name": "S", "touchpoints": touchpoints}]}
        )
        assert f"splines={lines}" in describe(board, LIGHT)
