"""Messages that are none end the server in order, or are passed over."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (b"Content-Length: 99999999999999", 2),
        (b"Content-Length: -5", 0),
        (b"Content-Length: many", 0),
        (b"Content-Length: 5", 0),
        (b"Other: 1", 0),
        (b"\0\xff" * 1000, 0),
    ],
)
def test_a_message_that_is_none_ends_in_no_defect(head: bytes, code: int) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "cjmap", "lsp"], input=head + b"\r\n\r\n{}", capture_output=True
    )
    assert ran.returncode == code, ran.stderr
    assert b"defect" not in ran.stderr and b"Traceback" not in ran.stderr
    assert (b"too little memory" in ran.stderr) == (code == 2)
