"""A logo in the corner of pictures and pages: an SVG or PNG that is carried along in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjmap.draw.images import PNG, data_uri, sides_of_png
from cjmap.expressions import expression
from cjmap.messages import Message, tr
from cjmap.records import dataclass

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_BYTES: Final = 256 * 1024
_MOST_SIDE: Final = 8192
_NUMBER: Final = expression(r"\s*(\d+(?:\.\d+)?)\s*(?:px)?\s*")
# A picture inside of the picture is one of pixels: of another SVG nobody would know what it does.
_OWN: Final = expression(r"(?i)#|data:image/(?!svg)")
_FETCHED: Final = expression(r"(?i)@import|url\(\s*[\"']?\s*(?!#|data:image/(?!svg))[^\s\"')]")

# `filter="blur(9)"`, or the same in a style; a reference is refused with what it refers to.
_FILTERED: Final = expression(r"(?i)(?:^|[;{\s])filter\s*:\s*(?!none\b)\w")
_DEEPEST: Final = 100
"""Levels of elements in an SVG; what draws it calls itself for each."""

_HEIGHT: Final = 40.0
_WIDTH: Final = 220.0
"""Most height and width of a logo in a picture, px."""


class LogoError(Exception):
    """A file is no logo; `message` says why, to stand behind a colon."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.render())
        self.message = message


@dataclass(frozen=True, slots=True)
class Logo:
    """An image as a `data:` address, and its width and height in px as they are shown."""

    uri: str
    width: float
    height: float


def read_logo(data: bytes) -> Logo:
    """The logo that a file holds. Raises LogoError.

    An SVG runs and fetches nothing: it is shown as an image, in which no program lets it, and one
    that brings scripts or names other files is refused besides; so is one with filters, of which
    one line may keep a machine busy for hours.
    """
    if len(data) > MOST_BYTES:
        raise LogoError(tr("it is larger than {most} KiB", most=MOST_BYTES // 1024))
    kind, width, height = _measure_png(data) if data.startswith(PNG) else _measure_svg(data)
    if not (0 < width <= _MOST_SIDE and 0 < height <= _MOST_SIDE):
        raise LogoError(
            tr("its width or height is not known, or beyond {most} px", most=_MOST_SIDE)
        )
    scale = min(_HEIGHT / height, _WIDTH / width)
    return Logo(data_uri(f"image/{kind}", data), round(width * scale, 2), round(height * scale, 2))


def _measure_png(data: bytes) -> tuple[str, float, float]:
    if len(data) < 33 or data[12:16] != b"IHDR":
        raise LogoError(tr("it is neither SVG nor PNG"))
    return "png", *sides_of_png(data)


def _measure_svg(data: bytes) -> tuple[str, float, float]:
    if b"<?xml-stylesheet" in data:
        raise LogoError(tr("it brings scripts or names other files"))
    if b"<!ENTITY" in data or b"<!DOCTYPE" in data:
        # Expanded, entities can fill the memory.
        raise LogoError(tr("it has a DOCTYPE"))
    from xml.etree import ElementTree

    try:
        root = ElementTree.fromstring(data)  # noqa: S314 - without entities nothing expands
    except (ElementTree.ParseError, LookupError, ValueError):
        raise LogoError(tr("it is neither SVG nor PNG")) from None
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        raise LogoError(tr("it is neither SVG nor PNG"))
    _refuse_acting(root)
    _refuse_endless(root)
    box = root.get("viewBox", "").replace(",", " ").split()
    sides = [_NUMBER.fullmatch(root.get(name, "")) for name in ("width", "height")]
    if len(box) == 4 and all(_NUMBER.fullmatch(side) for side in box[2:]):
        return "svg+xml", float(box[2]), float(box[3])
    width, height = (float(side[1]) if side else 0.0 for side in sides)
    return "svg+xml", width, height


def _refuse_acting(root: Element) -> None:
    for element in root.iter():
        tag = str(element.tag).rpartition("}")[2].lower()
        names = {name.rpartition("}")[2].lower(): value for name, value in element.attrib.items()}
        target = names.get("href", "#").strip()
        if (
            tag in ("script", "foreignobject")
            or any(name.startswith("on") for name in names)
            or not _OWN.match(target)
            or any(map(_FETCHED.search, (element.text or "", *names.values())))
        ):
            raise LogoError(tr("it brings scripts or names other files"))


def _refuse_endless(root: Element) -> None:
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > _DEEPEST:
            raise LogoError(tr("its elements are nested more than {most} deep", most=_DEEPEST))
        if any(map(_is_filtered, level)):
            raise LogoError(
                tr("it has a filter, such as a shadow or a blur: draw it without, or take a PNG")
            )
        level = [child for element in level for child in element]


def _is_filtered(element: Element) -> bool:
    tag = str(element.tag).rpartition("}")[2].lower()
    named = element.get("filter", "none").strip().lower()
    return (
        tag == "filter"
        or named not in ("none", "inherit", "")
        or any(map(_FILTERED.search, (element.text or "", element.get("style", ""))))
    )
