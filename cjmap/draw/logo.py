"""A logo in the corner of pictures and pages: an SVG or PNG that is carried along in full."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from cjmap.draw.images import PNG, data_uri, kind_of, sides_of, sides_of_png
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
_MOST_DRAWN: Final = 20_000
"""Elements that are drawn, each as often as something refers to it."""
# What an element draws besides itself, by the id: `href="#a"`, `fill: url(#b)`.
_REFERRED: Final = expression(r"""(?i)url\(\s*["']?\s*#([^\s"')]+)""")
_ENDS: Final = expression(r"[-+.\d]+")
# Of these a renderer takes the colours once, however many elements refer to them.
_COLOURS: Final = ("lineargradient", "radialgradient")
_INNER: Final = expression(r"(?i)data:image/[^,\"')]*,[^\"')]*")

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
    one line may keep a machine busy for hours, and one that draws few elements a great many times.
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
    _Drawn(root).refuse_many()
    box = root.get("viewBox", "").replace(",", " ").split()
    sides = [_NUMBER.fullmatch(root.get(name, "")) for name in ("width", "height")]
    if len(box) == 4 and all(_NUMBER.fullmatch(side) for side in box[2:]):
        return "svg+xml", float(box[2]), float(box[3])
    width, height = (float(side[1]) if side else 0.0 for side in sides)
    return "svg+xml", width, height


def _refuse_acting(root: Element) -> None:
    for element in root.iter():
        tag = _tag_of(element)
        names = {name.rpartition("}")[2].lower(): value for name, value in element.attrib.items()}
        target = names.get("href", "#").strip()
        if (
            tag in ("script", "foreignobject")
            or any(name.startswith("on") for name in names)
            or not _OWN.match(target)
            # By a backslash a style sheet can write any of these words otherwise.
            or any(
                "\\" in text or _FETCHED.search(text)
                for text in (element.text or "", *names.values())
            )
        ):
            raise LogoError(tr("it brings scripts or names other files"))
        for text in (element.text or "", *names.values()):
            for inner in _INNER.findall(text):
                _refuse_inner(inner)


def _refuse_inner(uri: str) -> None:
    """Refuses a picture within the picture that is larger than one of its own may be, or unknown."""
    about, _, written = uri.partition(",")
    data = b""
    if about.lower().endswith(";base64"):
        with suppress(ValueError):
            data = b64decode(unquote(written))
    if kind_of(data) is None:
        raise LogoError(tr("it holds a picture that is no PNG, JPEG, GIF or WebP"))
    if max(sides_of(data)) > _MOST_SIDE:
        raise LogoError(
            tr("its width or height is not known, or beyond {most} px", most=_MOST_SIDE)
        )


def _refuse_endless(root: Element) -> None:
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > _DEEPEST:
            raise _too_deep()
        if any(map(_is_filtered, level)):
            raise LogoError(
                tr("it has a filter, such as a shadow or a blur: draw it without, or take a PNG")
            )
        level = [child for element in level for child in element]


def _too_deep() -> LogoError:
    return LogoError(tr("its elements are nested more than {most} deep", most=_DEEPEST))


class _Drawn:
    """How often the elements of an SVG are drawn: each with those in it, and those it refers to."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._named = {name: one for one in root.iter() if (name := one.get("id"))}
        # What a style sheet says may be of any element.
        sheets = " ".join(one.text or "" for one in root.iter() if _tag_of(one) == "style")
        self._styled = tuple(self._find(_REFERRED.findall(sheets)))
        self._marked = "marker" in sheets
        self._known: dict[int, tuple[int, int]] = {}
        self._open: set[int] = set()

    def _find(self, names: Iterable[str]) -> Iterator[Element]:
        """What is drawn by these names."""
        for name in names:
            one = self._named.get(name)
            if one is not None and _tag_of(one) not in _COLOURS:
                yield one

    def refuse_many(self) -> None:
        """Raises LogoError where they are too many, or one is within itself."""
        self._count(self._root, 1)

    def _count(self, element: Element, depth: int) -> tuple[int, int]:
        """How many elements it draws, and over how many levels."""
        if id(element) in self._open or depth > _DEEPEST:
            raise _too_deep()
        known = self._known.get(id(element))
        if known is None:
            self._open.add(id(element))
            number, levels = 1, 0
            for one, often in self._drawn_by(element):
                inner, below = self._count(one, depth + 1)
                number, levels = number + often * inner, max(levels, below)
                if number > _MOST_DRAWN:
                    # The whole has no fewer.
                    raise LogoError(tr("it draws more than {most} elements", most=_MOST_DRAWN))
            self._open.remove(id(element))
            known = self._known[id(element)] = number, levels + 1
        if depth + known[1] - 1 > _DEEPEST:
            raise _too_deep()
        return known

    def _drawn_by(self, element: Element) -> Iterator[tuple[Element, int]]:
        """What it draws, and how often: a marker at each end of its lines."""
        for child in element:
            yield child, 1
        if _tag_of(element) == "style":
            return
        own = " ".join(element.attrib.values())
        links = [
            value.strip()[1:]
            for key, value in element.items()
            if key.rpartition("}")[2] == "href" and value.strip().startswith("#")
        ]
        marks = self._marked or any("marker" in text for text in (*element.attrib, own))
        ends = len(_ENDS.findall(element.get("d", "") + element.get("points", "")))
        often = ends if marks and ends else 1
        for one in self._find((*links, *_REFERRED.findall(own))):
            yield one, often
        # A sheet says nothing of what its own things are made of.
        yield from ((one, often) for one in self._styled if id(one) not in self._open)


def _tag_of(element: Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _is_filtered(element: Element) -> bool:
    tag = _tag_of(element)
    named = element.get("filter", "none").strip().lower()
    return (
        tag == "filter"
        or named not in ("none", "inherit", "")
        or any(map(_FILTERED.search, (element.text or "", element.get("style", ""))))
    )
