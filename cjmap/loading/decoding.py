"""Bytes → text, or the problem that there is none."""

from __future__ import annotations

from cjmap.findings import Problem
from cjmap.findings.source import Source
from cjmap.messages import tr
from cjmap.text.limits import Limits


def decode(data: bytes, name: str, limits: Limits) -> tuple[Source, Problem | None]:
    """The text of bytes that should be UTF-8."""
    if len(data) > limits.file_size:
        return Source(name, ""), Problem(
            "CJ006",
            (),
            tr("The file has more than {n} bytes.", n=limits.file_size),
            tr("If that is meant, raise `file-size` under `[limits]` in cjmap.toml."),
        )
    try:
        text = data.decode("utf-8")
        return Source(name, text.removeprefix("\ufeff"), text.startswith("\ufeff")), None
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix("\ufeff")
        text = data.decode("utf-8", "replace").removeprefix("\ufeff")
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            message = tr("The file is in UTF-16.")
        else:
            message = tr("The byte 0x{byte} is not UTF-8.", byte=f"{data[error.start]:02X}")
        return Source(name, text), Problem(
            "CJ002",
            (),
            message,
            tr("Save the file as UTF-8; Latin-1 and UTF-16 are not read."),
            span=(len(before), len(before) + 1),
        )
