"""Caps on what is read of one text."""

from __future__ import annotations

from cjmap.records import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of a file, nodes of its tree with aliases written out, and nested levels.

    `cjmap.toml` sets them under `[limits]`.
    """

    file_size: int = 10 * 1024 * 1024
    nodes: int = 200_000
    depth: int = 100
