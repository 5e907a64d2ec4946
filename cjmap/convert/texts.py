"""Bytes as text, for forms that are text."""

from __future__ import annotations

import codecs

from cjmap.findings.usage import UsageError
from cjmap.messages import tr

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_OPEN_DOCUMENT = b"urn:oasis:names:tc:opendocument:"
_LOOKED_AT = 1 << 16


def text_of(data: bytes, name: str) -> str:
    """The text of bytes in UTF-8, or in another Unicode encoding with its mark; ends are `\\n`.

    Raises:
        UsageError: they are in another encoding, or no text.
    """
    mark, encoding = next((one for one in _MARKS if data.startswith(one[0])), (b"", "utf-8"))
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start + len(mark)) + 1
        raise UsageError(
            tr(
                "{file}, line {n}: the byte 0x{byte} is not UTF-8. Save the file as UTF-8.",
                file=name,
                n=number,
                byte=f"{data[error.start + len(mark)]:02X}",
            )
        ) from None
    if "\0" in text:
        raise UsageError(tr("{file} is no text: it holds null characters.", file=name))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_open_document(data: bytes) -> bool:
    """Whether bytes are an OpenDocument file of the kind that is one text (.fods)."""
    return data.lstrip()[:1] == b"<" and _OPEN_DOCUMENT in data[:_LOOKED_AT]
