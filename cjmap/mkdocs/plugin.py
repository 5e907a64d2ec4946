"""The plugin that MkDocs finds by the name `cjmap`."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin

from cjmap.check import Session
from cjmap.findings.usage import UsageError
from cjmap.mkdocs.drawing import draw_block
from cjmap.mkdocs.fences import Block, replace_blocks


class CjmapPlugin(BasePlugin):  # type: ignore[misc]  # MkDocs has no types
    """Draws blocks of the kind `cjmap`: the map in them, or the one that they name."""

    def __init__(self) -> None:
        self._session = Session(today=datetime.datetime.now().astimezone().date())
        # The pictures of the page that is being made.
        self._drawn: list[str] = []

    def on_page_markdown(self, markdown: str, *, page: Any, **_: Any) -> str:
        """Leaves the place of each block marked: what Markdown makes of a page spoils no picture."""
        self._session.project.refresh()
        self._drawn = []
        file = Path(page.file.abs_src_path)

        def draw(block: Block) -> str:
            try:
                self._drawn.append(draw_block(self._session, file, block))
            except UsageError as error:
                raise PluginError(f"cjmap: {error}") from None
            return _place(len(self._drawn))

        return replace_blocks(markdown, draw)

    def on_page_content(self, html: str, **_: Any) -> str:
        """Puts the pictures in their places."""
        for number, svg in enumerate(self._drawn, 1):
            html = html.replace(
                _place(number), f'<div class="cjmap" style="overflow:auto">{svg}</div>', 1
            )
        return html


def _place(number: int) -> str:
    return f'<div data-cjmap="{number}"></div>'
