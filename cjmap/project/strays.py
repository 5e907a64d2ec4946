"""What looks like a map beside maps and is not read, because its name does not say that it is one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from cjmap.expressions import expression
from cjmap.languages.keys import words_for
from cjmap.text.slugs import slug

# Bytes of a file that are looked at: its keys stand at its head.
HEAD: Final = 65_536

_ENDING: Final = expression(r".\.ya?ml(?:\.txt)?$", re.I)
_KEY: Final = expression(
    r"^(?P<indent>[ ]*(?:- +)?)(?P<key>[^\s#:'\"-][^:#\n]{0,40}?) *:(?=\s|$)", re.M
)
_NAMED: Final = expression(r"[^\n]*\n(?:\s*(?:#[^\n]*)?\n)*\s*- +(?P<key>[^\s:]{1,40}) *:")


def may_be_stray(name: str) -> bool:
    """Whether a file of that name, which is read as no map, might have been meant as one."""
    return _ENDING.search(name) is not None


def map_name(file: Path) -> str:
    """What a file would have to be called to be read as a map."""
    return re.sub(r"(?i)(?:\.journey)?\.ya?ml(?:\.txt)?$", "", file.name) + ".journey.yaml"


def looks_like_map(text: str) -> bool:
    """Whether `stages:`, or what people write for it, stands at the head of a line of a text.

    Pipelines have such a key too, so that something of a map must stand beside it: a title or
    personas at the head of a line, touchpoints anywhere, or a stage with a name.
    """
    keys = [(found, slug(found["key"])) for found in _KEY.finditer(text)]
    stages = [found for found, key in keys if not found["indent"] and key in words_for("stages")]
    return bool(stages) and (
        any(key in words_for("title", "personas") for found, key in keys if not found["indent"])
        or any(key in words_for("touchpoints") for _, key in keys)
        or any(_begins_with_name(text, found.end()) for found in stages)
    )


def _begins_with_name(text: str, start: int) -> bool:
    """Whether a list whose first item begins with a name follows behind a key."""
    found = _NAMED.match(text, start)
    return found is not None and slug(found["key"]) in words_for("name")
