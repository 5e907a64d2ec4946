"""The fonts that ship, for pictures that are drawn here and not by a viewer."""

from __future__ import annotations

from pathlib import Path
from typing import Final

FAMILY: Final = "Cjmap Sans"
"""What the family is called; its letters are those of Liberation Sans, as wide as Arial's."""

FOLDER: Final = Path(__file__).parent
FACES: Final = {
    style: f"CjmapSans-{style}.ttf" for style in ("Regular", "Bold", "Italic", "BoldItalic")
}

FILES: Final = tuple(FOLDER / name for name in FACES.values())
"""The four faces: Latin, Greek, Cyrillic, signs."""
