"""Pictures in files that a map names, as data inside what is drawn of it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable
from pathlib import Path as FilePath
from typing import Final

from cjmap.messages import Message, tr
from cjmap.project.disk import is_file
from cjmap.project.workspace import Workspace
from cjmap.records import dataclass
from cjmap.text.refusals import why_refused

LIMIT: Final = 1024 * 1024
"""Most bytes of one picture."""

TOTAL: Final = 10 * LIMIT
"""Most bytes of all pictures of a map."""

MOST_PIXELS: Final = 40_000_000
"""Of one picture. A file of a few bytes may claim any number, and whoever draws it holds them all."""

_UNKNOWN: Final = (4, 3)
"""The sides of a picture that does not say how large it is."""

# How the files of a kind begin. SVG is left out: a page should not depend on how safely a browser
# draws what somebody else wrote.
_KINDS: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)


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
        if path is None or not is_file(path):
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
            size = path.stat().st_size
            if size > min(LIMIT, self._left):
                return tr(
                    "{file} is left out: pictures have at most 1 MiB, 10 MiB a page.",
                    file=written,
                )
            data = path.read_bytes()[: LIMIT + 1]
        except OSError as error:
            return tr(
                "{file} cannot be read: {reason}.",
                file=written,
                reason=why_refused(error),
            )
        kind = _kind_of(data)
        if kind is None:
            return tr("{file} is left out: pictures are PNG, JPEG, GIF or WebP.", file=written)
        width, height = sides_of(data)
        if width * height > MOST_PIXELS:
            return tr("{file} is left out: pictures have at most 40 million pixels.", file=written)
        self._left -= len(data)
        return Photo(f"data:{kind};base64,{b64encode(data).decode('ascii')}", width, height)


def _kind_of(data: bytes) -> str | None:
    """The type that the first bytes of a file tell; its name is not asked."""
    for beginning, kind in _KINDS:
        if data.startswith(beginning):
            return kind
    return "image/webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else None


# -- how large it is --------------------------------------------------------------------------


def sides_of(data: bytes) -> tuple[int, int]:
    """Width and height in pixels as a picture states them; those of `_UNKNOWN` where it does not."""
    measures = {b"\x89P": _sides_of_png, b"\xff\xd8": _sides_of_jpeg, b"GI": _sides_of_gif}
    width, height = measures.get(data[:2], _sides_of_webp)(data)
    return (width, height) if width and height else _UNKNOWN


def _sides_of_png(data: bytes) -> tuple[int, int]:
    return _big(data[16:20]), _big(data[20:24])


def _sides_of_gif(data: bytes) -> tuple[int, int]:
    return _little(data[6:8]), _little(data[8:10])


def _sides_of_jpeg(data: bytes) -> tuple[int, int]:
    """Those in the head of its frame, which stands behind segments of other kinds."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        kind = data[at + 1]
        # 0xC4, 0xC8 and 0xCC stand among the heads of frames, and are none.
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            return _big(data[at + 7 : at + 9]), _big(data[at + 5 : at + 7])
        # A marker may be padded; a segment's length counts itself.
        at += 1 if kind == 0xFF else 2 + _big(data[at + 2 : at + 4])
    return 0, 0


def _sides_of_webp(data: bytes) -> tuple[int, int]:
    """Those of a simple, a lossless or an extended file, by the name of its first chunk."""
    chunk = data[12:16]
    if chunk == b"VP8X":
        return _little(data[24:27]) + 1, _little(data[27:30]) + 1
    if chunk == b"VP8L":
        bits = _little(data[21:25])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return _little(data[26:28]) & 0x3FFF, _little(data[28:30]) & 0x3FFF


def _big(data: bytes) -> int:
    return int.from_bytes(data, "big")


def _little(data: bytes) -> int:
    return int.from_bytes(data, "little")
