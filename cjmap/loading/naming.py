"""What a file's name says of the map in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from cjmap.text.slugs import slug

LIBRARY_SUFFIXES: Final = (".library.yaml", ".library.yml")
"""How a file is called that holds what maps share, whatever the settings say."""


def map_id(file: Path) -> str:
    """The default id of a map: the slug of its file's name without the suffixes."""
    return slug(re.sub(r"(\.journey|\.library)?\.ya?ml$", "", file.name)) or "journey"
