"""The plugin that MkDocs finds by the name `cjmap`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin

from cjmap.check import Session
from cjmap.draw.characters import flatten, settle
from cjmap.findings.usage import UsageError
from cjmap.mkdocs.drawing import draw_block
from cjmap.mkdocs.fences import Block, replace_blocks
from cjmap.project.day import current_day
from cjmap.project.disk import is_file


class CjmapPlugin(BasePlugin):  # type: ignore[misc]  # MkDocs has no types
    """Draws blocks of the kind `cjmap`: the map in them, or the one that they name."""

    def __init__(self) -> None:
        with _told():
            self._session = Session(today=current_day())
        # Where `mkdocs.yml` lies: what a page names is to be found below, or in its workspace.
        self._root = Path.cwd()
        # The pictures of the page that is being made.
        self._drawn: list[str] = []
        # What serves the site while it is written, and the files that it looks at for us.
        self._server: Any = None
        self._watched: set[Path] = set()

    def on_config(self, config: Any, **_: Any) -> None:
        """Learns where the site is."""
        if config.config_file_path:
            self._root = Path(config.config_file_path).absolute().parent

    def on_serve(self, server: Any, **_: Any) -> None:
        """Has the site built anew when a map is saved that lies elsewhere than its pages."""
        self._server = server
        self._watch()

    def _watch(self) -> None:
        for file in self._session.project.files if self._server is not None else ():
            if file not in self._watched and is_file(file):
                self._watched.add(file)
                self._server.watch(str(file))

    def on_page_markdown(self, markdown: str, *, page: Any, **_: Any) -> str:
        """Leaves the place of each block marked: what Markdown makes of a page spoils no picture."""
        self._session.project.refresh()
        self._drawn = []
        file = Path(page.file.abs_src_path)

        def draw(block: Block) -> str:
            with _told():
                self._drawn.append(draw_block(self._session, self._root, file, block))
            return _place(len(self._drawn))

        return replace_blocks(markdown, draw)

    def on_page_content(self, html: str, **_: Any) -> str:
        """Puts the pictures in their places."""
        self._watch()
        for number, svg in enumerate(_told_apart(self._drawn), 1):
            html = html.replace(
                _place(number), f'<div class="cjmap" style="overflow:auto">{svg}</div>', 1
            )
        return html


@contextmanager
def _told() -> Iterator[None]:
    """Ends a build in MkDocs' own way, without a traceback, where we say what is wrong.

    MkDocs prints it as it is, to a terminal or into the log of a CI service.
    """
    try:
        yield
    except UsageError as error:
        raise PluginError(f"cjmap: {settle(flatten(str(error)))}") from None


def _told_apart(pictures: Sequence[str]) -> Iterator[str]:
    """Pictures of a page, with ids that none shares with another: one map may be shown twice."""
    met: Counter[str] = Counter()
    for svg in pictures:
        prefix = svg.partition('aria-labelledby="')[2].partition("-title")[0]
        met[prefix] += 1
        again = met[prefix] > 1 and prefix
        yield svg.replace(f"{prefix}-", f"{prefix}-{met[prefix]}-") if again else svg


def _place(number: int) -> str:
    return f'<div data-cjmap="{number}"></div>'
