"""The tables of the models as checks: what plain data must be to pass, and what it names.

A check takes a value and says whether it passes. Each lets through nothing that the model would
refuse, though not all that it would take: numbers with an exponent, feelings in words and the
like are for the full reading.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, TypeAlias

from cjmap.expressions import expression
from cjmap.sieve.events import Plain, Quoted
from cjmap.sieve.grammar import MODELS

Check: TypeAlias = Callable[[Plain], bool]

_NUMBER: Final = expression(r"[-+]?\d{1,15}(?:\.\d{1,15})?", re.ASCII)
_PERCENT: Final = expression(r"([-+]?\d{1,15}(?:\.\d{1,15})?) ?%", re.ASCII)
# What may be a number in one of its other notations, or was meant as one.
_NUMERIC: Final = frozenset("0123456789+-.\u2212")
_DAY: Final = expression(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SLUG: Final = expression(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_SWITCHES: Final = frozenset(("true", "false", "True", "False", "TRUE", "FALSE"))

# What a key refers to, by the model that has it; `place` is a stage or a touchpoint.
REFERENCES: Final[Mapping[tuple[str, str], str]] = {
    **{(model, "personas"): "persona" for model in ("Stage", "Touchpoint", "Pain", "Gain")},
    ("Metric", "personas"): "persona",
    ("Stage", "emotions"): "persona",
    ("Touchpoint", "emotions"): "persona",
    ("Thought", "persona"): "persona",
    ("Quote", "persona"): "persona",
    **{
        (model, "evidence"): "evidence"
        for model in ("Stage", "Touchpoint", "Pain", "Gain", "Metric", "Emotion", "Persona")
    },
    ("Result", "evidence"): "evidence",
    ("JourneyResult", "evidence"): "evidence",
    ("JourneyResult", "opportunities"): "opportunity",
    ("Opportunity", "pains"): "pain",
    ("Next", "to"): "touchpoint",
    ("Metric", "from"): "place",
    ("Link", "from"): "place",
    ("Stage", "lanes"): "lane",
    ("Touchpoint", "lanes"): "lane",
    ("Persona", "channels"): "channel",
    ("Touchpoint", "channel"): "channel",
    ("Automation", "channel"): "channel",
    ("Evidence", "file"): "file",
    ("Image", "src"): "file",
}

# The models whose things have ids, and what they are called by.
NAMED: Final[Mapping[str, tuple[str, str]]] = {
    "Persona": ("persona", "name"),
    "Channel": ("channel", "name"),
    "Evidence": ("evidence", "title"),
    "Lane": ("lane", "name"),
    "Stage": ("stage", "name"),
    "Touchpoint": ("touchpoint", "name"),
    "Pain": ("pain", "text"),
    "Gain": ("gain", "text"),
    "Opportunity": ("opportunity", "text"),
}


class Checks:
    """The check of a map, and what it meets on the way.

    `references` are what keys of `REFERENCES` hold, by kind, `things` what has an id, by kind;
    `metrics` and `results` are what has figures. `least` and `most` are the scores that are
    written in numbers; `levels` are those in words, `feelings` the emotions in words, of which
    it is not said yet whether anybody knows them. All of them are of the map that was checked last.
    """

    def __init__(self) -> None:
        self._models: dict[str, Check] = {}
        self._forget()

    def _forget(self) -> None:
        self.references: dict[str, list[str]] = {kind: [] for kind in REFERENCES.values()}
        self.things: dict[str, list[Plain]] = {kind: [] for kind, _ in NAMED.values()}
        self.metrics: list[dict[str, Plain]] = []
        self.results: list[dict[str, Plain]] = []
        self.least: float = math.inf
        self.most: float = -math.inf
        self.levels: list[str] = []
        self.feelings: list[str] = []

    def passes(self, data: dict[str, Plain], *, library: bool) -> bool:
        """Whether the data of a map or of a library are as the models ask."""
        self._forget()
        if library:
            data = {"personas": [], "stages": [], **data}
        return self._model("Journey")(data)

    # -- models -----------------------------------------------------------------------------

    def _model(self, name: str) -> Check:
        """The check of a model; it is made when it is first asked for, since models nest."""
        made = self._models.get(name)
        if made is not None:
            return made

        def later(value: Plain) -> bool:
            return self._models[name](value)

        self._models[name] = later
        self._models[name] = check = self._make_model(name)
        return check

    def _make_model(self, name: str) -> Check:
        fields, needed, short = MODELS[name]
        checks = {key: self._field(name, key, form) for key, form in fields.items()}
        whole = self._mapping(checks, needed)
        inner = _EXTRAS.get(name)
        if inner is not None:
            whole = inner(whole)
        alone = checks[short] if short is not None else _never
        if name == "Match":
            alone = checks["events"]
        elif name == "Emotion":
            alone = self._feeling(alone)

        def check(value: Plain) -> bool:
            if type(value) is dict:
                return whole(value)
            return type(value) is not list and alone(value)

        note = self._note(name)
        if note is not None:
            append = note

            def noted(value: Plain) -> bool:
                append(value)
                return check(value)

            return noted
        return self._match(check, alone) if name == "Match" else check

    @staticmethod
    def _match(check: Check, events: Check) -> Check:
        """Events may stand alone: one text, a list, one mapping."""
        return lambda value: (
            events(value)
            if type(value) is list or (type(value) is dict and "event" in value)
            else check(value)
        )

    def _note(self, name: str) -> Callable[[Plain], None] | None:
        """What remembers the things of a model."""
        if name in NAMED:
            kind = NAMED[name][0]
            return lambda value: self.things[kind].append(value)
        if name == "Metric":
            return lambda value: self.metrics.append(value if isinstance(value, dict) else {})
        if name in ("Result", "JourneyResult"):
            return lambda value: self.results.append(value if isinstance(value, dict) else {})
        return None

    @staticmethod
    def _mapping(checks: Mapping[str, Check], needed: tuple[str, ...]) -> Check:
        find = checks.get

        def whole(value: Plain) -> bool:
            assert type(value) is dict
            for key, item in value.items():
                check = find(key)
                if check is None:
                    # A key of one's own holds what it likes.
                    if key[:2] != "x-":
                        return False
                elif item is not None and not check(item):
                    return False
            if not needed:
                # What needs no key of its own needs one.
                return any(item is not None for item in value.values())
            return all(value.get(key) is not None for key in needed)

        return whole

    def _field(self, model: str, key: str, form: tuple[Any, ...]) -> Check:
        check = self._check(form)
        kind = REFERENCES.get((model, key))
        if kind is None:
            return check

        def referring(value: Plain) -> bool:
            if not check(value):
                return False
            self.references[kind] += [value] if isinstance(value, str) else _words(value)
            return True

        return referring

    # -- forms ------------------------------------------------------------------------------

    def _check(self, form: tuple[Any, ...]) -> Check:
        kind, *more = form
        own: Mapping[str, Callable[..., Check]] = {
            "model": self._model,
            "list": self._list,
            "many": self._many,
            "dict": self._dict,
            "either": self._either,
            "score": self._score,
        }
        make = own.get(kind) or _LEAVES[kind]
        return make(*more)

    def _list(self, form: tuple[Any, ...], least: int = 0, most: int | None = None) -> Check:
        check = self._check(form)

        def listed(value: Plain) -> bool:
            if type(value) is not list or len(value) < least:
                return False
            if most is not None and len(value) > most:
                return False
            for item in value:  # noqa: SIM110 - a generator costs as much as the checks
                if not check(item):
                    return False
            return True

        return listed

    def _many(self, form: tuple[Any, ...]) -> Check:
        check = self._check(form)

        def many(value: Plain) -> bool:
            if type(value) is not list:
                return check(value)
            for item in value:  # noqa: SIM110
                if not check(item):
                    return False
            return True

        return many

    def _dict(self, form: tuple[Any, ...]) -> Check:
        check = self._check(form)

        def each(value: Plain) -> bool:
            if type(value) is not dict:
                return False
            return all(item is None or check(item) for item in value.values())

        return each

    def _either(self, *forms: tuple[Any, ...]) -> Check:
        checks = [self._check(form) for form in forms]
        return lambda value: any(check(value) for check in checks)

    def _score(self, words: tuple[str, ...]) -> Check:
        known = frozenset(words)

        def score(value: Plain) -> bool:
            if not isinstance(value, str):
                return False
            if value in known:
                return True
            if not _NUMBER.fullmatch(value):
                # It may be a level in another language.
                self.levels.append(value)
                return True
            if type(value) is Quoted:
                return False
            number = float(value)
            self.least = min(self.least, number)
            self.most = max(self.most, number)
            return True

        return score

    def _feeling(self, score: Check) -> Check:
        """What may stand for an emotion alone: a score, or words."""

        def feeling(value: Plain) -> bool:
            if isinstance(value, str) and value[:1] not in _NUMERIC:
                self.feelings.append(value)
                return True
            return score(value)

        return feeling


def _words(value: Plain) -> list[str]:
    """The references of a list, or the keys of a mapping."""
    assert value is not None
    return [word for word in value if isinstance(word, str)]


def _never(value: Plain) -> bool:
    return False


def _felt(whole: Check) -> Check:
    """An emotion says something: a score or a word."""
    return lambda value: (
        whole(value)
        and isinstance(value, dict)
        and (value.get("score") is not None or value.get("label") is not None)
    )


# What a model asks beyond its keys.
_EXTRAS: Final[Mapping[str, Callable[[Check], Check]]] = {"Emotion": _felt}


# --- scalars -------------------------------------------------------------------------------------


def _text() -> Check:
    return lambda value: isinstance(value, str) and not value.isspace() and value != ""


def _slug() -> Check:
    return lambda value: isinstance(value, str) and _SLUG.fullmatch(value) is not None


def _number(least: float, most: float, whole: bool = False) -> Check:
    def number(value: Plain) -> bool:
        if type(value) is not str or not _NUMBER.fullmatch(value):
            return False
        if whole and "." in value:
            return False
        return least <= float(value) <= most

    return number


def _figure(least: float, most: float) -> Check:
    def figure(value: Plain) -> bool:
        if not isinstance(value, str):
            return False
        share = _PERCENT.fullmatch(value)
        if share is None and (type(value) is Quoted or not _NUMBER.fullmatch(value)):
            return False
        return least <= float(value if share is None else share[1]) <= most

    return figure


def _day() -> Check:
    def day(value: Plain) -> bool:
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            return False
        try:
            date.fromisoformat(value)
        except ValueError:
            return False
        return True

    return day


def _choice(values: tuple[str, ...], switch: bool) -> Check:
    known = frozenset(values)
    if not switch:
        return lambda value: isinstance(value, str) and value in known
    plain = known | _SWITCHES
    return lambda value: (
        isinstance(value, str) and (value in known or (type(value) is str and value in plain))
    )


def _rating(words: tuple[str, ...]) -> Check:
    known = frozenset(words)
    plain = known | frozenset("12345")
    return lambda value: (
        (type(value) is str and value in plain) or (type(value) is Quoted and value in known)
    )


def _pattern(expression: str) -> Check:
    compiled: list[re.Pattern[str]] = []

    def fits(value: Plain) -> bool:
        if not isinstance(value, str):
            return False
        if not compiled:
            # Most maps have few of them, and compiling takes its time.
            compiled.append(re.compile(expression, re.ASCII))
        return compiled[0].fullmatch(value) is not None

    return fits


def _ticket(expression: str) -> Check:
    address = _pattern(expression)
    text = _text()
    return lambda value: text(value) and (":" not in str(value) or address(value))


def _value() -> Check:
    """A value to compare with: what is no number in a notation of its own."""

    def value_(value: Plain) -> bool:
        if type(value) is Quoted:
            return True
        return (
            isinstance(value, str)
            and bool(value)
            and (value[0] not in _NUMERIC or _NUMBER.fullmatch(value) is not None)
        )

    return value_


def _trait(least: float, most: float) -> Check:
    text, number = _text(), _number(least, most)
    return lambda value: (
        number(value) if type(value) is str and value[0] in _NUMERIC else text(value)
    )


def _target(signs: tuple[str, ...]) -> Check:
    figure = _figure(-1e15, 1e15)
    ordered = sorted(signs, key=len, reverse=True)

    def target(value: Plain) -> bool:
        if not isinstance(value, str):
            return False
        for sign in ordered:
            if value.startswith(sign):
                return figure(value.removeprefix(sign).strip(" "))
        return figure(value)

    return target


_LEAVES: Final[Mapping[str, Callable[..., Check]]] = {
    "text": _text,
    "slug": _slug,
    "number": _number,
    "figure": _figure,
    "day": _day,
    "choice": _choice,
    "rating": _rating,
    "pattern": _pattern,
    "ticket": _ticket,
    "value": _value,
    "trait": _trait,
    "target": _target,
}
