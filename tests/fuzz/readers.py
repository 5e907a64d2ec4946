"""Strict readers of what is written: each raises where a text breaks the rules of its format."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from collections.abc import Mapping as Table
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree

import openpyxl
import pptx
import pypdf
import xmlschema
import yaml
from jsonschema import Draft4Validator, Draft202012Validator
from markdown_it import MarkdownIt
from PIL import Image

from cjmap.draw.engines import find_engine, run_engine
from cjmap.draw.escape import link
from cjmap.findings.source import Source
from cjmap.text.reading import read
from cjmap.text.tree import Mapping
from tests.cli.test_planted import assert_harmless

SCHEMAS: Final = Path(__file__).parents[1] / "reporters" / "schemas"
_FORMULA: Final = re.compile(r"[=+@\t\r]|-(?!\d)")
_VOID: Final = frozenset("area base br col embed hr img input link meta source track wbr".split())


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is no JSON")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    assert len(found) == len(pairs), f"a key is written twice: {[key for key, _ in pairs]}"
    return found


def read_json(data: bytes) -> Any:
    return json.loads(data.decode("utf-8"), parse_constant=_no_constant, object_pairs_hook=_once)


@cache
def _schema(name: str, kind: Any = Draft202012Validator) -> Any:
    return kind(json.loads((SCHEMAS / name).read_text("utf-8")))


def sarif(data: bytes) -> None:
    _schema("sarif-2.1.0-rtm.5.json", Draft4Validator).validate(read_json(data))


def gitlab(data: bytes) -> None:
    _schema("gitlab-code-quality.json").validate(read_json(data))


@cache
def _junit() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd"))


def junit(data: bytes) -> None:
    _junit().validate(data.decode("utf-8"))


def table(data: bytes, delimiter: str = ",") -> None:
    """Rows of one width, without an open quote, and no cell that a spreadsheet would compute."""
    text = data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    assert len({len(row) for row in rows}) == 1, [len(row) for row in rows]
    for cell in (cell for row in rows for cell in row):
        assert not _FORMULA.match(cell) or re.fullmatch(r"[-+]?[\d.,]+ ?%?", cell), cell


def xml(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(data)


def svg(data: bytes) -> None:
    """Well-formed, each id once, what is referred to is there, and nothing that acts or fetches."""
    root = xml(data)
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    for one in root.iter():
        assert not one.tag.endswith(("}script", "}foreignObject", "}iframe")), one.tag
        for key, value in one.attrib.items():
            name = key.rpartition("}")[2]
            assert not name.lower().startswith("on"), key
            if name == "href":
                assert re.match(r"#|https?://|mailto:|tel:|data:image/|[^:]*$", value), value
                assert not value.startswith("#") or value[1:] in ids, value
            for used in re.findall(r"url\(#([^)]*)\)", value):
                assert used in ids, value


class _Page(HTMLParser):
    """Elements that are closed in the order in which they are opened, and nothing that acts."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, names)
        for name, value in attrs:
            assert not name.startswith("on"), (tag, name)
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src", "action", "formaction"):
                assert re.match(r"#|https?://|mailto:|tel:|data:|[^:]*$", value or ""), value
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self.open and self.open[-1] == tag, (tag, self.open[-4:], self.getpos())
            self.open.pop()


def html(data: bytes) -> None:
    text = data.decode("utf-8")
    assert not re.search("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]", text)
    page = _Page()
    page.feed(text)
    page.close()
    assert not page.open, page.open
    assert len(page.ids) == len(set(page.ids)), sorted(page.ids)


def dot(data: bytes) -> None:
    """Graphviz's own parser reads it."""
    assert run_engine(find_engine(), data.decode("utf-8"), "canon")


def yaml_map(data: bytes) -> None:
    """Both of our own readers take it for a map, and so does what others have at hand."""
    try:
        assert isinstance(yaml.load(data, yaml.BaseLoader), dict)
    except yaml.composer.ComposerError as error:
        # YAML lets a name be given anew, as two sides of a merge may have done; PyYAML does not.
        assert error.context is not None and "duplicate anchor" in error.context
    source = Source("a", data.decode("utf-8"))
    for pure in (False, True):
        found = read(source, pure=pure)
        assert not found.problems and isinstance(found.root, Mapping), found.problems


def _package(data: bytes) -> None:
    """A package of Office: each part once, its XML well-formed, without scripts and links out."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        names = package.namelist()
        assert len(names) == len(set(names))
        for name in names:
            assert not name.startswith("/") and ".." not in name and "vba" not in name.lower()
            if name.endswith((".xml", ".rels")):
                xml(package.read(name))


def xlsx(data: bytes) -> None:
    _package(data)
    for sheet in openpyxl.load_workbook(io.BytesIO(data)).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.value


def slides(data: bytes) -> None:
    _package(data)
    assert len(pptx.Presentation(io.BytesIO(data)).slides)


def pdf(data: bytes) -> None:
    read = pypdf.PdfReader(io.BytesIO(data), strict=True)
    assert all(page.extract_text() is not None for page in read.pages)
    for key in ("/JavaScript", "/OpenAction", "/AA", "/EmbeddedFiles"):
        assert key not in str(read.trailer["/Root"])


def png(data: bytes) -> None:
    with Image.open(io.BytesIO(data)) as image:
        image.verify()


def github(data: bytes) -> None:
    for line in data.decode("utf-8").splitlines():
        assert re.match(r"::(error|warning|notice) file=[^:,]+,|(?!\s*::)", line), line


def text(data: bytes) -> None:
    assert_harmless(data, "text")


def carried(data: bytes) -> None:
    """What another program, or `convert` itself, reads back: all signs as they were."""
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", data.decode("utf-8"))


_OWN_HTML: Final = re.compile(
    r"<!-- -->|<br>|</details>|<details><summary>(?:[^<]|<!-- -->)*</summary>"
)


def markdown(data: bytes) -> None:
    """Markdown whose HTML is our own, without a picture or a link that no map may have."""
    text(data)
    waiting = MarkdownIt("gfm-like", {"linkify": False}).parse(data.decode("utf-8"))
    while waiting:
        token = waiting.pop()
        waiting += token.children or ()
        assert token.type != "image", token
        if token.type in ("html_inline", "html_block"):
            assert not _OWN_HTML.sub("", token.content).strip(), token.content
        if token.type == "link_open":
            assert link(str(token.attrs["href"])) is not None, token


READERS: Final[Table[str, Callable[[bytes], object]]] = {
    "json": read_json,
    "sarif": sarif,
    "gitlab": gitlab,
    "junit": junit,
    "csv": table,
    "tsv": lambda data: table(data, "\t"),
    "cjml": xml,
    "svg": svg,
    "html": html,
    "dot": dot,
    "yaml": yaml_map,
    "xlsx": xlsx,
    "pptx": slides,
    "pdf": pdf,
    "png": png,
    "github": github,
    "text": text,
    "concise": text,
    "markdown": markdown,
    "mermaid": text,
    "carried": carried,
}
"""Format to what reads it. Mermaid and pages are read by their own programs, too, where those are there."""
