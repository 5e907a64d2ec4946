"""What all mappings of the format share: unknown keys, own keys, shorthand."""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)
from pydantic_core import PydanticCustomError, core_schema

from cjmap.messages import shorten
from cjmap.model.scalars import Figure, Number, Text, suggested
from cjmap.vocabulary.channels import BuiltInChannel


class OneOrMany:
    """A list of which one entry may stand alone: the annotation wraps it."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(
            lambda value: value if isinstance(value, list | tuple) else [value], handler(source)
        )

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        listed = handler(schema)
        return {"anyOf": [listed["items"], listed]}


class Sentences(OneOrMany):
    """The same of texts that people write, in which a comma may stand."""


class Element(BaseModel):
    """A mapping of the format. Unknown keys are refused; keys that begin with `x-` are kept."""

    # Deferred: only the journey itself is ever validated against, so only its validator is built.
    model_config: ClassVar[ConfigDict] = ConfigDict(
        extra="forbid",
        frozen=True,
        populate_by_name=False,
        defer_build=True,
        serialize_by_alias=True,
    )
    SHORTHAND: ClassVar[str | None] = None
    # What may stand for it alone; YAML's numbers are texts until their field reads them.
    ALONE: ClassVar[tuple[type, ...]] = (str,)
    # What an editor writes of a new one: keys, the first examples of which stand behind them.
    SKELETON: ClassVar[tuple[str, ...]] = ()
    # What an editor says where something else stands; by default in the words of the shorthand.
    EXPECTED: ClassVar[str | None] = None

    extensions: dict[str, Any] = Field(default_factory=dict, alias="x-", repr=False)

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        if isinstance(value, dict):
            special = [key for key, item in value.items() if item is None or key[:2] == "x-"]
            return cls._sort_out(value, special) if special else value
        if cls.SHORTHAND is not None and isinstance(value, cls.ALONE):
            return cls._spell_out(value)
        if isinstance(value, BaseModel):
            return value
        raise PydanticCustomError(
            "wrong_type",
            "{expected}",
            {
                "expected": "mapping" if cls.SHORTHAND is None else "text or mapping",
                "quoted": type(value) is str,
            },
        )

    @classmethod
    def _spell_out(cls, alone: Any) -> dict[str, Any]:
        """The mapping that a text, or another value of `ALONE`, stands for."""
        return {cls.SHORTHAND or "": alone}

    @classmethod
    def _sort_out(cls, value: dict[str, Any], special: list[str]) -> dict[str, Any]:
        """A mapping with the user's own keys apart; a key without a value counts as not written."""
        own = {key: value[key] for key in special if key.startswith("x-")}
        known = {info.alias or name for name, info in cls.model_fields.items()}
        empty = known.intersection(special) - own.keys()
        rest = {key: item for key, item in value.items() if key not in own and key not in empty}
        return rest | {"x-": own} if own else rest

    @model_serializer(mode="wrap")
    def _dump(self, handler: SerializerFunctionWrapHandler) -> Any:
        """What the map writes and nothing else, so that the dump reads back as the same."""
        fields = type(self).model_fields
        keys = {fields[name].alias or name for name in self.model_fields_set}
        dumped = {key: value for key, value in handler(self).items() if key in keys}
        return self._shorten(dumped | dumped.pop("x-", {}))

    def _shorten(self, dumped: dict[str, Any]) -> Any:
        """The shorter form of a dump, where it must read back as that."""
        return dumped

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        described = handler(schema)
        target = handler.resolve_ref_schema(described)
        if "x-" in target.get("properties", ()):
            del target["properties"]["x-"]
            target["patternProperties"] = {"^x-": {}}
            explained = {
                "title": target.pop("title"),
                "description": " ".join((cls.__doc__ or "").split()),
            }
            target.pop("description", None)
            alternatives = cls.alternatives(dict(target))
            target.clear()
            target.update(explained)
            target.update(
                alternatives[0] if len(alternatives) == 1 else {"anyOf": list(alternatives)}
            )
        return described

    @classmethod
    def alternatives(cls, mapping: dict[str, Any]) -> tuple[dict[str, Any], ...]:
        """The schemas of the ways to write this: its mapping, and what may stand for it."""
        if cls.SHORTHAND is None:
            return (mapping,)
        info = cls.model_fields[cls.SHORTHAND]
        alone = mapping["properties"][info.alias or cls.SHORTHAND]
        about = ("title", "examples")
        return (mapping, {key: value for key, value in alone.items() if key not in about})

    def __repr__(self) -> str:
        """The class and what the map writes, on one line: a list is its length."""
        told = (
            f"{name}={_brief(getattr(self, name))}"
            for name, info in type(self).model_fields.items()
            if name in self.model_fields_set and info.repr
        )
        return f"{type(self).__name__}({shorten(', '.join(told), 120)})"

    __str__ = __repr__

    @classmethod
    def kinds(cls) -> Iterator[type["Element"]]:
        """All kinds of things that are of this one."""
        for kind in cls.__subclasses__():
            yield kind
            yield from kind.kinds()

    @property
    def written(self) -> frozenset[str]:
        """The names of the fields that the map writes, empty lists included."""
        return frozenset(self.model_fields_set)

    def says(self, *names: str) -> bool:
        """Whether the map writes one of these fields, be it an empty list."""
        return not self.model_fields_set.isdisjoint(names)

    def denies(self, *names: str) -> bool:
        """Whether the map says of one of these lists that it is empty: "we looked, there is none"."""
        return any(name in self.model_fields_set and not getattr(self, name) for name in names)


