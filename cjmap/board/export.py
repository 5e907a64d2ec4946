"""A board as JSON, version 1: fields may be added, never renamed."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Final

from cjmap.board.board import VERSION, Board
from cjmap.findings import format_path
from cjmap.findings.json_text import json_text

# As many as every number keeps, whichever it is.
_DIGITS: Final = 15

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None


def write_json(board: Board) -> str:
    """The board as a document: its fields by their names, paths as people write them."""
    document = {"version": VERSION, **_fields(board)}
    return json_text(document) + "\n"


def _fields(thing: object) -> dict[str, Json]:
    return {
        field.name: _plain(getattr(thing, field.name), field.name)
        for field in fields(thing)  # type: ignore[arg-type]
    }


def _plain(value: object, name: str) -> Json:
    if is_dataclass(value):
        return _fields(value)
    if isinstance(value, tuple):
        if name == "path":
            return format_path(value)
        return [_plain(item, "") for item in value]
    if isinstance(value, float):
        # No figure loses what is written of it; what lies beyond is how a computer adds.
        return float(f"{value:.{_DIGITS}}")
    assert value is None or isinstance(value, str | int | bool)
    return value
