"""Which views there are in which formats, and what draws them.

A view is added with one line in `DRAWINGS` and the function that it names. The functions import
what they draw with, so that a picture pays for nothing that it does not use.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial, wraps
from typing import TYPE_CHECKING, Final

from cjmap.findings.usage import NothingToDraw, UsageError
from cjmap.messages import join, tr
from cjmap.records import dataclass, replace

if TYPE_CHECKING:
    from cjmap.board.board import Board
    from cjmap.draw.album import Photo
    from cjmap.draw.engines import Engine
    from cjmap.draw.paper import Paper
    from cjmap.draw.theme import Theme
    from cjmap.messages import Message


@dataclass(frozen=True, slots=True)
class Order:
    """A picture that is wanted: of which board, in which colours.

    `engine` finds the program that lays out graphs; it is asked only by what needs one. `scale`
    is how many pixels a px has, `paper` the sheet of a PDF (None: A3). `tell` hears of what a
    picture could not be given. `find` gives the image at a path that the map names, if there is.
    """

    board: Board
    theme: Theme
    engine: Callable[[], Engine]
    scale: float = 1.0
    paper: Paper | None = None
    tell: Callable[[Message], None] = lambda _: None
    find: Callable[[str], Photo | None] = lambda _: None


def _lay_out(order: Order, draw: Callable[[Board, Theme, Engine], str]) -> str:
    """A picture of a graph; where the embedded engine fails, by the other one, which is told."""
    from cjmap.draw.engines import EngineError, find_other

    engine = order.engine()
    try:
        return draw(order.board, order.theme, engine)
    except EngineError as failure:
        other = find_other(engine)
        if other is None:
            raise
        try:
            drawn = draw(order.board, order.theme, other)
        except EngineError:
            raise failure from None
        order.tell(failure.message)
        order.tell(tr("The system's `dot` has laid out this picture instead."))
        return drawn


def _dressed(make: Callable[[Order], str]) -> Callable[[Order], str]:
    """A picture with what its theme adds to those of every view."""

    @wraps(make)
    def dressed(order: Order) -> str:
        from cjmap.draw.dressing import dress
        from cjmap.languages.conventions import is_rtl

        return dress(make(order), order.theme, rtl=is_rtl(order.board.language))

    return dressed


@_dressed
def _map_svg(order: Order) -> str:
    from cjmap.views.map import sheet as map

    return map.draw(order.board, order.theme, order.find)


@_dressed
def _flow_svg(order: Order) -> str:
    from cjmap.views.flow import diagram as flow

    return _lay_out(order, flow.draw)


def _flow_dot(order: Order) -> str:
    from cjmap.views.flow import diagram as flow

    return flow.describe(order.board, order.theme)


@_dressed
def _network_svg(order: Order) -> str:
    from cjmap.views.network import diagram as network

    return _lay_out(order, network.draw)


def _network_dot(order: Order) -> str:
    from cjmap.views.network import diagram as network

    return network.describe(order.board, order.theme)


@_dressed
def _blueprint_svg(order: Order) -> str:
    from cjmap.views.blueprint import sheet as blueprint

    return blueprint.draw(order.board, order.theme)


@_dressed
def _curve_svg(order: Order) -> str:
    from cjmap.views.curve import sheet as curve

    return curve.draw(order.board, order.theme)


def _mermaid(order: Order) -> str:
    from cjmap.views.written import mermaid

    return mermaid.write(order.board)


def _markdown(order: Order) -> str:
    from cjmap.views.written import markdown

    return markdown.write(order.board)


def _json(order: Order) -> str:
    """The board itself, which is the same for every view."""
    from cjmap.board.export import write_json

    return write_json(order.board)


_SVG: Final[dict[str, Callable[[Order], str]]] = {
    "map": _map_svg,
    "flow": _flow_svg,
    "network": _network_svg,
    "blueprint": _blueprint_svg,
    "curve": _curve_svg,
}
"""View to the function that draws it."""

_WRITTEN: Final[dict[tuple[str, str], Callable[[Order], str]]] = {
    ("map", "json"): _json,
    ("map", "mermaid"): _mermaid,
    ("map", "markdown"): _markdown,
    ("flow", "dot"): _flow_dot,
    ("flow", "json"): _json,
    ("network", "dot"): _network_dot,
    ("network", "json"): _json,
    ("blueprint", "json"): _json,
    ("curve", "json"): _json,
}
"""View and format to the function that writes what is no picture."""


class Easel:
    """All pictures of an order: what several formats are made of is drawn once."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self._drawn: dict[str, str] = {}

    def svg(self, view: str) -> str:
        """The picture that a view's other formats are made of."""
        if view not in self._drawn:
            self._drawn[view] = _SVG[view](self.order)
        return self._drawn[view]

    def draw(self, view: str, form: str) -> str | bytes:
        """The picture in a view and format of `DRAWINGS`: bytes are no text.

        Raises NothingToDraw for a map of which the view shows nothing, UsageError for a picture
        that the format cannot hold, EngineError where it needs an engine and gets none.
        """
        if form != "json" and not self.order.board.stages:
            # Tool: why there is no picture.
            raise NothingToDraw(tr("This map has no stages, so there is nothing to draw."))
        return DRAWINGS[view, form](self)


