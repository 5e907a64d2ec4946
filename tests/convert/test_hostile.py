"""Files that are made to do harm are refused with a line of text, before they take memory."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import openpyxl
import pytest

MOST_MEMORY: Final = 500
"""MB that reading a file may take."""

_SHEET: Final = "xl/worksheets/sheet1.xml"
_HEAD: Final = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
_TAIL: Final = b"</sheetData></worksheet>"


def _book(part: str, content: Iterable[bytes]) -> bytes:
    """A workbook of which one part is something else."""
    plain, out = io.BytesIO(), io.BytesIO()
    openpyxl.Workbook().save(plain)
    with (
        zipfile.ZipFile(plain) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            if name == part:
                with new.open(name, "w") as stream:
                    for piece in content:
                        stream.write(piece)
            else:
                new.writestr(name, old.read(name))
    return out.getvalue()


def _rows() -> Iterable[bytes]:
    yield _HEAD
    for number in range(1, 120_001):
        yield b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (number, number)
    yield _TAIL


FILES: Final[dict[str, tuple[Callable[[], bytes], str]]] = {
    "nothing.xlsx": (
        lambda: _book(_SHEET, [_HEAD, *[b" " * 1_000_000] * 400, _TAIL]),
        "unpacks to more than",
    ),
    "rows.xlsx": (lambda: _book(_SHEET, _rows()), "rows at the most"),
    "wide.xlsx": (
        lambda: _book(_SHEET, [_HEAD, b"<row>", b"<c><v>1</v></c>" * 1_000_000, b"</row>", _TAIL]),
        "columns at the most",
    ),
    "deep.xlsx": (
        lambda: _book(_SHEET, [_HEAD, b"<a>" * 1_000_000, b"</a>" * 1_000_000, _TAIL]),
        "levels",
    ),
    "styles.xlsx": (
        lambda: _book("xl/styles.xml", [b"<a>", *[b"<b/>" * 10_000] * 300, b"</a>"]),
        "elements",
    ),
    "laughs.xlsx": (
        lambda: _book("xl/workbook.xml", [b'<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>']),
        "document type",
    ),
    "old.xlsx": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000), "old kind"),
    "image.xlsx": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(4000), "no workbook"),
    "image.csv": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(9)) * 400, "no text"),
    "columns.csv": (lambda: b"Stage,Touchpoint" + b",a" * 100_000 + b"\nA,b\n", "columns"),
    "line.csv": (lambda: b"Stage,Touchpoint\n" + b"x" * 17_000_000, "MB"),
    "laughs.xml": (
        lambda: b'<!DOCTYPE CJML [<!ENTITY a "aaaa">]><CJML>&a;</CJML>',
        "document type",
    ),
    "deep.cjml": (lambda: b"<CJML>" + b"<a>" * 100_000, "levels"),
    "stars.md": (lambda: b"*a **b " * 200_000, "MB"),
    "nested.json": (lambda: b"[" * 1_000_000, "levels"),
}


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="Windows does not count a child's memory")
@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_before_it_takes_memory(name: str, tmp_path: Path) -> None:
    make, said = FILES[name]
    (tmp_path / name).write_bytes(make())
    errors = tmp_path / "errors.txt"
    command = [sys.executable, "-m", "cjmap", "convert", str(tmp_path / name), str(tmp_path / "o")]
    actions = [
        (os.POSIX_SPAWN_OPEN, 2, str(errors), os.O_WRONLY | os.O_CREAT, 0o600),
    ]
    child = os.posix_spawn(sys.executable, command, os.environ, file_actions=actions)
    _, status, usage = os.wait4(child, 0)
    text = errors.read_text("utf-8")
    assert (os.waitstatus_to_exitcode(status), text.count("\n")) == (2, 1), text
    assert text.startswith("error: ")
    assert said in text
    # Apple's systems count in bytes.
    memory = usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    assert memory < MOST_MEMORY
