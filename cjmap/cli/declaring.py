"""What a verb takes, declared once for whoever reads a command line.

Two do: Typer, which knows all that people may write and explains it (`verbs`), and `calling`,
which knows plain words and spares a run the time that Typer takes to be imported.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any, get_args, get_type_hints

from cjmap.records import REQUIRED, dataclass, fields_of, is_record


@dataclass(frozen=True, slots=True)
class Argument:
    """A value without a name. `shown`: help says what stands for it where it is left out."""

    metavar: str
    help: str
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Option:
    """A value with a name, or a switch.

    `least` and `most` bound a number, `parse` makes the value of what is written, and `turn`
    makes another one of the value. `at_once`: it is read before everything else. `panel` is the
    part of the help that it stands in, where that is not the first one.
    """

    names: tuple[str, ...]
    help: str
    metavar: str | None = None
    shown: bool = True
    least: float | None = None
    most: float | None = None
    parse: Callable[[str], Any] | None = None
    turn: Callable[[Any], Any] | None = None
    at_once: bool = False
    panel: str | None = None


def option(*names: str, help: str, **more: Any) -> Option:
    """An option by its names; the rest is as `Option` has it."""
    return Option(names, help, **more)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a function or a group takes under a name: of a type, with a default or `REQUIRED`."""

    name: str
    kind: Any
    declared: Argument | Option
    default: Any


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb: the function that carries it out, and what help says of it.

    The function takes the `Invocation` that the options of all verbs make, then what its
    signature declares: options and arguments, and groups of them, which are records whose fields
    are declared in the same way.
    """

    run: Callable[..., None]
    help: str

    @property
    def name(self) -> str:
        return self.run.__name__

    @property
    def parameters(self) -> list[Parameter]:
        """All that it takes, beside what every verb does."""
        return [one for item in _items(self.run) for one in _expand(item)]

    def carry_out(self, call: object, given: dict[str, Any]) -> None:
        """Runs it with the values of all its parameters, which are of their types."""
        groups = {
            item.name: take(item.annotation, given)
            for item in _items(self.run)
            if is_record(item.annotation)
        }
        self.run(call, **groups, **given)


def parameters_of(group: type) -> Iterator[Parameter]:
    """What the fields of a group declare."""
    hints = get_type_hints(group, include_extras=True)
    for name, default in fields_of(group):
        yield _parameter(name, hints[name], default)


def take(group: type, given: dict[str, Any]) -> Any:
    """A group made from values of which it takes its own away."""
    return group(**{name: given.pop(name) for name, _ in fields_of(group)})


def _items(run: Callable[..., None]) -> list[inspect.Parameter]:
    return list(inspect.signature(run, eval_str=True).parameters.values())[1:]


def _expand(item: inspect.Parameter) -> Iterator[Parameter]:
    """What a group declares, or the one thing that a parameter does."""
    if is_record(item.annotation):
        yield from parameters_of(item.annotation)
        return
    default = REQUIRED if item.default is inspect.Parameter.empty else item.default
    yield _parameter(item.name, item.annotation, default)


def _parameter(name: str, annotation: Any, default: Any) -> Parameter:
    kind, declared = get_args(annotation)
    return Parameter(name, kind, declared, default)
