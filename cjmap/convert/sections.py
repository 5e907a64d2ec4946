"""Pages of Markdown as headings with what stands below them: lists, tables, code, paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import unescape
from typing import TYPE_CHECKING, Final

from cjmap.convert.tables import Cell, Spot, Table
from cjmap.expressions import expression
from cjmap.records import dataclass

if TYPE_CHECKING:
    from markdown_it.token import Token

# Azure's wikis fence diagrams so.
_COLONS: Final = expression(
    r"(?m)^([ \t]*):::[ \t]*mermaid[ \t]*$((?:\n(?![ \t]*:::).*)*)\n[ \t]*:::[ \t]*$"
)
_LABEL: Final = expression(r"(?s)(?P<label>[^:：\n]{1,60}?)\s*[:：](?:\s+(?P<text>.*)|\s*)")
# How pages in HTML hold a diagram; what else is between signs of HTML is a comment, or a tag.
_DIAGRAM: Final = expression(
    r"(?is)<(?:pre|div)\s[^>]*class=[\"'][^\"']*\bmermaid\b[^>]*>(.*)</(?:pre|div)>"
)
_TAG: Final = expression(r"(?s)<!--.*?(?:-->|\Z)|<[^>]*>")
# What pages have beside CommonMark.
_MORE: Final = ["table", "strikethrough"]
_CELL: Final = expression(r"(?<!\\)\|")
_BREAK: Final = expression(r"(?i)<br\s*/?>")


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code: its language, its text, the line on which that begins, the heading above."""

    language: str
    text: str
    line: int
    heading: str


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: its text, its line, and the items below it."""

    text: str
    line: int
    items: tuple[Item, ...] = ()

    @property
    def label(self) -> tuple[str, str] | None:
        """What stands before and behind the colon of `**Pains:** too slow`; None without one."""
        found = _LABEL.fullmatch(self.text)
        return None if found is None else (found["label"].strip(), (found["text"] or "").strip())


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (level 0 for what stands before the first), and what stands below it."""

    level: int
    heading: str
    line: int
    items: tuple[Item, ...]
    tables: tuple[Table, ...]
    blocks: tuple[Block, ...]
    words: tuple[Item, ...]


def sections_of(text: str) -> Iterator[Section]:
    """The headings of a page with what stands below each, and before them what stands above the first."""
    from markdown_it import MarkdownIt

    text = _COLONS.sub(r"\1```mermaid\2\n\1```", text)
    tokens = MarkdownIt("commonmark").enable(_MORE).parse(text)
    lines = text.split("\n")
    begun, level, heading, line = 0, 0, "", 0
    for at, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0:
            yield _section(tokens[begun:at], level, heading, line, lines)
            level, heading = int(token.tag[1:]), _said(tokens[at + 1])
            begun, line = at + 3, _line(token)
    yield _section(tokens[begun:], level, heading, line, lines)


def _section(
    tokens: Sequence[Token], level: int, heading: str, line: int, lines: Sequence[str]
) -> Section:
    items: list[Item] = []
    tables: list[Table] = []
    blocks: list[Block] = []
    words: list[Item] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        end = _end(tokens, at)
        if token.type in ("bullet_list_open", "ordered_list_open"):
            found = tuple(_items(tokens[at + 1 : end]))
            label = _bold(tokens[at - 2]) if at > 1 else ""
            if label:
                # Bold words of their own above a list say what it is a list of.
                words.pop()
                found = (Item(f"{label}:", _line(tokens[at - 2]), found),)
            items += found
            blocks += _blocks(tokens[at:end], heading)
        elif token.type == "table_open":
            tables.append(_table(tokens[at:end], heading, lines))
        elif token.type == "blockquote_open":
            blocks += _blocks(tokens[at:end], heading)
            words += (
                Item(_said(one), _line(one)) for one in tokens[at:end] if one.type == "inline"
            )
        elif token.type in ("fence", "code_block"):
            blocks += _blocks([token], heading)
        elif token.type == "html_block":
            diagram = _DIAGRAM.fullmatch(token.content.strip())
            text = " ".join(_TAG.sub(" ", token.content).split())
            if diagram is not None:
                blocks.append(Block("mermaid", unescape(diagram[1]), _line(token), heading))
            elif text:
                words.append(Item(text, _line(token)))
        elif token.type == "paragraph_open":
            words.append(Item(_said(tokens[at + 1]), _line(token)))
        at = end + 1
    return Section(level, heading, line, tuple(items), tuple(tables), tuple(blocks), tuple(words))