def _svg(view: str, easel: Easel) -> str:
    return easel.svg(view)


def _text(write: Callable[[Order], str], easel: Easel) -> str:
    return write(easel.order)


def _png(view: str, easel: Easel) -> bytes:
    from cjmap.draw.raster import to_png

    order = easel.order
    return to_png(easel.svg(view), order.scale, order.theme.font_files, tell=order.tell)


def _pdf(view: str, easel: Easel) -> bytes:
    from cjmap.draw.paper import A3, to_pdf

    order = easel.order
    paper, board = order.paper or A3, order.board
    pages: tuple[str, ...] = (easel.svg(view),)
    if view in _IN_PARTS:
        from cjmap.views.pages import lay_out_pages

        def draw(part: Board) -> str:
            return _SVG[view](replace(order, board=part))

        pages = lay_out_pages(board, paper, pages[0], draw)
    return to_pdf(pages, paper, order.theme, board.heading.title, board.language, tell=order.tell)


def _html(view: str, easel: Easel) -> str:
    from cjmap.views.written import page

    return page.write(easel.order.board, easel.order.theme, easel.svg(view))


_OF_PICTURES: Final[dict[str, Callable[[str, Easel], str | bytes]]] = {
    "png": _png,
    "pdf": _pdf,
    "html": _html,
}
"""What is made of the picture of any view."""

BINARY: Final = ("png", "pdf")
"""Formats that are no text."""

_IN_PARTS: Final = frozenset({"map"})
"""Views of which a part is a picture, so that long ones stand on several sheets."""

DRAWINGS: Final[dict[tuple[str, str], Callable[[Easel], str | bytes]]] = {
    **{(view, "svg"): partial(_svg, view) for view in _SVG},
    **{kind: partial(_text, write) for kind, write in _WRITTEN.items()},
    **{(view, form): partial(make, view) for form, make in _OF_PICTURES.items() for view in _SVG},
}
"""View and format to the function that draws it."""

VIEWS: Final = tuple(dict.fromkeys(view for view, _ in DRAWINGS))
FORMATS: Final = tuple(dict.fromkeys(form for _, form in DRAWINGS))

_SUFFIXES: Final = {"mermaid": "mmd", "markdown": "md"}


def suffix_of(form: str) -> str:
    """The ending, without a dot, of files in a format."""
    return _SUFFIXES.get(form, form)


def form_of(suffix: str) -> str:
    """The format of files with an ending; any other ending as it is."""
    return next((form for form in FORMATS if suffix == suffix_of(form)), suffix)


_GAPS: Final = frozenset({"map", "curve"})
"""Views that show what lint finds in a map."""


def shows_gaps(view: str, form: str) -> bool:
    """Whether what lint finds in a map changes anything in a picture of it."""
    return form == "json" or (view in _GAPS and form not in _SUFFIXES)


_MEASURED: Final = frozenset({"map", "curve"})
"""Views that show what was measured of a map."""


def shows_measured(view: str, form: str) -> bool:
    """Whether what was measured of a map changes anything in a picture of it."""
    return form == "json" or (view in _MEASURED and form not in (*_SUFFIXES, "dot"))


def refuse_unknown(view: str, form: str) -> None:
    """Raises UsageError for a view in a format that nothing draws."""
    if (view, form) not in DRAWINGS:
        raise UsageError(
            tr(
                "The view `{view}` cannot be written as {format}. There are: {known}.",
                view=view,
                format=form,
                known=join(say_kinds(DRAWINGS)),
            )
        )


def say_kinds(kinds: Collection[tuple[str, str]]) -> list[str]:
    """Each view with those of its formats that are among some, as they are asked for."""
    forms = {view: [form for each, form in kinds if each == view] for view in VIEWS}
    return [f"--view {view} -f {'|'.join(some)}" for view, some in forms.items() if some]


def draw(view: str, form: str, order: Order) -> str | bytes:
    """One picture of an order, as `Easel.draw` has it."""
    return Easel(order).draw(view, form)
