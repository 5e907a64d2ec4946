"""What is raised where something cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from cjmap.findings.usage import UsageError
from cjmap.messages import Message, tr


def refuse(message: Message) -> UsageError:
    """The error that says why something cannot be read."""
    return UsageError(message)


@contextmanager
def naming(file: str) -> Iterator[None]:
    """Says of what is refused within which file it is."""
    try:
        yield
    except UsageError as error:
        raise UsageError(tr("{file}: {reason}", file=file, reason=error.message)) from None
