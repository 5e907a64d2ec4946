"""Coverage and gaps as text for people and machines: sheets go in, a string comes out.

Each format is a module of its own with one function, `write(Request) -> str`.
"""

from __future__ import annotations

from cjmap.reports.gaps.sheet import FAMILY, Request, Sheet, Unreadable
from cjmap.reports.writers import write_by

__all__ = [
    "FAMILY",
    "FORMATS",
    "Request",
    "Sheet",
    "Unreadable",
    "report",
]

# The format as people name it, and the module that writes it.
FORMATS: dict[str, str] = {
    "text": "cjmap.reports.gaps.text",
    "json": "cjmap.reports.gaps.structured",
    "markdown": "cjmap.reports.gaps.markdown",
    "csv": "cjmap.reports.gaps.values",
    "html": "cjmap.reports.gaps.page",
}


def report(request: Request, output_format: str) -> str:
    """Coverage in one of `FORMATS`; it can always be encoded as UTF-8.

    Raises:
        KeyError: `output_format` is not in `FORMATS`.
    """
    return write_by(FORMATS, output_format, request)
