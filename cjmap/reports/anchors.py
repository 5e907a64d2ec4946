"""Where things stand in a page: the ids that links lead to."""

from __future__ import annotations

from typing import Final

from cjmap.draw.escape import link
from cjmap.findings import Path

_KINDS: Final = {
    "personas": "persona",
    "stages": "stage",
    "touchpoints": "touchpoint",
    "pains": "pain",
    "opportunities": "opportunity",
    "evidence": "evidence",
}


def anchor_of(path: Path) -> str:
    """The id of a thing in the page: by its place, for ids of the map may hold any letter.

    `stages[0].pains[2]` is `pain-0-2`; what a library holds begins with `library`.
    """
    listed = [step for step in path if isinstance(step, str)][-1]
    kind = f"library-{_KINDS[listed]}" if path[0] == "library" else _KINDS[listed]
    return "-".join([kind, *(str(step) for step in path if isinstance(step, int))])


def href_of(path: Path) -> str:
    """The link to a thing in its page; empty for the journey itself, path ()."""
    return f"#{anchor_of(path)}" if path else ""


def anchor_finding(number: int) -> str:
    """The id of the finding of that number, from 1, in the list of a page."""
    return f"finding-{number}"


def safe_link(url: str) -> str:
    """A web address that a page may link to; empty for anything else."""
    found = link(url)
    return found if found and found.lower().startswith(("http:", "https:")) else ""
