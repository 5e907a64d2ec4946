"""What was measured of maps as text for people and machines: requests in, a string out.

Each format is a module of its own with one function, `write(Request) -> str`.
"""

from __future__ import annotations

from importlib import import_module
from typing import Final

from cjmap.draw.characters import encodable
from cjmap.reports.measured.request import Request, Told

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
    written: str = import_module(FORMATS[output_format]).write(request)
    return encodable(written)
