"""One writer a format: each a module with a function `write(request) -> str`."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from cjmap.draw.characters import encodable


def write_by(formats: Mapping[str, str], output_format: str, request: object) -> str:
    """What the writer of a format makes of a request; it can always be encoded as UTF-8.

    `formats` has the module of each format, which is imported when it is asked for.

    Raises:
        KeyError: there is no such format.
    """
    written: str = import_module(formats[output_format]).write(request)
    return encodable(written)
