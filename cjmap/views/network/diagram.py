"""The network of a map: who meets the organization where, and who there depends on whom.

Columns from left to right: personas, channels, touchpoints in the order of the file, and those of
the organization who stand behind them, with what they hand to one another. Graphviz puts channels
and members where their lines cross least.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

from cjmap.board.board import Board, Touchpoint
from cjmap.board.crowds import choose_few
from cjmap.draw import dot, glyphs
from cjmap.draw.dot import Style, cell, row, table
from cjmap.draw.engines import Engine, run_engine
from cjmap.draw.escape import dot_text
from cjmap.draw.graph_svg import clean
from cjmap.draw.hyphens import in_its_language
from cjmap.draw.theme import Theme
from cjmap.languages.conventions import point_on
from cjmap.languages.quantities import format_list
from cjmap.messages import Message, ntr, tr
from cjmap.records import dataclass
from cjmap.views.network.ties import Handover, Network, find_places, read_network
from cjmap.views.parts.boxes import ICON, SMALL, Block, Boxes, Sign
from cjmap.views.parts.faces import list_faces
from cjmap.views.parts.naming import begin_ids
from cjmap.views.parts.pen import DOUBTED
from cjmap.vocabulary.lanes import LaneName

if TYPE_CHECKING:
    from graphviz import Digraph

_WIDTH: Final = 190
_AIR: Final = 6
_TOUCHPOINT: Final = 210
_INCH: Final = 72
_THIN, _WIDE = 1.2, 7.0
_MANY: Final = 30.0
_COLUMNS: Final = ("personas", "channels", "touchpoints", "organization")
_HEADS: Final[dict[str, Message]] = {
    "personas": tr("Personas"),
    "channels": tr("Channels"),
    "touchpoints": tr("Touchpoints"),
    "organization": tr("Organization"),
}


@in_its_language
def draw(board: Board, theme: Theme, engine: Engine) -> str:
    """The network as SVG, laid out by `engine`. Raises EngineError."""
    diagram = _Diagram(board, theme, plain=False)
    return clean(
        run_engine(engine, diagram.source()),
        title=board.heading.title,
        description=diagram.description(),
        language=board.language,
        prefix=begin_ids("network", board, theme),
    )


@in_its_language
def describe(board: Board, theme: Theme) -> str:
    """The network as DOT, ready for any `dot` and whatever fonts it finds."""
    return _Diagram(board, theme, plain=True).source()


@dataclass(frozen=True)
class _Diagram(Boxes):
    """A network on its way to DOT: for our own pictures, or `plain`."""

    @cached_property
    def network(self) -> Network:
        return read_network(self.board)

    @cached_property
    def columns(self) -> dict[str, list[str]]:
        """The names of the nodes of each column that holds any."""
        network = self.network
        found = {
            "personas": [f"p{place}" for place in range(len(self.board.personas))],
            "channels": [f"c{place}" for place in range(len(network.channels))],
            "touchpoints": [f"t{card.number}" for card in self.board.touchpoints],
            "organization": [f"m{place}" for place in range(len(network.groups))],
        }
        return {column: names for column, names in found.items() if names}

    def subtitle(self) -> str:
        heading = self.board.heading
        parts = (heading.organization, heading.state_label, *heading.counts)
        return " · ".join(part for part in parts if part)

    def description(self) -> str:
        """What the picture shows, for those who do not see it."""
        told = [
            self.tell(channel.label, self._count(len(cards)))
            for channel, cards in self.network.channels
        ]
        told += [
            self.tell(member.name, self._count(len({*member.numbers, *member.owned})))
            for member in self.network.members
        ]
        stages = format_list((stage.name for stage in self.board.stages), self.board.language)
        summary = self.say(
            tr("{summary}. Stages in order: {stages}.", summary=self.subtitle(), stages=stages)
        )
        return f"{summary} {format_list(told, self.board.language)}." if told else summary

    def _count(self, number: int) -> str:
        return self.say(ntr("{n} touchpoint", "{n} touchpoints", number))

    def source(self) -> str:
        import graphviz

        theme = self.theme
        head = self.head(self.subtitle(), self._list_signs(), 4 * (_WIDTH + 90))
        graph = graphviz.Digraph(
            "network",
            graph_attr={
                "rankdir": "RL" if self.turned else "LR",
                "bgcolor": theme.background,
                "pad": "0.3",
                "nodesep": "0.12",
                "ranksep": "1.1",
                "fontname": dot.FONT,
                "outputorder": "edgesfirst",
                "label": self.label(head),
                "labelloc": "t",
                "labeljust": "r" if self.turned else "l",
            },
            node_attr={
                "shape": "box",
                "style": "rounded,filled",
                "fontname": dot.FONT,
                "fontsize": "12",
                "margin": "0.1,0.06",
                "height": "0",
                "fillcolor": theme.card,
                "color": theme.line,
            },
            edge_attr={"arrowhead": "none", "arrowsize": "0.7"},
        )
        self._add_columns(graph)
        self._tie_personas(graph)
        self._tie_touchpoints(graph)
        self._add_handovers(graph)
        return str(graph.source)

    def _list_signs(self) -> list[Sign]:
        cards = self.board.touchpoints
        found = list_faces(self) if any(card.scores for card in cards) else []
        if any(card.divided for card in cards):
            words = self.say(tr("divided: some feel good, others bad"))
            found.append(self.sign(glyphs.DIVIDED, self.theme.ink, words))
        if any(card.assumption for card in cards):
            found.append(self.sign(glyphs.DOUBT, self.theme.gap.ink, self.say(DOUBTED)))
        if self.network.uses:
            words = self.say(tr("the wider, the more touchpoints"))
            found.append(self.stroke(self.theme.mute, "solid", words, width=5, tip=False))
        if self.network.handovers:
            words = self.say(tr("hands over to"))
            found.append(self.stroke(self.theme.bar, "dashed", words))
        if any(member.system for member in self.network.members):
            style = Style(SMALL, self.theme.soft, italic=True)
            word = self.say(tr("in italics: a system"))
            found.append(Sign(self.line([self.text([word], style)]), style.width(word)))
        if any(member.owned for member in self.network.members):
            words = self.say(LaneName.OWNER.subtitle)
            found.append(self.stroke(self.theme.mute, "dotted", words, tip=False))
        return found

    # -- nodes ----------------------------------------------------------------------------------

    def _add_columns(self, graph: Digraph) -> None:
        heads = [f"h{column}" for column in self.columns]
        for column, head in zip(self.columns, heads, strict=True):
            with graph.subgraph(graph_attr={"rank": "same"}) as inner:
                style = Style(14, self.theme.ink, bold=True)
                said = table([row([self.text([self.say(_HEADS[column])], style)])])
                inner.node(head, self.label(said), style="", color=self.theme.background)
                below = head
                for place, name in enumerate(self.columns[column]):
                    self._add_node(inner, column, place, name)
                    # Engines put the start of such an edge above its end.
                    inner.edge(below, name, style="invis")
                    if column == "touchpoints":
                        below = name
        for before, behind in itertools.pairwise(heads):
            graph.edge(before, behind, style="invis", weight="1000")

    def _add_node(self, graph: Digraph, column: str, place: int, name: str) -> None:
        makers = {
            "personas": self._persona,
            "channels": self._channel,
            "touchpoints": self._touchpoint,
            "organization": self._members,
        }
        block, attributes = makers[column](place)
        graph.node(name, self.label(block.markup), **attributes)

    def _persona(self, place: int) -> tuple[Block, dict[str, str]]:
        mark = self.board.personas[place].mark
        count = self._met[place]
        colour = self.theme.persona(mark.style).colour
        name = Style(12, self.theme.ink, bold=True)
        block = self.stack(
            [
                self.beside(glyphs.PERSON, mark.name, name, _WIDTH, colour),
                self.lines(self._count(count), Style(SMALL, self.theme.soft), _WIDTH),
            ],
            air=1,
        )
        return block, {"color": colour}

    def _channel(self, place: int) -> tuple[Block, dict[str, str]]:
        channel, cards = self.network.channels[place]
        sign = glyphs.sign_of(channel.icon, channel.type)
        name = Style(12, self.theme.ink, bold=True)
        return self._with_moods(self.beside(sign, channel.label, name, _WIDTH), cards), {}

    def _members(self, place: int) -> tuple[Block, dict[str, str]]:
        """Those who stand behind the same touchpoints, systems in italics."""
        members = [self.network.members[member] for member in self.network.groups[place]]
        numbers = {*members[0].numbers, *members[0].owned}
        cards = [self.cards[number] for number in sorted(numbers)]
        names = [
            self.lines(
                member.name,
                Style(12, self.theme.ink, bold=not member.system, italic=member.system),
                _WIDTH,
            )
            for member in members
        ]
        attributes = {"style": "filled"} if all(member.system for member in members) else {}
        return self._with_moods(self.stack(names, air=1), cards), attributes

    @cached_property
    def _met(self) -> Counter[int]:
        """At how many touchpoints each persona takes part."""
        cards = self.board.touchpoints
        return Counter(place for card in cards for place in find_places(self.board, card))

    @cached_property
    def cards(self) -> dict[int, Touchpoint]:
        return {card.number: card for card in self.board.touchpoints}

    @cached_property
    def _boxes(self) -> dict[int, str]:
        """The name of the box in which each member stands."""
        return {
            member: f"m{place}"
            for place, members in enumerate(self.network.groups)
            for member in members
        }

    def _with_moods(self, block: Block, cards: Sequence[Touchpoint]) -> Block:
        """A name with how many touchpoints it has, and how many of them feel good and bad.

        What has no room beside that number stands below it.
        """
        style = Style(SMALL, self.theme.soft)
        said = self._count(len(cards))
        count = _Row()
        count.add(self.text([said], style), math.ceil(style.width(said)))
        moods = _Row()
        for sign, colour, number in self._moods(cards):
            bold = Style(SMALL, colour, bold=True)
            wide = math.ceil(bold.width(str(number)))
            moods.add(self.icon(sign, colour), ICON)
            moods.add(self.text([str(number)], bold, wide), wide)
            moods.add(cell("", width=_AIR), _AIR)
        rows = [count, moods] if moods.cells else [count]
        if count.used + moods.used <= _WIDTH:
            count.add(cell("", width=_AIR), _AIR)
            rows = [_Row([*count.cells, *moods.cells], count.used + moods.used)]
        lines = [
            Block(self.line([*row.cells, cell("", width=max(1, _WIDTH - row.used))]), 15)
            for row in rows
        ]
        return self.stack([block, *lines], air=1)

    def _moods(self, cards: Sequence[Touchpoint]) -> Iterator[tuple[str, str, int]]:
        """A sign, its colour, and how many of some touchpoints feel so."""
        for band, level in (("positive", 1), ("neutral", 0), ("negative", -1)):
            count = sum(card.band == band for card in cards)
            if count:
                yield glyphs.FACES[level], self.ink_of(level), count
        divided = sum(bool(card.divided) for card in cards)
        if divided:
            yield glyphs.DIVIDED, self.theme.ink, divided

    def _touchpoint(self, place: int) -> tuple[Block, dict[str, str]]:
        card = self.board.touchpoints[place]
        line, fill = self.band_of(card.band)
        name = Style(12, self.theme.ink)
        said = f"{card.number} · {card.name}"
        room = _TOUCHPOINT - (ICON if card.assumption else 0)
        if card.level is not None:
            sign, ink = glyphs.FACES[card.level], self.ink_of(card.level)
            block = self.beside(sign, said, name, room, ink)
        elif card.divided:
            block = self.beside(glyphs.DIVIDED, said, name, room, self.theme.ink)
        else:
            block = self.lines(said, name, room)
        if card.assumption:
            doubt = self.icon(glyphs.DOUBT, self.theme.gap.ink)
            cells = [cell(block.markup), cell(self.line([doubt]), valign="TOP")]
            block = Block(self.line(cells), block.height)
        if card.divided:
            style = Style(SMALL, self.theme.soft)
            block = self.stack([block, self.lines(card.divided, style, _TOUCHPOINT)], air=1)
        told = [card.name, *(score.spoken for score in card.scores)]
        if card.assumption:
            told.append(self.say(DOUBTED))
        return block, {"color": line, "fillcolor": fill, "tooltip": dot_text("\n".join(told))}

    # -- ties -----------------------------------------------------------------------------------

    def _tie_personas(self, graph: Digraph) -> None:
        """Personas to their channels; to a touchpoint itself where it has none."""
        ids = {channel.id: place for place, (channel, _) in enumerate(self.network.channels)}
        most = max(self.network.uses.values(), default=1)
        # Of many personas the widest lines would cover one another.
        wide = max(_THIN + 1, min(_WIDE, _MANY / (len(self.board.personas) or 1)))
        for (place, channel), count in self.network.uses.items():
            persona = self.board.personas[place]
            told = (persona.mark.name, self.network.channels[ids[channel]][0].label)
            self._tie(
                graph,
                f"p{place}",
                f"c{ids[channel]}",
                self.theme.persona(persona.mark.style).colour,
                _THIN + (wide - _THIN) * count / most,
                (format_list(told, self.board.language), self._count(count)),
            )
        for card in self.board.touchpoints:
            for place in () if card.channels else find_places(self.board, card):
                mark = self.board.personas[place].mark
                colour = self.theme.persona(mark.style).colour
                told = (mark.name, card.name)
                self._tie(graph, f"p{place}", f"t{card.number}", colour, _THIN, told)

    def _tie_touchpoints(self, graph: Digraph) -> None:
        for place, (channel, cards) in enumerate(self.network.channels):
            for card in cards:
                colour = self.band_of(card.band)[0]
                told = (channel.label, card.name)
                self._tie(graph, f"c{place}", f"t{card.number}", colour, 1.6, told)
        for place, group in enumerate(self.network.groups):
            members = [self.network.members[member] for member in group]
            names = format_list((member.name for member in members), self.board.language)
            for number in members[0].numbers:
                colour = self.band_of(self.cards[number].band)[0]
                told = (self.cards[number].name, names)
                self._tie(graph, f"t{number}", f"m{place}", colour, 1.6, told)
            # Who acts there need not be told to answer for it, too.
            for number in sorted({*members[0].owned} - {*members[0].numbers}):
                told = (self.cards[number].name, self.tell(self.say(LaneName.OWNER.label), names))
                self._tie(
                    graph, f"t{number}", f"m{place}", self.theme.mute, 1.2, told, style="dotted"
                )

    def _tie(
        self,
        graph: Digraph,
        start: str,
        end: str,
        colour: str,
        width: float,
        told: Iterable[str],
        style: str = "solid",
    ) -> None:
        graph.edge(
            start,
            end,
            color=colour,
            style=style,
            penwidth=f"{width:.3g}",
            tailport="w" if self.turned else "e",
            headport="e" if self.turned else "w",
            tooltip=dot_text(" · ".join(told)),
            **{"class": "tie"},
        )

    def _add_handovers(self, graph: Digraph) -> None:
        """What one hands to another, in a box behind both; the customer is named in it."""
        behind = "w" if self.turned else "e"
        ahead = "e" if self.turned else "w"
        common = {"color": self.theme.bar, "style": "dashed", "penwidth": "1.6"}
        for number, one in enumerate(self.network.handovers, start=1):
            name = f"x{number}"
            block, told = self._handover(one)
            graph.node(name, self.label(block.markup), color=self.theme.bar, penwidth="0.8")
            # The line to who takes it is told; where that is the customer, the other one.
            whole = {"tooltip": dot_text(told), "class": "handover"}
            if one.source is not None:
                kind = whole | {"arrowhead": "normal"} if one.target is None else {"class": "part"}
                graph.edge(
                    self._boxes[one.source], name, tailport=behind, headport=ahead, **common | kind
                )
            if one.target is not None:
                # Back to the one who takes it: the arrow is at the end that the edge begins with.
                back = whole | {"dir": "back", "arrowtail": "normal"}
                graph.edge(
                    self._boxes[one.target], name, tailport=behind, headport=ahead, **common | back
                )

    def _handover(self, one: Handover) -> tuple[Block, str]:
        """What stands in the box of a handover, and what a viewer shows of it."""
        words = "; ".join(one.carries) or self.say(tr("hands over to"))
        said = self.lines(words, Style(SMALL, self.theme.ink, italic=True), _WIDTH)
        shown, more = choose_few(one.customers)
        bold = Style(SMALL, self.theme.ink, bold=True)
        arrow = f"{point_on(self.board.language)} " if one.target is None else ""
        who = [
            self.beside(
                glyphs.PERSON,
                f"{arrow}{mark.name}",
                bold,
                _WIDTH,
                self.theme.persona(mark.style).colour,
            )
            for mark in shown
        ]
        if more:
            who.append(self.lines(f"+{more}", bold, _WIDTH))
        customers = self.list(mark.name for mark in one.customers)
        ends = [
            customers if place is None else self.network.members[place].name
            for place in (one.source, one.target)
        ]
        told = f" {point_on(self.board.language)} ".join(ends) + f"\n{words}"
        return self.stack([*who, said], air=1), told


class _Row:
    """Cells side by side, and how many points of their line they take."""

    def __init__(self, cells: Sequence[str] = (), used: int = 0) -> None:
        self.cells = [*cells]
        self.used = used

    def add(self, markup: str, width: int) -> None:
        self.cells.append(markup)
        self.used += width
