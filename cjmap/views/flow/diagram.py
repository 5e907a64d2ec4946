"""The flow of a map: stages as columns from left to right, touchpoints as cards, and the ways.

Every stage is one rank of a layout from left to right, its header first and its touchpoints
below in the order of the file. Graphviz puts the source of an edge below its target there, and
where edges run in a ring it would turn one round at will. So invisible edges keep the order, from
the later to the earlier touchpoint of a stage, and ways weigh nothing unless they run so
themselves: programs that follow an edge go where the customer goes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from cjmap.board.board import Board, Touchpoint, Way
from cjmap.draw import dot
from cjmap.draw.engines import Engine, run_engine
from cjmap.draw.escape import dot_text
from cjmap.draw.graph_svg import clean
from cjmap.draw.hyphens import in_its_language
from cjmap.draw.theme import Theme
from cjmap.languages.quantities import format_list
from cjmap.messages import tr
from cjmap.records import dataclass
from cjmap.views.flow.labels import WIDTH, Labels, way_style
from cjmap.views.parts.naming import begin_ids
from cjmap.vocabulary.touchpoints import WayType

if TYPE_CHECKING:
    from graphviz import Digraph

# Points from one column to the next, nearly: the card with its margins and the room for the ways.
_COLUMN: Final = WIDTH + 90
_INCH: Final = 72
# Dots need more ink than a line to be seen as well.
_THIN: Final = "1.4"
_PEN: Final = {WayType.ALTERNATIVE: "1.8", WayType.EXCEPTION: "2.4"}


@in_its_language
def draw(board: Board, theme: Theme, engine: Engine) -> str:
    """The flow as SVG, laid out by `engine`. Raises EngineError."""
    diagram = _Diagram(board, theme)
    return clean(
        run_engine(engine, diagram.source()),
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
    def rows(self) -> dict[int, int]:
        """The place of each touchpoint in its column, from 1."""
        counts: dict[int, int] = {}
        places: dict[int, int] = {}
        for card in self.board.touchpoints:
            places[card.number] = counts[card.stage] = counts.get(card.stage, 0) + 1
        return places

    @cached_property
    def ports(self) -> dict[Way, str]:
        """Where a way of which something is said leaves its card."""
        conditional = [way for way in self.board.flow.ways if way.words]
        return {way: f"w{number}" for number, way in enumerate(conditional, start=1)}

    @cached_property
    def between(self) -> Counter[frozenset[int]]:
        """How many ways join two touchpoints, in either direction."""
        return Counter(frozenset((way.source, way.target)) for way in self.board.flow.ways)

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

    def _label(self, markup: str) -> str:
        return dot.label(dot.loose(markup) if self.plain else markup)

    def source(self) -> str:
        import graphviz

        theme, count = self.theme, len(self.board.stages)
        head = self.labels.head(max(1, count) * _COLUMN - 2 * 24)
        graph = graphviz.Digraph(
            "flow",
            graph_attr={
                "rankdir": "RL" if self.labels.turned else "LR",
                "remincross": "false",
                "bgcolor": theme.background,
                "pad": "0.3",
                "nodesep": "0.36",
                "ranksep": "0.75",
                "fontname": dot.FONT,
                "outputorder": "edgesfirst",
                # Above, with the title: a frame around the stages would bring them out of order.
                "label": self._label(head),
                "labelloc": "t",
                "labeljust": "r" if self.labels.turned else "l",
            },
            node_attr={
                "shape": "box",
                "style": "rounded,filled",
                "fontname": dot.FONT,
                "fontsize": "12",
                "margin": "0.11,0.07",
                "width": f"{(WIDTH + 22) / _INCH:.3f}",
            },
            edge_attr={"fontname": dot.FONT, "fontsize": "10", "arrowsize": "0.75"},
        )
        for number in range(count):
            self._add_stage(graph, number)
        self._line_up(graph)
        for way in self.board.flow.ways:
            self._add_way(graph, way)
        return str(graph.source)

    def _add_stage(self, graph: Digraph, number: int) -> None:
        stage, count = self.board.stages[number], len(self.board.stages)
        frame = {
            "label": "",
            "style": "rounded,filled",
            "fillcolor": self.theme.card,
            "color": self.theme.line,
            "margin": "10",
            "tooltip": dot_text(stage.name),
        }
        with (
            graph.subgraph(name=f"cluster_s{number + 1}", graph_attr=frame) as cluster,
            cluster.subgraph(graph_attr={"rank": "same"}) as column,
        ):
            ground = self.theme.stage(number, count)
            highest = max(map(self.labels.stage_height, range(count)))
            column.node(
                f"s{number + 1}",
                self._label(self.labels.stage(number, highest)),
                fillcolor=ground,
                color=ground,
                tooltip=dot_text(stage.name),
            )
            below = [card for card in self.board.touchpoints if card.stage == number]
            for card in below:
                self._add_card(column, card)
            if not below:
                self._add_gap(column, number)
            self._stack(column, number, below)

    def _add_card(self, graph: Digraph, card: Touchpoint) -> None:
        leaving = [way for way in self.board.flow.ways if way.source == card.number]
        conditions = [(self.ports[way], way) for way in leaving if way in self.ports]
        line, fill = (self.theme.neutral, self.theme.card)
        if card.band:
            line, fill = self.theme.feeling(card.band)
        graph.node(
            _name(card.number),
            self._label(self.labels.card(card, conditions)),
            color=line,
            fillcolor=fill,
            style="rounded,filled" if card.band else "rounded,filled,dashed",
            penwidth="1.8" if card.moment else "1.2",
            tooltip=dot_text(self.labels.tooltip(card)),
        )

    def _add_gap(self, graph: Digraph, number: int) -> None:
        label, chip = self.labels.gap(number)
        graph.node(
            f"g{number + 1}",
            self._label(label),
            color=chip.line,
            fillcolor=chip.fill,
            style="rounded,filled,dashed",
        )

    def _stack(self, graph: Digraph, number: int, cards: Sequence[Touchpoint]) -> None:
        """Keeps the order of a column: engines put the end of such an edge above its start."""
        if not cards:
            graph.edge(f"g{number + 1}", f"s{number + 1}", style="invis")
            return
        graph.edge(_name(cards[0].number), f"s{number + 1}", style="invis")
        up = {(way.source, way.target) for way in self.board.flow.ways}
        for upper, lower in pairwise(card.number for card in cards):
            if (lower, upper) not in up or self.between[frozenset((lower, upper))] == 1:
                graph.edge(_name(lower), _name(upper), style="invis")

    def _line_up(self, graph: Digraph) -> None:
        """Puts the stages in order and their headers on one line."""
        for number in range(1, len(self.board.stages)):
            graph.edge(f"s{number}", f"s{number + 1}", style="invis", weight="1000")

    def _add_way(self, graph: Digraph, way: Way) -> None:
        source, target = self.cards[way.source], self.cards[way.target]
        inside = source.stage == target.stage
        attributes = {
            "color": self.labels.way_colour(way.kind),
            "style": way_style(way.kind),
            "penwidth": _PEN.get(way.kind, _THIN),
            "class": way.kind,
            "tooltip": dot_text(self.labels.way_tooltip(source, target, way)),
        }
        out, into = self._ports(way, inside=inside)
        # Every edge runs as its way does, for programs that follow it; none may move a card.
        if not inside:
            attributes |= {"weight": "0", "constraint": "false"}
        elif way.source < way.target:
            attributes["weight"] = "0"
        graph.edge(
            _name(way.source),
            _name(way.target),
            **attributes,
            **_named(tailport=out, headport=into),
        )

    def _ports(self, way: Way, *, inside: bool) -> tuple[str, str]:
        """Where a way leaves its card and where it comes to the other one, "" where it may choose.

        As attributes: readers of DOT take `node:port` for a node of its own.
        """
        before, behind = ("e", "w") if self.labels.turned else ("w", "e")
        down = way.source < way.target
        if inside and abs(self.rows[way.source] - self.rows[way.target]) < 2:
            # From edge to edge, in the middle; several ways share the room, and one may go round.
            alone = self.between[frozenset((way.source, way.target))] == 1
            if not alone or way.source == way.target:
                return "", ""
            return ("s", "n") if down else ("n", "s")
        if inside:
            out = into = before
        else:
            # From side to side.
            out, into = (behind, before) if down else (before, behind)
        return (f"{self.ports[way]}:{out}" if way in self.ports else out), into


def _named(**attributes: str) -> dict[str, str]:
    """Those attributes that say anything."""
    return {name: value for name, value in attributes.items() if value}


def _name(number: int) -> str:
    """The generated name of a node: a text of the map would be read as DOT's own."""
    return f"t{number}"
