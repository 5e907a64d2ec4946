"""The verbs with their arguments and options, as the command line's own tree knows them.

A line a parameter: its names, what it takes, whether it may be repeated, its default. What a
verb takes in the same way as `cjmap` itself is said in one line. Words that the tree does not
know are those that the command lists when it refuses another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, get_args

import typer
from typer.core import TyperArgument, TyperGroup, TyperOption

from cjmap.cli.app import app
from tests.surface import adapter
from tests.surface.command import MAPS, Command

Parameter = TyperArgument | TyperOption
WRONG = "qqq"
# A call for each option that takes words which the tree knows nothing of.
REFUSED = (
    f"gaps --require {WRONG}",
    f"render --format {WRONG}",
    f"render --lanes {WRONG}",
    f"render --theme {WRONG}",
    f"render --view {WRONG}",
    "render --view map --format dot",
)


def describe(cjmap: Command) -> list[str]:
    tree = typer.main.get_command(app)
    assert isinstance(tree, TyperGroup)
    common = _describe_all(tree.params)
    lines = ["# cjmap", *common]
    for name, verb in sorted(tree.commands.items()):
        own = _describe_all(verb.params)
        shared = [line.split(":")[0] for line in own if line in common]
        lines += ["", f"# cjmap {name}", *(line for line in own if line not in common)]
        lines += [f"as cjmap itself: {', '.join(shared)}"] if shared else []
    lines += ["", "# words", *(f"{words}: {_refusal(cjmap, words)}" for words in REFUSED)]
    return [*lines, "", "# environment", *adapter.environment()]


def _refusal(cjmap: Command, words: str) -> str:
    """What a call with a wrong word is told."""
    return cjmap(*words.split(), MAPS / "full.journey.yaml").stderr.strip().splitlines()[-1]


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
    """`switch`, the words of a choice, or what help calls the value, with its bounds."""
    if isinstance(parameter, TyperOption) and parameter.is_flag:
        return "switch"
    kind = _kind(parameter)
    if kind.choices is not None:
        return "one of " + " ".join(map(_plain, kind.choices))
    bounds = "" if kind.low is kind.high is None else f" from {kind.low} to {kind.high}"
    called = parameter.metavar if isinstance(parameter, TyperOption) else None
    return f"{called or kind.name}{bounds}"


@dataclass(frozen=True)
class Kind:
    """What a parameter takes."""

    name: str
    choices: Sequence[object] | None
    low: float | None
    high: float | None


def _kind(parameter: Any) -> Kind:
    """What Typer knows of a parameter: until 0.28 a type of Click's, from 0.29 on its own."""
    if hasattr(parameter, "type"):
        known = parameter.type
        choices, low, high = (getattr(known, name, None) for name in ("choices", "min", "max"))
        return Kind(known.name, choices, low, high)
    known = parameter.type_descriptor
    (inner,) = get_args(known.annotation) if known.is_list else (known.annotation,)
    name = "path" if known.is_path else getattr(inner, "__name__", "")
    return Kind(name, known.choices, known.parameter_info.min, known.parameter_info.max)


def _default(parameter: Parameter) -> str:
    """Nothing for what is off or left out by default."""
    given = parameter.default
    return "" if given is None or given is False else f"default {_plain(given)}"


def _plain(value: object) -> str:
    plain = value.value if isinstance(value, Enum) else value
    return str(plain)
