"""Blocks of maps in a page of Markdown."""

from __future__ import annotations

from collections.abc import Callable

from cjmap.expressions import expression
from cjmap.records import dataclass

_FENCE = expression(r"([ \t]*)(`{3,}|~{3,})[ \t]*([^`\n]*)")
_KIND = "cjmap"


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
                ours, begin = info.split()[:1] == [_KIND], number
            if line is not None and not (found is not None and ours):
                out.append(line)
            continue
        closes = line is None or _closes(line, fence)
        if ours and closes:
            out += [f"{indent}{draw(Block(_dedent(inside, indent), begin))}", ""]
            inside = []
        elif ours and line is not None:
            inside.append(line)
        elif line is not None:
            out.append(line)
        if closes:
            fence = ""
    return "\n".join(out)


def _closes(line: str, fence: str) -> bool:
    bare = line.strip()
    return len(bare) >= len(fence) and set(bare) == {fence[0]}


def _dedent(lines: list[str], indent: str) -> str:
    return "".join(f"{line.removeprefix(indent)}\n" for line in lines)