def _bold(token: Token) -> str:
    """The words of a paragraph that is bold as a whole, but for a colon behind it; "" for any other."""
    children = [one for one in token.children or () if one.type != "text" or one.content]
    if token.type != "inline" or not children or children[0].type != "strong_open":
        return ""
    closed = next(at for at, one in enumerate(children) if one.type == "strong_close")
    behind = "".join(one.content for one in children[closed + 1 :]).strip()
    return _said(token).rstrip(" :：") if behind in ("", ":", "：") else ""


def _blocks(tokens: Sequence[Token], heading: str) -> Iterator[Block]:
    """The blocks of code among tokens, also those within lists and quotes."""
    for token in tokens:
        if token.type == "fence":
            language = (token.info.split() or [""])[0].strip("{}.").lower()
            yield Block(language, token.content, _line(token) + 1, heading)
        elif token.type == "code_block":
            yield Block("", token.content, _line(token), heading)


def _end(tokens: Sequence[Token], at: int) -> int:
    """The number of the token that closes one."""
    depth = 0
    for number in range(at, len(tokens)):
        depth += tokens[number].nesting
        if depth == 0:
            return number
    return len(tokens) - 1


def _line(token: Token) -> int:
    return (token.map[0] if token.map else 0) + 1


def _items(tokens: Sequence[Token]) -> Iterator[Item]:
    """The items of a list, from the tokens between its marks."""
    at = 0
    while at < len(tokens):
        end = _end(tokens, at)
        inner = tokens[at + 1 : end]
        texts: list[str] = []
        below: list[Item] = []
        number = 0
        while number < len(inner):
            close = _end(inner, number)
            if inner[number].type in ("bullet_list_open", "ordered_list_open"):
                below += _items(inner[number + 1 : close])
            else:
                texts += (_said(one) for one in inner[number : close + 1] if one.type == "inline")
            number = close + 1
        yield Item("\n".join(texts), _line(tokens[at]), tuple(below))
        at = end + 1


def _table(tokens: Sequence[Token], heading: str, lines: Sequence[str]) -> Table:
    rows: list[list[tuple[str, int]]] = []
    for at, token in enumerate(tokens):
        if token.type == "tr_open":
            end = at + _end(tokens[at:], 0)
            texts = [_said(one) for one in tokens[at:end] if one.type == "inline"]
            line = _line(token)
            # Cells beyond the last head are shown by nobody, and are written there.
            texts += map(plain_words, _cells(lines[line - 1])[len(texts) :])
            rows.append([(text, line) for text in texts])
    width = max(map(len, rows), default=0)
    return Table(
        tuple(
            row_of(number, [*row, *[("", row[0][1])] * (width - len(row))])
            for number, row in enumerate(rows)
        ),
        heading,
    )


def _cells(line: str) -> list[str]:
    """The cells of a line of a table as they are written."""
    parts = _CELL.split(line.strip().removeprefix("|"))
    if parts and not parts[-1].strip():
        parts.pop()
    return [part.strip().replace("\\|", "|") for part in parts]


def row_of(number: int, cells: Sequence[tuple[str, int]]) -> tuple[Cell, ...]:
    """A row of a table from texts with their lines."""
    return tuple(
        Cell(text, number, column, Spot(line)) for column, (text, line) in enumerate(cells)
    )


def plain_words(text: str) -> str:
    """A piece of Markdown on a line as people see it."""
    from markdown_it import MarkdownIt

    (token,) = MarkdownIt("commonmark").enable(_MORE).parseInline(text)
    return _said(token)


def _said(token: Token) -> str:
    """A piece of text as people see it, with the addresses of its links."""
    parts: list[str] = []
    target = ""
    for one in token.children or ():
        if one.type in ("text", "code_inline"):
            parts.append(one.content)
        elif one.type == "softbreak":
            parts.append(" ")
        elif one.type == "hardbreak" or (
            one.type == "html_inline" and _BREAK.fullmatch(one.content)
        ):
            parts.append("\n")
        elif one.type == "link_open":
            target = str(one.attrGet("href") or "")
        elif one.type == "link_close":
            if target.startswith(("http:", "https:")) and parts[-1:] != [target]:
                parts.append(f" ({target})")
        elif one.type == "image":
            parts.append(one.content)
    return "\n".join(line.strip() for line in "".join(parts).split("\n")).strip()
