"""What may change between two states of a map."""

from __future__ import annotations

from enum import StrEnum


class ChangeKind(StrEnum):
    """What happened to a thing, or to what it says."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"
    CHANGED = "changed"


class Changed(StrEnum):
    """What a change is about; a `FIELD` is any key that is none of the others."""

    STAGE = "stage"
    TOUCHPOINT = "touchpoint"
    PERSONA = "persona"
    EMOTION = "emotion"
    PAIN = "pain"
    GAIN = "gain"
    OPPORTUNITY = "opportunity"
    METRIC = "metric"
    CHANNEL = "channel"
    FIELD = "field"
