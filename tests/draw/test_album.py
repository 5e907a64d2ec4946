"""Pictures in files: which are shown, how large they say they are, and what is said of the others."""

from __future__ import annotations

import base64
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmap.draw.album import MOST_PIXELS, Album
from cjmap.draw.images import sides_of
from cjmap.messages import Message
from cjmap.project.settings import Settings
from cjmap.project.workspace import Workspace


def png(width: int, height: int, pixel: bytes = b"\xd0\x10\x20") -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + pixel * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


# 30 by 20 pixels, in every kind of file.
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xc4\x00\x03a\xff\xc2\x00\x0b\x08\x00\x14\x00\x1e\x01a"
GIF = b"GIF89a\x1e\x00\x14\x00"
SIMPLE = b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0" + bytes(6) + b"\x1e\x00\x14\x00"
LOSSLESS = b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + (29 | 19 << 14).to_bytes(4, "little")
EXTENDED = b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0" + bytes(4) + b"\x1d\x00\x00\x13\x00\x00"


@pytest.mark.parametrize("data", [png(30, 20), JPEG, GIF, SIMPLE, LOSSLESS, EXTENDED])
def test_how_large_a_picture_is_stands_in_its_head(data: bytes) -> None:
    assert sides_of(data) == (30, 20)


@given(
    st.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"RIFF\0\0\0\0WEBP", b""]),
    st.binary(max_size=60),
)
def test_a_broken_head_is_a_picture_of_some_size(head: bytes, rest: bytes) -> None:
    width, height = sides_of(head + rest)
    assert width > 0 and height > 0


def album_of(folder: Path, told: list[str]) -> Album:
    def tell(message: Message) -> None:
        told.append(str(message))

    return Album(Workspace(folder, Settings()), folder, tell)


def test_a_picture_is_read_once_and_known_by_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "visit.jpg").write_bytes(png(30, 20))
    told: list[str] = []
    album = album_of(tmp_path, told)
    photo = album.find("visit.jpg")
    assert photo is not None
    assert (photo.width, photo.height) == (30, 20)
    kind, _, data = photo.uri.partition(";base64,")
    assert (kind, base64.b64decode(data)) == ("data:image/png", png(30, 20))
    assert album.find("./visit.jpg") is photo
    assert told == []


def test_a_small_file_that_claims_many_pixels_is_left_out(tmp_path: Path) -> None:
    side = int(MOST_PIXELS**0.5) + 1
    (tmp_path / "bomb.png").write_bytes(png(1, 1)[:16] + struct.pack(">II", side, side))
    told: list[str] = []
    album = album_of(tmp_path, told)
    assert album.find("bomb.png") is None
    assert album.find("bomb.png") is None
    assert told == ["bomb.png is left out: pictures have at most 40 million pixels."]
