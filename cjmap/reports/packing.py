"""The map as a picture within its page, for whoever wants to take it along."""

from __future__ import annotations

import base64
import zlib
from pathlib import Path as FilePath
from typing import Final

from cjmap.board.board import Board
from cjmap.draw.theme import Theme
from cjmap.loading.naming import map_id
from cjmap.records import dataclass
from cjmap.views.map import sheet

_SMALLEST: Final = 9
# A sixteenth shorter than base 64. No sign of it means anything in a page.
_WITHIN: Final = bytes.maketrans(b"<>&", b",./")


@dataclass(frozen=True, slots=True)
class Packed:
    """A picture in the format of zlib, in base 85, and the name of the file it is to be."""

    name: str
    packed: str


def pack_picture(board: Board, file: FilePath, theme: Theme) -> Packed | None:
    """The picture of a map; None without a stage, of which there is none."""
    if not board.stages:
        return None
    drawn = sheet.draw(board, theme).encode("utf-8")
    packed = base64.b85encode(zlib.compress(drawn, _SMALLEST)).translate(_WITHIN)
    return Packed(map_id(file), packed.decode("ascii"))
