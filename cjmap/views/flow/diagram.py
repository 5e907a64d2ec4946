"""The flow of a map: stages as columns, touchpoints as cards below each other, and the ways.

Every column is one rank of a layout from left to right, its header first and its cards below in
the order of the file. Graphviz puts the source of an edge below its target there, and where edges
run in a ring it would turn one round at will. So invisible edges keep the order, from the later
to the earlier card of a column, and ways weigh nothing there.

For our own pictures columns fold into rows, so that the whole fits on paper: each row is a graph
that no edge joins to the others, and what leads into another row ends at a sign there and begins
at one here. What is said of a way stands in a box of its own on it, for which any engine keeps room.
DOT that is handed out has one row, and every way is one edge with its words beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from cjmap.board.board import Board, Touchpoint
from cjmap.draw import dot
from cjmap.draw.engines import Engine, run_engine
from cjmap.draw.escape import dot_text
from cjmap.draw.graph_svg import clean
from cjmap.draw.hyphens import in_its_language
from cjmap.draw.routing import Side
from cjmap.draw.theme import Theme
from cjmap.languages.quantities import format_list
from cjmap.messages import tr
from cjmap.records import dataclass
from cjmap.views.flow.labels import WIDTH, Labels, way_style
from cjmap.views.flow.legend import GOES_ON, list_signs
from cjmap.views.flow.lines import Piece, lay_ways
from cjmap.views.flow.plan import Column, arrange
from cjmap.views.flow.routes import Route, Run, Spot, find_routes, find_spots, stay_waiting
from cjmap.views.parts.boxes import Block
from cjmap.views.parts.naming import begin_ids

if TYPE_CHECKING:
    from xml.etree import ElementTree

    from graphviz import Digraph

_PAD: Final = 9
# Cells may be a little wider than their text.
_COLUMN: Final = WIDTH + 2 * _PAD + 6
# From one column to the next, in points: the frame's margins and the room for the ways.
_STEP: Final = _COLUMN + 100
_INCH: Final = 72
# The room on each side of a sign: for none, for each way more, and at most; in points.
_ROOM: Final = 24
_TRACK: Final = 3
_WIDEST: Final = 72
_BETWEEN: Final = 24
_RIGHT, _LEFT = (Side.RIGHT,), (Side.LEFT,)
_LAID: Final = 45
"""More ways between columns than these are laid by the engine, in less time and less well."""
_CROWD: Final = 300
"""More ways than these run in curves."""


@in_its_language
def draw(board: Board, theme: Theme, engine: Engine) -> str:
    """The flow as SVG, laid out by `engine`. Raises EngineError."""
    diagram = _Diagram(board, theme)
    answer = run_engine(engine, diagram.source())
    return clean(
        answer,
        rearrange=diagram.lay_ways if diagram.is_level else None,
        title=board.heading.title,
        description=diagram.description(),
        language=board.language,
        prefix=begin_ids("flow", board, theme),
    )


@in_its_language
def describe(board: Board, theme: Theme) -> str:
    """The flow as DOT, ready for any `dot` and whatever fonts it finds."""
    return _Diagram(board, theme, plain=True).source()


@dataclass(frozen=True)
class _Diagram:
    """A flow on its way to DOT: for our own pictures, or `plain`."""

    board: Board
    theme: Theme
    plain: bool = False

    @cached_property
    def labels(self) -> Labels:
        return Labels(self.board, self.theme, self.plain)

    @cached_property
    def cards(self) -> dict[int, Touchpoint]:
        return {card.number: card for card in self.board.touchpoints}

    @cached_property
    def markup(self) -> dict[int, Block]:
        """What stands in the card of each touchpoint."""
        waiting = stay_waiting(self.board)
        return {
            number: self.labels.card(card, waits=number in waiting)
            for number, card in self.cards.items()
        }

    @cached_property
    def rows(self) -> tuple[tuple[Column, ...], ...]:
        stages: list[list[tuple[int, float]]] = [[] for _ in self.board.stages]
        for number, card in self.cards.items():
            stages[card.stage].append((number, self.markup[number].height + 2 * _PAD + _BETWEEN))
        if self.plain:
            numbers = [tuple(number for number, _ in cards) for cards in stages]
            return (tuple(Column(stage, 0, 1, cards) for stage, cards in enumerate(numbers)),)
        count = range(len(stages))
        head = max((self.labels.stage_height(stage, "") for stage in count), default=0)
        return arrange(stages, head + 2 * _PAD + _BETWEEN, _STEP)

    @cached_property
    def spots(self) -> dict[int, Spot]:
        return find_spots(self.rows)

    @cached_property
    def routes(self) -> tuple[Route, ...]:
        return find_routes(self.board, self.spots)

    def description(self) -> str:
        """What the picture shows, for those who do not see it."""
        stages = format_list((stage.name for stage in self.board.stages), self.board.language)
        return self.labels.say(
            tr(
                "{summary}. Stages in order: {stages}.",
                summary=self.labels.subtitle(),
                stages=stages,
            )
        )

    @cached_property
    def is_level(self) -> bool:
        """Whether we lay the ways along and across ourselves; a crowd is left to the engine."""
        across = sum(route.run is not Run.DOWN for route in self.routes)
        return not self.plain and across <= _LAID and len(self.routes) <= _CROWD

    def lay_ways(self, root: ElementTree.Element) -> None:
        """Lays the ways in the picture that an engine returned."""
        lay_ways(root, dict(self._pieces()))

    def _pieces(self) -> Iterator[tuple[str, Piece]]:
        """The parts of all ways by the ids of their edges."""
        for route in self.routes:
            source, target = _name(route.way.source), _name(route.way.target)
            first, last = self.spots[route.way.source], self.spots[route.way.target]
            if route.run is Run.AWAY:
                on, come = f"o{route.number}", f"i{route.number}"
                yield _id(route, source), Piece(first.row, source, on, _RIGHT, _LEFT)
                yield _id(route, come), Piece(last.row, come, target, _RIGHT, _LEFT)
                continue
            down = route.run is Run.DOWN
            leaves = _LEFT if route.run is Run.BEFORE else _RIGHT
            # What leads on comes in before a card, what leads back to an earlier stage behind it.
            same = first.column == last.column
            enters = leaves if same else _LEFT if route.run is Run.BEHIND else _RIGHT
            if not route.texts:
                yield _id(route, source), Piece(first.row, source, target, leaves, enters, down)
                continue
            sign = f"w{route.number}"
            yield _id(route, source), Piece(first.row, source, sign, leaves, down=down)
            yield _id(route, sign), Piece(first.row, sign, target, enters=enters, down=down)

    def source(self) -> str:
        import graphviz

        theme = self.theme
        width = max(map(len, self.rows), default=1) * _STEP - 2 * _BETWEEN
        head = self.labels.head(
            self.labels.subtitle(), list_signs(self.labels, self.routes), max(width, _STEP)
        )
        graph = graphviz.Digraph(
            "flow",
            graph_attr={
                "rankdir": "RL" if self.labels.turned else "LR",
                "remincross": "false",
                "bgcolor": theme.background,
                "pad": "0.3",
                "nodesep": "0.3",
                "ranksep": "0.75" if self.plain else f"{self._room() / _INCH:.3f}",
                "fontname": dot.FONT,
                "outputorder": "edgesfirst",
                # Above, with the title: a frame around the stages would bring them out of order.
                "label": self.labels.label(head),
                "labelloc": "t",
                "labeljust": "r" if self.labels.turned else "l",
                # Those that we lay ourselves are cheapest straight. Of a crowd of ways curves are
                # found in seconds, and room along and across in minutes, if at all.
                "splines": self._splines(),
            },
            node_attr={
                "shape": "box",
                "style": "rounded,filled",
                "fontname": dot.FONT,
                "fontsize": "12",
                "margin": f"{_PAD / _INCH:.3f},0.1",
                "width": f"{_COLUMN / _INCH:.3f}",
            },
            edge_attr={"fontname": dot.FONT, "fontsize": "11", "arrowsize": "0.75"},
        )
        # An engine puts what comes first below.
        for number, row in reversed(list(enumerate(self.rows))):
            self._add_row(graph, number, row)
        return str(graph.source)

    def _splines(self) -> str:
        if self.is_level:
            return "line"
        return "ortho" if len(self.routes) <= _CROWD else "spline"

    def _room(self) -> float:
        """How wide the room on each side of a sign is, in points: as much as the ways there ask for."""
        passing: Counter[tuple[int, int]] = Counter()
        for route in self.routes:
            source, target = self.spots[route.way.source], self.spots[route.way.target]
            if route.run is not Run.DOWN:
                before = route.run is Run.BEFORE
                passing[source.row, source.column + (not before)] += 1
                passing[target.row, target.column + (before and target != source)] += 1
        return min(_WIDEST, _ROOM + _TRACK * max(passing.values(), default=0))

    # -- rows and columns ---------------------------------------------------------------------

    def _add_row(self, outer: Digraph, number: int, row: Sequence[Column]) -> None:
        highest = max(self.labels.stage_height(one.stage, self._part(one)) for one in row)
        if self.plain:
            for column in row:
                self._add_column(outer, column, highest)
            for before, behind in pairwise(row):
                outer.edge(_head(before), _head(behind), style="invis", weight="1000")
            for route in self.routes:
                self._add_edge(outer, route, _name(route.way.source), _name(route.way.target))
            return
        # A frame that is not seen keeps rows apart.
        frame = {"label": "", "peripheries": "0", "margin": "12", "tooltip": " "}
        with outer.subgraph(name=f"cluster_r{number + 1}", graph_attr=frame) as graph:
            for column in row:
                self._add_column(graph, column, highest)
            self._add_gutters(graph, number, row)

    def _add_gutters(self, graph: Digraph, number: int, row: Sequence[Column]) -> None:
        """The room before, between and behind the columns of a row, and the ways."""
        tops = [f"r{number + 1}g{gutter}" for gutter in range(len(row) + 1)]
        for gutter, top in enumerate(tops):
            with graph.subgraph(graph_attr={"rank": "same"}) as inner:
                inner.node(top, style="invis", label="", width="0", height="0", margin="0")
                for name, route, texts in self._signs.get((number, gutter), ()):
                    self._add_chip(inner, name, route, texts)
                    # Below the line of the headers.
                    inner.edge(name, top, style="invis")
        # Puts the columns in order and their headers on one line.
        chain = [tops[0]]
        for column, top in zip(row, tops[1:], strict=True):
            chain += [_head(column), top]
        for before, behind in pairwise(chain):
            graph.edge(before, behind, style="invis", weight="1000")
        for route in self.routes:
            if self.spots[route.way.source].row == number:
                self._add_way(graph, route)
            if route.run is Run.AWAY and self.spots[route.way.target].row == number:
                self._add_edge(
                    graph, route, f"i{route.number}", _name(route.way.target), onward=True
                )

    @cached_property
    def _signs(self) -> dict[tuple[int, int], list[tuple[str, Route, tuple[tuple[str, str], ...]]]]:
        """What stands in each gutter of each row, from 0: names, ways and texts."""
        found: dict[tuple[int, int], list[tuple[str, Route, tuple[tuple[str, str], ...]]]] = {}
        for route in self.routes:
            source, target = self.spots[route.way.source], self.spots[route.way.target]
            behind, before = (source.row, source.column + 1), (target.row, target.column)
            if route.run is Run.AWAY:
                onward = self.labels.onward, self._refer(route.way.target)
                come = self.labels.say(tr("from {place}", place=self._refer(route.way.source)))
                found.setdefault(behind, []).append(
                    (f"o{route.number}", route, (*route.texts, onward))
                )
                found.setdefault(before, []).append((f"i{route.number}", route, (("", come),)))
            elif route.run is not Run.DOWN and route.texts:
                place = behind if route.run is Run.BEHIND else (source.row, source.column)
                found.setdefault(place, []).append((f"w{route.number}", route, route.texts))
        return found

    def _refer(self, number: int) -> str:
        """What a touchpoint is called where a way goes on in another row, or comes from there."""
        return f"{number} {self.cards[number].name}"

    def _part(self, column: Column) -> str:
        if column.parts == 1:
            return ""
        words = tr("{number} of {count}", number=column.part + 1, count=column.parts)
        return self.labels.say(words)

    def _add_column(self, graph: Digraph, column: Column, highest: float) -> None:
        stage = self.board.stages[column.stage]
        frame = {
            "label": "",
            "style": "rounded,filled",
            "fillcolor": self.theme.card,
            "color": self.theme.line,
            "margin": "10",
            "peripheries": "1",
            "tooltip": dot_text(stage.name),
        }
        with (
            graph.subgraph(name=f"cluster_{_head(column)}", graph_attr=frame) as cluster,
            cluster.subgraph(graph_attr={"rank": "same"}) as inner,
        ):
            ground = self.theme.stage(column.stage, len(self.board.stages))
            inner.node(
                _head(column),
                self.labels.label(self.labels.stage(column.stage, self._part(column), highest)),
                fillcolor=ground,
                color=ground,
                tooltip=dot_text(stage.name),
            )
            names = [_head(column), *self._fill(inner, column)]
            # Engines put the end of such an edge above its start.
            for upper, lower in pairwise(names):
                inner.edge(lower, upper, style="invis")

    def _fill(self, graph: Digraph, column: Column) -> Iterator[str]:
        """Puts its cards in a column, and what is said of the ways from one to the next."""
        if not column.cards:
            yield self._add_gap(graph, column.stage)
            return
        down = {
            route.way.source: route
            for route in self.routes
            if route.run is Run.DOWN and route.texts and not self.plain
        }
        for number in column.cards:
            self._add_card(graph, self.cards[number])
            yield _name(number)
            if number in down:
                route = down[number]
                self._add_chip(graph, f"w{route.number}", route, route.texts)
                yield f"w{route.number}"

    def _add_card(self, graph: Digraph, card: Touchpoint) -> None:
        line, fill = self.labels.band_of(card.band)
        known = bool(card.band or card.divided)
        graph.node(
            _name(card.number),
            self.labels.label(self.markup[card.number].markup),
            color=line,
            fillcolor=fill,
            style="rounded,filled" if known else "rounded,filled,dashed",
            penwidth="1.8" if card.moment else "1.2",
            tooltip=dot_text(self.labels.tooltip(card)),
        )

    def _add_gap(self, graph: Digraph, stage: int) -> str:
        label, chip = self.labels.gap(stage)
        name = f"g{stage + 1}"
        graph.node(
            name,
            self.labels.label(label),
            color=chip.line,
            fillcolor=chip.fill,
            style="rounded,filled,dashed",
        )
        return name

    # -- ways -----------------------------------------------------------------------------------

    def _add_way(self, graph: Digraph, route: Route) -> None:
        source, target = _name(route.way.source), _name(route.way.target)
        if route.run is Run.AWAY:
            self._add_edge(graph, route, source, f"o{route.number}", onward=True)
            return
        if not route.texts:
            self._add_edge(graph, route, source, target)
            return
        first, last = self.spots[route.way.source], self.spots[route.way.target]
        behind, name = route.run is Run.BEHIND, f"w{route.number}"
        self._add_edge(graph, route, source, name, onward=behind, tip=False)
        # A sign stands before the column of what it leads back from, and so before its own cards.
        onward = first.column < last.column if behind else first.column == last.column
        down = route.run is Run.DOWN
        self._add_edge(graph, route, name, target, onward=onward and not down)

    def _add_chip(
        self, graph: Digraph, name: str, route: Route, texts: Sequence[tuple[str, str]]
    ) -> None:
        graph.node(
            name,
            self.labels.label(self.labels.chip(route.way.kind, texts)),
            color=self._colour(route),
            fillcolor=self.theme.background,
            penwidth="0.8",
            margin="0.03,0.01",
            width="0",
            height="0",
        )

    def _tell(self, route: Route) -> str:
        way = route.way
        if route.relay:
            return self.labels.say(GOES_ON)
        return self.labels.way_tooltip(self.cards[way.source], self.cards[way.target], way)

    def _colour(self, route: Route) -> str:
        return self.theme.neutral if route.relay else self.labels.way_colour(route.way.kind)

    def _add_edge(
        self,
        graph: Digraph,
        route: Route,
        start: str,
        end: str,
        *,
        onward: bool = False,
        tip: bool = True,
    ) -> None:
        """A way or, up to what is said of it, without a `tip`, a part of one.

        It runs as the way does, for programs that follow it, and may move no card: `onward` ones,
        between a column and a sign in the room beside it, draw the sign to the card.
        """
        way = route.way
        kind = "relay" if route.relay else way.kind
        attributes = {
            "color": self._colour(route),
            "style": "dashed" if route.relay else way_style(way.kind),
            "penwidth": f"{route.pen:.3g}",
            "class": kind if tip else f"part {kind}",
            "weight": "2" if onward else "0",
        }
        if self.is_level:
            attributes["id"] = _id(route, start)
        if tip:
            # Each way is told once, where it arrives.
            attributes["tooltip"] = dot_text(self._tell(route))
        if route.relay or not tip:
            attributes["dir"] = "none"
        if self.plain and way.words:
            # Beside the line: engines keep no room in it where it runs along and across.
            attributes["xlabel"] = dot_text(way.words)
        if route.run is not Run.DOWN and not onward:
            attributes["constraint"] = "false"
        graph.edge(start, end, **attributes)


def _head(column: Column) -> str:
    """The generated name of a header."""
    return f"s{column.stage + 1}" + (f"p{column.part + 1}" if column.part else "")


def _id(route: Route, start: str) -> str:
    """The id of the edge of a way, or of its part that begins at that node."""
    return f"way{route.number}-{start}"


def _name(number: int) -> str:
    """The generated name of a node: a text of the map would be read as DOT's own."""
    return f"t{number}"
