"""Blocks of maps in a page of Markdown."""

from __future__ import annotations

from collections.abc import Callable

from cjmap.expressions import expression
from cjmap.records import dataclass

# Within quotes, too.
_FENCE = expression(r"((?:[ \t]*>)*[ \t]*)(`{3,}|~{3,})[ \t]*([^`\n]*)")
_KIND = "cjmap"
_KINDS = (_KIND, f".{_KIND}")
"""What names the kind of a fence: by itself, or as the class of a fence with attributes."""


@dataclass(frozen=True, slots=True)
class Block:
    """What stands in a fence, without its indentation, and the line of the page before it."""

    text: str
    line: int


def replace_blocks(page: str, draw: Callable[[Block], str]) -> str:
    """A page with what is drawn in the place of each of its blocks; other fences stay as they are.

    A fence that is not closed goes to the end, as in Markdown.
    """
    out: list[str] = []
    inside: list[str] = []
    fence = indent = ""
    ours, begin = False, 0
    lines = page.split("\n")
    for number, line in enumerate([*lines, None], 1):
        if not fence:
            found = None if line is None else _FENCE.fullmatch(line)
            if found is not None:
                indent, fence, info = found.groups()
                ours, begin = _kind_of(info) in _KINDS, number
            if line is not None and not (found is not None and ours):
                out.append(line)
            continue
        # A quote that ends takes what is open in it along.
        ends = line is not None and ours and line.count(">", 0, len(indent) + 1) < indent.count(">")
        closes = line is None or ends or _closes(line, fence)
        if ours and closes:
            drawn = f"{indent}{draw(Block(_dedent(inside, indent), begin))}"
            out += [drawn, indent.rstrip() if ">" in indent else ""]
            inside = []
        elif ours and line is not None:
            inside.append(line)
        elif line is not None:
            out.append(line)
        if ends and line is not None:
            out.append(line)
        if closes:
            fence = ""
    return "\n".join(out)


def _kind_of(info: str) -> str:
    """The first word behind a fence, without the braces of attributes."""
    words = info.strip().removeprefix("{").replace("}", " ").split()
    return words[0] if words else ""


def _closes(line: str, fence: str) -> bool:
    bare = line.strip(" \t>")
    return len(bare) >= len(fence) and set(bare) == {fence[0]}


def _dedent(lines: list[str], indent: str) -> str:
    # An empty line of a quote has no blank behind its sign.
    bare = indent.rstrip()
    return "".join(
        f"{line.removeprefix(indent) if line.startswith(indent) else line.removeprefix(bare)}\n"
        for line in lines
    )
