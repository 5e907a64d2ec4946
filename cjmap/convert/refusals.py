"""What is raised where something cannot be read."""

from __future__ import annotations

from cjmap.findings.usage import UsageError
from cjmap.messages import Message


def refuse(message: Message) -> UsageError:
    """The error that says why something cannot be read."""
    return UsageError(message)
