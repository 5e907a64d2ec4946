"""The ids of a picture, which no other picture of one page has."""

from __future__ import annotations

import zlib

from cjmap.board.board import Board
from cjmap.draw.theme import Theme


def begin_ids(view: str, board: Board, theme: Theme, state: str = "") -> str:
    """What each id within a picture begins with: one of its own for each map, view, theme and choice.

    Two pictures share it only where they are of one file under one title, and show the same
    personas and lanes in the same language, view and colours. It stays when the map's contents change; `state`
    tells apart those of one map at several times.
    """
    shown = (
        view,
        board.file,
        board.heading.title,
        board.language,
        [persona.path for persona in board.personas],
        [lane.key for lane in board.lanes],
        theme,
        *((state,) if state else ()),
    )
    return f"cjmap-{zlib.crc32(repr(shown).encode('utf-8', 'replace')):08x}"
