"""What the script of a page knows of its map: ids, numbers and ways, as plain data for JSON.

Everything that is read stands in the page itself; this only says what belongs together.
"""

from __future__ import annotations

from typing import Any

from cjmap.board.board import Board, Touchpoint
from cjmap.reports.anchors import Anchors


def read_handles(board: Board, anchors: Anchors) -> dict[str, Any]:
    """The personas, lanes, touchpoints and ways of a board.

    Personas go by their `style`, touchpoints by their number, which is their place in the list, from
    1. `who` is missing where everybody takes part; `scores` are each score with its face, both -2 to
    +2. A way is `aside` where it is not simply the next step.
    """
    channels = {each.id: each.label for one in board.touchpoints for each in one.channels}
    return {
        "people": [
            {"id": one.mark.id, "style": one.mark.style, "anchor": anchors.of(one.path)}
            for one in board.personas
        ],
        "lanes": [{"key": lane.key, "title": lane.title} for lane in board.lanes],
        "channels": [{"id": id, "label": label} for id, label in sorted(channels.items())],
        "stages": [anchors.of(stage.path) for stage in board.stages],
        "touchpoints": [_read_touchpoint(one, anchors) for one in board.touchpoints],
        "evidence": [
            {"anchor": anchors.of(each.path), "at": list(each.touchpoints)}
            for each in board.evidence
        ],
        "ways": [
            {
                "from": way.source,
                "to": way.target,
                **({"words": way.words} if way.words else {}),
                **({"aside": True} if way.label is not None and (way.aside or way.when) else {}),
            }
            for way in board.flow.ways
        ],
    }


def _read_touchpoint(one: Touchpoint, anchors: Anchors) -> dict[str, Any]:
    return {
        "anchor": anchors.of(one.path),
        "stage": one.stage,
        **({"who": [mark.style for mark in one.who]} if one.who else {}),
        "scores": {str(each.mark.style): [each.score, each.level] for each in one.scores},
        "channels": [channel.id for channel in one.channels],
    }
