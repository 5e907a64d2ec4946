"""Frozen records: the classes of `dataclasses.dataclass(frozen=True)`, made in a tenth of the time.

`dataclass` writes and compiles six methods for a class, about half a millisecond each time that a
program starts. There are some three hundred such classes here, of which a run uses a third, most of
them for a few records. Here a method is written when it is first called, the one that makes
records when it is called often. What remains is as there: annotations are fields, `field`,
`fields`, `asdict`, `replace`, `match`, pickling; a type checker takes them for what they imitate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
else:

    def field(*, default_factory: Callable[[], Any]) -> Any:
        """A field whose default is made anew for each record."""
        return _Factory(default_factory)

    def dataclass(
        *, frozen: bool, slots: bool = False, order: bool = False, eq: bool = True
    ) -> Callable[[type], type]:
        """A decorator; the options mean what they mean in `dataclasses`, and `frozen` must be."""
        assert frozen, "a record that changes is made by dataclasses"

        def make(cls: type) -> type:
            own = _own_fields(cls)
            names = _inherited(cls, "__record_names__", ())
            names = (*names, *(name for name in own if name not in names))
            written = {name: cls.__dict__[name] for name in own if name in cls.__dict__}
            added = {
                "__record_names__": names,
                "__record_defaults__": {**_inherited(cls, "__record_defaults__", {}), **written},
                "__match_args__": names,
                _FIELDS: _Fields(_FIELDS),
                _PARAMETERS: _Fields(_PARAMETERS),
                **{name: one for name, one in _METHODS.items() if name not in cls.__dict__},
                **(_ORDER if order else {}),
                **{name: one for name, one in _EQUALITY.items() if eq and name not in cls.__dict__},
            }
            if slots:
                return _with_slots(cls, own, added)
            for name, one in added.items():
                setattr(cls, name, one)
            for name, one in written.items():
                if isinstance(one, _Factory):
                    delattr(cls, name)
            return cls

        return make

    def replace(record: Any, /, **changes: Any) -> Any:
        """A record with other values for some fields."""
        for name in record.__record_names__:
            if name not in changes:
                changes[name] = getattr(record, name)
        return record.__class__(**changes)


def is_record(cls: object) -> bool:
    """Whether something is a class of records."""
    return isinstance(cls, type) and hasattr(cls, "__record_names__")


def fields_of(cls: type) -> Iterator[tuple[str, Any]]:
    """The names of a class's fields with their defaults; `REQUIRED` where a field has none."""
    record: Any = cls
    for name in record.__record_names__:
        yield name, record.__record_defaults__.get(name, REQUIRED)


def _with_slots(cls: type, own: tuple[str, ...], added: dict[str, Any]) -> type:
    """The class once more: slots are a matter of how it is made."""
    apart = (*own, "__dict__", "__weakref__")
    kept = {name: one for name, one in cls.__dict__.items() if name not in apart}
    made = type(cls)(cls.__name__, cls.__bases__, {**kept, "__slots__": own, **added})
    made.__qualname__ = cls.__qualname__
    return made


def _own_fields(cls: type) -> tuple[str, ...]:
    """The fields that a class adds. Annotations are texts, as modules here are written."""
    return tuple(
        name for name, said in cls.__annotations__.items() if not said.startswith("ClassVar")
    )


def _inherited(cls: type, name: str, default: Any) -> Any:
    return getattr(cls.__base__, name, default)


class _Factory:
    def __init__(self, make: Callable[[], Any]) -> None:
        self.make = make


def _later(name: str, write: Callable[[Any], Any]) -> Any:
    """A method that is written when it is first called."""

    def first(self: Any, *values: Any, **named: Any) -> Any:
        cls = _class_with(first, name, type(self))
        if cls is not None:
            written = write(cls)
            written.__qualname__ = f"{cls.__qualname__}.{name}"
            setattr(cls, name, written)
        return getattr(type(self), name)(self, *values, **named)

    return first


def _make(self: Any, *values: Any, **named: Any) -> None:
    """The `__init__` of a class of which there are few records yet: writing one takes far longer."""
    cls = _class_with(_make, "__init__", type(self))
    if cls is not None:
        number = _NUMBERS[cls] = _NUMBERS.get(cls, 0) + 1
        if number <= _FEW and _fill(self, cls, values, named):
            return
        written = _write_init(cls)
        written.__qualname__ = f"{cls.__qualname__}.__init__"
        cls.__init__ = written
    type(self).__init__(self, *values, **named)


# How many records of a class were made so far, until it has a method of its own for that.
_NUMBERS: Final[dict[Any, int]] = {}
_FEW = 16


