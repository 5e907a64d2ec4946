"""What is to be told of measured maps, and for whom."""

from __future__ import annotations

from collections.abc import Mapping

from cjmap.facts.measured import Measured
from cjmap.findings import Finding
from cjmap.messages import DEFAULT_LANGUAGE, Message, localize
from cjmap.records import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """A map and what was found of it; `names` are those of its things by their ids, `places` by their
    paths.
    """

    file: str
    title: str
    language: str
    measured: Measured
    names: Mapping[str, str]
    places: Mapping[str, str]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """The maps, and how to show them; `width` is the terminal's in cells, None where there is none."""

    maps: tuple[Told, ...]
    language: str = DEFAULT_LANGUAGE
    color: bool = False
    width: int | None = None

    def tongue(self, told: Told) -> str:
        """The language asked for, with figures as in the map's region."""
        return localize(self.language, told.language)

    def say(self, told: Told, message: Message) -> str:
        return message.render(self.tongue(told))
