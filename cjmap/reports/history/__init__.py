"""A map through its commits as text for people and machines: revisions in, a string out.

Each format is a module of its own with one function, `write(Request) -> str`.
"""

from __future__ import annotations

from typing import Final

from cjmap.reports.history.request import Request
from cjmap.reports.writers import write_by

__all__ = ["FORMATS", "Request", "report"]

# The format as people name it, and the module that writes it.
FORMATS: Final[dict[str, str]] = {
    "text": "cjmap.reports.history.text",
    "json": "cjmap.reports.history.structured",
    "csv": "cjmap.reports.history.values",
    "html": "cjmap.reports.history.page",
}


def report(request: Request, output_format: str) -> str:
    """A history in one of `FORMATS`; it can always be encoded as UTF-8.

    Raises:
        KeyError: `output_format` is not in `FORMATS`.
    """
    return write_by(FORMATS, output_format, request)
