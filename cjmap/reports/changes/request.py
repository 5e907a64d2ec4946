"""What is to be told of the changes of maps, and for whom."""

from __future__ import annotations

from cjmap.compare.comparison import Compared
from cjmap.messages import DEFAULT_LANGUAGE, Message, localize
from cjmap.records import dataclass


@dataclass(frozen=True, slots=True)
class Request:
    """What came of two sides, and how to show it.

    `single`: two files were named, which are one map. `width` is the terminal's in cells, None
    where there is none.
    """

    compared: Compared
    single: bool
    language: str = DEFAULT_LANGUAGE
    color: bool = False
    width: int | None = None

    def say(self, message: Message, about: str = "") -> str:
        """A message, figures as in the region of a map in a language."""
        return message.render(localize(self.language, about) if about else self.language)
