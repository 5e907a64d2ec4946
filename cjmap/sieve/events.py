"""YAML text → plain data: the scalars, lists and mappings of a map, without their places.

Whatever is rare (an anchor, a tag, a second document) or may be wrong ends the reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, TypeAlias

import yaml
from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from cjmap.expressions import expression
from cjmap.text.characters import find_refused
from cjmap.text.limits import Limits
from cjmap.text.marks import Shield, has_pairs, is_unmarked, looks_tight
from cjmap.text.scalars import NULLS

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"
"""What a map says; None for what stands empty."""

# What may begin an anchor or a tag; in most texts nothing does, and none need be asked for one.
_MARK: Final = expression(r"[&!](?:(?<=[\s\[{,:].)|(?<=^.))", re.S)
# Characters that no null has.
_SHORT: Final = 5
# A word behind an empty value that YAML takes for a comment; and the comments that are for us.
_LOST_WORD: Final = expression(r"[ \t]*#")
_OWN_COMMENT: Final = expression(r"#[ \t]*cjmap\b", re.I)


class Quoted(str):
    """A scalar in quotes or in a block: a text, whatever it looks like."""

    __slots__ = ()


def read(text: str, limits: Limits) -> dict[str, Plain] | None:
    """The data of a map; None where the text wants a closer look."""
    if not yaml.__with_libyaml__ or find_refused(text) or not is_unmarked(text):
        return None
    if looks_tight(text) or _OWN_COMMENT.search(text):
        return None
    try:
        return _Reader(text, limits).read()
    except (yaml.YAMLError, RecursionError, ValueError):
        return None


class _Reader:
    def __init__(self, text: str, limits: Limits) -> None:
        self._text = text
        self._limits = limits
        self._shield = Shield(text) if has_pairs(text) else None

    def read(self) -> dict[str, Plain] | None:
        # One loop without calls: it sees every scalar of every map of a run.
        shown = self._text if self._shield is None else self._shield.text
        restore = None if self._shield is None else self._shield.restore
        next_event: Callable[[], Any] = yaml.CSafeLoader(shown).get_event
        deepest, most = self._limits.depth, self._limits.nodes
        marked = _MARK.search(self._text) is not None
        stack: list[tuple[dict[str, Plain] | None, list[Plain], str | None]] = []
        mapping: dict[str, Plain] | None = None
        items: list[Plain] = []
        key: str | None = None
        count = documents = 0
        value: Plain
        while True:
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                if marked and (event.anchor is not None or event.tag is not None):
                    return None
                value = written = event.value
                if restore is not None:
                    value = written = restore(written)
                if event.style:
                    if event.style == '"' and find_refused(written):
                        return None
                    value = Quoted(written)
                elif not written or (len(written) < _SHORT and written in NULLS):
                    if not written and _LOST_WORD.match(self._text, event.start_mark.index):
                        return None
                    value = None
                count += 1
                if mapping is not None:
                    if key is None:
                        if value is None or written == "<<" or written in mapping:
                            return None
                        key = written
                        continue
                    mapping[key] = value
                    key = None
                elif value is None:
                    return None
                else:
                    items.append(value)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if len(stack) >= deepest:
                    return None
                if marked and (event.anchor is not None or event.tag is not None):
                    return None
                if mapping is not None and key is None:
                    return None
                count += 1
                stack.append((mapping, items, key))
                key = None
                if kind is MappingStartEvent:
                    mapping = {}
                else:
                    mapping, items = None, []
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                value = mapping if kind is MappingEndEvent else items
                mapping, items, key = stack.pop()
                if mapping is not None:
                    assert key is not None
                    mapping[key] = value
                    key = None
                else:
                    items.append(value)
            elif kind is DocumentStartEvent:
                documents += 1
            elif kind is StreamEndEvent:
                break
            elif kind is not StreamStartEvent and kind is not DocumentEndEvent:
                return None
        if documents != 1 or count > most or not isinstance(items[0], dict):
            return None
        return items[0]
