"""What the bytes of a picture say: its kind, how large it is, and how it stands inside another file."""

from __future__ import annotations

from base64 import b64encode
from typing import Final

PNG: Final = b"\x89PNG\r\n\x1a\n"
"""How a PNG begins."""

_UNKNOWN: Final = (4, 3)
"""The sides of a picture that does not say how large it is."""

# How the files of a kind begin. SVG is left out: a page should not depend on how safely a browser
# draws what somebody else wrote.
_KINDS: Final = (
    (PNG, "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)


def data_uri(kind: str, data: bytes) -> str:
    """A file of a kind such as `image/png` as an address that holds all of it."""
    return f"data:{kind};base64,{b64encode(data).decode('ascii')}"


def kind_of(data: bytes) -> str | None:
    """The type that the first bytes of a file tell; its name is not asked."""
    for beginning, kind in _KINDS:
        if data.startswith(beginning):
            return kind
    return "image/webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else None


# -- how large it is --------------------------------------------------------------------------


def sides_of(data: bytes) -> tuple[int, int]:
    """Width and height in pixels as a picture states them; those of `_UNKNOWN` where it does not."""
    measures = {b"\x89P": sides_of_png, b"\xff\xd8": _sides_of_jpeg, b"GI": _sides_of_gif}
    width, height = measures.get(data[:2], _sides_of_webp)(data)
    return (width, height) if width and height else _UNKNOWN


def sides_of_png(data: bytes) -> tuple[int, int]:
    """Width and height as the head of a PNG states them, which may be anything."""
    return _big(data[16:20]), _big(data[20:24])


def _sides_of_gif(data: bytes) -> tuple[int, int]:
    return _little(data[6:8]), _little(data[8:10])


def _sides_of_jpeg(data: bytes) -> tuple[int, int]:
    """Those in the head of its frame, which stands behind segments of other kinds."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        kind = data[at + 1]
        # 0xC4, 0xC8 and 0xCC stand among the heads of frames, and are none.
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            return _big(data[at + 7 : at + 9]), _big(data[at + 5 : at + 7])
        # A marker may be padded; a segment's length counts itself.
        at += 1 if kind == 0xFF else 2 + _big(data[at + 2 : at + 4])
    return 0, 0


def _sides_of_webp(data: bytes) -> tuple[int, int]:
    """Those of a simple, a lossless or an extended file, by the name of its first chunk."""
    chunk = data[12:16]
    if chunk == b"VP8X":
        return _little(data[24:27]) + 1, _little(data[27:30]) + 1
    if chunk == b"VP8L":
        bits = _little(data[21:25])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return _little(data[26:28]) & 0x3FFF, _little(data[28:30]) & 0x3FFF


def _big(data: bytes) -> int:
    return int.from_bytes(data, "big")


def _little(data: bytes) -> int:
    return int.from_bytes(data, "little")