def _fill(record: Any, cls: Any, values: Sequence[Any], named: Mapping[str, Any]) -> bool:
    """Gives a record its values; whether they are such that a class can take."""
    names = cls.__record_names__
    given = dict(zip(names, values, strict=False))
    if len(values) > len(names) or not named.keys() <= set(names[len(values) :]):
        return False
    found = {**cls.__record_defaults__, **given, **named}
    if len(found) < len(names):
        return False
    for name in names:
        value = found[name]
        is_new = name not in given and name not in named and isinstance(value, _Factory)
        object.__setattr__(record, name, value.make() if is_new else value)
    return True


def _class_with(attribute: object, name: str, cls: Any) -> Any:
    """The class that still has an attribute; None where another thread was faster to replace it."""
    return next((each for each in cls.__mro__ if each.__dict__.get(name) is attribute), None)


REQUIRED: Final = object()


def _write_init(cls: Any) -> Any:
    scope: dict[str, Any] = {"_set": object.__setattr__, "_missing": REQUIRED}
    parameters, lines = ["self"], []
    for name in cls.__record_names__:
        default = cls.__record_defaults__.get(name, REQUIRED)
        value = name
        if isinstance(default, _Factory):
            scope[f"_new_{name}"] = default.make
            value = f"_new_{name}() if {name} is _missing else {name}"
            parameters.append(f"{name}=_missing")
        elif default is REQUIRED:
            parameters.append(name)
        else:
            scope[f"_default_{name}"] = default
            parameters.append(f"{name}=_default_{name}")
        lines.append(f" _set(self, {name!r}, {value})")
    return _compile(f"def made({', '.join(parameters)}):\n" + ("\n".join(lines) or " pass"), scope)


def _write_hash(cls: Any) -> Any:
    return _compile(f"def made(self):\n return hash({_values(cls, 'self')})", {})


def _write_comparison(sign: str) -> Callable[[Any], Any]:
    def write(cls: Any) -> Any:
        return _compile(
            "def made(self, other):\n"
            " if other.__class__ is not self.__class__: return NotImplemented\n"
            f" return {_values(cls, 'self')} {sign} {_values(cls, 'other')}",
            {},
        )

    return write


def _values(cls: Any, record: str) -> str:
    """The values of all fields, as one thing to compare, hash or order."""
    return "(" + "".join(f"{record}.{name}, " for name in cls.__record_names__) + ")"


def _compile(text: str, scope: dict[str, Any]) -> Any:
    exec(text, scope)  # noqa: S102 - names of fields alone stand in it
    return scope["made"]


class _Fields:
    """What `dataclasses` knows a class by; worked out when it asks."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, record: Any, cls: Any) -> Any:
        import dataclasses

        owner = _class_with(self, self._name, cls)
        if owner is None:
            return getattr(cls, self._name)
        said: dict[str, Any] = {}
        for each in reversed(owner.__mro__):
            said |= each.__annotations__ if hasattr(each, "__record_names__") else {}
        given = {
            name: dataclasses.field(default_factory=one.make) if isinstance(one, _Factory) else one
            for name, one in owner.__record_defaults__.items()
        }
        shadow: Any = type(
            owner.__name__,
            (),
            {
                "__module__": owner.__module__,
                "__annotations__": {name: said[name] for name in owner.__record_names__},
                **given,
            },
        )
        made: Any = dataclasses.dataclass(frozen=True, eq=False, repr=False)(shadow)
        for name in (_FIELDS, _PARAMETERS):
            setattr(owner, name, getattr(made, name))
        return getattr(owner, self._name)


_FIELDS, _PARAMETERS = "__dataclass_fields__", "__dataclass_params__"


def _show(self: Any) -> str:
    said = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__record_names__)
    return f"{type(self).__qualname__}({said})"


def _refuse(self: Any, name: str, value: Any = None) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot change field {name!r}")


def _state(self: Any) -> Any:
    return [getattr(self, name) for name in self.__record_names__]


def _restore(self: Any, state: Any) -> None:
    for name, value in zip(self.__record_names__, state, strict=True):
        object.__setattr__(self, name, value)


_METHODS = {
    "__init__": _make,
    "__repr__": _show,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
    "__getstate__": _state,
    "__setstate__": _restore,
}
_EQUALITY = {
    "__eq__": _later("__eq__", _write_comparison("==")),
    "__hash__": _later("__hash__", _write_hash),
}
_ORDER = {
    f"__{name}__": _later(f"__{name}__", _write_comparison(sign))
    for name, sign in (("lt", "<"), ("le", "<="), ("gt", ">"), ("ge", ">="))
}

__all__ = ["REQUIRED", "dataclass", "field", "fields_of", "is_record", "replace"]
