"""What changed between states of maps as text for people and machines: comparisons in, a string out.

Each format is a module of its own with one function, `write(Request) -> str`.
"""

from __future__ import annotations

from typing import Final

from cjmap.reports.changes.request import Request
from cjmap.reports.writers import write_by

__all__ = ["FORMATS", "Request", "report"]

# The format as people name it, and the module that writes it.
FORMATS: Final[dict[str, str]] = {
    "text": "cjmap.reports.changes.text",
    "markdown": "cjmap.reports.changes.markdown",
    "json": "cjmap.reports.changes.structured",
    "html": "cjmap.reports.changes.page",
}


def report(request: Request, output_format: str) -> str:
    """Changes in one of `FORMATS`; it can always be encoded as UTF-8.

    Raises:
        KeyError: `output_format` is not in `FORMATS`.
    """
    return write_by(FORMATS, output_format, request)
