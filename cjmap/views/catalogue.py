"""Which views there are in which formats, and what draws them.

A view is added with one line in `DRAWINGS` and the function that it names. The functions import
what they draw with, so that a picture pays for nothing that it does not use.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cjmap.findings.usage import UsageError
from cjmap.messages import join, tr
from cjmap.records import dataclass

if TYPE_CHECKING:
    from cjmap.board.board import Board
    from cjmap.draw.engines import Engine
    from cjmap.draw.theme import Theme


@dataclass(frozen=True, slots=True)
class Order:
    """A picture that is wanted: of which board, in which colours.

    `engine` finds the program that lays out graphs; it is asked only by what needs one.
    """

    board: Board
    theme: Theme
    engine: Callable[[], Engine]


def _map_svg(order: Order) -> str:
    from cjmap.views.map import sheet as map

    return map.draw(order.board, order.theme)


def _flow_svg(order: Order) -> str:
    from cjmap.views.flow import diagram as flow

    return flow.draw(order.board, order.theme, order.engine())


def _flow_dot(order: Order) -> str:
    from cjmap.views.flow import diagram as flow

    return flow.describe(order.board, order.theme)


def _blueprint_svg(order: Order) -> str:
    from cjmap.views.blueprint import sheet as blueprint

    return blueprint.draw(order.board, order.theme)


def _curve_svg(order: Order) -> str:
    from cjmap.views.curve import sheet as curve

    return curve.draw(order.board, order.theme)


def _json(order: Order) -> str:
    """The board itself, which is the same for every view."""
    from cjmap.board.export import write_json

    return write_json(order.board)


DRAWINGS: Final[dict[tuple[str, str], Callable[[Order], str]]] = {
    ("map", "svg"): _map_svg,
    ("map", "json"): _json,
    ("flow", "svg"): _flow_svg,
    ("flow", "dot"): _flow_dot,
    ("flow", "json"): _json,
    ("blueprint", "svg"): _blueprint_svg,
    ("blueprint", "json"): _json,
    ("curve", "svg"): _curve_svg,
    ("curve", "json"): _json,
}
"""View and format to the function that draws it."""

VIEWS: Final = tuple(dict.fromkeys(view for view, _ in DRAWINGS))
FORMATS: Final = tuple(dict.fromkeys(form for _, form in DRAWINGS))

_WITHOUT_GAPS: Final = frozenset({("flow", "svg"), ("flow", "dot"), ("blueprint", "svg")})


def shows_gaps(view: str, form: str) -> bool:
    """Whether what lint finds in a map changes anything in a picture of it."""
    return (view, form) not in _WITHOUT_GAPS


def refuse_unknown(view: str, form: str) -> None:
    """Raises UsageError for a view in a format that nothing draws."""
    if (view, form) not in DRAWINGS:
        raise UsageError(
            tr(
                "The view `{view}` cannot be written as {format}. There are: {known}.",
                view=view,
                format=form,
                known=join([f"--view {each} -f {form}" for each, form in DRAWINGS]),
            )
        )


def draw(view: str, form: str, order: Order) -> str:
    """The picture in a view and format of `DRAWINGS`.

    Raises UsageError for a map that the view has nothing to draw of, EngineError where the picture
    needs an engine and gets none.
    """
    return DRAWINGS[view, form](order)
