"""What a written scalar means to the field that receives it.

The tree hands out characters; these types make them numbers, dates, choices and text. Each is
a pydantic annotation with two sides that must say the same: how a value is read, and its JSON
Schema. Problems carry error types of our own, which the loader puts into words.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Annotated, Any, ClassVar, NoReturn

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from cjmap.expressions import expression
from cjmap.records import dataclass
from cjmap.text.scalars import (
    LARGEST,
    Plain,
    Written,
    is_holdable,
    parse_date,
    parse_number,
)
from cjmap.text.slugs import is_slug
from cjmap.vocabulary.choice import Choice, Switch

JsonSchema = dict[str, Any]
Form = tuple[Any, ...]
"""What may stand at a place, as plain words: a kind, and what narrows it. `cjmap.sieve` reads them."""

# Doubles keep fifteen digits.
MOST_DECIMALS = 15


class Percent(Written):
    """A number that `%` follows where the map writes it."""

    __slots__ = ()

    def __str__(self) -> str:
        return f"{super().__str__()}%"


def read_number(value: Any) -> Written | None:
    """The number that a plain scalar or a number of Python's is, or None."""
    if type(value) is Plain:
        return parse_number(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if isinstance(value, Written):
        return value
    # What Python has worked out may have more decimals than anybody would write.
    number = parse_number(repr(value)) or Written(value)
    return Written(number, min(number.decimals, MOST_DECIMALS))


def hold(number: Written, value: Any) -> Written:
    """A number that a map may hold: the one place that decides; `value` is how it was written."""
    if not is_holdable(number) or number.decimals > MOST_DECIMALS:
        raise PydanticCustomError("unholdable", "number", {"written": str(value)})
    return number


def decimals_of(number: float) -> int:
    """How many places behind the point a number was written with."""
    return number.decimals if isinstance(number, Written) else 0


def dump_number(number: float) -> float:
    """A number as other formats write it: whole ones that were written so without a point."""
    if isinstance(number, Written):
        return float(number) if number.decimals else int(number)
    return number


class Notation:
    """An annotation with all that there is to say of how a value is written.

    `read` makes the value of what a map says, `write` what JSON is to hold of it (or, where it is
    `always_written`, whatever is dumped), and `schema` describes what `read` takes.
    """

    __slots__ = ()
    always_written: ClassVar[bool] = False

    def read(self, value: Any) -> Any:
        """The value. Raises PydanticCustomError where it is none."""
        raise NotImplementedError

    def write(self, value: Any) -> Any:
        """What stands for the value in a dump."""
        return value

    @property
    def schema(self) -> JsonSchema:
        """The JSON Schema of what is read."""
        raise NotImplementedError

    @property
    def form(self) -> Form:
        """What the sieve lets pass: nothing but what `read` takes, though not all of it."""
        raise NotImplementedError

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            self.read,
            serialization=core_schema.plain_serializer_function_ser_schema(
                self.write, when_used="always" if self.always_written else "json"
            ),
        )

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchema:
        return self.schema


@dataclass(frozen=True, slots=True, eq=False)
class _Reading:
    """An annotation that reads a scalar by `read` and describes itself by `schema`.

    `form` is as `Notation` has it, `free` says that it takes any text as it was written.
    """

    read: Callable[[Any], Any]
    schema: JsonSchema
    form: Form
    free: bool = False

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchema:
        return dict(self.schema)


def wrong_type(
    expected: str, value: Any, *, least: float | None = None, most: float | None = None
) -> PydanticCustomError:
    """The error for a value of another kind than the one that is expected.

    A number that is expected lies between `least` and `most`.
    """
    written = value if isinstance(value, str) else ""
    return PydanticCustomError(
        "wrong_type",
        "{expected}",
        {
            "expected": expected,
            "quoted": type(value) is str,
            "written": str(written),
            "least": _bound(least),
            "most": _bound(most),
        },
    )


def read_text(value: Any) -> str:
    """A text as it was written; raises where it is none, or empty."""
    if not isinstance(value, str):
        raise wrong_type("text", value)
    if not value.strip():
        raise PydanticCustomError("empty_text", "empty")
    return str(value)


