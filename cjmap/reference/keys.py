"""The reference of maps: every thing with its keys, as the models describe them.

Meanings and examples are those of the models, in English; `translated` has them in a language.
What holds where a key is not written stands in its description behind “Left out:”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from cjmap.messages import translate_page
from cjmap.model.element import Element
from cjmap.model.grammar import grammar
from cjmap.model.journey import Journey
from cjmap.model.scalars import Form, JsonSchema
from cjmap.records import dataclass
from cjmap.rules import all_rules
from cjmap.text.emitting import Style, entry, flow, written_key
from cjmap.vocabulary.choice import FIRST

ROOT: Final = "journey"
"""The thing that a file is."""

_LEFT_OUT: Final = " Left out: "


@dataclass(frozen=True, slots=True)
class Value:
    """A value that a closed choice allows, or one that is suggested, and since when."""

    word: str
    meaning: str
    since: str


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a thing.

    `otherwise` says what holds where it is left out, "" where nothing does or it is `needed`.
    `form` is what may stand there, `holds` the name of the thing that does (or that its list or
    mapping holds), "" for none. `values` are those of a choice; `closed` says that there are no
    others. `examples` are what may stand behind the key. `rules` are the codes of those that look at it.
    """

    thing: str
    name: str
    meaning: str
    otherwise: str
    needed: bool
    form: Form
    holds: str
    values: tuple[Value, ...]
    closed: bool
    examples: tuple[Any, ...]
    since: str
    rules: tuple[str, ...]

    @property
    def path(self) -> str:
        """As people write it: `touchpoint.next`; keys of the map itself stand alone."""
        return self.name if self.thing == ROOT else f"{self.thing}.{self.name}"

    def example(self, number: int = 0) -> str:
        """An example as a map has it, lines of YAML."""
        example = self.examples[number]
        if isinstance(example, list) and all(isinstance(item, int | float) for item in example):
            return f"{written_key(self.name, flow=False)}: {flow(example)}\n"
        written = entry(self.name, example, 0, _STYLE)
        return "".join(f"{line}\n" for line in (written.first, *written.rest))


@dataclass(frozen=True, slots=True)
class Thing:
    """A mapping of the format. `short` is the key that a text alone stands for, "" for none.

    `places` are the keys that hold it, as `Key.path` has them.
    """

    name: str
    meaning: str
    short: str
    keys: tuple[Key, ...]
    places: tuple[str, ...]

    def key(self, name: str) -> Key | None:
        return next((key for key in self.keys if key.name == name), None)


def translated(text: str, language: str) -> str:
    """A meaning, or what else the reference says, in the language of a tag."""
    return translate_page(text, language) if text else ""


@cache
def things() -> Mapping[str, Thing]:
    """All things by their names, the map itself first."""
    tables = grammar()
    models = {model.__name__: model for model in Element.kinds()}
    looked_at = _looked_at()
    made = {
        _name(name): Thing(
            _name(name),
            _prose(models[name].__doc__ or ""),
            short or "",
            tuple(
                _key(models[name], key, form, key in needed, looked_at, models)
                for key, form in forms.items()
            ),
            (),
        )
        for name, (forms, needed, short) in tables.items()
    }
    places: dict[str, list[str]] = {name: [] for name in made}
    for thing in made.values():
        for key in thing.keys:
            if key.holds:
                places[key.holds].append(key.path)
    return {
        name: Thing(name, thing.meaning, thing.short, thing.keys, tuple(places[name]))
        for name, thing in made.items()
    }


def every_key() -> Iterator[Key]:
    """Every key of every thing, in the format's order."""
    for thing in things().values():
        yield from thing.keys


def texts() -> Iterator[str]:
    """Every text of the reference that has a translation."""
    for thing in things().values():
        yield thing.meaning
        for key in thing.keys:
            yield from (key.meaning, key.otherwise)
            yield from (value.meaning for value in key.values)


# -- from the models ---------------------------------------------------------------------------

