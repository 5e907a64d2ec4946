"""What the files of maps are called that come out of a conversion."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cjmap.convert.drafts import Draft
from cjmap.draw.filenames import name_titles
from cjmap.text.slugs import slug

MAP: Final = ".journey.yaml"
"""How the names of maps end."""


def name_maps(drafts: Sequence[Draft]) -> list[str]:
    """A file name for each of several drafts: by its own, else by its title."""
    titles = [draft.name or slug(str(draft.values.get("title") or "")) for draft in drafts]
    return [f"{name}{MAP}" for name in name_titles(titles)]
