"""A map as it is written in one way."""

from __future__ import annotations

from pathlib import Path

from cjmap.messages import Message
from cjmap.records import dataclass


@dataclass(frozen=True, slots=True)
class Formatted:
    """What `format` makes of a file; nothing is written.

    `text` is what the file would hold, `changed` whether that is another text than it holds now.
    Where it is left alone `text` is None, and `reason` says why: None where it cannot be read, which
    `validate` tells more of.
    """

    file: Path
    text: str | None
    changed: bool
    reason: Message | None = None
