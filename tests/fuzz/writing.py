"""Data as a text that somebody might have written: in lines or in brackets, with comments and anchors."""

from __future__ import annotations

import json
from collections.abc import Mapping
from random import Random
from typing import Any, Final

import yaml

from cjmap.findings.source import Source
from cjmap.text.reading import read
from tests.model.schema import maps

COMMENTS: Final = ("#", "# note", "# key: value", "#- x", "# ¿Qué? 🙂", "# 'a \"b", "#\ttab")
# How many stand in brackets, have anchors, comments, line ends of two characters.
_SHARES: Final = (0.35, 0.2, 0.5, 0.1)
# How texts are written: as they are where they can be, in quotes, in blocks, or one way and another.
_STYLES: Final = ((None,), (None,), ("'",), ('"',), (None, None, "'", '"', "|", ">"))
# A key with its value or without: a comment may stand above it, and behind it.
_OPENS: Final = "abcdefghijklmnopqrstuvwxyz\"'-"


def write(data: Any, random: Random) -> bytes:
    """A map as text, in one of the ways in which such texts are written; it says the same in each.

    What has no place in a text stands there as an escape where the way has any.
    """
    in_brackets, shared, commented, of_windows = (random.random() < one for one in _SHARES)
    text = _write_block(_shared(data) if shared else data, random)
    if in_brackets or _say(text) is None:
        # JSON is YAML; and some texts are written by what writes the others as nobody reads them.
        text = json.dumps(data, ensure_ascii=random.random() < 0.5, indent=1)
    else:
        text = _commented(text, random) if commented else text
        text = text.replace("\n", "\r\n") if of_windows else text
    return text.encode("utf-8", "surrogatepass")


def _write_block(data: Any, random: Random) -> str:
    indented = random.random() < 0.5
    styles = random.choice(_STYLES)

    class Dumper(yaml.SafeDumper):
        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
            super().increase_indent(flow, indentless and not indented)

    def represent(dumper: Dumper, text: str) -> yaml.Node:
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=random.choice(styles))

    Dumper.add_representer(str, represent)
    written: str = yaml.dump(
        data,
        Dumper=Dumper,
        sort_keys=False,
        allow_unicode=random.random() < 0.7,
        default_flow_style=random.choice((False, False, None)),
        explicit_start=random.random() < 0.1,
        indent=random.choice((2, 2, 4)),
        width=random.choice((20, 80, 10_000)),
    )
    return written


def _shared(data: Any) -> Any:
    """The same data, in which what is said twice is one thing: it is written with an anchor."""
    known: dict[str, Any] = {}

    def share(value: Any) -> Any:
        if isinstance(value, Mapping):
            value = {key: share(item) for key, item in value.items()}
        elif isinstance(value, list):
            value = [share(item) for item in value]
        else:
            return value
        return known.setdefault(repr(value), value)

    return share(data)


def _commented(text: str, random: Random) -> str:
    """The text with comments; without, where one of them came to stand within a value."""
    lines = []
    for line in text.split("\n"):
        column = len(line) - len(line.lstrip(" "))
        if line[column : column + 1] in _OPENS and line.strip() and random.random() < 0.15:
            kind = random.random()
            if kind < 0.5:
                lines.append(" " * random.choice((column, column, 0)) + random.choice(COMMENTS))
            elif kind < 0.6:
                lines.append("")
            else:
                line += random.choice((" ", "   ")) + random.choice(COMMENTS)
        lines.append(line)
    commented = "\n".join(lines)
    return commented if _say(commented) == _say(text) else text


def _say(text: str) -> Any:
    """What a text says; nothing where it cannot be read."""
    found = read(Source("a", text))
    return None if found.problems or found.root is None else maps.said(found.root)
