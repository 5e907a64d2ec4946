"""The verbs with their arguments and options, as the command line's own tree knows them.

A line a parameter: its names, what it takes, whether it may be repeated, its default.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

import typer
from typer.core import TyperArgument, TyperGroup, TyperOption

from cjmap.cli.app import app
from tests.surface import adapter
from tests.surface.command import Command

Parameter = TyperArgument | TyperOption


def describe(_: Command) -> list[str]:
    tree = typer.main.get_command(app)
    assert isinstance(tree, TyperGroup)
    lines = ["# cjmap", *_describe_all(tree.params)]
    for name, verb in sorted(tree.commands.items()):
        lines += ["", f"# cjmap {name}", *_describe_all(verb.params)]
    return [*lines, "", "# environment", *adapter.environment()]


def _describe_all(parameters: Iterable[object]) -> list[str]:
    """Arguments in their order, then options by name."""
    arguments = [_describe(each) for each in parameters if isinstance(each, TyperArgument)]
    options = [_describe(each) for each in parameters if isinstance(each, TyperOption)]
    return [*arguments, *sorted(options)]


def _describe(parameter: Parameter) -> str:
    if isinstance(parameter, TyperArgument):
        names = parameter.metavar or parameter.name or ""
    else:
        names = " ".join([*parameter.opts, *parameter.secondary_opts])
    notes = [
        _taken(parameter),
        "repeatable" if getattr(parameter, "multiple", False) else "",
        "required" if parameter.required else "",
        _default(parameter),
        "hidden" if parameter.hidden else "",
    ]
    return f"{names}: {', '.join(note for note in notes if note)}"


def _taken(parameter: Parameter) -> str:
    """`switch`, the words of a choice, the bounds of a number, or the name of the type."""
    kind = parameter.type
    if isinstance(parameter, TyperOption) and parameter.is_flag:
        return "switch"
    choices = getattr(kind, "choices", None)
    if choices is not None:
        return "one of " + " ".join(map(_plain, choices))
    low, high = getattr(kind, "min", None), getattr(kind, "max", None)
    bounds = f" from {low} to {high}" if low is not None or high is not None else ""
    return f"{kind.name.removesuffix(' range')}{bounds}"


def _default(parameter: Parameter) -> str:
    """Nothing for what is off or left out by default."""
    given = parameter.default
    return "" if given is None or given is False else f"default {_plain(given)}"


def _plain(value: object) -> str:
    plain = value.value if isinstance(value, Enum) else value
    return str(plain)
