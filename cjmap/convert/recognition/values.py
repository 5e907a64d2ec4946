"""What cells say as values of the format's keys; None for what a key cannot say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cjmap.convert.recognition.cells import (
    as_written,
    choice_of,
    day_of,
    names_of,
    number_of,
    yes_or_no,
)
from cjmap.messages import DEFAULT_LANGUAGE
from cjmap.text.scalars import parse_number
from cjmap.text.slugs import slug
from cjmap.vocabulary.choice import Choice
from cjmap.vocabulary.evidence import Confidence, EvidenceType
from cjmap.vocabulary.improvement import (
    Effect,
    Frequency,
    Gravity,
    OpportunityStatus,
    PainStatus,
    Rate,
)
from cjmap.vocabulary.maps import MapKind, MapState, MapStatus
from cjmap.vocabulary.metrics import Direction
from cjmap.vocabulary.personas import PersonaType
from cjmap.vocabulary.touchpoints import Feedback, Initiator, MomentOfTruth, TouchpointKind

_CHOICES: Final[Mapping[str, tuple[type[Choice], ...]]] = {
    "severity": (Rate, Gravity),
    "customer_value": (Rate,),
    "business_value": (Rate,),
    "effort": (Rate,),
    "frequency": (Frequency,),
    "effect": (Effect,),
    "confidence": (Confidence,),
    "direction": (Direction,),
    "initiator": (Initiator,),
    "kind": (TouchpointKind,),
}
_RATED: Final = frozenset("severity customer_value business_value effort".split())
_DATES: Final = frozenset("due done date updated review_by".split())
_NUMBERS: Final = frozenset("value n target".split())
_MAP_CHOICES: Final[Mapping[str, type[Choice]]] = {
    "state": MapState,
    "status": MapStatus,
    "kind": MapKind,
}
_RATINGS: Final = (1.0, 2.0, 3.0, 4.0, 5.0)

_EXITS: Final = ("success", "abandon")


def value_of_place(key: str, text: str, language: str) -> object | None:
    """What a text says of a touchpoint, or as its id of a stage, where that is a choice."""
    if key == "moment_of_truth":
        found = choice_of(text, tuple(MomentOfTruth), language)
        return found if found is not None else yes_or_no(text, language)
    if key == "feedback":
        asked = [choice_of(name, tuple(Feedback), language) for name in names_of(text)]
        return None if None in asked else asked
    if key in ("entry", "exit"):
        said = yes_or_no(text, language)
        return text if key == "exit" and said is None and text in _EXITS else said
    if key in ("initiator", "kind"):
        return _chosen(key, text, language)
    return text if key == "id" and slug(text) == text else None


def value_of_thing(key: str, text: str, language: str, *, comma: bool) -> object | None:
    """What a text says of a pain, an opportunity, a metric, a persona, a piece of evidence."""
    if key in _RATED:
        number = number_of(text.split("/")[0], comma=comma)
        if number is not None:
            return int(number) if float(number) in _RATINGS else None
        return _chosen(key, text, language)
    if key in _CHOICES:
        return _chosen(key, text, language)
    if key == "status":
        return choice_of(text, (*OpportunityStatus, *PainStatus), language)
    if key == "type":
        return choice_of(text, (*EvidenceType, *PersonaType), language)
    if key in _DATES:
        return day_of(text, key)
    if key == "n":
        number = number_of(text, comma=comma)
        return int(number) if number is not None and float(number).is_integer() else None
    if key in _NUMBERS:
        return _figure(key, text, comma=comma)
    if key == "id":
        return text if slug(text) == text else None
    return text if key else None


def value_of_map(key: str, text: str, language: str) -> object | None:
    """What a text says of the journey as a whole."""
    if key in _MAP_CHOICES:
        return choice_of(text, tuple(_MAP_CHOICES[key]), language)
    if key in _DATES:
        return day_of(text, key)
    if key == "id":
        return text if slug(text) == text else None
    return None if key == "duration" else text


def ends_of(text: str) -> tuple[float, float] | None:
    """The ends of a scale, as `[1, 5]` or `1…5`."""
    numbers = [parse_number(part.strip(" []")) for part in text.replace("…", ",").split(",")]
    known = [float(number) for number in numbers if number is not None]
    return (known[0], known[1]) if len(numbers) == len(known) == 2 else None


def _figure(key: str, text: str, *, comma: bool) -> str | float | None:
    """A value, or a target with its sign: `42`, `≥ 40`, `80%`."""
    sign = text[:2].strip() if text[:1] in "<>≤≥" else ""
    bare = text.removeprefix(sign).strip()
    percent = "%" if bare.endswith("%") else ""
    number = number_of(bare.removesuffix("%").strip(), comma=comma)
    if number is None or (sign and key == "value"):
        return None
    shown = as_written(number)
    return f"{sign} {shown}{percent}" if sign else f"{shown}%" if percent else shown


def _chosen(key: str, text: str, language: str) -> str | float | None:
    if len(text) == 1 and key in _RATED:
        return _by_initial(text, language)
    return choice_of(text, [value for kind in _CHOICES[key] for value in kind], language)


def _by_initial(letter: str, language: str) -> str | None:
    """The rate that a letter stands for, as H, M and L do; None where two may begin so."""
    meant = {
        str(rate)
        for code in dict.fromkeys((language, DEFAULT_LANGUAGE))
        for rate in (Rate.LOW, Rate.MEDIUM, Rate.HIGH)
        if rate.label.render(code)[:1].casefold() == letter.casefold()
    }
    return meant.pop() if len(meant) == 1 else None
