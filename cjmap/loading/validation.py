"""Plain data → a model, or what is wrong with the data: the second step.

It knows neither texts nor places, so that plain data of any origin can be asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pydantic import ValidationError

from cjmap.findings import Path
from cjmap.loading.paths import Value
from cjmap.messages import shorten
from cjmap.model.journey import Journey
from cjmap.records import dataclass


@dataclass(frozen=True, slots=True)
class RawError:
    """One thing that a model refuses: the kind of error, its place in the model, its details."""

    kind: str
    location: Path
    details: Mapping[str, object]

    def text(self, name: str) -> str:
        """A detail, short enough to be quoted in a sentence."""
        return shorten(str(self.details[name]))

    def words(self, name: str) -> list[str]:
        """A detail that is a list of words."""
        return [str(word) for word in self.listed(name)]

    def listed(self, name: str) -> list[object]:
        """A detail that is a list."""
        listed = self.details[name]
        assert isinstance(listed, Iterable)
        return list(listed)


def validate(data: dict[str, Value]) -> Journey | tuple[RawError, ...]:
    """The journey that plain data describe, else every error, in the order of the models."""
    try:
        return Journey.model_validate(data)
    except ValidationError as error:
        return tuple(
            RawError(item["type"], tuple(item["loc"]), item.get("ctx") or {})
            for item in error.errors(include_url=False, include_input=False)
        )
