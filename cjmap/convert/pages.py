"""Maps as pages that are written: the views' own writers, under the names of forms."""

from __future__ import annotations

from collections.abc import Sequence

from cjmap.convert.originals import Original
from cjmap.views.written import markdown, mermaid


def write_mermaid(maps: Sequence[Original]) -> str:
    """A map as a journey of Mermaid. Raises NothingToDraw for one without touchpoints."""
    (one,) = maps
    return mermaid.write(one.board)


def write_markdown(maps: Sequence[Original]) -> str:
    """A map as a page of Markdown. Raises NothingToDraw for one without touchpoints."""
    (one,) = maps
    return markdown.write(one.board)
