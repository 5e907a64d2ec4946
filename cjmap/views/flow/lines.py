"""The ways of a flow, laid anew in the picture of an engine.

An engine says where all stands. Its own lines along and across begin wherever there is room, cross
where none need to, and come in from below what they lead on to; ours leave a card as one reads, run
in the room between the stages, and come in at the side.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from xml.etree import ElementTree

from cjmap.draw.curves import decimal
from cjmap.draw.graph_svg import local_name
from cjmap.draw.routing import Box, Line, Point, Side, lay_lines
from cjmap.expressions import expression
from cjmap.records import dataclass

_POINT: Final = expression(r"(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)")
_PEN: Final = expression(r"\d+(?:\.\d+)?")
# The point of an arrow, in parts of the line's width and px.
_LONG, _LONGER = 6.5, 1.4
_WIDE, _WIDER = 2.4, 0.8
# The least, px, that is left of a line before its point.
_SHAFT: Final = 4.0

_ANY: Final = (Side.LEFT, Side.RIGHT, Side.TOP, Side.BOTTOM)


@dataclass(frozen=True, slots=True)
class Piece:
    """A way, or a part of one, in the row of that number: from one node to another, by their names.

    `down` ones lead straight to what stands below; else it leaves and comes in at one of the sides.
    """

    row: int
    start: str
    end: str
    leaves: tuple[Side, ...] = _ANY
    enters: tuple[Side, ...] = _ANY
    down: bool = False


def lay_ways(root: ElementTree.Element, pieces: dict[str, Piece]) -> None:
    """Lays the pieces, by the ids of their edges, in the picture that an engine returned.

    What it does not show as asked, whatever program it is, stays as it is.
    """
    nodes, frames, edges = _read(root)
    shown = {
        name: piece
        for name, piece in pieces.items()
        if name in edges and piece.start in nodes and piece.end in nodes
    }
    for row in sorted({piece.row for piece in shown.values()}):
        known = {name: piece for name, piece in shown.items() if piece.row == row}
        within = frames.get(f"cluster_r{row + 1}")
        if within is None:
            continue
        inside = [box for box in nodes.values() if _holds(within, box)]
        columns = sorted(
            (
                box
                for name, box in frames.items()
                if name.startswith("cluster_s") and _holds(within, box)
            ),
            key=lambda box: box.left,
        )
        chains: dict[str, list[Point]] = {}
        asked: dict[str, Line] = {}
        for name, piece in known.items():
            start, end = nodes[piece.start], nodes[piece.end]
            if piece.down:
                x = end.middle[0]
                chains[name] = [(x, start.bottom), (x, end.top)]
            else:
                asked[name] = Line(start, end, piece.leaves, piece.enters)
        laid = lay_lines(list(asked.values()), columns, inside, within)
        chains.update(zip(asked, laid, strict=True))
        for name, chain in chains.items():
            _redraw(edges[name], chain)


def _read(
    root: ElementTree.Element,
) -> tuple[dict[str, Box], dict[str, Box], dict[str, ElementTree.Element]]:
    """Nodes and frames by their names, edges by their ids."""
    nodes: dict[str, Box] = {}
    frames: dict[str, Box] = {}
    edges: dict[str, ElementTree.Element] = {}
    for group in root.iter():
        kind = (group.get("class") or "").partition(" ")[0]
        if kind == "edge":
            edges[group.get("id") or ""] = group
        elif kind in ("node", "cluster"):
            name = next((one.text or "" for one in group if local_name(one) == "title"), "")
            box = _outline(group)
            if box is not None:
                (nodes if kind == "node" else frames)[name] = box
    return nodes, frames, edges


def _outline(group: ElementTree.Element) -> Box | None:
    """What the first shape of a group covers."""
    for shape in group.iter():
        points = _POINT.findall(shape.get("d") or shape.get("points") or "")
        if points:
            xs, ys = zip(*((float(x), float(y)) for x, y in points), strict=True)
            return Box(min(xs), min(ys), max(xs), max(ys))
    return None


def _holds(outer: Box, inner: Box) -> bool:
    x, y = inner.middle
    return outer.left <= x <= outer.right and outer.top <= y <= outer.bottom


def _redraw(edge: ElementTree.Element, chain: Sequence[Point]) -> None:
    """Puts the line of an edge, and its point if it has one, where the chain is."""
    chain = list(chain)
    for shape in edge.iter():
        if local_name(shape) == "polygon":
            pen = _PEN.match(shape.get("stroke-width") or "1")
            chain = _point(shape, chain, float(pen[0]) if pen else 1.0)
    for shape in edge.iter():
        if local_name(shape) == "path":
            shape.set("d", _write(chain))


def _point(shape: ElementTree.Element, chain: list[Point], pen: float) -> list[Point]:
    """Draws the point of an arrow at the end of a chain; the chain up to it."""
    (x, y), (tip_x, tip_y) = chain[-2:]
    whole = abs(tip_x - x) + abs(tip_y - y)
    long = min(_LONG + _LONGER * pen, max(whole - _SHAFT, whole / 2))
    wide = _WIDE + _WIDER * pen
    along, across = ((tip_x - x) / (whole or 1), (tip_y - y) / (whole or 1))
    foot = tip_x - along * long, tip_y - across * long
    corners = (
        (tip_x, tip_y),
        (foot[0] - across * wide, foot[1] + along * wide),
        (foot[0] + across * wide, foot[1] - along * wide),
    )
    shape.set("points", " ".join(f"{decimal(a)},{decimal(b)}" for a, b in corners))
    shape.set("stroke", "none")
    return [*chain[:-1], foot]


def _write(chain: Sequence[Point]) -> str:
    """A chain as engines write theirs: curves, three points a leg, that lie on its line."""
    first, *rest = (f"{decimal(x)},{decimal(y)}" for x, y in chain)
    curve = []
    for before, behind in zip([first, *rest], rest, strict=False):
        curve += [before, behind, behind]
    return f"M{first}C{' '.join(curve)}"
