"""The scale on which a map writes its scores, and the one on which all scores are compared."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from fractions import Fraction
from typing import Any, Final

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from cjmap.languages.quantities import Quantity, round_half
from cjmap.model.scalars import JsonSchema, read_number
from cjmap.records import dataclass
from cjmap.text.scalars import LARGEST

WORST: Final = -2.0
BEST: Final = 2.0

_SEEN: Final = 1
"""The decimals of a mean as it stands beside its face."""


@dataclass(frozen=True, slots=True)
class Scale:
    """From `worst` to `best`, which may be the smaller number; both differ."""

    worst: float = WORST
    best: float = BEST

    @property
    def least(self) -> float:
        return min(self.worst, self.best)

    @property
    def most(self) -> float:
        return max(self.worst, self.best)

    @property
    def is_signed(self) -> bool:
        """Whether it has two sides, so that its figures bear a sign."""
        return self.least < 0

    def normal(self, written: float) -> float:
        """A score of this scale as one from -2 to +2."""
        if self.worst == WORST and self.best == BEST:
            return float(written)
        worst, best = _exact(self.worst), _exact(self.best)
        return float(-2 + 4 * (_exact(written) - worst) / (best - worst))

    def own(self, score: float) -> float:
        """A score from -2 to +2 as one of this scale."""
        if self.worst == WORST and self.best == BEST:
            return float(score)
        worst, best = _exact(self.worst), _exact(self.best)
        return float(worst + (_exact(score) + 2) * (best - worst) / 4)

    def show(self, score: float, most: int = 2) -> Quantity:
        """A score from -2 to +2 as readers see it: on this scale, with a sign where it has two sides."""
        return Quantity(self.own(score), most, signed=self.is_signed)

    def tells_apart(self, score: float, other: float) -> bool:
        """Whether readers see two scores from -2 to +2 as different ones."""
        return self.show(score).render() != self.show(other).render()

    def see(self, score: float) -> float:
        """A score from -2 to +2 as the mean that readers see on this scale, as one from -2 to +2."""
        # On another scale a half may be a trifle less than one.
        return round(self.normal(round_half(self.own(score), _SEEN)), 6)

    def step(self, change: float, most: int = 2) -> Quantity:
        """The difference of two scores as readers see it."""
        return Quantity(self.own(change) - self.own(0), most, signed=True)


STANDARD: Final = Scale()


def _exact(number: float) -> Fraction:
    """The number as it reads: 0.1 is a tenth."""
    return Fraction(repr(float(number)))


def read_scale(written: Any) -> Scale:
    """The scale that two values stand for; the standard one where they are none."""
    if not isinstance(written, list | tuple) or len(written) != 2:
        return STANDARD
    worst, best = map(read_number, written)
    if worst is None or best is None or worst == best:
        return STANDARD
    if not max(abs(worst), abs(best)) <= LARGEST:
        return STANDARD
    return Scale(float(worst), float(best))


@dataclass(frozen=True, slots=True)
class Setting:
    """What the map around an emotion says: the scale of its scores and its language."""

    scale: Scale = STANDARD
    language: str = "en"


_ELSEWHERE: Final = Setting()
_SETTING: ContextVar[Setting] = ContextVar("_SETTING", default=_ELSEWHERE)


@contextmanager
def setting_of(journey: Any) -> Iterator[None]:
    """While a journey is read, its scores are on its own scale."""
    found = Setting()
    if isinstance(journey, dict):
        language = journey.get("language")
        found = Setting(
            read_scale(journey.get("emotion_scale")),
            language if isinstance(language, str) else "en",
        )
    token = _SETTING.set(found)
    try:
        yield
    finally:
        _SETTING.reset(token)


def current_setting() -> Setting:
    """The setting of the journey that is being read."""
    return _SETTING.get()


class Ends:
    """The annotation of a pair of numbers that must differ."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(self._differ, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchema:
        return {**handler(schema), "uniqueItems": True}

    @staticmethod
    def _differ(ends: tuple[float, ...]) -> tuple[float, ...]:
        if ends[0] == ends[1]:
            raise PydanticCustomError("equal_ends", "ends")
        return ends
