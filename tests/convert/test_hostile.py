"""Files that are made to do harm are refused with a line of text, before they take memory."""

from __future__ import annotations

import io
import subprocess
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


# What the system counts of a child begins with what its parent had: the child tells its own.
_RUN: Final = """
import atexit, os, sys
def tell():
    if os.path.exists("/proc/self/status"):
        lines = open("/proc/self/status").read().splitlines()
        open("memory.txt", "w").write(next(one for one in lines if one.startswith("VmHWM")))
atexit.register(tell)
from cjmap.__main__ import main
main()
"""


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_before_it_takes_memory(name: str, tmp_path: Path) -> None:
    make, said = FILES[name]
    (tmp_path / name).write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", _RUN, "convert", name, "o"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert done.stderr.startswith("error: ")
    assert said in done.stderr
    if sys.platform == "linux":
        assert int((tmp_path / "memory.txt").read_text().split()[1]) / 1024 < MOST_MEMORY
