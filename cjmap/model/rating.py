"""Ratings from 1 to 5, as numbers or in words."""

from collections.abc import Mapping
from typing import Annotated, Any, Final

from pydantic_core import PydanticCustomError

from cjmap.model.scalars import Form, JsonSchema, Notation, Number, offer
from cjmap.vocabulary.improvement import Gravity, Rate

_BOUNDS: Final = Number(1, 5, whole=True)
# What a number begins with: no word does.
_NUMERIC: Final = ("", *"0123456789+-.\u2212")


class Rated(int):
    """A rating from 1 to 5 that a map writes in a word; `written` is that word."""

    written: str

    @classmethod
    def of(cls, number: int, written: str) -> "Rated":
        """A rating, and the word that the map writes for it."""
        rated = cls(number)
        rated.written = written
        return rated


class _Rating(Notation):
    """A whole number from 1 to 5, or one of the words of `kinds` for it."""

    def __init__(self, *kinds: type[Rate] | type[Gravity]) -> None:
        self._kinds = kinds
        self._words: Mapping[str, int] = {
            word.value: word.number for kind in kinds for word in kind
        }

    def read(self, value: Any) -> int:
        if isinstance(value, Rated):
            return value
        if not isinstance(value, str) or value.strip()[:1] in _NUMERIC:
            return int(_BOUNDS.read(value))
        number = self._words.get(str(value))
        if number is None:
            allowed = [*map(str, range(1, 6)), *(word for kind in self._kinds for word in kind)]
            raise PydanticCustomError(
                "unknown_value", "value", {"written": str(value), "allowed": allowed}
            )
        return Rated.of(number, str(value))

    def write(self, value: int) -> int | str:
        return value.written if isinstance(value, Rated) else value

    @property
    def schema(self) -> JsonSchema:
        words = ", ".join(f"`{word}`" for word in self._words)
        number = {
            **_BOUNDS.schema,
            "errorMessage": f"{_BOUNDS.expected} is expected here, or a word: {words}.",
            "defaultSnippets": [self._offer(number) for number in range(1, 6)],
        }
        return {"anyOf": [number, offer(*self._kinds)]}

    def _offer(self, number: int) -> JsonSchema:
        """A number as editors offer it, with the words for it."""
        words = [
            word.label.template for kind in self._kinds for word in kind if word.number == number
        ]
        return {"label": str(number), "body": number, "description": f"{', '.join(words)}."}

    @property
    def form(self) -> Form:
        return "rating", tuple(self._words)


Rating = Annotated[int, _Rating(Rate)]
Severity = Annotated[int, _Rating(Rate, Gravity)]