class Saying(Element):
    """A mapping that needs no key of its own, though one: an empty list says that somebody looked
    and found nothing, an empty mapping says nothing at all."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise PydanticCustomError("nothing_said", "nothing", {"key": self.SKELETON[0]})
        return self

    @classmethod
    def alternatives(cls, mapping: dict[str, Any]) -> tuple[dict[str, Any], ...]:
        """The ways of all; what is written as a mapping has a key."""
        return super().alternatives({**mapping, "minProperties": 1})


class Shared(Element):
    """What a library may hold for the maps of its workspace.

    A map that gives no more than its id, or its name, and what `ADDITIONS` names, adds these to
    the library's. By its id alone it then has the id for a name, which counts as not written.
    """

    NAME: ClassVar[str] = "name"
    ADDITIONS: ClassVar[frozenset[str]] = frozenset()

    @model_validator(mode="wrap")
    @classmethod
    def _by_id_alone(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if not cls._is_by_id_alone(value):
            return handler(value)
        thing = handler({**value, cls.NAME: value["id"]})
        thing.model_fields_set.discard(cls.NAME)
        return thing

    @classmethod
    def _is_by_id_alone(cls, value: Any) -> bool:
        if not isinstance(value, dict) or not isinstance(value.get("id"), str):
            return False
        written = {key for key, item in value.items() if item is not None and key[:2] != "x-"}
        return written - cls.ADDITIONS == {"id"}

    @property
    def is_named(self) -> bool:
        """Whether it says who or what it is; otherwise a library must."""
        return self.NAME in self.model_fields_set

    @property
    def is_addition(self) -> bool:
        """Whether it says nothing that would take the place of what a library says."""
        return self.written <= {"id", self.NAME, "extensions", *self.ADDITIONS}

    @classmethod
    def alternatives(cls, mapping: dict[str, Any]) -> tuple[dict[str, Any], ...]:
        """The ways of all, and the id of a library's with what is added to it."""
        own = ("id", *(key for key in mapping["properties"] if key in cls.ADDITIONS))
        added = {
            **mapping,
            "properties": {key: mapping["properties"][key] for key in own},
            "required": ["id"],
        }
        return (*super().alternatives(mapping), added)


def _brief(value: object) -> str:
    """A value of a model in a few signs."""
    if isinstance(value, str):
        return repr(shorten(str(value), 40))
    if isinstance(value, tuple | dict):
        return f"<{len(value)}>"
    return f"{type(value).__name__}(…)" if isinstance(value, BaseModel) else str(value)


def doc(description: str, *examples: Any, **more: Any) -> Any:
    """A field that may be left out, with what an editor shows of it."""
    return Field(None, description=description, examples=list(examples) or None, **more)


def listed(description: str, *examples: Any, **more: Any) -> Any:
    """A list that may be left out: then it is empty, and `model_fields_set` lacks its name."""
    return Field((), description=description, examples=list(examples) or None, **more)


def mapped(description: str, *examples: Any, **more: Any) -> Any:
    """The same of a mapping."""
    return Field(
        default_factory=dict, description=description, examples=list(examples) or None, **more
    )


def required(description: str, *examples: Any, **more: Any) -> Any:
    return Field(..., description=description, examples=list(examples) or None, **more)


Texts = Annotated[tuple[Text, ...], Sentences()]
Words = Annotated[tuple[Text, ...], OneOrMany()]
Count = Annotated[int, Number(0, whole=True)]
Amount = Annotated[float, Number()]
# The figure of a metric or an outcome.
Measure = Annotated[float, Figure()]
# Built-in channels, or words of one's own.
ChannelReferences = Annotated[tuple[Annotated[str, suggested(BuiltInChannel)], ...], OneOrMany()]
# Ids of other things, or names that are one thing's alone.
References = Annotated[tuple[Text, ...], OneOrMany()]
