"""The images of touchpoints and the photos of personas on the map."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import cjmap
from cjmap.board.reading import read
from cjmap.check import Session
from cjmap.draw.album import Album
from cjmap.draw.canvas import Box, Group, Rect, Shape, Sight
from cjmap.draw.theme import LIGHT
from cjmap.views.catalogue import Order, draw
from cjmap.views.map.sheet import Layout, lay_out
from tests.draw.test_album import png
from tests.views.maps import TODAY, board_of, no_engine

WIDE, TALL, SMALL, THIN = "wide.png", "tall.png", "small.png", "thin.png"
SIDES = {WIDE: (600, 200), TALL: (150, 500), SMALL: (40, 30), THIN: (600, 1)}


def touchpoint(name: str, source: str) -> dict[str, Any]:
    return {"name": name, "image": {"src": source, "alt": f"What {name} looks like"}}


MAP: dict[str, Any] = {
    "title": "Buy a coat",
    "personas": [{"name": "Laura", "photo": {"src": TALL, "alt": "Laura in her shop"}}, "Jorge"],
    "stages": [
        {
            "name": "Awareness",
            "touchpoints": [touchpoint(source.split(".")[0], source) for source in SIDES],
        },
        {"name": "Use", "touchpoints": [touchpoint("Again", WIDE), touchpoint("Lost", "no.png")]},
    ],
}


def order_of(folder: Path, **more: Any) -> Order:
    for name, sides in SIDES.items():
        (folder / name).write_bytes(png(*sides))
    file = folder / "coat.journey.yaml"
    file.write_text(json.dumps({**MAP, **more}, ensure_ascii=False), "utf-8")
    subject = Session(today=TODAY).subject(file)
    assert subject is not None
    album = Album(subject.workspace, folder, lambda _: None)
    return Order(read(subject, ()), LIGHT, no_engine, find=album.find)


def layout_of(folder: Path, **more: Any) -> Layout:
    order = order_of(folder, **more)
    return lay_out(order.board, order.theme, order.find)


def sights(shapes: tuple[Shape, ...]) -> list[tuple[str, Sight]]:
    return [
        (shape.title, each)
        for shape in shapes
        if isinstance(shape, Group)
        for each in shape.shapes
        if isinstance(each, Sight)
    ]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_images_stand_whole_in_their_cells_and_say_what_they_show(
    tmp_path: Path, language: str
) -> None:
    made = layout_of(tmp_path, language=language)
    width = made.picture.width
    seen = []
    for cell in made.cells:
        if cell.lane != "images" or cell.stage is None:
            continue
        for title, sight in sights(cell.shapes):
            seen.append(title)
            across, down = sight.sides
            assert cell.box.contains(sight.box)
            if min(sight.box.width, sight.box.height) > 1:
                assert sight.box.width / sight.box.height == pytest.approx(across / down)
            assert (sight.box.width, sight.box.height) <= (across, down)
            # In the picture it stands there too, or as mirrored.
            box = sight.box.mirrored(width) if language == "ar" else sight.box
            assert box in [each.box for _, each in sights(made.picture.shapes)]
    assert seen == [
        f"What {name} looks like" for name in ("wide", "tall", "small", "thin", "Again")
    ]


def test_nothing_in_a_cell_of_images_lies_over_anything_else(tmp_path: Path) -> None:
    for cell in layout_of(tmp_path).cells:
        if cell.lane == "images":
            boxes: list[Box] = [sight.box for _, sight in sights(cell.shapes)]
            boxes += [text.box for text in cell.texts]
            assert all(cell.box.contains(box) for box in boxes)
            for number, box in enumerate(boxes):
                assert not any(box.overlaps(other) for other in boxes[number + 1 :])


def test_an_image_that_is_not_there_is_named_in_its_cell(tmp_path: Path) -> None:
    (cell,) = (c for c in layout_of(tmp_path).cells if (c.lane, c.stage) == ("images", 1))
    said = [" ".join(text.lines) for text in cell.texts]
    assert said == ["5", "6", "Cannot be shown: no.png"]
    assert any(isinstance(s, Rect) and s.dash for s in cell.shapes)


def test_an_image_is_held_once_however_often_it_is_seen(tmp_path: Path) -> None:
    svg = draw("map", "svg", order_of(tmp_path))
    assert isinstance(svg, str)
    assert svg.count("<image ") == svg.count("data:image/png") == len(SIDES)
    held = re.findall(r'<image id="(.*?)"', svg)
    used = re.findall(r'<use xlink:href="#(.*?)"', svg)
    assert len(used) == 6 and set(used) == set(held)


def test_a_map_without_images_has_no_row_of_them(tmp_path: Path) -> None:
    plain = layout_of(tmp_path, stages=[{"name": "Use", "touchpoints": ["Wear"]}], personas=["Ann"])
    assert not any(cell.lane == "images" for cell in plain.cells)
    assert not plain.picture.images


def test_the_row_of_images_is_asked_for_like_any_other() -> None:
    rows = [
        [lane.key for lane in board_of(MAP, lanes=lanes).lanes]
        for lanes in (("images",), ("emotion", "images", "touchpoints"), ("touchpoints",))
    ]
    assert rows == [["images"], ["emotion", "images", "touchpoints"], ["touchpoints"]]


def test_a_lane_of_the_maps_own_may_be_called_so() -> None:
    lane = {"id": "images", "name": "What we showed"}
    stage = {**MAP["stages"][0], "lanes": {"images": ["a poster"]}}
    own = {**MAP, "lanes": [lane], "stages": [stage]}
    (asked,) = board_of(own, lanes=("images",)).lanes
    assert (asked.title, asked.own) == ("What we showed", True)


def test_a_photo_stands_in_place_of_initials(tmp_path: Path) -> None:
    made = layout_of(tmp_path)
    photos = [each for each in sights(made.picture.shapes) if each[1].filling]
    assert [title for title, _ in photos] == ["Laura in her shop"]
    texts = [" ".join(text.lines) for text in made.picture.texts]
    assert "J" in texts
    assert photos[0][1].box.width == photos[0][1].box.height


@pytest.mark.parametrize("form", ["png", "html", "pdf"])
def test_every_form_shows_them(tmp_path: Path, form: str) -> None:
    seen = draw("map", form, order_of(tmp_path))
    bare = draw("map", form, Order(order_of(tmp_path).board, LIGHT, no_engine))
    if isinstance(seen, str):
        assert "data:image/png" in seen
    elif form == "pdf":
        assert seen.count(b"/Image") > (bare if isinstance(bare, bytes) else b"").count(b"/Image")
    else:
        assert _has_colour(seen) and not _has_colour(bare)


def _has_colour(picture: str | bytes) -> bool:
    """Whether the pixels hold the red of the images, which no theme has."""
    assert isinstance(picture, bytes)
    with Image.open(BytesIO(picture)) as image:
        return any(pixel == (0xD0, 0x10, 0x20) for _, pixel in colours_of(image.convert("RGB")))


def colours_of(image: Image.Image) -> list[tuple[int, Any]]:
    return image.getcolors(image.width * image.height) or []


def test_the_interface_draws_them_too(tmp_path: Path) -> None:
    order_of(tmp_path, stages=MAP["stages"][:1])
    svg = cjmap.render(cjmap.load(tmp_path / "coat.journey.yaml"))
    assert svg.count("<image ") == len(SIDES)
