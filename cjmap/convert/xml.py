"""XML as elements with their lines, read so that a file can do no harm: no document types, no entities."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cjmap.findings.usage import UsageError
from cjmap.messages import Message, tr

_DEEPEST: Final = 100
_MOST: Final = 200_000


class Element:
    """An element: its name without prefix, its attributes, what stands in it, its line."""

    __slots__ = ("attributes", "children", "line", "name", "texts")

    def __init__(self, name: str, attributes: dict[str, str], line: int) -> None:
        self.name: str = name
        self.attributes: dict[str, str] = attributes
        self.line: int = line
        self.texts: list[str] = []
        self.children: list[Element] = []

    @property
    def text(self) -> str:
        """Its own text on one line."""
        return " ".join("".join(self.texts).split())

    def find(self, *names: str) -> Element | None:
        """The first child with one of the names."""
        return next((child for child in self.children if child.name in names), None)

    def all(self, *names: str) -> Iterator[Element]:
        return (child for child in self.children if child.name in names)

    def said(self, *names: str) -> str:
        """The text of the first child with one of the names; empty without one."""
        found = self.find(*names)
        return "" if found is None else found.text


def read_xml(data: bytes, name: str) -> Element:
    """The root of a document.

    Raises:
        UsageError: it is no XML, names a document type, or nests too deeply.
    """
    # Nothing that could reach out of the document is let through by the handlers below.
    from xml.parsers import expat

    parser = expat.ParserCreate(namespace_separator=" ")
    builder = _Builder(parser, name)
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise UsageError(
            tr(
                "{file}, line {line}, column {column}: this is no XML.",
                file=name,
                line=error.lineno,
                column=error.offset + 1,
            )
        ) from None
    except (LookupError, ValueError):
        raise UsageError(tr("{file}: this is no XML.", file=name)) from None
    assert builder.root is not None
    return builder.root


class _Builder:
    def __init__(self, parser: object, name: str) -> None:
        from xml.parsers.expat import XMLParserType

        assert isinstance(parser, XMLParserType)
        self.root: Element | None = None
        self._parser = parser
        self._name = name
        self._open: list[Element] = []
        self._count = 0
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._say
        parser.StartDoctypeDeclHandler = self._refuse_type

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= _DEEPEST or self._count > _MOST:
            raise self._refuse(
                tr("more than {n} elements, or {depth} levels of them.", n=_MOST, depth=_DEEPEST)
            )
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        element = Element(name.rpartition(" ")[2], plain, self._parser.CurrentLineNumber)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def _end(self, name: str) -> None:
        self._open.pop()

    def _say(self, text: str) -> None:
        self._open[-1].texts.append(text)

    def _refuse_type(self, *declared: object) -> None:
        raise self._refuse(
            tr("a document type (`<!DOCTYPE`) is not read; take it away, with its entities.")
        )

    def _refuse(self, why: Message) -> UsageError:
        return UsageError(
            tr(
                "{file}, line {n}: {why}",
                file=self._name,
                n=self._parser.CurrentLineNumber,
                why=why,
            )
        )
