"""Where this cjmap came from, as words that make pip install it again on another machine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from cjmap import __version__

RELEASED = f"cjmap~={__version__}"
"""This series, from the index that pip asks."""

PLACEHOLDER = "cjmap @ git+https://git.example.com/PUT-YOUR-ADDRESS-HERE/cjmap"
"""Stands where nobody but a person can know the address."""

_REACHABLE = ("https://", "http://", "ssh://")


def requirement() -> str:
    """What to hand to `pip install`: the repository or archive of this installation.

    Installers write down what they were given (`direct_url.json` of PEP 610, passwords left
    out) unless that was a name that they looked up. A file, a folder and a copy that was never
    installed are of this machine alone, so they give `PLACEHOLDER`.
    """
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        written = distribution("cjmap").read_text("direct_url.json")
    except PackageNotFoundError:
        return PLACEHOLDER
    return RELEASED if written is None else from_record(json.loads(written))


def from_record(record: Mapping[str, Any]) -> str:
    """The requirement that a `direct_url.json` stands for."""
    url = record["url"]
    if not url.startswith(_REACHABLE):
        return PLACEHOLDER
    repository = record.get("vcs_info")
    if repository is not None:
        url = f"{repository['vcs']}+{url}@{repository['commit_id']}"
    within = record.get("subdirectory")
    return f"cjmap @ {url}" + (f"#subdirectory={within}" if within else "")
