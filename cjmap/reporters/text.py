"""Findings for a person at a terminal: the lines of the source, with carets under the words."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.draw.characters import flatten, make_visible, quote_line
from cjmap.findings import Finding, Severity
from cjmap.findings.source import Excerpt, Source, Span
from cjmap.messages import tr
from cjmap.messages.secrets import veil
from cjmap.records import dataclass
from cjmap.reporters.request import Request
from cjmap.reporters.wording import SEVERITY_NAMES, format_place, summarize

# Cells for a line of the source and its gutter where no terminal says how many it has. Long
# enough for any line that people write, short enough for a minified file.
DEFAULT_WIDTH = 160

# A span of more lines than this is shown by its first and its last.
_MAX_LINES = 4

_BOLD = "1"
_FRAME = "1;34"
_HELP = "1;36"
_COLORS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}


def write(request: Request) -> Iterator[str]:
    for finding in request.findings:
        yield show_finding(request, finding) + "\n"
    summary = summarize(request.outcome, notes=request.notes).render(request.language)
    yield _Pen(request.color).paint(summary, _BOLD) + "\n"


def show_finding(request: Request, finding: Finding) -> str:
    """One finding as a block of lines, with its source, related places and help."""
    return "".join(f"{line}\n" for line in _draw(request, finding))


@dataclass(frozen=True, slots=True)
class _Pen:
    color: bool

    def paint(self, text: str, style: str) -> str:
        """The text in an ANSI style (the digits of an SGR sequence)."""
        return f"\x1b[{style}m{text}\x1b[0m" if self.color and text else text


@dataclass(frozen=True, slots=True)
class _Mark:
    """What is drawn under the words: a sign a cell, in an ANSI style, and a text behind it."""

    sign: str
    style: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Frame:
    """The gutter that all the snippets of a finding share; `digits` wide."""

    pen: _Pen
    digits: int
    width: int

    def head(self, sign: str, place: str) -> str:
        return self._edge("", sign) + place

    def bar(self) -> str:
        return self._edge("", " |")

    def line(self, number: int | str, text: str) -> str:
        return (self._edge(str(number), " |") + " " + text).rstrip()

    def foot(self, label: str, text: str) -> Iterator[str]:
        """A labelled text under the snippets; further lines hang below the first."""
        for count, line in enumerate(text.strip().splitlines() or [""]):
            if count == 0:
                yield (
                    self._edge("", " = ") + self.pen.paint(label, _HELP) + f": {make_visible(line)}"
                )
            else:
                indent = " " * (self.digits + 3 + len(label) + 2)
                yield indent + make_visible(line)

    @property
    def room(self) -> int:
        """The cells that are left for a line of the source."""
        return self.width - self.digits - len(" | ")

    def _edge(self, left: str, sign: str) -> str:
        return self.pen.paint(left.rjust(self.digits) + sign, _FRAME)


def _draw(request: Request, finding: Finding) -> Iterator[str]:
    language = request.language
    pen = _Pen(request.color)
    style = _COLORS[finding.severity]
    spans = [finding.span, *(related.span for related in finding.related)]
    digits = max(len(str(span.end.line)) if span else 1 for span in spans)
    frame = _Frame(pen, digits, request.width or DEFAULT_WIDTH)

    severity = SEVERITY_NAMES[finding.severity].render(language)
    yield (
        pen.paint(f"{severity}[{finding.code}]", style)
        + pen.paint(f" {finding.name}: {flatten(finding.message.render(language))}", _BOLD)
    )
    yield frame.head("--> ", format_place(finding.file, finding.span))
    source = request.outcome.sources.get(finding.file)
    yield from _quote(frame, source, finding.span, _Mark("^", style))
    for related in finding.related:
        label = flatten(related.message.render(language))
        place = format_place(related.file, related.span)
        source = request.outcome.sources.get(related.file)
        snippet = list(_quote(frame, source, related.span, _Mark("-", _FRAME, label)))
        yield frame.head("--> ", place if snippet else f"{place}: {label}")
        yield from snippet
    if finding.help:
        label = tr("help").render(language)
        yield from frame.foot(label, finding.help.render(language))


def _quote(
    frame: _Frame, source: Source | Excerpt | None, span: Span | None, mark: _Mark
) -> Iterator[str]:
    """The lines of a span between two bars, each with its mark; nothing if they are not known."""
    if source is None or span is None:
        return
    yield frame.bar()
    numbers = _choose_lines(source, span)
    for place, number in enumerate(numbers):
        if place and number > numbers[place - 1] + 1:
            yield frame.line("…", "")
        text = source.line(number)
        start = span.start.column - 1
        if number > span.start.line:
            start = len(text) - len(text.lstrip())
        end = span.end.column - 1 if number == span.end.line else len(text.rstrip())
        quote = quote_line(veil(text), start, end, frame.room)
        yield frame.line(number, quote.text)
        if number == span.start.line or start < end:
            label = f" {mark.label}" if mark.label and number == numbers[-1] else ""
            marks = frame.pen.paint(mark.sign * quote.width + label, mark.style)
            yield frame.line("", " " * quote.offset + marks)
    yield frame.bar()


def _choose_lines(source: Source | Excerpt, span: Span) -> list[int]:
    """The lines of a span that are shown."""
    first, last = span.start.line, span.end.line
    # An end in the indentation of a line, or on a blank one, belongs to the text above.
    rest = source.line(last)[: span.end.column - 1]
    while last > first and not rest.strip():
        last -= 1
        rest = source.line(last)
    if last - first < _MAX_LINES:
        return list(range(first, last + 1))
    return [first, last]
