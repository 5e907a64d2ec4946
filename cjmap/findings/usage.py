"""What a call raises that cannot be carried out."""

from __future__ import annotations

from cjmap.messages import Message


class CjmapError(Exception):
    """The one class of all that a call from Python raises on purpose."""


class UsageError(CjmapError):
    """A call cannot be carried out as it was given; `message` says why and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.render())
        self.message = message


class NoMapBelow(UsageError):
    """A folder that was named holds no map."""


class NothingToDraw(UsageError):
    """A map has nothing of what a view shows; another view may show it well."""
