"""What was measured of maps as text for people and machines: requests in, a string out.

Each format is a module of its own with one function, `write(Request) -> str`.
"""

from __future__ import annotations

from typing import Final

from cjmap.reports.measured.request import Request, Told
from cjmap.reports.writers import write_by

__all__ = ["FORMATS", "Request", "Told", "report"]

# The format as people name it, and the module that writes it.
FORMATS: Final[dict[str, str]] = {
    "text": "cjmap.reports.measured.text",
    "json": "cjmap.reports.measured.structured",
    "csv": "cjmap.reports.measured.values",
    "markdown": "cjmap.reports.measured.markdown",
}


def report(request: Request, output_format: str) -> str:
    """Measured maps in one of `FORMATS`; it can always be encoded as UTF-8.

    Raises:
        KeyError: `output_format` is not in `FORMATS`.
    """
    return write_by(FORMATS, output_format, request)
