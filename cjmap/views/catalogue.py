"""Which views there are in which formats, and what draws them.

A view is added with one line in `DRAWINGS` and the function that it names. The functions import
what they draw with, so that a picture pays for nothing that it does not use.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cjmap.messages import join, tr
from cjmap.project.workspace import UsageError

if TYPE_CHECKING:
    from cjmap.draw.engines import Engine
    from cjmap.draw.theme import Theme
    from cjmap.facts.subject import Subject


@dataclass(frozen=True, slots=True)
class Order:
    """A picture that is wanted: of which map, in which colours, and for whom.

    `engine` finds the program that lays out graphs; it is asked only by what needs one.
    `personas` are ids or names; none: everyone. `lanes` are those of the map, in the order they
    shall have; none: the settings', else those that suit its kind.
    """

    facts: Subject
    theme: Theme
    engine: Callable[[], Engine]
    personas: tuple[str, ...] = ()
    lanes: tuple[str, ...] = ()


def _map_svg(order: Order) -> str:
    from cjmap.views.map import sheet as map

    return map.draw(
        order.facts,
        order.theme,
        personas=order.personas,
        lanes=order.lanes,
        language=order.facts.language,
    )


def _flow_svg(order: Order) -> str:
    from cjmap.views.flow import diagram as flow

    return flow.draw(order.facts, order.theme, order.engine(), order.personas)


def _flow_dot(order: Order) -> str:
    from cjmap.views.flow import diagram as flow

    return flow.describe(order.facts, order.theme, order.personas)


DRAWINGS: Final[dict[tuple[str, str], Callable[[Order], str]]] = {
    ("map", "svg"): _map_svg,
    ("flow", "svg"): _flow_svg,
    ("flow", "dot"): _flow_dot,
}
"""View and format to the function that draws it."""

VIEWS: Final = tuple(dict.fromkeys(view for view, _ in DRAWINGS))
FORMATS: Final = tuple(dict.fromkeys(form for _, form in DRAWINGS))


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

    Raises UsageError for a persona or lane that the map does not have, EngineError where the picture
    needs an engine and gets none.
    """
    return DRAWINGS[view, form](order)
