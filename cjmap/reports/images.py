"""Pictures of a map as data inside its page."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path as FilePath
from typing import Final

from cjmap.board.board import Image
from cjmap.messages import Message, tr
from cjmap.project.disk import is_file
from cjmap.project.workspace import Workspace
from cjmap.text.refusals import why_refused

LIMIT: Final = 1024 * 1024
"""Most bytes of one picture."""

TOTAL: Final = 10 * LIMIT
"""Most bytes of all pictures of a page."""

# How the files of a kind begin. SVG is left out: a page should not depend on how safely a browser
# draws what somebody else wrote.
_KINDS: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)


class Album:
    """Embeds the pictures of one map, as long as there is room; `notes` say what was left out.

    `folder` is where the map lies, from which its paths count.
    """

    def __init__(self, workspace: Workspace, folder: FilePath) -> None:
        self.notes: list[Message] = []
        self._workspace = workspace
        self._folder = folder
        self._left = TOTAL
        self._known: dict[FilePath, str | None] = {}

    def embed(self, images: Iterable[Image | None]) -> dict[str, str]:
        """The pictures that a map names as `data:` URIs, by their paths as written.

        Those that cannot be shown are left out. A path that leaves the workspace and a file that
        is not there are findings of their own and say nothing here.
        """
        found = {image.src: self._embed(image.src) for image in images if image is not None}
        return {src: uri for src, uri in found.items() if uri is not None}

    def _embed(self, src: str) -> str | None:
        path = self._workspace.contain(self._folder, src)
        if path is None or not is_file(path):
            return None
        if path not in self._known:
            self._known[path] = self._read(path, src)
        return self._known[path]

    def _read(self, path: FilePath, written: str) -> str | None:
        try:
            size = path.stat().st_size
            if size > min(LIMIT, self._left):
                self.notes.append(
                    tr(
                        "{file} is left out: pictures have at most 1 MiB, 10 MiB a page.",
                        file=written,
                    )
                )
                return None
            data = path.read_bytes()[: LIMIT + 1]
        except OSError as error:
            self.notes.append(
                tr(
                    "{file} cannot be read: {reason}.",
                    file=written,
                    reason=why_refused(error),
                )
            )
            return None
        kind = _kind_of(data)
        if kind is None:
            self.notes.append(
                tr("{file} is left out: pictures are PNG, JPEG, GIF or WebP.", file=written)
            )
            return None
        self._left -= len(data)
        return f"data:{kind};base64,{b64encode(data).decode('ascii')}"


def _kind_of(data: bytes) -> str | None:
    """The type that the first bytes of a file tell; its name is not asked."""
    for beginning, kind in _KINDS:
        if data.startswith(beginning):
            return kind
    return "image/webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else None