TYPES = ("array", "boolean", "null", "number", "object", "string")


def unoffered(*types: str) -> JsonSchema:
    """A schema that takes these types by refusing the others.

    An editor offers `true`, `false` and `null` wherever a schema names the types boolean and
    null; here they are taken and not offered.
    """
    return {"not": {"type": [name for name in TYPES if name not in types]}}


# A text field takes any scalar as it was written, so the schema must let editors pass what
# YAML reads as a number or a boolean.
TEXT_SCHEMA: JsonSchema = {
    "anyOf": [
        {
            "type": "string",
            "pattern": r"\S",
            "errorMessage": "A text is expected here; in quotes where it holds `: ` or begins with a sign.",
            "patternErrorMessage": "The text is empty. Write one, or leave the key out.",
        },
        unoffered("boolean", "number"),
    ]
}
Text = Annotated[str, _Reading(read_text, TEXT_SCHEMA, ("text",), free=True)]


def pattern(
    name: str,
    accepts: Callable[[str], bool],
    schema: str,
    *others: JsonSchema,
    expected: str,
    form: Form | None = None,
) -> Any:
    """A text type whose form `name` is checked by `accepts`; `schema` is an ECMAScript pattern.

    `others` describe texts of that form that YAML reads as something else, and editors say what
    is `expected`. Where `form` is left out the pattern is one for Python, too.
    """

    def read(value: Any) -> str:
        text = read_text(value)
        if not accepts(text):
            raise PydanticCustomError("bad_format", "{form}", {"form": name, "text": text})
        return text

    described: JsonSchema = {"type": "string", "pattern": schema, "errorMessage": expected}
    return _Reading(
        read,
        {"anyOf": [described, *others]} if others else described,
        form or ("pattern", schema.removeprefix("^").removesuffix("$")),
    )


