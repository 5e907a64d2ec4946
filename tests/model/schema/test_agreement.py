"""The schema and the models accept and refuse the same."""

from __future__ import annotations

import copy
import typing
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import jsonschema
import pytest
import regress
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from cjmap.languages.denials import DENIABLE, denial
from cjmap.model.binding import DataSource
from cjmap.model.element import Element
from cjmap.model.journey import Journey
from cjmap.model.scalars import read_number
from cjmap.model.schema import DRAFTS, Draft, json_schema
from cjmap.text.scalars import Plain
from tests.model.schema import maps

P = Plain
Path = tuple[str | int, ...]

# Values of every kind that one could meet at a key, whatever belongs there.
VALUES: list[Any] = [
    None,
    P("~"),
    *("", " ", "text", "two words", "Tab\tand\nline", "1", "true", "null", "no", "-"),
    *map(P, ("0", "1", "-1", "2.5", "5", "6", "1e3", "1.", ".5", "+1", "014", "0x1F", "0o17")),
    *map(P, ("3.0", "99999999999999999999", "-0", "100.5", "1_000", "12:30", "no", "yes")),
    *map(P, ("true", "false", "True", "FALSE", "tRue")),
    *("2026-02-28", "2026-02-30", "2026-2-3", "20260203", "2026-13-01", "0000-01-01"),
    P("2026-02-28"),
    P("2026"),
    *("https://example.org/a?b=c#d", "http://", "HTTP://a", "https://a b", "ftp://a", "a://b"),
    *("javascript:alert(1)", "JavaScript:x", "data:x", "mailto:a@b", "SHOP-42", "a: b"),
    *("en", "es-MX", "e", "spanish", "es_MX", "P30D", "P", "PT", "P1.5D", "PT2H", "P1DT", "p1d"),
    *(">= 40", ">=40", "≤ 3.5", "> x", "40", "= 4", "> −2", "env:A_1", "env:1", "env:", "env:a-b"),
    *("a-b", "A", "á", "ñ", "a b", "-a", "a-", "a--b", "a_b", "选择", "ß", "ab/cd", "§"),
    *("😡", "😍", "very-negative", "neutral", "none", "happy", "zmot", "success", "nps", "idea"),
    *("library", "journey", "future", "draft", "validated", "primary", "functional", "digital"),
    *("12%", P("12 %"), "-3%", "%", "> 90 %", P("+25 %")),
    *("owned", "action", "customer", "exception", "baseline", "high", "interview", "up", "often"),
    *("abandonment", "resolved", "done", "loose", "first", "aida", "strict", "seven-stage"),
    *([], [None], ["a"], [P("1")], [P("1"), P("2")], [P("1"), P("2"), P("3")], ["1", "2"]),
    *([P("true")], ["a", ""], ["csat", "nps"], ["csat", "csats"], [[]], [["a"]], [{}], [P("~")]),
    *(["2026-01-01", "2026-02-01"], ["2026-01-01"], ["2026-01-01", "x"], ["A", "a-b", "aida"]),
    *({}, {"a": "b"}, {"a": None}, {"x-a": [None]}, {"a": P("1")}, {"a": {}}, {"a": []}),
    *({"name": "a"}, {"name": None}, {"name": ""}, {"text": "a"}, {"text": "a", "b": "c"}),
    *({"to": "a"}, {"to": "a", "type": "happy"}, {"to": "a", "when": []}, {"does": "a"}),
    *({"score": P("1")}, {"score": "1"}, {"score": None}, {"score": P("3")}, {"score": "none"}),
    *({"score": "🙂", "n": P("3")}, {"score": P("1"), "n": P("-3")}, {"label": "a"}),
    *({"laura": P("1")}, {"laura": {"score": P("1")}}, {"laura": None}, {"laura": "sad"}),
    *({"event": "a"}, {"event": None}, {"event": "a", "where": {"b": P("1")}}, {"events": "a"}),
    *({"event": "a", "where": {"b": {"gt": P("1")}}}, {"event": "a", "were": {}}, {"events": []}),
    *({"event": "a", "where": {"b": {"gt": []}}}, {"event": "a", "where": {"b": {"i": "a"}}}),
    *({"event": "a", "where": {"b": {"in": ["a", P("1")]}}}, {"events": ["a", {"event": "b"}]}),
    *({"event": "a", "where": {"b": {"in": "a"}}}, {"events": [{"where": {}}]}, {"surveys": "a"}),
    *([{"event": "a"}, "b"], [{"event": "a", "where": "b"}], {"segment": {"plan": "student"}}),
    *({"src": "a.png"}, {"src": "a.png", "alt": P("1")}, {"alt": "a"}, {"from": "a", "to": "b"}),
    *({"promoters": P("1"), "passives": P("2"), "detractors": P("3")}, {"promoters": P("1")}),
    *({"uri": "a.csv"}, {"uri": "a.csv", "columns": {"customer": "id"}}, {"table": "a"}),
    *({"before": ["2025-01-01", "2025-02-01"]}, {"before": ["2025-01-01"]}, {"a": "b", "b": []}),
    *({"suppress": P("10")}, {"suppress": P("1.5")}, {"trigger": "a"}, {"trigger": "a", "at": "b"}),
    *([{"name": "a"}], [{"name": "a"}, "b"], [{"text": "a"}], [{"to": "a", "rel": "child"}]),
    *([{"metric": "a"}], [{"type": "nps"}], [{"title": "a"}], [{"date": "2026-01-31"}]),
    [{"date": "2026-01-31", "value": P("3")}],
    [{"trigger": "a"}, {"message": "b"}],
    [{"to": "a"}, "b"],
]


