"""A call that cannot be carried out as it was given."""

from __future__ import annotations

from cjmap.messages import Message


class UsageError(Exception):
    """The command cannot be carried out as it was given; `message` says why and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.render())
        self.message = message
