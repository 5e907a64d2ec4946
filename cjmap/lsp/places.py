"""Places in a text as editors count them: lines and units from 0.

A unit is 16 bits of UTF-16, or what else a client and the server agree on. Lines end where
`Source` says, which is what the protocol says too.
"""

from __future__ import annotations

import os
from pathlib import Path

from lsprotocol import types
from pygls import uris

from cjmap.findings.source import Source, Span
from cjmap.records import dataclass


@dataclass(frozen=True, slots=True)
class Units:
    """How a client counts the characters of a line."""

    encoding: types.PositionEncodingKind | str | None = types.PositionEncodingKind.Utf16

    def count(self, text: str) -> int:
        """How many units a text has."""
        if text.isascii() or self.encoding == types.PositionEncodingKind.Utf32:
            return len(text)
        if self.encoding == types.PositionEncodingKind.Utf8:
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text.encode("utf-16-le", "surrogatepass")) // 2

    def skip(self, text: str, units: int) -> int:
        """The index of the character that so many units lead to; within one, that one's own."""
        if text.isascii():
            return min(units, len(text))
        for index, sign in enumerate(text):
            units -= self.count(sign)
            if units < 0:
                return index
        return len(text)


class Places:
    """A text with places by the units of a client."""

    def __init__(self, source: Source, units: Units) -> None:
        self.source = source
        self._units = units

    def position(self, index: int) -> types.Position:
        """The place of the character at an index; one in a line's end counts as before it."""
        line = self.source.position(index).line
        start = self.source.starts[line - 1]
        before = self.source.line(line)[: index - start]
        return types.Position(line - 1, self._marked(line) + self._units.count(before))

    def index(self, position: types.Position) -> int:
        """The index of the character at a place; the end of the line, or the text, beyond it."""
        if position.line >= len(self.source.starts):
            return len(self.source.text)
        line = position.line + 1
        units = max(position.character - self._marked(line), 0)
        return self.source.starts[line - 1] + self._units.skip(self.source.line(line), units)

    def _marked(self, line: int) -> int:
        """The units of a byte order mark that an editor takes for a character of the first line."""
        return self._units.count("\ufeff") if line == 1 and self.source.marked else 0

    def range(self, start: int, end: int) -> types.Range:
        return types.Range(self.position(start), self.position(end))

    def range_of(self, span: Span | None) -> types.Range:
        """The range of a span; of none the beginning of the text."""
        if span is None:
            return self.range(0, 0)
        return self.range(self.source.index(span.start), self.source.index(span.end))


def file_of(uri: str) -> Path | None:
    """The file that an address names; None where it names none, such as a text never saved."""
    try:
        path = uris.to_fs_path(uri)
    except ValueError:
        # A host that is none, as in `http://[::1`.
        return None
    # A drive of another system is no whole path here.
    return Path(os.path.normpath(Path.cwd() / path)) if path else None


def uri_of(file: Path) -> str:
    return uris.from_fs_path(str(file)) or file.as_uri()
