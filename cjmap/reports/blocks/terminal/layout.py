"""Text laid out in the cells of a terminal, in which a character takes one or two."""

from __future__ import annotations

from rich.cells import cell_len

from cjmap.draw.characters import flatten


def align(text: str, width: int, right: bool) -> str:
    text = clip(flatten(text), width)
    gap = " " * (width - cell_len(text))
    return gap + text if right else text + gap


def fit(text: str, width: int) -> str:
    """The text in exactly `width` cells."""
    text = clip(text, width)
    return text + " " * (width - cell_len(text))


def clip(text: str, width: int) -> str:
    """The text in at most `width` cells, cut with `…`."""
    if len(text) <= 4 * width and cell_len(text) <= width:
        return text
    # Four code points a cell leave room for combining marks and joined emoji.
    text = text[: 4 * width]
    while text and cell_len(text) > width - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"


def wrap(text: str, width: int, lines: int | None = None) -> list[str]:
    """The text in lines of at most `width` cells, between words where it can; at most `lines`."""
    wrapped: list[str] = []
    current = ""
    for word in text.split(" "):
        *heads, rest = _pieces(word, width)
        if current and (heads or cell_len(current) + 1 + cell_len(rest) > width):
            wrapped.append(current)
            current = ""
        wrapped += heads
        current = f"{current} {rest}" if current else rest
    wrapped.append(current)
    if lines is not None and len(wrapped) > lines:
        return [*wrapped[: lines - 1], clip(" ".join(wrapped[lines - 1 :]), width)]
    return wrapped


def _pieces(word: str, width: int) -> list[str]:
    """A word in pieces that fit, one or more."""
    pieces = []
    start = 0
    while len(word) - start > width or cell_len(word[start:]) > width:
        end = start + width
        while end > start + 1 and cell_len(word[start:end]) > width:
            end -= 1
        # A character wider than the line still has to go somewhere.
        pieces.append(word[start:end])
        start = end
        if start >= len(word):
            return pieces
    return [*pieces, word[start:]]
