"""The forms that maps come in and go out in: who reads and writes each, and how it is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from cjmap.convert.texts import is_open_document
from cjmap.expressions import expression
from cjmap.findings.usage import UsageError
from cjmap.messages import join, tr
from cjmap.records import dataclass

if TYPE_CHECKING:
    from cjmap.convert.drafts import Given, Reading
    from cjmap.convert.losses import Hidden
    from cjmap.convert.originals import Original

YAML: Final = "yaml"
JSON: Final = "json"


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its name, the suffixes of its files, and the functions that read and write it.

    Functions are given as `module:function` of this room, and imported when they are called. A reader takes a
    `Given` and gives a `Reading`; a writer takes maps (`Original`) and gives text or bytes. `hidden` is found in
    the same way, and says what a form does not show of a map that nobody reads again (`losses.Hidden`). `several`: one
    file of it holds any number of maps. `most` is how many MB of it are read: what reads it may need
    some hundred times as much memory.
    """

    name: str
    suffixes: tuple[str, ...]
    reader: str | None = None
    writer: str | None = None
    hidden: str | None = None
    several: bool = False
    most: int = 16

    def read(self, given: Given) -> Reading:
        """The drafts of maps that bytes hold. Raises UsageError where they hold none."""
        assert self.reader is not None
        if len(given.data) > self.most * _MEGABYTE:
            raise UsageError(tr("{file} has more than {n} MB.", file=given.name, n=self.most))
        reading: Reading = _find(self.reader)(given)
        return reading

    def write(self, maps: Sequence[Original]) -> str | bytes:
        """Maps in this form. Raises UsageError where they have nothing that it shows."""
        assert self.writer is not None
        written: str | bytes = _find(self.writer)(maps)
        return written

    def hides(self) -> Hidden:
        """What of a map is not seen in this form, one that nobody reads again."""
        assert self.hidden is not None
        hidden: Hidden = _find(self.hidden)
        return hidden


# YAML and JSON are written from what a draft says, and read as maps of the workspace.
FORMS: Final[Mapping[str, Form]] = {
    form.name: form
    for form in (
        Form(YAML, (".yaml", ".yml")),
        Form(JSON, (".json",), reader="trees:read_json"),
        Form("mermaid", (".mmd", ".mermaid"), "mermaid:read", "pages:write_mermaid", most=4),
        Form("cjml", (".cjml", ".xml"), reader="cjml:read"),
        Form("markdown", (".md", ".markdown"), "markdown:read", "pages:write_markdown", most=1),
        Form("csv", (".csv",), "sheets:read_csv", "sheets:write_csv"),
        Form("tsv", (".tsv", ".tab"), "sheets:read_tsv", "sheets:write_tsv"),
        Form("xlsx", (".xlsx", ".xlsm"), "sheets:read_xlsx", "sheets:write_xlsx", most=64),
        Form("pptx", (".pptx",), writer="sheets:write_pptx", hidden="slides:HIDDEN"),
    )
}
READ: Final = tuple(form.name for form in FORMS.values() if form.reader or form.name == YAML)
WRITTEN: Final = tuple(
    form.name for form in FORMS.values() if form.writer or form.name in (YAML, JSON)
)

_JOURNEY: Final = expression(r"(?im)^[ \t]*journey\b[ \t]*(?:$|;|%%|#)")
_KEYS: Final = expression(r"(?m)^(?:cjmap|title|stages)[ \t]*:")
_MARKDOWN: Final = expression(r"(?m)^(?:#{1,6}[ \t]|```|~~~|\|.*\|[ \t]*$)")


def form_of_name(name: str, among: Sequence[str]) -> Form | None:
    """The form that the suffix of a file's name tells."""
    suffix = PurePath(name).suffix.lower()
    return next((FORMS[one] for one in among if suffix in FORMS[one].suffixes), None)


def form_of(data: bytes, name: str) -> Form:
    """The form of a file: by its suffix, else by what it holds.

    Raises:
        UsageError: neither tells.
    """
    found = form_of_name(name, READ) or form_of_content(data)
    if found is None:
        raise UsageError(
            tr(
                "What {file} is cannot be told; `--from` says it. There are: {known}.",
                file=name,
                known=join(READ),
            )
        )
    return found


def form_of_content(data: bytes) -> Form | None:
    """The form that the beginning of a file tells, where one is clear."""
    if data.startswith((_ARCHIVE, _OLD_OFFICE)):
        return FORMS["xlsx"]
    if is_open_document(data):
        # It is said what to do with it where workbooks are read.
        return FORMS["xlsx"]
    text = data[:_LOOKED_AT].decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if text.startswith("<") and "<cjml" in text.lower():
        return FORMS["cjml"]
    if text[:1] in ("{", "["):
        return FORMS[JSON]
    if _JOURNEY.search(text) and "```" not in text and "~~~" not in text:
        return FORMS["mermaid"]
    if _KEYS.search(text) and not text.startswith("---"):
        return FORMS[YAML]
    if _MARKDOWN.search(text):
        return FORMS["markdown"]
    return FORMS["csv"] if _CELLS.match(text) else None


_CELLS: Final = expression(r"[^\n]*[,;\t|][^\n]*\n[^\n]*[,;\t|]")
_MEGABYTE: Final = 1024 * 1024
_LOOKED_AT: Final = 1 << 16
# How a workbook begins, and every other archive; and one of the old kind.
_ARCHIVE: Final = b"PK\x03\x04"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"


def _find(name: str) -> Any:
    module, _, found = name.partition(":")
    return getattr(import_module(f"cjmap.convert.{module}"), found)
