"""The map as a picture: nothing clipped, nothing overlapping, nothing lost, nothing invented."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjmap.draw.canvas import Box, Text
from cjmap.draw.theme import DARK, LIGHT, PRINT
from cjmap.findings.usage import UsageError
from cjmap.languages.conventions import is_rtl
from cjmap.project.settings import GapsSettings, RenderSettings, Settings
from cjmap.views.curve.spots import OTHER_RADIUS
from cjmap.views.map.columns import LABEL, MARGIN
from cjmap.views.map.sheet import Layout, draw, lay_out
from cjmap.vocabulary.coverage import Dimension
from cjmap.vocabulary.lanes import LaneName
from tests.views.maps import MAPS, board_at, board_of

SVG = "{http://www.w3.org/2000/svg}"

COAT: dict[str, Any] = {
    "title": "Comprar un abrigo",
    "language": "es",
    "organization": "Estilo Único",
    "updated": "2026-11-01",
    "personas": [
        {
            "name": "Laura",
            "age": "29",
            "role": "compradora digital",
            "quote": "Sin perder la tarde",
        },
        {"name": "Jorge", "age": "46"},
    ],
    "stages": [
        {
            "name": "Conciencia",
            "goal": "Descubrir un abrigo",
            "owner": "Marketing",
            "touchpoints": [
                {
                    "name": "Anuncio",
                    "channel": "instagram",
                    "emotions": {"laura": 1, "jorge": -1},
                    "thoughts": [
                        {"text": "Justo lo que busco", "persona": "laura"},
                        {"text": "Otro anuncio", "persona": "jorge"},
                    ],
                    "pains": [{"text": "No dice el precio", "severity": 4}],
                    "opportunities": [
                        {"text": "Precio en el anuncio", "status": "doing", "due": "2027-03-01"}
                    ],
                    "moment_of_truth": True,
                },
                {"name": "Escaparate", "channel": "store", "personas": ["jorge"], "emotion": 2},
            ],
            "metrics": [{"type": "reach", "value": 12400}],
        },
        {"name": "Compra", "metrics": [{"type": "reach", "value": 117.8}]},
        {
            "name": "Poscompra",
            "duration": "P3D",
            "pains": [],
            "touchpoints": [
                {"name": "Entrega", "channel": ["courier", "whatsapp"], "emotion": -1.5},
            ],
        },
    ],
}


def words(svg: str) -> str:
    """All that a reader of the picture sees, in one line; wrapped words are joined by a space."""
    texts = ElementTree.fromstring(svg).iter(f"{SVG}text")
    return " ".join(" ".join(text.itertext()) for text in texts).replace("\u00a0", " ")


def plain(map: dict[str, Any] = COAT, **more: Any) -> str:
    return draw(board_of(map, language="es", **more), LIGHT)


def layout(map: dict[str, Any], **more: Any) -> Layout:
    return lay_out(board_of(map, language="es", **more), LIGHT)


# -- room for everything ------------------------------------------------------------------------

LETTERS = st.text(
    # What the format refuses is left out, and so are the ends of lines, which wrapping drops.
    st.characters(
        codec="utf-8",
        exclude_categories=("Cs", "Cc", "Zl", "Zp"),
        exclude_characters="\ufeff\ufffe\uffff",
    ),
    min_size=1,
    max_size=24,
).filter(lambda text: bool(text.strip()))
WORDS = st.sampled_from(
    [
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        "https://example.org/a/very/long/path/without/any/spaces/at/all?query=1&more=2",
        "¿Por qué nadie contesta después de las 18 h?",
        "👩‍👩‍👧‍👦🇪🇸😀☎️",
        "选择租车日期并确认付款方式",
        "مرحبا بالعالم",
        "WWWWWWWWWWWWWWWWWWWW",
        "iii",
        "Ünïcödé àçcéñts",
        "ok",
    ]
)
TEXTS = st.lists(WORDS | LETTERS, min_size=1, max_size=4).map(" ".join)


@st.composite
def touchpoints(draw: st.DrawFn, personas: list[str]) -> dict[str, Any]:
    made: dict[str, Any] = {"name": draw(TEXTS)}
    scores = st.sampled_from([-2, -1.5, -0.5, 0, 0.25, 1, 1.5, 2])
    scored = draw(st.lists(st.sampled_from(personas), unique=True))
    if scored:
        made["emotions"] = {name: {"score": draw(scores), "quote": draw(TEXTS)} for name in scored}
    options: dict[str, st.SearchStrategy[Any]] = {
        "channel": st.lists(
            st.sampled_from(["web", "app", "phone", "boca a boca", "un canal propio muy largo"]),
            min_size=1,
            max_size=3,
            unique=True,
        ),
        "does": st.lists(TEXTS, min_size=1, max_size=2),
        "thoughts": st.lists(TEXTS, min_size=1, max_size=2),
        "moment_of_truth": st.just(True),
        "wait": TEXTS | st.just("P3D"),
        "exit": st.just("abandon"),
        "pains": st.lists(
            st.fixed_dictionaries({"text": TEXTS, "severity": st.integers(1, 5)}), max_size=2
        ),
        "opportunities": st.lists(
            st.fixed_dictionaries(
                {
                    "text": TEXTS,
                    "owner": TEXTS,
                    "status": st.sampled_from(["idea", "planned", "doing", "done", "dropped"]),
                }
            ),
            min_size=1,
            max_size=2,
        ),
        "metrics": st.just([{"type": "csat", "value": 81.5, "n": 1200, "target": 90}]),
        "backstage": st.lists(
            st.fixed_dictionaries({"actor": TEXTS, "does": TEXTS, "fails": TEXTS}),
            min_size=1,
            max_size=1,
        ),
        "handoff": st.fixed_dictionaries({"from": TEXTS, "to": TEXTS, "carries": TEXTS}),
    }
    for key in draw(st.lists(st.sampled_from(sorted(options)), unique=True, max_size=5)):
        made[key] = draw(options[key])
    return made


@st.composite
def maps(draw: st.DrawFn) -> dict[str, Any]:
    personas = [f"p{number}" for number in range(draw(st.integers(1, 5)))]
    stages = []
    for number in range(draw(st.integers(1, 12))):
        stage: dict[str, Any] = {"name": f"{number} {draw(TEXTS)}"}
        found = draw(st.lists(touchpoints(personas), max_size=8 if number < 2 else 2))
        if found:
            stage["touchpoints"] = found
        if draw(st.booleans()):
            stage |= {"goal": draw(TEXTS), "owner": draw(TEXTS), "duration": draw(TEXTS)}
        stages.append(stage)
    return {
        "title": draw(TEXTS),
        "kind": draw(st.sampled_from(["journey", "blueprint"])),
        "organization": draw(TEXTS),
        "scenario": draw(TEXTS),
        "personas": [
            {"id": name, "name": draw(TEXTS), "role": draw(TEXTS), "quote": draw(TEXTS)}
            for name in personas
        ],
        "stages": stages,
        "opportunities": [{"text": draw(TEXTS)}],
        "outcomes": [{"metric": draw(TEXTS), "change": "+25 %"}],
    }


def overlapping(texts: Iterable[Text]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    ordered = sorted(((text.box, text.lines) for text in texts), key=lambda each: each[0].y)
    found = []
    for number, (box, lines) in enumerate(ordered):
        for other, others in ordered[number + 1 :]:
            if other.y >= box.bottom:
                break
            if box.overlaps(other):
                found.append((lines, others))
    return found


def check(made: Layout) -> None:
    picture = made.picture
    for text in picture.texts:
        # A channel's emoji is a sign and no text to read.
        assert text.size >= 11 or not any(map(str.isalnum, "".join(text.lines))), text
        assert text.box.x >= 0, text
        assert text.box.right <= picture.width, text
        assert text.box.bottom <= picture.height, text
        if text.cell is not None:
            assert text.cell.contains(text.box), text
    for cell in made.cells:
        for text in cell.texts:
            assert cell.box.contains(text.box), (cell.lane, cell.stage, text)
    assert overlapping(picture.texts) == []
    boxes = [cell.box for cell in made.cells if cell.texts]
    for number, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[number + 1 :])


def check_faces(made: Layout) -> None:
    """No face hides a word or one of another touchpoint, and each curve goes forward."""
    if made.band is None:
        return
    (at,) = (c.box for c in made.cells if c.lane == "emotion" and c.box.x > MARGIN + LABEL - 1)
    faces = [
        Box(x, y, 0, 0).moved(at.x, at.y).grown(OTHER_RADIUS / 2)
        for spots in made.band.points
        for x, y in spots
    ]
    if is_rtl(made.picture.language):
        # Only the picture is mirrored, as a whole and at last.
        faces = [face.mirrored(made.picture.width) for face in faces]
    for number, face in enumerate(faces):
        others = (other for other in faces[number + 1 :] if other.x != face.x)
        assert not any(face.overlaps(other) for other in others)
        assert not any(face.overlaps(text.box) for text in made.picture.texts)
    for line in made.band.points:
        assert all(later[0] > earlier[0] for earlier, later in pairwise(line))


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(map=maps())
def test_every_text_and_face_has_its_room_and_no_two_share_it(map: dict[str, Any]) -> None:
    made = layout(map)
    check(made)
    check_faces(made)


@pytest.mark.parametrize("file", MAPS, ids=lambda file: file.name.removesuffix(".journey.yaml"))
def test_real_maps_have_room_for_everything(file: Path) -> None:
    made = lay_out(board_at(file), LIGHT)
    check(made)
    check_faces(made)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(map=maps())
def test_nothing_that_is_written_is_lost(map: dict[str, Any]) -> None:
    made = layout(map)
    # White space that a line may break at is gone, and hyphens came.
    gone = re.compile(r"[\s\u200b\u00ad-]")
    shown = gone.sub("", "".join("".join(text.lines) for text in made.picture.texts))
    for stage in map["stages"]:
        for touchpoint in stage.get("touchpoints", ()):
            listed = [touchpoint["name"], *touchpoint.get("does", ())]
            listed += [pain["text"] for pain in touchpoint.get("pains", ())]
            listed += [entry["text"] for entry in touchpoint.get("opportunities", ())]
            for text in listed:
                kept = gone.sub("", text)
                assert not kept or kept in shown


# -- the document -------------------------------------------------------------------------------


def test_the_picture_is_plain_svg_that_says_what_it_shows() -> None:
    root = ElementTree.fromstring(plain())
    assert root.get("role") == "img"
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert title.text == "Comprar un abrigo"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert "Laura" in str(description.text)
    assert "−1,5" in str(description.text)
    assert "Entrega" in str(description.text)
    kinds = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert kinds <= {
        "svg", "title", "desc", "defs", "linearGradient", "stop", "g", "rect", "circle", "path",
        "text", "tspan",
    }  # fmt: skip
    assert not any(
        name.startswith("on") or name == "style" for e in root.iter() for name in e.attrib
    )


def test_every_fade_that_is_used_is_there() -> None:
    svg = plain()
    used = set(re.findall(r"url\(#([^)]+)\)", svg))
    assert used
    assert used <= set(re.findall(r' id="([^"]+)"', svg))


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "a & b", "]]>", "\"'`", "</text>"])
def test_text_is_never_markup(text: str) -> None:
    map = {
        "title": text,
        "organization": text,
        "personas": [{"name": f"P {text}", "quote": text}],
        "channels": [{"name": text, "icon": "🏪"}],
        "stages": [
            {
                "name": f"S {text}",
                "touchpoints": [
                    {"name": f"T {text}", "channel": text, "emotion": 1, "quote": text}
                ],
            }
        ],
    }
    svg = plain(map)
    root = ElementTree.fromstring(svg)
    assert "script" not in {element.tag.removeprefix(SVG) for element in root.iter()}
    shown = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f]", "\ufffd", text)
    assert shown.replace(" ", "") in words(svg).replace(" ", "")


def test_the_same_map_gives_the_same_bytes() -> None:
    script = (
        "import sys, hashlib; from pathlib import Path\n"
        "from tests.views.maps import board_at\n"
        "from cjmap.views.map.sheet import draw\n"
        "from cjmap.draw.theme import DARK\n"
        "board = board_at(Path(sys.argv[1]))\n"
        "print(hashlib.sha256(draw(board, DARK).encode()).hexdigest())\n"
    )
    file = next(file for file in MAPS if file.stem.startswith("day-surgery"))
    prints = {
        subprocess.run(
            [sys.executable, "-c", script, str(file)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
            cwd=Path(__file__).parents[3],
        ).stdout
        for seed in ("1", "2")
    }
    assert len(prints) == 1


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=lambda theme: theme.name)
def test_a_theme_changes_colours_and_nothing_else(theme: Any) -> None:
    svg = draw(board_of(COAT), theme)
    assert words(svg) == words(plain())
    assert theme.card in svg


# -- what it says -------------------------------------------------------------------------------


def test_figures_and_dates_are_in_the_language_of_the_map() -> None:
    shown = words(plain())
    assert "12.400" in shown
    assert "0,95 %" in shown
    assert "1 nov 2026" in shown
    assert "1 mar 2027" in shown
    english = words(draw(board_of(COAT, language="en"), LIGHT))
    assert "12,400" in english
    assert "0.95%" in english
    assert "1 Nov 2026" in english
    assert "3 days" in english


def test_a_stage_without_touchpoints_is_a_hole_that_names_its_rule() -> None:
    made = layout(COAT)
    cells = {(cell.lane, cell.stage): cell for cell in made.cells}
    for lane, code in (("touchpoints", "CJ301"),):
        texts = cells[lane, 1].texts
        assert code in " ".join(line for text in texts for line in text.lines)
    # The owner of a stage that has one is no gap.
    assert [text.lines for text in cells["owner", 0].texts] == [("Marketing",)]


def test_a_list_that_is_empty_on_purpose_is_no_gap() -> None:
    cells = {(cell.lane, cell.stage): cell for cell in layout(COAT).cells}
    looked = {text.lines for text in cells["pains", 2].texts}
    empty = {text.lines for text in cells["pains", 1].texts}
    assert len(looked) == 1
    assert looked != empty


# -- lanes and personas -------------------------------------------------------------------------


def lanes_of(made: Layout) -> list[str]:
    """The lanes from top to bottom, by their labels."""
    labels = [cell for cell in made.cells if cell.lane and cell.stage is None]
    return list(dict.fromkeys(cell.lane for cell in sorted(labels, key=lambda cell: cell.box.y)))


def test_lanes_that_say_nothing_and_owe_nothing_are_left_out() -> None:
    # Nobody says what they do, and there is no metric but the reach: the empty lanes show it.
    assert lanes_of(layout(COAT)) == [
        "goal", "touchpoints", "emotion", "does", "thinks", "pains", "opportunities", "reach",
        "metrics", "owner",
    ]  # fmt: skip
    settings = Settings(gaps=GapsSettings(require=(Dimension.TOUCHPOINTS,)))
    assert "does" not in lanes_of(layout(COAT, settings=settings))


def test_where_nobody_feels_anything_the_lane_of_emotions_says_so() -> None:
    map = {
        "title": "T",
        "personas": ["Ana"],
        "stages": [{"name": "A", "touchpoints": ["a"]}],
    }
    assert "emotion" in lanes_of(layout(map))
    assert "Sin puntuación" in words(plain(map))


def test_lanes_are_those_asked_for_in_their_order() -> None:
    assert lanes_of(layout(COAT, lanes=("owner", "goal", "support"))) == ["owner", "goal"]
    configured = Settings(render=RenderSettings(lanes=(LaneName.OWNER, LaneName.EMOTION)))
    assert lanes_of(layout(COAT, settings=configured)) == ["owner", "emotion"]
    assert lanes_of(layout(COAT, settings=configured, lanes=("goal",))) == ["goal"]


def test_what_has_no_lane_is_not_drawn_for_the_whole_journey_either() -> None:
    map = {**COAT, "pains": ["Nadie responde"], "opportunities": ["Responder"]}
    shown = words(plain(map, lanes=("emotion", "pains")))
    assert "Nadie responde" in shown
    assert "Responder" not in shown


@pytest.mark.parametrize(
    ("lane", "said"), [("pain", "“pains”"), ("colours", "touchpoints, images, emotion")]
)
def test_an_unknown_lane_is_told_the_known_ones(lane: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        plain(lanes=(lane,))
    assert said in caught.value.message.render("en")


def test_a_blueprint_has_its_three_lines_in_their_places() -> None:
    map = {
        **COAT,
        "kind": "blueprint",
        "stages": [
            {
                "name": "Visita",
                "touchpoints": [
                    {
                        "name": "Recepción",
                        "emotion": 1,
                        "does": "Llega",
                        "frontstage": "Saluda",
                        "backstage": {"actor": "Archivo", "does": "Busca", "fails": "No está"},
                        "support": "Historia",
                    }
                ],
            }
        ],
    }
    board = board_of(map, language="en")
    made = lay_out(board, LIGHT)
    tops = {cell.lane: cell.box.y for cell in made.cells if cell.stage == 0}
    lines = {
        text.lines[0]: text.y for text in made.picture.texts if text.lines[0].startswith("LINE OF")
    }
    assert list(lines) == [
        "LINE OF INTERACTION",
        "LINE OF VISIBILITY",
        "LINE OF INTERNAL INTERACTION",
    ]
    assert tops["touchpoints"] < tops["does"] < lines["LINE OF INTERACTION"] < tops["frontstage"]
    assert tops["frontstage"] < lines["LINE OF VISIBILITY"] < tops["backstage"]
    assert tops["backstage"] < lines["LINE OF INTERNAL INTERACTION"] < tops["support"]
    assert "Fails: No está" in words(draw(board, LIGHT))
    assert "LINE OF" not in words(plain())


def test_what_is_said_with_a_score_stands_among_the_thoughts() -> None:
    touchpoint = COAT["stages"][0]["touchpoints"][0]
    said = {
        **touchpoint,
        "emotions": {"laura": {"score": 1, "quote": "Qué bonito"}, "jorge": 0},
    }
    made = layout({**COAT, "stages": [{**COAT["stages"][0], "touchpoints": [said]}]})
    thinks = {
        line for cell in made.cells if cell.lane == "thinks" for t in cell.texts for line in t.lines
    }
    assert "«Qué bonito»" in thinks


@pytest.mark.parametrize("count", [1, 2, 4, 5, 7])
def test_cards_fill_their_rows(count: int) -> None:
    people = [{"name": f"P{number}", "role": "somebody"} for number in range(count)]
    made = layout({**COAT, "personas": people, "stages": ["One", "Two"]})
    grid = min(cell.box.y for cell in made.cells if cell.lane)
    # The first cell is the heading.
    cards = [cell.box for cell in made.cells[1:] if cell.box.y < grid]
    assert len(cards) > count
    for row in {box.y for box in cards}:
        here = [box for box in cards if box.y == row]
        assert min(box.x for box in here) == pytest.approx(MARGIN)
        assert max(box.right for box in here) == pytest.approx(made.picture.width - MARGIN)


def test_one_persona_sees_its_own_journey() -> None:
    shown = words(plain(personas=("laura",)))
    assert "Justo lo que busco" in shown
    assert "Otro anuncio" not in shown
    assert "Escaparate" not in shown
    assert "Jorge" not in shown
    # By the name too, and with the colour it has among the others.
    assert plain(personas=("Jorge",)) == plain(personas=("jorge",))
    circles = ElementTree.fromstring(plain(personas=("jorge",))).iter(f"{SVG}circle")
    fills = {circle.get("fill") for circle in circles}
    assert LIGHT.persona(1).colour in fills
    assert LIGHT.persona(0).colour not in fills


def test_an_unknown_persona_is_told_the_known_ones() -> None:
    with pytest.raises(UsageError) as caught:
        plain(personas=("marta",))
    assert "laura, jorge" in caught.value.message.render("en")


def test_many_touchpoints_make_their_stage_wider() -> None:
    many = [{"name": f"T {number}", "emotion": 1} for number in range(8)]
    map = {**COAT, "stages": [*COAT["stages"] * 2, {"name": "Larga", "touchpoints": many}]}
    widths = {cell.stage: cell.box.width for cell in layout(map).cells if cell.lane == "stage"}
    assert widths[6] > widths[0]


def stage_with(count: int) -> dict[str, Any]:
    return {"name": f"S{count}", "touchpoints": [f"T {count} {n}" for n in range(count)]}


def test_forty_touchpoints_stand_in_many_columns_beside_one() -> None:
    made = layout({"title": "T", "personas": ["A"], "stages": [stage_with(40), stage_with(1)]})
    cells = {(cell.lane, cell.stage): cell for cell in made.cells}
    forty, one = (cells["touchpoints", stage].box for stage in (0, 1))
    assert forty.width > 5 * one.width
    # Wider than high, as a wall and a screen are.
    assert made.picture.width > made.picture.height


def test_stages_in_which_as_much_stands_are_of_one_width() -> None:
    stages = [stage_with(20), stage_with(2), {**stage_with(20), "name": "Other"}]
    made = layout({"title": "T", "personas": ["A"], "stages": stages})
    widths = [cell.box.width for cell in made.cells if cell.lane == "stage"]
    assert widths[0] == pytest.approx(widths[2])
    assert widths[0] > 2 * widths[1]


def test_a_map_of_one_stage_is_no_wider_than_it_needs() -> None:
    one = layout({"title": "T", "personas": ["A"], "stages": [stage_with(1)]}).picture
    many = layout({"title": "T", "personas": ["A"], "stages": [stage_with(n) for n in (1, 2, 3)]})
    assert one.width < many.picture.width


@pytest.mark.parametrize("value", ["PT33M", "P2DT3H20M"])
def test_a_headline_figure_takes_two_lines_at_most(value: str) -> None:
    touchpoints = [
        {"name": "Call", "duration": value},
        {"name": "Wait", "duration": "P1D", "personas": ["b"]},
    ]
    map = {
        "title": "T",
        "personas": ["A", "B"],
        "stages": [{"name": "S", "touchpoints": touchpoints}],
    }
    board = board_of(map, language="en")
    (time,) = (tile.value for tile in board.journey if tile.key == "time")
    said = [t for t in lay_out(board, LIGHT).picture.texts if " ".join(t.lines) == time]
    assert [len(text.lines) <= 2 for text in said if text.bold] == [True]


def test_what_is_of_the_whole_journey_stands_in_rows_across_all_stages() -> None:
    map = {
        **COAT,
        "pains": ["Nadie responde"],
        "metrics": [{"type": "nps", "value": 12}],
        "outcomes": [{"metric": "visitas", "after": 12}],
    }
    made = layout(map)
    last = max(c.box.bottom for c in made.cells if c.lane and c.stage is not None)
    rows = {
        " ".join(line for text in cell.texts for line in text.lines): cell.box
        for cell in made.cells
        if cell.box.y >= last
    }
    for said in ("Nadie responde", "NPS", "visitas"):
        (box,) = (box for text, box in rows.items() if said in text)
        assert box.right == pytest.approx(made.picture.width - MARGIN)
        assert box.width > made.picture.width / 2
    # A figure of which nobody knows what it was before is not a negative one.
    assert "visitas 12" in words(plain(map))


def test_a_target_without_a_value_is_no_minus() -> None:
    metric = {"type": "csat", "target": 90}
    stages = [{"name": "S", "metrics": [metric]}]
    shown = words(plain({"title": "T", "personas": ["A"], "stages": stages}))
    assert "meta ≥ 90" in shown
    assert "–" not in shown


def legend_of(map: dict[str, Any], **more: Any) -> list[str]:
    """The words of the legend, which stands last."""
    cells = lay_out(board_of(map, language="en", **more), LIGHT).cells
    return [" ".join(text.lines) for text in cells[-1].texts]


def test_the_legend_has_all_five_faces_and_only_signs_of_the_picture() -> None:
    touchpoint: dict[str, Any] = {
        "name": "T",
        "emotion": 1,
        "pains": [{"text": "Slow", "severity": 2}],
    }
    map = {"title": "T", "personas": ["A"], "stages": [{"name": "S", "touchpoints": [touchpoint]}]}
    faces = ["very negative", "negative", "neutral", "positive", "very positive"]
    said = legend_of(map)
    assert [text for text in said if text in faces] == faces
    assert "severity of a pain, 1 to 5" in said
    assert not any("without dots" in text for text in said)
    assert not any("takes part" in text or "hollow" in text for text in said)
    two = {**touchpoint, "pains": [{"text": "Slow", "severity": 2}, "Far"], "personas": ["a"]}
    more = legend_of(
        {**map, "personas": ["A", "B"], "stages": [{"name": "S", "touchpoints": [two]}]}
    )
    assert any("without dots" in text for text in more)
    assert any("who takes part" in text for text in more)
    assert not any(text in faces for text in legend_of(map, lanes=("pains",)))


def test_a_persona_without_a_score_stands_in_the_legend_of_the_curve() -> None:
    touchpoint = {"name": "T", "emotions": {"ana": 1, "ben": -1}}
    map = {
        "title": "T",
        "personas": ["Ana", "Ben", "Cleo"],
        "stages": [{"name": "S", "touchpoints": [touchpoint]}],
    }
    made = lay_out(board_of(map, language="en"), LIGHT)
    (label,) = (
        c for c in made.cells if c.lane == "emotion" and c.stage is None and c.box.x == MARGIN
    )
    said = [" ".join(text.lines) for text in label.texts]
    assert abs(said.index("no score") - said.index("Cleo")) == 1
    assert said.count("no score") == 1


@pytest.mark.parametrize("file", MAPS, ids=lambda file: file.name.removesuffix(".journey.yaml"))
def test_the_number_of_a_touchpoint_stands_first(file: Path) -> None:
    board = board_at(file)
    for cell in lay_out(board, LIGHT).cells:
        if cell.lane in (LaneName.TOUCHPOINTS, LaneName.PAINS) and cell.stage is not None:
            numbers = [text for text in cell.texts if text.bold and text.lines[0].isdecimal()]
            for number in numbers:
                beside = [t for t in cell.texts if abs(t.y - number.y) < 6 and t is not number]
                card = [t for t in beside if number.x <= t.x < number.x + 120]
                assert not any(t.x < number.x for t in card)


def test_codes_of_rules_may_be_left_out() -> None:
    bare = {"title": "T", "personas": ["P"], "stages": [{"name": "Empty"}]}
    for codes in (True, False):
        said = " ".join(
            words(
                draw(board_of(bare, settings=Settings(render=RenderSettings(codes=codes))), LIGHT)
            ).split()
        )
        assert ("CJ301" in said) is codes
        assert ("gap: what is missing" in said) is not codes


def test_a_crowd_of_touchpoints_shares_the_width() -> None:
    stages = [{**stage_with(100), "name": f"S{n}"} for n in range(10)]
    made = layout({"title": "T", "personas": ["P"], "stages": stages})
    assert made.picture.width < 11_000
    few = layout({"title": "T", "personas": ["P"], "stages": [stage_with(40)]})
    assert few.picture.width > 40 * 30


def fifteen() -> dict[str, Any]:
    """A map of fifteen touchpoints, at the last five of which Eva takes part."""
    stages = [
        {
            "name": name,
            "touchpoints": [
                {
                    "name": f"Step {n}",
                    "personas": who,
                    "emotion": 1,
                    "does": "Acts",
                    "pains": ["Slow"],
                }
                for n in numbers
            ],
        }
        for name, who, numbers in (
            ("One", ["Ana"], range(1, 11)),
            ("Two", ["Ana", "Eva"], range(11, 16)),
        )
    ]
    return {"title": "Fifteen", "personas": ["Ana", "Eva"], "stages": stages}


def test_high_numbers_have_their_room_on_a_part_of_a_map_too() -> None:
    made = lay_out(board_of(fifteen(), personas=("Eva",)), LIGHT)
    numbers = [text.lines for text in made.picture.texts if "".join(text.lines).isdecimal()]
    assert {("11",), ("15",)} <= set(numbers)
    assert all(len(lines) == 1 for lines in numbers)


def test_of_a_stage_where_somebody_takes_no_part_nothing_of_theirs_is_due() -> None:
    board = board_of(fifteen(), personas=("Eva",))
    said = {lane.key: lane.cells[0] for lane in board.lanes if lane.cells}
    assert said["touchpoints"].quiet == "Takes no part here"
    assert said["touchpoints"].gap is None
    assert "thinks" not in said or said["thinks"].gap is None
    assert board.curve.holes == ()
    # Whoever answers for the stage does so for everybody.
    assert said["owner"].gap is not None