@cache
def validator(draft: Draft, plain: bool = False) -> jsonschema.protocols.Validator:
    """A validator whose patterns are ECMAScript's, as a schema's are, and which knows days."""
    base = jsonschema.Draft202012Validator if draft == "2020-12" else jsonschema.Draft7Validator

    def pattern(_: Any, wanted: str, value: Any, __: Any) -> Iterator[jsonschema.ValidationError]:
        if isinstance(value, str) and not regress.Regex(wanted).find(value):
            yield jsonschema.ValidationError(f"{value!r} does not match {wanted!r}")

    extend: Any = jsonschema.validators.extend
    schema = json_schema(draft, for_programs=plain)
    base.check_schema(schema)
    made: jsonschema.protocols.Validator = extend(base, {"pattern": pattern})(
        schema, format_checker=jsonschema.FormatChecker(["date"])
    )
    return made


# --- every key with every value ------------------------------------------------------------------


def container(annotation: Any) -> str:
    """How a key holds what it holds: as a list, a mapping of the user's own words, or alone."""
    origin = typing.get_origin(annotation)
    if origin in (tuple, dict):
        return str(origin.__name__)
    held = map(container, typing.get_args(annotation))
    return next((one for one in held if one != "alone"), "alone")


def element(annotation: Any) -> type[Element] | None:
    if isinstance(annotation, type) and issubclass(annotation, Element):
        return annotation
    for part in typing.get_args(annotation):
        found = element(part)
        if found is not None:
            return found
    return None


def fields(model: type[Element]) -> dict[str, Any]:
    return {
        info.alias or name: info for name, info in model.model_fields.items() if info.alias != "x-"
    }


def plain(value: Any) -> Any:
    """An example of the schema as it would stand in a file."""
    if isinstance(value, bool):
        return P(str(value).lower())
    return P(str(value)) if isinstance(value, int | float) else value


def smallest(model: type[Element]) -> dict[str, Any]:
    """The smallest map of a kind: its required keys alone."""
    if model is Journey:
        return {"title": "Coat", "personas": ["Laura"], "stages": ["Buy"]}
    known = fields(model)
    needed = [key for key, info in known.items() if info.is_required()]
    # What needs no key of its own needs one.
    some = needed or [next(key for key in model.SKELETON if known[key].examples)]
    return {key: plain(known[key].examples[0]) for key in some}


def beginnings(model: type[Element]) -> tuple[dict[str, Any], ...]:
    """The ways in which a mapping of a kind may begin."""
    table = {"engine": "env:WAREHOUSE", "table": "events"}
    return (smallest(model), table) if model is DataSource else (smallest(model),)


@cache
def ways() -> dict[type[Element], tuple[tuple[type[Element], str, str], ...]]:
    """From the journey to each kind of thing: owner, key and container of every step."""
    found: dict[type[Element], tuple[tuple[type[Element], str, str], ...]] = {Journey: ()}
    waiting: list[type[Element]] = [Journey]
    while waiting:
        owner = waiting.pop(0)
        for key, info in fields(owner).items():
            inner = element(info.annotation)
            if inner is not None and inner not in found:
                held = container(info.annotation) if key != "match" else "alone"
                found[inner] = (*found[owner], (owner, key, held))
                waiting.append(inner)
    return found


def inside(model: type[Element], instances: list[Any]) -> Iterator[tuple[dict[str, Any], Path]]:
    """Whole maps that hold instances of a kind, and the place in the map that tells them apart.

    The outermost list of the way holds one entry for each; a way without one gives a map each.
    """
    steps = ways()[model]

    def wrap(instance: Any, from_step: int) -> Any:
        for owner, key, held in reversed(steps[from_step:]):
            value = instance
            if held == "tuple":
                value = [instance]
            elif held == "dict":
                value = {"laura": instance}
            instance = {**smallest(owner), key: value}
        return instance

    first = next((n for n, (_, _, held) in enumerate(steps) if held == "tuple"), None)
    if first is None:
        for instance in instances:
            yield wrap(instance, 0), ()
        return
    assert first == 0
    owner, key, _ = steps[0]
    yield {**smallest(owner), key: [wrap(instance, 1) for instance in instances]}, (key,)


