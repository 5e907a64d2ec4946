"""What changed between states of maps as text for people and machines: comparisons in, a string out.

Each format is a module of its own with one function, `write(Request) -> str`.
"""

from __future__ import annotations

from importlib import import_module
from typing import Final

from cjmap.draw.characters import encodable
from cjmap.reports.changes.request import Request

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
    written: str = import_module(FORMATS[output_format]).write(request)
    return encodable(written)
