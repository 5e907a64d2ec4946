"""Shapes stand where they are put, and their SVG says so to the last attribute."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from cjmap.draw.canvas import (
    Box,
    Circle,
    Drawing,
    Fade,
    Group,
    Picture,
    Rect,
    Shape,
    Text,
    block,
    line,
    polygon,
)
from cjmap.draw.metrics import FONT_STACK, safe_width

STROKED = 'stroke-linecap="round" stroke-linejoin="round"'


def shapes_at(x: float, y: float) -> tuple[Shape, ...]:
    """One shape of each kind with all that it can have, and one with nothing but its place."""
    return (
        Text(
            *(x, y, ("One & all", "two"), 10, "#111111"),
            bold=True,
            italic=True,
            anchor="middle",
            leading=1.5,
            cell=Box(x, y, 90, 40),
        ),
        Text(x, y, ("a < b",), 20, "#111111"),
        Rect(Box(x, y, 30.5, 40), "#222222", "#333333", 4, 2.5, "4 3"),
        Rect(Box(x, y, 30, 40)),
        Circle(x, y, 7, "#444444", "#555555", 1.5),
        Circle(x, y, 7),
        Drawing("M0,0L1,1", x, y, 0.5, "#666666", "#777777", 1.4, "1 2", 0.25),
        Drawing("M0,0L1,1", x, y),
        Group("A & b", (Circle(x, y, 3), Group("c", (Rect(Box(x, y, 1, 1)),)))),
    )


WRITTEN = [
    '<text y="29.5" font-size="10" fill="#111111" font-weight="bold" font-style="italic" '
    'text-anchor="middle"><tspan x="10" dy="0">One &amp; all</tspan>'
    '<tspan x="10" dy="15">two</tspan></text>',
    '<text x="10" y="39" font-size="20" fill="#111111">a &lt; b</text>',
    '<rect x="10" y="20" width="30.5" height="40" rx="4" fill="#222222" stroke="#333333" '
    'stroke-width="2.5" stroke-dasharray="4 3"/>',
    '<rect x="10" y="20" width="30" height="40" fill="none"/>',
    '<circle cx="10" cy="20" r="7" fill="#444444" stroke="#555555" stroke-width="1.5"/>',
    '<circle cx="10" cy="20" r="7" fill="none"/>',
    '<path transform="translate(10,20) scale(0.5)" d="M0,0L1,1" fill="#666666" stroke="#777777" '
    'stroke-width="1.4" stroke-dasharray="1 2" opacity="0.25"/>',
    '<path transform="translate(10,20)" d="M0,0L1,1" fill="none"/>',
    '<g><title>A &amp; b</title><circle cx="10" cy="20" r="3" fill="none"/>'
    '<g><title>c</title><rect x="10" y="20" width="1" height="1" fill="none"/></g></g>',
]


@pytest.mark.parametrize(("shape", "written"), [*zip(shapes_at(10, 20), WRITTEN, strict=True)])
def test_a_shape_is_written_with_all_that_it_has(shape: Shape, written: str) -> None:
    assert shape.svg() == written
    ElementTree.fromstring(written)


def test_what_is_usual_is_not_written() -> None:
    assert Drawing("M0,0", stroke="#000000").svg() == (
        '<path d="M0,0" fill="none" stroke="#000000"/>'
    )
    flipped = Drawing("M0,0", 5, 6, 0.5, flipped=True).svg()
    assert flipped.startswith('<path transform="translate(5,6) scale(-0.5,0.5)" d="M0,0"')
    assert Drawing("M0,0", 0, 5).svg() == '<path transform="translate(0,5)" d="M0,0" fill="none"/>'
    assert Drawing("M0,0", 5, 0).svg() == '<path transform="translate(5,0)" d="M0,0" fill="none"/>'


@pytest.mark.parametrize("number", range(len(WRITTEN)))
def test_a_moved_shape_is_the_same_elsewhere(number: int) -> None:
    assert shapes_at(1, 2)[number].moved(9, 18) == shapes_at(10, 20)[number]


WIDE = 100.0
TURNED = [
    '<text y="29.5" font-size="10" fill="#111111" font-weight="bold" font-style="italic" '
    'text-anchor="middle"><tspan x="90" dy="0">One &amp; all</tspan>'
    '<tspan x="90" dy="15">two</tspan></text>',
    '<text x="90" y="39" font-size="20" fill="#111111" text-anchor="end">a &lt; b</text>',
    WRITTEN[2].replace('x="10"', 'x="59.5"'),
    WRITTEN[3].replace('x="10"', 'x="60"'),
    WRITTEN[4].replace('cx="10"', 'cx="90"'),
    WRITTEN[5].replace('cx="10"', 'cx="90"'),
    WRITTEN[6].replace("translate(10,20) scale(0.5)", "translate(90,20) scale(-0.5,0.5)"),
    WRITTEN[7].replace("translate(10,20)", "translate(90,20) scale(-1,1)"),
    WRITTEN[8].replace('cx="10"', 'cx="90"').replace('x="10"', 'x="89"'),
]


def test_a_text_runs_from_the_right_if_it_has_letters_that_do() -> None:
    """All lines of it; `1 of 2` and `−1` would stand the wrong way round."""
    hebrew = Text(0, 0, ("קנייה של Acme", "Coat"), 10, "#111111", rtl=True).svg()
    assert hebrew.count("&#8295;") == hebrew.count("&#8297;") == 2
    for plain in ("1 of 2", "−1", "Acme Coat"):
        assert f">{plain}</text>" in Text(0, 0, (plain,), 10, "#111111", rtl=True).svg()


@pytest.mark.parametrize(("shape", "turned"), [*zip(shapes_at(10, 20), TURNED, strict=True)])
def test_a_picture_that_is_read_from_the_right_has_each_shape_on_the_other_side(
    shape: Shape, turned: str
) -> None:
    assert shape.mirrored(WIDE).svg() == turned
    assert shape.mirrored(WIDE).moved(-3, 4).svg() == shape.moved(3, 4).mirrored(WIDE).svg()


def test_a_sign_that_looks_the_same_from_either_side_is_moved_and_not_turned() -> None:
    tick = Drawing("M0,0L1,1", 10, 20, 0.5, side=16)
    assert tick.mirrored(WIDE).svg().startswith('<path transform="translate(82,20) scale(0.5)" ')
    assert tick.mirrored(WIDE).mirrored(WIDE) == tick


@pytest.mark.parametrize("anchor", ["start", "middle", "end"])
def test_a_text_that_is_read_from_the_right_takes_the_room_on_the_other_side(anchor: str) -> None:
    text = Text(30, 50, ("a", "longer"), 10, "#000000", anchor=anchor, cell=Box(5, 40, 60, 40))
    turned = text.mirrored(WIDE)
    assert turned.cell == Box(35, 40, 60, 40)
    assert turned.box.x == pytest.approx(WIDE - text.box.right)
    assert turned.box.width == text.box.width
    assert Text(30, 50, ("a",), 10, "#000000").mirrored(WIDE).cell is None


@pytest.mark.parametrize(
    ("anchor", "part"), [("start", 0.0), ("middle", 0.5), ("end", 1.0)], ids=str
)
def test_the_box_of_a_text_is_the_room_it_takes(anchor: str, part: float) -> None:
    text = Text(100, 50, ("short", "the longest of all"), 10, "#000000", bold=True, anchor=anchor)
    width = safe_width("the longest of all", 10, bold=True)
    box = text.box
    assert (box.x, box.y, box.width) == (100 - part * width, 50, width)
    assert box.height == pytest.approx(13.5 + 12)


def test_a_box_knows_its_edges() -> None:
    box = Box(10, 20, 30, 40)
    assert (box.right, box.bottom) == (40, 60)
    assert box.moved(1, 2) == Box(11, 22, 30, 40)
    assert box.grown(5) == Box(5, 15, 40, 50)


@pytest.mark.parametrize(
    ("other", "inside", "over"),
    [
        (Box(10, 20, 30, 40), True, True),
        (Box(15, 25, 5, 5), True, True),
        (Box(9, 25, 5, 5), False, True),
        (Box(15, 19, 5, 5), False, True),
        (Box(36, 25, 5, 5), False, True),
        (Box(15, 56, 5, 5), False, True),
        (Box(0, 25, 10, 5), False, False),
        (Box(40, 25, 10, 5), False, False),
        (Box(15, 10, 5, 10), False, False),
        (Box(15, 60, 5, 10), False, False),
        (Box(9.995, 19.995, 30.01, 40.01), True, True),
    ],
)
def test_boxes_that_touch_do_not_overlap(other: Box, inside: bool, over: bool) -> None:
    box = Box(10, 20, 30, 40)
    assert (box.contains(other), box.overlaps(other), other.overlaps(box)) == (inside, over, over)


def test_a_picture_has_a_head_a_ground_and_its_shapes() -> None:
    first, second = Text(1, 2, ("a",), 10, "#000000"), Text(3, 4, ("b",), 10, "#000000")
    fade = Fade("p-up", 1.5, 90, ((0, "#111111"), (0.5, "#222222")))
    shapes = (first, Group("g", (Circle(1, 1, 1), second)))
    picture = Picture(200.5, 100, "#ffffff", "A & b", "Two “c”", 'e"s', shapes, (fade,))
    assert picture.texts == (first, second)
    assert picture.svg("p").splitlines() == [
        '<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="200.5" height="100" '
        'viewBox="0 0 200.5 100" role="img" aria-labelledby="p-title p-desc" '
        f'xml:lang="e&quot;s" font-family="{FONT_STACK}" {STROKED}>',
        '<title id="p-title">A &amp; b</title>',
        '<desc id="p-desc">Two “c”</desc>',
        '<defs><linearGradient id="p-up" gradientUnits="userSpaceOnUse" x1="0" x2="0" y1="1.5" '
        'y2="90"><stop offset="0" stop-color="#111111"/><stop offset="0.5" stop-color="#222222"/>'
        "</linearGradient></defs>",
        '<rect x="0" y="0" width="200.5" height="100" fill="#ffffff"/>',
        *(shape.svg() for shape in shapes),
        "</svg>",
    ]
    plain = Picture(1, 1, "#ffffff", "", "", "en", ()).svg()
    assert 'aria-labelledby="cjmap-title cjmap-desc"' in plain
    assert "<defs>" not in plain


def test_strokes_and_grounds_as_paths() -> None:
    assert polygon([(0, 0), (10, 0.5), (10, 20)]) == "M0,0L10,0.5L10,20Z"
    assert block(1, 2, 30, 4.5) == "M1,2h30v4.5h-30Z"
    assert line(1, 2, 3, 4.5) == "M1,2L3,4.5"