_STYLE: Final = Style()
# What a key may say that names what stands elsewhere in the map or the organization: no example
# for editors, which would propose it where there is nothing of that name.
_REFERENCES: Final[Mapping[str, Any]] = {
    "evidence": ["interviews-2026"],
    "personas": ["laura"],
    "persona": "laura",
    "pains": ["nobody-answers-after-6-pm"],
    "opportunities": ["answer-chats-until-10-pm"],
    "source": "interviews-2026",
    "from": "checkout",
    "owner": "E-commerce",
}
# Where a rule looks that names a key alone.
_ON_THE_WAY: Final = (ROOT, "stage", "touchpoint")


def _key(
    model: type[Element],
    name: str,
    form: Form,
    needed: bool,
    looked_at: Mapping[str, tuple[str, ...]],
    models: Mapping[str, type[Element]],
) -> Key:
    field = next(info for own, info in model.model_fields.items() if (info.alias or own) == name)
    thing = _name(model.__name__)
    meaning, _, otherwise = (field.description or "").partition(_LEFT_OUT)
    held = _held(form)
    values = tuple(_values(field.annotation, field.metadata))
    examples = tuple(field.examples or ()) or (
        _first_example(form, models[held], values)
        if held
        else _REFERENCES.get(name) or _first_example(form, None, values),
    )
    named = (f"*.{name}", f"{thing}.{name}", *((name,) if thing in _ON_THE_WAY else ()))
    rules = {code for one in named for code in looked_at.get(one, ())}
    return Key(
        thing,
        name,
        _prose(meaning),
        otherwise,
        needed,
        form,
        _name(held) if held else "",
        values,
        _innermost(form)[0] == "choice",
        examples,
        FIRST,
        tuple(sorted(rules)),
    )


def _looked_at() -> dict[str, tuple[str, ...]]:
    """The codes of rules by the keys that they name."""
    found: dict[str, tuple[str, ...]] = {}
    for rule in all_rules():
        for key in rule.keys:
            found[key] = (*found.get(key, ()), rule.code)
    return found


def _values(annotation: Any, notes: Any) -> Iterator[Value]:
    """The values of the choice among what is noted at a type, or within it."""
    for note in notes:
        schema = note.schema if hasattr(note, "schema") else {}
        for offered in (schema, *schema.get("anyOf", ())):
            if "enumDescriptions" in offered:
                yield from _offered(offered)
                return
    for inner in getattr(annotation, "__args__", ()):
        found = list(_values(inner, getattr(inner, "__metadata__", ())))
        if found:
            yield from found
            return


def _offered(schema: JsonSchema) -> Iterator[Value]:
    for word, meaning in zip(schema["enum"], schema["enumDescriptions"], strict=True):
        written = str(word).lower() if isinstance(word, bool) else str(word)
        yield Value(written, meaning, getattr(word, "since", FIRST))


def _first_example(form: Form, held: type[Element] | None, values: tuple[Value, ...]) -> Any:
    """An example of a key that has none: a new thing as one begins it, or a value of its choice."""
    one: Any = _skeleton(held) if held is not None else values[-1].word
    if form[0] in ("list", "many"):
        return [one]
    return {"laura": one} if form[0] == "dict" else one


def _skeleton(model: type[Element]) -> dict[str, Any]:
    """A new thing: the first examples of the keys that it is begun with."""
    fields = {info.alias or name: info for name, info in model.model_fields.items()}
    forms = grammar()[model.__name__][0]
    made: dict[str, Any] = {}
    for name in model.SKELETON:
        examples = fields[name].examples
        if examples:
            made[name] = examples[0]
        else:
            inner = next(m for m in Element.kinds() if m.__name__ == _held(forms[name]))
            made[name] = _first_example(forms[name], inner, ())
    return made


def _held(form: Form) -> str:
    inner = _innermost(form)
    return inner[1] if inner[0] == "model" else ""


def _innermost(form: Form) -> Form:
    """What a list, a mapping or a choice of ways holds in the end."""
    while form[0] in ("many", "list", "dict", "either"):
        form = form[1]
    return form


def _name(model: str) -> str:
    """What a model is called: `EventMatch` is `event-match`."""
    if model == Journey.__name__:
        return ROOT
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", model).lower()


def _prose(text: str) -> str:
    return " ".join(text.split())