def beyond_the_schema(key: str | None, value: Any) -> bool:
    """What the docstring of `cjmap.model.schema` says that the schema cannot say."""
    notation = isinstance(value, Plain) and not str(value).isdecimal()
    if key in ("score", "label") and value in (None, "~"):
        return True
    if key in ("emotion", "emotions", "score"):
        return beyond_a_feeling(value)
    if not DENIABLE.isdisjoint((key, f"{key}s")) and denial(value) is not None:
        return True
    if key == "share":
        return bool(value == "-3%")
    return key in ("id", "phase") and (notation or value in ("😡", "😍"))


def is_hollow(mapping: dict[str, Any]) -> bool:
    """Whether nothing but nulls stands in a mapping."""
    return bool(mapping) and all(value in (None, "~") for value in mapping.values())


def holds_hollow(value: Any) -> bool:
    """Whether a mapping is hollow, or one of its values is."""
    mappings = (value, *value.values()) if isinstance(value, dict) else ()
    return any(isinstance(one, dict) and is_hollow(one) for one in mappings)


def beyond_a_feeling(value: Any) -> bool:
    """An emotion off the scale, without a letter, or with nothing but nulls."""
    if isinstance(value, dict):
        empty = value in ({"score": None}, {"label": None}, {"a": {}}, {})
        return empty or any(beyond_a_feeling(inner) for inner in value.values())
    number = read_number(value)
    return value == "§" or (number is not None and abs(number) > 2)


def compare(
    whole: dict[str, Any], at: Path, draft: Draft = "2020-12", plain: bool = False
) -> list[str]:
    """The entries about which schema and models disagree."""
    models = maps.refusals(whole)
    if not at:
        valid = validator(draft, plain).is_valid(maps.resolve(whole))
        return [] if valid != bool(models) else [f"{maps.write(whole)}: {valid}, {models}"]
    key = str(at[0])
    differ = []
    for number, entry in enumerate(whole[key]):
        place = (*at, number)
        said = [(path, code) for path, code in models if path[: len(place)] == place]
        valid = validator(draft, plain).is_valid(maps.resolve({**whole, key: [entry]}))
        if valid == bool(said):
            differ.append(f"{maps.write(entry)}: {valid}, {said}")
    return differ


KINDS = {model.__name__: model for model in ways()}


@pytest.mark.parametrize("plain", [False, True], ids=["editors", "programs"])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_key_takes_and_refuses_the_same_values(kind: str, plain: bool) -> None:
    model = KINDS[kind]
    base = smallest(model)
    alone = model.__name__.lower()
    instances: list[Any] = [
        value for value in VALUES if model is not Journey and not beyond_the_schema(alone, value)
    ]
    instances += [
        {**begun, key: value}
        for begun in beginnings(model)
        for key in fields(model)
        for value in VALUES
        if not beyond_the_schema(key, value)
    ]
    instances += [
        {k: v for k, v in begun.items() if k != gone}
        for begun in beginnings(model)
        for gone in begun
    ]
    instances += [{**base, "unknown": "a"}, {**base, "unknown": None}, {**base, "x-own": [None]}]
    if model is Journey:
        library = {"title": "Coat", "kind": "library"}
        instances += [library, {**library, "personas": None}, {**library, "stages": ["a", None]}]
    # What is null throughout says nothing, which the schema does not see.
    instances = [one for one in instances if not holds_hollow(one)]
    differ = [compare(whole, at, plain=plain) for whole, at in inside(model, instances)]
    assert [text for texts in differ for text in texts] == []


# --- whole maps with mistakes --------------------------------------------------------------------


@cache
def examples() -> tuple[Any, ...]:
    return tuple(maps.data(file) for file in maps.examples())


def places(value: Any, path: Path = ()) -> Iterator[Path]:
    """Every place inside some data."""
    entries = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for step, item in entries:
        yield (*path, step)
        yield from places(item, (*path, step))


def at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value


@st.composite
def mistaken_maps(draw: st.DrawFn) -> Any:
    """An example with one to three things changed, each in a way that people get things wrong."""
    whole = copy.deepcopy(draw(st.sampled_from(examples())))
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(list(places(whole))))
        owner, step = at(whole, path[:-1]), path[-1]
        value = owner[step]
        match draw(st.sampled_from(("drop", "value", "key", "list", "quotes", "null"))):
            case "drop":
                del owner[step]
            case "value":
                new = draw(st.sampled_from(VALUES))
                if not beyond_the_schema(str(step), new):
                    owner[step] = new
            case "key" if isinstance(owner, dict):
                wrong = draw(st.sampled_from((f"{step}s", str(step)[:-1], f"x-{step}", "name")))
                owner[wrong] = owner.pop(step)
            case "list":
                owner[step] = value[0] if isinstance(value, list) and value else [value]
            case "quotes" if isinstance(value, str) and step not in ("id", "phase"):
                owner[step] = str(value) if isinstance(value, Plain) else Plain(value)
            case "null":
                owner[step] = None
    return whole


@settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
@given(mistaken_maps(), st.sampled_from(DRAFTS), st.booleans())
def test_a_map_with_mistakes_is_refused_by_both_or_neither(
    whole: Any, draft: Draft, plain: bool
) -> None:
    assert compare(whole, (), draft, plain) == []


@pytest.mark.parametrize("draft", DRAFTS)
@pytest.mark.parametrize("file", maps.examples(), ids=lambda file: file.name)
def test_the_examples_are_valid(file: Any, draft: Draft) -> None:
    errors = validator(draft).iter_errors(maps.resolve(maps.data(file)))
    assert [error.message for error in errors] == []


# --- what the schema cannot say ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"id": P("1.0e3")}, "CJ019"),
        ({"id": P("True")}, "CJ019"),
        ({"id": "🙂"}, "CJ019"),
        ({"id": "Ԑ"}, "CJ019"),
        ({"metrics": [{"type": "visits", "value": P("0.1234567890123456")}]}, "CJ013"),
        ({"metrics": [{"type": "visits", "value": P(".nan")}]}, "CJ012"),
    ],
)
def test_what_only_the_models_refuse(value: Any, code: str) -> None:
    whole = {"title": "Coat", "personas": ["Laura"], "stages": [{"name": "A", **value}]}
    assert [found for _, found in maps.refusals(whole)] == [code]
    assert validator("2020-12").is_valid(maps.resolve(whole))


def test_what_only_the_models_read() -> None:
    whole = {"title": "Coat", "personas": ["Laura"], "stages": [{"name": "A", "emotion": P("−1")}]}
    assert maps.refusals(whole) == []
    assert not validator("2020-12").is_valid(maps.resolve(whole))


def test_a_library_by_its_name_alone_needs_the_key_for_editors() -> None:
    text = "title: People\npersonas:\n  - Laura\n"
    assert maps.load(text, "people.library.yaml").problems == ()
    assert not validator("2020-12").is_valid({"title": "People", "personas": ["Laura"]})


# --- which numbers a map may hold ----------------------------------------------------------------


SHAPES: dict[str, Callable[[Any], Any]] = {
    "alone": lambda number: number,
    "in a pair": lambda number: [P("1"), number],
    "by name": lambda number: {"plan": number},
}


def numbers_in(value: Any) -> bool:
    """Whether a model made a number of what it was given."""
    if isinstance(value, dict):
        return any(map(numbers_in, value.values()))
    if isinstance(value, tuple | list):
        return any(map(numbers_in, value))
    if isinstance(value, BaseModel):
        return any(numbers_in(getattr(value, name)) for name in value.model_fields_set)
    return isinstance(value, int | float) and not isinstance(value, bool)


def takes_numbers(model: type[Element], key: str, shape: Callable[[Any], Any]) -> bool:
    base = smallest(model)
    try:
        with_number = model.model_validate({**base, key: shape(P("3"))})
    except ValidationError:
        return False
    name = next(n for n, info in model.model_fields.items() if (info.alias or n) == key)
    return numbers_in(getattr(with_number, name))


NUMBERS = [
    (name, key, shape)
    for name, model in sorted(KINDS.items())
    for key in fields(model)
    for shape in SHAPES
    if takes_numbers(model, key, SHAPES[shape])
]


@pytest.mark.parametrize("written", ["1e999", "-1e16", "1e-16"])
@pytest.mark.parametrize(("name", "key", "shape"), NUMBERS)
def test_no_field_takes_a_number_that_a_map_cannot_hold(
    name: str, key: str, shape: str, written: str
) -> None:
    model = KINDS[name]
    [(whole, _)] = inside(model, [{**smallest(model), key: SHAPES[shape](P(written))}])
    assert [code for path, code in maps.refusals(whole) if key in path] == ["CJ013"]


def test_the_walk_meets_the_numbers_that_there_are() -> None:
    met = {(name, key) for name, key, _ in NUMBERS}
    assert {
        *(("Metric", key) for key in ("value", "n", "target", "scale", "sd")),
        *(("Result", key) for key in ("before", "after", "change")),
        *(("Reading", "value"), ("Components", "promoters"), ("Next", "share")),
        *(("Pain", "severity"), ("Opportunity", "effort"), ("Condition", "gt"), ("Evidence", "n")),
        *(("MinimumN", "suppress"), ("PersonaMatch", "segment")),
    } <= met
