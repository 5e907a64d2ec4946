"""A map written in one way, and texts as the edits that make them."""

from __future__ import annotations

import difflib
from pathlib import Path

from lsprotocol import types

from cjmap.formatting.files import format_files
from cjmap.lsp.desk import Desk


def format_map(desk: Desk, file: Path) -> list[types.TextEdit] | None:
    """What `cjmap format` would change; None where it leaves the map as it is."""
    (result,) = format_files(desk.project, (file,))
    if result.after is None:
        return None
    return edits_between(desk, file, result.after.decode("utf-8-sig"))


def edits_between(desk: Desk, file: Path, text: str) -> list[types.TextEdit]:
    """The lines of a file that another text has otherwise: what stays keeps its marks and folds."""
    places = desk.places(file)
    before, after = _lines(places.source.text), _lines(text)
    starts = [0]
    for line in before:
        starts.append(starts[-1] + len(line))
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    return [
        types.TextEdit(places.range(starts[begin], starts[end]), "".join(after[first:last]))
        for tag, begin, end, first, last in matcher.get_opcodes()
        if tag != "equal"
    ]


def _lines(text: str) -> list[str]:
    """Lines with their ends; all that `str.splitlines` takes for one is not."""
    return [f"{line}\n" for line in text.split("\n")[:-1]] + [text.rpartition("\n")[2]]
