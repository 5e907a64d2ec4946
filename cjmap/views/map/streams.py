"""The ways that customers took, as a band under the stages: what flows on, skips and comes back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cjmap.board.measured import Count, Stream, Streams
from cjmap.draw.canvas import Box, Drawing, Group, Rect, Shape, Text
from cjmap.draw.pieces import Piece, stack
from cjmap.draw.streams import Ribbon, Row, lay_streams
from cjmap.draw.theme import Theme
from cjmap.views.map.columns import PAD, Column
from cjmap.views.parts.gauges import stream_ink
from cjmap.views.parts.pen import NUMBER, Pen


def draw_streams(streams: Streams, columns: Sequence[Column], pen: Pen) -> Piece:
    """The flows, from the left of the first stage, with where customers begin and end below."""
    row = lay_streams(
        [(column.x + column.right) / 2 for column in columns],
        [(one.source, one.target, one.share) for one in streams.flows],
    )
    feet = [_draw_foot(streams, number, column, pen) for number, column in enumerate(columns)]
    shapes = [
        *_ribbons(streams.flows, row, pen.theme),
        *_nodes(row, pen.theme),
        *_labels(streams.flows, row, pen),
    ]
    for column, foot in zip(columns, feet, strict=True):
        shapes += foot.at(column.x + PAD, row.height + 4)
    height = row.height + 4 + max(foot.height for foot in feet)
    return Piece(columns[-1].right, height, tuple(shapes))


def _ribbons(flows: Sequence[Stream], row: Row, theme: Theme) -> Iterator[Shape]:
    # The thick ones lie below the thin ones.
    for ribbon in sorted(row.ribbons, key=lambda one: -one.width):
        flow = flows[ribbon.number]
        ink = stream_ink(theme, drawn=flow.drawn)
        shapes = (
            Drawing(ribbon.d, stroke=ink, width=ribbon.width, opacity=0.8),
            Drawing(ribbon.head, fill=ink, opacity=0.8),
        )
        yield Group(flow.spoken, shapes)


def _nodes(row: Row, theme: Theme) -> Iterator[Shape]:
    for node in row.nodes:
        box = Box(node.x - node.half, row.base - row.tall, 2 * node.half, 2 * row.tall)
        yield Rect(box, theme.card, theme.bar, 6)


def _labels(flows: Sequence[Stream], row: Row, pen: Pen) -> Iterator[Shape]:
    for ribbon in row.ribbons:
        flow = flows[ribbon.number]
        ink = pen.theme.ink if flow.drawn else pen.theme.gap.ink
        yield _label(ribbon, flow.text, ink)


def _label(ribbon: Ribbon, text: str, ink: str) -> Text:
    return Text(ribbon.x, ribbon.y - NUMBER, (text,), NUMBER, ink, bold=True, anchor="middle")


def _draw_foot(streams: Streams, number: int, column: Column, pen: Pen) -> Piece:
    room = column.width - 2 * PAD
    return stack([_tell(count, number, room, pen) for count in (streams.begin, streams.end)], 1)


def _tell(counts: Sequence[Count], number: int, room: float, pen: Pen) -> Piece:
    return pen.small(counts[number].text if counts[number].n else "", room)
