"""The patterns of the settings: globs over paths with forward slashes."""

from __future__ import annotations

import re
from functools import cache


def matches(name: str, pattern: str) -> bool:
    """Whether a path from the workspace's root fits a glob of the settings.

    `**` crosses folders, `*` and `?` do not; a pattern also matches everything below what it
    names.
    """
    return _expression(pattern).fullmatch(name) is not None


# The longer signs first: `**/` is not `**` and a slash.
_SIGN = re.compile(r"\*\*/|\*\*|\*|\?|[^*?]+")
_MEANINGS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    signs = _SIGN.findall(pattern.strip("/"))
    out = "".join(_MEANINGS.get(sign) or re.escape(sign) for sign in signs)
    return re.compile(out + "(?:/.*)?", re.S)