# A character of an id. Accents, capitals and punctuation are refused for Latin, Greek and
# Cyrillic; what else is no letter is beyond what editors' patterns know alike.
_LETTER = (
    r"(?:[0-9a-z\u00b5\u0127\u0138\u0149\u014b\u0167]"
    r"|[^\s\u0000-\u024f\u0370-\u038f\u0391-\u03ab\u0400-\u042f\u2000-\u206f\u20a0-\u20cf])"
)
Slug = Annotated[
    str,
    pattern(
        "slug",
        is_slug,
        f"^{_LETTER}+(?:-{_LETTER}+)*$",
        {"type": "integer", "minimum": 0},
        unoffered("boolean"),
        expected="An id has small letters and digits, with single hyphens between them: `pop-up-store`.",
        form=("slug",),
    ),
]
_LANGUAGE = expression(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
Language = Annotated[
    str,
    pattern(
        "language",
        lambda t: bool(_LANGUAGE.fullmatch(t)),
        f"^{_LANGUAGE.pattern}$",
        expected="A language is written as BCP 47 has it: `en`, `es-MX`.",
    ),
]
# No escaped quotation marks: ECMAScript refuses them in a pattern.
_WEB = expression(r"""[hH][tT][tT][pP][sS]?://[^\s/?#<>"'\\]+[^\s<>"\\]*""")
_NAMED_SCHEMES = ("javascript", "data", "vbscript", "file", "blob")
_SCHEME = expression(rf"\s*(?:[a-z][a-z0-9+.-]*://|(?:{'|'.join(_NAMED_SCHEMES)}):)", re.I | re.A)
# The same for JSON Schema, whose patterns know no flags.
_WEB_SCHEMA = _WEB.pattern.replace("/", r"\/")
_ANY_CASE = "|".join(
    "".join(f"[{letter}{letter.upper()}]" for letter in scheme) for scheme in _NAMED_SCHEMES
)
_SCHEME_SCHEMA = rf"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:\/\/|(?:{_ANY_CASE}):)"


def is_web_address(text: str) -> bool:
    """Whether a text is an http or https URL that may become a link."""
    return bool(_WEB.fullmatch(text))


def _url(value: Any) -> str:
    text = read_text(value)
    if not is_web_address(text):
        raise PydanticCustomError("unsafe_url", "url", {"text": text})
    return text


def _ticket(value: Any) -> str:
    text = read_text(value)
    if _SCHEME.match(text) and not is_web_address(text):
        raise PydanticCustomError("unsafe_url", "url", {"text": text})
    return text


Url = Annotated[
    str,
    _Reading(
        _url,
        {
            "type": "string",
            "pattern": f"^{_WEB_SCHEMA}$",
            "errorMessage": "An address begins with http:// or https://, and holds no blank.",
        },
        ("pattern", _WEB.pattern),
    ),
]
Ticket = Annotated[
    str,
    _Reading(
        _ticket,
        {
            "anyOf": [
                {
                    "type": "string",
                    "pattern": rf"^(?:(?!{_SCHEME_SCHEMA})[\s\S]*\S[\s\S]*|{_WEB_SCHEMA})$",
                    "errorMessage": "A text, or an address that begins with http:// or https://.",
                },
                unoffered("boolean", "number"),
            ]
        },
        ("ticket", _WEB.pattern),
        free=True,
    ),
]


def takes_any_text(annotation: object) -> bool:
    """Whether an annotation is one of a field that takes any text as it was written."""
    return isinstance(annotation, _Reading) and annotation.free


@dataclass(frozen=True, slots=True)
class Number(Notation):
    """A number between `least` and `most`, both included; `whole` allows no fraction."""

    least: float | None = None
    most: float | None = None
    whole: bool = False

    def read(self, value: Any) -> float:
        """The number: an int where it is written as one, else a float that knows its decimals."""
        number = read_number(value)
        if number is None:
            raise wrong_type(
                "whole" if self.whole else "number", value, least=self.least, most=self.most
            )
        checked = self.check(number, value)
        if self.whole and not checked.is_integer():
            raise wrong_type("whole", value, least=self.least, most=self.most)
        return int(checked) if self.whole or not checked.decimals else checked

    def check(self, number: Written, value: Any) -> Written:
        """A number that lies within the bounds; `value` is how it was written."""
        hold(number, value)
        low = self.least is not None and number < self.least
        high = self.most is not None and number > self.most
        if low or high:
            raise PydanticCustomError(
                "out_of_range",
                "range",
                {"written": str(value), "least": _bound(self.least), "most": _bound(self.most)},
            )
        return number

    def write(self, value: float) -> float:
        """The number as other formats write it."""
        return dump_number(value)

    @property
    def schema(self) -> JsonSchema:
        return {
            "type": "integer" if self.whole else "number",
            "minimum": -LARGEST if self.least is None else self.least,
            "maximum": LARGEST if self.most is None else self.most,
            "errorMessage": f"{self.expected} is expected here, without quotes.",
        }

    @property
    def expected(self) -> str:
        """What is to be written, in words."""
        kind = "A whole number" if self.whole else "A number"
        if self.least is None or self.most is None:
            return kind if self.least is None else f"{kind} of {self.least:g} or more"
        return f"{kind} from {self.least:g} to {self.most:g}"

    @property
    def form(self) -> Form:
        least = -LARGEST if self.least is None else self.least
        return "number", least, LARGEST if self.most is None else self.most, self.whole


def _bound(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


NUMBER_PATTERN = r"[-+\u2212]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?"
"""How a number is written, for Python and ECMAScript alike."""

_PERCENT = expression(rf"\s*({NUMBER_PATTERN})\s*%\s*", re.ASCII)
_PERCENT_SCHEMA: JsonSchema = {"type": "string", "pattern": rf"^\s*{NUMBER_PATTERN}\s*%\s*$"}


@dataclass(frozen=True, slots=True)
class Figure(Notation):
    """A number that `%` may follow, in quotes or not: then a `Percent`."""

    bounds: Number = Number()

    def read(self, value: Any) -> float:
        """The number, a `Percent` where it is written as one."""
        if isinstance(value, Percent):
            return self.bounds.check(value, value)
        share = _PERCENT.fullmatch(value) if isinstance(value, str) else None
        number = parse_number(share.group(1)) if share is not None else None
        if number is None:
            return self.bounds.read(value)
        return self.bounds.check(Percent(number, number.decimals), value)

    def write(self, value: float) -> float | str:
        """The number, with its `%` where one was written."""
        return str(value) if isinstance(value, Percent) else dump_number(value)

    @property
    def schema(self) -> JsonSchema:
        number = {
            **self.bounds.schema,
            "errorMessage": f"{self.bounds.expected} is expected here, without quotes; `%` may follow it.",
        }
        return {"anyOf": [number, _PERCENT_SCHEMA]}

    @property
    def form(self) -> Form:
        return "figure", *self.bounds.form[1:3]


def _day(value: Any) -> datetime.date:
    if type(value) is datetime.date:
        return value
    if not isinstance(value, str):
        raise wrong_type("date", value)
    day = parse_date(value)
    if day is None:
        raise PydanticCustomError("bad_date", "date", {"text": str(value)})
    return day


# The days that the calendar has, 29 February where there is one.
_LEAP = r"(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)"
_DAY_SCHEMA = (
    r"^(?!0000)(?:\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])"
    r"|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))"
    rf"|{_LEAP}-02-29)$"
)
Day = Annotated[
    datetime.date,
    _Reading(
        _day,
        {
            "type": "string",
            "format": "date",
            "pattern": _DAY_SCHEMA,
            "errorMessage": "A day is written as YYYY-MM-DD, and the calendar has it: `2026-03-14`.",
        },
        ("day",),
    ),
]


def _switch(value: Any) -> bool | None:
    """What `true` and `false` say where they stand without quotes, and Python's own say."""
    if isinstance(value, bool):
        return value
    return _SWITCHES.get(value) if type(value) is Plain else None


_SWITCHES = {
    form: truth
    for truth in (True, False)
    for form in (str(truth), str(truth).lower(), str(truth).upper())
}


def offer(*kinds: type[Choice], switch: Switch | None = None) -> JsonSchema:
    """The schema of closed choices, with the words that an editor shows of their values."""
    switched = {} if switch is None else {True: switch.on, False: switch.off}
    values = [value for kind in kinds for value in kind]
    return {
        "enum": [*switched, *(value.value for value in values)],
        "enumDescriptions": [*switched.values(), *(value.help for value in values)],
    }


def choice(kind: type[Choice], switch: Switch | None = None) -> _Reading:
    """One of the values of `kind`; with a `switch`, `true` and `false` besides."""
    allowed = [*(("true", "false") if switch is not None else ()), *kind]
    known = {value.value: value for value in kind}

    def read(value: Any) -> Choice | bool:
        if isinstance(value, str) and value in known:
            return known[value]
        truth = _switch(value) if switch is not None else None
        if truth is not None:
            return truth
        if not isinstance(value, str):
            raise wrong_type("word", value)
        return _refuse(value, allowed)

    form = ("choice", tuple(map(str, kind)), switch is not None)
    return _Reading(read, offer(kind, switch=switch), form)


def switch(words: Switch) -> _Reading:
    """`true` or `false`."""

    def read(value: Any) -> bool:
        truth = _switch(value)
        if truth is not None:
            return truth
        if not isinstance(value, str):
            raise wrong_type("word", value)
        return _refuse(value, ["true", "false"])

    return _Reading(read, offer(switch=words), ("choice", (), True))


def _refuse(value: str, allowed: list[str]) -> NoReturn:
    raise PydanticCustomError("unknown_value", "value", {"written": str(value), "allowed": allowed})


def suggested(kind: type[Choice]) -> _Reading:
    """Any text; an editor offers the values of `kind`, and one of them reads as such."""

    def read(value: Any) -> str:
        text = read_text(value)
        return kind.known(text) or text

    return _Reading(read, {"anyOf": [offer(kind), TEXT_SCHEMA]}, ("text",), free=True)
