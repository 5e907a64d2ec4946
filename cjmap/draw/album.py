"""Pictures in files that a map names, as data inside what is drawn of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path as FilePath
from types import MappingProxyType
from typing import Final

from cjmap.draw.images import data_uri, kind_of, sides_of
from cjmap.messages import Message, tr
from cjmap.project.files import State
from cjmap.project.workspace import Workspace
from cjmap.records import dataclass
from cjmap.text.refusals import why_refused

LIMIT: Final = 1024 * 1024
"""Most bytes of one picture."""

TOTAL: Final = 10 * LIMIT
"""Most bytes of all pictures of a map."""

MOST_PIXELS: Final = 40_000_000
"""Of one picture. A file of a few bytes may claim any number, and whoever draws it holds them all."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture as a `data:` URI, with its sides in pixels."""

    uri: str
    width: int
    height: int


class Album:
    """Finds and embeds the pictures of one map, as long as there is room.

    `folder` is where the map lies, from which its paths count; `tell` hears what was left out.
    """

    def __init__(
        self, workspace: Workspace, folder: FilePath, tell: Callable[[Message], None]
    ) -> None:
        self._workspace = workspace
        self._folder = folder
        self._tell = tell
        self._left = TOTAL
        self._known: dict[FilePath, Photo | None] = {}
        self._met: dict[FilePath, State | None] = {}

    @property
    def met(self) -> Mapping[FilePath, State | None]:
        """The files that were looked at, there or not, in the state in which they were met."""
        return MappingProxyType(self._met)

    def embed(self, sources: Iterable[str]) -> dict[str, str]:
        """The pictures of some paths as `data:` URIs, by their paths as written.

        Those that cannot be shown are left out.
        """
        found = {source: self.find(source) for source in sources}
        return {source: photo.uri for source, photo in found.items() if photo is not None}

    def find(self, source: str) -> Photo | None:
        """The picture at a path as written; None for one that cannot be shown.

        A path that leaves the workspace and a file that is not there are findings of their own
        and say nothing here.
        """
        path = self._workspace.contain(self._folder, source)
        if path is None:
            return None
        files = self._workspace.files
        self._met.setdefault(path, files.state(path))
        if not files.is_file(path):
            return None
        if path not in self._known:
            self._known[path] = self._take(path, source)
        return self._known[path]

    def _take(self, path: FilePath, written: str) -> Photo | None:
        read = self._read(path, written)
        if isinstance(read, Photo):
            return read
        self._tell(read)
        return None

    def _read(self, path: FilePath, written: str) -> Photo | Message:
        """The picture in a file, or why it is not shown."""
        try:
            most = min(LIMIT, self._left)
            # One byte more shows that there are too many.
            data = self._workspace.files.read(path, most + 1)
        except OSError as error:
            return tr(
                "{file} cannot be read: {reason}.",
                file=written,
                reason=why_refused(error),
            )
        if len(data) > most:
            return tr(
                "{file} is left out: pictures have at most 1 MiB, 10 MiB a page.", file=written
            )
        kind = kind_of(data)
        if kind is None:
            return tr("{file} is left out: pictures are PNG, JPEG, GIF or WebP.", file=written)
        width, height = sides_of(data)
        if width * height > MOST_PIXELS:
            return tr("{file} is left out: pictures have at most 40 million pixels.", file=written)
        self._left -= len(data)
        return Photo(data_uri(kind, data), width, height)
