"""PyYAML's own scanner, brought to read what libyaml reads.

Some machines have no libyaml (Python 3.11 on Windows on Arm, for one). PyYAML's scanner in
Python stops at what libyaml takes: a question mark inside brackets (`[Will it fit?]`), a tab
inside or behind text, a tab or a comment right behind `|`. A map must not be good on one
machine and broken on the other.
"""

from __future__ import annotations

import re
from typing import Any, NoReturn

from yaml.error import Mark
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError
from yaml.tokens import (
    FlowEntryToken,
    FlowSequenceEndToken,
    ScalarToken,
    TagToken,
    ValueToken,
)

from cjmap.expressions import expression

# `peek` gives NUL at the end of the text, which is in none of these.
_BLANKS = " \t"
_BREAKS = "\r\n"
_GAPS = _BLANKS + _BREAKS
# Of YAML itself.
_VERSIONS = ((1, 1), (1, 2))
# What names the kind of a tag, and what is of a tag behind that.
_HANDLE = expression(r"![0-9A-Za-z_-]*!")
_SUFFIX = expression(r"[0-9A-Za-z_;/?:@&=+$.!~*'()-]*")
_HALVES = expression("[\ud800-\udfff]")
_ESCAPE = expression(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|.)", re.S)


class PureParser(Reader, Scanner, Parser):
    """The events of a YAML text, without libyaml."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)

    def parse_flow_sequence_entry_mapping_key(self) -> Any:
        """What stands behind `?` in brackets. Where that is no key libyaml loses the sign behind it."""
        begin = self.get_token().end_mark  # type: ignore[no-untyped-call]
        lost = self.check_token(ValueToken, FlowEntryToken)
        if lost or self.check_token(FlowSequenceEndToken):
            end = self.get_token().end_mark if lost else begin  # type: ignore[no-untyped-call]
            self.state = self.parse_flow_sequence_entry_mapping_value
            return self.process_empty_scalar(end)
        self.states.append(self.parse_flow_sequence_entry_mapping_value)
        return self.parse_flow_node()  # type: ignore[no-untyped-call]

    def scan_to_next_token(self) -> None:
        """Passes blanks, comments and line ends; tabs only where they cannot be indentation."""
        while True:
            blanks = _BLANKS if self.flow_level or not self.allow_simple_key else " "
            self._pass(blanks)
            if self.peek() == "#":
                self._pass_comment()
            if not self._line_break():
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def scan_plain(self) -> ScalarToken:
        """Text without quotes, over as many lines as it goes on."""
        start = end = self.get_mark()
        indent = self.indent + 1
        chunks: list[str] = []
        gap = ""
        while self.peek() != "#" and not self._is_document_mark():
            length = self._plain_length(start)
            if not length:
                break
            self.allow_simple_key = False
            chunks += (gap, self.prefix(length))
            self.forward(length)
            end = self.get_mark()
            gap = self._plain_gap(indent, start)
            if not gap or (not self.flow_level and self.column < indent):
                break
        return ScalarToken("".join(chunks), True, start, end)

    def _plain_length(self, start: Any) -> int:
        length = 0
        while True:
            character = self.peek(length)
            if character == "\0" or character in _GAPS:
                return length
            following = self.peek(length + 1)
            if character == ":":
                if following == "\0" or following in _GAPS:
                    return length
                if self.flow_level and following in ",?[]{}":
                    self.forward(length)
                    raise ScannerError(
                        "while scanning a plain scalar",
                        start,
                        "found unexpected ':'",
                        self.get_mark(),
                    )
            elif self.flow_level and character in ",[]{}":
                return length
            length += 1

    def _plain_gap(self, indent: int, start: Any) -> str:
        """What stands between two stretches of text: blanks, or line ends folded."""
        blanks: list[str] = []
        breaks: list[str] = []
        while (character := self.peek()) != "\0" and character in _GAPS:
            if character in _BREAKS:
                breaks.append(self._line_break())
                continue
            if breaks and character == "\t" and self.column < indent:
                raise ScannerError(
                    "while scanning a plain scalar",
                    start,
                    "found a tab character that violates indentation",
                    self.get_mark(),
                )
            blanks.append(character)
            self.forward()
        if not breaks:
            return "".join(blanks)
        self.allow_simple_key = True
        return "".join(breaks[1:]) or " "

    def scan_flow_scalar(self, style: str) -> ScalarToken:
        """Text in quotes. An escape that is no character is an error rather than half a one."""
        start = self.get_mark()
        try:
            token: ScalarToken = super().scan_flow_scalar(style)
        except (ValueError, OverflowError):
            return self._refuse_escape(start)
        if _HALVES.search(token.value):
            return self._refuse_escape(start)
        return token

    def _refuse_escape(self, start: Any) -> NoReturn:
        for escape in _ESCAPE.finditer(self.buffer, start.index):
            number = int(escape.group(1) or escape.group(2) or "0", 16)
            if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
                raise ScannerError(
                    "while parsing a quoted scalar",
                    start,
                    "found invalid Unicode character escape code",
                    Mark(self.name, escape.start(), 0, 0, None, 0),
                )
        raise AssertionError("an escape that is no character was here")

    def scan_tag(self) -> TagToken:
        """What begins with `!`. Brackets are in no tag but one like `!<this>`, and a comma ends it within them."""
        start = self.get_mark()
        if self.peek(1) == "<":
            token: TagToken = super().scan_tag()
            return token
        found = _HANDLE.match(self.buffer, start.index)
        handle = found[0] if found is not None else "!"
        self.forward(len(handle))
        suffix = self._scan_suffix(start)
        if not suffix and found is not None:
            raise ScannerError(
                "while parsing a tag", start, "did not find expected tag URI", self.get_mark()
            )
        after = self.peek()
        if after != "\0" and after not in _GAPS and not (self.flow_level and after == ","):
            raise ScannerError(
                "while scanning a tag",
                start,
                "did not find expected whitespace or line break",
                self.get_mark(),
            )
        value = (handle, suffix) if suffix else (None, "!")
        return TagToken(value, start, self.get_mark())

    def _scan_suffix(self, start: Any) -> str:
        chunks: list[str] = []
        while True:
            found = _SUFFIX.match(self.buffer, self.index)
            chunk = found[0] if found is not None else ""
            self.forward(len(chunk))
            chunks.append(chunk)
            if self.peek() != "%":
                return "".join(chunks)
            chunks.append(self.scan_uri_escapes("tag", start))

    def scan_block_scalar_indicators(self, start_mark: Any) -> tuple[bool | None, int | None]:
        """What follows `|` or `>`: whether line ends at the end stay, and the indentation."""
        keep: bool | None = None
        indent: int | None = None
        for _ in range(2):
            character = self.peek()
            if character in ("+", "-") and keep is None:
                keep = character == "+"
            elif character in tuple("0123456789") and indent is None:
                indent = int(character)
                if not indent:
                    raise ScannerError(
                        "while scanning a block scalar",
                        start_mark,
                        "found an indentation indicator equal to 0",
                        self.get_mark(),
                    )
            else:
                break
            self.forward()
        return keep, indent

    def scan_block_scalar_ignored_line(self, start_mark: Any) -> None:
        self._pass_line("while scanning a block scalar", start_mark)

    def scan_directive_ignored_line(self, start_mark: Any) -> None:
        self._pass_line("while scanning a directive", start_mark)

    def _pass_line(self, context: str, start: Any) -> None:
        self._pass(_BLANKS)
        if self.peek() == "#":
            self._pass_comment()
        if self.peek() != "\0" and not self._line_break():
            raise ScannerError(
                context, start, "did not find expected comment or line break", self.get_mark()
            )

    def scan_block_scalar_indentation(self) -> tuple[list[str], int, Any]:
        found: tuple[list[str], int, Any] = super().scan_block_scalar_indentation()
        self._refuse_tab(self.column + 1)
        return found

    def scan_block_scalar_breaks(self, indent: int) -> tuple[list[str], Any]:
        found: tuple[list[str], Any] = super().scan_block_scalar_breaks(indent)
        self._refuse_tab(indent)
        return found

    def _refuse_tab(self, indent: int) -> None:
        if self.peek() == "\t" and self.column < indent:
            raise ScannerError(
                "while scanning a block scalar",
                None,
                "found a tab character where an indentation space is expected",
                self.get_mark(),
            )

    def fetch_stream_end(self) -> None:
        """The end of the text ends its last line, and with it what should have been a key."""
        self.line += 1
        self.stale_possible_simple_keys()
        super().fetch_stream_end()

    def scan_directive(self) -> Any:
        token = super().scan_directive()
        if token.name not in ("YAML", "TAG"):
            raise ScannerError(
                "while scanning a directive",
                token.start_mark,
                "found unknown directive name",
                token.end_mark,
            )
        if token.name == "YAML" and token.value not in _VERSIONS:
            raise ScannerError(
                "while scanning a directive",
                token.start_mark,
                "found incompatible YAML document",
                token.start_mark,
            )
        return token

    def scan_yaml_directive_value(self, start_mark: Any) -> Any:
        self._pass(_BLANKS)
        return super().scan_yaml_directive_value(start_mark)

    def _line_break(self) -> str:
        """Passes a line end; the text that it stands for, empty where none is here."""
        return str(self.scan_line_break())  # type: ignore[no-untyped-call]

    def _pass(self, characters: str) -> None:
        while self.peek() != "\0" and self.peek() in characters:
            self.forward()

    def _pass_comment(self) -> None:
        while self.peek() != "\0" and self.peek() not in _BREAKS:
            self.forward()

    def _is_document_mark(self) -> bool:
        if self.column or self.prefix(3) not in ("---", "..."):
            return False
        following = self.peek(3)
        return bool(following == "\0" or following in _GAPS)
