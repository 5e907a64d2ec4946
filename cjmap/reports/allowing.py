"""What the Content-Security-Policy of a page allows: the texts that it was written with."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256


def source_of(text: str) -> str:
    """A style or script as a source that a policy can name."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}'"
