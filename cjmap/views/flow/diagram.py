"""The flow of a map: stages as columns from left to right, touchpoints as cards, and the ways.

Every stage is one rank of a layout from left to right, its header first and its touchpoints
below in the order of the file. Graphviz puts the source of an edge below its target there, and
where edges run in a ring it would turn one round at will. So each edge is written from the later
to the earlier touchpoint of a stage, or from the earlier to the later stage, and where the
customer goes the other way it carries `dir=back`: the arrow is always true.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from cjmap.board.cut import choose_personas
from cjmap.draw import dot
from cjmap.draw.engines import Engine, run_engine
from cjmap.draw.escape import dot_text
from cjmap.draw.graph_svg import clean
from cjmap.draw.theme import Theme
from cjmap.facts.flow import Edge, Flow, leaving, route
from cjmap.facts.index import Item
from cjmap.facts.participation import TouchpointFact
from cjmap.facts.subject import Subject
from cjmap.findings import Path
from cjmap.messages import tr
from cjmap.views.flow.labels import WIDTH, Labels, way_style
from cjmap.vocabulary.touchpoints import WayType

if TYPE_CHECKING:
    from graphviz import Digraph

# Points from one column to the next, nearly: the card with its margins and the room for the ways.
_COLUMN: Final = WIDTH + 90
_INCH: Final = 72
# Dots need more ink than a line to be seen as well.
_THIN: Final = "1.4"
_PEN: Final = {WayType.ALTERNATIVE: "1.8", WayType.EXCEPTION: "2.4"}


def draw(facts: Subject, theme: Theme, engine: Engine, personas: tuple[str, ...] = ()) -> str:
    """The flow as SVG, laid out by `engine`.

    `personas` (ids or names) leave only the touchpoints that one of them takes part in, the ways
    that they go and their scores; none: everyone.
    Raises EngineError, and UsageError for a persona that does not exist.
    """
    picture = _Picture(facts, theme, choose_personas(facts, personas))
    return clean(
        run_engine(engine, picture.source()),
        title=facts.journey.title,
        description=picture.description(),
        language=facts.language,
    )


def describe(facts: Subject, theme: Theme, personas: tuple[str, ...] = ()) -> str:
    """The flow as DOT, ready for any `dot`; `personas` as in `draw`. Raises UsageError."""
    return _Picture(facts, theme, choose_personas(facts, personas)).source()


@dataclass(frozen=True)
class _Picture:
    """A flow on its way to DOT."""

    facts: Subject
    theme: Theme
    personas: tuple[Item, ...]

    @cached_property
    def labels(self) -> Labels:
        return Labels(self.facts, self.theme, self.personas)

    @cached_property
    def flow(self) -> Flow:
        if self.personas == self.facts.participation.personas:
            return self.facts.flow
        cut = [
            replace(scene, personas=tuple(p for p in scene.personas if p in self.personas))
            for scene in self.facts.participation.touchpoints
        ]
        scenes = tuple(scene for scene in cut if scene.personas)
        flow = route(self.facts.index, self.facts.things, scenes)
        shown = {scene.item.path for scene in scenes}
        return replace(flow, edges=tuple(e for e in flow.edges if e.target in shown))

    @cached_property
    def scenes(self) -> dict[Path, TouchpointFact]:
        return {scene.item.path: scene for scene in self.flow.touchpoints}

    @cached_property
    def names(self) -> dict[Path, str]:
        """The generated names of the nodes: a text of the map would be read as DOT's own."""
        numbers = {
            scene.item.path: n
            for n, scene in enumerate(self.facts.participation.touchpoints, start=1)
        }
        return {path: f"t{numbers[path]}" for path in self.scenes}

    @cached_property
    def rows(self) -> dict[Path, int]:
        """The place of each touchpoint in its column."""
        counts: dict[int | None, int] = {}
        places: dict[Path, int] = {}
        for scene in self.flow.touchpoints:
            places[scene.item.path] = counts[scene.item.stage] = counts.get(scene.item.stage, 0) + 1
        return places

    @cached_property
    def ports(self) -> dict[Edge, str]:
        """Where a way with a condition leaves its card."""
        conditional = [edge for edge in self.flow.edges if edge.when]
        return {edge: f"w{number}" for number, edge in enumerate(conditional, start=1)}

    def description(self) -> str:
        """What the picture shows, for those who do not see it."""
        stages = ", ".join(stage.name for stage in self.facts.journey.stages)
        summary = self.labels.subtitle(len(self.scenes))
        return self.labels.say(
            tr("{summary}. Stages in order: {stages}.", summary=summary, stages=stages)
        )

    def source(self) -> str:
        import graphviz

        theme = self.theme
        width = max(1, len(self.facts.journey.stages)) * _COLUMN - 2 * 24
        head = self.labels.head(
            width,
            self.flow.touchpoints,
            [edge.type for edge in self.flow.edges],
            starts=bool(self.flow.entries),
        )
        graph = graphviz.Digraph(
            "flow",
            graph_attr={
                "rankdir": "LR",
                "remincross": "false",
                "bgcolor": theme.background,
                "pad": "0.3",
                "nodesep": "0.36",
                "ranksep": "0.75",
                "fontname": dot.FONT,
                "outputorder": "edgesfirst",
                # Above, with the title: a frame around the stages would bring them out of order.
                "label": dot.label(head),
                "labelloc": "t",
                "labeljust": "l",
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
        for number in range(len(self.facts.journey.stages)):
            self._add_stage(graph, number)
        self._line_up(graph)
        for edge in self.flow.edges:
            self._add_way(graph, edge)
        return str(graph.source)

    def _add_stage(self, graph: Digraph, number: int) -> None:
        stage = self.facts.journey.stages[number]
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
            ground = self.theme.stage(number, len(self.facts.journey.stages))
            highest = max(map(self.labels.stage_height, range(len(self.facts.journey.stages))))
            column.node(
                f"s{number + 1}",
                dot.label(self.labels.stage(number, highest)),
                fillcolor=ground,
                color=ground,
                tooltip=dot_text(stage.name),
            )
            below = [scene for scene in self.flow.touchpoints if scene.item.stage == number]
            for scene in below:
                self._add_card(column, scene)
            if not below:
                self._add_gap(column, number)
            self._stack(column, number, below)

    def _add_card(self, graph: Digraph, scene: TouchpointFact) -> None:
        score = self.labels.score(scene)
        conditions = [
            (self.ports[e], e) for e in leaving(self.flow, scene.item.path) if e in self.ports
        ]
        starts = scene.item.path in self.flow.entries
        line, fill = (self.theme.neutral, self.theme.card)
        if score is not None:
            line, fill = self.theme.feeling(score)
        graph.node(
            self.names[scene.item.path],
            dot.label(self.labels.card(scene, conditions, starts=starts)),
            color=line,
            fillcolor=fill,
            style="rounded,filled" if score is not None else "rounded,filled,dashed",
            penwidth="1.8" if self.labels.is_moment(scene) else "1.2",
            tooltip=dot_text(self.labels.tooltip(scene)),
        )

    def _add_gap(self, graph: Digraph, number: int) -> None:
        label, chip = self.labels.gap(number)
        graph.node(
            f"g{number + 1}",
            dot.label(label),
            color=chip.line,
            fillcolor=chip.fill,
            style="rounded,filled,dashed",
        )

    def _stack(self, graph: Digraph, number: int, scenes: list[TouchpointFact]) -> None:
        """Keeps the order of a column where no way between neighbours does."""
        joined = {frozenset((edge.source, edge.target)) for edge in self.flow.edges}
        if not scenes:
            graph.edge(f"g{number + 1}", f"s{number + 1}", style="invis")
            return
        graph.edge(self.names[scenes[0].item.path], f"s{number + 1}", style="invis")
        for upper, lower in pairwise(scenes):
            if frozenset((upper.item.path, lower.item.path)) not in joined:
                graph.edge(self.names[lower.item.path], self.names[upper.item.path], style="invis")

    def _line_up(self, graph: Digraph) -> None:
        """Puts the stages in order and their headers on one line."""
        for number in range(1, len(self.facts.journey.stages)):
            graph.edge(f"s{number}", f"s{number + 1}", style="invis", weight="1000")

    def _add_way(self, graph: Digraph, edge: Edge) -> None:
        source, target = self.scenes[edge.source], self.scenes[edge.target]
        inside = source.item.stage == target.item.stage
        forward = source.item.path < target.item.path
        attributes = {
            "color": self.labels.way_colour(edge.type),
            "style": way_style(edge.type),
            "penwidth": _PEN.get(edge.type, _THIN),
            "class": edge.type,
            "tooltip": dot_text(self.labels.way_tooltip(source, target, edge.type, edge.when)),
        }
        start, end = self.names[edge.source], self.names[edge.target]
        port = f":{self.ports[edge]}" if edge in self.ports else ""
        if not inside:
            # From side to side; the pull of such ways would shift the columns.
            attributes["weight"] = "0"
            start, end = (
                (f"{start}{port}:e", f"{end}:w") if forward else (f"{start}{port}:w", f"{end}:e")
            )
        elif abs(self.rows[edge.source] - self.rows[edge.target]) > 1:
            start, end = f"{start}{port}:w", f"{end}:w"
        if inside == forward and edge.source != edge.target:
            # Down a column, or back to an earlier stage.
            start, end = end, start
            attributes["dir"] = "back"
        graph.edge(start, end, **attributes)
