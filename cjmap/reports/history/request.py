"""What is to be told of a map's history, and for whom."""

from __future__ import annotations

from cjmap.compare.history import Figures, Revision
from cjmap.messages import DEFAULT_LANGUAGE, Message, localize
from cjmap.records import dataclass


@dataclass(frozen=True, slots=True)
class Request:
    """The revisions of a map, the oldest first, and how to show them.

    `file` is what the map is called; `shallow`: the clone has a part of the history alone.
    `width` is the terminal's in cells, None where there is none.
    """

    file: str
    revisions: tuple[Revision, ...]
    shallow: bool = False
    language: str = DEFAULT_LANGUAGE
    color: bool = False
    width: int | None = None

    @property
    def last(self) -> Figures | None:
        """The latest figures that there are."""
        told = (one.figures for one in reversed(self.revisions))
        return next((figures for figures in told if figures is not None), None)

    @property
    def title(self) -> str:
        """The map's title as it was told last, else the name of its file."""
        return self.file if self.last is None else self.last.title

    @property
    def tongue(self) -> str:
        """The language asked for, with figures as in the map's region."""
        return self.language if self.last is None else localize(self.language, self.last.language)

    def say(self, message: Message) -> str:
        return message.render(self.tongue)
