"""Pictures on paper: sheets, pages, and text that can be found in them."""

from __future__ import annotations

import io
import sys

import pypdf
import pytest

from cjmap.draw import raster
from cjmap.draw.canvas import Picture, Text
from cjmap.draw.images import data_uri
from cjmap.draw.metrics import FONT_STACK
from cjmap.draw.paper import A3, MARGIN, MOST_LINES, Paper, parse_paper, to_pdf
from cjmap.draw.scripts import replace_lone_emoji
from cjmap.draw.theme import DARK, LIGHT
from cjmap.findings.usage import UsageError
from cjmap.messages import Message
from tests.draw.test_album import png

POINT = 72 / 25.4


def drawing(text: str, width: float = 400, height: float = 300) -> str:
    line = Text(10, 20, (text,), 16, "#000000")
    return Picture(width, height, "#ffffff", "T", "D", "en", (line,)).svg()


def opened(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data))


@pytest.mark.parametrize(
    ("text", "width", "height"),
    [
        ("a3", 420, 297),
        ("A4", 297, 210),
        ("a4-portrait", 210, 297),
        ("a0-landscape", 1189, 841),
        ("letter", 279.4, 215.9),
        ("tabloid-portrait", 279.4, 431.8),
        ("600x300mm", 600, 300),
        ("300x600mm", 300, 600),
        ("210.5X297mm", 210.5, 297),
    ],
)
def test_sheets(text: str, width: float, height: float) -> None:
    assert parse_paper(text) == Paper(width, height)


@pytest.mark.parametrize(
    "text", ["", "a9", "a3-", "a3-upright", "10x10mm", "9999x300mm", "600x300"]
)
def test_what_is_no_sheet_is_told_what_there_is(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_paper(text)
    said = caught.value.message.render("en")
    for known in ("a4", "tabloid", "-portrait", "600x300mm"):
        assert known in said


def test_pages_have_the_size_of_their_sheet_and_their_text_can_be_found() -> None:
    paper = Paper(300, 200)
    read = opened(to_pdf([drawing("Grüße"), drawing("Второй")], paper, LIGHT, "Ti(t)le", "de"))
    assert len(read.pages) == 2
    for page, text in zip(read.pages, ("Grüße", "Второй"), strict=True):
        assert float(page.mediabox.width) == pytest.approx(300 * POINT, abs=0.1)
        assert float(page.mediabox.height) == pytest.approx(200 * POINT, abs=0.1)
        assert text in page.extract_text()
    assert "2 / 2" in read.pages[1].extract_text()
    assert read.metadata is not None
    assert read.metadata.title == "Ti(t)le"


def test_one_page_bears_no_number() -> None:
    assert (
        "1 / 1" not in opened(to_pdf([drawing("x")], A3, LIGHT, "T", "en")).pages[0].extract_text()
    )


def test_the_same_picture_is_the_same_file() -> None:
    made = [to_pdf([drawing("x")], A3, theme, "T", "en") for theme in (LIGHT, LIGHT, DARK)]
    assert made[0] == made[1] != made[2]


@pytest.mark.parametrize("title", ['"; #panic()', "\\u{41}", "#sys.version", "a\nb", "\u202e", ""])
def test_a_title_is_text_whatever_it_says(title: str) -> None:
    read = opened(to_pdf([drawing("x")], A3, LIGHT, title, "en"))
    assert len(read.pages) == 1
    assert ((read.metadata and read.metadata.title) or "").strip() == title.replace(
        "\n", " "
    ).replace("\u202e", " ").strip()


def test_what_is_too_large_is_made_smaller_and_nothing_larger_than_it_is() -> None:
    paper = Paper(200, 100)
    room = paper.room
    assert room == pytest.approx(((200 - 2 * MARGIN) / 25.4 * 96, (100 - 2 * MARGIN) / 25.4 * 96))
    for width, height in ((5000, 50), (50, 5000), (10, 10)):
        assert (
            len(opened(to_pdf([drawing("x", width, height)], paper, LIGHT, "T", "en")).pages) == 1
        )


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(UsageError) as caught:
        to_pdf([drawing("x")], A3, LIGHT, "T", "en")
    assert "pip install 'cjmap[pdf]'" in caught.value.message.render("en")


def test_missing_scripts_are_told() -> None:
    told: list[Message] = []
    to_pdf([drawing("plain")], A3, LIGHT, "T", "en", tell=told.append)
    assert told == []


def test_a_broken_image_is_left_out_and_told() -> None:
    # A PNG that ends in the middle, once as pictures of maps hold it and once as a theme's logo.
    broken = data_uri("image/png", png(30, 20)[:50])
    whole = drawing("Still here")
    told: list[Message] = []
    for element in (
        f'<image id="a" width="9" height="9" xlink:href="{broken}"/><use xlink:href="#a"/>',
        f'<image x="1" y="1" width="9" height="9" href="{broken}"/>',
    ):
        picture = whole.replace("</svg>", f"{element}</svg>").replace(
            "<svg ", '<svg xmlns:xlink="http://www.w3.org/1999/xlink" ', 1
        )
        data = to_pdf([picture, whole], A3, LIGHT, "T", "en", tell=told.append)
        assert "Still here" in opened(data).pages[0].extract_text()
    said = "1 broken image is left out of the PDF."
    assert [message.render() for message in told] == [said] * 2


def test_what_would_fill_the_memory_is_refused() -> None:
    lines = Text(10, 20, ("x",) * (MOST_LINES // 2), 16, "#000000")
    page = Picture(400, 300, "#ffffff", "T", "D", "en", (lines,)).svg()
    with pytest.raises(UsageError, match="lines of text"):
        to_pdf([page, page, page], A3, LIGHT, "T", "en")


def test_what_cannot_be_a_pdf_says_why() -> None:
    deep = drawing("x").replace("</svg>", f"{'<g>' * 2000}{'</g>' * 2000}</svg>")
    with pytest.raises(UsageError, match="cannot be written as pdf: "):
        to_pdf([deep], A3, LIGHT, "T", "en")


def test_a_sign_that_no_font_has_is_drawn_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "_is_found", lambda _: False)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" font-family="{FONT_STACK}">'
    pictures = []
    told: list[Message] = []
    for sign in ("\U0001f6ce", "\U0001f9f3"):
        text = f'<text x="4" y="14" font-size="12" fill="#123456">{sign}</text></svg>'
        pictures.append(raster.to_png(head + text, tell=told.append))
    assert len(told) == 2
    empty = raster.to_png(f"{head}</svg>")
    # Whatever emoji it was: the same sign, and no box of a font.
    assert pictures[0] == pictures[1] != empty


def test_emoji_among_words_stay() -> None:
    text = "<svg><text><tspan>\U0001f6ce Bell</tspan></text></svg>"
    assert replace_lone_emoji(text) == text
