from __future__ import annotations

import pytest

from cjmap.loading.decoding import decode
from cjmap.text.limits import Limits


@pytest.mark.parametrize(
    ("data", "text", "marked"),
    [
        ("title: Año\n".encode(), "title: Año\n", False),
        ("\ufefftitle: A\n".encode(), "title: A\n", True),
        (b"", "", False),
    ],
)
def test_utf_8_is_read_with_or_without_its_mark(data: bytes, text: str, marked: bool) -> None:
    source, problem = decode(data, "a.yaml", Limits())
    assert (source.text, source.marked, problem) == (text, marked, None)


@pytest.mark.parametrize(
    ("data", "span", "said"),
    [
        (b"title: A\xf1o\n", (8, 9), "The byte 0xF1 is not UTF-8."),
        (b"\xef\xbb\xbft\xff", (1, 2), "The byte 0xFF is not UTF-8."),
        ("title".encode("utf-16"), (0, 1), "The file is in UTF-16."),
    ],
)
def test_other_encodings_are_told_at_their_first_byte(
    data: bytes, span: tuple[int, int], said: str
) -> None:
    _, problem = decode(data, "a.yaml", Limits())
    assert problem is not None
    assert (problem.code, problem.span, str(problem.message)) == ("CJ002", span, said)


def test_a_file_of_just_the_allowed_size_is_read() -> None:
    assert decode(b"12345", "a.yaml", Limits(file_size=5))[1] is None
    _, problem = decode(b"123456", "a.yaml", Limits(file_size=5))
    assert problem is not None
    assert (problem.code, str(problem.message)) == ("CJ006", "The file has more than 5 bytes.")
